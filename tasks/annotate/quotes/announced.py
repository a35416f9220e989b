"""Quotations that the sentence before announces, and words that lead to one or end its sentence."""

from __future__ import annotations

import re

from tasks.annotate.quotes.direct_clause import ClauseReader
from tasks.annotate.quotes.edges import skip_link
from tasks.annotate.quotes.layout import Unit, read_before, skip_spaces
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import DIRECT_BEFORE, DIRECT_BLOCK, DIRECT_FLOATING, DIRECT_NOUN, Rule
from tasks.annotate.quotes.verbless import FIRST_PERSON, find_announcer
from tasks.language.body import Chars, Tokens
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import FINITE, PROPER_NOUNS, noun_phrase, trim
from tasks.language.quotation_marks import QuotedSpan

# Behind such an announcement stands an outlet's article, in which others speak.
_OTHERS_WORDS = frozenset({"according", "reports", "reported"})
_SOURCE = re.compile(r" ?\[[^\[\]\n]{2,40}\]$")  # "... at sea. [Harbour Post]"
# What may be whose words they are, or act in a clause of its own.
_PRONOUNS_AND_NAMES = PROPER_NOUNS | {"PRP"}
LONGEST_ANNOUNCEMENT = 12  # words from "said" to the colon
LONGEST_LINK = 2  # words, such as "Even then"
FEWEST_WORDS_BLOCK = 6  # shorter lines after a colon are headings and labels
FEWEST_WORDS = 4  # shorter ones without a cue are mostly titles and terms


def read_announced(reader: ClauseReader, unit: Unit, previous: Unit) -> Report | None:
    """Read what a sentence before a quotation says of it: who said it, who issued a statement, whose verdict."""
    span = unit.spans[0]
    report = _announce(reader, Chars((span.start, span.end)), previous, DIRECT_BEFORE)
    if report is not None or previous.spans:
        return report
    lead = _lead_of(reader, previous)
    if lead[0] >= lead[1]:
        return None
    giver = find_announcer(reader.doc, lead, reader.text[previous.start : previous.end].rstrip()[-1:])
    if giver is None:
        return None
    noun, owner = giver
    report = reader.make([Chars((span.start, span.end))], noun, None, DIRECT_NOUN, Tokens((lead[0], lead[1])))
    report.name_speaker(owner, noun_phrase(owner, noun.i))
    return report


def read_block(reader: ClauseReader, unit: Unit, previous: Unit) -> Report | None:
    """Read a paragraph without marks whose words ``Ann Roe said in a statement:`` before it announces."""
    words = _SOURCE.sub("", reader.text[unit.start : unit.end].strip())
    if not words[:1].isupper() or reader.count_words(unit.start, unit.end) < FEWEST_WORDS_BLOCK:
        return None
    if not words.endswith((".", "!", "?", "…")):
        return None  # a heading, a list's first line
    if reader.text[unit.end : unit.end + 1] not in ("\n", ""):
        return None  # words in marks follow in the same paragraph
    start = skip_spaces(reader.text, unit.start, unit.end)
    report = _announce(reader, Chars((start, start + len(words))), previous, DIRECT_BLOCK)
    verb = report.cue_word if report is not None else None
    cue = load_verb_cues().get(verb.lower_) if verb is not None else None
    if report is None or verb is None or cue is None or report.speaker is None or report.speaker_head is None:
        return None
    clause = {token.lower_ for token in reader.doc[verb.i : report.clause[1]]}
    if (
        len(clause) > LONGEST_ANNOUNCEMENT
        or not clause.isdisjoint(_OTHERS_WORDS)
        or report.speaker_head.lower_ in load_function_words().first_person
    ):
        return None
    return report if cue.cue_class in ("speech", "writing") and verb.tag_ in FINITE else None


def _announce(reader: ClauseReader, words: Chars, previous: Unit, rule: Rule) -> Report | None:
    """Read ``Ann Roe said:`` at the end of a paragraph whose words are the next one."""
    lead = _lead_of(reader, previous)
    end = reader.body.tokens_begun_in(Chars((previous.start, previous.end)))[1]
    if lead[0] >= lead[1] or read_before(reader.text, words[0])[-1:] != ":":
        return None
    verb = reader.find_verb(lead)
    if verb is None or any(span.start <= verb.idx < span.end for span in previous.spans):
        return None
    cue = load_verb_cues().get(verb.lower_)
    return reader.make([words], verb, cue, rule, Tokens((lead[0], end)))


def _lead_of(reader: ClauseReader, previous: Unit) -> Tokens:
    """The last sentence of a unit."""
    start, end = reader.body.tokens_begun_in(Chars((previous.start, previous.end)))
    if start >= end:
        return Tokens((start, start))
    return trim(reader.doc, max(start, reader.doc[end - 1].sent.start), end)


def read_within(reader: ClauseReader, unit: Unit, previous: Unit | None, goes_on: bool) -> Report | None:
    """Read a sentence that is a quotation but for words that lead to it or end it: ``But after that, "I left."``.

    Whose it is, the sentence before tells; so it must stand in the same paragraph.
    """
    span = unit.spans[0]
    if len(unit.spans) > 1 or previous is None or "\n" in reader.text[previous.end : unit.start].strip(" \t"):
        return None
    if reader.count_words(span.inner_start, span.inner_end) < FEWEST_WORDS or span.is_single:
        return None
    before = trim(reader.doc, *reader.body.tokens_begun_in(Chars((unit.start, span.start))))
    after = trim(reader.doc, *reader.body.tokens_begun_in(Chars((span.end, unit.end))))
    if before[0] < before[1]:
        if after[0] < after[1] or not _leads(reader, before, span, goes_on):
            return None
        words = Chars((span.start, span.end))
    else:
        if not goes_on or not _ends(reader, after, span):
            return None
        is_apart = reader.text[span.inner_end - 1] == "," or reader.text[span.end : span.end + 1] in (",", ";")
        words = Chars((span.start, span.end if is_apart else reader.body.chars_of(after)[1]))
    clause = reader.body.tokens_begun_in(Chars((unit.start, unit.start + 1)))
    return Report(fragments=[words], rule=DIRECT_FLOATING, is_floating=True, clause=Tokens((clause[0], clause[0])))


def _leads(reader: ClauseReader, before: Tokens, span: QuotedSpan, goes_on: bool) -> bool:
    """Whether words before a quotation only place it: ``But after watching it, "I ...``, ``But "it is ...``."""
    tokens = reader.doc[before[0] : before[1]]
    if any(token.tag_ in FINITE or token.tag_ in _PRONOUNS_AND_NAMES for token in tokens if token.i > before[0]):
        return False
    first = reader.doc[skip_link(tokens[0])]
    is_link = first.i >= before[1] or (len(tokens) <= LONGEST_LINK and tokens[-1].tag_ == "RB")
    is_adjunct = first.tag_ == "IN" and read_before(reader.text, span.start)[-1:] == ","
    inner = reader.text[span.inner_start : span.inner_end]
    if inner.rstrip()[-1:] not in (".", "?", "!", "…"):
        return False
    if FIRST_PERSON.search(inner) is not None:
        return is_link or is_adjunct
    quoted = reader.doc[slice(*reader.body.tokens_begun_in(Chars((span.inner_start, span.inner_end))))]
    return goes_on and is_link and any(token.tag_ in FINITE for token in quoted)


def _ends(reader: ClauseReader, after: Tokens, span: QuotedSpan) -> bool:
    """Whether words behind a quotation are the end of its sentence: ``"We must do it by" the next deadline.``."""
    tokens = reader.doc[after[0] : after[1]]
    is_opened = reader.text[span.inner_start : span.inner_start + 1].isupper()
    if not is_opened or len(tokens) == 0 or not tokens[0].is_lower:
        return False
    # "according to" names whose words they are.
    return tokens[0].lower_ != "according" and not any(token.tag_ in FINITE for token in tokens)
