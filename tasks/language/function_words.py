"""Words that carry grammar, not meaning."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class FunctionWords(Lexicon):
    """`data/lexicon/function_words.toml`, where each list says what it is for."""

    be: frozenset[str]
    be_present: frozenset[str]
    feel: frozenset[str]
    make: frozenset[str]
    going: frozenset[str]
    small: frozenset[str]
    articles: frozenset[str]
    owners: frozenset[str]
    at_which: frozenset[str]
    out_of: frozenset[str]
    locating: frozenset[str]
    between_state_and_organ: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    first_person: frozenset[str]
    not_third_person: frozenset[str]
    i: frozenset[str]
    they: frozenset[str]
    it: frozenset[str]
    author_and_reader: frozenset[str]
    object_pronouns: frozenset[str]
    empty_objects: frozenset[str]
    negative_nouns: frozenset[str]
    whoever: frozenset[str]
    helping: frozenset[str]
    seeming: frozenset[str]
    nobody: frozenset[str]
    anybody: frozenset[str]
    negative_adverbs: frozenset[str]
    never_nouns: frozenset[str]
    prefixes: frozenset[str]
    conditions: frozenset[str]
    so_called: frozenset[str]
    bare_pronouns: frozenset[str]


@cache
def load_function_words() -> FunctionWords:
    """Read the words, once a process."""
    return read_lexicon("function_words", FunctionWords)


def is_speakers_or_readers(word: str) -> bool:
    """Whether a word as written means who speaks or is spoken to: "us", not "the US"."""
    return word != "US" and word.lower() in load_function_words().not_third_person
