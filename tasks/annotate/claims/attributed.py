"""Say whose a statement is that a clause without a quote, or a quote without a speaker, makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from tasks.annotate.claims.nominal import make_claim, name_claimant
from tasks.annotate.claims.stance import look_up
from tasks.annotate.claims.wording import find_certainty, trim_span
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.annotate.speakers.speaker import make_key
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import LONGEST_CLIMB, child, object_of

# Clauses beside another: what stands in them is not said of it.
_BESIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "pcomp"})


def give_to_outlet(body: Body, claims: Sequence[Claim], outlet: str | None) -> Iterator[Claim]:
    """Let the outlet foresee what nobody is said to: "the House is expected to vote on Friday".

    Args:
        body: The parsed body.
        claims: What its quotes claim.
        outlet: Who speaks where nobody is quoted; None where it is not known.
    """
    for claim in claims:
        if claim.stance != "predicts" or claim.quote is None or claim.claimant_text or claim.claimant_name:
            yield claim
            continue
        yield replace(
            claim,
            proposition=" ".join(body.text[claim.start : claim.end].split()),
            voice="narrator",
            claimant_name=outlet,
            claimant_key=make_key("org", outlet) if outlet else None,
            claimant_kind="organization" if outlet else "unknown",
            source_chain=None,
            quote=None,
            rule="narrator.awaited",
        )


def attribute_claims(
    body: Body, claims: Sequence[Claim], quotes: Sequence[Quote], mentions: Sequence[Mention], speakers: SpeakerResolver
) -> Iterator[Claim]:
    """Give those their statements whom the article names as their source inside them.

    Args:
        body: The parsed body.
        claims: Statements of the outlet's own.
        quotes: Quotes of the article.
        mentions: Its mentions, which name the sources.
        speakers: Who speaks in it.

    Yields:
        Each claim, as that of its source where "according to" gives one, or where whoever says it stands within a
        relative clause: "the raid, which the army said killed eight".
    """
    relating = [quote for quote in quotes if quote.rule == "indirect.relative" and quote.cue is not None]
    for claim in claims:
        words = body.span_of(Chars((claim.start, claim.end)))
        quote = next(
            (each for each in find_overlapping(relating, claim.start, claim.end) if _relates(claim, each)), None
        )
        if words is None:
            yield claim
        elif quote is not None:
            yield _give_to_speaker(body, claim, quote, words)
        else:
            yield _give_to_source(claim, words, mentions, speakers)


def _relates(claim: Claim, quote: Quote) -> bool:
    """Whether a claim is what a relative clause adds, in which somebody else says it."""
    return claim.start < quote.start and quote.end == claim.end and quote.speaker is not None


def _give_to_speaker(body: Body, claim: Claim, quote: Quote, words: Span) -> Claim:
    cue = None if quote.cue is None else body.span_of(quote.cue)
    relative = body.token_at(quote.start)
    if cue is None or relative is None or relative.head == cue.root or cue.root.head.left_edge.idx != claim.start:
        return claim
    stance = look_up(cue.root)[0]
    return replace(
        claim,
        stance=stance,
        certainty=find_certainty(words, stance),
        voice="indirect",
        claimant_name=quote.speaker_name,
        claimant_key=quote.speaker_key,
        claimant_kind=quote.speaker_kind,
        claimant_role=quote.speaker_role,
        claimant_text=None if quote.speaker is None else body.text[slice(*quote.speaker)],
        said_at=quote.said_at,
        said_grain=quote.said_grain,
        rule="relayed.relative",
    )


def _give_to_source(claim: Claim, words: Span, mentions: Sequence[Mention], speakers: SpeakerResolver) -> Claim:
    """Give a claim to whom it is "according to"; what only a part of it is according to stays the outlet's."""
    verb = words.root
    according = next((each for each in words if each.lower_ == "according" and _is_of(each, verb)), None)
    to = None if according is None else child(according, "prep")
    source = None if to is None else object_of(to)
    if according is None or source is None or source.i >= words.end:
        return claim
    told = words
    if according.right_edge.i >= words.end - 1:
        told = trim_span(words.doc[words.start : according.left_edge.i]) or words
    elif according.i == words.start:
        told = trim_span(words.doc[according.right_edge.i + 1 : words.end]) or words
    made = make_claim(told, "asserts", "indirect", source, mentions, "relayed.according")
    if made.claimant_key is None:
        made = name_claimant(made, speakers.identify(source, Tokens((source.left_edge.i, source.i + 1))))
    return replace(made, event_start=claim.event_start, event_end=claim.event_end, event_grain=claim.event_grain)


def _is_of(according: Token, verb: Token) -> bool:
    token = according
    for _ in range(LONGEST_CLIMB):
        if token.head == verb:
            return token == according or token.dep_ not in _BESIDE
        if token != according and token.dep_ in _BESIDE:
            return False
        token = token.head
    return False
