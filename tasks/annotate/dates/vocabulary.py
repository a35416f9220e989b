"""Which symbol each word of the date grammar is."""

from __future__ import annotations

from functools import cache

from tasks.annotate.dates.lexicon import Symbol, load_calendar
from tasks.language.numbers import HYPHENS, split_words

MARKS: dict[str, Symbol] = {
    ",": "comma", "(": "paren", ")": "paren_end", "[": "bracket", "]": "bracket_end", "/": "slash", "\n": "line_break",
}  # fmt: skip
# Words of which a number makes a quarter, a half or a fiscal year: Q1, H2, FY17; each with its greatest number.
SHORT_PERIODS = {"q": 4, "h": 2, "fy": 99}


@cache
def phrases() -> dict[str, list[tuple[tuple[str, ...], Symbol, str]]]:
    """Holidays and names that are no dates, by first word: words, symbol, name; longest first."""
    calendar = load_calendar()
    kinds = (
        calendar.holidays,
        calendar.easter,
        calendar.orthodox_easter,
        calendar.nth_weekdays,
        calendar.hebrew,
        calendar.kislev,
    )
    named = [*(name for kind in kinds for name in kind), *calendar.lunar_new_year.names]
    table: dict[str, list[tuple[tuple[str, ...], Symbol, str]]] = {}
    both: tuple[tuple[Symbol, list[str]], ...] = (("holiday", named), ("other", list(calendar.not_dates)))
    for symbol, names in both:
        for name in names:
            words = tuple(split_words(name).lowers)
            table.setdefault(words[0], []).append((words, symbol, name))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def word_symbols() -> dict[str, Symbol]:
    """The symbol of each word; of two that claim it the later."""
    calendar = load_calendar()
    table: dict[str, Symbol] = dict.fromkeys(calendar.months, "month")
    table |= dict.fromkeys(calendar.weekdays, "weekday")
    table |= dict.fromkeys(calendar.parts, "part")
    table |= dict.fromkeys(calendar.seasons, "season")
    table |= dict.fromkeys(calendar.days, "today")
    for symbol, words in calendar.symbols.items():
        table |= dict.fromkeys(words, symbol)
    table |= dict.fromkeys(calendar.units, "unit")
    table |= dict.fromkeys(HYPHENS, "hyphen")
    return table | {"night": "part"}


@cache
def telling_words() -> frozenset[str]:
    """Every word that the grammar can use; all others only break it."""
    calendar = load_calendar()
    zones = [name.split()[0] for name in (*calendar.zone_minutes, *calendar.zone_places)]
    return frozenset((*word_symbols(), *phrases(), *calendar.decades, *zones, *MARKS, *SHORT_PERIODS))


@cache
def naming_words() -> frozenset[str]:
    """Words one of which every time expression without a number holds."""
    calendar = load_calendar()
    names = (*calendar.months, *calendar.weekdays, *calendar.units, *calendar.parts, *calendar.seasons)
    return frozenset((*names, *calendar.days, *calendar.decades, *phrases(), *SHORT_PERIODS))
