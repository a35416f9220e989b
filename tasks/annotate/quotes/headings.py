"""Read a line that opens with a name and a colon: a headline's quote, a transcript's turn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from tasks.annotate.quotes.reports import Report
from tasks.annotate.spans import Mention

# A name of up to six words, a colon, and the words said.
_OPENING = re.compile(r"(?m)^[ \t]*((?:[^\W\d_][\w.'’-]*[ \t]+){0,5}[^\W\d_][\w.'’-]*)(:)[ \t\xa0]+(?=\S)([^\n]+)")
FEWEST_TURNS = 2  # one line with a name in capitals may be a heading; two make a transcript


def find_headings(doc: Doc, text: str, mentions: Sequence[Mention]) -> list[Report]:
    """Find lines ``Name: words``.

    A headline counts when its opening is a person, body or government named in the article and no mark surrounds the
    words (a quotation there is found by its marks); a transcript's turn counts when its opening is a surname in
    capitals and the article has several.
    """
    names = {
        mention.end: mention
        for mention in mentions
        if mention.label in ("person", "organization", "place") and mention.link != "pronoun"
    }
    # Full names last, so that a turn leads to one of them where the article has it.
    people = sorted(
        (m for m in names.values() if m.label == "person"), key=lambda m: len(text[m.start : m.end].split())
    )
    surnames = {text[m.start : m.end].split()[-1].upper(): m for m in people if text[m.start : m.end].strip()}
    lines = list(_OPENING.finditer(text))
    turns = [line for line in lines if line.group(1).isupper()]
    opening_end = len(text) - len(text.lstrip())
    reports: list[Report] = []
    for line in lines:
        opening, words = line.group(1), line.group(3).rstrip()
        first_line = line.start() <= opening_end
        if opening.isupper():
            if len(turns) < FEWEST_TURNS or opening.split()[-1] not in surnames:
                continue
            rule = "heading.transcript"
        elif first_line and line.end(1) in names and names[line.end(1)].start <= line.start(1) + 4:
            rule = "heading.colon"
        else:
            continue
        speaker = doc.char_span(line.start(1), line.end(1), alignment_mode="expand")
        colon = doc.char_span(line.start(2), line.end(2), alignment_mode="expand")
        if speaker is None or colon is None:
            continue
        head = speaker.end - 1
        if rule == "heading.transcript":
            named = surnames[opening.split()[-1]]
            span = doc.char_span(named.start, named.end, alignment_mode="expand")
            head = span.end - 1 if span is not None else head
        start = line.start(3)
        reports.append(
            Report(
                [(start, start + len(words))],
                rule,
                (line.start(2), line.end(2)),
                colon.start,
                "speech",
                (speaker.start, speaker.end),
                head,
                (speaker.start, colon.end),
            )
        )
    return reports
