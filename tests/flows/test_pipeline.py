"""One pipeline from inputs to releases: what is built, what is not built again, what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from expectations.tables import TABLES
from flows import pipeline
from flows.cli import app
from flows.lock import DataLocked, lock_data
from flows.pipeline import AuditFailed
from flows.summary import describe_drift
from tasks.publish.manifest import read_manifest
from tasks.read.source import InputError
from tests.flows.articles import make_record, write_dump
from tests.flows.releases import read_release


def test_release_holds_every_table_and_what_the_articles_say(build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", map(make_record, range(3)))
    outcome = build([dump], tmp_path / "data")

    assert outcome.is_new
    assert (tmp_path / "data" / "latest").resolve() == outcome.release.resolve()
    rows = {table.name: pd.read_parquet(outcome.release / table.name) for table in TABLES}
    assert set(rows["articles"].record_id) == {"storm-0", "storm-1", "storm-2"}
    direct = rows["quotes"][rows["quotes"].type == "direct"]
    assert set(direct.speaker_name) == {"Mary Holt"}
    assert {100.0, 101.0, 102.0} <= set(rows["figures"].value)
    assert (outcome.release / "report" / "index.html").is_file()


def test_second_build_extracts_nothing_and_touches_no_part(build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", map(make_record, range(5)))
    first = build([dump], tmp_path / "data", shard_documents=2)
    parts = sorted((tmp_path / "data" / "work" / "parts").rglob("*"))
    before = [(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in parts]

    second = build([dump], tmp_path / "data", shard_documents=2)

    assert not second.is_new
    assert second.release == first.release
    assert second.account.n_known == 5
    assert before == [(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in parts]


def test_new_articles_join_and_old_files_are_linked(build, tmp_path):
    readings = tmp_path / "data" / "work" / "readings"
    first = build([write_dump(tmp_path / "one.jsonl", map(make_record, range(2)))], tmp_path / "data")
    # What is kept of pairs is of all parts together, and made anew each time.
    read = {path.name: path.stat().st_ino for path in readings.rglob("*.reading") if path.stem != "all"}
    second = build([write_dump(tmp_path / "two.jsonl", map(make_record, range(1, 4)))], tmp_path / "data")

    assert (second.account.n_read, second.account.n_known, second.account.n_kept) == (3, 1, 2)
    assert len(pd.read_parquet(second.release / "articles")) == 4
    old = {path.stat().st_ino for path in (first.release / "quotes").iterdir()}
    new = {path.stat().st_ino for path in (second.release / "quotes").iterdir()}
    assert old < new
    runs = pd.read_parquet(second.release / "runs")
    assert list(runs.sort_values("started").n_kept) == [2, 2]
    # What linking read of the first part is not read again.
    read_then = {path.name: path.stat().st_ino for path in readings.rglob("*.reading")}
    assert read
    assert read.items() < read_then.items()


def test_report_says_how_the_release_differs_from_the_one_before(build, tmp_path):
    first = build([write_dump(tmp_path / "one.jsonl", map(make_record, range(2)))], tmp_path / "data")
    second = build([write_dump(tmp_path / "two.jsonl", [make_record(2)])], tmp_path / "data")

    reports = [(outcome.release / "report" / "index.html").read_text("utf-8") for outcome in (first, second)]
    assert [first.release.name in report for report in reports] == [False, True]
    words = re.sub(r"<[^>]*>|\s+", " ", reports[1])
    assert re.search(r"articles +2 +3 +1 +0 ", words)


def test_same_input_gives_same_rows_from_scratch(build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", map(make_record, range(4)))
    one = build([dump], tmp_path / "one", shard_documents=2)
    other = build([dump], tmp_path / "other", shard_documents=3)
    left, right = read_release(one.release), read_release(other.release)
    for table in left:
        pd.testing.assert_frame_equal(left[table], right[table])


def test_revision_replaces_the_older_article(build, tmp_path):
    url = "https://daily.example/storm"
    older = make_record(1, url=url, id="a")
    newer = older | {"text": older["text"].replace("101 homes", "250 homes")}
    build([write_dump(tmp_path / "one.jsonl", [older, make_record(2)])], tmp_path / "data")
    outcome = build([write_dump(tmp_path / "two.jsonl", [newer])], tmp_path / "data")

    release = read_release(outcome.release)
    bodies = release["articles"].set_index("url").body
    assert "250 homes" in bodies[url]
    assert len(release["articles"]) == 2
    assert 101.0 not in set(release["figures"].value)
    assert set(release["quotes"].article_id) <= set(release["articles"].article_id)


def test_revision_within_one_dump_is_counted(build, tmp_path):
    older = make_record(1, url="https://daily.example/storm")
    newer = older | {"text": older["text"] + "\n\nPower was back on Wednesday."}
    outcome = build([write_dump(tmp_path / "one.jsonl", [older, newer, older])], tmp_path / "data")
    account = outcome.account
    assert (account.n_read, account.n_known, account.n_kept, account.n_superseded) == (3, 1, 1, 1)


def test_bad_records_are_rejected_with_their_place(build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(1)])
    with dump.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "broken", "text": \n')
        stream.write(json.dumps({"id": "bare", "title": "No text at all"}) + "\n")
    outcome = build([dump], tmp_path / "data")
    rejects = read_release(outcome.release)["rejects"].set_index("position")
    assert rejects.loc["line 2", "reason"] == "bad_json"
    assert rejects.loc["line 3", "reason"] == "no_text"
    for kept_at in rejects.kept_at:
        assert (tmp_path / "data" / kept_at).is_file()
    assert outcome.account.n_rejected == 2


def test_refresh_makes_parts_again_and_keeps_what_was_said_of_the_dump(build, tmp_path, monkeypatch):
    record = make_record(1)
    del record["published_at"]
    dump = write_dump(tmp_path / "dump.jsonl", [record])
    first = build([dump], tmp_path / "data", published_at="2025-03-06")
    monkeypatch.setattr(pipeline, "fingerprint_extraction", lambda *_: "of-other-code")
    assert not build([], tmp_path / "data").is_new
    again = build([], tmp_path / "data", refresh=True)
    assert again.is_new
    articles = read_release(again.release)["articles"]
    assert list(articles.extracted_with) == ["of-other-code"]
    assert list(articles.published_from) == ["option"]
    assert list(articles.article_id) == list(read_release(first.release)["articles"].article_id)
    assert len(list((tmp_path / "data" / "work" / "parts").iterdir())) == 1


def test_revision_published_earlier_does_not_replace_a_newer_one(build, tmp_path):
    url = "https://daily.example/storm"
    newer = make_record(1, url=url, published_at="2025-03-08")
    older = newer | {"published_at": "2025-03-06", "text": newer["text"].replace("101 homes", "90 homes")}
    build([write_dump(tmp_path / "one.jsonl", [newer])], tmp_path / "data")
    outcome = build([write_dump(tmp_path / "archive.jsonl", [older])], tmp_path / "data")
    assert list(read_release(outcome.release)["articles"].published_at.dt.day) == [8]
    assert outcome.account.n_superseded == 1


def test_pages_that_name_the_same_address_are_revisions(build, tmp_path):
    paragraphs = [f"<p>{text}</p>" for text in make_record(1)["text"].split("\n\n")]
    head = '<html><head><link rel="canonical" href="https://daily.example/storm"></head><body><article>'
    for name, first in (("crawl1.html", "The storm came on Monday."), ("crawl2.html", "The storm has gone.")):
        page = f"{head}<p>{first}</p>{''.join(paragraphs)}</article></body></html>"
        (tmp_path / name).write_text(page, "utf-8")
    outcome = build([tmp_path / "crawl1.html", tmp_path / "crawl2.html"], tmp_path / "data")
    (body,) = read_release(outcome.release)["articles"].body
    assert "has gone" in body


def test_files_of_one_name_in_two_folders_are_two_articles(build, tmp_path):
    for folder, number in (("monday", 1), ("tuesday", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_text(make_record(number)["text"], "utf-8")
    outcome = build([tmp_path / "monday", tmp_path / "tuesday"], tmp_path / "data")
    assert outcome.account.n_kept == 2


def test_nothing_kept_is_an_input_error(build, tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(InputError, match=r"nothing could be kept.*empty 1\n  empty: .*empty\.txt: the file is empty"):
        build([tmp_path / "empty.txt"], tmp_path / "data")
    told = CliRunner().invoke(app, ["rejects", "--data", str(tmp_path / "data")])
    assert told.exit_code == 0 and "1  empty" in told.output


def test_drift_is_refused_until_it_is_accepted(build, tmp_path):
    data = tmp_path / "data"
    build([write_dump(tmp_path / "one.jsonl", map(make_record, range(100)))], data, report_articles=0)
    undated = [make_record(number, published_at=None) for number in range(100, 220)]
    dump = write_dump(tmp_path / "two.jsonl", undated)
    with pytest.raises(AuditFailed, match="(?s)DRIFT-NULLS.*--accept-drift"):
        build([dump], data, report_articles=0)
    outcome = build([dump], data, report_articles=0, accept_drift="these dumps are of another kind")
    drift = read_manifest(outcome.release).drift
    assert (drift["reason"], bool(drift["author"]), bool(drift["at"])) == (
        "these dumps are of another kind",
        True,
        True,
    )
    assert "DRIFT-NULLS.published_at" in {failure["rule"] for failure in drift["accepted"]}
    assert any("these dumps are of another kind" in line for line in describe_drift(outcome.release))


def test_one_run_at_a_time(build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(1)])
    with lock_data(tmp_path / "data", "nightly"), pytest.raises(DataLocked, match="nightly by process"):
        build([dump], tmp_path / "data")


def test_missing_input_is_one_clear_line(build, tmp_path):
    with pytest.raises(InputError, match="nowhere.jsonl"):
        build([tmp_path / "nowhere.jsonl"], tmp_path / "data")


def test_old_releases_are_removed_but_five(build, tmp_path):
    for number in range(7):
        build([write_dump(tmp_path / f"{number}.jsonl", [make_record(number)])], tmp_path / "data")
    releases = sorted(path for path in (tmp_path / "data" / "releases").iterdir() if path.is_dir())
    assert len(releases) == 5
    assert len(pd.read_parquet(Path(tmp_path / "data" / "latest").resolve() / "articles")) == 7
