from __future__ import annotations

import pytest

from tasks.link.words import hash_word, split_sentences, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They’re late, aren’t they?", "they are late are not they"),
        ("I can't say it won’t rain", "I cannot say it will not rain"),
        ("It’s the harbour’s fault", "it is the harbour fault"),
        ("3,000 crates, 12.5% spoiled", "3000 crates 12.5 percent spoiled"),
        ("the U.S. and the E.U.", "the US and the EU"),
        ("Sen. Holt — no, Mr. Holt — left", "sen holt no mr holt left"),
        ("“naïve” ﬁsh", "naïve fish"),
    ],
)
def test_wordings_that_differ_in_typography_only_have_the_same_words(one: str, other: str) -> None:
    assert split_words(one) == split_words(other)


def test_sentences_end_where_the_text_ends_them() -> None:
    assert split_sentences("Mr. Holt left at 3.30. Why? Nobody knows … or says") == [
        ["mr", "holt", "left", "at", "3point30"],
        ["why"],
        ["nobody", "knows"],
        ["or", "says"],
    ]


def test_text_without_words_has_no_sentence() -> None:
    assert split_sentences(" … — !") == []


def test_word_hashes_do_not_depend_on_the_process() -> None:
    assert hash_word("harbour") == 16295200358155746308
