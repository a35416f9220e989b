"""Read a line that opens with a name and a colon: a headline's quote, a transcript's turn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import HEADING_COLON, HEADING_TRANSCRIPT, Rule
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars, Tokens

# A name of up to six words, a colon, and the words said.
_OPENING = re.compile(r"(?m)^[ \t]*((?:[^\W\d_][\w.'’-]*[ \t]+){0,5}[^\W\d_][\w.'’-]*)(:)[ \t\xa0]+(?=\S)([^\n]+)")
_SPEAKERS = frozenset({"person", "organization", "place"})
FEWEST_TURNS = 2  # one line with a name in capitals may be a heading; two make a transcript
LONGEST_ARTICLE = 4  # characters of a line before the name that opens it: "The "


def find_headings(body: Body, mentions: Sequence[Mention]) -> list[Report]:
    """Find lines ``Name: words``.

    A headline counts when its opening is a person, body or government named in the article and no mark surrounds the
    words (a quotation there is found by its marks); a transcript's turn counts when its opening is a surname in
    capitals and the article has several.
    """
    lines = list(_OPENING.finditer(body.text))
    if not lines:
        return []
    names = {mention.end: mention for mention in mentions if mention.label in _SPEAKERS and mention.link != "pronoun"}
    surnames = _find_surnames(body.text, names.values())
    is_transcript = sum(line.group(1).isupper() for line in lines) >= FEWEST_TURNS
    opening_end = len(body.text) - len(body.text.lstrip())
    reports: list[Report] = []
    for line in lines:
        opening, name = line.group(1), names.get(line.end(1))
        if opening.isupper():
            bearer = surnames.get(opening.split()[-1]) if is_transcript else None
            if bearer is not None:
                reports += _read(body, line, HEADING_TRANSCRIPT, bearer)
        elif line.start() <= opening_end and name is not None and name.start <= line.start(1) + LONGEST_ARTICLE:
            reports += _read(body, line, HEADING_COLON, None)
    return reports


def _find_surnames(text: str, names: Iterable[Mention]) -> dict[str, Mention]:
    """People by their surnames in capitals; full names last, so that a turn leads to one where the article has it."""
    people = [(text[mention.start : mention.end].split(), mention) for mention in names if mention.label == "person"]
    people.sort(key=lambda person: len(person[0]))
    return {words[-1].upper(): mention for words, mention in people if words}


def _read(body: Body, line: re.Match[str], rule: Rule, bearer: Mention | None) -> list[Report]:
    """Report the words of a line; a name elsewhere in the article says who bears the one that opens it."""
    speaker, colon = body.tokens_of(Chars(line.span(1))), body.token_at(line.start(2))
    if colon is None or speaker[0] >= speaker[1]:
        return []
    start = line.start(3)
    return [
        Report(
            fragments=[Chars((start, start + len(line.group(3).rstrip())))],
            rule=rule,
            cue=Chars(line.span(2)),
            cue_word=colon,
            cue_class="speech",
            speaker=speaker,
            speaker_head=_last_word(body, bearer) or body.doc[speaker[1] - 1],
            clause=Tokens((speaker[0], colon.i + 1)),
        )
    ]


def _last_word(body: Body, mention: Mention | None) -> Token | None:
    span = body.span_of(Chars((mention.start, mention.end))) if mention is not None else None
    return span[-1] if span is not None else None
