"""Messages that an article shows under "From:" and "To:"."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, quotes_of


def test_a_message_is_its_senders(parse: Parse) -> None:
    body = (
        "The emails were released.\n\nFrom: Maria Lopez <ml@quay.org>\nTo: Peter Brandt\nDate: June 2, 2021\n\n"
        "I will not sign.\n\nAsk Roe.\n\nFrom: Peter Brandt\nTo: Maria Lopez\nSubject: The ferry\n\nYou signed before."
        "\n\nThe ferry sank."
    )
    dates = find_dates(Body(parse(body)), datetime(2021, 6, 10, tzinfo=UTC))
    found = [each for each in quotes_of(parse, body, dates) if each.rule == "post.heading"]
    assert [(each.content, each.speaker_name, each.said_at and each.said_at.day) for each in found] == [
        ("I will not sign. Ask Roe.", "Maria Lopez", 2),
        ("You signed before.", "Peter Brandt", None),
    ]


@pytest.mark.parametrize(
    "body", ["From: Maria Lopez\n\nI will not sign.", "From: Seoul\nTo: Porto\n\nThe ferry takes ten hours."]
)
def test_other_fields_open_no_message(parse: Parse, body: str) -> None:
    assert not [each for each in quotes_of(parse, body) if each.rule == "post.heading"]
