"""What somebody says inside what somebody else reports is a claim of his own."""

from __future__ import annotations

import pytest

from tasks.annotate.spans import Claim
from tests.unit.annotate.claims.reading import Parse
from tests.unit.annotate.claims.reading import read as read_whole


def read(parse: Parse, body: str) -> list[Claim]:
    return [claim for claim in read_whole(parse, body, outlet=None, published_at=None) if claim.voice != "narrator"]


@pytest.mark.parametrize(
    ("body", "proposition", "claimant", "stance", "chain"),
    [
        (
            "The Daily Star reported that Tom Holt said that Acme sold the mill in May.",
            "Acme sold the mill in May",
            "Tom Holt",
            "asserts",
            "Daily Star ← Tom Holt",
        ),
        (
            "The Oslo Mail said that Ann Berg told clerks that the mill had failed.",
            "the mill had failed",
            "Ann Berg",
            "asserts",
            "Oslo Mail ← Ann Berg",
        ),
        (
            "The ministry told lawmakers that the mill had lost 40 workers, according to officials.",
            "the mill had lost 40 workers",
            "ministry",
            "asserts",
            "officials ← lawmakers ← ministry",
        ),
        (
            "Norland's finance minister, Tom Holt, said the mill had lost 40 workers, according to the Daily Star.",
            "the mill had lost 40 workers",
            "Tom Holt",
            "asserts",
            "Daily Star ← Norland's finance minister",
        ),
        (
            "“Tom Holt admitted that the mill had lost 40 workers,” Ann Berg said.",
            "the mill had lost 40 workers",
            "Tom Holt",
            "confirms",
            "Ann Berg ← Tom Holt",
        ),
    ],
)
def test_what_is_passed_on_is_claimed_by_who_said_it(
    parse: Parse, body: str, proposition: str, claimant: str, stance: str, chain: str
) -> None:
    outer, inner = read(parse, body)
    assert inner.start > outer.start
    assert (inner.proposition, inner.claimant_name, inner.stance, inner.source_chain) == (
        proposition,
        claimant,
        stance,
        chain,
    )


@pytest.mark.parametrize(
    "body",
    [
        # Of whoever reports himself, of shares, of what was not or may be said, and with "me" in somebody's own words.
        "“I told the owners that the mill had lost 40 workers,” Ann Berg said.",
        "Ann Berg said that 40 percent of owners say the mill is lost.",
        "Ann Berg said that Tom Holt did not say the mill had lost 40 workers.",
        "Ann Berg said that Tom Holt may say the mill had lost 40 workers.",
        "“Tom Holt told clerks that I lost the mill,” Ann Berg said.",
        "Ann Berg said that Tom Holt spoke to clerks.",
    ],
)
def test_what_nobody_else_says_is_passed_on_by_nobody(parse: Parse, body: str) -> None:
    assert len(read(parse, body)) == 1
