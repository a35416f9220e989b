"""What a run costs by how many articles are known: `python -m tests.bench.scale DATA DUMP COPIES FOLDER`.

The sealed parts of a built data folder are copied many times over, under other keys; each copy's records stand in a
dump with another first sentence, so that planning reads, hashes and knows them. Linking is left out, for which all
texts would be copies, and so are pages. Then a run in a process of its own finds nothing new.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.schema import make_arrow_schema
from expectations.tables import LINK_TABLES, SHARD_TABLES
from flows import pipeline
from flows.garbage import collect_rarely
from flows.settings import load_settings
from tasks.publish.parquet import write_arrow
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tasks.shards import gather
from tasks.shards.fingerprint import hash_finish
from tasks.shards.ledger import Held, Marker, read_ledger, stamp_passed, write_marker
from tasks.shards.spool import RECORDS_FILE, fingerprint_item
from tests.bench.__main__ import measure_cpu
from tests.bench.stages import Clock, StageRunner

_KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])")


def write_copy(dump: Path, copy: int, path: Path) -> None:
    """Write a dump of JSON lines again, each text with a first sentence of its own."""
    with gzip.open(dump, "rt", encoding="utf-8") as lines, path.open("w", encoding="utf-8") as stream:
        for line in lines:
            record = json.loads(line)
            record["text"] = f"Edition {copy} of this report was filed.\n\n{record['text']}"
            record["url"] = record["url"] and f"{record['url']}/edition-{copy}"
            stream.write(json.dumps(record | {"id": f"{record['id']}#{copy}"}) + "\n")


def list_fingerprints(dump: Path) -> list[str]:
    """List the fingerprints of a dump's records, in order."""
    return [fingerprint_item(item) for item in read_inputs([str(dump)], ReadOptions())]


def copy_part(folder: Path, marker: Marker, copy: int, known: dict[str, str]) -> None:
    """Write a sealed part again as that of a copy."""
    rename = partial(rename_key, copy=copy, articles={old[:16]: new[:16] for old, new in known.items()})
    shard = rename(marker.shard)
    target = folder.with_name(shard)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    files = {}
    for table in SHARD_TABLES:
        rows = rename_keys(pq.read_table(folder / f"{table.name}.parquet"), rename)
        info = write_arrow(rows.cast(make_arrow_schema(table)), target / f"{table.name}.parquet")
        files[table.name] = (info.sha256, info.rows or 0)
    (target / RECORDS_FILE).hardlink_to(folder / RECORDS_FILE)
    stamp_passed(target, hash_finish())
    held = tuple(
        Held(
            known[one.fingerprint], one.identity and f"{one.identity}/{copy}", rename(one.article_id), one.published_at
        )
        for one in marker.held
    )
    sequence, _, number = marker.order.partition("/")
    order = f"{sequence}/{int(number) + 10_000 * copy:08}"
    write_marker(target, replace(marker, shard=shard, held=held, files=files, order=order))


def rename_key(text: str | None, copy: int, articles: dict[str, str]) -> Any:
    def change(found: re.Match[str]) -> str:
        made = articles.get(found[0])
        return made or hashlib.blake2b(f"{copy}{found[0]}".encode(), digest_size=8).hexdigest()

    return text and _KEY.sub(change, text)


def rename_keys(rows: pa.Table, rename: Callable[[str | None], Any]) -> pa.Table:
    for at, name in enumerate(rows.column_names):
        column = rows[name]
        if pa.types.is_string(column.type) and name.endswith(("_id", "_key")) and name != "record_id":
            codes = column.combine_chunks().dictionary_encode()
            values = pa.array([rename(text) for text in codes.dictionary.to_pylist()], pa.string())
            rows = rows.set_column(at, rows.schema.field(at), values.take(codes.indices))
        elif pa.types.is_list(column.type) and name.endswith(("_ids", "_keys")):
            values = [[rename(text) for text in texts] for texts in column.to_pylist()]
            rows = rows.set_column(at, rows.schema.field(at), pa.array(values, column.type))
    return rows


def main(data: Path, dump: Path, copies: int, folder: Path) -> None:
    """Copy, run, run again; write what each step took, and the process's largest memory."""
    collect_rarely()
    dumps, parts = folder / "dumps", folder / "data" / "work" / "parts"
    dumps.mkdir(parents=True)
    shutil.copytree(data / "work", folder / "data" / "work")
    shutil.copy(dump, dumps / dump.name)
    before, markers = list_fingerprints(dump), read_ledger(parts)
    for copy in range(1, copies):
        path = dumps / f"copy-{copy:04}.jsonl"
        write_copy(dump, copy, path)
        known = dict(zip(before, list_fingerprints(path), strict=True))
        for marker in markers:
            copy_part(parts / marker.shard, marker, copy, known)
    nothing = {table.name: make_arrow_schema(table).empty_table() for table in LINK_TABLES}
    gather.link_parts = lambda *_: nothing  # type: ignore[assignment]
    pipeline.write_report = lambda *_: None  # type: ignore[assignment]
    pipeline._stop_on = lambda failures: None  # what linking would have made is missed
    clock = Clock()
    settings = load_settings({"data": folder / "data", "workers": 1, "publish_with": "link"}, "bench")
    outcome = pipeline.build_release([str(dumps)], settings, StageRunner(clock))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sayso = str(Path(sys.executable).with_name("sayso"))
    again = measure_cpu([sayso, "build", str(dumps), "--data", str(folder / "data"), "--workers", "1"])
    told = {"articles": sum(one.article_id is not None for marker in read_ledger(parts) for one in marker.held)}
    told |= {"seconds": {name: round(seconds, 2) for name, seconds in clock.seconds.items()}}
    told |= {"megabytes": round(peak), "again": round(again, 2), "is_new": outcome.is_new}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
