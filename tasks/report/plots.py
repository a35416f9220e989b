"""Plots of a release as SVG text, to be set into a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from html import escape

from tasks.report.periods import Periods

INK, BAR = "#333333", "#4c78a8"
LINES = ("#d97706", "#2b8a3e", "#862e9c", "#1864ab")
# Pixels: a plot is as wide as a column of the page, so that text keeps its size.
WIDTH, ROW, LETTER, NUMBERS = 440, 22, 6.2, 64
LEFT, TOP, BOTTOM = 52, 40, 180
_MOST_TICKS, _MOST_DOTS = 5, 60
_SHOWN = {"month": 7, "year": 4}  # characters of a date, where not the whole of it


def plot_bars(labels: Sequence[str], values: Sequence[int], title: str) -> str:
    """Draw horizontal bars, the first on top, with their numbers beside them."""
    most, shown = max(values, default=0) or 1, [_shorten(label) for label in labels]
    left = LETTER * max(map(len, shown), default=0) + 10
    drawn = []
    for at, (label, value) in enumerate(zip(shown, values, strict=True)):
        y, length = TOP - 14 + at * ROW, (WIDTH - left - NUMBERS) * value / most
        drawn += [
            _write(left - 6, y + 14, label, "end"),
            f'<rect x="{left:.1f}" y="{y + 2}" width="{length:.1f}" height="{ROW - 6}" fill="{BAR}"/>',
            _write(left + length + 4, y + 14, f"{value:,}"),
        ]
    return _finish(drawn, TOP - 8 + ROW * max(len(labels), 1), title)


def plot_periods(periods: Periods, names: Mapping[str, str], title: str) -> str:
    """Draw counts over time: one count as bars, several as lines.

    Args:
        periods: The counts.
        names: What each count is called, by its name in `periods`.
        title: What is counted; " by day" or the like is added.
    """
    counts = [periods.counts[name] for name in names]
    step = _choose_step(max((value for values in counts for value in values), default=0))
    top = step * max(1, -(-max((value for values in counts for value in values), default=0) // step))
    days = [start.toordinal() for start in periods.starts] or [0]
    first, span = days[0] - periods.days, days[-1] - days[0] + 2 * periods.days
    across = [LEFT + (WIDTH - LEFT) * (day - first) / span for day in days]
    drawn = [_draw_line(value, step, top) for value in range(0, top + 1, step)]
    drawn += _name_days(periods.starts, across, periods.grain)
    if len(names) == 1 and periods.starts:
        wide = max(0.9 * periods.days * (WIDTH - LEFT) / span, 0.6)
        for x, value in zip(across, counts[0], strict=True):
            y = _height(value, top)
            drawn.append(
                f'<rect x="{x - wide / 2:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{BOTTOM - y:.1f}" fill="{BAR}"/>'
            )
    elif periods.starts:
        for values, color in zip(counts, LINES, strict=False):
            points = [f"{x:.1f},{_height(value, top):.1f}" for x, value in zip(across, values, strict=True)]
            drawn.append(f'<polyline points="{" ".join(points)}" fill="none" stroke="{color}"/>')
            dots = points if len(points) <= _MOST_DOTS else []
            drawn += [f'<circle cx="{x}" cy="{y}" r="2" fill="{color}"/>' for x, y in (dot.split(",") for dot in dots)]
    if len(names) > 1:
        for at, (label, color) in enumerate(zip(names.values(), LINES, strict=False)):
            drawn.append(_write(LEFT + 90 * at, TOP - 10, label, color=color))
    return _finish(drawn, BOTTOM + 22, f"{title} by {periods.grain}")


def _choose_step(most: int) -> int:
    """Choose a round number of which five or fewer reach the greatest count."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _MOST_TICKS >= most:
                return step
        power *= 10


def _height(value: int, top: int) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / top


def _draw_line(value: int, step: int, top: int) -> str:
    y = _height(value, top)
    line = f'<path d="M{LEFT} {y:.1f}H{WIDTH}" stroke="{INK}" stroke-opacity="{1 if value < step else 0.15}"/>'
    return line + _write(LEFT - 6, y + 4, f"{value:,}", "end")


def _name_days(starts: Sequence[date], across: Sequence[float], grain: str) -> Iterator[str]:
    every = -(-len(starts) // _MOST_TICKS) or 1
    for start, x in list(zip(starts, across, strict=False))[::every]:
        # What stands at the edge would be cut off there.
        place = min(max(x, LEFT + 10), WIDTH - 34)
        yield _write(place, BOTTOM + 16, start.isoformat()[: _SHOWN.get(grain)], "middle")


def _write(x: float, y: float, words: str, anchor: str = "start", color: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{escape(words)}</text>'


def _finish(drawn: Sequence[str], height: int, title: str) -> str:
    name = " ".join(title.split())
    head = (
        f'<svg role="img" aria-label="{escape(name)}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    )
    titled = f'<text x="0" y="14" font-size="13" fill="{INK}">{escape(_shorten(name))}</text>'
    return f'{head} font-size="11">{titled}{"".join(drawn)}</svg>'


def _shorten(label: str) -> str:
    label = " ".join(label.split())
    return label if len(label) <= 40 else f"{label[:39]}…"
