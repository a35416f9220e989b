"""Patterns of the date grammar: every one compiles from names, and a name that is none is refused with its pattern."""

from __future__ import annotations

import re

import pytest

from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.grammar import PatternError, make_grammar, read_dates, rule
from tasks.annotate.dates.items import Item
from tasks.annotate.dates.lexicon import SYMBOLS, load_calendar
from tasks.annotate.dates.rules import GRAMMARS


def spell(*symbols):
    """Items of such symbols, a character each."""
    return [Item(symbol, place, place + 1) for place, symbol in enumerate(symbols)]


def matches(pattern, *symbols):
    """How many of these symbols a pattern takes."""
    taken = []
    grammar = make_grammar(rule("tried", lambda items, context: taken.append(len(items)), pattern))
    read_dates(spell(*symbols), [grammar], None)
    return taken[0] if taken else 0


@pytest.mark.parametrize("one", [one for grammar in GRAMMARS for one in grammar.rules], ids=lambda one: one.name)
def test_pattern_compiles(one):
    assert one.pattern.pattern
    assert one.pattern.match("") is None


def test_rules_have_names_of_their_own():
    names = [one.name for grammar in GRAMMARS for one in grammar.rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_symbol_stands_for_itself(symbol):
    others = [other for other in SYMBOLS if other != symbol]
    assert matches(f"{{{symbol}}}", symbol) == 1
    assert not any(matches(f"{{{symbol}}}", other) for other in others)


@pytest.mark.parametrize(
    ("pattern", "symbols", "n_taken"),
    [
        ("{the}? {ordinal} {of}? {month}", ["the", "ordinal", "of", "month"], 4),
        ("{the}? {ordinal} {of}? {month}", ["ordinal", "month"], 2),
        ("{the}? {ordinal} {of}? {month}", ["the", "number", "month"], 0),
        ("{day} {month}", ["number", "month"], 2),
        ("{which|following} {weekday}", ["following", "weekday"], 2),
        ("{month} {of_year}?", ["month", "comma", "year"], 3),
        ("{month} (?!{day})", ["month", "ordinal"], 0),
        ("(?<={by}) {unit} {end}", ["by", "unit", "end"], 2),
        ("({number} | {a} {few}) {unit}", ["a", "few", "unit"], 3),
    ],
)
def test_pattern_takes(pattern, symbols, n_taken):
    assert matches(pattern, *symbols) == n_taken


@pytest.mark.parametrize("pattern", ["{the}? {ordinl} {month}", "{month|weekdays}", "{} {month}", "{the }{month}"])
def test_unknown_name_is_refused_with_its_pattern(pattern):
    with pytest.raises(PatternError, match=re.escape(repr(pattern))):
        rule("tried", None, pattern)


@pytest.mark.parametrize("pattern", ["M{day}", "{month", "{month}*", "{month}.{year}", "[{month}]"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(PatternError, match=re.escape(repr(pattern))):
        rule("tried", None, pattern)


def test_every_word_of_a_symbol_has_it_alone():
    words = [word for listed in load_calendar().symbols.values() for word in listed]
    assert len(words) == len(set(words))


def test_what_no_handler_reads_stays():
    grammar = make_grammar(
        rule("refused", lambda items, context: None, "{month} {day}"),
        rule("read", lambda items, context: (Period(None, None, "month"), None), "{month}"),
    )
    made = read_dates(spell("the", "month", "number"), [grammar], None)
    assert [(item.symbol, item.start, item.end) for item in made] == [("the", 0, 1), ("date", 1, 2), ("number", 2, 3)]
    assert made[1].period == Period(None, None, "month", rule="read")
