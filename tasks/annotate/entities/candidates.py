"""Where names stand in an article: the model's spans repaired, and what the lexicons know besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from tasks.annotate.entities.lexicon import load_organization_words
from tasks.annotate.overlaps import Cover
from tasks.language.body import Body
from tasks.language.function_words import load_function_words
from tasks.language.names import (
    count_title_words,
    find_title_before,
    is_given_name,
    is_initial,
    is_never_name,
    is_particle,
    is_post_nominal,
    is_strong_title,
    is_suffix,
)
from tasks.language.places import Entry, find_known_names, load_gazetteer, plain

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
LONGEST_NAME = 8  # words; longer spans are sentences that the model took whole, but for works and laws
_POSSESSIVE = {"'s", "’s", "'", "’"}
_OPENING_ENDS = ("ing", "ed", "while", "ly")  # participles and adverbs, "Meanwhile"
_NAME_TAGS = {"NNP", "NNPS", "JJ", "NN", "NNS", "FW"}


@dataclass(slots=True)
class Candidate:
    """A stretch of tokens that may name something.

    Attributes:
        start: First token.
        end: One past the last token.
        label: A value of `entities.label`.
        text: Its words as `plain` writes them.
        entries: What the lexicons say it may name.
        is_modelled: Whether the model found it, rather than only a lexicon.
        gender: m or f, where the words around it say so.
        has_title: Whether a title stands before it.
        model_label: The label that the model gave it, as `entities.label` has it.
        words: The words of `text`.
    """

    start: int
    end: int
    label: str
    text: str
    entries: tuple[Entry, ...] = ()
    is_modelled: bool = True
    gender: str | None = None
    has_title: bool = False
    model_label: str | None = None
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = self.text.split()


def collect_candidates(body: Body) -> list[Candidate]:
    """Find the stretches of a body that may name something, in text order, not overlapping.

    A name of the lexicons stands in its longest form; inside a longer name that the model found it is not listed.
    """
    doc = body.doc
    owner: dict[int, Candidate] = {}
    for ent in doc.ents:
        if ent.label_ in LABELS:
            for candidate in _repair(ent):
                owner.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
    for start, end in find_known_names(doc):
        overlapped = [owner[at] for at in range(start, end) if at in owner]
        if any(other.end - other.start >= end - start for other in overlapped):
            continue
        name = plain(doc[start:end].text)
        entries = load_gazetteer().get(name, ())
        if not entries or not (overlapped or _may_be_name(doc, start, end, entries)):
            continue
        for other in overlapped:
            for at in range(other.start, other.end):
                owner.pop(at, None)
        candidate = Candidate(start, end, entries[0].label, name, entries, is_modelled=bool(overlapped))
        owner.update(dict.fromkeys(range(start, end), candidate))
    kept: list[Candidate] = []
    for candidate in sorted(owner.values(), key=lambda candidate: (candidate.start, -candidate.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return _drop_shouted(doc, body.text, kept)


def _repair(ent: Span) -> Iterator[Candidate]:
    """Cut a span of the model to the name in it; a possessor that the lexicons know stands on its own."""
    doc, label = ent.doc, LABELS[ent.label_]
    start, end = _trim(doc, ent.start, _cut_at_break(ent))
    for at in range(start, end):
        if doc[at].text in _POSSESSIVE and at > start:
            owner_start, owner_end = _trim(doc, start, at)
            is_known = plain(doc[owner_start:owner_end].text) in load_gazetteer()
            if is_known or label == "person":
                yield from _make(doc, owner_start, owner_end, "place" if is_known else label)
                start, end = (at + 1, end) if is_known else (end, end)
                start, end = _trim(doc, start, end)
            break
    for at in range(start, end):
        if doc[at].text == "," and (
            label == "place" and plain(doc[start:end].text) not in load_gazetteer() or _joins_names(doc, start, at, end)
        ):
            yield from _make(doc, *_trim(doc, start, at), label)
            start, end = _trim(doc, at + 1, end)
    yield from _make(doc, start, end, label)


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


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Drop articles, marks and possessive endings from the edges."""
    articles = load_function_words().articles
    while start < end and (doc[start].lower_ in articles or not any(map(str.isalnum, doc[start].text))):
        start += 1
    while start < end and (not any(map(str.isalnum, doc[end - 1].text)) or doc[end - 1].text in _POSSESSIVE):
        end -= 1
    return start, end


def _make(doc: Doc, start: int, end: int, label: str) -> Iterator[Candidate]:
    if start >= end:
        return
    text = plain(doc[start:end].text)
    if label == "language":
        yield Candidate(start, end, label, text, model_label=label)
        return
    entries = load_gazetteer().get(text, ()) or (load_gazetteer().get(text.title(), ()) if text.isupper() else ())
    if entries:
        known_as = {entry.label for entry in entries}
        is_sure = any(entry.condition == "always" for entry in entries)
        if label in known_as or is_sure or (label != "person" and len(known_as) == 1):
            known_label = label if label in known_as else entries[0].label
            yield Candidate(start, end, known_label, text, entries, model_label=label)
            return
    if label == "person" or _is_titled(doc, start, end, label):
        yield from _make_person(doc, start, end)
    elif _is_name_shaped(doc, start, end) and not (label == "organization" and _opens_title(doc, start, end)):
        yield Candidate(start, end, label, text, model_label=label)


def _is_titled(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether a title shows that the model mistook a person for an organization or place: "Dr Birx"."""
    if label not in ("organization", "place", "facility", "product") or end - start > 4:
        return False
    words = [token.text for token in doc[start:end]]
    if _ends_as_organization(words):
        return False
    for size in (1, 2):
        if len(words) > size and is_strong_title(words[:size]) and all(word.istitle() for word in words[size:]):
            return True
        if len(words) < 3 and start >= size and is_strong_title([token.text for token in doc[start - size : start]]):
            return words[0][0].isupper() and not words[0].isupper()
    return False


def _make_person(doc: Doc, start: int, end: int) -> Iterator[Candidate]:
    """Take titles and peoples from the front of a person's name, and verbs or common words from its end."""
    gender, has_title = None, False
    while start < end:
        words = [token.text for token in doc[start:end]]
        n_title, said = count_title_words(words)
        if n_title:
            has_title, gender = True, said or gender
            start += n_title
            continue
        known = load_gazetteer().get(words[0], ()) if len(words) > 2 else ()
        if known and known[0].kind in ("demonym", "organization", "country") and count_title_words(words[1:])[0]:
            yield Candidate(start, start + 1, known[0].label, words[0], known)
            start += 1
            continue
        if known and known[0].kind == "demonym":
            yield Candidate(start, start + 1, known[0].label, words[0], known)
            start += 1
            continue
        break
    start, end = _trim(doc, start, end)
    if end - start > 1 and doc[start].is_sent_start and doc[start].tag_.startswith("V") and not is_given_name(words[0]):
        start += 1
    while end - start > 1 and doc[start].text.islower() and not is_particle(doc[start].text):
        start += 1
    while start < end and (doc[end - 1].text.islower() and doc[end - 2].text != "-" or _is_after_name(doc, start, end)):
        end -= 1
    # "Cox of Kaiser" is Cox; "Joan of Arc" begins with a given name alone and is whole.
    of = next((at for at in range(start + 1, end) if doc[at].text == "of"), end)
    end = of if of - start > 1 or not is_given_name(doc[start].text) else end
    if end < len(doc) - 1 and is_suffix(doc[end].text):
        end += 1
    elif end + 1 < len(doc) and doc[end].text == "," and is_suffix(doc[end + 1].text):
        end += 2
    start = _extend_left(doc, start, end)
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end].whitespace_ and _is_name_tail(doc, end + 1):
        end += 2
    words = [token.text for token in doc[start:end] if token.text != ","]
    if not words or all(is_never_name(word) for word in words) or not _is_person_shaped(doc, start, words):
        return
    before = [token.text for token in doc[max(0, start - 4) : start]]
    n_title, said = find_title_before(before)
    text = plain(doc[start:end].text)
    label = "organization" if len(words) > 1 and _ends_as_organization(words) else "person"
    yield Candidate(start, end, label, text, (), True, gender or said, has_title or n_title > 0, "person")


def _is_after_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a span ends in letters that follow a name: "Ann Roe QC", "Ann Roe, MP"."""
    return end - start > 1 and (is_post_nominal(doc[end - 1].text) or doc[end - 1].text == ",")


def _extend_left(doc: Doc, start: int, end: int) -> int:
    """Take in a given name or initial that the model left out, and the rest of a hyphened word."""
    while start > 0 and start < end:
        before = doc[start - 1]
        if before.ent_type_ or before.tag_ != "NNP" or not (is_given_name(before.text) or is_initial(before.text)):
            break
        if before.head.i < start or before.head.i >= end or before.text.isupper() and len(before.text) > 2:
            break
        start -= 1
    return start


def _is_name_tail(doc: Doc, at: int) -> bool:
    """Whether what follows a hyphen ends the name ("Sun-won", "Smith-Jones") rather than "-led"."""
    before, token = doc[at - 2], doc[at]
    if before.whitespace_ or not token.text.isalpha():
        return False
    is_korean = token.text.islower() and token.tag_ in ("NN", "NNP", "FW") and at > 2 and doc[at - 3].tag_ == "NNP"
    return token.text.istitle() or (is_korean and len(token.text) <= 5)


def _is_person_shaped(doc: Doc, start: int, words: list[str]) -> bool:
    if len(words) > LONGEST_NAME or not (words[0][0].isupper() or len(words) > 1):
        return False
    if len(words) == 1 and doc[start].tag_ == "NNPS":
        return False
    if any(character.isdigit() or character in "@/_#+=" for word in words for character in word):
        return False
    return any(word[0].isupper() for word in words) and any(len(word) > 1 for word in words)


def _opens_title(doc: Doc, start: int, end: int) -> bool:
    """Whether a word is the first of a title ("Defense" in "Defense Secretary Lloyd Austin")."""
    words = [token.text for token in doc[start : end + 2]]
    if end - start > 2:
        return False
    before = [token.text for token in doc[max(0, start - 3) : end]]
    return count_title_words(words)[0] > end - start or find_title_before(before)[0] > end - start


def _ends_as_organization(words: Sequence[str]) -> bool:
    return words[-1] in load_organization_words().shapes.organization_words


def _is_name_shaped(doc: Doc, start: int, end: int) -> bool:
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


def _may_be_name(doc: Doc, start: int, end: int, entries: tuple[Entry, ...]) -> bool:
    """Whether words that a lexicon knows, and the model passed over, name something there."""
    if all(entry.condition == "named" for entry in entries):
        return False
    if all(entry.condition == "local" and entry.kind != "half" and entry.link != "acronym" for entry in entries):
        return end - start > 1
    first = doc[start]
    if end - start > 1 or entries[0].kind == "country":
        return True
    if first.tag_ not in _NAME_TAGS and not first.text.isupper():
        return False
    if entries[0].kind in ("capital", "part") and start > 0:
        # "George Washington" where the model missed him.
        before = doc[start - 1]
        is_name = before.tag_ == "NNP" and before.head.i == first.i and before.dep_ == "compound"
        return not is_name and not (first.dep_ == "compound" and first.head.i == start + 1 and first.head.tag_ == "NNP")
    return True


def drop_opening_words(doc: Doc, candidates: Sequence[Candidate]) -> None:
    """Take the word that opens a sentence off a person's name that the article also has without it.

    "Echoing Trudeau" and "Meanwhile Ann Berg" are no names of their own; candidates are changed in place.
    """
    persons = [candidate for candidate in candidates if candidate.label == "person"]
    full = {candidate.text: candidate.words[-1] for candidate in persons if len(candidate.words) > 1}
    bearers = Counter(full.values())
    for candidate in persons:
        first, rest = doc[candidate.start], candidate.words[1:]
        is_opening = bool(first.is_sent_start) and first.text.endswith(_OPENING_ENDS)
        if not rest or not is_opening or is_given_name(first.text) or len(rest) != candidate.end - candidate.start - 1:
            continue
        # "Ying Li … Li said" names nobody else of that surname in full: it is her own name.
        others = bearers[rest[-1]] - (full.get(candidate.text) == rest[-1])
        if others > 0 if len(rest) == 1 else " ".join(rest) in full:
            candidate.start, candidate.text, candidate.words = candidate.start + 1, " ".join(rest), rest


def _drop_shouted(doc: Doc, text: str, candidates: list[Candidate]) -> list[Candidate]:
    """In a line of capitals keep only names that lexicons know or that the article has elsewhere."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if len(line) > 12 and line.isupper():
            lines.append((at, at + len(line)))
        at += len(line) + 1
    if not lines:
        return candidates
    shouted = Cover(lines)

    def is_shouted(candidate: Candidate) -> bool:
        return shouted.holds(doc[candidate.start].idx)

    elsewhere = {candidate.text.casefold(): candidate.text for candidate in candidates if not is_shouted(candidate)}
    kept: list[Candidate] = []
    for candidate in candidates:
        if is_shouted(candidate):
            if not candidate.entries and candidate.text.casefold() not in elsewhere:
                continue
            if candidate.entries and len(candidate.text) < 4:
                continue
            candidate.text = elsewhere.get(candidate.text.casefold(), candidate.text)
            candidate.words = candidate.text.split()
        kept.append(candidate)
    return kept
