from __future__ import annotations

import pytest

from tasks.link.wordings import find_root, read_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [("indicted", "indictment"), ("protests", "protesting"), ("suspend", "halted"), ("lawsuit", "sued")],
)
def test_words_of_one_family_or_sense_are_one_term(one: str, other: str):
    first, second = (read_wording(word, 0, []).terms[0].term for word in (one, other))
    assert first == second


@pytest.mark.parametrize("word", ["1996", "ring", "ally"])
def test_years_and_short_words_keep_their_endings(word: str):
    assert find_root(word) == word


def test_keys_and_numbers_stand_for_their_words():
    text = "Mayor Ada Mirov closed 12 of the ports"
    wording = read_wording(text, 100, [(106, 115, "person:ada-mirov"), (123, 125, "#12")])
    assert [term.term for term in wording.terms] == ["mayor", "person:ada-mirov", "clos", "#12", "port"]
    assert text[wording.terms[1].start - 100 : wording.terms[1].end - 100] == "Ada Mirov"
    assert "ada" in wording.words


def test_of_two_marks_that_overlap_the_earlier_and_longer_counts():
    marks = [(0, 4, "place:ostra"), (0, 10, "org:ostra-port"), (6, 10, "facility:port")]
    assert [term.term for term in read_wording("Ostra Port shut", 0, marks).terms] == ["org:ostra-port", "shut"]


@pytest.mark.parametrize(
    ("text", "n_negations"),
    [("It did not sink", 1), ("It never didn't sink", 2), ("There is no doubt that it sank", 0)],
)
def test_negations_are_counted(text: str, n_negations: int):
    assert len(read_wording(text, 0, []).negations) == n_negations


def test_a_clause_ends_at_a_comma_or_a_conjunction():
    text = "The dam held, the wall broke because nobody looked"
    wording = read_wording(text, 0, [])
    start, end = wording.find_clause(text.index("wall"), text.index("wall") + 4)
    assert text[start : int(end)] == ", the wall broke "
