"""Which figures are of one movement: the from, the to and the by of "from 5 to 4 percent, a 20 percent drop"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.movements_apart import join_apart
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars
from tasks.language.grammar import FINITE

_BY = frozenset(("up", "down", "by"))
_MOST_APART = 120  # characters between two figures of one movement


def join_movements(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give the figures of each movement its number, which is the place of the first of them."""
    joined = _find_ends(body, figures)
    at = 0
    while at < len(joined):
        group = _follow(body, joined, at)
        roles = {_role_of(joined[place]) for place in group}
        if len(group) > 1 and roles & {"from", "to"} and roles - {"to", None}:
            for place in group:
                role = joined[place].change or ("to" if "from" in roles and "to" not in roles else None)
                joined[place] = replace(joined[place], movement=group[0], change=role)
        at = group[-1] + 1
    return _carry_measured(_carry_things(_carry_periods(join_apart(body, joined))))


def _find_ends(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """The figures, those that "to" joins right behind a "from" being where it went."""
    joined = list(figures)
    for at in range(1, len(joined)):
        left, right = joined[at - 1], joined[at]
        between = body.text[left.end : right.start].split()
        is_end = left.change == "from" and right.change is None and between in (["to"], ["to", "just"], ["to", "only"])
        if is_end and (left.kind, left.unit) == (right.kind, right.unit):
            joined[at] = replace(right, change="to")
    return joined


def _follow(body: Body, figures: Sequence[Figure], first: int) -> list[int]:
    """The figures from one on that can be of its movement."""
    group, roles = [first], {_role_of(figures[first])}
    for at in range(first + 1, len(figures)):
        role, before = _role_of(figures[at]), figures[at - 1]
        is_start = roles == {None}
        if role is None or role in roles or (is_start and not _is_compared(body, before, figures[at])):
            break
        if not (_touch(body, before, figures[at]) and _may_be_one(figures, group, at)):
            break
        group.append(at)
        roles.add(role)
    return group


def _role_of(figure: Figure) -> str | None:
    return "by" if figure.change in _BY else figure.change


def _may_be_one(figures: Sequence[Figure], group: Sequence[int], at: int) -> bool:
    """Whether both ends of a movement are of one unit; by how much may be in percent."""
    units = {(figures[place].kind, figures[place].unit) for place in group if _role_of(figures[place]) != "by"}
    steps = [figures[place] for place in (*group, at) if _role_of(figures[place]) == "by"]
    if _role_of(figures[at]) != "by":
        units.add((figures[at].kind, figures[at].unit))
    if len(units) > 1:
        return False
    kinds = {kind for kind, _ in units}
    # "added 236,000 jobs, bringing the rate to 7 percent" is two things
    return all(
        step.kind in (*kinds, "percent", "multiple", "ratio") or step.counted in load_figure_words().points
        for step in steps
    )


def _touch(body: Body, left: Figure, right: Figure) -> bool:
    """Whether no other clause lies between two figures of a sentence."""
    if right.start - left.end > _MOST_APART or right.start < left.end:
        return False
    first, end = body.tokens_of(Chars((left.end, right.start)))
    tokens = body.doc[first:end]
    return not any(
        token.is_sent_start or token.text in (";", "\n") or token.tag_ in FINITE for token in tokens
    ) and not (end < len(body.doc) and body.doc[end].is_sent_start)


def _is_compared(body: Body, left: Figure, right: Figure) -> bool:
    """Whether "up from" or "down from" leads to a figure from where another went: "it was 5 percent, up from 4"."""
    between = body.text[left.end : right.start].lower().split()
    return right.change == "from" and any(word in ("up", "down", "higher", "lower") for word in between[-6:])


def _carry_things(figures: Sequence[Figure]) -> list[Figure]:
    """Give both ends of "4 million users, up from 3 million" the thing counted."""
    things = {
        figure.movement: figure.counted
        for figure in figures
        if figure.movement is not None and figure.counted and figure.kind == "count" and _role_of(figure) != "by"
    }
    return [
        replace(figure, counted=things[figure.movement])
        if figure.movement in things and not figure.counted and figure.kind == "count" and not figure.measured
        else figure
        for figure in figures
    ]


def _carry_measured(figures: Sequence[Figure]) -> list[Figure]:
    """Give both ends of "the tax fell from 35 percent all the way down to 15" what one of them measures."""
    named = {
        figure.movement: (figure.measured, figure.measured_of)
        for figure in figures
        if figure.movement is not None and figure.measured and _role_of(figure) != "by"
    }
    return [
        replace(figure, measured=named[figure.movement][0], measured_of=named[figure.movement][1])
        if figure.movement in named and _role_of(figure) != "by" and not (figure.measured or figure.counted)
        else figure
        for figure in figures
    ]


def _carry_periods(figures: Sequence[Figure]) -> list[Figure]:
    """Give both ends of "from $70 million a year to $46 million" the period."""
    periods = {figure.movement: figure.period for figure in figures if figure.movement is not None and figure.period}
    return [
        replace(figure, period=periods[figure.movement])
        if figure.movement in periods and not figure.period and _role_of(figure) != "by" and figure.kind != "percent"
        else figure
        for figure in figures
    ]
