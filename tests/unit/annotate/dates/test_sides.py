"""On which side of publication a date without its year lies: the sentence first, the dates after it.

Published on Tuesday 12 March 2024, where nothing else is said.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body

PUBLISHED = datetime(2024, 3, 12, tzinfo=UTC)

SIDES = {
    "since": [
        ("Prices are up a tenth since June.", [("June", "2023-06-01", "2023-06-30")]),
        ("It is the first vote since September's landslide.", [("September", "2023-09-01", "2023-09-30")]),
        ("Since August rents have doubled.", [("August", "2023-08-01", "2023-08-31")]),
        ("Since members backed the motion to leave the bloc in June, rents rose.",
         [("June", "2023-06-01", "2023-06-30")]),
        ("Since her speech backing the levy in May, she has kept quiet.", [("May", "2023-05-01", "2023-05-31")]),
        ("In the year to July sales fell.", [("July", "2023-07-01", "2023-07-31")]),
    ],
    "through and until": [
        ("The council passed a bill to keep the pool open through Sept. 30.",
         [("Sept. 30", "2024-09-30", "2024-09-30")]),
        ("The tapestries are on show through Oct. 6.", [("Oct. 6", "2024-10-06", "2024-10-06")]),
        ("Waiting until October to mend the roof is no option.", [("October", "2024-10-01", "2024-10-31")]),
        ("With 30 weeks until Oct. 8, her lead is thin.", [("Oct. 8", "2024-10-08", "2024-10-08")]),
        ("The bill pays for 40 beds between now and Sept. 30.",
         [("between now and Sept. 30", "2024-03-12", "2024-09-30")]),
        ("She played down talk of extending the term past June 30.", [("June 30", "2024-06-30", "2024-06-30")]),
        ("The case will go on well past Halloween.", [("Halloween", "2024-10-31", "2024-10-31")]),
        ("It closed this past summer.", [("this past summer", "2023-06-01", "2023-08-31")]),
        ("The staff did not hear of it until Monday.", [("Monday", "2024-03-11", "2024-03-11")]),
    ],
    "what a noun of its own tells": [
        ("In a May 28 reply, the clerk said that the claim was void.", [("May 28", "2023-05-28", "2023-05-28")]),
        ("The capsule on the Aug. 21 flight landed in a field.", [("Aug. 21", "2023-08-21", "2023-08-21")]),
        ("Orla Fenn called for the levy to be scrapped in an interview in July.",
         [("July", "2023-07-01", "2023-07-31")]),
        ("It will raise the stakes for Thursday's hearing.", [("Thursday", "2024-03-14", "2024-03-14")]),
        ("Similar reports in May that she had left were false.", [("May", "2023-05-01", "2023-05-31")]),
        ("They aim to post the text of it on Friday.", [("Friday", "2024-03-15", "2024-03-15")]),
    ],
    "plans": [
        ("He said that she planned to print the letters in October.", [("October", "2023-10-01", "2023-10-31")]),
        ("Orla Fenn got married in August.", [("August", "2023-08-01", "2023-08-31")]),
        ("He prizes winning back the seat in September.", [("September", "2024-09-01", "2024-09-30")]),
        ("She wants the fee included in the talks in November.", [("November", "2024-11-01", "2024-11-30")]),
        ("He denies meeting them in November.", [("November", "2023-11-01", "2023-11-30")]),
        ("The bank will waive the fee, starting that period on March 4.", [("March 4", "2024-03-04", "2024-03-04")]),
        ("The mayor said he would step down in late February.", [("late February", "2024-02-01", "2024-02-29")]),
    ],
    "done before or after what is told": [
        ("After meeting Orla Fenn in May, the mayor praised her.", [("May", "2023-05-01", "2023-05-31")]),
        ("They drilled all spring before easing off in May.", [("May", "2023-05-01", "2023-05-31")]),
        ("Ms. Fenn testified during her June confirmation hearing.", [("June", "2023-06-01", "2023-06-30")]),
        ("The bench, short of a judge since the death of Orla Fenn in May, will hear the case.",
         [("May", "2023-05-01", "2023-05-31")]),
        ("There was a small upward revision for May.", [("May", "2023-05-01", "2023-05-31")]),
        ("He bought her a sled for Christmas.", [("Christmas", "2023-12-25", "2023-12-25")]),
        ("Going into Halloween, the firm had hired 90 people.", [("Halloween", "2023-10-31", "2023-10-31")]),
        ("The union said it was clear that members are angry after November's talks with the firm.",
         [("November", "2023-11-01", "2023-11-30")]),
    ],
    "what was foretold": [
        ("The board predicted that the money would be paid out by Dec. 10.", [("Dec. 10", "2023-12-10", "2023-12-10")]),
        ("The board said that the pool would reopen in June.", [("June", "2024-06-01", "2024-06-30")]),
        ("They were given until Dec. 5 to appeal.", [("Dec. 5", "2023-12-05", "2023-12-05")]),
        ("The agency set a target of 900 tests by the end of February.",
         [("the end of February", "2024-02-01", "2024-02-29")]),
        ("The book is scheduled for October release.", [("October", "2024-10-01", "2024-10-31")]),
        ("Take it from me, enrolment will be low in February.", [("February", "2024-02-01", "2024-02-29")]),
        ("They make their last pleas before the vote on Saturday.", [("Saturday", "2024-03-16", "2024-03-16")]),
        ("Tensions have grown over rules on reopening pools in the summer.",
         [("the summer", "2024-06-01", "2024-08-31")]),
    ],
    "weekdays without a plain past": [
        ("Backers gather for their convention on Thursday.", [("Thursday", "2024-03-14", "2024-03-14")]),
        ("The council plans to come back early and vote Friday.", [("Friday", "2024-03-15", "2024-03-15")]),
        ("She looks forward to meeting him on Friday.", [("Friday", "2024-03-15", "2024-03-15")]),
        ("He vowed that the shooting in Oslo Sunday night would not stop them.",
         [("Sunday night", "2024-03-10", "2024-03-10")]),
        ("The fair concludes Friday.", [("Friday", "2024-03-15", "2024-03-15")]),
        ("The clerks working Monday are tired.", [("Monday", "2024-03-11", "2024-03-11")]),
    ],
    "the same month elsewhere in the article": [
        ("The vote will be held no later than October. Some say that October is too late.",
         [("October", "2024-10-01", "2024-10-31"), ("October", "2024-10-01", "2024-10-31")]),
    ],
    "in a year of its own": [
        ("It quoted a letter of May 23, 2019. The sender of the May 23 letter is dead.",
         [("May 23, 2019", "2019-05-23", "2019-05-23"), ("May 23", "2019-05-23", "2019-05-23")]),
        ("2009: Voted on Halloween on the dam.\n2010: Nothing.",
         [("2009", "2009-01-01", "2009-12-31"), ("Halloween", "2009-10-31", "2009-10-31"),
          ("2010", "2010-01-01", "2010-12-31")]),
        ("It came to a head in 2011, when the council told the plant to close by 31 May.",
         [("2011", "2011-01-01", "2011-12-31"), ("31 May", "2011-05-31", "2011-05-31")]),
        ("It was signed on June 15,1987 in Oslo.", [("June 15,1987", "1987-06-15", "1987-06-15")]),
    ],
    "what is just over, or not yet begun": [
        ("The firm said that first-quarter profit rose.", [("first-quarter", "2023-01-01", "2023-03-31")]),
        ("Both sisters came back this autumn.", [("this autumn", "2023-09-01", "2023-11-30")]),
        ("At the fair earlier this summer, he waved.", [("earlier this summer", "2023-06-01", "2023-08-31")]),
        ("The bay would be free of ice in summer.", [("summer", None, None)]),
    ],
    "the worst in so many years lies behind": [
        ("It is the worst flood in 30 years.", [("in 30 years", "1994-03-12", "2024-03-12")]),
        ("It was the worst flood in 30 years.", []),
        ("Most of them will retire in 10 years.", [("in 10 years", "2034-01-01", "2034-12-31")]),
    ],
    "a day told twice has one year": [
        ("The aide wrote on June 6 that the plan was sound. A June 6 draft says so.",
         [("June 6", "2023-06-06", "2023-06-06"), ("June 6", "2023-06-06", "2023-06-06")]),
        ("A July 9 draft of the plan.", [("July 9", "2024-07-09", "2024-07-09")]),
        ("The aide wrote on July 9. A July 9 draft of the plan.",
         [("July 9", "2023-07-09", "2023-07-09"), ("July 9", "2023-07-09", "2023-07-09")]),
        ("He called three times, most recently on July 9.", [("July 9", "2023-07-09", "2023-07-09")]),
    ],
    "of the year told before": [
        ("1. June 2023: The judge signs the order.\n2. July: The order leaks.",
         [("June 2023", "2023-06-01", "2023-06-30"), ("July", "2023-07-01", "2023-07-31")]),
        ("The trips began on June 30, 2019, and went on through August.",
         [("June 30, 2019", "2019-06-30", "2019-06-30"), ("August", "2019-08-01", "2019-08-31")]),
    ],
    "names beside the date told before": [
        ("He ran in May 2000. He had filed his papers the previous autumn.",
         [("May 2000", "2000-05-01", "2000-05-31"), ("the previous autumn", "1999-09-01", "1999-11-30")]),
        ("It was signed in May 2000 and took force the following January.",
         [("May 2000", "2000-05-01", "2000-05-31"), ("the following January", "2001-01-01", "2001-01-31")]),
        ("The plan came the following January.", [("the following January", None, None)]),
        ("She lost in May 2010. That autumn she won another seat.",
         [("May 2010", "2010-05-01", "2010-05-31"), ("That autumn", "2010-09-01", "2010-11-30")]),
        ("She lost in 2024. That June he called her.",
         [("2024", "2024-01-01", "2024-12-31"), ("That June", None, None)]),
        ("He said that June sales fell.", [("June", "2023-06-01", "2023-06-30")]),
    ],
    "later than what": [
        ("The fall of the wall still matters today, 35 years later.",
         [("today", "2024-03-12", "2024-03-12"), ("35 years later", None, None)]),
        ("The cut runs out on Sept. 30. The aide had told them so earlier in the day.",
         [("Sept. 30", "2024-09-30", "2024-09-30"), ("earlier in the day", None, None)]),
    ],
    "days that are meant without their year": [
        ("He was at the Jan. 6 riot.", [("Jan. 6", "2021-01-06", "2021-01-06")]),
        ("It was the gravest threat by a terrorist group since September 11th.",
         [("September 11th", "2001-09-11", "2001-09-11")]),
        ("He arrived on Jan. 6.", [("Jan. 6", "2024-01-06", "2024-01-06")]),
    ],
    "votes to come": [
        ("The party is bullish about his chances of winning in November.",
         [("November", "2024-11-01", "2024-11-30")]),
        ("Allies had grown bullish on his chances of winning in November.",
         [("November", "2024-11-01", "2024-11-30")]),
        ("The verdict has put the levy very much on the ballot in November.",
         [("November", "2024-11-01", "2024-11-30")]),
        ("No matter who wins on Election Day, taxes rise.", [("Election Day", "2024-11-05", "2024-11-05")]),
        ("The November spike was a surprise to both candidates.", [("November", "2023-11-01", "2023-11-30")]),
        ("She won the primary in November.", [("November", "2023-11-01", "2023-11-30")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [pytest.param(*row, id=f"{name}: {row[0][:40]}") for name, rows in SIDES.items() for row in rows],
)
def test_sides(parse, sentence, expected):
    found = find_dates(Body(parse(sentence)), PUBLISHED)
    assert [(sentence[one.start : one.end], _day(one.date_start), _day(one.date_end)) for one in found] == expected


def test_the_day_of_the_last_vote(parse):
    sentence = "He was ousted from leading the team shortly after the Nov. 8 election."
    (found,) = find_dates(Body(parse(sentence)), datetime(2023, 3, 4, tzinfo=UTC))
    assert _day(found.date_start) == "2022-11-08"


def test_a_quarter_that_ends_within_days_is_told_as_over(parse):
    (found,) = find_dates(Body(parse("Second-quarter profit rose.")), datetime(2024, 6, 20, tzinfo=UTC))
    assert (_day(found.date_start), _day(found.date_end)) == ("2024-04-01", "2024-06-30")


@pytest.mark.parametrize(
    ("sentence", "country", "days"),
    [
        ("The order of 3/5/2013 stands.", "US", ["2013-03-05"]),
        ("The order of 3/5/13 stands.", "GB", ["2013-05-03"]),
        ("The order of 3/5/2013 stands.", "CA", [None]),
        ("The order of 3/5/2013 stands.", None, [None]),
        ("The orders of 3/5/2013 and 23/5/2013 stand.", "US", ["2013-05-03", "2013-05-23"]),
        ("The orders of 3/5/2013, 5/23/2013 and 23/6/2013 stand.", "US", [None, "2013-05-23", "2013-06-23"]),
    ],
)
def test_the_order_of_day_and_month(parse, sentence, country, days):
    found = find_dates(Body(parse(sentence)), PUBLISHED, country)
    assert [_day(one.date_start) for one in found] == days
    assert {one.rule for one in found} <= {"written", "written_order", "written_ambiguous"}


def _day(moment):
    return moment and moment.date().isoformat()
