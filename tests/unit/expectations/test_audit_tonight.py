"""New parts against the usual night: chance says nothing, an extractor that finds nothing is seen the same night."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from expectations.audit import NightLimits, audit_release
from expectations.audit_tonight import COUNTED, Night, compare_nights

Change = Callable[[Night], object]
Rows = dict[str, list[dict[str, Any]]]
RATES = {"entities": 60, "quotes": 18, "figures": 9, "dates": 9, "claims": 17}  # rows an article of 900 tokens
LIMITS = NightLimits()


def make_night(n_articles: int, seed: int, outlets: int = 6, n_rejects: int = 0) -> Night:
    """Make articles that differ as real ones do: in length, and in kind within an outlet and between outlets."""
    chance = np.random.default_rng(seed)
    habits = np.random.default_rng(0).gamma(8, 1 / 8, (100, len(COUNTED)))
    outlet = chance.integers(0, outlets, n_articles)
    tokens = chance.integers(300, 2000, n_articles)
    articles = pd.DataFrame({"outlet": [f"Daily {number}" for number in outlet], "url": None, "n_tokens": tokens})
    articles["part"] = [f"{seed}-{number // 100}" for number in range(n_articles)]
    for at, name in enumerate(COUNTED):
        kind = chance.gamma(3, 1 / 3, n_articles) * habits[outlet, at]
        articles[name] = chance.poisson(RATES[name] * tokens / 900 * kind)
    rows = articles["quotes"].clip(lower=1)
    nulls = pd.DataFrame({"outlet_of": articles["outlet"], "rows": rows, "speaker_name": chance.binomial(rows, 0.2)})
    own = pd.DataFrame({"outlet_of": articles["outlet"], "rows": 1, "author": chance.binomial(1, 0.3, n_articles)})
    own["outlet"] = 0
    confidences = {0.8: 10 * n_articles, 0.9: 5 * n_articles, 0.6: 3 * n_articles}
    return Night(articles, {"quotes": nulls, "articles": own}, confidences, n_rejects)


def find(tonight: Night, usual: Night | None) -> list[tuple[str, str, bool]]:
    found = compare_nights(tonight, usual, LIMITS)
    assert all(one.about == "drift" for one in found)
    return [(one.rule, one.table, one.is_warning) for one in found]


@pytest.mark.parametrize("n_articles", [1, 8, 30, 100, 500])
@pytest.mark.parametrize("seed", range(12))
def test_usual_nights_pass(n_articles: int, seed: int) -> None:
    assert find(make_night(n_articles, 100 + seed), make_night(300, seed)) == []


def test_few_usual_articles_say_nothing() -> None:
    tonight = make_night(8, 1)
    tonight.articles["quotes"] = 0
    assert find(tonight, make_night(5, 2)) == []


def test_outlets_never_seen_before_are_no_drift() -> None:
    tonight = make_night(60, 1)
    tonight.articles["outlet"] = "New " + tonight.articles["outlet"]
    tonight.articles["quotes"] = 0
    for rows in tonight.nulls.values():
        rows["outlet_of"] = "New " + rows["outlet_of"]
    tonight.nulls["quotes"]["speaker_name"] = tonight.nulls["quotes"]["rows"]
    tonight.articles["n_tokens"] = 50
    assert find(tonight, make_night(300, 2)) == []


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("n_articles", [8, 30, 100])
def test_extractor_that_finds_nothing_is_refused_the_same_night(name: str, n_articles: int) -> None:
    tonight = make_night(n_articles, 1)
    tonight.articles[name] = 0
    tonight.articles["n_tokens"] = tonight.articles["n_tokens"].clip(upper=1200)
    assert ("DRIFT-EMPTY" if n_articles > 8 else "DRIFT-NIGHT-ROWS", name, False) in find(tonight, make_night(300, 2))


@pytest.mark.parametrize("factor", [0.3, 3])
def test_extractor_that_finds_far_fewer_or_more_is_refused(factor: float) -> None:
    tonight = make_night(60, 1)
    tonight.articles["quotes"] = (tonight.articles["quotes"] * factor).astype(int)
    assert find(tonight, make_night(300, 2)) == [("DRIFT-NIGHT-ROWS", "quotes", False)]


def test_outlet_whose_pages_changed_shape_is_refused_alone() -> None:
    tonight = make_night(100, 1)
    tonight.articles.loc[tonight.articles["outlet"] == "Daily 3", "quotes"] = 0
    (failure,) = compare_nights(tonight, make_night(300, 2), LIMITS)
    assert (failure.rule, failure.is_warning) == ("DRIFT-NIGHT-ROWS", False)
    assert "of Daily 3" in failure.message


def test_less_sure_a_difference_is_a_warning() -> None:
    tonight = make_night(60, 1)
    tonight.articles["quotes"] = (tonight.articles["quotes"] * 0.3).astype(int)
    found = compare_nights(tonight, make_night(300, 2), NightLimits(warn=2, fail=50))
    assert [one.is_warning for one in found if one.table == "quotes"] == [True]


def lose_outlets(night: Night) -> None:
    night.articles["outlet"] = None
    for rows in night.nulls.values():
        rows["outlet_of"] = None
    night.nulls["articles"]["outlet"] = 1


def lose_speakers(night: Night) -> None:
    night.nulls["quotes"]["speaker_name"] = night.nulls["quotes"]["rows"]


CHANGES: list[tuple[str, Change]] = [
    ("DRIFT-NIGHT-NULLS.speaker_name", lose_speakers),
    ("DRIFT-NIGHT-NULLS.outlet", lose_outlets),
    ("DRIFT-NIGHT-NULLS.author", lambda night: night.nulls["articles"].__setitem__("author", 1)),
    ("DRIFT-NIGHT-CONFIDENCE", lambda night: [night.confidences.pop(value) for value in (0.6, 0.9)]),
    ("DRIFT-NIGHT-OUTLETS", lambda night: night.articles.update(pd.DataFrame({"outlet": ["Daily 1"] * 100}))),
]


@pytest.mark.parametrize(("rule", "change"), CHANGES)
def test_column_that_is_no_longer_told_apart_is_refused(rule: str, change: Change) -> None:
    tonight = make_night(40, 1)
    change(tonight)
    assert (rule, False) in {(one, is_warning) for one, _, is_warning in find(tonight, make_night(300, 2))}


def test_dump_of_one_site_is_no_overwritten_column() -> None:
    tonight = make_night(40, 1)
    tonight.articles["outlet"], tonight.articles["url"] = "Daily 1", "https://www.daily-1.example/news"
    assert "DRIFT-NIGHT-OUTLETS" not in {rule for rule, _, _ in find(tonight, make_night(300, 2))}


@pytest.mark.parametrize(("n_rejects", "is_warning"), [(30, True), (300, False)])
def test_many_rejects_are_told_or_refused(n_rejects: int, is_warning: bool) -> None:
    tonight, usual = make_night(60, 1, n_rejects=n_rejects), make_night(300, 2, n_rejects=3)
    assert find(tonight, usual) == [("DRIFT-NIGHT-REJECTS", "rejects", is_warning)]


def test_first_release_without_a_single_quote_is_refused() -> None:
    first = make_night(40, 1)
    assert find(first, None) == []
    first.articles["quotes"] = 0
    assert find(first, None) == [("DRIFT-EMPTY", "quotes", False)]


def test_part_of_articles_alone_is_refused() -> None:
    first = make_night(3, 1)
    for name in COUNTED:
        first.articles[name] = 0
    assert find(first, None) == [("DRIFT-EMPTY", "entities", False)]


def test_release_is_asked_of_its_new_parts_alone(
    release_rows: Rows, write_release: Callable[..., Path], repeat: Callable[[Rows, int], Rows], tmp_path: Path
) -> None:
    before = write_release(repeat(release_rows, 20), "before")
    after = write_release(repeat(release_rows, 20), "after")
    more = copy.deepcopy(repeat(release_rows, 40))
    new = write_release({name: [row for row in rows if row_number(row) >= 20] for name, rows in more.items()}, "new")
    for table in new.iterdir():
        for path in table.glob("*.parquet"):
            path.rename(after / table.name / f"new-{path.name}")
    limits = NightLimits(fewest_articles=4)
    assert not [one for one in audit_release(after, before, None, None, limits) if one.rule.startswith("DRIFT")]
    (after / "quotes" / "new-0.parquet").write_bytes(
        (write_release(empty(more), "empty") / "quotes" / "0.parquet").read_bytes()
    )
    found = {(one.rule, one.table) for one in audit_release(after, before, None, None, limits)}
    assert ("DRIFT-NIGHT-ROWS", "quotes") in found


def row_number(row: dict[str, Any]) -> int:
    key = next(value for name, value in row.items() if name.endswith(("_id", "entity_key")) and value)
    return int(str(key).rpartition(".")[2])


def empty(rows: Rows) -> Rows:
    return {name: [] for name in rows}
