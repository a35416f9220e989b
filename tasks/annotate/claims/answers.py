"""Find which claim somebody answers who denies or confirms what was told before: "Pyongyang denied it"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from tasks.annotate.claims.answered import is_claim_noun
from tasks.annotate.claims.lexicon import load_claim_words
from tasks.annotate.claims.stance import ANSWERING, accuses
from tasks.annotate.claims.written import make_round, name_plainly
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, Figure
from tasks.language.body import Body, Chars
from tasks.language.cues import list_verb_forms
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, NOUNS, PROPER_NOUNS, has_child
from tasks.language.inflection import singular

# A row that has this for its rule says nothing by itself, and stays only where the claim that it answers is found.
ANSWER_RULE = "answer."
# So many sentences before it a noun may be told of what it stands for; a pronoun in the same one or the one before.
NOUN_REACH, PRONOUN_REACH = 3, 1
# Claims that may stand between an answer and what it answers.
MOST_BETWEEN = 12
# Behind a noun these tell who is blamed, and by whom, not with what.
_ABOUT_WHOM = frozenset({"against", "by", "from"})
_ANSWERABLE = frozenset({"asserts", "alleges", "believes", "predicts", "warns", "confirms", "denies"})


def points_elsewhere(words: Span) -> bool:
    """Whether words only point at what somebody said before: "it", "this", "the allegation", "those reports"."""
    root = words.root
    if root.tag_ in ("PRP", "DT", "IN"):
        return len(words) == 1 and root.lower_ in load_claim_words().answers.pronouns
    first = root.left_edge
    is_known = first.lower_ in load_function_words().definite or first.tag_ == "PRP$" or has_child(root, "poss")
    is_telling = root.tag_ in COMMON_NOUNS and singular(root.lower_) in load_claim_words().answers.told
    return is_known and is_telling and all(each.lower_ in _ABOUT_WHOM for each in root.rights)


def take_phrase(words: Span) -> Span:
    """The words that point, without what else is said: "the claims | as fake news"."""
    return words.doc[words.start : max(words.root.right_edge.i + 1, words.start + 1)]


def settle_answers(body: Body, claims: Sequence[Claim], figures: Sequence[Figure]) -> list[Claim]:
    """Point each answer at the claim that it answers, and leave out those whose claim is not found.

    Args:
        body: The parsed body.
        claims: Claims in text order; those that only answer have a rule that begins with `ANSWER_RULE`.
        figures: Figures of the article.

    Returns:
        Claims in text order; `answers` is an index in this list.
    """
    if not any(claim.stance in ANSWERING for claim in claims):
        return list(claims)
    begins = [sentence.start_char for sentence in body.doc.sents]
    at_sentence = [bisect_right(begins, claim.start) for claim in claims]
    found: dict[int, int] = {}
    for index, claim in enumerate(claims):
        if _is_answer(claim):
            answered = _find_answered(body, claims, at_sentence, index, figures)
        else:
            answered = _find_inside(body, claims, index) if claim.stance in ANSWERING else None
        if answered is not None:
            found[index] = answered
    kept = [index for index, claim in enumerate(claims) if index in found or not _is_answer(claim)]
    new_index = {old: new for new, old in enumerate(kept)}
    return [_settle(claims[old], claims, found.get(old), new_index) for old in kept]


def take_over(claims: Sequence[Claim]) -> list[Claim]:
    """Let what only points at a claim say what that one says: it is of the same kind, and resolved by its words."""
    return [_take_over(claim, claims) for claim in claims]


def _take_over(claim: Claim, claims: Sequence[Claim]) -> Claim:
    if claim.answers is None:
        return claim
    other = claims[claim.answers]
    if not _is_answer(claim):
        # "Rejected Roe's claim that it failed": the claim inside is read as Roe's.
        return replace(
            claim,
            claim_type=other.claim_type,
            is_checkable=other.is_checkable,
            resolved=other.resolved,
            is_self_contained=other.is_self_contained,
        )
    return replace(
        claim,
        claim_type=other.claim_type,
        is_checkable=other.is_checkable,
        resolved=f"{claim.proposition} [{make_round(name_plainly(other.resolved))}]",
        is_self_contained=other.is_self_contained,
    )


def _find_inside(body: Body, claims: Sequence[Claim], index: int) -> int | None:
    """The claim that a noun in an answer reports: "rejected the mayor's claim that it failed"."""
    claim = claims[index]
    words = body.span_of(Chars((claim.start, claim.end)))
    if words is None or not is_claim_noun(words.root):
        return None
    for at in range(index + 1, min(index + 1 + MOST_BETWEEN, len(claims))):
        if claims[at].start >= claim.end:
            return None
        if claims[at].end == claim.end and claims[at].voice == "nominal" and not _are_one(claims[at], claim):
            return at
    return None


def _settle(claim: Claim, claims: Sequence[Claim], answered: int | None, new_index: dict[int, int]) -> Claim:
    if answered is None:
        return claim
    other = claims[answered]
    if not _is_answer(claim):
        return replace(claim, answers=new_index[answered])
    return replace(
        claim,
        answers=new_index[answered],
        polarity=other.polarity,
        event_start=other.event_start,
        event_end=other.event_end,
        event_grain=other.event_grain,
    )


def _is_answer(claim: Claim) -> bool:
    return (claim.rule or "").startswith(ANSWER_RULE)


def _find_answered(
    body: Body, claims: Sequence[Claim], at_sentence: Sequence[int], index: int, figures: Sequence[Figure]
) -> int | None:
    """The one claim by somebody else in the nearest sentence before an answer that can be what it answers."""
    answer = claims[index]
    words = body.span_of(Chars((answer.start, answer.end)))
    if words is None:
        return None
    reach = NOUN_REACH if is_claim_noun(words.root) else PRONOUN_REACH
    nearest: int | None = None
    for at in range(index - 1, max(-1, index - 1 - MOST_BETWEEN), -1):
        other = claims[at]
        if at_sentence[index] - at_sentence[at] > reach:
            break
        if other.end > answer.start or not _may_be_answered(body, other, answer, words.root, figures):
            continue
        if nearest is None:
            if not _stands_alone(claims, at):
                return None
            nearest = at
        elif at_sentence[at] == at_sentence[nearest]:
            return None  # two may be meant
        else:
            break
    return nearest


def _stands_alone(claims: Sequence[Claim], at: int) -> bool:
    """Whether a claim is all that its speaker says there: of several sentences any may be meant."""
    one = claims[at]
    near = claims[max(0, at - 1)], claims[min(at + 1, len(claims) - 1)]
    return one.voice != "direct" or all(other is one or other.quote != one.quote for other in near)


def _is_whose(pointer: Token, other: Claim) -> bool:
    """Whether a noun names nobody as its owner, or the claimant: "the Post report", "the chief's claim"."""
    name = f"{other.claimant_name or ''} {other.claimant_text or ''}".lower().split()
    for each in pointer.lefts:
        if each.lower_ == "its" or (each.tag_ in PROPER_NOUNS and each.lower_ not in name):
            return False
        if each.dep_ == "poss" and each.tag_ in NOUNS and each.lower_ not in name:
            return False
    return True


def _may_be_answered(body: Body, other: Claim, answer: Claim, pointer: Token, figures: Sequence[Figure]) -> bool:
    if other.stance not in _ANSWERABLE or other.voice == "narrator" or _is_answer(other) or _are_one(other, answer):
        return False
    if not _is_whose(pointer, other):
        return False
    words = load_claim_words().answers
    span = body.span_of(Chars((other.start, other.end)))
    is_accusation = other.stance == "alleges" or (span is not None and accuses(span))
    if pointer.lower_ in words.accusations:
        return is_accusation
    if pointer.lower_ in words.amounts:
        return bool(find_overlapping(figures, other.start, other.end))
    if not is_claim_noun(pointer) and pointer.lower_ in ("it", "them"):
        return is_accusation or pointer.head.lower_ not in list_verb_forms("claims_only")
    return True


def _are_one(one: Claim, other: Claim) -> bool:
    """Whether two claims have one claimant, or may have: of somebody whom no name tells apart, one does not know."""
    if one.claimant_key is None and one.claimant_name is None and one.claimant_text is None:
        return one.voice != "nominal"
    if one.claimant_key is not None or other.claimant_key is not None:
        return one.claimant_key == other.claimant_key
    return (one.claimant_name or one.claimant_text) == (other.claimant_name or other.claimant_text)
