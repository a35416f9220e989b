"""Rules that read a row's text again: a figure's number, a quote's words, a measure in SI units.

They refuse only what no reading of the text gives; what extraction reads and they cannot is let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

import pandas as pd
import pint

from expectations.audit_failure import Failure, make_failure
from expectations.codes import may_mean_other_dollars, read_number_words, read_pint_names
from expectations.tables import TABLE_BY_NAME

LONGEST_WORD = 10_000  # code points; the longest of 1,400 articles has 55, a line of noise has millions
TOLERANCE = 1e-9  # of a value: products of factors that are not exact in binary
OPENING = 60  # code points of a body in which its dateline stands
_NUMBER = r"\d{1,3}(?:[,\u00a0\u2009\u202f]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_WORD = re.compile(rf"{_NUMBER}|[^\W\d_]+")
# Separators that are not English: the comma of "3,4 percent", the point of "12.500 people", the space of "$1 943 m".
_FOREIGN = re.compile(r"(?<=\d),(?=\d{1,2}(?![\d,]))|(?<=\d)\.(?=\d{3}(?!\d))|(?<=\d) (?=\d{3}(?!\d))")
_GROUPING = str.maketrans("", "", ",\u00a0\u2009\u202f")
# Digits that are worth another number than they write: fractions, decades, feet and inches, ordinals, multiples.
_NOT_PLAIN = re.compile(r"[½⅓⅔¼¾⅛⅜⅝⅞/'’\"”×^]|\d(?:['’]?s|st|nd|rd|th|x)\b|\.\d+[.,]\d")
# Words whose number another word makes, or the article.
_NOT_EXACT = frozenset(
    ("half", "couple", "few", "several", "pair", "double", "twice", "triple", "both", "single", "score", "tens", "no",
     "dozen", "every", "out")
)  # fmt: skip
_COMBINED = ("measure", "duration", "age")  # five feet six inches, an hour and 40 minutes
_WORDS = re.compile(r"[^\W_]+")

_FIGURE_COLUMNS = (
    "text", "kind", "value", "low", "high", "approximation", "scale_text", "unit", "unit_text", "change", "si_value",
    "si_low", "si_high", "si_unit",
)  # fmt: skip

Row = Mapping[str, Any]


def check_values(frames: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Read again, in the rows of one part, what their texts say.

    Args:
        frames: The part's tables by name, as `pd.read_parquet` gives them.

    Returns:
        What does not hold.
    """
    articles = _take(frames, "articles", "body", "outlet", "url")
    quotes, claims = _take(frames, "quotes", "text", "content"), _take(frames, "claims", "text", "proposition")
    figures = _take(frames, "figures", *_FIGURE_COLUMNS)
    by_id = {row["article_id"]: row for row in articles}

    def lacks_dollars(row: Row) -> bool:
        return _lacks_dollars(row) and not _may_mean_others(by_id.get(row["article_id"]))

    return [
        *_find("ART-WORDS", "articles", articles, _has_endless_word, f"no word has {LONGEST_WORD} characters and more"),
        *_find("QUO-WORDS", "quotes", quotes, _adds_words, "content has only words of text, in their order"),
        *_find("CLA-WORDS", "claims", claims, _adds_words, "proposition has only words of text, in their order"),
        *_find("FIG-READ", "figures", figures, _says_otherwise, "value, low and high are numbers that text states"),
        *_find("FIG-SI-VALUE", "figures", figures, _differs_in_si, "SI values are the printed ones, converted"),
        *_find(
            "FIG-DOLLARS", "figures", figures, lacks_dollars, "dollars are US dollars, where no town says otherwise"
        ),
    ]


def read_numbers(text: str, scale_text: str | None = None) -> set[float]:
    """Give every number that a text may stand for; none where it writes no number plainly.

    Args:
        text: A figure's words: "between 3 and 5 million", "two hundred and fifty".
        scale_text: A scale that it shares with another figure: "rose from 5 to 7 million".
    """
    known = read_number_words()
    words = _WORD.findall(text)
    lowers = {word.lower() for word in words}
    vague = known["fractions"].keys() | known["ordinals"].keys() | known["vague"].keys() | _NOT_EXACT
    if _NOT_PLAIN.search(text) or lowers & vague:
        return set()
    scales = {known["scales"][word] for word in lowers & known["scales"].keys()}
    scales |= {known["suffixes"][word] for word in words if word in known["suffixes"]}
    if scale_text is not None:
        scales |= {
            table[word] for table in (known["scales"], known["suffixes"]) if (word := scale_text.lower()) in table
        }
    # "One hundred and fifty" is one number, "between one hundred and five hundred" are two.
    found = [number for joins in ((), ("and",)) for number in _compose(words, joins)]
    shared = {number * scale for (number, is_scaled), scale in product(found, scales) if not is_scaled}
    return {number for number, _ in found} | shared


def _compose(words: Sequence[str], joins: tuple[str, ...]) -> Iterator[tuple[float, bool]]:
    """Put number words together, left to right; give each number and whether a scale is in it."""
    known = read_number_words()
    total, current = 0.0, None
    last = 0.0  # what a word of tens or a scale right before is worth, which a lesser number may add to
    is_scaled = False
    for word in [*words, "."]:
        lower = word.lower()
        if lower in known["scales"] and (current is not None or total == 0):
            scale = known["scales"][lower]
            current, is_scaled, last = (1.0 if current is None else current) * scale, True, scale
            if scale >= 1000:
                total, current = total + current, None
            continue
        atom = float(lower.translate(_GROUPING)) if lower[0] in ".0123456789" and lower != "." else None
        atom = known["units"].get(lower, known["tens"].get(lower)) if atom is None else atom
        follows_hundred, follows_tens = last >= 100, 20 <= last < 100 and current is not None
        if atom is not None and ((follows_hundred and atom < last) or (follows_tens and atom < 10)):
            current, last = (current or 0.0) + atom, known["tens"].get(lower, 0.0)
            continue
        if atom is None and lower in (*joins, "a", "an"):
            continue
        if current is not None or total:
            yield total + (current or 0.0), is_scaled
        total, current, last, is_scaled = 0.0, atom, known["tens"].get(lower, 0.0), False


def _says_otherwise(row: Row) -> bool:
    if row["approximation"] == "vague":
        return False
    numbers = read_numbers(row["text"], row["scale_text"])
    foreign = _FOREIGN.sub(lambda found: "." if found[0] == "," else "", row["text"])
    if foreign != row["text"] and numbers:
        numbers |= read_numbers(foreign, row["scale_text"])
    # Both numbers of "6-foot-6" are one.
    n_written = sum(1 for _ in _compose(_WORD.findall(row["text"]), ()))
    if row["kind"] in _COMBINED and n_written > 1 and row["approximation"] != "range":
        return False
    if row["kind"] == "ratio":
        numbers |= {one / other for one, other in product(numbers, numbers) if other}
    if row["approximation"] == "range":
        numbers |= {number * 1000 for number in numbers if number < 1000}  # "20-25,000"
    stated = [row[name] for name in ("value", "low", "high") if row[name] is not None]
    return bool(numbers) and not all(
        any(abs(abs(value) - number) <= TOLERANCE * max(1.0, number) for number in numbers) for value in stated
    )


def _adds_words(row: Row) -> bool:
    text, made = row["text"], row["content"] if "content" in row else row["proposition"]
    if made in text:
        return False
    remaining = iter(_WORDS.findall(text))
    return not all(word in remaining for word in _WORDS.findall(made))


def _has_endless_word(row: Row) -> bool:
    return len(row["body"]) >= LONGEST_WORD and max(map(len, row["body"].split()), default=0) >= LONGEST_WORD


def _lacks_dollars(row: Row) -> bool:
    unit_text = (row["unit_text"] or "").lower()
    return row["kind"] == "money" and row["unit"] is None and any(word in unit_text for word in ("$", "dollar", "buck"))


def _may_mean_others(article: Row | None) -> bool:
    if article is None:
        return True
    return may_mean_other_dollars(article["body"][:OPENING], article["outlet"], article["url"])


def _differs_in_si(row: Row) -> bool:
    if row["si_unit"] is None:
        return False
    factors = _find_factors(row["unit"] or "")
    if factors is None:
        return True
    factor, offset = factors
    offset = 0.0 if row["change"] in ("up", "down", "by") else offset
    pairs = ((row[name], row[f"si_{name}"]) for name in ("value", "low", "high"))
    return any(
        abs(printed * factor + offset - converted) > TOLERANCE * max(abs(converted), abs(offset), 1e-30)
        for printed, converted in pairs
        if printed is not None and converted is not None
    )


@cache
def _find_factors(code: str) -> tuple[float, float] | None:
    """Give what one of a unit is in SI base units beyond zero of it, and what zero is; None where it has no such."""
    name = read_pint_names().get(code, code)
    try:
        zero, one = (_load_registry().Quantity(number, name).to_base_units().magnitude for number in (0.0, 1.0))
    except (pint.PintError, ValueError):
        return None
    return one - zero, zero


@cache
def _load_registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry(non_int_type=float)


def _take(frames: Mapping[str, pd.DataFrame], table: str, *names: str) -> list[Row]:
    """Take columns of a table as rows, beside its key and article; what is not known is None."""
    chosen = frames[table][[*dict.fromkeys((TABLE_BY_NAME[table].key, "article_id", *names))]].astype(object)
    return [
        {str(name): value for name, value in row.items()}
        for row in chosen.where(chosen.notna(), None).to_dict("records")
    ]


def _find(
    rule: str, table: str, rows: Sequence[Row], is_wrong: Callable[[Row], bool], message: str
) -> Iterator[Failure]:
    wrong = [row for row in rows if is_wrong(row)]
    if wrong:
        yield make_failure(rule, table, message, wrong)
