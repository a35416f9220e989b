from __future__ import annotations

import pytest

from tasks.link.verdict import make_utterance, share_key


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


@pytest.mark.parametrize(
    ("content", "is_title"),
    [
        ("Bread and Salt for the Harbour", True),
        ("Bread and salt for the Harbour", False),
        ("We let him in, as we had to, and he got all of it", False),
    ],
)
def test_a_title_has_longer_words(content, is_title):
    assert make_utterance(content).is_title == is_title
