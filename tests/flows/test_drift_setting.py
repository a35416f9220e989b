from __future__ import annotations

import pytest

from flows.settings import Settings


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("new dumps", "new dumps"),
        ("1", "no reason given"),
        (True, "no reason given"),
        ("0", None),
        (False, None),
        (None, None),
    ],
)
def test_reason_to_accept_drift(monkeypatch, given, reason):
    monkeypatch.delenv("SAYSO_ACCEPT_DRIFT", raising=False)
    assert Settings(accept_drift=given).accept_drift == reason


def test_reason_stands_in_the_environment(monkeypatch):
    monkeypatch.setenv("SAYSO_ACCEPT_DRIFT", "1")
    assert Settings().accept_drift == "no reason given"
