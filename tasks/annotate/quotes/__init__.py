"""Attributed utterances of an article: fills `quotes` from its body, mentions and dates. The door is `find.py`.

In reading order, with the rules that each holds:

- `rules.py`: every rule by name, and what it means for the steps behind it. `lexicon.py`: how often each was right.
- `reports.py`: a cue, its content and its speaker before anybody is identified; `Saying`, a verb that may report.
- `utterance.py`: what is said and what is thought, meant, shown, done or only possible; verbs that report nothing here.
- `find.py`: the order of the steps, and which of two reports stands where they overlap.
- `layout.py`: the units of a body with quotations; the reporting clause right behind a mark: `direct.after`,
  `direct.after_inverted`, `direct.after_any_verb`.
- `direct.py`: words between marks, or in a paragraph of their own behind a colon: `direct.added`, `direct.before`,
  `direct.block`, `direct.noun`, `direct.answer`, `direct.floating`. `verbless.py`: `direct.dash_name`,
  `direct.manner`, `heading.colon` before a quotation, and what announces one. `direct_clause.py`: the
  verb or noun of a clause. `announced.py`: what the sentence before announces. `direct_speaker.py`: who says it.
  `misread.py`: a reporting verb that the parse takes for a noun.
- `headings.py`: a headline, or a summary above a story, that opens with a name: `heading.colon`.
- `posts.py`: posts shown whole, under an account's name: `post.signature`, `post.heading`. `shown.py`: whose they are;
  of nobody whom the article names elsewhere, `speaker_rule` is `shown.person`, `shown.account` or `shown.outlet`.
- `interviews.py`: talks shown turn by turn: `turn.named`, `turn.question`, `turn.answer`. `asked.py`: questions without
  a mark and their answers, by the last two. `openings.py`: how a line opens that begins a turn; `turn_labels.py`: whose
  it is; `name_lines.py`: names that stand
  alone over their turns; `bearers.py`: who speaks under a label that names nobody. `headers.py`:
  names with an age, a trade or a time in a line of their own, and accounts.
  `relayed.py`: what a live blog lets a colleague write; `threads.py`: posts with numbers;
  `letters.py`: messages under "From:"; `topics.py`: what one person is quoted on, matter by matter.
- `indirect.py`: what a verb's grammar reports: `indirect.infinitive`, `indirect.gerund`, `indirect.quoting`,
  `passive.infinitive`.
- `clauses.py`: clauses as contents: `indirect.that`, `indirect.clause`, `indirect.preposed`, `indirect.relative`,
  `indirect.inserted`, `indirect.tail`, `indirect.rest`. `as_clauses.py`: `indirect.as`. `inverted.py`: whoever speaks
  taken for what is said. `edges.py`: where contents begin and end.
  `broken_off.py`: contents of which the parse loses the subject or breaks off a word or a phrase.
  `outlet_words.py`: where the outlet goes on behind a content, with its gloss, a contrast or another report.
- `objects.py`: noun phrases as contents: `indirect.predicate`, `indirect.preposition`, `indirect.object`.
- `sources.py`: reports without a verb: `noun.clause`, `noun.clause_of_verb`, `adjective.clause`, `adjective.clear`,
  `adjective.object`, `source.according_to`, `source.in_the_words_of`.
- `surface.py`: where the parse tells nothing, the commas around a reporting clause or the "that" behind it do:
  `surface.before`, `surface.around`, `surface.that`. `surface_clause.py`: that clause, and who speaks in it.
- `dateline.py`: the place and day that open an article, which nobody says.
- `turns.py`: who speaks, report by report: `direct.unattributed`.
- `details.py`: who was told; `channels.py`: how or where; `times.py`: when; `closely.py`: the day right
  before a cue's clause; `going_on.py`: whether a report goes on with a talk; `scenes.py`: a talk that narration dates.
  `occasions.py`: letters, meetings, and what a cue hangs on; `outside.py`: which words of a clause tell of the saying.
- `terms.py`: titles and terms between marks, which are nobody's words.
- `content.py`: the quote itself: fragments, type, words, confidence.
"""
