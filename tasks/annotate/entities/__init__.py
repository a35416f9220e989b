"""Named entities of an article: fills `entities` from its parsed body; `add_speakers` also reads its quotes.

The door is `find.py`, with `find_entities` and `add_speakers`. In reading order:

- `candidate.py`, `model_names.py`, `person_names.py`, `candidates.py`: where names stand; the model's spans repaired,
  names of persons cut from titles and other words, and the names that the lexicons know.
- `person_spans.py`: names of persons that a nickname parts, or that stand behind an office and what it is of.
- `unseen.py`: speakers whose names the model passed over.
- `heads.py`: names that the model took for persons', by the words they are made of, or by uses that no person has.
- `trades.py`: names of firms behind the word for their trade ("Retailer Rye").
- `uses.py`, `speaking.py`, `labels.py`: names of persons that the model took for something else, by how the article
  uses them and what they say; families.
- `completed.py`: full names that the model read otherwise, found by the surname that the article uses alone.
- `person_shapes.py`, `person_forms.py`: the persons named in full, and the forms of their names.
- `people.py`: which person a name means. `people.full_name`, `people.family_name` (one bearer, or one of that sex),
  `people.first_bearer` (of several, who had it to himself), `people.last_bearer` (of several, who was last named in
  full), `people.family_name_and_suffix` ("Trump Jr."), `people.family_name_of_words` ("Vane Quarles" of Ada Vane
  Quarles), `people.given_name` (of one person of the article),
  `people.name_alone` (nobody is named in full by it), `people.other_bearer` (only a relative of his is).
  Nobody is told by `people.family_name_unclear`,
  `people.suffix_unclear`, `people.given_name_unclear`, `people.given_name_alone`, `people.words_unclear`.
- `organizations.py`: which organization a name means that the lexicons do not have. `organizations.spelled_out` (an
  acronym that the article explains), `organizations.initials`, `organizations.short_form` ("Yonhap"),
  `organizations.first_word` ("Daeyang"), `organizations.without_suffix` (known without its "Inc."),
  `organizations.organ_of_state` ("Russian Foreign Ministry"), `organizations.as_written`. None is told by
  `organizations.generic` ("Supreme Court").
- `find.py`: what is named and goes to whom of them; what the lexicons know. `lexicon.country`, `lexicon.demonym`,
  `lexicon.capital`, `lexicon.seat`, `lexicon.body`, `lexicon.half`, `lexicon.part`, `lexicon.region` and
  `lexicon.organization` by the kind of entry; `lexicon.by_countries_named` ("Georgia", by what else the article
  names); `government.capital`, `government.seat`, `government.body` for the government that a place stands for where
  it acts; `names.people` and `names.as_written` for names that nothing else explains. None is told by
  `lexicon.several` and `lexicon.does_not_fit`.
- `descriptions.py`: organs of states. `descriptions.after_state` ("South Korea's intelligence agency"),
  `descriptions.described_before` ("the agency").
- `pronouns.py`: whom "he", "she" and "it" mean. `pronouns.subject`, `pronouns.not_subject`, `pronouns.only_person`
  (of unknown sex, with nobody else near), `pronouns.it_speaks`, `pronouns.speaker_of_quote`.

`identity.py` has the value that they all give: an entity and the rule; `lexicon.py` the package's own words.
"""
