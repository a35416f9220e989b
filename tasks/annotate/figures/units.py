"""Read the unit of a number: a percent sign, a currency, a span of time, a measure; "half of 1 percent"; "37m"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.home import Home
from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.figures.matching import match_phrase
from tasks.annotate.figures.money import read_currency_after
from tasks.annotate.figures.phrase import Phrase, Unit, WordSpan
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words, round_product

# Of these units a part is said by a fraction in front.
_PARTED = frozenset(("percent", "measure", "duration"))
_NO_PERCENTS = ("BP", "BPS", "PC")  # a firm, a computer


def read_unit_after(words: Words, number: Number, at: int, home: Home) -> Unit | None:
    """A percent sign, currency, measure or span of time after a number, over a hyphen too ("40-yard")."""
    is_glued = words.is_glued(at)
    if words.text(at) in HYPHENS and is_glued and words.is_glued(at + 1):
        at += 1
    elif words.text(at) in HYPHENS:
        return None
    return (
        _read_percent(words, at)
        or read_currency_after(words, number, at, home)
        or _read_duration(words, number, at)
        or _read_measure(words, number, at, is_glued)
    )


def _read_percent(words: Words, at: int) -> Unit | None:
    found = match_phrase(words, at, load_units().percents) if words.text(at) not in _NO_PERCENTS else None
    return Unit(start=at, end=found[0], kind="percent", code=found[1], rule="units.percent") if found else None


def _read_duration(words: Words, number: Number, at: int) -> Unit | None:
    found = _match_duration(words, number, at)
    if found is None:
        return None
    start, end, code = found
    return Unit(start=start, end=end, kind="duration", code=code, rule="units.duration")


def _match_duration(words: Words, number: Number, at: int) -> tuple[int, int, str] | None:
    if words.text(at) == "s" and words.is_glued(at) and number.value % 1 and number.form == "digits":
        return at, at + 1, "s"  # "2.9s"; not the 80s
    if words.lower(at) in load_units().before_duration and not words.is_glued(at + 1):
        at += 1
    if words.is_glued(at) and words.text(at - 1) not in HYPHENS and len(words.text(at)) > 4:
        return None  # "2night"
    found = match_phrase(words, at, load_units().durations)
    return (at, *found) if found else None


def _read_measure(words: Words, number: Number, at: int, is_glued: bool) -> Unit | None:
    found = match_phrase(words, at, load_units().measures)
    if found is None:
        return None
    end, code = found
    text = words.text(at)
    is_one_word = end == at + 1
    if is_one_word and text in load_units().measure_cased:
        code = load_units().measure_cased[text]
    elif _is_no_measure(words, number, at, is_glued) or (
        is_one_word and not _is_temperature(words, number, at) and _is_no_sign(text, number, is_glued)
    ):
        return None
    if is_one_word and code in ("m", "km", "cm", "mm") and words.text(end) in ("2", "3") and words.is_glued(end):
        return Unit(start=at, end=end + 1, kind="measure", code=f"{code}{words.text(end)}", rule="units.measure")
    return Unit(start=at, end=end, kind="measure", code=code, rule="units.measure")


def _is_no_measure(words: Words, number: Number, at: int, is_glued: bool) -> bool:
    """Whether what reads as a measure is none: the 5G network, "5's", "two stone" of a house."""
    text, lower = words.text(at), words.lower(at)
    if _is_temperature(words, number, at):
        return False
    if text == "'" and (not is_glued or (words.lower(at + 1) in ("s", "t") and words.is_glued(at + 1))):
        return True
    if text == "G" or lower == "mi" or (lower == "stone" and number.value < 4):
        return True
    if lower == "cup" and not _is_cupful(words, number, at):
        return True
    return lower in load_units().glued_only and not is_glued


def _is_cupful(words: Words, number: Number, at: int) -> bool:
    """Whether a recipe measures by "cup" behind a number: "½ cup with milk"; not "1 cup final", "1 cup in May"."""
    is_small = number.form != "words" and number.value <= 1 and words.text(at) == "cup"
    if is_small and number.value < 1:
        return True
    return is_small and words.text(at + 1).isalpha() and words.lower(at + 1) not in load_units().cups


def _is_temperature(words: Words, number: Number, at: int) -> bool:
    """Whether C or F stands apart from digits as a unit: "40 C in the shade"."""
    is_apart = words.text(at) in ("C", "F") and number.form == "digits" and not words.is_glued(at + 1)
    return is_apart and number.scale == 1.0 and (words.text(at + 1).islower() or words.text(at + 1) in ("", "\n"))


def _is_no_sign(text: str, number: Number, is_glued: bool) -> bool:
    """Whether letters stand where a unit's sign would not: apart from digits, or behind a number in words."""
    return (len(text) <= 1 and not is_glued) or (len(text) <= 3 and number.form != "digits")


def read_magnitude(words: Words, number: Number) -> Unit | None:
    """The unit of "a magnitude 6.1 quake", which stands in front."""
    at = number.start - 1 - (words.text(number.start - 1) in HYPHENS)
    if words.lower(at) != "magnitude" or number.value >= 10 or words.text(number.start - 1) == "\n":
        return None
    return Unit(start=at, end=at + 1, kind="measure", code="{magnitude}", rule="units.magnitude")


def read_part_of_unit(words: Words, number: WordSpan, article: int, value: float, home: Home) -> Phrase | None:
    """A part of one unit, by the word in front of the unit: "a quarter of a percentage point", "half of 1 percent"."""
    if words.lower(article) not in ("a", "an", "one", "1") or article + 1 >= len(words):
        return None
    start, end = number
    unit = read_unit_after(words, Number(start, end, value, value, form="words"), article + 1, home)
    if unit is None or unit.kind not in _PARTED:
        return None
    return Phrase(
        start=start,
        end=unit.end,
        number_start=start,
        number_end=end,
        kind=unit.kind,
        value=value,
        unit=unit.code,
        unit_words=unit.words,
        rule="units.part",
    )


def read_part_of_scale(
    words: Words, number: WordSpan, article: int, value: float, home: Home, rule: str
) -> Phrase | None:
    """A part of a scale, with its unit: "a quarter of a million pounds", "three quarters of a billion euros"."""
    scale_text = words.text(article + 1)
    scale = load_number_words().scales.get(scale_text.lower())
    if words.lower(article) not in ("a", "an") or scale is None or scale < 1000:
        return None
    end, whole = article + 2, value * scale
    unit = read_unit_after(words, Number(number[0], end, whole, value, scale, scale_text, "words"), end, home)
    return Phrase(
        start=number[0],
        end=unit.end if unit else end,
        number_start=number[0],
        number_end=end,
        kind=unit.kind if unit else "count",
        value=whole,
        unit=unit.code if unit else None,
        unit_words=unit.words if unit else None,
        scale_text=scale_text,
        rule=rule,
    )


def settle_metres(words: Words, number: Number) -> Number:
    """Take the m of "37m" and "the 100m" for a metre rather than a million: the number before it."""
    is_glued_m = number.scale_text in ("m", "M") and words.is_glued(number.end - 1)
    return without_scale(number) if is_glued_m and (is_metres(words, number) or _is_race(words, number)) else number


def is_metres(words: Words, number: Number) -> bool:
    """Whether the m of "37m" is a metre rather than a million."""
    after = number.end
    if words.text(after) in ("2", "3") and words.is_glued(after) and not words.text(after + 1)[:1].isdecimal():
        return True
    if words.text(after) in HYPHENS or words.text(after) in "()":
        is_after_hyphen = words.lower(after + 1) in load_units().metre_after
        return is_after_hyphen or words.lower(after + 2) in ("ft", "feet", "foot", "yd")
    return words.lower(after) in load_units().metre_after


def _is_race(words: Words, number: Number) -> bool:
    """The distance of "the 100m", "the men's 4x400m" rather than millions."""
    if number.base not in load_units().races:
        return False
    return words.lower(number.start - 1) in ("the", "s", "a", "in") and not words.text(number.end)[:1].isdecimal()


def without_scale(number: Number) -> Number:
    """The number before its suffix, which is read as a unit then."""
    return replace(number, end=number.end - 1, value=number.base, scale=1.0, scale_text=None)


def _shares_thousands(left: Number, right: Number) -> bool:
    """Whether "20-25,000" is 20,000 to 25,000: the numbers touch over a hyphen, and the thousands are alike."""
    is_joined = right.start == left.end + 1 and left.form == right.form == "digits"
    is_bare = left.scale == right.scale == 1.0 and not left.is_grouped and right.is_grouped
    return is_joined and is_bare and left.value < right.value / 1000 <= 5 * left.value and left.value % 1 == 0


def share_scale(left: Number, right: Number) -> tuple[float, float]:
    """Ends of a range: the scale of "5 to 7 million" counts for both, that of "$200 to $4 million" for the last."""
    is_large = left.is_grouped and left.value >= 1000
    if left.scale == 1.0 and right.scale != 1.0 and left.value < right.base and not is_large:
        return round_product(left.value, right.scale), right.value
    if _shares_thousands(left, right):
        return left.value * 1000, right.value
    return left.value, right.value
