"""Find what is claimed: one row a proposition, with who stands behind it and how sure the wording is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from spacy.tokens import Span, Token

from tasks.annotate.claims.ahead import is_own_day, is_shifted_will
from tasks.annotate.claims.answered import find_answered, find_unowned
from tasks.annotate.claims.answers import ANSWER_RULE, points_elsewhere, settle_answers, take_over, take_phrase
from tasks.annotate.claims.attributed import attribute_claims, give_to_outlet
from tasks.annotate.claims.called import find_called
from tasks.annotate.claims.chain import SourceChains
from tasks.annotate.claims.kinds import sort_claims
from tasks.annotate.claims.lexicon import ClaimStance, list_sides, load_claim_words
from tasks.annotate.claims.narrator import find_narrator_claims
from tasks.annotate.claims.nested import find_nested_claims
from tasks.annotate.claims.nominal import find_answering_claims, find_nominal_claims, make_unowned
from tasks.annotate.claims.resolved import resolve_claims
from tasks.annotate.claims.stance import (
    ANSWERING,
    find_cue_verb,
    find_reported,
    find_stance,
    find_undone,
    is_order,
    is_proposition,
    is_put_forward,
    is_topic,
)
from tasks.annotate.claims.stretch import Story
from tasks.annotate.claims.whole import lacks_part
from tasks.annotate.claims.wording import (
    drop_conjunction,
    drop_manner,
    find_assertion,
    find_certainty,
    find_head,
    find_polarity,
    is_question,
    make_span,
    trim_span,
)
from tasks.annotate.event_days import find_grain, span_events
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body, Chars
from tasks.language.grammar import NOMINALS, WH_WORDS, is_finite, is_passive, own_subject
from tasks.language.people import is_person_noun

_SENTENCE_ENDS = frozenset(".?!\u2026;:")
# What is to be done has its days at another verb: "promised to sell it by May".
_TO_BE = frozenset({"demands", "promises", "predicts", "asks"})
# What somebody asks or leaves open may be a question.
# Quotes that hold a clause, by the rules that find them.
_CLAUSE_RULES = frozenset({"indirect.that", "indirect.clause", "indirect.preposed", "indirect.inserted"})
# With these a clause may stand beside another one: "if it rains, we stay".
_BESIDE = frozenset({"if", "when", "where"})
_WHEN = frozenset({"when", "where", "while"})
_CALLED: tuple[ClaimStance, bool] = ("asserts", False)
_LEFT_OPEN = frozenset({"asks", "does_not_confirm"})
_OPPOSITE = {"affirmative": "negative", "negative": "affirmative"}


def find_claims(
    body: Body,
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    dates: Sequence[DateSpan],
    speakers: SpeakerResolver,
    figures: Sequence[Figure] = (),
    outlet: str | None = None,
    published_at: datetime | None = None,
    is_opinion: bool = False,
) -> list[Claim]:
    """Read every claim that an article reports.

    Args:
        body: One article's body, tagged and parsed.
        quotes: Its attributed utterances. Each sentence of a direct quote that asserts or asks something is a claim;
            an indirect or mixed quote is one claim. A fragment without a finite verb and its subject is none.
        mentions: Its mentions of entities, which name the claimants of nominal claims ("Oslo's denial of ...").
        dates: Its time expressions; those inside a proposition say when it happens.
        speakers: Who speaks in it, as the quotes have found them; says whose a noun's claim is.
        figures: Its figures, which make a statement of the outlet's own a claim.
        outlet: Who claims what the article says in its own voice.
        published_at: When it appeared: whom "the president" means.
        is_opinion: Whether the article is a column or the like.

    Returns:
        Claims in text order.

    Source:
        docs/decisions/006-linking.md
    """
    chains = SourceChains(body, quotes)
    claims = [
        claim
        for index, quote in enumerate(quotes)
        for claim in _read_quote(body, index, quote, chains)
        if claim.voice == "direct" or not _is_authors(body, quote) or find_overlapping(figures, claim.start, claim.end)
    ]
    claims += _leave_out(claims, find_answering_claims(body, quotes, mentions, speakers))
    claims += _leave_out(claims, find_nested_claims(body, claims, mentions, speakers))
    # "making clear his belief that it failed" is one claim, whatever else reports it.
    claims += _leave_out(claims, find_nominal_claims(body, quotes, mentions, speakers))
    dated = [_add_event(body, claim, dates, published_at) for claim in give_to_outlet(body, claims, outlet)]
    made = {claim.quote for claim in claims if claim.quote is not None}
    telling = [
        quote
        for index, quote in enumerate(quotes)
        if (not _is_share(quote, figures) if index in made else _is_told(body, quote, figures))
    ]
    stated = list(find_narrator_claims(body, telling, mentions, dates, figures, outlet, is_opinion))
    dated += _leave_out(dated, attribute_claims(body, stated, quotes, mentions, speakers))
    dated.sort(key=lambda claim: (claim.start, claim.end, claim.quote is None, claim.quote or 0))
    settled = settle_answers(body, dated, figures)
    resolved = resolve_claims(Story(body, quotes, mentions, dates, speakers, published_at), settled)
    sorted_claims = take_over(sort_claims(body, resolved, quotes, dates, figures, published_at))
    return [_word_claimant(body, quotes, claim) for claim in sorted_claims]


def _leave_out(told: Sequence[Claim], claims: Iterable[Claim]) -> list[Claim]:
    """List the claims whose words are none of those told."""
    places = {(claim.start, claim.end) for claim in told}
    return [claim for claim in claims if (claim.start, claim.end) not in places]


def _is_share(quote: Quote, figures: Sequence[Figure]) -> bool:
    """Whether a share of some people say it: how many do is a statement too."""
    if quote.type == "direct" or quote.speaker is None:
        return False
    return any(each.kind in ("percent", "ratio") for each in find_overlapping(figures, *quote.speaker))


def _is_told(body: Body, quote: Quote, figures: Sequence[Figure]) -> bool:
    """Whether a quote that is no claim leaves the outlet nothing to state: it does that Roe "pushed for the bill".

    Of a clause that states nothing ("said it would", "asked whether") there is only how many it is about.
    """
    if quote.type == "direct":
        return True
    cue = None if quote.cue is None else body.span_of(quote.cue)
    if cue is None or cue.root.lower_ in list_sides():
        return cue is None
    is_clause = quote.rule in _CLAUSE_RULES or find_assertion(next(_take_whole(body, quote), [])) is not None
    return is_clause and not find_overlapping(figures, quote.start, quote.end)


def _read_quote(body: Body, index: int, quote: Quote, chains: SourceChains) -> Iterator[Claim]:
    is_direct = quote.type == "direct"
    cue = body.span_of(quote.cue) if quote.cue else None
    for said in _split_direct(body, quote) if is_direct else _take_whole(body, quote):
        verb, pieces = _look_inside(cue, said, is_direct)
        asserted = find_assertion(pieces)
        if not pieces or (asserted is None and is_direct and not is_order(pieces)):
            continue
        main = asserted or pieces[0]
        is_called = find_called(quote, verb, pieces) is not None
        stance = _CALLED if is_called else _find_stance(verb, pieces, asserted, is_direct)
        if stance is None or not (is_called or _states(quote, pieces, main, verb, stance[0])):
            continue
        rule = f"quote.{quote.type}"
        if stance[0] in ANSWERING and not is_direct and len(pieces) == 1:
            answer = _find_answer(verb, main, rule)
            if answer is None:
                continue
            main, rule = answer
            pieces = [main]
        polarity = find_polarity(main)
        unowned = None if is_direct else find_unowned(main, cue)
        if unowned is not None:
            yield make_unowned(unowned, main)
            continue
        yield Claim(
            start=pieces[0].start_char,
            end=pieces[-1].end_char,
            proposition=" ".join(body.text[piece.start_char : piece.end_char] for piece in pieces),
            stance=stance[0],
            polarity=_OPPOSITE[polarity] if stance[1] else polarity,
            certainty=find_certainty(
                main, stance[0], is_shifted=not is_direct and is_shifted_will(body, verb, find_head(main))
            ),
            voice=quote.type,
            claimant_name=quote.speaker_name,
            claimant_key=quote.speaker_key,
            claimant_kind=quote.speaker_kind,
            source_chain=chains.find(index),
            quote=index,
            said_at=quote.said_at,
            said_grain=quote.said_grain,
            claimant_role=quote.speaker_role,
            claimant_text=None if quote.speaker is None else body.text[slice(*quote.speaker)],
            rule=rule,
        )


def _states(quote: Quote, pieces: Sequence[Span], main: Span, verb: Token | None, stance: ClaimStance) -> bool:
    """Whether words that a quote reports are put forward, and name more than what is spoken about."""
    if quote.type != "direct" and not _says_something(quote, pieces, main, verb, stance):
        return False
    return is_put_forward(quote, verb, stance) and not (len(pieces) == 1 and is_topic(main, stance))


def _says_something(quote: Quote, pieces: Sequence[Span], main: Span, verb: Token | None, stance: ClaimStance) -> bool:
    """Whether reported words put something forward: no fragment, no indirect question, no clause that tells when."""
    if stance in ANSWERING and points_elsewhere(main):
        return True  # "The town denied that."
    if not is_proposition(main, stance, pieces) or _hangs_beside(quote, main, verb, stance):
        return False
    if stance not in _LEFT_OPEN and main[0].lower_ not in _BESIDE and is_question(main):
        return False  # "showed how it failed" says nothing of how
    # "Voters were encouraged to stay": by whom is not told.
    return stance != "demands" or quote.speaker is not None or verb is None or not is_passive(verb)


def _word_claimant(body: Body, quotes: Sequence[Quote], claim: Claim) -> Claim:
    """Say who claims it in the article's words: of "a report that says it failed", the report."""
    speaker = None if claim.quote is None else quotes[claim.quote].speaker
    words = None if speaker is None else body.span_of(Chars(speaker))
    if words is None or len(words) > 1 or words[0].tag_ not in WH_WORDS or words[0].head.dep_ != "relcl":
        return claim
    noun = words[0].head.head
    if noun.tag_ not in NOMINALS or (
        words[0].lower_ != "who" and (noun.ent_type_ == "PERSON" or is_person_noun(noun.lower_))
    ):
        return claim
    return replace(claim, claimant_text=noun.doc[noun.left_edge.i : noun.i + 1].text)


def _is_authors(body: Body, quote: Quote) -> bool:
    """Whether the author of a column reports himself, whose opinion it is, or concludes: "that suggests"."""
    if quote.speaker is None or quote.speaker_name is not None:
        return False
    speaker, token = body.text[slice(*quote.speaker)].lower(), body.token_at(quote.speaker[0])
    is_conclusion = token is not None and token.tag_ == "DT" and speaker in ("this", "that")
    return is_conclusion or speaker in load_claim_words().stance.nobodys


def _hangs_beside(quote: Quote, main: Span, verb: Token | None, stance: ClaimStance) -> bool:
    """Whether words are no report: a clause that tells when, or one whose subject is that of the verb that reports."""
    root = find_head(main)
    if verb is None or not is_finite(root):
        return False
    if root.dep_ == "advcl" and root.head == verb and main[0].lower_ not in ("if", "because", "that"):
        return True
    if lacks_part(root, verb.i if stance in ANSWERING else min(verb.i, main.start)):
        return True  # "a thing that Roe admits we lack"
    if stance in ANSWERING and main[0].lower_ in _WHEN and main[0].head == root:
        return True  # "denied it, when he was there"
    subject = own_subject(root)
    if subject is not None and subject.i == main.start and subject.lower_ in ("that", "which") and len(main) > 1:
        return subject.tag_ in WH_WORDS  # "a lamp that Roe admits shines"
    if root.dep_ == "conj" or subject is None or subject.i >= min(main.start, verb.i) or root != main[0]:
        return False
    # "The offer, according to the Post, came late" has its subject before whom it is from.
    return not any(start <= subject.idx < end for start, end in quote.fragments)


def _find_stance(
    verb: Token | None, pieces: Sequence[Span], asserted: Span | None, is_direct: bool
) -> tuple[ClaimStance, bool] | None:
    if is_direct and asserted is None:
        return "demands", False
    return find_stance(verb, pieces[-1] if pieces[-1][-1].text.endswith("?") else asserted or pieces[0], is_direct)


def _find_answer(verb: Token | None, words: Span, rule: str) -> tuple[Span, str] | None:
    """What is confirmed or denied, and by which rule; None for what is no claim."""
    is_pronoun = len(words) == 1 and points_elsewhere(words)
    answered = None if is_pronoun else find_answered(verb, words)
    if answered is not None:
        return answered, rule
    return (take_phrase(words), f"{ANSWER_RULE}quote") if points_elsewhere(words) else None


def _look_inside(cue: Span | None, said: list[Span], is_direct: bool) -> tuple[Token | None, list[Span]]:
    """Give the verb that reports and what it reports: of "declined | to confirm the merger", confirm and the merger.

    Returns:
        No words for what is left undone and would report nothing: "declined | to comment".
    """
    if cue is None:
        return None, said
    undone = None if is_direct else find_undone(cue, said[0])
    if undone is None:
        return find_cue_verb(cue), said
    reported = find_reported(undone)
    return undone, [] if reported is None else [reported]


def _take_whole(body: Body, quote: Quote) -> Iterator[list[Span]]:
    """Take an indirect or mixed quote as one proposition, without the conjunction that leads it in."""
    pieces: list[Span] = []
    for chars in quote.fragments:
        span = make_span(body, chars)
        if span is not None and not pieces:
            span = drop_conjunction(drop_manner(span))
        if span is not None:
            pieces.append(span)
    if pieces:
        yield pieces


def _split_direct(body: Body, quote: Quote) -> Iterator[list[Span]]:
    """Split a direct quote into sentences; one that the reporting clause interrupts is a list of two pieces."""
    sentences: list[list[Span]] = []
    for chars in quote.fragments:
        fragment = body.span_of(chars)
        for at, part in enumerate(() if fragment is None else _cut_at_sentences(fragment)):
            span = trim_span(part, body.text)
            if span is None:
                continue
            is_resumed = at == 0 and bool(sentences) and span[0].text[0].islower()
            if is_resumed and not _ends_sentence(sentences[-1][-1]):
                sentences[-1].append(span)
            else:
                sentences.append([span])
    yield from sentences


def _cut_at_sentences(fragment: Span) -> Iterator[Span]:
    """Cut where the parser ends a sentence and the text does too (the parser also cuts within long sentences)."""
    doc, begin, last = fragment.doc, fragment.start, ""
    for token in fragment:
        if token.i > begin and token.is_sent_start and (token.nbor(-1).is_space or _is_end(last, token.text)):
            yield doc[begin : token.i]
            begin, last = token.i, ""
        last = _strip_marks(token.text)[-1:] or last
    yield doc[begin : fragment.end]


def _ends_sentence(span: Span) -> bool:
    following = span.doc[span.end].text if span.end < len(span.doc) else ""
    return _is_end(next((text[-1] for token in reversed(span) if (text := _strip_marks(token.text))), ""), following)


def _is_end(last: str, following: str) -> bool:
    """Whether a text whose last character but for marks is given ends a sentence before a token."""
    return bool(last) and (last in _SENTENCE_ENDS or following[:1] in _SENTENCE_ENDS)


def _strip_marks(text: str) -> str:
    return text.rstrip("\"'\u201d\u2019 \n")


def _add_event(body: Body, claim: Claim, dates: Sequence[DateSpan], published_at: datetime | None) -> Claim:
    """Give a claim the days of its verb that stand inside it; with an open or unknown side that side stays open.

    What is demanded, promised or foreseen is none of days before it was said: "the same fate as in 2014".
    """
    near = find_overlapping(dates, claim.start, claim.end)
    inside = [date for date in near if claim.start <= date.start and date.end <= claim.end and date.is_resolved]
    if not inside:
        return claim
    words = body.span_of(Chars((claim.start, claim.end)))
    if claim.stance in _TO_BE:
        said_at = claim.said_at or published_at
        inside = [date for date in inside if said_at is None or date.date_end is None or date.date_end >= said_at]
    elif words is not None:
        inside = [date for date in inside if is_own_day(body, date, find_head(words))]
    if not inside:
        return claim
    first, last = span_events(inside)
    return replace(claim, event_start=first, event_end=last, event_grain=find_grain(inside))
