"""Datelines: the place, day and agency that open an article, which nobody says and which say nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.reports import Report
from tasks.language.grammar import noun_phrase

# REYKJAVIK, May 7 (NPA) -  |  WASHINGTON —  |  (NPA) -
_WITH_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][A-Z.'’ ]{2,40}(?:,[^\n()—–:\"“]{1,40}?)?(?:[ ]*+\([^()\n]{2,25}\))?|\([^()\n]{2,25}\))"
    r"[ ]*+(?:—|–|--|-)(?=[ ]|[A-Z“\"])[ ]*"
)
# Washington (NPA) Officials said: without a dash the code must be in capitals and close behind a place.
_WITHOUT_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][\w.'’]++[ ]?){1,3}(?:,[ ][A-Z][\w.]+)?[ ]\([A-Z]{2,9}\)[ ]+(?=[A-Z“\"])"
)


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Give the spans of datelines, in text order, each up to the first character of what follows.

    A dateline without a dash counts only at the beginning of the article: elsewhere "Farm Union (FU) Chair Roe" is
    a name.
    """
    found = [match.span() for match in _WITH_DASH.finditer(text)]
    opening = _WITHOUT_DASH.match(text)
    if opening is not None and not any(start <= opening.start() < end for start, end in found):
        found.insert(0, opening.span())
    return found


def drop_datelines(doc: Doc, reports: Iterable[Report], datelines: list[tuple[int, int]]) -> None:
    """Take datelines out of contents and of speakers' mentions; a speaker that is one is looked for behind it."""
    starts = [start for start, _ in datelines]
    for report in reports:
        for index, (first, last) in enumerate(report.fragments):
            end = _end_around(starts, datelines, first)
            if end is not None and end < last:
                report.fragments[index] = end, last
        end = _end_around(starts, datelines, doc[report.speaker[0]].idx) if report.speaker is not None else None
        if end is not None:
            _mend_speaker(doc, report, end)


def _end_around(starts: list[int], datelines: list[tuple[int, int]], offset: int) -> int | None:
    """Where the dateline that a character stands in ends; None outside of datelines."""
    at = bisect_right(starts, offset) - 1
    return datelines[at][1] if at >= 0 and offset < datelines[at][1] else None


def _mend_speaker(doc: Doc, report: Report, end: int) -> None:
    first = next((token.i for token in doc[report.speaker_head :] if token.idx >= end), len(doc))
    if report.speaker is not None and doc[report.speaker_head].idx >= end:
        opening = next(token.i for token in doc[report.speaker[0] :] if token.idx >= end)
        report.speaker = (opening, max(report.speaker[1], opening + 1))
        return
    subject = _find_noun(doc, first, report.cue_token) if first < len(doc) else None
    report.speaker, report.speaker_head = None, -1
    if subject is not None:
        opening, last = noun_phrase(subject, report.cue_token)
        report.speaker, report.speaker_head = (max(opening, first), last), subject.i


def _find_noun(doc: Doc, first: int, cue: int) -> Token | None:
    """The noun of the phrase that begins right behind a dateline and ends before the cue."""
    noun = None
    for token in doc[first : max(first, cue)]:
        if token.tag_ in ("NN", "NNS", "NNP", "NNPS", "PRP"):
            noun = token
        elif token.tag_ not in ("DT", "JJ", "CD", "POS", "HYPH", "JJS", "PRP$") and noun is not None:
            return noun
    return noun
