from __future__ import annotations

from itertools import permutations
from random import Random

import pandas as pd
import pytest

from tasks.link.stories import does_argue, does_explain, link_stories

DAM = "The dam above Corvel burst on Monday and flooded the market of Ostra, where {} houses stand under water."
RESCUE = "Boats took families out of Ostra after the dam above Corvel burst, and {} houses stood under water."
LATER = "The dam above Corvel had worn thin before it burst, and the flooded market of Ostra will stay under water."
STRIKE = "Pilots of Nordia Air walked out over pay, and Lundby airport cancelled forty flights before noon."
PAY = "Nordia Air and its pilots talk about pay again while Lundby airport cancels flights for a second day."
OTHERS = (
    "Painter Ines Hale hung her mural in the library, where children had asked for whales.",
    "A court in Brask fined the brewer for watering beer; lawyers plan to appeal.",
    "Wheat prices rose after frost in the north, growers told their union on Thursday.",
)


def make_articles(*rows: tuple[str, str | None]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": [f"a{number}" for number in range(len(rows))],
            "outlet": None,
            "title": None,
            "is_opinion": None,
            "body": [body for body, _ in rows],
            "published_at": pd.to_datetime([day for _, day in rows], utc=True),
        }
    )


def group(articles: pd.DataFrame) -> set[frozenset[str]]:
    groups = link_stories(articles).groups.to_pandas()
    return {frozenset(members) for _, members in groups.groupby("group_id")["article_id"]}


ARTICLES = make_articles(
    (DAM.format(40), "2022-05-02"),
    (RESCUE.format(40), "2022-05-03"),
    (STRIKE, "2022-05-03"),
    (LATER, "2022-05-04"),
    (PAY, "2022-05-04"),
    *((body, "2022-05-03") for body in OTHERS),
)


def test_articles_on_one_event_are_a_story_and_others_are_none():
    assert group(ARTICLES) == {frozenset({"a0", "a1", "a3"}), frozenset({"a2", "a4"})}


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("between", ["", " "])
def test_articles_of_one_long_paragraph_are_linked(seed: int, between: str):
    words = [f"sluice{number}" for number in Random(seed).choices(range(1000), k=3)]
    body = between.join(words * 40)
    assert group(make_articles((body, "2022-05-02"), (f"{body} closed", "2022-05-02"))) == {frozenset({"a0", "a1"})}


def test_a_story_says_when_its_first_article_was_published():
    rows = link_stories(ARTICLES).groups.to_pandas().set_index("article_id")
    assert rows.loc["a3", "first_published"] == pd.Timestamp("2022-05-02", tz="UTC")
    assert rows.loc["a0", "similarity"] == 1.0
    assert 0 < rows.loc["a3", "similarity"] < 1


@pytest.mark.parametrize(("day", "n_stories"), [("2022-05-03", 1), ("2022-05-05", 0), ("2022-05-20", 0)])
def test_what_goes_on_for_days_has_another_event_each_day(day: str, n_stories: int):
    articles = make_articles((DAM.format(40), "2022-05-02"), (LATER, day), *((body, day) for body in OTHERS))
    assert len(group(articles)) == n_stories


def test_who_argues_does_not_tell_the_event_unless_very_alike():
    articles = make_articles((DAM.format(40), "2022-05-02"), (LATER, "2022-05-03"), *((each, None) for each in OTHERS))
    assert group(articles) == {frozenset({"a0", "a1"})}
    assert group(articles.assign(is_opinion=[None, True, None, None, None])) == set()
    argued = articles.assign(body=[DAM.format(40), f"{LATER} We must ask who let our dam rot.", *OTHERS])
    assert group(argued) == set()


@pytest.mark.parametrize(
    ("title", "explains"),
    [
        ("Why the dam above Corvel burst", True),
        ("Corvel in ruins: how Ostra drowned", True),
        ("Seven sad facts about a dam", True),
        ("Seven dead as dam bursts", False),
        ("Dam above Corvel bursts, and nobody knows why", False),
        ("Will Corvel be built again? Its mayor has doubts", True),
        ("Will Asker leads search of dam", False),
        ("What the mayor of Corvel said", False),
        ("Dam bursts: How many were saved", False),
        ("\u201cHow?\u201d ask the people of Ostra", False),
    ],
)
def test_a_title_that_asks_or_lists_explains(title: str, explains: bool):
    assert does_explain(title) == explains


@pytest.mark.parametrize(
    ("body", "argues"),
    [
        (f"{LATER} We must ask who let our dam rot.", True),
        (f"{LATER} Who let the dam rot?", True),
        (f"{LATER} \u201cWho let it rot? They knew of it,\u201d said the clerk of Ostra.", False),
        (f"{LATER} \u201cWe must ask who let our dam rot.\u201d", False),
    ],
)
def test_an_author_argues_in_words_of_his_own(body: str, argues: bool):
    assert does_argue(body) == argues


def test_articles_without_a_day_are_compared_with_one_another():
    articles = make_articles((DAM.format(40), None), (DAM.format(60), None), (LATER, "2022-05-04"), (OTHERS[0], None))
    assert group(articles) == {frozenset({"a0", "a1"})}


NEXT = "The mayor of Ostra resigned on Tuesday, pressed by families whose homes were lost, his clerk told a court."


@pytest.mark.parametrize(
    ("day", "told", "n_stories"),
    [("2022-05-02", DAM.format(40), 1), ("2022-05-03", DAM.format(40), 1), ("2022-05-03", NEXT, 0)],
)
def test_the_next_news_of_a_matter_opens_otherwise(day: str, told: str, n_stories: int):
    first = f"{DAM.format(40)}\n{RESCUE.format(40)}"
    articles = make_articles((first, "2022-05-02"), (f"{told}\n{LATER}", day), *((each, day) for each in OTHERS))
    assert len(group(articles)) == n_stories


def test_the_next_news_of_a_matter_is_of_that_matter():
    first = f"{DAM.format(40)}\n{RESCUE.format(40)}"
    rows = ((first, "2022-05-02"), (f"{NEXT}\n{RESCUE.format(40)}", "2022-05-03"), *((each, None) for each in OTHERS))
    linked = link_stories(make_articles(*rows))
    assert linked.groups.num_rows == 0
    assert linked.matters == {"a0": "a0", "a1": "a0"}


def test_an_outlet_that_comes_back_to_a_matter_has_other_news():
    rows = ((DAM.format(40), "2022-05-02"), (RESCUE.format(40), "2022-05-03"), *((each, None) for each in OTHERS))
    one = make_articles(*rows).assign(outlet=["Ostra News", "Ostra Online (Web)", "Lundby Mail", None, None])
    assert group(one) == set()
    assert len(group(one.assign(outlet=["Ostra News", "Lundby Mail", None, None, None]))) == 1
    same_day = one.assign(published_at=one["published_at"].iloc[0])
    assert len(group(same_day)) == 1


def test_names_that_two_articles_share_make_them_alike():
    articles = make_articles(
        ("The envoys met at the lake again.", "2022-05-02"),
        ("A new round of envoys began on Tuesday.", "2022-05-03"),
        *((body, "2022-05-03") for body in OTHERS),
    )
    keys = ["person:ada-mirov", "org:lake-league", "place:TJ", "person:jon-asker"]
    entities = pd.DataFrame([{"article_id": each, "entity_key": key} for each in ("a0", "a1") for key in keys])
    assert group(articles) == set()
    linked = link_stories(articles, entities).groups.to_pandas()
    assert set(linked["article_id"]) == {"a0", "a1"}


def test_the_order_of_rows_has_no_effect():
    few = ARTICLES.iloc[:5]
    made = [link_stories(few.iloc[list(order)]).groups for order in permutations(range(5))]
    assert all(each.equals(made[0]) for each in made)


def test_no_articles_make_no_story():
    assert link_stories(make_articles()).groups.num_rows == 0
