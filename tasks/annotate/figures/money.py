"""Read currencies before and behind a number: `$`, `US$`, `INR`, `Rs 5`, "40 euros", "30 Canadian dollars", "82p"."""

from __future__ import annotations

from tasks.annotate.figures.home import POUNDS, Home, are_pounds_of_money, read_pounds
from tasks.annotate.figures.lexicon import load_currencies, load_units
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.phrase import Unit
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words

# Written right before a sign, these say what it says already, but for the yen's.
_LETTERS_OF_SIGNS = frozenset(("GB", "E", "CN"))
_CODES_AS_WRITTEN = {"RMB": "CNY", "YEN": "JPY"}
# "U.S. dollars", four words and a noun: it stands at most so far behind the number.
_NATIONALITY_LENGTHS = (4, 3, 2, 1, 0)


def read_currency_before(words: Words, number_start: int, home: Home) -> Unit | None:
    """A currency sign, code or letters in front of a number: `$`, `US$`, `$US`, `HK $`, `INR`, `RM`, `Y=`."""
    signs = load_currencies().signs
    at = number_start - 1
    if words.text(at) in HYPHENS and words.is_glued(number_start) and words.text(at - 1) in signs:
        at -= 1  # $-3.5bn
    found = _read_sign(words, at, home) if words.text(at) in signs else _read_letters(words, at, number_start, home)
    if found is None:
        return None
    start, code = found
    return Unit(start=start, end=number_start, kind="money", code=code or None, rule="money.before")


def _read_sign(words: Words, at: int, home: Home) -> tuple[int, str]:
    """Where a sign with its letters starts, and what it means: `$`, `US$`, `U.S. $`, `GB£`."""
    sign, letters = words.text(at), words.text(at - 1)
    code = load_currencies().signs[sign]
    if code == "$":
        return _read_dollar(words, at, home)
    if letters in _LETTERS_OF_SIGNS and words.is_glued(at):
        return at - 1, "CNY" if sign == "¥" and letters == "CN" else code
    return at, home.get(sign, code)


def _read_dollar(words: Words, at: int, home: Home) -> tuple[int, str]:
    dollar_letters, letters = load_currencies().dollar_letters, words.text(at - 1)
    # "Class A $40" is of no Australian dollars
    is_joined = words.is_glued(at) or (letters.isupper() and letters != "A")
    if letters in dollar_letters and is_joined:
        return at - 1, dollar_letters[letters]
    if letters == "." and words.lower(at - 2) == "s" and words.lower(at - 4) == "u":
        return at - 4, "USD"
    return at, home["$"]


def _read_letters(words: Words, at: int, number_start: int, home: Home) -> tuple[int, str] | None:
    """Where letters that stand for a currency start, and what they mean: `Y=`, `$US`, `Rs.`, `INR`, `RM`."""
    lexicon, text, before = load_currencies(), words.text(at), words.text(at - 1)
    if text == "=" and before in lexicon.letters:
        return at - 1, lexicon.letters[before]
    if words.is_glued(number_start) and before == "$" and text in lexicon.dollar_letters:
        return at - 1, lexicon.dollar_letters[text]
    if text == "." and before == "Rs":
        return at - 1, home.get("Rs", "INR")
    if text in lexicon.codes:
        return at, _CODES_AS_WRITTEN.get(text, text)
    if text in lexicon.letters and _is_before_sum(words, at, number_start):
        return at, home.get(text, lexicon.letters[text])
    return None


def _is_before_sum(words: Words, at: int, number_start: int) -> bool:
    """Whether letters stand apart from the word before them and, as theirs do, near a number: "RM5", "R5 million"."""
    lexicon, letters = load_currencies(), words.text(at)
    is_near = words.is_glued(number_start) or letters in lexicon.letters_apart
    is_sum = letters not in lexicon.letters_before_sums or _is_sum(words, number_start)
    return is_near and is_sum and not words.is_glued(at)


def _is_sum(words: Words, at: int) -> bool:
    """Whether digits are grouped or have a scale, as sums of money have and the numbers of names have not."""
    lexicon = load_number_words()
    is_scaled = words.is_glued(at + 1) and words.text(at + 1) in lexicon.suffixes
    return is_scaled or "," in words.text(at) or words.lower(skip_hyphen(words, at + 1)) in lexicon.scales


def read_currency_after(words: Words, number: Number, at: int, home: Home) -> Unit | None:
    """A currency's sign, code, part or noun that stands at a word behind a number."""
    found = _read_sign_after(words, number, at, home) or _read_noun(words, number, at, home)
    if found is None:
        return None
    end, code = found
    return Unit(start=at, end=end, kind="money", code=code or None, rule="money.after")


def _read_sign_after(words: Words, number: Number, at: int, home: Home) -> tuple[int, str] | None:
    """Where a sign, a code or a part of a currency ends, and what it means: "5€", "5 EUR", "82p"."""
    lexicon, text, lower = load_currencies(), words.text(at), words.lower(at)
    belongs_to_next = words.text(at + 1)[:1].isdecimal() and words.is_glued(at + 1)
    if text in lexicon.signs and words.is_glued(at) and not belongs_to_next:
        return at + 1, home.get(text, lexicon.signs[text])
    if text in lexicon.codes or text == "YEN":
        return at + 1, _CODES_AS_WRITTEN.get(text, text)
    if lower in lexicon.parts and (text != "p" or _is_pence(words, number, at)):
        return at + 1, lexicon.parts[lower]
    return None


def _is_pence(words: Words, number: Number, at: int) -> bool:
    """Whether the p of "82p" is of pence; screens have 1080p."""
    return words.is_glued(at) and number.value not in load_units().screens


def _read_noun(words: Words, number: Number, at: int, home: Home) -> tuple[int, str] | None:
    """Where a noun of money with its nationality ends, and what it means; it means nothing where it cannot be told."""
    lexicon = load_currencies()
    for length in _NATIONALITY_LENGTHS:
        noun = words.lower(at + length)
        is_cents = lexicon.parts.get(noun) == "cent" and length > 0
        if is_cents and (code := lexicon.cents.get(_read_last(words, at + length))):
            return at + length + 1, code
        if noun not in lexicon.words and noun not in POUNDS:
            continue
        found = _read_nationality(words, at, length) if length else _read_bare_noun(words, number, at, home)
        if found is not None:
            return found
    return None


def _read_last(words: Words, noun: int) -> str:
    """The last word of a nationality before a noun: "u.s.", "canadian"."""
    last = words.lower(noun - 1)
    return "u.s." if last == "." and words.lower(noun - 2) == "s" else last


def _read_nationality(words: Words, at: int, length: int) -> tuple[int, str] | None:
    """Read "30 Canadian dollars", "40 U.S. dollars", "Japanese yen"."""
    lexicon, noun, last = load_currencies(), words.lower(at + length), _read_last(words, at + length)
    singular = noun[:-1] if noun.endswith("s") and noun != "reais" else noun
    code = lexicon.nationalities.get(f"{last} {singular}")
    known = lexicon.words.get(noun)
    is_own = words.text(at)[:1].isupper() and length == 1 and last in lexicon.own_currency
    if code is None and is_own and known not in (None, "", "$"):
        code = known
    return (at + length + 1, code) if code else None


def _read_bare_noun(words: Words, number: Number, at: int, home: Home) -> tuple[int, str] | None:
    """Read "40 euros", "12 million pounds" and, behind a hundred and more, nouns that mean something else too."""
    lexicon, noun, end = load_currencies(), words.lower(at), at + 1
    if noun in POUNDS:
        if words.lower(end) == "sterling":
            return end + 1, "GBP"
        # "8 million pounds of beef" weigh, unless money is spoken of there or the article has pounds of money
        is_money = words.lower(end) != "of" or "pounds" in home or are_pounds_of_money(words, number.start, end)
        is_sum = number.scale >= 1e6 and is_money
        currency = home.get("pound", "GBP") if is_sum else read_pounds(words, number.start, end, home)
        return (end, currency) if currency else None
    is_small = number.scale == 1.0 and not number.is_grouped and number.value < 100
    if noun in lexicon.doubtful and is_small:
        return None  # "the two won", "three crowns"
    known = lexicon.words[noun]
    return end, home.get("$" if known == "$" else noun.removesuffix("s"), known)
