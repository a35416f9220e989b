"""How far the parts of one night may be from the usual night: rows an article, nulls, confidence, outlets, rejects.

A release is mostly what the one before was, so a night on which an extractor finds nothing hardly moves it. Here the
new parts alone are held against all that was published before, as a whole and outlet by outlet. Articles differ widely,
so what counts as chance is taken from how the earlier ones differ among themselves, not from the number of their rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from expectations.audit_failure import Failure, make_failure
from expectations.limits import NightLimits
from expectations.tables import ANNOTATED_TABLES

# A mean rate that an outlet's own articles outweigh when they have as many tokens: some 20 articles.
PRIOR_TOKENS = 20_000
PRIOR_ARTICLES = 5
# What 10,000 tokens of English news are never without.
LONG_TOKENS = 10_000
SHARE_MOVED = 0.15  # a share that moves by less is let be, however sure the move
RATE_MOVED = 1.4  # as is a rate that changes by a smaller factor
COUNTED = tuple(table.name for table in ANNOTATED_TABLES)

_tell = partial(make_failure, about="drift")


@dataclass(frozen=True, slots=True)
class Night:
    """What the audit knows of a set of articles.

    Attributes:
        articles: One row an article: `outlet` (may be null), `url`, `part`, `n_tokens`, and the rows of each table.
        nulls: By table, one row an article that has rows in it: `outlet_of`, `rows`, and by column how many are null.
        confidences: `n` quotes by `confidence`.
        n_rejects: Inputs turned away.
    """

    articles: pd.DataFrame
    nulls: dict[str, pd.DataFrame] = field(default_factory=dict)
    confidences: dict[float, int] = field(default_factory=dict)
    n_rejects: int = 0


def compare_nights(tonight: Night, usual: Night | None, limits: NightLimits) -> list[Failure]:
    """Hold a night's new articles against those published before, and against what any night has.

    Args:
        tonight: The new articles.
        usual: All articles published before; None before the first release.
        limits: How surely they must differ.

    Returns:
        What differs, surest first: failures, and warnings that stop nothing.
    """
    found = list(_find_empty(tonight))
    if usual is not None and len(usual.articles) and len(tonight.articles):
        found += (
            [] if found else list(_compare_rows(_keep_known(tonight.articles, usual.articles), usual.articles, limits))
        )
        found += _compare_nulls(tonight, usual, limits)
        found += _compare_confidence(tonight, usual)
        found += _compare_outlets(tonight.articles, usual.articles, limits)
        found += _compare_rejects(tonight, usual, limits)
    return found


def _keep_known(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Leave out the articles of outlets never seen before: nothing is usual of them."""
    of = "outlet_of" if "outlet_of" in now else "outlet"
    return now[now[of].isna() | now[of].isin(set(before[of].dropna()))]


def _find_empty(night: Night) -> Iterator[Failure]:
    for part, articles in night.articles.groupby("part"):
        n_tokens = int(articles["n_tokens"].sum())
        none = [name for name in COUNTED if not articles[name].sum()]
        if (len(none) == len(COUNTED) and n_tokens >= LONG_TOKENS / 10) or (none and n_tokens >= LONG_TOKENS):
            message = f"the {len(articles)} articles of part {part} have {n_tokens} tokens and no {', no '.join(none)}"
            yield _tell("DRIFT-EMPTY", none[0], message)


def _compare_rows(tonight: pd.DataFrame, usual: pd.DataFrame, limits: NightLimits) -> Iterator[Failure]:
    if len(usual) < 2 * limits.fewest_articles or 2 * len(tonight) < limits.fewest_articles:
        return
    groups: list[tuple[str, pd.DataFrame, pd.DataFrame]] = [("", tonight, usual)]
    by_outlet = dict(list(usual.groupby("outlet")))
    for outlet, articles in tonight.groupby("outlet"):
        before = by_outlet[outlet]
        if min(len(articles), len(before)) >= limits.fewest_articles and len(articles) < len(tonight):
            groups.append((f" of {outlet}", articles, before))
    for name in COUNTED:
        expected_all = _expect(tonight, usual, name)
        spread = _measure_spread(usual, name)
        for whose, articles, before in groups:
            expected = expected_all if not whose else expected_all.loc[articles.index]
            sureness = _measure_rows(articles[name], expected, spread, before, name, limits.fewest_articles)
            n, mean = int(articles[name].sum()), float(expected.sum())
            moved = max(n, 0.5) / max(mean, 0.5)
            if max(moved, 1 / moved) < RATE_MOVED:
                continue
            message = f"{n} rows in the {len(articles)} new articles{whose}, {mean:.0f} were to be expected"
            found = list(_judge("DRIFT-NIGHT-ROWS", name, message, sureness, limits, len(groups) * len(COUNTED)))
            yield from found
            if found and not whose:
                break  # its outlets would say the same


def _expect(tonight: pd.DataFrame, usual: pd.DataFrame, name: str) -> pd.Series:
    """Give the rows to be expected of each article, by its tokens and its outlet's usual rate."""
    overall = usual[name].sum() / max(1, usual["n_tokens"].sum())
    sums = usual.groupby(usual["outlet"].fillna(""))[[name, "n_tokens"]].sum()
    rates = (sums[name] + PRIOR_TOKENS * overall) / (sums["n_tokens"] + PRIOR_TOKENS)
    return tonight["outlet"].fillna("").map(rates).fillna(overall) * tonight["n_tokens"]


def _measure_spread(usual: pd.DataFrame, name: str) -> float:
    """Give by how much the counts of articles spread more than chance alone would have it: 1 where they do not."""
    expected = _expect(usual, usual, name).clip(lower=0.1)
    return max(1.0, float(((usual[name] - expected) ** 2 / expected).sum() / max(1, len(usual) - 1)))


def _measure_rows(
    counts: pd.Series, expected: pd.Series, spread: float, usual: pd.DataFrame, name: str, fewest: int
) -> float:
    """Say how surely counts are other than expected: by their sum, or by how many articles have none at all."""
    mean = float(expected.sum())
    # What is usual is known no better than by as many articles as there were before.
    variance = spread * mean * (1 + len(counts) / max(1, len(usual)))
    by_sum = abs(float(counts.sum()) - mean) / sqrt(max(variance, 1.0)) if len(counts) >= fewest else 0.0
    share = (int((usual[name] == 0).sum()) + 1) / (len(usual) + 2)
    by_none = _measure_binomial(int((counts == 0).sum()), len(counts), share)
    return max(by_sum, by_none)


def _measure_binomial(found: int, of: int, share: float) -> float:
    """Say how surely so many of so many are more than chance gives, in standard deviations."""
    if not of or found / of <= share:
        return 0.0
    # Chernoff's bound, which is exact enough far out and never too sure.
    rate = found / of
    far = rate * np.log(rate / share) + ((1 - rate) * np.log((1 - rate) / (1 - share)) if rate < 1 else 0.0)
    chance = float(np.exp(-of * far))
    return -NormalDist().inv_cdf(max(chance, 1e-300)) if chance < 0.5 else 0.0


def _compare_nulls(tonight: Night, usual: Night, limits: NightLimits) -> Iterator[Failure]:
    for table, before in usual.nulls.items():
        columns = [name for name in before.columns if name not in ("rows", "outlet_of")]
        for column in columns:
            now = tonight.nulls[table]
            # That outlets are no longer read makes every outlet one never seen before.
            now = now if column == "outlet" else _keep_known(now, before)
            if min(len(now), len(before)) < 2 * limits.fewest_articles or not now["rows"].sum():
                continue
            expected, shown = _expect_nulls(now, before, column), now[column].sum() / now["rows"].sum()
            share = float(expected.sum() / now["rows"].sum())
            if abs(shown - share) < SHARE_MOVED:
                continue
            away = float(((before[column] - _expect_nulls(before, before, column)) ** 2).mean())
            smooth = (before[column].sum() + 1) / (before["rows"].sum() + 2)
            variance = max(away, smooth * (1 - smooth) * float(now["rows"].mean())) * len(now)
            sureness = abs(float((now[column] - expected).sum())) / sqrt(variance * (1 + len(now) / len(before)))
            message = f"{shown:.0%} of {column} is null in {len(now)} new articles, {share:.0%} was to be expected"
            yield from _judge(f"DRIFT-NIGHT-NULLS.{column}", table, message, sureness, limits, len(columns))


def _expect_nulls(now: pd.DataFrame, before: pd.DataFrame, column: str) -> pd.Series:
    """Give the nulls to be expected of each article's rows, by its outlet's usual share."""
    overall = before[column].sum() / max(1, before["rows"].sum())
    if column == "outlet":
        return now["rows"] * overall
    prior = PRIOR_ARTICLES * before["rows"].mean()
    sums = before.groupby("outlet_of")[[column, "rows"]].sum()
    shares = (sums[column] + prior * overall) / (sums["rows"] + prior)
    return now["outlet_of"].map(shares).fillna(overall) * now["rows"]


def _compare_confidence(tonight: Night, usual: Night) -> Iterator[Failure]:
    n_quotes = sum(tonight.confidences.values())
    if n_quotes >= 20 and len(tonight.confidences) == 1 and len(usual.confidences) >= 3:
        (value,) = tonight.confidences
        message = f"the confidence of all {n_quotes} new quotes is {value}; {len(usual.confidences)} values before"
        yield _tell("DRIFT-NIGHT-CONFIDENCE", "quotes", message)


def _compare_outlets(tonight: pd.DataFrame, usual: pd.DataFrame, limits: NightLimits) -> Iterator[Failure]:
    """Find that all new articles have one outlet where every earlier part has several: the column was overwritten."""
    outlets = set(tonight["outlet"].dropna())
    if len(tonight) < limits.fewest_articles or len(outlets) != 1 or tonight["outlet"].isna().any():
        return
    hosts = set(tonight["url"].dropna().str.extract(r"//(?:www\.)?([^/]+)")[0].dropna())
    is_one_site = len(hosts) == 1 and not tonight["url"].isna().any()
    parts = [set(part["outlet"].dropna()) for _, part in usual.groupby("part") if len(part) >= limits.fewest_articles]
    if parts and min(map(len, parts)) >= 3 and not is_one_site:
        message = f"all {len(tonight)} new articles are of {outlets.pop()!r}; every part before has several outlets"
        yield _tell("DRIFT-NIGHT-OUTLETS", "articles", message)


def _compare_rejects(tonight: Night, usual: Night, limits: NightLimits) -> Iterator[Failure]:
    n_now, n_before = (len(night.articles) + night.n_rejects for night in (tonight, usual))
    share, before = tonight.n_rejects / n_now, usual.n_rejects / n_before
    if n_now >= 2 * limits.fewest_articles and share - before > 0.25:
        message = f"{share:.0%} of {n_now} new inputs are rejected, {before:.0%} before"
        yield _tell("DRIFT-NIGHT-REJECTS", "rejects", message, is_warning=bool(share - before <= 0.5))


def _judge(
    rule: str, table: str, message: str, sureness: float, limits: NightLimits, n_asked: int
) -> Iterator[Failure]:
    # Of many questions one is answered wrongly sooner: each doubling takes a tenth of a deviation.
    sureness -= 0.1 * np.log2(max(1, n_asked))
    if sureness >= limits.warn:
        yield _tell(rule, table, message, is_warning=bool(sureness < limits.fail))
