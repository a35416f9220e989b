"""Small dumps for tests of the pipeline."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PLACES = ("Norhaven", "Port Ellery", "Castle Bay", "Winmere", "Oakfield", "Lindale", "Stonebridge", "Harrow Point")


def make_record(number: int, **fields: Any) -> dict[str, Any]:
    place = PLACES[number % len(PLACES)]
    text = (
        f"Officials in {place} said on Tuesday that {100 + number} homes were without power after the storm.\n\n"
        f"“We have asked {number + 2} crews to work through the night,” said Mary Holt, a spokeswoman for the "
        f"{place} council. “Nobody was hurt.”\n\n"
        f"The council denied that repairs worth ${number + 1} million had been put off last year."
    )
    record = {
        "id": f"storm-{number}",
        "outlet": "Daily Test",
        "published_at": "2025-03-06",
        "title": f"Storm in {place}",
    }
    return record | {"text": text} | fields


def write_dump(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path
