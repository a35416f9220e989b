"""What flows from stage to stage: Record (read) → Document (read) → Article (clean), or Reject from any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from expectations.enumerations import PublishedFrom, RejectReason, Stage
from tasks.alignment import Alignment


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a dump as it was found, before any page is parsed.

    Attributes:
        source_path: The file it was read from, as the user named it or as found under the folder named.
        position: Where in that file ("line 12", "row 3"); null for a whole file.
        record_id: The dump's own id, or for a file the path within the input folder.
        media: Whether `content` is plain text or an HTML page.
        content: The text or the page, decoded.
        fields: What the dump says of it, under Sayso's names (title, url, outlet, author, published_at, language), as
            text, only those present.
        origin: For a whole file, what it is called wherever its folder lies; null where older versions read it.
    """

    source_path: str
    position: str | None
    record_id: str
    media: Literal["text", "html"]
    content: str
    fields: Mapping[str, str] = field(default_factory=dict)
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that is not kept, and why.

    Attributes:
        source_path: The file it was read from.
        position: Where in that file; null for a whole file.
        record_id: The dump's own id, where it could be read.
        stage: The stage that turned it away.
        reason: A value of `rejects.reason`.
        detail: Why, in words that a user can act on.
        raw: The bytes to quarantine (all, or what could be read).
        traceback: The traceback of a rule of ours that raised on it, to be kept beside the bytes.
    """

    source_path: str
    position: str | None
    record_id: str | None
    stage: Stage
    reason: RejectReason
    detail: str | None
    raw: bytes
    traceback: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its text, and what is known of it; what is not known is None.

    `canonical_url` is what its page calls itself, where that names this article: the same for all its variants.
    `published_at` keeps the offset that the dump states, for "today" is that of the outlet's day.
    """

    source_path: str
    position: str | None
    record_id: str
    source_text: str
    title: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published_at: datetime | None = None
    published_from: PublishedFrom | None = None
    language: str | None = None
    section: str | None = None
    is_opinion: bool | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the source text that the body leaves out or replaces.

    Attributes:
        start: First code point in the source text.
        end: One past the last.
        kind: A value of `removed_spans.kind`.
        rule: Name of the rule, such as "appeal.support_us_monthly".
        replacement: What the body has instead.
    """

    start: int
    end: int
    kind: str
    rule: str
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned document: `alignment` maps offsets of `body` to offsets of `document.source_text` and back."""

    document: Document
    body: str
    alignment: Alignment
    removals: tuple[Removal, ...]
    language: str
    source_agency: str | None = None
    author: str | None = None
    is_truncated: bool = False
