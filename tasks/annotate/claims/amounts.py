"""Whether a figure says how much in a claim, or only tells which thing is meant."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.ahead import is_perfect
from tasks.annotate.claims.compared import is_aside
from tasks.annotate.claims.lexicon import list_kind_forms, list_states, load_claim_words
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import LONGEST_CLIMB, NOUNS, VERBS, child, has_child, own_subject
from tasks.language.inflection import singular

# A number below this in letters only picks out who did something.
FEWEST_DIGITS = 10
# An author makes no more points than that.
MOST_POINTS = 12
# "For two years", "a 19-year veteran".
_BESIDE = frozenset({"amod", "compound", "nmod"})
_WHEN = _BESIDE | {"npadvmod"}
_OF = frozenset({"of", "to", "by", "from"})


def counts(figure: Figure) -> bool:
    """Whether a figure measures something: not "first", no points of an argument, not "one" that only picks one out."""
    if figure.kind == "rank" or numbers_points(figure):
        return False
    return not (figure.value == 1 and figure.kind == "count" and figure.change is None)


def numbers_points(figure: Figure) -> bool:
    """Whether a figure only says how many points an author goes on to make: "two reasons", "one big idea"."""
    if figure.kind != "count" or figure.counted is None or (figure.value or figure.high or 0) > MOST_POINTS:
        return False
    return singular(figure.counted.split()[-1].lower()) in load_claim_words().kinds.arguments


def says_how_much(body: Body, figure: Figure, verb: Token) -> bool:
    """Whether a claim would be another one with another number: not "the two men left", "the mill, which lost 40"."""
    words = body.span_of(Chars((figure.start, figure.end)))
    token = None if words is None else next((each for each in words if each.like_num), words[0])
    if token is None or is_aside(token, verb):
        return False
    if figure.approximation == "vague" and token.lower_ in load_claim_words().kinds.few:
        return False
    if figure.change is not None:
        return True
    # In "100 of his men were killed" the number is what was.
    noun = token if token.tag_ in NOUNS or token.head.tag_ in VERBS else token.head
    if figure.kind == "money" and _top_noun(token).left_edge.lower_ in load_function_words().definite:
        return False  # "the $10,000 question"
    if figure.kind == "count":
        return _says_how_many(figure, token, noun, verb)
    if figure.kind == "measure":
        return noun.dep_ not in _BESIDE  # "a 9-inch knife"
    if figure.kind not in ("duration", "age") or (noun.head == verb and verb.lower_ in list_kind_forms("lasting")):
        return True
    return noun.dep_ not in _WHEN and (noun.dep_ != "pobj" or noun.head.lower_ in _OF)


def _says_how_many(figure: Figure, token: Token, noun: Token, verb: Token) -> bool:
    """Whether a clause tells how many: "lost three mills", not "three women founded it", "a choice between two men"."""
    first = noun.left_edge
    if first.lower_ in load_function_words().definite or first.lower_ in ("all", "both") or first.tag_ == "PRP$":
        return False
    is_exact = figure.value is not None and figure.approximation is None
    is_small = token.is_alpha and is_exact and (figure.value or 0) < FEWEST_DIGITS
    return not is_small or (noun.head == verb and noun.dep_ in ("dobj", "attr"))


def _top_noun(noun: Token) -> Token:
    """The noun that an amount belongs to, if any: `question` of "the $10,000 question"."""
    for _ in range(LONGEST_CLIMB):
        if noun.dep_ not in _BESIDE | {"nummod", "quantmod"}:
            break
        noun = noun.head
    return noun


def is_of_share(verb: Token) -> bool:
    """Whether a clause tells what most of some want, think or are: "a majority of voters want it".

    "A majority of the board resigned" tells of a deed, "a majority of them are fools" what somebody thinks.
    """
    subject, predicate, is_passive = own_subject(verb), child(verb, "attr"), has_child(verb, "auxpass")
    is_past = (verb.tag_ == "VBD" or is_perfect(verb)) and not is_passive and verb.lower_ not in list_states()
    if is_past and verb.lower_ not in list_kind_forms("polled"):
        return False
    if predicate is not None and singular(predicate.lower_) in load_claim_words().kinds.heroes:
        return False
    is_share = subject is not None and subject.lower_ in load_claim_words().kinds.shares
    return is_share and subject is not None and has_child(subject, "prep")
