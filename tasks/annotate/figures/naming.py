"""How what a figure measures is called, and whose it is: the unemployment of "unemployment in Velden"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Token

from tasks.annotate.figures.antecedents import find_antecedent
from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.hanging import says_wholly
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.noun_phrases import text_of
from tasks.annotate.figures.owners import find_bound_owner, find_haver, find_whose
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUNS,
    PROPER_NOUNS,
    TENSED,
    TIME_LABELS,
    object_of,
    own_subject,
)

# What may be part of a name for a thing in front of its noun.
_MODIFIERS = ADJECTIVES | NOUNS | {"VBG", "VBN", "HYPH", "RBS"}
_HOLDERS = frozenset(("ORG", "GPE", "PERSON", "LOC", "FAC"))
_NUMBER_LABELS = frozenset(("PERCENT", "MONEY", "CARDINAL", "QUANTITY"))
# Words that lead from a thing to whose it is: "unemployment in Velden", "support for Roe", "a tax on cars".
_LINKS = frozenset(("of", "in", "for", "on", "among"))
_LONGEST = 6
_YEAR = re.compile("(19|20)[0-9]{2}")  # "the price of the 2035 bond"
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
    if _names_nothing(noun):
        return None
    changed = _find_changed(noun)
    if changed is not None:
        return _name_changed(body, noun, changed)
    measuring = load_figure_words().measuring
    if noun.lower_ == "error" and noun.head.lower_ == "of" and noun.head.head.lower_ == "margin":
        return Measured(text_of(body, Tokens((noun.head.head.i, noun.i + 1))), None)  # one term
    start = _find_start(noun, floor if floor <= noun.i else -1)
    named_end = _end_of_holder(noun, start)
    is_index = any(token.lower_ in measuring.indexes for token in noun.doc[start : noun.i + 1])
    is_gauge = noun.lower_ in measuring.gauges and noun.is_sent_start  # "Turnout fell to 34 percent"
    if noun.tag_ in PROPER_NOUNS and not (is_index or is_gauge):
        name = name_holder(body, noun)
        is_index = name is not None and not measuring.indexes.isdisjoint(name.lower().split())
        return Measured(name, None) if is_index else Measured(None, name)
    if noun.lower_ in measuring.no_things and not _is_told(noun):
        return None
    holder = text_of(body, Tokens((start, named_end))) if named_end > start and not is_index else None
    begin = named_end if holder is not None else start
    while begin < noun.i and (noun.doc[begin].tag_ in ("HYPH", "POS") or noun.doc[begin].text == "."):
        begin += 1
    return Measured(text_of(body, Tokens((begin, _find_end(noun, is_index)))), holder or _find_holder(body, noun))


def _names_nothing(noun: Token) -> bool:
    """Whether a token is a time, a sign, a pronoun, or a part of a number: the miles of "five miles (8 km)"."""
    is_part = noun.lower_.startswith(("to-", "foot-"))  # "51-to-39 percent", "the 6-foot-9 guard"
    is_sign = not noun.text[0].isalpha() or len(noun.text) == 1 or is_part
    if is_sign or noun.ent_type_ in TIME_LABELS or noun.tag_ in _POINTERS:
        return True
    return noun.lower_ in load_units().measures and any(child.tag_ == "CD" for child in noun.lefts)


def _name_changed(body: Body, noun: Token, changed: Token) -> Measured | None:
    """Name what a noun of change says to rise or fall; who has the change has it: "Velden saw a rise in sales"."""
    found = name_measured(body, changed, -1)
    is_told = noun.head.lower_ in load_figure_words().saying  # "the agency reported a rise in crossings"
    haver = find_haver(noun) if found is not None and found.measured and found.of is None and not is_told else None
    return found if found is None or haver is None else Measured(found.measured, name_holder(body, haver))


def _find_end(noun: Token, is_index: bool) -> int:
    """Where a name ends: with the number of "S&P 500", and with the voters of "percentage of voters"."""
    if is_index:
        has_number = any(each.i == noun.i + 1 and each.text.isdecimal() for each in noun.rights)
        return noun.i + 1 + has_number
    if noun.lower_ in load_figure_words().measuring.fractions:
        for link in noun.rights:
            whole = object_of(link) if _completes(link) else None
            is_near = whole is not None and whole.i - noun.i < _LONGEST and whole.tag_ in COMMON_NOUNS
            if whole is not None and is_near and not _is_time_or_number(whole):
                return whole.i + 1
    return noun.i + 1


def _completes(link: Token) -> bool:
    """Whether "of" leads to a part of a thing's name: "the percentage of voters"."""
    noun = link.head
    return link.lower_ == "of" and link.i == noun.i + 1 and noun.lower_ in load_figure_words().measuring.fractions


def _is_told(noun: Token) -> bool:
    """Whether a word that measures nothing alone does so here: "the percentage of women", "net worth"."""
    if noun.lower_ in load_figure_words().measuring.fractions:
        return any(child.lower_ == "of" for child in noun.rights)
    if noun.lower_ == "total":
        return any(child.dep_ == "compound" for child in noun.lefts)
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
    while start > 0 and noun.i - start < _LONGEST and doc[start].ent_iob_ == "I" and doc[start - 1].tag_ not in TENSED:
        start -= 1
    if start == noun.i:
        start = _find_start(noun, -1)
    if "percent" in text_of(body, Tokens((start, end))).lower():
        return None
    dashes = [at for at in range(start, noun.i) if doc[at].text in "-\u2013\u2014" and doc[at].whitespace_]
    start = dashes[-1] if dashes else start  # "Graz, Austria - Beekeepers"
    while start < noun.i and (doc[start].tag_ in ("DT", "POS", "HYPH") or not doc[start].text[0].isalnum()):
        start += 1
    return text_of(body, Tokens((start, end)))


def name_whom(body: Body, token: Token | None) -> str | None:
    """Name whom a word stands for; a pronoun stands for the subject before it, where that is sure."""
    token = find_antecedent(token) if token is not None and token.tag_ == "PRP" else token
    return name_holder(body, token) if token is not None and token.tag_ in NOUNS else None


def name_earlier(body: Body, pronoun: Token) -> Measured | None:
    """The rate of "The rate has not moved. It was 1 percent in May": what the main verb before is told of."""
    start = pronoun.sent.start
    verb = pronoun.doc[start - 1].sent.root if start > 0 and pronoun.lower_ == "it" else None
    subject = own_subject(verb) if verb is not None else None
    measuring = load_figure_words().measuring
    is_told = subject is not None and subject.lower_ in measuring.gauges | measuring.fractions
    return name_measured(body, subject, -1) if subject is not None and is_told else None


def name_quality(body: Body, share: Token, end: int, figure: Figure) -> Measured | None:
    """What something is or does by a share: the white of "a town that is 95 percent white", "39 percent approve"."""
    word = share.head
    if figure.kind != "percent" or says_wholly(share, figure):
        return None
    if end < len(body.doc) and body.doc[end].lower_ in load_figure_words().measuring.opinions:
        return Measured(body.doc[end].lower_, None)
    is_quality = (
        word.i == end > share.i and word.text[0].isalpha() and word.tag_ in ("JJ", "VBN") and word.dep_ == "acomp"
    )
    if not is_quality or word.lower_ in load_figure_words().change.every:
        return None
    subject = find_subject(word.head, share.i) if word.head.lower_ in load_function_words().be else None
    name = name_holder(body, subject) if subject is not None and subject.tag_ in NOUNS else None
    return Measured(word.lower_, name) if name else None


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
        is_span = before.i > 1 and before.nbor(-1).text in "-/" and before.nbor(-2).tag_ in ("CD", "DT")  # "two-year"
        is_span = is_span or (
            before.tag_ in NOUNS and any(each.tag_ == "CD" for each in before.lefts)
        )  # "65 mph limit"
        if (
            not is_part
            or is_dash
            or is_span
            or (before.lower_ in load_figure_words().measuring.pointing and before.ent_type_ not in _HOLDERS)
        ):
            break
        start -= 1
    while start < noun.i and doc[start].tag_ == "HYPH":
        start += 1
    is_compound = start - 2 >= lowest and doc[start - 1].text == "-" and doc[start - 2].tag_ in ("RB", "JJ")
    return start - 2 if is_compound and doc[max(start - 3, 0)].text != "-" else start  # "so-called clubs"


def _end_of_holder(noun: Token, start: int) -> int:
    """Where a name ends that opens a thing's name and says whose it is: the Acme of "Acme shares"."""
    doc, at = noun.doc, start
    while at < noun.i and doc[at].ent_type_ in _HOLDERS and doc[at].tag_ in PROPER_NOUNS:
        at += 1
    return at if noun.ent_type_ not in _HOLDERS or doc[at].ent_iob_ != "I" else start


def _find_holder(body: Body, noun: Token) -> str | None:
    """Whose a thing is: "Velden's output", "output in Velden", "Velden had an output of"."""
    for owner in noun.lefts:
        if owner.dep_ == "poss" and owner.tag_ in NOUNS:
            return name_holder(body, owner)
    holder = find_bound_owner(noun) or find_haver(noun) or find_whose(noun)
    if holder is not None:
        return name_holder(body, holder)
    for link in noun.rights:
        is_earned = link.lower_ == "for" and noun.lower_ in load_figure_words().measuring.earned
        if link.dep_ != "prep" or link.lower_ not in _LINKS or is_earned or _completes(link):
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
    is_numbered = any(child.tag_ in ("CD", "$") and not _YEAR.fullmatch(child.text) for child in noun.lefts)
    return noun.ent_type_ in TIME_LABELS or noun.ent_type_ in _NUMBER_LABELS or is_numbered


def is_level(noun: Token) -> bool:
    """Whether a noun says only how a number stands to others: "a record of 5 percent", "a peak above it"."""
    if noun.lower_ not in load_figure_words().measuring.levels:
        return False
    levels = load_figure_words().measuring.levels
    if any(each.dep_ == "compound" and each.tag_ in COMMON_NOUNS and each.lower_ not in levels for each in noun.lefts):
        return False  # "spending levels", "a price range"
    return not any(link.lower_ in ("of", "for", "in") and _leads_to_thing(link) for link in noun.rights)


def step_joint(joint: Token | None, head: Token) -> Token | None:
    """What joins a number to the words above, one step up; a level is none: "received the equivalent of $5"."""
    if head.tag_ in ("IN", "TO"):
        return head
    return None if is_level(head) else joint


def _leads_to_thing(preposition: Token) -> bool:
    """Whether a preposition leads to a noun that is no time and no number."""
    return any(
        each.tag_ in NOUNS
        and each.text.isalpha()
        and each.ent_type_ not in TIME_LABELS
        and not any(word.tag_ == "CD" for word in each.lefts)
        for each in preposition.rights
    )
