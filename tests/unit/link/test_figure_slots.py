from __future__ import annotations

from itertools import permutations
from typing import Any

import pandas as pd
import pytest

from tasks.link.figure_slots import SLOT_COLUMNS, LinkedFigures, link_figures

PLAIN = {"kind": "count", "is_additional": False, "is_total": False}
QUAKE = "The quake in Corvel killed {} people, and {} houses fell."
OTHER = "A ferry off Lundby took {} people to the islands."


def make_tables(*told: tuple[str, str, str, dict[str, Any]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make articles and figures from article, text, the number's words and its columns."""
    bodies: dict[str, str] = {}
    figures = []
    for number, (article, text, words, columns) in enumerate(told):
        bodies.setdefault(article, text)
        start = bodies[article].index(words)
        figures.append(
            PLAIN
            | {"figure_id": f"f{number}", "article_id": article, "start": start, "end": start + len(words)}
            | columns
        )
    articles = pd.DataFrame(
        {
            "article_id": list(bodies),
            "outlet": [f"outlet {article}" for article in bodies],
            "body": list(bodies.values()),
            "published_at": pd.to_datetime([f"2023-05-0{'abcd'.index(each[0]) // 2 + 1}" for each in bodies], utc=True),
        }
    )
    return pd.DataFrame(figures, columns=list(SLOT_COLUMNS)).astype(object).where(
        lambda each: each.notna(), None
    ), articles


def link(*told: tuple[str, str, str, dict[str, Any]], stories: str = "abcd") -> LinkedFigures:
    figures, articles = make_tables(*told)
    return link_figures(figures, articles, None, dict.fromkeys(stories, "s"))


def count(value: float, counted: str = "people", **columns: Any) -> dict[str, Any]:
    return {"value": value, "counted": counted} | columns


def relate(*told: tuple[str, str, str, dict[str, Any]]) -> dict[tuple[str, str], str]:
    rows = link(*told).links.to_pylist()
    return {(row["figure_id"], row["other_figure_id"]): row["relation"] for row in rows}


def test_tolls_of_one_event_are_a_group_and_other_numbers_another():
    told = [
        (article, QUAKE.format(dead, houses), number, columns)
        for article, dead, houses in (("a", "11", "200"), ("b", "14", "300"), ("c", "15", "250"))
        for number, columns in ((dead, count(float(dead))), (houses, count(float(houses), "houses")))
    ]
    groups = link(*told).groups.to_pandas()
    found = {
        frozenset(rows.figure_id): (rows.value_low.min(), rows.value_high.max())
        for _, rows in groups.groupby("group_id")
    }
    assert found == {frozenset({"f0", "f2", "f4"}): (11.0, 15.0), frozenset({"f1", "f3", "f5"}): (200.0, 300.0)}
    assert set(groups.n_outlets) == {3}
    assert dict(zip(groups.figure_id, groups.agreement, strict=True))["f2"] == "differs"
    assert dict(zip(groups.figure_id, groups.agreement, strict=True))["f4"] == "updates"


def test_numbers_of_other_events_or_other_stories_are_not_linked():
    one, other = ("a", QUAKE.format("11", "9"), "11", count(11.0)), ("b", OTHER.format("11"), "11", count(11.0))
    assert relate(one, other) == {}
    assert link(one, ("b", QUAKE.format("11", "8"), "11", count(11.0)), stories="a").links.num_rows == 0


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (count(40.0), count(40.0), "agrees"),
        (count(40.0, approximation="about"), count(42.0), "agrees"),
        ({"low": 1000.0, "high": 10000.0, "approximation": "vague", "counted": "people"}, count(3000.0), "agrees"),
        (count(40.0), count(42.0), "differs"),
        (count(41.0, approximation="about"), count(42.0), "differs"),
        (count(24.0, approximation="about"), count(23.0), "agrees"),
        (count(40.0), {"low": 50.0, "counted": "people"}, "differs"),
    ],
)
def test_numbers_agree_where_both_can_be_right(first: dict[str, Any], second: dict[str, Any], relation: str):
    text = QUAKE.format("many", "9")
    assert list(relate(("a", text, "many", first), ("b", text, "many", second)).values()) == [relation]


def test_parts_add_up_to_a_total_in_another_article():
    whole = "Around 600 sailors were sent to Corvel so far."
    parts = "The navy sent 300 marines to Corvel. On Monday it sent another 300 sailors."
    told = (
        ("a", whole, "600", count(600.0, "sailors", approximation="about")),
        ("b", parts, "300 m", count(300.0, "sailors")),
        ("b", parts, "another 300", count(300.0, "sailors", is_additional=True)),
    )
    assert relate(*told) == {("f0", "f1"): "adds_up", ("f0", "f2"): "adds_up"}


def test_parts_and_their_total_are_one_group_whose_range_is_the_total():
    whole = "Around 600 sailors were sent to Corvel so far."
    parts = "The navy sent 300 marines to Corvel. On Monday it sent another 300 sailors."
    groups = link(
        ("a", whole, "600", count(600.0, "sailors", approximation="about")),
        ("b", parts, "300 m", count(300.0, "sailors")),
        ("b", parts, "another 300", count(300.0, "sailors", is_additional=True)),
    ).groups.to_pylist()
    assert {(row["figure_id"], row["agreement"], row["value_low"], row["value_high"]) for row in groups} == {
        ("f0", "agrees", 600.0, 600.0),
        ("f1", "adds_up", 600.0, 600.0),
        ("f2", "adds_up", 600.0, 600.0),
    }


def test_a_part_is_no_other_number_of_its_whole():
    text = "The yard of Corvel said 240 of its 900 welders would lose their jobs."
    told = [
        (article, text, words, count(value, "welders"))
        for article in "ab"
        for words, value in (("240", 240.0), ("900", 900.0))
    ]
    assert relate(*told) == {("f0", "f2"): "agrees", ("f1", "f3"): "agrees"}


@pytest.mark.parametrize(
    ("first", "second", "counted", "relations"),
    [
        (("The clerk read 7,600", 7600.0), ("Lundby sold 7,600", 7600.0), "maps", ["agrees"]),
        (("The clerk read two", 2.0), ("Lundby sold two", 2.0), "maps", []),
        (("The clerk read 7,600", 7600.0), ("Lundby sold 7,600", 7600.0), "people", []),
        (("The clerk read 47", 47.0), ("Lundby sold 48", 48.0), "maps", ["differs"]),
        (("The clerk read 47", 47.0), ("Lundby sold 60", 60.0), "maps", []),
    ],
)
def test_telling_and_close_numbers_of_a_named_thing_are_of_one(
    first: tuple[str, float], second: tuple[str, float], counted: str, relations: list[str]
):
    told = [
        (article, f"{words} {counted}.", words.split()[-1], count(value, counted))
        for article, (words, value) in (("a", first), ("b", second))
    ]
    assert list(relate(*told).values()) == relations


def test_a_round_number_that_is_gone_over_may_be_the_exact_one():
    one, other = "Mirov leads Asker in Corvel by over 2,000 votes.", "Mirov leads Asker in Corvel by 2,128 votes."
    over = count(2000.0, "votes", low=2000.0, approximation="over")
    assert list(relate(("a", one, "2,000", over), ("b", other, "2,128", count(2128.0, "votes"))).values()) == ["agrees"]


def test_what_is_to_come_is_not_held_against_what_is():
    now, later = "The fleet sent 300 sailors to Corvel.", "The fleet will have 900 sailors at Corvel."
    assert relate(("a", now, "300", count(300.0, "sailors")), ("b", later, "900", count(900.0, "sailors"))) == {}
    sent = "The fleet has sent 310 sailors that will camp at Corvel."
    one, other = ("a", now, "300", count(300.0, "sailors")), ("b", sent, "310", count(310.0, "sailors"))
    assert list(relate(one, other).values()) == ["differs"]


def test_the_order_of_rows_has_no_effect():
    figures, articles = make_tables(
        *(
            (article, QUAKE.format(dead, "9"), dead, count(float(dead)))
            for article, dead in (("a", "11"), ("b", "14"), ("c", "15"))
        )
    )
    made = [
        link_figures(figures.iloc[list(order)], articles.iloc[list(order)[::-1]], None, dict.fromkeys("abc", "s"))
        for order in permutations(range(3))
    ]
    assert all(each.groups.equals(made[0].groups) and each.links.equals(made[0].links) for each in made)
