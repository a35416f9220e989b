"""Every rule that a figure may name: a sentence that it reads, and its place in the code and in the package's page."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tasks.annotate import figures
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body

FOLDER = Path(figures.__file__).parent

RULES = {
    "ages.after": "The 61-year-old man fell.",
    "ages.around": "The boy is aged 12 now.",
    "ages.bracket": "His daughter Ann Roe (10 months) slept.",
    "ages.decade": "He is in his late 30s now.",
    "ages.level": "The median age there was 31.",
    "ages.name": "Jane Roe, 42, won the seat.",
    "ages.person_noun": "The child, 4, was found.",
    "fractions.feet": "He is 6-foot-4 in socks.",
    "fractions.of_scale": "It cost three quarters of a billion euros.",
    "fractions.share": "One in five children goes hungry.",
    "fractions.slash": "It takes 1/2 pound of butter.",
    "fractions.words": "About two-thirds of the miners left.",
    "money.after": "The firm earned 700 million yen abroad.",
    "money.before": "The firm earned $1.2bn abroad.",
    "range.counted": "The dam killed 12-18 miners.",
    "range.joined": "Between 5 and 7 million people came.",
    "range.lent": "The rate rose from 5 to 7 percent.",
    "range.odds": "They have a two-to-one edge.",
    "range.vote": "The Senate voted 52-48 to end it.",
    "reader.count": "The blast killed 40 miners.",
    "reader.multiple": "Prices are three times higher there.",
    "series.lent": "Sales rose 2, 3 and 4 percent.",
    "sizes.lent": "The room is 10 by 12 feet.",
    "compounds.joined": "The baby weighed 7lb 4oz.",
    "units.duration": "He was jailed for three years.",
    "units.magnitude": "A magnitude 6.1 quake struck.",
    "units.measure": "The road is 40 miles long.",
    "units.part": "It is half a mile away.",
    "units.percent": "Turnout was 61.5 percent there.",
    "vague.bare_fraction": "Output fell by a third.",
    "vague.few": "Several hundred people came.",
    "vague.few_things": "A couple of shops burned.",
    "vague.fraction": "A third of the miners left.",
    "vague.half": "Half of the miners left.",
    "vague.half_as_much": "It is half the size of Rome.",
    "vague.multiple": "The toll doubled within days.",
    "vague.plural": "Thousands of people came.",
    "vague.quarter_of_scale": "A quarter of a million people came.",
}


@pytest.mark.parametrize("rule", RULES)
def test_a_figure_names_the_rule_that_read_it(parse, rule):
    assert find_figures(Body(parse(RULES[rule])), [])[0].rule == rule


def test_every_rule_of_the_code_has_its_sentence():
    assert {rule for _, rule in _list_rules()} == set(RULES)


def test_the_name_of_a_rule_leads_to_its_file():
    assert [(path.name, rule) for path, rule in _list_rules() if rule.split(".")[0] != path.stem] == []


def test_the_page_of_the_package_names_every_rule():
    page = figures.__doc__ or ""
    assert [rule for rule in RULES if f"`{rule.split('.')[1]}`" not in page] == []


def _list_rules() -> list[tuple[Path, str]]:
    """Every string of the package's code that reads as the name of a rule: a file's name, a dot, a name."""
    paths = sorted(FOLDER.glob("*.py"))
    stems = {path.stem for path in paths}
    strings = [
        (path, node.value)
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [
        (path, text)
        for path, text in strings
        if text.partition(".")[0] in stems and text.partition(".")[2].isidentifier()
    ]
