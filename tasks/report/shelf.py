"""Place pages in a report: written, or linked from the release before where what they show is the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tasks.publish.copies import link_file
from tasks.publish.manifest import Manifest, ManifestError, read_manifest
from tasks.publish.parquet import FileInfo, hash_file

INPUTS = "pages.json"  # what each page was made of, for the report after this one


@dataclass(frozen=True, slots=True)
class Before:
    """The report before, where the same code made it.

    Attributes:
        folder: The release's folder.
        files: What its manifest says of each file.
        pages: By path within the report, the hash of what the page shows.
        articles: By article id, the hash of the article's own rows.
    """

    folder: Path = Path()
    files: Mapping[str, FileInfo] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)


class Shelf:
    """Takes the pages of one report."""

    def __init__(self, folder: Path, before: Before) -> None:
        """Open a report.

        Args:
            folder: The report's folder.
            before: The report before.
        """
        self.folder = folder
        self.before = before
        self.n_linked = 0
        self._pages: dict[str, str] = {}
        self._articles: dict[str, str] = {}
        self._folders: set[Path] = set()

    def place(self, name: str, inputs: str, make: Callable[[], str]) -> None:
        """Put a page in its place.

        Args:
            name: Its path within the report.
            inputs: Hash of all that it shows.
            make: Renders it, where the report before has none of the same inputs.
        """
        self._pages[name] = inputs
        target = self._make_room(name)
        if self.before.pages.get(name) == inputs and self._link(name, target):
            self.n_linked += 1
        else:
            target.write_text(make(), "utf-8", newline="\n")

    def write(self, name: str, text: str) -> None:
        """Write a file that is made anew for each release."""
        self._make_room(name).write_text(text, "utf-8", newline="\n")

    def remember_article(self, article_id: str, rows: str) -> None:
        """Keep the hash of an article's rows for the report after this one."""
        self._articles[article_id] = rows

    def close(self) -> None:
        """Write down what each page was made of."""
        held = {"pages": self._pages, "articles": self._articles}
        self.write(INPUTS, json.dumps(held, sort_keys=True, indent=0) + "\n")

    def _make_room(self, name: str) -> Path:
        target = self.folder / name
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        return target

    def _link(self, name: str, target: Path) -> bool:
        source, info = self.before.folder / "report" / name, self.before.files.get(f"report/{name}")
        # What a disk changed by itself must not go from release to release.
        if info is None or not source.is_file() or hash_file(source) != info.sha256:
            return False
        return link_file(source, target)


def hash_inputs(*values: object) -> str:
    """Hash plain values that a page shows."""
    digest = hashlib.blake2b(digest_size=16)
    for value in values:
        digest.update(f"{value!r}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def read_before(previous: Path | None, manifest: Manifest | None) -> Before:
    """Read what the pages of the release before were made of; of a release that other code made, nothing."""
    if previous is None or manifest is None:
        return Before()
    try:
        told = read_manifest(previous)
        held = json.loads((previous / "report" / INPUTS).read_text("utf-8"))
        if told.finished_with != manifest.finished_with or told.schema != manifest.schema:
            return Before()
        return Before(previous, told.files, held["pages"], held["articles"])
    except (ManifestError, OSError, ValueError, KeyError, TypeError):
        return Before()  # pages are made anew, as for a first release
