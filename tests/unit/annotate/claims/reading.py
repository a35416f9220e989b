"""What the tests of claims share: an article of one body, read whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from spacy.tokens import Doc

from tasks.annotate.article import annotate_body
from tasks.annotate.spans import Claim
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

Parse = Callable[[str], Doc]
WEDNESDAY = datetime(2024, 11, 27, tzinfo=UTC)


def read(
    parse: Parse, body: str, *, outlet: str | None = "Quay Post", published_at: datetime | None = WEDNESDAY
) -> list[Claim]:
    """Read the claims of a body, as of an outlet's article of one day."""
    document = Document("dump.jsonl", "line 1", "id-1", body, outlet=outlet, published_at=published_at)
    article = clean_document(document, EMPTY_PROFILE)
    assert isinstance(article, Article)
    return list(annotate_body(article, parse(article.body)).claims)
