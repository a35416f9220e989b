from __future__ import annotations

import pytest

from tasks.alignment import Edit, apply_edits
from tasks.clean.unwrap import find_wraps


def mend(text: str) -> str:
    return apply_edits(text, [Edit(found.start, found.end, found.replacement) for found in find_wraps(text)])[0]


@pytest.mark.parametrize(
    ("split", "whole"),
    [
        ("He left w hile the band played.", "He left while the band played."),
        ("It was t he mayor who asked t o leave.", "It was the mayor who asked to leave."),
        ("The hearing was held i n the hall.", "The hearing was held in the hall."),
        ("The l abor force shrank.", "The labor force shrank."),
        ("They said tha t nobody came.", "They said that nobody came."),
        ("T he mayor left.\nN ot long after, he rang.", "The mayor left.\nNot long after, he rang."),
        ("“I n spring we will see.”", "“In spring we will see.”"),
        ("A fter the vote they left.", "After the vote they left."),
    ],
)
def test_split_words_are_joined(split: str, whole: str) -> None:
    assert mend(split) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Plan B option, exhibit B in the file, a C on the paper.",
        "The small c conservative movement; vitamin b was added.",
        "I don ’ t he said, and weren ' t o blame.",
        "S, M, and L ear tips; I go w the others, u on time.",
        "“[I]f it rains”, e failed, X tax, i phone users.",
        "cut s that add up; a b c of law; R & B artists.",
        "A re-examination. A man, a plan. I am.",
    ],
)
def test_letters_of_their_own_stay(text: str) -> None:
    assert mend(text) == text
