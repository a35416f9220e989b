"""Find letters and messages that an article shows under "From:" and "To:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.interviews import list_lines, words_of
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import POST_HEADING
from tasks.annotate.quotes.shown import find_bearer, read_person
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars

_FIELD = re.compile(
    r"[ \t]*(?:\*\*)?(?P<field>From|To|Cc|CC|Bcc|Date|Sent|Subject|Re):(?:\*\*)?[ \t\xa0]*(?P<value>[^\n]*)"
)
_ADDRESS = re.compile(r"[<\[(]")  # behind a name: "<annroe@quay.org>"
_DAY = frozenset({"Date", "Sent"})
FEWEST_FIELDS = 2
MOST_LINES = 12  # of one message


def find_letters(body: Body, mentions: Sequence[Mention], taken: Cover) -> list[Report]:
    """Find messages by whom they are from, in text order; their words end with the next one.

    Args:
        body: Where they stand.
        mentions: Named mentions of the article.
        taken: Characters already read as something else.
    """
    if "From:" not in body.text:
        return []
    lines = list_lines(body.text)
    fields = [_FIELD.fullmatch(body.text, *line) for line in lines]
    heads = [number for number, field in enumerate(fields) if field is not None and field["field"] == "From"]
    found: list[Report] = []
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        first = head
        told: dict[str, Chars] = {}
        while first < len(lines) and (field := fields[first]) is not None and field["field"] not in told:
            told[field["field"]] = Chars(field.span("value"))
            first += 1
        # Behind the last message the outlet may go on.
        last = following if following is not None else first + 1
        words = lines[first:last]
        if len(told) < FEWEST_FIELDS or "To" not in told or not 0 < len(words) <= MOST_LINES:
            continue
        report = _make(body, told, words, mentions)
        if report is not None and not taken.touches(words[0][0], words[-1][1]):
            found.append(report)
    return found


def _make(body: Body, told: dict[str, Chars], words: Sequence[Chars], mentions: Sequence[Mention]) -> Report | None:
    start, end = told["From"]
    address = _ADDRESS.search(body.text, start, end)
    end = address.start() if address is not None else end
    name = Chars((start, start + len(body.text[start:end].rstrip())))
    bearer, person = find_bearer(body.text, name, mentions), read_person(body.text[slice(*name)].split())
    if (bearer is None and person is None) or (bearer is not None and bearer.label == "place"):
        return None
    report = Report(
        fragments=[words_of(body, line) for line in words],
        rule=POST_HEADING,
        cue=name,
        cue_class="writing",
        speaker=body.tokens_of(name),
        bearer=bearer,
        said_on=next((told[field] for field in told if field in _DAY), None),
    )
    if person is not None:
        report.said_by = person
    return report
