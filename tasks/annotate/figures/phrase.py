"""Read the words around a number that belong to it: currency, unit, range, bound, "a total of", "another"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tasks.annotate.figures.home import POUNDS, Home, find_home, read_pounds
from tasks.annotate.figures.lexicon import load_currencies, load_units
from tasks.annotate.figures.matching import match_phrase, skip_hyphen
from tasks.language.body import Body
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words, round_product


@dataclass(frozen=True, slots=True)
class Phrase:
    """One number with what belongs to it; `first` and `stop` are words, `head` and `tail` those of the bare numbers."""

    first: int
    stop: int
    head: int
    tail: int
    kind: str
    value: float | None
    low: float | None = None
    high: float | None = None
    approximation: str | None = None
    unit: str | None = None
    unit_text: tuple[int, int] | None = None
    scale_text: str | None = None
    is_additional: bool = False
    is_total: bool = False
    rule: str = "number"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as read: words `first` to `stop`, its kind and its code (None where it is ambiguous)."""

    first: int
    stop: int
    kind: str
    code: str | None


class Reading:
    """One body while its figures are read."""

    def __init__(self, body: Body, is_taken: Callable[[int, int], bool], outlet_country: str | None) -> None:
        self.body = body
        self.words = body.words
        self.numbers = {number.first: number for number in body.numbers}
        self.is_taken = is_taken
        self.home = find_home(outlet_country, body.text)

    def token(self, at: int) -> Token | None:
        """The token that holds a word's first character."""
        return self.body.token_at(self.words.starts[at]) if at < len(self.words) else None


def read_currency_before(words: Words, first: int, home: Home) -> Unit | None:
    """A currency sign, code or letters in front of a number: `$`, `US$`, `$US`, `HK $`, `INR`, `RM`, `Y=`."""
    lexicon = load_currencies()
    at = first - 1
    if words.text(at) in HYPHENS and words.is_glued(first) and words.text(at - 1) in lexicon.signs:
        at -= 1  # $-3.5bn
    sign = words.text(at)
    if sign in lexicon.signs:
        code = lexicon.signs[sign]
        letters = words.text(at - 1)
        if code == "$":
            if (
                letters in lexicon.dollar_letters
                and (words.is_glued(at) or letters.isupper())
                and letters != "A"
                or (letters == "A" and words.is_glued(at))
            ):
                return Unit(at - 1, first, "money", lexicon.dollar_letters[letters])
            if letters == "." and words.lower(at - 2) == "s" and words.lower(at - 4) == "u":
                return Unit(at - 4, first, "money", "USD")
            code = home["$"]
        elif letters in ("GB", "E", "CN") and words.is_glued(at):
            return Unit(at - 1, first, "money", "CNY" if sign == "¥" and letters == "CN" else code)
        return Unit(at, first, "money", home.get(sign, code) or None)
    if sign == "=" and words.text(at - 1) in lexicon.letters:
        return Unit(at - 1, first, "money", lexicon.letters[words.text(at - 1)])
    if words.is_glued(first) and words.text(at - 1) == "$" and sign in lexicon.dollar_letters:
        return Unit(at - 1, first, "money", lexicon.dollar_letters[sign])
    if sign == "." and words.text(at - 1) == "Rs":
        return Unit(at - 1, first, "money", home.get("Rs", "INR"))
    if sign in lexicon.codes:
        return Unit(at, first, "money", "CNY" if sign == "RMB" else sign)
    if (
        sign in lexicon.letters
        and (words.is_glued(first) or sign in lexicon.letters_apart)
        and (sign not in lexicon.letters_before_sums or _is_sum(words, first))
        and not words.is_glued(at)
    ):
        return Unit(at, first, "money", home.get(sign, lexicon.letters[sign]) or None)
    return None


def _is_sum(words: Words, at: int) -> bool:
    """Whether digits are grouped or have a scale, as sums of money have and the numbers of names have not."""
    lexicon = load_number_words()
    is_scaled = words.is_glued(at + 1) and words.text(at + 1) in lexicon.suffixes
    return is_scaled or "," in words.text(at) or words.lower(skip_hyphen(words, at + 1)) in lexicon.scales


def read_unit_after(words: Words, number: Number, at: int, home: Home) -> Unit | None:
    """A percent sign, currency, measure or span of time after a number, over a hyphen too ("40-yard")."""
    glued = words.is_glued(at)
    if words.text(at) in HYPHENS and glued and words.is_glued(at + 1):
        at += 1
    elif words.text(at) in HYPHENS:
        return None
    return (
        _read_percent(words, at)
        or _read_currency_after(words, number, at, home)
        or _read_duration(words, number, at)
        or _read_measure(words, number, at, glued)
    )


def _read_percent(words: Words, at: int) -> Unit | None:
    found = match_phrase(words, at, load_units().percents)
    if found is None:
        return None
    stop, code = found
    return Unit(at, stop, "percent", code)


def _read_duration(words: Words, number: Number, at: int) -> Unit | None:
    if words.text(at) == "s" and words.is_glued(at) and number.value % 1 and number.form == "digits":
        return Unit(at, at + 1, "duration", "s")  # "2.9s"; not the 80s
    if words.lower(at) in load_units().before_duration and not words.is_glued(at + 1):
        at += 1
    if words.is_glued(at) and words.text(at - 1) not in HYPHENS and len(words.text(at)) > 4:
        return None  # "2night"
    found = match_phrase(words, at, load_units().durations)
    return Unit(at, found[0], "duration", found[1]) if found else None


def _read_currency_after(words: Words, number: Number, at: int, home: Home) -> Unit | None:
    lexicon = load_currencies()
    text = words.text(at)
    if (
        text in lexicon.signs
        and words.is_glued(at)
        and not (words.text(at + 1)[:1].isdecimal() and words.is_glued(at + 1))
    ):
        code = lexicon.signs[text]
        return Unit(at, at + 1, "money", home.get(text, code) or None)
    if text in lexicon.codes or text == "YEN":
        return Unit(at, at + 1, "money", {"RMB": "CNY", "YEN": "JPY"}.get(text, text))
    if words.lower(at) in lexicon.parts and (text != "p" or _is_pence(words, number, at)):
        return Unit(at, at + 1, "money", lexicon.parts[words.lower(at)])
    for length in (3, 2, 1, 0):
        noun = words.lower(at + length)
        known = lexicon.words.get(noun)
        if known is None and noun not in POUNDS:
            continue
        unit = _nationality(words, at, length, noun, known, number, home)
        if unit is not None or length == 0:
            return unit
    return None


def _is_pence(words: Words, number: Number, at: int) -> bool:
    """Whether the p of "82p" is of pence; screens have 1080p."""
    return words.is_glued(at) and number.value not in load_units().screens


def _nationality(
    words: Words, at: int, length: int, noun: str, known: str | None, number: Number, home: Home
) -> Unit | None:
    lexicon = load_currencies()
    stop = at + length + 1
    if length:
        singular = noun[:-1] if noun.endswith("s") and noun != "reais" else noun
        last = words.lower(at + length - 1)
        if last == "." and words.lower(at + length - 2) == "s":
            last = "u.s."
        code = lexicon.nationalities.get(f"{last} {singular}")
        own = (
            words.text(at)[:1].isupper()
            and length == 1
            and known not in (None, "", "$")
            and last in lexicon.own_currency
        )
        if code is None and own:
            code = known
        return Unit(at, stop, "money", code) if code else None
    if noun in POUNDS:
        if words.lower(stop) == "sterling":
            return Unit(at, stop + 1, "money", "GBP")
        currency = home.get("pound", "GBP") if number.scale >= 1e6 else read_pounds(words, number.first, stop, home)
        return Unit(at, stop, "money", currency) if currency else None
    doubtful = lexicon.doubtful  # "the two won", "three crowns"
    if noun in doubtful and number.scale == 1.0 and not number.is_grouped and number.value < 100:
        return None
    shared = "$" if known == "$" else noun.removesuffix("s")
    return Unit(at, stop, "money", home.get(shared, known) or None)


def _read_measure(words: Words, number: Number, at: int, glued: bool) -> Unit | None:
    lexicon = load_units()
    found = match_phrase(words, at, load_units().measures)
    if found is None:
        return None
    stop, code = found
    text = words.text(at)
    if stop == at + 1 and text in lexicon.measure_cased:
        return Unit(at, stop, "measure", lexicon.measure_cased[text])
    short = stop == at + 1 and len(text) <= 1
    if short and (not glued or text in ("C", "K", "F", "V") and number.form != "digits"):
        return None
    if text == "'" and (not glued or words.lower(at + 1) in ("s", "t") and words.is_glued(at + 1)):
        return None
    if text == "G":  # the 5G network
        return None
    if stop == at + 1 and len(text) <= 3 and number.form != "digits":
        return None
    if words.lower(at) == "mi" or (words.lower(at) == "stone" and number.value < 4):
        return None
    if text.lower() in lexicon.glued_only and not glued:
        return None
    return Unit(at, stop, "measure", code)


def read_part_of_unit(words: Words, head: tuple[int, int], article: int, value: float, home: Home) -> Phrase | None:
    """A part of one unit, by the word in front of the unit: "a quarter of a percentage point", "half of 1 percent"."""
    if words.lower(article) not in ("a", "an", "one", "1") or article + 1 >= len(words):
        return None
    number = Number(*head, value, value, form="words")
    unit = read_unit_after(words, number, article + 1, home)
    if unit is None or unit.kind not in ("percent", "measure", "duration"):
        return None
    return Phrase(
        head[0], unit.stop, *head, unit.kind, value, unit=unit.code, unit_text=(unit.first, unit.stop), rule="fraction"
    )


def is_metres(words: Words, number: Number) -> bool:
    """Whether the m of "37m" is a metre rather than a million."""
    after = number.stop
    if words.text(after) in HYPHENS or words.text(after) in "()":
        return words.lower(after + 1) in load_units().metre_after or words.text(after + 2).lower() in (
            "ft",
            "feet",
            "foot",
            "yd",
        )
    return words.lower(after) in load_units().metre_after


def without_scale(number: Number) -> Number:
    """The number before its suffix, which is read as a unit then."""
    return replace(number, stop=number.stop - 1, value=number.base, scale=1.0, scale_text=None)


def share_scale(left: Number, right: Number, left_has_currency: bool) -> tuple[float, float]:
    """Ends of a range: the scale of "5 to 7 million" counts for both, that of "$200 to $4 million" for the last."""
    if (
        left.scale == 1.0
        and right.scale != 1.0
        and left.value < right.base
        and not (left.is_grouped and left.value >= 1000)
    ):
        return round_product(left.value, right.scale), right.value
    return left.value, right.value
