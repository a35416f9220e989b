from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tasks.link.figures import FIGURE_COLUMNS, compare_amounts, find_range, read_amounts


def make_figures(*rows: dict[str, Any]) -> pd.DataFrame:
    plain = {"kind": "count", "counted": "soldiers", "is_additional": False, "is_total": False}
    return pd.DataFrame([plain | row for row in rows], columns=list(FIGURE_COLUMNS))


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ({"value": 3000}, {"value": 1500}, True),
        ({"value": 3000}, {"value": 3000}, False),
        ({"value": 3000, "approximation": "about"}, {"value": 3100}, False),
        ({"value": 3000, "approximation": "about"}, {"value": 3400}, True),
        ({"low": 1000}, {"value": 3000}, False),
        ({"low": 1000}, {"value": 300}, True),
        ({"low": 10, "high": 20}, {"low": 30, "high": 40}, True),
        ({"value": 3000}, {"value": 1500, "is_additional": True}, False),
        ({"value": 3000}, {"value": 1500, "counted": "ships"}, False),
        ({"value": 3000}, {"value": 1500, "counted": "North Quaxian troops"}, True),
        ({"value": 3000}, {"value": 1500, "period": "day"}, False),
        ({"value": 3, "kind": "money", "unit": "USD"}, {"value": 4, "kind": "money", "unit": "EUR"}, False),
    ],
)
def test_numbers_differ_when_both_cannot_be_right(first: dict[str, Any], second: dict[str, Any], differs: bool) -> None:
    amounts = read_amounts(make_figures(first | {"claim_id": "one"}, second | {"claim_id": "other"}))
    assert (compare_amounts(amounts["one"], amounts["other"]) == "differs") is differs


def test_a_range_is_of_the_thing_most_claims_count() -> None:
    amounts = read_amounts(
        make_figures(
            {"claim_id": "a", "value": 3000},
            {"claim_id": "b", "low": 1500},
            {"claim_id": "b", "value": 9, "counted": "ships"},
        )
    )
    assert find_range(["a", "b"], amounts) == (1500, 3000, None)
    vague = read_amounts(make_figures({"claim_id": "v", "low": 1000, "high": 10000, "approximation": "vague"}))
    assert find_range(["v"], vague) == (1000, 1000, None)
    assert find_range(["b"], amounts) == (None, None, None)
    assert find_range(["c"], amounts) == (None, None, None)


def test_figures_without_claim_or_thing_counted_are_left_out() -> None:
    assert (
        read_amounts(make_figures({"claim_id": None, "value": 3}, {"claim_id": "a", "value": 3, "counted": None})) == {}
    )
