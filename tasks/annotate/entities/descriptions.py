"""Organs of states that are described rather than named: "South Korea's intelligence agency"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Doc

from tasks.annotate.entities.candidate import POSSESSIVES
from tasks.annotate.entities.identity import as_listed, make_mention
from tasks.annotate.entities.organizations import LONGEST_KIND, find_kind, list_kind_words, name_organ
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS
from tasks.language.places import find_words

LONGEST_BETWEEN = 6  # words between a state and its organ: "Kenya's own top national"


def find_descriptions(body: Body, mentions: Sequence[Mention]) -> list[Mention]:
    """Find the organs of a state after the country's name or its adjective, and later "the ministry" without it.

    Args:
        body: The parsed body.
        mentions: The names found in it.

    Returns:
        Mentions of the words for the organ alone ("intelligence agency"), with link `description`; the country before
        them is a mention of its own. Without a country before it, "the foreign ministry" is the one that the article
        has described so far; with several or none it is left out.
    """
    states = {
        mention.end: mention.country
        for mention in mentions
        if mention.country and mention.entity_key == f"place:{mention.country}" and mention.link != "pronoun"
    }
    doc = body.doc
    found: list[Mention] = []
    described: dict[str, set[str]] = {}
    for at in find_words(doc, _first_words()):
        token = doc[at]
        if token.i == 0:
            continue
        end, kind = _read_kind(doc, token.i)
        if kind is None:
            continue
        country, rule = _find_state(doc, token.i, states), "descriptions.after_state"
        if country is not None:
            described.setdefault(kind, set()).add(country)
        elif doc[token.i - 1].lower_ == "the" and len(described.get(kind, ())) == 1:
            country, rule = next(iter(described[kind])), "descriptions.described_before"
        if country is not None:
            identity = as_listed(name_organ(country, kind), "description", rule)
            found.append(make_mention(body.chars_of(Tokens((token.i, end))), "organization", identity))
    return found


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split()[0] for words in list_kind_words())


def _read_kind(doc: Doc, start: int) -> tuple[int, str | None]:
    for size in range(min(LONGEST_KIND, len(doc) - start), 0, -1):
        words = [token.lower_ for token in doc[start : start + size]]
        kind = find_kind(" ".join(words))
        if kind is None:
            continue
        end = start + size
        # "the Iranian army base" and "Russia's security service chief" name something else, or only in part.
        after = doc[end] if end < len(doc) else None
        is_part = after is not None and doc[end - 1].dep_ == "compound" and after.tag_ in COMMON_NOUNS and size == 1
        return end, None if is_part else kind
    return start, None


def _find_state(doc: Doc, start: int, states: Mapping[int, str]) -> str | None:
    at, between = start - 1, load_function_words().between_state_and_organ
    while at >= max(0, start - LONGEST_BETWEEN) and doc[at].lower_ in between:
        at -= 1
    if at >= 0 and doc[at].text in POSSESSIVES:
        at -= 1
    return states.get(doc[at].idx + len(doc[at])) if at >= 0 else None
