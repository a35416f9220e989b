"""How what a figure measures is called, and whose it is: the unemployment of "unemployment in Velden"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.noun_phrases import text_of
from tasks.language.body import Body, Tokens
from tasks.language.grammar import ADJECTIVES, COMMON_NOUNS, NOUNS, PROPER_NOUNS, TIME_LABELS

# What may be part of a name for a thing in front of its noun.
_MODIFIERS = ADJECTIVES | NOUNS | {"VBG", "VBN", "HYPH"}
_HOLDERS = frozenset(("ORG", "GPE", "PERSON", "LOC", "FAC"))
_NUMBER_LABELS = frozenset(("PERCENT", "MONEY", "CARDINAL", "QUANTITY"))
# Words that lead from a thing to whose it is: "unemployment in Velden", "support for Roe", "a tax on cars".
_LINKS = frozenset(("of", "in", "for", "on", "among"))
_LONGEST = 6
_POINTERS = frozenset(("DT", "PRP", "WP", "WDT"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What a figure measures and whose that is; None for what is not said."""

    measured: str | None
    of: str | None


def name_measured(body: Body, noun: Token, floor: int) -> Measured | None:
    """Name the thing that a noun heads, and its holder.

    A name alone is a holder ("Acme fell 5 percent"), but for the names of indexes.

    Args:
        body: The body.
        noun: The noun.
        floor: No token before it belongs to the name, where the noun stands behind; -1 for any.
    """
    if noun.ent_type_ in TIME_LABELS or not noun.text[0].isalpha() or len(noun.text) == 1 or noun.tag_ in _POINTERS:
        return None
    if noun.lower_ in load_units().measures and any(child.tag_ == "CD" for child in noun.lefts):
        return None  # the miles of "five miles (8 km)"
    changed = _find_changed(noun)
    if changed is not None:
        return name_measured(body, changed, -1)
    measuring = load_figure_words().measuring
    start = _find_start(noun, floor if floor <= noun.i else -1)
    named_end = _end_of_holder(noun, start)
    is_index = any(token.lower_ in measuring.indexes for token in noun.doc[start : noun.i + 1])
    if noun.tag_ in PROPER_NOUNS and not is_index:
        name = name_holder(body, noun)
        is_index = name is not None and not measuring.indexes.isdisjoint(name.lower().split())
        return Measured(name, None) if is_index else Measured(None, name)
    if noun.lower_ in measuring.no_things and not _is_told(noun):
        return None
    holder = text_of(body, Tokens((start, named_end))) if named_end > start and not is_index else None
    begin = named_end if holder is not None else start
    while begin < noun.i and noun.doc[begin].tag_ in ("HYPH", "POS"):
        begin += 1
    return Measured(text_of(body, Tokens((begin, noun.i + 1))), holder or _find_holder(body, noun))


def _is_told(noun: Token) -> bool:
    """Whether a word that measures nothing alone does so here: "the percentage of women", "net worth"."""
    if noun.lower_ in ("percentage", "percentages"):
        return any(child.lower_ == "of" for child in noun.rights)
    return noun.lower_ == "worth" and any(child.lower_ == "net" for child in noun.lefts)


def name_holder(body: Body, noun: Token) -> str | None:
    """Name whom a noun stands for: the whole name, or the noun with what modifies it."""
    doc = noun.doc
    if noun.ent_type_ in TIME_LABELS or noun.ent_type_ in _NUMBER_LABELS:
        return None
    if noun.tag_ in COMMON_NOUNS and noun.ent_type_ not in _HOLDERS:
        return text_of(body, Tokens((_find_start(noun, -1), noun.i + 1)))
    if noun.tag_ not in NOUNS:
        return None
    start, end = noun.i, noun.i + 1
    while start > 0 and noun.i - start < _LONGEST and doc[start].ent_iob_ == "I":
        start -= 1
    if start == noun.i:
        start = _find_start(noun, -1)
    while start < noun.i and (doc[start].tag_ in ("DT", "POS", "HYPH") or not doc[start].text[0].isalnum()):
        start += 1
    name = text_of(body, Tokens((start, end)))
    return None if "percent" in name.lower() else name


def _find_start(noun: Token, floor: int) -> int:
    """Where the words begin that modify a noun right in front of it."""
    doc, start = noun.doc, noun.i
    lowest = max(floor, noun.sent.start, noun.i - _LONGEST)
    while start > lowest:
        before = doc[start - 1]
        is_part = (
            before.tag_ in _MODIFIERS
            and start <= before.head.i <= noun.i
            and before.lower_ not in ("%", "$", "percent")
        )
        is_dash = before.tag_ == "HYPH" and bool(before.whitespace_)
        if not is_part or is_dash or before.lower_ in load_figure_words().measuring.pointing:
            break
        start -= 1
    while start < noun.i and doc[start].tag_ == "HYPH":
        start += 1
    return start


def _end_of_holder(noun: Token, start: int) -> int:
    """Where a name ends that opens a thing's name and says whose it is: the Acme of "Acme shares"."""
    doc, at = noun.doc, start
    while at < noun.i and doc[at].ent_type_ in _HOLDERS and doc[at].tag_ in PROPER_NOUNS:
        at += 1
    return at if noun.ent_type_ not in _HOLDERS or doc[at].ent_iob_ != "I" else start


def _find_holder(body: Body, noun: Token) -> str | None:
    """Whose a thing is: "Velden's output", "output in Velden"."""
    for owner in noun.lefts:
        if owner.dep_ == "poss" and owner.tag_ in NOUNS:
            return name_holder(body, owner)
    for link in noun.rights:
        if link.dep_ != "prep" or link.lower_ not in _LINKS:
            continue
        for thing in link.rights:
            if thing.dep_ == "pobj" and thing.tag_ in NOUNS and not _is_time_or_number(thing):
                is_set = thing.lower_ in load_figure_words().measuring.no_holders  # "a house for sale"
                return None if is_set else name_holder(body, thing)
    return None


def _find_changed(noun: Token) -> Token | None:
    """The sales of "a rise in sales": what a noun of change says to rise or fall."""
    if noun.lower_ not in load_figure_words().change.moving:
        return None
    for link in noun.rights:
        if link.dep_ == "prep" and link.lower_ in ("in", "of"):
            for thing in link.rights:
                is_thing = thing.dep_ == "pobj" and thing.tag_ in COMMON_NOUNS and not _is_time_or_number(thing)
                if is_thing and not thing.ent_type_:
                    return thing
    return None


def _is_time_or_number(noun: Token) -> bool:
    is_numbered = any(child.tag_ in ("CD", "$") for child in noun.lefts)
    return noun.ent_type_ in TIME_LABELS or noun.ent_type_ in _NUMBER_LABELS or is_numbered


def is_level(noun: Token) -> bool:
    """Whether a noun says only how a number stands to others: "a record of 5 percent", "a peak above it"."""
    if noun.lower_ not in load_figure_words().measuring.levels:
        return False
    return not any(link.lower_ in ("of", "for", "in") and _leads_to_thing(link) for link in noun.rights)


def _leads_to_thing(preposition: Token) -> bool:
    """Whether a preposition leads to a noun that is no time and no number."""
    return any(
        each.tag_ in NOUNS
        and each.text.isalpha()
        and each.ent_type_ not in TIME_LABELS
        and not any(word.tag_ == "CD" for word in each.lefts)
        for each in preposition.rights
    )
