from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from expectations.audit import Limits, audit_part, audit_release
from expectations.audit_failure import ROWS_SHOWN
from expectations.audit_text import check_texts

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Rows], object]


def replace(table: str, index: int, **values: object) -> Change:
    return lambda rows: rows[table][index].update(values)


def copy_row(table: str, **values: object) -> Change:
    return lambda rows: rows[table].append(rows[table][0] | values)


def move_fragment(number: int, by: int) -> Change:
    """Move where a fragment of the second quote begins, in body and source."""

    def change(rows: Rows) -> None:
        fragments = rows["quotes"][1]["fragments"]
        moved = {name: fragments[number][name] + by for name in ("start", "source_start")}
        rows["quotes"][1]["fragments"] = [f | (moved if i == number else {}) for i, f in enumerate(fragments)]

    return change


def swap_fragments(rows: Rows) -> None:
    rows["quotes"][1]["fragments"].reverse()


def reach_into_removed(rows: Rows) -> None:
    # The speaker's mention is said to begin with the last character of the newsletter line.
    letter = rows["removed_spans"][1]
    rows["quotes"][0]["speaker_source_start"] = letter["source_end"] - 1
    rows["quotes"][0]["speaker_source_end"] = letter["source_end"] + 3


def lie_in_removed(rows: Rows) -> None:
    letter = rows["removed_spans"][1]
    rows["dates"][0] |= {"source_start": letter["source_start"] + 16, "source_end": letter["source_start"] + 21}


def end_in_removed(rows: Rows) -> None:
    rows["quotes"][0]["fragments"][0]["source_end"] = rows["removed_spans"][1]["source_start"] + 1


def test_sound_part_passes(part_rows: Rows, write_part: Callable[[Rows], Path]) -> None:
    assert audit_part(write_part(part_rows)) == []


def test_sound_part_is_asked_without_great_expectations_unless_told(
    part_rows: Rows, write_part: Callable[[Rows], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "expectations.suites", None)
    folder = write_part(part_rows)
    assert audit_part(folder) == []
    with pytest.raises(ImportError):
        audit_part(folder, with_suites=True)


def test_checks_that_differ_stop_the_run(
    part_rows: Rows, write_part: Callable[[Rows], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("expectations.audit.is_sound", lambda *_: False)
    with pytest.raises(RuntimeError, match="articles: the suite and the plain checks differ"):
        audit_part(write_part(part_rows))


def test_part_of_rejects_alone_passes(part_rows: Rows, write_part: Callable[[Rows], Path]) -> None:
    rows: Rows = {name: [] for name in part_rows} | {"rejects": part_rows["rejects"]}
    assert audit_part(write_part(rows)) == []


TEXT_CHANGES: list[tuple[str, str, Change]] = [
    ("TEXT", "entities", replace("entities", 0, text="Olena Kovacs")),
    ("TEXT", "quotes", replace("quotes", 0, text="The bridge will reopen in july")),
    ("TEXT.cue", "quotes", replace("quotes", 0, cue_text="says")),
    ("TEXT.speaker", "quotes", replace("quotes", 0, speaker_text="Olena Kovacs")),
    ("TEXT", "figures", replace("figures", 0, text="41 days")),
    ("TEXT", "dates", replace("dates", 0, text="July")),
    ("TEXT", "claims", replace("claims", 0, text="We lost")),
    ("SOURCE-OFFSETS", "figures", lambda rows: replace("figures", 0, source_start=0)(rows)),
    ("SOURCE-OFFSETS.cue", "quotes", lambda rows: replace("quotes", 0, cue_source_start=0)(rows)),
    ("ARTICLE", "dates", replace("dates", 0, article_id="a9")),
    ("SPAN-PARTIAL.cue", "quotes", replace("quotes", 0, cue_end=None)),
    ("FRAGMENTS-REACH", "quotes", move_fragment(0, 1)),
    ("FRAGMENTS-ORDER", "quotes", move_fragment(1, -20)),
    ("FRAGMENTS-ORDER", "quotes", swap_fragments),
    ("REMOVED-TEXT", "removed_spans", replace("removed_spans", 1, text="Sign out of our daily letter.\n")),
    ("REMOVED-REPLACEMENT", "removed_spans", replace("removed_spans", 0, replacement="-")),
    ("REMOVED-ORDER", "removed_spans", copy_row("removed_spans", removed_span_id="again")),
    ("REMOVED-OVERLAP.speaker", "quotes", reach_into_removed),
    ("REMOVED-OVERLAP", "dates", lie_in_removed),
    ("REMOVED-OVERLAP.fragments", "quotes", end_in_removed),
    ("BODY-REBUILT", "articles", lambda rows: rows["removed_spans"].pop()),
    ("BODY-REBUILT", "articles", lambda rows: replace("articles", 0, body=rows["articles"][0]["body"] + "!")(rows)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "table", "change"), TEXT_CHANGES)
def test_row_that_does_not_fit_its_text_is_refused(
    part_rows: Rows, write_part: Callable[[Rows], Path], rule: str, table: str, change: Change
) -> None:
    change(part_rows)
    folder = write_part(part_rows)
    frames = {path.stem: pd.read_parquet(path) for path in folder.glob("*.parquet")}
    failures = {(failure.rule, failure.table): failure for failure in check_texts(frames)}
    assert (rule, table) in failures
    failure = failures[rule, table]
    assert failure.n_rows >= 1
    assert failure.rows
    assert f"{table}: {rule}: " in str(failure)


@pytest.mark.parametrize(
    ("rule", "table", "change"),
    [
        ("TEXT", "figures", replace("figures", 0, text="41 days")),
        ("KEY-UNIQUE", "entities", copy_row("entities")),
        ("RANGE.confidence", "quotes", replace("quotes", 0, confidence=1.2)),
        ("SPAN-ORDER", "dates", lambda rows: replace("dates", 0, end=rows["dates"][0]["start"])(rows)),
    ],
)
def test_part_with_a_bad_row_is_refused(
    part_rows: Rows, write_part: Callable[[Rows], Path], rule: str, table: str, change: Change
) -> None:
    change(part_rows)
    failures = audit_part(write_part(part_rows))
    assert (rule, table) in {(failure.rule, failure.table) for failure in failures}


def test_part_without_articles_and_rejects_is_refused(part_rows: Rows, write_part: Callable[[Rows], Path]) -> None:
    failures = audit_part(write_part({name: [] for name in part_rows}))
    assert [failure.rule for failure in failures] == ["FEWEST-ROWS"]


def test_part_that_lacks_a_table_is_refused(part_rows: Rows, write_part: Callable[[Rows], Path]) -> None:
    folder = write_part(part_rows)
    (folder / "claims.parquet").unlink()
    assert [(failure.rule, failure.table) for failure in audit_part(folder)] == [("SCHEMA", "claims")]


def test_removed_line_between_paragraphs_of_a_quote_is_no_overlap(
    part_rows: Rows, write_part: Callable[[Rows], Path]
) -> None:
    body, source = part_rows["articles"][0]["body"], part_rows["articles"][0]["source_text"]
    quote, name = part_rows["quotes"][1], "Kovach."
    first = {"start": body.index(name), "source_start": source.index(name)}
    first |= {"end": first["start"] + len(name), "source_end": first["source_start"] + len(name)}
    quote["fragments"].insert(0, first)
    quote |= {"start": first["start"], "source_start": first["source_start"]}
    quote["text"] = body[quote["start"] : quote["end"]]
    assert audit_part(write_part(part_rows)) == []


def test_sound_release_passes(release_rows: Rows, write_release: Callable[..., Path]) -> None:
    expected = {name: len(found) for name, found in release_rows.items()}
    assert audit_release(write_release(release_rows), expected_rows=expected) == []


RELEASE_CHANGES: list[tuple[str, str, Change]] = [
    ("KEY-UNIQUE", "articles", copy_row("articles")),
    ("KEY-UNIQUE", "quotes", copy_row("quotes")),
    ("REFERS.article_id", "entities", replace("entities", 0, article_id="a9")),
    ("REFERS.article_id", "article_groups", replace("article_groups", 0, article_id="a9")),
    ("REFERS.quote_id", "figures", replace("figures", 0, quote_id="q9")),
    ("REFERS.claim_id", "figures", replace("figures", 0, claim_id="c9")),
    ("REFERS.figure_ids", "claims", replace("claims", 0, figure_ids=["f9"])),
    ("REFERS.quote_id", "quote_groups", replace("quote_groups", 1, quote_id="q9")),
    ("VALUES.role", "article_groups", replace("article_groups", 0, role="twin")),
    ("RANGE.similarity", "article_groups", replace("article_groups", 0, similarity=1.5)),
    ("RANGE.value", "figures", replace("figures", 0, value=float("nan"))),
    ("RANGE.value", "figures", replace("figures", 0, value=float("inf"))),
    ("CLG-RANGE", "claim_groups", replace("claim_groups", 0, value_low=41.0)),
    ("FGG-RANGE", "figure_groups", replace("figure_groups", 0, value_low=41.0)),
    ("RUN-COUNTS", "runs", replace("runs", 0, n_read=5)),
    ("KEPT-ROWS", "articles", replace("runs", 0, n_kept=1, n_known=1)),
    ("FEWEST-ROWS", "runs", lambda rows: rows["runs"].clear()),
    ("FEWEST-ROWS", "articles", lambda rows: rows["articles"].clear()),
    ("LOST-ROWS", "rejects", lambda rows: rows["rejects"].clear()),
    ("LOST-ROWS", "entities", lambda rows: rows["entities"].pop()),
    ("GROUP-SIZE", "quote_groups", replace("quote_groups", 0, group_id="g2")),
    ("GROUP-SIZE", "article_groups", lambda rows: rows["article_groups"].pop()),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "table", "change"), RELEASE_CHANGES)
def test_release_with_a_bad_row_is_refused(
    release_rows: Rows, write_release: Callable[..., Path], rule: str, table: str, change: Change
) -> None:
    expected = {name: len(found) for name, found in release_rows.items() if name in ("rejects", "entities")}
    change(release_rows)
    failures = {(f.rule, f.table): f for f in audit_release(write_release(release_rows), expected_rows=expected)}
    assert (rule, table) in failures
    of_the_whole = rule in ("FEWEST-ROWS", "LOST-ROWS", "KEPT-ROWS")
    assert (failures[rule, table].n_rows == 0) == of_the_whole
    assert bool(failures[rule, table].rows) != of_the_whole


def test_failure_shows_twenty_rows_and_counts_all(
    release_rows: Rows, write_release: Callable[..., Path], repeat: Callable[[Rows, int], Rows]
) -> None:
    rows = repeat(release_rows, 15)
    for row in rows["quotes"]:
        row["confidence"] = 2.0
    (failure,) = audit_release(write_release(rows))
    assert (failure.rule, failure.n_rows, len(failure.rows)) == ("RANGE.confidence", 45, ROWS_SHOWN)
    assert failure.rows[0]["quote_id"] == "q1.0"


@pytest.mark.parametrize("kind", ["column left out", "type", "nullability", "pandas metadata", "cut off", "no file"])
def test_release_with_a_file_of_another_schema_is_refused(
    release_rows: Rows, write_release: Callable[..., Path], kind: str
) -> None:
    staged = write_release(release_rows)
    path = staged / "articles" / "1.parquet"
    rows = pq.read_table(path)
    number = rows.schema.get_field_index("n_tokens")
    if kind == "column left out":
        pq.write_table(rows.drop_columns(["n_tokens"]), path)
    elif kind == "type":
        pq.write_table(rows.set_column(number, "n_tokens", rows.column("n_tokens").cast("int32")), path)
    elif kind == "nullability":
        pq.write_table(rows.set_column(number, "n_tokens", rows.column("n_tokens")), path)
    elif kind == "pandas metadata":
        pq.write_table(rows.replace_schema_metadata(None), path)
    elif kind == "cut off":
        path.write_bytes(path.read_bytes()[:-10])
    else:
        path.unlink()
        (staged / "articles" / "0.parquet").unlink()
    assert [(failure.rule, failure.table) for failure in audit_release(staged)] == [("SCHEMA", "articles")]


def drop_quotes(rows: Rows) -> None:
    """Find half as many quotes and a bit less."""
    del rows["quotes"][60:]
    for name in ("quote_groups", "claim_groups"):
        rows[name].clear()
    for name in ("figures", "claims"):
        for row in rows[name]:
            row["quote_id"] = None


def drop_dates(rows: Rows) -> None:
    for row in rows["articles"][:40]:
        row |= {"published_at": None, "published_from": None}


def add_rejects(rows: Rows) -> None:
    rows["rejects"] += [rows["rejects"][0] | {"reject_id": f"more {number}"} for number in range(200)]


LIMITS = Limits(fewest_articles=100, fewest_rows=100, row_factor=1.5, null_share=0.25)


@pytest.mark.parametrize(
    ("rule", "table", "change"),
    [
        ("DRIFT-ROWS", "quotes", drop_quotes),
        ("DRIFT-NULLS.published_at", "articles", drop_dates),
        ("DRIFT-REJECTS", "rejects", add_rejects),
    ],
)
@pytest.mark.parametrize("times", [60, 40])
def test_release_far_from_the_one_before_is_refused(
    release_rows: Rows,
    write_release: Callable[..., Path],
    repeat: Callable[[Rows, int], Rows],
    rule: str,
    table: str,
    change: Change,
    times: int,
) -> None:
    previous = write_release(repeat(release_rows, times), "previous")
    rows = repeat(release_rows, times)
    change(rows)
    failures = audit_release(write_release(rows), previous, LIMITS)
    found = [(failure.rule, failure.table) for failure in failures]
    assert all((failure.about == "drift") == failure.rule.startswith("DRIFT-") for failure in failures)
    # Of 80 articles nothing is said: chance alone moves so few.
    assert ((rule, table) in found) == (times == 60)


def test_release_like_the_one_before_passes(
    release_rows: Rows, write_release: Callable[..., Path], repeat: Callable[[Rows, int], Rows]
) -> None:
    previous = write_release(repeat(release_rows, 60), "previous")
    assert audit_release(write_release(repeat(release_rows, 70)), previous) == []
