"""Documents to articles: hard wraps mended, boilerplate removed; fills `articles.body` and `removed_spans`.

It reads `articles.source_text`, `data/lexicon/boilerplate.toml`, whose names are those of `removed_spans.rule`, and
the profile of what each outlet repeats. The door is `article.py`. In reading order:

- `article.py`: the stage as a list of what happens. `language.py`: whether it is English. `agency.py`: which agency
  it credits. `authors.py`: whom its byline names. `lexicon.py`: the word lists.
- Mending, of which `rule` begins with the kind: `lines.py`, `breaks.py`, `unwrap.py` (which breaks a program made),
  `joints.py` (whether a space stood there), `cuts.py` (lines cut at a column), `words.py`, `spacing.py`,
  `characters.py`, `garbled.py`.
- Removing: `rules.py` (the lexicon compiled), `candidates.py` (what is judged), `boilerplate.py` (line by line),
  `blocks.py` (runs of lines), `headlines.py`, `tails.py` (below the article: comments, cards, its author),
  `pull_quotes.py` (printed twice), `profile.py` (repeated by the outlet).
- Telling: `truncation.py` (texts that were cut short).
- Turning away: `page_kinds.py` (pages that are no article).
"""
