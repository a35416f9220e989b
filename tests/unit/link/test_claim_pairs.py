from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.link.claim_pairs import (
    Compared,
    Rarity,
    align,
    explain_pair,
    have_one_claimant,
    measure_pair,
    score_pair,
    weigh_terms,
)
from tasks.link.lexicon import load_claim_links
from tasks.link.wordings import read_wording

CLAIMS = (
    "The council of Ostra will close the fish market in June",
    "Ostra closes its fish market in June, the council decided",
    "Divers found a bell in the harbour",
    "Harbour pilots ask for higher pay",
)


def compare(text: str, **columns: str) -> Compared:
    return Compared(read_wording(text, 0, []), **columns)


def measure(first: Compared, second: Compared, *others: Compared) -> dict[str, float]:
    rarity = Rarity([first, second, *others])
    return measure_pair(first, second, weigh_terms(first, second, rarity))


def test_claims_about_one_thing_score_above_claims_about_others():
    claims = [compare(text, story="s") for text in CLAIMS]
    alike = score_pair(measure(claims[0], claims[1], *claims[2:]))
    apart = score_pair(measure(claims[2], claims[3], *claims[:2]))
    assert apart < 0.1 < 0.5 < alike


def test_every_feature_that_is_measured_is_weighed():
    first, second = map(compare, CLAIMS[:2])
    assert set(measure(first, second)) == set(load_claim_links().weights)


@given(st.sampled_from(CLAIMS), st.sampled_from(CLAIMS))
def test_which_claim_is_first_makes_no_difference(one: str, other: str):
    first, second = compare(one), compare(other)
    features = measure(first, second)
    assert features == measure(second, first)
    assert all(0 <= value <= 1 for value in features.values())


def test_the_stretch_that_another_claim_says_as_well_ends_where_they_part():
    text = "After the flood, which took three days, the council closed the fish market, and pilots went home"
    first, second = compare(text), compare("The council has closed the fish market")
    weights = dict.fromkeys(first.known | second.known, 1.0)
    found = align(first, second, weights)
    assert text[found.start : found.end] == "council closed the fish market"
    nothing = compare("Divers rest")
    assert align(nothing, second, weights | dict.fromkeys(nothing.known, 1.0)).end == 0


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        ({"claimant_key": "person:ada-mirov"}, {"claimant_key": "person:ada-mirov"}, True),
        ({"claimant_key": "person:ada-mirov"}, {"claimant_key": "person:jon-asker"}, False),
        ({"claimant_surname": "mirov"}, {"claimant_surname": "mirov"}, True),
        ({}, {}, False),
    ],
)
def test_who_claims_is_told_by_key_or_surname(first: dict[str, str], second: dict[str, str], one: bool):
    assert have_one_claimant(compare("It rains", **first), compare("It rains", **second)) is one


def test_what_spoke_for_a_pair_is_told_by_strength():
    told = explain_pair(measure(*map(compare, CLAIMS[:2])))
    gains = [float(each.rpartition(" ")[2]) for each in told.split(", ")]
    assert gains == sorted(gains, reverse=True)
