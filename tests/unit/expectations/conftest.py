"""A small part and release, written for the tests: rows that every rule holds for."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from expectations.schema import Table, make_arrow_schema
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.alignment import Alignment, Edit, apply_edits
from tasks.publish.parquet import write_arrow

Rows = dict[str, list[dict[str, Any]]]
DAY = datetime(2024, 5, 3, tzinfo=UTC)
LETTER = "Sign up for our daily letter.\n"
SOURCE = (
    "KYIV, May 3 — The bridge will reopen in\nJune, said Mayor Olena Kovach.\n"
    f"{LETTER}“We lost 40 days,” she said. “Work goes on.”"
)
OTHER = "“We lost 40 days on the bridge,” Mayor Olena Kovach told the council.\nThe ferry carried about 300 people.\n"
KOVACH = {"name": "Olena Kovach", "key": "person:olena-kovach", "kind": "person"}
SPEAKER = {f"speaker_{name}": value for name, value in KOVACH.items()}
CLAIMANT = {f"claimant_{name}": value for name, value in KOVACH.items()}
PLAIN = dict.fromkeys(("addressee", "channel", "said_at", "said_grain", "rule", "speaker_role", "speaker_rule")) | {
    "is_anonymous": False,
    "is_utterance": True,
}
CLAIM = dict.fromkeys(("source_chain", "said_at", "said_grain", "rule", "answers_claim_id")) | CLAIMANT | {
    "claimant_role": None, "claimant_text": "Kovach", "claim_type": "event", "is_checkable": True,
    "stance": "asserts", "polarity": "affirmative", "certainty": "certain", "voice": "direct", "event_start": DAY,
    "event_end": DAY, "resolved": "We lost 40 days", "is_self_contained": False,
    "event_grain": "day", "figure_ids": [], "about_keys": [],
}  # fmt: skip


def locate(body: str, alignment: Alignment, words: str, prefix: str = "") -> dict[str, int]:
    start = body.index(words)
    offsets = (start, start + len(words), *alignment.to_source(start, start + len(words)))
    names = ("start", "end", "source_start", "source_end")
    return {f"{prefix}{name}": offset for name, offset in zip(names, offsets, strict=True)}


def make_article(article_id: str, source: str, edits: Sequence[tuple[str, str, str]]) -> tuple[Rows, str, Alignment]:
    spans = [Edit(at := source.index(words), at + len(words), replacement) for words, replacement, _ in edits]
    body, alignment = apply_edits(source, spans)
    unknown = ("outlet", "source_agency", "author", "title", "url", "position", "section", "is_opinion")
    article = dict.fromkeys(unknown) | {
        "article_id": article_id,
        "record_id": f"record {article_id}",
        "published_at": DAY,
        "published_day": DAY,
        "published_from": "record",
        "is_truncated": False,
        "language": "en",
        "source_text": source,
        "body": body,
        "source_path": "dump.jsonl",
        "source_sha256": hashlib.sha256(source.encode()).hexdigest(),
        "n_tokens": 30,
        "read_at": DAY,
        "extracted_with": "0123456789abcdef",
    }
    rows: Rows = {table.name: [] for table in TABLES} | {"articles": [article]}
    shift = 0
    for number, (span, (words, replacement, kind)) in enumerate(zip(spans, edits, strict=True)):
        start = span.start + shift
        shift += len(replacement) - len(words)
        rows["removed_spans"].append(
            {
                "removed_span_id": f"{article_id}-r{number}",
                "article_id": article_id,
                "start": start,
                "end": start + len(replacement),
                "source_start": span.start,
                "source_end": span.end,
                "text": words,
                "replacement": replacement,
                "kind": kind,
                "rule": "written.for_tests",
            }
        )
    return rows, body, alignment


def make_first() -> Rows:
    rows, body, alignment = make_article("a1", SOURCE, [("\n", " ", "wrap"), (LETTER, "", "newsletter")])

    def span(words: str) -> dict[str, Any]:
        return {"article_id": "a1", "text": words} | locate(body, alignment, words)

    rows["rejects"] = [
        dict.fromkeys(("position", "record_id", "detail", "kept_at"))
        | {"reject_id": "x1", "source_path": "dump.jsonl", "stage": "read", "reason": "no_text", "n_bytes": 2}
    ]
    mayor = {"name": "Olena Kovach", "entity_key": "person:olena-kovach"}
    rows["entities"] = [
        span("Olena Kovach") | mayor | {"mention_id": "m1", "label": "person", "link": "name", "country": None}
        | {"rule": "people.full_name"},
        span("KYIV") | {"mention_id": "m2", "label": "place", "name": None, "entity_key": None, "link": None}
        | {"country": "UA", "rule": "lexicon.several"},
    ]  # fmt: skip
    first, second = "The bridge will reopen in June", "“We lost 40 days,” she said. “Work goes on.”"
    rows["quotes"] = [
        span(first) | SPEAKER | PLAIN | {"quote_id": "q1", "type": "indirect", "content": first, "confidence": 0.8}
        | {"fragments": [locate(body, alignment, first)]}
        | {"cue_text": "said", "cue_class": "speech"} | locate(body, alignment, "said", "cue_")
        | {"speaker_text": "Olena Kovach"} | locate(body, alignment, "Olena Kovach", "speaker_"),
        span(second) | SPEAKER | PLAIN | {"quote_id": "q2", "type": "direct", "confidence": 1.0}
        | {"content": "We lost 40 days, Work goes on."}
        | {"fragments": [locate(body, alignment, words) for words in ("“We lost 40 days,”", "“Work goes on.”")]}
        | {"cue_text": None, "cue_class": None, "speaker_text": None}
        | {f"{prefix}{name}": None for prefix in ("cue_", "speaker_") for name in locate(body, alignment, "June")},
    ]  # fmt: skip
    nothing = dict.fromkeys(
        (
            "unit_text",
            "si_value",
            "si_low",
            "si_high",
            "si_unit",
            "scale_text",
            "change",
            "period",
            "measured",
            "measured_of",
            "change_id",
            "date_start",
            "date_end",
            "low",
            "high",
        )
    )
    rows["figures"] = [
        span("40 days") | nothing | {"figure_id": "f1", "value": 40.0, "approximation": None, "kind": "duration"}
        | {"rule": "units.duration", "unit": "d", "counted": None, "quote_id": "q2", "claim_id": "c1"}
        | {"is_additional": False, "is_total": False}
    ]  # fmt: skip
    rows["dates"] = [
        span("June") | {"date_id": "d1", "date_start": datetime(2024, 6, 1, tzinfo=UTC), "grain": "month"}
        | {"date_end": datetime(2024, 6, 30, tzinfo=UTC), "anchor": "published_at", "is_resolved": True}
        | {"time_zone_text": None, "rule": None, "bound": None}
    ]  # fmt: skip
    rows["claims"] = [
        span("We lost 40 days") | CLAIM | {"claim_id": "c1", "proposition": "We lost 40 days", "quote_id": "q2"}
    ]
    return rows


def make_second() -> Rows:
    rows, body, alignment = make_article("a2", OTHER, [("The ferry carried about 300 people.\n", "", "navigation")])
    quoted, claimed = "“We lost 40 days on the bridge,”", "We lost 40 days on the bridge"
    at = {
        words: {"article_id": "a2", "text": words} | locate(body, alignment, words)
        for words in (quoted, claimed, "40 days")
    }
    nothing = {
        f"{prefix}{name}": None for prefix in ("cue_", "speaker_") for name in (*locate(body, alignment, "We"), "text")
    }
    rows["quotes"] = [
        at[quoted] | SPEAKER | PLAIN | nothing | {"quote_id": "q3", "type": "direct", "content": claimed}
        | {"fragments": [locate(body, alignment, quoted)], "cue_class": None, "confidence": 0.9}
    ]  # fmt: skip
    rows["claims"] = [at[claimed] | CLAIM | {"claim_id": "c2", "proposition": claimed, "quote_id": "q3"}]
    rows["figures"] = [
        make_first()["figures"][0] | at["40 days"] | {"figure_id": "f2", "quote_id": "q3", "claim_id": "c2"}
    ]
    return rows


def make_whole() -> Rows:
    rows = make_first()
    other = make_second()
    for name in rows:
        rows[name] += other[name]
    member = {"group_id": "g1", "similarity": 0.9}
    rows["article_groups"] = [
        member | {"article_group_id": "ag1", "article_id": "a1", "role": "original"},
        member | {"article_group_id": "ag2", "article_id": "a2", "role": "copy"},
    ]
    rows["story_groups"] = [
        member | {"story_group_id": f"sg{number}", "article_id": f"a{number}", "first_published": DAY}
        for number in (1, 2)
    ]
    counts = {"n_articles": 2, "n_outlets": 0, "first_said": DAY}
    rows["quote_groups"] = [
        member | counts | {"quote_group_id": "qg1", "quote_id": "q2", "article_id": "a1", "relation": "same"}
        | {"similarity": 1.0},
        member | counts | {"quote_group_id": "qg2", "quote_id": "q3", "article_id": "a2", "relation": "variant"},
    ]  # fmt: skip
    claim = member | {"agreement": "agrees", "value_low": 40.0, "value_high": 40.0, "value_unit": "d"}
    claim |= {"label": "We lost 40 days on the bridge", "n_outlets": 0, "first_seen": DAY}
    first, second = rows["quotes"][1], rows["quotes"][2]
    rows["quote_links"] = [
        {"quote_link_id": "ql1", "quote_id": "q2", "article_id": "a1", "other_quote_id": "q3", "other_article_id": "a2"}
        | {"aligned_start": first["start"], "aligned_end": first["end"], "relation": "variant", "similarity": 0.9}
        | {"other_aligned_start": second["start"], "other_aligned_end": second["end"], "evidence": "4 words in a row"}
    ]
    rows["claim_links"] = [
        {"claim_link_id": "cl1", "claim_id": "c1", "article_id": "a1", "other_claim_id": "c2", "other_article_id": "a2"}
        | {"aligned_start": 1, "aligned_end": 9, "other_aligned_start": 1, "other_aligned_end": 9}
        | {"relation": "agrees", "similarity": 0.9, "evidence": "run 1.9"}
    ]
    rows["claim_groups"] = [
        claim | {"claim_group_id": "cg1", "claim_id": "c1", "article_id": "a1"},
        claim | {"claim_group_id": "cg2", "claim_id": "c2", "article_id": "a2"},
    ]
    rows["figure_links"] = [
        {
            "figure_link_id": "fl1",
            "figure_id": "f1",
            "article_id": "a1",
            "other_figure_id": "f2",
            "other_article_id": "a2",
        }
        | {"aligned_start": 1, "aligned_end": 9, "other_aligned_start": 1, "other_aligned_end": 9}
        | {"relation": "agrees", "similarity": 0.9, "evidence": "duration d"}
    ]
    figure = member | {"agreement": "agrees", "label": "days on the bridge", "value_low": 40.0, "value_high": 40.0}
    figure |= {"value_unit": "d", "n_outlets": 0, "first_seen": DAY}
    rows["figure_groups"] = [
        figure | {"figure_group_id": f"fg{number}", "figure_id": f"f{number}", "article_id": f"a{number}"}
        for number in (1, 2)
    ]
    rows["group_merges"] = [
        {"old_id": "g0", "table_name": "quote_groups", "new_id": "g1", "run_id": "r1"},
        {"old_id": "g00", "table_name": "story_groups", "new_id": None, "run_id": "r1"},
    ]
    rows["entity_keys"] = [
        {"entity_key_id": "ek1", "article_id": "a2", "article_key": "person:kovach", "entity_key": KOVACH["key"]}
        | {"how": "surname_near", "evidence": "1 of 1 articles"}
    ]
    rows["entity_index"] = [
        {"entity_key": KOVACH["key"], "scope": "release", "name": KOVACH["name"], "label": "person"}
        | {"aliases": ["person:kovach"]}
        | {"roles": [{"role": "Mayor", "first_seen": DAY, "last_seen": DAY, "n_articles": 2}], "country": None}
        | {"n_articles": 2, "n_outlets": 0, "n_mentions": 1, "n_quotes": 3, "n_claims": 2}
        | {"first_seen": DAY, "last_seen": DAY}
    ]
    rows["runs"] = [
        {"run_id": "r1", "started": DAY, "ended": DAY, "code_version": "1", "fingerprint": "f", "model": "m"}
        | {"settings": "{}", "inputs": "[]", "n_read": 4, "n_known": 0, "n_kept": 2, "n_rejected": 1}
        | {"n_superseded": 1, "rejected_by_reason": '{"no_text": 1}'}
    ]
    rows["corrections"] = [
        {"correction_id": "co1", "table_name": "quotes", "row_id": "q1", "article_id": "a1", "action": "fix"}
        | {"outcome": "applied", "before": '{"addressee": "us"}', "after": '{"addressee": null}', "n_rows": 1}
        | {"reason": "Nobody was told.", "author": "J. Doe", "corrected_on": DAY}
    ]
    return rows


def make_loose_table(table: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Make Arrow of rows in the table's schema, whatever their values: nothing is refused."""
    schema = make_arrow_schema(table)
    return pa.Table.from_arrays([pa.array([row[f.name] for row in rows], f.type) for f in schema], schema=schema)


@pytest.fixture
def part_rows() -> Rows:
    """Rows of a part of one article, by table."""
    return make_first()


@pytest.fixture
def release_rows() -> Rows:
    """Rows of a release of two articles, by table."""
    return make_whole()


@pytest.fixture
def write_part(tmp_path: Path) -> Callable[[Rows], Path]:
    """Write a part's rows, and give its folder."""

    def write(rows: Rows) -> Path:
        folder = tmp_path / "part"
        for table in TABLES:
            if table.stage == "shard":
                write_arrow(make_loose_table(table, rows[table.name]), folder / f"{table.name}.parquet")
        return folder

    return write


@pytest.fixture
def write_release(tmp_path: Path) -> Callable[..., Path]:
    """Write a release's rows, two files for articles, and give its folder."""

    def write(rows: Rows, name: str = "staged") -> Path:
        for table in TABLES:
            found = rows[table.name]
            halves = [found[:1], found[1:]] if table.name == "articles" else [found]
            for number, half in enumerate(halves):
                write_arrow(make_loose_table(table, half), tmp_path / name / table.name / f"{number}.parquet")
        return tmp_path / name

    return write


@pytest.fixture
def repeat() -> Callable[[Rows, int], Rows]:
    """Repeat a release's rows under other ids, so that it is big enough to be compared with another."""

    def multiply(rows: Rows, times: int) -> Rows:
        made: Rows = {name: [] for name in rows}
        for number in range(times):
            for name, found in copy.deepcopy(rows).items():
                key = TABLE_BY_NAME[name].key
                for row in found:
                    keys = {key, "entity_key", "speaker_key", "claimant_key"}
                    changed = {k for k in row if (k.endswith("_id") or k in keys) and row[k]}
                    made[name].append({k: f"{v}.{number}" if k in changed else v for k, v in row.items()})
        return made

    return multiply
