"""Run every annotator over cleaned articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.tokens import Doc

from tasks.annotate.claims.find import find_claims
from tasks.annotate.dates.find import find_dates
from tasks.annotate.dates.said import lean_on_saying
from tasks.annotate.entities.find import add_speakers, find_entities
from tasks.annotate.figures.find import find_figures
from tasks.annotate.model import parse_bodies
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.annotate.speakers.authors import name_author
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.documents import Article
from tasks.language.body import Body
from tasks.language.outlets import find_outlet_country
from tasks.mishaps import Mishap, attempt


@dataclass(frozen=True, slots=True)
class Annotations:
    """What was found in one article, each list in text order; offsets count in its body."""

    article: Article
    n_tokens: int
    mentions: Sequence[Mention]
    dates: Sequence[DateSpan]
    quotes: Sequence[Quote]
    figures: Sequence[Figure]
    claims: Sequence[Claim]


def annotate_articles(
    nlp: Language, articles: Sequence[Article], most_seconds: float | None = None
) -> Iterator[Annotations | Mishap]:
    """Parse the bodies of articles in one pass and annotate each.

    Args:
        nlp: What `load_model` gives.
        articles: Cleaned articles.
        most_seconds: How long parsing or annotating one of them may take; None for no limit.

    Yields:
        One `Annotations` an article, in order; or what went wrong with it, which touches no other article.
    """
    for article, doc in zip(articles, _parse_each(nlp, articles, most_seconds), strict=True):
        yield doc if isinstance(doc, Mishap) else attempt(partial(annotate_body, article, doc), most_seconds)


def _parse_each(nlp: Language, articles: Sequence[Article], most_seconds: float | None) -> Iterator[Doc | Mishap]:
    """Parse in one pass; where that breaks off, go on one by one: a batch does not tell which body it was."""
    bodies = [article.body for article in articles]
    parsed = parse_bodies(nlp, bodies)
    n_parsed = 0
    for _ in bodies:
        doc = attempt(partial(next, parsed), most_seconds)
        if isinstance(doc, Mishap):
            break
        yield doc
        n_parsed += 1
    for body in bodies[n_parsed:]:
        yield attempt(partial(next, parse_bodies(nlp, [body])), most_seconds)


def annotate_body(article: Article, doc: Doc) -> Annotations:
    """Annotate one article whose body is parsed."""
    body = Body(doc, article.body)
    country = find_outlet_country(article.document.outlet, article.document.url)
    dates = find_dates(body, article.document.published_at, country)
    mentions = find_entities(body)
    speakers = SpeakerResolver(body, mentions)
    quotes = find_quotes(body, mentions, dates, speakers, article.document.outlet, article.document.published_at)
    quotes = name_author(quotes, article.document.author, body)
    mentions = add_speakers(mentions, quotes, body)
    dates = lean_on_saying(dates, quotes, article.document.published_at, body)
    figures = find_figures(body, dates, country)
    document = article.document
    is_opinion = bool(document.is_opinion)
    claims = find_claims(
        body, quotes, mentions, dates, speakers, figures, document.outlet, document.published_at, is_opinion
    )
    n_tokens = len(doc) - int(doc.to_array(IS_SPACE).sum()) if len(doc) else 0
    return Annotations(article, n_tokens, mentions, dates, quotes, figures, claims)
