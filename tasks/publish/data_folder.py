"""Whether a folder can be a data folder, asked before anything is done in it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Literal

from tasks.errors import SaysoError

LATEST = "latest"
RELEASES = "releases"
WORK = "work"
CORRECTIONS_FILE = "corrections.toml"
# How the files of parts come into a release.
PublishWith = Literal["copy", "link"]

_log = logging.getLogger(__name__)


class DataFolderError(SaysoError):
    """The data folder cannot be used as it is; the message says what to do."""


def check_data_folder(data: Path) -> None:
    """Refuse a data folder in which a run would end half-way.

    Raises:
        DataFolderError: Its path is not UTF-8; it, `work` or `releases` is no folder or cannot be written; they lie on
            two file systems; or `latest` is not the link that Sayso makes.
    """
    try:
        str(data).encode("utf-8")
    except UnicodeEncodeError:
        raise DataFolderError(f"the path of the data folder is not UTF-8: {str(data)!a}; name another") from None
    folders = [path for path in (data, data / WORK, data / RELEASES) if path.exists() or path.is_symlink()]
    for path in folders:
        if not path.is_dir():
            what = "a link that leads nowhere" if path.is_symlink() and not path.exists() else "not a folder"
            raise DataFolderError(f"{path} is {what}; move it away, or name another data folder with --data")
        if not os.access(path, os.W_OK | os.X_OK):
            raise DataFolderError(f"{path} cannot be written; mend its permissions, or name another data folder")
    if len({path.stat().st_dev for path in folders[1:]}) > 1:
        places = f"{data / WORK} and {data / RELEASES}"
        raise DataFolderError(f"{places} lie on two file systems, and no rename leads from one to the other")
    check_latest(data)
    if (data / LATEST).is_symlink() and not (data / LATEST).exists():
        _log.warning("%s leads to a release that is gone; this run has none to be compared with", data / LATEST)


def check_latest(data: Path) -> None:
    """Refuse a `latest` that Sayso did not make; one that leads to a release that is gone is no fault.

    Raises:
        DataFolderError: It is a folder, a file, or a link to something else than a release of this data folder.
    """
    latest = data / LATEST
    if latest.is_symlink():
        # Not resolved: it may lead to itself.
        target = data / latest.readlink()
        if target.parent.resolve() != (data / RELEASES).resolve():
            raise DataFolderError(
                f"{latest} leads to {target}, which is no release of {data}; remove the link, then run again"
            )
    elif latest.exists():
        what = "a folder" if latest.is_dir() else "a file"
        raise DataFolderError(
            f"{latest} is {what}, not the link to the newest release that Sayso makes (copying that follows links "
            "leaves such a one); move it away, then run again"
        )
