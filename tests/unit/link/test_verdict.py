from __future__ import annotations

import pytest

from tasks.link.verdict import compare_utterances, is_same_utterance, make_utterance, share_key


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


WELL = "We went through the deepest salt well in the valley. It was all an ugly joke by lazy bureaucrats"
MENDED = "We went to the deepest salt well in the valley, and the pumps that the council mended stood still all night."


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        (f"{WELL}.", MENDED, True),
        (f"{WELL}, and nobody in the town ever asked us.", MENDED, False),
        ("We went home. It was the worst shift of my life.", "We went home. The pumps stood still all night.", False),
    ],
)
def test_half_of_what_one_outlet_quotes_may_be_all_that_another_has(first, second, is_same):
    one, other = (
        make_utterance(text, speaker_key="person:ada-holt", speaker_name="Ada Holt", speaker_kind="person", day=9)
        for text in (first, second)
    )
    assert is_same_utterance(one, other, compare_utterances(one, other)) == is_same
