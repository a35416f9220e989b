"""What the tests of quotes share: names, and how a sentence's quotes are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import DateSpan, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]
Row = tuple[str, str, str | None, str | None]

NAMES = {
    "Maria Lopez": ("person", "person:maria-lopez"),
    "Lopez": ("person", "person:maria-lopez"),
    "Peter Brandt": ("person", "person:peter-brandt"),
    "Seoul": ("place", "place:KR"),
    "Bank of England": ("organization", "org:bank-of-england"),
}


def mentions_of(body: str) -> list[Mention]:
    found: list[Mention] = []
    for text, (label, key) in NAMES.items():
        start = body.find(text)
        while start >= 0:
            if not any(mention.start <= start < mention.end for mention in found):
                name = "Maria Lopez" if text == "Lopez" else text
                end = start + len(text)
                found.append(
                    Mention(
                        start=start,
                        end=end,
                        label=label,
                        name=name,
                        entity_key=key,
                        link="name",
                        rule="people.full_name",
                    )
                )
            start = body.find(text, start + 1)
    return sorted(found, key=lambda mention: mention.start)


def quotes_of(parse: Parse, body: str, dates: Sequence[DateSpan] = ()) -> list[Quote]:
    parsed, mentions = Body(parse(body)), mentions_of(body)
    return find_quotes(parsed, mentions, dates, SpeakerResolver(parsed, mentions))


def rows(body: str, quotes: list[Quote]) -> list[Row]:
    def text(span: tuple[int, int] | None) -> str | None:
        return body[slice(*span)] if span else None

    return [(quote.type, quote.content, text(quote.cue), text(quote.speaker)) for quote in quotes]
