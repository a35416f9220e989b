"""Find what a live blog lets a colleague write: "My colleague Ann Roe writes: The hall is full"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.interviews import list_lines, words_of
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_NAMED
from tasks.annotate.quotes.shown import find_bearer, read_person
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"


def find_relayed(body: Body, mentions: Sequence[Mention], taken: Cover) -> list[Report]:
    """Find what colleagues write, in text order: the rest of the line, or the next one.

    Args:
        body: Where it stands.
        mentions: Named mentions of the article.
        taken: Characters already read as something else.
    """
    if not any(word in body.text for word in load_interviews().colleagues):
        return []
    lines = list_lines(body.text)
    found: list[Report] = []
    for number, line in enumerate(lines):
        opening = _relays().match(body.text, *line)
        if opening is None or taken.holds(opening.end()):
            continue
        words = Chars((opening.end(), line[1]))
        if words[0] == words[1] and number + 1 < len(lines):
            words = lines[number + 1]
        name = Chars(opening.span("name"))
        bearer, person = find_bearer(body.text, name, mentions), read_person(opening["name"].split())
        if words[0] == words[1] or taken.touches(*words) or (bearer is None and person is None):
            continue
        report = Report(
            fragments=[words_of(body, words)],
            rule=TURN_NAMED,
            cue=Chars(opening.span("colon")),
            cue_class="writing",
            speaker=body.tokens_of(name),
            bearer=bearer,
        )
        if person is not None:
            report.said_by = person
        found.append(report)
    return found


@cache
def _relays() -> re.Pattern[str]:
    words = load_interviews()
    who, writes = ("|".join(map(re.escape, each)) for each in (words.colleagues, words.relays))
    return re.compile(
        rf"[ \t]*(?i:(?:from )?(?:my|our|the [a-z]\w+[’']s) (?:[\w’'-]+ ){{0,3}}?(?:{who})),? (?P<name>{_NAME})"
        rf"(?:,? (?:who is )?(?:in|at) {_NAME})?,?(?: (?:{writes}))?(?P<colon>:)[ \t\xa0]*"
    )
