"""Figures: one table a construction; the sentence first, the figures after it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.dates.find import find_dates
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)


def figures(parse, sentence, country=None):
    doc = parse(sentence)
    return find_figures(Body(doc), find_dates(Body(doc), PUBLISHED), country)


def test_offsets_and_order(parse):
    sentence = "In 2019 about 40 of the 90 miners, aged 30 to 50, went on strike for 3 weeks."
    doc = parse(sentence)
    dates = find_dates(Body(doc), PUBLISHED)
    end = 0
    for figure in find_figures(Body(doc), dates):
        assert end <= figure.start < figure.end
        assert not any(date.start < figure.end and figure.start < date.end for date in dates)
        end = figure.end


@pytest.mark.parametrize(
    ("sentence", "text", "value", "kind", "unit"),
    [
        ("The firm earned $1.2bn abroad.", "$1.2bn", 1.2e9, "money", "USD"),
        ("The firm earned US$40 million abroad.", "US$40 million", 4e7, "money", "USD"),
        ("The firm earned A$40 million abroad.", "A$40 million", 4e7, "money", "AUD"),
        ("The firm earned $3-million abroad.", "$3-million", 3e6, "money", "USD"),
        ("The firm earned €5m abroad.", "€5m", 5e6, "money", "EUR"),
        ("The firm earned 700 million yen abroad.", "700 million yen", 7e8, "money", "JPY"),
        ("The firm earned 30 Canadian dollars abroad.", "30 Canadian dollars", 30, "money", "CAD"),
        ("The firm earned 30 U.S. dollars abroad.", "30 U.S. dollars", 30, "money", "USD"),
        ("The share fell to 74.2 U.S. cents.", "74.2 U.S. cents", 74.2, "money", "USD-cent"),
        ("The share fell by 2 euro cents.", "2 euro cents", 2, "money", "EUR-cent"),
        ("The firm earned INR1 trillion abroad.", "INR1 trillion", 1e12, "money", "INR"),
        ("The firm earned 12 million pounds abroad.", "12 million pounds", 1.2e7, "money", "GBP"),
        ("The crate weighs 12 pounds in all.", "12 pounds", 12, "measure", "[lb_av]"),
        ("Turnout was 61.5 percent there.", "61.5 percent", 61.5, "percent", "%"),
        ("Turnout was 61.5% there.", "61.5%", 61.5, "percent", "%"),
        ("Turnout rose by two percentage points there.", "two percentage points", 2, "percent", "pp"),
        ("The road is 40 miles long.", "40 miles", 40, "measure", "[mi_i]"),
        ("The wall is 37m long.", "37m", 37, "measure", "m"),
        ("It has 512GB of storage.", "512GB", 512, "measure", "GBy"),
        ("It was minus 20 degrees Celsius there.", "minus 20 degrees Celsius", -20, "measure", "Cel"),
        ("The plot covers 820 square feet there.", "820 square feet", 820, "measure", "[sft_i]"),
        ("He was jailed for three years.", "three years", 3, "duration", "a"),
        ("The 61-year-old man fell.", "61-year-old", 61, "age", "a"),
        ("Jane Roe, 42, won the seat.", "42", 42, "age", "a"),
        ("About two-thirds of the miners left.", "About two-thirds", 2 / 3, "ratio", None),
        ("Half of the miners left.", "Half", 0.5, "ratio", None),
        ("It cut a quarter of a percentage point.", "a quarter of a percentage point", 0.25, "percent", "pp"),
        ("It is half a mile away.", "half a mile", 0.5, "measure", "[mi_i]"),
        ("One in five children goes hungry.", "One in five", 0.2, "ratio", None),
        ("Nine out of 10 voters agreed.", "Nine out of 10", 0.9, "ratio", None),
        ("The toll doubled within days.", "doubled", 2, "multiple", None),
        ("Twice as many people came.", "Twice", 2, "multiple", None),
        ("There was a tenfold rise in cases.", "tenfold", 10, "multiple", None),
        ("Prices are three times higher there.", "three times", 3, "multiple", None),
    ],
)
def test_values_and_units(parse, sentence, text, value, kind, unit):
    (figure,) = figures(parse, sentence)
    assert (sentence[figure.start : figure.end], figure.kind, figure.unit) == (text, kind, unit)
    assert figure.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("sentence", "approximation", "value", "low", "high"),
    [
        ("About 300 people came.", "about", 300, None, None),
        ("Some 300 people came.", "about", 300, None, None),
        ("Nearly 300 people came.", "about", 300, None, None),
        ("At least 300 people came.", "at_least", 300, 300, None),
        ("More than two dozen people came.", "over", 24, 24, None),
        ("Up to 300 people came.", "at_most", 300, None, 300),
        ("No more than 300 people came.", "at_most", 300, None, 300),
        ("Fewer than 300 people came.", "under", 300, None, 300),
        ("Between 5 and 7 million people came.", "range", None, 5e6, 7e6),
        ("They lost 10–12 percent of it.", "range", None, 10, 12),
        ("They paid $200 to $4 million each.", "range", None, 200, 4e6),
        ("They paid $5 to $10 million each.", "range", None, 5e6, 1e7),
        ("Three or four people came.", "range", None, 3, 4),
        ("Dozens of people came.", "vague", None, 12, 120),
        ("Thousands of people came.", "vague", None, 1000, 10000),
        ("Hundreds of thousands of people came.", "vague", None, 1e5, 1e6),
        ("Several hundred people came.", "vague", None, 300, 900),
        ("A couple of hundred people came.", "vague", None, 200, 300),
        ("Several young people came.", "vague", None, 3, 9),
        ("A couple of shops burned.", "vague", None, 2, 3),
        ("Perhaps 300 people came.", "about", 300, None, None),
    ],
)
def test_bounds(parse, sentence, approximation, value, low, high):
    (figure,) = figures(parse, sentence)
    assert (figure.approximation, figure.value, figure.low, figure.high) == (approximation, value, low, high)


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("Around 2,000 young Chilean miners were hired.", ["young Chilean miners"]),
        ("Thousands of Kenyan farmers marched.", ["Kenyan farmers"]),
        ("Two of the men fled.", ["men"]),
        ("The town lost 40 cars and 27 boats.", ["cars", "boats"]),
        (
            "About 310 Ford and Toyota vans were sold, compared with 95 in spring.",
            ["Ford and Toyota vans"] * 2,
        ),
        ("The blast killed 12 and injured 30 miners.", ["miners", "miners"]),
        ("The board has three current and one former members.", ["members", "former members"]),
        ("A score is 20 units and a gross is 144.", ["units", None]),
        ("It hired 700 sales force trainees.", ["sales force trainees"]),
        ("It was told that another 200 nurses were sent.", ["nurses"]),
    ],
)
def test_the_thing_counted(parse, sentence, counted):
    assert [figure.counted for figure in figures(parse, sentence)] == counted


def test_additional_and_total(parse):
    assert figures(parse, "An additional 800 nurses were hired.")[0].is_additional
    assert figures(parse, "Another 200 nurses were hired.")[0].is_additional
    assert figures(parse, "They hired 800 more nurses.")[0].is_additional
    assert not figures(parse, "They hired more than 800 nurses.")[0].is_additional
    assert figures(parse, "They hired a total of 6,000 nurses.")[0].is_total
    assert figures(parse, "They hired 6,000 nurses in total.")[0].is_total


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Shares rose 8.1 percent.", "up"),
        ("Shares were down 3 percent.", "down"),
        ("Output rose to 40 tons.", "to"),
        ("Output fell by 40 tons.", "down"),
        ("It sold 40 tons.", None),
        ("He took a five-percent-down mortgage.", None),
    ],
)
def test_change(parse, sentence, change):
    assert figures(parse, sentence)[0].change == change


def test_a_change_from_one_number_to_another_is_two_figures(parse):
    assert [figure.value for figure in figures(parse, "The rate rose from 5 percent to 7 percent.")] == [5, 7]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("The plant makes 300 cars a day.", "day"),
        ("The plant earns $30 million a year.", "year"),
        ("The plant makes 300 cars per month.", "month"),
        ("The plant made 300 cars.", None),
    ],
)
def test_rates(parse, sentence, period):
    assert figures(parse, sentence)[0].period == period


def test_a_margin_is_not_negative(parse):
    (figure,) = figures(parse, "The margin of error is plus or minus 3 percentage points.")
    assert figure.value == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Are they better off today? (3) The plan is old.",
        "By 8 or 9 o'clock it was clear.",
        "It is old, and two, it leaks.",
    ],
)
def test_marks_of_lists_and_hours_are_no_figures(parse, sentence):
    assert figures(parse, sentence) == []


def test_who_acts_is_not_who_is_counted(parse):
    two, three = figures(parse, "On that day two students set off bombs, killing three.")
    assert (two.counted, three.counted) == ("students", None)


def test_persons_lost_are_no_change(parse):
    (figure,) = figures(parse, "We lost two brave men on the roof.")
    assert figure.change is None


@pytest.mark.parametrize(
    ("sentence", "bound", "change"),
    [
        ("Ten more joined, bringing its numbers up to 27.", None, "to"),
        ("That adds up to 150 tests a day.", None, None),
        ("They bring up to 40 guests.", "at_most", None),
        ("He takes the pills up to 3 times a day.", "at_most", None),
        ("They take part in talks with up to 40 guests.", "at_most", None),
    ],
)
def test_what_is_brought_or_added_up_to_a_number_is_not_bounded_by_it(parse, sentence, bound, change):
    figure = figures(parse, sentence)[-1]
    assert (figure.approximation, figure.change) == (bound, change)


def test_digits_behind_words_are_the_same_number(parse):
    (figure,) = figures(parse, "They have thirty (30) days.")
    assert (figure.kind, figure.value) == ("duration", 30)
    assert figures(parse, "Roe doubled-down on his claim.") == []


def test_games_in_a_row_are_no_change(parse):
    lost, won = figures(parse, "The Wolves have lost five straight, and the Hawks dropped six in a row.")
    assert (lost.change, won.change) == (None, None)


def test_a_range_of_times_is_a_multiple(parse):
    (figure,) = figures(parse, "Prices were four to six times higher in Velden.")
    assert (figure.kind, figure.low, figure.high, figure.measured) == ("multiple", 4, 6, "Prices")
    assert figures(parse, "They met three to four times a week.")[0].kind == "count"


def test_one_of_every_so_many_is_a_ratio(parse):
    share, again = figures(parse, "Six of every 10 clerks, or 61 percent, agreed.")
    assert (share.kind, share.value, share.counted, again.counted) == ("ratio", 0.6, "clerks", "clerks")


def test_a_sum_that_describes_what_is_dropped_is_no_change(parse):
    (figure,) = figures(parse, "They dropped $100 bills into the box.")
    assert figure.change is None


def test_a_bare_dollar_is_the_outlets(parse):
    assert figures(parse, "It cost $40.")[0].unit == "USD"
    assert figures(parse, "It cost $40.", "AU")[0].unit == "AUD"
    assert figures(parse, "It cost $40.", "DE")[0].unit == "USD"
    assert figures(parse, "It cost US$40.", "AU")[0].unit == "USD"


def test_a_vote_is_a_score(parse):
    (figure,) = figures(parse, "The Senate voted 52-48 to end it.")
    assert (figure.kind, figure.low, figure.high) == ("score", 48, 52)


@pytest.mark.parametrize(
    "sentence",
    [
        "The law is known as Section 230.",
        "COVID-19 spread quickly.",
        "The F-35 crashed near the base.",
        "He works for Channel 4 News.",
        "The 9/11 attacks changed the law.",
        "It was founded in 1999.",
        "Call 202-555-0123 for help.",
        "They met at 3 p.m. in the hall.",
        "The home side won 2-1 again.",
        "Follow @desk24 for more.",
        "The S&P 500 closed early.",
        "She bought an iPhone 14 there.",
        "1. Stir the soup.",
        "One of them played.",
        "The two met again.",
        "He came in third place.",
        "It is at 12 Old Mill Road in town.",
        "The 5G network failed.",
        "He was charged under 18 U.S.C. § 1001 again.",
        "No one knew it.",
        "He called several times.",
        "There are several ways to do it.",
        "A few people came.",
        "She waited a couple of minutes.",
        "The state raised .2 billion there.",
        "He spoke to 60 Minutes there.",
        "They hope to zero in on it.",
    ],
)
def test_numbers_that_are_no_figures(parse, sentence):
    assert figures(parse, sentence) == []


STYLES = ("{:,}", "{}", "{:,}.0")


@settings(max_examples=60, deadline=None)
@given(value=st.integers(2100, 10**9), style=st.sampled_from(STYLES), lead=st.sampled_from(["", "about ", "at least "]))
def test_any_count_is_read_back(parse, value, style, lead):
    (figure,) = figures(parse, f"The agency counted {lead}{style.format(value)} visitors.")
    assert figure.value == value


@settings(max_examples=40, deadline=None)
@given(
    tenths=st.integers(1, 9999),
    scale=st.sampled_from([("bn", 1e9), ("m", 1e6), (" million", 1e6), (" billion", 1e9), ("-million", 1e6)]),
    sign=st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("US$", "USD"), ("HK$", "HKD")]),
)
def test_any_sum_is_read_back(parse, tenths, scale, sign):
    (figure,) = figures(parse, f"The firm paid {sign[0]}{tenths / 10}{scale[0]} to settle.")
    assert (figure.value, figure.unit) == (pytest.approx(tenths / 10 * scale[1]), sign[1])


@settings(max_examples=80, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            [
                "about",
                "$",
                "€",
                "1,200",
                "0.5",
                "half",
                "a",
                "few",
                "million",
                "of",
                "one",
                "in",
                "five",
                "two-thirds",
                "1/2",
                "5",
                "to",
                "7",
                "-",
                "–",
                "between",
                "and",
                "%",
                "per",
                "cent",
                "U.S.",
                "$",
                "10^",
                "×",
                "10",
                "doubled",
                "twice",
                "as",
                "3-2",
                "vote",
                "-5",
                "minus",
                "½",
                "dozens",
                "scores",
                "hundreds",
                "more",
                "than",
                "\n",
                "(",
                ")",
                "'",
                "ft",
            ]
        )
        | st.text(max_size=6),
        max_size=14,
    ).map(" ".join)
)
def test_no_text_raises(parse, text):
    end = 0
    for figure in figures(parse, text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
        assert figure.value is not None or figure.low is not None or figure.high is not None
        if figure.low is not None and figure.high is not None:
            assert figure.low <= figure.high
