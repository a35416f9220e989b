"""Names before a verb of saying: whether what speaks there is somebody."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc, Span, Token

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.lexicon import load_name_uses
from tasks.annotate.entities.person_shapes import is_family_with_particles
from tasks.annotate.entities.uses import Use
from tasks.language.cues import list_verb_forms, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, VERBS
from tasks.language.names import is_coined
from tasks.language.public_figures import list_known_surnames

_QUOTATION_MARKS = frozenset('"“”')
_SILENT = frozenset({"product", "work", "event", "facility", "place"})  # of which nothing speaks beside a quotation
_OF_BODY = ("article", "located", "its", "plural", "has_of_body")
SHORTEST_PLURAL = 4  # letters
_FAMILY = re.compile(r"(?:[OD]['’]|Mc|Mac|De|Di|Fitz)?[A-Z][^\W\d_A-Z]+")


def is_quoting(verb: Token) -> bool:
    """Whether a verb of saying stands beside a quotation."""
    return verb.lower_ in load_name_uses().person.quoting and _has_marks(verb.sent)


def _has_marks(sentence: Span) -> bool:
    return any(token.text in _QUOTATION_MARKS for token in sentence)


def list_openings(candidates: Sequence[Candidate]) -> set[str]:
    """The first words of longer names that are no person's: "Rye" of "Rye Harbour"."""
    return {each.words[0] for each in candidates if each.label != "person" and len(each.words) > 1}


def is_somebody_quoted(doc: Doc, candidate: Candidate, use: Use | None, openings: Collection[str]) -> bool:
    """Whether a name is a person's by what it says beside a quotation, and nothing tells of a body.

    What the model takes for a thing or a place does not speak. A body does, but not of itself as "I".

    Args:
        doc: The parsed body.
        candidate: The name, its label as the model has it.
        use: How the article uses the name, or the last word of it, where that stands alone.
        openings: First words of the article's longer names.
    """
    root = candidate.root(doc)
    verb = root.head
    if root.dep_ not in NOUN_SUBJECTS or verb.tag_ not in VERBS or verb.lower_ not in list_verb_forms("speaks"):
        return False
    words = candidate.words
    is_whole = root.left_edge.i == candidate.start and candidate.end - candidate.start == len(words)
    if (
        not is_whole
        or (len(words) == 1 and words[0] in openings)
        or any(map(is_coined, words))
        or not _has_marks(verb.sent)
    ):
        return False
    before = doc[candidate.start - 1].lower_ if candidate.start else ""
    if before in load_function_words().articles or (use is not None and any(use.signs[sign] for sign in _OF_BODY)):
        return False
    return candidate.label in _SILENT or _says_i(verb.sent)


def drop_households(doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use]) -> list[Candidate]:
    """Leave out the families among an article's names; the tags of their words are changed in place."""
    households = list_households(doc, candidates, uses)
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.text in households and _is_after_the(doc, candidate):
            doc[candidate.end - 1].tag_ = "NNPS"  # "the Hales" are several, whatever the tagger took them for
        else:
            kept.append(candidate)
    return kept


def list_households(doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use]) -> set[str]:
    """List the families whom an article names: "the Roes" of Ann Roe, or "the Roes said they would sell".

    A team or a band is named in full elsewhere; what the model takes for a place or a person speaks as a family does.
    """
    families = {each.words[-1] for each in candidates if each.label == "person" and len(each.words) > 1}
    families |= list_known_surnames()
    ends = {each.words[-1] for each in candidates if each.label != "person" and len(each.words) > 1}
    found: set[str] = set()
    for each in candidates:
        if not _is_after_the(doc, each) or each.entries or not _is_plural_name(each):
            continue
        is_family = not families.isdisjoint((each.text[:-1], each.text.removesuffix("es")))
        if is_family or (each.text not in ends and _speaks_as_several(doc, each, uses.get(each.text))):
            found.add(each.text)
    return found


def _is_after_the(doc: Doc, candidate: Candidate) -> bool:
    return candidate.start > 0 and doc[candidate.start - 1].lower_ == "the"


def _is_plural_name(candidate: Candidate) -> bool:
    text, family = candidate.text, candidate.words[-1]
    is_plural = text.endswith("s") and not text.endswith(("ss", "us")) and len(family) > SHORTEST_PLURAL
    is_whole = len(candidate.words) == 1 or is_family_with_particles(candidate.words)
    return is_whole and is_plural and _FAMILY.fullmatch(family) is not None


def _speaks_as_several(doc: Doc, candidate: Candidate, use: Use | None) -> bool:
    root = candidate.root(doc)
    if root.dep_ not in NOUN_SUBJECTS or root.head.lower_ not in load_verb_cues():
        return False
    if use is not None and (use.signs["its"] or use.signs["located"] or use.signs["has_of_body"]):
        return False
    following = {token.lower_ for token in doc[candidate.end : root.sent.end]}
    is_family_shaped = not candidate.words[-1].istitle() or "'" in candidate.text or "’" in candidate.text
    return (
        candidate.label in _SILENT | {"person"}
        or is_family_shaped
        or not following.isdisjoint(load_function_words().they)
    )


def _says_i(sentence: Span) -> bool:
    """Whether a quotation in a sentence is of "I"."""
    is_within = sentence[0].text in _QUOTATION_MARKS or not any(t.text in '"“' for t in sentence)
    for token in sentence:
        if token.text in _QUOTATION_MARKS:
            is_within = token.text == "“" or (token.text == '"' and not is_within) or token.i == sentence.start
        elif is_within and token.lower_ in load_function_words().i:
            return True
    return False
