"""Publish a staged release, find releases, and let old ones go.

A release comes into being by one rename, and becomes the newest by another; a run killed before, between or after them
leaves `latest` at a complete release.
"""

from __future__ import annotations

import os
import re
import shutil
import uuid
from datetime import datetime
from pathlib import Path

from tasks.publish.data_folder import LATEST, RELEASES, check_latest
from tasks.publish.manifest import MANIFEST, Manifest, ManifestError, add_files, read_manifest
from tasks.publish.parquet import sync, sync_folder
from tasks.publish.pins import read_pins
from tasks.publish.stage import STAGING
from tasks.publish.succession import sort_releases

KEPT_RELEASES = 5
# Copies of the manifests of the releases that are kept, below the folder of work.
MANIFESTS = "manifests"
# Nobody writes into a published file by accident.
READ_ONLY = 0o444
_RELEASE_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]+")


def publish_release(staged: Path, data: Path, manifest: Manifest) -> Path:
    """Put a staged release in place and point `latest` at it.

    Args:
        staged: The staged folder, under `work/staging` of the data folder: its tables, and its report, if any.
        data: The data folder.
        manifest: What `make_manifest` gave; files beside the tables are added to it.

    Returns:
        Folder of the release.

    Raises:
        ValueError: Its audit found failures.
        FileExistsError: There is a release of that id.
    """
    if manifest.audit_failures:
        rules = ", ".join(sorted({failure.rule for failure in manifest.audit_failures}))
        raise ValueError(f"a release that failed its audit is not published: {rules}")
    release = data / RELEASES / manifest.release_id
    if release.exists() and not staged.exists() and read_manifest(release).content == manifest.content:
        # An earlier attempt put it in place and failed at the link.
        point_latest(data, release)
        return release
    if release.exists():
        raise FileExistsError(f"{release} exists: it has the same content and was made in the same second")
    release.parent.mkdir(parents=True, exist_ok=True)
    text = add_files(manifest, staged).to_json()
    (staged / MANIFEST).write_text(text, "utf-8")
    _make_read_only(staged)
    sync_folder(staged)
    _keep_manifest(data, manifest.release_id, text)
    staged.rename(release)
    sync(release.parent)
    point_latest(data, release)
    return release


def find_latest(data: Path) -> Path | None:
    """Give the folder of the newest published release, or None before the first, or when it was deleted.

    Raises:
        DataFolderError: `latest` is not a link that Sayso made.
    """
    check_latest(data)
    link = data / LATEST
    return link.resolve() if link.is_symlink() and link.exists() else None


def find_base(data: Path) -> Path | None:
    """Give the release that the next is held against: the newest, also when the link to it is lost."""
    return find_latest(data) or next(iter(reversed(list_releases(data))), None)


def list_releases(data: Path) -> list[Path]:
    """List the releases, oldest first: as they followed each other, whatever their dates say.

    Those whose manifest cannot be read come first, by name.
    """
    manifests, damaged = _read_manifests(data)
    return damaged + sort_releases(manifests)


def find_last_sequence(data: Path) -> int:
    """Give the greatest sequence of the releases; 0 where none has one."""
    manifests, _ = _read_manifests(data)
    return max((manifest.sequence or 0 for manifest in manifests.values()), default=0)


def find_last_instant(data: Path) -> datetime | None:
    """Give the latest instant of the releases, wherever `latest` points; None before the first."""
    manifests, _ = _read_manifests(data)
    return max((manifest.created_at for manifest in manifests.values()), default=None)


def _read_manifests(data: Path) -> tuple[dict[Path, Manifest], list[Path]]:
    """Give the manifest of each release, and the releases, by name, whose manifest cannot be read."""
    found = sorted(path.parent for path in (data / RELEASES).glob(f"*/{MANIFEST}"))
    manifests: dict[Path, Manifest] = {}
    damaged: list[Path] = []
    for release in found:
        if _RELEASE_ID.fullmatch(release.name):
            try:
                manifests[release] = read_manifest(release)
            except ManifestError:
                damaged.append(release)
    return manifests, damaged


def retain_releases(data: Path, keep: int = KEPT_RELEASES) -> list[Path]:
    """Remove all but the newest releases; never the one that `latest` points at, nor one that is pinned.

    Only for who holds the lock. One whose manifest cannot be read stays: which release it followed is not known.

    Args:
        data: The data folder.
        keep: Releases to keep, at least 1.

    Returns:
        Folders that were removed.

    Raises:
        ValueError: `keep` is less than 1.
        PinError: Which releases are pinned cannot be read.
    """
    if keep < 1:
        raise ValueError(f"at least one release is kept, not {keep}")
    latest = find_latest(data)
    pinned = read_pins(data)
    older = sort_releases(_read_manifests(data)[0])[:-keep]
    removed = [release for release in older if release.resolve() != latest and release.name not in pinned]
    for release in removed:
        # Renamed first: a release that is half removed must not be found under its name.
        aside = data / "work" / STAGING / f"removed-{release.name}"
        aside.parent.mkdir(parents=True, exist_ok=True)
        release.rename(aside)
        sync(release.parent)
        shutil.rmtree(aside)
        find_manifest_copy(data, release.name).unlink(missing_ok=True)
    return removed


def find_manifest_copy(data: Path, release_id: str) -> Path:
    """Say where the copy of a release's manifest lies, for a repair."""
    return data / "work" / MANIFESTS / f"{release_id}.json"


def _keep_manifest(data: Path, release_id: str, text: str) -> None:
    path = find_manifest_copy(data, release_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    sync(path)


def _make_read_only(folder: Path) -> None:
    for top, _, names in os.walk(folder):
        for name in names:
            path = Path(top, name)
            # A linked file is so already, and another change would only move its times.
            if path.stat().st_mode & 0o777 != READ_ONLY:
                path.chmod(READ_ONLY)


def point_latest(data: Path, release: Path) -> None:
    """Have `latest` name a release, by one rename."""
    aside = data / "work" / STAGING / f"{LATEST}-{uuid.uuid4().hex}"
    aside.parent.mkdir(parents=True, exist_ok=True)
    # Relative, so that the data folder may be moved or mounted elsewhere.
    aside.symlink_to(Path(RELEASES) / release.name)
    aside.replace(data / LATEST)
    sync(data)
