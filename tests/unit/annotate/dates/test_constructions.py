"""Time expressions by construction: the sentence first, the dates after it. Published on a Thursday."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.dates.holidays import holiday
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, 15, 30, tzinfo=UTC)

CONSTRUCTIONS = {
    "weekdays": [
        ("The council met this past Monday.", [("this past Monday", "2024-10-21", "2024-10-21")]),
        ("The council meets this coming Monday.", [("this coming Monday", "2024-10-28", "2024-10-28")]),
        ("The council met the Tuesday before last.", [("the Tuesday before last", "2024-10-15", "2024-10-15")]),
        ("Next week's Friday is free.", [("Next week's Friday", "2024-11-01", "2024-11-01")]),
        ("She will speak in three days on Sunday.", [("in three days on Sunday", "2024-10-27", "2024-10-27")]),
        (
            "The president will address both houses on Monday night.",
            [("Monday night", "2024-10-28", "2024-10-28")],
        ),
        ("The vote will be a week on Monday.", [("a week on Monday", "2024-11-04", "2024-11-04")]),
        ("The panel will meet two weeks on Friday.", [("two weeks on Friday", "2024-11-08", "2024-11-08")]),
        ("The vote will be a fortnight on Monday.", [("a fortnight on Monday", "2024-11-11", "2024-11-11")]),
        ("He leaves Friday fortnight.", [("Friday fortnight", "2024-11-08", "2024-11-08")]),
        ("They spent a week on Monday's agenda.", [("Monday", "2024-10-21", "2024-10-21")]),
        ("He was fined a week on from the vote.", []),
        ("The Tuesday-Thursday shift was cut.", [("Tuesday-Thursday", None, None)]),
        ("The trial ran Tuesday-Thursday.", [("Tuesday-Thursday", "2024-10-22", "2024-10-24")]),
        ("Shops were open Mon-Fri only.", [("Mon-Fri", "2024-10-21", "2024-10-25")]),
        ("The members of the council on Monday may vote.", [("Monday", "2024-10-28", "2024-10-28")]),
    ],
    "numbers of houses": [
        ("Police went to 2020 West Main Street.", []),
        ("The shop near 1776 5th Avenue burned.", []),
        ("The 1900 block of Elm Street was closed.", []),
        ("In 2012 Main Street was closed.", [("2012", "2012-01-01", "2012-12-31")]),
    ],
    "parts of a game": [
        ("They trailed by 10 in the fourth quarter.", []),
        ("In the second half the keeper was sent off.", []),
        ("In the third quarter profit rose.", [("the third quarter", "2024-07-01", "2024-09-30")]),
    ],
    "over a unit": [
        ("Wages have risen by 3 percent over the year.", [("the year", "2023-10-24", "2024-10-24")]),
        ("Rents fell 4 percent over the month.", [("the month", "2024-09-24", "2024-10-24")]),
        ("The plan will be carried out over the year.", [("the year", "2024-01-01", "2024-12-31")]),
    ],
    "feasts and days of another calendar, days that are named": [
        ("Orthodox Christmas was quiet.", [("Orthodox Christmas", "2024-01-07", "2024-01-07")]),
        ("The March 11 tsunami killed thousands.", [("March 11", "2011-03-11", "2011-03-11")]),
        ("It happened on 15 Shaban 1440.", []),
    ],
    "days of the month": [
        ("The court will decide on the 15th.", [("the 15th", "2024-11-15", "2024-11-15")]),
        ("He was arrested on the 15th.", [("the 15th", "2024-10-15", "2024-10-15")]),
        (
            "He was arrested on July 3 and freed on the 15th.",
            [("July 3", "2024-07-03", "2024-07-03"), ("the 15th", "2024-07-15", "2024-07-15")],
        ),
        ("They live on the 15th floor.", []),
        ("They meet on the 21st of this month.", [("the 21st of this month", "2024-10-21", "2024-10-21")]),
    ],
    "nth of a month": [
        ("They met on the last Friday of March.", [("the last Friday of March", "2024-03-29", "2024-03-29")]),
        (
            "They will meet on the first Monday of next month.",
            [("the first Monday of next month", "2024-11-04", "2024-11-04")],
        ),
        (
            "They met in the last week of July 2023.",
            [("the last week of July 2023", "2023-07-24", "2023-07-30")],
        ),
        ("They meet on the first Monday of each month.", []),
    ],
    "written in digits": [
        ("It ended on 21-04-2016.", [("21-04-2016", "2016-04-21", "2016-04-21")]),
        ("It ended on 22/04 at last.", [("22/04", "2024-04-22", "2024-04-22")]),
        ("The data run from 2016-01 on.", [("2016-01", "2016-01-01", "2016-01-31")]),
        ("Figures for 08/2015 are missing.", [("08/2015", "2015-08-01", "2015-08-31")]),
        ("It ended on 23/Sep/2020.", [("23/Sep/2020", "2020-09-23", "2020-09-23")]),
        ("The vote of 5/6/2016 stands.", [("5/6/2016", None, None)]),
        ("About 2/5 of them left.", []),
        ("The deal was made in '98.", [("98", "1998-01-01", "1998-12-31")]),
        ("They wed in the summer of '69.", [("the summer of '69", "1969-06-01", "1969-08-31")]),
    ],
    "lower case": [
        ("it ends on may the eleventh", [("may the eleventh", "2025-05-11", "2025-05-11")]),
        ("we met between march and april",
         [("march", "2024-03-01", "2024-03-31"), ("april", "2024-04-01", "2024-04-30")]),
        ("the fourth of may was dry", [("the fourth of may", "2024-05-04", "2024-05-04")]),
    ],
    "years, decades, centuries": [
        ("The 2012/13 season was good.", [("2012/13", "2012-01-01", "2013-12-31")]),
        ("It was rare in the 1800s.", [("the 1800s", "1800-01-01", "1899-12-31")]),
        ("It was rare in the 2010's.", [("the 2010's", "2010-01-01", "2019-12-31")]),
        ("It was rare in the early 1990s.", [("the early 1990s", "1990-01-01", "1999-12-31")]),
        (
            "It began in the second half of the 20th century.",
            [("the second half of the 20th century", "1900-01-01", "1999-12-31")],
        ),
        ("Is that a code, 32 - 2015?", []),
    ],
    "fiscal years": [
        ("Sales fell in FY17.", [("FY17", None, None)]),
        ("Sales fell in FY 2017.", [("FY 2017", None, None)]),
        ("Sales fell in the third quarter of fiscal 2012.", [("the third quarter of fiscal 2012", None, None)]),
        ("Sales fell in its fiscal third quarter.", [("fiscal third quarter", None, None)]),
    ],
    "quarters and halves": [
        ("Profit fell in the second half of the year.", [("the second half of the year", "2024-07-01", "2024-12-31")]),
        ("Profit fell in the first quarter.", [("the first quarter", "2024-01-01", "2024-03-31")]),
        ("The firm reported third-quarter profit of $3 million.", [("third-quarter", "2024-07-01", "2024-09-30")]),
        ("The firm reported fourth-quarter profit of $3 million.", [("fourth-quarter", "2023-10-01", "2023-12-31")]),
        ("She scored twice in the first half.", []),
        ("The team led after the first quarter of the game.", []),
        (
            "Profit rose in the third quarter from a year earlier.",
            [("the third quarter", "2024-07-01", "2024-09-30"), ("a year earlier", "2023-07-01", "2023-09-30")],
        ),
    ],
    "seasons": [
        ("It was cold in 2015 spring.", [("2015 spring", "2015-03-01", "2015-05-31")]),
        ("In the spring, farmers plant wheat.", [("the spring", None, None)]),
        ("The seat stays empty until a vote is held in the spring.", [("the spring", "2025-03-01", "2025-05-31")]),
        ("The 2020 Summer Olympics were late.", [("2020", "2020-01-01", "2020-12-31")]),
    ],
    "holidays": [
        ("They met at Passover 2023.", [("Passover 2023", "2023-04-06", "2023-04-06")]),
        ("They met on Maundy Thursday.", [("Maundy Thursday", "2024-03-28", "2024-03-28")]),
        ("They met on Father's Day.", [("Father's Day", "2024-06-16", "2024-06-16")]),
        ("They met on Lunar New Year.", [("Lunar New Year", "2024-02-10", "2024-02-10")]),
        ("They met just before Christmas last year.", [("Christmas last year", "2023-12-25", "2023-12-25")]),
        ("They sold Halloween costumes.", []),
        ("They met during Ramadan.", []),
    ],
    "ago and ahead": [
        ("He left two weeks ago.", [("two weeks ago", "2024-10-07", "2024-10-13")]),
        ("He left a week ago.", [("a week ago", "2024-10-17", "2024-10-17")]),
        ("He left a fortnight ago.", [("a fortnight ago", "2024-10-07", "2024-10-13")]),
        ("He left half a year ago.", [("half a year ago", "2024-04-01", "2024-04-30")]),
        ("He left 2 years and 4 months ago.", [("2 years and 4 months ago", "2022-06-01", "2022-06-30")]),
        ("It is 20 months or 30 months from now.", [("30 months from now", "2027-04-01", "2027-04-30")]),
        ("It began less than three days ago.", [("three days ago", "2024-10-21", "2024-10-24")]),
        ("They meet in half an hour.", [("in half an hour", "2024-10-24", "2024-10-24")]),
        ("Maybe in two weeks.", [("in two weeks", "2024-11-07", "2024-11-07")]),
        ("It was the third death in a week.", []),
        ("He will return within 72 hours.", [("within 72 hours", "2024-10-24", "2024-10-27")]),
        ("He will return within the next day and 5 hours.",
         [("within the next day and 5 hours", "2024-10-24", "2024-10-25")]),
        ("He will return in the next hour.", [("the next hour", "2024-10-24", "2024-10-24")]),
        ("The plan covers the next year and a half.", [("the next year and a half", "2024-10-24", "2026-04-24")]),
        ("He will be away for two weeks starting November 4.",
         [("two weeks starting November 4", "2024-11-04", "2024-11-17")]),
        ("He sat in a cell for the next 30 hours.", []),
    ],
    "weeks, months and years around": [
        ("They will vote the week after next.", [("the week after next", "2024-11-04", "2024-11-10")]),
        ("They voted the year before last.", [("the year before last", "2022-01-01", "2022-12-31")]),
        ("Crowds marched this past weekend.", [("this past weekend", "2024-10-19", "2024-10-20")]),
        ("It will rain for the rest of the week.", [("the rest of the week", "2024-10-24", "2024-10-27")]),
        ("It will rain for the rest of 2024.", [("the rest of 2024", "2024-10-24", "2024-12-31")]),
        ("Sales are up 5 percent year to date.", [("year to date", "2024-01-01", "2024-10-24")]),
        ("The rule will change by end of year.", [("end of year", "2024-01-01", "2024-12-31")]),
        ("He watches “This Week” on ABC.", []),
        ("Sales rose in the same month last year.", [("the same month last year", "2023-01-01", "2023-12-31")]),
        (
            "Sales fell in September from the same month last year.",
            [("September", "2024-09-01", "2024-09-30"), ("the same month last year", "2023-09-01", "2023-09-30")],
        ),
        (
            "In May 2023 sales were up from April.",
            [("May 2023", "2023-05-01", "2023-05-31"), ("April", "2023-04-01", "2023-04-30")],
        ),
        (
            "In January 2023 sales were up from December.",
            [("January 2023", "2023-01-01", "2023-01-31"), ("December", "2022-12-01", "2022-12-31")],
        ),
        (
            "The August report released Friday showed a rate of 7.7 percent, from 7.9 percent the month before.",
            [
                ("August", "2024-08-01", "2024-08-31"),
                ("Friday", "2024-10-18", "2024-10-18"),
                ("the month before", "2024-07-01", "2024-07-31"),
            ],
        ),
        ("In the next week, she will visit the mill.", [("the next week", "2024-10-24", "2024-10-31")]),
        ("It will close in a year and a half.", [("in a year and a half", "2026-04-01", "2026-04-30")]),
        ("Exports fell in the final quarter of 2022.", [("the final quarter of 2022", "2022-10-01", "2022-12-31")]),
        ("It falls in the last quarter of the year.", [("the last quarter of the year", "2024-10-01", "2024-12-31")]),
        (
            "A clerk quit in 2015. Over the next year, more came to light.",
            [("2015", "2015-01-01", "2015-12-31"), ("the next year", "2016-01-01", "2016-12-31")],
        ),
        ("The last weekend of September was wet.", [("The last weekend of September", "2024-09-28", "2024-09-29")]),
        (
            "In the six months ended in August, profit rose.",
            [("the six months ended in August", "2024-03-01", "2024-08-31")],
        ),
        ("In the July-to-September period, sales fell.", [("July-to-September", "2024-07-01", "2024-09-30")]),
        (
            "It flooded in April 2011. Early the next year, the dam was mended.",
            [("April 2011", "2011-04-01", "2011-04-30"), ("Early the next year", "2012-01-01", "2012-12-31")],
        ),
        ("The bar was full on Saturday nights.", []),
        ("The fair was held every other Saturday.", []),
        (
            "It burned on Sept. 3. The owner was arrested that Friday.",
            [("Sept. 3", "2024-09-03", "2024-09-03"), ("that Friday", "2024-09-06", "2024-09-06")],
        ),
        ("He hopes that Tuesday's vote will fail.", [("Tuesday", "2024-10-29", "2024-10-29")]),
        ("They met in the weeks before Christmas 2019.", [("Christmas 2019", "2019-12-25", "2019-12-25")]),
    ],
    "by tense": [
        ("They called a vote for May, with a count to be held on June 3.",
         [("May", "2025-05-01", "2025-05-31"), ("June 3", "2025-06-03", "2025-06-03")]),
        ("He wrote it in a December 4 letter.", [("December 4", "2023-12-04", "2023-12-04")]),
        ("The data run through October 2 only.", [("October 2", "2024-10-02", "2024-10-02")]),
        ("The games begin July 24 and end Aug. 9.",
         [("July 24", "2025-07-24", "2025-07-24"), ("Aug. 9", "2025-08-09", "2025-08-09")]),
        ("The new law took effect Jan. 1.", [("Jan. 1", "2024-01-01", "2024-01-01")]),
        ("The trial is expected to last six weeks.", []),
        ("The hearing was postponed until April 3.", [("April 3", "2025-04-03", "2025-04-03")]),
        ("Workers have until Monday to respond.", [("Monday", "2024-10-28", "2024-10-28")]),
        ("The talks resume Tuesday in Geneva.", [("Tuesday", "2024-10-29", "2024-10-29")]),
        ("Let's meet on November 12.", [("November 12", "2024-11-12", "2024-11-12")]),
    ],
    "ranges": [
        ("They met on March 3 and 4, 2013.", [("March 3 and 4, 2013", "2013-03-03", "2013-03-04")]),
        (
            "They met in January and February 2013.",
            [("January", "2013-01-01", "2013-01-31"), ("February 2013", "2013-02-01", "2013-02-28")],
        ),
        ("He was away from now until 2026.", [("from now until 2026", "2024-10-24", "2026-12-31")]),
        ("He stayed Monday until Wednesday.",
         [("Monday", "2024-10-21", "2024-10-21"), ("Wednesday", "2024-10-23", "2024-10-23")]),
        ("He led it from 2003 until 2010.",
         [("2003", "2003-01-01", "2003-12-31"), ("2010", "2010-01-01", "2010-12-31")]),
        ("The mark fell in 2020 — two years earlier than planned.",
         [("2020", "2020-01-01", "2020-12-31")]),
    ],
    "dates that lean on the text": [
        ("He fled on March 3, 2020. The day before, he had called.",
         [("March 3, 2020", "2020-03-03", "2020-03-03"), ("The day before", "2020-03-02", "2020-03-02")]),
        ("He fled on March 3, 2020. Earlier in the day, he had called.",
         [("March 3, 2020", "2020-03-03", "2020-03-03"), ("Earlier in the day", "2020-03-03", "2020-03-03")]),
        ("He fled in March 2020. In the previous month, he had called.",
         [("March 2020", "2020-03-01", "2020-03-31"), ("the previous month", "2020-02-01", "2020-02-29")]),
        ("The firm shelved its plans for an offering on September 30. Roe had left the previous week.",
         [("September 30", "2024-09-30", "2024-09-30"), ("the previous week", "2024-09-23", "2024-09-29")]),
        ("Prices rose in the previous month.", [("the previous month", "2024-09-01", "2024-09-30")]),
        ("It had $3 million in June 2012 and $2 million was left at the end of the month.",
         [("June 2012", "2012-06-01", "2012-06-30"), ("the end of the month", "2012-06-01", "2012-06-30")]),
        ("He spoke on March 3, 2020 about the 2016 vote. Two days later he fled.",
         [("March 3, 2020", "2020-03-03", "2020-03-03"), ("2016", "2016-01-01", "2016-12-31"),
          ("Two days later", "2020-03-05", "2020-03-05")]),
        ("The day before, he had called.", [("The day before", None, None)]),
        ("The fee is due the same day as the rent.", []),
    ],
    "names": [
        ("The hotel hosts the March for Peace.", []),
        ("She spoke on the “Today” show.", []),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0][:40]}") for name, rows in CONSTRUCTIONS.items() for row in rows],
)
def test_construction(parse, sentence, expected):
    found = find_dates(Body(parse(sentence)), PUBLISHED)
    assert [(sentence[one.start : one.end], _day(one.date_start), _day(one.date_end)) for one in found] == expected


def _day(moment):
    return moment and moment.date().isoformat()


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("rosh hashanah", date(2021, 9, 7)),
        ("yom kippur", date(2023, 9, 25)),
        ("passover", date(2024, 4, 23)),
        ("hanukkah", date(2018, 12, 3)),  # after a long Heshvan
        ("hanukkah", date(2020, 12, 11)),
        ("purim", date(2023, 3, 7)),
        ("lunar new year", date(2024, 2, 10)),
        ("lunar new year", None),
    ],
)
def test_holidays_that_move(name, day):
    assert holiday(name, day.year if day else 1900) == day
