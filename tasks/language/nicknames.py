"""How given names vary: "Chuck" and "Charles" are forms of one."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class Nicknames(Lexicon):
    """`data/lexicon/nicknames.toml`, where each list says what it is for."""

    articles: frozenset[str]
    offices: tuple[frozenset[str], ...]
    forms: tuple[frozenset[str], ...]
    family_first: dict[str, frozenset[str]]


@cache
def load_nicknames() -> Nicknames:
    """Read how names of persons vary, once a process."""
    return read_lexicon("nicknames", Nicknames)


@cache
def _forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, forms in enumerate(load_nicknames().forms):
        for form in forms:
            found[form].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def share_given(one: str, other: str) -> str | None:
    """How two given names, as make_slug writes them, are forms of one: "same", "nickname", or None."""
    if one == other:
        return "same"
    forms, others = _forms().get(one, frozenset()), _forms().get(other, frozenset())
    return None if forms.isdisjoint(others) else "nickname"
