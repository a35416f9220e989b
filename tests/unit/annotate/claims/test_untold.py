"""Claims that go on from what their article told before do not stand by themselves."""

from __future__ import annotations

import pytest

from tests.unit.annotate.claims.reading import Parse, read


@pytest.mark.parametrize(
    ("body", "is_self_contained"),
    [
        ("In retaliation, the Danes led ten nations in leaving the 1984 Games in Oslo.", [False]),
        ("In retaliation for the raid on Bergen, the Danes led ten nations in leaving the 1984 Games in Oslo.", [True]),
        ("In contrast, Norway has only 40 mills in Bergen.", [False]),
        ("Ann Berg said repeal would cost millions of Danish families their health coverage.", [False]),
        ("Ann Berg said repeal of the Salt Act would cost millions of Danish families their coverage.", [True]),
        ("Ann Berg won 50 percent of the Norwegian voters polled, while Tom Roe won 18 percent.", [False, False]),
        (
            "Ann Berg won 50 percent of the Norwegian voters polled by Acme, while Tom Roe won 18 percent.",
            [True, False],
        ),
        # "It" is not what comes if it is so, and "them" are not who make them feel so.
        ("“There would be resistance by mid 2030 if it was written into law in Norway,” Ann Berg said.", [False]),
        ("“Danes might make them feel like they are silly Norwegians,” Ann Berg said.", [False]),
        # A match and a market's day are of one day.
        ("The Danes beat the Norwegians 4-1 in Bergen.", [False]),
        ("The Danes beat the Norwegians 4-1 in Bergen in May 2012.", [True]),
        ("The Danish index closed 0.2 percent lower in Oslo.", [False]),
        # What somebody was the first to do is told behind the clause, as another claim.
        (
            "Oslo on Monday became the first Norwegian city to order its residents to stay home over the flood.",
            [False, False],
        ),
    ],
)
def test_what_goes_on_from_before_is_not_self_contained(parse: Parse, body: str, is_self_contained: list[bool]) -> None:
    assert [claim.is_self_contained for claim in read(parse, body)] == is_self_contained


def test_what_somebody_did_with_something_is_no_claim(parse: Parse) -> None:
    told = read(
        parse, "Tom Roe may find a middle ground in Oslo, as Ann Berg did with her 2012 vote to save the Salt Act."
    )
    assert not any(claim.proposition.startswith("Ann Berg did") for claim in told)


def test_whom_somebody_bids_something_own_what_they_are_to_go_to(parse: Parse) -> None:
    told = read(
        parse, "Volunteers called Danish voters and urged them to go to their mills and have their votes counted."
    )
    assert told[-1].resolved == "them [should] go to their mills and have their votes counted"
