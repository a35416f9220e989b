from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.link_tables import STORY_GROUPS
from expectations.schema import make_arrow_schema
from expectations.tables import GROUP_TABLES
from tasks.ids import hash_id
from tasks.link.lasting_ids import keep_ids, match_groups

PUBLISHED = {letter: datetime(2021, 3, 1 + at, tzinfo=UTC) for at, letter in enumerate("abcdefghij")}


def make_stories(*groups: str) -> dict[str, pa.Table]:
    """Tables of groups in which each word is a story of the articles that are its letters; the last letter joined."""
    rows = [
        {
            "story_group_id": hash_id("story_group", hash_id("story", group[:2]), article_id),
            "article_id": article_id,
            "group_id": hash_id("story", group[:2]),
            "similarity": 1.0,
            "first_published": None,
        }
        for group in groups
        for article_id in group
    ]
    empty = {table.name: make_arrow_schema(table).empty_table() for table in GROUP_TABLES}
    return empty | {"story_groups": pa.Table.from_pylist(rows, schema=make_arrow_schema(STORY_GROUPS))}


def name_stories(tables: dict[str, pa.Table]) -> dict[str, str]:
    """By id, the letters of a story."""
    letters: dict[str, str] = {}
    for row in tables["story_groups"].sort_by("article_id").to_pylist():
        letters[row["group_id"]] = letters.get(row["group_id"], "") + row["article_id"]
    return letters


def build(*nights: tuple[str, ...]) -> dict[str, pa.Table]:
    tables: dict[str, pa.Table] = {}
    for number, groups in enumerate(nights):
        tables = keep_ids(make_stories(*groups), tables, PUBLISHED, f"r{number}")
    return tables


def merges(tables: dict[str, pa.Table]) -> list[tuple[str, str | None, str]]:
    return [(row["old_id"], row["new_id"], row["run_id"]) for row in tables["group_merges"].to_pylist()]


AB, CD, AC, BC = (hash_id("story", pair) for pair in ("ab", "cd", "ac", "bc"))


def test_a_group_keeps_its_id_when_an_earlier_article_comes():
    # Found in the order of time, the group would be one of a and b.
    tables = build(("bc",), ("abc",))
    assert name_stories(tables) == {BC: "abc"}
    assert merges(tables) == []


def test_of_two_groups_that_join_the_older_stays():
    tables = build(("ab", "cd"), ("abcd",))
    assert name_stories(tables) == {AB: "abcd"}
    assert merges(tables) == [(CD, AB, "r1")]


def test_what_was_forwarded_is_forwarded_on():
    tables = build(("ab", "cd", "ef"), ("ab", "cdef"), ("abcdef",))
    assert sorted(merges(tables)) == sorted([(CD, AB, "r2"), (hash_id("story", "ef"), AB, "r1")])


def test_of_a_group_that_parts_the_larger_half_keeps_the_id():
    tables = build(("abcde",), ("ab", "cde"))
    apart = hash_id("group apart", AB)
    assert name_stories(tables) == {AB: "cde", apart: "ab"}
    assert merges(tables) == []


def test_a_group_without_members_is_forwarded_nowhere_and_may_come_back():
    assert merges(build(("ab", "cd"), ("ab",))) == [(CD, None, "r1")]
    tables = build(("ab", "cd"), ("ab",), ("ab", "cd"))
    assert (merges(tables), name_stories(tables)) == ([], {AB: "ab", CD: "cd"})


def test_members_stand_under_the_id_that_stays():
    row = build(("bc",), ("abc",))["story_groups"].to_pylist()[0]
    assert row["story_group_id"] == hash_id("story_group", BC, row["article_id"])


NIGHT = st.lists(st.integers(0, 3), min_size=10, max_size=10).map(
    lambda places: tuple(
        word
        for place in range(4)
        if len(word := "".join(letter for letter, at in zip("abcdefghij", places, strict=True) if at == place)) > 1
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(NIGHT, min_size=1, max_size=4))
def test_any_nights_end_in_the_partition_of_the_last_with_every_id_accounted_for(nights):
    tables = {}
    for number, groups in enumerate(nights):
        before, tables = tables, keep_ids(make_stories(*groups), tables, PUBLISHED, f"r{number}")
        assert sorted(name_stories(tables).values()) == sorted(groups)
        living, gone = name_stories(tables).keys(), {old: new for old, new, _ in merges(tables)}
        assert not living & gone.keys()
        assert {new for new in gone.values() if new is not None} <= living
        if before:
            assert name_stories(before).keys() | {old for old, _, _ in merges(before)} <= living | gone.keys()
    # Named by itself, a release gets the names that it has: so it is built again.
    again = keep_ids(make_stories(*nights[-1]), tables, PUBLISHED, "other")
    assert all(again[name].equals(table) for name, table in tables.items())


def test_a_group_within_another_keeps_its_own_id():
    groups = {"small": ("a", "b"), "large": ("a", "b", "c")}
    assert match_groups(groups, {"1": ("a", "b"), "2": ("a", "b", "c")})[0] == {"small": "1", "large": "2"}
    assert match_groups(groups, {"2": ("a", "b", "c"), "1": ("a", "b")})[0] == {"small": "1", "large": "2"}
