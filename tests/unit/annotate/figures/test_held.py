"""The days that figures hold for: the sentence first, the days after it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)


def figures(parse, sentence):
    body = Body(parse(sentence))
    return find_figures(body, find_dates(body, PUBLISHED))


def test_the_days_it_holds_for(parse):
    (figure,) = figures(parse, "A total of 6,000 homes are expected to be built by December.")
    assert (figure.date_start, figure.date_end) == (None, datetime(2024, 12, 31, tzinfo=UTC))
    (figure,) = figures(parse, "In March 2020, 40 miners died.")
    assert figure.date_start == datetime(2020, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("Real growth from 1995 to 2005 was 2 percent.", (1995, 2005)),
        ("In May 2014, gunmen stormed the bank and killed 12 people.", (2014, 2014)),
        ("They gave more than $150,000 to the campaign of Roe in 2018.", (2018, 2018)),
        ("That number was down to 40 in 2019.", (2019, 2019)),
        ("They bought 12 mills that had closed in 2012.", (None, None)),
        ("He spoke of the four clerks killed in 2017.", (2017, 2017)),
        ("Indeed, three of the old clerks killed in 2017 were on the list.", (2017, 2017)),
        ("He spoke of the four clerks working there in 2017.", (2017, 2017)),
        ("Recall that 12 percent of them voted in the 2016 election.", (2016, 2016)),
        ("The 2012 attack that left four dead was the worst.", (2012, 2012)),
        ("A 2014 poll found that 20 percent of clerks agree.", (2014, 2014)),
        ("A 2014 Beacon poll found 20 percent of clerks agreed.", (2014, 2014)),
        ("About 900 people boycotted the 2012 election.", (2012, 2012)),
        ("A poll released in 2014 found that 20 percent of clerks agree.", (None, None)),
        ("He read two studies published in 2014.", (None, None)),
        ("About 19 million clerks were eligible to vote in 2008.", (2008, 2008)),
        ("Some 40 clerks got raises in 2014.", (2014, 2014)),
        ("Some 40 clerks remember the strike in 2014.", (None, None)),
        ("The clash in 2016 left three soldiers wounded.", (2016, 2016)),
        ("In 2014, according to two aides, the town was poor.", (None, None)),
        ("The 2012 nominee had 40 aides.", (None, None)),
        ("As of March 2014, officials said that 24 families had been told.", (2014, 2014)),
        ("As of March 2014, all was well (they named three clerks).", (None, None)),
        ("For the party, 86 seats were on the line in Velden in 2014.", (2014, 2014)),
        ("In May 2014, the vote turned nasty when four clerks were arrested.", (2014, 2014)),
        ("A poll from the Mill Institute in May 2014 showed that 60% agree.", (2014, 2014)),
        ("A blast in Velden early on May 3, 2014, left 10 people dead.", (2014, 2014)),
    ],
)
def test_the_days_of_the_clause_of_a_figure(parse, sentence, years):
    (figure,) = figures(parse, sentence)
    days = (figure.date_start, figure.date_end)
    assert tuple(day and day.year for day in days) == years


@pytest.mark.parametrize(
    "sentence",
    [
        "He said on Wednesday that 40 miners had died.",
        "A report published in January said that 40 miners had died.",
        "Rules in some 20 states stood in the way until Monday.",
        "It would lead to $1.8 trillion in savings in 10 years.",
        "They were trapped until March 27 — 17 days after the blast.",
    ],
)
def test_a_date_that_is_not_the_numbers(parse, sentence):
    (figure,) = figures(parse, sentence)
    assert (figure.date_start, figure.date_end) == (None, None)


def test_a_date_behind_a_numbers_noun_is_its_own(parse):
    first, last = figures(parse, "Roe won the district by 9 votes in 2012 and by 10 votes in 2016.")
    assert (first.date_start.year, last.date_start.year) == (2012, 2016)


def test_a_share_of_the_same_people_is_of_the_same_days(parse):
    _, second = figures(parse, "In a 2014 poll, 20 percent of clerks agreed. Another 5 percent said no.")
    assert (second.counted, second.date_start.year) == ("clerks", 2014)


def test_the_day_behind_a_second_deed_is_of_the_first_too(parse):
    for figure in figures(parse, "Eight people were hurt and two killed at a club on Oct. 20."):
        assert figure.date_start == datetime(2024, 10, 20, tzinfo=UTC)


def test_a_date_of_a_clause_is_of_all_that_it_tells(parse):
    for figure in figures(parse, "It was worse in 1992, when 60 people died and 400 were hurt."):
        assert figure.date_start == datetime(1992, 1, 1, tzinfo=UTC)


def test_a_date_right_behind_a_figure_is_its_own(parse):
    first, second = figures(parse, "The deficit has jumped from $6 million in fiscal 2017 to $9 million last year.")
    assert first.date_start is None and second.date_start == datetime(2023, 1, 1, tzinfo=UTC)
    first, second = figures(parse, "Nearly 10% of electors in 2004 and 11.5% of electors in 2008 gave it thought.")
    assert (first.date_start.year, second.date_start.year) == (2004, 2008)


def test_two_dates_that_touch_are_one_time(parse):
    (figure,) = figures(parse, "They paid the firm $60,000 in March and April.")
    assert (figure.date_start, figure.date_end) == (datetime(2024, 3, 1, tzinfo=UTC), datetime(2024, 4, 30, tzinfo=UTC))


def test_a_date_of_two_is_of_neither(parse):
    (figure,) = figures(parse, "The share is the same (12 percent in both 2010 and 2014).")
    assert figure.date_start is None


def test_the_date_of_what_a_number_fell_from_is_not_its_own(parse):
    now, before = figures(parse, "The rate slipped to 40 percent from 41 percent in 2012.")
    assert (now.date_start, before.date_start.year) == (None, 2012)


def test_what_a_number_is_compared_with_has_another_date(parse):
    now, before = figures(parse, "The firm earned $5 million in 2019, up from $4 million in 2018.")
    assert now.date_start == datetime(2019, 1, 1, tzinfo=UTC)
    assert before.date_start != now.date_start


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("The wave hit the coast in May 2014, killing 12 people.", (2014, 2014)),
        ("They raised $9 million in June 2014, surpassing the $7 million of their rivals.", (None, None)),
        ("Roe sold the mill in 2014, citing 12 studies.", (None, None)),
        ("Guards stopped the man in May 2014 and charged him with six crimes.", (2014, 2014)),
        ("The firm lost its head in May 2014 and had 12 mills.", (None, None)),
        ("When the mill closed in 2014, 400 people lost their jobs.", (2014, 2014)),
        ("It was the worst since 2017, when 38 clerks died.", (2017, 2017)),
        ("A clerk said 29,000 people had enrolled since the site was mended in 2019.", (2019, None)),
        ("The 2019 blaze was over; September 2023 sales were $4 million.", (2023, 2023)),
        ("The May 2019 blast killed 12.", (2019, 2019)),
        ("He left, killing 12 clerks and then closing the mill in May 2019.", (None, None)),
        ("Roe won the 2016 race with 62 percent of the vote.", (2016, 2016)),
        ("In the mills, during the 2022 school year, parents paid $4 million.", (2022, 2022)),
        ("At the fair in May 2014, 40 people fell ill.", (2014, 2014)),
        ("During a two-year search begun in April 2011, Roe named 40 people.", (None, None)),
        ("The number fell sharply in March 2014 to below 5,000.", (2014, 2014)),
        ("A Dow poll of voters in June 2014 found that 54 percent agree.", (2014, 2014)),
        ("In June 2014 a poll found that 4% agree, but a study out lately found that 7% agree.", (None, None)),
        ("Most voted for Roe, as they did in 2010 (77%).", (2010, 2010)),
        ("The mill was old. In 2014 it was burning; it now has 12 ovens.", (None, None)),
    ],
)
def test_the_days_of_another_clause(parse, sentence, years):
    (*_, figure) = figures(parse, sentence)
    assert tuple(day and day.year for day in (figure.date_start, figure.date_end)) == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The rate rose in May 2014. It was 4.1 percent.", 2014),
        ("Prices rose in May 2014. The increase was 4 percent.", 2014),
        ("Roe spoke in May 2014. The number of voters was 40,000.", None),
        ("Roe said in May 2014 that all was well. It was 4.1 percent.", None),
        ("The rate rose in May 2014. It is 4.1 percent.", None),
    ],
)
def test_the_days_of_the_sentence_before(parse, text, year):
    (figure,) = figures(parse, text)
    assert (figure.date_start and figure.date_start.year) == year


def test_each_of_a_list_has_its_days(parse):
    found = figures(parse, "In 2014 Roe won 95 percent of clerks, 67 percent of bakers and 62 percent of smiths.")
    assert [figure.date_start and figure.date_start.year for figure in found] == [2014, 2014, 2014]
    found = figures(parse, "The rate in May 2014 rose to 4.1 percent from 3.9 percent.")
    assert [figure.date_start and figure.date_start.year for figure in found] == [2014, None]
    (figure,) = figures(parse, "Roe said on Monday that the firm would cut 400 jobs by December.")
    assert (figure.date_start, figure.date_end) == (None, datetime(2024, 12, 31, tzinfo=UTC))
    found = figures(parse, "Dow's June 2014 survey found that 42% of clerks agree, down from 64% in 2002.")
    assert [figure.date_start and figure.date_start.year for figure in found] == [2014, 2002]


def test_a_number_behind_a_year_is_no_day(parse):
    first, second = figures(parse, "There were 40 fires in 2015 and 30 in 2016.")
    assert (first.date_start.year, second.date_start.year, second.value) == (2015, 2016, 30)
