"""Names that the model takes for persons', and whose words are those of a place, a body, an event or a thing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from spacy.tokens import Doc

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.labels import is_aged
from tasks.annotate.entities.lexicon import load_name_uses
from tasks.annotate.entities.person_forms import SHORTEST_SHOUT
from tasks.annotate.entities.uses import Use
from tasks.language.body import Tokens
from tasks.language.names import is_coined, is_given_name
from tasks.language.people import is_role, list_nouns_with
from tasks.language.places import load_gazetteer, make_slug
from tasks.language.public_figures import list_known_surnames

_OFFICES = frozenset({"seat", "organization"})
# The score of a name's uses from which it is no person's: of places, and of bodies. At -2 one name of a body in three
# was a person's ("the Roe" of a headline, "Roe, host of"), at -4 none of 20.
LEAST_AGAINST, LEAST_AGAINST_BODY = -2, -4


def settle_heads(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Call names of several words by what their first or last word says they are.

    "Freedom Tower" is a building, "Superstorm Sandy" an event; "Quarles Dossier" is no name but for a surname in it,
    and neither is "Quarles White House" but for its two.

    Args:
        doc: The parsed body.
        candidates: Its names, in text order; labels and ends are changed in place.

    Returns:
        The candidates that are names.
    """
    families = {c.words[-1] for c in candidates if c.label == "person" and c.words[1:] and is_given_name(c.words[0])}
    families |= list_known_surnames()
    _name_ships(doc, candidates)
    return [kept for candidate in candidates for kept in _settle_head(doc, candidate, families)]


def _name_ships(doc: Doc, candidates: Sequence[Candidate]) -> None:
    """Call ships what has a ship's name without its "USS", or "the" and the last word of it."""
    found = (c for c in candidates if len(c.words) > 1 and _fronts().get(c.words[0]) == "product")
    ships = {ship.words[-1]: ship.text for ship in sorted(found, key=lambda ship: len(ship.words))}
    if not ships:
        return
    for candidate in candidates:
        ship = ships.get(candidate.words[-1])
        if candidate.label != "person" or ship is None:
            continue
        is_whole = len(candidate.words) > 1 and make_slug(ship).endswith(f"-{make_slug(candidate.text)}")
        has_article = len(candidate.words) == 1 and candidate.start > 0 and doc[candidate.start - 1].lower_ == "the"
        if is_whole or has_article:
            candidate.label = "product"
            candidate.rename(ship)


def _settle_head(doc: Doc, candidate: Candidate, families: Collection[str]) -> Iterator[Candidate]:
    words = candidate.words
    if candidate.label != "person" or candidate.has_title or len(words) == 1:
        yield candidate
        return
    is_family_first = words[0] in families and not is_given_name(words[0])
    is_whole = candidate.end - candidate.start == len(words)
    label = _find_label(doc, candidate)
    if label is not None and label != "thing":
        candidate.label = label
        yield candidate
    elif label == "thing":
        if is_family_first and is_whole:
            _cut_to_first(candidate)
            yield candidate
    elif is_family_first and is_whole and (office := _find_office(candidate)) is not None:
        _cut_to_first(candidate)
        yield from (candidate, office)
    else:
        yield candidate


def _find_label(doc: Doc, candidate: Candidate) -> str | None:
    """The label that the last or first word of a name gives it."""
    first, last = candidate.words[0], candidate.words[-1]
    before = doc[candidate.start - 1] if candidate.start else None
    label = _fronts().get(before.text if before is not None else "") or _fronts().get(first) or _ends().get(last)
    # "John Tower" is a man.
    is_given = len(candidate.words) == 2 and is_given_name(first)
    if label is not None and (label == "thing" or not is_given or last not in _ends()):
        return label
    is_located = before is not None and before.lower_ in load_name_uses().body.locating and not is_given_name(first)
    return "place" if is_located and last in load_name_uses().heads.surnames_too else None


def _find_office(candidate: Candidate) -> Candidate | None:
    """The seat or body that a surname stands before: "Quarles [White House]"."""
    name = " ".join(candidate.words[1:])
    entries = load_gazetteer().get(name, ())
    if not entries or entries[0].kind not in _OFFICES:
        return None
    tokens = Tokens((candidate.start + 1, candidate.end))
    return Candidate(tokens=tokens, label=entries[0].label, text=name, entries=entries)


def _cut_to_first(candidate: Candidate) -> None:
    candidate.tokens = Tokens((candidate.start, candidate.start + 1))
    candidate.rename(candidate.words[0])


@cache
def _ends() -> Mapping[str, str]:
    return {word: label for label, words in load_name_uses().heads.ends.items() for word in words}


@cache
def _fronts() -> Mapping[str, str]:
    return {word: label for label, words in load_name_uses().heads.fronts.items() for word in words}


def drop_no_persons(
    doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use], is_part_of_name: Collection[str]
) -> list[Candidate]:
    """Leave out shouted words and families ("the Obamas"); call places and bodies what is used so.

    Only names of one word are judged.

    Args:
        doc: The parsed body.
        candidates: The names of an article; labels are changed in place.
        uses: How it uses names of one word.
        is_part_of_name: Given names and surnames of persons named in full.
    """
    known = {*is_part_of_name, *list_known_surnames()}
    known |= {c.text for c in candidates if c.label == "person" and (c.has_title or _is_told_person(doc, c))}
    kept: list[Candidate] = []
    for candidate in candidates:
        text = candidate.text
        if candidate.label != "person" or len(candidate.words) > 1 or text in known or is_given_name(text):
            kept.append(candidate)
            continue
        use = uses.get(text)
        if is_coined(text):
            # "PolitiFact rated his claim false": a "he" behind it may be another.
            is_somebody = use is not None and use.signs["who"] > 0
            candidate.label = "person" if is_somebody else "organization"
            kept.append(candidate)
            continue
        is_shouted = text.isupper() and len(text) >= SHORTEST_SHOUT and text.capitalize() not in known
        if is_shouted or (text.endswith("s") and text[:-1] in list_known_surnames()):
            continue
        if use is not None and not use.has_signs and use.score <= LEAST_AGAINST_BODY:
            candidate.label = "place" if use.signs["located"] else "organization"
        elif use is not None and not use.has_signs and use.signs["located"] and use.score <= LEAST_AGAINST:
            candidate.label = "place"
        kept.append(candidate)
    return kept


def _is_told_person(doc: Doc, candidate: Candidate) -> bool:
    """Whether an age or a part in public life says who bears a name: "JaVonte, 17,", "QuintRoe is a rapper"."""
    words = [token.lower_ for token in doc[candidate.end : candidate.end + 3]]
    is_told = len(words) == 3 and words[0] in ("is", "was", ",") and words[1] in ("a", "an")
    # "MindWare is a member", "a leader": bodies are those as well.
    is_function = is_told and is_role(words[2]) and words[2] not in list_nouns_with("named_body")
    return is_function or is_aged(doc, candidate)
