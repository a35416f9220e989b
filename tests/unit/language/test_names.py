"""Names of persons in parts."""

from __future__ import annotations

import pytest

from tasks.language.names import (
    count_title_words,
    find_title_before,
    guess_gender,
    is_coined,
    is_given_name,
    is_initial,
    is_strong_title,
    make_person_key,
    split_name,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Donald J. Trump", "person:donald-trump"),
        ("Donald J Trump", "person:donald-trump"),
        ("José García", "person:jose-garcia"),
        ("Park Sun-won", "person:park-sun-won"),
        ("George H.W. Bush", "person:george-h-w-bush"),
        ("George W. Bush", "person:george-bush"),
        ("J.K. Rowling", "person:j-k-rowling"),
        ("J. K. Rowling", "person:j-k-rowling"),
        ("Mark Holloway Jr.", "person:mark-holloway-jr"),
        ("Beto O’Rourke", "person:beto-orourke"),
    ],
)
def test_person_key(name, key):
    assert make_person_key(name.split()) == key


@pytest.mark.parametrize(
    ("words", "count", "gender"),
    [
        ("President Putin", 1, None),
        ("Vice President Kamala Harris", 2, None),
        ("Mr. Smith", 1, "m"),
        ("Former President Mary Robinson", 2, None),
        ("Mary Robinson", 0, None),
    ],
)
def test_titles_in_front(words, count, gender):
    assert count_title_words(words.split()) == (count, gender)


def test_titles_that_end_a_stretch_of_text():
    assert find_title_before(["met", "with", "Mrs."]) == (1, "f")
    assert find_title_before(["met", "with"]) == (0, None)


@pytest.mark.parametrize(("name", "gender"), [("Lloyd", "m"), ("Farah", "f"), ("Jordan", None), ("Zzyx", None)])
def test_gender(name, gender):
    assert guess_gender(name) == gender


@pytest.mark.parametrize(
    ("word", "given", "coined"),
    [
        ("LuAnn", True, False),
        ("MaKayla", True, False),
        ("McArthur", False, False),
        ("ElQuarles", False, False),
        ("MindWare", False, True),
        ("TfL", False, True),
    ],
)
def test_a_capital_inside_a_word(word, given, coined):
    assert (is_given_name(word), is_coined(word)) == (given, coined)


def test_small_parts():
    assert is_initial("J.") and is_initial("H.W.") and not is_initial("Jo")
    assert is_strong_title(["Dr"]) and not is_strong_title(["Special"])
    assert split_name(["Mark", "Holloway", "Jr."]) == ("mark", "holloway", "jr")
