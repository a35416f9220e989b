"""The pages of articles: the source text with every row marked, and the rows beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.schema import Table, make_arrow_schema
from expectations.tables import ARTICLE_TABLES, ARTICLES, CLAIMS, QUOTES
from tasks.publish.manifest import Manifest
from tasks.report.environment import name_article_page, render
from tasks.report.marks import LETTERS, MENDED_KINDS, cut_text, make_marks, write_pieces
from tasks.report.related import Related
from tasks.report.rows import SPAN_TABLES, list_rows, pick_article_rows
from tasks.report.shelf import Shelf, hash_inputs

KINDS = ("quote", "speaker", "cue", "claim", "figure", "date", "entity", "removed")
# What differs between builds of one input, and what no page shows, of whichever table: not even read as rows.
_UNSHOWN = frozenset(
    ("read_at", "extracted_with", "body", "source_sha256", "language", "n_tokens", "published_day", "start", "end",
     "cue_start", "cue_end", "speaker_start", "speaker_end", "is_utterance", "said_grain", "scale_text", "unit_text",
     "si_value", "si_low", "si_high", "si_unit", "change_id", "measured", "measured_of", "claim_type", "claimant_text",
     "claimant_kind", "claimant_role", "event_grain", "is_checkable", "is_self_contained", "resolved", "about_keys",
     "figure_ids", "replacement")
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Around:
    """What pages of articles show of the rest of a release.

    Attributes:
        related: Rows of other articles that say the same.
        pages: Articles that have a page.
        stories: By article, its stories.
        corrections: By article, its rows of `corrections`.
    """

    related: Related
    pages: Collection[str]
    stories: Mapping[str, Sequence[Row]]
    corrections: Mapping[str, Sequence[Row]]


NOTHING_AROUND = Around(Related({}, {}, {}), (), {}, {})


def write_article_pages(release: Path, around: Around, shelf: Shelf, manifest: Manifest | None) -> None:
    """Write a page for each article that is to have one, file by file, so that a long report needs little memory.

    Args:
        release: The release's folder.
        around: What else the pages show.
        shelf: Takes the pages.
        manifest: Says which files are those of the release before.
    """
    for path in sorted((release / ARTICLES.name).glob("*.parquet")):
        ids = [
            key for key in pq.read_table(path, columns=[ARTICLES.key])[ARTICLES.key].to_pylist() if key in around.pages
        ]
        read = _Lazy(release, path.name, ids)
        is_known = manifest is not None and _is_known(path.name, manifest, shelf)
        for article_id in ids:
            own = shelf.before.articles.get(article_id) if is_known else None
            own = own or _hash_rows(*read.rows[article_id])
            shelf.remember_article(article_id, own)
            inputs = hash_inputs(own, *_list_around(article_id, around))
            shelf.place(name_article_page(article_id), inputs, partial(_render_found, read, article_id, around))


def render_article(article: Row, rows: Mapping[str, Sequence[Row]], around: Around = NOTHING_AROUND) -> str:
    """Render one article's page: its source text with every row marked, and the rows beside it.

    Args:
        article: Its row of `articles`.
        rows: By table, its other rows, in text order.
        around: What else the page shows.
    """
    removed = [dict(span, number=number) for number, span in enumerate(rows["removed_spans"], 1)]
    corrections = around.corrections.get(article["article_id"], ())
    return render(
        "article.html.j2",
        root="../../",
        article=article,
        rows=rows,
        removed=[span for span in removed if span["kind"] not in MENDED_KINDS],
        n_mended=sum(span["kind"] in MENDED_KINDS for span in removed),
        text=write_pieces(cut_text(article["source_text"], make_marks(rows))),
        kinds=KINDS,
        entities=_gather_entities(rows["entities"]),
        related=around.related,
        stories=around.stories.get(article["article_id"], ()),
        pages=around.pages,
        numbers=_number_rows(rows),
        confidences={quote["quote_id"]: quote["confidence"] for quote in rows["quotes"]},
        corrections=corrections,
        corrected={row["row_id"] for row in corrections if row["outcome"] == "applied"},
    )


class _Lazy:
    """The rows of one file's articles, read once, when first asked for."""

    def __init__(self, release: Path, name: str, ids: Sequence[str]) -> None:
        self._release, self._name, self._ids = release, name, ids

    @cached_property
    def rows(self) -> dict[str, tuple[Row, Mapping[str, Sequence[Row]]]]:
        """By article, its own row and, by table, its others in text order."""
        tables = {table.name: _read_file(self._release, table, self._name) for table in ARTICLE_TABLES}
        rows = pick_article_rows({table.name: tables[table.name] for table in SPAN_TABLES}, self._ids)
        articles = {row[ARTICLES.key]: row for row in list_rows(tables[ARTICLES.name])}
        return {article_id: (articles[article_id], rows[article_id]) for article_id in self._ids}


def _read_file(release: Path, table: Table, name: str) -> pa.Table:
    path = release / table.name / name
    found = pq.read_table(path) if path.is_file() else make_arrow_schema(table).empty_table()
    return found.drop_columns([column for column in found.column_names if column in _UNSHOWN])


def _render_found(read: _Lazy, article_id: str, around: Around) -> str:
    return render_article(*read.rows[article_id], around)


def _hash_rows(article: Row, rows: Mapping[str, Sequence[Row]]) -> str:
    """Hash an article's rows by their values alone: code that names columns otherwise makes its pages anew."""
    return hash_inputs(*([tuple(row.values()) for row in table] for table in ((article,), *rows.values())))


def _is_known(name: str, manifest: Manifest, shelf: Shelf) -> bool:
    """Say whether the release before has the very files of a part."""
    paths = [f"{table.name}/{name}" for table in ARTICLE_TABLES]
    files, before = manifest.files, shelf.before.files
    return all(path in files and path in before and files[path].sha256 == before[path].sha256 for path in paths)


def _list_around(article_id: str, around: Around) -> list[object]:
    """List what an article's page shows beside its own rows."""
    related, own = around.related, article_id
    linked = [*related.articles.get(own, ()), *related.by_article.get(own, ())]
    return [
        linked,
        [row["article_id"] in around.pages for row in linked],
        around.stories.get(own, ()),
        around.corrections.get(own, ()),
    ]


def _gather_entities(mentions: Sequence[Row]) -> list[dict[str, Any]]:
    """Gather mentions of one entity, in the order in which the text brings them up."""
    found: dict[tuple[object, ...], dict[str, Any]] = {}
    for number, row in enumerate(mentions, 1):
        name = row["name"] or row["text"]
        entity = found.setdefault(
            (row["entity_key"] or name, row["label"], row["name"] is None),
            {key: row[key] for key in ("label", "country", "entity_key")} | {"name": name, "places": []}
            | {"is_resolved": row["name"] is not None},
        )  # fmt: skip
        entity["places"].append((number, row["text"]))
    return list(found.values())


def _number_rows(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Give the number that a quote or claim bears on its page, by its key."""
    return {
        row[table.key]: f"{LETTERS[table.name]}{at}"
        for table in (QUOTES, CLAIMS)
        for at, row in enumerate(rows[table.name], 1)
    }
