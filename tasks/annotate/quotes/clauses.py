"""Content clauses: what stands behind "that", or around a reporting clause set off by commas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.edges import CLAUSE_OPENINGS, find_end, find_opening, skip_link
from tasks.annotate.quotes.reports import Report, characters, make_report
from tasks.language.cues import Cue, list_verb_forms, load_noun_cues
from tasks.language.grammar import FINITE, is_infinitive, own_subject
from tasks.lexicon import load_lexicon

_NOUN_OPENINGS = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "PRP$"})
LONGEST_AS = 15  # tokens; a longer as-clause tells of something else
LONGEST_ASTRAY = 20  # tokens between a cue and its "that": "said in a statement on Monday to reporters in Rome that"


def find_clause_reports(doc: Doc, verb: Token, cue: Cue, speaker: Token | None, passive: bool) -> Iterator[Report]:
    """Read the content clauses of a verb, or the sentence that its reporting clause interrupts or follows.

    Args:
        doc: The body.
        verb: A cue outside quotations.
        cue: That cue, which takes clauses.
        speaker: Who says it; None when the sentence does not tell.
        passive: Whether the verb is passive: "was told that".
    """
    found = False
    for child in verb.children:
        if child.dep_ != "ccomp" or child.i == verb.i:
            continue
        if child.i < verb.i:
            report = _preposed(doc, verb, child, cue, speaker)
        elif (
            "quotation_only" in cue.frames
            and not has_mark(child)
            or is_infinitive(child)
            and "infinitive" in cue.frames
            or speaker is None
            and not passive
        ):
            report = None
        elif not _has_subject(child) and (verb.dep_ == "relcl" or doc[verb.left_edge.i].tag_ in ("WP", "WRB", "WDT")):
            report = _relative(doc, verb, child, cue, speaker)
        else:
            report = _following(doc, verb, child, cue, speaker)
        if report is not None:
            found = True
            yield report
    if not found and not passive:
        report = (
            _astray(doc, verb, cue, speaker)
            or _set_off(doc, verb, cue, speaker)
            or _as_said(doc, verb, cue, speaker)
            or _tail(doc, verb, cue)
            or _rest(doc, verb, cue, speaker)
        )
        if report is not None:
            yield report


def has_mark(clause: Token) -> bool:
    """Whether a clause opens with "that", "whether", "if" or a wh-word."""
    if any(child.dep_ == "mark" and child.lower_ in ("that", "whether", "if") for child in clause.children):
        return True
    return clause.left_edge.tag_ in ("WP", "WRB", "WDT")


def _has_subject(clause: Token) -> bool:
    """Whether a content is whole: "what scientists think is necessary" has lost its subject to "what"."""
    if clause.tag_ == "VBG" or is_infinitive(clause) or has_mark(clause):
        return True
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl") for child in clause.children)


def _following(doc: Doc, verb: Token, clause: Token, cue: Cue, speaker: Token | None) -> Report | None:
    first = find_opening(doc, verb, clause)
    fragment = characters(doc, first, find_end(doc, verb, clause, first))
    if fragment[0] >= fragment[1]:
        return None
    rule = "indirect.that" if has_mark(clause) else "indirect.clause"
    return make_report(doc, [fragment], rule, verb, cue.cue_class, speaker)


def _preposed(doc: Doc, verb: Token, clause: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``The plan failed, she said``: the content stands before the reporting clause, and may go on after it."""
    if speaker is None or any(child.dep_ == "mark" for child in verb.children):
        return None
    told = verb.lower_ in list_verb_forms("tells")
    if not told and any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
        return None
    start = skip_link(doc, min(verb.left_edge.i, clause.left_edge.i))
    left = _clause_start(doc, verb, clause.i)
    # Without a comma or a mark before it, "the man he said he met" is a relative clause.
    if doc[left - 1].text not in (",", "”", '"', "''", "’", "—", "–", ")") and clause.dep_ == "ccomp":
        return None
    fragment = characters(doc, start, left)
    if fragment[0] >= fragment[1]:
        return None
    fragments = [fragment]
    rest = [t for t in clause.children if t.i > verb.i and t.dep_ != "punct"]
    if rest:
        after = characters(doc, min(t.left_edge.i for t in rest), max(t.right_edge.i for t in rest) + 1)
        if after[0] < after[1]:
            fragments.append(after)
    return make_report(doc, fragments, "indirect.preposed", verb, cue.cue_class, speaker)


def _clause_start(doc: Doc, verb: Token, after: int) -> int:
    """First token of a reporting clause that stands after its content's main word."""
    first = verb.i
    for child in verb.children:
        if after < child.left_edge.i < first and child.dep_ != "punct":
            first = child.left_edge.i
    return first


def _set_off(doc: Doc, verb: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``The plan, she said, failed``: a reporting clause between commas inside what it reports."""
    if (
        verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep")
        or "strong" not in cue.frames
        and verb.dep_ != "parataxis"
    ):
        return None
    subject = own_subject(verb)
    if subject is None or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or speaker is None:
        return None
    if any(child.dep_ in ("mark", "ccomp", "xcomp") for child in verb.children):
        return None
    first, end = verb.left_edge.i, verb.right_edge.i + 1
    while first < end and doc[first].is_punct:
        first += 1
    while end > first and doc[end - 1].is_punct:
        end -= 1
    if not _between_commas(doc, first, end, verb):
        return None
    head = verb.head
    opening = skip_link(doc, head.left_edge.i)
    fragments = [
        characters(doc, opening, first),
        characters(doc, end, head.right_edge.i + 1),
    ]
    fragments = [(a, b) for a, b in fragments if a < b]
    if not fragments:
        return None
    return make_report(doc, fragments, "indirect.inserted", verb, cue.cue_class, speaker)


def _as_said(doc: Doc, verb: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``As she said, the plan failed`` and ``The plan failed, as she said``: the sentence around an as-clause."""
    head = verb.head
    if verb.dep_ != "advcl" or speaker is None or "strong" not in cue.frames or not head.tag_.startswith("VB"):
        return None
    if "happens" in cue.also:
        return None
    first, end = verb.left_edge.i, verb.right_edge.i + 1
    if doc[first].lower_ != "as" or any(child.dep_ in ("dobj", "ccomp", "xcomp", "prep") for child in verb.children):
        return None
    if end - first > LONGEST_AS:
        return None
    sentence = verb.sent
    if first == sentence.start and doc[end].text == ",":
        fragment = characters(doc, end, sentence.end)
    elif doc[first - 1].text == "," and (end >= sentence.end or doc[end].text == "."):
        fragment = characters(doc, head.left_edge.i, first)
    else:
        return None
    if fragment[0] >= fragment[1]:
        return None
    return make_report(doc, [fragment], "indirect.as", verb, cue.cue_class, speaker)


def _astray(doc: Doc, verb: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``said in a statement that ...`` where the parse hangs the clause on the noun before it."""
    if speaker is None or verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
        return None
    for token in doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + LONGEST_ASTRAY)]:
        if token.tag_ in FINITE:
            return None
        if token.lower_ != "that" or token.dep_ != "mark":
            continue
        clause = token.head
        noun = clause.head
        if (
            not noun.tag_.startswith("NN")
            or noun.i < verb.i
            or noun.lower_ in load_noun_cues()
            and not _is_occasion(noun)
        ):
            return None
        fragment = characters(doc, token.i, clause.right_edge.i + 1)
        return make_report(doc, [fragment], "indirect.that", verb, cue.cue_class, speaker)
    return None


def _is_occasion(noun: Token) -> bool:
    """Whether a noun that may report is only where it was said: "told analysts on a call that"."""
    return noun.dep_ == "pobj" and noun.lower_ in load_lexicon("channels")["nouns"] and noun.head.lower_ != "of"


def _rest(doc: Doc, verb: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``Sen. Roe (D) said the plan failed`` where the parse lost the clause: the rest of the sentence, if it is one."""
    subject = own_subject(verb)
    sentence = verb.sent
    if subject is None or subject.i > verb.i or speaker is None or "whole" not in cue.also:
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in ("ROOT", "conj") or verb.i + 3 >= sentence.end:
        return None
    opening = doc[verb.i + 1]
    if opening.tag_ not in CLAUSE_OPENINGS or not any(token.tag_ in FINITE for token in doc[opening.i : sentence.end]):
        return None
    fragment = characters(doc, opening.i, sentence.end)
    return make_report(doc, [fragment], "indirect.rest", verb, cue.cue_class, speaker)


def find_inverted_report(doc: Doc, verb: Token, cue: Cue) -> Report | None:
    """``The plan failed, said two officials.`` where the parse takes the officials for what is said."""
    if "strong" not in cue.frames or verb.tag_ not in ("VBD", "VBZ", "VBP") or not _ends_inverted(doc, verb):
        return None
    sentence = verb.sent
    first = doc[verb.i + 1]
    if first.tag_ not in _NOUN_OPENINGS:
        return None
    speaker = first
    while speaker.head.i > verb.i and speaker.head.i != speaker.i:
        speaker = speaker.head
    rest = doc[speaker.i : sentence.end]
    if not speaker.tag_.startswith(("NN", "CD")) or any(t.tag_ in FINITE and t.dep_ != "relcl" for t in rest):
        return None
    before = doc[sentence.start : verb.i]
    if not _has_main_verb(before):
        return None
    fragment = characters(doc, sentence.start, verb.i)
    return make_report(doc, [fragment], "indirect.preposed", verb, cue.cue_class, speaker)


def _ends_inverted(doc: Doc, verb: Token) -> bool:
    """Whether a comma stands before a verb and neither a subject nor a content clause of its own around it."""
    if verb.i - 1 <= verb.sent.start or verb.i + 1 >= verb.sent.end or doc[verb.i - 1].text not in (",", "”", '"'):
        return False
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i > verb.i:
            return False
        if child.dep_ in ("aux", "auxpass", "cc") or child.dep_ == "ccomp" and child.i > verb.i:
            return False
    subject = own_subject(verb)
    # "The mayor, a former judge, said little": what stands before is the subject and no clause.
    return subject is None or _has_main_verb(subject.subtree)


def _has_main_verb(tokens: Iterable[Token]) -> bool:
    """Whether a finite verb stands among tokens that opens no relative clause."""
    for token in tokens:
        if token.tag_ in FINITE and (token.head if token.dep_ in ("aux", "auxpass") else token).dep_ != "relcl":
            return True
    return False


def _tail(doc: Doc, verb: Token, cue: Cue) -> Report | None:
    """``The plan failed, the court found.``: a clause at a sentence's end that the parse hangs on a noun."""
    subject = own_subject(verb)
    sentence = verb.sent
    if subject is None or subject.i > verb.i or subject.tag_ in ("WP", "WDT"):
        return None
    if verb.dep_ != "relcl" and (verb.dep_ != "ROOT" or "strong" not in cue.frames):
        return None
    first = subject.left_edge.i
    if first - 1 <= sentence.start or doc[first - 1].text not in (",", "”", '"', "''"):
        return None
    rest = doc[verb.i + 1 : sentence.end]
    if any(token.tag_ in FINITE or token.text == "," for token in rest) or sentence[0].lower_ == "asked":
        return None
    if verb.dep_ == "ROOT" and (
        any(t.i > verb.i and t.dep_ in ("dobj", "ccomp", "xcomp") for t in verb.children)
        or not any(t.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") for t in doc[sentence.start : first])
    ):
        return None
    return make_report(doc, [characters(doc, sentence.start, first)], "indirect.tail", verb, cue.cue_class, subject)


def _relative(doc: Doc, verb: Token, clause: Token, cue: Cue, speaker: Token | None) -> Report | None:
    """``who officials say is tied to spies``: what is said is the relative pronoun with what follows the cue."""
    pronoun = doc[verb.left_edge.i]
    if verb.dep_ != "relcl" or pronoun.tag_ not in ("WP", "WDT") or speaker is None or pronoun.i == speaker.i:
        return None
    after = characters(doc, verb.i + 1, clause.right_edge.i + 1)
    if after[0] >= after[1]:
        return None
    return make_report(
        doc, [characters(doc, pronoun.i, pronoun.i + 1), after], "indirect.relative", verb, cue.cue_class, speaker
    )


def _between_commas(doc: Doc, first: int, end: int, verb: Token) -> bool:
    marks = (",", "—", "–", "-", "--", "(", ")", "”", '"', "''")
    before = first > verb.sent.start and doc[first - 1].text in marks
    after = end >= verb.sent.end or doc[end].text in (*marks, ".", "?", "!") or doc[end].tag_ == "_SP"
    return before and after
