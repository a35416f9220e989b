"""Read numbers written in digits, in words, or in both, from plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tasks.language.number_words import load_number_words

# What does not stand before the first digit of a group that was tried itself.
_APART = "(?<![\\d.\u00a0\u2009\u202f])"
_WORD = re.compile(
    r"[^\W\d_]+"
    # 1,200 and the Indian 1,20,000. Where a group before this one has not led to a number, neither does this one, and
    # is not tried: trying every group of a long run to its end takes the square of its length.
    rf"|(?:(?=\d,)|(?<!{_APART}\d,)(?<!{_APART}\d\d,)(?<!{_APART}\d\d\d,))"
    r"(?>\d{1,3}(?:,\d{2,3})+)(?<=,\d{3})(?![\d,]\d)(?:\.\d+)?"
    "|\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3})+(?!\\d)"  # 10 000 with a space that does not break
    r"|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+"
    r"|\n|\S"
)
_SEPARATORS = str.maketrans("", "", ",\u00a0\u2009\u202f")
# Longer runs of digits are identifiers, and floats cannot hold them exactly.
_MOST_DIGITS = 15
_YEAR_DIGITS = 4
HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")


@dataclass(frozen=True, slots=True)
class Words:
    """The words, numbers and signs of a text, in order; line breaks are words too. Four lists of one length."""

    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.texts)

    def lower(self, index: int) -> str:
        """The lower-cased word, or an empty string outside the text."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def text(self, index: int) -> str:
        """The word as written, or an empty string outside the text."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def is_glued(self, index: int) -> bool:
        """Whether a word follows the one before it without a space."""
        return 0 < index < len(self.texts) and self.starts[index] == self.ends[index - 1]


@dataclass(frozen=True, slots=True)
class Number:
    """One number as read.

    Attributes:
        start: Its first word.
        end: One past its last word.
        value: What it is worth, scale included.
        base: What stands in front of the scale: 1.2 in "1.2bn".
        scale: What the scale multiplies by, 1 without one.
        scale_text: The scale as written.
        form: "digits" ("7", "1.2bn", "3 million"), "words" ("seven") or "ordinal" ("7th", "seventh").
        is_grouped: Whether its digits are grouped ("1,200") or have a decimal point.
    """

    start: int
    end: int
    value: float
    base: float
    scale: float = 1.0
    scale_text: str | None = None
    form: str = "digits"
    is_grouped: bool = False


def is_written_as_year(word: str) -> bool:
    """Whether a word has the four digits of a year."""
    return len(word) == _YEAR_DIGITS and word.isdecimal()


def split_words(text: str) -> Words:
    """Cut a text into words, numbers, signs and line breaks. `1.2bn` is two words, `F-35` three."""
    spans = [match.span() for match in _WORD.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    return Words(texts, [word.lower() for word in texts], [start for start, _ in spans], [end for _, end in spans])


def read_words(text: str) -> tuple[Words, tuple[Number, ...]]:
    """The words of a text and the numbers among them, as `split_words` and `find_numbers` give them."""
    words = split_words(text)
    return words, tuple(find_numbers(words))


@cache
def _number_words() -> frozenset[str]:
    lexicon = load_number_words()
    return frozenset((*lexicon.units, *lexicon.tens, *lexicon.ordinals, "a", "an", "half", "dozen"))


def find_numbers(words: Words) -> Iterator[Number]:
    """Read every exact number, left to right, the longest at each place.

    Vague words ("dozens"), fractions ("two-thirds") and ranges are for the caller. A number glued to letters in front
    ("F35", "B-52") is read too: whether it is part of a name is for the caller.
    """
    openers = _number_words()
    characters = load_number_words().characters
    at = 0
    for index, lower in enumerate(words.lowers):
        if index < at:
            continue
        number = None
        if lower[0].isdecimal() or (lower[0] == "." and len(lower) > 1) or lower in characters:
            number = _read_digits(words, index)
        elif lower in openers:
            number = _read_words(words, index)
        if number is not None:
            at = number.end
            yield number


def _read_digits(words: Words, index: int) -> Number | None:
    lexicon = load_number_words()
    text = words.texts[index].translate(_SEPARATORS)
    if text in lexicon.characters:
        return Number(index, index + 1, lexicon.characters[text], lexicon.characters[text], is_grouped=True)
    if len(text) > _MOST_DIGITS or not text.isascii():
        return None
    value = float(text)
    end = index + 1
    part = _read_part(words, end) if len(text) <= 3 and text.isdecimal() else None
    if part is not None:
        value, end = value + part[0], part[1]
    elif words.is_glued(end):
        after = words.text(end)
        if after in lexicon.characters:
            value += lexicon.characters[after]
            end += 1
        elif after.lower() in ("st", "nd", "rd", "th") and value.is_integer():
            return Number(index, end + 1, value, value, form="ordinal")
    return _apply_scales(words, index, end, value, "digits", text != words.texts[index] or "." in text)


def _read_part(words: Words, end: int) -> tuple[float, int] | None:
    """The fraction behind a whole number, and where it stops: the 1/2 of "2 1/2", of "5-1/2" and of "5 ½"."""
    at = end + (words.text(end) in HYPHENS and words.is_glued(end) and words.is_glued(end + 1))
    lexicon = load_number_words()
    if at == end and words.is_glued(end):
        return None
    if words.text(at) in lexicon.characters:
        return lexicon.characters[words.text(at)], at + 1
    above, below = words.text(at), words.text(at + 2)
    if words.text(at + 1) != "/" or below not in lexicon.mixed or not above.isdecimal():
        return None
    is_joined = words.is_glued(at + 1) and words.is_glued(at + 2)
    if not is_joined or int(above) >= int(below) or (words.is_glued(at + 3) and words.text(at + 3) == "/"):
        return None
    return int(above) / int(below), at + 3


def _apply_scales(words: Words, start: int, end: int, base: float, form: str, is_grouped: bool) -> Number:
    """Read the scales after a number: "hundred million", the "bn" of "1.2bn", the "-million" of "$3-million"."""
    lexicon = load_number_words()
    scale = 1.0
    scale_start = end
    if form == "digits" and words.is_glued(end) and words.text(end) in lexicon.suffixes:
        scale = lexicon.suffixes[words.text(end)]
        return Number(start, end + 1, base * scale, base, scale, words.texts[end], form, is_grouped)
    while True:
        at = end
        if words.text(at) in HYPHENS and words.is_glued(at) and words.is_glued(at + 1):
            at += 1
        factor = lexicon.scales.get(words.lower(at))
        if factor is None or (form == "words" and at != end and factor == 12):
            break
        scale_start = at if scale == 1.0 else scale_start
        scale *= factor
        end = at + 1
    scale_text = None
    if scale != 1.0:
        scale_text = " ".join(words.texts[scale_start:end])
    return Number(start, end, round_product(base, scale), base, scale, scale_text, form, is_grouped)


def round_product(base: float, scale: float) -> float:
    """Multiply without the last bit's noise: 2.3 million is 2300000.0, not 2299999.9999999995."""
    product = base * scale
    return float(f"{product:.15g}")


def _read_words(words: Words, index: int) -> Number | None:
    """Read a number that begins with a word: "forty-two", "two and a half million", "a hundred", "twenty-first"."""
    lexicon = load_number_words()
    lower = words.lowers[index]
    if lower in ("a", "an"):
        return _read_article(words, index)
    if lower == "half":
        return _read_half(words, index, index)
    if lower == "dozen":
        # "the dozen lawmakers"; "several dozen" is vague
        return Number(index, index + 1, 12, 12, form="words") if words.lower(index - 1) in lexicon.whole else None
    if lower in lexicon.ordinals:
        return Number(index, index + 1, lexicon.ordinals[lower], lexicon.ordinals[lower], form="ordinal")
    return _read_cardinal(words, index)


def _read_half(words: Words, start: int, half: int) -> Number | None:
    """Read "half a million", "half-million", "a half dozen"."""
    at = half + 1
    if words.lower(at) in ("a", "an") or (words.text(at) in HYPHENS and words.is_glued(at) and words.is_glued(at + 1)):
        at += 1
    if words.lower(at) not in load_number_words().scales:
        return None
    return replace(_apply_scales(words, half, at, 0.5, "words", False), start=start)


def _read_article(words: Words, index: int) -> Number | None:
    lexicon = load_number_words()
    if words.lower(index + 1) == "half":
        return _read_half(words, index, index + 1)
    if words.lower(index + 1) not in lexicon.scales:
        return None
    if words.lower(index + 2) in ("and",) and words.lower(index + 3) == "a" and words.lower(index + 4) == "half":
        scale = lexicon.scales[words.lower(index + 1)]
        return Number(index, index + 5, 1.5 * scale, 1.5, scale, words.texts[index + 1], "words")
    return _apply_scales(words, index, index + 1, 1.0, "words", False)


def _read_cardinal(words: Words, index: int) -> Number | None:
    """Add up units, tens and hundreds, and multiply by the scales after them."""
    lexicon = load_number_words()
    total, current, at, room = 0.0, 0.0, index, 1000.0
    scale_text: str | None = None
    while True:
        here = _skip_joint(words, at, started=at != index, current=current + total)
        lower = words.lower(here)
        if lower in lexicon.units and _fits(lexicon.units[lower], room):
            value = lexicon.units[lower]
            current, room = current + value, 1.0
        elif lower in lexicon.tens and room >= 100:
            current, room = current + lexicon.tens[lower], 10.0
        elif lower in lexicon.ordinals and here > index and _fits(lexicon.ordinals[lower], room):
            value = total + current + lexicon.ordinals[lower]
            return Number(index, here + 1, value, value, form="ordinal")
        elif lower in lexicon.scales and current:
            scale = lexicon.scales[lower]
            scale_text = words.texts[here] if scale_text is None or scale > 100 else scale_text
            if scale <= 100:
                current, room = current * scale, 100.0
            else:
                total, current, room = total + current * scale, 0.0, 1000.0
        elif lower == "half" and here > index and "a" in (words.lower(here - 1), words.lower(here - 2)):
            return _apply_scales(words, index, here + 1, total + current + 0.5, "words", False)
        else:
            break
        at = here + 1
        if words.lower(at) in lexicon.scales and current == 0.0:
            # "Two hundred thousand million": what is gathered so far is multiplied again.
            current, total = total, 0.0
    if at == index:
        return None
    value = total + current
    base = value
    if scale_text is not None:
        scale = lexicon.scales[scale_text.lower()]
        return Number(index, at, value, value / scale, scale, scale_text, "words")
    return Number(index, at, value, base, form="words")


def _fits(value: float, room: float) -> bool:
    """Whether a unit may follow: 1–9 after tens, 1–19 after hundreds, nothing after a unit."""
    return room >= 100 or (room == 10 and 0 < value < 10)


def _skip_joint(words: Words, at: int, started: bool, current: float) -> int:
    """Step over the hyphen of "forty-two", the "and" of "two hundred and five", the "and a" of "two and a half"."""
    if not started:
        return at
    lower = words.lower(at)
    if lower in HYPHENS and words.is_glued(at) and words.is_glued(at + 1):
        a_half = [words.lower(at + step) for step in (1, 3, 5)] == ["and", "a", "half"]
        return at + 5 if a_half and {words.lower(at + 2), words.lower(at + 4)} <= HYPHENS else at + 1
    if lower == "and":
        lexicon = load_number_words()
        if words.lower(at + 1) == "a" and words.lower(at + 2) == "half":
            return at + 2
        following = words.lower(at + 1)
        if current >= 100 and words.lower(at - 1) in lexicon.scales and following in {**lexicon.units, **lexicon.tens}:
            return at + 1
    return at
