"""How a number hangs on the words around it: on a noun behind it, as an adverb, as a way from somewhere."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.lexicon import load_currencies, load_figure_words, load_units
from tasks.annotate.figures.wholes import is_mistaken
from tasks.annotate.spans import Figure
from tasks.language.grammar import NOUNS
from tasks.language.people import is_person_noun

# How a number hangs on the noun behind it: "a 5 percent cut".
_BEFORE_NOUN = frozenset(("nummod", "compound", "amod", "nmod", "quantmod", "npadvmod", "dep", "poss", "predet"))
_FOLLOWING = NOUNS | {"JJ", "DT", "IN", "PRP", "VBN", "RB"}
_MARKS = frozenset((",", "-", "--", "\u2013", "\u2014"))
_LONGEST_ASIDE = 8  # tokens


def says_wholly(here: Token, figure: Figure) -> bool:
    """Whether "100 percent" before an adjective only says "wholly": "was 100 percent sure"."""
    is_whole = figure.kind == "percent" and figure.value == 100 and figure.counted is None
    return is_whole and here.head.tag_ in ("JJ", "VBN", "RB") and here.dep_ in ("npadvmod", "advmod")


def is_amount(noun: Token) -> bool:
    """Whether a noun is the unit of a number, or the sign of one: the percent of "5 percent", "plus or minus"."""
    return noun.lower_ in load_figure_words().margins or any(each.tag_ == "CD" for each in noun.lefts)


def stands_beside(here: Token, first: int) -> bool:
    """Whether a number has no part in what is said of its head: "disapproval and a quarter of clerks"."""
    head = here.head
    is_joined = here.dep_ == "conj" and head.tag_ in NOUNS and not is_amount(head)
    return here.dep_ == "appos" or _stands_by_count(here, first) or (is_joined and here.doc[first - 1].text != ",")


def _stands_by_count(here: Token, first: int) -> bool:
    """Whether "and" joins a number to things that another number counts: "50 jobs and $5 in aid"."""
    head, units = here.head, load_units()
    is_unit = head.lower_ in units.measures or head.lower_ in units.percents or head.lower_ in load_currencies().words
    is_unit = is_unit or head.lower_ in load_figure_words().points or head.lower_ == "percentage"
    at = first if here.doc[first].lower_ == "or" else first - 1
    is_repeat = here.doc[at].lower_ == "or" and here.doc[at - 1].text in _MARKS  # "17 states, or about a third"
    return (
        here.dep_ == "conj"
        and head.tag_ in NOUNS
        and not (is_repeat or is_unit)
        and any(each.tag_ == "CD" for each in head.lefts)
    )


def follows_worth(doc: Doc, first: int) -> bool:
    """Whether a sum stands behind a noun and "worth": "a home worth $3 million"."""
    return first > 1 and doc[first - 1].lower_ == "worth" and doc[first - 2].tag_ in NOUNS


def find_noun_behind(top: Token, end: int) -> Token | None:
    """The noun behind a number that it modifies: the support of "24 percent support"."""
    here = top
    for _ in range(3):
        head = here.head
        if here.dep_ not in _BEFORE_NOUN or head.i < end or head == here or is_mistaken(top, head):
            return None
        if head.doc[end].lower_ == "to" and head.i > end + 1:
            return None  # "gave $500 to six clubs"
        is_cut = head.tag_ in ("VBN", "VB", "VBD") and head.dep_ in ("pobj", "dobj")  # a noun by what it does
        if head.tag_ in NOUNS or (is_cut and head.lower_ in load_figure_words().change.moving):
            if head.lower_ in load_figure_words().periods and head.i == end + 1:
                here = head  # "a $20 million/year contract", "a $15-an-hour wage"
                continue
            is_doing = head.i == end and head.lower_.endswith("ing") and head.i + 1 < len(head.doc)
            is_doing = (
                is_doing and head.lower_ not in load_figure_words().measuring.shooting
            )  # "on 32 percent shooting"
            if is_doing and (head.nbor(1).tag_ in _FOLLOWING or head.tag_ == "VBG"):
                return None  # "32 percent scoring basic"
            if (
                head.lower_ in load_figure_words().measuring.no_things | load_figure_words().no_counted
                or head.lower_ in load_units().measures
                or (head.lower_ == "number" and not any(each.lower_ == "of" for each in head.rights))
                or head.ent_type_ in ("DATE", "TIME")
            ):
                return None
            return head
        here = head
    return None


def is_way(doc: Doc, end: int) -> bool:
    """Whether a measure tells how far off a place is: "70 miles east of", "5 km (3 miles) from"."""
    at = end
    if at < len(doc) and doc[at].text == "(":
        at = next((each.i + 1 for each in doc[at : at + _LONGEST_ASIDE] if each.text == ")"), at)
    elif at < len(doc) and doc[at].text == ")":
        at += 1
    if at + 2 < len(doc) and doc[at].lower_ == "to" and doc[at + 1].lower_ == "the":
        at += 2
    return at < len(doc) and doc[at].lower_ in load_figure_words().measuring.ways


def is_priced_for(noun: Token, preposition: Token | None, figure: Figure) -> bool:
    """Whether "for" leads from a thing to its price: "a lamp for $3"; not "a vase by an old artist for $3"."""
    is_for = preposition is not None and preposition.lower_ == "for" and noun.i < preposition.i
    return is_for and figure.kind == "money" and not is_person_noun(noun.lower_)


def word_before(token: Token | None) -> str:
    """The word before a token, in lower case; nothing before the first."""
    return token.nbor(-1).lower_ if token is not None and token.i > 0 else ""
