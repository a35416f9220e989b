"""Who "I" is outside of quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.authors import name_author
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]
WROTE = "The port closed. I wrote in a column that nobody would pay."


@pytest.mark.parametrize(
    ("text", "author", "name"),
    [
        (WROTE, "Ann M. Roe", "Ann M. Roe"),
        # no one person
        (WROTE, None, None),
        (WROTE, "Ann Roe, Paul Trent", None),
        (WROTE, "Ann Roe and Paul Trent", None),
        (WROTE, "Harbour Post staff", None),
        (WROTE, "Ann", None),
        # another's words, with marks and without
        ("Paul Trent left. “I said that nobody would pay.", "Ann Roe", None),
        ("Paul Trent wrote in his dissent:\nI write that nobody would pay.", "Ann Roe", None),
        ("Paul Trent: Who closed the port?\nLena Carr: I said that nobody would pay.", "Ann Roe", None),
        ("Paul Trent left. We said that nobody would pay.", "Ann Roe", None),
    ],
)
def test_i_am_the_one_author(parse: Parse, text: str, author: str | None, name: str | None) -> None:
    body = Body(parse(text))
    mentions = find_entities(body)
    quotes = name_author(find_quotes(body, mentions, [], SpeakerResolver(body, mentions)), author, body)
    said = [each for each in quotes if each.speaker is not None and text[slice(*each.speaker)] in ("I", "We")]
    assert {each.speaker_name for each in said} <= {name}
    assert name is None or (said[0].speaker_key, said[0].speaker_rule) == ("person:ann-roe", "pronoun.author")
