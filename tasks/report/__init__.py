"""The pages of a release, and where a row comes from; reads its tables and manifest, fills its folder `report`.

The doors are `pages.py`, `rows.py` and `trace.py`. In reading order:

- `pages.py`: the pages. `rows.py` (an article's rows), `marks.py` (rows laid over the text), `wording.py` (what a row
  says).
- `summary.py`: the front page's counts, by `database.py`. `related.py`: what other articles say of the same.
- `plots.py` over `periods.py`: plots by day.
- `trace.py`: a row traced back to its source's characters, for `sayso trace`.
"""
