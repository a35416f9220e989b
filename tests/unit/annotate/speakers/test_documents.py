"""Whose the words of a document are that the article has told of before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("A study by Ann Roe came out in May. The study found that rents rose.", "Ann Roe"),
        ("Paul Trent criticized the port in a letter. The letter said that nobody would pay.", "Paul Trent"),
        ("Paul Trent issued a statement. It was late. The statement said that nobody would pay.", "Paul Trent"),
        # who sends it, writes it, or prints it under a name
        ("Ann Roe sent a morning tweet that said nobody would pay.", "Ann Roe"),
        ("Paul Trent followed up with a statement calling on Roe to pay.", "Paul Trent"),
        ("Nobody would pay, according to a letter the mayor, Ann Roe, wrote to engineers.", "Ann Roe"),
        ("Nobody would pay, according to an article in The Guardian.", "The Guardian"),
        ("Paul Trent left with a report that warned nobody would pay.", None),
        ("Paul Trent spoke, as told in a letter on Friday. The letter said that nobody would pay.", None),
        # it may be another's, a topic, or where it was posted
        ("Ann Roe released a letter that said nobody would pay.", None),
        ("Nobody would pay, according to documents given to the paper by Ann Roe.", None),
        ("Nobody would pay, according to a Facebook post.", None),
        ("The Senate plan said that nobody would pay.", None),
        # one of many who go without a name, unless it tells whose it is
        ("“It is late,” one post on the forum began.", "post"),
        ("“It is late,” another review said.", "another review"),
        ("“It is late,” one tweet from Ann Roe said.", "Ann Roe"),
        ("One post on the company's site said that nobody would pay.", None),
        ("A post on the forum said that nobody would pay.", None),
        # what is handed in to a body is not its own
        ("Nobody would pay, according to SEC filings.", None),
        ("Nobody would pay, according to a Federal Election Commission filing.", None),
        ("Nobody would pay, according to a Tesla filing.", "Tesla"),
        # another's letter was brought in since; nobody's report; which report is told; a book is nobody's by its topic
        ("Roe’s letter was short. A letter from a reader was long. The letter said that nobody would pay.", None),
        ("Ann Roe read the report. The report said that nobody would pay.", None),
        ("Roe’s report was short. The report on the port said that nobody would pay.", None),
        ("Ann Roe issued the letter on Monday. The letter said that nobody would pay.", None),
    ],
)
def test_a_document_goes_on_with_its_author(parse: Parse, body: str, name: str | None) -> None:
    parsed = Body(parse(body))
    mentions = find_entities(parsed)
    assert find_quotes(parsed, mentions, [], SpeakerResolver(parsed, mentions))[-1].speaker_name == name
