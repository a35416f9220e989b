"""The pages of a release's report: static, readable offline, every value escaped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from expectations.opened import open_release
from expectations.tables import CLAIMS, QUOTES
from tasks.publish.manifest import Manifest
from tasks.report.marks import LETTERS, MENDED_KINDS, cut_text, make_marks
from tasks.report.periods import gather_periods
from tasks.report.plots import plot_bars, plot_periods
from tasks.report.related import Related, find_related
from tasks.report.rows import SPAN_TABLES, pick_article_rows, read_article_tables, read_articles, read_corrections
from tasks.report.summary import MOST_LISTED, summarize_release
from tasks.report.wording import describe_correction, describe_figure, describe_speaker, describe_time, write_number

TEMPLATES = Path(__file__).parent / "templates"
ARTICLES_RENDERED = 100  # at a time as plain rows, so that a long report needs little memory
KINDS = ("quote", "speaker", "cue", "claim", "figure", "date", "entity", "removed")
DAYS_LISTED = 60
NOTHING_RELATED = Related({}, {}, {})

Row = Mapping[str, Any]


def write_report(release: Path, most_articles: int, manifest: Manifest | None = None) -> None:
    """Write `report/index.html` of a staged release, and a page for each of its newest articles.

    Args:
        release: The release's folder, whose tables are written.
        most_articles: Articles that get a page, newest first.
        manifest: Says how the release differs from the one before; without it the report does not.
    """
    folder = release / "report"
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    with open_release(release) as connection:
        articles = read_articles(release, most_articles)
        article_ids = [article["article_id"] for article in articles]
        related = find_related(connection, article_ids)
        tables = read_article_tables(release, article_ids)
        corrections = read_corrections(release)
        listed = []
        for at in range(0, len(articles), ARTICLES_RENDERED):
            chunk = articles[at : at + ARTICLES_RENDERED]
            rows = pick_article_rows(tables, article_ids[at : at + ARTICLES_RENDERED])
            for article in chunk:
                found = rows[article["article_id"]]
                corrected = [row for row in corrections if row["article_id"] == article["article_id"]]
                page = render_article(article, found, related, frozenset(article_ids), corrected)
                (folder / "articles" / f"{article['article_id']}.html").write_text(page, "utf-8")
                n_related = len(related.articles.get(article["article_id"], ()))
                listed.append(
                    _list_article(article) | {f"n_{table.name}": len(found[table.name]) for table in SPAN_TABLES}
                    | {"is_copy": n_related > 0}
                )  # fmt: skip
        (folder / "index.html").write_text(_render_index(connection, listed, manifest, corrections), "utf-8")


def render_article(
    article: Row,
    rows: Mapping[str, Sequence[Row]],
    related: Related = NOTHING_RELATED,
    pages: Collection[str] = (),
    corrections: Sequence[Row] = (),
) -> str:
    """Render one article's page: its source text with every row marked, and the rows beside it.

    Args:
        article: Its row of `articles`.
        rows: By table, its other rows, in text order.
        related: Rows of other articles that say the same.
        pages: Articles that have a page to link to.
        corrections: Its rows of `corrections`.
    """
    mended = [span for span in rows["removed_spans"] if span["kind"] in MENDED_KINDS]
    return _render(
        "article.html.j2",
        article=article,
        rows=rows,
        removed=[span for span in rows["removed_spans"] if span["kind"] not in MENDED_KINDS],
        n_mended=len(mended),
        pieces=cut_text(article["source_text"], make_marks(rows)),
        kinds=KINDS,
        related=related,
        pages=pages,
        numbers=_number_rows(rows),
        corrections=corrections,
        corrected={row["row_id"] for row in corrections if row["outcome"] == "applied"},
    )


def _number_rows(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Give the number that a quote or claim bears on its page, by its key."""
    return {
        row[table.key]: f"{LETTERS[table.name]}{at}"
        for table in (QUOTES, CLAIMS)
        for at, row in enumerate(rows[table.name], 1)
    }


def _list_article(article: Row) -> dict[str, Any]:
    return {name: article[name] for name in ("article_id", "record_id", "outlet", "title", "published_at")}


def _render_index(
    connection: duckdb.DuckDBPyConnection,
    listed: Sequence[Row],
    manifest: Manifest | None,
    corrections: Sequence[Row],
) -> str:
    counts = summarize_release(connection)
    differences = {} if manifest is None or manifest.previous is None else manifest.differences
    rows_by_table = {row["name"]: row["n"] for row in counts["tables"]}
    return _render(
        "index.html.j2",
        counts=counts,
        rows_by_table=rows_by_table,
        previous=manifest.previous if manifest else None,
        differences=[{"name": name} | asdict(found) for name, found in differences.items()],
        corrections=corrections,
        contradictions=_gather_groups(counts["contradictions"]),
        repeated=_gather_groups(counts["repeated"]),
        # Made by our own plotting code, with its labels escaped.
        plots={name: Markup(plot) for name, plot in _draw_plots(counts).items()},  # noqa: S704
        articles=listed,
        pages=frozenset(article["article_id"] for article in listed),
        most_listed=MOST_LISTED,
        days_listed=DAYS_LISTED,
    )


def _gather_groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["group_id"], []).append(row)
    return list(groups.values())


def _draw_plots(counts: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    by_day = gather_periods(counts["by_day"], ("articles", "quotes", "figures", "claims"))
    plots = {
        "articles_by_day": plot_periods(by_day, {"articles": "articles"}, "Articles"),
        "rows_by_day": plot_periods(by_day, {name: name for name in ("quotes", "figures", "claims")}, "Rows"),
    }
    for name, source, label, value, title in (
        ("tables", "tables", "name", "n", "Rows by table"),
        ("outlets", "by_outlet", "outlet", "articles", "Articles by outlet"),
        ("reasons", "by_reason", "reason", "n", "Rejects by reason"),
        ("speakers", "by_speaker", "name", "n", "Quoted most"),
        ("types", "by_type", "type", "n", "Quotes by type"),
        ("stances", "by_stance", "stance", "n", "Claims by stance"),
        ("figures", "by_kind", "kind", "n", "Figures by kind"),
        ("removed", "by_removed_kind", "kind", "n", "Removed spans by kind"),
    ):
        rows = counts[source][:MOST_LISTED]
        labels = [str(row[label]) for row in rows]
        if name == "reasons":
            labels = [f"{label} ({row['stage']})" for label, row in zip(labels, rows, strict=True)]
        if rows:
            plots[name] = plot_bars(labels, [row[value] for row in rows], title)
    return plots


def _render(template: str, **values: object) -> str:
    return _make_environment().get_template(template).render(**values)


@cache
def _make_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str]] = {
        "day": lambda value: "not known" if value is None else f"{value:%Y-%m-%d}",
        "time": describe_time,
        "number": lambda value: "" if value is None else f"{value:,}",
        "quantity": write_number,
        "speaker": describe_speaker,
        "correction": describe_correction,
        "figure": describe_figure,
    }
    environment.filters.update(filters)
    return environment
