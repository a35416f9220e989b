"""One shard's rows: exactly the columns of the tables, and a word on what became of every record."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from expectations.audit import audit_part
from expectations.schema import make_arrow_schema
from tasks.annotate.article import Annotations
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.clean.profile import ProfileBuilder
from tasks.mishaps import Mishap
from tasks.read.options import ReadOptions
from tasks.shards import extract
from tasks.shards.extract import SHARD_TABLES, ExtractOptions, Shard, extract_items, extract_shard
from tasks.shards.ledger import has_passed, read_marker
from tasks.shards.spool import fingerprint_item, write_items
from tests.unit.shards.conftest import make_record, make_reject

STARTED = datetime(2025, 3, 6, tzinfo=UTC)


def make_figure(start, value):
    return Figure(start=start, end=start + 2, kind="count", rule="reader.count", value=value)


def annotate(nlp, articles, most_seconds=None):
    """Stand in for the annotators: one row of each kind, in fixed places."""
    for article in articles:
        at = article.body.index("“Nobody was hurt,”")
        speaker = article.body.index("Mary Holt")
        number = article.body.index("40 homes")
        end = at + len("“Nobody was hurt,”")
        words = {"type": "direct", "content": "Nobody was hurt"}
        quote = Quote(start=at, end=end, fragments=((at, end),), speaker=(speaker, speaker + 9), **words)
        mention = Mention(start=speaker, end=speaker + 9, label="person", rule="people.full_name")
        yield Annotations(
            article, 30, [mention], [DateSpan(16, 23, "day")], [quote],
            [make_figure(number, 40.0), make_figure(at + 1, 1.0)],
            [Claim(
                    start=at + 1,
                    end=end - 2,
                    proposition="Nobody was hurt",
                    resolved="Nobody was hurt",
                    stance="asserts",
                    polarity="negative",
                    certainty="certain",
                    voice="direct",
                    quote=0,
                )],
        )  # fmt: skip


@pytest.fixture
def options(tmp_path, monkeypatch):
    monkeypatch.setattr(extract, "load_model", lambda name: None)
    monkeypatch.setattr(extract, "annotate_articles", annotate)
    builder = ProfileBuilder()
    builder.save(tmp_path / "profile.parquet")
    return ExtractOptions("m", ReadOptions(), tmp_path / "profile.parquet", "f1", "s1", STARTED, tmp_path / "work")


def items():
    return [make_record(1), make_reject(), make_record(2), make_record(3, content="  Too short.  ")]


def test_rows_have_the_columns_of_their_tables_and_every_record_is_held(options):
    rows, held, _ = extract_items(items(), ProfileBuilder().build(), options)
    assert set(rows) == {table.name for table in SHARD_TABLES}
    for table in SHARD_TABLES:
        assert all(set(row) == set(table.column_names) for row in rows[table.name]), table.name
    fingerprints = [fingerprint_item(item) for item in items()]
    assert [each.fingerprint for each in held] == fingerprints
    assert [each.article_id for each in held] == [fingerprints[0][:16], None, fingerprints[2][:16], None]
    assert [each.identity is None for each in held] == [False, True, False, False]
    assert [row["record_id"] for row in rows["articles"]] == ["storm-1", "storm-2"]
    assert {row["extracted_with"] for row in rows["articles"]} == {"f1"}
    assert [row["reason"] for row in rows["rejects"]] == ["bad_json", "too_short"]
    for row in rows["rejects"]:
        kept = options.work.parent / Path(row["kept_at"])
        assert kept.stat().st_size == row["n_bytes"]


def test_rows_point_at_their_words_and_at_each_other(options):
    rows, _, _ = extract_items(items(), ProfileBuilder().build(), options)
    bodies = {row["article_id"]: row["body"] for row in rows["articles"]}
    sources = {row["article_id"]: row["source_text"] for row in rows["articles"]}
    for name in ("entities", "dates", "quotes", "figures", "claims"):
        assert len(rows[name]) == (4 if name == "figures" else 2)
        for row in rows[name]:
            assert bodies[row["article_id"]][row["start"] : row["end"]] == row["text"]
            assert sources[row["article_id"]][row["source_start"] : row["source_end"]] == row["text"]
        keys = [row[next(table.key for table in SHARD_TABLES if table.name == name)] for row in rows[name]]
        assert len(set(keys)) == len(keys)
    outside, inside = rows["figures"][:2]
    assert (outside["quote_id"], outside["claim_id"]) == (None, None)
    assert (inside["quote_id"], inside["claim_id"]) == (rows["quotes"][0]["quote_id"], rows["claims"][0]["claim_id"])
    assert rows["quotes"][0]["speaker_text"] == "Mary Holt"


class Clumsy:
    """An annotator of the wrong sort: it finds what the tables do not allow in the second article."""

    def __init__(self, spoil):
        self.spoil = spoil

    def __call__(self, nlp, articles, most_seconds):
        for found in annotate(nlp, articles):
            yield self.spoil(found) if found.article.document.record_id == "storm-2" else found


def break_figure(**values):
    return lambda found: replace(found, figures=[replace(found.figures[0], **values), *found.figures[1:]])


BROKEN = [
    (break_figure(low=9.0, high=1.0), "FIG-RANGE in figures: A range runs upward."),
    (break_figure(kind="gossip"), "SCHEMA in figures: figures.kind is gossip"),
    (break_figure(kind=None), "SCHEMA in figures: figures.kind is null in a row"),
    (break_figure(unit="\ud83d"), "SCHEMA in figures: "),
    (break_figure(date_start=STARTED, date_end=STARTED - timedelta(1)), "FIG-DATES in figures: "),
    (lambda found: replace(found, n_tokens=0), "RANGE.n_tokens in articles: "),
    (lambda found: replace(found, quotes=[replace(found.quotes[0], start=5)]), "in quotes: "),
]


@pytest.mark.parametrize(("spoil", "detail"), BROKEN, ids=[detail for _, detail in BROKEN])
def test_article_whose_rows_break_a_rule_is_set_aside(options, monkeypatch, spoil, detail):
    whole, held_whole, _ = extract_items(items(), ProfileBuilder().build(), options)
    monkeypatch.setattr(extract, "annotate_articles", Clumsy(spoil))
    rows, held, _ = extract_items(items(), ProfileBuilder().build(), options)
    reject = rows["rejects"][-1]
    assert (reject["reason"], reject["stage"], reject["record_id"]) == ("broken_rows", "annotate", "storm-2")
    assert detail in reject["detail"]
    kept = options.work.parent / reject["kept_at"]
    assert kept.read_text("utf-8") == whole["articles"][1]["source_text"]
    # It stays known, by its fingerprint and as what it is a revision of.
    assert held[2] == replace(held_whole[2], article_id=None, published_at=None)
    for table in SHARD_TABLES:
        if table.name != "rejects":
            others = [row for row in whole[table.name] if row["article_id"] != held_whole[2].article_id]
            assert rows[table.name] == others


def test_every_article_of_a_shard_may_be_broken(options, monkeypatch):
    def spoil_all(nlp, articles, most_seconds):
        yield from map(break_figure(low=9.0, high=1.0), annotate(nlp, articles))

    monkeypatch.setattr(extract, "annotate_articles", spoil_all)
    many = [make_record(number) for number in range(30)]
    rows, held, _ = extract_items(many, ProfileBuilder().build(), options)
    assert [len(rows[table.name]) for table in SHARD_TABLES if table.name != "rejects"] == [0] * 7
    assert [row["reason"] for row in rows["rejects"]] == ["broken_rows"] * 30
    assert not any(one.article_id for one in held)


@pytest.mark.parametrize(
    ("name", "stage"), [("make_document", "read"), ("clean_document", "clean"), ("make_rows", "annotate")]
)
def test_a_rule_that_raises_rejects_its_article_and_no_other(options, monkeypatch, name, stage):
    right = getattr(extract, name)

    def fail_on_second(*args):
        if "number 2 " in repr(args):
            raise ZeroDivisionError("no second")
        return right(*args)

    monkeypatch.setattr(extract, name, fail_on_second)
    rows, held, _ = extract_items(items(), ProfileBuilder().build(), options)
    assert [row["record_id"] for row in rows["articles"]] == ["storm-1"]
    reject = next(row for row in rows["rejects"] if row["record_id"] == "storm-2")
    assert (reject["stage"], reject["reason"]) == (stage, "broken_rule")
    # The innermost place of ours, which no test is.
    assert re.match(r"ZeroDivisionError: no second in \w+ \(tasks/", reject["detail"])
    kept = options.work.parent / reject["kept_at"]
    assert kept.read_text("utf-8") == make_record(2).content
    assert "Traceback (most recent call last)" in kept.with_suffix(".traceback.txt").read_text("utf-8")
    assert held[2].article_id is None
    assert held[2].identity is not None


@pytest.mark.parametrize("is_alone", [False, True])
def test_documents_set_aside_are_not_touched(options, is_alone):
    aside = {fingerprint_item(items()[2]): Mishap("worker_died", "its worker was killed")}
    reported = []
    rows, held, _ = extract_items(items(), ProfileBuilder().build(), options, aside, is_alone, reported.append)
    assert [row["reason"] for row in rows["rejects"]] == ["bad_json", "worker_died", "too_short"]
    assert [row["record_id"] for row in rows["articles"]] == ["storm-1"]
    assert held[2].article_id is None
    # Where each is alone, the number of those done says which one is begun.
    assert reported == ([0, 1, 1, 2, 2, 3, 3, 4] if is_alone else [0, 0, 0, 0, 1, 2, 3, 4])


def test_sealed_part_holds_every_table_and_is_left_as_it_is(options, tmp_path, monkeypatch):
    records = tmp_path / "records.parquet"
    write_items(items(), records, "20250306/0")
    shard = Shard("abc", records, 4, replaces="old")
    marker = extract_shard(shard, options)
    folder = options.work / "parts" / "abc"
    assert read_marker(folder) == marker
    assert (marker.order, marker.replaces, marker.profile) == ("20250306/0", "old", "profile")
    assert marker.rejected_by_reason == {"bad_json": 1, "too_short": 1}
    for table in SHARD_TABLES:
        found = pq.read_table(folder / f"{table.name}.parquet")
        assert found.schema.equals(make_arrow_schema(table))
        assert found.num_rows == marker.files[table.name][1]
    assert [path.name for path in (options.work / "parts").iterdir()] == ["abc"]

    monkeypatch.setattr(extract, "read_items", lambda path: pytest.fail("a sealed part was made again"))
    assert extract_shard(shard, options) == marker


def lose_copies(monkeypatch):
    monkeypatch.setattr(extract, "quarantine_reject", lambda reject, folder: ("lost", 3))


def write_fewer(monkeypatch):
    right = extract.write_arrow
    monkeypatch.setattr(extract, "write_arrow", lambda table, path: right(table.slice(1), path))


def reject_unplaced(monkeypatch):
    right = extract._make_reject_row
    monkeypatch.setattr(extract, "_make_reject_row", lambda *args: {**right(*args), "source_path": ""})


@pytest.mark.parametrize("spoil", [None, lose_copies, write_fewer, reject_unplaced])
def test_part_counts_as_audited_only_where_the_audit_finds_nothing(options, tmp_path, monkeypatch, spoil):
    if spoil:
        spoil(monkeypatch)
    records = tmp_path / "records.parquet"
    write_items(items(), records, "1")
    extract_shard(Shard("abc", records, 4), replace(options, audited_with="c0de"))
    folder = options.work / "parts" / "abc"
    assert has_passed(folder, "c0de") == (not spoil)
    assert not has_passed(folder, "0ther")
    assert bool(audit_part(folder, "f1", options.work.parent)) == bool(spoil)


def test_shard_whose_extraction_fails_seals_nothing(options, tmp_path, monkeypatch):
    def fail(nlp, articles, most_seconds):
        raise ZeroDivisionError
        yield

    monkeypatch.setattr(extract, "annotate_articles", fail)
    records = tmp_path / "records.parquet"
    write_items(items(), records, "1")
    with pytest.raises(ZeroDivisionError):
        extract_shard(Shard("abc", records, 4), options)
    assert not (options.work / "parts" / "abc").exists()
