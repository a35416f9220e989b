"""What a row's text says, read again: only what no reading gives is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from expectations.audit import audit_part
from expectations.audit_values import check_values, read_numbers

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[Rows], object]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1,200 people", {1200}),
        ("1,20,000 rupees", {120000}),
        ("$1.2bn", {1.2e9}),
        ("5 m", {5, 5e6}),
        ("3 million", {3e6}),
        ("between 3 and 5 million", {3, 3e6, 5e6}),
        ("seven", {7}),
        ("twenty-five", {25}),
        ("two hundred and fifty", {250, 200, 50, 5000}),
        ("two hundred fifty thousand", {250000}),
        ("a million", {1e6}),
        ("one million two hundred thousand", {1.2e6}),
        ("between one hundred and five hundred", {100, 500}),
        ("240-186", {240, 186}),
        ("-40", {40}),
        # These write no number plainly, so whatever they are worth is let through.
        ("half a million", set()),
        ("2½", set()),
        ("3/4", set()),
        ("the 40s", set()),
        ("5'11\"", set()),
        ("a few hundred", set()),
        ("dozens", set()),
        ("the 3rd", set()),
        ("1.234.567", set()),
        ("many", set()),
    ],
)
def test_numbers_that_a_text_may_stand_for(text: str, numbers: set[float]) -> None:
    found = read_numbers(text)
    assert found >= numbers if "hundred and" in text else found == numbers


def test_shared_scale_stands_elsewhere() -> None:
    assert read_numbers("5", "million") == {5, 5e6}


def state(text: str, **values: object) -> Change:
    """Have the first figure be other words, whatever the body has: spans are not looked at here."""
    return lambda rows: rows["figures"][0].update({"text": text} | values)


def check(rows: Rows, write_part: Callable[[Rows], Path], change: Change) -> list[str]:
    """Name what the values of a part break; its texts are made to fit its spans."""
    change(rows)
    folder = write_part(rows)
    return [failure.rule for failure in check_values({n: pd.read_parquet(folder / f"{n}.parquet") for n in TABLES})]


TABLES = ("articles", "quotes", "figures", "claims")
CHANGES: list[tuple[str, Change]] = [
    ("ART-WORDS", lambda rows: rows["articles"][0].update(body="The bridge. " + "x" * 10_000)),
    ("QUO-WORDS", lambda rows: rows["quotes"][0].update(content="The bridge will never reopen")),
    ("QUO-WORDS", lambda rows: rows["quotes"][1].update(content="Work goes on. We lost 40 days")),
    ("CLA-WORDS", lambda rows: rows["claims"][0].update(proposition="We lost 41 days")),
    ("FIG-READ", state("40 days", value=41.0)),
    ("FIG-READ", state("40 days", value=40e3)),
    ("FIG-READ", state("3 million", value=3.0)),
    ("FIG-READ", state("between 3 and 5 million", value=None, low=3e6, high=6e6, approximation="range")),
    ("FIG-READ", state("twenty-five", value=52.0)),
    ("FIG-SI-VALUE", state("5 km", kind="measure", value=5.0, unit="km", si_value=500.0, si_unit="m")),
    ("FIG-SI-VALUE", state("5 km", kind="measure", value=5.0, unit=None, si_value=5000.0, si_unit="m")),
    ("FIG-SI-VALUE", state("5C", kind="measure", value=5.0, unit="Cel", si_value=5.0, si_unit="K")),
    ("FIG-DOLLARS", state("$40", kind="money", unit=None, unit_text="$")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), CHANGES)
def test_row_that_its_text_does_not_say_is_refused(
    part_rows: Rows, write_part: Callable[[Rows], Path], rule: str, change: Change
) -> None:
    assert check(part_rows, write_part, change) == [rule]


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: None,
        lambda rows: rows["articles"][0].update(body="The bridge. " + "x" * 9_000),
        lambda rows: rows["quotes"][1].update(content="We lost 40 days. Work goes on!"),
        state("a third", kind="ratio", value=1 / 3),
        state("three in 10", kind="ratio", value=0.3),
        state("several", value=None, low=3.0, high=9.0, approximation="vague"),
        state("5 feet 6 inches", kind="measure", value=5.5, unit="[ft_i]"),
        state("6-foot-6", kind="measure", value=6.5, unit="[ft_i]"),
        state("two pounds two ounces", kind="measure", value=2.125, unit="[lb_av]"),
        state("minus 3 percent", kind="percent", value=-3.0, unit="%"),
        state("5", value=5e6, scale_text="million"),
        state("20-25,000", value=None, low=20e3, high=25e3, approximation="range"),
        state("3,4 percent", kind="percent", value=3.4, unit="%"),
        state("12.500", value=12500.0),
        state("$1 943 million", kind="money", value=1.943e9, unit="USD", scale_text="million"),
        state("5C", kind="measure", value=5.0, unit="Cel", si_value=278.15, si_unit="K"),
        state("5C", kind="measure", value=5.0, unit="Cel", si_value=5.0, si_unit="K", change="up"),
        state("100 acres", kind="measure", value=100.0, unit="[acr_us]", si_value=404687.260987, si_unit="m2"),
    ],
)
def test_row_that_its_text_says_passes(part_rows: Rows, write_part: Callable[[Rows], Path], change: Change) -> None:
    assert check(part_rows, write_part, change) == []


@pytest.mark.parametrize(
    "article",
    [
        {"body": "TORONTO (Reuters) - The firm paid $40 for it."},
        {"url": "https://www.diario.com.mx/1"},
        {"outlet": "Buenos Aires Herald", "url": "https://buenosairesherald.com/a"},
    ],
)
def test_dollars_that_may_be_of_another_country_need_no_unit(
    part_rows: Rows, write_part: Callable[[Rows], Path], article: dict[str, str]
) -> None:
    part_rows["articles"][0].update(article)
    assert check(part_rows, write_part, state("$40", kind="money", unit=None, unit_text="$")) == []


def test_audit_of_a_part_asks_for_values(part_rows: Rows, write_part: Callable[[Rows], Path]) -> None:
    part_rows["figures"][0]["value"] = 41.0
    assert [failure.rule for failure in audit_part(write_part(part_rows))] == ["FIG-READ"]
