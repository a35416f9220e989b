"""What spans articles: who is who, near-copies, one utterance, one thing claimed.

Fills `entity_keys`, `entity_index`, `article_groups`, `quote_groups` and `claim_groups`.

It reads `articles`, `quotes`, `claims`, `figures` and `entities` of a whole release. The door is `groups.py`. In
reading order:

- `groups.py`: the columns that it takes, and the order of the linkers.
- `entities.py` over `people.py`: one key an entity over the release, and the index of all.
- `words.py` over `lexicon.py`: two wordings brought to a common form. `partition.py`: candidate pairs and groups of
  them.
- `articles.py`: families of near-copies. `quotes.py` over `verdict.py`: reports of one utterance. `claims.py` over
  `figures.py`: claims about one thing, and whether their numbers agree.
"""
