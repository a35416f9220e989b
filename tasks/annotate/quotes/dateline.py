"""Datelines: the place, day and agency that open an article, which nobody says and which say nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

from spacy.tokens import Token

from tasks.annotate.quotes.reports import Report
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import NOUNS, noun_phrase

# REYKJAVIK, May 7 (NPA) -  |  WASHINGTON —  |  (NPA) -  |  Rye, New York (NPA) -
_WITH_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][A-Z.'’ ]{2,40}(?:,[^\n()—–:\"“]{1,40}?)?(?:[ ]*+\([^()\n]{2,25}\))?|\([^()\n]{2,25}\)"
    r"|(?:[A-Z][\w.'’]++[ ]?){1,3}(?:,[ ][A-Z][\w.]++(?:[ ][A-Z]\w++)?)?[ ]\([A-Z]{2,9}\))"
    r"[ ]*+(?:—|–|--|-)(?=[ ]|[A-Z“\"])[ ]*"
)
# Washington (NPA) Officials said: without a dash the code must be in capitals and close behind a place.
_WITHOUT_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][\w.'’]++[ ]?){1,3}(?:,[ ][A-Z][\w.]+)?[ ]\([A-Z]{2,9}\)[ ]+(?=[A-Z“\"])"
)


# What may stand before a noun in its phrase.
_BEFORE_NOUN = frozenset({"DT", "JJ", "JJS", "CD", "POS", "HYPH", "PRP$"})


def find_datelines(text: str) -> list[Chars]:
    """Give the spans of datelines, in text order, each up to the first character of what follows.

    A dateline without a dash counts only at the beginning of the article: elsewhere "Farm Union (FU) Chair Roe" is
    a name.
    """
    found = [Chars(match.span()) for match in _WITH_DASH.finditer(text)]
    opening = _WITHOUT_DASH.match(text)
    if opening is not None and not any(start <= opening.start() < end for start, end in found):
        found.insert(0, Chars(opening.span()))
    return found


def drop_datelines(body: Body, reports: Iterable[Report], datelines: list[Chars]) -> None:
    """Take datelines out of contents and of speakers' mentions; a speaker that is one is looked for behind it."""
    if not datelines:
        return
    for report in reports:
        for index, (start, end) in enumerate(report.fragments):
            dateline_end = _end_around(datelines, start)
            if dateline_end is not None and dateline_end < end:
                report.fragments[index] = Chars((dateline_end, end))
        if report.speaker is not None:
            dateline_end = _end_around(datelines, body.doc[report.speaker[0]].idx)
            if dateline_end is not None:
                _mend_speaker(body, report, body.tokens_begun_in(Chars((dateline_end, len(body.text))))[0])


def _end_around(datelines: list[Chars], char: int) -> int | None:
    """Where the dateline that a character stands in ends; None outside of datelines."""
    at = bisect_right(datelines, char, key=itemgetter(0)) - 1
    return datelines[at][1] if at >= 0 and char < datelines[at][1] else None


def _mend_speaker(body: Body, report: Report, start: int) -> None:
    """Let a speaker's mention begin at the first token behind a dateline, or name whoever stands there."""
    head, cue, mention = report.speaker_head, report.cue_word, report.speaker
    if mention is not None and head is not None and head.i >= start:
        report.speaker = Tokens((start, max(mention[1], start + 1)))
        return
    report.speaker_head = report.speaker = None
    subject = _find_noun(body, start, cue.i if cue is not None else -1)
    if subject is not None:
        mention = noun_phrase(subject, cue.i if cue is not None else -1)
        report.name_speaker(subject, Tokens((max(mention[0], start), mention[1])))


def _find_noun(body: Body, start: int, cue: int) -> Token | None:
    """The noun of the phrase that begins right behind a dateline and ends before the cue."""
    noun = None
    for token in body.doc[start : max(start, cue)]:
        if token.tag_ in NOUNS or token.tag_ == "PRP":
            noun = token
        elif token.tag_ not in _BEFORE_NOUN and noun is not None:
            return noun
    return noun
