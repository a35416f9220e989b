"""Trace rows of a hand-made release back to their source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expectations.tables import TABLE_BY_NAME
from tasks.report.rows import find_tombstones
from tasks.report.trace import check_source, cut_sentence, find_rows, trace_row
from tests.unit.report.conftest import DAY, SOURCE, Rows, make_article, make_quote, make_row, make_span

# A wrapped line, which the body has mended.
WRAPPED = "Officials said that the\nferry was full. It sank."
BODY = "Officials said that the ferry was full. It sank."


@pytest.fixture
def release(write_release: Callable[[Rows], Path]) -> Path:
    """A release of three articles with a quote, what stands in it, a group of it, and corrections."""

    def sign(article: dict[str, Any]) -> dict[str, Any]:
        return article | {"source_sha256": hashlib.sha256(article["source_text"].encode()).hexdigest()}

    wrapped = make_article("b2", WRAPPED, outlet="Bay Post") | {"body": BODY}
    said = {"start": 15, "end": 39, "source_start": 15, "source_end": 39, "text": BODY[15:39]}
    break_at = {"start": 23, "end": 24, "source_start": 23, "source_end": 24, "text": "\n", "replacement": " "}
    group = {"group_id": "g1", "n_articles": 2, "similarity": 0.9}
    correction = {"table_name": "quotes", "action": "retract", "outcome": "applied", "author": "J. Doe", "n_rows": 1}
    return write_release(
        {
            "articles": [sign(make_article("a1", read_at=DAY)), sign(wrapped)],
            "rejects": [make_row("rejects", reject_id="e1", reason="no_text")],
            "removed_spans": [make_row("removed_spans", removed_span_id="r1", article_id="b2", **break_at)],
            "quotes": [
                make_quote(["We need $5 million by June"], "q1"),
                make_row("quotes", quote_id="q2", article_id="b2", **said),
            ],
            "figures": [make_span("figures", "$5 million", figure_id="f1", quote_id="q1", claim_id="c1")],
            "claims": [make_span("claims", "We need $5 million", claim_id="c1", quote_id="q1")],
            "quote_groups": [
                make_row("quote_groups", quote_group_id="x1", quote_id="q1", article_id="a1", relation="same", **group),
                make_row(
                    "quote_groups", quote_group_id="x2", quote_id="q2", article_id="b2", relation="variant", **group
                ),
            ],
            "runs": [make_row("runs", run_id="run1", started=DAY)],
            "corrections": [
                make_row("corrections", correction_id="k1", row_id="q9", article_id="a1", **correction),
                make_row("corrections", correction_id="k2", row_id="q1", article_id="a1", **correction),
            ],
        }
    )


def find(release: Path, wanted: str) -> Any:
    (found,) = find_rows(release, wanted)
    return trace_row(release, found)


def test_a_row_is_found_by_the_beginning_of_its_key_in_any_table(release: Path) -> None:
    assert [(one.table.name, one.key, one.file) for one in find_rows(release, "q")] == [
        ("quotes", "q1", "quotes/x.parquet"), ("quotes", "q2", "quotes/x.parquet")
    ]  # fmt: skip
    assert [one.table.name for one in find_rows(release, "e")] == ["rejects"]
    assert find_rows(release, "q", [TABLE_BY_NAME["claims"]]) == []


def test_a_quote_is_traced_to_its_sentence_its_run_and_what_it_has_to_do_with(release: Path) -> None:
    trace = find(release, "q1")
    assert trace.sentence.before == "“"
    assert trace.sentence.span == "We need $5 million by June"
    assert trace.sentence.after == ",” she said."
    assert trace.source == "We need $5 million by June"
    assert trace.problems == ()
    assert trace.run["run_id"] == "run1"
    assert {(one.relation, one.table.name, one.row[one.table.key], one.outlet) for one in trace.linked} == {
        ("holds", "figures", "f1", None),
        ("holds", "claims", "c1", None),
        ("variant", "quotes", "q2", "Bay Post"),
    }
    assert [row["correction_id"] for row in trace.corrections] == ["k2"]


def test_a_figure_is_traced_to_what_it_stands_in(release: Path) -> None:
    linked = find(release, "f1").linked
    assert [(one.relation, one.table.name) for one in linked] == [("stands in", "quotes"), ("stands in", "claims")]


def test_what_was_mended_is_taken_into_account_when_the_source_is_held_against_the_row(release: Path) -> None:
    trace = find(release, "q2")
    assert trace.source == "that the\nferry was full."
    assert trace.found.row["text"] == "that the ferry was full."
    assert trace.problems == ()
    assert find(release, "r1").problems == ()


@pytest.mark.parametrize(
    ("article", "row", "words"),
    [
        ({"source_text": SOURCE + " "}, {}, "source_sha256"),
        ({"body": "x" + SOURCE}, {}, r"body\[start:end\]"),
        ({}, {"source_start": 0}, r"source_text\[source_start:source_end\]"),
    ],
)
def test_what_does_not_agree_with_a_row_is_told(
    release: Path, article: dict[str, Any], row: dict[str, Any], words: str
) -> None:
    trace = find(release, "f1")
    trace.found.row.update(row)
    (problem,) = check_source(trace.found, trace.article | article, [])
    assert re.search(words, problem)


def test_an_article_has_its_rows_counted_and_a_reject_has_neither_article_nor_span(release: Path) -> None:
    trace = find(release, "a1")
    assert (trace.counts["quotes"], trace.counts["figures"], trace.counts["dates"]) == (1, 1, 0)
    assert trace.sentence is None
    reject = find(release, "e1")
    assert (reject.article, reject.source, reject.run, reject.problems) == (None, None, None, ())


def test_a_row_that_was_taken_out_has_its_tombstone(release: Path) -> None:
    assert find_rows(release, "q9") == []
    assert [row["correction_id"] for row in find_tombstones(release, "q9")] == ["k1"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("three", "He saw three boats."),
        ("boats. Mr. Hale", "He saw three boats. Mr. Hale saw none."),
        ("“Go,”", "“Go,” she said."),
        ("Then", "Then"),
    ],
)
def test_sentences_are_cut_at_their_ends_and_never_beyond_a_paragraph(words: str, sentence: str) -> None:
    body = "He saw three boats. Mr. Hale saw none. “Go,” she said.\n\nThen\nnothing."
    at = body.index(words)
    found = cut_sentence(body, at, at + len(words))
    assert found.before + found.span + found.after == sentence
    assert found.span == words
