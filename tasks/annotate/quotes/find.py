"""Find every attributed utterance of an article: its words, its cue, its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.dateline import drop_datelines, find_datelines
from tasks.annotate.quotes.details import read_details
from tasks.annotate.quotes.direct import DirectQuotes
from tasks.annotate.quotes.headings import find_headings
from tasks.annotate.quotes.indirect import find_quoting_report, find_verb_reports
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.sources import (
    find_adjective_report,
    find_noun_report,
    find_possessed_source,
    find_source_phrase,
)
from tasks.annotate.spans import DateSpan, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker
from tasks.language.cues import load_adjective_cues, load_cues, load_noun_cues, load_verb_cues
from tasks.language.quotation_marks import QuotedSpan
from tasks.lexicon import load_lexicon

_WORD = re.compile(r"\w+")
# Reports after which a quotation without a cue may be somebody else's.
_NOT_SPOKEN = ("indirect.object", "indirect.preposition", "noun.", "adjective.", "passive.")
_OPENING_MARKS = frozenset('“"«„')
FEWEST_WORDS_UNATTRIBUTED = 8  # a shorter sentence in marks with nobody to say it is mostly a heading
LONGEST_PAUSE = 500  # characters of narration after which a quotation without a cue may be anybody's
LONGEST_COLON = 3  # characters between a content and the quotation that a colon adds to it
FEWEST_CHARACTERS = 2


def find_quotes(doc: Doc, mentions: Sequence[Mention], dates: Sequence[DateSpan]) -> list[Quote]:
    """Find every attributed utterance in a parsed article body.

    Args:
        doc: One article's body, tagged and parsed; offsets are code points in that body.
        mentions: Named mentions and resolved pronouns, as `find_entities` gives them.
        dates: Time expressions already resolved; one in a reporting clause says when the words were said.

    Returns:
        Quotes in text order. None lies within another: a report inside what somebody says belongs to that.

    Source:
        docs/decisions/003-quotes.md
    """
    direct = DirectQuotes(doc)
    found = direct.find()
    headings = find_headings(doc, direct.text, mentions)
    # A headline's words run over the quotation that they may hold.
    lines = Cover(report.fragments[0] for report in headings)
    candidates = [*headings, *(report for report in found if not lines.holds(report.start))]
    taken = _Taken(candidates)
    reports = candidates + taken.keep(_cover_marks(_syntactic(doc, direct, taken), direct))
    reports += taken.keep(_cover_marks(_quoting(doc, direct, taken), direct))
    drop_datelines(doc, reports, find_datelines(direct.text))
    reports.sort(key=lambda report: (report.start, report.end))
    return _resolve(doc, direct.text, reports, direct.spans, mentions, dates)


class _Taken:
    """What is already attributed: spans whose inside gives no further quotes, and cue words in use."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.cues = {report.cue_token for report in reports if report.cue_token >= 0}
        self.clauses = sorted(report.cue[0] for report in reports if _leads_in(report) and report.cue is not None)
        self.spans = Cover(fragment for report in reports for fragment in report.fragments)

    def _cut(self, report: Report) -> None:
        """End a content where an attribution already found begins: the parse ran on into the next clause."""
        for index, (start, end) in enumerate(report.fragments):
            at = bisect_right(self.clauses, start)
            if at < len(self.clauses) and self.clauses[at] < end:
                report.fragments = [*report.fragments[:index], (start, self.clauses[at])]
                return

    def keep(self, reports: list[Report]) -> list[Report]:
        """Keep the outermost of reports that cover each other, and one report a cue."""
        kept: list[Report] = []
        for report in sorted(reports, key=_size, reverse=True):
            self._cut(report)
            if report.cue_token in self.cues or not report.fragments:
                continue
            if any(self.spans.touches(*fragment) for fragment in report.fragments):
                continue
            if report.cue is not None and self.spans.holds(report.cue[0]):
                continue
            kept.append(report)
            self.cues.add(report.cue_token)
            for fragment in report.fragments:
                self.spans.add(*fragment)
        return kept


def _leads_in(report: Report) -> bool:
    """Whether a cue stands before its quotation, so that the attribution begins with it."""
    return report.cue is not None and report.cue[0] < report.start


def _size(report: Report) -> int:
    return sum(end - start for start, end in report.fragments)


@cache
def _cue_words() -> NDArray[np.uint64]:
    """Hashes of every word that a rule starts from, as spaCy has them in its LOWER attribute."""
    words = {*load_verb_cues(), *load_noun_cues(), *load_adjective_cues(), "according"}
    words |= load_cues().source_phrase.possessed_nouns
    return np.array([get_string_id(word) for word in words], dtype=np.uint64)


def _syntactic(doc: Doc, direct: DirectQuotes, taken: _Taken) -> list[Report]:
    found: list[Report] = []
    # One array operation: making a token object for every word takes longer than all rules together.
    for i in np.flatnonzero(np.isin(doc.to_array("LOWER"), _cue_words())).tolist():
        token = doc[i]
        if i in taken.cues or _in_marks(token.idx, direct.spans) or taken.spans.holds(token.idx):
            continue
        reports = _reports_of(doc, token, token.lower_)
        found.extend(report for report in reports if not _is_about_the_talk(direct.text, report))
    return found


def _quoting(doc: Doc, direct: DirectQuotes, taken: _Taken) -> list[Report]:
    found = []
    for span in direct.spans:
        if taken.spans.holds(span.inner_start):
            continue
        first, end = direct.token_at(span.inner_start), direct.token_at(span.inner_end)
        report = find_quoting_report(doc, first, end) if first < end else None
        if report is not None:
            found.append(report)
    return found


def _reports_of(doc: Doc, token: Token, word: str) -> Iterator[Report]:
    if word == "according":
        report = find_source_phrase(doc, token)
        if report is not None:
            yield report
    tag = token.tag_
    if tag.startswith("VB"):
        cue = load_verb_cues().get(word)
        if cue is not None and token.dep_ not in ("aux", "auxpass", "amod"):
            yield from list(find_verb_reports(doc, token, cue))[:1]
    elif tag in ("NN", "NNS"):
        report = find_possessed_source(doc, token) if word in load_cues().source_phrase.possessed_nouns else None
        if report is None and word in load_noun_cues():
            report = find_noun_report(doc, token)
        if report is not None:
            yield report
    elif word in load_adjective_cues():
        report = find_adjective_report(doc, token)
        if report is not None:
            yield report


def _is_about_the_talk(text: str, report: Report) -> bool:
    """Whether what is reported is only whether and how somebody talks to the outlet: "declined to comment"."""
    return len(report.fragments) == 1 and _about_the_talk().match(text, *report.fragments[0]) is not None


@cache
def _about_the_talk() -> re.Pattern[str]:
    words = load_cues().about_the_talk
    deeds, things, before = ("|".join(map(re.escape, each)) for each in (words.infinitive, words.object, words.before))
    deed = rf"(?:not |that (?:he|she|they|it) not )?(?:to )?(?:{deeds})"
    return re.compile(rf"(?:{deed}|(?:(?:{before}) )*(?:{things}))\b", re.IGNORECASE)


def _in_marks(offset: int, spans: Sequence[QuotedSpan]) -> bool:
    return any(span.inner_start <= offset < span.inner_end for span in find_overlapping(spans, offset, offset + 1))


def _cover_marks(reports: list[Report], direct: DirectQuotes) -> list[Report]:
    """Stretch a content over the whole of a quotation that it begins or ends in, or that a colon adds to it."""
    for report in reports:
        for index, (start, end) in enumerate(report.fragments):
            first = bisect_right(direct.spans, start, key=attrgetter("end"))
            for span in islice(direct.spans, first, None):
                if span.start > end + LONGEST_COLON:
                    break
                if report.cue is not None and span.start <= report.cue[0] < span.end:
                    continue
                # The parse may split a quotation; "said it failed: “...”" goes on after the colon.
                if span.start < end or direct.text[end : span.start].strip() == ":":
                    start, end = min(start, span.start), max(end, span.end)
            report.fragments[index] = (start, end)
    return reports


def _resolve(
    doc: Doc,
    text: str,
    reports: Sequence[Report],
    spans: Sequence[QuotedSpan],
    mentions: Sequence[Mention],
    dates: Sequence[DateSpan],
) -> list[Quote]:
    resolver = SpeakerResolver(doc, text, mentions)
    confidences = load_lexicon("quote_confidence")["rule"]
    quotes: list[Quote] = []
    speakers: dict[int, Speaker] = {}
    last: Report | None = None
    for report in reports:
        speaker = UNKNOWN
        if report.continues is not None:
            speaker = speakers.get(id(report.continues), UNKNOWN)
        elif report.rule == "direct.floating":
            if last is not None and last.speaker is not None and _leads_to(doc, last, report):
                report.speaker, report.speaker_head = last.speaker, last.speaker_head
                speaker = speakers[id(last)]
            elif (
                last is not None
                and speakers[id(last)].key
                and _resumes(text, last, report, mentions, speakers[id(last)])
            ):
                report.rule, report.speaker, report.speaker_head = "direct.later", last.speaker, last.speaker_head
                speaker = speakers[id(last)]
            elif len(_WORD.findall(text[report.start : report.end])) >= FEWEST_WORDS_UNATTRIBUTED:
                report.rule = "direct.unattributed"
                speaker = resolver.presume(report.start, report.end)
            else:
                continue
        elif report.speaker is not None:
            speaker = resolver.resolve(doc[report.speaker_head], report.speaker)
        speakers[id(report)] = speaker
        if last is None or not _stays(doc, last, report):
            last = report
        quote = _make_quote(doc, text, report, speaker, spans, dates, confidences)
        if quote is not None:
            quotes.append(quote)
    return quotes


def _resumes(text: str, last: Report, floating: Report, mentions: Sequence[Mention], speaker: Speaker) -> bool:
    """Whether the speaker of a quotation goes on after a paragraph that names nobody else."""
    if not last.rule.startswith("direct.") or floating.start - last.end > LONGEST_PAUSE:
        return False
    if "\n" not in text[last.end : floating.start]:
        return False
    first = bisect_left(mentions, last.end, key=attrgetter("start"))
    between = mentions[first : bisect_left(mentions, floating.start, lo=first, key=attrgetter("start"))]
    return not any(mention.label == "person" and mention.entity_key != speaker.key for mention in between)


def _stays(doc: Doc, last: Report, report: Report) -> bool:
    """Whether an utterance outlasts a report of the same sentence: "“…,” she said, praising the plan. “…”"."""
    if last.cue_token < 0 or report.cue_token < 0 or not report.rule.startswith(_NOT_SPOKEN):
        return False
    return not last.rule.startswith(_NOT_SPOKEN) and doc[last.cue_token].sent == doc[report.cue_token].sent


def _leads_to(doc: Doc, last: Report, floating: Report) -> bool:
    """Whether a quotation without a cue follows the sentence of a report of speech, with nothing in between."""
    if last.rule.startswith(_NOT_SPOKEN) or last.cue_class not in ("speech", "writing", None):
        return False
    span = doc.char_span(floating.start, floating.start + 1, alignment_mode="expand")
    before = span.start - 1 if span is not None else -1
    while before > 0 and doc[before].is_space:
        before -= 1
    if before < 0:
        return False
    spoken = doc[last.cue_token].sent.end if last.cue_token >= 0 else last.clause[1]
    reached = max(last.end, doc[max(spoken, last.clause[1]) - 1].idx if spoken or last.clause[1] else 0)
    return reached > doc[doc[before].sent.start].idx


def _in_order(fragments: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Sort fragments and join those that touch or overlap; drop empty ones."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        if not text[start:end].strip():
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _make_quote(
    doc: Doc,
    text: str,
    report: Report,
    speaker: Speaker,
    spans: Sequence[QuotedSpan],
    dates: Sequence[DateSpan],
    confidences: dict[str, float],
) -> Quote | None:
    fragments = _in_order(report.fragments, text)
    if not fragments or sum(end - start for start, end in fragments) < FEWEST_CHARACTERS:
        return None
    details = read_details(doc, report, dates)
    mention = None
    if report.speaker is not None and report.speaker[0] < report.speaker[1]:
        first, end = report.speaker
        mention = (doc[first].idx, doc[end - 1].idx + len(doc[end - 1]))
    return Quote(
        start=fragments[0][0],
        end=fragments[-1][1],
        type=_type(text, fragments, spans, report),
        content=_content(text, fragments, spans),
        fragments=fragments,
        cue=report.cue,
        cue_class=report.cue_class if report.cue is not None else None,
        speaker=mention,
        speaker_name=speaker.name if speaker.key else None,
        speaker_key=speaker.key if speaker.name else None,
        speaker_kind=speaker.kind,
        speaker_role=speaker.role,
        speaker_rule=speaker.rule,
        addressee=details.addressee,
        channel=details.channel,
        said_at=details.said_at,
        confidence=confidences.get(report.rule, 0.5),
        rule=report.rule,
    )


def _type(text: str, fragments: Sequence[tuple[int, int]], spans: Sequence[QuotedSpan], report: Report) -> str:
    """Direct when every word stands between marks, mixed when some do, indirect when none does."""
    if report.rule == "heading.transcript":
        return "direct"
    words = quoted = 0
    for start, end in fragments:
        if _unclosed_mark(text, start, spans):
            near: Sequence[QuotedSpan] = [QuotedSpan(start, end, start + 1, end)]
        else:
            near = find_overlapping(spans, start, end)
        at = 0
        for word in _WORD.finditer(text, start, end):
            words += 1
            while at < len(near) and near[at].end <= word.start():
                at += 1
            quoted += at < len(near) and near[at].start <= word.start()
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == words else "mixed"


def _unclosed_mark(text: str, start: int, spans: Sequence[QuotedSpan]) -> bool:
    """Whether words open with a mark that nothing closes: the writer's slip, and still a quotation."""
    return text[start] in _OPENING_MARKS and not find_overlapping(spans, start, start + 1)


def _content(text: str, fragments: Sequence[tuple[int, int]], spans: Sequence[QuotedSpan]) -> str:
    pieces = []
    for start, end in fragments:
        near = find_overlapping(spans, start, end)
        span = next((span for span in near if span.start == start and span.end == end), None)
        unclosed = _unclosed_mark(text, start, spans)
        pieces.append(text[span.inner_start : span.inner_end] if span else text[start + unclosed : end])
    return " ".join(piece.strip() for piece in pieces)
