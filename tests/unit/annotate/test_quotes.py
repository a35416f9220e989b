"""One sentence a construction: what is quoted, of which type, by which words and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from tasks.annotate.quotes import find_quotes
from tasks.annotate.spans import DateSpan, Mention, Quote

Parse = Callable[[str], Doc]
Row = tuple[str, str, str | None, str | None]

NAMES = {
    "Maria Lopez": ("person", "person:maria-lopez"),
    "Lopez": ("person", "person:maria-lopez"),
    "Peter Brandt": ("person", "person:peter-brandt"),
    "Seoul": ("place", "place:KR"),
    "Bank of England": ("organization", "org:bank-of-england"),
}


def mentions_of(body: str) -> list[Mention]:
    found: list[Mention] = []
    for text, (label, key) in NAMES.items():
        start = body.find(text)
        while start >= 0:
            if not any(mention.start <= start < mention.end for mention in found):
                name = "Maria Lopez" if text == "Lopez" else text
                found.append(Mention(start, start + len(text), label, name, key, "name"))
            start = body.find(text, start + 1)
    return sorted(found, key=lambda mention: mention.start)


def quotes_of(parse: Parse, body: str) -> list[Quote]:
    return find_quotes(parse(body), mentions_of(body), [])


def rows(body: str, quotes: list[Quote]) -> list[Row]:
    def text(span: tuple[int, int] | None) -> str | None:
        return body[slice(*span)] if span else None

    return [(quote.type, quote.content, text(quote.cue), text(quote.speaker)) for quote in quotes]


OPEN = "The bridge will open in May"
DIRECT = [
    (f"“{OPEN},” Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (
        f"“{OPEN},” said Maria Lopez, the city’s chief engineer.",
        [("direct", f"{OPEN},", "said", "Maria Lopez, the city’s chief engineer")],
    ),
    (f"Maria Lopez said: “{OPEN}.”", [("direct", f"{OPEN}.", "said", "Maria Lopez")]),
    (f'Maria Lopez said, "{OPEN}."', [("direct", f"{OPEN}.", "said", "Maria Lopez")]),
    (f"''{OPEN},'' Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (f"'{OPEN},' Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (f"«{OPEN},» Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (f'“{OPEN}," Maria Lopez said.', [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    ("“Is it safe?” asked Maria Lopez.", [("direct", "Is it safe?", "asked", "Maria Lopez")]),
    (
        "“The bridge,” Maria Lopez said, “will open in May.”",
        [("direct", "The bridge, will open in May.", "said", "Maria Lopez")],
    ),
    (
        f"“{OPEN},” Maria Lopez said. “We tested every cable.”",
        [("direct", f"{OPEN}, We tested every cable.", "said", "Maria Lopez")],
    ),
    # Answers to reporters are utterances of their own.
    (
        f"“{OPEN},” Maria Lopez told reporters. “We tested every cable.”",
        [
            ("direct", f"{OPEN},", "told", "Maria Lopez"),
            ("direct", "We tested every cable.", "told", "Maria Lopez"),
        ],
    ),
    (
        f"“{OPEN},” Maria Lopez said, adding, “We tested every cable.”",
        [
            ("direct", f"{OPEN},", "said", "Maria Lopez"),
            ("direct", "We tested every cable.", "adding", "Maria Lopez"),
        ],
    ),
    (
        f"“{OPEN},” Maria Lopez said.\n\n“We tested every cable.”",
        [
            ("direct", f"{OPEN},", "said", "Maria Lopez"),
            ("direct", "We tested every cable.", None, "Maria Lopez"),
        ],
    ),
    (
        "“We tested every cable.\n\n“We tested every bolt too,” Maria Lopez said.",
        [("direct", "We tested every cable. We tested every bolt too,", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said: “We tested every cable.\n\n“We tested every bolt too.”",
        [("direct", "We tested every cable. We tested every bolt too.", "said", "Maria Lopez")],
    ),
    (
        "“My father told me, ‘Never give up,’ and I never did,” Maria Lopez said.",
        [("direct", "My father told me, ‘Never give up,’ and I never did,", "said", "Maria Lopez")],
    ),
    # A lost space leaves cue and mark in one token.
    (f"Maria Lopez said,“{OPEN}.”", [("direct", f"{OPEN}.", "said", "Maria Lopez")]),
    (f'Maria Lopez said:"{OPEN}."', [("direct", f"{OPEN}.", "said", "Maria Lopez")]),
    (f"“{OPEN},”Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (f'"{OPEN},"said Maria Lopez.', [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    # No mark closes the second paragraph.
    (
        f"Maria Lopez spoke.\n\n“{OPEN},” Maria Lopez said. “We tested every cable.",
        [("direct", f"{OPEN},", "said", "Maria Lopez")],
    ),
    (f"“{OPEN}.” – Maria Lopez", [("direct", f"{OPEN}.", None, "Maria Lopez")]),
    (f"Maria Lopez’s answer was: “{OPEN}.”", [("direct", f"{OPEN}.", "answer", "Maria Lopez’s")]),
]
INDIRECT = [
    ("Maria Lopez said that it was safe.", [("indirect", "that it was safe", "said", "Maria Lopez")]),
    ("Maria Lopez said it was safe.", [("indirect", "it was safe", "said", "Maria Lopez")]),
    ("The bridge was safe, Maria Lopez said.", [("indirect", "The bridge was safe", "said", "Maria Lopez")]),
    (
        "The bridge, Maria Lopez said, would open in May.",
        [("indirect", "The bridge would open in May", "said", "Maria Lopez")],
    ),
    (f"{OPEN}, according to Maria Lopez.", [("indirect", OPEN, "according to", "Maria Lopez")]),
    (
        "According to Maria Lopez, the bridge will open in May.",
        [("indirect", "the bridge will open in May", "According to", "Maria Lopez")],
    ),
    (
        "In Maria Lopez’s words, the bridge is a wonder.",
        [("indirect", "the bridge is a wonder", "words", "Maria Lopez’s")],
    ),
    (
        "Lopez: We will open the bridge in May\n\nMaria Lopez spoke to the council on Monday.",
        [("indirect", "We will open the bridge in May", ":", "Lopez")],
    ),
    (
        "Maria Lopez urged the council to open the bridge.",
        [("indirect", "the council to open the bridge", "urged", "Maria Lopez")],
    ),
    ("Maria Lopez promised to open the bridge.", [("indirect", "to open the bridge", "promised", "Maria Lopez")]),
    (
        "Maria Lopez denied having delayed the bridge.",
        [("indirect", "having delayed the bridge", "denied", "Maria Lopez")],
    ),
    ("Maria Lopez asked whether it was safe.", [("indirect", "whether it was safe", "asked", "Maria Lopez")]),
    (
        "Maria Lopez made the claim that the bridge was safe.",
        [("indirect", "that the bridge was safe", "made the claim", "Maria Lopez")],
    ),
    (
        "Seoul’s confirmation that the troops had left came late.",
        [("indirect", "that the troops had left", "confirmation", "Seoul’s")],
    ),
    (
        "Maria Lopez was quoted as saying that the bridge was safe.",
        [("indirect", "that the bridge was safe", "saying", "Maria Lopez")],
    ),
    ("The cables were believed to have rusted.", [("indirect", "The cables to have rusted", "were believed", None)]),
    ("The bridge is said to be unsafe.", [("indirect", "The bridge to be unsafe", "is said", None)]),
    (
        "Maria Lopez confirmed the bridge was closed, but said that it would open in May.",
        [
            ("indirect", "the bridge was closed", "confirmed", "Maria Lopez"),
            ("indirect", "that it would open in May", "said", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, adding that it would open in May.",
        [
            ("indirect", "the bridge was safe", "said", "Maria Lopez"),
            ("indirect", "that it would open in May", "adding", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, while rejecting the notion that it had been built in haste.",
        [
            ("indirect", "the bridge was safe", "said", "Maria Lopez"),
            ("indirect", "the notion that it had been built in haste", "rejecting", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, without giving details.",
        [("indirect", "the bridge was safe", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez, the deputy mayor, said that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez, the deputy mayor")],
    ),
    (
        "Maria Lopez, who replaced Peter Brandt, said that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez, who replaced Peter Brandt")],
    ),
    ("Seoul has not confirmed the reports.", [("indirect", "the reports", "has not confirmed", "Seoul")]),
    (
        "The inspectors told lawmakers that the bridge was unsafe, according to officials.",
        [("indirect", "The inspectors told lawmakers that the bridge was unsafe", "according to", "officials")],
    ),
    ("Maria Lopez described the plan as reckless.", [("indirect", "the plan as reckless", "described", "Maria Lopez")]),
    (
        "Maria Lopez is confident that the bridge is safe.",
        [("indirect", "that the bridge is safe", "is confident", "Maria Lopez")],
    ),
    (
        "Maria Lopez made it clear that the bridge was safe.",
        [("indirect", "that the bridge was safe", "made it clear", "Maria Lopez")],
    ),
    (
        "Maria Lopez wrote a letter saying that the bridge was safe.",
        [("indirect", "that the bridge was safe", "saying", "Maria Lopez")],
    ),
    (
        "Maria Lopez, speaking in Rome, said in a statement on Monday that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez")],
    ),
    ("Maria Lopez explained how the bridge held.", [("indirect", "how the bridge held", "explained", "Maria Lopez")]),
    (
        "The bridge was safe, as Maria Lopez noted.",
        [("indirect", "The bridge was safe", "noted", "Maria Lopez")],
    ),
    (
        "Maria Lopez told analysts on a call that the bridge was safe.",
        [("indirect", "that the bridge was safe", "told", "Maria Lopez")],
    ),
    (
        "Maria Lopez accused the council of opening the bridge without permission.",
        [("indirect", "the council of opening the bridge without permission", "accused", "Maria Lopez")],
    ),
    (
        "Maria Lopez praised his courage in the storm.",
        [("indirect", "his courage in the storm", "praised", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge was safe, in an interview on Sunday.",
        [("indirect", "the bridge was safe", "said", "Maria Lopez")],
    ),
    # A second report, which the parse joins to the content of the first.
    (
        "Maria Lopez said the bridge was too narrow, and predicted that it would fail.",
        [
            ("indirect", "the bridge was too narrow", "said", "Maria Lopez"),
            ("indirect", "that it would fail", "predicted", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said that tolls were too low and urged the council to raise them.",
        [
            ("indirect", "that tolls were too low", "said", "Maria Lopez"),
            ("indirect", "the council to raise them", "urged", "Maria Lopez"),
        ],
    ),
    # The place, day and agency that open an article are neither words nor speaker.
    (
        "LISBON, May 7 (NPA) - Maria Lopez said it was safe.",
        [("indirect", "it was safe", "said", "Maria Lopez")],
    ),
    (
        "LISBON, Portugal (NPA) — The bridge was closed after the storm, Maria Lopez said.",
        [("indirect", "The bridge was closed after the storm", "said", "Maria Lopez")],
    ),
    ("Maria Lopez called for a new bridge.", [("indirect", "a new bridge", "called for", "Maria Lopez")]),
]
MIXED = [
    (
        "Maria Lopez said the bridge was a wonder: “We tested every cable.”",
        [("mixed", "the bridge was a wonder: “We tested every cable.”", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge was “a wonder of engineering” and would open in May.",
        [
            (
                "mixed",
                "the bridge was “a wonder of engineering” and would open in May",
                "said",
                "Maria Lopez",
            )
        ],
    ),
    (
        "Maria Lopez called the plan “reckless and cruel.”",
        [("mixed", "the plan “reckless and cruel.”", "called", "Maria Lopez")],
    ),
    (
        "After the storm, “we tested every cable,” Maria Lopez said.",
        [("mixed", "After the storm, “we tested every cable,”", "said", "Maria Lopez")],
    ),
]
NOT_QUOTES = [
    "The so-called “bridge of sighs” opened in May.",
    "Peter “Bobby” Lane lives in Rome.",
    "Maria Lopez read “The Old Man and the Sea” on the train.",
    "The word “bridge” has six letters.",
    "A motion to dismiss the mayor failed.",
    "Everything went according to plan.",
    # Whether somebody talks to the outlet is nothing that they say.
    "Maria Lopez declined to comment.",
    "Maria Lopez declined to comment on the plan.",
    "Maria Lopez did not respond to a request for comment.",
    "An engineer, who asked not to be named, left the room.",
    "Maria Lopez requested anonymity.",
]


@pytest.mark.parametrize(("body", "expected"), DIRECT + INDIRECT + MIXED)
def test_reads_each_construction(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected


@pytest.mark.parametrize("body", NOT_QUOTES)
def test_leaves_terms_titles_and_nicknames_alone(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body) == []


def test_an_interrupted_quote_keeps_its_fragments(parse: Parse) -> None:
    body = "“The bridge,” Maria Lopez said, “will open in May.”"
    (quote,) = quotes_of(parse, body)
    assert [body[slice(*fragment)] for fragment in quote.fragments] == ["“The bridge,”", "“will open in May.”"]
    assert (quote.start, quote.end) == (0, len(body))


@pytest.mark.parametrize(
    ("body", "addressee", "channel"),
    [
        ("Maria Lopez told reporters in Rome that it was safe.", "reporters", "told reporters in Rome"),
        ("“It is safe,” Maria Lopez said via email.", None, "via email"),
        ("“It is safe,” Maria Lopez said in a statement on Tuesday.", None, "in a statement"),
        ("Maria Lopez said during a press conference that it was safe.", None, "during a press conference"),
        ("Maria Lopez said it was safe.", None, None),
    ],
)
def test_reads_addressee_and_channel(parse: Parse, body: str, addressee: str | None, channel: str | None) -> None:
    (quote,) = quotes_of(parse, body)
    assert (quote.addressee, quote.channel) == (addressee, channel)


def test_a_date_in_the_reporting_clause_says_when(parse: Parse) -> None:
    body = "On Tuesday, Maria Lopez said that the bridge would open on Friday."
    day = datetime(2024, 10, 22, tzinfo=UTC)
    later = datetime(2024, 10, 25, tzinfo=UTC)
    tuesday, friday = body.index("Tuesday"), body.index("Friday")
    dates = [
        DateSpan(tuesday, tuesday + 7, "day", day, day, "published_at"),
        DateSpan(friday, friday + 6, "day", later, later, "published_at"),
    ]
    (quote,) = find_quotes(parse(body), mentions_of(body), dates)
    assert quote.said_at == day
    (without,) = find_quotes(parse(body), mentions_of(body), dates[1:])
    assert without.said_at is None


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("Maria Lopez wrote that it was safe.", "writing"),
        ("Maria Lopez believes that it is safe.", "belief"),
        ("Maria Lopez vowed to rebuild it.", "intention"),
        ("Maria Lopez knew that it was safe.", "knowledge"),
    ],
)
def test_cues_have_a_class(parse: Parse, body: str, cue_class: str) -> None:
    (quote,) = quotes_of(parse, body)
    assert quote.cue_class == cue_class


def test_every_rule_has_a_measured_confidence(parse: Parse) -> None:
    for body, _ in DIRECT + INDIRECT + MIXED:
        for quote in quotes_of(parse, body):
            assert quote.confidence != 0.5, quote.rule


def test_a_quotation_that_nobody_nearby_says_has_no_speaker(parse: Parse) -> None:
    body = "The bridge was closed in May.\n\n“We tested every cable and every bolt of it twice.”"
    (quote,) = quotes_of(parse, body)
    assert (quote.rule, quote.speaker, quote.speaker_name) == ("direct.unattributed", None, None)


def test_an_empty_body_has_no_quotes(parse: Parse) -> None:
    assert find_quotes(parse(""), [], []) == []


WORDS = [
    "“",
    "”",
    '"',
    "''",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "said",
    "Maria Lopez",
    "that it",
    "was",
    ",",
    ".",
    ":",
    "\n",
    "–",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=25), glue=st.sampled_from([" ", ""]))
def test_odd_marks_never_raise_and_spans_stay_inside(parse: Parse, words: list[str], glue: str) -> None:
    body = glue.join(words)
    for quote in quotes_of(parse, body):
        assert 0 <= quote.start < quote.end <= len(body)
        assert (quote.start, quote.end) == (quote.fragments[0][0], quote.fragments[-1][1])
        ends = [offset for fragment in quote.fragments for offset in fragment]
        assert ends == sorted(ends)
