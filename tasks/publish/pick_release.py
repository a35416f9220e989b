"""Find the release that a user names: by its id, the beginning of it, or as the latest or the previous one."""

from __future__ import annotations

from pathlib import Path

from tasks.errors import SaysoError
from tasks.publish.data_folder import RELEASES
from tasks.publish.manifest import read_manifest
from tasks.publish.release import find_latest, list_releases

PREVIOUS = "previous"


class NoRelease(SaysoError):
    """No release, or more than one, has the name that was given."""


def has_release(data: Path) -> bool:
    """Say whether a data folder has a release, or parts of which one is to be made."""
    return find_latest(data) is not None or not (data / "work" / "parts").is_dir()


def pick_release(data: Path, name: str = "latest") -> Path:
    """Find a release of a data folder.

    Args:
        data: The data folder.
        name: `latest`, `previous` (the one that the latest was held against), an id, or the beginning of one.

    Raises:
        NoRelease: There is none of that name, or several.
    """
    latest = find_latest(data)
    if name in ("latest", PREVIOUS):
        if latest is None:
            raise NoRelease(f"no release in {data}; `sayso build INPUT` makes one")
        return latest if name == "latest" else _find_previous(data, latest)
    whole = data / RELEASES / name
    # Also one whose manifest is gone: a check must be able to say so.
    if whole.parent.resolve() == whole.resolve().parent and whole.is_dir():
        return whole
    found = [release for release in list_releases(data) if release.name.startswith(name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NoRelease(f"no release {name} in {data}; `sayso releases` lists those that there are")
    raise NoRelease(f"{name} may be any of {', '.join(release.name for release in found)}")


def _find_previous(data: Path, latest: Path) -> Path:
    name = read_manifest(latest).previous
    if name is None:
        raise NoRelease(f"{latest.name} is the first release; there is none before it")
    for release in list_releases(data):
        if release.name == name:
            return release
    raise NoRelease(f"{name}, the release before {latest.name}, is kept no more; `sayso releases` lists those that are")
