"""Read from the wording what a claimant does with a proposition, how sure it is, and whether it negates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import get_args

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import ClaimStance, Hedge, load_claim_words
from tasks.annotate.spans import Quote
from tasks.language.body import Body, Chars
from tasks.language.cues import list_verb_forms, list_verbs, load_stance_verbs
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMMON_NOUNS,
    NOUN_SUBJECTS,
    SUBJECT_PLACE,
    children_after,
    has_child,
    is_conditional,
    is_finite,
    is_held_back,
    is_infinitive,
    is_questioned,
    is_withheld,
)
from tasks.language.people import is_person_noun

SUBORDINATE = frozenset(("relcl", "advcl", "acl", "csubj", "pcomp"))
_NEGATED_PARTS = NOUN_SUBJECTS | {"dobj", "attr"}
_BRACKETS = {"[": "]", "(": ")"}
_HEDGES: tuple[Hedge, ...] = get_args(Hedge)
_OPENING_TYPED = re.compile(r'(?<!\S)"(?=\S)')
_CLOSING_TYPED = re.compile(r'(?<=\S)"')


def find_cue_verb(cue: Span) -> Token:
    """Give the word of a cue that says what was done: `confirm` in `declined to confirm`."""
    verbs = [token for token in cue if token.lower_ in load_stance_verbs()]
    return verbs[-1] if verbs else cue.root


def find_undone(cue: Span, content: Span) -> Token | None:
    """Find the report that a cue leaves undone: `confirm` in `declined | to confirm the merger`."""
    verb = content.root
    return verb if cue.start <= verb.head.i < cue.end and is_held_back(verb) else None


def find_reported(verb: Token) -> Span | None:
    """What a verb reports, as its object or a clause after it; None for nothing that can be true or not."""
    reported = next(children_after(verb, "dobj", "ccomp", "xcomp"), None)
    if reported is None or not is_reportable(reported):
        return None
    span = trim_span(verb.doc[reported.left_edge.i : reported.right_edge.i + 1])
    return None if span is None else drop_conjunction(span)


def is_reportable(reported: Token) -> bool:
    """Whether the object of a verb can be true or not: `deny the claim`, but not `deny them entry`, `disavow her`."""
    if reported.dep_ in ("ccomp", "xcomp"):
        return True
    is_thing = reported.tag_ in COMMON_NOUNS and not is_person_noun(reported.lower_)
    return is_thing and not has_child(reported.head, "dative")


def _is_hypothetical(verb: Token) -> bool:
    """Whether a cue tells what may be said and was not said: `would argue that`."""
    modals = load_claim_words().stance.hypothetical
    return any(child.tag_ == "MD" and child.lower_ in modals for child in verb.lefts)


def is_put_forward(quote: Quote, verb: Token | None, stance: ClaimStance) -> bool:
    """Whether a claimant puts forward what a quote reports: says it, holds it, finds it or leaves it unconfirmed.

    Nobody does who knows or decides it, is to say it or may: "learned that", "decided that", "to explain why".
    """
    if quote.is_utterance or verb is None or stance == "does_not_confirm":
        return True
    if verb.lower_ in list_verb_forms("inward") or is_infinitive(verb) or is_conditional(verb) or is_questioned(verb):
        return False
    if quote.cue_class == "intention":
        return stance != "asserts"
    return quote.rule != "noun.clause_of_verb" or quote.cue_class == "belief"


def find_assertion(pieces: Sequence[Span]) -> Span | None:
    """Find the piece that holds the finite main verb of a sentence whose subject stands in the same or another piece.

    Args:
        pieces: The parts of one sentence; two when the reporting clause interrupts it.

    Returns:
        None for a fragment, which claims nothing by itself.
    """
    inside = {token.i for piece in pieces for token in piece}
    for piece in pieces:
        for token in piece:
            if not is_finite(token) or token.dep_ in AUXILIARIES:
                continue
            if token.dep_ in SUBORDINATE and token.head.i in inside:
                continue
            if any(child.dep_ in SUBJECT_PLACE and child.i in inside for child in token.children):
                return piece
    return None


def _is_infinitive(proposition: Span) -> bool:
    """Whether what is claimed is to be done: `to leave`, `the clerk to leave`."""
    return any(token.tag_ == "TO" for token in proposition) and not any(is_finite(token) for token in proposition)


def find_stance(verb: Token | None, proposition: Span, is_direct: bool) -> tuple[ClaimStance, bool] | None:
    """Say what the claimant does with a proposition.

    Args:
        verb: The word that says what was done; None asserts.
        proposition: The words claimed.
        is_direct: Whether they are the claimant's own, so that a question mark is the claimant's too.

    Returns:
        A value of `claims.stance`, and whether the verb turns the proposition around (`doubts that`, `does not believe
        that`); None when it says that nothing of the kind was done (`did not promise to`).
    """
    if is_direct and proposition.doc[proposition.end - 1].text == "?":
        return "asks", False
    if verb is None:
        return "asserts", False
    of_verb, lemma = load_stance_verbs().get(verb.lower_, ("asserts", verb.lower_))
    stance = _refine_stance(of_verb, lemma, verb, proposition, is_direct)
    turned = lemma in list_verbs("doubts")
    if is_direct:
        return stance, False
    if not is_withheld(verb):
        return None if _is_hypothetical(verb) else (stance, turned)
    # "does not expect that" expects the opposite, "declined to predict" leaves it open.
    if stance == "believes" or (stance == "predicts" and not is_held_back(verb)):
        return stance, not turned
    is_left_open = stance in ("confirms", "denies") or (
        verb.lower_ in list_verb_forms("tells_whether") and find_assertion([proposition]) is not None
    )
    return ("does_not_confirm", False) if is_left_open else None


def is_proposition(proposition: Span, stance: ClaimStance) -> bool:
    """Whether words reported are something that can be claimed: a clause, or a noun phrase where the stance allows it.

    `hailed the deal` and `talked about the deal` report no proposition, `confirmed the deal` and `demands a deal` do.
    """
    if stance in load_claim_words().stance.nouns_suffice or find_assertion([proposition]) is not None:
        return proposition.root.tag_ not in ("PRP", "DT") or len(proposition) > 1
    return stance == "believes" and any(token.tag_ == "TO" for token in proposition)


def _refine_stance(stance: ClaimStance, lemma: str, verb: Token, proposition: Span, is_direct: bool) -> ClaimStance:
    particles = load_claim_words().stance.particle.get(lemma)
    if particles is not None:
        has_particle = verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in particles
        return stance if has_particle else "asserts"
    if stance == "asks" and not is_direct and _is_infinitive(proposition):
        return "demands"
    if lemma in list_verbs("states") and (is_direct or is_finite(proposition.root)):
        return "asserts"
    return stance


def find_polarity(proposition: Span) -> str:
    """Say whether the main verb of a proposition, or of its noun phrase, is negated."""
    root = proposition.root
    inside = (each for each in root.children if proposition.start <= each.i < proposition.end)
    if any(_negates(each) for each in inside) or any(
        each.lower_ == "no" for each in root.children if each.dep_ == "det"
    ):
        return "negative"
    return "affirmative"


def _negates(word: Token) -> bool:
    """Whether a child of a verb negates it: "not", "no longer", "nobody", "no ship"."""
    words = load_function_words()
    if word.dep_ == "neg" or (word.dep_ == "advmod" and word.lower_ in words.negative_adverbs):
        return True
    if word.lower_ in ("longer", "way", "sense") and word.i > 0 and word.nbor(-1).lower_ == "no":
        return True
    if word.dep_ not in _NEGATED_PARTS:
        return False
    return word.lower_ in words.negative_nouns or any(each.lower_ == "no" for each in word.children) or _is_none(word)


def _is_none(noun: Token) -> bool:
    """Whether a noun phrase opens with "not one" or "not a": "not all" leaves some."""
    first = noun.left_edge
    return first.lower_ == "not" and first.i < noun.i + 1 and first.nbor(1).lower_ in ("one", "a", "an")


def find_certainty(proposition: Span, stance: ClaimStance) -> str:
    """Say how sure the wording of a proposition is: its least sure hedge, else what the stance says, else certain."""
    lexicon, root = load_claim_words().certainty, proposition.root
    if stance != "warns" and _leaves_open(proposition):
        return "unknown"
    heads = [root, *(child for child in root.children if child.dep_ in ("acomp", "attr", "oprd", "prep"))]
    near = {root.i, *(child.i for head in heads for child in (head, *head.children))}
    words = [proposition.doc[at] for at in sorted(near) if proposition.start <= at < proposition.end]
    if find_polarity(proposition) == "negative" and any(each.lower_ in lexicon.unknown_denied for each in words):
        return "unknown"
    for hedge in _HEDGES:
        if any(_hedges(each, hedge) for each in words):
            return hedge
    return lexicon.by_stance.get(stance, "certain")


def _leaves_open(proposition: Span) -> bool:
    """Whether a proposition opens with "whether" or a question word; "if it rains, we stay" opens with a condition."""
    first = proposition[0]
    if first.lower_ not in load_claim_words().certainty.unknown_openers or first.dep_ == "det":
        return False
    return first.lower_ not in ("if", "when") or first.head == proposition.root


def _hedges(word: Token, hedge: Hedge) -> bool:
    lexicon, lower = load_claim_words().certainty, word.lower_
    if word.tag_ == "MD":
        return lower in lexicon.modals.get(hedge, ())
    if lower in lexicon.adverbs.get(hedge, ()):
        return True
    # "are believed to have" hedges, "they believed her" does not; "seems" always does.
    return lower in lexicon.verbs.get(hedge, ()) and (word.tag_ != "VBD" or lower in lexicon.seeming)


def make_span(body: Body, chars: Chars) -> Span | None:
    """Give the tokens of a stretch, without marks and blanks at the edges; None if none is left."""
    span = body.span_of(chars)
    return None if span is None else trim_span(span)


def trim_span(span: Span) -> Span | None:
    """Cut quotation marks, commas, full stops, dashes and blanks off both ends; question marks stay.

    A mark whose partner stands inside stays too: `ready “to go,”` keeps its last two characters.
    """
    first, last = span.start, span.end
    text = span.text
    # A bracket that opens a span whose partner stands in it is kept: "[The mayor] was late".
    closed_until = {bracket: span.start_char + text.rfind(partner) for bracket, partner in _BRACKETS.items()}
    while first < last and _is_edge(token := span.doc[first]) and token.idx >= closed_until.get(token.text, 0):
        first += 1
    while last > first and _is_edge(span.doc[last - 1]):
        last -= 1
    if first == last:
        return None
    opened, closed = _count_unpaired(span.doc[first:last])
    if opened and not closed:
        closing = [token.i for token in span.doc[last : span.end] if _count_unpaired(token)[1] or token.text == '"']
        last = closing[0] + 1 if closing else last
    elif closed and not opened:
        opening = [token.i for token in span.doc[span.start : first] if _count_unpaired(token)[0] or token.text == '"']
        first = opening[-1] if opening else first
    return span.doc[first:last]


def drop_conjunction(span: Span) -> Span:
    """Cut a leading "that" which is no part of what is claimed; as a determiner ("that man") it stays."""
    if len(span) > 1 and span[0].lower_ == "that" and (span[0].dep_ == "mark" or span[0].tag_ in ("IN", "WDT")):
        return trim_span(span[1:]) or span
    return span


def _count_unpaired(words: Span | Token) -> tuple[int, int]:
    """Count quotation marks without a partner in a text: those that open, those that close.

    The typewriter mark opens before a word and closes after one.
    """
    text = words.text
    opened = text.count("\u201c") + len(_OPENING_TYPED.findall(text))
    closed = text.count("\u201d") + len(_CLOSING_TYPED.findall(text))
    return max(opened - closed, 0), max(closed - opened, 0)


def _is_edge(token: Token) -> bool:
    return token.is_space or not any(character.isalnum() or character in "?!$%)]£€" for character in token.text)
