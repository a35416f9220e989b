"""Questions in lines of their own and their answers, and what one person is quoted on, matter by matter."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse
from tests.unit.annotate.quotes.test_interviews import LOPEZ, OUTLET, turns_of

ASKED = (
    "{lead}\n\nWhy did you leave?\n\n{first}\n\nWho told you to go?\n\nMy own crew. They had seen it all.\n\n"
    "I was told in May.\n\nWill you be back?\n\nNot as I am now.\n\nAnd the ferry?\n\n{last}\n\nThe ferry sank in June."
)


def test_an_interview_is_read_by_its_questions(parse: Parse) -> None:
    body = ASKED.format(lead="An interview with Maria Lopez, who ran the ferry", first="No comment.", last="I sold it.")
    assert [(quote.content, quote.speaker_name) for quote in turns_of(parse, body)] == [
        ("Why did you leave?", None),
        ("No comment.", LOPEZ),
        ("Who told you to go?", None),
        ("My own crew. They had seen it all. I was told in May.", LOPEZ),
        ("Will you be back?", None),
        ("Not as I am now.", LOPEZ),
        ("And the ferry?", None),
        ("I sold it.", LOPEZ),
    ]


@pytest.mark.parametrize(
    ("body", "asker"),
    [
        ("Maria Lopez spoke to the Harbour Post.\n\nQ: Why go?\n\nIt left me.\n\nThey sang.\n\nQ: And you?\n\nI sang.",
         OUTLET),
        ("Maria Lopez spoke to us.\n\n**Q: Why go?**\n\nIt left me.\n\nThey sang.\n\n**Q: And you?**\n\nI sang.", None),
        ("Maria Lopez spoke to us.\n\nHarbour Post: Why go?\nIt left me.\nThey sang.\nHarbour Post: And you?\nI sang.",
         OUTLET),
        ("Maria Lopez left.\n\nWhy go?\n\n“It left me.\n\n“They sang.”\n\nAnd you?\n\n“I sang.”", None),
    ],
)  # fmt: skip
def test_answers_without_a_label_are_those_of_whoever_is_asked(parse: Parse, body: str, asker: str | None) -> None:
    answers = [" ".join(quote.content.replace("“", "").replace("”", "").split()) for quote in turns_of(parse, body)]
    assert answers == ["Why go?", "It left me. They sang.", "And you?", "I sang."]
    assert [quote.speaker_name for quote in turns_of(parse, body)] == [asker, LOPEZ, asker, LOPEZ]


@pytest.mark.parametrize(
    "body",
    [
        "Maria Lopez spoke to us.\n\nQ: Is my ticket valid?\n\nTickets are.\n\nQ: And yours?\n\nNone is.",
        "Maria Lopez and Peter Brandt left.\n\nWhy go?\n\n“It left me.”\n\nAnd you?\n\n“I sang.”",
        "Maria Lopez left.\n\nWhy go?\n\nThe ferry was “old.”\n\nAnd you?\n\n“I sang.”",
    ],
)
def test_nobody_answers_an_outlets_own_questions(parse: Parse, body: str) -> None:
    assert turns_of(parse, body) == []


def test_readers_may_stand_behind_their_questions(parse: Parse) -> None:
    body = "Maria Lopez talks to readers\n\n" + "**Who knew? Ann, Leith**\n\nI did.\n\n" * 4
    assert {(each.content, each.speaker_name) for each in turns_of(parse, body)} == {
        ("Who knew?", None),
        ("I did.", LOPEZ),
    }


def test_questions_may_have_numbers(parse: Parse) -> None:
    body = "Questions for Maria Lopez\n\n" + "".join(f"{n}. **Who knew {n}?**\n\nI did.\n\n" for n in range(1, 6))
    assert [(each.content, each.speaker_name) for each in turns_of(parse, body)][2:4] == [
        ("Who knew 2?", None),
        ("I did.", LOPEZ),
    ]


TOPICS = "{lead}\n\nOn the ferry: “It sank.\n\n“It was old.”\n\nAsked about the mayor: “I like her.”"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (TOPICS.format(lead="Maria Lopez faced the press."), [("It sank. It was old.", LOPEZ), ("I like her.", LOPEZ)]),
        (TOPICS.format(lead="Maria Lopez and Peter Brandt met."), []),
        ("Maria Lopez met us.\n\nOn the ferry: it sank.\n\nOn the mayor: “I like her,” said Lopez.", []),
    ],
)
def test_quotations_under_their_matters_are_one_persons(
    parse: Parse, body: str, expected: list[tuple[str, str]]
) -> None:
    assert [(each.content.replace("“", ""), each.speaker_name) for each in turns_of(parse, body)] == expected


def test_who_talks_with_whoever_asks_answers(parse: Parse) -> None:
    lead = "Maria Lopez sold a ferry. Maria Lopez spoke with Peter Brandt in May."
    body = ASKED.format(lead=lead, first="I left.", last="I sold it.")
    assert {quote.speaker_name for quote in turns_of(parse, body)} == {None, LOPEZ}


@pytest.mark.parametrize(
    ("lead", "first", "last"),
    [
        ("Maria Lopez ran the ferry.", "I could not stay.", "I sold it."),  # nobody talks
        ("Maria Lopez and Peter Brandt spoke to us.", "I could not stay.", "I sold it."),  # which of them?
        ("An interview with Maria Lopez", "Nobody knows.", "It is gone."),  # answered by the outlet
    ],
)
def test_questions_alone_make_no_interview(parse: Parse, lead: str, first: str, last: str) -> None:
    body = ASKED.format(lead=lead, first=first, last=last)
    assert turns_of(parse, body) == []
