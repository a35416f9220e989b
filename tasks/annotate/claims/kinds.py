"""Say of what kind a claim is, and whether facts can show that it is true or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from expectations.enumerations import ClaimType
from tasks.annotate.claims.lexicon import list_kind_forms, list_states, load_claim_words
from tasks.annotate.claims.stance import has_to
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    ADJECTIVES,
    AUXILIARIES,
    NOUNS,
    VERBS,
    child,
    is_finite,
    is_infinitive,
    is_negated,
    own_subject,
)

_WANTED = frozenset({"demands", "promises"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "there", "what", "which"})


def sort_claims(
    body: Body, claims: Sequence[Claim], dates: Sequence[DateSpan], figures: Sequence[Figure]
) -> list[Claim]:
    """Give each claim its type, and say whether it can be checked.

    Args:
        body: The parsed body.
        claims: Claims of the article.
        dates: Its time expressions.
        figures: Its figures.
    """
    found: list[Claim] = []
    for claim in claims:
        stretch = body.span_of(Chars((claim.start, claim.end)))
        if stretch is None:
            found.append(claim)
            continue
        amounts = [each for each in find_overlapping(figures, claim.start, claim.end) if counts(each)]
        days = [each for each in find_overlapping(dates, claim.start, claim.end) if each.is_resolved]
        claim_type = find_type(claim, stretch, bool(amounts))
        is_firm = bool(amounts) or bool(days)
        is_checkable = find_checkable(claim, stretch, claim_type, bool(amounts), is_firm)
        found.append(replace(claim, claim_type=claim_type, is_checkable=is_checkable))
    return found


def counts(figure: Figure) -> bool:
    """Whether a figure measures something: not "first", and not "one" that only picks one out."""
    return figure.kind != "rank" and not (figure.value == 1 and figure.kind == "count" and figure.change is None)


def find_type(claim: Claim, words: Span, has_amount: bool) -> ClaimType:
    """Say of what kind a claim is; where several kinds hold, the one that decides how it is checked."""
    kinds, root = load_claim_words().kinds, words.root
    inside = {token.lower_ for token in words}
    if claim.stance in _WANTED:
        return "position"
    if claim.stance == "asks":
        return "other"
    if claim.stance == "predicts" or _is_to_come(root):
        return "prediction"
    if has_to(root) or any(each.lower_ in kinds.norms for each in _auxiliaries(root)):
        return "position"
    if _rules(root):
        return "law_or_rule"
    subject = own_subject(root)
    tells_why = subject is not None and subject.lower_ in ("reason", "cause")
    if tells_why or root.lower_ in list_kind_forms("causing") or inside & kinds.by_cause:
        return "cause"
    if _compares(words) or root.lower_ in list_kind_forms("changing"):
        return "comparison"
    if has_amount:
        return "quantity"
    if _happened(claim, root):
        return "event"
    return "position" if root.lower_ in list_kind_forms("siding") else "other"


def _auxiliaries(verb: Token) -> list[Token]:
    return [each for each in verb.children if each.dep_ in AUXILIARIES]


def _is_to_come(verb: Token) -> bool:
    """Whether a clause tells what is to come: "will", "is going to", "is expected to", "would" without a condition."""
    kinds = load_claim_words().kinds
    aux = _auxiliaries(verb)
    if any(each.lower_ in kinds.future and each.tag_ == "MD" for each in aux):
        return not any(each.lower_ == "have" for each in aux)
    what = child(verb, "xcomp")
    if what is not None and is_infinitive(what) and verb.lower_ in kinds.coming:
        return True
    predicate = child(verb, "acomp")
    return predicate is not None and predicate.lower_ in kinds.coming and child(predicate, "xcomp") is not None


def _rules(verb: Token) -> bool:
    """Whether a clause says what a law or rule has it that people do."""
    kinds = load_claim_words().kinds
    predicate = child(verb, "acomp")
    if predicate is not None and predicate.lower_ in kinds.lawful:
        return True
    subject = own_subject(verb)
    return (
        verb.lower_ in list_kind_forms("ruling") and subject is not None and subject.lower_ in list_kind_forms("laws")
    )


def _compares(words: Span) -> bool:
    """Whether a clause sets one thing beside another: "safer than", "the largest", "twice as many as"."""
    for token in words:
        if token.tag_ in ("JJS", "RBS") and _ranks(token):
            return True
        if token.tag_ in ("JJR", "RBR") and any(each.lower_ == "than" for each in token.children):
            than = next(each for each in token.children if each.lower_ == "than")
            # "more than 300" is a bound.
            return not (than.i + 1 < len(words.doc) and than.nbor().like_num)
        if token.lower_ in ("compared", "versus", "vs", "vs."):
            return True
    return False


def _ranks(word: Token) -> bool:
    """Whether a superlative sets one thing above others: not "most of them", "at least", "the latest"."""
    if word.lower_ in load_claim_words().kinds.no_rank:
        return False
    return word.lower_ not in ("most", "least") or word.head.tag_ in ADJECTIVES | {"RB"}


def _happened(claim: Claim, verb: Token) -> bool:
    """Whether a clause, or a noun phrase that is confirmed or denied, tells of something that happened."""
    if not is_finite(verb):
        return verb.tag_ in VERBS | NOUNS and claim.stance in ("confirms", "denies", "does_not_confirm")
    if verb.tag_ not in VERBS or verb.lower_ in list_states():
        return False
    perfect = load_claim_words().narrator.perfect
    return verb.tag_ in ("VBD", "VBN") or any(
        each.lower_ in perfect or each.tag_ == "VBD" for each in _auxiliaries(verb)
    )


def find_checkable(claim: Claim, words: Span, claim_type: ClaimType, has_amount: bool, is_firm: bool) -> bool:
    """Whether facts can show a claim true or false: no question, wish, taste or opinion.

    Args:
        claim: The claim.
        words: Its words.
        claim_type: What `find_type` gives.
        has_amount: Whether it holds a figure.
        is_firm: Whether it holds a figure or a day.
    """
    kinds, root = load_claim_words().kinds, words.root
    if claim.stance in _WANTED or claim.stance == "asks" or claim_type == "position":
        return False
    if words[0].lower_ in load_claim_words().certainty.unknown_openers - {"whether", "if"} and words[0].dep_ != "det":
        return False
    if claim_type == "prediction":
        return is_firm
    subject = own_subject(root)
    if subject is not None and subject.lower_ in ("you", "one"):
        return False
    if subject is not None and subject.lower_ in load_function_words().first_person and root.lower_ in _minds():
        return False
    if has_amount:
        return True
    may_be = any(each.lower_ in kinds.open for each in _auxiliaries(root)) and not is_negated(root)
    if may_be or judges(root):
        return False
    if subject is not None and (subject.lower_ in _POINTING or subject.lower_ in load_function_words().first_person):
        return is_firm or any(each.ent_type_ for each in words)
    if claim_type == "other":
        return is_firm or _states_fact(root, subject)
    if not is_finite(root) and root.tag_ in NOUNS:
        return len(words) > 2
    return True


def _minds() -> frozenset[str]:
    return list_kind_forms("minding")


def judges(verb: Token) -> bool:
    """Whether a clause says what somebody thinks of a thing: "is great", "the best idea", "did a terrible job"."""
    judging = load_claim_words().kinds.judging
    for each in verb.children:
        parts = each.children if each.dep_ in _PREDICATES or each.dep_ == "dobj" else ()
        if each.lower_ in judging or any(part.lower_ in judging for part in parts):
            return True
    return False


def _states_fact(verb: Token, subject: Token | None) -> bool:
    """Whether a clause in the present tells of somebody or something definite how it is: "Roe owns the mill"."""
    if subject is None or subject.tag_ not in NOUNS | {"PRP", "CD"}:
        return False
    if verb.lower_ not in load_function_words().be:
        return verb.lower_ not in _minds() and verb.tag_ in VERBS
    predicate = child(verb, *_PREDICATES)
    if predicate is None:
        return child(verb, "prep", "advmod") is not None
    return predicate.tag_ in NOUNS and predicate.tag_ not in ADJECTIVES and subject.tag_ != "PRP"
