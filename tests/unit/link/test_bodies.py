"""One key a body over a release."""

from __future__ import annotations

import pytest

from tasks.link.bodies import find_initials, spell, unite_bodies


def unite(bodies, listed=(), countries=None, spelled=None):
    """Unite bodies that are given with their articles."""
    found = unite_bodies(
        {f"org:{slug}": set(ids) for slug, ids in bodies.items()}, listed, countries or {}, spelled or {}
    )
    return {(each.article_id, each.article_key[4:]): (each.entity_key[4:], each.how) for each in found}


@pytest.mark.parametrize(("one", "other"), [
    ("sarno-defence-agency", "sarno-defense-agency"),
    ("u-s-quay-survey", "us-quay-survey"),
    ("sarno-quay-centre", "sarno-quay-center"),
    ("department-of-tides", "tides-department"),
    ("department-of-the-tides", "tides-department"),
    ("sarno-department-of-tides", "sarno-tides-department"),
    ("ministry-of-tides", "tides-ministry"),
    ("quay-motors-inc", "quay-motors"),
    ("sarno-police-dept", "sarno-police-department"),
    ("sarno-committee-on-tides", "sarno-tides-committee"),
    ("quay-and-tides-union", "quay-tides-union"),
])  # fmt: skip
def test_spellings_of_one_name_have_the_key_of_most_articles(one, other):
    assert spell(one) == spell(other)
    assert unite({one: "ab", other: "c"}) == {("c", other): (one, "spelling")}


@pytest.mark.parametrize(("one", "other"), [
    ("university-of-sarno", "sarno-university"),
    ("sarno-tides-department", "aldo-tides-department"),
    ("quay-group", "quay"),
])  # fmt: skip
def test_names_of_two_bodies_stay_two(one, other):
    assert unite({one: "ab", other: "c"}) == {}


def test_bodies_of_two_countries_stay_two():
    countries = {"org:us-quay-defence": {"US"}, "org:us-quay-defense": {"FJ"}}
    assert unite({"us-quay-defence": "ab", "us-quay-defense": "c"}, countries=countries) == {}


def test_listed_body_keeps_its_key_and_gives_it_to_others():
    assert unite({"u-s-tide-board": "abc", "us-tide-board": "d"}, ["org:us-tide-board"])["a", "u-s-tide-board"] == (
        "us-tide-board", "spelling",
    )  # fmt: skip


def test_abbreviation_that_means_two_bodies_means_neither():
    spelled = {"qb": {"org:quay-board": {"a", "b"}, "org:quarry-bank": {"c", "d"}}}
    assert unite({"quay-board": "ab", "quarry-bank": "cd", "qb": "e"}, spelled=spelled) == {}


@pytest.mark.parametrize(
    "slug", ["health-department", "department-of-environmental-protection", "judiciary-committee", "governor-s-office"]
)
def test_office_that_every_city_has_is_its_articles_own(slug):
    assert unite({slug: "ab"}) == {(each, slug): (f"{slug}@{each}", "article") for each in "ab"}


def test_office_is_completed_by_its_article():
    assert unite({"judiciary-committee": "ab", "sarno-judiciary-committee": "a"})["a", "judiciary-committee"] == (
        "sarno-judiciary-committee", "part",
    )  # fmt: skip


@pytest.mark.parametrize("slug", ["quay-tides-department", "national-tides-board", "public-health", "tide-committee"])
def test_name_that_tells_whose_it_is_stays(slug):
    assert unite({slug: "ab"}) == {}


def test_initials_leave_small_words_out():
    assert (find_initials("office-of-the-tides-and-quays"), find_initials("tides")) == ("otq", "")
