"""Which named body a description such as "the agency" stands for, and which bodies are a state's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from tasks.annotate.spans import Mention
from tasks.annotate.speakers_descriptions import Description, singular
from tasks.lexicon import load_lexicon

FEWEST_MENTIONS = 2  # a body named once in passing is not what the article calls "the company"
_WORD = re.compile(r"\w+")


def is_government(words: Collection[str]) -> bool:
    """Whether words in lower case name a body of a state: a ministry, a court, an army."""
    lexicon = load_lexicon("speakers")
    if {"guard"} < set(words) and not {"coast", "national"}.isdisjoint(words):
        return True
    return not set(lexicon["government"]).isdisjoint(words) and set(lexicon["not_government"]).isdisjoint(words)


def find_body(
    description: Description, before: int, mentions: Sequence[Mention], descriptors: Mapping[str, Collection[str]]
) -> Mention | None:
    """Find the mention of the body that a definite description stands for.

    Args:
        description: Such as "the agency", "the defense ministry".
        before: Offset of its head; only bodies named before it count.
        mentions: The article's mentions, in text order.
        descriptors: For keys of bodies the words by which the article introduces them: "firm" of "Acme, a law firm".

    Returns:
        The last body whose name or introduction has the description's words, or words that stand for
        them; for a word that any business may be called by, the only
        one named so far that may be a business; None when neither is certain.
    """
    bodies = [each for each in mentions if each.end <= before and each.label == "organization" and each.entity_key]
    meant = {description.head, *load_lexicon("speakers")["stands_for"].get(description.head, ())}
    for heads in ({description.head}, meant):
        for mention in reversed(bodies):
            words = {singular(word) for word in _WORD.findall((mention.name or "").lower())}
            words |= set(descriptors.get(mention.entity_key or "", ()))
            if heads & words and description.modifiers <= words:
                return mention
    if description.head not in load_lexicon("speakers")["business"] or description.modifiers:
        return None
    places = {each.name for each in mentions if each.label == "place"}
    businesses = {each.entity_key: each for each in bodies if _may_be_business(each) and each.name not in places}
    if len(businesses) != 1:
        return None
    (key, only), counts = next(iter(businesses.items())), Counter(each.entity_key for each in bodies)
    return only if counts[key] >= FEWEST_MENTIONS else None


def _may_be_business(mention: Mention) -> bool:
    words = {singular(word) for word in _WORD.findall((mention.name or "").lower())}
    return words.isdisjoint(load_lexicon("speakers")["not_business"]) and not is_government(words)
