"""What the pipeline attaches wrongly and grammar rules out."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("Her ex-husband, Carl Munk, said he was sorry.", "husband", "Her ex-husband"),
        ("The ex-mayor said the books were clean.", "mayor", "The ex-mayor"),
        ("The co-founder, Nils Ode, said sales rose.", "founder", "The co-founder"),
        ("Tarn’s ex-chief, Olaf Brenn, told reporters the bank was sound.", "chief", "Tarn’s ex-chief"),
        ("An anti-war campaigner told the hall that it was late.", "campaigner", "An anti-war campaigner"),
    ],
)
def test_what_a_hyphen_joins_to_a_noun_hangs_on_it(parse, text, noun, phrase):
    doc = parse(text)
    head = next(token for token in doc if token.text == noun)
    assert doc[head.left_edge.i : head.i + 1].text == phrase
    # every token still has one way to the sentence's root
    for sentence in doc.sents:
        assert all(token == sentence.root or sentence.root in token.ancestors for token in sentence)
