"""Read what stands around a number and changes it: "at least another", "a total of about", "or more"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import match_ending, match_phrase, skip_hyphen
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.language.numbers import HYPHENS, Words

_BOUNDS = {"at_least": ("low",), "over": ("low",), "at_most": ("high",), "under": ("high",)}


def add_modifiers(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """Take in what stands before ("at least another", "a total of about") and behind ("or more", "more")."""
    words = reading.words
    approximation = phrase.approximation
    is_span = phrase.kind == "duration"
    first, additional, total = phrase.first, False, False
    for _ in range(4):
        found = _find_modifier(reading, phrase, first)
        if (
            found is not None
            and is_span
            and words.lower(first - 1) == "over"
            and words.lower(first - 2) not in load_figure_words().over_bounds
        ):
            break  # "saved over ten years" tells how long, not how much longer
        if found is not None and found[0] >= floor:
            approximation = found[1] if approximation in (None, "about", "range") else approximation
            first = found[0]
            continue
        found = match_ending(words, first, load_figure_words().additional.endings_before) or match_ending(
            words, first, load_figure_words().total.endings_before
        )
        if found is None or found[0] < floor:
            if (
                words.text(first - 1) in HYPHENS
                and words.is_glued(first)
                and words.lower(first - 2) in ("sub", "minus")
                and first - 2 >= floor
            ):
                approximation = "under" if words.lower(first - 2) == "sub" else approximation
                first -= 2
                continue
            break
        kind_total = match_ending(words, first, load_figure_words().total.endings_before) is not None
        additional, total = additional or not kind_total, total or kind_total
        first = found[0]
    stop = phrase.stop
    tail = _match_tail(reading, stop, phrase.kind)
    if tail is not None and approximation in (None, "about"):
        stop, approximation = tail
    if (
        words.lower(stop) in load_figure_words().additional.after
        and words.lower(stop + 1) != "than"
        and phrase.kind != "multiple"
    ):
        additional, stop = True, stop + 1
    within = words.lowers[phrase.tail : phrase.unit_text[0]] if phrase.unit_text else []
    additional = additional or any(word in load_figure_words().additional.after for word in within)
    total = total or stands_in_total(words, stop)
    phrase = replace(phrase, first=first, stop=stop, is_additional=additional, is_total=total)
    return _with_bounds(phrase, approximation)


def _find_modifier(reading: Reading, phrase: Phrase, first: int) -> tuple[int, str] | None:
    """What bounds the number in front, over the article of "at least a 52-seat majority" too.

    The "over" of "hand over hundreds of files" belongs to the verb, and "back up to 4 percent" is where it went.
    """
    words, table = reading.words, load_figure_words().bounds_before
    found = match_ending(words, first, table)
    takes_article = phrase.unit_text or skip_hyphen(words, phrase.stop) > phrase.stop
    if found is None and first == phrase.first and takes_article and words.lower(first - 1) in ("a", "an"):
        found = match_ending(words, first - 1, table)
    if found is None:
        return None
    token = reading.token(found[0])
    if token is not None and token.dep_ == "prt" and found[0] == first - 1:
        return None
    moves = words.lower(found[0] - 1) in load_figure_words().moving
    return None if moves and words.lower(found[0]) == "up" else found


def read_bound_after(reading: Reading, phrase: Phrase, at: int) -> Phrase:
    """Take in a bound that stands behind the thing counted: "300 people or more"."""
    tail = (
        _match_tail(reading, at, phrase.kind)
        if reading.words.lower(at) == "or" and phrase.approximation is None
        else None
    )
    return _with_bounds(phrase, tail[1]) if tail else phrase


def _match_tail(reading: Reading, at: int, kind: str) -> tuple[int, str] | None:
    """A bound behind the number: "or more"; not the "and over" of "30 and over 40 others", the "minimum" of a wage."""
    words = reading.words
    tail = match_phrase(words, at, load_figure_words().bounds_after)
    if tail is not None and words.lower(at) == "plus" and kind == "money":
        return None  # "$5 plus tax"
    if tail is not None:
        if words.text(at) == "+" and words.text(at + 1) == "/":
            return None  # "106 +/- 1"
        joined = ("to", "than", "a", "an", "about") if words.lower(at) == "and" else ("than", "about")
        opens_other = tail[0] in reading.numbers or words.lower(tail[0]) in joined
        return None if opens_other and words.lower(at) in ("and", "or") else tail
    tail = match_phrase(words, at, load_figure_words().bounds_closing)
    return tail if tail is not None and words.text(tail[0])[:1] in (*",.;:)?!\n", "") else None


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
