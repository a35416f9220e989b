"""Rules that tie rows to the characters they came from.

Every span has its text in the body, every removed span its text in the source; the body is the source without what was
removed; each row's source offsets are the ones that follow from that; and no row reaches into removed text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.audit_failure import Failure, make_failure
from expectations.schema import OFFSETS
from expectations.tables import ANNOTATED_TABLES, TABLE_BY_NAME

Offsets = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Repairs: the characters stay in the row's text, mended.
REPAIRS = ("wrap", "encoding")


@dataclass(frozen=True)
class _Texts:
    """The texts of a partition laid end to end, so that one search serves all of its articles.

    Attributes:
        articles: Row number by `article_id`.
        bodies: Bodies, by row number.
        sources: Source texts, by row number.
        base: Where each article's texts begin in the numbering over the partition; wide enough for its longer text.
        runs: Kept runs over the partition: body start, source start, length; in order.
        removed: Removed text over the partition, repairs left out: source start and end; in order.
    """

    articles: pd.Index[str]
    bodies: list[str]
    sources: list[str]
    base: Offsets
    runs: tuple[Offsets, Offsets, Offsets]
    removed: tuple[Offsets, Offsets]


def check_texts(frames: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Check the tables of one part against the texts of its articles.

    Args:
        frames: The part's tables by name, as `pd.read_parquet` gives them, each already held against its suite.

    Returns:
        What does not hold.
    """
    articles, removed = frames["articles"], frames["removed_spans"]
    failures = list(_check_removed(articles, removed))
    rebuilt = _rebuild_bodies(articles, removed)
    wrong = articles[[body != made for body, made in zip(articles["body"], rebuilt, strict=True)]]
    failures += _report("BODY-REBUILT", "articles", wrong, "the source text without its removed spans is not the body")
    if failures:
        return failures  # offsets mean nothing until the body is known to come from the source
    texts = _lay_out(articles, removed)
    for table in ANNOTATED_TABLES:
        for prefix in table.span_prefixes:
            failures += _check_spans(texts, table.name, frames[table.name], prefix)
    return failures + _check_fragments(texts, frames["quotes"])


def _check_removed(articles: pd.DataFrame, removed: pd.DataFrame) -> Iterator[Failure]:
    sources = removed["article_id"].map(articles.set_index("article_id")["source_text"])
    bodies = removed["article_id"].map(articles.set_index("article_id")["body"])
    wrong = _differ(sources, removed["source_start"], removed["source_end"], removed["text"])
    yield from _report(
        "REMOVED-TEXT", "removed_spans", removed[wrong], "source_text[source_start:source_end] is not text"
    )
    wrong = _differ(bodies, removed["start"], removed["end"], removed["replacement"])
    yield from _report("REMOVED-REPLACEMENT", "removed_spans", removed[wrong], "body[start:end] is not replacement")
    ordered = removed.sort_values(["article_id", "source_start"])
    ends = ordered.groupby("article_id")["source_end"].shift(fill_value=0)
    overlapping = ordered[ordered["source_start"] < ends]
    yield from _report("REMOVED-ORDER", "removed_spans", overlapping, "it overlaps the removed span before it")


def _differ(texts: pd.Series, starts: pd.Series, ends: pd.Series, expected: pd.Series) -> Flags:
    """Say for each row whether `text[start:end]` is other than expected; a row without its article is."""
    return np.fromiter(
        (
            not isinstance(text, str) or text[start:end] != words
            for text, start, end, words in zip(texts, starts, ends, expected, strict=True)
        ),
        dtype=bool,
        count=len(texts),
    )


def _rebuild_bodies(articles: pd.DataFrame, removed: pd.DataFrame) -> Iterator[str]:
    spans: dict[str, list[tuple[int, int, str]]] = {}
    columns = ("article_id", "source_start", "source_end", "replacement")
    for article_id, start, end, replacement in zip(*(removed[name] for name in columns), strict=True):
        spans.setdefault(article_id, []).append((start, end, replacement))
    for article_id, source in zip(articles["article_id"], articles["source_text"], strict=True):
        pieces, at = [], 0
        for start, end, replacement in sorted(spans.get(article_id, ())):
            pieces += [source[at:start], replacement]
            at = max(at, end)
        yield "".join((*pieces, source[at:]))


def _lay_out(articles: pd.DataFrame, removed: pd.DataFrame) -> _Texts:
    bodies, sources = articles["body"].tolist(), articles["source_text"].tolist()
    index = pd.Index(articles["article_id"])
    lengths = np.array(
        [max(len(body), len(source)) for body, source in zip(bodies, sources, strict=True)], dtype=np.int64
    )
    # One apart, so that the end of one article is not the start of the next.
    base = np.concatenate(([0], np.cumsum(lengths + 1)[:-1])) if len(lengths) else np.zeros(0, np.int64)
    edits = removed.assign(article=index.get_indexer(pd.Index(removed["article_id"]))).sort_values(
        ["article", "source_start"]
    )
    article = edits["article"].to_numpy()
    starts, ends, source_starts, source_ends = (edits[name].to_numpy(np.int64) + base[article] for name in OFFSETS)
    # A kept run begins where an article does or an edit ends, and ends where the next edit begins or the article ends.
    body_from = np.sort(np.concatenate((base, ends)), kind="stable")
    source_from = np.sort(np.concatenate((base, source_ends)), kind="stable")
    body_lengths = np.array([len(body) for body in bodies], dtype=np.int64)
    body_to = np.sort(np.concatenate((base + body_lengths, starts)), kind="stable")
    length = body_to - body_from
    kept = length > 0
    cut = ~edits["kind"].isin(REPAIRS).to_numpy()
    return _Texts(
        articles=index,
        bodies=bodies,
        sources=sources,
        base=base,
        runs=(body_from[kept], source_from[kept], length[kept]),
        removed=(source_starts[cut], source_ends[cut]),
    )


def _check_spans(
    texts: _Texts, table: str, frame: pd.DataFrame, prefix: str, name: str | None = None
) -> Iterator[Failure]:
    """Check the spans of one table whose columns bear a prefix; rows without such a span are passed over."""
    columns = [f"{prefix}{column}" for column in OFFSETS]
    some = frame[columns].notna().sum(axis=1)
    of = f".{name or prefix.rstrip('_')}" if name or prefix else ""
    yield from _report(
        f"SPAN-PARTIAL{of}", table, frame[some % len(columns) != 0], "a span has all four offsets or none"
    )
    rows = frame[some == len(columns)]
    start, end, source_start, source_end = (rows[column].to_numpy(np.int64) for column in columns)
    article = texts.articles.get_indexer(pd.Index(rows["article_id"]))
    known = article >= 0
    yield from _report(f"ARTICLE{of}", table, rows[~known], "article_id is not in the part's articles")
    if f"{prefix}text" in rows:
        bodies = pd.Series([texts.bodies[i] if i >= 0 else None for i in article], dtype=object)
        wrong = _differ(bodies, pd.Series(start), pd.Series(end), rows[f"{prefix}text"]) & known
        yield from _report(f"TEXT{of}", table, rows[wrong], f"body[{prefix}start:{prefix}end] is not {prefix}text")
    base = texts.base[article] if len(texts.base) else np.zeros(0, np.int64)
    wrong = known & _is_misplaced(texts, start + base, end + base, source_start + base, source_end + base)
    yield from _report(
        f"SOURCE-OFFSETS{of}", table, rows[wrong], "source offsets are not those of the same characters of the body"
    )
    wrong = known & _reaches_into(texts.removed, source_start + base, source_end + base)
    yield from _report(f"REMOVED-OVERLAP{of}", table, rows[wrong], "the row reaches into removed text")


def _is_misplaced(texts: _Texts, start: Offsets, end: Offsets, source_start: Offsets, source_end: Offsets) -> Flags:
    """Say for each span whether its source offsets differ from those that the kept runs give.

    Characters that a repair put into the body have no source; at the edges of a span they are passed over.
    """
    bodies, sources, lengths = texts.runs
    if not len(bodies):
        return np.ones(len(start), dtype=bool)
    first = np.searchsorted(bodies + lengths, start, side="right")  # the first run that ends after the start
    last = np.searchsorted(bodies, end, side="left") - 1  # the last run that begins before the end
    inside = (first < len(bodies)) & (last >= first)
    first, last = np.minimum(first, len(bodies) - 1), np.maximum(last, 0)
    right_start = sources[first] + np.maximum(start - bodies[first], 0)
    right_end = sources[last] + np.minimum(end - bodies[last], lengths[last])
    wrong: Flags = ~inside | (right_start != source_start) | (right_end != source_end)
    return wrong


def _reaches_into(removed: tuple[Offsets, Offsets], start: Offsets, end: Offsets) -> Flags:
    """Say for each source span whether it begins or ends in removed text, or lies in it.

    A sentence goes on after a link that its page put into it, so a span may run over removed text: its characters are
    those of the body, and the body is known to have none of it.
    """
    starts, ends = removed
    if not len(starts):
        return np.zeros(len(start), dtype=bool)

    def holds(position: Offsets) -> Flags:
        before = np.searchsorted(starts, position, side="right") - 1
        held: Flags = (before >= 0) & (position < ends[np.maximum(before, 0)])
        return held

    return holds(start) | holds(end - 1)


def _check_fragments(texts: _Texts, quotes: pd.DataFrame) -> list[Failure]:
    """Check that fragments lie in their quote, in order, from its first character to its last."""
    rows = [
        {"quote_id": quote_id, "article_id": article_id, "number": number, **fragment}
        for quote_id, article_id, fragments in zip(
            quotes["quote_id"], quotes["article_id"], quotes["fragments"], strict=True
        )
        for number, fragment in enumerate(fragments)
    ]
    columns = ["quote_id", "article_id", "number", *OFFSETS]
    frame = pd.DataFrame(rows, columns=pd.Index(columns)).astype(dict.fromkeys(OFFSETS, "int64"))
    failures = list(_check_spans(texts, "quotes", frame, "", "fragments"))
    by_quote = frame.groupby("quote_id", sort=False)
    empty = frame[frame["start"] >= frame["end"]]
    failures += _report("FRAGMENTS-ORDER", "quotes", empty, "a fragment holds no character")
    follows = frame["start"] < by_quote["end"].shift(fill_value=-1)
    failures += _report("FRAGMENTS-ORDER", "quotes", frame[follows], "fragments overlap or are out of order")
    reach = quotes.set_index("quote_id").join(by_quote.agg(first=("start", "min"), last=("end", "max")))
    off = reach[(reach["start"] != reach["first"]) | (reach["end"] != reach["last"])]
    failures += _report(
        "FRAGMENTS-REACH", "quotes", off.reset_index(), "fragments do not run from the quote's start to its end"
    )
    return failures


def _report(rule: str, table: str, wrong: pd.DataFrame, message: str) -> list[Failure]:
    if wrong.empty:
        return []
    key = TABLE_BY_NAME[table].key
    spans = (f"{prefix}{name}" for prefix in TABLE_BY_NAME[table].span_prefixes for name in OFFSETS)
    shown = ("number", *OFFSETS, *spans)
    wanted = dict.fromkeys((key, "article_id", *shown, "text", "replacement", "kind"))
    names = [name for name in wanted if name in wrong.columns]
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()} for row in wrong[names].head(20).to_dict("records")
    ]
    return [make_failure(rule, table, message, rows, len(wrong))]
