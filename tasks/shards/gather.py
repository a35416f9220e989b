"""Bring sealed parts together: check each, correct them, link what they share, lay out the release."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.audit import Failure, audit_part
from expectations.link_tables import GROUP_MERGES
from expectations.schema import make_arrow_schema
from expectations.tables import GROUP_TABLES, RUNS, TABLE_BY_NAME
from tasks.link.groups import LINKED_COLUMNS, link_tables
from tasks.link.lasting_ids import NO_GROUPS, keep_ids
from tasks.link.partition import read_columns
from tasks.link.readings import NO_SHELF, Shelf
from tasks.link.stored import Sealed, Stored
from tasks.publish.corrected_parts import correct_parts
from tasks.publish.corrections import NO_CORRECTIONS, Corrections
from tasks.publish.data_folder import PublishWith
from tasks.publish.keyed_parts import key_parts, read_keys, read_names
from tasks.publish.manifest import read_manifest
from tasks.publish.parquet import FileInfo, make_arrow_table
from tasks.publish.release_ledger import PublishedPart, sort_dropped, write_release_ledger
from tasks.publish.stage import (
    NOTHING_PUBLISHED,
    PartRef,
    Published,
    Staged,
    make_staging,
    stage_release,
)
from tasks.shards.fingerprint import hash_linking
from tasks.shards.ledger import (
    Marker,
    find_superseded,
    is_in_sample,
    read_ledger,
    read_marker,
    read_marker_text,
    stamp_passed,
)

READINGS = "readings"


def check_part(folder: Path, code: str) -> list[Failure]:
    """Audit a part.

    Args:
        folder: The part.
        code: Hash of what audits it.

    Returns:
        The rules that it breaks; a part that breaks none is marked, and not audited again by the same code.
    """
    # The data folder holds work/parts/<part>.
    failures = audit_part(folder, read_marker(folder).fingerprint, folder.parents[2], is_in_sample(folder.name))
    if not failures:
        stamp_passed(folder, code)
    return failures


def stage_parts(
    work: Path,
    run_rows: Sequence[Mapping[str, Any]],
    latest: Path | None = None,
    forgotten: frozenset[str] = frozenset(),
    publish_with: PublishWith = "copy",
    corrections: Corrections = NO_CORRECTIONS,
    named_by: Path | None = None,
) -> Staged:
    """Correct and link the articles of all sealed parts; lay out a release, with the ledger of what it was made of.

    Args:
        work: The folder that holds `parts/`.
        run_rows: Rows of `runs`, of this run and those before.
        latest: The release before; files that both hold are linked from it.
        forgotten: Articles that are left out by decision.
        publish_with: Whether files of parts are copied or linked into the release.
        corrections: What people corrected.
        named_by: The release whose ids of groups stay: the one before, or one that is built again.

    Raises:
        CorrectionError: A corrected row breaks a rule of its table.
    """
    markers = read_ledger(work / "parts")
    published = NOTHING_PUBLISHED if latest is None else Published(latest, read_manifest(latest).files)
    runs = make_arrow_table(RUNS, run_rows)
    with tempfile.TemporaryDirectory(prefix="corrected-", dir=make_staging(work)) as aside:
        left_out = find_superseded(markers) | forgotten
        found = correct_parts(refer_parts(markers, work), corrections, left_out, Path(aside))
        dropped = found.dropped_articles
        before = NO_GROUPS if named_by is None else read_groups(named_by)
        shelf = Shelf(work / READINGS, hash_linking())
        made = link_parts(found.parts, dropped, before, run_rows[-1]["run_id"], shelf)
        made["corrections"] = found.table
        keys, names = read_keys(made["entity_keys"]), read_names(made["entity_index"])
        keyed = key_parts(found.parts, keys, Path(aside) / "keyed", published, names)
        staged = stage_release(keyed, made, runs, work, dropped, published, publish_with)
    write_release_ledger(staged.folder, list_published(found.parts, dropped))
    return staged


def list_published(parts: Sequence[PartRef], dropped: Collection[str]) -> list[PublishedPart]:
    """Say of parts what a release's ledger keeps of them."""
    return [
        PublishedPart(part.shard, read_marker_text(part.folder), sort_dropped(part.article_ids, dropped))
        for part in parts
    ]


def refer_parts(markers: Sequence[Marker], work: Path) -> list[PartRef]:
    """Say of sealed parts where they lie and what they hold, in the order of their markers."""
    return [refer_part(marker, work / "parts" / marker.shard) for marker in markers]


def read_groups(release: Path) -> dict[str, pa.Table]:
    """Read of a release the tables that the ids of later groups depend on; an older one lacks some."""
    tables = (*GROUP_TABLES, GROUP_MERGES)
    return {table.name: pq.read_table(release / table.name) for table in tables if (release / table.name).is_dir()}


def link_parts(
    parts: Sequence[PartRef],
    dropped_articles: Collection[str],
    before: Mapping[str, pa.Table],
    run_id: str,
    shelf: Shelf = NO_SHELF,
) -> dict[str, pa.Table]:
    """Link what the articles of a release share.

    Args:
        parts: The release's parts.
        dropped_articles: Superseded and retracted articles; they are left out.
        before: The tables of groups of the release whose ids stay.
        run_id: The run that links.
        shelf: Where readings of parts lie, those of the runs before among them; others than this run's are removed.

    Returns:
        The tables of links and groups, `group_merges`, `entity_keys` and `entity_index`.
    """
    dropped = frozenset(dropped_articles)
    tables = {}
    for name, columns in LINKED_COLUMNS.items():
        schema = make_arrow_schema(TABLE_BY_NAME[name])
        wanted = pa.schema([schema.field(column) for column in {"article_id": None, **dict.fromkeys(columns)}])
        is_known = all(name in part.files for part in parts)
        sealed = [Sealed(part.files[name].sha256, part.article_ids) for part in parts] if is_known else []
        tables[name] = Stored([part.find_file(name) for part in parts], wanted, dropped, sealed=sealed)
    published = dict(zip(*read_columns(tables["articles"], ("article_id", "published_at")).values(), strict=True))
    made = keep_ids(link_tables(**tables, shelf=shelf), before, published, run_id)
    shelf.sweep()
    return made


def refer_part(marker: Marker, folder: Path) -> PartRef:
    """Tell staging of a part."""
    article_ids = frozenset(held.article_id for held in marker.held if held.article_id is not None)
    files = {name: FileInfo(sha256, rows) for name, (sha256, rows) in marker.files.items()}
    return PartRef(marker.shard, folder, article_ids, files)
