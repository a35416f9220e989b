from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.speakers.narration import Narration
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def test_tokens_between_marks_are_not_narration(parse: Parse) -> None:
    doc = parse("Ann Roe said “it failed” on Monday.")
    narration = Narration(Body(doc))
    assert [token.text for token in doc if narration.is_quoted(token.i)] == ["“", "it", "failed", "”"]
    assert narration.count_between(0, len(doc)) == len(doc) - 4
    assert narration.count_between(3, 5) == 0


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Rain fell all day. The hall was full.\n“It failed. Nobody listened to us.”\nShe left.", "The hall"),
        ("“It failed. Nobody listened to us.”\nShe left.", None),
    ],
)
def test_the_last_sentence_is_one_that_the_narrator_says(parse: Parse, text: str, start: str | None) -> None:
    doc = parse(text)
    she = next(token.i for token in doc if token.text == "She")
    sentence = Narration(Body(doc)).last_sentence(she)
    assert (sentence is None) if start is None else (sentence is not None and sentence.text.startswith(start))


def test_nothing_stands_before_the_first_token(parse: Parse) -> None:
    assert Narration(Body(parse("Ann Roe left."))).last_sentence(0) is None
    assert Narration(Body(parse(""))).count_between(0, 0) == 0
