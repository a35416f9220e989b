"""When words were said: a time in the reporting clause, in what that hangs on, or beside the speaker's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from spacy.tokens import Span, Token

from expectations.enumerations import DAY_GRAINS, YEAR_GRAINS
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.closely import is_close
from tasks.annotate.quotes.going_on import is_elsewhere, moves_on, tells_on
from tasks.annotate.quotes.occasions import find_frames, is_at_another_time, is_channel
from tasks.annotate.quotes.outside import is_astray, is_in_mention, is_outside, is_unsaid
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.scenes import find_talk
from tasks.annotate.spans import DateSpan, Mention
from tasks.language.body import Body, Chars, Tokens
from tasks.language.channels import list_released, load_channels
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUN_CLAUSES,
    NOUN_SUBJECTS,
    NOUNS,
    RECEIVERS,
    VERBS,
    subject_of,
)
from tasks.language.inflection import singular
from tasks.language.people import may_speak

_OF_DAY = frozenset(DAY_GRAINS)
_OF_VERB = frozenset({"npadvmod", "advmod", "dobj", "dative", "dep", "tmod", "appos", "oprd", "attr"})
_FRAMES = frozenset({"prep", "advmod", "npadvmod", "advcl"})
# What a story tells of meanwhile, without leaving the day it is at.
_ERAS = frozenset({"year", "decade", "century"})
_OPEN = frozenset({"since", "until", "by", "through"})
_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "WORK_OF_ART", "EVENT", "PRODUCT"})
_LOOSE = frozenset({"PRP", "CD", "RB", "JJ", "RP", "VB", "DT", "PDT"})
LONGEST_PAUSE = 500  # characters of narration after which a speaker may be heard elsewhere
LONGEST_SCENE = 1000  # the same where the day is told: of 31 rows read 30 were right
FARTHEST = 1000  # characters from a cue to a time of its own; sentences end sooner
LONGEST_AHEAD = timedelta(days=1)  # a dump may date an article by another time zone's day


class Times:
    """When the reports of an article have their words said; asked for each in text order.

    Attributes:
        body: Where they stand.
        dates: Its time expressions, in text order, but the days of posts.
        mentions: Its named mentions and resolved pronouns, in text order.
        published_at: When it appeared: nothing in it was said later.
    """

    def __init__(
        self, body: Body, dates: Sequence[DateSpan], mentions: Sequence[Mention], published_at: datetime | None
    ) -> None:
        self.body = body
        self.dates = dates
        self.mentions = mentions
        self.published_at = published_at
        self._last: Report | None = None
        self._last_of: dict[str, tuple[Report, DateSpan]] = {}

    def find(self, report: Report) -> DateSpan | None:
        """Find when the words of the next report were said, by its own clause or by the talk that it goes on with."""
        key = report.said_by.key
        time = self._of_clause(report) or self._of_speech(report) or self._of_scene(report)
        if key and time is not None:
            self._last_of[key] = report, time
        elif key and report.cue_word is not None and is_elsewhere(report, None):
            self._last_of.pop(key, None)
        self._last = report
        return time

    def find_ahead(self, report: Report, following: Report, time: DateSpan | None) -> DateSpan | None:
        """Find when words were said that lead to the same speaker's quotation, from the clause behind that.

        A first sentence gives the gist, the next one the words and the day: ``She said it fell. "…," she said Monday.``

        Args:
            report: A report without a time.
            following: The next one.
            time: When the words of that were said.
        """
        verb, cue = report.cue_word, following.cue
        if time is None or time.grain not in _OF_DAY or verb is None or cue is None or following.cue_word is None:
            return None
        is_same = report.said_by.key is not None and report.said_by.key == following.said_by.key
        is_own = following.rule.is_direct and following.fragments[0][1] <= cue[0] and time.start > following.start
        if not (is_same and is_own and report.rule.is_spoken and report.is_uttered) or report.rule.is_direct:
            return None
        first, last = self._sentence_of(verb)
        between = self.body.text[max(last, report.end) : following.start]
        if any(map(str.isalnum, between)) or report.rule.is_source or is_at_another_time(following.cue_word):
            return None
        if not tells_on(report, verb, None) or is_elsewhere(report, None) or _is_framed(report, verb):
            return None
        dates = find_overlapping(self.dates, first, following.start)
        return None if any(not _is_told(date, report) for date in dates) else time

    def _of_speech(self, report: Report) -> DateSpan | None:
        """The time of what the same speaker said last, where a report goes on with it.

        A day holds where others have spoken since, too; a month or a year only for what is told right after.
        """
        last, time = self._last_of.get(report.said_by.key or "", (None, None))
        if last is None or time is None:
            return None
        end = _reach(last)[1]
        distance = _reach(report)[0] - end
        is_near = distance <= (LONGEST_PAUSE if last is self._last else 0)
        if distance > LONGEST_SCENE or not (is_near or time.grain in _OF_DAY):
            return None
        return time if self._goes_on(report, end, last.cue_word, time, last) else None

    def _of_scene(self, report: Report) -> DateSpan | None:
        """The day on which narration right before has the speaker talk: "testified Monday. “It is safe,” she said"."""
        start, last = _reach(report)[0], self._last
        for date in reversed(find_overlapping(self.dates, start - LONGEST_PAUSE, start)):
            verb = self._talk_at(date, report) if date.grain in _OF_DAY and date.end <= start else None
            is_others = last is not None and last.said_by.key != report.said_by.key and date.start < _reach(last)[1]
            if is_others and (verb is None or last is None or last.cue_word is None or last.cue_word.i != verb.i):
                return None  # somebody else has spoken since, and did not just ask
            if verb is not None:
                return date if self._goes_on(report, date.end, verb, date, None) else None
        return None

    def _talk_at(self, date: DateSpan, report: Report) -> Token | None:
        """The verb that has a report's speaker talk on a day, outside of what that one says."""
        span = self.body.span_of(Chars((date.start, date.end)))
        is_past = self.published_at is None or (date.date_start is not None and date.date_start <= self.published_at)
        if span is None or date.bound is not None or date.date_start is None or not is_past:
            return None
        talk = find_talk(span.root)
        if talk is None or (self._last is not None and _is_told(date, self._last)):
            return None
        verb, who = talk
        near = find_overlapping(self.mentions, who.idx, who.idx + len(who))
        return verb if any(each.entity_key == report.said_by.key for each in near) else None

    def _of_clause(self, report: Report) -> DateSpan | None:
        verb = report.cue_word
        if verb is None or not self.dates or (report.rule.is_shown and verb.tag_ not in VERBS):
            return None  # the mark behind a name tells no time
        near = list(self._dates_near(verb))
        near = [(span, date) for span, date in near if not _is_of_other_words(span, verb)]
        found = [date for span, date in near if _is_of_speaker(span, date, report)]
        if not found and not report.rule.is_source:
            near = [(span, date) for span, date in near if is_outside(report, span.root)]
            found = [date for span, date in near if _is_beside(span, date, report)]
            clauses = (_dates_of(frame, near, report) for frame in find_frames(verb, report))
            found = found or next(filter(None, clauses), [])
            found = found or [date for span, date in near if date.grain in _OF_DAY and is_close(span, report)]
        return min(found, key=lambda date: (YEAR_GRAINS.index(date.grain), abs(date.start - verb.idx)), default=None)

    def _dates_near(self, verb: Token) -> Iterator[tuple[Span, DateSpan]]:
        """The times of a verb's sentence at which something may have been said."""
        start, end = self._sentence_of(verb)
        latest = self.published_at + LONGEST_AHEAD if self.published_at is not None else None
        for date in find_overlapping(self.dates, start, end):
            # A decade says too little, and an interval ("the past few days") is no time of one utterance.
            if date.grain not in YEAR_GRAINS or date.date_start is None or date.bound is not None:
                continue
            span = self.body.span_of(Chars((date.start, date.end)))
            if span is not None and (latest is None or date.date_start <= latest):
                yield span, date

    def _goes_on(self, report: Report, since: int, before: Token | None, time: DateSpan, last: Report | None) -> bool:
        """Whether a report tells more of a talk: no other time or occasion since, and none of its own."""
        if report.rule.is_shown or report.rule.is_source:
            return False
        verb = report.cue_word
        is_next = last is not None and last is self._last and _reach(report)[0] - since <= LONGEST_PAUSE
        own = Chars((report.start, report.start)) if verb is None else self._sentence_of(verb)
        if verb is not None and (not tells_on(report, verb, before) or is_elsewhere(report, before, is_next)):
            return False
        told = [report] if last is None else [report, last]
        return not any(
            moves_on(self.body, date, time, self.published_at)
            for date in find_overlapping(self.dates, since, max(report.start, own[1]))
            if not _is_told(date, *told)
            and not _is_in_apposition(self.body, date, report)
            and not ((date.grain in _ERAS or date.bound in _OPEN) and date.start < own[0])
        )

    def _sentence_of(self, verb: Token) -> Chars:
        """The characters of a verb's sentence, or those near the verb where it is a very long one."""
        starts = self.body.sentence_starts
        number = self.body.sentence_number(verb.i)
        end = starts[number + 1] if number + 1 < len(starts) else len(self.body.doc)
        first, last = self.body.chars_of(Tokens((starts[number], end)))
        return Chars((max(first, verb.idx - FARTHEST), min(last, verb.idx + FARTHEST)))


def find_day_of_post(report: Report, dates: Sequence[DateSpan]) -> DateSpan | None:
    """Find the day on which a post was written, among all time expressions of its article."""
    if report.said_on is None:
        return None
    named = (date for date in find_overlapping(dates, *report.said_on) if date.grain in _OF_DAY and date.bound is None)
    return next(named, None)


def _reach(report: Report) -> tuple[int, int]:
    """The characters from a report's first to its last, with its cue."""
    cue = report.cue or (report.start, report.end)
    return min(report.start, cue[0]), max(report.end, cue[1])


def _is_framed(report: Report, verb: Token) -> bool:
    """Whether words before a speaker or beside the verb may say when: "At first, Roe said", "Roe initially said"."""
    opening, subject = verb.sent[0], subject_of(verb)
    while opening.i < verb.i and (opening.is_space or opening.is_punct or opening.tag_ == "CC"):
        opening = opening.nbor()
    is_led = subject is None or not subject.left_edge.i <= opening.i <= subject.right_edge.i
    if is_led and not any(start <= opening.idx < end for start, end in report.fragments):
        return True
    return any(each.dep_ in _FRAMES and is_outside(report, each) for each in verb.children)


def _is_told(date: DateSpan, *reports: Report) -> bool:
    return any(start <= date.start < end for report in reports for start, end in report.fragments)


def _is_in_apposition(body: Body, date: DateSpan, report: Report) -> bool:
    """Whether a time tells of the speaker, not of the words: "Roe, who led it until 2005, said"."""
    if report.speaker is None:
        return False
    first, end = body.chars_of(report.speaker)
    return first <= date.start < end


def _dates_of(frame: Token, near: Sequence[tuple[Span, DateSpan]], report: Report) -> list[DateSpan]:
    """Give the times of a cue's own clause, or those before the cue in what it hangs on."""
    cue = report.cue_word
    is_own = cue is not None and (frame.i == cue.i or frame.dep_ in ("advcl", "acl"))
    return [
        date
        for span, date in near
        if _leads_to(span.root, frame, report) and (is_own or cue is None or date.start < cue.idx)
    ]


def _leads_to(root: Token, verb: Token, report: Report) -> bool:
    """Whether a time says when a verb's deed was done.

    It hangs on the verb, or on a noun of place or occasion that does: "said at the rally in Rome on Tuesday". Not on
    what the deed is about: "said of the attack on Tuesday", "after Tuesday's vote".
    """
    token = root
    for _ in range(LONGEST_CLIMB + 2):
        head = token.head
        if head.i == token.i:
            return False
        if head.i == verb.i:
            return _hangs_on_verb(token, root) if verb.tag_ in VERBS else _hangs_on_noun(token, root)
        if not is_unsaid(report, head):
            return is_astray(report, token) and _hangs_on_verb(token, root)
        if head.tag_ in VERBS and head.dep_ not in ("compound", "pobj"):
            if not _releases(head):
                return False
        elif head.dep_ == "prep" or head.tag_ in ("IN", "TO"):
            if not _is_of_place(head, token, root):
                return False
        elif head.tag_ in NOUNS:
            if not _dates_noun(head, root):
                return False
        elif head.tag_ not in _LOOSE or head.lower_ in load_channels().on_account:
            return False
        token = head
    return False


def _hangs_on_noun(token: Token, root: Token) -> bool:
    return token.i == root.i or _releases(token) or (token.dep_ == "prep" and _is_of_place(token, root, root))


def _hangs_on_verb(token: Token, root: Token) -> bool:
    if token.i == root.i:
        return token.dep_ in _OF_VERB
    if token.dep_ == "prep" or token.tag_ == "IN":
        return _is_of_place(token, root, root) or token.lower_ in load_channels().prepositions
    if token.dep_ in NOUN_SUBJECTS:
        return root.i > token.i and root.dep_ in ("pobj", "npadvmod")
    if token.dep_ in RECEIVERS:
        return root.i > token.i or is_channel(token)
    return token.dep_ in ("advmod", "npadvmod", "agent", "prt", "acomp")


def _is_of_place(preposition: Token, below: Token, root: Token) -> bool:
    """Whether a preposition leads to when, where or in what something was said, not to what it is about."""
    channels = load_channels()
    if below.i == root.i:
        return preposition.lower_ in channels.when
    if preposition.lower_ in channels.where or (preposition.lower_ == "for" and below.lower_ == "time"):
        return True
    if preposition.lower_ == "of" and preposition.head.tag_ not in VERBS:
        return True
    return preposition.lower_ in channels.beside and (
        below.ent_type_ in _NAMES or is_channel(below) or below.lower_ in channels.audiences
    )


def _dates_noun(noun: Token, root: Token) -> bool:
    """Whether a time on a noun is that of the deed: behind the noun it is, before it where words are said in it."""
    if root.i > noun.i:
        return noun.lower_ not in load_channels().on_account
    return is_channel(noun) or noun.ent_type_ in ("ORG", "WORK_OF_ART")


def _releases(verb: Token) -> bool:
    """Whether a clause says when its noun came out: "a statement issued on Tuesday", not "a man freed on Tuesday"."""
    if verb.lower_ not in list_released() or verb.dep_ not in NOUN_CLAUSES:
        return False
    return verb.head.tag_ in NOUNS and not _is_person(verb.head)


def _is_of_speaker(span: Span, date: DateSpan, report: Report) -> bool:
    """Whether a time in the speaker's mention is that of the words: "Roe on Tuesday said", "a Monday letter said"."""
    root, head, mention = span.root, report.speaker_head, report.speaker
    if head is None or mention is None or not is_in_mention(report, root):
        return False
    dated = _find_dated(root, head, report)
    if dated is None:
        return False
    over, is_released = dated
    if is_channel(over) or (is_released and not _is_person(over)):
        return date.grain != "year" or root.i > over.i
    if is_released or date.grain == "year":
        return False
    if span.start <= mention[0] + 1 and span.end <= head.i:
        before = span.doc[max(span.start - 1, 0)]  # "Earlier Monday Ann Roe said"
        return before.is_sent_start or bool(span[0].is_sent_start)
    if span.end < mention[1] or root.i < head.i:
        return False
    return span.doc[span.start - 1].lower_ in ("on", "in") or root.dep_ == "npadvmod"


def _find_dated(root: Token, head: Token, report: Report) -> tuple[Token, bool] | None:
    """What a time within a mention is of, and whether it came out then; None for a noun inside or another deed."""
    is_released, over = False, root
    for _ in range(LONGEST_CLIMB + 2):
        if over.head.i == over.i or over.i == head.i or not is_in_mention(report, over.head):
            break
        if over.tag_ in NOUNS and root.i < over.i:
            # "Ann Roe in a Tuesday letter said", and not "a transcript of Monday's call said".
            is_in = over.head.lower_ in load_channels().prepositions and over.head.head.i == head.i
            return (over, is_released) if over.dep_ == "pobj" and is_in and is_channel(over) else None
        over = over.head
        if over.tag_ in VERBS and over.i != head.i:
            if not _releases(over):
                return None
            is_released = True
        opens = over.dep_ == "pobj" and report.speaker is not None and over.head.i == report.speaker[0]
        if opens and over.head.lower_ in load_channels().prepositions:
            break  # "In a letter published Tuesday, Ann Roe and Theo Brandt said"
    return over, is_released


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or may_speak(noun.lower_)


def _is_of_other_words(span: Span, verb: Token) -> bool:
    """Whether a time may be that of somebody's words, which a cue is about: "criticized Roe's remarks last week"."""
    return any(
        each.dep_ == "dobj"
        and verb.i < each.i < span.start
        and singular(each.lower_) in load_channels().messages
        and any(word.dep_ == "poss" and word.tag_ in NOUNS for word in each.children)
        for each in verb.children
    )


def _is_beside(span: Span, date: DateSpan, report: Report) -> bool:
    """Whether a time stands right behind the cue and outside its content: "said on Tuesday | that it failed"."""
    if report.cue is None:
        return False
    doc, verb = span.doc, report.cue_word
    assert verb is not None
    at = span.start - 1
    while at > verb.i and doc[at].lower_ in load_channels().when:
        at -= 1
    return at == verb.i and any(date.end <= start for start, _ in report.fragments)
