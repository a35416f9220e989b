"""Whose an age is: the sentence first, then the name for each age; None where nobody is told."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "aged"),
    [
        ("Booker, 49, became the latest to join the race.", ["Booker"]),
        ("The 31-year-old southpaw joined a 145-year-old club.", ["southpaw", "club"]),
        ("Ann Roe, 42, came. The 42-year-old was hurt.", ["Ann Roe", "Ann Roe"]),
        ("Ann Roe, 42, came. The 42-year-old's mother wept.", ["Ann Roe", "Ann Roe"]),
        ("A 20-year-old man and a 20-year-old woman came. The 20-year-old left.", ["man", "woman", None]),
        ("A 30-year-old left.", [None]),
        ("Bebe Roe, six, and Elsie Doe, seven, were hurt.", ["Bebe Roe", "Elsie Doe"]),
        ("Girls between the ages of 12 and 14 may not.", ["Girls"]),
        ("Americans older than 45 agree. Those older than 60 do not.", ["Americans", None]),
        ("The lawmakers, all 50 years old or younger, voted.", ["lawmakers"]),
        ("Men in their 20s live with a parent. Those in their 50s do not.", ["Men", None]),
        ("Ann Roe retired in her 60s.", ["Ann Roe"]),
        ("Some of the girls were as young as 14.", ["girls"]),
        ("John Roe died Thursday at age 95.", ["John Roe"]),
        ("Young adults stay on their parents' plans until age 26.", ["Young adults"]),
        ("They used records of 90 women (mean age 57).", [None]),
        ("Zephyr Roe, a 34-year-old representing Missoula, spoke.", ["Zephyr Roe"]),
        ("Arion Kurt, an 18-year-old from Oxford, was sentenced.", ["Arion Kurt"]),
        ("Her father was 30-year-old Berani or 16-year-old Jaya, the zoo said.", ["Berani", "Jaya"]),
        ("Anthony Rosen, a 23-year-old University of Velden graduate, left.", ["University of Velden graduate"]),
        ("When her sons turned 14 years old in January, Nadya Roe left.", ["sons"]),
        ("Police warned that Kessler, then aged 21, had left.", ["Kessler"]),
        ("Rules keep people currently aged 14 or under from buying it.", ["people"]),
        ("She lost her two children, ages 2 and 4.", ["children", "children"]),
        ("Daughter Robin's death at age 3 was a sorrow.", ["Daughter Robin"]),
        ("Jonas Field told of her mother's death at age 50.", [None]),
        ("Jonas Field announced the departure of Ada Holm at age 61.", [None]),
        ("Jonas Field joined the navy at age 19.", ["Jonas Field"]),
        ("Only 5 percent of state legislators are under the age of 35.", ["state legislators"]),
        ("About 12 percent of the population is 65 or older.", ["population"]),
        ("Ann Roe met nobody. The 41-year-old said it was late.", [None]),
        ("The 37-year-old revealed Ann Roe had left.", [None]),
        ("4. Velden Mills: Ann Roe\nPosition: Guard\nAge: 22, Senior", ["Ann Roe"]),
        ("Ann Roe\nPosition: Guard\nAge: 22", ["Ann Roe"]),
        ("Ann Roe left the mill, and nobody in all of Velden saw her there again that year.\nAge: 22", [None]),
        ("When my 11-year-old tries to do that, we stop it.", [None]),
        ("You have to wait until you're 21.", [None]),
        ("Our 12-year-old plays tennis.", [None]),
        ("Her 15-year-old left school.", [None]),
        ("The 80-year-old mills burned.", ["mills"]),
        ("Behind Jan Doe, three, maybe four, barns burned.", []),
    ],
)
def test_whose_an_age_is(parse, text, aged):
    ages = [figure for figure in find_figures(Body(parse(text)), []) if figure.kind == "age"]
    assert [age.measured_of for age in ages] == aged


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Ann Roe was 14 when she learned it.", [14]),
        ("Anna Kessler, the third of 11 children, was 9 when she left.", [9]),
        ("She left with her friend Bianca Holm, also 19, on Monday.", [19]),
        ("Anna Kessler, now 42, runs the mill.", [42]),
        ("The mayor, then 31, won the seat.", [31]),
        ("Her father, who is 71, sold the farm.", [71]),
        ("She taught 16- and 17-year-olds there.", [16, 17]),
        ("Taylor is hardly an entrenched one.", []),
        ("The mills were 14.", []),
        ("The town council, now 12, met.", []),
        ("The lead was 14 when he left.", []),
        ("Jonas Field was 19 in 1984 and left.", [19]),
        ("Jonas Field was 22 at the time.", [22]),
        ("Jonas Field was 68 in the last round.", []),
        ("She was 35 in the survey.", []),
        ("The Velden Hawks were 28 at the break.", []),
        ("The jockey was 5, behind Ada Holm.", []),
        ("Jonas Field, at 71, was two shots behind Ada Holm, at 70.", []),
        ("Jonas Field, only 14, votes behind Ada Holm, lost.", []),
        ("Jonas Field, just 14, was left behind.", [14]),
        ("Ada Holm left Kestrel Mills, also 50, she said.", []),
        ("Ada Holm turned 30 acres into a park.", []),
        ("Ada Holm turned 15 large mills into homes.", []),
        ("Ada Holm turned 14 guests away.", []),
        ("Ada Holm turned 30 Monday.", [30]),
        ("Ada Holm turned 30 last week.", [30]),
    ],
)
def test_a_number_of_years_by_what_is_said_of_whom(parse, text, ages):
    found = [figure.value for figure in find_figures(Body(parse(text)), []) if figure.kind == "age"]
    assert found == ages


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("The median age in Velden was just 18.", ("median age", "Velden")),
        ("The median age of 31 in Velden is low.", ("median age", "Velden")),
    ],
)
def test_how_old_a_people_is(parse, text, measured):
    (age,) = find_figures(Body(parse(text)), [])
    assert (age.kind, age.measured, age.measured_of) == ("age", *measured)


def test_the_day_of_a_month_is_no_age(parse):
    body = Body(parse("He wrote to the Mill Council on March, 22, 2019."))
    assert "age" not in [figure.kind for figure in find_figures(body, [])]
