"""Clauses that have their subject from another one: "Ann Roe, who led the mill", "Ann Roe left and led a mill"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import list_pointing
from tasks.annotate.claims.stretch import Edit, Stretch
from tasks.annotate.claims.wording import find_head
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMMON_NOUNS,
    LONGEST_CLIMB,
    NOMINALS,
    NOUN_SUBJECTS,
    PROPER_NOUNS,
    WH_WORDS,
    has_child,
    is_finite,
    noun_phrase,
    own_subject,
)
from tasks.language.people import is_person_noun

LONGEST_SUBJECT = 8  # tokens
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def relate(stretch: Stretch) -> list[Edit] | None:
    """Make a sentence of a noun and what a clause after it tells: "Ann Roe, who led the mill".

    Returns:
        What to change; None where there is no such clause.
    """
    first = stretch.pieces[0]
    noun = find_head(first)
    verb = next(
        (each for each in noun.children if each.dep_ == "relcl" and each.right_edge.i + 1 >= first.end - 1), None
    )
    if verb is None or is_finite(noun):
        return None
    pronoun = verb.left_edge
    between = first.doc[noun.i + 1 : pronoun.i]
    if pronoun.lower_ == "whose":
        return [owned] if (owned := _give_owned(noun, pronoun, verb)) is not None else None
    if pronoun.lower_ not in ("who", "which") or pronoun.dep_ not in NOUN_SUBJECTS or pronoun.head != verb:
        return None
    if pronoun.lower_ == "which" and (noun.ent_type_ == "PERSON" or is_person_noun(noun.lower_)):
        return None  # "failed to indict Roe, which led to protests"
    if noun.tag_ in COMMON_NOUNS and any(word.tag_ in NOMINALS and word.dep_ == "pobj" for word in between):
        return None  # "a rally in the home of Acme, which was sold"
    begin = pronoun.nbor(-1).idx if pronoun.i and pronoun.nbor(-1).text == "," else pronoun.idx
    return [(begin, pronoun.idx + len(pronoun), " ")]


def is_of_part(stretch: Stretch) -> bool:
    """Whether a clause after a name may be of what that is a part of: "Roe of Oslo, who", "a raid in Oslo, which"."""
    first = stretch.pieces[0]
    noun = find_head(first)
    if noun.tag_ not in PROPER_NOUNS or stretch.main is not None:
        return False
    mention = stretch.story.mention_of(noun)
    if mention is not None and mention.start < first.start_char and mention.link != "pronoun":
        return True  # "Mills for | Oslo"
    if noun.ent_type_ not in _PLACES or noun.dep_ != "pobj" or first[0] != noun.left_edge:
        return False
    host = noun.head.head
    return noun.head.lower_ != "to" and host.tag_ in NOMINALS and host.i < first.start


def _give_owned(noun: Token, pronoun: Token, verb: Token) -> Edit | None:
    """Say whose a clause's subject is, as an edit: "Roe, 58, whose mill burned" tells that "Roe's mill burned"."""
    if pronoun.head.dep_ not in NOUN_SUBJECTS or pronoun.head.head != verb:
        return None
    between = noun.doc[noun.i + 1 : pronoun.i]
    if noun.tag_ == "PRP" or noun.ent_type_ == "DATE":
        return None
    if any(word.tag_ in NOMINALS and word.tag_ != "CD" for word in between):
        return None
    return noun.idx + len(noun), pronoun.idx + len(pronoun), "'" if noun.text.endswith("s") else "'s"


def complete_joined(stretch: Stretch) -> list[Edit] | None:
    """Repeat the subject of the clause that a clause is joined to: "[Roe] led the mill"."""
    first = stretch.pieces[0]
    verb = find_head(first)
    if verb.dep_ != "conj" or not is_finite(verb) or not _opens_with(verb, first):
        return None
    subject = None
    above = verb.head
    for _ in range(LONGEST_CLIMB):
        subject = own_subject(above)
        if subject is not None or above.dep_ != "conj":
            break
        above = above.head
    if subject is None or subject.i > verb.i or disagrees(stretch, verb, subject):
        return None
    mention = stretch.story.mention_of(subject)
    if mention is not None and mention.name is not None and mention.entity_key is not None:
        return [(first.start_char, first.start_char, f"[{mention.name}] ")]
    start, end = noun_phrase(subject)
    phrase = subject.doc[start:end]
    if (
        not len(phrase)
        or subject.tag_ not in COMMON_NOUNS
        or len(phrase) > LONGEST_SUBJECT
        or any(word.lower_ in list_pointing() for word in phrase)
    ):
        return None
    return [(first.start_char, first.start_char, f"[{phrase.text}] ")]


def _opens_with(verb: Token, words: Span) -> bool:
    """Whether a verb opens its words: "then led the mill"; not "millions more with", "when mills were closed"."""
    if (verb.tag_ == "VBN" and not has_child(verb, *AUXILIARIES)) or verb.ent_type_:
        return False  # "mills would be closed and sold", "and millions more with"
    before = words.doc[words.start : verb.i]
    is_led_in = any(each.tag_ in WH_WORDS or each.dep_ == "mark" for each in before)
    return not is_led_in and (words[0] == verb or words[0].tag_ not in COMMON_NOUNS | {"JJ", "CD"})


def disagrees(stretch: Stretch, verb: Token, subject: Token | None) -> bool:
    """Whether a plural verb has one person as its subject, since a part of it is cut: "[Doe and] Roe were there"."""
    if subject is None or subject.ent_type_ != "PERSON" or subject.i > verb.i or has_child(subject, "conj"):
        return False
    beside = [each for each in verb.lefts if each.i > subject.i and each.dep_ in AUXILIARIES]
    if any(each.lower_ in load_function_words().conditions for each in verb.lefts):
        return False
    first = beside[0] if beside else verb
    is_many = first.lower_ in ("are", "were") or (first.lower_ == "have" and first.tag_ == "VBP")
    return is_many and not stretch.places_before(verb, "and")
