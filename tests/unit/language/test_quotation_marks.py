"""Pairing of quotation marks: what each sentence has between its outer marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.language.quotation_marks import find_quoted_spans

PAIRED = [
    ("“It is safe,” she said.", ["It is safe,"]),
    ('"It is safe," she said.', ["It is safe,"]),
    ("''It is safe,'' she said.", ["It is safe,"]),
    ("``It is safe,'' she said.", ["It is safe,"]),
    ("'It is safe,' she said.", ["It is safe,"]),
    ("‘It is safe,’ she said.", ["It is safe,"]),
    ("«It is safe,» she said.", ["It is safe,"]),
    ("„It is safe,“ she said.", ["It is safe,"]),
    ('“It is safe," she said.', ["It is safe,"]),
    ("“It is safe,“ she said.", ["It is safe,"]),
    ("”It is safe,” she said.", ["It is safe,"]),
    ("“She said ‘never’ twice,” he said.", ["She said ‘never’ twice,"]),
    ("He's the workers' hope, isn't he?", []),
    ("In the '90s the firm's rivals' shares fell.", []),
    ('A 6" pipe and a 9" pipe burst.', []),
    ("She left.” He stayed.", []),
    ("“First.” “Second.”", ["First.", "Second."]),
    ("He left.“It was late,” he said.", ["It was late,"]),
    ("‘Don’t go,’ she said.", ["Don’t go,"]),
]


@pytest.mark.parametrize(("text", "inner"), PAIRED)
def test_pairs_marks(text: str, inner: list[str]) -> None:
    assert [text[span.inner_start : span.inner_end] for span in find_quoted_spans(text)] == inner


def test_an_unclosed_mark_goes_on_where_the_next_paragraph_opens_again() -> None:
    text = "“First paragraph.\n\n“Second paragraph,” she said."
    first, second = find_quoted_spans(text)
    assert (first.continues, second.continues) == (True, False)
    assert text[first.start : first.end] == "“First paragraph."


def test_single_marks_go_on_like_double_ones() -> None:
    text = "‘It is late for the town’s clerks.\n\n‘We must go.\n\n‘We must.’\n\n‘Good’, he said.\n\n‘90s hits played"
    spans = find_quoted_spans(text)
    assert [(text[span.start : span.end], span.continues) for span in spans] == [
        ("‘It is late for the town’s clerks.", True),
        ("‘We must go.", True),
        ("‘We must.’", False),
        ("‘Good’", False),
    ]


def test_an_unclosed_mark_within_a_sentence_is_left_alone() -> None:
    assert find_quoted_spans("She called it “a mess and left.") == []


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("She said: “It is late.\n\nWe must go. We must.” Then she left.", ["It is late.", "We must go. We must."]),
        ("“It is late.\nWe must go,” she said.", ["It is late.", "We must go,"]),
        ('"It is late.\n\nAll are tired.\n\nWe must go."', ["It is late.", "All are tired.", "We must go."]),
        # The next mark opens: the first lacks its closing one.
        ("She said “it is late.\n\nHe said “no.”", ["no."]),
        ('The board is 6 " long.\n\nIt is "old."', ["old."]),
        ('"It is late, said Ann Roe, the mayor. "We must go." They went.', ["We must go."]),
    ],
)
def test_a_later_paragraph_may_close_what_one_opens(text: str, inner: list[str]) -> None:
    spans = find_quoted_spans(text)
    assert [text[span.inner_start : span.inner_end] for span in spans] == inner
    assert not spans[-1].continues and all(span.continues for span in spans[:-1])


MARKS = st.text(alphabet="“”„«»‘’'\"`` ab.,?\n", max_size=120)


@given(MARKS)
def test_spans_are_ordered_and_inside_the_text(text: str) -> None:
    end = 0
    for span in find_quoted_spans(text):
        assert end <= span.start <= span.inner_start <= span.inner_end <= span.end <= len(text)
        assert span.start < span.end
        assert "\n" not in text[span.start : span.end]
        end = span.end
