"""Parts to releases: laid out, corrected, published, retained, compared, mended; fills `corrections` and the manifest.

It reads sealed parts, `corrections.toml`, `decisions.toml` and the releases before. The doors are `stage.py` and
`release.py`. In reading order:

- The folder: `data_folder.py` (what it must be), `release.py` (published, found, let go), `succession.py` (which
  followed which), `pick_release.py` (by a name), `pins.py` (kept whatever comes).
- A release made: `stage.py` (laid out aside), `copies.py` (files into it), `parquet.py` (rows to files),
  `manifest.py` (what it says of itself), `metadata.py` (the same in the words of Frictionless and Croissant),
  `release_ledger.py` (which documents it is of).
- What people decide: `corrections.py` (their file), `corrected_parts.py` (put to the rows), `decisions.py`
  (forgotten, lost). `keyed_parts.py`: keys of the release in the place of each article's own.
- `difference.py`: how two releases differ. `mending.py`: files made whole again.
"""
