"""Names of persons within the spans of the model: titles, peoples and other words apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from tasks.annotate.entities.candidate import LONGEST_NAME, Candidate, ends_as_organization, trim_name, write_name
from tasks.language.body import Tokens
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import VERBS
from tasks.language.names import (
    count_title_words,
    find_title_before,
    is_given_name,
    is_initial,
    is_no_person,
    is_particle,
    is_post_nominal,
    is_suffix,
    is_tail,
)
from tasks.language.people import names_one_person
from tasks.language.places import Entry, load_gazetteer

_TAIL_TAGS = ("NN", "NNP", "FW")
FEWEST_BEHIND = 2  # words, of a name behind a function that a capital alone makes a part of it
MOST_BEHIND = 4  # words of a name behind a function that the model took into it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What stands before a name in its span: titles with what they say of its bearer, and names of their own."""

    start: int
    has_title: bool
    gender: str | None
    others: tuple[Candidate, ...]


def find_person(doc: Doc, tokens: Tokens) -> Iterator[Candidate]:
    """Take titles and peoples from the front of a person's name, and verbs or common words from its end."""
    front = _read_front(doc, tokens)
    yield from front.others
    start, end = _extend(doc, _cut(doc, trim_name(doc, Tokens((front.start, tokens[1])))))
    words = [token.text for token in doc[start:end] if token.text not in (",", "]")]
    if not words or is_no_person(words) or not _is_person_shaped(doc, start, words):
        return
    n_title, said = find_title_before([token.text for token in doc[max(0, start - 4) : start]])
    if _ends_in_body(words) and not (n_title or front.has_title) and doc[end : end + 1].text.istitle():
        return
    yield Candidate(
        tokens=Tokens((start, end)),
        label="organization" if len(words) > 1 and ends_as_organization(words) else "person",
        text=write_name(doc, Tokens((start, end))),
        gender=front.gender or said,
        has_title=front.has_title or n_title > 0,
        model_label="person",
    )


def _ends_in_body(words: Sequence[str]) -> bool:
    """Whether a known body's name ends words that no given name opens: "MagPort [Apple] Wallets"."""
    entries = load_gazetteer().get(words[-1], ()) if len(words) > 1 else ()
    is_body = bool(entries) and entries[0].kind == "organization"
    return is_body and not is_given_name(words[0]) and not is_initial(words[0])


def _read_front(doc: Doc, tokens: Tokens) -> _Front:
    start, end = tokens
    gender, has_title = None, False
    others: list[Candidate] = []
    while start < end:
        words = [token.text for token in doc[start:end]]
        n_title, said = count_title_words(words)
        if n_title:
            has_title, gender = True, said or gender
            start += n_title
        elif entries := _list_attribute(words):
            place = Tokens((start, start + 1))
            others.append(Candidate(tokens=place, label=entries[0].label, text=words[0], entries=entries))
            start += 1
        else:
            break
    if behind := find_behind_function([token.text for token in doc[start:end]]):
        start, has_title = start + behind, True
    elif not has_title and opens_with_function(doc, Tokens((start, end))):
        start, has_title = start + 1, True
    return _Front(start=start, has_title=has_title, gender=gender, others=tuple(others))


def find_behind_function(words: Sequence[str]) -> int:
    """Where a full name begins behind somebody's function in capitals: 2 of "GSAS Dean Emma Roe"; 0 for nowhere."""
    for at in range(1, len(words) - 1):
        is_after = words[at - 1].istitle() and names_one_person(words[at - 1].lower()) and is_given_name(words[at])
        # "Mary Baker Ann Roe", "Dean Ann Roe": a surname or a given name.
        is_part = is_given_name(words[at - 1]) if at == 1 else is_given_name(words[at - 2])
        is_whole = len(words) - at <= MOST_BEHIND and all(word[0].isupper() or is_particle(word) for word in words[at:])
        if is_after and is_whole and not is_part:
            return at
    return 0


def opens_with_function(doc: Doc, tokens: Tokens) -> bool:
    """Whether the capital that opens a sentence makes somebody's function a part of a name: "Comedian [Big Sal]"."""
    (start, end), opening = tokens, doc[tokens[0]]
    is_function = opening.text.istitle() and names_one_person(opening.lower_) and not is_given_name(opening.text)
    is_first = bool(opening.is_sent_start) or doc[start - 1].is_quote
    return is_function and is_first and FEWEST_BEHIND < end - start <= MOST_BEHIND + 1


def _list_attribute(words: Sequence[str]) -> tuple[Entry, ...]:
    """What lexicons know of a people before a person's name, or of a country or body before a title and name."""
    known = load_gazetteer().get(words[0], ()) if len(words) > 2 else ()
    if not known or known[0].kind == "demonym":
        return known
    return known if known[0].kind in ("organization", "country") and count_title_words(words[1:])[0] else ()


def _cut(doc: Doc, tokens: Tokens) -> Tokens:
    """Drop the verb that opens a sentence, common words, letters after the name, and "of" with what follows."""
    start, end = tokens
    if end - start > 1 and _is_verb_before(doc, start, end):
        start += 1
    # "Roe Says", "Roe Has Begun": a headline's verb and what follows it.
    end = next((at for at in range(start + 1, end) if doc[at].tag_ in ("VBZ", "VBD")), end)
    while end - start > 1 and doc[start].text.islower() and not is_particle(doc[start].text):
        start += 1
    while start < end and (_is_lower_word(doc, end - 1) or _is_after_name(doc, start, end)):
        end -= 1
    suffix = next((at for at in range(start + 1, end) if is_suffix(doc[at].text)), end)
    end = min(end, suffix + 1)
    # "Cox of Kaiser" is Cox; "Joan of Arc" begins with a given name alone and is whole.
    of = next((at for at in range(start + 1, end) if doc[at].text == "of"), None)
    if of is not None and (of - start > 1 or not is_given_name(doc[start].text)):
        end = of
    return Tokens((start, end))


def _is_verb_before(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb stands before the name in a span: "Said Roe", "Will Ann Roe"."""
    word = doc[start]
    if word.tag_ == "MD":
        return end - start > 2 and is_given_name(doc[start + 1].text)
    if word.tag_ == "VBD" and word.lower_ in list_verb_forms("speaks"):
        return True
    return bool(word.is_sent_start) and word.tag_ in VERBS and not is_given_name(word.text)


def _is_lower_word(doc: Doc, at: int) -> bool:
    """Whether a token is in lower case, or a hyphen before such a token, and no end of a joined name."""
    token = doc[at]
    if token.text == "-":
        return True
    if not token.text.islower():
        return False
    if doc[at - 1].text != "-":
        return True
    # "Woo-sik" and "al-sisi", but "Roe-era", "Roe-backed".
    is_particle_before = at > 1 and is_particle(doc[at - 2].text)
    return not is_particle_before and (token.tag_ not in _TAIL_TAGS or is_tail(token.text))


def _is_after_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a span ends in letters that follow a name: "Ann Roe QC", "Ann Roe, MP"."""
    return end - start > 1 and (is_post_nominal(doc[end - 1].text) or doc[end - 1].text == ",")


def _extend(doc: Doc, tokens: Tokens) -> Tokens:
    """Take in what the model left out: "Jr.", a given name or initial, what a hyphen joins."""
    start, end = tokens
    if end < len(doc) - 1 and is_suffix(doc[end].text):
        end += 1
    elif end + 1 < len(doc) and doc[end].text == "," and is_suffix(doc[end + 1].text):
        end += 2
    start = _extend_left(doc, start, end)
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and _is_name_tail(doc, end + 1):
        end += 2
    return Tokens((start, end))


def _extend_left(doc: Doc, start: int, end: int) -> int:
    """Take in a given name or initial that the model left out."""
    while start > 0 and start < end:
        before = doc[start - 1]
        if before.ent_type_ or before.tag_ != "NNP" or not (is_given_name(before.text) or is_initial(before.text)):
            break
        if before.head.i < start or before.head.i >= end or (before.text.isupper() and len(before.text) > 2):
            break
        start -= 1
    return start


def _is_name_tail(doc: Doc, at: int) -> bool:
    """Whether what follows a hyphen ends the name ("Sun-won", "Smith-Jones") rather than "-led"."""
    before, token = doc[at - 2], doc[at]
    if before.whitespace_ or not token.text.isalpha():
        return False
    is_korean = (
        token.text.islower()
        and token.tag_ in _TAIL_TAGS
        and not is_tail(token.text)
        and at > 2
        and doc[at - 3].tag_ == "NNP"
    )
    return token.text.istitle() or (is_korean and len(token.text) <= 5)


def _is_person_shaped(doc: Doc, start: int, words: Sequence[str]) -> bool:
    if len(words) > LONGEST_NAME or not (words[0][0].isupper() or len(words) > 1):
        return False
    if (len(words) == 1 and doc[start].tag_ == "NNPS") or (start and doc[start - 1].text == "#"):
        return False
    if any(character.isdigit() or character in "@/_#+=" for word in words for character in word):
        return False
    return any(word[0].isupper() for word in words) and any(len(word) > 1 for word in words)
