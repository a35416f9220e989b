"""Bring two wordings to a common form: typography, contractions and digit grouping never make a difference."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from hashlib import blake2b

from spacy.lang.en.stop_words import STOP_WORDS

from tasks.link.lexicon import load_contractions, load_stock_lines

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`\u2032"), "'")
_ABBREVIATION_POINT = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)|(?<=\.[a-z])\.")
_TITLE_POINT = re.compile(r"\b(mr|mrs|ms|dr|sen|rep|gov|gen|lt|col|sgt|st|jr|sr|no|vs)\.")
_DIGIT_GROUP = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SENTENCE_END = re.compile(r"[.!?\u2026;]+|\s[-\u2013\u2014]+\s|\u2014")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


@cache
def load_common_words() -> frozenset[str]:
    """Give the words that carry no evidence: function words and those of stock lines."""
    function_words = {part for word in STOP_WORDS for part in _WORD.findall(word.translate(_APOSTROPHES))}
    return frozenset(function_words | load_stock_lines().words)


@lru_cache(maxsize=200_000)
def _expand(word: str) -> tuple[str, ...]:
    lexicon = load_contractions()
    if word in lexicon.whole:
        return tuple(lexicon.whole[word].split())
    for ending, full in lexicon.endings.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (*_expand(word.removesuffix(ending)), *full.split())
    host = word.removesuffix("'s")
    if host != word:
        return (host, "is") if host in lexicon.hosts.hosts else (host,)
    return tuple(part for part in word.split("'") if part)


def split_sentences(text: str) -> list[list[str]]:
    """Split an utterance into sentences of comparable words.

    Args:
        text: Words as an outlet printed them.

    Returns:
        Lower-case words with contractions written out, a list a sentence; sentences without a word are left out.
    """
    text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    text = _DIGIT_GROUP.sub("", text).replace("%", " percent").replace("&", " and ")
    text = _DECIMAL_POINT.sub("point", _TITLE_POINT.sub(r"\1", _ABBREVIATION_POINT.sub("", text)))
    sentences = [
        [part for word in _WORD.findall(piece) for part in _expand(word)] for piece in _SENTENCE_END.split(text)
    ]
    return [sentence for sentence in sentences if sentence]


def split_words(text: str) -> list[str]:
    """Split a text into comparable words, as `split_sentences` does."""
    return [word for sentence in split_sentences(text) for word in sentence]


@lru_cache(maxsize=200_000)
def split_word(word: str) -> tuple[str, ...]:
    """Split what a text has between spaces into comparable words, as `split_words` does."""
    return tuple(split_words(word))


@lru_cache(maxsize=500_000)
def hash_word(word: str) -> int:
    """Give 64 bits of a word, the same in every process (Python's own hash is not)."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
