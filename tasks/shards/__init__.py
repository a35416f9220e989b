"""Inputs to sealed parts: planned, extracted, audited, gathered; keeps the ledger of which documents are done.

It reads records and writes `work/`: records by shard, parts with their markers, profiles. The doors are `plan.py`,
`extract.py` and `gather.py`. In reading order:

- `plan.py`: what is new, grouped into shards. `spool.py` (a shard's records), `sequence.py` (in which order),
  `origins_file.py` (which folders were read).
- `extract.py`: read, clean, annotate, sealed by a marker. `broken_rows.py` (articles whose rows break a rule),
  `fingerprint.py` (what made a part), `ledger.py` (markers).
- `gather.py`: parts brought together for a release. `losses.py` (what the release before had and no part has).
- `verify.py`: bytes against hashes. `check_work.py`: what `sayso check` asks. `mending.py`, `mending_sources.py`:
  what `sayso repair` does. `rebuild.py`, `recall.py`: a part or a release made as it was.
"""
