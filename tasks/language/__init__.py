"""English as every stage shares it; no module here knows a table or a stage.

In reading order, the lower first:
    inflection: the forms of verbs and nouns, made and traced back; what no rule makes is in `inflection.toml`.
    function_words: words that carry grammar.
    number_words, numbers: numbers in digits, words or both, read from plain text.
    quotation_marks: which marks of a body belong together.
    places, known_names: countries, organizations and seats of government, and whether one acts in a sentence.
    names: names of persons, their titles and keys.
    nicknames: given names that are forms of one.
    public_figures: people in public office, whom news names by the surname alone.
    people: nouns for persons and bodies, a line each in `person_nouns.toml`: role, unnamed source, group, kin, sex.
    channels: how, where and to whom words are said.
    cues: verbs, nouns and adjectives that report, a line each in `cues.toml`: class, frames, stance, traits.
    body: one article's parse, with the lookups that annotators share.
    grammar: the labels of the parse by name, and the walks over it.
    withheld: whether what a verb tells is denied or left undone.
"""
