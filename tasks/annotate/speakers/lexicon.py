"""The words by which articles speak of those whom they leave unnamed, and of the bodies that they name."""

from __future__ import annotations

from functools import cache

from tasks.annotate.speakers.speaker import SEXES
from tasks.language.inflection import make_forms
from tasks.language.names import count_title_words
from tasks.language.people import sex_of
from tasks.lexicon import Lexicon, read_lexicon


class SpeakerWords(Lexicon):
    """`data/lexicon/speakers.toml`, where each list says what it is for."""

    informed: frozenset[str]
    unnamed: frozenset[str]
    somebody: frozenset[str]
    focus: frozenset[str]
    granting: frozenset[str]
    rank: frozenset[str]
    honorific: frozenset[str]
    before_office: frozenset[str]
    government: frozenset[str]
    not_government: frozenset[str]
    any_body: frozenset[str]
    group: frozenset[str]
    no_group: frozenset[str]
    outlet: frozenset[str]
    business: frozenset[str]
    told_body: frozenset[str]
    another_body: frozenset[str]
    newsroom: frozenset[str]
    not_business: frozenset[str]
    dies: frozenset[str]
    document: frozenset[str]
    authored: frozenset[str]
    passes_on: frozenset[str]
    prepared: frozenset[str]
    answers_with: frozenset[str]
    passed_on: frozenset[str]
    of_their_topic: frozenset[str]
    handed_in: frozenset[str]
    takes_in: frozenset[str]
    platform: frozenset[str]
    has_account: frozenset[str]
    printed: frozenset[str]
    titled: frozenset[str]
    about_owner: frozenset[str]
    by_anybody: frozenset[str]
    no_body: frozenset[str]
    of_a_subject: frozenset[str]
    called_after: frozenset[str]
    part: frozenset[str]
    several: frozenset[str]
    share: frozenset[str]
    share_alone: frozenset[str]
    share_counted: frozenset[str]
    partisan: frozenset[str]
    same_role: tuple[frozenset[str], ...]
    other_role_beside: dict[str, frozenset[str]]
    behind_function: frozenset[str]
    collective: frozenset[str]
    nobody: frozenset[str]
    each: frozenset[str]
    telling: frozenset[str]
    spans: frozenset[str]
    office: frozenset[str]
    office_of: frozenset[str]
    not_held: frozenset[str]
    next_to_office: frozenset[str]
    withheld: frozenset[str]
    of_office: tuple[str, ...]
    seat: frozenset[str]
    seat_title: frozenset[str]
    epithet: frozenset[str]
    placed_office: frozenset[str]
    stands_for: dict[str, frozenset[str]]
    once_more: frozenset[str]
    of_sides: frozenset[str]
    party: dict[str, frozenset[str]]
    office_with: dict[str, frozenset[str]]
    title: dict[str, frozenset[str]]
    one_of_title: dict[str, str]


@cache
def load_speaker_words() -> SpeakerWords:
    """Read the words, once a process."""
    return read_lexicon("speakers", SpeakerWords)


@cache
def list_authored() -> frozenset[str]:
    """The forms of verbs for writing something."""
    return frozenset(form for verb in load_speaker_words().authored for form in make_forms(verb))


@cache
def list_passing_on() -> frozenset[str]:
    """The forms of those of them for making known what another may have written."""
    return frozenset(form for verb in load_speaker_words().passes_on for form in make_forms(verb))


@cache
def list_answering() -> frozenset[str]:
    """The forms of verbs for answering with something."""
    return frozenset(form for verb in load_speaker_words().answers_with for form in make_forms(verb))


@cache
def same_roles() -> dict[str, frozenset[str]]:
    """Map a noun for a function to the others that name the same: "lawyer" to "attorney"."""
    found: dict[str, frozenset[str]] = {}
    for words in load_speaker_words().same_role:
        found |= {word: words | found.get(word, frozenset()) for word in words}
    return found


def sex_of_noun(noun: str) -> str | None:
    """Which sex a noun or a title, as it is written, tells: male, female, or None."""
    sex = sex_of(noun.lower()) or count_title_words((noun,))[1]
    return SEXES[sex] if sex is not None else None
