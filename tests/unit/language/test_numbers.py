"""Numbers in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.language.numbers import find_numbers, split_words

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def read(text):
    return [number.value for number in find_numbers(split_words(text))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,200", [1200]),
        ("1,20,000", [120000]),
        ("10\u202f000", [10000]),
        ("1.2bn", [1.2e9]),
        ("2.3 million", [2300000]),
        ("$3-million", [3e6]),
        ("5m", [5e6]),
        ("3 lakh", [300000]),
        ("2 crore", [2e7]),
        ("4 hundred million", [4e8]),
        ("a million and a half", [1.5e6]),
        ("half a million", [5e5]),
        ("two and a half million", [2.5e6]),
        ("a dozen", [12]),
        ("two dozen", [24]),
        ("1½", [1.5]),
        ("5 ½", [5.5]),
        ("2 1/2", [2.5]),
        ("3-1/4", [3.25]),
        ("3-1/4/20", [3, 1, 4, 20]),
        ("1.5 bn", [1.5e9]),
        (".534", [0.534]),
        ("one two three", [1, 2, 3]),
        ("ten or twenty", [10, 20]),
        ("3.1.2", [3.1, 2]),
        ("12345678901234567890", []),
    ],
)
def test_find_numbers(text, values):
    assert read(text) == pytest.approx(values)


def test_ordinals_are_told_apart():
    assert [number.form for number in find_numbers(split_words("7th twenty-first third seven"))] == [
        "ordinal",
        "ordinal",
        "ordinal",
        "words",
    ]


def spell(value: int) -> str:
    """Write a whole number below a trillion in words."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= size:
            rest = f" {spell(value % size)}" if value % size else ""
            return f"{spell(value // size)} {name}{rest}"
    if value >= 100:
        rest = f" and {spell(value % 100)}" if value % 100 else ""
        return f"{UNITS[value // 100]} hundred{rest}"
    if value >= 20:
        rest = f"-{UNITS[value % 10]}" if value % 10 else ""
        return f"{TENS[value // 10]}{rest}"
    return UNITS[value]


@given(st.integers(1, 10**12 - 1))
def test_any_number_in_words_is_read_back(value):
    assert read(f"about {spell(value)} people") == [value]


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}", "{:,}.5"]))
def test_any_number_in_digits_is_read_back(value, style):
    written = style.format(value)
    assert read(f"about {written} people") == [float(written.replace(",", ""))]


@given(
    st.integers(1, 99999),
    st.sampled_from([("bn", 9), ("m", 6), (" million", 6), ("-billion", 9), ("k", 3), (" crore", 7)]),
)
def test_any_scaled_number_is_read_back(tenths, scale):
    name, zeros = scale
    assert read(f"about {tenths / 10}{name} in all") == pytest.approx([tenths * 10 ** (zeros - 1)])


@given(st.text())
def test_words_cover_the_text(text):
    words = split_words(text)
    assert all(text[start:end] == word for word, start, end in zip(words.texts, words.starts, words.ends, strict=True))
    stops = [0]
    for number in find_numbers(words):
        assert stops[-1] <= number.start < number.end <= len(words)
        stops.append(number.end)
