"""The thing counted: the sentence first, what each of its figures counts after it."""

from __future__ import annotations

import pytest

from tasks.annotate.figures import find_figures


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("One of the gunmen fled.", ["gunmen"]),
        ("Five of 10 cases were confirmed.", ["cases", "cases"]),
        ("It won 27 of the hall's 120 seats.", ["seats", "seats"]),
        ("About 46 percent of the 700,000 residents are poor.", ["residents", "residents"]),
        ("A 51-vote majority is enough.", ["vote"]),
        ("It is a 74-page report.", ["page"]),
        ("It has a 3 cylinder engine.", ["cylinder"]),
        ("They sent 40,000 fully equipped troops.", ["fully equipped troops"]),
        ("They sent 762,000 of these \u201cdiscouraged\u201d workers home.", ["\u201cdiscouraged\u201d workers"]),
        ("It counted millions of hard-working people.", ["hard-working people"]),
        ("The number of refugees rose to 1.2 million.", ["refugees"]),
        ("It holds 40 families of four.", ["families", None]),
        ("It gained 40,000 jobs last month and 39,000 in May.", ["jobs", "jobs"]),
        ("It gained 14,000 last month.", [None]),
        ("The state paid $5 million in damages.", ["damages"]),
        ("They bought $30 million worth of arms.", ["arms"]),
        ("He kept $2 million in secret accounts.", [None]),
        ("Car sales rose 5 percent.", ["Car sales"]),
        ("They saw a 5 percent rise in car sales.", ["car sales"]),
        ("The agency noted a 37 percent increase.", [None]),
        ("They rose 5 percent.", [None]),
        ("Around 3,000 guards came, with a total of 10,000 expected.", ["guards", "guards"]),
        ("Some 1.5 million Chilean miners and their wives came.", ["Chilean miners"]),
        ("Three-quarters of women agree.", ["women"]),
        ("One in five adults agrees.", ["adults"]),
        ("Police held 60 farmers, 15 of them minors.", ["farmers", "farmers"]),
        ("There were 40 guests, three of whom left.", ["guests", "guests"]),
        ("The five fled, two of them on foot.", [None]),
        ("The victims, 12 in all, were miners.", ["victims"]),
        ("The young miners, five of them women, came home.", ["young miners"]),
        ("Deaths from the fever topped 1,200 then.", ["Deaths"]),
        ("New cases fell to 300 from 412.", ["New cases", "New cases"]),
        ("The state has 40 cases, and deaths rose to 12.", ["cases", "deaths"]),
        ("Shares rose to 412.", [None]),
        ("It shut three of the park\u2019s most popular trails.", ["park\u2019s most popular trails"]),
        ("It spent $50 million of Acme's $10 billion.", [None, None]),
        ("They asked 66 percent of 18-to-29 year-olds.", [None, None]),
        ("Services gained 24,000.", [None]),
        ("The gauge ended at 16,369, up 58 points.", ["points", "points"]),
        ("Two of the five were armed.", [None, None]),
        ("The rate was 6.6 per 100,000 in May.", [None]),
        ("The ship carried 14,000 20-foot containers.", ["20-foot containers", None]),
    ],
)
def test_the_thing_counted(parse, sentence, counted):
    assert [figure.counted for figure in find_figures(parse(sentence), [])] == counted
