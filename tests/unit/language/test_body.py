"""Places of a body: the token at a character and the tokens of a stretch are those that spaCy gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from tasks.language.body import Body, Chars, Tokens

NLP = English()
TEXTS = st.text("ab .,“”\n-1", min_size=1, max_size=30)


@given(text=TEXTS, data=st.data())
def test_a_stretch_holds_the_tokens_that_spacy_gives_it(text, data):
    body = Body(NLP.make_doc(text))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = body.tokens_of(Chars((start, end)))
    inside = [token.i for token in body.doc if token.idx < end and token.idx + len(token) > start]
    assert list(range(first, last)) == inside
    span = body.span_of(Chars((start, end)))
    assert (span is None) == (not inside)
    if span is not None:
        assert body.chars_of(Tokens((first, last))) == (span.start_char, span.end_char)


@given(text=TEXTS, data=st.data())
def test_the_token_at_a_character_begins_at_or_before_it_and_the_next_one_behind(text, data):
    body = Body(NLP.make_doc(text))
    char = data.draw(st.integers(0, len(text) - 1))
    token = body.token_at(char)
    assert token is not None
    assert token.idx <= char
    assert all(other.idx > char for other in body.doc[token.i + 1 :])


def test_no_token_stands_outside_a_body():
    assert Body(NLP.make_doc("")).token_at(0) is None
    assert Body(NLP.make_doc("Ann Roe")).token_at(7) is None
    assert Body(NLP.make_doc("Ann Roe")).chars_of(Tokens((2, 2))) == (7, 7)


@pytest.mark.parametrize(("token", "sentence"), [(0, 0), (2, 0), (3, 1)])
def test_sentences_are_counted_from_the_first(token, sentence):
    doc = NLP.make_doc("She left. He stayed.")
    for at in doc:
        at.is_sent_start = at.i in (0, 3)
    assert Body(doc).sentence_number(token) == sentence


@given(text=TEXTS, data=st.data())
def test_a_stretch_begins_with_the_first_token_that_does_not_begin_before_it(text, data):
    body = Body(NLP.make_doc(text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = body.tokens_begun_in(Chars((start, end)))
    assert list(range(first, last)) == [token.i for token in body.doc if start <= token.idx < end]
    assert first == sum(token.idx < start for token in body.doc)


@given(marks=st.lists(st.sampled_from((1, -1, 0)), min_size=1, max_size=12))
def test_the_sentence_of_a_token_is_the_one_that_spacy_gives(marks):
    doc = Doc(NLP.vocab, words=["word"] * len(marks))
    for token, mark in zip(doc, marks, strict=True):
        token.is_sent_start = bool(mark == 1) if mark else None
    is_known = doc.has_annotation("SENT_START")
    expected = [(token.sent.start, token.sent.end) for token in doc] if is_known else None
    body = Body(doc)
    if expected is not None:
        assert [(token.sent.start, token.sent.end) for token in doc] == expected
        assert body.sentence_starts == [sentence.start for sentence in doc.sents]
