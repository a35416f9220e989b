"""Read a reporting clause by its punctuation and words alone, where the parse makes nothing of it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.broken_off import CLAUSE_OPENINGS
from tasks.annotate.quotes.reports import Report, characters, cue_span
from tasks.annotate.quotes.rules import SURFACE_AROUND, SURFACE_BEFORE, SURFACE_THAT, Rule
from tasks.annotate.quotes.surface_clause import (
    BOUNDS,
    DASHES,
    HAVE,
    IN_PHRASE,
    SurfaceClause,
    bound_sentence,
    find_clause,
    find_inverted,
    skip_openings,
)
from tasks.annotate.quotes.utterance import is_other_sense
from tasks.language.body import Body, Tokens
from tasks.language.cues import Cue, list_verb_forms, load_cues, load_noun_cues, load_verb_cues
from tasks.language.grammar import (
    FINITE,
    NOUNS,
    PROPER_NOUNS,
    TENSED,
    TENSED_OR_PARTICIPLE,
    TIME_LABELS,
    VERBS,
    WH_WORDS,
    has_auxiliary,
    has_child,
    trim,
)
from tasks.language.people import may_speak

_OPENING_MARKS = frozenset({"“", '"', "‘", "``"})
_CLAUSE_SUBJECTS = frozenset({"he", "she", "they", "it", "we", "i", "there", "you"})
_SUBORDINATE = frozenset({
    "after", "although", "as", "because", "before", "despite", "if", "once", "since", "that", "though", "unless",
    "until", "when", "where", "whereas", "whether", "while",
})  # fmt: skip
_DESPITE = frozenset({"despite", "spite", "amid", "amidst", "over", "after", "following", "because"})
_EITHER = frozenset({"or", "nor"})  # "if he or she says", "neither Roe nor Doe said"
LONGEST_LEAD = 16  # tokens between a cue and its "that"
LONGEST_RECEIVER = 8  # tokens between "told" and a pronoun that opens what was told


def read_surface(body: Body, verb: Token) -> Report | None:
    """Read what a verb of speech reports by the commas around its clause, or by the "that" behind it.

    Args:
        body: Where it stands.
        verb: A word outside quotations whose form is a cue.

    Returns:
        The report, or None where punctuation and words leave more than one reading.
    """
    cue = load_verb_cues()[verb.lower_]
    if not _is_told(verb) or cue.cue_class not in ("speech", "writing") or is_other_sense(verb, cue, None):
        return None
    sentence = bound_sentence(body, verb.i)
    if sentence[1] < len(body.doc) and body.doc[sentence[1]].text == "?":
        return None
    is_plain = "strong" in cue.frames and ("whole" in cue.also or "tells" in cue.also or cue.cue_class == "writing")
    if is_plain and "tells" not in cue.also:
        inverted = find_inverted(body.doc, sentence, verb)
        if inverted is not None:
            return _around(body, inverted, cue, Tokens((verb.i, inverted.speaker[1])))
    clause = find_clause(body.doc, sentence, verb)
    if clause is None:
        return None
    return _leading(body, clause, cue) or (_trailing(body, clause, cue) if is_plain else None)


def _is_told(verb: Token) -> bool:
    """Whether a verb stands in a tense, by its tag, or by its form where the tagger takes "said" for a participle."""
    if verb.tag_ in TENSED or verb.lower_ == "said":
        return True
    return verb.tag_ == "VBN" and verb.i > 0 and verb.nbor(-1).lower_ in HAVE


def _leading(body: Body, clause: SurfaceClause, cue: Cue) -> Report | None:
    """``Ann Roe said on Tuesday that …``, ``Ann Roe told the Courier she …``: the words follow."""
    doc, end = body.doc, clause.sentence[1]
    if "clause" not in cue.frames or not _may_open(doc, clause):
        return None
    tells = clause.cue.lower_ in list_verb_forms("tells")
    start = _find_that(doc, clause.cue.i + 1, end, tells)
    if start is None and "whole" in cue.also:
        start = _find_bare(doc, clause.cue.i + 1, end)
    if start is None and tells:
        start = _find_told(doc, clause.cue.i + 1, end)
    return None if start is None else _make(body, clause, cue, SURFACE_THAT, [(start, _cut(doc, start, end))])


def _may_open(doc: Doc, clause: SurfaceClause) -> bool:
    """Whether a clause may begin where whoever speaks is named."""
    start = clause.speaker[0]
    if start <= clause.sentence[0]:
        return True
    before = doc[start - 1]
    if before.text in DASHES | {",", ";", ":"} or before.lower_ in load_cues().manner.links:
        return True
    return before.tag_ == "CC" and before.lower_ not in _EITHER


def _find_that(doc: Doc, start: int, end: int, tells: bool) -> int | None:
    """Where "that" opens what is said, behind nothing but when, where and to whom."""
    for token in doc[start : min(end, start + LONGEST_LEAD)]:
        if token.lower_ == "that" and token.tag_ == "IN":
            if _is_of_noun(token):
                return None
            return token.i if any(each.tag_ in FINITE for each in doc[token.i + 1 : end]) else None
        is_aside = token.tag_ == "VBN" and doc[token.i - 1].text == ","  # "told the panel, made up of five, that"
        if (token.tag_ in VERBS and not is_aside) or token.tag_ == "MD" or token.text in BOUNDS - {","}:
            return None
        if token.i == start and not tells and not _opens_adjunct(token):
            return None
    return None


def _is_of_noun(that: Token) -> bool:
    """Whether "that" opens what others fear or claim: "pressed ahead despite fears that the quay would sink"."""
    noun = that.head.head
    if that.dep_ != "mark" or noun.lower_ not in load_noun_cues() or noun.dep_ != "pobj":
        return False
    lead = noun.head
    return lead.lower_ in _DESPITE or (lead.lower_ == "of" and lead.head.lower_ in _DESPITE)


def _opens_adjunct(token: Token) -> bool:
    return token.tag_ in ("IN", "RB", "TO") or token.text == "," or token.ent_type_ in TIME_LABELS


def _cut(doc: Doc, start: int, end: int) -> int:
    """End what follows a "that" before a contrast, or before another report of the outlet's."""
    for token in doc[start + 1 : end - 2]:
        if token.text != "," and token.lower_ not in ("and", "but"):
            continue
        following = doc[token.i + 1 : token.i + 3]
        if token.text == "," and following[0].lower_ in load_cues().manner.contrasts:
            return token.i
        if any(word.tag_ in TENSED_OR_PARTICIPLE | {"VBG"} and word.lower_ in load_verb_cues() for word in following):
            return token.i
    return end


def _find_bare(doc: Doc, start: int, end: int) -> int | None:
    """Where a clause begins right behind a verb that takes hardly anything else."""
    if start >= end or doc[start].tag_ not in CLAUSE_OPENINGS or doc[start].tag_ in WH_WORDS:
        return None
    for token in doc[start + 1 : end]:
        if token.text in BOUNDS or token.tag_ in ("VBG", "TO", "IN"):
            return None
        if token.tag_ in FINITE:
            return start
    return None


def _find_told(doc: Doc, start: int, end: int) -> int | None:
    """Where a pronoun opens what somebody is told: "told the grand jury he expected"."""
    for token in doc[start + 1 : min(end - 1, start + LONGEST_RECEIVER)]:
        if token.text in BOUNDS or token.tag_ in VERBS or token.tag_ in WH_WORDS:
            return None
        if token.lower_ in _CLAUSE_SUBJECTS and token.nbor().tag_ in FINITE:
            return token.i
    return None


def _trailing(body: Body, clause: SurfaceClause, cue: Cue) -> Report | None:
    """``…, surveyor Omar Lindt said on Friday.``: the words stand before, or around."""
    doc, start = body.doc, clause.speaker[0]
    if start - 1 <= clause.sentence[0] or doc[start - 1].text not in (",", "”", '"', "—", "–"):
        return None
    return _around(body, clause, cue, Tokens((start, clause.cue.i + 1)))


def _around(body: Body, clause: SurfaceClause, cue: Cue, inner: Tokens) -> Report | None:
    """Read the words around a reporting clause: those before it are a sentence, or else need what follows."""
    doc, (start, end) = body.doc, clause.sentence
    start = skip_openings(doc, start, inner[0])
    if _is_sentence(doc, start, inner[0] - 1):
        if not _ends_clause(doc, inner[1], end, clause):
            return None
        return _make(body, clause, cue, SURFACE_BEFORE, [(start, inner[0])])
    if inner[1] >= end or doc[inner[1]].text != "," or not _is_sentence(doc, inner[1] + 1, end):
        return None
    parts = [(start, inner[0]), (inner[1], end)]
    # "Asked if he would stay, he said, ...": the question is the outlet's.
    is_question = any(token.lower_ == "asked" for token in doc[start : start + 2])
    return _make(body, clause, cue, SURFACE_AROUND, parts[1:] if is_question else parts)


def _ends_clause(doc: Doc, start: int, end: int, clause: SurfaceClause) -> bool:
    """Whether behind a reporting clause come only whom it was told, when and where, or how it goes on."""
    verb = clause.cue
    if start == verb.i + 1 and start < end:
        first = doc[start]
        if verb.lower_ in list_verb_forms("tells"):
            is_named = first.tag_ in PROPER_NOUNS | {"PRP"} or first.ent_type_ != ""
            if not is_named and not may_speak(_last_noun(doc, start, end)):
                return False
        elif not _opens_adjunct(first) and first.text not in DASHES:
            return False
    for token in doc[start:end]:
        if token.text in DASHES:
            return True
        if token.text == ",":
            # Another clause may be what goes on, or what the words before belong to.
            after = doc[token.i + 1] if token.i + 1 < end else None
            if after is not None and after.text in _OPENING_MARKS:
                return False
            is_plain = after is None or after.tag_ in ("VBG", "CC") or start > verb.i + 1
            return is_plain or not any(word.tag_ in FINITE for word in doc[token.i : end])
        if token.tag_ in FINITE and start == verb.i + 1:
            return False
        if token.lower_ == "that" or token.text == ":":
            return False
    return True


def _last_noun(doc: Doc, start: int, end: int) -> str:
    """The noun of the phrase that begins at a token, in lower case."""
    noun = ""
    for token in doc[start:end]:
        if token.tag_ in NOUNS:
            noun = token.lower_
        elif token.tag_ not in IN_PHRASE:
            break
    return noun


def _is_sentence(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens have a finite verb of their own, in no clause that depends on another or is left open."""
    depends = found = False
    for token in doc[start:end]:
        if token.text == ",":
            depends = False
        elif token.tag_ in WH_WORDS or token.lower_ in _SUBORDINATE:
            depends = True
        elif not depends and (token.tag_ in FINITE or _is_mistaken(token)):
            found = found or token.i > start
    return found and doc[end - 1].tag_ not in WH_WORDS | {"IN", "CC", "DT"}


def _is_mistaken(token: Token) -> bool:
    """Whether the tagger takes a past for a participle: "Two trains collided"."""
    return token.tag_ == "VBN" and has_child(token, "nsubj") and not has_auxiliary(token)


def _make(body: Body, clause: SurfaceClause, cue: Cue, rule: Rule, parts: Iterable[tuple[int, int]]) -> Report | None:
    fragments = [characters(body, *part) for part in parts]
    fragments = [words for words in fragments if words[0] < words[1]]
    if not fragments:
        return None
    first, last = min(clause.speaker[0], clause.cue.i), max(clause.speaker[1], clause.cue.i + 1)
    report = Report(
        fragments=fragments,
        rule=rule,
        cue=cue_span(body, clause.cue),
        cue_word=clause.cue,
        cue_class=cue.cue_class,
        clause=Tokens((first, last)),
    )
    report.name_speaker(clause.head, trim(body.doc, *clause.speaker))
    return report
