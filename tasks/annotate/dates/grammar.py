"""The matcher of time expressions: patterns that name symbols, each with what reads the words that it matches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.items import Item, Spec
from tasks.annotate.dates.lexicon import SYMBOLS, Symbol
from tasks.annotate.dates.resolve import Context
from tasks.errors import BUG, SaysoError

Read = tuple[Period | None, Spec | None]
Handler = Callable[[Sequence[Item], Context], Read | None]

# The patterns run as regular expressions over one letter a symbol; no other file knows the letters.
_ALPHABET = (letter for code in range(256) if (letter := chr(code)).isalnum())
_LETTERS: Mapping[Symbol, str] = dict(zip(SYMBOLS, _ALPHABET, strict=False))
# Names that patterns use for several symbols, and for stretches.
_KINDS: Mapping[str, tuple[Symbol, ...]] = {"day": ("number", "ordinal"), "which": ("last", "this", "next")}
_STRETCHES: Mapping[str, str] = {
    "so_many": "({number} | {a} | {a} {few} | {few})",
    "of_year": "({comma}? {of}? {year})",
    # As in "9 a.m. EDT (1300 GMT)", and in "9 a.m. local time".
    "clock_time": "({clock} {its_zone}? ({paren} {clock} ({zone} | {local} {time})? {paren_end})?)",
    "its_zone": "({paren}? {zone} {paren_end}? | {local} {time})",
}
_PIECE = re.compile(r"\{(?P<names>[^{}]*)\}|(?P<opening>\((?:\?<?[!=])?)|(?P<sign>[)|?])|\s+")


class PatternError(SaysoError):
    """A pattern of the grammar says what the matcher does not know."""

    exit_code = BUG


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern with what reads it.

    Attributes:
        name: What a date says that it was read by.
        pattern: Alternatives in the language of `compile_pattern`.
        handler: What reads the matched words; without one they are no date.
        has_lead: Whether its first word only leads to the date.
        is_slashed: Whether it reads a month and a day with a slash.
    """

    name: str
    pattern: re.Pattern[str]
    handler: Handler | None
    has_lead: bool
    is_slashed: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules in order of preference, and one pattern for all of them."""

    any_rule: re.Pattern[str]
    rules: tuple[Rule, ...]
    places: Mapping[str, int]

    def reduce(self, items: list[Item], letters: str, context: Context) -> tuple[list[Item], str]:
        """Replace every match that its handler can read by one item; what no handler reads stays."""
        made: list[Item] = []
        spelled: list[str] = []
        done = at = 0
        while found := self.any_rule.search(letters, at):
            start = found.start()
            for rule in self.rules[self.places[found.lastgroup or ""] :]:
                match = rule.pattern.match(letters, start)
                replacement = _apply(rule, items[start : match.end()], context) if match else None
                if match and replacement is not None:
                    made += [*items[done:start], *replacement]
                    spelled += [letters[done:start], _write(replacement)]
                    done = at = match.end()
                    break
            else:
                at = start + 1
        return made + items[done:], "".join(spelled) + letters[done:]


def read_dates(items: list[Item], grammars: Sequence[Grammar], context: Context) -> list[Item]:
    """Read the symbols of a text by one grammar after the other."""
    letters = _write(items)
    for grammar in grammars:
        items, letters = grammar.reduce(items, letters, context)
    return items


def _write(items: Sequence[Item]) -> str:
    return "".join([_LETTERS[item.symbol] for item in items])


def rule(name: str, handler: Handler | None, *patterns: str, has_lead: bool = False, is_slashed: bool = False) -> Rule:
    """Make a rule of alternative patterns, the first of which that matches counts.

    Raises:
        PatternError: A pattern names what is no symbol.
    """
    joined = "|".join(map(_spell, patterns))
    return Rule(name, re.compile(joined), handler, has_lead=has_lead, is_slashed=is_slashed)


def make_grammar(*rules: Rule) -> Grammar:
    """Put rules together, the preferred ones first."""
    joined = "|".join(f"(?P<{rule.name}>{rule.pattern.pattern})" for rule in rules)
    return Grammar(re.compile(joined), rules, {rule.name: place for place, rule in enumerate(rules)})


def _spell(pattern: str) -> str:
    """Write a pattern in letters.

    `{month}` is one symbol, `{date|of}` one of two; parentheses group, also as `(?!…)` and `(?<=…)`; `|` and `?` are
    those of regular expressions; spaces only part.
    """
    spelled: list[str] = []
    at = 0
    while at < len(pattern):
        piece = _PIECE.match(pattern, at)
        if piece is None:
            raise PatternError(f"the pattern {pattern!r} has no meaning from {pattern[at:]!r} on")
        if piece["names"] is not None:
            spelled.append(_spell_names(piece["names"], pattern))
        elif piece["opening"]:
            spelled.append("(?:" if piece["opening"] == "(" else piece["opening"])
        else:
            spelled.append(piece["sign"] or "")
        at = piece.end()
    return "".join(spelled)


def _spell_names(names: str, pattern: str) -> str:
    if names in _STRETCHES:
        return _spell(_STRETCHES[names])
    letters = "".join(_letters_of(names.split("|"), pattern))
    return letters if len(letters) == 1 else f"[{letters}]"


def _letters_of(names: Iterable[str], pattern: str) -> Iterable[str]:
    for name in names:
        letters = [letter for symbol, letter in _LETTERS.items() if symbol in _KINDS.get(name, (name,))]
        if not letters:
            raise PatternError(f"the pattern {pattern!r} names {name!r}, which is no symbol")
        yield from letters


def _apply(rule: Rule, matched: list[Item], context: Context) -> list[Item] | None:
    if rule.handler is None:
        return [replace(item, symbol="other") for item in matched]
    try:
        read = rule.handler(matched, context)
    except (ValueError, OverflowError):  # out of the calendar: no date
        return None
    if read is None or read[0] is None:
        return None
    first = matched[0]
    lead = 1 if first.symbol == "at" or (rule.has_lead and first.symbol not in _NO_LEADS) else 0
    period = read[0] if read[0].rule else replace(read[0], rule=rule.name)
    made = Item("date", matched[lead].start, matched[-1].end, period=period, spec=read[1], is_slashed=rule.is_slashed)
    return [*matched[:lead], made]  # the lead may open a range: "from 10/1 to 11/7"


# What belongs to the date although it stands first in a rule with a lead: "this season", not "in spring".
_NO_LEADS: tuple[Symbol, ...] = ("season", "last", "this", "next", "the", "slash_day")
