"""The folders that inputs were read from, as the data folder remembers them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from tasks.errors import SaysoError
from tasks.publish.parquet import sync
from tasks.read.origins import Origins, Root

ORIGINS_FILE = "origins.json"


class OriginsError(SaysoError):
    """The file cannot be read; the message says what to do."""


def read_origins(work: Path) -> Origins:
    """Read what `write_origins` wrote; nothing is remembered before the first run.

    Raises:
        OriginsError: It is damaged.
    """
    path = work / ORIGINS_FILE
    try:
        written = json.loads(path.read_text("utf-8"))
        return Origins(tuple(Root(one["label"], tuple(one["places"]), one["is_inbox"]) for one in written["roots"]))
    except FileNotFoundError:
        return Origins()
    except (ValueError, KeyError, TypeError) as error:
        message = (
            f"{path} is damaged; without it, revisions of files whose folder was moved stand beside the older ones"
        )
        raise OriginsError(f"{message}: move it away to go on") from error


def write_origins(work: Path, origins: Origins) -> None:
    """Write the folders, aside and then in place."""
    work.mkdir(parents=True, exist_ok=True)
    aside = work / f".{ORIGINS_FILE}"
    # In ASCII: paths need not be UTF-8.
    aside.write_text(json.dumps(asdict(origins), indent=1) + "\n", "utf-8")
    sync(aside)
    aside.replace(work / ORIGINS_FILE)
    sync(work)
