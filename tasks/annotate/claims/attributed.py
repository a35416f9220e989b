"""Say whose a statement is that a clause without a quote, or a quote without a speaker, makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from tasks.annotate.claims.ahead import auxiliaries
from tasks.annotate.claims.lexicon import list_kind_forms, list_states
from tasks.annotate.claims.nominal import make_claim, name_claimant
from tasks.annotate.claims.stance import look_up
from tasks.annotate.claims.wording import find_certainty, trim_span
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.annotate.speakers.speaker import make_key
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import load_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    LONGEST_CLIMB,
    PRESENT,
    PROPER_NOUNS,
    child,
    is_finite,
    is_infinitive,
    object_of,
    own_subject,
)
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_negated

# Clauses beside another: what stands in them is not said of it.
_BESIDE = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "pcomp"})
_ANY = frozenset({"all", "any", "each", "every"})
_DENYING = frozenset({"denies", "does_not_confirm"})


def give_to_outlet(body: Body, claims: Sequence[Claim], outlet: str | None) -> Iterator[Claim]:
    """Let the outlet foresee what nobody is said to: "the House is expected to vote on Friday".

    What was expected once, what people are held to ("students are expected to wear it") and states stay nobody's.

    Args:
        body: The parsed body.
        claims: What its quotes claim.
        outlet: Who speaks where nobody is quoted; None where it is not known.
    """
    for claim in claims:
        is_nobodys = claim.quote is not None and not claim.claimant_text and not claim.claimant_name
        is_open = is_nobodys and claim.stance == "predicts"
        words = body.span_of(Chars((claim.start, claim.end))) if is_open else None
        if words is None or not _is_awaited_now(words.root):
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


def _is_awaited_now(verb: Token) -> bool:
    """Whether a clause says that something happens soon: "the House is expected to vote"."""
    subject, what = own_subject(verb), child(verb, "xcomp")
    if verb.lower_ != "expected" or subject is None or what is None or not is_infinitive(what):
        return False
    aux = auxiliaries(verb)
    if len(aux) != 1 or aux[0].tag_ not in PRESENT or aux[0].i < subject.i or verb.dep_ not in ("ROOT", "conj"):
        return False
    if what.lower_ in list_states() or what.lower_ in list_kind_forms("stative"):
        return False
    first = subject.left_edge
    is_any = first.tag_ in COMMON_NOUNS or first.tag_ == "JJ" or first.lower_ in _ANY | load_function_words().indefinite
    is_somebody = may_speak(subject.lower_) or is_person_noun(subject.lower_)
    return subject.tag_ not in COMMON_NOUNS or not (is_any and is_somebody)


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
    if cue is None or relative is None or relative.head == cue.root or cue.root.head != words.root:
        return claim
    stance = look_up(cue.root)[0]
    told = {cue.root, relative.head}
    if is_negated(cue.root) or stance in _DENYING or any(is_finite(each) for each in words if each not in told):
        return claim  # "which the army said killed eight and which left 40 hurt"
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
    if according is None or source is None or source.i >= words.end or not _tells(according, source, verb):
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


def _tells(according: Token, source: Token, verb: Token) -> bool:
    """Whether "according to" gives a source, and not the way in which things go: "according to their rank".

    A pause sets a source off. What a plan or a rule has it is so, or will be, only where the clause says that it is to.
    """
    if according.i > according.sent.start and according.nbor(-1).text not in (",", "("):
        return False
    after = according.right_edge.i + 1
    if after < len(according.doc) and not according.doc[after].is_punct:
        return False
    word = source.lower_
    if word in load_cues().not_a_source.according_to or word in load_cues().evidence.texts:
        return any(each.tag_ == "MD" for each in auxiliaries(verb))
    if source.tag_ in PROPER_NOUNS or source.tag_ == "PRP" or may_speak(word) or is_person_noun(word):
        return True
    evidence = load_cues().evidence
    return word in list_kind_forms("records") or word in evidence.things or word in evidence.written


def _is_of(according: Token, verb: Token) -> bool:
    token = according
    for _ in range(LONGEST_CLIMB):
        if token.head == verb:
            return token == according or token.dep_ not in _BESIDE
        if token != according and token.dep_ in _BESIDE:
            return False
        token = token.head
    return False
