"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from tasks.lexicon import load_lexicon

Direction = Literal["past", "future"]
_MOST_STEPS = 12
_BE_PRESENT = frozenset(load_lexicon("function_words")["be_present"])


def read_direction(token: Token | None) -> Direction | None:
    """The direction that the governing verb, or a word such as "scheduled" on the way to it, gives a date.

    Returns:
        None where no finite verb says so: headlines, the present tense.
    """
    lexicon = load_lexicon("calendar")["future"]
    here = token
    for _ in range(_MOST_STEPS):
        if here is None:
            return None
        if here.lower_ in lexicon["words"] and here is not token:
            return "future"
        if here.tag_.startswith("VB"):
            found = _read_verb(here, lexicon["modals"])
            if found != "climb":
                return found
        here = here.head if here.head is not here else None
    return None


def _read_verb(verb: Token, modals: list[str]) -> Direction | Literal["climb"] | None:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & set(modals):
        return "past" if "have" in auxiliaries and "will" not in auxiliaries else "future"
    if "to" in auxiliaries:
        return "climb"
    if verb.tag_ == "VBD" or auxiliaries & set(load_lexicon("calendar")["past"]["list"]):
        return "past"
    if verb.tag_ == "VBG":
        return "future" if auxiliaries & _BE_PRESENT else "climb"
    if verb.tag_ == "VBN":
        return "past" if not auxiliaries else None
    if verb.tag_ == "VB" and not auxiliaries and verb.head.lower_ == "let" and verb.head is not verb:
        return "future"  # "let's meet on the 15th"
    if (
        verb.tag_ == "VB"
        and "did" not in auxiliaries
        and verb.dep_ == "ROOT"
        and not auxiliaries
        and not _has_subject(verb)
    ):
        return "future"
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
