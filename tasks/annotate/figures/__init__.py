"""Stated numbers of an article: fills `figures` from its body, its dates and the country of its outlet.

The column `rule` names the file below and the rule in it that read the number.

- `find.py`: the door, `find_figures`; gives each number its thing counted, its change, its period and its days.
- `reader.py`: walks the numbers and the words that stand for one. A bare number: `count`, `multiple` ("three times").
- `money.py`: currencies, `before` ("$5", "INR5") and `after` ("5 yen"); `home.py`: whose dollar or pound it is.
- `units.py`: `percent`, `duration`, `measure`, `magnitude`, `part` ("half a mile").
- `range.py`: two numbers, `joined` ("5 to 7"), `counted` ("12-18 miners"), `vote`, `odds` ("two to one"), and what the
  second has `lent`.
- `series.py`: numbers in a row that share a unit or a scale, `lent` by the last ("2, 3 and 4 percent").
- `sizes.py`: how large a thing is along its sides, `lent` by the last ("10 by 12 feet").
- `separators.py`: decimal commas, points and spaces between thousands, where what stands around tells them.
- `ages.py`: by the words `after` and `around` ("aged 5", "Roe was 9 when"), a people's (`level`), a `person_noun` or
  `name` before ("Roe, 42,"), in a `bracket`, a `decade` ("his 30s").
- `fractions.py`: in `words`, with a `slash`, a `share` ("one in five"), `feet` with inches, a part `of_scale`
  ("three quarters of a million").
- `vague.py`: `plural` ("thousands"), `few` ("several hundred"), `few_things` ("several shops"), `half`, `half_as_much`,
  `fraction` ("a third of"), `bare_fraction` ("fell by a third"), `quarter_of_scale`, `multiple` ("doubled").
- `amounts.py`, `names.py`, `capitals.py`, `marks.py`, `telephones.py`: which bare numbers state an amount, and which
  are part of a name, a label or a time, or mark a place in a text or a result; `multiples.py`: which multiply.
- `modifiers.py`: "at least", "another", "in total", in front and behind.
- `compounds.py`: an amount in two units, `joined` ("7lb 4oz").
- `counted.py`, `noun_phrases.py`: the thing counted; `context.py`: the change and the period; `held.py`: the days,
  `held_by_nouns.py` those of a survey, an event or a clause about the number's noun, `held_by_clauses.py` those of
  another clause or of the sentence before.
- `wholes.py`: of whom a share is where no noun behind "of" says it; `repeats.py`: numbers said twice.
- `movements.py`: which figures are of one movement: "from 5 to 4, a 20 percent drop".
- `movements_apart.py`: the same where the two stand in two clauses or sentences.
- `measured.py`: what a share, a sum, a measure or a level measures; `hanging.py`: how it hangs on the words around it;
  `naming.py`, `owners.py`: how that is called, and whose it is; `recalled.py`: what was measured last; `apart.py`: what
  the words beside it leave out; `aged.py`, `aged_before.py`: whose an age is; `lasting.py`: what lasts as long as a
  span of time; `sides.py`: two sides, by how much one leads.
- `gapped.py`: numbers that go on from the one before ("Roe won 42 percent, Doe 34", "of those, 39").
- `bracketed.py`: of whom a share in brackets is.
- `antecedents.py`: whom "he", "it" or "they" stands for that has a sum.
- `fields.py`: what the label in front of a number says ("Attendance: 900"); `levels.py`: which bare numbers are levels.
- `votes.py`: what a vote is on.
- `sums.py`: who pays, gets or has a sum, and what it is for; `clauses.py`: what the verb around a number says of it.
- `si_units.py`: measures in SI units.
- `phrase.py`, `matching.py`, `lexicon.py`: what the files above hand each other, and their word lists.
"""
