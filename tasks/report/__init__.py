"""The pages of a release, and where a row comes from; reads its tables and manifest, fills its folder `report`.

The doors are `pages.py`, `rows.py` and `trace.py`. In reading order:

- `pages.py`: the pages, each kind by a module of its own, rendered by `environment.py` from `templates/` and `static/`,
  and placed by `shelf.py`, which links those that would be the same as before.
- `front.py`: the first page and the lists. `stories.py`: what outlets tell of one event, with `words.py` (words beside
  words). `people.py`: who is quoted or claims something.
- `search_index.py`: the search over all of it, in files that `static/search.js` loads.
- `article_pages.py`: an article, by `rows.py` (its rows), `marks.py` (rows laid over the text), `related.py` (what
  other articles say of the same), `wording.py` (what a row says).
- `accounts.py`: the operator's page, by `summary.py` (counts), `plots.py` over `periods.py` (plots by day). All ask
  `database.py`.
- `trace.py`: a row traced back to its source's characters, for `sayso trace`.
"""
