"""Find what somebody says inside what somebody else reports: "the Post said that Roe told clerks that it failed"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from tasks.annotate.claims.chain import ARROW, name_source
from tasks.annotate.claims.nominal import make_claim, name_claimant
from tasks.annotate.claims.stance import find_stance, is_done
from tasks.annotate.claims.wording import drop_conjunction, find_head, is_reported_clause, trim_span
from tasks.annotate.spans import Claim, Mention
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import list_verb_forms
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, PROPER_NOUNS, child, is_finite, is_passive, own_subject
from tasks.language.people import may_speak


def find_nested_claims(
    body: Body, claims: Sequence[Claim], mentions: Sequence[Mention], speakers: SpeakerResolver
) -> Iterator[Claim]:
    """Find what a claim passes on: its main clause is a report itself.

    Args:
        body: The parsed body.
        claims: What its quotes claim.
        mentions: Its mentions, which name who said it first.
        speakers: Who speaks in it.

    Yields:
        Claims with voice `indirect` of whoever said it first, with the one who passes it on in `source_chain`. Nothing
        of whoever reports himself, of shares of people, or that another claim covers.
    """
    starts = {claim.start for claim in claims}
    for claim in claims:
        main = body.span_of(Chars((claim.start, claim.end)))
        if main is None or claim.stance != "asserts" or claim.proposition != body.text[claim.start : claim.end]:
            continue
        found = _find_reported(main, is_own=claim.voice == "direct")
        if found is None or found[1].start_char in starts:
            continue
        subject, words = found
        stance = find_stance(find_head(main), words, is_direct=False)
        if stance is None or stance[1]:
            continue
        inner = make_claim(words, stance[0], "indirect", subject, mentions, f"relayed.{stance[0]}")
        if inner.claimant_key is None:
            inner = name_claimant(inner, speakers.identify(subject, Tokens((subject.left_edge.i, subject.i + 1))))
        chain = _chain(claim, inner.claimant_name, name_source(subject))
        if chain is not None and (inner.claimant_key is None or inner.claimant_key != claim.claimant_key):
            yield replace(inner, source_chain=chain)


def _find_reported(main: Span, *, is_own: bool) -> tuple[Token, Span] | None:
    """Who says something inside words, and what; None where nobody does.

    Args:
        main: The words.
        is_own: Whether they are somebody's own, in which "I" is who passes it on.
    """
    verb = find_head(main)
    subject, clause = own_subject(verb), _find_told(verb)
    if subject is None or clause is None or verb.lower_ not in list_verb_forms("relays"):
        return None
    if not is_finite(verb) or not is_done(verb) or is_passive(verb) or not _may_tell(subject):
        return None
    is_clause = is_finite(clause) or is_reported_clause(clause)
    begin, end = clause.left_edge.i, min(clause.right_edge.i + 1, main.end)
    if not is_clause or own_subject(clause) is None or begin <= verb.i or begin >= end or subject.i < main.start:
        return None
    words = trim_span(main.doc[begin:end])
    if words is None or any(each.is_quote or each.text == ":" for each in words):
        return None
    if is_own and any(each.lower_ in load_function_words().not_third_person for each in words):
        return None
    return subject, drop_conjunction(words)


def _find_told(verb: Token) -> Token | None:
    """The clause that a verb reports: of "told clerks that it failed" the parser hangs it on the clerks."""
    hearer = child(verb, "dobj")
    told = None if hearer is None or not may_speak(hearer.lower_) else child(hearer, "ccomp")
    subject = None if told is None else child(told, *NOUN_SUBJECTS)
    is_told = (
        subject is not None
        and subject.tag_ != "WDT"
        and subject.left_edge.i > 0
        and subject.left_edge.nbor(-1).lower_ == "that"
    )
    return child(verb, "ccomp") or (told if is_told else None)


def _may_tell(subject: Token) -> bool:
    """Whether a subject is one that says something: no pronoun, no share of people."""
    if subject.tag_ not in NOUNS or any(each.like_num or each.text == "%" for each in subject.subtree):
        return False
    return subject.tag_ in PROPER_NOUNS or may_speak(subject.lower_)


def _chain(claim: Claim, name: str | None, words: str | None) -> str | None:
    """Name who passed it on before who said it first, nearest to the reader first.

    Args:
        claim: What is passed on.
        name: Who said it first, where he is named.
        words: How the article words him there.
    """
    outer = claim.source_chain or claim.claimant_name or claim.claimant_text
    inner = name or words
    if inner is None or outer is None:
        return None
    names = outer.split(ARROW)
    if len(names) > 1 and words is not None and _are_one(names[-1], words):
        return outer
    return None if any(_are_one(inner, each) for each in names) else ARROW.join((*names, inner))


def _are_one(one: str, other: str) -> bool:
    """Whether one of two names holds the other: "Roe", "Ann Roe"."""
    return one.lower() in other.lower() or other.lower() in one.lower()
