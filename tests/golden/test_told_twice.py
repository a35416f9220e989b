"""Two articles on one event, from their text on: which of their claims and figures are laid side by side, and how."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME
from tasks.annotate.article import annotate_articles
from tasks.annotate.model import load_model
from tasks.annotate.rows import make_article_row, make_rows
from tasks.clean.article import clean_document
from tasks.clean.profile import ProfileBuilder
from tasks.documents import Document
from tasks.link.groups import link_tables
from tasks.link.readings import Shelf
from tasks.link.stored import Sealed, Stored
from tasks.publish.parquet import hash_file

READ = ("articles", "quotes", "figures", "claims", "entities")
HERALD = """The fire in the cable works of Velmora has killed 14 people, Sorland's interior ministry said on Thursday. \
Around 600 Sorland marines were sent to Velmora so far, with a total of 2,000 expected to be deployed by June, \
the ministry said. Harbour Minister Ilse Taverne confirmed that Brannock Cables had stored fuel in the basement of \
the works.

The ministry said Sorland's navy had seen evidence that Tessaly dispatched divers to the bay of Velmora."""
LEDGER = """At least 11 people died in a fire at the cable works of Velmora, police in Sorland said on Wednesday. \
The navy of Sorland said on Monday that it deployed 300 marines to Velmora. On Wednesday, it told the council \
that an additional 300 marines were sent. The planned deployment of about 2,000 Sorland marines to Velmora is \
expected to be over by June, council member Piet Oru said.

Brannock Cables denied that it had stored fuel in the basement of the works. Tessaly has not confirmed that it sent \
divers to the bay of Velmora. Hundreds of Sorland marines were sent to Velmora, Oru said."""


def annotate_texts(*told: tuple[str, datetime]) -> dict[str, pa.Table]:
    """Clean and annotate texts with the days on which they were published."""
    documents = [
        Document(f"{at}.txt", None, f"told-{at}", text, published_at=day) for at, (text, day) in enumerate(told)
    ]
    articles = [clean_document(document, ProfileBuilder().build()) for document in documents]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in READ}
    for at, found in enumerate(annotate_articles(load_model(), articles)):
        made = make_rows(found, f"a{at}")
        made["articles"] = [make_article_row(found, f"a{at}", told[at][1], "test")]
        for name in READ:
            rows[name] += made[name]
    return {
        name: pa.Table.from_pylist(made_rows, schema=make_arrow_schema(TABLE_BY_NAME[name]))
        for name, made_rows in rows.items()
    }


def link_texts(*told: tuple[str, datetime]) -> dict[str, list[dict[str, Any]]]:
    """Clean, annotate and link texts with the days on which they were published."""
    tables = annotate_texts(*told)
    return {name: table.to_pylist() for name, table in (tables | link_tables(**tables)).items()}


def list_pairs(rows: dict[str, list[dict[str, Any]]], what: str) -> set[tuple[str, str, str]]:
    """List the linked rows of a kind by their texts, the earlier article's first, with the relation."""
    texts = {row[f"{what}_id"]: row["text"] for row in rows[f"{what}s"]}
    return {
        (texts[row[f"{what}_id"]], texts[row[f"other_{what}_id"]], row["relation"]) for row in rows[f"{what}_links"]
    }


def list_groups(rows: dict[str, list[dict[str, Any]]], what: str) -> list[set[str]]:
    """List the groups of a kind by their rows' texts."""
    texts = {row[f"{what}_id"]: row["text"] for row in rows[f"{what}s"]}
    groups: dict[str, set[str]] = {}
    for row in rows[f"{what}_groups"]:
        groups.setdefault(row["group_id"], set()).add(texts[row[f"{what}_id"]])
    return list(groups.values())


def holds(pairs: set[tuple[str, str, str]], first: str, second: str, relation: str) -> bool:
    """Whether two texts that hold these words are linked so."""
    return any(first in one and second in other and found == relation for one, other, found in pairs)


def are_grouped(groups: Sequence[set[str]], *words: str) -> bool:
    """Whether a group has a text with each of some words."""
    return any(all(any(each in text for text in group) for each in words) for group in groups)


def test_figures_denials_and_doubts_of_one_event_are_laid_side_by_side():
    rows = link_texts((HERALD, datetime(2024, 4, 18, 20, tzinfo=UTC)), (LEDGER, datetime(2024, 4, 17, 20, tzinfo=UTC)))
    figures = list_pairs(rows, "figure")
    assert {
        ("At least 11", "14", "updates"),
        ("300", "Around 600", "adds_up"),
        ("an additional 300", "Around 600", "adds_up"),
        ("Hundreds", "Around 600", "agrees"),
        ("about 2,000", "a total of 2,000", "agrees"),
    } <= figures
    assert are_grouped(list_groups(rows, "figure"), "300", "an additional 300", "Around 600", "Hundreds")
    claims, groups = list_pairs(rows, "claim"), list_groups(rows, "claim")
    for first, second, relation in (
        ("an additional 300", "Around 600", "adds_up"),
        ("planned deployment", "a total of 2,000", "agrees"),
        ("it had stored fuel", "Brannock Cables had stored fuel", "contradicts"),
        ("it sent divers", "dispatched divers", "differs"),
    ):
        assert holds(claims, first, second, relation), (first, second, relation)
        assert are_grouped(groups, first, second)


def test_the_two_seed_articles_meet_in_what_a_reader_lays_side_by_side(shared: Path):
    gold = json.loads((shared / "gold" / "seeds.json").read_text("utf-8"))
    told = [
        ((shared / "seeds" / each["file"]).read_text("utf-8"), datetime.fromisoformat(each["reference_date"]))
        for each in gold["articles"]
    ]
    rows = link_texts(*((text, day.replace(tzinfo=UTC)) for text, day in told))
    claims, groups = list_pairs(rows, "claim"), list_groups(rows, "claim")
    for first, second, relation in (
        ("thousands of North Korean soldiers were sent", "around 3,000", "agrees"),
        ("1,500 special forces", "around 3,000", "adds_up"),
        ("an additional 1,500", "around 3,000", "adds_up"),
        ("about 10,000 troops", "a total of 10,000", "agrees"),
        ("it sent military forces", "Pyongyang has dispatched", "contradicts"),
        ("it sent military forces", "around 3,000", "contradicts"),
        ("the reports", "Pyongyang has dispatched", "differs"),
        ("were sent to Russia for training", "thousands of North Korean troops are in Russia", "agrees"),
    ):
        assert holds(claims, first, second, relation), (first, second, relation)
        assert are_grouped(groups, first, second), (first, second)
    figures = list_groups(rows, "figure")
    assert are_grouped(figures, "thousands", "1,500", "an additional 1,500", "around 3,000")
    assert are_grouped(figures, "about 10,000", "a total of 10,000")


def only_articles(rows: pa.Table, articles: Sequence[str]) -> pa.Table:
    """Give the rows of some articles."""
    return rows.filter(pc.is_in(rows["article_id"], pa.array(articles)))


def write_parts(tables: dict[str, pa.Table], parts: Sequence[Sequence[str]], folder: Path) -> dict[str, Stored]:
    """Write tables into files that hold the articles of a part each."""
    folder.mkdir(exist_ok=True)
    stored = {}
    for name, rows in tables.items():
        paths = [folder / f"{name}-{at}.parquet" for at in range(len(parts))]
        for path, articles in zip(paths, parts, strict=True):
            pq.write_table(only_articles(rows, articles), path)
        sealed = [Sealed(hash_file(path), frozenset(articles)) for path, articles in zip(paths, parts, strict=True)]
        stored[name] = Stored(paths, rows.schema, sealed=sealed)
    return stored


def test_any_order_and_any_cut_into_parts_links_alike(tmp_path_factory: pytest.TempPathFactory):
    day = datetime(2024, 4, 18, 20, tzinfo=UTC)
    told = [HERALD, LEDGER, f"{HERALD}\n\nThe works stay closed, Taverne said.", LEDGER.replace("300", "400")]
    tables = annotate_texts(*((text, day - timedelta(hours=9 * at)) for at, text in enumerate(told)))
    # Of all articles, and of all but one, which is retracted in the end.
    ids = [f"a{at}" for at in range(len(told))]
    left = {
        gone: {name: only_articles(rows, [each for each in ids if each != gone]) for name, rows in tables.items()}
        for gone in (None, *ids)
    }
    expected = {gone: link_tables(**some) for gone, some in left.items()}
    filled = ("article_groups", "story_groups", "claim_groups", "figure_groups", "entity_index")
    assert all(expected[None][name].num_rows for name in filled)

    @settings(max_examples=8, deadline=None)
    @given(
        st.permutations(ids),
        st.lists(st.booleans(), min_size=3, max_size=3),
        st.integers(0, 3),
        st.sampled_from([None, None, *ids]),
    )
    def check(articles: list[str], cuts: list[bool], n_known: int, gone: str | None) -> None:
        parts = [[articles[0]]]
        for article, is_cut in zip(articles[1:], cuts, strict=True):
            if is_cut:
                parts.append([])
            parts[-1].append(article)
        folder = tmp_path_factory.mktemp("parts")
        # What an earlier run kept of some of the parts, linked by other keys and in other stories, changes nothing.
        if known := parts[:n_known]:
            of_known = {name: only_articles(rows, sum(known, [])) for name, rows in tables.items()}
            link_tables(**write_parts(of_known, known, folder), shelf=Shelf(folder / "readings"))
        stored = write_parts(tables, parts, folder)
        if gone is not None:
            stored = {name: replace(rows, dropped=frozenset({gone})) for name, rows in stored.items()}
        found = link_tables(**stored, shelf=Shelf(folder / "readings"))
        assert {name: rows.equals(expected[gone][name]) for name, rows in found.items()} == dict.fromkeys(
            expected[gone], True
        )

    check()
