"""How news writes its numbers: one table a construction; the sentence first, what is read of it after it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)


def figures(parse, sentence, country=None):
    doc = parse(sentence)
    return find_figures(Body(doc), find_dates(Body(doc), PUBLISHED), country)


def values(parse, sentence):
    return [
        (figure.kind, figure.unit, figure.value if figure.value is not None else (figure.low, figure.high))
        for figure in figures(parse, sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "approximation", "text"),
    [
        ("They hired no fewer than 20 clerks.", "at_least", "no fewer than 20"),
        ("They hired upwards of 20 clerks.", "over", "upwards of 20"),
        ("They paid north of $30 million.", "over", "north of $30 million"),
        ("They hired slightly more than 20 clerks.", "over", "slightly more than 20"),
        ("The council sued the mayor over two laws.", None, "two"),
        ("Hosts rotate over a three-year cycle.", None, "three-year"),
        ("They had over three clerks.", "over", "over three"),
        ("Holm lost by over three seats.", "over", "over three"),
        ("It rose from over two mills.", "over", "over two"),
        ("Deaths topped 1,200 there.", "over", "topped 1,200"),
        ("They hired just shy of 90 clerks.", "under", "just shy of 90"),
        ("They hired well under 90 clerks.", "under", "well under 90"),
        ("There is less than a 1 percent chance.", "under", "less than a 1 percent"),
        ("They saw about a 20 percent drop.", "about", "about a 20 percent"),
        ("They hired 300-plus clerks.", "at_least", "300-plus"),
        ("They hired 40-odd clerks.", "about", "40-odd"),
        ("A hundred-odd clerks came.", "about", "A hundred-odd"),
        ("The toll is 41 and counting.", "at_least", "41 and counting"),
        ("Give $3 or more to the fund.", "at_least", "$3 or more"),
        ("Rents start at $500.", "at_least", "start at $500"),
        ("Rents are $500 minimum.", "at_least", "$500 minimum"),
        ("The hall holds 300 clerks or more.", "at_least", "300"),
        ("They handed over hundreds of files.", "vague", "hundreds"),
        ("The rate inched back up to 4.8 percent.", None, "4.8 percent"),
        ("It costs $5 plus tax.", None, "$5"),
        ("It is a $15 minimum wage.", None, "$15"),
        ("At least a 60-vote majority is needed.", "at_least", "At least a 60"),
        ("It is no larger than 40 acres.", "at_most", "no larger than 40 acres"),
        ("They set a minimum 30 percent tax.", "at_least", "a minimum 30 percent"),
        ("The loss approached $3 million.", "about", "approached $3 million"),
        ("The car was approaching two women.", None, "two"),
        ("He lives within 30 miles.", "at_most", "within 30 miles"),
        ("It is greater than or equal to 40 percent.", "at_least", "greater than or equal to 40 percent"),
        ("The hall holds 40 clerks at most.", "at_most", "40"),
        ("She won by more than a 9-point margin.", "over", "more than a 9"),
    ],
)
def test_bounds_and_what_only_looks_like_one(parse, sentence, approximation, text):
    figure = figures(parse, sentence)[0]
    assert (figure.approximation, sentence[figure.start : figure.end]) == (approximation, text)


def test_a_bound_of_the_next_number_is_not_the_first_ones(parse):
    first, second = figures(parse, "It hurt 30 and over 40 more.")
    assert (first.approximation, second.approximation) == (None, "over")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The tower is 27 square-miles in all.", [("measure", "[smi_us]", 27)]),
        ("It is a 70,000-square-kilometer park.", [("measure", "km2", 70000)]),
        ("It covers 1,200 km2 of land.", [("measure", "km2", 1200)]),
        ("A magnitude-6.1 quake hit.", [("measure", "{magnitude}", 6.1)]),
        ("A 7.8-magnitude quake hit.", [("measure", "{magnitude}", 7.8)]),
        ("They punch back ten times harder.", [("multiple", None, 10)]),
        ("They lost three times over the summer.", [("count", None, 3)]),
        ("The 1 percenters will pay.", []),
        ("Police took the first 111 call.", []),
        ("Baker, 59, had a contract that ran for years.", [("age", "a", 59)]),
        ("The dozen lawmakers met.", [("count", None, 12)]),
        ("The dozen met.", []),
        ("The town was ground zero for the fire.", []),
        ("(1) The report outlined the rules.", []),
        ("They failed. (2) The rules left many poor.", []),
        ("The ten (10) clerks left.", [("count", None, 10)]),
        ("They hired 747 clerks.", [("count", None, 747)]),
        ("Gold fell $12 to $1,934.", [("money", "USD", 12), ("money", "USD", 1934)]),
        ("Prices fell 5 to 7 percent.", [("percent", "%", (5, 7))]),
        ("He is 6-foot-4 tall.", [("measure", "[ft_i]", 6.3333)]),
        ("She is 5'3\" tall.", [("measure", "[ft_i]", 5.25)]),
        ("He won the 100m race twice.", [("measure", "m", 100)]),
        ("It has a 7- or 8-inch screen.", [("measure", "[in_i]", 7), ("measure", "[in_i]", 8)]),
        ("It is a 3- to 5-mile walk.", [("measure", "[mi_i]", (3, 5))]),
        ("Turnout rose from 40 to 45 percent.", [("percent", "%", 40), ("percent", "%", 45)]),
        ("Sales rose from 3 to 4 million cars.", [("count", None, 3e6), ("count", None, 4e6)]),
        ("It draws 1 mW.", [("measure", "mW", 1)]),
        ("It runs for 20 total hours.", [("duration", "h", 20)]),
        ("It took 2.9s.", [("duration", "s", 2.9)]),
        ("There was a 10-fold rise.", [("multiple", None, 10)]),
        ("He sold half a dozen cars.", [("count", None, 6)]),
        ("He sold a half-million cars.", [("count", None, 5e5)]),
        ("It ran three-and-a-half hours.", [("duration", "h", 3.5)]),
    ],
)
def test_joined_units_and_shared_ones(parse, sentence, expected):
    assert values(parse, sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "low", "high", "approximation"),
    [
        ("Girls as young as 11 can join.", 11, None, "at_least"),
        ("Adults 65 and older can join.", 65, None, "at_least"),
        ("Anyone under the age of 18 can join.", None, 18, "under"),
        ("Children under 5 can join.", None, 5, "under"),
        ("Men aged 18-24 can join.", 18, 24, "range"),
        ("Men aged 18 to 24 can join.", 18, 24, "range"),
        ("The 20- to 30-year-olds can join.", 20, 30, "range"),
        ("Men in their late 30s can join.", 30, 39, "range"),
        ("Children under 5 ride free.", None, 5, "under"),
        ("A poll of people ages 18 to 29 tells of the vote.", 18, 29, "range"),
    ],
)
def test_ages(parse, sentence, low, high, approximation):
    (figure,) = figures(parse, sentence)
    assert (figure.kind, figure.unit, figure.low, figure.high) == ("age", "a", low, high)
    assert figure.approximation == approximation


@pytest.mark.parametrize(
    ("sentence", "country", "unit"),
    [
        ("It cost 300 pesos there.", None, None),
        ("It cost 300 pesos there.", "PH", "PHP"),
        ("It cost 300 Mexican pesos there.", "PH", "MXN"),
        ("It cost 300 rupees there.", "PK", "PKR"),
        ("It cost Rs 300 there.", "LK", "LKR"),
        ("It cost 300 kroner there.", None, None),
        ("It cost 300 kroner there.", "NO", "NOK"),
        ("It cost 300 shillings there.", "UG", "UGX"),
        ("It cost 300 riyals there.", "QA", "QAR"),
        ("It cost $300 there.", "CA", "CAD"),
        ("It cost $300 there.", "MX", None),
        ("It cost HK$300 there.", "CA", "HKD"),
        ("It cost \u00a5300 there.", "CN", "CNY"),
    ],
)
def test_whose_currency_it_is(parse, sentence, country, unit):
    (figure,) = figures(parse, sentence, country)
    assert (figure.kind, figure.unit) == ("money", unit)
    assert figure.unit_text


@pytest.mark.parametrize(
    "sentence",
    [
        "The Senate passed S. 2123 today.",
        "The House passed H.R. 40 today.",
        "The Gang of Eight met.",
        "The Group of 20 met.",
        "A Boeing 737-800 landed.",
        "Call (02) 9999 1234 today.",
        "He was 6 for 7 from the line.",
        "He was 5 of 11 shooting.",
        "He made a 3-pointer.",
        "They won the 4x100 relay.",
        "The visitors defeated the hosts 61-58 again.",
        "He may run for office one day.",
        "At one point he fell.",
        "In one sense he won.",
        "It lifts one's mood.",
        "He held posts in the 1970's and 80's.",
        "It has grown since roughly 2007 there.",
        "Roe 17 12 Doe 0 0",
        "They flew a 747.",
        "The 747 landed late.",
        "It grounded its 737 Max fleet.",
        "They own 747 cargo jets.",
        "His 401(k) shrank.",
        "Apartment 3B was searched.",
        "The Fab Four broke up.",
        "She starred in films such as “The Three Millers” and others.",
        "The shares are listed on the SIX Velden Exchange there.",
        "The Big Three networks barely told of it.",
        "She plays a clip of the double in the ‘98 World Cup and runs.",
        "The sleigh breaches Euro 6 emissions standards there.",
        "Zero tolerance is the rule.",
        "Woods shot a 4-under 68.",
        "He was two under par.",
        "They run 501(c)(4) groups.",
        "Police got more 911 calls.",
        "She called 911 at once.",
        "It was his seven hundredth game.",
        "He wrote on March, 22, 2019 again.",
        "They lost in '84 and '88.",
        "The Bears won 3-1, extending their lead.",
        "He stole a .22 rifle.",
        "A three star general spoke.",
        "They came, all five.",
        "Songs of the 80s filled the room.",
        "2 There is a gap.",
        "He spoke on October 2 and 3.",
        "The vote may be put off to 2 or 3 a.m.",
        "They lurch from one crisis to the next.",
        "It was one blow after another.",
        "Phases two and three of the plan are done.",
        "Pupils in grades 3, 4 and 5 came.",
        "They stand on their own two feet.",
    ],
)
def test_numbers_that_name_label_or_keep_score(parse, sentence):
    assert figures(parse, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Apples make up 40 percent of it.", None),
        ("Unemployment dipped below 6 percent.", "to"),
        ("Sales rose from $3 million to $5 million.", "from"),
        ("The team, down from 66 members, went on.", "from"),
        ("He took $40 from 3 people.", None),
        ("The bank raised its rate by 25 basis points.", "up"),
        ("The bank raised $25 million.", None),
        ("The Dow was down 200 points then.", "down"),
        ("Gold fell $12.40 to $1,934.10 there.", "down"),
        ("Prices doubled.", "up"),
        ("He lost by one vote.", None),
        ("We lost two sons.", None),
        ("The league cut 12 games.", "down"),
        ("The party lost two elections.", None),
        ("He declined three times.", None),
        ("It fell to just 2.6 percent.", "to"),
        ("Prices halved.", "down"),
        ("The rate went up to 6 percent.", "to"),
        ("Shares were up 6 percent.", "up"),
    ],
)
def test_what_says_something_of_change_and_what_does_not(parse, sentence, change):
    assert figures(parse, sentence)[0].change == change


@pytest.mark.parametrize("sentence", ["It is a $1 billion-a-year plan.", "It pumps 10,000 barrels a day-ish."])
def test_a_rate_over_hyphens(parse, sentence):
    assert figures(parse, sentence)[0].period in ("year", "day")


@pytest.mark.parametrize(
    "fragment",
    [
        "Growth, up 5 percent",
        "Up 5 percent",
        "Prices up 5 percent in a year of the drought",
        "Of sales, down 5 percent.",
        "Down 5 percent from 2023",
    ],
)
def test_headlines_without_a_verb_are_read_to_their_end(parse, fragment):
    assert [figure.kind for figure in figures(parse, fragment)] == ["percent"]


def test_by_how_much_and_to_what(parse):
    found = figures(parse, "The bank raised its rate by 25 basis points to 4.5 percent.")
    assert [figure.change for figure in found] == ["up", "to"]
    found = figures(parse, "The number of unemployed fell by 12,000 to 1.3 million.")
    assert [(figure.value, figure.change) for figure in found] == [(12e3, "down"), (1.3e6, "to")]


def test_the_age_of_a_person_without_a_name(parse):
    assert [figure.kind for figure in figures(parse, "The child, 4, was found.")] == ["age"]


@pytest.mark.parametrize(
    "sentence",
    [
        "She was 92.",
        "He died at 71, his son said.",
        "At 45, he leads the firm.",
        "At 45 she leads it.",
        "She married at 19.",
    ],
)
def test_an_age_without_a_word_for_it(parse, sentence):
    assert [figure.kind for figure in figures(parse, sentence)] == ["age"]


@pytest.mark.parametrize(
    ("sentence", "kind"), [("He was a child of 4.", "age"), ("He was one of a family of 4.", "count")]
)
def test_of_what_age_somebody_is(parse, sentence, kind):
    assert figures(parse, sentence)[-1].kind == kind


def test_the_age_of_a_person_who_is_named_like_a_place(parse):
    assert [figure.kind for figure in figures(parse, "Jordan, 45, has left.")] == ["age"]


def test_in_all_before_a_noun_is_no_total(parse):
    assert [figure.is_total for figure in figures(parse, "They read 900 bills in all 50 states.")] == [False, False]
    assert [figure.is_total for figure in figures(parse, "They lost 40 boats in all.")] == [True]
