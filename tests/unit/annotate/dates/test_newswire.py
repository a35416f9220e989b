"""Time expressions as news agencies write them: the sentence first, the dates after it. Published on a Thursday."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body

PUBLISHED = datetime(2013, 3, 21, tzinfo=UTC)

NEWSWIRE = {
    "what a past verb leaves ahead": [
        ("They had until Friday to pay the ransom.", [("Friday", "2013-03-22", "2013-03-22")]),
        ("The firm said it had until March 31 to reply.", [("March 31", "2013-03-31", "2013-03-31")]),
        ("The two sides agreed to meet again on Monday.", [("Monday", "2013-03-25", "2013-03-25")]),
        ("A judge told the city to reply by Tuesday.", [("Tuesday", "2013-03-26", "2013-03-26")]),
        ("The talks are to resume on Monday.", [("Monday", "2013-03-25", "2013-03-25")]),
        ("She was asked to leave the building on Tuesday.", [("Tuesday", "2013-03-19", "2013-03-19")]),
    ],
    "words that only look ahead": [
        ("They rejected an earlier plan on Tuesday that would cost more.", [("Tuesday", "2013-03-19", "2013-03-19")]),
        ("Let it be known as our independence day.", []),
        ("Inflation eased more than expected in January to 2 percent.", [("January", "2013-01-01", "2013-01-31")]),
        ("He is accused of firing at them on Friday night.", [("Friday night", "2013-03-15", "2013-03-15")]),
        ("The quake hit at 4:12 am (1812 GMT Friday), 94 kilometres from Kimbe.",
         [("1812 GMT Friday", "2013-03-15", "2013-03-15")]),
    ],
    "the present tense": [
        ("Friday is the deadline.", [("Friday", "2013-03-22", "2013-03-22")]),
        ("Markets are closed Friday for a holiday.", [("Friday", "2013-03-22", "2013-03-22")]),
        ("As of Monday, 30 people are missing.", [("Monday", "2013-03-18", "2013-03-18")]),
        ("The bridge is closed, police said Friday.", [("Friday", "2013-03-15", "2013-03-15")]),
        ("The vote is on Nov. 5.", [("Nov. 5", "2013-11-05", "2013-11-05")]),
        ("Voting in Rye is Dec. 2.", [("Dec. 2", "2013-12-02", "2013-12-02")]),
        ("The games run through Aug. 11.", [("Aug. 11", "2013-08-11", "2013-08-11")]),
        ("The deadline is March 1.", [("March 1", "2013-03-01", "2013-03-01")]),
        ("The fire is blamed on a spark on Nov. 5.", [("Nov. 5", "2012-11-05", "2012-11-05")]),
    ],
    "whose time the verb tells": [
        ("Friday marks the end of the race.", [("Friday", "2013-03-22", "2013-03-22")]),
        ("When asked on Monday, she laughed.", [("Monday", "2013-03-18", "2013-03-18")]),
        ("The party stepped up its attempts to undermine him Monday.", [("Monday", "2013-03-18", "2013-03-18")]),
        ("He was forced out, able to win no town in Tuesday's primary.", [("Tuesday", "2013-03-19", "2013-03-19")]),
        ("He leads in the last poll before Tuesday's election.", [("Tuesday", "2013-03-26", "2013-03-26")]),
        ("Police will be out in force at Saturday's march.", [("Saturday", "2013-03-23", "2013-03-23")]),
        ("The court will review Friday's verdict.", [("Friday", "2013-03-15", "2013-03-15")]),
        ("Having spent much in the winter on advertising, he won.", [("the winter", "2012-12-01", "2013-02-28")]),
        ("He faces pressure to act, following the release Friday of a report.",
         [("Friday", "2013-03-15", "2013-03-15")]),
        ("He led the town into Christmas on Friday.",
         [("Christmas", "2012-12-25", "2012-12-25"), ("Friday", "2013-03-15", "2013-03-15")]),
        ("March 18: How the tax is changing the trade.", [("March 18", "2013-03-18", "2013-03-18")]),
        ("They must sign up to be covered as of June 1.", [("June 1", "2013-06-01", "2013-06-01")]),
    ],
    "names that are months": [
        ("We listened, said June Atwood, the state's clerk.", []),
        ("The town was in the aftermath of Sept. 11.", [("Sept. 11", "2001-09-11", "2001-09-11")]),
    ],
    "dates told before": [
        ("Roe moved in March 2009 and left in August.",
         [("March 2009", "2009-03-01", "2009-03-31"), ("August", "2009-08-01", "2009-08-31")]),
        ("Oct. 9, 11, 1981: The band came.",
         [("Oct. 9", "1981-10-09", "1981-10-09"), ("1981", "1981-01-01", "1981-12-31")]),
        ("Roe, who moved in March 2009, will leave in August.",
         [("March 2009", "2009-03-01", "2009-03-31"), ("August", "2013-08-01", "2013-08-31")]),
        ("On March 3, a man was shot. The following Monday, another was.",
         [("March 3", "2013-03-03", "2013-03-03"), ("The following Monday", "2013-03-04", "2013-03-04")]),
        ("On March 3, a man was shot. The previous Tuesday, another was.",
         [("March 3", "2013-03-03", "2013-03-03"), ("The previous Tuesday", "2013-02-26", "2013-02-26")]),
        ("On March 4, a man was shot. That weekend, riots began.",
         [("March 4", "2013-03-04", "2013-03-04"), ("That weekend", "2013-03-09", "2013-03-10")]),
        ("The following Monday, another was shot.", [("The following Monday", None, None)]),
        ("He said on March 4 that Monday was a bad day.",
         [("March 4", "2013-03-04", "2013-03-04"), ("Monday", "2013-03-18", "2013-03-18")]),
        ("The rig burned on April 20, 2010. It sank on April 22.",
         [("April 20, 2010", "2010-04-20", "2010-04-20"), ("April 22", "2010-04-22", "2010-04-22")]),
        ("The law passed on May 3, 2010. A court struck it down on March 1.",
         [("May 3, 2010", "2010-05-03", "2010-05-03"), ("March 1", "2013-03-01", "2013-03-01")]),
    ],
    "what was counted for a month": [
        ("For February, the ministry said 132,000 jobs were created.", [("February", "2013-02-01", "2013-02-28")]),
        ("The figure for January was lowered to 138,000.", [("January", "2013-01-01", "2013-01-31")]),
        ("They set the vote for January.", [("January", "2014-01-01", "2014-01-31")]),
    ],
    "deadlines are no day that is told of": [
        ("On Tuesday 58 were dead and rain was expected to end by Saturday. A day earlier 52 were dead.",
         [("Tuesday", "2013-03-19", "2013-03-19"), ("Saturday", "2013-03-23", "2013-03-23"),
          ("A day earlier", "2013-03-18", "2013-03-18")]),
        ("They have led since 2005. The following year they won.",
         [("2005", "2005-01-01", "2005-12-31"), ("The following year", "2006-01-01", "2006-12-31")]),
        ("Forecasters warned of more rain by Saturday.", [("Saturday", "2013-03-23", "2013-03-23")]),
        ("The search would go on until the weekend.", [("the weekend", "2013-03-23", "2013-03-24")]),
    ],
    "arrangements": [
        ("He was to be sentenced on Friday.", [("Friday", "2013-03-22", "2013-03-22")]),
        ("The road was shut until at least Monday.", [("Monday", "2013-03-25", "2013-03-25")]),
        ("The strike will last Monday to Thursday.",
         [("Monday", "2013-03-25", "2013-03-25"), ("Thursday", "2013-03-28", "2013-03-28")]),
        ("The game took place on Sunday 3rd March.", [("Sunday 3rd March", "2013-03-03", "2013-03-03")]),
        ("She promised Sunday at a rally to end the ban.", [("Sunday", "2013-03-17", "2013-03-17")]),
        ("She promised to speak on Sunday.", [("Sunday", "2013-03-24", "2013-03-24")]),
        ("They won the seat in 2005 and the town two years after that.",
         [("2005", "2005-01-01", "2005-12-31"), ("two years after that", "2007-01-01", "2007-12-31")]),
        ("It will be shut between Jan. 21 and the end of 2014.",
         [("Jan. 21", "2014-01-21", "2014-01-21"),
          ("the end of 2014", "2014-01-01", "2014-12-31")]),

        ("The hearing was put off until April 3.", [("April 3", "2013-04-03", "2013-04-03")]),
        ("The holiday falls on Wednesday.", [("Wednesday", "2013-03-27", "2013-03-27")]),
        ("They leave on Saturday.", [("Saturday", "2013-03-23", "2013-03-23")]),
        ("He spoke a day before the March 22 deadline.", [("March 22", "2013-03-22", "2013-03-22")]),
    ],
    "elections": [
        ("He is the favourite in the November ballot.", [("November", "2013-11-01", "2013-11-30")]),
        ("She lost the November election.", [("November", "2012-11-01", "2012-11-30")]),
        ("Turnout fell on Election Day last year.", [("Election Day last year", "2012-11-06", "2012-11-06")]),
    ],
    "definite units": [
        ("It was the week's biggest rally.", [("the week", "2013-03-18", "2013-03-24")]),
        ("Stocks gained 2 percent for the week.", [("the week", "2013-03-18", "2013-03-24")]),
        ("Stocks fell in May 2012. They lost 9 percent in the month.",
         [("May 2012", "2012-05-01", "2012-05-31"), ("the month", "2012-05-01", "2012-05-31")]),
        ("Profit rose in the quarter.", [("the quarter", None, None)]),
        ("She was named player of the year.", []),
        ("He blamed them this week of sending arms.", [("this week", "2013-03-18", "2013-03-24")]),
        ("It was the last week of the tour.", []),
    ],
    "what is compared": [
        ("Profit was $3 million in the fourth quarter, up from $2 million in the year-earlier quarter.",
         [("the fourth quarter", "2012-10-01", "2012-12-31"),
          ("the year-earlier quarter", "2011-10-01", "2011-12-31")]),
        ("He died two years ago to the day.", [("two years ago", "2011-03-21", "2011-03-21")]),
    ],
    "seasons": [
        ("A vote will come in late spring or early summer.",
         [("late spring", "2013-03-01", "2013-05-31"), ("early summer", "2013-06-01", "2013-08-31")]),
        ("Troops will leave by fall.", [("fall", "2013-09-01", "2013-11-30")]),
        ("They want to encourage interest in winter sports.", []),
    ],
    "holidays": [
        ("It was shut over Labor Day weekend.", [("Labor Day weekend", "2012-09-01", "2012-09-03")]),
        ("It will be shut over Easter weekend.", [("Easter weekend", "2013-03-30", "2013-03-31")]),
        ("It was shut over Thanksgiving weekend.", [("Thanksgiving", "2012-11-22", "2012-11-22")]),
    ],
    "clock times": [
        ("The quake struck at 2202 GMT Tuesday.", [("2202 GMT Tuesday", "2013-03-19", "2013-03-19")]),
        ("It sank at 10 a.m. off the coast on Monday.",
         [("10 a.m.", "2013-03-18", "2013-03-18"), ("Monday", "2013-03-18", "2013-03-18")]),
        ("It opens at 8:30 a.m. EDT (1230 GMT) on Friday.",
         [("8:30 a.m. EDT (1230 GMT) on Friday", "2013-03-22", "2013-03-22")]),
        ("It opens at 9 p.m. local time on Friday.", [("9 p.m. local time on Friday", "2013-03-22", "2013-03-22")]),
        ("He said Monday that doors open at 8 a.m. daily.", [("Monday", "2013-03-18", "2013-03-18")]),
        ("A curfew from 9 p.m. to 5 a.m. began Monday.", [("Monday", "2013-03-18", "2013-03-18")]),
        ("It was 9 p.m. when the lights went out.", []),
    ],
    "years and decades": [
        ("He ruled from 1066 to 1087, they say.",
         [("1066", "1066-01-01", "1066-12-31"), ("1087", "1087-01-01", "1087-12-31")]),
        ("The index rose from 1100 to 1200.", []),
        ("It rose from 1066 to 1087 barrels.", []),
        ("Disco died in the early 80s.", [("the early 80s", "1980-01-01", "1989-12-31")]),
        ("Temperatures will climb into the 80s.", []),
        ("She is in her 80s.", []),
        ("The data go back to at least 2009.", []),
    ],
    "may": [
        ("At least 11 may be dead.", []),
        ("some 14 may face charges", []),
        ("the meeting is on 11 may 2013", [("11 may 2013", "2013-05-11", "2013-05-11")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0][:40]}") for name, rows in NEWSWIRE.items() for row in rows],
)
def test_newswire(parse, sentence, expected):
    found = find_dates(Body(parse(sentence)), PUBLISHED)
    assert [(sentence[one.start : one.end], _day(one.date_start), _day(one.date_end)) for one in found] == expected


def _day(moment):
    return moment and moment.date().isoformat()


def test_a_clock_time_of_a_clause_is_a_moment_with_its_zone(parse):
    clock, day = find_dates(Body(parse("It sank at 10 a.m. EST off the coast on Monday.")), PUBLISHED)
    assert clock.date_start == clock.date_end == datetime(2013, 3, 18, 15, tzinfo=UTC)
    assert day.date_start == datetime(2013, 3, 18, tzinfo=UTC)
