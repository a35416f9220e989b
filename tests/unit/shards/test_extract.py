"""One shard's rows: exactly the columns of the tables, and a word on what became of every record."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from expectations.schema import make_arrow_schema
from tasks.annotate.article import Annotations
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.clean.profile import ProfileBuilder
from tasks.read.options import ReadOptions
from tasks.shards import extract
from tasks.shards.extract import SHARD_TABLES, ExtractOptions, Shard, extract_items, extract_shard
from tasks.shards.ledger import read_marker
from tasks.shards.spool import fingerprint_item, write_items
from tests.unit.shards.conftest import make_record, make_reject

STARTED = datetime(2025, 3, 6, tzinfo=UTC)


def annotate(nlp, articles):
    """Stand in for the annotators: one row of each kind, in fixed places."""
    for article in articles:
        at = article.body.index("“Nobody was hurt,”")
        speaker = article.body.index("Mary Holt")
        number = article.body.index("40 homes")
        end = at + len("“Nobody was hurt,”")
        quote = Quote(at, end, "direct", "Nobody was hurt", ((at, end),), speaker=(speaker, speaker + 9))
        yield Annotations(
            article, 30, [Mention(speaker, speaker + 9, "person")], [DateSpan(16, 23, "day")], [quote],
            [Figure(number, number + 2, "count", value=40.0), Figure(at + 1, at + 3, "count", value=1.0)],
            [Claim(at + 1, end - 2, "Nobody was hurt", "asserts", "negative", "certain", "direct", quote=0)],
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
    rows, held = extract_items(items(), ProfileBuilder().build(), options)
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
    rows, _ = extract_items(items(), ProfileBuilder().build(), options)
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


def test_shard_whose_extraction_fails_seals_nothing(options, tmp_path, monkeypatch):
    def fail(nlp, articles):
        raise ZeroDivisionError
        yield

    monkeypatch.setattr(extract, "annotate_articles", fail)
    records = tmp_path / "records.parquet"
    write_items(items(), records, "1")
    with pytest.raises(ZeroDivisionError):
        extract_shard(Shard("abc", records, 4), options)
    assert not (options.work / "parts" / "abc").exists()
