"""The words that the date grammar knows, and the letter that it writes each as."""

from __future__ import annotations

from functools import cache

from tasks.language.numbers import HYPHENS, split_words
from tasks.lexicon import load_lexicon

HOLIDAY_KINDS = ("holidays", "easter", "nth_weekdays", "hebrew", "kislev")


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    """Holidays and names that are no dates, by first word: words, symbol, name; longest first."""
    lexicon = load_lexicon("calendar")
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    named = [name for kind in HOLIDAY_KINDS for name in lexicon[kind]]
    named += lexicon["lunar_new_year"]["names"]
    for symbol, names in (("H", named), (".", lexicon["not_dates"]["phrases"])):
        for name in names:
            words = tuple(split_words(name).lowers)
            table.setdefault(words[0], []).append((words, symbol, name))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def word_symbols() -> dict[str, str]:
    """The letter of each word."""
    lexicon = load_lexicon("calendar")
    table = dict.fromkeys(lexicon["months"], "M") | dict.fromkeys(lexicon["weekdays"], "W")
    table |= dict.fromkeys(lexicon["parts"], "P") | dict.fromkeys(lexicon["seasons"], "S")
    table |= dict.fromkeys(lexicon["days"], "d") | lexicon["symbols"]
    return table | dict.fromkeys(lexicon["units"], "U") | dict.fromkeys(HYPHENS, "-") | {"night": "P"}


@cache
def telling_words() -> frozenset[str]:
    """Every word that the grammar can use; all others only break it."""
    lexicon = load_lexicon("calendar")
    zones = [name.split()[0] for name in (*lexicon["zone_minutes"], *lexicon["zone_places"])]
    return frozenset((*word_symbols(), *phrases(), *lexicon["decades"], *zones, *",()[]\n/", "q", "h", "fy"))


@cache
def naming_words() -> frozenset[str]:
    """Words one of which every time expression without a number holds."""
    lexicon = load_lexicon("calendar")
    sections = ("months", "weekdays", "units", "parts", "seasons", "days", "decades")
    return frozenset((*(word for section in sections for word in lexicon[section]), *phrases(), "q", "h", "fy"))
