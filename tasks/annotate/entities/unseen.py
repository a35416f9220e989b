"""Speakers whose names the model passed over: the capitalized subject of a verb of speech is somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from spacy.attrs import DEP
from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.lexicon import load_organization_words
from tasks.annotate.entities.organizations import is_generic
from tasks.annotate.entities.person_shapes import is_family_with_particles
from tasks.annotate.entities.person_spans import open_particles
from tasks.annotate.entities.speaking import is_quoting
from tasks.language.body import Tokens
from tasks.language.cues import list_verb_forms
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, VERBS
from tasks.language.names import (
    count_title_words,
    find_title_before,
    is_given_name,
    is_never_name,
    is_reigning,
    is_suffix,
)
from tasks.language.people import is_body, is_person_noun
from tasks.language.places import find_words, load_gazetteer, plain

# "Roe", "O’Roe", "McRoe", "DeRoe", "Roe-Hale"; "YouTube" is none.
_SHAPED = re.compile(r"(?:[OD]['’]|Mc|Mac|De|Di|La|Le|Fitz)?[A-Z][^\W\d_A-Z]+(?:-[A-Z][^\W\d_A-Z]+)?")
LONGEST_UNSEEN = 3  # words


def find_unseen_speakers(doc: Doc, taken: Set[int]) -> Iterator[Candidate]:
    """Find persons by their names before a verb of speech.

    A name of several words begins with a given name; one of one word follows a title, or speaks beside a quotation.

    Args:
        doc: The parsed body.
        taken: Tokens of the names known.
    """
    for at in find_words(doc, NOUN_SUBJECTS, DEP):
        subject = doc[at]
        if at in taken or subject.tag_ != "NNP" or subject.head.tag_ not in VERBS:
            continue
        if subject.head.lower_ not in list_verb_forms("speaks"):
            continue
        candidate = _read(doc, subject, taken) if _is_name(subject) or is_suffix(subject.text) else None
        if candidate is not None:
            yield candidate


def _read(doc: Doc, subject: Token, taken: Set[int]) -> Candidate | None:
    start, end = subject.i, subject.i + 1
    while start > 0 and start - 1 not in taken and _is_name(doc[start - 1]) and doc[start - 1].head == subject:
        if count_title_words((doc[start - 1].text,))[0]:
            break
        start -= 1
    start = open_particles(doc, start)
    before = doc[start - 1] if start else None
    if before is not None and (before.i in taken or before.lower_ in load_function_words().articles | {"-"}):
        return None
    n_title, sex = find_title_before([token.text for token in doc[max(0, start - 4) : start]])
    words = plain(doc[start:end].text).split()
    is_full = 1 < len(words) <= LONGEST_UNSEEN and is_given_name(words[0])
    is_alone = len(words) == 1 or is_reigning(words) or is_family_with_particles(words)
    is_told = n_title > 0 or is_quoting(subject.head) or _is_taken_up(doc, subject)
    is_titled = n_title > 0 and len(words) <= LONGEST_UNSEEN
    if is_suffix(words[0]) or not (is_full or is_titled or (is_alone and is_told)):
        return None
    return Candidate(
        tokens=Tokens((start, end)),
        label="person",
        text=plain(doc[start:end].text),
        gender=sex,
        has_title=n_title > 0,
        model_label="person",
    )


def _is_taken_up(doc: Doc, subject: Token) -> bool:
    """Whether "he" or "she" opens the sentence after one in which a name alone speaks: "Roe said no. He left"."""
    sentence = subject.sent
    if subject.i != sentence.start or any(token.ent_type_ in ("PERSON", "ORG") for token in sentence):
        return False
    following = next((token for token in doc[sentence.end : sentence.end + 3] if not token.is_space), None)
    return following is not None and following.lower_ in ("he", "she") and following.dep_ in NOUN_SUBJECTS


def _is_name(token: Token) -> bool:
    """Whether a word may be a name's: not one for a function or a body, and no name that the lexicons know."""
    word, lowered = token.text, token.lower_
    if token.tag_ != "NNP" or len(word) < 3 or _SHAPED.fullmatch(word) is None:
        return False
    if is_person_noun(lowered) or is_body(lowered) or is_generic(word) or is_never_name(word):
        return False
    return word not in load_gazetteer() and word not in load_organization_words().shapes.organization_words
