"""Attribute quoted utterances: who says the words between the marks, from the words outside them."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.direct_speaker import find_direct_speaker
from tasks.annotate.quotes.edges import skip_link
from tasks.annotate.quotes.layout import LONGEST_SUBJECT, Layout, Unit, read_before
from tasks.annotate.quotes.reports import Report, cue_span
from tasks.language.cues import Cue, load_verb_cues
from tasks.language.grammar import VERBS, noun_phrase, subject_of
from tasks.language.grammar import trim as trim_tokens
from tasks.language.quotation_marks import QuotedSpan
from tasks.lexicon import load_lexicon

_DASHES = frozenset({"-", "–", "—", "--", "―"})
LONGEST_GAP = 1000  # characters between the parts of a quotation; 30 words have some 180
LONGEST_LEAD = 60  # tokens between "adding" and its quotation
FEWEST_WORDS_FLOATING = 4  # shorter ones without a cue are mostly titles and terms
_WORD = re.compile(r"\w+")


class DirectQuotes:
    """The attributed quotations of one body.

    Attributes:
        spans: Every quoted stretch.
        reports: Attributed utterances found by `find`, in text order.
    """

    def __init__(self, doc: Doc) -> None:
        self.layout = Layout(doc)
        self.doc, self.text, self.spans = doc, self.layout.text, self.layout.spans
        self.token_at = self.layout.token_at
        self.reports: list[Report] = []
        self.pending: list[tuple[int, int]] = []
        self.messages = frozenset(load_lexicon("channels")["messages"])
        self.exchange = frozenset(load_lexicon("channels")["exchange"])
        self._exchanges: dict[tuple[int, int], bool] = {}

    def find(self) -> list[Report]:
        """Attribute every quoted utterance, in text order."""
        previous: Unit | None = None
        last: Report | None = None
        for unit in self.layout.units():
            if unit.spans:
                last = self._attribute(unit, previous, last) or last
            previous = unit
        return self.reports

    # --- attribution -------------------------------------------------------------------------------------------

    def _attribute(self, unit: Unit, previous: Unit | None, last: Report | None) -> Report | None:
        report = self._from_after(unit) or self._from_before(unit) or self._from_dash(unit) or self._from_name(unit)
        if report is None and self._is_bare(unit):
            return self._continue(unit, previous, last)
        if report is not None:
            if self.pending and report.fragments[0][0] == unit.spans[0].start:
                report.fragments = [*self.pending, *report.fragments]
            self.pending = []
            self.reports.append(report)
        return report

    def _from_after(self, unit: Unit) -> Report | None:
        for position, span in enumerate(unit.spans):
            following = unit.spans[position + 1].start if position + 1 < len(unit.spans) else unit.end
            inner = self.text[span.inner_start : span.inner_end].rstrip(" \xa0'’”\"")
            if not (
                inner.endswith((",", "?", "!", "—", "–", "-", "…", ".")) or self.text[span.end : span.end + 1] == ","
            ):
                continue
            matched = self.layout.match_after(span, following)
            if matched is None:
                continue
            verb, cue, rule = matched
            start = self._content_start(unit, position)
            if start < span.start and self._has_content_after(verb):
                continue
            fragments = [(start, span.end)]
            for later in unit.spans[position + 1 :]:
                if (added := self._added(fragments[-1][1], later)) is not None:
                    self.reports.append(self._make_added(added, later, verb))
                    break
                if self._joins(fragments, later, unit):
                    fragments.append((later.start, later.end))
            rest = self._rest(verb, span, unit) if start < span.start and len(fragments) == 1 else None
            if rest is not None:
                fragments.append(rest)
            clause = (self.token_at(span.end), self.token_at(following))
            return self._make(fragments, verb, cue, f"direct.{rule}", clause)
        return None

    def _rest(self, verb: Token, span: QuotedSpan, unit: Unit) -> tuple[int, int] | None:
        """What is still content after a clause inside it: ``Despite his "style," she wrote, he is kind``."""
        head = verb.head
        if verb.dep_ not in ("parataxis", "ccomp", "advcl") or head.i <= verb.i or head.idx >= unit.end:
            return None
        first = verb.right_edge.i + 1
        first, end = trim_tokens(self.doc, first, self.token_at(unit.end))
        if first > head.i or first >= end:
            return None
        return self.layout.offsets[first], self.layout.offsets[end - 1] + len(self.doc[end - 1])

    def _has_content_after(self, verb: Token) -> bool:
        """Whether a verb after a quoted term has another object: ``on "Hannity," he said that``, ``"X," he saw it``."""
        return any(
            child.i > verb.i and (child.dep_ in ("ccomp", "xcomp") or child.dep_ == "prep" and child.lower_ == "to")
            for child in verb.children
        )

    def _added(self, start: int, later: QuotedSpan) -> Token | None:
        """The participle of ``," she said, adding, "...``: it reports words of its own."""
        last = self.token_at(later.start)
        verb = self._verb_before(max(self.token_at(start), last - LONGEST_LEAD), last)
        return verb if verb is not None and verb.tag_ == "VBG" else None

    def _make_added(self, added: Token, later: QuotedSpan, verb: Token) -> Report:
        clause = (self.token_at(later.start) - 1, self.token_at(later.start))
        report = self._make(
            [(later.start, later.end)], added, load_verb_cues().get(added.lower_), "direct.added", clause
        )
        head = subject_of(verb)
        if head is not None:
            report.speaker_head, report.speaker = head.i, noun_phrase(head, verb.i)
        return report

    def _joins(self, fragments: list[tuple[int, int]], later: QuotedSpan, unit: Unit) -> bool:
        if later.start - fragments[-1][1] > LONGEST_GAP:
            return False
        gap = self.text[fragments[-1][1] : later.start]
        words = _WORD.findall(self.text[later.inner_start : later.inner_end])
        return (
            gap.rstrip().endswith((",", ":", "—", "–")) and len(words) > 2 and len(_WORD.findall(gap)) < LONGEST_SUBJECT
        )

    def _content_start(self, unit: Unit, position: int) -> int:
        """The sentence's own beginning when words outside the marks lead up to the quote, else the opening mark."""
        span = unit.spans[position]
        first, end = trim_tokens(self.doc, self.token_at(unit.start), self.token_at(span.start))
        if first >= end or read_before(self.text, span.start).endswith((":", "(", "–", "—", "--")):
            return span.start
        first, end = trim_tokens(self.doc, skip_link(self.doc, first), end)
        if first >= end:
            return span.start
        start = self.layout.offsets[first]
        inside = find_overlapping(unit.spans, start, start + 1)
        return inside[0].start if inside else start

    def _from_before(self, unit: Unit) -> Report | None:
        for position, span in enumerate(unit.spans):
            begin = unit.spans[position - 1].end if position else unit.start
            first, last = self.token_at(begin), self.token_at(span.start)
            if last <= first or not self._is_utterance(span, last, unit):
                continue
            verb = self._verb_before(first, last)
            if verb is None:
                report = self._from_noun(span, first, last)
                if report is not None:
                    return report
                continue
            fragments = [(span.start, span.end)]
            for later in unit.spans[position + 1 :]:
                gap = self.text[fragments[-1][1] : later.start]
                if len(_WORD.findall(gap)) > 2:
                    break
                fragments.append((later.start, later.end))
            return self._make(fragments, verb, load_verb_cues().get(verb.lower_), "direct.before", (first, last))
        return None

    def _is_utterance(self, span: QuotedSpan, last: int, unit: Unit) -> bool:
        inner = self.text[span.inner_start : span.inner_end].strip()
        lead = self._lead(last)
        whole = inner[:1].isupper() or inner.startswith(("...", "…", "[", "‘", "'"))
        if lead == "," and not inner.endswith((".", "?", "!", ",", "…")) and self._runs_on(span, unit):
            return False
        if lead in (",", ":"):
            return whole or (lead == ":" and len(_WORD.findall(inner)) > 2)
        return whole and inner.endswith((".", "?", "!", ",")) and len(_WORD.findall(inner)) > 2

    def _runs_on(self, span: QuotedSpan, unit: Unit) -> bool:
        """Whether a verb follows a closing mark: "said the film, “High Water”, was late" quotes a title."""
        first, last = self.token_at(span.end), self.token_at(unit.end)
        while first < last and self.doc[first].text == ",":
            first += 1
        return first < last and self.doc[first].tag_ in ("VBD", "VBZ", "VBP", "MD")

    def _lead(self, last: int) -> str:
        """The token before a quotation, a space left aside."""
        if self.doc[last - 1].tag_ == "_SP" and last >= 2:
            return self.doc[last - 2].text
        return self.doc[last - 1].text

    def _verb_before(self, first: int, last: int) -> Token | None:
        cues = load_verb_cues()
        opens = self._lead(last) == ":"
        for i in range(last - 1, first - 1, -1):
            token = self.doc[i]
            if token.lower_ in ("that", "whether") and token.dep_ == "mark":
                return None
            if token.tag_ not in VERBS or token.dep_ in ("aux", "auxpass", "amod"):
                continue
            cue = cues.get(token.lower_)
            if cue is not None and (cue.frames & {"clause", "quotation_only"} or opens and "object" in cue.frames):
                return token
            if token.tag_ in ("VBD", "VBZ", "VBP") and token.dep_ not in ("relcl", "advcl"):
                return None
        return None

    def _from_noun(self, span: QuotedSpan, first: int, last: int) -> Report | None:
        """Read ``From her post: "..."``: a noun of saying, its owner, a colon."""
        words = [token for token in self.doc[first:last] if not token.is_space]
        if not words or words[-1].text != ":":
            return None
        for noun in reversed(words):
            owner = next((child for child in noun.children if child.dep_ == "poss"), None)
            if noun.lower_ in self.messages and owner is not None:
                report = self._make([(span.start, span.end)], noun, None, "direct.noun", (first, last))
                report.speaker_head, report.speaker = owner.i, noun_phrase(owner, noun.i)
                return report
        return None

    def _from_dash(self, unit: Unit) -> Report | None:
        """Read the press-release form: a quotation, a dash, a name."""
        span = unit.spans[-1]
        first, last = self.token_at(span.end), self.token_at(unit.end)
        if last - first < 2 or self.doc[first].text not in _DASHES or len(unit.spans) > 1:
            return None
        start, end = trim_tokens(self.doc, first + 1, last)
        if start >= end or end - start > LONGEST_SUBJECT or self.doc[start].tag_ not in ("NNP", "NNPS"):
            return None
        if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in self.doc[start:end]):
            return None
        head = start
        while head + 1 < end and self.doc[head + 1].tag_ in ("NNP", "NNPS"):
            head += 1
        return Report(
            [(span.start, span.end)], "direct.dash_name", speaker=(start, end), speaker_head=head, clause=(first, last)
        )

    def _from_name(self, unit: Unit) -> Report | None:
        """Read ``Mayor Ann Roe: "..."``: a sentence of a name, a colon and a quotation."""
        span = unit.spans[0]
        first, last = trim_tokens(self.doc, self.token_at(unit.start), self.token_at(span.start))
        if first >= last or last - first > LONGEST_SUBJECT or self._lead(self.token_at(span.start)) != ":":
            return None
        name = self.doc[last - 1]
        if name.ent_type_ != "PERSON" or any(
            token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in self.doc[first:last]
        ):
            return None
        colon = self.doc[last]
        end = trim_tokens(self.doc, self.token_at(span.end), self.token_at(unit.end))[1] - 1
        return Report(
            [(span.start, max(span.end, self.layout.offsets[end] + len(self.doc[end])))],
            "heading.colon",
            (colon.idx, colon.idx + 1),
            colon.i,
            "speech",
            (first, last),
            name.i,
            (first, last + 1),
        )

    def _is_bare(self, unit: Unit) -> bool:
        """Whether a unit is quotation and nothing else."""
        covered = sum(len(_WORD.findall(self.text[span.start : span.end])) for span in unit.spans)
        return covered == len(_WORD.findall(self.text[unit.start : unit.end])) and covered > 0

    def _continue(self, unit: Unit, previous: Unit | None, last: Report | None) -> Report | None:
        span = unit.spans[0]
        fragments = [*self.pending, *((other.start, other.end) for other in unit.spans)]
        self.pending = []
        if previous is not None and (announced := self._announced(unit, previous)) is not None:
            announced.fragments = fragments
            self.reports.append(announced)
            return announced
        if last is not None and previous is not None and self._goes_on(last, previous, unit):
            if not self._is_exchange(last):
                last.fragments.extend(fragments)
                return last
            report = Report(
                fragments,
                "direct.answer",
                last.cue,
                last.cue_token,
                last.cue_class,
                last.speaker,
                last.speaker_head,
                last.clause,
                last,
            )
        elif unit.spans[-1].continues:
            # The speaker goes on in the next paragraph, whose reporting clause holds for this one too.
            self.pending = fragments
            return None
        elif span.is_single and self.text[span.inner_end - 1] not in ".,?!…":
            return None  # a heading: 'Violence is deplorable'
        elif len(_WORD.findall(self.text[span.start : span.end])) >= FEWEST_WORDS_FLOATING:
            report = Report(fragments, "direct.floating")
        else:
            return None
        self.reports.append(report)
        return report

    def _announced(self, unit: Unit, previous: Unit) -> Report | None:
        """Read ``Ann Roe said:`` at the end of a paragraph whose words are the next one."""
        first, last = self.token_at(previous.start), self.token_at(previous.end)
        first, end = trim_tokens(self.doc, max(first, self.doc[last - 1].sent.start), last)
        if first >= end or read_before(self.text, unit.spans[0].start)[-1:] != ":":
            return None
        verb = self._verb_before(first, end)
        if verb is None or any(span.start <= verb.idx < span.end for span in previous.spans):
            return None
        cue = load_verb_cues().get(verb.lower_)
        return self._make([(unit.spans[0].start, unit.spans[0].end)], verb, cue, "direct.before", (first, last))

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
            self._exchanges[report.clause] = not self.exchange.isdisjoint(words)
        return self._exchanges[report.clause]

    def _make(
        self, fragments: list[tuple[int, int]], verb: Token, cue: Cue | None, rule: str, clause: tuple[int, int]
    ) -> Report:
        report = Report(
            fragments,
            rule,
            cue_span(self.doc, verb),
            verb.i,
            # "recalled" or "agreed" before a quotation is said aloud, whatever else the verb means.
            "writing" if cue is not None and cue.cue_class == "writing" else "speech",
            clause=clause,
        )
        head = find_direct_speaker(verb, clause, self.spans)
        if head is not None:
            report.speaker_head = head.i
            report.speaker = noun_phrase(head, verb.i)
            self._clip(report, clause)
        return report

    def _clip(self, report: Report, clause: tuple[int, int]) -> None:
        """Keep the speaker's mention out of the quotation."""
        if report.speaker is None:
            return
        first, end = report.speaker
        if clause[0] <= report.speaker_head < clause[1]:
            first, end = max(first, clause[0]), min(end, clause[1])
        first, end = trim_tokens(self.doc, first, end)
        report.speaker = (first, end) if first < end else None
