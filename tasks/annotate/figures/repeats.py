"""Numbers said twice: "a third (33 percent)", "two miles (3 km)", "$5 (4 euros)" are of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.annotate.spans import Figure
from tasks.language.body import Body

_SHARES = {"percent": 1.0, "ratio": 100.0}
_NEAR = 6.0  # points: "nearly four in ten (36 percent)"
_FILLERS = (" just", " only", " exactly")
_LONGEST_JOINT = 30  # characters
_LONGEST_ASIDE = 90
_FARTHEST_PRICE = 8  # figures
_LEADS = ("(", "[", "(or", ",", ", or", "or", ", i.e.", "\u2014", "\u2013")


def lend_repeats(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give a number and the one that repeats it what either has: the thing, its holder, the period, the days."""
    lent = list(figures)
    for at in range(1, len(lent)):
        left, right = lent[at - 1], lent[at]
        if left.kind in _SHARES and right.kind == "money" and _stands_for_sum(body.text, left, right):
            lent[at] = replace(right, measured=left.counted)
        unit = _find_price(body.text, lent[max(at - _FARTHEST_PRICE, 0) : at - 1], left, right)
        if unit is not None:
            left = lent[at - 1] = replace(left, kind="money", unit=unit, counted=None)
        if _repeats(body.text, left, right) or _are_prices(body.text, left, right):
            lent[at - 1], lent[at] = _fill(left, right), _fill(right, left)
    return lent


def _stands_for_sum(text: str, left: Figure, right: Figure) -> bool:
    """Whether a sum is what a share before it comes to: "a third of the savings, or $198 million"."""
    between = text[left.end : right.start]
    is_said = left.counted is not None and between.strip().endswith((f"{left.counted}, or", f"{left.counted} ("))
    return is_said and len(between) <= _LONGEST_ASIDE and not (right.measured or right.counted)


def _find_price(text: str, before: Sequence[Figure], bare: Figure, again: Figure) -> str | None:
    """The currency of a bare number that is priced as one before: "435,000 yen ($3,000), 380,000 ($2,620)"."""
    if bare.kind != "count" or again.kind != "money" or not _is_in_brackets(text, bare, again):
        return None
    for first, told in zip(before, before[1:], strict=False):
        is_pair = first.kind == told.kind == "money" and first.unit != told.unit == again.unit
        if not is_pair or not _is_in_brackets(text, first, told):
            continue
        if first.value and told.value and bare.value and again.value:
            is_alike = 0.9 <= (first.value / told.value) / (bare.value / again.value) <= 1.1
            return first.unit if is_alike else None
    return None


def _is_in_brackets(text: str, left: Figure, right: Figure) -> bool:
    """Whether the second of two figures stands in brackets right behind the first."""
    return text[left.end : right.start] == " (" and text[right.end : right.end + 1] == ")"


def _fill(figure: Figure, other: Figure) -> Figure:
    """A figure with what the other one has and it lacks."""
    is_told = figure.counted is not None or other.counted is None
    has_thing = is_told and bool(figure.counted or figure.measured or figure.measured_of)
    is_same = figure.counted is None and figure.measured_of is not None and figure.measured_of == other.counted
    has_thing = has_thing and not is_same
    has_days = bool(figure.date_start or figure.date_end)
    return replace(
        figure,
        counted=figure.counted if has_thing else other.counted,
        measured=figure.measured if has_thing else other.measured,
        measured_of=figure.measured_of if has_thing else other.measured_of,
        period=figure.period or other.period,
        date_start=figure.date_start if has_days else other.date_start,
        date_end=figure.date_end if has_days else other.date_end,
    )


def _are_prices(text: str, left: Figure, right: Figure) -> bool:
    """Whether two sums are one price in two currencies: "$3.99/£2.99", "$999 (£899, AU$1,299)"."""
    if not left.kind == right.kind == "money" or left.unit == right.unit:
        return False
    between, after = text[left.end : right.start].strip(), text[right.end : right.end + 1]
    is_first = between == "(" and after in (",", "/", ";")
    is_next = between in (",", ";") and text[left.start - 1 : left.start] == "(" and after in (")", ",", ";")
    return between == "/" or is_first or is_next


def _repeats(text: str, left: Figure, right: Figure) -> bool:
    """Whether the second of two numbers is the first one again, in another unit or form."""
    between = text[left.end : right.start].strip()
    for filler in _FILLERS:
        between = between.removesuffix(filler).strip()  # "one in four, just 26 percent, say so"
    is_bracket = between.endswith(("(", "[", "(or")) and text[right.end : right.end + 1] in (")", "]")
    is_other = is_bracket and left.kind != right.kind  # "half of the clerks in the old town (51 percent)"
    if len(between) > (_LONGEST_ASIDE if is_other else _LONGEST_JOINT) or any(mark in between for mark in ".;:)"):
        return False
    if left.kind in _SHARES and right.kind in _SHARES and left.unit != "pp" and right.unit != "pp":
        is_apart = between.endswith(",") and text[right.end : right.end + 1] == ","
        is_again = (
            left.counted is not None and between == f"{left.counted}, or"
        )  # "6 of every 10 clerks, or 61 percent"
        return _is_same_share(left, right) and (is_bracket or is_apart or is_again or between in _LEADS)
    is_unit = left.kind == right.kind and left.kind in ("measure", "money") and left.unit != right.unit
    return is_unit and between in _LEADS and (is_bracket or between in ("or", ", or"))


def _is_same_share(left: Figure, right: Figure) -> bool:
    """Whether two shares come to the same, told in two forms; in one form they are the same number."""
    here, there = left.value, right.value
    if here is None or there is None:
        return False
    is_near = abs(here * _SHARES[left.kind] - there * _SHARES[right.kind]) <= _NEAR
    return is_near and (left.kind != right.kind or here == there)
