from __future__ import annotations

import pytest

from tasks.link.verdict import share_key


@pytest.mark.parametrize(
    ("key", "shared"),
    [
        ("person:mary-holt", "person:mary-holt"),
        ("place:KP", "place:KP"),
        ("anonymous:senior-official", None),
        ("body:defense-ministry", None),
        (None, None),
    ],
)
def test_key_of_somebody_only_described_means_nothing_elsewhere(key, shared):
    assert share_key(key) == shared
