"""Dates that stories of agencies lean on each other: the sentence first, the dates after it. Published on a Tuesday."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body

PUBLISHED = datetime(2013, 3, 19, tzinfo=UTC)

WIRE = {
    "what lies before or after in a unit has the days of the unit": [
        ("It was signed earlier this week.", [("earlier this week", "2013-03-18", "2013-03-24")]),
        ("It will be signed later this month.", [("later this month", "2013-03-01", "2013-03-31")]),
    ],
    "parts of a day": [
        ("Gunmen stormed it early Friday morning, killing two.",
         [("early Friday morning", "2013-03-15", "2013-03-15")]),
        ("Waves hit it in the early hours of Sunday.", [("the early hours of Sunday", "2013-03-17", "2013-03-17")]),
        ("He spoke on Sunday. That same day he left.",
         [("Sunday", "2013-03-17", "2013-03-17"), ("That same day", "2013-03-17", "2013-03-17")]),
        ("By midday Friday, the index had lost 2 percent.", [("midday Friday", "2013-03-15", "2013-03-15")]),
        ("He appeared on CBS This Morning to say so.", []),
        ("He appeared this morning to say so.", [("this morning", "2013-03-19", "2013-03-19")]),
    ],
    "whose weekday a noun owns": [
        ("At a July 2 press conference, Roe admitted that she had met him.", [("July 2", "2012-07-02", "2012-07-02")]),
        ("He said he would speak at a July 2 summit.", [("July 2", "2013-07-02", "2013-07-02")]),
        ("Few expect Wednesday night's debate to matter.", [("Wednesday night", "2013-03-20", "2013-03-20")]),
        ("After Saturday night's debate, his support could erode.", [("Saturday night", "2013-03-16", "2013-03-16")]),
        ("After Thursday's vote, his support could erode.", [("Thursday", "2013-03-21", "2013-03-21")]),
    ],
    "of a year told before": [
        ("They wed in June 1995 and parted in August of that year.",
         [("June 1995", "1995-06-01", "1995-06-30"), ("August of that year", "1995-08-01", "1995-08-31")]),
        ("War came in 1998. In May of the following year they made peace.",
         [("1998", "1998-01-01", "1998-12-31"), ("May of the following year", "1999-05-01", "1999-05-31")]),
        ("She won in 2004 and resigned on June 3 of that year.",
         [("2004", "2004-01-01", "2004-12-31"), ("June 3 of that year", "2004-06-03", "2004-06-03")]),
        ("He was unknown in 2008. He did not lead until June 2007 and won in May of that year.",
         [("2008", "2008-01-01", "2008-12-31"), ("June 2007", "2007-06-01", "2007-06-30"),
          ("May of that year", "2007-05-01", "2007-05-31")]),
        ("He resigned in June of that year.", [("June of that year", None, None)]),
        ("She lost the 2008 race. Most candidates opposed the bill that year.",
         [("2008", "2008-01-01", "2008-12-31"), ("that year", "2008-01-01", "2008-12-31")]),
        ("She said on Monday that she lost the 2008 race. Most opposed the bill that year.",
         [("Monday", "2013-03-18", "2013-03-18"), ("2008", "2008-01-01", "2008-12-31"),
          ("that year", "2008-01-01", "2008-12-31")]),
        ("On Aug. 30, 2012, they met. The next day, Aug. 31, he resigned.",
         [("Aug. 30, 2012", "2012-08-30", "2012-08-30"), ("The next day", "2012-08-31", "2012-08-31"),
          ("Aug. 31", "2012-08-31", "2012-08-31")]),
    ],
    "no paper leaves the year of a day eleven months back unsaid": [
        ("They did not expect a deal until she was sworn in on April 3.", [("April 3", "2013-04-03", "2013-04-03")]),
        ("On Good Friday, they were told, no one was to travel.", [("Good Friday", "2013-03-29", "2013-03-29")]),
        ("He was arrested on Oct. 3.", [("Oct. 3", "2012-10-03", "2012-10-03")]),
    ],
    "what is compared is over": [
        ("It rose in February, and a cut is expected in April. Output fell from the prior month.",
         [("February", "2013-02-01", "2013-02-28"), ("April", "2013-04-01", "2013-04-30"),
          ("the prior month", "2013-01-01", "2013-01-31")]),
        ("It earned $20 in the fourth quarter of 2012, and $12 in the year-earlier period.",
         [("the fourth quarter of 2012", "2012-10-01", "2012-12-31"),
          ("the year-earlier period", "2011-10-01", "2011-12-31")]),
        ("Exports in the first two months of 2013 rose from a year earlier.",
         [("the first two months of 2013", "2013-01-01", "2013-02-28"),
          ("a year earlier", "2012-01-01", "2012-02-29")]),
    ],
    "seasons": [
        ("It was the coldest day this winter.", [("this winter", "2012-12-01", "2013-02-28")]),
        ("It will be cold this winter.", [("this winter", "2013-12-01", "2014-02-28")]),
        ("Many fell in the spring of 2004.", [("the spring of 2004", "2004-03-01", "2004-05-31")]),
        ("Many have decided to stay closed in the summer.", [("the summer", "2013-06-01", "2013-08-31")]),
        ("She was a star of the 1960s.", [("the 1960s", "1960-01-01", "1969-12-31")]),
    ],
    "two days with their months are two dates": [
        ("The show runs from January 1 to March 31.",
         [("January 1", "2013-01-01", "2013-01-01"), ("March 31", "2013-03-31", "2013-03-31")]),
        ("It was open from Dec. 20 to Jan. 5.",
         [("Dec. 20", "2012-12-20", "2012-12-20"), ("Jan. 5", "2013-01-05", "2013-01-05")]),
        ("They met on March 5 and 12.", [("March 5", "2013-03-05", "2013-03-05")]),
        ("In the six months from July to December, exports fell.",
         [("July", "2012-07-01", "2012-07-31"), ("December", "2012-12-01", "2012-12-31")]),
    ],
    "two months or weekdays are two dates": [
        ("Between November and February, cases fell.",
         [("November", "2012-11-01", "2012-11-30"), ("February", "2013-02-01", "2013-02-28")]),
        ("A ruling is expected between December and March 2014.",
         [("December", "2013-12-01", "2013-12-31"), ("March 2014", "2014-03-01", "2014-03-31")]),
        ("The show will run from Saturday to Wednesday.",
         [("Saturday", "2013-03-23", "2013-03-23"), ("Wednesday", "2013-03-27", "2013-03-27")]),
        ("The poll was taken from Friday evening to Monday.",
         [("Friday evening", "2013-03-15", "2013-03-15"), ("Monday", "2013-03-18", "2013-03-18")]),
    ],
    "steps": [
        ("The war began 10 years ago this week.", [("10 years ago this week", "2003-03-17", "2003-03-23")]),
        ("He was named a year ago Wednesday.", [("a year ago Wednesday", "2012-03-20", "2012-03-20")]),
        ("He was named a week ago Monday.", [("a week ago Monday", "2013-03-11", "2013-03-11")]),
        ("The war began 10 years ago this month.", [("10 years ago this month", "2003-03-01", "2003-03-31")]),
        ("He filled it for the next year and a half.", []),
        ("The law takes effect Jan. 1.", [("Jan. 1", "2014-01-01", "2014-01-01")]),
        ("They blamed the 11 March 2004 bombings.", [("11 March 2004", "2004-03-11", "2004-03-11")]),
    ],
    "what a step cannot lean on": [
        ("He flew in on Monday. A week later, he resigned.",
         [("Monday", "2013-03-18", "2013-03-18"), ("A week later", None, None)]),
        ("He spoke twice last week. That same day he left.",
         [("last week", "2013-03-11", "2013-03-17"), ("That same day", None, None)]),
        ("He is free today. He walked through all that happened that night.",
         [("today", "2013-03-19", "2013-03-19"), ("that night", None, None)]),
        ("In 2011 it won. It will pass Orvia in 2015. The same year it had lost a ship.",
         [("2011", "2011-01-01", "2011-12-31"), ("2015", "2015-01-01", "2015-12-31"),
          ("The same year", "2011-01-01", "2011-12-31")]),
        ("It rose through March 3, and more in the weeks after.", [("March 3", "2013-03-03", "2013-03-03")]),
        ("It ended in 1913, half a century later.", [("1913", "1913-01-01", "1913-12-31")]),
        ("The next day, Aug. 31, he left.", [("The next day", None, None), ("Aug. 31", "2012-08-31", "2012-08-31")]),
        ("He wrote on Aug. 30, 2010. The next day, Aug. 31, he left.",
         [("Aug. 30, 2010", "2010-08-30", "2010-08-30"), ("The next day", "2010-08-31", "2010-08-31"),
          ("Aug. 31", "2010-08-31", "2010-08-31")]),
        ("He wrote in June 2010, and told the host Al Roe that December.",
         [("June 2010", "2010-06-01", "2010-06-30"), ("that December", "2010-12-01", "2010-12-31")]),
    ],
    "of the year that the article tells of": [
        ("The mails of March 2011 tell of the summer of 2011. On March 7, she wrote.",
         [("March 2011", "2011-03-01", "2011-03-31"), ("the summer of 2011", "2011-06-01", "2011-08-31"),
          ("March 7", "2013-03-07", "2013-03-07")]),
        ("The mails of June 2011 tell of the summer of 2011. On June 7, she wrote.",
         [("June 2011", "2011-06-01", "2011-06-30"), ("the summer of 2011", "2011-06-01", "2011-08-31"),
          ("June 7", None, None)]),
    ],
    "named days": [
        ("He asked about Benghazi and the Sept. 11 attack.", [("Sept. 11", "2012-09-11", "2012-09-11")]),
        ("She fainted during a Sept. 11 memorial event.", [("Sept. 11", None, None)]),
        ("The polls shut on Election Day in 2008.", [("Election Day in 2008", "2008-11-04", "2008-11-04")]),
        ("Tuesday, September 5 was a fine day.", [("Tuesday, September 5", None, None)]),
    ],
    "how long, how often and since when": [
        ("He will hold the first congress in four decades.", [("in four decades", "1973-03-19", "2013-03-19")]),
        ("They hope to spend $3 million in five weeks.", []),
        ("They hope to hit $3 million in five weeks.", [("in five weeks", "2013-04-23", "2013-04-23")]),
        ("The talks will come in a month marked by storms.", []),
        ("She will read it in 20 minutes.", []),
        ("There will be a tomorrow.", []),
        ("The cook, now in her late 60s, will sing.", []),
    ],
    "days in a row": [
        ("The Senate will vote on Thursday, followed by the House on Friday.",
         [("Thursday", "2013-03-21", "2013-03-21"), ("Friday", "2013-03-22", "2013-03-22")]),
        ("Trains were cancelled from Tuesday through Sunday.",
         [("Tuesday", "2013-03-19", "2013-03-19"), ("Sunday", "2013-03-24", "2013-03-24")]),
    ],
    "a clock time beside the day of its sentence": [
        ("Crews cleared away Monday night's glass by 9 a.m.", [("Monday night", "2013-03-18", "2013-03-18")]),
        ("Shares fell on Monday, before the firm confirmed it at 5 p.m. in Paris.",
         [("Monday", "2013-03-18", "2013-03-18"), ("5 p.m.", "2013-03-18", "2013-03-18")]),
        ("On Monday he said that the shop opens at 5 p.m.", [("Monday", "2013-03-18", "2013-03-18")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0][:40]}") for name, rows in WIRE.items() for row in rows],
)
def test_wire(parse, sentence, expected):
    found = find_dates(Body(parse(sentence)), PUBLISHED)
    assert [(sentence[one.start : one.end], _day(one.date_start), _day(one.date_end)) for one in found] == expected


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("He was freed last week.", "2013-03-11", "2013-03-17"),
        ("He was freed last Wednesday.", "2013-03-13", "2013-03-13"),
        ("He was freed last Sunday.", "2013-03-10", "2013-03-10"),
        ("He will be freed next week.", "2013-03-18", "2013-03-24"),
    ],
)
def test_the_last_week_of_a_paper_of_sunday_ends_that_day(parse, sentence, first, last):
    (found,) = find_dates(Body(parse(sentence)), datetime(2013, 3, 17, tzinfo=UTC))
    assert (_day(found.date_start), _day(found.date_end)) == (first, last)


def _day(moment):
    return moment and moment.date().isoformat()
