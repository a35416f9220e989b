"""Whose a claim is, asked once everybody has spoken: only what stands before a mention tells who it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.claims.find import find_claims
from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]

OWNERS = [
    # the unnamed speaker of before
    (
        "A senior French official said it was safe. They doubted the official’s claim that it would open.",
        "anonymous:senior-french-official",
    ),
    # one who speaks only later is somebody else
    (
        "They doubted the official’s claim that it would open. A senior French official said it was safe.",
        "anonymous:official",
    ),
    ("Acme Robotics grew. Mayor Paul Trent said it failed. They doubted the mayor’s claim that it would open.",
     "person:paul-trent"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), OWNERS)
def test_claims_ask_the_resolver_of_the_quotes(parse: Parse, text: str, key: str) -> None:
    body = Body(parse(text))
    mentions = find_entities(body)
    speakers = SpeakerResolver(body, mentions)
    quotes = find_quotes(body, mentions, [], speakers)
    claims = find_claims(body, quotes, mentions, [], speakers)
    assert [claim.claimant_key for claim in claims if claim.voice == "nominal"] == [key]
