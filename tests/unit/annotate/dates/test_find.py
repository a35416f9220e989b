"""Time expressions: one table a construction; the sentence first, the dates after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.dates.calendar import season_span, span_of
from tasks.annotate.dates.find import find_dates
from tasks.annotate.dates.holidays import easter_sunday, nth_weekday
from tasks.annotate.dates.written import read_written_date
from tasks.language.body import Body

# A Thursday.
PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)


def read(parse, sentence, published_at=PUBLISHED):
    """(text, first day, last day) of every date found."""
    doc = parse(sentence)
    return [
        (sentence[found.start : found.end], _day(found.date_start), _day(found.date_end))
        for found in find_dates(Body(doc), published_at)
    ]


def _day(moment):
    return moment.date().isoformat() if moment else None


def check(parse, sentence, expected):
    assert read(parse, sentence) == [tuple(row) for row in expected]


DAY = [
    ("The minister resigned on Wednesday.", [("Wednesday", "2024-10-23", "2024-10-23")]),
    ("The minister resigned Thursday.", [("Thursday", "2024-10-24", "2024-10-24")]),
    ("The minister resigned on Friday.", [("Friday", "2024-10-18", "2024-10-18")]),
    ("The court will rule on Monday.", [("Monday", "2024-10-28", "2024-10-28")]),
    ("The vote is scheduled for Tuesday.", [("Tuesday", "2024-10-29", "2024-10-29")]),
    ("They met last Wednesday.", [("last Wednesday", "2024-10-16", "2024-10-16")]),
    ("They meet next Monday.", [("next Monday", "2024-10-28", "2024-10-28")]),
    ("He flew home yesterday.", [("yesterday", "2024-10-23", "2024-10-23")]),
    ("He will fly home tomorrow.", [("tomorrow", "2024-10-25", "2024-10-25")]),
    ("They spoke the day before yesterday.", [("the day before yesterday", "2024-10-22", "2024-10-22")]),
    ("Shots were heard Monday night.", [("Monday night", "2024-10-21", "2024-10-21")]),
    ("Shots were heard last night.", [("last night", "2024-10-23", "2024-10-23")]),
    ("She read USA TODAY at the airport.", []),
    ("The club meets every Monday.", []),
    ("Mondays are quiet here.", []),
]
ABSOLUTE = [
    ("He was born on March 8, 2011.", [("March 8, 2011", "2011-03-08", "2011-03-08")]),
    ("He was born on 8 March 2011.", [("8 March 2011", "2011-03-08", "2011-03-08")]),
    ("He was born on the 4th of July, 1995.", [("4th of July, 1995", "1995-07-04", "1995-07-04")]),
    ("It opened on Tuesday, March 8, 2011.", [("Tuesday, March 8, 2011", "2011-03-08", "2011-03-08")]),
    ("It opened on 2011-03-08.", [("2011-03-08", "2011-03-08", "2011-03-08")]),
    ("It opened in September 2010.", [("September 2010", "2010-09-01", "2010-09-30")]),
    ("It opened in Sept. 2010.", [("Sept. 2010", "2010-09-01", "2010-09-30")]),
    ("It opened in 1999.", [("1999", "1999-01-01", "1999-12-31")]),
    ("It was a hit in the 1970s.", [("the 1970s", "1970-01-01", "1979-12-31")]),
    ("The castle dates from the 19th century.", [("the 19th century", "1800-01-01", "1899-12-31")]),
    ("Sales fell in the third quarter of 2013.", [("the third quarter of 2013", "2013-07-01", "2013-09-30")]),
    ("Sales fell in Q3 2013.", [("Q3 2013", "2013-07-01", "2013-09-30")]),
    ("Sales fell in the first half of 2018.", [("the first half of 2018", "2018-01-01", "2018-06-30")]),
    ("Rain was rare in summer 2018.", [("summer 2018", "2018-06-01", "2018-08-31")]),
    ("The 2012-13 season was good.", [("2012-13", "2012-01-01", "2013-12-31")]),
    ("It ran in fiscal 2018.", [("fiscal 2018", None, None)]),
]
WITHOUT_YEAR = [
    ("The party split in March.", [("March", "2024-03-01", "2024-03-31")]),
    ("The party split in November.", [("November", "2023-11-01", "2023-11-30")]),
    ("The talks will resume in March.", [("March", "2025-03-01", "2025-03-31")]),
    ("The party split on September 24.", [("September 24", "2024-09-24", "2024-09-24")]),
    ("She may resign in May.", [("May", "2025-05-01", "2025-05-31")]),
    ("The march may begin soon.", []),
    ("Theresa May said nothing.", []),
    ("Prices rose last summer.", [("last summer", "2024-06-01", "2024-08-31")]),
    ("Prices rose last March.", [("last March", "2024-03-01", "2024-03-31")]),
    ("The shops were closed on New Year's Day.", [("New Year's Day", "2024-01-01", "2024-01-01")]),
    ("They called the election for March 3.", [("March 3", "2025-03-03", "2025-03-03")]),
    ("Shops will close on Thanksgiving.", [("Thanksgiving", "2024-11-28", "2024-11-28")]),
    ("They met at Easter 2018.", [("Easter 2018", "2018-04-01", "2018-04-01")]),
    ("The Sept. 11 attacks changed the law.", [("Sept. 11", "2001-09-11", "2001-09-11")]),
    ("He spoke on Sept. 11 of the attacks.", [("Sept. 11", "2024-09-11", "2024-09-11")]),
    ("Jun Reyes left on Jun 4, 2019.", [("Jun 4, 2019", "2019-06-04", "2019-06-04")]),
    (
        "It stood between A.D. 1000 and 1260.",
        [("A.D. 1000", "1000-01-01", "1000-12-31"), ("1260", "1260-01-01", "1260-12-31")],
    ),
    ("It was built around 300 B.C. by hand.", [("300 B.C.", None, None)]),
    ("See www.example.org/2019/10/ for more.", []),
    ("Sales fell in week 27 of last year.", [("week 27 of last year", "2023-07-03", "2023-07-09")]),
    ("He was hurt in Week 10 and did not play.", []),
    ("Sales rose in the first six months of 2019.", [("the first six months of 2019", "2019-01-01", "2019-06-30")]),
    ("Sales rose in the last two weeks of May 2019.", [("the last two weeks of May 2019", "2019-05-18", "2019-05-31")]),
    ("The 9/11 attacks changed the law.", [("9/11", "2001-09-11", "2001-09-11")]),
    ("The 9/11 Commission changed the law.", []),
]
RELATIVE = [
    ("The law passed last week.", [("last week", "2024-10-14", "2024-10-20")]),
    ("The law passed this month.", [("this month", "2024-10-01", "2024-10-31")]),
    ("The law will take effect next year.", [("next year", "2025-01-01", "2025-12-31")]),
    ("He left three days ago.", [("three days ago", "2024-10-21", "2024-10-21")]),
    ("He left two years ago.", [("two years ago", "2022-01-01", "2022-12-31")]),
    ("He left a decade ago.", [("a decade ago", "2014-01-01", "2014-12-31")]),
    ("He left a few weeks ago.", [("a few weeks ago", None, None)]),
    ("He left earlier this month.", [("earlier this month", "2024-10-01", "2024-10-31")]),
    ("She will leave later this year.", [("later this year", "2024-01-01", "2024-12-31")]),
    ("It failed late last year.", [("late last year", "2023-01-01", "2023-12-31")]),
    ("Over the past 30 days it rained.", [("the past 30 days", "2024-09-24", "2024-10-24")]),
    ("In the past 24 hours four people died.", [("the past 24 hours", "2024-10-23", "2024-10-24")]),
    ("In the past few days it rained.", [("the past few days", None, "2024-10-24")]),
    ("The court will rule in two weeks.", [("in two weeks", "2024-11-07", "2024-11-07")]),
    ("The town was rebuilt in two weeks.", []),
    ("He was jailed for three years.", []),
    (
        "Sales rose in the first six months of the year.",
        [("the first six months of the year", "2024-01-01", "2024-06-30")],
    ),
    ("He will return three weeks from tomorrow.", [("three weeks from tomorrow", "2024-11-15", "2024-11-15")]),
    ("Divers searched the wreck over the weekend.", [("the weekend", "2024-10-19", "2024-10-20")]),
    ("The teams will meet at the weekend.", [("the weekend", "2024-10-26", "2024-10-27")]),
    ("It fell in early March.", [("early March", "2024-03-01", "2024-03-31")]),
    ("It fell in mid-2019.", [("mid-2019", "2019-01-01", "2019-12-31")]),
    ("It fell at the end of 2019.", [("the end of 2019", "2019-01-01", "2019-12-31")]),
]
BOUNDS = [
    ("The homes will be built by December.", [("December", "2024-12-01", "2024-12-31")]),
    ("The plant is expected to open by 2026.", [("2026", "2026-01-01", "2026-12-31")]),
    ("The ban will last until Friday.", [("Friday", "2024-10-25", "2024-10-25")]),
    ("He has been in prison since 2016.", [("2016", "2016-01-01", "2016-12-31")]),
    (
        "It was open from March to May 2017.",
        [("March", "2017-03-01", "2017-03-31"), ("May 2017", "2017-05-01", "2017-05-31")],
    ),
    ("It was open between March 14 and 28, 2019.", [("between March 14 and 28, 2019", "2019-03-14", "2019-03-28")]),
    ("It was open between 3 and 9 May 2019.", [("between 3 and 9 May 2019", "2019-05-03", "2019-05-09")]),
    ("It was open from 10/1 to 10/7 this time.", [("from 10/1 to 10/7", "2024-10-01", "2024-10-07")]),
    ("It was open June 26-28, 2020.", [("June 26-28, 2020", "2020-06-26", "2020-06-28")]),
    (
        "He was mayor from 2004 to 2009.",
        [("2004", "2004-01-01", "2004-12-31"), ("2009", "2009-01-01", "2009-12-31")],
    ),
    ("He was moved by today's news.", [("today", "2024-10-24", "2024-10-24")]),
]
FROM_TEXT = [
    (
        "He fled on March 3, 2020. Two days later he was caught.",
        [("March 3, 2020", "2020-03-03", "2020-03-03"), ("Two days later", "2020-03-05", "2020-03-05")],
    ),
    (
        "He fled on March 3, 2020. The following day he was caught.",
        [("March 3, 2020", "2020-03-03", "2020-03-03"), ("The following day", "2020-03-04", "2020-03-04")],
    ),
    (
        "He was hired in 1995. Three years later he quit.",
        [("1995", "1995-01-01", "1995-12-31"), ("Three years later", "1998-01-01", "1998-12-31")],
    ),
    ("Two days later he was caught.", [("Two days later", None, None)]),
    ("He rose three days after January 12, 2018.", [("three days after January 12, 2018", "2018-01-15", "2018-01-15")]),
]
NUMBERS = [
    ("About 2000 people came.", []),
    ("The drum spins at 3000 rpm.", []),
    ("Call 139-2014-2018 for help.", []),
    ("The 2016 elections were close.", [("2016", "2016-01-01", "2016-12-31")]),
    ("He lost the 2016 race — two times.", [("2016", "2016-01-01", "2016-12-31")]),
]


@pytest.mark.parametrize(
    ("sentence", "expected"), [*DAY, *ABSOLUTE, *WITHOUT_YEAR, *RELATIVE, *BOUNDS, *FROM_TEXT, *NUMBERS]
)
def test_find_dates(parse, sentence, expected):
    check(parse, sentence, expected)


@pytest.mark.parametrize(
    ("sentence", "start", "zone"),
    [
        ("It begins on March 8, 2011 at 3 p.m. EST.", datetime(2011, 3, 8, 20, tzinfo=UTC), "EST"),
        ("It begins on March 8, 2011 at 9:30 a.m. Moscow time.", datetime(2011, 3, 8, 6, 30, tzinfo=UTC), "Moscow"),
        ("It begins on March 8, 2011 at 3 p.m.", datetime(2011, 3, 8, tzinfo=UTC), None),
    ],
)
def test_a_clock_time_is_a_moment_only_with_its_zone(parse, sentence, start, zone):
    (found,) = find_dates(Body(parse(sentence)), PUBLISHED)
    assert (found.date_start, found.date_end, found.time_zone_text) == (start, start, zone)


@pytest.mark.parametrize(("offset", "today"), [(-7, "2024-10-16"), (0, "2024-10-17"), (10, "2024-10-17")])
def test_today_is_that_of_the_outlet(parse, offset, today):
    evening = datetime(2024, 10, 17, 1, 30, tzinfo=UTC).astimezone(timezone(timedelta(hours=offset)))
    (found,) = find_dates(Body(parse("The dam gave way today.")), evening)
    assert _day(found.date_start) == today


def test_a_zone_shifts_the_day_where_it_must(parse):
    # 20:00 on a Tuesday in UTC is Wednesday in Korea: "Wednesday" there is that very day.
    evening = datetime(2024, 10, 22, 20, tzinfo=UTC)
    (found,) = find_dates(Body(parse("On Wednesday (Korea time), the agency denied it.")), evening)
    assert (_day(found.date_start), found.time_zone_text) == ("2024-10-23", "Korea")


@pytest.mark.parametrize("sentence", [sentence for sentence, rows in RELATIVE if rows])
def test_without_a_publication_date_a_relative_date_stays_unresolved(parse, sentence):
    for found in find_dates(Body(parse(sentence)), None):
        if found.rule not in ("part_of",):
            assert not found.is_resolved and found.anchor == "none"


def test_anchors_are_told(parse):
    found = find_dates(Body(parse("He fled on March 3, 2020. A day later, last week, he was caught.")), PUBLISHED)
    assert [date.anchor for date in found] == ["none", "text", "published_at"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2011-03-08", date(2011, 3, 8)),
        ("23/04/2022", date(2022, 4, 23)),
        ("04/23/2022", date(2022, 4, 23)),
        ("05/05/2022", date(2022, 5, 5)),
        ("03/04/2022", None),
    ],
)
def test_written_dates_are_not_guessed(text, expected):
    period = read_written_date(text)
    assert period is not None and period.first == period.last == expected


def test_the_calendar():
    assert [easter_sunday(year) for year in (2018, 2020, 2024)] == [
        date(2018, 4, 1),
        date(2020, 4, 12),
        date(2024, 3, 31),
    ]
    assert nth_weekday(2024, 5, 0, -1) == date(2024, 5, 27)
    assert season_span("winter", 2023) == (date(2023, 12, 1), date(2024, 2, 29))
    assert span_of("decade", date(1987, 6, 5)) == (date(1980, 1, 1), date(1989, 12, 31))
    assert span_of("week", date(2024, 10, 24)) == (date(2024, 10, 21), date(2024, 10, 27))


def _with_suffix(day):
    suffix = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{suffix}"


WRITERS = {
    "US": lambda day: f"{day:%B} {day.day}, {day.year}",
    "long": lambda day: f"{day.day} {day:%B} {day.year}",
    "ISO": lambda day: day.isoformat(),
    "short": lambda day: f"{day:%B} {day.day}, {day.year}" if day.month == 5 else f"{day:%b}. {day.day}, {day.year}",
    "spoken": lambda day: f"the {_with_suffix(day)} of {day:%B} {day.year}",
    "ordinal": lambda day: f"{day:%B} {_with_suffix(day)}, {day.year}",
    "weekday": lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    "weekday first": lambda day: f"{day:%A} {day.day} {day:%B} {day.year}",
    "zone": lambda day: f"{day:%B} {day.day}, {day.year} at 12:00 GMT",
    "zone first": lambda day: f"9 a.m. EST on {day:%A}, {day:%B} {day.day}, {day.year}",
}


@settings(max_examples=80, deadline=None)
@given(day=st.dates(date(1900, 1, 1), date(2090, 12, 31)), style=st.sampled_from(sorted(WRITERS)))
def test_any_day_that_is_written_out_is_read_back(parse, day, style):
    (found,) = find_dates(Body(parse(f"It happened on {WRITERS[style](day)} in the town.")), PUBLISHED)
    assert (_day(found.date_start), _day(found.date_end)) == (day.isoformat(), day.isoformat())


@settings(max_examples=60, deadline=None)
@given(
    when=st.one_of(
        st.sampled_from(["yesterday", "today", "this week", "the rest of the week", "year to date", "the next day"]),
        st.builds(
            "{} {} ago".format, st.integers(2, 90), st.sampled_from(["days", "weeks", "months", "years", "hours"])
        ),
        st.builds(
            "{} {}".format, st.sampled_from(["last", "this", "next"]), st.sampled_from(["week", "May", "Friday"])
        ),
        st.builds("on {}".format, st.sampled_from(["Monday", "the 15th", "March 3", "Christmas Day"])),
        st.builds("{} {} later".format, st.integers(2, 90), st.sampled_from(["days", "weeks", "months", "years"])),
        st.builds("in the {} quarter".format, st.sampled_from(["first", "fourth"])),
    ),
    sentence=st.sampled_from(["The mayor resigned {}.", "The mayor will resign {}.", "Resigned {}, he said."]),
)
def test_nothing_relative_is_resolved_without_an_anchor(parse, when, sentence):
    for found in find_dates(Body(parse(sentence.format(when))), None):
        assert (found.date_start, found.date_end, found.anchor) == (None, None, "none")


@settings(max_examples=80, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "next",
                "two",
                "31",
                "2019",
                "0000",
                "9999",
                "century",
                "century.",
                "May",
                "march",
                "early",
                "end",
                "of",
                "day(s)",
                "-",
                "",
                "–",
                "/",
                "12/31",
                "ago",
                "later",
                "by",
                "until",
                "since",
                "from",
                "to",
                "Friday",
                "every",
                "decade",
                "before",
                "after",
                "one",
                "first",
                "½",
                "$",
                "\n",
                "(",
                ")",
                "EST",
                "99:99",
                "3",
                "p.m.",
                "1e5",
                "’s",
            ]
        )
        | st.text(max_size=6),
        max_size=14,
    ).map(" ".join)
)
def test_no_text_raises_and_spans_are_in_order(parse, text):
    end = 0
    for found in find_dates(Body(parse(text)), PUBLISHED):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        if found.date_start and found.date_end:
            assert found.date_start <= found.date_end
