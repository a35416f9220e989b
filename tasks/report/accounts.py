"""The operator's page: what went in and out, rejects by reason, counts and plots."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import duckdb
from markupsafe import Markup

from tasks.report.environment import render
from tasks.report.periods import gather_periods
from tasks.report.plots import plot_bars, plot_periods
from tasks.report.shelf import Shelf
from tasks.report.summary import MOST_LISTED, summarize_release

Row = Mapping[str, Any]

DAYS_LISTED = 60


def write_accounts(
    connection: duckdb.DuckDBPyConnection, shelf: Shelf, corrections: Sequence[Row], pages: Collection[str]
) -> None:
    """Write the page.

    Args:
        connection: From `open_release`.
        shelf: Takes the page.
        corrections: Rows of `corrections`.
        pages: Articles that have a page.
    """
    counts = summarize_release(connection)
    page = render(
        "accounts.html.j2",
        root="",
        counts=counts,
        rows_by_table={row["name"]: row["n"] for row in counts["tables"]},
        corrections=corrections,
        # Made by our own plotting code, with its labels escaped.
        plots={name: Markup(plot) for name, plot in _draw_plots(counts).items()},  # noqa: S704
        pages=pages,
        most_listed=MOST_LISTED,
        days_listed=DAYS_LISTED,
    )
    shelf.write("accounts.html", page)


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
