"""What a cue, its content and its speaker are before anybody is identified, and the characters that hold them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.rules import Rule
from tasks.annotate.quotes.utterance import was_uttered
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import Cue
from tasks.language.grammar import noun_phrase

_NOT_CONTENT = frozenset("“”„\"'‘’«»`.,;:!?—–-…() \t\n\r\xa0")
_PARTS_OF_CUE = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(slots=True, kw_only=True)
class Report:
    """A cue with what it reports.

    Attributes:
        fragments: Spans of the content, in order.
        rule: The rule that found it.
        cue: Span of the cue; None for a quote that goes on without one.
        cue_word: The cue's main word.
        cue_class: A value of `quotes.cue_class`.
        speaker: The speaker's mention.
        speaker_head: The head of that mention.
        clause: The reporting clause.
        continues: The report whose speaker goes on here.
        is_uttered: Somebody said, wrote or signalled it, even where no marks stand around its words.
        is_of_others: Words between marks in it may be those of somebody else, whom it names.
        is_floating: Nothing near the quotation says whose words it is; those before it may.
        bearer: The mention of whoever speaks, where a name of its own shows it.
        said_on: Characters of the day on which it was written, outside of any reporting clause.
        channel: Where it was written, if its form tells.
        said_by: Who speaks, once it is known; before that, who does if nobody of the article is meant.
    """

    fragments: list[Chars]
    rule: Rule
    cue: Chars | None = None
    cue_word: Token | None = None
    cue_class: str | None = None
    speaker: Tokens | None = None
    speaker_head: Token | None = None
    clause: Tokens = Tokens((0, 0))
    continues: Report | None = field(default=None, repr=False)
    is_uttered: bool = True
    is_of_others: bool = False
    is_floating: bool = False
    bearer: Mention | None = None
    said_on: Chars | None = None
    channel: str | None = None
    said_by: Speaker = UNKNOWN

    @property
    def start(self) -> int:
        """First character of the content."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """One past the last character of the content."""
        return self.fragments[-1][1]

    def name_speaker(self, head: Token, mention: Tokens | None) -> None:
        """Say who speaks: the head of a mention and its tokens."""
        self.speaker_head, self.speaker = head, mention


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb that may report, and who does what it says.

    Attributes:
        body: Where it stands.
        verb: The verb, outside quotations.
        cue: What its form is known for.
        speaker: Who says it; None when the sentence does not tell.
    """

    body: Body
    verb: Token
    cue: Cue
    speaker: Token | None

    @property
    def is_strong(self) -> bool:
        """Whether a comma alone may part the cue from what it reports: "it failed, she said"."""
        return "strong" in self.cue.frames

    def report(self, rule: Rule, *fragments: Chars, also: Token | None = None) -> Report:
        """Make a report of what the verb says; `also` is a later word that belongs to the cue."""
        return make_report(
            self.body,
            rule,
            fragments,
            word=self.verb,
            cue_class=self.cue.cue_class,
            speaker=self.speaker,
            also=also,
            is_uttered=was_uttered(self.verb, self.cue, self.speaker, rule),
        )


def make_report(
    body: Body,
    rule: Rule,
    fragments: Iterable[Chars],
    *,
    word: Token,
    cue_class: str,
    speaker: Token | None,
    also: Token | None = None,
    is_uttered: bool = True,
) -> Report:
    """Make a report around a cue's main word; `also` is a later word that belongs to the cue."""
    report = Report(
        fragments=list(fragments),
        rule=rule,
        cue=cue_span(body, word, also),
        cue_word=word,
        cue_class=cue_class,
        is_uttered=is_uttered,
        clause=Tokens((word.left_edge.i, word.right_edge.i + 1)),
    )
    # The parser may take a mark or a line break for whoever speaks.
    if speaker is not None and any(map(str.isalnum, speaker.text)):
        report.name_speaker(speaker, noun_phrase(speaker, word.i))
    return report


def cue_span(body: Body, verb: Token, also: Token | None = None) -> Chars:
    """The characters of a verb with the auxiliaries, negation, adverbs and particle that touch it.

    Args:
        body: Where it stands.
        verb: The main word.
        also: A preposition or noun after it that belongs to the cue.
    """
    parts = {child.i for child in verb.children if child.dep_ in _PARTS_OF_CUE}
    parts |= {child.i for child in verb.children if child.dep_ == "advmod" and child.i == child.left_edge.i < verb.i}
    start, end = verb.i, verb.i + 1
    while start - 1 in parts:
        start -= 1
    while end in parts and body.doc[end].dep_ == "prt":
        end += 1
    if also is not None:
        end = max(end, also.i + 1)
    return body.chars_of(Tokens((start, end)))


def characters(body: Body, start: int, end: int) -> Chars:
    """The characters of tokens, without punctuation and spaces at their ends, except closing quotation marks."""
    doc = body.doc
    while start < end and _is_edge(doc[start].text):
        start += 1
    while end > start and _is_edge(doc[end - 1].text):
        end -= 1
    if start < end < len(doc) and doc[end].text == ")" and _is_open(doc, start, end):
        end += 1
    return body.chars_of(Tokens((start, end)))


def _is_open(doc: Doc, start: int, end: int) -> bool:
    """Whether a bracket that opens among tokens is not closed there."""
    texts = [token.text for token in doc[start:end]]
    return texts.count("(") > texts.count(")")


def _is_edge(text: str) -> bool:
    return all(letter in _NOT_CONTENT for letter in text) and not _is_mark(text)


def _is_mark(text: str) -> bool:
    return text[:1] in "“”„\"«»‘’'`" and len(text) <= 2
