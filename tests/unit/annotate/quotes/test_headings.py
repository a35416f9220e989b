"""Headlines and summaries above a story that open with a name and a colon."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]

STORY = "The vote was held in Rye on Monday, and Maria Lopez watched it from the harbour."


def find_said(parse: Parse, text: str) -> list[tuple[str | None, str]]:
    body = Body(parse(text))
    mentions = find_entities(body)
    quotes = find_quotes(body, mentions, [], SpeakerResolver(body, mentions))
    return [(quote.speaker_name, quote.content) for quote in quotes if quote.rule == "heading.colon"]


def test_lines_that_sum_up_what_a_person_says_are_said(parse: Parse) -> None:
    lines = "Maria Lopez: The bridge was closed for a good reason\n\nLopez: Council must find money for a new one\n\n"
    assert find_said(parse, lines + STORY) == [
        ("Maria Lopez", "The bridge was closed for a good reason"),
        ("Maria Lopez", "Council must find money for a new one"),
    ]


def test_a_label_a_sentence_and_a_line_within_a_story_are_nobodys(parse: Parse) -> None:
    for line in ("Pros: A quiet ride for less money", "Lopez: It is late.", "Lopez: Gone", "LOPEZ: The bridge is shut"):
        assert find_said(parse, f"The bridge is closed\n\n{line}\n\n{STORY}") == []
    for line in ("Maria Lopez: 48 percent in the north", "Maria Lopez: mayor of Rye since 2010"):
        assert find_said(parse, f"Results in Rye\n\n{line}\n\n{STORY}") == []
    late = "The bridge is closed for now, and nobody was hurt. " * 29
    assert find_said(parse, f"{late}\n\nLopez: We will never sell this old port to those who live elsewhere.") == []
    assert find_said(parse, f"{STORY * 20}\n\nLopez: Council must find money for a new one") == []
