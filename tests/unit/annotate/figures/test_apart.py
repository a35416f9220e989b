"""What a figure measures that the words beside it leave out: the sentence first, measured and whose of each figure."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("The lamp is old. It costs $4.", [("lamp", None)]),
        ("The lamp is old. It’s $26.", [("lamp", None)]),
        ("The lamp won a prize. It is $26.", [(None, None)]),
        ("The agency fined Kestrel. It is $3 million.", [(None, None)]),
        ("Kestrel sold the barn. It is $3 million in debt.", [(None, None)]),
        ("The board is late. It is $3 million over budget.", [(None, None)]),
        ("The lamp is old. It costs $4 a month.", [("lamp", None)]),
        ("Acme launched a lamp. It is priced at $40.", [("lamp", None)]),
        ("Jan Roe sold it. It costs $4.", [("costs", None)]),
        ("The clerk left. It was $4.", [(None, None)]),
        ("A monthly subscription works out at only $2.91.", [("monthly subscription", None)]),
        ("That fee worked out to about $165.", [("fee", None)]),
        ("They put taxes on incomes exceeding $250,000.", [("incomes", None)]),
        ("He was blamed for cutting $700 billion from Medicare.", [(None, "Medicare")]),
    ],
)
def test_what_costs_so_much(parse, text, measured):
    assert [(each.measured, each.measured_of) for each in find_figures(Body(parse(text)), [])] == measured


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        (
            "It is a diverse district: 68 percent white, 20 percent black, 5 percent Latino.",
            ["white", "black", "Latino"],
        ),
        ("Roe won 52 percent statewide, Doe 40 percent overall.", [None, None]),
        ("Sales rose 3 percent Monday and 4 percent Tuesday.", ["Sales", "Sales"]),
        ("Views are split: 49 percent favor it, while 47 percent oppose it.", ["favor", "oppose"]),
    ],
)
def test_shares_of_kinds_of_people(parse, text, measured):
    assert [each.measured for each in find_figures(Body(parse(text)), [])] == measured


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("The vote was 55 percent Liberal, 35 percent Green.", ["vote", "vote"]),
        ("The city is 61 percent white, 30 percent Latino, and 5 percent Asian.", ["city"] * 3),
        ("The city is 61 percent white, the county 30 percent Latino.", ["city", None]),
    ],
)
def test_shares_in_a_row_are_of_one_thing(parse, text, of):
    assert [each.measured_of for each in find_figures(Body(parse(text)), [])] == of


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("The missile traveled about 435 miles.", [("traveled", "missile")]),
        ("The drone flew 90 miles.", [("flew", "drone")]),
        ("The couriers rode 30 miles.", [("rode", "couriers")]),
        ("The champion swam 12 miles.", [("swam", "champion")]),
        ("The marchers walked 40 miles.", [("walked", "marchers")]),
        ("The mill lies 40 miles away.", [(None, None)]),
        ("He was measured at 6ft 3ins.", [(None, None)]),
    ],
)
def test_how_far_somebody_went(parse, text, measured):
    assert [(each.measured, each.measured_of) for each in find_figures(Body(parse(text)), [])] == measured


def test_a_share_in_ten_is_of_those_of_the_one_before(parse):
    (_, share) = find_figures(Body(parse("Eight in 10 nurses opposed it and only about 1 in 10 were for it.")), [])
    assert share.counted == "nurses"


@pytest.mark.parametrize("text", ["Car sales rose 5 percent.", "They saw a 5 percent rise in car sales."])
def test_what_rose_is_measured_and_not_counted(parse, text):
    (figure,) = find_figures(Body(parse(text)), [])
    assert (figure.counted, (figure.measured or "").lower()) == (None, "car sales")
