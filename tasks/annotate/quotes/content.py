"""The words of a report as a quote has them: its fragments in order, what stands between marks, the text alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.details import read_details
from tasks.annotate.quotes.lexicon import load_confidences
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import INDIRECT_INFINITIVE, INDIRECT_OBJECT, INDIRECT_PREPOSITION
from tasks.annotate.quotes.terms import is_term
from tasks.annotate.quotes.utterance import is_guessed, is_imagined, is_only_possible
from tasks.annotate.spans import DateSpan, Quote
from tasks.language.body import Body, Chars
from tasks.language.cues import Cue, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS
from tasks.language.people import is_person_noun
from tasks.language.quotation_marks import QuotedSpan
from tasks.language.withheld import is_withheld

_WORD = re.compile(r"\w+")
_PHRASES = frozenset({INDIRECT_OBJECT, INDIRECT_PREPOSITION})
_OPENING_MARKS = frozenset('“"«„')
_MARKS_AND_SPACES = "“”\"'‘’«»„ \n\t\xa0"
_LINKS = (" and", " but", " or")
FEWEST_LETTERS = 2  # "’d" is nothing said
FEWEST_WORDS_OWN = 3  # between marks, of what somebody thinks or wants: they said so; fewer are mostly a term


def make_quote(body: Body, report: Report, time: DateSpan | None = None) -> Quote | None:
    """Make a quote of a report whose speaker is known; None where nothing is left of its words."""
    fragments = _in_order(report.fragments, body.text)
    if fragments and not (report.rule.is_direct or report.rule.is_verbatim):
        start, end = fragments[-1]
        # Outside of marks nobody's words run on into the next paragraph.
        cut = -1 if find_overlapping(body.quoted, start, end) else body.text.find("\n\n", start, end)
        fragments = (*fragments[:-1], trim_link(body.text, Chars((start, end if cut < 0 else cut))))
    letters = sum(letter.isalnum() for start, end in fragments for letter in body.text[start:end])
    if letters < FEWEST_LETTERS:
        return None
    details = read_details(report)
    mention, speaker = report.speaker, report.said_by
    words, quoted, own = _count_quoted(body, report, fragments)
    kind = "direct" if report.rule.is_verbatim or quoted == words > 0 else "mixed" if own else "indirect"
    content, is_said = _join_words(body, fragments), _is_said(report, kind, quoted)
    is_spoken_of = report.rule is INDIRECT_PREPOSITION and not is_said
    if is_spoken_of and content.lower() in load_function_words().bare_pronouns:
        return None  # "agreed with him", "thought about it"
    return Quote(
        start=fragments[0][0],
        end=fragments[-1][1],
        type=kind,
        content=content,
        fragments=fragments,
        cue=report.cue,
        cue_class=report.cue_class if report.cue is not None else None,
        is_utterance=is_said,
        speaker=body.chars_of(mention) if mention is not None and mention[0] < mention[1] else None,
        speaker_name=speaker.name if speaker.key else None,
        speaker_key=speaker.key if speaker.name else None,
        speaker_kind=speaker.kind,
        speaker_role=speaker.role,
        speaker_rule=speaker.rule,
        addressee=details.addressee,
        channel=details.channel,
        said_at=time.date_start if time is not None else None,
        said_grain=time.grain if time is not None else None,
        confidence=load_confidences()[report.rule.name],
        rule=report.rule.name,
    )


def _is_said(report: Report, kind: str, quoted: int) -> bool:
    """Whether somebody said, wrote or signalled it: by its cue, or because words of theirs stand between marks."""
    verb = report.cue_word
    cue = load_verb_cues().get(verb.lower_) if verb is not None else None
    if report.rule.is_direct:
        return report.cue_class != "belief" and not (verb is not None and cue is not None and is_imagined(verb))
    if report.is_uttered:
        return True
    if verb is None or cue is None:
        return kind == "direct" or (quoted >= FEWEST_WORDS_OWN and _may_be_own(report))
    if is_withheld(verb) or (quoted < FEWEST_WORDS_OWN and kind != "direct"):
        return False
    if report.rule in _PHRASES:
        is_named = quoted < FEWEST_WORDS_OWN and "clause" not in cue.frames  # "talked about “the wave”"
        return cue.cue_class in ("speech", "writing") and not is_named and not report.is_of_others
    return _may_be_own(report) and _puts_forward(report, verb, cue)


def _may_be_own(report: Report) -> bool:
    return report.cue_class != "knowledge" or bool(report.said_by.key)


def _puts_forward(report: Report, verb: Token, cue: Cue) -> bool:
    """Whether words between marks are put forward by whom they are given to, whatever the verb means otherwise.

    Not in "every parent would agree", "the law aims to", "she knows that “it fails”", "he seeks to “win it back”".
    """
    if report.cue_class == "knowledge":
        return "inward" not in cue.also and not ("shows" in cue.also and report.said_by.kind == "person")
    if report.cue_class not in ("belief", "intention"):
        return True
    if report.rule is INDIRECT_INFINITIVE and cue.also.isdisjoint(("voiced", "wishes")):
        return False
    head = report.speaker_head if not report.said_by.key else None
    is_thing = head is not None and head.tag_ in COMMON_NOUNS and not is_person_noun(head.lower_)
    return not is_thing and not is_only_possible(verb) and not is_guessed(verb)


def trim_link(text: str, words: Chars) -> Chars:
    """End words before what joins them to the next clause: "that it failed, and"."""
    start, end = words
    said = text[start:end].rstrip(" ,;")
    link = next((each for each in _LINKS if said.endswith(each)), "")
    return Chars((start, start + len(said.removesuffix(link).rstrip(" ,;"))))


def _in_order(fragments: Sequence[Chars], text: str) -> tuple[Chars, ...]:
    """Sort fragments and join those that touch or overlap; drop empty ones."""
    joined: list[Chars] = []
    for start, end in sorted(fragments):
        if not text[start:end].strip():
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = Chars((joined[-1][0], max(end, joined[-1][1])))
        else:
            joined.append(Chars((start, end)))
    return tuple(joined)


def _count_quoted(body: Body, report: Report, fragments: Sequence[Chars]) -> tuple[int, int, int]:
    """How many words a content has, how many of them stand between marks, and how many of these are no term's."""
    words = quoted = own = 0
    for start, end in fragments:
        near: Sequence[QuotedSpan] = find_overlapping(body.quoted, start, end)
        if _opens_unclosed(body, start):
            near = [QuotedSpan(start, end, start + 1, end)]
        terms = {span for span in near if is_term(body, report, span)}
        at = 0
        for word in _WORD.finditer(body.text, start, end):
            words += 1
            while at < len(near) and near[at].end <= word.start():
                at += 1
            is_quoted = at < len(near) and near[at].start <= word.start()
            quoted += is_quoted
            own += is_quoted and near[at] not in terms
    return words, quoted, own


def _opens_unclosed(body: Body, char: int) -> bool:
    """Whether words open with a mark that nothing closes: the writer's slip, and still a quotation."""
    return body.text[char] in _OPENING_MARKS and not find_overlapping(body.quoted, char, char + 1)


def _join_words(body: Body, fragments: Sequence[Chars]) -> str:
    """The words of all fragments; a comma for the full stop that stands behind "she said" is a full stop again."""
    said: list[str] = []
    for at, fragment in enumerate(fragments):
        words = _words(body, fragment)
        if said and said[-1].endswith(",") and words[:1].isupper():
            between = body.text[fragments[at - 1][1] : fragment[0]]
            if between.rstrip(_MARKS_AND_SPACES).endswith("."):
                said[-1] = f"{said[-1][:-1]}."
        said.append(words)
    return " ".join(said)


def _words(body: Body, fragment: Chars) -> str:
    """The words of a fragment, without marks around the whole of it."""
    start, end = fragment
    near = find_overlapping(body.quoted, start, end)
    span = next((span for span in near if span.start == start and span.end == end), None)
    if span is not None:
        return body.text[span.inner_start : span.inner_end].strip()
    return body.text[start + _opens_unclosed(body, start) : end].strip()
