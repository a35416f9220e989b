"""Lists of `data/lexicon` that a value must be of: countries, currencies, units; and what number words are worth."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any

from expectations.folders import LEXICON_FOLDER

LISTS = ("countries", "currencies", "units", "shared_money")
_KINDS_OF_UNITS = ("percent", "duration", "measure", "measure_cased")


@cache
def list_codes(name: str) -> tuple[str, ...]:
    """List the codes that a rule calls `{name}`.

    Args:
        name: `countries` (ISO 3166-1 alpha-2), `currencies` (ISO 4217, and hundredths such as `GBP-penny`), `units`
            (UCUM, of percentages, durations and measures) or `shared_money` (words of money that several countries
            share, in lower case, without a plural's s).

    Returns:
        The codes in alphabetical order.
    """
    if name == "countries":
        return tuple(sorted(_read("countries")["countries"]))
    if name == "units":
        return tuple(sorted({code for kind in _KINDS_OF_UNITS for code in _read("units")[kind].values()}))
    lexicon = _read("currencies")
    homes = lexicon["home"].values()
    if name == "shared_money":
        words = {word for table in ("letters", "words") for word, code in lexicon[table].items() if code in ("", "$")}
        shared = words | {word for home in homes for word in home}
        return tuple(sorted({word.lower().removesuffix("s") for word in shared}))
    tables = ("signs", "dollar_letters", "letters", "words", "nationalities", "parts", "cents")
    codes = {code for table in tables for code in lexicon[table].values()} | {*lexicon["codes"]}
    codes |= {code for home in homes for code in home.values()}
    return tuple(sorted(codes - {"", "$", "RMB"}))  # RMB is written, and CNY its code


def list_placeholders() -> tuple[str, ...]:
    """List what dumps write where there is no value, in lower case."""
    return tuple(_read("record_fields")["missing"]["values"])


def may_mean_other_dollars(opening: str, outlet: str | None, url: str | None) -> bool:
    """Say whether a bare dollar sign of an article may stand for a currency that cannot be told.

    Args:
        opening: The beginning of its body, where a dateline may name a town of Canada or Australia, say.
        outlet: Who published it, by name or address.
        url: Its address.
    """
    towns: list[str] = _read("currencies")["dollar_towns"]
    if any(town in opening.lower() for town in towns):
        return True
    countries = {country for country, words in _read("currencies")["home"].items() if words.get("$") == ""}
    outlets = _read("outlets")
    known = {name for table in ("hosts", "names") for name, country in outlets[table].items() if country in countries}
    endings = rf"\.(?:{'|'.join(sorted(countries)).lower()})(?:[:/]|$)"
    return any(
        re.search(endings, text) is not None or any(name in text for name in known)
        for text in ((outlet or "").lower(), (url or "").lower())
    )


@cache
def read_number_words() -> dict[str, dict[str, Any]]:
    """Read what number words are worth, by use: units, tens, scales, suffixes, fractions, ordinals, vague."""
    lexicon = _read("numbers")
    return {name: lexicon[name] for name in ("units", "tens", "scales", "suffixes", "fractions", "ordinals", "vague")}


@cache
def read_pint_names() -> dict[str, str]:
    """Read what pint calls a unit, by its code where that is another; an empty name: it has no SI counterpart."""
    names: dict[str, str] = _read("units")["pint"]
    return names


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON_FOLDER / f"{name}.toml").read_text("utf-8"))
