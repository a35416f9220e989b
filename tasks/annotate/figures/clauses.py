"""What the verb, the subject and the prepositions around a number say of it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.antecedents import find_antecedent
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.spans import Figure
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUN_CLAUSES,
    NOUN_SUBJECTS,
    NOUNS,
    PROPER_NOUNS,
    VERBS,
    WH_PRONOUNS,
    child,
    has_child,
    is_passive,
    object_of,
    own_subject,
    subject_of,
)
from tasks.language.people import is_person_noun, may_speak

_LISTED = 6
_STOPS = frozenset((",", ".", ";", ":", ")", "\u2013", "\u2014"))
_GOING_ON = frozenset(("when", "if", "a", "an", "per", "each"))
_LONGEST_CLIMB = 4


def find_subject(verb: Token, first: int) -> Token | None:
    """The subject of a verb before a number; of a relative clause the noun that it is about."""
    subject = verb.head if verb.dep_ == "acl" and verb.tag_ == "VBN" else subject_of(verb)
    if subject is None or subject.i >= first or has_child(verb, "expl"):
        return None
    of_which = any(each.tag_ in WH_PRONOUNS for link in subject.rights for each in link.rights)  # "many of which"
    if subject.tag_ in WH_PRONOUNS or subject.lower_ == "that" or of_which:
        clause = next((each for each in (verb, *verb.ancestors) if each.dep_ == "relcl"), None)
        if clause is not None and clause.head.i < subject.i:
            return clause.head
    return subject


def find_holder(verb: Token, first: int) -> Token | None:
    """The subject of a verb of having and paying, if it names persons, a body or anything by its name.

    Only its own, that of the verb it is joined to or an infinitive leans on, or of a relative clause: who is "pushed to
    pay" is not who pushes. Who is asked to pay pays, and so does the "family" of "a family earning $5,000".
    """
    here = verb
    for _ in range(_LONGEST_CLIMB):
        doer = _find_told(here) if here.dep_ == "xcomp" else here.head if _is_participle_of(here) else None
        if doer is not None:
            return doer if _may_hold(doer) else None
        if here.dep_ == "acl" and here.tag_ == "VBG" and here.head.tag_ not in NOUNS:
            return None  # "those making $5 million"
        if own_subject(here) is not None or here.dep_ in NOUN_CLAUSES:
            break
        is_controlled = here.dep_ == "xcomp" and not has_child(here.head, "dobj", "dative")
        is_aside = here.dep_ == "advcl" and here.tag_ == "VBG"  # "wrote to them, pledging to pay"
        above = here.head.head if is_controlled and here.head.dep_ == "acomp" else here.head  # "is willing to pay"
        if not (is_controlled or is_aside or here.dep_ == "conj") or above.tag_ not in VERBS:
            return None
        here = above
    subject = find_subject(here, first)
    if subject is not None and subject.tag_ == "PRP":
        return find_antecedent(subject)
    has_who = any(each.lower_ == "who" for each in here.lefts)  # "contributors who gave $5"
    return subject if subject is None or _may_hold(subject, has_who) else None


def _may_hold(noun: Token, has_who: bool = False) -> bool:
    """Whether a noun names persons, a body or anything by its name."""
    measuring = load_figure_words().measuring
    if noun.tag_ in PROPER_NOUNS:
        return True
    if noun.lower_ in measuring.no_holders:
        return False
    return has_who or noun.lower_ in measuring.holders or is_person_noun(noun.lower_) or may_speak(noun.lower_)


def _find_told(verb: Token) -> Token | None:
    """The Acme of "asked Acme to pay", "require Acme to pay"."""
    told = child(verb.head, "dobj", "dative") if verb.head.lower_ in load_figure_words().measuring.telling else None
    return told if told is not None and told.tag_ in NOUNS and told.i < verb.i else None


def _is_participle_of(verb: Token) -> bool:
    """Whether a clause says what the noun right in front of it does: "families earning $5,000"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.tag_ in NOUNS and verb.head.i == verb.i - 1


def has_relative_subject(verb: Token) -> bool:
    """Whether "which" or "that" is the subject of a clause: "the firm that sold it"."""
    subject = subject_of(verb)
    return subject is None or subject.tag_ in WH_PRONOUNS or subject.lower_ == "that"


def may_be_explained(noun: Token) -> bool:
    """Whether what stands in brackets behind a noun may be its measure: of names, persons and subjects."""
    is_person = noun.tag_ not in COMMON_NOUNS or is_person_noun(noun.lower_)
    if is_person and (noun.dep_ == "dobj" or (noun.head.lower_ == "of" and noun.head.head.tag_ in COMMON_NOUNS)):
        return False  # "cutting the number of clerks (65 percent)"
    if is_person:
        return True
    return noun.dep_ in NOUN_SUBJECTS or noun.dep_ == "ROOT"


def is_listed(noun: Token) -> bool:
    """Whether a name stands in a list without verbs: "Ann Roe 5 percent, Jan Doe 4 percent"; not in a table."""
    numbers = [token for token in noun.doc[noun.i + 1 : noun.i + _LISTED] if token.text not in ("%", "percent")]
    if len(numbers) > 1 and all(token.tag_ == "CD" for token in numbers[:2]):
        return False  # "Roe 45% 9% 8%"
    near = noun.doc[max(noun.sent.start, noun.i - _LISTED) : noun.i + 1]
    return noun.tag_ in PROPER_NOUNS and not any(token.tag_ in VERBS for token in near)


def says_margin(verb: Token) -> bool:
    """Whether what "by" leads to is no step of the subject: "lost by 20 points", "cut down on it by 70 percent"."""
    cuts = verb.lower_ in ("cut", "cuts") and not has_child(verb, "dobj", "nsubjpass")
    return cuts or verb.lower_ in load_figure_words().measuring.losing


def find_set_off(doc: Doc, first: int, end: int) -> Token | None:
    """The noun that a number between commas is of: the rate of "the highest tax rate of all, 40 percent, is theirs"."""
    is_led = first > 1 and doc[first - 1].lower_ in ("or", "from")  # "a cut in the tax rate, from 35 percent to 20"
    comma = first - 1 - is_led
    closes = (
        (is_led and doc[first - 1].lower_ == "from")
        or end >= len(doc)
        or doc[end].text in _STOPS
        or doc[end].lower_ in _GOING_ON
    )
    if comma < 1 or doc[comma].text != "," or not closes:
        return None
    here = doc[comma - 1]
    for _ in range(_LONGEST_CLIMB):
        if here.tag_ in COMMON_NOUNS and here.lower_ in load_figure_words().measuring.gauges:
            return here
        if here.dep_ not in ("pobj", "prep", "compound", "amod") or here.head.i > comma:
            return None
        here = here.head
    return None


def compares(word: Token) -> bool:
    """Whether a word leads from what is told to what it is compared with: "up from", "than", "compared with"."""
    if word.lower_ in ("with", "to"):
        return word.head.lower_ == "compared"
    moves = word.lower_ == "from" and word.head.tag_ in VERBS  # "fell from 5 to 4": one thing's
    return word.lower_ in load_figure_words().comparing and not moves


def is_sold_for(verb: Token, joint: Token, figure: Figure) -> bool:
    """Whether "for" leads to the price of a subject: "is on sale for", "the desk went for", "can be had for"."""
    if verb.lower_ == "had" and is_passive(verb):
        return True
    if verb.lower_ in load_function_words().going:
        subject = find_subject(verb, joint.i)
        is_thing = subject is not None and subject.tag_ in COMMON_NOUNS and not _may_hold(subject)
        return is_thing and joint.i == verb.i + 1 and figure.counted is None
    told = [" ".join((each.lower_, *(word.lower_ for word in each.rights))) + " " for each in verb.rights]
    offers = load_figure_words().measuring.offers
    return verb.lower_ in load_function_words().be and any(
        each.startswith(f"{offer} ") for each in told for offer in offers
    )


def find_selling(noun: Token) -> Token | None:
    """The verb of what is "on sale" for a sum."""
    is_sale = noun.lower_ == "sale" and noun.head.lower_ == "on"
    return noun.head.head if is_sale and noun.head.head.tag_ in VERBS else None


def moves_something(verb: Token, figure: Figure) -> bool:
    """Whether a verb tells of a change, alone or with the little word right behind it: "shot up to $4"."""
    change = load_figure_words().change
    goes_up = any(each.lower_ in ("up", "down") and each.i == verb.i + 1 for each in verb.rights)
    is_verb_of_change = bool(change.kinds_of(verb.lower_)) or verb.lower_ in change.up_with_by
    return is_verb_of_change or (goes_up and figure.change is not None)


def may_change(verb: Token) -> bool:
    """Whether a verb says that something rose, fell or stands somewhere."""
    words = load_figure_words()
    return bool(words.change.kinds_of(verb.lower_)) or verb.lower_ in words.measuring.stating_forms


def find_front_of(top: Token, first: int) -> Token | None:
    """The clerks of "Of the clerks who stayed, just over half were women", whatever is said of the share."""
    doc, start = top.doc, top.sent.start
    if first < 2 or top.dep_ not in NOUN_SUBJECTS or doc[start].lower_ != "of" or doc[first - 1].text != ",":
        return None
    noun = object_of(doc[start])
    is_plain = noun is not None and noun.i < first and noun.tag_ in NOUNS and child(noun, "det") is not None
    return noun if is_plain else None
