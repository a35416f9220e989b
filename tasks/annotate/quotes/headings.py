"""Read a headline that opens with a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import HEADING_COLON
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import FINITE

# A name of up to six words, a colon, and the words said.
_OPENING = re.compile(r"(?m)^[ \t]*((?:[^\W\d_][\w.'’-]*[ \t]+){0,5}[^\W\d_][\w.'’-]*)(:)[ \t\xa0]+(?=\S)([^\n]+)")
_SPEAKERS = frozenset({"person", "organization", "place"})
_MARKS = ("“", '"', "‘", "'")
LAST_SUMMARY = 1_500  # characters from which on a line is no longer above a story
FEWEST_WORDS = 4  # fewer are no statement
LONGEST_ARTICLE = 4  # characters of a line before the name that opens it: "The "


def find_headings(body: Body, mentions: Sequence[Mention]) -> list[Report]:
    """Find a headline ``Name: words``, and such lines above a story that sum up what somebody says in it.

    It counts when its opening is a person, body or government named in the article and no mark surrounds the words (a
    quotation there is found by its marks). Of the lines below a headline those of persons count that end in a word.
    """
    opening_end = len(body.text) - len(body.text.lstrip())
    names = {mention.end: mention for mention in mentions if mention.label in _SPEAKERS and mention.link != "pronoun"}
    found = []
    for line in _OPENING.finditer(body.text):
        if line.start() > max(opening_end, LAST_SUMMARY):
            break
        name = names.get(line.end(1))
        if line.group(1).isupper() or name is None or name.start > line.start(1) + LONGEST_ARTICLE:
            continue
        if line.start() <= opening_end or (name.label == "person" and _is_summary(body, line)):
            found += _read(body, line)
    return found


def _is_summary(body: Body, line: re.Match[str]) -> bool:
    """Whether a line is a statement, by its length and a verb, and ends as a headline does: in a word."""
    words = line.group(3).rstrip()
    if not words[-1:].isalnum() or len(words.split()) < FEWEST_WORDS or words.startswith(_MARKS):
        return False
    span = body.tokens_of(Chars((line.start(3), line.start(3) + len(words))))
    return any(token.tag_ in FINITE for token in body.doc[slice(*span)])


def _read(body: Body, line: re.Match[str]) -> list[Report]:
    """Report the words of a line."""
    speaker, colon = body.tokens_of(Chars(line.span(1))), body.token_at(line.start(2))
    if colon is None or speaker[0] >= speaker[1]:
        return []
    start = line.start(3)
    return [
        Report(
            fragments=[Chars((start, start + len(line.group(3).rstrip())))],
            rule=HEADING_COLON,
            cue=Chars(line.span(2)),
            cue_word=colon,
            cue_class="speech",
            speaker=speaker,
            speaker_head=body.doc[speaker[1] - 1],
            clause=Tokens((speaker[0], colon.i + 1)),
        )
    ]
