"""Run every annotator over cleaned articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from tasks.annotate.claims import find_claims
from tasks.annotate.dates import find_dates
from tasks.annotate.entities import find_entities
from tasks.annotate.figures import find_figures
from tasks.annotate.model import parse_bodies
from tasks.annotate.outlets import find_outlet_country
from tasks.annotate.pronouns import add_speakers
from tasks.annotate.quotes import find_quotes
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.documents import Article


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


def annotate_articles(nlp: Language, articles: Sequence[Article]) -> Iterator[Annotations]:
    """Parse the bodies of articles in one pass and annotate each.

    Yields:
        One `Annotations` an article, in order.

    Raises:
        Exception: Whatever a rule raises, which is a bug, with a note that names the article.
    """
    for article, doc in zip(articles, parse_bodies(nlp, [article.body for article in articles]), strict=True):
        try:
            yield annotate_body(article, doc)
        except Exception as error:
            document = article.document
            error.add_note(f"while annotating {document.source_path} {document.position or ''} ({document.record_id})")
            raise


def annotate_body(article: Article, doc: Doc) -> Annotations:
    """Annotate one article whose body is parsed."""
    dates = find_dates(doc, article.document.published_at)
    mentions = find_entities(doc)
    quotes = find_quotes(doc, mentions, dates)
    mentions = add_speakers(mentions, quotes, doc.text)
    country = find_outlet_country(article.document.outlet, article.document.url)
    figures = find_figures(doc, dates, country)
    claims = find_claims(doc, quotes, mentions, dates)
    n_tokens = sum(not token.is_space for token in doc)
    return Annotations(article, n_tokens, mentions, dates, quotes, figures, claims)
