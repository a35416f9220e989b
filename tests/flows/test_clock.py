"""A run's one instant, and clocks that are wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from flows.run_clock import ClockError, start_clock
from tasks.publish.manifest import read_manifest
from tests.flows.articles import make_record, write_dump

NOON = datetime(2025, 3, 6, 12, 0, 0, 400_000, tzinfo=UTC)
URL = "https://daily.example/storm"


def test_all_times_of_a_run_follow_from_one_instant(build, tmp_path):
    outcome = build([write_dump(tmp_path / "one.jsonl", [make_record(1)])], tmp_path / "data", now=NOON)
    manifest = read_manifest(outcome.release)
    (run,) = pd.read_parquet(outcome.release / "runs").itertuples()
    assert manifest.release_id.startswith("20250306T120000Z-")
    assert manifest.created_at == run.started == NOON
    assert set(pd.read_parquet(outcome.release / "articles").read_at) == {pd.Timestamp(NOON)}
    assert NOON <= run.ended < NOON + timedelta(hours=1)
    assert manifest.sequence == 1


@pytest.mark.parametrize("back", [timedelta(0), timedelta(days=1)])
def test_correction_stands_when_the_clock_is_set_back(build, tmp_path, caplog, back):
    older = make_record(1, url=URL, published_at=None)
    newer = older | {"text": older["text"].replace("101 homes", "250 homes")}
    first = build([write_dump(tmp_path / "one.jsonl", [older])], tmp_path / "data", now=NOON)
    second = build([write_dump(tmp_path / "two.jsonl", [newer])], tmp_path / "data", now=NOON - back)

    assert (second.account.n_kept, second.account.n_superseded) == (1, 0)
    (body,) = pd.read_parquet(second.release / "articles").body
    assert "250 homes" in body
    assert read_manifest(second.release).created_at == NOON + timedelta(seconds=1)
    assert read_manifest(second.release).previous == first.release.name
    assert "The clock says" in caplog.text


def test_releases_of_a_later_year_push_out_no_right_one(build, tmp_path):
    data = tmp_path / "data"
    for number in range(5):
        now = NOON.replace(year=2036) + timedelta(days=number)
        build([write_dump(tmp_path / f"{number}.jsonl", [make_record(number)])], data, now=now, report_articles=0)
    # The clock is right again, and the operator has put `latest` on a release of his choice.
    oldest = min((data / "releases").iterdir())
    (data / "latest").unlink()
    (data / "latest").symlink_to(oldest.relative_to(data))
    made = [
        build([write_dump(tmp_path / f"{number}.jsonl", [make_record(number)])], data, now=NOON, report_articles=0)
        for number in (5, 6)
    ]
    assert all(outcome.release.is_dir() for outcome in made)
    assert len(pd.read_parquet(made[1].release / "articles")) == 7


@pytest.mark.parametrize(
    ("hours", "expected"), [(1, timedelta(hours=1)), (0, timedelta(seconds=1)), (-1, timedelta(seconds=1))]
)
def test_clock_is_never_before_the_last_release(hours, expected):
    assert start_clock(NOON + timedelta(hours=hours), NOON).started == NOON + expected
    assert start_clock(NOON, None).started == NOON


def test_clock_before_sayso_was_written_is_refused_before_anything_is_read(build, tmp_path):
    dump = write_dump(tmp_path / "one.jsonl", [make_record(1)])
    with pytest.raises(ClockError, match="1970-01-01 00:07:00 UTC; set it right"):
        build([dump], tmp_path / "data", now=datetime(1970, 1, 1, 0, 7, tzinfo=UTC))
    assert not list((tmp_path / "data" / "work").glob("parts/*"))
    assert build([dump], tmp_path / "data", now=NOON).is_new
