"""One step with one article: what it gives, or why it was given up."""

from __future__ import annotations

import signal
import threading

import pytest

from tasks.annotate.figures.si_units import make_si_fields
from tasks.deadline import OutOfTime, limit_seconds
from tasks.errors import SaysoError
from tasks.mishaps import Mishap, attempt

SOON = 0.02


def loop_for_ever() -> None:
    while True:
        pass


def swallow_errors() -> None:
    while True:
        try:
            loop_for_ever()
        except Exception:  # as third parties' parsers do
            continue


def run_out_of_memory() -> None:
    raise MemoryError


def test_a_step_that_ends_gives_what_it_gives():
    assert attempt(lambda: 5, SOON * 1000) == 5
    assert attempt(lambda: None, None) is None


def test_a_rule_that_raises_is_named_with_its_place_and_its_whole_traceback():
    mishap = attempt(lambda: make_si_fields(None), None)
    assert isinstance(mishap, Mishap)
    assert mishap.reason == "broken_rule"
    assert "AttributeError: 'NoneType' object has no attribute" in mishap.detail
    assert "in make_si_fields (tasks/annotate/figures/si_units.py:" in mishap.detail
    assert "Traceback (most recent call last)" in mishap.traceback
    assert "si_units.py" in mishap.traceback


@pytest.mark.parametrize("step", [loop_for_ever, swallow_errors])
def test_a_step_without_end_is_interrupted(step):
    before = signal.getsignal(signal.SIGALRM)
    assert attempt(step, SOON) == Mishap("too_slow", "it took longer than 0.02 seconds")
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) is before


def test_an_interruption_that_is_lost_comes_again(monkeypatch):
    monkeypatch.setattr("tasks.deadline.AGAIN_SECONDS", SOON)

    def lose_one() -> None:
        try:
            loop_for_ever()
        except OutOfTime:
            loop_for_ever()

    assert isinstance(attempt(lose_one, SOON), Mishap)


def test_elsewhere_than_in_the_main_thread_there_is_no_limit():
    found = []
    thread = threading.Thread(target=lambda: found.append(attempt(lambda: 5, SOON)))
    thread.start()
    thread.join()
    assert found == [5]


def test_nothing_is_interrupted_after_its_end():
    with limit_seconds(1000):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


def test_an_alarm_that_somebody_else_has_set_is_left_to_him():
    with limit_seconds(1000):
        assert attempt(lambda: 5, SOON) == 5
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 500


def test_memory_that_is_spent_is_no_rule_that_raises():
    assert attempt(run_out_of_memory, None) == Mishap("worker_died", "the memory was not enough")


@pytest.mark.parametrize(
    "error", [SaysoError("the model is missing"), OSError(28, "No space left"), KeyboardInterrupt()]
)
def test_what_no_article_is_to_blame_for_is_raised(error):
    def fail() -> None:
        raise error

    with pytest.raises(type(error)):
        attempt(fail, None)
