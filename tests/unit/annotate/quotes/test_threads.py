"""Posts with numbers, and what a live blog lets a colleague write."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, quotes_of

PUBLISHED = datetime(2021, 6, 10, tzinfo=UTC)  # a Thursday
LOPEZ = "Maria Lopez"

THREADS = [
    "Maria Lopez posted a thread on X on Monday.\n\n1/ We found cracks.\n\n2/ We are sorry.\n\nThe bridge is shut.",
    "On Monday Maria Lopez wrote a series of tweets:\n\n(1/2) We found cracks.\n\n(2/2) We are sorry.",
    "Maria Lopez started a thread on Monday.\nWe found cracks. 1/2\nWe are sorry. 2/2\nThe bridge is shut.",
]


@pytest.mark.parametrize("body", THREADS)
def test_numbered_posts_are_those_of_whoever_posted_them(parse: Parse, body: str) -> None:
    found = [each for each in quotes_of(parse, body, find_dates(Body(parse(body)), PUBLISHED))]
    posts = [each for each in found if each.rule == "post.heading"]
    assert [each.speaker_name for each in posts] == [LOPEZ, LOPEZ]
    assert ["cracks" in posts[0].content, "sorry" in posts[1].content] == [True, True]
    assert [each.said_at and each.said_at.day for each in posts] == [7, 7]


@pytest.mark.parametrize(
    "body",
    [
        "Maria Lopez posted a recipe on X.\n\n1/4 cup of flour\n\n2 eggs",
        "Maria Lopez tweeted twice.\n\n1/4 cup of flour\n\n2/3 cup of milk",
        "The bridge has cracks.\n\n1/ The first is old.\n\n2/ The second is new.",
        "Maria Lopez posted a thread on X.\n\n2/ The second is new.\n\n3/ The third is old.",
    ],
)
def test_other_numbers_open_no_posts(parse: Parse, body: str) -> None:
    assert not [each for each in quotes_of(parse, body) if each.rule == "post.heading"]


@pytest.mark.parametrize(
    "body",
    [
        "My colleague Maria Lopez writes: The hall is quiet.\n\nThe count goes on.",
        "Our north correspondent, Maria Lopez, writes:\nThe hall is quiet.\nThe count goes on.",
        "From our correspondent Maria Lopez in Seoul: The hall is quiet.",
    ],
)
def test_a_colleague_writes_the_rest_of_the_line_or_the_next(parse: Parse, body: str) -> None:
    assert [(each.content, each.speaker_name) for each in quotes_of(parse, body)] == [("The hall is quiet.", LOPEZ)]


@pytest.mark.parametrize(
    "body", ["Our reporter in Seoul: a profile.", "My colleague asked: who pays?", "Our editors’ choice: Maria Lopez."]
)
def test_other_lines_tell_of_no_colleague(parse: Parse, body: str) -> None:
    assert not [each for each in quotes_of(parse, body) if each.rule == "turn.named"]
