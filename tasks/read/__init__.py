"""Dumps to documents: whatever lies in files, archives and at addresses; fills `articles.source_text` and `rejects`.

It reads the inputs that a user names and `data/lexicon/record_fields.toml`. Its doors are `inputs.py`, which gives
records, and `document.py`, which makes a document of one. A reader of a format is one value of `formats.py`. In
reading order:

- What is read: `options.py` (what a user may say), `source.py` (a file, and its rejects), `inputs.py` (the files of a
  folder), `links.py` (links out of it), `remote.py` (addresses), `origins.py` (what a file is called after a move).
- Bytes: `blobs.py` (what can be opened), `packing.py` (gzip and its like), `streams.py`, `window.py` (pieces of
  bounded length), `dump.py` (layers of packing and archives around a file), `zip_archives.py`, `tar_archives.py`,
  `member_names.py`, `word_files.py` (zip archives that are Word files), `books.py` (e-books).
- Formats: `formats.py` (which there are), `heads.py` (how a file begins), `text_files.py`, `saved_pages.py`,
  `json_files.py`, `delimited.py`, `parquet.py`, `feeds.py`, `library_exports.py` (LexisNexis and its like),
  `sgml_files.py` (corpora), `wire_files.py` (NewsML, NITF), `warc.py` over `warc_records.py` and `http_bodies.py`.
- Entries: `decoding.py` (bytes to text), `fields.py` (names of fields to Sayso's), `survey.py` (which are used),
  `identity.py` (which records are the same), `addresses.py` (variants of one address), `publication_dates.py`,
  `time_zones.py` (whose time is IST?),
  `day_order.py` (is 03/04 in April?), `sections.py` (which part of the paper, and whether it is opinion).
- Pages: `pages.py` over `page_tree.py` (readied for the extractor), `page_furniture.py` and `page_notices.py` (taken
  out), `page_runs.py`, `page_body.py` (read whole from where the extraction stands), `page_text.py` (cleaned),
  `page_kind.py` (no article), `page_facts.py` (said of itself), `page_dates.py`.
- `lexicon.py`: names of fields, elements and classes. `document.py`: text and metadata together. `quarantine.py`:
  where the bytes of rejects are kept.
"""
