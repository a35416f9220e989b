"""What other articles say of the same."""

from __future__ import annotations

import pytest

from expectations.opened import open_release
from tasks.report.related import MOST_RELATED, compare_agreements, find_related
from tests.unit.report.conftest import make_article, make_quote, make_row


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("agrees", "agrees", "agrees"),
        ("agrees", "contradicts", "contradicts"),
        ("contradicts", "agrees", "contradicts"),
        ("differs", "agrees", "differs"),
        ("contradicts", "contradicts", "same subject"),
        ("differs", "contradicts", "same subject"),
    ],
)
def test_claims_are_compared_through_the_first_of_their_group(one, other, relation):
    assert compare_agreements(one, other) == relation


def test_most_related_rows_are_listed_and_all_are_counted(write_release):
    n = MOST_RELATED + 4
    release = write_release(
        {
            "articles": [make_article(f"a{at}") for at in range(n)],
            "quotes": [make_quote(["“Work goes on.”"], f"q{at}", f"a{at}") for at in range(n)],
            "quote_groups": [
                make_row("quote_groups", quote_group_id=f"{at}", quote_id=f"q{at}", article_id=f"a{at}")
                for at in range(n)
            ],
        }
    )
    with open_release(release) as connection:
        related = find_related(connection)
    assert len(related.quotes) == n
    assert len(related.quotes["q0"]) == MOST_RELATED
    assert {row["n_related"] for row in related.quotes["q0"]} == {n - 1}
    assert "a0" not in {row["article_id"] for row in related.quotes["q0"]}


def test_rows_that_share_two_groups_are_told_of_once_as_they_are_most_alike(write_release):
    shared = [(group, at, alike) for group, alike in (("g1", 0.6), ("g2", 0.8)) for at in range(2)]
    release = write_release(
        {
            "articles": [make_article(f"a{at}") for at in range(2)],
            "claims": [make_row("claims", claim_id=f"c{at}", article_id=f"a{at}") for at in range(2)],
            "claim_groups": [
                make_row(
                    "claim_groups", claim_group_id=f"{group}{at}", claim_id=f"c{at}", article_id=f"a{at}",
                    group_id=group, similarity=alike,
                )
                for group, at, alike in shared
            ],
        }
    )  # fmt: skip
    with open_release(release) as connection:
        related = find_related(connection)
    (row,) = related.claims["c0"]
    assert (row["row_id"], row["similarity"], row["n_related"]) == ("c1", 0.8, 1)
