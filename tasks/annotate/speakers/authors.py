"""Who "I" is outside of quotation marks: the one author of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.annotate.spans import Quote
from tasks.language.body import Body
from tasks.language.names import is_given_name, is_initial, is_particle, make_person_key

RULE = "pronoun.author"
_TURNS = ("turn.", "post.")
_LAST_MARK = re.compile(r"[^\s“”\"‘’'*_-](?=[\s“”\"‘’'*_-]*\Z)")
LONGEST_LOOK = 200  # characters before a line in which the line before it ends


def name_author(quotes: Iterable[Quote], author: str | None, body: Body) -> list[Quote]:
    """Name the author where an article with one says "I wrote", outside of quotation marks.

    Not in an interview, where "I" is whoever answers, nor in a passage that a line with a colon brings in.

    Args:
        quotes: The article's.
        author: Its authors as the article tells them.
        body: Its body.
    """
    quotes = list(quotes)
    if not author or not _is_person(author) or any((each.rule or "").startswith(_TURNS) for each in quotes):
        return quotes
    return [_name(each, author.split()) if _is_authors(each, body) else each for each in quotes]


def _name(quote: Quote, words: Sequence[str]) -> Quote:
    key = make_person_key(words)
    return replace(quote, speaker_name=" ".join(words), speaker_key=key, speaker_kind="person", speaker_rule=RULE)


def _is_authors(quote: Quote, body: Body) -> bool:
    """Whether a quote is what "I" say, the author's own words around it."""
    if quote.speaker is None or quote.speaker_name is not None or body.text[slice(*quote.speaker)] != "I":
        return False
    start = quote.speaker[0]
    if any(quoted.start <= start < quoted.end for quoted in body.quoted):
        return False
    line = body.text.rfind("\n", 0, start) + 1
    if body.text.count("“", line, start) > body.text.count("”", line, start):
        return False
    before = _LAST_MARK.search(body.text, max(0, line - LONGEST_LOOK), line)
    return before is None or before.group() != ":"


def _is_person(author: str) -> bool:
    """Whether the words of a byline are one person's name: "Ann M. Roe", not "Harbour Post staff", "Roe, Hale"."""
    words = author.split()
    is_name = 2 <= len(words) <= 4 and is_given_name(words[0].title() if words[0].isupper() else words[0])
    rest = (word for word in words[1:] if not (is_initial(word) or is_particle(word)))
    return is_name and all(re.fullmatch(r"[^\W\d_][\w’'.-]*", word) and word[0].isupper() for word in rest)
