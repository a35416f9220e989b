"""Releases that are kept whatever comes after them, such as one that a story cites."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from tasks.errors import SaysoError
from tasks.publish.parquet import sync

# In the data folder, not in work/, which may be deleted.
PINS = "pins.json"


class PinError(SaysoError):
    """The pins cannot be read; the message says where they lie."""


@dataclass(frozen=True, slots=True)
class Pin:
    """Why a release is kept.

    Attributes:
        reason: In the words of who pinned it; may be empty.
        pinned_by: User name.
        pinned_at: ISO 8601 in UTC.
    """

    reason: str
    pinned_by: str
    pinned_at: str


def read_pins(data: Path) -> dict[str, Pin]:
    """Read which releases of a data folder are pinned, by id.

    Raises:
        PinError: The file is damaged: no release may be deleted until it is mended.
    """
    path = data / PINS
    try:
        return {release: Pin(**pin) for release, pin in json.loads(path.read_text("utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError) as error:
        raise PinError(f"cannot read {path}: {error}; mend or remove it, and pin again what is to be kept") from error


def pin_release(data: Path, release: str, reason: str, pinned_by: str, pinned_at: datetime) -> None:
    """Keep a release until it is unpinned; pinned again, the new reason stands."""
    pin = Pin(reason, pinned_by, pinned_at.isoformat(timespec="seconds"))
    _write(data, read_pins(data) | {release: pin})


def unpin_release(data: Path, release: str) -> bool:
    """Let a release go like any other; say whether it was pinned."""
    pins = read_pins(data)
    if release not in pins:
        return False
    del pins[release]
    _write(data, pins)
    return True


def _write(data: Path, pins: Mapping[str, Pin]) -> None:
    aside = data / f".{PINS}"
    packed = {release: asdict(pin) for release, pin in sorted(pins.items())}
    aside.write_text(json.dumps(packed, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sync(aside)
    aside.replace(data / PINS)
    sync(data)
