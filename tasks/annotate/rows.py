"""Turn what was found in an article into rows of the tables, with ids and source offsets."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime, time
from typing import Any

from expectations.tables import TABLE_BY_NAME
from tasks.alignment import Alignment
from tasks.annotate.article import Annotations
from tasks.annotate.figures.si_units import make_si_fields
from tasks.annotate.spans import Claim, DateSpan, Figure, Mention, Quote
from tasks.documents import Article
from tasks.ids import make_id

Row = dict[str, Any]
Found = Mention | DateSpan | Quote | Figure | Claim


def make_article_row(annotations: Annotations, article_id: str, read_at: datetime, extracted_with: str) -> Row:
    """Make the row of `articles`."""
    article, document = annotations.article, annotations.article.document
    source, published = document.source_text, document.published_at
    return {
        "article_id": article_id,
        "record_id": document.record_id,
        "outlet": document.outlet,
        "source_agency": article.source_agency,
        "author": article.author,
        "title": document.title,
        "url": document.url,
        "published_at": published.astimezone(UTC) if published else None,
        "published_day": datetime.combine(published, time(), tzinfo=UTC) if published else None,
        "published_from": document.published_from,
        "language": article.language,
        "section": document.section,
        "is_opinion": document.is_opinion,
        "is_truncated": article.is_truncated,
        "source_text": source,
        "body": article.body,
        "source_path": document.source_path,
        "position": document.position,
        "source_sha256": hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest(),
        "n_tokens": annotations.n_tokens,
        "read_at": read_at,
        "extracted_with": extracted_with,
    }


def make_rows(annotations: Annotations, article_id: str) -> dict[str, list[Row]]:
    """Make the rows of every table that one article fills, but for `articles` itself.

    Args:
        annotations: What was found.
        article_id: Key of the article.

    Returns:
        Rows by table name, in text order.
    """
    article = annotations.article
    quotes = _make_span_rows("quotes", "quote_id", annotations.quotes, article, article_id)
    for quote, row in zip(annotations.quotes, quotes, strict=True):
        _finish_quote(quote, row, article)
    quote_ids = [row["quote_id"] for row in quotes]
    claims = _make_span_rows("claims", "claim_id", annotations.claims, article, article_id)
    for claim, row in zip(annotations.claims, claims, strict=True):
        row["quote_id"] = None if claim.quote is None else quote_ids[claim.quote]
        row["answers_claim_id"] = None if claim.answers is None else claims[claim.answers]["claim_id"]
        del row["quote"], row["answers"]
    figures = _make_span_rows("figures", "figure_id", annotations.figures, article, article_id)
    quote_spans = [
        (start, end, quote_id)
        for quote, quote_id in zip(annotations.quotes, quote_ids, strict=True)
        for start, end in quote.fragments
    ]
    claim_spans = [(row["start"], row["end"], row["claim_id"]) for row in claims]
    held_by = zip(_find_holders(figures, quote_spans), _find_holders(figures, claim_spans), strict=True)
    for figure, row, (quote_id, claim_id) in zip(annotations.figures, figures, held_by, strict=True):
        row |= make_si_fields(figure)
        movement, _ = row.pop("movement"), row.pop("is_difference")
        row["change_id"] = None if movement is None else figures[movement]["figure_id"]
        row["quote_id"], row["claim_id"] = quote_id, claim_id
    _list_figures(claims, figures)
    return {
        "removed_spans": _make_removed_rows(article, article_id),
        "entities": _make_span_rows("entities", "mention_id", annotations.mentions, article, article_id),
        "dates": _make_span_rows("dates", "date_id", annotations.dates, article, article_id),
        "quotes": quotes,
        "figures": figures,
        "claims": claims,
    }


def _make_span_rows(table: str, key: str, found: Iterable[Found], article: Article, article_id: str) -> list[Row]:
    names = set(TABLE_BY_NAME[table].column_names)
    seen: Counter[tuple[int, int]] = Counter()
    rows = []
    for item in found:
        span = (item.start, item.end)
        row: Row = {field.name: getattr(item, field.name) for field in fields(item)}
        row |= {name: getattr(item, name) for name in ("is_resolved", "is_anonymous") if name in names}
        row |= {name: _tell_apart(row[name], article_id) for name in ("speaker_key", "claimant_key") if name in row}
        row |= _locate(span, article.alignment, "")
        row |= {
            key: make_id(table, article_id, *span, seen[span]),
            "article_id": article_id,
            "text": article.body[item.start : item.end],
        }
        seen[span] += 1
        rows.append(row)
    return rows


def _tell_apart(key: str | None, article_id: str) -> str | None:
    """Keep the offices of two articles apart: the mayor of one may be another's."""
    kind, _, rest = (key or "").partition(":")
    return f"role:{article_id}:{rest}" if kind == "role" else key


def _finish_quote(quote: Quote, row: Row, article: Article) -> None:
    row["fragments"] = [_locate(fragment, article.alignment, "") for fragment in quote.fragments]
    for name in ("cue", "speaker"):
        span: tuple[int, int] | None = row.pop(name)
        row[f"{name}_text"] = None if span is None else article.body[span[0] : span[1]]
        row |= _locate(span, article.alignment, f"{name}_")


def _locate(span: tuple[int, int] | None, alignment: Alignment, prefix: str) -> dict[str, int | None]:
    if span is None:
        return dict.fromkeys(f"{prefix}{name}" for name in ("start", "end", "source_start", "source_end"))
    source_start, source_end = alignment.to_source(*span)
    return {
        f"{prefix}start": span[0],
        f"{prefix}end": span[1],
        f"{prefix}source_start": source_start,
        f"{prefix}source_end": source_end,
    }


def _find_holders(rows: Sequence[Row], spans: Iterable[tuple[int, int, str]]) -> list[str | None]:
    """The key of the shortest span that holds each row, in one pass over both, the rows being in text order."""
    found: list[str | None] = []
    waiting = deque(sorted(spans))
    begun: list[tuple[int, int, str]] = []
    for row in rows:
        while waiting and waiting[0][0] <= row["start"]:
            begun.append(waiting.popleft())
        begun = [span for span in begun if span[1] > row["start"]]
        holders = [(end - start, key) for start, end, key in begun if row["end"] <= end]
        found.append(min(holders, default=(0, None))[1])
    return found


def _list_figures(claims: Iterable[Row], figures: Sequence[Row]) -> None:
    """List in each claim the figures that lie in it; these are in text order and do not overlap."""
    starts = [figure["start"] for figure in figures]
    for claim in claims:
        inside = figures[bisect_left(starts, claim["start"]) : bisect_left(starts, claim["end"])]
        claim["figure_ids"] = [figure["figure_id"] for figure in inside if figure["end"] <= claim["end"]]


def _make_removed_rows(article: Article, article_id: str) -> list[Row]:
    rows = []
    shift = 0  # body offset minus source offset, so far
    for removal in article.removals:
        start = removal.start + shift
        shift += len(removal.replacement) - (removal.end - removal.start)
        rows.append(
            {
                "removed_span_id": make_id("removed_spans", article_id, removal.start, removal.end),
                "article_id": article_id,
                "start": start,
                "end": start + len(removal.replacement),
                "source_start": removal.start,
                "source_end": removal.end,
                "text": article.document.source_text[removal.start : removal.end],
                **{name: value for name, value in asdict(removal).items() if name not in ("start", "end")},
            }
        )
    return rows
