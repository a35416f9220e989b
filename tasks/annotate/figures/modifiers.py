"""Read what stands around a number and changes it: "at least another", "a total of about", "or more"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import match_ending, match_phrase, skip_hyphen
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.language.grammar import ADJECTIVES, NOUNS, VERBS
from tasks.language.numbers import HYPHENS, Words

_BOUNDS = {"at_least": ("low",), "over": ("low",), "at_most": ("high",), "under": ("high",)}
# "At least another estimated 40": nobody writes more in front.
_MOST_IN_FRONT = 4
_MANY = 10
_FARTHEST_VERB = 7  # tokens before "up to"
_INEXACT = (None, "about")


@dataclass(slots=True)
class _Front:
    """What was taken in, in front of a number, up to the word `start`."""

    start: int
    approximation: str | None
    is_additional: bool = False
    is_total: bool = False


def add_modifiers(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """Take in what stands before ("at least another", "a total of about") and behind ("or more", "more").

    Args:
        reading: The body.
        phrase: The number with its unit.
        floor: The first word that no phrase before has taken.
    """
    words = reading.words
    front = _Front(start=phrase.start, approximation=phrase.approximation)
    for _ in range(_MOST_IN_FRONT):
        if not _take_in_front(reading, phrase, front, floor):
            break
    end, approximation = phrase.end, front.approximation
    tail = _match_tail(reading, end, phrase.kind)
    if tail is not None and approximation in _INEXACT:
        end, approximation = tail
    is_more = _adds(words, end) and words.lower(end + 1) != "than" and phrase.kind != "multiple"
    end += is_more
    phrase = replace(
        phrase,
        start=front.start,
        end=end,
        is_additional=front.is_additional or is_more or _has_more_within(words, phrase),
        is_total=front.is_total or stands_in_total(words, end),
    )
    return _with_bounds(phrase, approximation)


def _take_in_front(reading: Reading, phrase: Phrase, front: _Front, floor: int) -> bool:
    """Take in one modifier in front; whether there was one, and more may follow."""
    words = reading.words
    found = _find_modifier(reading, phrase, front.start)
    if found is not None and _tells_how_long(words, phrase, front.start):
        return False  # "saved over ten years" tells how long, not how much longer
    if found is not None and found[0] >= floor:
        front.start = found[0]
        if front.approximation in (*_INEXACT, "range"):
            front.approximation = found[1]
        return True
    lexicon = load_figure_words()
    total = match_ending(words, front.start, lexicon.total.endings_before)
    additional = match_ending(words, front.start, lexicon.additional.endings_before)
    found = additional or total
    if found is None or found[0] < floor:
        return _take_prefix(words, front, floor)
    front.start = found[0]
    front.is_additional = front.is_additional or total is None
    front.is_total = front.is_total or total is not None
    return True


def _take_prefix(words: Words, front: _Front, floor: int) -> bool:
    """Take in the "sub-" of "sub-20" and the "minus" before a hyphen."""
    at = front.start - 2
    is_joined = words.text(at + 1) in HYPHENS and words.is_glued(front.start)
    if not is_joined or words.lower(at) not in ("sub", "minus") or at < floor:
        return False
    front.start = at
    if words.lower(at) == "sub":
        front.approximation = "under"
    return True


def _tells_how_long(words: Words, phrase: Phrase, start: int) -> bool:
    """Whether an "over" before a span of time is no bound: "over ten years", "over a three-year cycle"."""
    at = start - 1 - (words.lower(start - 1) in ("a", "an"))
    is_over = phrase.kind == "duration" and words.lower(at) == "over"
    return is_over and (at < start - 1 or words.lower(at - 1) not in load_figure_words().over_bounds)


def _adds(words: Words, at: int) -> bool:
    return words.lower(at) in load_figure_words().additional.after


def _has_more_within(words: Words, phrase: Phrase) -> bool:
    """Whether "more" stands between a number and its unit: "two more years"."""
    return phrase.unit_words is not None and any(
        _adds(words, at) for at in range(phrase.number_end, phrase.unit_words[0])
    )


def _find_modifier(reading: Reading, phrase: Phrase, start: int) -> tuple[int, str] | None:
    """What bounds the number in front, over the article of "at least a 52-seat majority" too.

    The "over" of "hand over hundreds of files" belongs to the verb, and "back up to 4 percent" is where it went.
    """
    words, table = reading.words, load_figure_words().bounds_before
    found = match_ending(words, start, table)
    takes_article = phrase.unit_words or skip_hyphen(words, phrase.end) > phrase.end
    if found is None and start == phrase.start and takes_article and words.lower(start - 1) in ("a", "an"):
        found = match_ending(words, start - 1, table)
    if found is None or _is_done_to(reading, phrase, found[0]):
        return None
    token = reading.token(found[0])
    if token is not None and token.dep_ == "prt" and found[0] == start - 1:
        return None
    moves = words.lower(found[0] - 1) in load_figure_words().moving | load_figure_words().summing
    moves = moves or _brings_up(token)
    return None if moves and words.lower(found[0]) == "up" else found


def _brings_up(up: Token | None) -> bool:
    """Whether "up" is where something is brought: "bringing the total up to 27"; not "take the pills up to 3 times"."""
    measuring = load_figure_words().measuring
    told = measuring.standing | measuring.fractions | measuring.tallies | measuring.gauges | measuring.levels
    if up is None or up.lower_ != "up" or up.i == 0 or up.nbor(-1).lower_ not in told:
        return False
    before = (up.doc[at] for at in range(up.i - 1, max(up.i - _FARTHEST_VERB, up.sent.start - 1), -1))
    verb = next((each for each in before if each.tag_ in VERBS), None)
    return verb is not None and verb.lower_ in load_figure_words().bringing and up.i > verb.i + 1


def _is_done_to(reading: Reading, phrase: Phrase, at: int) -> bool:
    """Whether something is done to a few things rather than their number bounded: "approaching two women"."""
    words, behind = reading.words, reading.token(phrase.end)
    is_few = phrase.kind == "count" and phrase.value is not None and phrase.value < _MANY
    is_few = is_few and behind is not None and (behind.tag_ in NOUNS | ADJECTIVES or behind.lower_ == "of")
    over = reading.token(at) if words.lower(at) == "over" else None  # "a row over two laws"
    is_over = over is not None and over.dep_ == "prep" and over.i > 0 and over.nbor(-1).tag_ not in ("IN", "TO")
    is_doing = words.lower(at) in load_figure_words().doing_bounds or is_over  # not "won by over two votes"
    return is_few and is_doing and words.text(phrase.number_start).isalpha()


def read_bound_after(reading: Reading, phrase: Phrase, at: int) -> Phrase:
    """Take in a bound that stands behind the thing counted: "300 people or more"."""
    if reading.words.lower(at) not in ("or", "at") or phrase.approximation is not None:
        return phrase
    tail = _match_tail(reading, at, phrase.kind)
    return _with_bounds(phrase, tail[1]) if tail else phrase


def _match_tail(reading: Reading, at: int, kind: str) -> tuple[int, str] | None:
    """A bound behind the number: "or more"; not the "and over" of "30 and over 40 others", the "minimum" of a wage."""
    words = reading.words
    tail = match_phrase(words, at, load_figure_words().bounds_after)
    if tail is not None:
        return None if _opens_other(reading, at, tail[0], kind) else tail
    tail = match_phrase(words, at, load_figure_words().bounds_closing)
    return tail if tail is not None and words.text(tail[0])[:1] in (*",.;:)?!\n", "") else None


def _opens_other(reading: Reading, at: int, end: int, kind: str) -> bool:
    """Whether the words of a bound begin something else: "$5 plus tax", "106 +/- 1", "30 and over 40 others"."""
    words, lead = reading.words, reading.words.lower(at)
    if lead == "plus" and kind == "money":
        return True
    if lead == "+" and words.text(at + 1) == "/":
        return True
    joined = ("to", "than", "a", "an", "about") if lead == "and" else ("than", "about")
    return lead in ("and", "or") and (end in reading.numbers or words.lower(end) in joined)


def stands_in_total(words: Words, at: int) -> bool:
    """Whether "in total", "altogether" or the like stands at a word; not the "in all" of "in all 50 states"."""
    found = match_phrase(words, at, load_figure_words().total.phrases_after)
    return found is not None and not (words.lower(found[0] - 1) == "all" and words.text(found[0])[:1].isalnum())


def _with_bounds(phrase: Phrase, approximation: str | None) -> Phrase:
    if approximation is None:
        return phrase
    if phrase.value is None:
        # "about 20 to 25": the ends are inexact, and still the ends
        return replace(phrase, approximation="about") if approximation == "about" and phrase.kind != "score" else phrase
    sides = _BOUNDS.get(approximation, ())
    return replace(
        phrase,
        approximation=approximation,
        low=phrase.value if "low" in sides else phrase.low,
        high=phrase.value if "high" in sides else phrase.high,
    )
