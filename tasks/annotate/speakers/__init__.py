"""Who speaks: fills the columns `speaker_name`, `_key`, `_kind`, `_role` and `_rule` of `quotes`.

It reads the parsed body, the article's mentions and the token and words by which a quote names its speaker. The door is
`resolve.py`; `speaker.py` has the plain types that others may use. In reading order, with the rules that each file
names in `speaker_rule`:

- `speaker.py`: what a speaker is, and `decide`, which says what found one.
- `resolve.py`: which kind of mention it is. Names: `name.mention`, `name.before_letters` ("Ann Roe QC"), `name.apposed`
  ("the mayor, Ann Roe"), `name.apposed_unlisted`, `name.after_dash`, `name.ends_phrase` ("the mayor of Rye, Ann Roe"),
  `shown.mention` (an account's or a turn's own).
  Who and which: `relative.bearer` ("Ann Roe, a lawyer who"),
  `relative.told_of` ("Ann Roe is a lawyer who"), `relative.body_before`; otherwise they have the rule of the noun that
  they stand for. Somebody of whom only a number is told: `anonymous.one` ("said one").
- `documents.py`: who wrote something: `document.author` ("a report by Ann Roe"), `document.told_before` ("the report"),
  `document.unsigned` ("one post on the site").
- `several.py`: who speaks together: `group.joined`, `group.with_members` ("officials, including Ann Roe"); one
  person of two functions is no group: `name.after_two_functions` ("the writer and columnist Ann Roe"),
  `name.before_functions` ("Ann Roe, a veteran of two campaigns and of the party"),
  `description.two_functions` ("the former mayor and candidate").
- `known_names.py`: names that no mention covers: `name.known_surname` ("Roe on Friday"), `name.of_that_sex` ("Ms. Roe"
  of two Roes), `name.of_that_title` ("Senator Roe"), `name.after_honorific`, `name.after_function` ("lawmaker Park
  Sun-won"), `name.ends_title` ("Speaker of the House Ann Roe"). Where another of two Roes spoke last
  than who is meant as a rule, it is not told which: `name.one_of_several`.
- `phrase_names.py`: names in a phrase whose head is none: `name.opens_phrase` ("Sen. Ann Roe, one of three seeking
  it"), `name.apposed_read` ("his wife, Min So-ra, who"), `name.read` ("Min So-ra, the chief"), `name.of_outlet`
  ("told The Rye Observer"), `name.called` ("a local named Sivra"), `name.of_account` ("user Rye_22"), `name.of_team`
  ("Team Roe", who is not Roe).
- `passed_over.py`: names that the model passed over: `name.of_body` ("the Club for Growth", "Severn Labs"),
  `name.before_who` ("Lindra, who"), `body.as_written` ("the Treasury").
- `parts.py`: some of several: `part.of_several` ("one of the officers"), `group.share` ("40 percent of voters").
- `phrases.py`: what the grammar around a mention tells it.
- `article.py`: what the article tells of its speakers: names, functions, sexes, ages. `narration.py` says what of it
  stands outside of quotation marks, `memory.py` who has spoken so far, `lexicon.py` has the words.
- `named_here.py`: whom the grammar of a pronoun's sentence tells: `pronoun.named_here` ("It pleased Roe, as he wrote"),
  `pronoun.only_person_before`, `pronoun.written_before` ("The report is long. It notes").
- `pronouns.py`: she, it, they: `pronoun.last_speaker`, `pronoun.subject_between` (in the same sentence),
  `pronoun.owner_between` ("Although Roe's team agreed, she said"), `pronoun.subject_before`,
  `pronoun.asked_before` ("Hale was asked why. He said"),
  `pronoun.described_before` ("The mayor left. He said"), `pronoun.body_before`,
  `pronoun.subject_reported` ("Acme will close, it said"),
  `pronoun.owner_ahead` ("Despite its pledge to pay, Acme closed"), `pronoun.linked` (as
  `entities` has it). Whose a quotation alone is: `before.speaker`, `before.subject`.
- `authors.py`: "I" in an article of one author: `pronoun.author`.
- `plurals.py`: which several "they" are: `pronoun.several_before` ("Farm groups fight it. They said"); or "the group":
  `group.counted_before` ("Three fishermen left. The group said").
- `descriptions.py`: what a description says: its noun, what stands before that, whose it is. `roles.py`: functions
  beside names.
- `epithets.py`: whom the article has just told that a description goes on with: `description.epithet` ("the
  billionaire"), or somebody unnamed.
- `holders.py`: who of those with a function may bear the one that it has.
- `unnamed_speakers.py`: the unnamed ones of one article, kept apart: `anonymous.new`, `anonymous.again`.
- `unnamed.py`: whom it stands for. Somebody named: `description.age`, `description.parent` ("the mother of two"),
  `description.role_before`, `description.role_after`, `description.seat` ("the Kentucky Republican"),
  `description.known_without_title`. Perhaps somebody named: `description.perhaps_named` ("the judge"),
  `description.perhaps_last_speaker`, `description.named_later` ("a judge" of an article's beginning). Offices
  that one person holds: `office.new` ("the president"), `office.again`.
  Nobody named: `anonymous.introduced` ("a diplomat ... the diplomat"), `group.described`.
  Bodies: `body.called_after` ("the Roe campaign"), `body.called_after_before`, `body.last_speaker`,
  `body.owned` ("Seoul's ministry"), `body.of_state`, `body.unnamed`.
- `bodies.py`: which body named before: `body.called`, `body.stands_for` ("the panel"), `body.only_business`,
  `body.ends_name` ("the guild"), `body.reported_last` ("the newspaper" that reported since).
- `told_bodies.py`: which body the sentences before tell of: `body.told_of` ("the burger chain").
- `brought_in.py`: which body the sentence before tells of: `body.brought_in` ("the group"), `body.campaign_of` ("the
  campaign" of the one person told of).
"""
