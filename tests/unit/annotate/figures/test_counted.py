"""The thing counted: the sentence first, what each of its figures counts after it."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("One of the gunmen fled.", ["gunmen"]),
        ("Five of 10 cases were confirmed.", ["cases", "cases"]),
        ("It won 27 of the hall's 120 seats.", ["seats", "seats"]),
        ("About 46 percent of the 700,000 residents are poor.", ["residents", "residents"]),
        ("A 51-vote majority is enough.", ["vote"]),
        ("It is a 74-page report.", ["page"]),
        ("It has a 3 cylinder engine.", ["cylinder"]),
        ("They sent 40,000 fully equipped troops.", ["fully equipped troops"]),
        ("They sent 762,000 of these \u201cdiscouraged\u201d workers home.", ["\u201cdiscouraged\u201d workers"]),
        ("It counted millions of hard-working people.", ["hard-working people"]),
        ("Some 300 counter-demonstrators came and 12 co-workers left.", ["counter-demonstrators", "co-workers"]),
        ("Six non-members voted.", ["non-members"]),
        ("It told of a repeat offender Three clerks know.", ["clerks"]),
        ("The number of refugees rose to 1.2 million.", ["refugees"]),
        ("The toll of a fire in two mills of Velden rose to 10.", ["mills", None]),
        ("They sent 40 guards and said the number would rise to 90.", ["guards", "guards"]),
        ("It holds 40 families of four.", ["families", None]),
        ("It gained 40,000 jobs last month and 39,000 in May.", ["jobs", "jobs"]),
        ("It gained 14,000 last month.", [None]),
        ("The state paid $5 million in damages.", ["damages"]),
        ("They bought $30 million worth of arms.", ["arms"]),
        ("He kept $2 million in secret accounts.", [None]),
        ("Car sales rose 5 percent.", [None]),
        ("They saw a 5 percent rise in car sales.", [None]),
        ("The agency noted a 37 percent increase.", [None]),
        ("They rose 5 percent.", [None]),
        ("Around 3,000 guards came, with a total of 10,000 expected.", ["guards", "guards"]),
        ("Some 1.5 million Chilean miners and their wives came.", ["Chilean miners"]),
        ("Three-quarters of women agree.", ["women"]),
        ("One in five adults agrees.", ["adults"]),
        ("Police held 60 farmers, 15 of them minors.", ["farmers", "farmers"]),
        ("There were 40 guests, three of whom left.", ["guests", "guests"]),
        ("The five fled, two of them on foot.", [None]),
        ("The victims, 12 in all, were miners.", ["victims"]),
        ("The young miners, five of them women, came home.", ["young miners"]),
        ("Deaths from the fever topped 1,200 then.", ["Deaths"]),
        ("New cases fell to 300 from 412.", ["New cases", "New cases"]),
        ("The state has 40 cases, and deaths rose to 12.", ["cases", "deaths"]),
        ("Shares rose to 412.", [None]),
        ("It shut three of the park\u2019s most popular trails.", ["park\u2019s most popular trails"]),
        ("It spent $50 million of Acme's $10 billion.", [None, None]),
        ("They asked 66 percent of 18-to-29 year-olds.", ["18-to-29 year-olds", None]),
        ("They asked 40 percent of 16- and 17-year-olds.", ["16- and 17-year-olds", None, None]),
        ("Services gained 24,000.", [None]),
        ("The gauge ended at 16,369, up 58 points.", ["points", "points"]),
        ("Two of the five were armed.", [None, None]),
        ("The rate was 6.6 per 100,000 in May.", [None]),
        ("The ship carried 14,000 20-foot containers.", ["20-foot containers", None]),
        ("The plan will reduce emissions by about 10 percent.", [None]),
        ("The output was cut by 5 percent.", [None]),
        ("The number of fires rose 6 percent to 3,374.", [None, "fires"]),
        ("It handles thousands of e-mails and 40 T-shirts.", ["e-mails", "T-shirts"]),
        ("The app has 2.3 million daily active users, up from 1.6 million.", ["daily active users"] * 2),
        ("The fund holds $5 million in annual grants.", ["annual grants"]),
        ("The two plans include $716 million in Medicaid savings.", ["plans", "Medicaid savings"]),
        ("It hired 400 last month.", [None]),
        ("About 70 percent of the island's 1.1 million residents left.", ["residents", "residents"]),
        ("It covers 58 percent of enrollees\u2019 cost.", ["cost"]),
        ("The 2,100-strong workforce went on strike.", ["workforce"]),
        ("Police arrested 15, including three minors.", [None, "minors"]),
        ("They gave jobs to 50,000 fewer young miners.", ["young miners"]),
        ("The toll stood at five dead and 30 injured.", ["dead", "injured"]),
        ("In addition to the five dead, two others were hurt.", ["dead", "others"]),
        ("Three people were dead and five hurt.", ["people", "people"]),
        ("The dozen lawmakers met in Lima.", ["lawmakers"]),
        ("It has six times the population of Finland.", [None]),
        ("It has six times the number of shops.", ["shops"]),
        ("That brought them up to 27 in an 18-seat chamber.", [None, "seat"]),
        ("It ended before the two parties\u2019 use of the hall.", ["parties"]),
        ("They are 42 percent of the unemployed.", ["unemployed"]),
        ("He came within two-tenths of a percentage point of beating Roe.", [None]),
        ("He denied 17 spy agencies' claims.", ["spy agencies"]),
        ("They met two state nurses' unions.", ["state nurses' unions"]),
        ("It made 212 of these Section 215 orders.", ["Section 215 orders"]),
        ("It killed millions and millions of people.", ["people", "people"]),
        ("The rule would cut wood-burning stoves by 8 percent.", [None]),
    ],
)
def test_the_thing_counted(parse, sentence, counted):
    assert [figure.counted for figure in find_figures(Body(parse(sentence)), [])] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Some 40 people came. Another 12 were late.", ["people", "people"]),
        ("Some 40 people came. Then 12 were late.", ["people", None]),
        ("The firm has 4 million users, up from 3.9 million in 2019.", ["users", "users"]),
        ("It would raise the number of pupils from 40 to 60.", ["pupils", "pupils"]),
        ("Police said: '15 Clerks left.'", ["Clerks"]),
        ("She plays a clip, '98 Hawks' coach said.", []),
        ("Some 40 clerks came, and a third of them left.", ["clerks", "clerks"]),
        ("Some 40 clerks came, and a third of it is gone.", ["clerks", None]),
    ],
)
def test_what_is_counted_stands_with_the_number_before(parse, text, counted):
    assert [figure.counted for figure in find_figures(Body(parse(text)), [])] == counted


def test_a_decline_of_its_own_counts_nothing_of_the_verb(parse):
    text = "Bank shares rose last week, compared with the mill sector's 0.1 percent decline."
    assert [figure.counted for figure in find_figures(Body(parse(text)), [])] == [None]
