"""Each relation fires on a row that breaks it, found in a part as in a release, and on no sound one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from expectations.audit import audit_part, audit_release
from expectations.audit_groups import GROUP_RELATIONS
from expectations.audit_relations import RELATIONS, check_part_relations
from expectations.tables import SHARD_TABLES

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Rows], object]
DAY = datetime(2024, 5, 3, tzinfo=UTC)


def replace(table: str, index: int, **values: object) -> Change:
    return lambda rows: rows[table][index].update(values)


def copy_row(table: str, index: int = 0, **values: object) -> Change:
    return lambda rows: rows[table].append(rows[table][index] | values)


def move_figure(rows: Rows) -> None:
    """Have a figure stand in the quote's claim, where the quote's words are interrupted."""
    body = rows["articles"][0]["body"]
    start = body.index("she said")
    shift = rows["quotes"][1]["source_start"] - rows["quotes"][1]["start"]
    rows["figures"][0] |= {"start": start, "end": start + 3, "source_start": start + shift}
    rows["figures"][0] |= {"source_end": start + shift + 3, "text": "she", "claim_id": None}


def quote_all(rows: Rows) -> None:
    body, source = rows["articles"][0]["body"], rows["articles"][0]["source_text"]
    whole = {"start": 0, "end": len(body), "source_start": 0, "source_end": len(source)}
    rows["quotes"][0] |= whole | {"text": body, "content": body, "fragments": [whole]}


def name_money(rows: Rows) -> None:
    """Have two sums in the same words, of which one has no unit."""
    money = {"kind": "money", "unit": "USD", "unit_text": "dollars", "quote_id": None, "claim_id": None}
    rows["figures"][0] |= money
    body = rows["articles"][0]["body"]
    start = body.index("June")
    at = {"start": start, "end": start + 4, "source_start": start, "source_end": start + 4, "text": "June"}
    rows["figures"].append(rows["figures"][0] | at | {"figure_id": "f2", "unit": None, "unit_text": "dollars"})


def reject_kept(rows: Rows) -> None:
    article = rows["articles"][0]
    rows["rejects"][0] |= {name: article[name] for name in ("source_path", "position", "record_id")}


def claim_for_other(rows: Rows) -> None:
    rows["claims"][0] |= {"claimant_name": "Ivan Hrytsenko", "claimant_key": "person:ivan-hrytsenko"}


PART_CHANGES: list[tuple[str, str, Change]] = [
    ("FIG-QUOTE", "figures", replace("figures", 0, quote_id="q1")),
    ("FIG-QUOTE", "figures", move_figure),
    ("FIG-CLAIM", "figures", lambda rows: rows["figures"][0].update(start=20, end=27, source_start=20, source_end=27)),
    ("CLA-QUOTE", "claims", replace("claims", 0, quote_id="q1")),
    ("CLA-SPEAKER", "claims", claim_for_other),
    ("CLA-SPEAKER", "claims", replace("claims", 0, said_at=DAY)),
    ("CLA-SPEAKER", "claims", replace("claims", 0, said_grain="day")),
    ("SPAN-OVERLAP", "figures", copy_row("figures", figure_id="f2", value=41.0)),
    ("SPAN-OVERLAP", "entities", copy_row("entities", mention_id="m3")),
    ("SPAN-OVERLAP", "dates", copy_row("dates", date_id="d2")),
    ("SPAN-TWICE", "quotes", copy_row("quotes", quote_id="q9", type="mixed")),
    ("SPAN-TWICE", "claims", copy_row("claims", claim_id="c9", stance="denies")),
    ("QUO-SAID", "quotes", replace("quotes", 0, said_at=DAY + timedelta(days=3653))),
    ("CLA-SAID", "claims", replace("claims", 0, said_at=DAY + timedelta(days=3653))),
    ("QUO-SAID-DAY", "quotes", replace("quotes", 0, said_at=DAY - timedelta(days=30))),
    ("CLA-SAID-DAY", "claims", replace("claims", 0, said_at=DAY + timedelta(days=10))),
    ("CLA-EVENT-YEAR", "claims", replace("claims", 0, event_end=datetime(2031, 1, 1, tzinfo=UTC))),
    ("CLA-EVENT-YEAR", "claims", replace("claims", 0, event_start=datetime(1, 1, 1, tzinfo=UTC))),
    ("FIG-DATES-YEAR", "figures", replace("figures", 0, date_start=datetime(1999, 1, 1, tzinfo=UTC))),
    ("FIG-DATES-YEAR", "figures", replace("figures", 0, date_end=datetime(9999, 1, 1, tzinfo=UTC))),
    ("FIG-MONEY-WORDS", "figures", name_money),
    ("QUO-WHOLE", "quotes", quote_all),
    ("ART-EPOCH", "articles", replace("articles", 0, published_at=datetime(1970, 1, 1, tzinfo=UTC))),
    ("REJ-KEPT", "rejects", reject_kept),
]  # fmt: skip


def lengthen(rows: Rows) -> None:
    """Make the first body long enough for a quote that is all of it to be no short saying."""
    more = " The council thanked the crews." * 5
    rows["articles"][0]["body"] += more
    rows["articles"][0]["source_text"] += more


@pytest.mark.parametrize(("rule", "table", "change"), PART_CHANGES)
def test_part_and_release_with_rows_at_odds_are_refused(
    release_rows: Rows, write_release: Callable[..., Path], rule: str, table: str, change: Change
) -> None:
    lengthen(release_rows)
    change(release_rows)
    is_of_parts = all(one.is_of_parts for one in RELATIONS if one.name == rule)
    folder = write_release(release_rows)
    tables = {name: pq.read_table(folder / name) for name in sorted(table.name for table in SHARD_TABLES)}
    alone = {(failure.rule, failure.table): failure for failure in check_part_relations(tables)}
    assert all("article_id" in row or table == "rejects" for row in alone[rule, table].rows)
    assert ((rule, table) in {(f.rule, f.table) for f in audit_release(folder)}) != is_of_parts


@pytest.mark.parametrize("rule", ["CLA-SPEAKER", "SPAN-OVERLAP", "QUO-SAID", "ART-EPOCH", "REJ-KEPT"])
def test_part_alone_shows_it(part_rows: Rows, write_part: Callable[[Rows], Path], rule: str) -> None:
    next(change for name, _, change in PART_CHANGES if name == rule)(part_rows)
    assert rule in {failure.rule for failure in audit_part(write_part(part_rows))}


def test_archive_of_the_day_when_computers_begin_to_count_passes(
    release_rows: Rows, write_release: Callable[..., Path]
) -> None:
    for row, day in zip(
        release_rows["articles"], (datetime(1970, 1, 1, tzinfo=UTC), datetime(1969, 12, 30, tzinfo=UTC)), strict=True
    ):
        row["published_at"] = day
    assert "ART-EPOCH" not in {failure.rule for failure in audit_release(write_release(release_rows))}


def test_reject_and_article_of_one_line_in_two_parts_pass(
    release_rows: Rows, write_release: Callable[..., Path]
) -> None:
    # A dump is delivered again under its name, and its line 12 is another.
    article = release_rows["articles"][1]
    release_rows["rejects"][0] |= {name: article[name] for name in ("source_path", "position", "record_id")}
    assert audit_release(write_release(release_rows)) == []


def give_outlets(rows: Rows) -> None:
    for number, row in enumerate(rows["articles"]):
        row["outlet"] = f"Daily {number}"


def join_groups(rows: Rows) -> None:
    for number in range(10):
        rows["quotes"].append(rows["quotes"][0] | {"quote_id": f"more {number}"})
        rows["quote_groups"].append(
            rows["quote_groups"][0] | {"quote_group_id": f"more {number}", "quote_id": f"more {number}"}
        )


def group_figures(*members: tuple[str, str]) -> Change:
    def change(rows: Rows) -> None:
        shared = {"group_id": "g1", "agreement": "agrees", "label": "days", "value_low": 40.0, "value_high": 40.0}
        shared |= {"value_unit": "d", "similarity": 1.0, "n_outlets": 0, "first_seen": DAY}
        rows["figure_groups"] = [
            shared | {"figure_group_id": f"fg{number}", "figure_id": figure_id, "article_id": article_id}
            for number, (figure_id, article_id) in enumerate(members)
        ]

    return change


GROUP_CHANGES: list[tuple[str, str, Change]] = [
    ("GROUP-SIZE", "claim_groups", lambda rows: rows["claim_groups"].pop()),
    ("GROUP-ONCE", "quote_groups", copy_row("quote_groups", quote_group_id="qg9")),
    ("GROUP-ONCE", "claim_groups", copy_row("claim_groups", claim_group_id="cg9")),
    ("GROUP-ONCE", "article_groups", copy_row("article_groups", article_group_id="ag9", group_id="g9")),
    ("GROUP-ONCE", "story_groups", copy_row("story_groups", story_group_id="sg9", group_id="g9")),
    ("GROUP-SIZE", "story_groups", lambda rows: rows["story_groups"].pop()),
    ("GROUP-ONCE", "figure_groups", group_figures(("f1", "a1"), ("f1", "a1"))),
    ("GROUP-SIZE", "figure_groups", group_figures(("f1", "a1"))),
    ("GROUP-SPREAD", "figure_groups", group_figures(*[("f1", "a1")] * 5)),
    ("GROUP-ARTICLE", "figure_groups", group_figures(("f1", "a2"))),
    ("GROUP-ARTICLE", "quote_groups", replace("quote_groups", 0, article_id="a2")),
    ("GROUP-ARTICLE", "claim_groups", replace("claim_groups", 0, article_id="a2")),
    ("GROUP-SPREAD", "quote_groups", join_groups),
    ("GROUP-WORDS", "quote_groups", replace("quotes", 2, content="Nothing of the kind was ever said here")),
    ("GROUP-LINKED", "quote_groups", lambda rows: rows["quote_links"].pop()),
    ("GROUP-LINKED", "claim_groups", lambda rows: rows["claim_links"].pop()),
    ("GROUP-LINKED", "figure_groups", lambda rows: rows["figure_links"].pop()),
    ("MERGE-GONE", "group_merges", replace("group_merges", 0, old_id="g1")),
    ("MERGE-LIVES", "group_merges", replace("group_merges", 0, new_id="g7")),
    ("LINK-ARTICLES", "quote_links", replace("quote_links", 0, article_id="a2")),
    ("LINK-ARTICLES", "claim_links", replace("claim_links", 0, other_article_id="a1")),
    ("LINK-ARTICLES", "figure_links", replace("figure_links", 0, other_article_id="a1")),
    ("LINK-SPAN", "quote_links", replace("quote_links", 0, other_aligned_end=10_000)),
    ("GROUP-ORIGINAL", "article_groups", replace("article_groups", 0, role="copy")),
    ("GROUP-ORIGINAL", "article_groups", replace("article_groups", 1, role="original")),
    ("GROUP-ORIGINAL", "article_groups", replace("articles", 1, published_at=DAY - timedelta(days=1))),
    ("GROUP-ORIGINAL", "article_groups", replace("articles", 1, source_agency="Reuters")),
    ("GROUP-COUNTS", "quote_groups", replace("quote_groups", 0, n_articles=3)),
    ("GROUP-COUNTS", "quote_groups", give_outlets),
    ("GROUP-COUNTS", "quote_groups", replace("quote_groups", 0, first_said=datetime(2099, 1, 1, tzinfo=UTC))),
    ("GROUP-COUNTS", "quote_groups", replace("quote_groups", 0, first_said=None)),
    ("GROUP-FIRST", "quote_groups", replace("quote_groups", 0, relation="variant")),
    ("GROUP-VALUES", "claim_groups", replace("claim_groups", 0, value_high=41.0)),
    ("GROUP-VALUES", "claim_groups", lambda rows: [row.update(value_low=1.0) for row in rows["claim_groups"]]),
    ("GROUP-VALUES", "figure_groups", replace("figure_groups", 0, value_high=41.0)),
    ("GROUP-VALUES", "figure_groups", lambda rows: [row.update(value_low=1.0) for row in rows["figure_groups"]]),
    ("KEY-LISTED", "entities", replace("entities", 0, entity_key="person:ann-roe")),
    ("KEY-LISTED", "quotes", replace("quotes", 0, speaker_key="anonymous:officials")),
    ("KEY-LISTED", "claims", replace("claims", 0, claimant_key="body:police")),
    ("KEY-LISTED", "claims", replace("claims", 0, about_keys=["body:police"])),
    ("KEY-LISTED", "entity_keys", replace("entity_keys", 0, entity_key="person:ann-roe")),
    ("INDEX-COUNTS", "entity_index", replace("entity_index", 0, n_quotes=7)),
    ("READ-AFTER", "articles", replace("articles", 0, read_at=datetime(2099, 1, 1, tzinfo=UTC))),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "table", "change"), GROUP_CHANGES)
def test_release_with_groups_at_odds_is_refused(
    release_rows: Rows, write_release: Callable[..., Path], rule: str, table: str, change: Change
) -> None:
    change(release_rows)
    assert (rule, table) in {(f.rule, f.table) for f in audit_release(write_release(release_rows))}


def test_every_relation_is_tried_above() -> None:
    tried = {(rule, table) for rule, table, _ in PART_CHANGES + GROUP_CHANGES} | {
        ("GROUP-SIZE", "article_groups"), ("GROUP-SIZE", "quote_groups"), ("GROUP-SPREAD", "claim_groups")
    }  # fmt: skip
    assert {(relation.name, relation.table) for relation in (*RELATIONS, *GROUP_RELATIONS)} == tried
