"""How, where and to whom words are said."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from tasks.language.inflection import make_forms
from tasks.language.people import is_person_noun, may_speak
from tasks.lexicon import Lexicon, read_lexicon

_SENDERS = frozenset({"PERSON", "ORG", "NORP"})  # "a statement from Geneva" tells where


class Channels(Lexicon):
    """`data/lexicon/channels.toml`, where each list says what it is for."""

    exchange: frozenset[str]
    messages: frozenset[str]
    prepositions: frozenset[str]
    nouns: frozenset[str]
    occasions: frozenset[str]
    audiences: frozenset[str]
    documents: frozenset[str]
    gatherings: frozenset[str]
    media: frozenset[str]
    networks: frozenset[str]
    means: frozenset[str]
    idioms: frozenset[str]
    idioms_with_article: frozenset[str]
    released: frozenset[str]
    engaged: frozenset[str]
    contacting: frozenset[str]
    asking: frozenset[str]
    when: frozenset[str]
    where: frozenset[str]
    beside: frozenset[str]
    another_time: frozenset[str]
    other: frozenset[str]
    on_account: frozenset[str]
    receiving: frozenset[str]
    recordings: frozenset[str]


@cache
def load_channels() -> Channels:
    """Read the words, once a process."""
    return read_lexicon("channels", Channels)


@cache
def list_released() -> frozenset[str]:
    """Participles for what makes a document known: "a statement issued on Tuesday"."""
    return frozenset(form for verb in load_channels().released for form in make_forms(verb))


@cache
def _list_receiving() -> frozenset[str]:
    return frozenset(form for verb in load_channels().receiving for form in make_forms(verb))


def find_message_sender(participle: Token) -> Token | None:
    """Find from whom a message came whose words a participle gives: "received a call from Ann Roe, saying it burned".

    Args:
        participle: One that stands by a message or by the verb of who received it.

    Returns:
        The head of who sent it; None for no message, or where no person or body is told behind "from".
    """
    verb = message = participle.head
    if participle.tag_ != "VBG":
        return None
    if (recorded := _find_recorded(participle)) is not None:
        return recorded
    if participle.dep_ == "advcl":
        objects = (each for each in verb.rights if each.dep_ == "dobj" and each.i < participle.i)
        found = next(objects, None)
        if found is None or verb.lower_ not in _list_receiving():
            return None
        message = found
    if message.lower_ not in load_channels().nouns | load_channels().documents:
        return None
    # The parse may hang "from" on the verb.
    near = [*message.rights, *(verb.rights if participle.dep_ == "advcl" else ())]
    sources = (each for each in near if each.lower_ == "from" and each.i == message.i + 1)
    senders = (each for source in sources for each in source.rights if each.dep_ == "pobj")
    return next((each for each in senders if each.ent_type_ in _SENDERS or may_speak(each.lower_)), None)


def _find_recorded(participle: Token) -> Token | None:
    """Find who says it in "a clip of Ann Roe saying it burned", whoever shows that."""
    whom = participle.nbor(-1) if participle.i else participle
    recording = whom.head.head if whom.dep_ == "pobj" and whom.head.lower_ == "of" else None
    is_recorded = recording is not None and recording.lower_ in load_channels().recordings
    return whom if is_recorded and (whom.ent_type_ in _SENDERS or is_person_noun(whom.lower_)) else None
