"""Within a major version columns are added and nothing else."""

from __future__ import annotations

from expectations.schema_history import SCHEMA_VERSION, Promise, find_broken, list_columns, read_history


def test_every_column_that_was_promised_is_there_and_every_one_is_listed():
    assert find_broken(read_history(), list_columns()) == []


def test_versions_are_of_this_major_one_or_before():
    assert max(tuple(map(int, one.since.split("."))) for one in read_history()) == tuple(
        map(int, SCHEMA_VERSION.split("."))
    )


def test_broken_promises_are_told():
    promised = [
        Promise("dams", "height", "double", "no", "1.0.0"),
        Promise("dams", "river", "string", "no", "1.0.0"),
        Promise("dams", "built", "int64", "yes", "1.0.0"),
    ]
    now = [
        Promise("dams", "height", "double", "yes", "2.0.0"),
        Promise("dams", "built", "string", "yes", "2.0.0"),
        Promise("dams", "owner", "string", "yes", "2.0.0"),
    ]
    assert find_broken(promised, now) == [
        "dams.height may be null, which it might not",
        "dams.river is gone",
        "dams.built was int64 and is string",
        "dams.owner is not listed; run python -m expectations.schema_history",
    ]
