"""Where names stand in an article: the model's spans repaired, and what the lexicons know besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.lexicon import list_words_of_bodies
from tasks.annotate.entities.model_names import LABELS, repair
from tasks.annotate.overlaps import Cover
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, VERBS
from tasks.language.names import is_given_name, is_initial, is_particle, load_titles
from tasks.language.people import is_person_noun
from tasks.language.places import Entry, find_known_names, load_gazetteer, plain
from tasks.language.public_figures import list_known_surnames

_OPENING_ENDS = ("ing", "ed", "while", "ly")  # participles and adverbs, "Meanwhile"
_NAME_TAGS = NOUNS | {"JJ", "FW"}
_WORD_TAGS = VERBS | {"IN", "RB", "WRB", "MD", "CC"}
MOST_NAMES = 3  # words of a person's name behind that of the body that owns it
_JOINTS = frozenset({"-", "–", "/", ",", "and", "&"})


def collect_candidates(body: Body) -> list[Candidate]:
    """Find the stretches of a body that may name something, in text order, not overlapping.

    A name of the lexicons stands in its longest form; inside a longer name that the model found it is not listed.
    """
    doc = body.doc
    owner: dict[int, Candidate] = {}
    for ent in doc.ents:
        if ent.label_ in LABELS:
            for candidate in repair(ent):
                owner.update(dict.fromkeys(range(candidate.start, candidate.end), candidate))
    for start, end in find_known_names(doc):
        overlapped = [owner[at] for at in range(start, end) if at in owner]
        if any(other.end - other.start >= end - start for other in overlapped):
            continue
        name = plain(doc[start:end].text)
        entries = load_gazetteer().get(name, ())
        if not entries or not (overlapped or _may_be_name(doc, Tokens((start, end)), entries)):
            continue
        for other in overlapped:
            for at in range(other.start, other.end):
                owner.pop(at, None)
        candidate = Candidate(
            tokens=Tokens((start, end)),
            label=entries[0].label,
            text=name,
            entries=entries,
            is_modelled=bool(overlapped),
        )
        owner.update(dict.fromkeys(range(start, end), candidate))
    kept: list[Candidate] = []
    for candidate in sorted(owner.values(), key=lambda candidate: (candidate.start, -candidate.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return _drop_shouted(doc, body.text, kept)


def _may_be_name(doc: Doc, tokens: Tokens, entries: Sequence[Entry]) -> bool:
    """Whether words that a lexicon knows, and the model passed over, name something there."""
    start, end = tokens
    if all(entry.condition == "named" for entry in entries):
        return False
    if all(entry.condition == "local" and entry.kind != "half" and entry.link != "acronym" for entry in entries):
        return end - start > 1
    first = doc[start]
    if end - start > 1 or entries[0].kind == "country":
        return True
    if first.tag_ not in _NAME_TAGS and not first.text.isupper() and first.dep_ not in NOUN_SUBJECTS:
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
            _drop_first(candidate)
    alone = {candidate.text for candidate in persons if len(candidate.words) == 1}
    for candidate in persons:
        words = candidate.words
        is_whole = len(words) == candidate.end - candidate.start > 1
        if not is_whole or is_initial(words[0]) or is_particle(words[0]):
            continue
        name = " ".join(words[1:])
        is_known = name in full or is_given_name(words[1]) if len(words) > 2 else name in alone | list_known_surnames()
        if is_known and _is_before_name(doc[candidate.start]):
            _drop_first(candidate)


def _drop_first(candidate: Candidate) -> None:
    candidate.tokens = Tokens((candidate.start + 1, candidate.end))
    candidate.rename(" ".join(candidate.words[1:]))


def _is_before_name(token: Token) -> bool:
    """Whether a word that the model took into a name is another: "Team Roe", "Historian Ann Roe", "Blames Roe"."""
    if token.text in load_titles().before_names.names:
        return True
    if is_given_name(token.text):
        return False
    return token.tag_ in _WORD_TAGS or (is_person_noun(token.lower_) and token.text.istitle())


def split_joined_names(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take two surnames apart that a hyphen, a comma or "and" joins: "Roe-Berg" of persons that the article has."""
    families = {each.words[-1] for each in candidates if each.label == "person"} | list_known_surnames()
    kept: list[Candidate] = []
    for each in candidates:
        ends = (each.start, each.start + 2)
        is_joined = each.end - each.start == 3 and not each.entries and doc[each.start + 1].text in _JOINTS
        if not is_joined or not families.issuperset(doc[at].text for at in ends):
            kept.append(each)
            continue
        for at in ends:
            kept.append(Candidate(tokens=Tokens((at, at + 1)), label="person", text=doc[at].text, model_label="person"))
    return kept


def split_owned_names(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Take a person's name off a body's that owns it: "Rye Post's Ann Roe"."""
    kept: list[Candidate] = []
    for each in candidates:
        if each.label == "person" or each.entries:
            kept.append(each)
            continue
        owner = next((at for at in range(each.start + 1, each.end - 2) if doc[at].tag_ == "POS"), None)
        names = [token.text for token in doc[owner + 1 : each.end]] if owner is not None else []
        is_name = 2 <= len(names) <= MOST_NAMES and is_given_name(names[0]) and all(map(str.istitle, names))
        if owner is None or not is_name or names[-1] in list_words_of_bodies():
            kept.append(each)
            continue
        text = plain(doc[each.start : owner].text)
        entries = load_gazetteer().get(text, ())
        label = entries[0].label if entries else each.label
        kept.append(Candidate(tokens=Tokens((each.start, owner)), label=label, text=text, entries=entries))
        person = Tokens((owner + 1, each.end))
        kept.append(Candidate(tokens=person, label="person", text=" ".join(names), model_label="person"))
    return kept


def _drop_shouted(doc: Doc, text: str, candidates: list[Candidate]) -> list[Candidate]:
    """In a line of capitals keep only names that lexicons know or that the article has elsewhere."""
    lines: list[Chars] = []
    at = 0
    for line in text.split("\n"):
        if len(line) > 12 and line.isupper():
            lines.append(Chars((at, at + len(line))))
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
            candidate.rename(elsewhere.get(candidate.text.casefold(), candidate.text))
        kept.append(candidate)
    return kept
