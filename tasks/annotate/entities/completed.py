"""Full names that the model passed over or took for other things, found by the surname that the article uses alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from spacy.attrs import ORTH
from spacy.tokens import Doc

from tasks.annotate.entities.candidate import POSSESSIVES, Candidate, trim_name, write_name
from tasks.annotate.entities.lexicon import load_organization_words
from tasks.annotate.entities.organizations import is_generic
from tasks.language.body import Tokens
from tasks.language.grammar import PROPER_NOUNS, children_after
from tasks.language.names import (
    count_title_words,
    find_title_before,
    is_given_name,
    is_initial,
    is_never_name,
    is_suffix,
    load_titles,
    make_person_key,
)
from tasks.language.people import is_body, is_person_noun, is_role, names_one_person
from tasks.language.places import find_words, load_gazetteer, make_slug
from tasks.language.public_figures import list_figures_by_family

_IN_NAMES = PROPER_NOUNS | {"DT", "JJ", "POS", "HYPH"}
LONGEST_FRONT = 3  # words before a surname


def complete_names(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Add the full names of persons whom an article names in full in a place that the model reads otherwise.

    "Fox News' [Ann Roe]" and "Mayor [Ann Roe]" name the Roe who speaks later, if nobody else is named in full by that
    surname. A given name or an initial begins such a name, or a title, a function or an owner stands before it, or the
    model took the whole of it for something else.

    Args:
        doc: The parsed body.
        candidates: Its names, in text order; their labels are settled.

    Returns:
        The names with these among them, in text order; what they were taken for is cut.
    """
    persons = [each for each in candidates if each.label == "person"]
    owner = {at: each for each in candidates for at in range(each.start, each.end)}
    for each in persons:
        _add_front(doc, each, owner)
    full = {word for each in persons if len(_core(each.words)) > 1 for word in each.words}
    alone = {each.text for each in persons if len(each.words) == 1 and not each.entries} - full
    if not alone:
        return list(candidates)
    opening = {each.text: each.start for each in reversed(persons) if each.text in alone}
    found: list[Candidate] = []
    for at in find_words(doc, alone, ORTH):
        is_first = at <= opening[doc[at].text]
        start = _find_front(doc, at, owner, is_first=is_first)
        if start < at and _may_be_meant(doc, Tokens((start, at + 1)), owner, is_first=is_first):
            n_title, sex = find_title_before([token.text for token in doc[max(0, start - 4) : start]])
            name = Tokens((start, at + 1))
            made = Candidate(tokens=name, label="person", text=write_name(doc, name), gender=sex, model_label="person")
            made.has_title = n_title > 0
            found.append(made)
    if not found:
        return list(candidates)
    taken = {at for each in found for at in range(each.start, each.end)}
    kept = [rest for each in candidates if (rest := _cut(doc, each, taken)) is not None]
    return sorted((*kept, *found), key=lambda each: each.start)


def _add_front(doc: Doc, person: Candidate, owner: dict[int, Candidate]) -> None:
    """Put the given name before a name of several words that follows a title: "aide Lindra [Hale Roe]"."""
    start = person.start
    is_cut = len(person.words) > 1 and not is_given_name(person.words[0]) and not is_initial(person.words[0])
    if not is_cut or not start or start - 1 in owner or is_suffix(person.words[-1]):
        return
    is_titled = start > 1 and names_one_person(doc[start - 2].lower_)
    if is_titled and _may_begin(doc, start - 1, person.end - 1, owner):
        person.tokens = Tokens((start - 1, person.end))
        person.rename(f"{doc[start - 1].text} {person.text}")


def _may_be_meant(doc: Doc, name: Tokens, owner: dict[int, Candidate], *, is_first: bool) -> bool:
    """Whether a full name is of nothing that lexicons know, nor of a public figure's namesake: "Ivana Quarles".

    One with a title before it or a function behind it is whom the surname means from there on, whoever else bears it.
    """
    start, at = name[0], name[1] - 1
    if any(owner[each].entries for each in range(start, at + 1) if each in owner):
        return False
    figures = list_figures_by_family().get(make_slug(doc[at].text), ())
    key = make_person_key([token.text for token in doc[start : at + 1]])
    is_told = is_first and (_is_after_title(doc, start) or _is_told_of(doc, at))
    return not figures or is_told or any(key in figure.keys for figure in figures)


def _core(words: Sequence[str]) -> list[str]:
    """The words of a name without initials and suffixes."""
    return [word for word in words if not is_initial(word) and not is_suffix(word)]


def _find_front(doc: Doc, at: int, owner: dict[int, Candidate], *, is_first: bool) -> int:
    """Where the full name begins that ends in a surname; the surname's own place if none does."""
    start = at
    while start > 0 and at - start < LONGEST_FRONT and _may_begin(doc, start - 1, at, owner):
        start -= 1
        if is_given_name(doc[start].text) and not is_given_name(doc[start - 1].text):
            return start
    if start == at:
        return at
    spans = {ent.start for ent in doc[start : at + 1].ents if ent.end == at + 1}
    is_whole = is_initial(doc[start].text) or start in spans
    if is_whole or _is_after_title(doc, start) or _is_told_of(doc, at):
        return start
    return at - 1 if is_first and _is_unheard(doc, at) else at


def _is_unheard(doc: Doc, at: int) -> bool:
    """Whether the one word before a surname's first place is a given name that no list has: "[Sivra] Quarles's Rye".

    A word that opens a sentence, stands behind another name or has a common use in the article may be anything.
    """
    word = doc[at - 1]
    is_apart = not word.is_sent_start and at > 1 and doc[at - 2].tag_ not in _IN_NAMES
    return is_apart and not word.ent_type_ and word.is_alpha and not find_words(doc, (word.lower_,), ORTH)


def _is_told_of(doc: Doc, at: int) -> bool:
    """Whether "who" or a function follows a name: "Sivra Quarles, a clerk", "Sivra Quarles, who"."""
    if at + 2 >= len(doc) or doc[at + 1].text != ",":
        return False
    return doc[at + 2].lower_ == "who" or any(is_role(child.lower_) for child in children_after(doc[at], "appos"))


def _may_begin(doc: Doc, at: int, last: int, owner: dict[int, Candidate]) -> bool:
    """Whether a word before a surname may be of the same name: not one for a function, a body or a place."""
    token, lowered = doc[at], doc[at].lower_
    if token.tag_ != "NNP" or not at < token.head.i <= last or not (token.text.istitle() or is_initial(token.text)):
        return False
    if at in owner and owner[at].label == "person" and owner[at].end <= last:
        return False
    if is_person_noun(lowered) or is_body(lowered) or is_generic(token.text) or is_never_name(token.text):
        return False
    known = load_titles().before_names.names | load_organization_words().shapes.organization_words
    return token.text not in known and token.text not in load_gazetteer() and not count_title_words((token.text,))[0]


def _is_after_title(doc: Doc, start: int) -> bool:
    """Whether a title, function or owner stands before a name: "Whip [Ann Roe]", "Secretary of State [Ann Roe]"."""
    if not start:
        return False
    before = doc[start - 1]
    if before.text in POSSESSIVES or is_role(before.lower_):
        return True
    if find_title_before([token.text for token in doc[max(0, start - 4) : start]])[0]:
        return True
    return start > 2 and doc[start - 2].lower_ == "of" and before.tag_ == "NNP" and is_role(doc[start - 3].lower_)


def _cut(doc: Doc, candidate: Candidate, taken: Collection[int]) -> Candidate | None:
    """Leave of a name what stands before the names that were found in it."""
    first = next((at for at in range(candidate.start, candidate.end) if at in taken), None)
    if first is None:
        return candidate
    start, end = trim_name(doc, Tokens((candidate.start, first)))
    words = [token.text for token in doc[start:end]]
    end -= find_title_before(words)[0]
    if start >= end or candidate.label == "person":
        return None
    candidate.tokens = Tokens((start, end))
    candidate.rename(write_name(doc, candidate.tokens))
    return candidate
