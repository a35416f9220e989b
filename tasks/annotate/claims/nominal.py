"""Find claims that no quote holds: nouns that report (`Oslo's denial of ...`) and what is left unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from spacy.tokens import Span, Token

from tasks.annotate.claims.answered import find_answered, is_claim_noun
from tasks.annotate.claims.answers import ANSWER_RULE, points_elsewhere
from tasks.annotate.claims.lexicon import ClaimStance, load_claim_words
from tasks.annotate.claims.stance import (
    ANSWERING,
    accuses,
    asks_what,
    is_done,
    is_done_by_nobody,
    is_reportable,
    leave_undone,
    look_up,
)
from tasks.annotate.claims.wording import (
    drop_conjunction,
    find_certainty,
    find_polarity,
    trim_span,
)
from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.spans import Claim, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.annotate.speakers.speaker import Speaker
from tasks.language.body import Body, Tokens
from tasks.language.cues import load_stance_nouns, load_stance_verbs
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    LONGEST_CLIMB,
    NOUNS,
    PLURALS,
    VERBS,
    child,
    children_after,
    find_agent,
    is_passive,
    object_of,
    own_subject,
    subject_of,
)
from tasks.language.people import is_person_noun
from tasks.language.places import find_words
from tasks.language.withheld import is_held_back, is_withheld

_KINDS = {"person": "person", "organization": "organization", "place": "government", "nationality": "group"}
_CLAUSES = frozenset(("acl", "ccomp", "relcl"))


def find_nominal_claims(
    body: Body, quotes: Sequence[Quote], mentions: Sequence[Mention], speakers: SpeakerResolver
) -> Iterator[Claim]:
    """Find what a noun reports, where the text says whose it is.

    Args:
        body: The parsed body.
        quotes: Its quotes; nouns in a speaker's own words, and nouns that are cues of quotes, are left to them.
        mentions: Its mentions, which name the claimants.
        speakers: Who speaks in it, the quotes' speakers remembered.

    Yields:
        Claims with voice `nominal`. A claimant that no mention names has no name and kind `unknown`.
    """
    told = _cover_told(quotes)
    for noun in map(body.doc.__getitem__, find_words(body.doc, _list_nouns())):
        if noun.tag_ not in COMMON_NOUNS or told.holds(noun.idx):
            continue
        entry = load_stance_nouns()[noun.lower_]
        claimant = _find_owner(noun)
        proposition = _find_reported(noun, entry[1]) if claimant is not None else None
        if claimant is None or proposition is None:
            continue
        stance: ClaimStance = entry[0]
        if stance == "predicts" and not any(each.tag_ in VERBS for each in proposition):
            continue  # "my prediction for 2026"
        if stance in ANSWERING:
            answered = find_answered(None, proposition)
            if answered is None or not _answers_claim(noun, proposition):
                continue
            proposition = answered
        elif stance == "alleges" and not accuses(proposition):
            stance = "asserts"
        claim = make_claim(proposition, stance, "nominal", claimant, mentions, f"nominal.{stance}")
        if claim.claimant_key is None and claimant.tag_ in NOUNS:
            # "the Pentagon chief's confirmation": whoever was named with that role.
            claim = name_claimant(claim, speakers.identify(claimant, Tokens((claimant.left_edge.i, claimant.i + 1))))
        yield claim


def _answers_claim(noun: Token, reported: Span) -> bool:
    """Whether a noun answers a claim: not "the rejection of the plan", which opposes it."""
    if noun.lower_ not in load_claim_words().answers.opposing:
        return True
    return reported.root.tag_ not in NOUNS or is_claim_noun(reported.root)


def find_answering_claims(
    body: Body, quotes: Sequence[Quote], mentions: Sequence[Mention], speakers: SpeakerResolver
) -> Iterator[Claim]:
    """Find what somebody denies, confirms or leaves unconfirmed, where no quote has that verb for its cue.

    Yields:
        Claims with voice `indirect`: what is left unconfirmed, what a noun that reports says ("dismissed the claim
        that it failed"), and words that point at what was said before ("denied it").
    """
    told, quoted = _cover_told(quotes), Cover((quote.start, quote.end) for quote in quotes)
    for verb in map(body.doc.__getitem__, find_words(body.doc, _list_answering_verbs())):
        if verb.tag_ not in VERBS or told.holds(verb.idx):
            continue
        stance, _ = load_stance_verbs()[verb.lower_]
        answer = _read_answer(verb, quoted)
        if answer is None:
            continue
        claimant, proposition, rule = answer
        done = leave_undone(verb, stance) if is_withheld(verb) or is_done_by_nobody(verb) else stance
        if done is None:
            continue
        claim = make_claim(proposition, done, "indirect", claimant, mentions, rule)
        if claim.claimant_key is None and rule != "verb.withheld":
            claim = name_claimant(claim, speakers.identify(claimant, Tokens((claimant.left_edge.i, claimant.i + 1))))
        yield claim


@cache
def _list_nouns() -> frozenset[str]:
    return frozenset(load_stance_nouns())


@cache
def _list_answering_verbs() -> frozenset[str]:
    return frozenset(form for form, (stance, _) in load_stance_verbs().items() if stance in ANSWERING)


def _read_answer(verb: Token, quoted: Cover) -> tuple[Token, Span, str] | None:
    """Who answers with a verb, what it is that he answers, and by which rule; None where nobody answers a claim."""
    claimant, reported = _find_parties(verb)
    if claimant is None or reported is None:
        return None
    # "a report not confirmed by the ministry": the participle is no part of what it says nothing of.
    end = verb.left_edge.i if verb.dep_ == "acl" and reported.i < verb.i else reported.right_edge.i + 1
    words = trim_span(verb.doc[reported.left_edge.i : end])
    if words is None or words.start <= verb.i < words.end:
        return None
    is_left = is_withheld(verb) or is_done_by_nobody(verb)
    if verb.dep_ == "pcomp" and not is_left:
        return None
    if points_elsewhere(words) and (is_left or is_done(verb)):
        return claimant, words, f"{ANSWER_RULE}verb"
    if not is_reportable(reported) or quoted.touches(words.start_char, words.end_char):
        return None
    answered = find_answered(verb, drop_conjunction(words))
    if answered is None or (is_left and asks_what(answered)):
        return None
    if is_left:
        return claimant, answered, "verb.withheld"
    return (claimant, answered, "verb.noun") if is_claim_noun(reported) and is_done(verb) else None


def make_claim(
    proposition: Span, stance: ClaimStance, voice: str, claimant: Token, mentions: Sequence[Mention], rule: str
) -> Claim:
    """A claim of whom a noun names.

    Args:
        proposition: What is claimed.
        stance: What the claimant does with it.
        voice: How it is told.
        claimant: The head of the words that say whose claim it is.
        mentions: Mentions of the article, of which one may name it.
        rule: The rule that found it.
    """
    mention = _find_mention(claimant, mentions)
    return replace(
        _make_bare(proposition, stance, voice, rule),
        claimant_name=mention.name if mention else None,
        claimant_key=mention.entity_key if mention else None,
        claimant_kind=_KINDS.get(mention.label, "unknown") if mention else "unknown",
        claimant_text=claimant.doc[claimant.left_edge.i : claimant.i + 1].text,
    )


def _make_bare(proposition: Span, stance: ClaimStance, voice: str, rule: str) -> Claim:
    return Claim(
        start=proposition.start_char,
        end=proposition.end_char,
        proposition=proposition.text,
        stance=stance,
        polarity=find_polarity(proposition),
        certainty=find_certainty(proposition, stance),
        voice=voice,
        rule=rule,
    )


def make_unowned(noun: Token, proposition: Span) -> Claim:
    """A claim that a noun reports of which the article does not say whose it is: "criticisms that", "fears that"."""
    stance = look_up(noun)[0]
    return _make_bare(proposition, stance, "nominal", f"nominal.{stance}")


def name_claimant(claim: Claim, speaker: Speaker) -> Claim:
    """Give a claim its claimant's name and key, where they are known."""
    if speaker.key is None or speaker.name is None:
        return claim
    return replace(claim, claimant_name=speaker.name, claimant_key=speaker.key, claimant_kind=speaker.kind)


def _cover_told(quotes: Sequence[Quote]) -> Cover:
    """What speakers say in their own words, and the cues of quotes."""
    direct = (fragment for quote in quotes if quote.type == "direct" for fragment in quote.fragments)
    return Cover((*direct, *(quote.cue for quote in quotes if quote.cue is not None)))


def _find_mention(head: Token, mentions: Sequence[Mention]) -> Mention | None:
    """Find the mention that a claimant's head word ends or is: not `Pentagon` for `the Pentagon chief`."""
    end = head.idx + len(head)
    holding = [each for each in find_overlapping(mentions, head.idx, end) if each.start <= head.idx and end <= each.end]
    named = [each for each in holding if each.name is not None and each.entity_key is not None]
    return max(named, key=lambda each: (each.end - each.start, -each.start), default=None)


def _find_owner(noun: Token) -> Token | None:
    is_blame, of_what = load_stance_nouns()[noun.lower_][0] == "alleges", child(noun, "prep")
    for each in noun.children:
        # "allegations of fraud by Roe" are others', "an allegation by Roe of fraud" is his.
        if each.lower_ == "by" and is_blame and of_what is not None and of_what.i < each.i:
            continue
        if each.dep_ == "poss" and each.lower_ not in ("its", "whose"):
            return _find_doer(noun, each) if each.tag_ == "PRP$" else each
        if each.lower_ == "by":
            return object_of(each)
    return None


def _find_doer(noun: Token, pronoun: Token) -> Token:
    """Who "his" means in "Roe broke his promise to stay", which is his own; another one's demand may be rejected."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_ not in VERBS or load_stance_nouns()[noun.lower_][0] != "promises":
        return pronoun
    doer = subject_of(verb)
    if doer is None or doer.tag_ not in NOUNS or (doer.tag_ in PLURALS) != (pronoun.lower_ == "their"):
        return pronoun
    return doer if doer.ent_type_ == "PERSON" or is_person_noun(doer.lower_) else pronoun


def _find_parties(verb: Token) -> tuple[Token | None, Token | None]:
    """Who leaves a report undone, and what is not reported."""
    agent = find_agent(verb)
    if agent is not None or is_passive(verb):
        return agent, subject_of(verb)
    claimant = subject_of(verb)
    if claimant is None and is_held_back(verb):
        # "was unable to confirm", "stopped short of confirming"
        claimant = next(filter(None, map(own_subject, islice(verb.ancestors, LONGEST_CLIMB))), None)
    if claimant is not None and claimant.tag_ in ("WDT", "WP", "EX"):
        claimant = None
    return claimant, next(children_after(verb, "dobj", "ccomp"), None)


def _find_reported(noun: Token, links: frozenset[str]) -> Span | None:
    for each in noun.rights:
        if each.dep_ == "prep" and each.lower_ in links and each.lower_ != "to":
            reported = child(each, "pobj", "pcomp")
            if reported is not None and not _is_empty(reported):
                return trim_span(noun.doc[reported.left_edge.i : reported.right_edge.i + 1])
        if each.dep_ in _CLAUSES and _leads_in(each, links):
            start = each.left_edge.i + (each.left_edge.lower_ == "for" and each.left_edge.dep_ == "mark")
            span = trim_span(noun.doc[start : each.right_edge.i + 1])
            return drop_conjunction(span) if span is not None else None
    return None


def _is_empty(noun: Token) -> bool:
    empty = load_claim_words().stance.empty_after_nouns
    return noun.lower_ in empty or noun.lower_ in load_function_words().empty_objects


def _leads_in(clause: Token, links: frozenset[str]) -> bool:
    if "to" in links and any(each.tag_ == "TO" for each in clause.lefts):
        return True
    return "that" in links and any(each.dep_ == "mark" and each.lower_ == "that" for each in clause.lefts)
