"""One article cannot stop the rest: it is set aside, counted and shown, and taken in when the fault is mended."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pandas as pd
import pytest

from flows import cli, pipeline, runners
from flows.pipeline import AuditFailed
from flows.set_aside import BrokenRules, SetAside, judge_set_aside
from tasks.annotate import article
from tasks.deadline import OutOfTime
from tasks.errors import BUG
from tests.conftest import SerialRunner
from tests.flows.articles import make_record, write_dump

REASONS = ["broken_rows", "broken_rule", "too_slow"]
POISON = "The clerk left."


@pytest.fixture
def poison(monkeypatch):
    """Have articles that hold a certain sentence break a rule of their rows, raise, or take too long."""
    annotate = article.annotate_body

    def _poison(reason: str | None) -> None:
        def annotate_poisoned(cleaned, doc):
            found = annotate(cleaned, doc)
            if POISON not in cleaned.body or reason is None:
                return found
            if reason == "too_slow":
                raise OutOfTime
            if reason == "broken_rule":
                raise ZeroDivisionError("nothing to divide by")
            return dataclasses.replace(found, figures=[dataclasses.replace(found.figures[0], low=9.0, high=1.0)])

        monkeypatch.setattr(article, "annotate_body", annotate_poisoned)

    return _poison


@pytest.fixture
def newer_code(monkeypatch):
    """Have the fingerprint of extraction change, as it does with any change of the code."""
    return lambda: monkeypatch.setattr(pipeline, "fingerprint_extraction", lambda *_: "0123456789abcdef")


def make_poisoned(number, **fields):
    record = make_record(number)
    return record | {"text": f"{record['text']}\n\n{POISON}"} | fields


def list_ids(outcome):
    return sorted(pd.read_parquet(outcome.release / "articles")["record_id"])


def list_rejects(outcome):
    rejects = pd.read_parquet(outcome.release / "rejects")
    return sorted(zip(rejects["record_id"], rejects["reason"], strict=True))


@pytest.mark.parametrize("reason", REASONS)
def test_the_rest_is_published_and_mended_code_takes_the_article_in(build, tmp_path, poison, newer_code, reason):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(0), make_poisoned(1), make_record(2)])
    poison(reason)
    outcome = build([dump], tmp_path / "data", shard_documents=2)
    assert list_ids(outcome) == ["storm-0", "storm-2"]
    assert list_rejects(outcome) == [("storm-1", reason)]
    assert outcome.account.rejected_by_reason == {reason: 1}
    assert [one.record_id for one in outcome.broken] == (["storm-1"] if reason == "broken_rule" else [])

    # It is known now: the next night does not take it up, and does not speak of it again.
    night = build([dump, write_dump(tmp_path / "next.jsonl", [make_record(3)])], tmp_path / "data")
    assert list_ids(night) == ["storm-0", "storm-2", "storm-3"]
    assert (night.account.n_known, night.account.n_rejected, night.broken) == (3, 0, ())

    poison(None)
    newer_code()
    mended = build([], tmp_path / "data", refresh=True)
    assert list_ids(mended) == ["storm-0", "storm-1", "storm-2", "storm-3"]
    assert list_rejects(mended) == []


@pytest.mark.parametrize("reason", REASONS)
def test_a_revision_that_is_set_aside_leaves_the_older_one_standing(build, tmp_path, poison, reason):
    poison(reason)
    build([write_dump(tmp_path / "one.jsonl", [make_record(0), make_record(1)])], tmp_path / "data")
    outcome = build([write_dump(tmp_path / "two.jsonl", [make_poisoned(1)])], tmp_path / "data")
    assert list_ids(outcome) == ["storm-0", "storm-1"]
    assert list_rejects(outcome) == [("storm-1", reason)]
    assert not pd.read_parquet(outcome.release / "articles")["body"].str.contains(POISON).any()


def test_what_took_too_long_is_tried_again_by_the_same_code(build, tmp_path, poison):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(0), make_poisoned(1)])
    poison("too_slow")
    build([dump], tmp_path / "data")
    assert list_ids(build([], tmp_path / "data", refresh=True)) == ["storm-0"]
    poison(None)
    outcome = build([], tmp_path / "data", refresh=True)
    assert list_ids(outcome) == ["storm-0", "storm-1"]
    assert not build([], tmp_path / "data", refresh=True).is_new


@pytest.mark.parametrize(
    ("reason", "error", "told"),
    [
        ("broken_rows", AuditFailed, "BROKEN-ARTICLES.*4 of 6 new articles were set aside.*FIG-RANGE in figures"),
        ("too_slow", AuditFailed, "BROKEN-ARTICLES.*too_slow 4"),
        ("broken_rule", BrokenRules, "of 6 that is more than most_failing_share=0.05.*Traceback.*nothing to divide by"),
    ],
)
def test_too_many_refuse_the_release_until_other_code_mends_them(
    build, tmp_path, poison, newer_code, reason, error, told
):
    first = build([write_dump(tmp_path / "one.jsonl", [make_record(7)])], tmp_path / "data")
    records = [make_record(0), make_record(1), *map(make_poisoned, (2, 3, 4, 5))]
    dump = write_dump(tmp_path / "dump.jsonl", records)
    poison(reason)
    for _ in range(2):  # and the next night too
        with pytest.raises(error, match=f"(?s){told}"):
            build([dump], tmp_path / "data")
        assert (tmp_path / "data" / "latest").resolve() == first.release.resolve()
    assert list_ids(build([dump], tmp_path / "data", most_broken_share=1, most_failing_share=1)) == [
        "storm-0", "storm-1", "storm-7",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("n_broken", "n_articles", "is_refused"),
    [(3, 3, False), (4, 5, True), (4, 399, True), (4, 400, False), (5, 400, True)],
)
def test_a_release_may_lack_three_or_a_share(n_broken, n_articles, is_refused):
    found = [SetAside("worker_died", "dump.jsonl line 1", "id", "it was killed", Path("copy.bin"))] * n_broken
    assert bool(judge_set_aside(found, n_articles, 0.01, 0)) is is_refused


def test_articles_that_held_up_a_release_are_tried_again_by_other_code(build, tmp_path, poison, newer_code):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(0), *map(make_poisoned, (2, 3, 4, 5))])
    poison("broken_rule")
    with pytest.raises(BrokenRules):
        build([dump], tmp_path / "data")
    poison(None)
    newer_code()
    assert list_ids(build([dump], tmp_path / "data")) == ["storm-0", "storm-2", "storm-3", "storm-4", "storm-5"]


def test_the_command_ends_with_4_after_publishing_and_says_where_the_traceback_lies(
    tmp_path, poison, monkeypatch, capsys
):
    class InProcessRunner(SerialRunner):
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_: object) -> None:
            pass

    dump = write_dump(tmp_path / "dump.jsonl", [make_record(0), make_poisoned(1)])
    poison("broken_rule")
    monkeypatch.setattr(runners, "LocalRunner", InProcessRunner)
    monkeypatch.setattr(sys, "argv", ["sayso", "build", str(dump), "--data", str(tmp_path / "data")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == BUG
    told = capsys.readouterr()
    assert "2 read: 1 new articles" in told.out
    assert "sayso rejects --reason broken_rule" in told.out
    assert f"{dump} line 2 (storm-1): ZeroDivisionError: nothing to divide by" in told.err
    (traceback,) = (tmp_path / "data" / "work" / "quarantine").rglob("*.traceback.txt")
    assert str(traceback) in told.err
    assert "annotate_poisoned" in traceback.read_text("utf-8")
