"""How a paragraph without end is cut for the parser, and a word without end for the tokenizer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.model import load_model, parse_bodies
from tasks.annotate.pieces import LONGEST_PIECE, LONGEST_RUN, LONGEST_WORD, SHORTEST_PIECE, split_paragraph

SENTENCE = "The clerk read the long list of names to the council. "
CLAUSE = "the clerk read the list, "


def cut(text: str) -> list[str]:
    return [piece.text for piece in split_paragraph(load_model(), text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "word " * LONGEST_PIECE,
        SENTENCE * (LONGEST_PIECE // 12),
        "See " + "https://example.org/" + "a" * 180 + " for more.",
        "Name: " + "_" * LONGEST_RUN,
    ],
)
def test_what_is_short_stays_whole(text):
    assert cut(text) == [text]
    assert [token.text for token in split_paragraph(load_model(), text)[0]] == [
        token.text for token in load_model().make_doc(text)
    ]


@pytest.mark.parametrize("unit", [SENTENCE, CLAUSE, "word ", "word  ", "«a» ", "x.y/"])
def test_a_long_paragraph_is_cut_where_it_has_a_joint(unit):
    text = unit * 2 * LONGEST_PIECE
    pieces = cut(text)
    assert len(pieces) > 1 and "".join(pieces) == text
    assert not any(piece[0].isspace() for piece in pieces)
    if unit != "x.y/":
        assert all(piece.endswith(unit) for piece in pieces)


def test_a_sentence_that_ends_early_is_joint_enough():
    text = SENTENCE * (SHORTEST_PIECE // 12 + 2) + "Word " * LONGEST_PIECE
    assert cut(text)[0] == SENTENCE * (SHORTEST_PIECE // 12 + 2)


@pytest.mark.parametrize("unit", ["!", "?!", ".", "a", "7", "(", "“", "é", "👍", "http://a.b/", "“a”"])
def test_no_sentence_and_no_token_is_without_end(parse, unit):
    text = unit * 1000
    doc = parse(text)
    assert doc.text == text
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_PIECE
    assert max(map(len, doc)) <= LONGEST_WORD


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(" .,!\n“”aB\t\u3000", min_size=1, max_size=12), st.integers(1, 90)), max_size=5))
def test_text_is_kept_to_the_character(stretches):
    body = "".join(text * times for text, times in stretches)
    bodies = [body, "", "Ann left.\n"]
    assert [doc.text for doc in parse_bodies(load_model(), bodies)] == bodies
