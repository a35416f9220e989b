"""Put the keys of a release into its parts, and the full names of those whom their article names by a surname alone.

Parts keep the keys and names of each article, and files with others stand in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME
from tasks.publish.parquet import describe_parquet, hash_file, write_arrow
from tasks.publish.stage import NOTHING_PUBLISHED, PartRef, Published, expect_sealed

# The columns of each table that hold an entity's key and what it is.
KEY_COLUMNS = {
    "entities": ("entity_key", "label"),
    "quotes": ("speaker_key", "speaker_kind"),
    "claims": ("claimant_key", "claimant_kind"),
}
# Those that list several keys.
LIST_COLUMNS = {"claims": "about_keys"}
# Those that hold the name of a speaker or claimant.
NAME_COLUMNS = {"quotes": "speaker_name", "claims": "claimant_name"}
# What a row says of an entity whose key becomes one of another kind.
_KINDS = {
    "label": {"person": "person", "org": "organization", "group": "nationality"},
    "speaker_kind": {"person": "person", "org": "organization", "place": "government"},
}
_KINDS["claimant_kind"] = _KINDS["speaker_kind"]
_OTHER = {"speaker_kind": "unknown", "claimant_kind": "unknown"}

# By article and its own key, the key of the release.
Keys = Mapping[tuple[str, str], str]
# By key of the release, the best form of the name.
Names = Mapping[str, str]


def read_keys(entity_keys: pa.Table) -> dict[tuple[str, str], str]:
    """Give the rows of `entity_keys` as a mapping from article and its key to the release's key."""
    columns = (entity_keys[name].to_pylist() for name in ("article_id", "article_key", "entity_key"))
    return {(article, key): new for article, key, new in zip(*columns, strict=True)}


def read_names(entity_index: pa.Table) -> dict[str, str]:
    """Give the names of the persons in `entity_index` whose name has more than one word, by key."""
    columns = (entity_index[name].to_pylist() for name in ("entity_key", "name"))
    named = zip(*columns, strict=True)
    return {key: name for key, name in named if _read_kind(key) == "person" and name is not None and " " in name}


def put_keys(rows: pa.Table, columns: tuple[str, str], keys: Keys) -> pa.Table:
    """Write the release's keys in the place of the articles' own.

    Args:
        rows: Rows with `article_id`, a column of keys and one of what they are.
        columns: These two.
        keys: What `read_keys` gives.

    Returns:
        The same table where nothing changes, else one with other columns of keys and kinds.
    """
    column, kind_column = columns
    known = sorted({key for _, key in keys})
    if not pc.any(pc.is_in(rows[column], pa.array(known, pa.string()))).as_py():
        return rows
    own, kinds = rows[column].to_pylist(), rows[kind_column].to_pylist()
    pairs = zip(rows["article_id"].to_pylist(), own, strict=True)
    written = [key if key is None else keys.get((article, key), key) for article, key in pairs]
    for at, (before, after) in enumerate(zip(own, written, strict=True)):
        if before != after and _read_kind(after) != _read_kind(before):
            kinds[at] = tell_kind(kind_column, after)
    return _set_column(_set_column(rows, column, written), kind_column, kinds)


def tell_kind(kind_column: str, key: str | None) -> str:
    """Say what a row tells of an entity whose key becomes one of another kind."""
    kind = _read_kind(key)
    return _KINDS[kind_column].get(kind, _OTHER.get(kind_column, kind))


def put_listed_keys(rows: pa.Table, column: str, keys: Keys) -> pa.Table:
    """Write the release's keys into a column of lists, each key once.

    Returns:
        The same table where nothing changes.
    """
    own = rows[column].to_pylist()
    pairs = zip(rows["article_id"].to_pylist(), own, strict=True)
    written = [list(dict.fromkeys(keys.get((article, key), key) for key in listed)) for article, listed in pairs]
    if written == own:
        return rows
    return _set_column(rows, column, written)


def put_names(rows: pa.Table, key_column: str, name_column: str, names: Names) -> pa.Table:
    """Write the full name of each person who stands in a row under one word, such as a surname.

    Args:
        rows: Rows with the release's keys.
        key_column: The column of keys.
        name_column: The column of names.
        names: By key, the name in full.

    Returns:
        The same table where nothing changes.
    """
    own = rows[name_column].to_pylist()
    pairs = zip(rows[key_column].to_pylist(), own, strict=True)
    written = [name if name is None or " " in name else names.get(key, name) for key, name in pairs]
    if written == own:
        return rows
    return _set_column(rows, name_column, written)


def _set_column(rows: pa.Table, name: str, values: list[Any]) -> pa.Table:
    at = rows.schema.get_field_index(name)
    return rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))


def _read_kind(key: str | None) -> str:
    """What a key says of its entity: "person"."""
    return (key or "").partition(":")[0]


def key_parts(
    parts: Sequence[PartRef],
    keys: Keys,
    folder: Path,
    published: Published = NOTHING_PUBLISHED,
    names: Names = MappingProxyType({}),
) -> tuple[PartRef, ...]:
    """Give parts whose entities, speakers and claimants have the keys of the release.

    A file that the release before wrote from the same file with the same keys is taken from there, unread.

    Args:
        parts: The release's parts, corrections applied.
        keys: What `entity_keys` says.
        folder: New files are written below it.
        published: The release before.
        names: What `read_names` gives.

    Returns:
        The parts in the order given; those with other keys have files that stand in for their own.

    Raises:
        PartDamaged: A part's file is not as it was sealed.
    """
    by_article: dict[str, dict[str, str]] = {}
    for (article_id, key), new in keys.items():
        by_article.setdefault(article_id, {})[key] = new
    return tuple(_key_part(part, by_article, names, folder / part.shard, published) for part in parts)


def _key_part(
    part: PartRef, by_article: Mapping[str, Mapping[str, str]], names: Names, folder: Path, published: Published
) -> PartRef:
    own = {article_id: by_article[article_id] for article_id in part.article_ids & by_article.keys()}
    if not own:
        return part
    keys = {(article_id, key): new for article_id, found in own.items() for key, new in found.items()}
    full = {new: names[new] for new in keys.values() if new in names}
    keys_sha256 = hashlib.sha256(json.dumps([own, full], sort_keys=True).encode()).hexdigest()
    files, keyed = dict(part.files), {}
    for table, columns in KEY_COLUMNS.items():
        source, name = part.find_file(table), f"{table}/{part.shard}.parquet"
        before = part.files.get(table) or describe_parquet(source)
        known = published.files.get(name)
        is_known = known is not None and (known.made_from, known.keys_sha256) == (before.sha256, keys_sha256)
        if known is not None and is_known and (published.folder / name).exists():
            files[table], keyed[table] = known, published.folder / name
            continue
        # In full, whatever is remembered of the file: what is written again gets a hash of its own.
        expect_sealed(source, before, hash_file(source))
        schema = make_arrow_schema(TABLE_BY_NAME[table])
        rows = pq.read_table(source, schema=schema)
        written = put_keys(rows, columns, keys)
        if table in LIST_COLUMNS:
            written = put_listed_keys(written, LIST_COLUMNS[table], keys)
        if table in NAME_COLUMNS:
            written = put_names(written, columns[0], NAME_COLUMNS[table], full)
        if written is rows:
            continue
        path = folder / f"{table}.parquet"
        made = write_arrow(written.replace_schema_metadata(schema.metadata), path)
        made_from = {"source_sha256": before.source_sha256 or before.sha256, "made_from": before.sha256}
        files[table] = replace(made, rows=before.rows, keys_sha256=keys_sha256, **made_from)
        keyed[table] = path
    return replace(part, files=files, keyed=keyed) if keyed else part
