"""Pinned releases stay; the pins survive a rewrite, and damaged ones let nothing go."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.publish.pins import PINS, Pin, PinError, pin_release, read_pins, unpin_release
from tasks.publish.release import list_releases, retain_releases
from tests.faults.killed_publish import publish_next, seal_part

WHEN = datetime(2025, 3, 6, tzinfo=UTC)


def test_pins_come_back_as_written(tmp_path):
    assert read_pins(tmp_path) == {}
    pin_release(tmp_path, "r1", "cited in the “flood” story", "ann", WHEN)
    pin_release(tmp_path, "r2", "", "ann", WHEN)
    assert read_pins(tmp_path)["r1"] == Pin("cited in the “flood” story", "ann", "2025-03-06T00:00:00+00:00")
    assert unpin_release(tmp_path, "r1")
    assert not unpin_release(tmp_path, "r1")
    assert set(read_pins(tmp_path)) == {"r2"}


def test_pinned_release_outlives_newer_ones(tmp_path, monkeypatch):
    part = seal_part(tmp_path)
    monkeypatch.setattr("tests.faults.killed_publish.retain_releases", lambda data, keep: [])
    first, second, third = (publish_next(tmp_path, part, second) for second in range(3))
    pin_release(tmp_path, first.name, "", "ann", WHEN)
    retain_releases(tmp_path, keep=1)
    assert list_releases(tmp_path) == [first, third]
    unpin_release(tmp_path, first.name)
    retain_releases(tmp_path, keep=1)
    assert list_releases(tmp_path) == [third]


@pytest.mark.parametrize("text", ["{", "[]", '{"r1": {"why": ""}}'])
def test_damaged_pins_are_told_of_and_nothing_goes(tmp_path, text):
    publish_next(tmp_path, seal_part(tmp_path), 0)
    (tmp_path / PINS).write_text(text)
    with pytest.raises(PinError, match=PINS):
        retain_releases(tmp_path, keep=1)
    assert len(list_releases(tmp_path)) == 1
