"""What shared words and signs of money mean in an article: by its outlet's country, its dateline and its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tasks.annotate.figures.lexicon import load_currencies
from tasks.language.numbers import Words

# What a sign or word that several currencies share means where the outlet is; an empty string: it cannot be told.
Home = Mapping[str, str]

POUNDS = frozenset({"pound", "pounds"})
NEAR_WORDS = 8  # a verb of paying or weighing that far before a number says what its pounds are
_LONGEST_OF_MONEY = 4  # "of taxpayers' money", an apostrophe and an s being words
_DATELINE = re.compile(r"\s*([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,2})\b([^\n]{0,60}?)(?:[—–:]|-{1,2} )")
_STERLING = re.compile(
    r"£|\bsterling\b|\bpence\b|\b(?:millions?|billions?|[mb]n) (?:of )?pounds\b(?! of\b)", re.IGNORECASE
)


def find_home(country: str | None, text: str) -> Home:
    """Say what shared signs and words of money mean in an article.

    A bare "$" is the US dollar where no country of the outlet is known, unless the article is written from a town of
    another dollar country and is no agency's: agencies write "$" for US dollars everywhere. `pounds` is `GBP` where the
    article speaks of pounds as money elsewhere.

    Args:
        country: The outlet's country, ISO 3166-1 alpha-2.
        text: The body.
    """
    home = dict(_home_of(country))
    if country is None and (found := _DATELINE.match(text)) and "(" not in found[2]:
        towns = load_currencies().dollar_towns
        if found[1].lower() in towns:
            home["$"] = ""
    if _STERLING.search(text):
        home.setdefault("pound", "GBP")
        home["pounds"] = home["pound"]
    return home


@cache
def _home_of(country: str | None) -> Home:
    return {"$": "USD", **load_currencies().home.get(country or "", {})}


def read_pounds(words: Words, number_at: int, end: int, home: Home) -> str | None:
    """Tell pounds of money from pounds of weight.

    Args:
        words: The body's words.
        number_at: The first word of the number.
        end: The word behind "pounds".
        home: What shared words mean in the article.

    Returns:
        The currency, or None for weight.
    """
    lexicon = load_currencies().pounds
    before = {words.lower(at) for at in range(max(0, number_at - NEAR_WORDS), number_at)}
    after = words.lower(end)
    if after == "of" or words.lower(end - 2) in ("-", "‑") or not before.isdisjoint(lexicon.weighing):
        return None
    if after in lexicon.heavy or (after == "per" and words.lower(end + 1) in ("square", "cubic")):
        return None
    is_paid = not before.isdisjoint(lexicon.paying) or after in lexicon.paid
    is_rate = after in ("a", "an", "per") and words.lower(end + 1) in lexicon.rates
    return home.get("pound", "GBP") if is_paid or is_rate else home.get("pounds")


def are_pounds_of_money(words: Words, number_at: int, of_at: int) -> bool:
    """Whether "of" behind pounds leads to money, or they are spent: "8 million pounds of public money"."""
    lexicon = load_currencies().pounds
    if words.lower(number_at - 1) in lexicon.spending:
        return True
    for at in range(of_at + 1, of_at + 1 + _LONGEST_OF_MONEY):
        word = words.lower(at)
        if word in lexicon.monies:
            return True
        if word in lexicon.foods or not (word.isalpha() or word in ("'", "\u2019")):
            return False
    return False
