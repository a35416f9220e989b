"""Utterances between marks: what is quoted, by which words and by whom; one sentence a construction."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, Row, quotes_of, rows

OPEN = "The bridge will open in May"
DIRECT = [
    ('A retired baker e-mailed, "Nobody told us."', [("direct", "Nobody told us.", "e-mailed", "A retired baker")]),
    (
        "“Come and see us!” Inn owner Maria Lopez shared on Friday.",
        [("direct", "Come and see us!", "shared", "Inn owner Maria Lopez")],
    ),
    (
        "“Come and see us!” In-N-Inn owner Maria Lopez shared on Friday.",
        [("direct", "Come and see us!", "shared", "In-N-Inn owner Maria Lopez")],
    ),
    (
        "Maria Lopez is glad to let the bridge go: At a certain point, “it is time to sell,” she says.",
        [("mixed", "At a certain point, “it is time to sell,”", "says", "she")],
    ),
    (
        "Lopez, who once called the bridge “misconceived”, was asked about it in May.",
        [
            ("mixed", "the bridge “misconceived”", "once called", "who"),
        ],
    ),
    (
        "Another builder disputed that: “They raised a lot of it. A lot.”",
        [
            ("direct", "They raised a lot of it. A lot.", "disputed", "Another builder"),
        ],
    ),
    (
        "As the report by the council explains, “a bridge without a keeper is no bridge at all.”",
        [("direct", "a bridge without a keeper is no bridge at all.", "explains", "the report by the council")],
    ),
    (
        "The bridge would be “a gift to the town,” as Maria Lopez described it.",
        [("mixed", "The bridge would be “a gift to the town,”", "described", "Maria Lopez")],
    ),
    (
        "The report said Maria Lopez had vowed, “We will open it.”",
        [("direct", "We will open it.", "had vowed", "Maria Lopez")],
    ),
    (f"“{OPEN},” Maria Lopez said.", [("direct", f"{OPEN},", "said", "Maria Lopez")]),
    (
        f"“{OPEN},” said Maria Lopez, the city’s chief engineer.",
        [("direct", f"{OPEN},", "said", "Maria Lopez, the city’s chief engineer")],
    ),
    (f"“{OPEN},” the agency quoted Maria Lopez as saying.", [("direct", f"{OPEN},", "quoted", "Maria Lopez")]),
    (
        f"“{OPEN},” Maria Lopez of Little Rock, Arkansas told Delta News.",
        [("direct", f"{OPEN},", "told", "Maria Lopez of Little Rock")],
    ),
    (f"“{OPEN},” Maria Lopez was quoted as saying.", [("direct", f"{OPEN},", "was quoted", "Maria Lopez")]),
    (f"“{OPEN},” Maria Lopez admonished the council.", [("direct", f"{OPEN},", "admonished", "Maria Lopez")]),
    (f"Maria Lopez demurred: “{OPEN}.”", [("direct", f"{OPEN}.", "demurred", "Maria Lopez")]),
    (f"“{OPEN},” the Delta Post editorialized.", [("direct", f"{OPEN},", "editorialized", "the Delta Post")]),
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
        [("direct", f"{OPEN}. We tested every cable.", "said", "Maria Lopez")],
    ),
    (
        f"“{OPEN},” Maria Lopez said, “God willing, and we tested it.”",
        [("direct", f"{OPEN}, God willing, and we tested it.", "said", "Maria Lopez")],
    ),
    # A few words may end an utterance, and no title does.
    (f"“{OPEN},” Maria Lopez said, “God willing.”", [("direct", f"{OPEN}, God willing.", "said", "Maria Lopez")]),
    (
        f"“{OPEN},” Maria Lopez told the host of the show, “Delta Today.”",
        [("direct", f"{OPEN},", "told", "Maria Lopez")],
    ),
    # The stop of an abbreviation ends the sentence too.
    (
        f"“{OPEN},” said Maria Lopez, D-Wash. “We tested every cable.”",
        [("direct", f"{OPEN}. We tested every cable.", "said", "Maria Lopez")],
    ),
    (
        f"“{OPEN},” Maria Lopez said in a post on X. “We tested every cable.”",
        [("direct", f"{OPEN}. We tested every cable.", "said", "Maria Lopez")],
    ),
    # A clause behind the next one, another abbreviation.
    (
        f"“{OPEN},” said Maria Lopez, D-Wash. “We tested no cable of it!” shouted Peter Brandt.",
        [("direct", f"{OPEN},", "said", "Maria Lopez")],
    ),
    (
        f"“{OPEN},” said Maria Lopez of Delta Corp. “We tested no cable of it!” shouted Peter Brandt.",
        [
            ("direct", f"{OPEN},", "said", "Maria Lopez of"),
            ("direct", "We tested no cable of it!", "shouted", "Peter Brandt"),
        ],
    ),
    (
        f"“{OPEN},” Maria Lopez told the council at 5 p.m. “Not at all.” Brandt’s answer came at once.",
        [("direct", f"{OPEN},", "told", "Maria Lopez")],
    ),
    # A verb that the parse takes for a noun.
    (
        f"“{OPEN},” the email read. “We tested every cable.”",
        [("direct", f"{OPEN}. We tested every cable.", "read", "the email")],
    ),
    (f"“{OPEN},” the new rule states. It was late.", [("direct", f"{OPEN},", "states", "the new rule")]),
    (
        f"“{OPEN},” Lopez stresses, “but we tested every cable of it.”",
        [("direct", f"{OPEN}, but we tested every cable of it.", "stresses", "Lopez")],
    ),
    (f"“{OPEN}, and we love it!” a second wrote.", [("direct", f"{OPEN}, and we love it!", "wrote", "a second")]),
    (
        f"“{OPEN},” one disgruntled user posted on Reddit.",
        [("direct", f"{OPEN},", "posted", "one disgruntled user")],
    ),
    (f"Added Maria Lopez, a builder: “{OPEN}.”", [("direct", f"{OPEN}.", "Added", "Maria Lopez, a builder")]),
    (f"Maria Lopez got in on it, writing, “{OPEN}.”", [("direct", f"{OPEN}.", "writing", "Maria Lopez")]),
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
    # The closing mark of a quote within stands last.
    (
        f"“He said, ‘{OPEN},’” Maria Lopez recalled.",
        [("direct", f"He said, ‘{OPEN},’", "recalled", "Maria Lopez")],
    ),
    (
        f"In a letter, Maria Lopez said:\n\n“{OPEN}. We tested every cable.”",
        [("direct", f"{OPEN}. We tested every cable.", "said", "Maria Lopez")],
    ),
    (f"Maria Lopez rebuked Peter Brandt: “{OPEN}.”", [("direct", f"{OPEN}.", "rebuked", "Maria Lopez")]),
    (f"Engineer Maria Lopez: “{OPEN}.”", [("direct", f"{OPEN}.", ":", "Engineer Maria Lopez")]),
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
    (f"Quoting Malcom Roe, she added: “{OPEN}.”", [("direct", f"{OPEN}.", "added", "she")]),
    # A heading in single marks is nobody's words.
    (
        f"“{OPEN},” Maria Lopez said.\n\n'Work around the bridge was careless'\n\nIt opens in May.",
        [("direct", f"{OPEN},", "said", "Maria Lopez")],
    ),
    (f"“{OPEN}.” – Maria Lopez", [("direct", f"{OPEN}.", None, "Maria Lopez")]),
    (f"Maria Lopez’s answer was: “{OPEN}.”", [("direct", f"{OPEN}.", "answer", "Maria Lopez’s")]),
    (f"Maria Lopez gave a short reply: “{OPEN}.”", [("direct", f"{OPEN}.", "reply", "Maria Lopez")]),
    # Who receives an answer does not give it.
    (f"Maria Lopez received a short reply: “{OPEN}.”", []),
    (f"Maria Lopez, a welder: “{OPEN}.”", [("direct", f"{OPEN}.", ":", "Maria Lopez, a welder")]),
    (
        "“The bridge”—she paused—“will open in May,” said Maria Lopez.",
        [("direct", "The bridge will open in May,", "said", "Maria Lopez")],
    ),
    (
        f"Maria Lopez said: “{OPEN}.\n\nWe tested every cable.”\n\nIt was built in 1990.",
        [("direct", f"{OPEN}. We tested every cable.", "said", "Maria Lopez")],
    ),
    (
        f"Maria Lopez wrote on her page:\n\n{OPEN} and not before.\n\nIt was built in 1990.",
        [("direct", f"{OPEN} and not before.", "wrote", "Maria Lopez")],
    ),
    # An outlet's article tells what others say; a list, a heading.
    (f"Maria Lopez reported:\n\n{OPEN} and not before.", []),
    ("Maria Lopez said:\n\nthe bridge opens in May and not before,\n\nthe road later.", []),
    ("Maria Lopez said:\n\nThe bridge opens in May", []),
]


# Quotations that a noun, a manner or a sentence of its own leads to.
VERBLESS = [
    ("The mayor, Maria Lopez, was blunt: “It is not safe.”", "It is not safe.", "Maria Lopez", "direct.manner"),
    ("Maria Lopez took a different view: “It is not safe.”", "It is not safe.", "Maria Lopez", "direct.manner"),
    ("But Maria Lopez is in no mood for it: “We are broken.”", "We are broken.", "Maria Lopez", "direct.manner"),
    ("Maria Lopez took a shot at him on Twitter: “He is late!”", "He is late!", "Maria Lopez", "direct.manner"),
    ("The message from Maria Lopez was clear: “It is not safe.”", "It is not safe.", "Maria Lopez", "direct.noun"),
    ("Then came the answer from Maria Lopez: “It is not safe.”", "It is not safe.", "Maria Lopez", "direct.noun"),
    ("Maria Lopez saw it. Her verdict? “It is not safe.”", "It is not safe.", "Maria Lopez", "direct.noun"),
    (
        "Maria Lopez has issued the following statement:\n\n“It is not safe.”",
        "It is not safe.", "Maria Lopez", "direct.noun",
    ),
    (
        "Maria Lopez issued a statement after the storm.\n\n“It is not safe.”",
        "It is not safe.", "Maria Lopez", "direct.noun",
    ),
    (
        "Maria Lopez said it was late. But after watching the tide, “I felt ashamed of what we built.”",
        "I felt ashamed of what we built.", "Maria Lopez", "direct.floating",
    ),
    (
        "“It is late,” Maria Lopez said, because it was. But “it is a promise of a treatment for the bridge.”",
        "it is a promise of a treatment for the bridge.", "Maria Lopez", "direct.floating",
    ),
    (
        "“It is a bridge of straw,” as Maria Lopez, a builder, put it.",
        "It is a bridge of straw,", "Maria Lopez", "direct.after",
    ),
    (
        "Or as Maria Lopez, a builder who had left, put it: “It is a bridge of straw.”",
        "It is a bridge of straw.", "Maria Lopez", "direct.before",
    ),
    (
        "As Maria Lopez wrote in Delta:\n\nNobody doubts that the bridge is old and cold. [Delta Post]",
        "Nobody doubts that the bridge is old and cold.", "Maria Lopez", "direct.block",
    ),
    (
        "“It is late,” Maria Lopez said. “We must find a way to shut it by” the next storm.",
        "“We must find a way to shut it by” the next storm", "Maria Lopez", "direct.floating",
    ),
    (
        "“It is late,” Maria Lopez said. “We must find a way to shut it,” citing two reports.",
        "We must find a way to shut it,", "Maria Lopez", "direct.floating",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "content", "speaker", "rule"), VERBLESS)
def test_quotations_that_no_verb_reports(parse: Parse, body: str, content: str, speaker: str, rule: str) -> None:
    found = [(each.content, each.speaker_name, each.rule) for each in quotes_of(parse, body)]
    assert (content, speaker, rule) in found


NOTHING_SAID = [
    "The sign was plain: “No entry after dark.”",
    "Maria Lopez opened the letter: “Dear council of the town.”",
    "Maria Lopez opened the letter: “My dear council of the town.”",
    "Maria Lopez is sure that it will fall: “It is old, as far as I can see.”",
    "Maria Lopez was asked one thing: “Do you think we can cross?”",
    # Somebody else's words, or what is written somewhere.
    "Maria Lopez opened a note from Peter Brandt: “I will close it.”",
    "The council fined the builder, Peter Brandt: “I did no harm.”",
    "The council fined Delta Cranes: “We will pay nothing.”",
    "Maria Lopez lost her suit against the council: “We are glad of the ruling.”",
    "Maria Lopez stumbled over a post about her bridge on Twitter: “It is a ruin.”",
    "Delta Cranes faced anger on Facebook: “I will never cross it again.”",
    "“The Bridge at Delta in Winter,” a film posted on the page, won.",
    "“The Bridge at Delta in Winter,” the last of her reports, won.",
    "“The Bridge at Delta in Winter,” a play based on comments from sailors.",
    "“The Bridge at Delta in Winter,” her notes in hand.",
    # Nouns that look like forms of verbs.
    "“What the Bridge Took From Us,” Maria Lopez's reports from Delta.",
    "“What the Bridge Took From Us,” Maria Lopez’s latest comments.",
    "“What the Bridge Took From Us,” a builder's notes on the trade.",
    "“What the Bridge Took From Us,” the mayor's remarks in Delta.",
    "“Nobody Saw the Bridge Coming,” Maria Lopez's latest read.",
    "“Nobody Saw the Bridge Coming,” the second read in a row.",
    "Maria Lopez left the hall. On its wall, “The Bridge at Delta in Winter.”",
    "Maria Lopez is known for her part in “Two Bridges and a Boat.” She left.",
    "The senator said so on NBC’s “Meet the Harbour.” Maria Lopez left.",
    "Maria Lopez sent a statement to the bank. “The Bridge at Delta” was read.",
    "Maria Lopez shared a nod to her 2009 hit “Bridge in the Bay.”",
]


@pytest.mark.parametrize("body", NOTHING_SAID)
def test_titles_and_signs_are_nobody_s_words(parse: Parse, body: str) -> None:
    assert [each.speaker_name for each in quotes_of(parse, body) if each.type == "direct"] in ([], [None])


@pytest.mark.parametrize(("body", "expected"), DIRECT)
def test_reads_each_construction(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected


def test_an_interrupted_quote_keeps_its_fragments(parse: Parse) -> None:
    body = "“The bridge,” Maria Lopez said, “will open in May.”"
    (quote,) = quotes_of(parse, body)
    assert [body[slice(*fragment)] for fragment in quote.fragments] == ["“The bridge,”", "“will open in May.”"]
    assert (quote.start, quote.end) == (0, len(body))


@pytest.mark.parametrize(
    "body",
    [
        "“It is late,” Maria Lopez said.\n\nIt was built in 1990.\n\n“We tested every cable and bolt of it twice.”",
        "“Is it safe?” asked Maria Lopez.\n\n“Well, we tested every cable and every bolt of it twice.”",
        "“It is late,” Maria Lopez said.\n\n‘My lords.\n\n‘We go.\n\n‘We stay.\n\n‘We sing.\n\n‘We rest here now.’",
    ],
)
def test_a_quotation_after_narration_or_a_question_may_be_anybody_s(parse: Parse, body: str) -> None:
    assert [each.speaker_name for each in quotes_of(parse, body)] == ["Maria Lopez", None]


def test_a_quotation_that_nobody_nearby_says_has_no_speaker(parse: Parse) -> None:
    body = "The bridge was closed in May.\n\n“We tested every cable and every bolt of it twice.”"
    (quote,) = quotes_of(parse, body)
    assert (quote.rule, quote.speaker, quote.speaker_name) == ("direct.unattributed", None, None)
