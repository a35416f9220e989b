"""Attribute quoted utterances: who says the words between the marks, from the words outside them."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.announced import read_announced, read_block, read_within
from tasks.annotate.quotes.direct_clause import ClauseReader
from tasks.annotate.quotes.edges import skip_link
from tasks.annotate.quotes.layout import (
    LONGEST_SUBJECT,
    Attribution,
    Unit,
    match_after,
    read_before,
    split_units,
)
from tasks.annotate.quotes.misread import find_misread
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import (
    DIRECT_ADDED,
    DIRECT_AFTER,
    DIRECT_ANSWER,
    DIRECT_BEFORE,
    DIRECT_FLOATING,
)
from tasks.annotate.quotes.verbless import (
    lead_before,
    read_dash,
    read_manner,
    read_name,
)
from tasks.language.body import Body, Chars, Tokens
from tasks.language.channels import load_channels
from tasks.language.cues import load_verb_cues
from tasks.language.grammar import (
    COMPLEMENTS,
    FINITE,
    TENSED,
    VERBS,
    children_after,
    noun_phrase,
    subject_of,
    trim,
)
from tasks.language.quotation_marks import QuotedSpan

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_ASIDES = ("—", "–", "--")
LONGEST_ASIDE = 12  # words between dashes within a quotation
_ENDS_SENTENCE = (".", "?", "!")
_ENDS_WORDS = (",", "?", "!", "—", "–", "-", "…", ".")  # before a closing mark that a reporting clause follows
LONGEST_GAP = 1000  # characters between the parts of a quotation; 30 words have some 180
LONGEST_LEAD = 60  # tokens between "adding" and its quotation
LONGEST_TERM = 2  # words; as many between two quotations do not part them
FEWEST_WORDS_FLOATING = 4  # shorter ones without a cue are mostly titles and terms
SHORTEST_IN_TITLE = 4  # letters; of titles all such words have a capital
_WORD = re.compile(r"\w+")
# A party and a state, or the network: ", D-Wash.", "on X."
_ENDS_SHORT = re.compile(r"(?:,? \(?[A-Z]-[A-Z][a-z]{0,9}(?:\.? ?[A-Z][a-z]{0,9}){0,2}\.?\)?| on X)\.$")


class DirectQuotes:
    """Finds the attributed quotations of one body.

    Attributes:
        reports: Attributed utterances found by `find`, in text order.
        pending: Quotations whose speaker goes on in the next paragraph, where the reporting clause may stand.
    """

    def __init__(self, body: Body) -> None:
        self.body, self.doc, self.text = body, body.doc, body.text
        self._reader = ClauseReader(body)
        self.reports: list[Report] = []
        self.pending: list[Chars] = []
        self._exchanges: dict[Tokens, bool] = {}

    def find(self) -> list[Report]:
        """Attribute every quoted utterance, in text order."""
        previous: Unit | None = None
        last: Report | None = None
        for unit in split_units(self.body):
            if unit.spans:
                last = self._attribute(unit, previous, last) or last
            elif previous is not None and (block := read_block(self._reader, unit, previous)) is not None:
                self.reports.append(block)
            previous = unit
        return self.reports

    # --- attribution -------------------------------------------------------------------------------------------

    def _attribute(self, unit: Unit, previous: Unit | None, last: Report | None) -> Report | None:
        report = (
            self._from_after(unit)
            or self._from_before(unit)
            or read_dash(self.body, unit)
            or read_name(self.body, unit)
            or read_manner(self.body, unit)
        )
        if report is None and self._is_bare(unit):
            return self._continue(unit, previous, last)
        if report is None:
            goes_on = last is not None and previous is not None and self._goes_on(last, previous, unit)
            report = read_within(self._reader, unit, previous, goes_on)
            if report is not None:
                self.pending = []
                self.reports.append(report)
            return None
        if report is not None:
            if self.pending and report.start == unit.spans[0].start:
                report.fragments = [*self.pending, *report.fragments]
            self.pending = []
            self.reports.append(report)
        return report

    def _from_after(self, unit: Unit) -> Report | None:
        for at, span in enumerate(unit.spans):
            following = unit.spans[at + 1].start if at + 1 < len(unit.spans) else unit.end
            inner = self.text[span.inner_start : span.inner_end].rstrip(" \xa0'’”\"")
            if not inner.endswith(_ENDS_WORDS) and self.text[span.end : span.end + 1] != ",":
                continue
            found = match_after(self.body, span, following)
            if found is None:
                report = self._from_misread(unit, at, following)
                if report is not None:
                    return report
                continue
            start = self._content_start(unit, at)
            if start < span.start and self._has_content_after(found.verb):
                continue
            clause = self.body.tokens_begun_in(Chars((span.end, following)))
            return self._reader.make(self._fragments(unit, at, start, found), found.verb, found.cue, found.rule, clause)
        return None

    def _from_misread(self, unit: Unit, at: int, end: int) -> Report | None:
        """Read a clause in whose verb the parse sees a noun, behind a quotation that opens its sentence."""
        span = unit.spans[at]
        is_long = self._reader.count_words(span.start, span.end) >= FEWEST_WORDS_FLOATING
        if at or not is_long or self._content_start(unit, at) < span.start:
            return None
        clause = self.body.tokens_begun_in(Chars((span.end, end)))
        found = find_misread(self.doc, *clause)
        if found is None:
            return None
        attribution = Attribution(found.verb, found.cue, DIRECT_AFTER)
        words = self._fragments(unit, at, span.start, attribution)
        report = self._reader.make(words, found.verb, found.cue, DIRECT_AFTER, clause)
        report.name_speaker(found.head, found.speaker)
        return report

    def _fragments(self, unit: Unit, at: int, start: int, found: Attribution) -> list[Chars]:
        """The words that a clause behind a quotation reports: from a place on, and what goes on behind the clause."""
        span = unit.spans[at]
        fragments = [*self._before_aside(unit, at), Chars((start, span.end))]
        for later in unit.spans[at + 1 :]:
            if (added := self._added(fragments[-1][1], later)) is not None:
                self.reports.append(self._make_added(added, later, found.verb))
                break
            if self._joins(fragments, later, found.verb, unit):
                fragments.append(Chars((later.start, later.end)))
        rest = self._rest(found.verb, unit) if start < span.start and len(fragments) == 1 else None
        return fragments if rest is None else [*fragments, rest]

    def _before_aside(self, unit: Unit, at: int) -> list[Chars]:
        """The quotation that an aside parts from the next: ``"We ran" – she paused – "and hid," ...``."""
        if at == 0:
            return []
        before, span = unit.spans[at - 1], unit.spans[at]
        aside = self.text[before.end : span.start].strip()
        is_aside = aside.startswith(_ASIDES) and aside.endswith(_ASIDES) and aside not in _DASHES
        if not is_aside or self._reader.count_words(before.end, span.start) > LONGEST_ASIDE:
            return []
        return [*self._before_aside(unit, at - 1), Chars((before.start, before.end))]

    def _rest(self, verb: Token, unit: Unit) -> Chars | None:
        """What is still content after a clause inside it: ``Despite his "style," she wrote, he is kind``."""
        head = verb.head
        if verb.dep_ not in ("parataxis", "ccomp", "advcl") or head.i <= verb.i or head.idx >= unit.end:
            return None
        start, end = trim(self.doc, verb.right_edge.i + 1, self._next_token(unit.end))
        return self.body.chars_of(Tokens((start, end))) if start <= head.i and start < end else None

    def _next_token(self, char: int) -> int:
        """The first token that begins at a character or behind it."""
        return self.body.tokens_begun_in(Chars((char, char)))[0]

    def _has_content_after(self, verb: Token) -> bool:
        """Whether a verb after a quoted term has another object: ``on "Hannity," he said that``, ``"X," he saw it``."""
        return any(
            each.dep_ in COMPLEMENTS or each.lower_ == "to" for each in children_after(verb, *COMPLEMENTS, "prep")
        )

    def _added(self, start: int, later: QuotedSpan) -> Token | None:
        """The participle of ``," she said, adding, "...``: it reports words of its own."""
        first, end = self.body.tokens_begun_in(Chars((start, later.start)))
        verb = self._reader.find_verb(Tokens((max(first, end - LONGEST_LEAD), end)))
        return verb if verb is not None and verb.tag_ == "VBG" else None

    def _make_added(self, added: Token, later: QuotedSpan, verb: Token) -> Report:
        end = self._next_token(later.start)
        cue = load_verb_cues().get(added.lower_)
        report = self._reader.make([Chars((later.start, later.end))], added, cue, DIRECT_ADDED, Tokens((end - 1, end)))
        head = subject_of(verb)
        if head is not None:
            report.name_speaker(head, noun_phrase(head, verb.i))
        return report

    def _joins(self, fragments: list[Chars], later: QuotedSpan, verb: Token, unit: Unit) -> bool:
        end = fragments[-1][1]
        if later.start - end > LONGEST_GAP:
            return False
        gap = self.text[end : later.start].rstrip()
        if self._reader.count_words(end, later.start) >= LONGEST_SUBJECT:
            return False
        inner = self.text[later.inner_start : later.inner_end]
        if gap.endswith("."):
            # The stop of "Rep. Ann Roe, D-Wash." ends the sentence too; a clause behind the next one may name another.
            is_last = self._reader.count_words(later.end, unit.end) == 0
            return is_last and inner[:1].isupper() and _ENDS_SHORT.search(gap) is not None
        if self._reader.count_words(later.inner_start, later.inner_end) > LONGEST_TERM:
            return gap.endswith((",", ":", "—", "–"))
        # "We won," she said, "God willing.", and not "she told the host of the show, "Rye Today.""
        return inner.endswith(_ENDS_SENTENCE) and self.text[verb.idx + len(verb) : later.start].strip() == ","

    def _content_start(self, unit: Unit, at: int) -> int:
        """The sentence's own beginning when words outside the marks lead up to the quote, else the opening mark."""
        span = unit.spans[at]
        first, end = trim(self.doc, *self.body.tokens_begun_in(Chars((unit.start, span.start))))
        if first >= end or read_before(self.text, span.start).endswith((":", "(", "–", "—", "--")):
            return span.start
        lead = self.text[unit.start : span.start].strip()
        if lead.startswith("(") and lead.endswith(")"):
            return span.start  # "(PHOTOS: The storm) “We ran,” she said"
        colon = next((token for token in reversed(self.doc[first:end]) if token.text == ":"), None)
        if colon is not None and colon.doc[colon.i + 1 : colon.i + 2].text[:1].isupper():
            first = colon.i + 1  # "Roe is glad to let go: At some point, “it is time,” she says"
        first, end = trim(self.doc, max(first, skip_link(self.doc[first])), end)
        if first >= end:
            return span.start
        start = self.doc[first].idx
        inside = find_overlapping(unit.spans, start, start + 1)
        return inside[0].start if inside else start

    def _from_before(self, unit: Unit) -> Report | None:
        for at, span in enumerate(unit.spans):
            clause = self.body.tokens_begun_in(Chars((unit.spans[at - 1].end if at else unit.start, span.start)))
            if clause[1] <= clause[0]:
                continue
            if not self._is_utterance(span, clause[1], unit) and not self._follows_as(span, clause[1]):
                continue
            verb = self._reader.find_verb(clause)
            if verb is None:
                report = self._reader.read_noun(span, clause) or self._reader.read_opening(unit.spans[at:], clause)
                if report is not None:
                    return report
                continue
            if self._is_added_to_clause(span, verb, clause[1]):
                continue
            fragments = [Chars((span.start, span.end))]
            for later in unit.spans[at + 1 :]:
                if self._reader.count_words(fragments[-1][1], later.start) > LONGEST_TERM:
                    break
                fragments.append(Chars((later.start, later.end)))
            return self._reader.make(fragments, verb, load_verb_cues().get(verb.lower_), DIRECT_BEFORE, clause)
        return None

    def _is_added_to_clause(self, span: QuotedSpan, verb: Token, end: int) -> bool:
        """Whether a few words between marks go on with a content before them: "it would appeal, “God willing.”"."""
        inside = self.doc[slice(*self.body.tokens_begun_in(Chars((span.inner_start, span.inner_end))))]
        is_short = self._reader.count_words(span.start, span.end) < FEWEST_WORDS_FLOATING
        if not is_short or lead_before(self.doc, end) != "," or any(token.tag_ in FINITE for token in inside):
            return False
        return any(each.i < end for each in children_after(verb, *COMPLEMENTS))

    def _is_utterance(self, span: QuotedSpan, at: int, unit: Unit) -> bool:
        """Whether a quotation before whose mark a token stands is a sentence, by its capital and marks around it."""
        inner = self.text[span.inner_start : span.inner_end].strip()
        lead = lead_before(self.doc, at)
        is_whole = inner[:1].isupper() or inner.startswith(("...", "…", "[", "‘", "'"))
        if lead == "," and not inner.endswith((".", "?", "!", ",", "…")) and self._runs_on(span, unit):
            return False
        is_long = len(_WORD.findall(inner)) > LONGEST_TERM
        if lead in (",", ":"):
            return is_whole or (lead == ":" and is_long)
        return is_whole and inner.endswith((".", "?", "!", ",")) and is_long and not self._is_title(inner, at)

    def _is_title(self, words: str, at: int) -> bool:
        """Whether words before whose mark a token stands are written as a title: "known for “Two Men and a Boat.”"."""
        later = [word for word in _WORD.findall(words)[1:] if len(word) >= SHORTEST_IN_TITLE]
        is_shouted = at > 0 and self.doc[at - 1].tag_ in VERBS | {"TO"}  # "signs that read “Finish the Wall.”"
        return bool(later) and not is_shouted and all(word[0].isupper() for word in later)

    def _follows_as(self, span: QuotedSpan, at: int) -> bool:
        """Whether a quotation is the sentence that an as-clause opens: ``As the report explains, "a loss is ...``."""
        if lead_before(self.doc, at) != "," or self._reader.count_words(span.start, span.end) < FEWEST_WORDS_FLOATING:
            return False
        verb = next((token for token in reversed(self.doc[max(0, at - 4) : at]) if token.tag_ in TENSED), None)
        if verb is None or self.text[span.inner_end - 1] not in ".?!":
            return False
        return any(each.lower_ == "as" and each.dep_ in ("mark", "advmod") for each in verb.lefts)

    def _runs_on(self, span: QuotedSpan, unit: Unit) -> bool:
        """Whether a verb follows a closing mark: "said the film, “High Water”, was late" quotes a title."""
        start, end = self.body.tokens_begun_in(Chars((span.end, unit.end)))
        while start < end and self.doc[start].text == ",":
            start += 1
        return start < end and self.doc[start].tag_ in FINITE

    def _is_bare(self, unit: Unit) -> bool:
        """Whether a unit is quotation and nothing else."""
        covered = sum(self._reader.count_words(span.start, span.end) for span in unit.spans)
        return covered == self._reader.count_words(unit.start, unit.end) and covered > 0

    def _continue(self, unit: Unit, previous: Unit | None, last: Report | None) -> Report | None:
        span = unit.spans[0]
        fragments = [*self.pending, *(Chars((other.start, other.end)) for other in unit.spans)]
        self.pending = []
        announced = read_announced(self._reader, unit, previous) if previous is not None else None
        if announced is not None:
            announced.fragments = fragments
            self.reports.append(announced)
            return announced
        if last is not None and previous is not None and self._goes_on(last, previous, unit):
            if not self._is_exchange(last):
                last.fragments.extend(fragments)
                return last
            report = replace(last, fragments=fragments, rule=DIRECT_ANSWER, continues=last, is_floating=False)
        elif unit.spans[-1].continues:
            # The speaker goes on in the next paragraph, whose reporting clause holds for this one too.
            self.pending = fragments
            return None
        elif span.is_single and self.text[span.inner_end - 1] not in ".,?!…":
            return None  # a heading: 'Violence is deplorable'
        elif self._reader.count_words(span.start, span.end) >= FEWEST_WORDS_FLOATING:
            report = Report(fragments=fragments, rule=DIRECT_FLOATING, is_floating=True)
        else:
            return None
        self.reports.append(report)
        return report

    def _goes_on(self, last: Report, previous: Unit, unit: Unit) -> bool:
        """Whether the report before ends in the unit right before this one, or broke off in an unclosed quote."""
        if not previous.start <= last.end <= previous.end:
            return False
        same_paragraph = (
            "\n" not in self.text[previous.end : unit.start].strip(" \t")
            and "\n" not in self.text[last.end : unit.start]
        )
        open_before = bool(previous.spans) and previous.spans[-1].continues
        return same_paragraph or open_before

    def _is_exchange(self, report: Report) -> bool:
        """Whether the clause places the words in an exchange, where an outlet strings separate answers together."""
        if report.clause not in self._exchanges:
            words = (token.lower_ for token in self.doc[slice(*report.clause)])
            self._exchanges[report.clause] = not load_channels().exchange.isdisjoint(words)
        return self._exchanges[report.clause]
