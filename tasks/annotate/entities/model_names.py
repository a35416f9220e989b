"""The spans in which the model found names, repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from tasks.annotate.entities.candidate import (
    LONGEST_NAME,
    POSSESSIVES,
    Candidate,
    ends_as_organization,
    trim_name,
    write_name,
)
from tasks.annotate.entities.person_forms import opens_shouted
from tasks.annotate.entities.person_names import find_behind_function, find_person
from tasks.language.body import Tokens
from tasks.language.names import (
    count_title_words,
    find_title_before,
    is_given_name,
    is_never_name,
    is_strong_title,
    is_suffix,
)
from tasks.language.places import Entry, load_gazetteer, plain

LONGEST_TITLED = 4  # words of a short title and a name
_ELIDED = re.compile(r"[OD]['’][A-Z][a-zA-Z]+")
LABELS = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "NORP": "nationality",
    "FAC": "facility",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "work",
    "LAW": "law",
    "LANGUAGE": "language",
}


def repair(ent: Span) -> Iterator[Candidate]:
    """Cut a span of the model to the name in it; a possessor that the lexicons know stands on its own."""
    doc, label = ent.doc, LABELS[ent.label_]
    start, end = trim_name(doc, Tokens((ent.start, _cut_at_break(ent))))
    # The model takes a name with a curved apostrophe for another word: "Ford [O’Connell]".
    if end < len(doc) and _ELIDED.fullmatch(doc[end].text) and start < end and _is_person(doc[end - 1], label):
        end, label = end + 1, "person"
    for at in range(start, end):
        if doc[at].text in POSSESSIVES and at > start:
            owner = trim_name(doc, Tokens((start, at)))
            is_known = plain(doc[owner[0] : owner[1]].text) in load_gazetteer()
            is_anybody = label == "organization" and not is_known and _is_full_name(doc, at + 1, end)
            if is_anybody or _is_bodys_person(doc, owner, Tokens((at + 1, end))):
                yield from _make(doc, owner, label)
                start, label = at + 1, "person"
            elif is_known or label == "person":
                yield from _make(doc, owner, "place" if is_known else label)
                start, end = trim_name(doc, Tokens((at + 1 if is_known else end, end)))
            break
    for at in range(start, end):
        if doc[at].text != ",":
            continue
        is_new_place = label == "place" and plain(doc[start:end].text) not in load_gazetteer()
        if is_new_place or _joins_names(doc, start, at, end):
            yield from _make(doc, trim_name(doc, Tokens((start, at))), label)
            start, end = trim_name(doc, Tokens((at + 1, end)))
    yield from _make(doc, Tokens((start, end)), label)


def _is_person(word: Token, label: str) -> bool:
    return label == "person" or is_given_name(word.text)


def _is_full_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a given name and another name are all that stands there: "Vox's [Ann Roe]"."""
    words = [token.text for token in doc[start:end]]
    return len(words) == 2 and is_given_name(words[0]) and all(word.isalpha() and word.istitle() for word in words)


def _is_bodys_person(doc: Doc, owner: Tokens, rest: Tokens) -> bool:
    """Whether a body's name and somebody of it are one span: "Rye University's [Roe], who said"."""
    words = [token.text for token in doc[rest[0] : rest[1] + 2]]
    is_body = owner[1] - owner[0] > 1 and ends_as_organization([token.text for token in doc[owner[0] : owner[1]]])
    is_told_of = len(words) == 3 and words[1:] == [",", "who"]
    return is_body and is_told_of and words[0].isalpha() and words[0].istitle()


def _joins_names(doc: Doc, start: int, comma: int, end: int) -> bool:
    """Whether a comma in a span ends a place of office: "the mayor of [Riga, Anna Berg], said"."""
    name = [token.text for token in doc[comma + 1 : end]]
    is_full_name = len(name) == 2 and all(word.isalpha() and word.istitle() for word in name)
    is_apart = end < len(doc) and doc[end].text == ","
    return is_full_name and is_apart and start > 0 and doc[start - 1].lower_ in ("of", "in")


def _cut_at_break(ent: Span) -> int:
    for token in ent:
        if token.is_space or token.text in ("(", "[", "|", "@", "#"):
            return int(token.i)
    return int(ent.end)


def _make(doc: Doc, tokens: Tokens, label: str) -> Iterator[Candidate]:
    start, end = tokens
    if start >= end:
        return
    text = write_name(doc, tokens)
    entries = _list_entries(text, label)
    if entries:
        known_as = {entry.label for entry in entries}
        known_label = label if label in known_as else entries[0].label
        yield Candidate(tokens=tokens, label=known_label, text=text, entries=entries, model_label=label)
    elif label == "person" or _is_titled(doc, tokens, label) or _is_completed(doc, tokens) or _opens_text(doc, tokens):
        yield from find_person(doc, tokens)
    elif label == "language" or (
        _is_name_shaped(doc, tokens) and not (label == "organization" and _opens_title(doc, tokens))
    ):
        yield Candidate(tokens=tokens, label=label, text=text, model_label=label)


def _opens_text(doc: Doc, tokens: Tokens) -> bool:
    """Whether an article begins with a name whose first word is written in capitals: "ANN Roe has left"."""
    start, end = tokens
    return start == 0 and end - start == 2 and opens_shouted([token.text for token in doc[start:end]])


def _list_entries(text: str, label: str) -> tuple[Entry, ...]:
    """What the lexicons know of a name, where they may know better than the model what it is."""
    if label == "language":
        return ()
    entries = load_gazetteer().get(text, ()) or (load_gazetteer().get(text.title(), ()) if text.isupper() else ())
    known_as = {entry.label for entry in entries}
    is_sure = any(entry.condition == "always" for entry in entries)
    return entries if label in known_as or is_sure or (label != "person" and len(known_as) == 1) else ()


def _is_completed(doc: Doc, tokens: Tokens) -> bool:
    """Whether an editor put a given name before a surname: "[Ann] Roe"."""
    words = [token.text for token in doc[tokens[0] : tokens[1]]]
    return len(words) == 3 and words[1] == "]" and is_given_name(words[0]) and words[2][0].isupper()


def _is_titled(doc: Doc, tokens: Tokens, label: str) -> bool:
    """Whether a title shows that the model mistook a person for an organization or place: "Dr Birx"."""
    start, end = tokens
    words = [token.text for token in doc[start:end]]
    if label not in ("organization", "place", "facility", "product", "work") or ends_as_organization(words):
        return False
    if label != "work" and find_behind_function(words):
        return True
    if len(words) > LONGEST_TITLED:
        return False
    for size in (1, 2):
        if (
            len(words) > size
            and is_strong_title(words[:size])
            and all(word.istitle() or is_suffix(word) for word in words[size:])
        ):
            return True
        if len(words) < 3 and start >= size and is_strong_title([token.text for token in doc[start - size : start]]):
            return words[0][0].isupper() and not words[0].isupper()
    return False


def _opens_title(doc: Doc, tokens: Tokens) -> bool:
    """Whether a word is the first of a title ("Defense" in "Defense Secretary Lloyd Austin")."""
    start, end = tokens
    words = [token.text for token in doc[start : end + 2]]
    if end - start > 2:
        return False
    before = [token.text for token in doc[max(0, start - 3) : end]]
    return count_title_words(words)[0] > end - start or find_title_before(before)[0] > end - start


def _is_name_shaped(doc: Doc, tokens: Tokens) -> bool:
    start, end = tokens
    words = [token.text for token in doc[start:end]]
    if len(words) > LONGEST_NAME or not any(word[0].isupper() for word in words):
        return False
    if words[-1] in ("percent", "%", "points") or words[0].isdigit():
        return False
    if len(words) == 1:
        if doc[start].tag_ in ("JJ", "RB", "VB", "VBG", "VBN", "VBD", "VBZ", "UH") and words[0].istitle():
            return False
        return not is_never_name(words[0]) and len(words[0]) > 1 and "@" not in words[0] and "/" not in words[0]
    return True
