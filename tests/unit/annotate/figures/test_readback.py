"""Any number that is written in a supported style is read back with its value, unit and bound."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.dates.find import find_dates
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body
from tests.unit.language.test_numbers import spell

COUNT = st.integers(13, 10**9).filter(lambda value: not 1000 <= value < 2100)  # a bare 1999 may be a year
TENTHS = st.integers(1, 9999).map(lambda tenths: tenths / 10)
SCALES = st.sampled_from(
    [(" million", 1e6), (" billion", 1e9), ("bn", 1e9), ("m", 1e6), ("-million", 1e6), (" crore", 1e7)]
)
BOUNDS = st.sampled_from(
    [
        ("", None),
        ("about ", "about"),
        ("nearly ", "about"),
        ("at least ", "at_least"),
        ("no fewer than ", "at_least"),
        ("more than ", "over"),
        ("upwards of ", "over"),
        ("fewer than ", "under"),
        ("just shy of ", "under"),
        ("up to ", "at_most"),
        ("no more than ", "at_most"),
    ]
)
MONEY_BEFORE = st.sampled_from(
    [("$", "USD"), ("\u20ac", "EUR"), ("A$", "AUD"), ("C$", "CAD"), ("Rs ", "INR"), ("EUR ", "EUR")]
)
MONEY_AFTER = st.sampled_from([(" yen", "JPY"), (" euros", "EUR"), (" Swiss francs", "CHF"), (" dollars", "USD")])
MEASURES = st.sampled_from(
    [("km", "km"), (" miles", "[mi_i]"), ("-acre", "[acr_us]"), (" tonnes", "t"), (" sq km", "km2")]
)
PERCENTS = st.sampled_from(["%", " percent", " per cent", "-percent"])
FRACTIONS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}

read_back = settings(max_examples=20, deadline=None)


def read(parse, sentence):
    doc = parse(sentence)
    return find_figures(Body(doc), find_dates(Body(doc), datetime(2024, 10, 24, tzinfo=UTC)))


def check_bound(figure, approximation):
    assert figure.approximation == approximation
    assert figure.low == (figure.value if approximation in ("at_least", "over") else None)
    assert figure.high == (figure.value if approximation in ("at_most", "under") else None)


@read_back
@given(value=COUNT, style=st.sampled_from(["{:,}", "{}", "words"]), bound=BOUNDS)
def test_counts(parse, value, style, bound):
    written = spell(value) if style == "words" else style.format(value)
    (figure,) = read(parse, f"The agency counted {bound[0]}{written} visitors there.")
    assert (figure.kind, figure.value) == ("count", value)
    check_bound(figure, bound[1])


@read_back
@given(value=TENTHS, scale=SCALES, sign=MONEY_BEFORE, bound=BOUNDS)
def test_sums_with_the_sign_in_front(parse, value, scale, sign, bound):
    (figure,) = read(parse, f"The firm paid {bound[0]}{sign[0]}{value}{scale[0]} to settle.")
    assert (figure.kind, figure.unit, figure.value) == ("money", sign[1], pytest.approx(value * scale[1]))
    check_bound(figure, bound[1])


@read_back
@given(value=TENTHS, scale=SCALES, word=MONEY_AFTER)
def test_sums_with_the_word_behind(parse, value, scale, word):
    (figure,) = read(parse, f"The firm paid {value}{scale[0]}{word[0]} to settle.")
    assert (figure.kind, figure.unit, figure.value) == ("money", word[1], pytest.approx(value * scale[1]))


@read_back
@given(value=TENTHS, percent=PERCENTS, bound=BOUNDS)
def test_percentages(parse, value, percent, bound):
    (figure,) = read(parse, f"They hold a stake of {bound[0]}{value}{percent} now.")
    assert (figure.kind, figure.unit, figure.value) == ("percent", "%", value)
    check_bound(figure, bound[1])


@read_back
@given(value=st.integers(2, 99999), measure=MEASURES, bound=BOUNDS)
def test_measures(parse, value, measure, bound):
    (figure,) = read(parse, f"They own a site of {bound[0]}{value:,}{measure[0]} there.")
    assert (figure.kind, figure.unit, figure.value) == ("measure", measure[1], value)
    check_bound(figure, bound[1])


@read_back
@given(
    ends=st.tuples(st.integers(2, 899), st.integers(2, 899)).filter(lambda ends: ends[0] < ends[1]),
    join=st.sampled_from(["{}-{}", "{}\u2013{}", "{} to {}", "between {} and {}"]),
    unit=st.sampled_from(
        [
            (" percent", "percent", 1),
            ("%", "percent", 1),
            (" million people", "count", 1e6),
            (" miles", "measure", 1),
            (" million yen", "money", 1e6),
        ]
    ),
)
def test_ranges_share_scale_and_unit(parse, ends, join, unit):
    (figure,) = read(parse, f"The plan may reach {join.format(*ends)}{unit[0]} there.")
    assert (figure.kind, figure.approximation, figure.value) == (unit[1], "range", None)
    assert (figure.low, figure.high) == (ends[0] * unit[2], ends[1] * unit[2])


@read_back
@given(part=st.sampled_from(sorted(FRACTIONS)), many=st.integers(1, 9), joint=st.sampled_from("- "))
def test_fractions(parse, part, many, joint):
    written = f"a {part}" if many == 1 else f"{spell(many)}{joint}{part}s"
    (figure,) = read(parse, f"They lost {written} of the votes.")
    assert (figure.kind, figure.value) == ("ratio", pytest.approx(many / FRACTIONS[part]))


@read_back
@given(below=st.integers(2, 10), is_word=st.booleans(), joint=st.sampled_from([" in ", " in every ", " out of "]))
def test_shares(parse, below, is_word, joint):
    one, other = ("one", spell(below)) if is_word else (1, below)
    (figure,) = read(parse, f"They say {one}{joint}{other} voters agree.")
    assert (figure.kind, figure.value) == ("ratio", pytest.approx(1 / below))
