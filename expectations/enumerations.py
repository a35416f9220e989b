"""The values of columns that are enumerations, where code or other tables name them too.

What the code gives under its own names is a `Literal`, so that the type checker finds a value that a table lacks.
"""

from __future__ import annotations

from typing import Literal, get_args

SPEAKER_KINDS = ("person", "organization", "government", "anonymous", "group", "unknown")
VOICES = ("direct", "indirect", "mixed", "nominal", "narrator")
LABELS = (
    "person", "organization", "place", "nationality", "event", "facility", "product", "work", "law", "language",
)  # fmt: skip
CUE_CLASSES = ("speech", "writing", "belief", "intention", "knowledge")
REMOVED_KINDS = (
    "donation_appeal", "newsletter", "subscription", "source_line", "byline", "contributor", "photo_credit",
    "caption", "copyright", "read_more", "related", "share", "follow", "app", "cookie", "ad", "form", "comment",
    "timestamp", "contact", "editor_note", "correction", "title_repeat", "embed", "repeated_line", "navigation",
    "truncation", "wrap", "encoding", "other",
)  # fmt: skip
STANCES = (
    "asserts", "confirms", "denies", "does_not_confirm", "alleges", "believes", "predicts", "warns", "demands",
    "promises", "asks",
)  # fmt: skip
ClaimType = Literal["quantity", "comparison", "event", "prediction", "cause", "law_or_rule", "position", "other"]
CLAIM_TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
GRAINS = (
    "second", "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "quarter", "half", "season", "year",
    "decade", "century", "interval",
)  # fmt: skip
# No coarser than a day.
DAY_GRAINS = GRAINS[: GRAINS.index("weekend")]
# No coarser than a year.
YEAR_GRAINS = GRAINS[: GRAINS.index("decade")]
RejectReason = Literal[
    "unreadable", "truncated", "checksum", "encoding", "bad_json", "bad_row", "no_text", "empty", "too_short",
    "too_long", "language", "not_article", "unknown_format", "no_extraction", "control_characters",
    "unsupported_format", "bad_xml", "bomb", "too_deep", "unsafe_member", "outside_link", "revisit", "http_status",
    "media_type", "broken_rows", "broken_rule", "too_slow", "worker_died",
]  # fmt: skip
REJECT_REASONS: tuple[RejectReason, ...] = get_args(RejectReason)
Stage = Literal["read", "clean", "annotate"]
PublishedFrom = Literal["record", "html", "address", "file name", "option"]
Action = Literal["fix", "retract"]
Outcome = Literal["applied", "superseded", "retracted", "not_held"]
Relation = Literal["same", "contained", "variant"]
ClaimRelation = Literal["agrees", "narrower", "differs", "contradicts", "updates", "adds_up"]
OPPOSED: tuple[ClaimRelation, ...] = ("contradicts", "differs", "updates")
# From which similarity on two claims are told as opposed. Set with care, not fitted: the surest of 1,359 articles was
# wrong at .90 (docs/decisions/020-report.md).
OPPOSED_FROM = 0.95
