"""What somebody calls a thing is a claim that it is so, and not the outlet's."""

from __future__ import annotations

import pytest

from tests.unit.annotate.claims.reading import Parse, read


@pytest.mark.parametrize(
    ("body", "resolved"),
    [
        ("Ann Berg, chief executive, called it fair and affordable.", "it [is] fair and affordable"),
        ("Ann Berg called the deal “fair and long overdue”.", "the deal [is] “fair and long overdue”"),
        ("Ann Berg called the deal totally “false”.", "the deal [is] totally “false”"),
        ("Ann Berg called it an “attack” on farmers.", "it [is] an “attack” on farmers"),
        ("Ann Berg has called the talks “a waste of time,” and left.", "the talks [are] “a waste of time,”"),
        ("Ann Berg described the deal as “unfair”.", "the deal [is] “unfair”"),
        ("Ann Berg condemned the strike as reckless.", "the strike [is] reckless"),
        ("Ann Berg hailed the vote as a victory for Rye.", "the vote [is] a victory for Rye"),
    ],
)
def test_what_somebody_calls_a_thing_it_is_to_them(parse: Parse, body: str, resolved: str) -> None:
    claims = read(parse, body)
    assert [(claim.resolved, claim.claimant_name, claim.stance) for claim in claims] == [
        (resolved, "Ann Berg", "asserts")
    ]
    assert claims[0].voice != "narrator"


@pytest.mark.parametrize(
    "body",
    [
        "Ann Berg called the port “High Water”.",  # a name
        "Ann Berg refused to call it a coup.",
        "Ann Berg would call the deal “unfair”.",
        "Ann Berg called the “deal” a mess.",
        "The crew called Ann Berg on Monday.",
        "Ann Berg called the port asking for help.",
        "What Ann Berg called “a levy” is a tax.",
        "Ann Berg dismissed the report as “a rumor”.",
        "Ann Berg called him a “moron”.",
        "Ann Berg described a portrait of herself as “dull”.",
    ],
)
def test_a_name_and_what_nobody_says_is_no_such_claim(parse: Parse, body: str) -> None:
    assert not [claim for claim in read(parse, body) if "[is]" in claim.resolved]
