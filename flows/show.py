"""Releases, articles and rejects on a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from tasks.publish.manifest import read_manifest
from tasks.publish.pins import read_pins
from tasks.publish.release import find_latest, list_releases
from tasks.report.marks import MENDED_KINDS, cut_text, make_marks
from tasks.report.rows import (
    Row,
    find_articles,
    find_tombstones,
    list_ids,
    read_article_rows,
    read_corrections,
    read_rejects,
    read_unpublished_rejects,
)
from tasks.report.wording import describe_correction, describe_date, describe_figure, describe_speaker, describe_time

STYLES = {
    "quote": "yellow",
    "cue": "bold red",
    "speaker": "bold cyan",
    "figure": "bold green",
    "date": "magenta",
    "entity": "underline",
    "claim": "",
    "removed": "strike dim",
    "mended": "dim",
}
# Tables whose rows are counted in the list of releases.
COUNTED = ("articles", "quotes", "figures", "claims")
LABELLED = ("quote", "claim")
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
MOST_ARTICLES = 10  # an id's first characters that fit more are too few


def print_releases(data: Path, console: Console) -> None:
    """Print the releases of a data folder, the newest first, which one `latest` is, and which are pinned."""
    latest = find_latest(data)
    pins = read_pins(data)
    table = Table("release", *COUNTED, "")
    for release in reversed(list_releases(data)):
        rows = read_manifest(release).rows
        counts = [f"{rows[name]:,}" for name in COUNTED]
        marks = ["latest"] if release.resolve() == latest else []
        if release.name in pins:
            reason = pins[release.name].reason
            marks.append(f"pinned: {reason}" if reason else "pinned")
        table.add_row(release.name, *counts, make_text(", ".join(marks)))
    console.print(table)


def print_article(release: Path, wanted: str, console: Console) -> bool:
    """Print the articles that an id names, marked, with what was corrected of them; say whether there is or was one."""
    found = find_articles(release, wanted)
    articles = found[:MOST_ARTICLES]
    rows = read_article_rows(release, [article["article_id"] for article in articles])
    for article in articles:
        _print_marked(article, rows[article["article_id"]], console)
        for row in read_corrections(release):
            if row["article_id"] == article["article_id"]:
                console.print(make_text(describe_correction(row)), style="magenta")
    tombstones = (
        [] if articles else [row for row in find_tombstones(release, wanted) if row["table_name"] == "articles"]
    )
    for row in tombstones:
        console.print(make_text(describe_correction(row)), style="magenta")
    if len(found) > 1:
        shown = f"; these are {MOST_ARTICLES}" if len(found) > MOST_ARTICLES else ""
        console.print(make_text(f"{len(found):,} articles have ids that begin with {wanted!r}{shown}"), style="bold")
    return bool(articles or tombstones)


def name_ids(release: Path) -> set[str]:
    """Give the ids by which `print_article` finds an article: its own and its record's."""
    return {id_ for row in list_ids(release) for id_ in row.values()}


def print_rejects(release: Path | None, data: Path, reason: str | None, console: Console) -> bool:
    """Print how many inputs were not kept for each reason, then each of them; say whether there is one.

    Args:
        release: Folder of a release; None where nothing could be kept, and none was made.
        data: Its data folder, in which the copies lie.
        reason: Only rejects of this reason; all if None.
        console: Where to print.
    """
    found = read_unpublished_rejects(data) if release is None else read_rejects(release)
    rows = [row for row in found if reason in (None, row["reason"])]
    for name, n_rows in Counter(row["reason"] for row in rows).most_common():
        console.print(make_text(f"{n_rows:6,}  {name}"))
    table = Table("reason", "stage", "source", "why", Column("copy", overflow="fold"))
    for row in rows:
        where = row["source_path"] + (f":{row['position']}" if row["position"] else "")
        table.add_row(*map(make_text, (row["reason"], row["stage"], where, row["detail"], row["kept_at"])))
    if rows:
        console.print(table)
        console.print(make_text(f"Copies lie in {data}; see one with: less {data}/COPY"))
    return bool(rows)


def _print_marked(article: Row, rows: dict[str, list[Row]], console: Console) -> None:
    console.rule(make_text(article["title"] or article["record_id"]))
    facts = (
        article["article_id"],
        article["record_id"],
        article["outlet"] or "outlet not known",
        describe_time(article["published_at"]) or "date not known",
        article["source_path"],
    )
    console.print(make_text(" · ".join(facts)), style="dim")
    console.print(Text(" ").join(Text(kind, style) for kind, style in STYLES.items()))
    text = Text()
    for piece in cut_text(article["source_text"], make_marks(rows)):
        for mark in piece.begins:
            if mark.kind in LABELLED:
                text.append(f"[{make_text(mark.label)}] ", "bold reverse")
        text.append(make_text(piece.text).plain, " ".join(filter(None, map(STYLES.__getitem__, piece.kinds))))
    console.print(text)
    for title, columns, cells in _list_tables(rows):
        table = Table(*columns, title=title)
        for row in cells:
            table.add_row(*map(make_text, row))
        console.print(table)


def _list_tables(rows: dict[str, list[Row]]) -> Iterator[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
    quotes, claims = enumerate(rows["quotes"], 1), enumerate(rows["claims"], 1)
    yield "quotes", ("", "speaker", "type", "cue", "words"), [
        (f"Q{at}", describe_speaker(row), row["type"], row["cue_text"], row["content"]) for at, row in quotes
    ]  # fmt: skip
    yield (
        "claims",
        ("", "who", "does", "what"),
        [(f"C{at}", row["claimant_name"] or "not known", row["stance"], row["proposition"]) for at, row in claims],
    )
    yield "figures", ("text", "read as"), [(row["text"], describe_figure(row)) for row in rows["figures"]]
    yield "dates", ("text", "read as"), [(row["text"], describe_date(row)) for row in rows["dates"]]
    yield "removed", ("kind", "rule", "text"), [
        (row["kind"], row["rule"], row["text"].strip()[:100])
        for row in rows["removed_spans"] if row["kind"] not in MENDED_KINDS
    ]  # fmt: skip


def make_text(value: object) -> Text:
    """Make text that a terminal prints and does not obey; nothing of None.

    A dump's text may hold escape sequences, and signs that turn the order of letters round.
    """
    return Text(_OBEYED.sub("\N{REPLACEMENT CHARACTER}", "" if value is None else str(value)))
