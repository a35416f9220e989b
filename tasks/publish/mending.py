"""Mend the files of releases: each from a whole copy elsewhere, or made again from the parts."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyarrow.parquet as pq

from expectations.entity_tables import ENTITY_INDEX, ENTITY_KEYS
from expectations.tables import TABLE_BY_NAME
from tasks.publish.copies import copy_file, link_file
from tasks.publish.data_folder import LATEST, RELEASES
from tasks.publish.keyed_parts import key_parts, read_keys, read_names
from tasks.publish.manifest import MANIFEST, Manifest, ManifestError, load_manifest, read_manifest
from tasks.publish.parquet import FileInfo, hash_file, sync
from tasks.publish.release import READ_ONLY, find_latest, find_manifest_copy, point_latest
from tasks.publish.release_ledger import LEDGER_FILE, PublishedPart, read_release_ledger
from tasks.publish.stage import STAGING, Layout, PartRef, stage_part
from tasks.publish.succession import sort_releases

DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Mended:
    """What a repair did, or could not do.

    Attributes:
        place: The file, part or release, below the data folder.
        done: What became of it.
        is_lost: Whether something is lost for good.
    """

    place: str
    done: str
    is_lost: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.done}"


class WholeFiles:
    """Finds whole copies of files of parts and releases, by the hash that they should have."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.manifests = _find_manifests(data)

    @property
    def newest_first(self) -> list[Path]:
        """The releases whose manifests can be read."""
        return list(reversed(sort_releases(self.manifests)))

    def find(self, name: str, sha256: str, besides: Path) -> Path | None:
        """Find a whole copy of a file.

        Args:
            name: Its path within a release, such as `quotes/1f0c.parquet`.
            sha256: What it should be.
            besides: The damaged file itself.
        """
        folder = PurePosixPath(name)
        part = self.data / "work" / "parts" / folder.stem / f"{folder.parent}.parquet"
        # A release's copy first: another release may share its bytes.
        for path in (*(release / name for release in self.newest_first), part):
            if path != besides and is_whole(path, sha256):
                return path
        return None

    def read_ledger(self, release: Path) -> Mapping[str, PublishedPart]:
        """Read a release's ledger; empty where it is missing or not as it was published."""
        info, path = self.manifests[release].files.get(LEDGER_FILE), release / LEDGER_FILE
        return read_release_ledger(release) if info is not None and is_whole(path, info.sha256) else {}


def is_whole(path: Path, sha256: str) -> bool:
    """Say whether a file is there and has the hash that it should have."""
    return path.is_file() and hash_file(path) == sha256


def replace_file(source: Path, target: Path, *, is_shared: bool = False) -> None:
    """Put a whole copy in the place of a damaged file, by one rename.

    Args:
        source: The whole file.
        target: The damaged or missing one.
        is_shared: Whether both may be names of the same bytes, as files of two releases are.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    if not is_shared or not link_file(source, aside):
        copy_file(source, aside)
    sync(aside)
    aside.replace(target)
    sync(target.parent)


def set_aside(data: Path, path: Path) -> Path:
    """Move what cannot be mended out of the way, into `work/damaged`, and say where it lies."""
    folder = data / "work" / DAMAGED
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{path.parent.name}-{path.name}"
    if target.exists():
        target = target.with_name(f"{target.name}-{uuid.uuid4().hex[:8]}")
    path.rename(target)
    sync(path.parent)
    return target


def mend_releases(
    data: Path,
    whole: WholeFiles,
    refer: Callable[[str], PartRef | None],
    remake_ledger: Callable[[Path, Manifest, Path], None],
) -> Iterator[Mended]:
    """Mend every release; one whose tables cannot be made whole is set aside, and `latest` points at one that is.

    Args:
        data: The data folder.
        whole: Finds whole copies.
        refer: Gives a part by its name; None where there is none that is whole.
        remake_ledger: Writes the ledger of a release anew into a folder, from the parts as they are.
    """
    folders = (path for path in (data / RELEASES).glob("*") if path.is_dir() and not path.name.startswith("."))
    for release in sorted(folders):
        manifest = whole.manifests.get(release)
        if manifest is None:
            yield _give_up(data, release, "its manifest is damaged, and there is no copy")
            continue
        yield from _mend_manifest(data, release)
        lost = []
        for name, info in _find_damaged(release, manifest):
            how = _mend_file(data, release, name, info, whole, refer, remake_ledger)
            if how is None:
                lost.append(name)
            else:
                yield Mended(f"{RELEASES}/{release.name}/{name}", how)
        yield from _account_for(data, release, manifest, lost)
    yield from _mend_latest(data)


def _account_for(data: Path, release: Path, manifest: Manifest, lost: list[str]) -> Iterator[Mended]:
    tables = [name for name in lost if manifest.files[name].rows is not None or name == LEDGER_FILE]
    if tables:
        yield _give_up(data, release, f"{', '.join(tables[:3])} cannot be made whole")
        return
    for name in lost:
        yield Mended(f"{RELEASES}/{release.name}/{name}", "lost; the tables of the release are whole", is_lost=True)


def _find_manifests(data: Path) -> dict[Path, Manifest]:
    found = {}
    for release in (data / RELEASES).glob("*"):
        for path in (release / MANIFEST, find_manifest_copy(data, release.name)):
            try:
                found[release] = load_manifest(path)
                break
            except ManifestError:
                continue
    return found


def _mend_manifest(data: Path, release: Path) -> Iterator[Mended]:
    try:
        read_manifest(release)
    except ManifestError:
        replace_file(find_manifest_copy(data, release.name), release / MANIFEST)
        (release / MANIFEST).chmod(READ_ONLY)
        yield Mended(f"{RELEASES}/{release.name}/{MANIFEST}", "taken from its copy in work/manifests")


def _find_damaged(release: Path, manifest: Manifest) -> Iterator[tuple[str, FileInfo]]:
    for name, info in sorted(manifest.files.items()):
        if not is_whole(release / name, info.sha256):
            yield name, info


def _mend_file(
    data: Path,
    release: Path,
    name: str,
    info: FileInfo,
    whole: WholeFiles,
    refer: Callable[[str], PartRef | None],
    remake_ledger: Callable[[Path, Manifest, Path], None],
) -> str | None:
    """Make a file of a release whole, and say how; None where it cannot be."""
    target = release / name
    source = whole.find(name, info.sha256, target)
    if source is not None:
        is_published = RELEASES in source.parts[-4:]
        replace_file(source, target, is_shared=is_published)
        target.chmod(READ_ONLY)
        return f"taken from {source.relative_to(data)}"
    folder = data / "work" / STAGING / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        if name == LEDGER_FILE:
            remake_ledger(release, whole.manifests[release], folder)
        elif info.source_sha256 is not None:
            _write_again(release, name, whole, refer, folder)
        if not is_whole(folder / name, info.sha256):
            return None
        replace_file(folder / name, target)
        target.chmod(READ_ONLY)
        return "written again from the parts"
    finally:
        shutil.rmtree(folder)


def _write_again(
    release: Path, name: str, whole: WholeFiles, refer: Callable[[str], PartRef | None], folder: Path
) -> None:
    shard = PurePosixPath(name).stem
    part, published = refer(shard), whole.read_ledger(release).get(shard)
    if part is not None and published is not None:
        if whole.manifests[release].files[name].keys_sha256 is not None:
            keys, names = _read_keys(release, whole.manifests[release])
            (part,) = key_parts((part,), keys, folder / "keyed", names=names)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        stage_part(TABLE_BY_NAME[str(PurePosixPath(name).parent)], part, Layout(folder, frozenset(published.dropped)))


def _read_keys(release: Path, manifest: Manifest) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Read the keys and names that a release was written with; none where a file of them is damaged."""
    tables = (ENTITY_KEYS.name, ENTITY_INDEX.name)
    files = [name for name in manifest.files if name.startswith(tuple(f"{table}/" for table in tables))]
    if not files or not all(is_whole(release / name, manifest.files[name].sha256) for name in files):
        return {}, {}
    keys, names = (pq.read_table(release / table) for table in tables)
    return read_keys(keys), read_names(names)


def _give_up(data: Path, release: Path, why: str) -> Mended:
    target = set_aside(data, release)
    done = f"{why}; it was set aside as {target.relative_to(data)}, and the next run makes a release from the parts"
    return Mended(f"{RELEASES}/{release.name}", done, is_lost=True)


def _mend_latest(data: Path) -> Iterator[Mended]:
    link = data / LATEST
    newest = next(iter(WholeFiles(data).newest_first), None)
    if find_latest(data) is not None or (link.exists() and not link.is_symlink()):
        return
    if newest is not None:
        point_latest(data, newest)
        yield Mended(LATEST, f"points at {newest.name}")
    elif link.is_symlink():
        link.unlink()
        yield Mended(LATEST, "removed: no release is left; the next run makes one from the parts")
