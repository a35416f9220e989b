"""Plots of a release as SVG text, to be set into a page."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from matplotlib import rc_context
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tasks.report.periods import Periods

INK, BAR = "#333333", "#4c78a8"
LINES = ("#d97706", "#2b8a3e", "#862e9c", "#1864ab")
WIDTH = 4.6  # inches, as wide as a column of the page, so that text keeps its size

# What a page needs no more than: the header of a file of its own, and names of groups that differ in no two plots.
_CLUTTER = re.compile(r'<metadata>.*?</metadata>|<!--.*?-->|<defs>\s*</defs>| xmlns(:\w+)?="[^"]*"', re.DOTALL)
_GROUP_ID = re.compile(r'(<g) id="[^"]*"')


def plot_bars(labels: Sequence[str], values: Sequence[int], title: str) -> str:
    """Draw horizontal bars, the first on top."""
    figure = Figure(figsize=(WIDTH, 0.7 + 0.24 * max(len(labels), 1)), layout="constrained")
    axes = figure.add_subplot()
    drawn = axes.barh(range(len(labels)), values, color=BAR)
    axes.bar_label(drawn, fmt="{:,.0f}", padding=3, fontsize=8, color=INK)
    axes.set_yticks(range(len(labels)), [_shorten(label) for label in labels], fontsize=8)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    # The numbers stand beside the bars.
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(left=0, right=None if any(values) else 1)
    return _finish(figure, title)


def plot_periods(periods: Periods, names: Mapping[str, str], title: str) -> str:
    """Draw counts over time: one count as bars, several as lines.

    Args:
        periods: The counts.
        names: What each count is called, by its name in `periods`.
        title: What is counted; " by day" or the like is added.
    """
    figure = Figure(figsize=(WIDTH, 2.3), layout="constrained")
    axes = figure.add_subplot()
    starts: Sequence[object] = periods.starts
    if len(names) == 1:
        (name,) = names
        axes.bar(starts, periods.counts[name], color=BAR, width=0.9 * periods.days)  # type: ignore[arg-type]
    else:
        for (name, label), color in zip(names.items(), LINES, strict=False):
            values = periods.counts[name]
            axes.plot(starts, values, label=label, color=color, linewidth=1.2, marker="o", markersize=2.5)  # type: ignore[arg-type]
        axes.legend(fontsize=8, frameon=False, ncols=len(names))
    if periods.starts:
        edge = timedelta(days=periods.days)
        # Dumps write 9999-12-31 where they know no day, and there is none after it.
        first, last = max(periods.starts[0], date.min + edge), min(periods.starts[-1], date.max - edge)
        axes.set_xlim(first - edge, last + edge)  # type: ignore[arg-type]
    axes.set_ylim(bottom=0, top=None if any(any(values) for values in periods.counts.values()) else 1)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.yaxis.set_major_formatter("{x:,.0f}")
    locator = AutoDateLocator(minticks=2, maxticks=7)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.tick_params(axis="x", labelsize=8)
    axes.tick_params(axis="y", labelsize=8)
    return _finish(figure, f"{title} by {periods.grain}")


def _finish(figure: Figure, title: str) -> str:
    axes = figure.axes[0]
    axes.set_title(_shorten(title), fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    # Text stays text and ids do not change from run to run.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "sayso"}), io.StringIO() as stream:
        figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
        drawn = stream.getvalue()
    drawn = _GROUP_ID.sub(r"\1", _CLUTTER.sub("", drawn[drawn.index("<svg") :]))
    return drawn.replace("<svg", f'<svg role="img" aria-label="{escape(title)}"', 1)


def _shorten(label: str) -> str:
    # A dollar sign would begin mathematics, and a line break another line.
    label = " ".join(label.split())
    return (label if len(label) <= 40 else f"{label[:39]}…").replace("$", r"\$")
