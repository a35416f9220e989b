"""What the annotators find in one article. Offsets are code points in the body, half-open; unknown is None."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tasks.language.body import Chars


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention of a named entity; fields as the columns of `entities`.

    Mentions that two rules make alike are equal.
    """

    start: int
    end: int
    label: str
    name: str | None = None
    entity_key: str | None = None
    link: str | None = None
    country: str | None = None
    rule: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One time expression; fields as the columns of `dates`.

    `date_start` and `date_end` are UTC-aware, both inclusive: a day has both at its midnight, December has the 1st and
    the 31st, a moment has both at that moment. They are the days that the words name; `bound` says how these bound an
    event ("by December"). A side without an end is None ("the past few days").
    """

    start: int
    end: int
    grain: str
    date_start: datetime | None = None
    date_end: datetime | None = None
    anchor: str = "none"
    time_zone_text: str | None = None
    rule: str | None = None
    bound: str | None = None

    @property
    def is_resolved(self) -> bool:
        """Whether calendar days are known."""
        return self.date_start is not None or self.date_end is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attributed utterance; fields as the columns of `quotes`.

    `start` and `end` run from the first fragment to the last. `fragments` are body spans, in order. `content` is the
    words alone.
    """

    start: int
    end: int
    type: str
    content: str
    fragments: tuple[Chars, ...]
    cue: Chars | None = None
    cue_class: str | None = None
    is_utterance: bool = True
    speaker: Chars | None = None
    speaker_name: str | None = None
    speaker_key: str | None = None
    speaker_kind: str = "unknown"
    speaker_role: str | None = None
    speaker_rule: str | None = None
    addressee: str | None = None
    channel: str | None = None
    said_at: datetime | None = None
    said_grain: str | None = None
    confidence: float = 0.5
    rule: str | None = None

    @property
    def is_anonymous(self) -> bool:
        """Whether the outlet leaves the speaker unnamed."""
        return self.speaker_kind == "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One stated number; fields as the columns of `figures`.

    `movement` is the index, in the article's list of figures, of the first figure of its movement. `is_difference` is
    whether a measure tells how far two readings are apart ("2C warmer"), which only its SI value depends on.
    """

    start: int
    end: int
    kind: str
    rule: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximation: str | None = None
    unit: str | None = None
    unit_text: str | None = None
    scale_text: str | None = None
    counted: str | None = None
    measured: str | None = None
    measured_of: str | None = None
    is_additional: bool = False
    is_total: bool = False
    change: str | None = None
    movement: int | None = None
    is_difference: bool = False
    period: str | None = None
    date_start: datetime | None = None
    date_end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition and who stands behind it; fields as the columns of `claims`.

    `quote` is the index, in the article's list of quotes, of the quote that states it; `answers` the index, in its list
    of claims, of the claim that it denies or confirms.
    """

    start: int
    end: int
    proposition: str
    stance: str
    polarity: str
    certainty: str
    voice: str
    claimant_name: str | None = None
    claimant_key: str | None = None
    claimant_kind: str = "unknown"
    claimant_role: str | None = None
    claimant_text: str | None = None
    source_chain: str | None = None
    quote: int | None = None
    said_at: datetime | None = None
    said_grain: str | None = None
    event_start: datetime | None = None
    event_end: datetime | None = None
    event_grain: str | None = None
    about_keys: tuple[str, ...] = ()
    resolved: str = ""
    is_self_contained: bool = False
    claim_type: str = "other"
    is_checkable: bool = False
    answers: int | None = None
    rule: str | None = None
