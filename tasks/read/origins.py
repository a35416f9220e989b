"""What a whole file is called wherever its folder lies, so that its revision is known for one after a move.

A file's origin is the label of an input folder and the path within it: "pages/2024/a.html". A folder keeps its label
for good. Where it lay is remembered: a folder of the same name elsewhere is the same one moved only if the old place is
empty.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tasks.read.source import is_address, show_path

_FILE = "file:"
_DATED = re.compile(r"\d{4}|\d\d[-_.]\d\d")


@dataclass(frozen=True, slots=True)
class Root:
    """A folder that inputs were read from.

    Attributes:
        label: What the origins of its files begin with; no two folders share one.
        places: Absolute paths, as the system has them, or addresses, under which it lay; the last is the newest.
        is_inbox: Whether it is the nightly inbox, which stays the same wherever it is put.
    """

    label: str
    places: tuple[str, ...]
    is_inbox: bool = False

    @property
    def place(self) -> str:
        """Where it lies now."""
        return self.places[-1]


@dataclass(frozen=True, slots=True)
class Origins:
    """The folders that inputs were read from, in the order in which they were first read."""

    roots: tuple[Root, ...] = ()

    def name(self, path: str) -> str:
        """Name a file, or what lies in it ("/in/pages/a.zip!b.html"), by the innermost of the folders now around it.

        Returns:
            Its origin; its absolute path or address where it lies in none of them.
        """
        place = show_path(make_absolute(path))
        return _name(place, ((root.place, root.label) for root in self.roots)) or place

    def translate(self, identity: str) -> str:
        """Give an identity that an older version made of an absolute path as it is made now; any other as it is."""
        path = identity.removeprefix(_FILE)
        if path == identity or not (path.startswith("/") or is_address(path)):
            return identity
        named = _name(path, ((place, root.label) for root in self.roots for place in root.places))
        return identity if named is None else f"{_FILE}{named}"


def make_absolute(path: str) -> str:
    """Give the absolute path of a file, links not followed; an address as it is."""
    return path.rstrip("/") if is_address(path) else os.path.abspath(path)  # noqa: PTH100 - keeps links


def add_roots(
    origins: Origins,
    places: Iterable[str],
    inbox: str | None = None,
    identities: Iterable[str] = (),
    is_there: Callable[[str], bool] | None = None,
) -> Origins:
    """Take in the folders of a run's inputs.

    Args:
        origins: The folders known so far.
        places: Absolute paths or addresses of the folders named, and of those around files named.
        inbox: The inbox's, as settings have it.
        identities: What the ledger holds; those that older versions made of absolute paths tell of folders as well.
        is_there: Tells whether a folder is there and not empty, as one is whose disk is mounted elsewhere; asked of the
            file system if None.
    """
    is_there = is_there or _is_there
    roots = list(origins.roots)
    older = [identity.removeprefix(_FILE) for identity in identities if identity.startswith(f"{_FILE}/")]
    for place in places:
        if _find_around(roots, place) is None:
            _adopt_older(roots, place, older, is_there)
        if place == inbox:
            _add_inbox(roots, place, is_there)
        elif _find_around(roots, place) is None:
            _add_folder(roots, place, is_there)
    return Origins(tuple(roots))


def _add_inbox(roots: list[Root], place: str, is_there: Callable[[str], bool]) -> None:
    known = next((at for at, root in enumerate(roots) if root.is_inbox), None)
    around = _find_around(roots, place)
    if around is not None and around.place == place:
        pass
    elif known is not None:
        _move(roots, known, place)
    elif around is not None:
        # Its files have been read as those of a folder above, and keep their names.
        roots.append(Root(around.label + show_path(place.removeprefix(around.place)), (place,)))
    else:
        _add_folder(roots, place, is_there)
    roots[:] = [replace(root, is_inbox=root.place == place) for root in roots]


def _adopt_older(roots: list[Root], place: str, older: Sequence[str], is_there: Callable[[str], bool]) -> None:
    """Add folders of a place's name that only identities of older versions tell of."""
    inner = f"/{show_path(_get_name(place))}/"
    found = dict.fromkeys(path[: path.rindex(inner)] + inner[:-1] for path in older if inner in path)
    # The folder itself has the first right to the short label.
    for one in sorted(found, key=lambda one: one != place):
        if _find_around(roots, one) is None:
            _add_folder(roots, one, is_there)


def _add_folder(roots: list[Root], place: str, is_there: Callable[[str], bool]) -> None:
    gone = [
        at
        for at, root in enumerate(roots)
        if _get_name(root.place) == _get_name(place) and not _are_series(root.place, place) and not is_there(root.place)
    ]
    if gone and is_there(place):
        _move(roots, max(gone, key=lambda at: len(os.path.commonprefix([roots[at].place[::-1], place[::-1]]))), place)
    else:
        roots.append(Root(_make_label(roots, place), (place,)))


def _move(roots: list[Root], at: int, place: str) -> None:
    """Move a folder, and with it those that were read from inside it."""
    old = roots[at].place
    for number, root in enumerate(roots):
        if number == at or root.place.startswith(f"{old}/"):
            roots[number] = replace(root, places=(*root.places, place + root.place.removeprefix(old)))


def _find_around(roots: Sequence[Root], place: str) -> Root | None:
    around = [root for root in roots if place == root.place or place.startswith(f"{root.place}/")]
    return max(around, key=lambda root: len(root.place), default=None)


def _make_label(roots: Sequence[Root], place: str) -> str:
    """Give as much of the end of a path as tells it from the labels that there are."""
    labels = {root.label for root in roots}
    shown = show_path(place)
    parts = [part for part in shown.split("/") if part]
    ends = ("/".join(parts[-count:]) for count in range(1, len(parts) + 1))
    return next((end for end in ends if end not in labels), shown)


def _are_series(one: str, other: str) -> bool:
    """Tell folders of two days ("2024-10-01/pages", "2024-10-02/pages"), each with files of its own, from one moved."""
    pairs = list(zip(one.split("/"), other.split("/"), strict=False))
    unlike = [pair for pair in pairs if pair[0] != pair[1]]
    are_dated = all(_DATED.search(part) for pair in unlike for part in pair)
    are_alike = all(re.sub(r"\d", "0", pair[0]) == re.sub(r"\d", "0", pair[1]) for pair in unlike)
    return one.count("/") == other.count("/") and bool(unlike) and are_dated and are_alike


def _name(path: str, labels: Iterable[tuple[str, str]]) -> str | None:
    shown = ((show_path(place), label) for place, label in labels)
    around = [(place, label) for place, label in shown if path == place or path.startswith(f"{place}/")]
    if not around:
        return None
    place, label = max(around, key=lambda found: len(found[0]))
    return label + path[len(place) :]


def _get_name(place: str) -> str:
    return place.rpartition("/")[2]


def _is_there(place: str) -> bool:
    if is_address(place):
        return True
    try:
        with os.scandir(place) as entries:
            return next(entries, None) is not None
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:  # there, and closed to us
        return True
