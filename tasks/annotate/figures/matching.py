"""Match the phrases of a word list against the words of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tasks.language.numbers import HYPHENS, Words, split_words

# Phrases by their first or last word, longest first, each with its value.
PhraseTable = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]


def make_table(phrases: Mapping[str, str] | Iterable[str]) -> PhraseTable:
    """Arrange phrases by their first word; those that are only listed have an empty value."""
    return _arrange(phrases, 0)


def make_ending_table(phrases: Mapping[str, str] | Iterable[str]) -> PhraseTable:
    """Arrange phrases by their last word."""
    return _arrange(phrases, -1)


def _arrange(phrases: Mapping[str, str] | Iterable[str], by: int) -> PhraseTable:
    values = phrases if isinstance(phrases, Mapping) else dict.fromkeys(phrases, "")
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in values.items():
        words = tuple(split_words(phrase).lowers)
        table.setdefault(words[by], []).append((words, value))
    return {key: sorted(entries, key=lambda entry: -len(entry[0])) for key, entries in table.items()}


def match_phrase(words: Words, at: int, table: PhraseTable) -> tuple[int, str] | None:
    """The longest phrase that begins at a word, its words joined by hyphens too: where it ends, and its value."""
    for wanted, value in table.get(words.lower(at), ()):
        end = at
        for word in wanted:
            end = skip_hyphen(words, end) if end > at and words.lower(end) != word else end
            if words.lower(end) != word:
                break
            end += 1
        else:
            return end, value
    return None


def match_ending(words: Words, end: int, table: PhraseTable) -> tuple[int, str] | None:
    """The longest phrase that ends before a word: where it starts, and its value."""
    for wanted, value in table.get(words.lower(end - 1), ()):
        start = end - len(wanted)
        if start >= 0 and tuple(words.lowers[start:end]) == wanted:
            return start, value
    return None


def skip_hyphen(words: Words, at: int) -> int:
    """Step over a hyphen between two words: the one of "square-mile"."""
    return at + (words.text(at) in HYPHENS and words.is_glued(at) and words.is_glued(at + 1))
