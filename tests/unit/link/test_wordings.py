from __future__ import annotations

import pytest

from tasks.link.told import Told, find_names, find_told
from tasks.link.wordings import find_root, find_term, read_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("indicted", "indictment"),
        ("protests", "protesting"),
        ("suspend", "halted"),
        ("lawsuit", "sued"),
        ("collusion", "colluded"),
        ("committed", "commit"),
    ],
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
    [
        ("It did not sink", 1),
        ("It never didn't sink", 2),
        ("There is no doubt that it sank", 0),
        ("It not only sank", 0),
        ("He said no, only later", 1),
    ],
)
def test_negations_are_counted(text: str, n_negations: int):
    assert len(read_wording(text, 0, []).negations) == n_negations


@pytest.mark.parametrize(
    ("text", "n_breaks"), [("He said no. 2 left", 1), ("It was No. 2 of Arven", 0), ("It fell by 5. They left", 1)]
)
def test_a_point_behind_a_digit_or_a_no_ends_a_clause_unless_a_number_follows(text: str, n_breaks: int):
    assert len(read_wording(text, 0, []).breaks) == n_breaks


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("Mirov, whose panel studies the raid that left four guards dead, sold boats", "mirov, sold boats"),
        ("Raiders left four guards dead", "raiders left four guards dead"),
        ("The baker praised the raid that was foiled", "baker praised raid"),
        ("The baker swore that raiders fled", "baker swore raiders fled"),
        ("Although raiders fled, boats sank, killing guards", "boats sank"),
        ("Who killed guards", "killed guards"),
    ],
)
def test_what_stands_beside_is_not_of_the_main_clause(text: str, main: str):
    assert read_wording(text, 0, []).main == {each.term for each in read_wording(main, 0, []).terms}


def test_a_point_behind_an_initial_or_a_title_ends_no_clause():
    text = "The U.S. envoy and Mr. Asker met. They left"
    assert read_wording(text, 0, []).breaks == (text.index("and"), text.index(". They"))


@pytest.mark.parametrize(("one", "other"), [("committee", "commit"), ("personal", "person"), ("reports", "reporter")])
def test_words_that_only_look_alike_are_two_terms(one: str, other: str):
    assert find_term(one) != find_term(other)


def test_a_clause_ends_at_a_comma_or_a_conjunction():
    text = "The dam held, the wall broke because nobody looked"
    wording = read_wording(text, 0, [])
    start, end = wording.find_clause(text.index("wall"), text.index("wall") + 4)
    assert text[start : int(end)] == ", the wall broke "


@pytest.mark.parametrize(
    ("text", "resolved", "told"),
    [
        (
            "He shut it on Friday",
            "He [Jon Asker] shut it on Friday [2021-03-05]",
            [(2, "Jon Asker"), (20, "2021-03-05")],
        ),
        ("We shut the port", "We [Jon Asker and others] shut the port", []),
        ("Asker's port shut", "Asker's [Jon Asker's] port shut", []),
        ("and ship coal", "[Ostra should] ship coal", [(0, "Ostra should")]),
        ("Asker, who fished, denied it", "Asker denied it [he [Jon] lied]", [(28, "he [Jon] lied")]),
        ("The [old] port shut", "The [old] port [of Ostra] shut", [(14, "of Ostra")]),
    ],
)
def test_what_is_told_stands_where_the_word_does_that_it_explains(
    text: str, resolved: str, told: list[tuple[int, str]]
):
    assert find_told(text, 100, resolved) == [Told(100 + at, words) for at, words in told]


def test_the_longest_name_of_a_bracket_counts():
    keys = {"ostra": "place:ostra", "ostra port": "org:ostra-port"}
    assert find_names("the Ostra Port of Ostra", keys) == [(4, 14, "org:ostra-port"), (18, 23, "place:ostra")]


@pytest.mark.parametrize(
    ("text", "told", "terms"),
    [
        ("It shut", Told(2, "the Ostra Port"), ["org:ostra-port", "shut"]),
        ("Port shut", Told(4, "Ostra Port"), ["org:ostra-port", "shut"]),
        ("The bill failed", Told(8, "to protect markets"), ["bill", "protect", "market", "fail"]),
        ("Pilots rested there", Told(19, "2021-03-05 to 2021-03-07"), ["pilot", "rest", "@2021-03-05 to 2021-03-07"]),
    ],
)
def test_what_is_told_is_compared_as_if_it_were_said(text: str, told: Told, terms: list[str]):
    wording = read_wording(text, 0, [], [told], {"ostra port": "org:ostra-port"})
    assert [term.term for term in wording.terms] == terms
    assert all(term.end <= len(text) for term in wording.terms)
    assert len(wording.words) == len(text.split())


def test_a_name_inside_a_compound_is_its_own():
    keys = {"mirov": "person:ada-mirov", "ostra": "place:ostra"}
    for marks in ([], [(0, 11, "org:mirov-ostra")]):
        terms = [term.term for term in read_wording("Mirov-Ostra canals", 0, marks, keys=keys).terms]
        assert terms == ["person:ada-mirov", "place:ostra", "canal"]
    assert [term.term for term in read_wording("Corran-Ostra canals", 0, [(0, 12, "org:c-o")], keys=keys).terms] == [
        "org:c-o",
        "canal",
    ]
