"""What is a date and what only looks like one: the sentence first, the dates after it. Published on 12 March 2024."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body

PUBLISHED = datetime(2024, 3, 12, tzinfo=UTC)

NAMES = {
    "halves and quarters of games": [
        ("The first half ended 3-1.", []),
        ("In the second quarter the Otters led 14-6.", []),
        ("The first half-hour of the hearing was dull.", []),
        ("Revenue grew 10-12 percent in the second half.", [("the second half", "2023-07-01", "2023-12-31")]),
        ("The second half brought profit of 3-4 million euros.", [("The second half", "2023-07-01", "2023-12-31")]),
    ],
    "a weekday that may be any": [
        ("Armistice Day fell on a Wednesday.", [("Armistice Day", "2023-11-11", "2023-11-11")]),
        ("He was born on a Tuesday morning.", []),
        ("He gave a Friday interview.", [("Friday", "2024-03-08", "2024-03-08")]),
    ],
    "names": [
        ("The 1971 march was the longest.", [("1971", "1971-01-01", "1971-12-31")]),
        ("She came on an H1-B visa.", []),
        ("They saw the film “Groundhog Day,” and laughed.", []),
        ("Tom Brill met Ann Easter at noon.", []),
        ("The council passed Resolution 1967.", []),
        ("A 1500 year old vase broke.", []),
        ("The clerk sang on Saturday Night Live once.", []),
        ("The mill will close within two weeks of the vote.", []),
    ],
    "years of other calendars": [
        ("The shrine was built in 2460 BE.", [("2460 BE", None, None)]),
        ("The letter is of Rajab 1440.", []),
        ("Orthodox Easter will be on May 5.",
         [("Orthodox Easter", "2024-05-05", "2024-05-05"), ("May 5", "2024-05-05", "2024-05-05")]),
    ],
    "weeks on": [
        ("The hearing is on Friday week.", [("Friday week", "2024-03-22", "2024-03-22")]),
        ("They leave tomorrow week.", [("tomorrow week", "2024-03-20", "2024-03-20")]),
        ("The Monday week began badly.", [("Monday", "2024-03-11", "2024-03-11")]),
    ],
    "years ago to the day": [
        ("The mill closed three years ago today.", [("three years ago today", "2021-03-12", "2021-03-12")]),
        ("It was a year ago on Monday that she left.", [("a year ago on Monday", "2023-01-01", "2023-12-31")]),
    ],
    "in digits with dashes": [
        ("The label says 07-Feb-23.", [("07-Feb-23", "2023-02-07", "2023-02-07")]),
        ("The label says 31-Feb-23.", [("31-Feb-23", None, None)]),
    ],
    "days that the calendar has not": [
        ("The slip is dated Feb. 29, 2023.", [("Feb. 29, 2023", None, None)]),
        ("He came on April 31.", [("April 31", None, None)]),
    ],
    "weekdays beside a day": [
        ("They met the Friday after Thanksgiving.", [("the Friday after Thanksgiving", "2023-11-24", "2023-11-24")]),
        ("He left the Monday before May 4, 2019.", [("the Monday before May 4, 2019", "2019-04-29", "2019-04-29")]),
    ],
    "two dates that a comma parts": [
        ("With a deal done before Christmas, this year's holiday is calm.",
         [("Christmas", "2023-12-25", "2023-12-25"), ("this year", "2024-01-01", "2024-12-31")]),
    ],
    "so many units that end on a day": [
        ("In the week ended March 9 it sold 90 boats.", [("the week ended March 9", "2024-03-03", "2024-03-09")]),
        ("Sales fell in the 12 months to January.", [("the 12 months to January", "2023-02-01", "2024-01-31")]),
        ("The quarter ended June 30, 2021 was its best.",
         [("The quarter ended June 30, 2021", "2021-04-01", "2021-06-30")]),
    ],
    "names and numbers that are no dates": [
        ("She wrote a book about Easter, and of the meaning of Christmas.", []),
        ("Jill June and her sister won.", []),
        ("A 1500-year-old vase was sold under Act 1923.", []),
        ("In June and July they rested.", [("June", "2023-06-01", "2023-06-30"), ("July", "2023-07-01", "2023-07-31")]),
    ],
    "a weekend that things run through": [
        ("The fair ran through the weekend.", [("the weekend", "2024-03-09", "2024-03-10")]),
    ],
    "fiscal years": [
        ("The federal deficit rose this fiscal year.", [("this fiscal year", "2023-10-01", "2024-09-30")]),
        ("The federal deficit rose last fiscal year.", [("last fiscal year", "2022-10-01", "2023-09-30")]),
        ("The bakery lost money last fiscal year.", [("last fiscal year", None, None)]),
        ("The federal deficit rose from the previous fiscal year.", [("the previous fiscal year", None, None)]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0][:40]}") for name, rows in NAMES.items() for row in rows],
)
def test_names(parse, sentence, expected):
    assert _read(parse, sentence, "US") == expected


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Last summer the dam ran dry.", "2023-12-01", "2024-02-29"),
        ("The winter of 2022 was cold.", "2022-06-01", "2022-08-31"),
        ("The dam ran dry in the spring.", "2023-09-01", "2023-11-30"),
    ],
)
def test_seasons_of_the_south(parse, sentence, first, last):
    ((_, *days),) = _read(parse, sentence, "AU")
    assert days == [first, last]


def test_halves_of_an_article_of_sport(parse):
    body = (
        "The coach praised his players after the match. The team had the ball and scored a late goal past the keeper."
        "\nHis striker limped off in the second half."
    )
    assert _read(parse, body, None) == []


def test_the_rule_says_why_a_day_has_no_days(parse):
    (found,) = find_dates(Body(parse("The slip is dated Feb. 29, 2023.")), PUBLISHED)
    assert found.rule == "no_such_day"


def _read(parse, sentence, country):
    found = find_dates(Body(parse(sentence)), PUBLISHED, country)
    return [(sentence[one.start : one.end], _day(one.date_start), _day(one.date_end)) for one in found]


def _day(moment):
    return moment and moment.date().isoformat()
