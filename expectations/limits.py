"""How far a release or a night may be from those before; settings read these without the audits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a release may differ from the one before.

    A release holds what the one before held, so a sound night moves these little; code that stops finding quotes, or a
    dump whose dates are no longer read, moves them far. The defaults are wide on purpose: they stop a release.

    Attributes:
        fewest_articles: Articles that both releases need before anything is compared.
        fewest_rows: Rows that a table needs, in one release for its rows per article, in both for its nulls; below it
            chance alone may exceed the limits.
        row_factor: Rows per article of a table may grow or shrink by less than this factor.
        null_share: The share of nulls of a column may move by at most this, as may the share of rejects among inputs.
    """

    fewest_articles: int = 100
    fewest_rows: int = 100
    row_factor: float = 2.0
    null_share: float = 0.25


@dataclass(frozen=True, slots=True)
class NightLimits:
    """How surely a night must differ from the usual one, in standard deviations of a normal distribution.

    Attributes:
        warn: What is told.
        fail: What refuses the release.
        fewest_articles: Articles that a night, and an outlet in it, needs before shares are compared.
    """

    warn: float = 4.5
    fail: float = 5.5
    fewest_articles: int = 8
