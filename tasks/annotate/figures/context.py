"""What a figure says of its thing: the change it measures, the period it is per, the days it holds for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.noun_phrases import noun_follows
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.spans import Figure
from tasks.language.function_words import load_function_words
from tasks.language.grammar import ADJECTIVES, NOUN_SUBJECTS, VERBS
from tasks.language.numbers import Words
from tasks.language.people import is_person_noun

# What may stand between the words of a change and a figure.
_LEADS = frozenset(("from", "by", "of", "to", "a", "an", "another", "at"))
# That many words before a figure may say what "to", or "by", leads from.
_REACH = 9
_REACH_OF_BY = 12
_REACH_OF_DIFFERENCE = 4
_REACH_BEHIND = 16
# A number climbs over these to the verb that says how often.
_COUNTED_ALONG = NOUN_SUBJECTS | {"nummod", "compound", "quantmod", "dobj", "npadvmod", "prep", "attr"}
_LONGEST_CLIMB = 8


def read_change(reading: Reading, phrase: Phrase) -> str | None:
    """Whether a figure is by how much, from what or to what something rose or fell."""
    words, change = reading.words, load_figure_words().change
    start = phrase.start
    while words.lower(start - 1) in load_figure_words().fillers:
        start -= 1
    start = skip_level(words, start)
    before = words.lower(start - 1)
    if phrase.kind == "multiple" and words.lower(start) in change.verbs_that_leap:
        return "down" if (phrase.value or 1) < 1 else "up"
    if words.lower(start) in ("below", "above", "under") and change.kinds_of(before):
        return "to"  # "dipped below 6 percent"
    if before in _LEADS:
        is_sum = words.lowers[max(start - 2, 0) : start] == ["up", "to"]  # "the fees added up to $5 million"
        is_sum = is_sum and words.lower(start - 3) in load_figure_words().summing
        return None if is_sum else _read_led_change(words, phrase, start)
    for kind in change.kinds_of(before) if _says_change(reading, phrase, start) else ():
        return kind if kind != "other" else None
    after = words.lower(phrase.end)
    if phrase.kind == "percent" and after in load_figure_words().change_after and not words.is_glued(phrase.end):
        return change.kinds_of(after)[0]
    return None


def skip_level(words: Words, start: int) -> int:
    """Where "a low of" or "their current" begins in front of a figure: "up from a low of 3 percent" is from there."""
    is_level = words.lower(start - 1) == "of" and words.lower(start - 2) in load_figure_words().measuring.levels
    is_current = words.lower(start - 1) in load_figure_words().current
    if not is_level and not is_current:
        return start
    for at in range(start - 1 - is_level, max(start - 6, 0), -1):
        if words.lower(at - 1) in ("from", "to"):
            return at
        if words.lower(at - 1) not in load_figure_words().level_words:
            break
    return start


def _says_change(reading: Reading, phrase: Phrase, start: int) -> bool:
    """Whether the word in front may say that something changed; "picked up 200 people" and "make up" do not."""
    if reading.words.lower(start - 1) not in ("up", "down"):
        return not (_describes_object(reading, phrase) or _are_lost(reading, phrase, start))
    is_points = reading.words.lower(phrase.end) in load_figure_words().points
    return not ((phrase.kind == "count" and not is_points) or _belongs_to_verb(reading.token(start - 1)))


def _are_lost(reading: Reading, phrase: Phrase, start: int) -> bool:
    """Whether persons or contests are lost, who are no step: "we lost two good men"; nor are ways and times."""
    if phrase.kind != "count" or phrase.end >= len(reading.words):
        return False
    if is_in_a_row(reading.words, phrase.end):
        return True
    lexicon, noun, verb = load_figure_words(), noun_follows(reading, phrase.end), reading.words.lower(start - 1)
    giving_up = lexicon.measuring.losing | lexicon.measuring.dropping
    if noun is None or noun in lexicon.manners or (noun in lexicon.contests and verb in giving_up):
        return noun is not None
    return verb in lexicon.measuring.losing and (is_person_noun(noun) or noun.istitle())


def is_in_a_row(words: Words, at: int) -> bool:
    """Whether a number stands for games or the like that follow each other: "lost five straight", "won 6 in a row"."""
    return any(" ".join(words.lowers[at : at + 3]).startswith(phrase) for phrase in load_figure_words().in_a_row)


def _describes_object(reading: Reading, phrase: Phrase) -> bool:
    """Whether a sum only describes what a verb moves: "dropped $100 bills"."""
    token = reading.token(phrase.number_start)
    while token is not None and token.dep_ in ("nummod", "compound", "nmod", "amod", "quantmod"):
        token = token.head
    is_behind = token is not None and token.idx >= reading.words.ends[phrase.end - 1]
    return phrase.kind == "money" and is_behind and token is not None and token.dep_ == "dobj"


def _read_led_change(words: Words, phrase: Phrase, start: int) -> str | None:
    """The change that the words before a preposition or an article tell of, which stands in front of a figure."""
    end = phrase.end
    change, lead = load_figure_words().change, words.lower(start - 1)
    near = words.lowers[max(start - (_REACH_OF_BY if lead == "by" else _REACH), 0) : start - 1]
    kinds = [kind for word in near for kind in change.kinds_of(word)]
    if not kinds and (lead == "from" or (lead == "to" and "from" in near)) and moves_behind(words, end):
        return lead
    if lead == "from":
        leaps = change.verbs_that_leap | change.up_with_by
        return "from" if kinds or not leaps.isdisjoint(near) else None
    if lead == "to" and (kinds or (("by" in near or "from" in near) and not change.up_with_by.isdisjoint(near))):
        return "to"
    is_agent = phrase.kind == "count" and words.lower(start - 2) in change.other  # "brought by several men"
    by = _read_change_by(near, kinds) if lead == "by" and not is_agent else None
    if by is not None:
        return by
    if lead == "of" and kinds and _tells_step(words, start - 2):
        return kinds[-1]
    # "a 5-percent-down mortgage" is no fall
    return _read_change_behind(words, end) if lead in ("a", "an") and not words.is_glued(end) else None


def _tells_step(words: Words, at: int) -> bool:
    """Whether "of" behind a word tells by how much something moved: "a rise of"; not "made up of three clubs"."""
    return (
        words.lower(at) in load_figure_words().change.moving and words.lower(at - 1) not in load_function_words().make
    )


def moves_behind(words: Words, end: int) -> bool:
    """Whether what follows a comma behind a figure says that something moved: "from 41 to 39, a 3 percent drop"."""
    behind = words.lowers[end : end + _REACH_BEHIND]
    if "," not in behind:
        return False
    after = behind[behind.index(",") + 1 :]
    stop = next((at for at, word in enumerate(after) if word in (".", ";", "\n")), len(after))
    return after[:1] in (["a"], ["an"]) and any(word in load_figure_words().change.moving for word in after[:stop])


def _read_change_by(near: Sequence[str], kinds: Sequence[str]) -> str | None:
    """The change that "by" measures, after words near it of which some say changes."""
    change, losing = load_figure_words().change, load_figure_words().measuring.losing
    if near[-1:] and near[-1] in losing:
        kinds = ()  # "lost by one vote"
    if kinds and not losing.isdisjoint(near):
        return "by"  # "lose young voters by 20 points"
    kinds = kinds or ["up" for word in near if word in change.up_with_by]
    if not kinds:
        return None
    return kinds[-1] if kinds[-1] in ("up", "down") else "by"


def _read_change_behind(words: Words, end: int) -> str | None:
    """The change that the two words behind a figure say: "a 5 percent rise"."""
    change = load_figure_words().change
    kinds = (kind for word in words.lowers[end : end + 2] for kind in change.kinds_of(word))
    following = next(kinds, None)
    return following if following in ("up", "down") else None


def tells_difference(reading: Reading, phrase: Phrase) -> bool:
    """Whether a measure is how far two readings are apart: "2C warmer", "1.5C above the average", "warming of 1.5C"."""
    words, differing = reading.words, load_figure_words().differing
    behind = words.lower(phrase.end)
    if behind in ("above", "below"):
        return words.lower(phrase.end + 1) not in ("zero", "0", "freezing", "ground", "sea")
    before = words.lowers[max(phrase.start - _REACH_OF_DIFFERENCE, 0) : phrase.start]
    return behind in differing or (bool(before) and _ends_in(before, differing))


def _ends_in(before: Sequence[str], differing: frozenset[str]) -> bool:
    """Whether words end in one that tells of a difference; what temperatures "rise to" is a reading."""
    at, leads = len(before) - 1, False
    while at > 0 and before[at] in ("of", "to", "at", "by", "just"):
        leads = leads or before[at] in ("to", "at")
        at -= 1
    return before[at] in ("warming", "cooling") if leads else before[at] in differing


def _belongs_to_verb(token: Token | None) -> bool:
    """Whether "up" or "down" is part of a verb that says nothing of change."""
    is_particle = token is not None and token.dep_ == "prt"
    return is_particle and token is not None and not load_figure_words().change.kinds_of(token.head.lower_)


def read_rate(reading: Reading, phrase: Phrase, after: int) -> str | None:
    """What a figure is per, right behind it or behind the thing counted, which ends before the word `after`."""
    for at in {phrase.end: None, after: None}:
        period = _read_period(reading.words, at)
        if period is None and phrase.kind in ("money", "count", "measure"):
            period = _read_per(reading, phrase, at)
        if period is not None:
            return period
    closed = reading.words.text(phrase.end) == ")" and reading.words.text(phrase.start - 1) == "("
    period = _read_period(reading.words, phrase.end + 1) if closed else None  # "5,000 kronur ($40) a month"
    return period or _read_recurring(reading, phrase)


def read_named_period(figure: Figure) -> str | None:
    """The year of "an annual income of $5,000", which is what a sum or a count with such a name is per."""
    name = figure.measured or figure.counted
    if figure.period is not None or name is None or figure.kind not in ("money", "count"):
        return figure.period
    words = name.lower().split()
    first = words[1] if words[0] in ("average", "total", "typical", "mean") and len(words) > 1 else words[0]
    return load_figure_words().period_adverbs.get(first)


def _read_recurring(reading: Reading, phrase: Phrase) -> str | None:
    """How often what a number counts comes about, behind its verb: "75,000 people visit the town each year"."""
    token = reading.token(phrase.number_start)
    if token is None or phrase.kind not in ("count", "money", "measure"):
        return None
    here = token
    for _ in range(_LONGEST_CLIMB):
        if here.tag_ in VERBS or here.head == here:
            break
        is_of = here.dep_ == "pobj" and here.head.lower_ == "of"
        if not (is_of or here.dep_ in _COUNTED_ALONG):
            return None
        here = here.head
    periods = load_figure_words().periods
    for word in here.rights if here.tag_ in VERBS else ():
        is_each = word.dep_ == "npadvmod" and word.lower_ in periods
        if is_each and any(child.lower_ in ("each", "every") for child in word.lefts):
            return periods[word.lower_]
    return None


def _read_period(words: Words, at: int) -> str | None:
    """What a rate is per, from a word on: "a year", "per day", "daily"."""
    lexicon = load_figure_words()
    at = skip_hyphen(words, at)
    lead, period_at = words.lower(at), skip_hyphen(words, at + 1)
    period = lexicon.periods.get(words.lower(period_at))
    if lead not in ("a", "an", "per", "each", "every", "/") or period is None:
        return lexicon.period_adverbs.get(lead)
    is_ago = words.lower(period_at + 1) in ("ago", "earlier", "later", "before", "after", "from")
    return None if lead in ("a", "an") and is_ago else period


def _read_per(reading: Reading, phrase: Phrase, at: int) -> str | None:
    """What a price or a count is per, other than time: "$78 a barrel", "$5 per ticket", "3 per 100,000 residents"."""
    words, lexicon = reading.words, load_figure_words()
    at = skip_hyphen(words, at)
    lead, thing_at = words.lower(at), skip_hyphen(words, at + 1)
    thing = words.lower(thing_at)
    if lead not in ("per", "a", "an", "/") or thing_at >= len(words) or "\n" in words.texts[at : thing_at + 1]:
        return None
    if thing in lexicon.per_person and lead == "per":
        return "person"
    if thing in lexicon.priced_by and phrase.kind == "money":
        return thing
    if lead != "per":
        return None
    named = _read_thing_per(reading, thing_at)
    token = reading.token(thing_at)
    is_dependent = named is None and token is not None and token.tag_ in ADJECTIVES and phrase.kind == "money"
    return thing if is_dependent else named  # "$500 per dependent" has an adjective by its tag


def _read_thing_per(reading: Reading, at: int) -> str | None:
    """What stands behind "per": "ticket", "100,000 residents"."""
    whole = reading.numbers.get(at)
    thing = noun_follows(reading, whole.end if whole else at) if at + 1 < len(reading.words) else None
    if whole is None:
        return thing
    if whole.form == "ordinal" or reading.is_dated(whole.start, whole.end):
        return None
    amount = reading.text(whole.start, whole.end)
    return f"{amount} {thing}" if thing else amount
