"""What an article's own words say of its pounds and dollars, and of numbers that stand beside others."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


def figures(parse, text):
    return [(figure.kind, figure.unit) for figure in find_figures(Body(parse(text)), [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He repaid some 110,000 pounds.", [("money", "GBP")]),
        ("The house is worth 385,000 pounds.", [("money", "GBP")]),
        ("The wage will rise to 15 pounds an hour.", [("money", "GBP")]),
        ("It cost £5 in May. He took 300 pounds from her.", [("money", "GBP"), ("money", "GBP")]),
        ("The baby weighed 7 pounds.", [("measure", "[lb_av]")]),
        ("It cost £5 in May. The baby weighed 7 pounds.", [("money", "GBP"), ("measure", "[lb_av]")]),
        ("Police bought 400 pounds of flour.", [("measure", "[lb_av]")]),
        ("They paid for a 50-pound bag.", [("measure", "[lb_av]")]),
        ("Plants recalled 12 million pounds of beef.", [("measure", "[lb_av]")]),
        ("It cost £5 in May. The port needs billions of pounds of work.", [("money", "GBP"), ("money", "GBP")]),
        ("The plan costs 8 million pounds of public money.", [("money", "GBP")]),
        ("It spent 3 million pounds of taxpayers' money.", [("money", "GBP")]),
        ("The mill lost 2 billion pounds of value.", [("money", "GBP")]),
        ("The camp got 3 million pounds of food aid.", [("measure", "[lb_av]")]),
        ("OTTAWA—The plan would cost $6 billion.", [("money", None)]),
        ("TORONTO (Reuters) - The plan would cost $6 billion.", [("money", "USD")]),
        ("BOSTON—The plan would cost $6 billion.", [("money", "USD")]),
        ("Two of the men, both 17, were students.", [("count", None), ("age", "a")]),
        ("The brothers, aged 12 and 14, left.", [("age", "a"), ("age", "a")]),
        ("The mill stopped by 1230 GMT.", []),
        ("Position: keeper\nAge: 19\nTown: Oslo", [("age", "a")]),
        ("Average age: 42", [("age", "a")]),
        ("Turnout in Velden by age: 18 percent of those.", [("percent", "%")]),
        ("Of any age: 12 people came.", [("count", None)]),
        ("Ice Age: 5 films", [("count", None)]),
        ("Drinking age: 21 states raised it.", [("count", None)]),
        ("“[12] people died in the fire,” Ann Roe said.", [("count", None)]),
        ("About [300] people came.", [("count", None)]),
        ("The mill cost $[5] million.", [("count", None)]),
        ("Murders rose to 12 (9): a record.", [("count", None), ("count", None)]),
        ("Murders rose to 12 (9): 3 were in Velden.", [("count", None)] * 3),
        ("It is from PNAS 120 (52): 1-9.", []),
        ("Alarms are common in the wards[2], says a note. It is from MILLS 120 (52): e14.", []),
    ],
)
def test_kind_and_unit_by_the_article(parse, text, expected):
    assert figures(parse, text) == expected


def test_how_people_are_is_not_what_is_counted(parse):
    found = find_figures(Body(parse("It left three people dead and five hurt.")), [])
    assert [figure.counted for figure in found] == ["people", "people"]
