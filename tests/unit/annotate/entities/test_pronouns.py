"""Whom pronouns mean, and where they are left alone."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.find import find_entities
from tasks.annotate.entities.pronouns import add_speakers
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body


def pronouns_of(parse, text):
    return [(text[m.start : m.end], m.entity_key) for m in find_entities(Body(parse(text))) if m.link == "pronoun"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mark Holloway resigned on Monday. He said he was tired.", [("He", "mark"), ("he", "mark")]),
        ("Susan Holloway resigned. Her deputy stays.", [("Her", "susan")]),
        ("Spokeswoman Quill Ardent spoke. She gave no date.", [("She", "quill")]),
        ("Mr. Ardent spoke. He gave no date.", [("He", "ardent")]),
        ("Mark Holloway met Susan Berg. She said he was late.", [("She", "susan"), ("he", "mark")]),
        ("Mark Holloway blamed himself.", [("himself", "mark")]),
    ],
)
def test_persons(parse, text, expected):
    found = pronouns_of(parse, text)
    assert [pronoun for pronoun, _ in found] == [pronoun for pronoun, _ in expected]
    assert all(f"person:{start}" in key for (_, key), (_, start) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "He said it was late.",
        # grammar: not the subject of its own verb
        "Mark Holloway thanked him.",
        # gender
        "Mark Holloway spoke. She disagreed.",
        # someone unnamed stands in between
        "Mark Holloway spoke. An official met a reporter. The official left before he could answer.",
        # the words of another
        'Mark Holloway spoke. "I hope he comes," said Susan Berg.',
        # two men in one place
        "Peter Berg and Mark Holloway resigned. His deputy stays.",
        "I told you that we would win.",
    ],
)
def test_what_is_not_clear_is_left_out(parse, text):
    assert pronouns_of(parse, text) == []


def test_a_body_that_speaks_is_meant_by_it(parse):
    text = "South Korea's intelligence agency said troops had left. On Wednesday, it told lawmakers that more would go."
    assert pronouns_of(parse, text) == [("it", "org:national-intelligence-service")]


def test_a_pronoun_that_speaks_is_a_mention_of_its_speaker(parse):
    text = "Ann Roe left the hall.\n“It is over.”\n“Nobody listened in all these years,” she said."
    doc = parse(text)
    body = Body(doc)
    mentions = find_entities(body)
    added = add_speakers(mentions, find_quotes(body, mentions, [], SpeakerResolver(body, mentions)), body)
    found = [(text[m.start : m.end], m.entity_key, m.rule) for m in added if m.link == "pronoun"]
    assert found == [("she", "person:ann-roe", "pronouns.speaker_of_quote")]


def test_it_that_does_not_speak_is_left_out(parse):
    assert pronouns_of(parse, "NATO met on Monday. It rained all day.") == []
