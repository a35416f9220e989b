"""What spans articles: who is who, near-copies, one utterance, one thing claimed.

Fills `entity_keys`, `entity_index`, `article_groups`, `story_groups`, `quote_links`, `quote_groups`, `claim_links`,
`claim_groups`, `figure_links`, `figure_groups` and `group_merges`.

It reads `articles`, `quotes`, `claims`, `figures` and `entities` of a whole release. The door is `groups.py`. In
reading order:

- `groups.py`: the columns that it takes, and the order of the linkers. `stored.py`: tables that are read part by part;
  `readings.py`: what was read of each part, kept from run to run; `kept.py`: the claims and quotes in it.
- `notes.py`: what articles say of each of their keys. `entities.py`: one key an entity over the release, in steps that
  each take what the one before gave. What a row of `entity_keys` says in `how` is the last step that changed the key:
  `kinds.py`: `kind`; `bodies.py`: `spelling`, `abbreviation`, `part`, `article`; `people.py`: `initial`, `name`,
  `nickname`, `figure`, `article`; `bearers.py`: `surname_near`, `title`, `topic`, `surname_release`. `names.py` reads
  a key as a name.
- `entity_index.py`: the index of all keys.
- `words.py` over `lexicon.py`: two wordings brought to a common form. `partition.py`: candidate pairs.
- `articles.py`: families of near-copies. `stories.py` over `openings.py`: articles that tell one event. `quotes.py`
  over `quote_index.py`, which finds pairs, and `verdict.py`: reports of one utterance. `aligned_words.py`: the stretch
  that two of them share.
- `claims.py`: claims about one thing. `claim_rows.py`: claims as they are compared; `claim_index.py`: finds pairs;
  `wordings.py`: the terms of one, over `told.py`: what its article tells beside its words. `measured_pairs.py` measures
  pairs of them, over `claim_pairs.py`: how alike two are, and `claim_relations.py` with `figures.py` and `deeds.py`:
  how they stand to each other; `likely_pairs.py` finds those that are worth it, and `known_pairs.py` keeps what earlier
  runs found of two.
  `best_parent.py`: groups out of links.
- `figure_slots.py`: figures that state one thing of one event, over `slot_pairs.py`: how two of them stand.
- `lasting_ids.py`: the ids that groups had in the release before, and where those that are gone lead.
"""
