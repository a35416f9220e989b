"""What a cue, its content and its speaker are before anybody is identified, and the characters that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.language.grammar import noun_phrase

_NOT_CONTENT = frozenset("“”„\"'‘’«»`.,;:!?—–-…() \t\n\r\xa0")
_PARTS_OF_CUE = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(slots=True)
class Report:
    """A cue with what it reports; spans are tokens for the speaker and characters for the rest.

    Attributes:
        fragments: Spans of the content, in order.
        rule: The rule that found it.
        cue: Span of the cue; None for a quote that goes on without one.
        cue_token: The cue's main word, -1 without one.
        cue_class: A value of `quotes.cue_class`.
        speaker: First and one past the last token of the speaker's mention.
        speaker_head: The head of that mention, -1 when there is none.
        clause: First and one past the last token of the reporting clause.
        continues: The report whose speaker goes on here.
    """

    fragments: list[tuple[int, int]]
    rule: str
    cue: tuple[int, int] | None = None
    cue_token: int = -1
    cue_class: str | None = None
    speaker: tuple[int, int] | None = None
    speaker_head: int = -1
    clause: tuple[int, int] = (0, 0)
    continues: Report | None = field(default=None, repr=False)

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.fragments[-1][1]


def characters(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Character span of tokens, without punctuation and spaces at its ends, except closing quotation marks."""
    while first < end and _is_edge(doc[first].text) and not _is_mark(doc[first].text):
        first += 1
    while end > first and _is_edge(doc[end - 1].text) and not _is_mark(doc[end - 1].text):
        end -= 1
    if end <= first:
        nowhere = doc[first].idx if first < len(doc) else 0
        return nowhere, nowhere
    if end < len(doc) and doc[end].text == ")" and _is_open(doc, first, end):
        end += 1
    return doc[first].idx, doc[end - 1].idx + len(doc[end - 1])


def _is_open(doc: Doc, first: int, end: int) -> bool:
    """Whether a bracket that opens among tokens is not closed there."""
    texts = [token.text for token in doc[first:end]]
    return texts.count("(") > texts.count(")")


def _is_edge(text: str) -> bool:
    return all(letter in _NOT_CONTENT for letter in text)


def _is_mark(text: str) -> bool:
    return text[:1] in "“”„\"«»‘’'`" and len(text) <= 2


def cue_span(doc: Doc, verb: Token, also: Token | None = None) -> tuple[int, int]:
    """Character span of a verb with the auxiliaries, negation, adverbs and particle that touch it.

    Args:
        doc: The body.
        verb: The main word.
        also: A preposition or noun after it that belongs to the cue.
    """
    parts = {child.i for child in verb.children if child.dep_ in _PARTS_OF_CUE}
    parts |= {child.i for child in verb.children if child.dep_ == "advmod" and child.i == child.left_edge.i < verb.i}
    first = last = verb.i
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts and doc[last + 1].dep_ == "prt":
        last += 1
    if also is not None and also.i > last:
        last = also.i
    return doc[first].idx, doc[last].idx + len(doc[last])


def make_report(
    doc: Doc,
    fragments: list[tuple[int, int]],
    rule: str,
    word: Token,
    cue_class: str | None,
    speaker: Token | None,
    also: Token | None = None,
) -> Report:
    """Build a report around a cue word; `also` is a later word that belongs to the cue."""
    report = Report(
        fragments,
        rule,
        cue_span(doc, word, also),
        word.i,
        cue_class,
        clause=(word.left_edge.i, word.right_edge.i + 1),
    )
    # The parser may take a mark or a line break for whoever speaks.
    if speaker is not None and any(map(str.isalnum, speaker.text)):
        report.speaker_head = speaker.i
        report.speaker = noun_phrase(speaker, word.i)
    return report
