"""Corrections in a data folder: what the next releases say, that a change of them publishes, and what stops a run."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from expectations.audit import audit_release, audit_texts
from flows.pipeline import AuditFailed
from tasks.publish.corrections import CorrectionError
from tasks.publish.manifest import verify_release
from tests.flows.articles import make_record, write_dump

WHO = 'reason = "The outlet took it back."\nauthor = "J. Doe"\ndate = 2025-03-08\n'


def write(data: Path, *entries: str) -> None:
    (data / "corrections.toml").write_text("".join(f"[[correction]]\n{entry}\n{WHO}" for entry in entries), "utf-8")


def read(release: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(release / table)


@pytest.fixture
def data(build, tmp_path) -> Path:
    build([write_dump(tmp_path / "dump.jsonl", map(make_record, range(3)))], tmp_path / "data", shard_documents=2)
    return tmp_path / "data"


def test_rows_and_articles_are_corrected_and_said_to_be_until_the_file_says_otherwise(build, data):
    first = (data / "latest").resolve()
    quotes, articles = read(first, "quotes"), read(first, "articles").set_index("record_id")
    one, gone, *_ = quotes[quotes.article_id == articles.article_id["storm-0"]].quote_id
    write(
        data,
        f'table = "quotes"\nid = "{one}"\naction = "fix"\nset = {{ speaker_role = "mayor" }}',
        f'table = "quotes"\nid = "{gone}"\naction = "retract"',
        f'table = "articles"\nid = "{articles.article_id["storm-2"]}"\naction = "retract"',
    )
    outcome = build([], data)

    assert outcome.is_new
    assert set(read(outcome.release, "articles").record_id) == {"storm-0", "storm-1"}
    after = read(outcome.release, "quotes").set_index("quote_id")
    assert after.speaker_role[one] == "mayor"
    assert gone not in after.index
    assert not (read(outcome.release, "figures").quote_id == gone).any()
    assert not (read(outcome.release, "claims").quote_id == gone).any()
    assert gone not in set(read(outcome.release, "quote_groups").quote_id)
    said = read(outcome.release, "corrections").set_index("row_id")
    assert set(said.outcome) == {"applied"}
    assert set(said.author) == {"J. Doe"}
    assert verify_release(outcome.release) == []
    assert audit_release(outcome.release) + audit_texts(outcome.release) == []

    assert not build([], data).is_new
    (data / "corrections.toml").unlink()
    back = build([], data)
    assert back.is_new
    assert set(read(back.release, "quotes").quote_id) == set(quotes.quote_id)
    assert read(back.release, "corrections").empty


def test_corrections_stand_when_new_articles_come(build, data, tmp_path):
    articles = read((data / "latest").resolve(), "articles")
    write(data, f'table = "articles"\nid = "{articles.article_id[0]}"\naction = "retract"')
    build([write_dump(tmp_path / "more.jsonl", [make_record(7)])], data)
    release = (data / "latest").resolve()
    assert len(read(release, "articles")) == 3
    assert articles.article_id[0] not in set(read(release, "articles").article_id)
    assert len(read(release, "corrections")) == 1


def test_a_correction_of_no_row_stops_a_run_before_its_work(build, data, tmp_path):
    latest = (data / "latest").resolve()
    write(data, 'table = "quotes"\nid = "00112233aabbccdd"\naction = "retract"')
    with pytest.raises(CorrectionError, match=r"entry 1 \(line 1\): no part holds a row of quotes"):
        build([write_dump(tmp_path / "more.jsonl", [make_record(7)])], data)
    assert (data / "latest").resolve() == latest
    assert len(list((data / "work" / "parts").iterdir())) == 2


def test_a_correction_of_a_row_that_went_stays_as_a_tombstone(build, data, tmp_path):
    figure = read((data / "latest").resolve(), "figures").iloc[0]
    write(data, f'table = "figures"\nid = "{figure.figure_id}"\naction = "fix"\nset = {{ counted = "homes" }}')
    build([], data)
    record = read((data / "latest").resolve(), "articles").set_index("article_id").record_id[figure.article_id]
    revised = make_record(int(record[-1]), text="The storm is over, officials said on Friday.")
    outcome = build([write_dump(tmp_path / "revised.jsonl", [revised])], data)
    assert list(read(outcome.release, "corrections").outcome) == ["superseded"]


def test_a_fix_that_its_text_gives_the_lie_is_refused(build, data, monkeypatch):
    quote = read((data / "latest").resolve(), "quotes").iloc[0]
    write(data, f'table = "quotes"\nid = "{quote.quote_id}"\naction = "fix"\nset = {{ speaker_role = "mayor" }}')
    from expectations.audit_failure import make_failure
    from flows import pipeline

    asked = []

    def refuse(folder, shards):
        asked.append(shards)
        return [make_failure("TEXT", "quotes", "the text says otherwise")]

    monkeypatch.setattr(pipeline, "audit_texts", refuse)
    with pytest.raises(AuditFailed, match="the text says otherwise"):
        build([], data)
    assert len(asked[0]) == 1
