"""Where a row comes from, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from expectations.schema import OFFSETS
from flows.show import make_text
from flows.show_difference import show_value
from tasks.report.trace import Found, Linked, Trace
from tasks.report.wording import describe_correction, describe_time

SPAN_STYLE = "bold yellow"
MOST_LINKED = 12
# What a line of its own tells of a row.
_TOLD_ELSEWHERE = {"article_id", *OFFSETS, "text", "fragments", "rule", "source_path"}
_TOLD_ELSEWHERE |= {"position", "source_text", "body", "source_sha256", "extracted_with", "read_at", "kept_at"}


def print_trace(trace: Trace, release: Path, data: Path, console: Console) -> None:
    """Print where a row comes from.

    Args:
        trace: What `trace_row` gave.
        release: The release that holds it.
        data: The data folder, in which copies of rejects lie.
        console: Where to print.
    """
    found = trace.found
    console.print(make_text(f"{found.table.name} {found.key} of release {release.name}"), style="bold")
    if trace.sentence is not None:
        marked = Text("\n  ")
        marked.append(make_text(trace.sentence.before).plain)
        # Marked in brackets as well: a pipe has no colours.
        marked.append(f"⟦{make_text(trace.sentence.span).plain}⟧", SPAN_STYLE)
        marked.append(f"{make_text(trace.sentence.after).plain}\n")
        console.print(marked, soft_wrap=True)
    grid = Table.grid(padding=(0, 2))
    for name, value in (*_list_facts(trace, data), *_list_values(found)):
        grid.add_row(Text(name, style="dim"), make_text(value))
    console.print(grid)
    for one in trace.linked[:MOST_LINKED]:
        console.print(make_text(f"  {_describe_linked(one)}"), soft_wrap=True)
    if len(trace.linked) > MOST_LINKED:
        console.print(f"  and {len(trace.linked) - MOST_LINKED:,} more", highlight=False)
    for row in trace.corrections:
        console.print(make_text(describe_correction(row)), style="magenta", soft_wrap=True)


def list_found(found: Sequence[Found]) -> str:
    """List rows of which one is meant, one a line."""
    return "\n".join(f"  {one.table.name} {one.key}  {_describe_row(one.row)}" for one in found)


def _list_facts(trace: Trace, data: Path) -> Iterator[tuple[str, str]]:
    found, row = trace.found, trace.found.row
    source = trace.article or row
    place = f", {source['position']}" if source["position"] else ""
    yield "source", f"{source['source_path']}{place}"
    if trace.source is not None:
        spans = [
            f"{name} {row[f'{edge}start']:,} to {row[f'{edge}end']:,}"
            for name, edge in (("body", ""), ("source", "source_"))
        ]
        yield "offsets", ", ".join(spans)
        yield "characters", f"{trace.source!r}"
    if trace.article is not None:
        what = (
            "the source's characters are the row's text" if trace.source is not None else "the source's hash is right"
        )
        yield "verified", "NO: " + "; ".join(trace.problems) if trace.problems else f"yes: {what}"
        article = trace.article
        day = describe_time(article["published_at"]) or "date not known"
        whence = f" (from the {article['published_from']})" if article["published_from"] else ""
        names = (
            article["article_id"],
            article["outlet"] or "outlet not known",
            article["title"] or article["record_id"],
        )
        yield "article", " · ".join((*names, f"published {day}{whence}"))
    elif row.get("kept_at"):
        copy = data / row["kept_at"]
        yield "copy", f"{copy}{'' if copy.exists() else ', which is missing'}"
    yield "part", found.file
    if row.get("rule"):
        yield "rule", row["rule"]
    if trace.article is not None:
        yield "extracted with", trace.article["extracted_with"]
        yield "read at", f"{trace.article['read_at']:%Y-%m-%d %H:%M:%S} UTC"
    if trace.run is not None:
        run = trace.run
        yield "run", f"{run['run_id']}, Sayso {run['code_version']}, {run['model']}, inputs {run['inputs']}"
    if trace.counts:
        yield "rows", ", ".join(f"{count:,} {name}" for name, count in trace.counts.items())


def _list_values(found: Found) -> Iterator[tuple[str, str]]:
    for column in found.table.columns:
        value = found.row.get(column.name)
        is_told = column.name in _TOLD_ELSEWHERE or column.name == found.table.key or column.unit == "code points"
        if value is not None and not is_told:
            yield column.name, show_value(value)


def _describe_linked(one: Linked) -> str:
    where = f" ({one.outlet})" if one.outlet else ""
    return f"{one.relation} {one.table.name} {one.row[one.table.key]}{where}  {_describe_row(one.row)}"


def _describe_row(row: Mapping[str, Any]) -> str:
    told = ("title", "record_id", "speaker_name", "claimant_name", "proposition", "content", "text", "reason")
    shown = dict.fromkeys(show_value(row[name]) for name in told if row.get(name))
    return " · ".join(list(shown)[:2])
