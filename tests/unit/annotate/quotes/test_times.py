"""When words were said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, mentions_of

PUBLISHED = datetime(2023, 9, 14, tzinfo=UTC)  # a Thursday


def read(parse: Parse, text: str) -> list[Quote]:
    body, mentions = Body(parse(text)), mentions_of(text)
    return find_quotes(body, mentions, find_dates(body, PUBLISHED), SpeakerResolver(body, mentions), None, PUBLISHED)


def when(parse: Parse, text: str) -> list[str | None]:
    return [quote.said_at and f"{quote.said_at:%m-%d} {quote.said_grain}" for quote in read(parse, text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maria Lopez told us late Tuesday that the bridge was safe.", "09-12 part_of_day"),
        ("Earlier Monday Maria Lopez said the bridge was safe.", "09-11 part_of_day"),
        ("In a statement issued Tuesday evening, Maria Lopez said that the bridge was safe.", "09-12 part_of_day"),
        ("Maria Lopez, in a July 28 letter, said that the bridge was safe.", "07-28 day"),
        ("In May, Maria Lopez told the council that the bridge was safe.", "05-01 month"),
        ("“The bridge is safe,” Maria Lopez said earlier this week.", "09-11 week"),
        ("Maria Lopez wrote on Twitter on Friday that the bridge was safe.", "09-08 day"),
        ("Maria Lopez said last April [sic] that the bridge was safe.", "04-01 month"),
        ("“The bridge is safe,” Maria Lopez said at a rally in Porto on Sunday.", "09-10 day"),
        ("“The bridge is safe,” Maria Lopez said in a Sunday interview.", "09-10 day"),
        ("Maria Lopez, speaking to reporters on Monday, said that the bridge was safe.", "09-11 day"),
        ("Speaking to reporters on Monday, Maria Lopez said that the bridge was safe.", "09-11 day"),
        ("Asked on Monday about the bridge, Maria Lopez said that it was safe.", "09-11 day"),
    ],
)
def test_a_time_in_the_reporting_clause_says_when(parse: Parse, text: str, said: str) -> None:
    assert when(parse, text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Maria Lopez launched a bold effort to save the bridge in Porto on Monday, lashing out at Lisbon.",
            "09-11 day",
        ),
        (
            "Later on Sunday, Maria Lopez of the Bridge Trust told the Courier that the bridge was safe.",
            "09-10 part_of_day",
        ),
        ("The row over the bridge grew on Monday, when Maria Lopez told the council that it was safe.", "09-11 day"),
        ("The row began with a July 28 interview in which Maria Lopez said that the bridge was safe.", "07-28 day"),
        ("Maria Lopez fired back after the works began Monday, saying the bridge was safe.", None),
        ("The Courier criticized Maria Lopez’s comments last week that the bridge was safe.", "09-04 week"),
    ],
)
def test_a_day_right_before_the_clause_of_a_cue_says_when(parse: Parse, text: str, said: str | None) -> None:
    assert when(parse, text)[:1] == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maria Lopez on Monday said the bridge was safe.", "09-11 day"),
        ("According to a statement released on Monday, the bridge is safe.", "09-11 day"),
        ("A letter sent Monday by Maria Lopez said that the bridge was safe.", "09-11 day"),
        ("Maria Lopez visited the port on Monday, saying that the bridge was safe.", "09-11 day"),
        ("On Monday, Maria Lopez went to the port and said that the bridge was safe.", "09-11 day"),
        ("Maria Lopez surprised the port on Monday when she announced that the bridge was safe.", "09-11 day"),
        ("Maria Lopez released a statement on Monday saying that the bridge was safe.", "09-11 day"),
    ],
)
def test_a_time_beside_it_says_when(parse: Parse, text: str, said: str) -> None:
    assert when(parse, text)[-1] == said


@pytest.mark.parametrize(
    "text",
    [
        "Maria Lopez said that the bridge had closed on Monday.",
        "“The bridge closed on Monday,” Maria Lopez said.",
        "“The bridge is safe,” Maria Lopez said after Monday's vote.",
        "“The bridge is safe,” Maria Lopez said of Monday's vote.",
        "“The bridge is safe,” said Maria Lopez, who was elected on Monday.",
        "A man arrested on Monday said that the bridge was safe.",
        "A transcript of Monday's call says that the bridge was safe.",
        "Maria Lopez, who has led the port since Monday, said that the bridge was safe.",
        "Since Monday, Maria Lopez has said that the bridge is safe.",
        "In the wake of the vote on Monday, Maria Lopez said that the bridge was safe.",
        "The bridge closed on Monday, but Maria Lopez said that it was safe.",
        "In the 1990s, Maria Lopez said that the bridge was safe.",
        "Maria Lopez said ahead of a vote on Friday that the bridge was safe.",
        "Maria Lopez reached the summit on Monday. “It was cold,” she said.",
        "Maria Lopez answered the bell on Monday. “It was cold,” she said.",
    ],
)
def test_the_time_of_something_else_does_not(parse: Parse, text: str) -> None:
    assert set(when(parse, text)) == {None}


FIRST = "Maria Lopez said on Monday that the bridge was safe. "


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“It will open soon,” she said.", "09-11 day"),
        ("She added that it would open soon.", "09-11 day"),
        ("She told them that it would open soon, saying that the work was done.", "09-11 day"),
        ("“It will open soon,” said Maria Lopez, who led the works until 2005.", "09-11 day"),
        ("She later said that it would open soon.", None),
        ("She has said that it would open soon.", None),
        ("“It will open soon,” she said in an interview.", "09-11 day"),
        ("“It will open soon,” she wrote in a letter.", None),
        ("“It will open soon,” she said in another interview.", None),
        ("Speaking in Porto, she said that it would open soon.", "09-11 day"),
        ("“It fell,” Theo Brandt said. “It is long,” said Maria Lopez in an interview.", None),
        ("On Wednesday she went to Porto. She said that it would open soon.", None),
        ("According to Maria Lopez, it will open soon.", None),
        ("“It will open soon,” Theo Brandt said.", None),
        ("“It will open soon,” Theo Brandt said. “It is long,” said Maria Lopez.", "09-11 day"),
        ("“It opened on Friday,” Theo Brandt said. “It is long,” said Maria Lopez.", None),
        ("The port is old. " * 70 + "Maria Lopez said that it would open soon.", None),
    ],
)
def test_a_speech_goes_on_until_another_time_or_occasion(parse: Parse, text: str, said: str | None) -> None:
    assert when(parse, FIRST + text)[-1] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She did say that it would open soon.", "09-11 day"),
        ("She repeated, before she left, that it would open soon.", "09-11 day"),
        ("“It will open soon,” she said in a statement.", "09-11 day"),
        ("“It will open soon,” she said in another statement.", None),
        ("She praised the July bill. “It will open soon,” she said.", "09-11 day"),
        ("The council meets next Tuesday. “It will open soon,” said Maria Lopez.", "09-11 day"),
        ("The works began on Monday. “It will open soon,” said Maria Lopez.", "09-11 day"),
        ("She did not say that it would open soon.", None),
    ],
)
def test_a_speech_goes_on_over_what_moves_no_time(parse: Parse, text: str, said: str | None) -> None:
    assert when(parse, FIRST + text)[-1] == said


def test_a_speech_goes_on_in_the_occasion_that_was_named(parse: Parse) -> None:
    text = "Maria Lopez said in an interview on Monday that the bridge was safe. “It will open,” she said in {}."
    assert when(parse, text.format("that interview"))[-1] == "09-11 day"
    assert when(parse, text.format("a letter"))[-1] is None
    assert when(parse, text.format("a previous interview"))[-1] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maria Lopez testified before the council on Monday. “It is safe,” she said.", "09-11 day"),
        ("Maria Lopez made a visit to Porto on Monday for a meeting. “It is safe,” she said.", "09-11 day"),
        ("At Monday's briefing, Maria Lopez denied it. “It is safe,” said Maria Lopez.", "09-11 day"),
        ("At the end of a briefing on Monday, Maria Lopez said as much. “It is safe,” said Maria Lopez.", "09-11 day"),
        ("Maria Lopez gave a speech in Porto on Monday. “It is safe,” said Maria Lopez.", "09-11 day"),
        ("Theo Brandt asked Maria Lopez on Monday about the works. “It is safe,” said Maria Lopez.", "09-11 day"),
        ("Maria Lopez was interviewed on Monday. “It is safe,” said Maria Lopez.", "09-11 day"),
        ("Maria Lopez gave a speech on Monday. “It is safe,” said Theo Brandt.", None),
        ("Maria Lopez gave a speech on Monday. “It is safe,” says Maria Lopez.", None),
        ("Maria Lopez left the port on Monday. “It is safe,” said Maria Lopez.", None),
        ("Maria Lopez will give a speech on Friday. “It is safe,” said Maria Lopez.", None),
        ("Maria Lopez gave a speech on Monday. It rained on Tuesday. “It is safe,” said Maria Lopez.", None),
    ],
)
def test_a_talk_that_narration_dates_is_where_its_speaker_is_heard(parse: Parse, text: str, said: str | None) -> None:
    assert when(parse, text)[-1] == said


@pytest.mark.parametrize(
    "text",
    [
        "Port counsel Maria Lopez in a Monday letter argued that the bridge was safe.",
        "Maria Lopez said it was “all safe” at a news conference Monday.",
        "Maria Lopez called the works “good news” in a Monday tweet.",
    ],
)
def test_a_time_counts_wherever_the_parse_hangs_its_occasion(parse: Parse, text: str) -> None:
    assert when(parse, text) == ["09-11 day"]
    assert read(parse, text)[0].channel is not None


def test_a_month_holds_only_for_what_is_said_right_after(parse: Parse) -> None:
    text = (
        "Maria Lopez said in May that the bridge was safe. “It fell,” Theo Brandt said. “It is long,” said Maria Lopez."
    )
    assert when(parse, text) == ["05-01 month", None, None]


def test_nothing_was_said_after_its_publication(parse: Parse) -> None:
    assert when(parse, "Maria Lopez will say on September 20 that the bridge is safe.") in ([None], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maria Lopez argued that the bridge was old.\n\n“It is not safe,” Lopez said Tuesday.", ["09-12 day"] * 2),
        # Another's words, another occasion, another time between, what somebody says again and again.
        ("Peter Brandt argued that the bridge was old.\n\n“It is not safe,” Lopez said Tuesday.", [None, "09-12 day"]),
        (
            "Maria Lopez told the council at a hearing that the bridge was old.\n\n"
            "“It is not safe,” Lopez said in a talk on Tuesday.",
            [None, "09-12 day"],
        ),
        (
            "Maria Lopez has argued that the bridge is old.\n\n“It is not safe,” Lopez said Tuesday.",
            [None, "09-12 day"],
        ),
        (
            "Maria Lopez argued that the bridge was old. It rained on Monday.\n\n“It is not safe,” Lopez said Tuesday.",
            [None, "09-12 day"],
        ),
        ("Maria Lopez argued that the bridge was old.\n\n“It is bad,” Lopez later said Tuesday.", [None, "09-12 day"]),
        # A sentence that says when by other words.
        *(
            (f"{text}\n\n“It is bad,” Lopez said Tuesday.", [None, "09-12 day"])
            for text in (
                "Years ago Maria Lopez argued that the bridge was old.",
                "While at school Maria Lopez argued that the bridge was old.",
                "When the quay opened, Maria Lopez argued that the bridge was old.",
                "At first, Maria Lopez argued that the bridge was old.",
                "During the campaign, Maria Lopez argued that the bridge was old.",
                "At the trial, Maria Lopez argued that the bridge was old.",
                "Maria Lopez initially argued that the bridge was old.",
            )
        ),
    ],
)
def test_a_gist_before_a_quotation_has_its_day(parse: Parse, text: str, said: list[str | None]) -> None:
    assert when(parse, text) == said
