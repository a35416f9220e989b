"""What a user may say about the inputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

_ONE_DAY = timedelta(days=1)
FIELD_NAMES = ("content", "record_id", "url", "title", "outlet", "author", "published_at", "language", "section")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        fields: For a field of Sayso (`FIELD_NAMES`) the names it has in the dumps, in place of those in
            `data/lexicon/record_fields.toml`; the first that has a value wins.
        published_at: When a document was published that says nothing of it.
        outlet: Who published a document that names nobody.
        day_first: How to read 03/04/2024: True is 3 April, False is 4 March; None leaves such dates unread.
        read_at: When the dump is read: an article of later than a day after it was not published then.
        fewest_words: Least words of a text that is kept.
        most_characters: Most code points of a text that is kept.
        most_kept_bytes: Most bytes of a reject that are kept for quarantine; what follows is left out.
        most_ratio: A packed file may unpack to this many times its size; beyond it is a bomb.
        most_unpacked_bytes: Most bytes that one packed file or member of an archive may unpack to.
        most_spooled_bytes: Most bytes of a member that must be copied to a temporary file, since it is itself packed.
        most_depth: Most layers of packing and archives around a text; "a.tar.gz" has two.
        follow_links: Whether links that lead out of the input folder are followed.
        observe: Told of each entry: its file, its columns with their values, and which became which field.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published_at: datetime | None = None
    outlet: str | None = None
    day_first: bool | None = None
    read_at: datetime | None = None
    fewest_words: int = 3
    most_characters: int = 2_000_000  # the longest newspaper pieces have some 100,000
    most_kept_bytes: int = 16 * 1024 * 1024
    most_ratio: float = 250.0  # news in JSON packs 3 to 20 times, bombs a thousand times and more
    most_unpacked_bytes: int = 1 << 40
    most_spooled_bytes: int = 4 << 30
    most_depth: int = 6
    follow_links: bool = False
    observe: Callable[[str, Mapping[str, Any], Mapping[str, str]], None] | None = field(
        default=None, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        """Refuse fields that Sayso does not have, and a time without its zone."""
        unknown = sorted(set(self.fields) - set(FIELD_NAMES))
        if unknown:
            raise ValueError(f"no such field: {', '.join(unknown)}; the fields are {', '.join(FIELD_NAMES)}")
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError("published_at has no time zone")

    def is_ahead(self, moment: datetime) -> bool:
        """Whether a time was still to come when the dump was read; east of there the day had begun."""
        return self.read_at is not None and moment > self.read_at + _ONE_DAY

    @property
    def most_bytes(self) -> int:
        """Most bytes that one record may take: four a code point, and room for markup and other fields."""
        return 4 * self.most_characters + 8_000_000
