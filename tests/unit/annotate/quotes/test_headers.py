"""What people say over or under a line that names them."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, quotes_of

LOPEZ, BRANDT, TANNEN = "Maria Lopez", "Peter Brandt", "Ilse Tannen"

# Body; words and speaker of each.
HEADED = [
    (
        "Will the tram help?\n\nMaria Lopez, 41, florist\n“It stops at my door.”\n\nIlse Tannen, union leader, Seoul\n"
        "“It is loud.\n\n“It is late.”\n\nThe tram opens in May.",
        [("It stops at my door.", LOPEZ), ("It is loud. It is late.", TANNEN)],
    ),
    (
        "Will the tram help?\n\n“It stops at my door.”\n— Maria Lopez, 41, florist\n\n“It is late.”\n\n"
        "Ilse Tannen, union leader",
        [("It stops at my door.", LOPEZ), ("It is late.", TANNEN)],
    ),
    (
        "**Maria Lopez, 41, florist**\n\nI wear a hat in bed.\n\nMy ferry sank.\n\n**Ilse Tannen, 67**\n\n"
        "I argue, but it is warm.\n\nThe tram opens in May.",
        [("I wear a hat in bed. My ferry sank.", LOPEZ), ("I argue, but it is warm.", TANNEN)],
    ),
    (
        "The messages were leaked.\n\nMaria Lopez 9:42 AM\nIs anybody locked out?\n\n"
        "Peter Brandt — Today at 9:43 AM\nI am.\n\n"
        "Maria Lopez 9:51 AM\nThen it is not me.",
        [("Is anybody locked out?", LOPEZ), ("I am.", BRANDT), ("Then it is not me.", LOPEZ)],
    ),
    (
        "Operator\n\nGood day.\n\nMaria Lopez -- Chief Executive Officer\n\nI thank you.\n\nMy people did it.\n\n"
        "Operator\n\nOur next question.\n\nIlse Tannen -- Analyst, Firth Capital\n\nMay I ask?\n\n"
        "Maria Lopez -- Chief Executive Officer\n\nI am here.",
        [("I thank you. My people did it.", LOPEZ), ("May I ask?", TANNEN), ("I am here.", LOPEZ)],
    ),
    (
        "The thread was long.\n\nu/quayrat\nNobody swept that street.\n\nu/mud_jane · 3 hr. ago\nBring a broom.",
        [("Nobody swept that street.", "u/quayrat"), ("Bring a broom.", "u/mud_jane")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), HEADED)
def test_words_next_to_a_line_with_a_name_are_the_bearers(
    parse: Parse, body: str, expected: list[tuple[str, str]]
) -> None:
    found = [quote for quote in quotes_of(parse, body) if quote.rule and quote.rule in ("turn.named", "post.heading")]
    assert [(quote.content, quote.speaker_name) for quote in found] == expected


NOT_HEADED = [
    # lists, profiles, captions, titles, a reporter's entries
    "Maria Lopez, 41, florist\nIlse Tannen, 38, driver\nPeter Brandt, 51, baker",
    "Maria Lopez, 41, florist\n\nLopez loved her dogs. I knew her.\n\nIlse Tannen, 38, driver\n\nTannen sang to me.",
    "Maria Lopez, 41, florist\n\nShe sells my roses.\n\nIlse Tannen, 38, driver\n\nThe driver wants us to pay.",
    "Maria Lopez, singer\n\n“You and I”\n\nIlse Tannen, singer\n\n“All of Me”",
    "Maria Lopez 9:42 AM\nThe mayor has left the hall.\n\nPeter Brandt 9:51 AM\nThe hall is closed, we hear.",
    "Maria Lopez 9:42 AM\nWe bring you results.\n\nPeter Brandt 9:51 AM\nMy own count is done, as you see.",
    "Maria Lopez, editor\n\nSend me your news.\n\nIlse Tannen, editor\n\nYour pictures, please.",
    "Maria Lopez, baker\n\nAge: my own.\n\nIlse Tannen, driver\n\nAge: older than me.",
    "Maria Lopez, Seoul\n\nI am here.\n\nPeter Brandt, Porto\n\nI am there.",
    "Maria Lopez, 41, was a florist\n\nI knew her.\n\nPeter Brandt, 51, is a baker\n\nI know him.",
    "Doors Open 7:30 PM\nYou may sit.\n\nLast Orders 9:30 PM\nYou must go.",
]


@pytest.mark.parametrize("body", NOT_HEADED)
def test_other_lines_under_names_are_nobodys_words(parse: Parse, body: str) -> None:
    assert not [quote for quote in quotes_of(parse, body) if quote.rule in ("turn.named", "post.heading")]
