"""Which of the persons whose functions an article tells may bear the one that a description has."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import Description
from tasks.annotate.speakers.lexicon import load_speaker_words, same_roles, sex_of_noun
from tasks.annotate.speakers.speaker import NamedRole, Speaker
from tasks.language.function_words import load_function_words
from tasks.language.places import load_gazetteer
from tasks.language.public_figures import load_public_figures

_OF_COUNTRY = frozenset({"country", "demonym"})
LONGEST_TITLE = 3  # words of a title that is an office and no more than whose: "U.S. President"


def may_hold(role: NamedRole, description: Description, people: Set[str]) -> bool:
    """Whether a role's words have those of a description, but for adjectives that only add colour."""
    if description.head not in role.words or not description.modifiers - description.qualities <= role.words:
        return False
    if not description.owners or not description.owners.isdisjoint(role.words):
        return True
    # "Roe's lawyer" is not the lawyer Ann Berg, but may be "Ann Berg, his lawyer"; "the city's mayor" is the mayor.
    is_persons = not description.owners.isdisjoint(people | load_function_words().owners)
    return role.is_owned if is_persons else not role.owners


def is_other_sex(article: ArticleSpeakers, role: NamedRole, description: Description) -> bool:
    """Whether a noun tells another sex than a name or a title: "the spokeswoman" is not Warren Hale, spokesman."""
    said = sex_of_noun(description.head)
    told = {sex_of_noun(word) for word in role.words if word not in same_roles().get(description.head, ())}
    known = article.find_gender(role.speaker)
    return said is not None and (known not in (None, said) or bool(told - {None, said}))


def narrow_holders(
    article: ArticleSpeakers, holders: Sequence[NamedRole], description: Description
) -> Sequence[NamedRole]:
    """Leave out of some holders of a function who holds another by the rest of its words.

    "The president" is no former president, nor a company's where the article names one of a state, and a public
    figure rather than one of history; "the attorney general" is not the deputy, "Iran's president" no other country's.
    """
    words = load_speaker_words()
    said = words.not_held & frozenset(description.words)
    holders = [role for role in holders if not _is_elsewhere(role, description) and not _is_below(role, description)]
    present = [role for role in holders if not (role.words & words.not_held) - said]
    if description.head not in words.office or said or description.owners or description.modifiers:
        return present or holders
    titled = [role for role in present if len(role.words) <= LONGEST_TITLE and not role.owners]
    figures = list_figures(description.head)
    if not titled:
        return [] if not figures.isdisjoint(article.places_named) else present
    return [role for role in titled if role.speaker.key in figures] or titled


def _is_below(role: NamedRole, description: Description) -> bool:
    """Whether somebody is only next to an office: "the president" is no vice president, "the secretary" no deputy."""
    words = load_speaker_words()
    is_office = description.head in words.office | words.office_of | words.office_with.keys()
    return is_office and bool((role.words & words.next_to_office).difference(description.words))


def _is_elsewhere(role: NamedRole, description: Description) -> bool:
    """Whether a description tells another country than somebody's function, or the office that is known."""
    said = _list_countries(description.owners | description.modifiers)
    if not said:
        return False
    known = {each.country for each in load_public_figures() if role.speaker.key in each.keys}
    told = _list_countries(role.words) or known - {""}
    return bool(told) and told.isdisjoint(said)


def is_rival(told: Speaker | None, meant: NamedRole, roles: Sequence[NamedRole], description: Description) -> bool:
    """Whether "the president" may be another country's, of whom the sentence before tells."""
    if told is None or told.key == meant.speaker.key or description.head not in load_speaker_words().office:
        return False
    theirs = (role.words | role.owners for role in roles if role.speaker.key == told.key)
    return any(_list_countries(words) and words.isdisjoint(load_speaker_words().not_held) for words in theirs)


def _list_countries(words: Set[str]) -> set[str]:
    entries = (load_gazetteer().get(word.title(), ()) for word in words)
    return {each[0].country for each in entries if each and each[0].kind in _OF_COUNTRY and each[0].country}


@cache
def list_figures(office: str) -> frozenset[str]:
    """The keys of the public figures of an office, in full and by the surname alone."""
    keys = {key for each in load_public_figures() if each.office == office for key in each.keys}
    return frozenset(keys | {f"person:{key.rpartition('-')[2]}" for key in keys})
