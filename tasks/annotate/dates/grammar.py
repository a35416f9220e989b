"""What the grammar of time expressions is made of: rules over one letter a word, and the helpers that read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.resolve import Context
from tasks.annotate.dates.words import Item, Spec
from tasks.lexicon import load_lexicon

Read = tuple[Period | None, Spec | None]
Handler = Callable[[Sequence[Item], Context], Read | None]
# Rules whose first word only leads to the date.
_LEADS = frozenset(("season", "weekend", "bare_day"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what reads it; without a handler its words are no date. With `has_lead` its first only leads."""

    name: str
    pattern: re.Pattern[str]
    handler: Handler | None
    has_lead: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in order of preference, and one pattern for all of them."""

    any_rule: re.Pattern[str]
    rules: tuple[Rule, ...]
    places: Mapping[str, int]


def make_grammar(rules: Sequence[tuple[str, str, Handler | None]]) -> Grammar:
    """Compile rules of (name, pattern, handler)."""
    made = tuple(Rule(name, re.compile(pattern), handler, name in _LEADS) for name, pattern, handler in rules)
    joined = "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in rules)
    return Grammar(re.compile(joined), made, {rule.name: place for place, rule in enumerate(made)})


def unit_of(item: Item) -> str:
    """The unit that a word names: "days" is day."""
    if item.text == "night":
        return "night"
    return str(load_lexicon("calendar")["units"][item.text])


def pick(items: Sequence[Item], symbols: str) -> Item | None:
    """The first item whose symbol is among these."""
    return next((item for item in items if item.symbol in symbols), None)


def which_of(items: Sequence[Item]) -> str | None:
    """The symbol of last, this or next; of "this past", "this coming" the second."""
    found = [item.symbol for item in items if item.symbol in "prx"]
    return next((symbol for symbol in found if symbol != "r"), found[0] if found else None)


def count_of(items: Sequence[Item]) -> float | None:
    """How many units a phrase counts: its number, 1 for "a", None for "a few" and "several"."""
    if pick(items, "v"):
        return None
    number = pick(items, "N")
    if number is not None:
        return number.value
    return 1.0
