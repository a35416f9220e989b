"""Tests of tests/steps.py: it sees loops and comprehensions in tasks/, and what grows as a square fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tasks.clean.article import merge_removals
from tasks.documents import Removal
from tests.steps import TooManyStepsError, assert_linear, count_steps


def make_removals(number: int) -> list[Removal]:
    return [Removal(at, at + 1, "ad", "x") for at in range(number)]


def test_turns_of_a_loop_are_counted() -> None:
    few, many = (count_steps(lambda n=n: merge_removals(make_removals(n), [])) for n in (10, 1010))  # type: ignore[misc]
    assert many - few >= 1000


def test_what_is_outside_of_tasks_is_not_counted() -> None:
    assert count_steps(lambda: [removal.start for removal in range(0)] or sum(range(100))) == 0


def test_work_that_grows_as_a_square_fails() -> None:
    def make_work(n: int) -> Callable[[], object]:
        return lambda: [merge_removals(make_removals(n), []) for _ in range(n)]

    with pytest.raises(TooManyStepsError, match="steps, the last one in merge_removals"):
        assert_linear(make_work, 100)
    assert_linear(lambda n: lambda: merge_removals(make_removals(n), []), 1000)
