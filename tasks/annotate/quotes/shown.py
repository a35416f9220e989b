"""Say whose words an article shows under a name of their own: an account's, a turn's."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.annotate.entities.lexicon import load_organization_words
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import Speaker
from tasks.language.body import Body, Chars
from tasks.language.names import (
    count_title_words,
    is_given_name,
    is_initial,
    is_particle,
    is_post_nominal,
    is_suffix,
    make_person_key,
)
from tasks.language.people import is_body

_BODIES = frozenset({"organization", "place"})
FEWEST_WORDS = 2  # of a name that no mention covers: one word alone may be anything
MOST_WORDS = 4


def find_bearer(text: str, name: Chars, mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a shown name is: a person's that ends it, a body's that is all of it."""
    start, end = name
    inside = [each for each in mentions if start <= each.start < each.end <= end and each.link != "pronoun"]
    for mention in inside:
        if mention.entity_key is None:
            continue
        if mention.label == "person" and _ends_name(text[mention.end : end]):
            return mention
        if mention.label in _BODIES and mention.end == end and text[start : mention.start] in ("", "The "):
            return mention
    return None


def _ends_name(rest: str) -> bool:
    return all(is_post_nominal(word.strip(",")) or not any(map(str.isalpha, word)) for word in rest.split())


def read_person(words: Sequence[str]) -> Speaker | None:
    """The person of a name that no mention covers, known for one by a given name; None for other names."""
    words = [word for word in words[count_title_words(words)[0] :] if any(map(str.isalpha, word))]
    while words and is_post_nominal(words[-1].strip(",")):
        words = words[:-1]
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not is_given_name(words[0]):
        return None
    if not all(_is_part(word) for word in words):
        return None
    return name_person(words)


def name_person(words: Sequence[str]) -> Speaker:
    """The person of a name that no mention covers."""
    return Speaker(name=" ".join(words), key=make_person_key(words), kind="person", rule="shown.person")


def _is_part(word: str) -> bool:
    if is_initial(word) or is_particle(word) or is_suffix(word):
        return True
    return word[0].isupper() and not word.isupper() and all(letter.isalpha() or letter in "’'-" for letter in word)


def name_account(body: Body, report: Report, name: Chars, handle: str, mentions: Sequence[Mention]) -> None:
    """Say whose post a report is: somebody of the article, a person by the name, or else whoever has the account."""
    bearer = find_bearer(body.text, name, mentions)
    report.speaker = body.tokens_of(name)
    words = body.text[slice(*name)].split()
    # "Charlotte FC" is nobody, even where a model takes it for a person; "Charlotte Church" is one if it does.
    is_clubs = not load_interviews().clubs.isdisjoint((words[0].lower(), words[-1].lower()))
    report.bearer = None if is_clubs and bearer is not None and bearer.label == "person" else bearer
    account = Speaker(name=" ".join(words), key=f"account:{handle.lower()}", rule="shown.account")
    report.said_by = (None if is_clubs or _may_be_body(words[-1]) else read_person(words)) or account


def _may_be_body(word: str) -> bool:
    """Whether the last word of a name may make it a body's: "Grace Hospital"."""
    return word in load_organization_words().shapes.organization_words or is_body(word.lower())
