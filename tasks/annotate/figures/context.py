"""What a figure says of its thing: the change it measures, the period it is per, the days it holds for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Token

from tasks.annotate.event_days import group_ranges, span_events
from tasks.annotate.figures.counted import noun_follows
from tasks.annotate.figures.lexicon import ChangeWords, load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body
from tasks.language.numbers import Words

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))


def read_change(reading: Reading, phrase: Phrase) -> str | None:
    """Whether a figure is by how much, from what or to what something rose or fell."""
    words, table = reading.words, load_figure_words().change
    first, stop = phrase.first, phrase.stop
    while words.lower(first - 1) in load_figure_words().fillers:
        first -= 1
    if first < phrase.first:
        phrase = replace(phrase, first=first)
    before = words.lower(first - 1)
    if phrase.kind == "multiple" and words.lower(first) in table.verbs_that_leap:
        return "down" if (phrase.value or 1) < 1 else "up"
    if words.lower(first) in ("below", "above", "under") and table.kinds_of(before):
        return "to"  # "dipped below 6 percent"
    if before in ("from", "by", "of", "to", "a", "an", "another", "at"):
        return _read_led_change(words, phrase, before, table)
    # "Picked up 200 people" and "make up 40 percent" are no changes.
    is_points = words.lower(stop) in ("point", "points", "pts")
    is_particle = phrase.kind == "count" and not is_points or _belongs_to_verb(reading.token(first - 1), table)
    if not (before in ("up", "down") and is_particle):
        for kind in table.kinds_of(before):
            return kind if kind != "other" else None
    after = load_figure_words().change_after
    if phrase.kind == "percent" and words.lower(stop) in after and not words.is_glued(stop):
        return table.kinds_of(words.lower(stop))[0]
    return None


def _read_led_change(words: Words, phrase: Phrase, lead: str, table: ChangeWords) -> str | None:
    """The change that the words before a preposition or an article tell of."""
    near = words.lowers[max(phrase.first - (12 if lead == "by" else 9), 0) : phrase.first - 1]
    kinds = [kind for word in near for kind in table.kinds_of(word)]
    if lead == "from":
        return "from" if kinds or any(word in table.verbs_that_leap for word in near) else None
    if lead == "to" and (kinds or "by" in near and any(word in table.up_with_by for word in near)):
        return "to"
    if lead == "by":
        kinds = [] if near[-1:] and near[-1] in ("lost", "lose", "loses", "losing") else kinds  # "lost by one vote"
        kinds = kinds or ["up" for word in near if word in table.up_with_by]
        if kinds:
            return kinds[-1] if kinds[-1] in ("up", "down") else "by"
    if lead == "of" and kinds and words.lower(phrase.first - 2) in table.moving:
        return kinds[-1]
    after = (kind for word in words.lowers[phrase.stop : phrase.stop + 2] for kind in table.kinds_of(word))
    following = next(after, None)
    is_led = lead in ("a", "an") and not words.is_glued(phrase.stop)  # "a 5-percent-down mortgage" is no fall
    return following if is_led and following in ("up", "down") else None


def _belongs_to_verb(token: Token | None, table: ChangeWords) -> bool:
    """Whether "up" or "down" is part of a verb that says nothing of change."""
    return token is not None and token.dep_ == "prt" and not table.kinds_of(token.head.lower_)


def read_period(words: Words, phrase: Phrase, after: int) -> tuple[str | None, int]:
    """What a rate is per ("a year", "per day", "daily"), and where those words stop; `after` is where to look."""
    lexicon = load_figure_words()
    after = skip_hyphen(words, after)
    lower, of = words.lower(after), skip_hyphen(words, after + 1)
    if lower in ("a", "an", "per", "each", "every", "/") and words.lower(of) in lexicon.periods:
        if lower in ("a", "an") and words.lower(of + 1) in ("ago", "earlier", "later", "before", "after", "from"):
            return None, after
        return lexicon.periods[words.lower(of)], of + 1
    if lower in lexicon.period_adverbs:
        return lexicon.period_adverbs[lower], after
    return None, after


def read_per(reading: Reading, phrase: Phrase, after: int) -> str | None:
    """What a price or a count is per, other than time: "$78 a barrel", "$5 per ticket", "3 per 100,000 residents"."""
    words, lexicon = reading.words, load_figure_words()
    after = skip_hyphen(words, after)
    lower, at = words.lower(after), skip_hyphen(words, after + 1)
    if lower not in ("per", "a", "an", "/") or at >= len(words) or "\n" in words.texts[after : at + 1]:
        return None
    if words.lower(at) in lexicon.per_person and lower == "per":
        return "person"
    if words.lower(at) in lexicon.priced_by and phrase.kind == "money":
        return words.lower(at)
    if lower != "per":
        return None
    whole = reading.numbers.get(at)
    thing = noun_follows(reading.body, words.starts[whole.stop if whole else at]) if at + 1 < len(words) else None
    if whole is None:
        return thing
    if whole.form == "ordinal" or reading.is_taken(words.starts[at], words.ends[whole.stop - 1]):
        return None
    amount = reading.body.text[words.starts[at] : words.ends[whole.stop - 1]]
    return f"{amount} {thing}" if thing else amount


def find_held_dates(
    body: Body, chars: tuple[int, int], dates: Sequence[DateSpan]
) -> tuple[datetime | None, datetime | None]:
    """The days a figure holds for: those of the one date that modifies the number's noun or the verb that it serves.

    The verb may hand on to its complements ("6,000 expected to be built by December"), but a date of saying
    ("he said Wednesday") says nothing of the number, and of two dates none can be told to be the number's.
    """
    token = body.token_at(chars[0])
    if token is None:
        return None, None
    sentence = token.sent
    first = bisect_left(dates, sentence.start_char, key=lambda date: date.start)
    near = dates[first : bisect_left(dates, sentence.end_char, lo=first, key=lambda date: date.start)]
    own = _line_up(token) if near else set()
    linked = [group for group in group_ranges(near) if any(_is_linked(own, date, body) for date in group)]
    if len(linked) != 1 or not linked[0][0].is_resolved or _serves_another(token, linked[0][0]):
        return None, None
    return span_events(linked[0])


def _serves_another(token: Token, date: DateSpan) -> bool:
    """Whether a date before the number follows another number: "from 47 percent in May to 56"."""
    return date.end <= token.idx and any(
        other.tag_ == "CD" and other.idx + len(other) <= date.start for other in token.sent if other.i < token.i
    )


def _line_up(token: Token) -> set[int]:
    """The number's noun, and the verb that has it as subject, object or behind a preposition.

    A noun within another's phrase ("laws in 20 states") does not share in what is said of that one, save behind "of";
    nor does what a number is compared with ("up from 40").
    """
    found = {token.i} if token.tag_ == "CD" else set()
    here = token
    for _ in range(12):
        head = here.head
        if head == here or here.dep_ in ("appos", "relcl", "advcl", "parataxis"):
            break
        if head.lower_ in load_figure_words().comparing:
            break
        if head.tag_ == "IN" and head.lower_ != "of" and not head.head.tag_.startswith("VB"):
            break
        if head.tag_.startswith("VB"):
            found.add(head.i)
            break
        if head.tag_ in _NOUNS or head.tag_ == "CD":
            found.add(head.i)
        here = head
    return found


def _is_linked(own: set[int], date: DateSpan, body: Body) -> bool:
    """Whether nothing but the date's own words, prepositions and verbs' complements lie between it and the number's."""
    lexicon = load_figure_words()
    here = body.token_at(date.start)
    for _ in range(10):
        if here is None:
            return False
        here = here.head
        if here.i in own:
            return here.lower_ not in lexicon.saying
        is_within = date.start <= here.idx < date.end
        hands_on = here.dep_ == "xcomp" and here.tag_.startswith("VB")
        compares = here.lower_ in lexicon.comparing and date.bound != "from"
        joins = here.tag_ in ("IN", "TO") and not compares
        if not (is_within or joins or hands_on) or here.head == here:
            return False
    return False
