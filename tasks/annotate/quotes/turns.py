"""Who speaks, report by report: who is named, who goes on, whose words a quotation without a cue is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import DIRECT_UNATTRIBUTED
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body, Chars
from tasks.language.cues import list_verb_forms

_WORD = re.compile(r"\w+")
FEWEST_OF_SPEECH = 5  # paragraphs
FEWEST_WORDS_UNATTRIBUTED = 8  # a shorter sentence in marks with nobody to say it is mostly a heading


def name_speakers(body: Body, reports: Sequence[Report], resolver: SpeakerResolver) -> Iterator[Report]:
    """Say of each report who speaks; leave out quotations that nobody says.

    Args:
        body: Where they stand.
        reports: What was found, in text order.
        resolver: Who is who in the article.
    """
    last: Report | None = None
    for report in reports:
        if report.continues is not None:
            report.said_by = report.continues.said_by
        elif report.is_floating:
            is_anothers = last is not None and _is_answer(body.text, last, report)
            is_anothers = is_anothers or _is_whole_speech(body.text, report)
            is_known = not is_anothers and _take_up(body, last, report, resolver)
            if not is_known and not _presume(body, report, None if is_anothers else resolver):
                continue
        elif report.bearer is not None:
            report.said_by = resolver.recognize(report.bearer)
        elif report.rule.is_shown:
            pass  # a name that is nobody's of the article
        elif report.speaker is not None and report.speaker_head is not None:
            report.said_by = resolver.resolve(report.speaker_head, report.speaker)
        if last is None or not _outlasts(last, report):
            last = report
        yield report


def _take_up(body: Body, last: Report | None, floating: Report, resolver: SpeakerResolver) -> bool:
    """Give a quotation without a cue to who spoke last, if it is theirs."""
    if (
        last is None
        or last.speaker is None
        or not _leads_to(body, last, floating)
        or _is_answer(body.text, last, floating)
        or resolver.is_told_in(Chars((floating.start, floating.end)), last.said_by)
    ):
        return False
    floating.speaker_head, floating.speaker, floating.said_by = last.speaker_head, last.speaker, last.said_by
    return True


def _presume(body: Body, floating: Report, resolver: SpeakerResolver | None) -> bool:
    """Keep a long quotation that nobody says, with who the sentence before makes likely, if that may be asked."""
    if len(_WORD.findall(body.text, floating.start, floating.end)) < FEWEST_WORDS_UNATTRIBUTED:
        return False
    floating.rule = DIRECT_UNATTRIBUTED
    if resolver is not None:
        floating.said_by = resolver.presume(Chars((floating.start, floating.end)))
    return True


def _is_whole_speech(text: str, floating: Report) -> bool:
    """Whether a quotation of many paragraphs stands by itself, as a speech in full below an article does."""
    paragraphs = sum(bool(line.strip()) for line in text[floating.start : floating.end].splitlines())
    return paragraphs >= FEWEST_OF_SPEECH


def _is_answer(text: str, last: Report, floating: Report) -> bool:
    """Whether a quotation in a paragraph of its own follows a question, so that somebody else answers."""
    asks = last.cue_word is not None and last.cue_word.lower_ in list_verb_forms("interrogates")
    return asks and "?" in text[last.start : last.end] and "\n" in text[last.end : floating.start]


def _outlasts(last: Report, report: Report) -> bool:
    """Whether an utterance outlasts a report of the same sentence: "“…,” she said, praising the plan. “…”"."""
    if last.cue_word is None or report.cue_word is None or report.rule.is_spoken:
        return False
    return last.rule.is_spoken and last.cue_word.sent == report.cue_word.sent


def _leads_to(body: Body, last: Report, floating: Report) -> bool:
    """Whether a quotation without a cue follows the sentence of a report of speech, with nothing in between."""
    if not last.rule.is_spoken or last.cue_class not in ("speech", "writing", None):
        return False
    doc, opening = body.doc, body.token_at(floating.start)
    # Words that lead to a quotation belong to its sentence.
    before = min(opening.i, floating.clause[0] or opening.i) - 1 if opening is not None else -1
    while before > 0 and doc[before].is_space:
        before -= 1
    if before < 0:
        return False
    spoken = max(last.cue_word.sent.end if last.cue_word is not None else 0, last.clause[1])
    reached = max(last.end, doc[spoken - 1].idx if spoken else 0)
    return reached > doc[before].sent.start_char
