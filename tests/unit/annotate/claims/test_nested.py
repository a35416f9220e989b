"""What somebody says inside what somebody else reports is a claim of his own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.article import annotate_body
from tasks.annotate.spans import Claim
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

Parse = Callable[[str], Doc]


def read(parse: Parse, body: str) -> list[Claim]:
    article = clean_document(Document("dump.jsonl", "line 1", "id-1", body), EMPTY_PROFILE)
    assert isinstance(article, Article)
    return [claim for claim in annotate_body(article, parse(body)).claims if claim.voice != "narrator"]


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
