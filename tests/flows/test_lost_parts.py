"""A run that would lose articles publishes nothing, until they are back or somebody decides to let them go."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from flows import cli
from flows.pipeline import AuditFailed
from tasks.errors import REFUSED
from tasks.publish.decisions import read_decisions
from tasks.publish.manifest import read_manifest
from tests.flows.articles import make_record, write_dump


@pytest.fixture(scope="module")
def monday(build, tmp_path_factory):
    """A data folder of three parts, and Monday's dump: five articles, one of which is a reject."""
    folder = tmp_path_factory.mktemp("monday")
    records = [*map(make_record, range(4)), {"id": "bare", "title": "No text"}]
    dump = write_dump(folder / "monday.jsonl", records)
    build([dump], folder / "data", shard_documents=2)
    return folder


@pytest.fixture
def data(monday, tmp_path):
    shutil.copytree(monday / "data", tmp_path / "data", symlinks=True)
    return tmp_path / "data"


@pytest.fixture
def tuesday(tmp_path):
    return write_dump(tmp_path / "tuesday.jsonl", [make_record(7)])


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["sayso", *map(str, args)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def remove_work(data: Path) -> str:
    shutil.rmtree(data / "work")
    return "LOST-ARTICLES"


def remove_parts(data: Path) -> str:
    for folder in sorted((data / "work" / "parts").iterdir())[:2]:
        shutil.rmtree(folder)
    return "LOST-ARTICLES"


def remove_marker(data: Path) -> str:
    next((data / "work" / "parts").glob("*/marker.json")).unlink()
    return "LOST-MARKER"


def move_part(data: Path) -> str:
    part = next((data / "work" / "parts").iterdir())
    part.rename(data / part.name)
    return "LOST-ARTICLES"


def remove_link_and_work(data: Path) -> str:
    (data / "latest").unlink()
    return remove_work(data)


@pytest.mark.parametrize("lose", [remove_work, remove_parts, remove_marker, move_part, remove_link_and_work])
def test_lost_parts_refuse_the_release(build, data, tuesday, lose):
    release = (data / "latest").resolve()
    rule = lose(data)
    for _ in range(2):
        with pytest.raises(AuditFailed, match=rule) as refused:
            build([tuesday], data, shard_documents=2)
        assert refused.value.exit_code == REFUSED
        assert "sayso repair" in str(refused.value)
    assert [path.name for path in (data / "releases").iterdir()] == [release.name]
    assert not (data / "latest").exists() or (data / "latest").resolve() == release


def test_dump_that_is_built_again_brings_lost_articles_back(build, data, monday, tuesday):
    remove_work(data)
    outcome = build([monday / "monday.jsonl", tuesday], data, shard_documents=2)
    assert len(pd.read_parquet(outcome.release / "articles")) == 5
    assert len(pd.read_parquet(outcome.release / "rejects")) == 1


def test_lost_articles_go_when_somebody_says_so(build, data, monday, tuesday, monkeypatch, capsys):
    remove_parts(data)
    assert run(monkeypatch, "forget", "--lost", "--reason", "the disk is gone", "--data", data) == 0
    assert "lost: the disk is gone" in capsys.readouterr().out
    outcome = build([tuesday], data, shard_documents=2)
    articles = pd.read_parquet(outcome.release / "articles")
    assert len(articles) < 5
    (decision,) = read_manifest(outcome.release).decisions
    assert (decision["kind"], decision["reason"]) == ("lost", "the disk is gone")
    assert decision["author"]
    # Nothing is lost that has not been decided on, and what comes again is taken in.
    assert run(monkeypatch, "forget", "--lost", "--reason", "again", "--data", data) == 0
    assert "nothing is lost" in capsys.readouterr().out
    assert len(read_decisions(data)) == 1
    outcome = build([monday / "monday.jsonl"], data, shard_documents=2)
    assert len(pd.read_parquet(outcome.release / "articles")) == 5


def test_forgotten_article_stays_out_for_good(build, data, monday, tuesday, monkeypatch, capsys):
    before = pd.read_parquet((data / "latest").resolve() / "articles").article_id
    assert run(monkeypatch, "forget", before[0][:8], "--reason", "withdrawn", "--data", data) == 0
    outcome = build([tuesday], data, shard_documents=2)
    assert outcome.is_new
    for table in ("articles", "quotes", "claims", "article_groups"):
        assert before[0] not in set(pd.read_parquet(outcome.release / table).article_id)
    assert not build([tuesday], data, shard_documents=2).is_new
    remove_work(data)
    outcome = build([monday / "monday.jsonl", tuesday], data, shard_documents=2)
    assert set(pd.read_parquet(outcome.release / "articles").article_id) >= set(before[1:])
    assert before[0] not in set(pd.read_parquet(outcome.release / "articles").article_id)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("0" * 16, "--reason", "x"), "no release or part has an article"),
        (("--lost",), "--reason"),
        (("--reason", "x"), "--lost"),
        (("abcd", "--lost", "--reason", "x"), "--lost"),
    ],
)
def test_forget_says_what_it_wants(data, monkeypatch, capsys, args, words):
    assert run(monkeypatch, "forget", *args, "--data", data) == 2
    assert words in capsys.readouterr().err
    assert read_decisions(data) == ()


def test_part_that_was_rewritten_with_its_marker_refuses_the_release(build, data, tuesday):
    from tasks.publish.parquet import hash_file
    from tasks.shards.ledger import read_ledger, write_marker

    marker = next(marker for marker in read_ledger(data / "work" / "parts") if marker.files["quotes"][1])
    folder = data / "work" / "parts" / marker.shard
    frame = pd.read_parquet(folder / "quotes.parquet")
    frame.assign(confidence=0.01).to_parquet(folder / "quotes.parquet")
    packed = json.loads((folder / "marker.json").read_text("utf-8"))
    packed.pop("digest")
    packed["files"]["quotes"][0] = hash_file(folder / "quotes.parquet")
    (folder / "marker.json").write_text(json.dumps(packed), "utf-8")
    with pytest.raises(AuditFailed, match=f"PART-CHANGED.*(?s:.*){marker.shard}"):
        build([tuesday], data, shard_documents=2)
    write_marker(folder, marker)
