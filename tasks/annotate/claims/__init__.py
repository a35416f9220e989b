"""Claims of an article: fills `claims` from its body, quotes, mentions, dates and figures. The door is `find.py`.

In reading order, with the rules that each holds:

- `find.py`: each quote as one claim, or one a sentence: `quote.direct`, `quote.indirect`, `quote.mixed`.
- `stance.py`: what the claimant does with a proposition, by cue, mood and grammar, and whether it is put forward.
- `called.py`: what somebody calls or describes something as.
- `answered.py`: what the words behind a verb that denies or confirms say, be they a clause or a noun.
- `wording.py`: what a proposition is, whether it is negated, and how sure its wording is.
- `answers.py`: which claim somebody answers in words that only point at it, `answer.quote`, `answer.verb`.
- `kinds.py`: of what kind a claim is; `checked.py`, whether facts can show it; `compared.py`, whether it compares,
  `amounts.py`, whether its figures say how much, `ahead.py`, whether it tells what is to come or what somebody wants,
  `sides.py`, what it calls for and which side it takes, `told.py`, which clause of it that is to be asked of.
- `nominal.py`: claims that no quote holds: nouns that report, `nominal.confirms` and so on, a rule a stance;
  what somebody left unconfirmed, `verb.withheld`; what a noun in a denial says, `verb.noun`.
- `narrator.py`: what the outlet states in its own voice: `narrator.figure`, `narrator.date`, `narrator.event`,
  and what somebody wants or is for or against, `narrator.position`; `voices.py`, who speaks in an article as a whole.
- `attributed.py`: whose a statement is where no quote says it: `relayed.according`, `relayed.relative`, and what the
  outlet itself foresees, `narrator.awaited`.
- `resolved.py`: claims that stand by themselves; `stretch.py` has the words of one and what the article tells around
  them, `antecedents.py` what they tell before a pronoun, `pronouns.py` whom "he", "we" and "it" mean in them,
  `bearers.py` whose a surname is,
  `definite.py` what "the bill" is, `phrases.py` which phrases need nothing, `whole.py` what makes a sentence,
  `related.py` whose a clause is that has no subject, `dangling.py` what a claim leaves out, `undated.py` whether that
  is a day, `untold.py` or what it goes on from, `written.py` how it is written out.
- `nested.py`: what a claim passes on that somebody else said, `relayed.asserts` and so on, a rule a stance.
- `chain.py`: who told it to whom before it reached the reader.
- `lexicon.py`: the words by which all this is read; those that report stand in `tasks/language/cues.py`.
"""
