"""The layout of a body with quotations: its marks, its units, and the reporting clause right after a mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.language.cues import Cue, load_verb_cues
from tasks.language.grammar import RELATIVE_PRONOUNS, find_quoted_person, own_subject
from tasks.language.quotation_marks import QuotedSpan, find_quoted_spans

_VERBS = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_NOUNS = frozenset({"NNP", "NNPS", "NN", "NNS", "PRP", "WP", "DT", "CD"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
LONGEST_SUBJECT = 30  # tokens between a quote and its verb: "said" after an apposition; longer is another clause


def skip_spaces(text: str, start: int, end: int) -> int:
    """Give the first character of a stretch that is no space; its end for none."""
    while start < end and text[start].isspace():
        start += 1
    return start


def read_before(text: str, end: int) -> str:
    """Give the two characters before a place, spaces between left aside; fewer at the beginning of the text."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return text[max(0, end - 2) : end]


@dataclass(slots=True)
class Unit:
    """A stretch of a paragraph that one sentence's end closes, sentence ends inside quotation marks not counted."""

    start: int
    end: int
    spans: list[QuotedSpan] = field(default_factory=list)


class Layout:
    """Where a body's quotations stand.

    Attributes:
        doc: The body, parsed.
        text: Its text.
        offsets: Offset of every token.
        spans: Every outermost quoted stretch, in order.
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.offsets: list[int] = doc.to_array("IDX").tolist()
        self.spans = find_quoted_spans(self.text)

    def token_at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.offsets, offset)

    def units(self) -> list[Unit]:
        """Split the body; a paragraph without quotations is one unit."""
        units: list[Unit] = []
        position = 0
        for paragraph in re.finditer(r"[^\n]+", self.text):
            inside: list[QuotedSpan] = []
            while position < len(self.spans) and self.spans[position].start < paragraph.end():
                inside.append(self.spans[position])
                position += 1
            if inside:
                units.extend(self._split(paragraph.start(), paragraph.end(), inside))
            else:
                units.append(Unit(paragraph.start(), paragraph.end()))
        return units

    def _split(self, start: int, end: int, spans: list[QuotedSpan]) -> list[Unit]:
        units: list[Unit] = []
        begin = start
        collected: list[QuotedSpan] = []
        position = start
        for span in [*spans, None]:
            stop = span.start if span else end
            for cut in self._ends_between(position, stop):
                units.append(Unit(begin, cut, collected))
                begin, collected = cut, []
            if span is None:
                break
            collected.append(span)
            position = span.end
            if self._closes_sentence(span, end):
                units.append(Unit(begin, span.end, collected))
                begin, collected = span.end, []
        if self.text[begin:end].strip():
            units.append(Unit(begin, end, collected))
        return units

    def _ends_between(self, start: int, end: int) -> list[int]:
        first, last = self.token_at(start), self.token_at(end)
        return [
            self.offsets[i] + len(self.doc[i])
            for i in range(first, last)
            # The character first: making a token object for every word takes most of the time.
            if self.text[self.offsets[i]] in ".?!"
            and self.doc[i].text in (".", "?", "!")
            and not (i + 1 < last and self.doc[i + 1].text[:1].islower())
        ]

    def _closes_sentence(self, span: QuotedSpan, end: int) -> bool:
        inner = self.text[span.inner_start : span.inner_end].rstrip()
        at = skip_spaces(self.text, span.end, end)
        if at == end:
            return True
        if not inner.endswith((".", "?", "!", "…")):
            return False
        after = self.text[at]
        if after.islower() or after in ",;—–-.?!":
            return False
        if inner.endswith("."):
            return True
        # "Who knows?" Smith said: the sentence goes on.
        return self.match_after(span, end) is None

    def match_after(self, span: QuotedSpan, end: int) -> tuple[Token, Cue | None, str] | None:
        """Find the verb in ``," he said`` or ``," said X`` right after a closing mark."""
        first, last = self.token_at(span.end), self.token_at(end)
        while first < last and (self.doc[first].text in (",", "-", "–", "—") or self.doc[first].is_space):
            first += 1
        cues = load_verb_cues()
        strict = self.text[span.inner_start : span.inner_end].rstrip().endswith(".")
        for i in range(first, min(last, first + LONGEST_SUBJECT)):
            token = self.doc[i]
            if token.text in (".", ";", ":") or token.tag_ in ("IN", "WDT") and i == first:
                return None
            if token.tag_ not in _VERBS:
                continue
            cue = cues.get(token.lower_)
            # "added pollster Ann Roe" may be parsed as a participle before a noun.
            if token.dep_ in ("aux", "auxpass") or token.dep_ == "amod" and i > first or _is_relative(token):
                continue
            if cue is None or not cue.frames & {"clause", "quotation_only"}:
                if self._is_plain_attribution(token, first, last) and not strict:
                    return token, None, "after_any_verb"
                if token.tag_ in ("VBD", "VBZ", "VBP"):
                    return None
                continue
            if find_quoted_person(token) is not None:
                return token, cue, "after"
            if "object" in cue.frames and "strong" not in cue.frames and _does_something(token, first):
                return None
            if i == first or self._starts_clause(token, first):
                return token, cue, "after_inverted" if i == first else "after"
        return None

    def _starts_clause(self, verb: Token, first: int) -> bool:
        """Whether what stands between the mark and the verb is its subject, an auxiliary or an adverb."""
        subject = own_subject(verb)
        if subject is not None and subject.i < verb.i:
            return subject.left_edge.i <= first or all(
                token.tag_ in ("RB", ",", "NN", "JJ") for token in self.doc[first : subject.left_edge.i]
            )
        if subject is not None:
            return all(token.tag_ in ("RB", "MD", "VBD", "VBZ", "VBP") for token in self.doc[first : verb.i])
        broken = ("VBD", "VBZ", "VBP", "MD") if self.doc[first].tag_ == "NNP" else ("VBD", "VBZ", "VBP", "MD", "IN")
        return self.doc[first].tag_ in _NOUNS and not any(t.tag_ in broken for t in self.doc[first : verb.i])

    def _is_plain_attribution(self, verb: Token, first: int, last: int) -> bool:
        """Whether a verb that is no cue stands alone before the sentence ends, as in ``," he fumed``."""
        subject = own_subject(verb)
        if subject is None or subject.tag_ not in ("NNP", "PRP") or verb.tag_ != "VBD":
            return False
        return subject.left_edge.i == first and all(
            token.tag_ in (".", ",", "_SP", "RB") for token in self.doc[verb.i + 1 : last]
        )


def _does_something(verb: Token, first: int) -> bool:
    """Whether a verb after a closing mark has a thing for its object: "“Great Heart,” the bank slams the door"."""
    return verb.i > first and any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)


def _is_relative(verb: Token) -> bool:
    """Whether a verb has a relative pronoun for subject; the parse alone takes "he said" after a noun for one too."""
    subject = own_subject(verb)
    return verb.dep_ == "relcl" and (subject is None or subject.lower_ in RELATIVE_PRONOUNS)
