"""Posts that an article shows whole: words, account, day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, quotes_of

PUBLISHED = datetime(2021, 6, 10, tzinfo=UTC)
LOPEZ = "Maria Lopez"

# Body, words, speaker, day of June 2021, channel.
POSTS = [
    ("We sail at noon. — Maria Lopez (@mlopez) June 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail at noon. — Maria Lopez (@mlopez)\nJune 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail at noon. - Maria Lopez (@mlopez)", "We sail at noon.", LOPEZ, None, None),
    ("“We sail at noon.” – Maria Lopez (@mlopez) 6 June 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail at noon.\n— Maria Lopez (@mlopez) June 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail at noon.\nMaria Lopez (@mlopez) June 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail\nat noon. — Maria Lopez (@mlopez) June 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("We sail.\n\n\n\nAt noon. — Maria Lopez (@mlopez) June 6, 2021", "We sail. At noon.", LOPEZ, 6, "Twitter"),
    ("We sail. pic.twitter.com/aB3 — Maria Lopez (@mlopez) June 6, 2021", "We sail.", LOPEZ, 6, "Twitter"),
    ("We sail. — Mayor Maria Lopez (@mlopez) June 6, 2021", "We sail.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez (@mlopez) We sail at noon. https://t.co/aB3", "We sail at noon.", LOPEZ, None, "Twitter"),
    ("We sail. A post shared by Maria Lopez (@mlopez) on Jun 6, 2021 at 3:14pm PDT", "We sail.", LOPEZ, 6, "Instagram"),
    ("So we sail.\n\nA post shared by Maria Lopez (@mlopez) on Jun 6, 2021", "So we sail.", LOPEZ, 6, "Instagram"),
    ("On Twitter, the port was brief: We sail. — Maria Lopez (@mlopez) June 6, 2021", "We sail.", LOPEZ, 6, "Twitter"),
    ("We sail. — Quay Rovers FC (@quayrovers) June 6, 2021", "We sail.", "Quay Rovers FC", 6, "Twitter"),
    ("We sail. — Maria Lopez (@mlopez.bsky.social) June 6, 2021 at 5:14 PM", "We sail.", LOPEZ, 6, "Bluesky"),
    ("We sail. — Maria Lopez (@maria.lopez) June 6, 2021", "We sail.", LOPEZ, 6, None),
    ("We sail. — Maria Lopez (@mlopez@quay.social) June 6, 2021", "We sail.", LOPEZ, 6, "Mastodon"),
    ("Maria Lopez @mlopez · Jun 6, 2021\nWe sail at noon.", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez\n@mlopez · Jun 6, 2021\n\nWe sail at noon.", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez\n@mlopez\n\nWe sail\nat noon.\n\n10:32 AM · Jun 6, 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez @mlopez\nJun 6\nWe sail at noon.", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez\n@mlopez.bsky.social\nWe sail.\nJune 6, 2021 at 6:21 PM", "We sail.", LOPEZ, 6, "Bluesky"),
    ("Maria Lopez @mlopez.bsky.social · 6 Jun\nWe sail.", "We sail.", LOPEZ, 6, "Bluesky"),
    ("We sail.\n— Maria Lopez (@mlopez) Jun 6", "We sail.", LOPEZ, 6, "Twitter"),
    ("We sail.\n\nMaria Lopez (@mlopez)\n6 June 2021", "We sail.", LOPEZ, 6, "Twitter"),
    ("We sail. — Maria Lopez (@mlopez) 2021-06-06T09:14:00Z", "We sail.", LOPEZ, 6, "Twitter"),
    ("Maria Lopez (@mlopez)\nWe sail at noon.\n6 June 2021", "We sail at noon.", LOPEZ, 6, "Twitter"),
    ("Lopez says “I sail.” — Peter Brandt (@pb) June 6, 2021", "Lopez says “I sail.”", "Peter Brandt", 6, "Twitter"),
]


@pytest.mark.parametrize(("post", "words", "speaker", "day", "channel"), POSTS)
@pytest.mark.parametrize("around", ["{}", "The quay was closed on Monday.\n\n{}\n\nOthers followed."])
def test_a_post_has_its_words_its_writer_and_its_day(
    parse: Parse, around: str, post: str, words: str, speaker: str, day: int | None, channel: str | None
) -> None:
    body = around.format(post)
    (quote,) = quotes_of(parse, body, find_dates(Body(parse(body)), PUBLISHED))
    assert (quote.content, quote.type, quote.cue_class) == (words, "direct", "writing")
    assert (quote.speaker_name, quote.channel) == (speaker, channel)
    assert (quote.said_at and quote.said_at.date()) == (day and date(2021, 6, day))


NO_POSTS = [
    "Maria Lopez\n@mlopez\n\nThe ferry was built in 1920 and\nJune 6, 2021 was its last day.",
    "Follow the ferry on Twitter: Maria Lopez (@mlopez)",
    "Photos by Maria Lopez (@mlopez) and Peter Brandt (@pb) hung in the hall.",
    "Maria Lopez (@mlopez) left in June 2021.",
    "Fans liked the ship of Maria Lopez.\n\nA post shared by Maria Lopez (@mlopez) on Jun 6, 2021",
    "This is the ship:\n\nA post shared by Maria Lopez (@mlopez) on Jun 6, 2021",
    "The ship is shut.\n\nA post shared by Maria Lopez (@mlopez)",
]


@pytest.mark.parametrize("body", NO_POSTS)
def test_a_name_with_a_handle_alone_is_no_post(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        # Single breaks part the paragraphs: a whole sentence before is the outlet's, what ends otherwise is not.
        ("The quay was shut.\nWe sail at noon. — Maria Lopez (@mlopez) June 6, 2021", ["We sail at noon."]),
        ("Tweets\nWe sail at noon. — Maria Lopez (@mlopez) June 6, 2021", ["We sail at noon."]),
        (
            "Hands off our quay!\nSail with us — Maria Lopez (@mlopez) June 6, 2021",
            ["Hands off our quay! Sail with us"],
        ),
        # A colon, and the post before, tell where one begins.
        (
            "The port wrote:\nWe sail.\nAt noon. — Maria Lopez (@mlopez) June 6, 2021\n"
            "No.\nNot now. — Peter Brandt (@pb) June 7, 2021",
            ["We sail. At noon.", "No. Not now."],
        ),
        # A name in small letters or behind a sign ends a post too.
        (
            "yes, we sail — maria lopez (@mlopez) June 6, 2021\nNo, we do not. — ⚓ Peter Brandt (@pb) June 7, 2021",
            ["yes, we sail", "No, we do not."],
        ),
    ],
)
def test_a_post_does_not_take_in_what_stands_before_it(parse: Parse, body: str, words: list[str]) -> None:
    assert [quote.content for quote in quotes_of(parse, body)] == words


def test_two_posts_each_end_with_their_own_signature(parse: Parse) -> None:
    body = (
        "We sail.\n\n— Maria Lopez (@mlopez) June 6, 2021\n\nWe wait. — Peter Brandt (@pb) June 7, 2021\n\n"
        "He was in Seoul. “The sea was calm and the wind came from the south,” he said."
    )
    posts = [quote for quote in quotes_of(parse, body) if quote.rule == "post.signature"]
    assert [(quote.content, quote.speaker_name) for quote in posts] == [
        ("We sail.", "Maria Lopez"),
        ("We wait.", "Peter Brandt"),
    ]


def test_an_account_that_the_article_does_not_name_keeps_its_handle(parse: Parse) -> None:
    (quote,) = quotes_of(parse, "We sail. — Quay Rovers FC (@QuayRovers) June 6, 2021")
    assert (quote.speaker_key, quote.speaker_kind) == ("account:quayrovers", "unknown")


@pytest.mark.parametrize("name", ["FC Dravik", "Charlotte FC", "Ava Street Bakery", "Grace Hospital"])
def test_a_clubs_account_is_no_person(parse: Parse, name: str) -> None:
    (quote,) = quotes_of(parse, f"We sail. — {name} (@we) June 6, 2021")
    assert (quote.speaker_name, quote.speaker_key) == (name, "account:we")


@pytest.mark.parametrize(
    "body",
    [
        "The quay was shut.\nDelta Council @deltacouncil\nHarbour Board @harbourboard\nSailors waited.",
        "The quay was shut.\nMaria Lopez @mlopez\nThe quay opens next month, the owner said in a letter to the town.",
    ],
)
def test_lists_of_handles_are_no_posts(parse: Parse, body: str) -> None:
    assert all(not quote.rule.startswith("post") for quote in quotes_of(parse, body))
