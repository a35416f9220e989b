"""Find every attributed utterance of an article: its words, its cue, its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from operator import attrgetter

from spacy.tokens import Token

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.asked import find_asked
from tasks.annotate.quotes.broken_off import end_of_broken, end_of_condition
from tasks.annotate.quotes.content import make_quote, trim_link
from tasks.annotate.quotes.dateline import drop_datelines
from tasks.annotate.quotes.direct import DirectQuotes
from tasks.annotate.quotes.edges import end_of_phrase, go_on
from tasks.annotate.quotes.headers import find_headed
from tasks.annotate.quotes.headings import find_headings
from tasks.annotate.quotes.indirect import find_quoting_report, find_verb_reports
from tasks.annotate.quotes.interviews import find_turns
from tasks.annotate.quotes.letters import find_letters
from tasks.annotate.quotes.outlet_words import end_before_outlet
from tasks.annotate.quotes.posts import find_posts
from tasks.annotate.quotes.relayed import find_relayed
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import INDIRECT_CLAUSE, INDIRECT_THAT
from tasks.annotate.quotes.sources import (
    find_adjective_report,
    find_noun_report,
    find_possessed_source,
    find_source_phrase,
)
from tasks.annotate.quotes.surface import read_surface
from tasks.annotate.quotes.threads import find_threads
from tasks.annotate.quotes.times import Times, find_day_of_post
from tasks.annotate.quotes.topics import find_topics
from tasks.annotate.quotes.turn_labels import Labels
from tasks.annotate.quotes.turns import name_speakers
from tasks.annotate.spans import DateSpan, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import load_adjective_cues, load_cues, load_noun_cues, load_verb_cues
from tasks.language.grammar import COMMON_NOUNS, FINITE, NO_PREDICATE, NOUNS, VERBS
from tasks.language.places import find_words
from tasks.language.quotation_marks import QuotedSpan

MOST_INSIDE = 8  # cues within one content that are looked at
_BETWEEN = frozenset({",", "RB", "VBZ", "VBD", "VBP", "MD"})  # what may stand between a speaker and a cue
LONGEST_NOUN_LEFT = 40  # characters
_NOUN_LEFT = re.compile(
    r", an? \w+$|(?<![ ,—–])[ ,—–]+(?:that|which|who|(?:rather )?than|along with|by|of|in|to|for|with|or)$"
)
LONGEST_LINK = 6  # characters between a content and a quotation that goes on with it
LONGEST_TAIL = 30  # characters of a quotation that ends the sentence of a content
_LINKS = frozenset({" and ", " or ", " but ", ", and ", ", but "})


def find_quotes(
    body: Body,
    mentions: Sequence[Mention],
    dates: Sequence[DateSpan],
    speakers: SpeakerResolver,
    outlet: str | None = None,
    published_at: datetime | None = None,
) -> list[Quote]:
    """Find every attributed utterance in a parsed article body.

    Args:
        body: One article's body, tagged and parsed; offsets are code points in it.
        mentions: Named mentions and resolved pronouns, as `find_entities` gives them.
        dates: Time expressions already resolved; one in a reporting clause says when the words were said.
        speakers: Says who is who in the article, and remembers from here on who has spoken.
        outlet: Whose article it is: who asks in its interviews.
        published_at: When it appeared; nothing in it was said later.

    Returns:
        Quotes in text order. None lies within another: a report inside what somebody says belongs to that.

    Source:
        docs/decisions/003-quotes.md
    """
    reports = _find_reports(body, mentions, outlet)
    drop_datelines(body, reports)
    reports.sort(key=lambda report: (report.start, report.end))
    signed = Cover(report.said_on for report in reports if report.said_on is not None)
    # The day of a post says when nothing else was said.
    times = Times(body, [date for date in dates if not signed.holds(date.start)], mentions, published_at)
    told = [
        (report, find_day_of_post(report, dates) or times.find(report))
        for report in name_speakers(body, reports, speakers)
    ]
    quotes = []
    for at, (report, time) in enumerate(told):
        ahead = times.find_ahead(report, *told[at + 1]) if time is None and at + 1 < len(told) else None
        quotes.append(make_quote(body, report, time or ahead))
    return [quote for quote in quotes if quote is not None]


def _find_reports(body: Body, mentions: Sequence[Mention], outlet: str | None) -> list[Report]:
    """What the marks tell first, then what grammar tells of the words outside them."""
    shown = _find_shown(body, mentions, outlet)
    # What is shown whole, as a headline's words, runs over the quotations that it may hold.
    lines = _cover(shown)
    reports = [*shown]
    for report in DirectQuotes(body).find():
        report.fragments = [fragment for fragment in report.fragments if not lines.holds(fragment[0])]
        if report.fragments:
            reports.append(report)
    taken = _Taken(body, reports)
    # By their ids: making a token object for every word takes longer than all rules together.
    cues = find_words(body.doc, _cue_words())
    parsed = _syntactic(body, cues, taken)
    found = [*parsed, *_on_surface(body, cues, taken, parsed)]
    # What one takes for words said, another knows for who said the words before it: "..., said his brother".
    inverted = {report.cue[0] for report in found if report.cue is not None and report.end <= report.cue[0]}
    found = [report for report in found if report.start not in inverted]
    _stretch(body.text, found)
    for report in found:
        if _leads_in(report):
            _carry_on(body, report)
            end_before_outlet(body, report)
    reports += taken.keep(_cover_marks(body, found, taken.spans))
    reports += taken.keep(_cover_marks(body, _quoting(body, taken), taken.spans))
    return reports


def _find_shown(body: Body, mentions: Sequence[Mention], outlet: str | None) -> list[Report]:
    """What the article shows whole under a name: posts, the turns of talks, headlines."""
    labels = Labels(body, mentions, outlet)
    shown = find_posts(body, mentions)
    shown += find_turns(body, mentions, labels, _cover(shown))
    shown += find_asked(body, mentions, labels, _cover(shown))
    shown += find_threads(body, mentions, _cover(shown))
    shown += find_relayed(body, mentions, _cover(shown))
    shown += find_letters(body, mentions, _cover(shown))
    shown += find_topics(body, mentions, _cover(shown))
    shown += find_headed(body, labels, _cover(shown))
    lines = _cover(shown)
    return [*shown, *(each for each in find_headings(body, mentions) if not lines.touches(each.start, each.end))]


def _cover(reports: Sequence[Report]) -> Cover:
    return Cover(fragment for report in reports for fragment in report.fragments)


def _stretch(text: str, reports: Sequence[Report]) -> None:
    """Let what somebody says hold all that is reported in it: "said he believes it failed and that it fell"."""
    inner = sorted((report.cue[0], report.end) for report in reports if report.cue is not None)
    for report in reports:
        if report.rule not in (INDIRECT_CLAUSE, INDIRECT_THAT) or not _leads_in(report):
            continue
        start, end = report.fragments[-1]
        first = bisect_left(inner, (start, 0))
        furthest = max((last for cue, last in islice(inner, first, first + MOST_INSIDE) if cue < end), default=end)
        if furthest > end and "\n" not in text[end:furthest]:
            report.fragments[-1] = Chars((start, furthest))


def _carry_on(body: Body, report: Report) -> None:
    """Carry a content that breaks off within a phrase, or before its condition, to where it may end."""
    start, end = report.fragments[-1]
    last = body.tokens_begun_in(Chars((start, end)))[1]
    whole = end_of_broken(body.doc, last, is_clause=report.rule.is_spoken)
    if whole == last and report.cue_word is not None:
        whole = end_of_condition(report.cue_word, last)
    if whole > last:
        report.fragments[-1] = Chars((start, body.chars_of(Tokens((whole - 1, whole)))[1]))


class _Taken:
    """What is already attributed: spans whose inside gives no further quotes, and cue words in use."""

    def __init__(self, body: Body, reports: Sequence[Report]) -> None:
        self.body = body
        self.cues = {report.cue_word.i for report in reports if report.cue_word is not None}
        self.clauses = sorted(_clause_start(body, report) for report in reports if _leads_in(report))
        self.spans = Cover(fragment for report in reports for fragment in report.fragments)

    def _cut(self, report: Report) -> None:
        """End a content where an attribution already found begins: the parse ran on into the next clause."""
        for index, (start, end) in enumerate(report.fragments):
            at = bisect_right(self.clauses, start)
            if at < len(self.clauses) and self.clauses[at] < end:
                cut = _without_noun_left(self.body.text, trim_link(self.body.text, Chars((start, self.clauses[at]))))
                words = self.body.doc[slice(*self.body.tokens_begun_in(cut))]
                # "The tweet said he had vowed “...”" leaves no more than "he".
                is_phrase = not report.rule.is_spoken and any(token.tag_ in NOUNS for token in words)
                kept = [cut] if is_phrase or any(token.tag_ in FINITE for token in words) else []
                report.fragments = [*report.fragments[:index], *kept]
                return

    def keep(self, reports: list[Report]) -> list[Report]:
        """Keep the outermost of reports that cover each other, and one report a cue."""
        kept: list[Report] = []
        for report in sorted(reports, key=_size, reverse=True):
            self._cut(report)
            if report.cue_word is None or report.cue_word.i in self.cues or not report.fragments:
                continue
            if any(self.spans.touches(*fragment) for fragment in report.fragments):
                continue
            if report.cue is not None and self.spans.holds(report.cue[0]):
                continue
            kept.append(report)
            self.cues.add(report.cue_word.i)
            for fragment in report.fragments:
                self.spans.add(*fragment)
        return kept


def _without_noun_left(text: str, words: Chars) -> Chars:
    """End words before what the clause cut off hung on: "that it failed, a point | Roe objected to", "it fell by"."""
    left = _NOUN_LEFT.search(text, max(words[0], words[1] - LONGEST_NOUN_LEFT), words[1])
    return words if left is None else Chars((words[0], left.start()))


def _clause_start(body: Body, report: Report) -> int:
    """Where an attribution begins: at its cue, or at its speaker before that: "after talks, | Ann Roe said, “...”"."""
    cue, head = report.cue_word, report.speaker_head
    begin = report.cue[0] if report.cue is not None else report.start
    if cue is None or report.speaker is None or head is None or head.tag_ not in NOUNS:
        return begin
    start, end = report.speaker
    is_near = end <= cue.i and all(token.tag_ in _BETWEEN for token in body.doc[end : cue.i])
    return body.doc[start].idx if is_near else begin


def _leads_in(report: Report) -> bool:
    """Whether a cue stands before its quotation, so that the attribution begins with it."""
    return report.cue is not None and report.cue[0] < report.start


def _size(report: Report) -> int:
    return sum(end - start for start, end in report.fragments)


@cache
def _cue_words() -> frozenset[str]:
    """Every word that a rule starts from."""
    possessed = load_cues().source_phrase.possessed_nouns
    return frozenset((*load_verb_cues(), *load_noun_cues(), *load_adjective_cues(), *possessed, "according"))


def _syntactic(body: Body, cues: Sequence[int], taken: _Taken) -> list[Report]:
    found: list[Report] = []
    for at in cues:
        token = body.doc[at]
        if at in taken.cues or _is_in_marks(body, token.idx) or taken.spans.holds(token.idx):
            continue
        found.extend(report for report in _reports_of(body, token) if not _is_about_the_talk(body.text, report))
    return found


def _on_surface(body: Body, cues: Sequence[int], taken: _Taken, found: Sequence[Report]) -> list[Report]:
    """What punctuation alone tells of cues of which the parse told nothing."""
    used = taken.cues.union(report.cue_word.i for report in found if report.cue_word is not None)
    reports = []
    for at in cues:
        token = body.doc[at]
        if at in used or token.lower_ not in load_verb_cues() or _is_in_marks(body, token.idx):
            continue
        if taken.spans.holds(token.idx):
            continue
        report = read_surface(body, token)
        if report is not None and not _is_about_the_talk(body.text, report):
            reports.append(report)
    return reports


def _quoting(body: Body, taken: _Taken) -> list[Report]:
    found = []
    for span in body.quoted:
        if taken.spans.holds(span.inner_start):
            continue
        inside = body.tokens_begun_in(Chars((span.inner_start, span.inner_end)))
        report = find_quoting_report(body, inside) if inside[0] < inside[1] else None
        if report is not None:
            found.append(report)
    return found


def _reports_of(body: Body, token: Token) -> Iterator[Report]:
    word, tag = token.lower_, token.tag_
    if word == "according":
        report = find_source_phrase(body, token)
        if report is not None:
            yield report
    if tag in VERBS:
        cue = load_verb_cues().get(word)
        if cue is not None and token.dep_ not in NO_PREDICATE:
            yield from islice(find_verb_reports(body, token, cue), 1)
        return
    if tag in COMMON_NOUNS:
        report = _report_of_noun(body, token)
    else:
        report = find_adjective_report(body, token) if word in load_adjective_cues() else None
    if report is not None:
        yield report


def _report_of_noun(body: Body, noun: Token) -> Report | None:
    if noun.lower_ in load_cues().source_phrase.possessed_nouns:
        report = find_possessed_source(body, noun)
        if report is not None:
            return report
    return find_noun_report(body, noun) if noun.lower_ in load_noun_cues() else None


def _is_about_the_talk(text: str, report: Report) -> bool:
    """Whether what is reported is only whether and how somebody talks to the outlet: "declined to comment"."""
    return len(report.fragments) == 1 and _about_the_talk().match(text, *report.fragments[0]) is not None


@cache
def _about_the_talk() -> re.Pattern[str]:
    words = load_cues().about_the_talk
    deeds, things, before = ("|".join(map(re.escape, each)) for each in (words.infinitive, words.object, words.before))
    deed = rf"(?:not |that (?:he|she|they|it) not )?(?:to )?(?:{deeds})"
    return re.compile(rf"(?:{deed}|(?:(?:{before}) )*(?:{things}))\b", re.IGNORECASE)


def _is_in_marks(body: Body, char: int) -> bool:
    return any(span.inner_start <= char < span.inner_end for span in find_overlapping(body.quoted, char, char + 1))


def _cover_marks(body: Body, reports: list[Report], attributed: Cover) -> list[Report]:
    """Stretch a content over the whole of a quotation that it begins or ends in, or that goes on with it."""
    for report in reports:
        report.fragments = [_cover_marks_of(body, fragment, report.cue, attributed) for fragment in report.fragments]
        _go_on_behind_marks(body, report)
    return reports


def _go_on_behind_marks(body: Body, report: Report) -> None:
    """Carry a clause that ends with a quotation over a second one: "said that “it failed” and that he left"."""
    start, end = report.fragments[-1]
    after = body.tokens_begun_in(Chars((start, end)))[1]
    verb = report.cue_word
    if verb is None or report.rule not in (INDIRECT_CLAUSE, INDIRECT_THAT) or not body.doc[after - 1].is_quote:
        return
    beyond = body.chars_of(Tokens((after - 1, go_on(verb, after))))[1]
    if any(map(str.isalnum, body.text[end:beyond])):
        report.fragments[-1] = trim_link(body.text, Chars((start, beyond)))


def _cover_marks_of(body: Body, fragment: Chars, cue: Chars | None, attributed: Cover) -> Chars:
    start, end = fragment
    first = bisect_right(body.quoted, start, key=attrgetter("end"))
    for span in islice(body.quoted, first, None):
        if span.start > end + LONGEST_LINK:
            break
        if cue is not None and span.start <= cue[0] < span.end:
            continue
        # The parse may split a quotation; "said it failed: “...”" goes on after the colon.
        is_split = span.start < end or body.text[end : span.start].strip() == ":"
        if is_split or (_goes_on(body.text, end, span) and not attributed.touches(span.start, span.end)):
            start, end = min(start, span.start), max(end, span.end)
    after = body.tokens_begun_in(Chars((start, end)))[1]
    if after > 0 and body.doc[after - 1].is_quote:
        noun = body.doc[end_of_phrase(body.doc, after) - 1]
        end = max(end, noun.idx + len(noun))
    return Chars((start, end))


def _goes_on(text: str, end: int, span: QuotedSpan) -> bool:
    """Whether a quotation goes on with the clause before it: "would reopen “soon”", "called it “odd” and “cruel”"."""
    link = text[end : span.start]
    if link in _LINKS:
        return True
    # "said it would appeal, “God willing.”"
    is_tail = link == ", " and span.end - span.start <= LONGEST_TAIL and text[span.inner_end - 1] == "."
    is_more = text[span.inner_start].islower() or is_tail
    return link in (" ", ", ") and text[end - 1].isalnum() and is_more
