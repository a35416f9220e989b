"""Read an amount in two units as one: "eight minutes and 46 seconds", "7lb 4oz", "3 dollars 50 cents"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tasks.annotate.figures.phrase import Phrase
from tasks.language.numbers import Words

# How many of the second unit make one of the first.
_PARTS = {
    ("h", "min"): 60.0,
    ("min", "s"): 60.0,
    ("d", "h"): 24.0,
    ("wk", "d"): 7.0,
    ("a", "mo"): 12.0,
    ("[stone_av]", "[lb_av]"): 14.0,
    ("[lb_av]", "[oz_av]"): 16.0,
    ("GBP", "GBP-penny"): 100.0,
}
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "EUR")
_CENTS = 100.0


def join_compounds(words: Words, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
    """Phrases of which one and the next are an amount in two units made one."""
    held: Phrase | None = None
    last: Phrase | None = None  # of two joined, the second, which a third may be part of
    for phrase in phrases:
        if held is None:
            held = phrase
            continue
        joined = _join(words, held, phrase) or (_add_part(words, held, last, phrase) if last is not None else None)
        if joined is None:
            yield held
        held, last = (joined, phrase) if joined is not None else (phrase, None)
    if held is not None:
        yield held


def _join(words: Words, large: Phrase, small: Phrase) -> Phrase | None:
    """An amount in two units, or None where the second is no part of the first: "six years and 40 months"."""
    size = _size_of(large, small)
    if size is None or large.value is None or small.value is None:
        return None
    between = [words.lower(at) for at in range(large.end, small.start)]
    is_whole = large.value % 1 == 0 and large.approximation in (None, "about") and large.scale_text is None
    is_rest = 0 < small.value < size and small.approximation is None and small.start == small.number_start
    if between not in ([], ["and"]) or not (is_whole and is_rest):
        return None
    return replace(
        large,
        end=small.end,
        number_end=small.number_end,
        value=large.value + small.value / size,
        is_additional=large.is_additional or small.is_additional,
        is_total=large.is_total or small.is_total,
        rule="compounds.joined",
    )


def _add_part(words: Words, held: Phrase, last: Phrase, small: Phrase) -> Phrase | None:
    """The seconds of "2 hours 14 minutes 9 seconds"."""
    whole, size = _join(words, last, small), _size_of(held, last)
    if whole is None or size is None or held.value is None or whole.value is None or last.value is None:
        return None
    value = held.value + (whole.value - last.value) / size
    return replace(held, end=whole.end, number_end=whole.number_end, value=value)


def _size_of(large: Phrase, small: Phrase) -> float | None:
    """How many of the second phrase's unit make one of the first's."""
    if large.unit is None or small.unit is None or large.kind != small.kind:
        return None
    if (small.unit == "cent" and large.unit in _DOLLARS) or small.unit == f"{large.unit}-cent":
        return _CENTS
    return _PARTS.get((large.unit, small.unit))
