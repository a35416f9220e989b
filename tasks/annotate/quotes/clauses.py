"""Content clauses: what stands behind "that", or around a reporting clause set off by commas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from tasks.annotate.quotes.as_clauses import find_as_said, is_told
from tasks.annotate.quotes.broken_off import CLAUSE_OPENINGS
from tasks.annotate.quotes.edges import (
    COMMA_OR_MARK,
    end_within,
    find_end,
    find_opening,
    skip_link,
    tells,
)
from tasks.annotate.quotes.reports import Report, Saying, characters
from tasks.annotate.quotes.rules import (
    INDIRECT_CLAUSE,
    INDIRECT_INSERTED,
    INDIRECT_PREPOSED,
    INDIRECT_RELATIVE,
    INDIRECT_REST,
    INDIRECT_TAIL,
    INDIRECT_THAT,
)
from tasks.annotate.quotes.sources import find_claim_behind
from tasks.annotate.quotes.utterance import is_sensed
from tasks.language.body import Chars
from tasks.language.channels import load_channels
from tasks.language.cues import Cue, list_verb_forms, load_cues, load_noun_cues, load_verb_cues
from tasks.language.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    FINITE,
    NOUNS,
    SUBJECT_PLACE,
    TENSED,
    TENSED_OR_PARTICIPLE,
    WH_PRONOUNS,
    WH_WORDS,
    children_after,
    has_child,
    is_infinitive,
    own_subject,
)

_BEFORE_PREPOSED = COMMA_OR_MARK | {"’", "—", "–", ")"}
# Marks that set a clause off from the one it stands in.
_SET_OFF = COMMA_OR_MARK | {"—", "–", "-", "--", "(", ")"}
_SET_OFF_OR_END = _SET_OFF | {".", "?", "!"}
# What opens a clause that tells more of the one before it.
_TELLING_OF = frozenset({"where", "when", "which", "who", "whose", "while", "although", "because", "as", "if"})
LONGEST_CHAIN = 3  # verbs joined behind a reporting clause
LONGEST_ASTRAY = 20  # tokens between a cue and its "that": "said in a statement on Monday to reporters in Rome that"


def find_clause_reports(saying: Saying, passive: bool) -> Iterator[Report]:
    """Read the content clauses of a verb, or the sentence that its reporting clause interrupts or follows.

    Args:
        saying: A verb that takes clauses.
        passive: Whether the verb is passive: "was told that".
    """
    if "happens" in saying.cue.also and any(children_after(saying.verb, "xcomp")):
        return  # "continue to repeat an old line: that it failed"
    found = False
    for clause in saying.verb.children:
        if clause.dep_ != "ccomp" or _hangs_astray(saying.verb, clause):
            continue
        report = _content(saying, clause, passive)
        if report is not None:
            found = True
            yield report
    if not found and not passive:
        report = _astray(saying) or _set_off(saying) or find_as_said(saying) or _tail(saying) or _rest(saying)
        if report is not None:
            yield report


def _hangs_astray(verb: Token, clause: Token) -> bool:
    """Whether the parse gives a report a clause of the sentence it interrupts: "it shuts, he said, if it rains"."""
    opening = clause.left_edge
    if verb.dep_ != "parataxis" or opening.i <= verb.i or opening.lower_ not in _TELLING_OF:
        return False
    return opening.i == verb.i + 2 and opening.nbor(-1).text == "," and own_subject(clause) is not None


def _tells_occasion(clause: Token) -> bool:
    """Whether a clause may tell when it was said: "it is safe, she said, as crowds gathered"."""
    is_past = any(each.tag_ == "VBD" for each in (clause, *clause.lefts))
    return is_past and clause.left_edge.lower_ in ("as", "when", "while")


def _content(saying: Saying, clause: Token, passive: bool) -> Report | None:
    """Read one content clause by where it stands."""
    verb, frames = saying.verb, saying.cue.frames
    if clause.i < verb.i:
        return _preposed(saying, clause)
    if ("quotation_only" in frames and not has_mark(clause)) or (is_infinitive(clause) and "infinitive" in frames):
        return None
    if saying.speaker is None and not passive:
        return None
    if saying.cue.cue_class == "knowledge" and is_sensed(clause, saying.cue) and not has_mark(clause):
        return None
    opening = clause.left_edge
    if opening.tag_ in WH_PRONOUNS and opening.i < verb.i:
        return _relative(saying, clause, opening)
    if _is_of_object(verb, opening):
        return None
    has_day = verb.dep_ == "relcl" and clause.i > _skip_day(verb) > verb.i + 1
    if (has_day or not _has_subject(clause)) and (verb.dep_ == "relcl" or verb.left_edge.tag_ in WH_WORDS):
        return _relative(saying, clause, verb.left_edge) if verb.dep_ == "relcl" else None
    return _following(saying, clause)


def _is_of_object(verb: Token, opening: Token) -> bool:
    """Whether a clause tells of a verb's object: "offers systems that they can install", not "told her that"."""
    is_relative = opening.lower_ == "that" and opening.tag_ == "WDT" and opening.dep_ != "mark"
    has_object = any(
        each.i < opening.i and each.lower_ not in load_noun_cues() for each in children_after(verb, "dobj")
    )
    return is_relative and has_object and verb.lower_ not in list_verb_forms("tells")


def has_mark(clause: Token) -> bool:
    """Whether a clause opens with "that", "whether", "if" or a wh-word."""
    if any(child.dep_ == "mark" and child.lower_ in ("that", "whether", "if") for child in clause.children):
        return True
    return clause.left_edge.tag_ in WH_WORDS


def _has_subject(clause: Token) -> bool:
    """Whether a content is whole: "what scientists think is necessary" has lost its subject to "what"."""
    return clause.tag_ == "VBG" or is_infinitive(clause) or has_mark(clause) or has_child(clause, *SUBJECT_PLACE)


def _following(saying: Saying, clause: Token) -> Report | None:
    start = find_opening(saying.verb, clause)
    if start + 1 < len(clause.doc) and clause.doc[start].lower_ == "that" and clause.doc[start + 1].text == ":":
        start += 2  # "disputed that: “They raised it”"
    words = characters(saying.body, start, find_end(saying.verb, clause, start))
    if words[0] >= words[1]:
        return None
    if has_mark(clause) and (claim := find_claim_behind(saying.body, saying.verb, words, start)) is not None:
        return claim
    return saying.report(INDIRECT_THAT if has_mark(clause) else INDIRECT_CLAUSE, words)


def _preposed(saying: Saying, clause: Token) -> Report | None:
    """``The plan failed, she said``: the content stands before the reporting clause, and may go on after it."""
    verb = saying.verb
    if saying.speaker is None or has_child(verb, "mark"):
        return None
    if "quotation_only" in saying.cue.frames and not saying.is_strong:
        return None
    if verb.lower_ not in list_verb_forms("tells") and any(children_after(verb, "dobj")):
        return None
    if ("infinitive" in saying.cue.frames or "happens" in saying.cue.also) and any(children_after(verb, "xcomp")):
        return None  # "Roe was so moved, he decided to go"
    end = _clause_start(verb, clause.i)
    if any(_follows(verb, each) for each in children_after(verb, "ccomp")):
        return None  # "most agree — a third say they do", ", a plan critics warn may fail"
    # Without a comma or a mark before it, "the man he said he met" is a relative clause.
    if verb.doc[end - 1].text not in _BEFORE_PREPOSED and clause.dep_ == "ccomp":
        return None
    start = skip_link(verb.doc[min(verb.left_edge.i, clause.left_edge.i)])
    words = characters(saying.body, start, end)
    if words[0] >= words[1] or (verb.sent.end > end and _leads_to_content(verb, start, end)):
        return None
    rest = [each for each in clause.children if each.i > verb.i and each.dep_ != "punct"]
    if rest:
        ends = min(each.left_edge.i for each in rest), max(each.right_edge.i for each in rest) + 1
        after = characters(saying.body, *ends)
        if after[0] < after[1]:
            return saying.report(INDIRECT_PREPOSED, words, after)
    return saying.report(INDIRECT_PREPOSED, words)


def _follows(verb: Token, clause: Token) -> bool:
    """Whether a second clause is what a verb reports: it stands behind it with nothing but its receiver between."""
    opening = clause.left_edge.i
    between = verb.doc[verb.i + 1 : opening]
    if (
        opening <= verb.i
        or len(between) > LONGEST_ASTRAY
        or any(token.is_punct or token.tag_ == "CC" for token in between)
    ):
        return False
    is_near = opening == verb.i + 1 and verb.lower_ not in list_verb_forms("tells")
    return is_near or any(each.dep_ == "mark" and each.tag_ == "IN" for each in clause.lefts)


def _leads_to_content(verb: Token, start: int, end: int) -> bool:
    """Whether words before a report only lead to what is said behind it: "While Roe may stay, they say we must go"."""
    if is_told(verb.doc[start:end]) or verb.doc[start].tag_ == "VBG":
        return False
    return any(token.tag_ in FINITE for token in verb.doc[verb.i + 1 : verb.sent.end])


def _clause_start(verb: Token, after: int) -> int:
    """First token of a reporting clause that stands after its content's main word."""
    start = verb.i
    for child in verb.children:
        if after < child.left_edge.i < start and child.dep_ != "punct":
            start = child.left_edge.i
    return start


def _set_off(saying: Saying) -> Report | None:
    """``The plan, she said, failed``: a reporting clause between commas inside what it reports."""
    verb = saying.verb
    may_stand_inside = verb.dep_ == "parataxis" or (verb.dep_ in ("ccomp", "advcl", "dep") and saying.is_strong)
    if not may_stand_inside or saying.speaker is None:
        return None
    subject = own_subject(verb)
    if subject is None or verb.tag_ not in TENSED_OR_PARTICIPLE or has_child(verb, "mark"):
        return None
    astray = [each for each in children_after(verb, *COMPLEMENTS) if _hangs_astray(verb, each)]
    if len(astray) < sum(each.dep_ in COMPLEMENTS for each in verb.children):
        return None
    if any(token.tag_ in WH_WORDS for token in subject.subtree) or subject.lower_ == "all":
        return None  # "some of whom had said so", "all told"
    doc, start, end = verb.doc, verb.left_edge.i, verb.right_edge.i + 1
    while start < end and doc[start].is_punct:
        start += 1
    end = min((end, *(each.left_edge.i for each in astray)))
    while end > start and doc[end - 1].is_punct:
        end -= 1
    if not _is_between_marks(verb, start, end):
        return None
    head = _around(verb, start)
    before = characters(saying.body, skip_link(head.left_edge), start)
    after = characters(saying.body, end, _end_before_other(head, end))
    if any(map(_tells_occasion, astray)):
        after = Chars((before[1], before[1]))
    fragments = [words for words in (before, after) if words[0] < words[1]]
    return saying.report(INDIRECT_INSERTED, *fragments) if fragments else None


def _around(verb: Token, start: int) -> Token:
    """The verb of the sentence that a reporting clause interrupts; the parse may hang it on what goes on behind it.

    "It cuts costs, she said, lowers fees": but "it cuts costs, but, she said, lowers fees" begins anew.
    """
    head, opening = verb.head, verb.doc[max(0, start - 2)]
    for _ in range(LONGEST_CHAIN):
        if head.left_edge.i < verb.left_edge.i or head.head.i == head.i or opening.tag_ in ("CC", "IN", "WDT"):
            break
        head = head.head
    return head


def _end_before_other(head: Token, start: int) -> int:
    """Where what goes on behind a reporting clause ends: before "and a video shows that", of another source."""
    link = head.doc[start + 1] if start + 1 < len(head.doc) else head
    joined = next((each for each in children_after(head, "conj") if each.left_edge.i >= start), None)
    cue = load_verb_cues().get(joined.lower_) if joined is not None and own_subject(joined) is not None else None
    tells = cue is not None and (cue.cue_class in ("speech", "writing") or "shows" in cue.also)
    return start if link.tag_ == "CC" and tells else head.right_edge.i + 1


def _is_between_marks(verb: Token, start: int, end: int) -> bool:
    doc, sentence = verb.doc, verb.sent
    if start <= sentence.start or doc[start - 1].text not in _SET_OFF:
        return False
    return end >= sentence.end or doc[end].text in _SET_OFF_OR_END or doc[end].tag_ == "_SP"


def _astray(saying: Saying) -> Report | None:
    """``said in a statement that ...`` where the parse hangs the clause on the noun before it."""
    verb = saying.verb
    if saying.speaker is None or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")):
        return None
    for token in verb.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + LONGEST_ASTRAY)]:
        if token.tag_ in FINITE and (token.head if token.dep_ in AUXILIARIES else token).left_edge.tag_ not in WH_WORDS:
            return None
        if token.lower_ != "that" or token.dep_ != "mark":
            continue
        clause, noun = token.head, token.head.head
        if noun.tag_ not in NOUNS or noun.i < verb.i or (noun.lower_ in load_noun_cues() and not _is_occasion(noun)):
            return None
        return saying.report(INDIRECT_THAT, characters(saying.body, token.i, end_within(clause, token.i)))
    return None


def _is_occasion(noun: Token) -> bool:
    """Whether a noun that may report is only where it was said: "told analysts on a call that"."""
    return noun.dep_ == "pobj" and noun.lower_ in load_channels().nouns and noun.head.lower_ != "of"


def _rest(saying: Saying) -> Report | None:
    """``Sen. Roe (D) said the plan failed`` where the parse lost the clause: the rest of the sentence, if it is one."""
    verb, subject = saying.verb, own_subject(saying.verb)
    if subject is None or subject.i > verb.i or saying.speaker is None:
        return None
    if "whole" not in saying.cue.also:
        return None
    start, end = verb.i + 1, verb.sent.end
    if verb.tag_ not in TENSED or verb.dep_ not in ("ROOT", "conj") or start + 2 >= end:
        return None
    rest = verb.doc[start:end]
    if rest[0].lower_ in load_cues().about_the_talk.nothing:
        return None  # "said little about it and left"
    if rest[0].tag_ not in CLAUSE_OPENINGS or not _opens_clause(rest, saying.cue):
        return None
    added = (token.i for token in rest[:-1] if token.text == "," and token.nbor().tag_ == "VBG" and tells(token.nbor()))
    return saying.report(INDIRECT_REST, characters(saying.body, start, next(added, end)))


def _opens_clause(rest: Span, cue: Cue) -> bool:
    """Whether words behind a cue are a clause, and no noun phrase with one: "a plan that fails", "a plan, saying so".

    What is said is hardly ever a noun phrase; behind "announced the plan and left" the cue itself goes on.
    """
    for token in rest:
        if token.text == "," and token.i + 1 < rest.end and token.nbor().tag_ == "VBG":
            return False
        if token.tag_ == "CC" and token.head.i == rest.start - 1:
            return False
        if token.tag_ not in FINITE:
            continue
        verb = token.head if token.dep_ in AUXILIARIES else token
        if cue.lemma == "say":
            return True
        if token.nbor(-1).tag_ == "CC":
            return False
        if verb.dep_ != "relcl" and not any(each.dep_ == "mark" or each.tag_ in WH_WORDS for each in verb.lefts):
            return True
    return False


def _tail(saying: Saying) -> Report | None:
    """``The plan failed, the court found.``: a clause at a sentence's end that the parse hangs on a noun."""
    verb, subject = saying.verb, own_subject(saying.verb)
    if subject is None or subject.i > verb.i or not _may_end_with(saying, subject):
        return None
    is_main = verb.dep_ == "ROOT"
    if verb.dep_ != "relcl" and not is_main:
        return None
    doc, sentence, end = verb.doc, verb.sent, subject.left_edge.i
    if end - 1 <= sentence.start or doc[end - 1].text not in COMMA_OR_MARK:
        return None
    rest = doc[verb.i + 1 : sentence.end]
    if any(token.tag_ in FINITE or token.text == "," for token in rest) or sentence[0].lower_ == "asked":
        return None
    if is_main and any(children_after(verb, "dobj", *COMPLEMENTS)):
        return None
    if not is_told(doc[sentence.start : end]):
        return None
    words = characters(saying.body, sentence.start, end)
    return replace(saying, speaker=subject).report(INDIRECT_TAIL, words)


def _may_end_with(saying: Saying, subject: Token) -> bool:
    """Whether a sentence may end with a subject and its verb: "…, the court found", "…, Roe told the Post".

    Not "…, many of whom want it", "… asked for anonymity", "… responded by shelling the port".
    """
    verb = saying.verb
    has_found = saying.cue.cue_class == "knowledge" and verb.tag_ == "VBD"
    if verb.tag_ not in TENSED or not (saying.is_strong or has_found):
        return False
    if any(token.tag_ in WH_WORDS or token.tag_ == "WP$" for token in subject.subtree) or has_child(verb, "neg"):
        return False
    after = (each.lower_ for each in children_after(verb, "prep", "agent"))
    return not saying.cue.prepositions.union(("by", "for", "of")).intersection(after)


def _relative(saying: Saying, clause: Token, pronoun: Token) -> Report | None:
    """``who officials say is tied to spies``: what is said is the relative pronoun with what follows the cue."""
    verb, speaker = saying.verb, saying.speaker
    if pronoun.tag_ not in WH_PRONOUNS or speaker is None or pronoun.i == speaker.i:
        return None
    after = characters(saying.body, _skip_day(verb), clause.right_edge.i + 1)
    if after[0] >= after[1]:
        return None
    return saying.report(INDIRECT_RELATIVE, characters(saying.body, pronoun.i, pronoun.i + 1), after)


def _skip_day(verb: Token) -> int:
    """The first token behind a cue, or behind a day there that no subject follows: "said Monday | would close"."""
    doc, at = verb.doc, verb.i + 1
    while at < len(doc) and (doc[at].ent_type_ == "DATE" or (at == verb.i + 1 and doc[at].lower_ == "on")):
        at += 1
    return at if at < len(doc) and doc[at].tag_ in FINITE else verb.i + 1
