"""Cost of reading: `python -m tests.bench.reading [ARTICLES.jsonl.gz]`, a part of `make bench`.

- records per CPU second of each format, beside those of the bare library over the same file;
- memory of reading and cleaning 5,000 records against 50,000, each in a process of its own.
"""

from __future__ import annotations

import csv
import email
import gzip
import itertools
import json
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from backports import zstd
from fastwarc.warc import ArchiveIterator, WarcRecordType
from lxml import etree

from tasks.clean.article import clean_document
from tasks.clean.profile import ProfileBuilder
from tasks.documents import Article, Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests import dumps

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "data" / "sample" / "dumps" / "npa_archive.jsonl.gz"
N_SPEED = 1000
N_MEMORY = (5_000, 50_000)
ATOM = "{http://www.w3.org/2005/Atom}"

Entry = dict[str, Any]


def make_entries(source: Path, n_entries: int) -> Iterator[Entry]:
    """Repeat the articles of a dump under other ids and addresses, each with a first sentence of its own."""
    with gzip.open(source, "rt", encoding="utf-8") as stream:
        articles = [json.loads(line) for line in stream]
    for number, article in enumerate(itertools.islice(itertools.cycle(articles), n_entries)):
        text = f"Edition {number} of this report was filed from the newsroom.\n\n{article['text']}"
        yield {
            "id": f"e-{number}",
            "title": article.get("title") or "Report",
            "url": f"https://post.example/{number}",
            "source": article.get("outlet") or "Example Post",
            "published": "2024-10-23T06:00:00Z",
            "text": text,
        }


def read_json_lines(path: Path, opener: Callable[..., Any] = open) -> int:
    with opener(path, "rb") as stream:
        return sum(1 for line in stream if json.loads(line))


def read_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.DictReader(stream))


def read_parquet(path: Path) -> int:
    return sum(len(batch.to_pylist()) for batch in pq.ParquetFile(path).iter_batches(256))


def read_warc(path: Path) -> int:
    with path.open("rb") as stream:
        kinds = (record for record in ArchiveIterator(stream) if record.reader.read())
        return sum(record.record_type in (WarcRecordType.response, WarcRecordType.conversion) for record in kinds)


def read_feed(path: Path) -> int:
    number = 0
    for _, entry in etree.iterparse(path, tag=("item", f"{ATOM}entry")):
        number += 1
        entry.clear()
    return number


def read_zip(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(1 for name in archive.namelist() if archive.read(name))


def read_tar(path: Path) -> int:
    with tarfile.open(path, "r|gz") as archive:
        return sum(1 for info in archive if archive.extractfile(info).read())  # type: ignore[union-attr]


def read_pages(path: Path) -> int:
    return sum(1 for page in sorted(path.iterdir()) if page.read_bytes().decode())


def read_saved_pages(path: Path) -> int:
    parsed = (email.message_from_bytes(page.read_bytes()) for page in sorted(path.iterdir()))
    return sum(1 for message in parsed if message.get_payload(0).get_payload(decode=True))  # type: ignore[union-attr]


def write_formats(entries: list[Entry], folder: Path) -> dict[str, tuple[Path, Callable[[Path], int]]]:
    """Write the same entries in every format; gives each one's file and the bare library's reader."""
    lines, pages = (
        dumps.write_json_lines(entries),
        {f"{entry['id']}.html": dumps.write_page(entry) for entry in entries},
    )
    saved = {f"{entry['id']}.mhtml": dumps.write_saved_page(entry) for entry in entries}
    gz, zst = dumps.PACKERS[".gz"], dumps.PACKERS[".zst"]
    files: dict[str, tuple[bytes | dict[str, bytes], Callable[[Path], int]]] = {
        "a.jsonl": (lines, read_json_lines),
        "a.jsonl.gz": (gz(lines), lambda path: read_json_lines(path, gzip.open)),
        "a.jsonl.zst": (zst(lines), lambda path: read_json_lines(path, zstd.open)),
        "a.json": (dumps.write_json(entries), lambda path: len(json.loads(path.read_bytes()))),
        "a.csv": (dumps.write_csv(entries), read_csv),
        "a.parquet": (dumps.write_parquet(entries), read_parquet),
        "a.warc": (b"".join(dumps.write_warc(entries)), read_warc),
        "a.warc.gz": (b"".join(map(gz, dumps.write_warc(entries))), read_warc),
        "a.wet.gz": (b"".join(map(gz, dumps.write_wet(entries))), read_warc),
        "a.rss": (dumps.write_rss(entries), read_feed),
        "a.atom": (dumps.write_atom(entries), read_feed),
        "pages.zip": (dumps.write_zip(pages), read_zip),
        "pages.tar.gz": (gz(dumps.write_tar(pages)), read_tar),
        "html": (pages, read_pages),
        "mhtml": (saved, read_saved_pages),
    }
    for name, (content, _) in files.items():
        target = folder / name
        if isinstance(content, dict):
            target.mkdir()
            for inner, raw in content.items():
                (target / inner).write_bytes(raw)
        else:
            target.write_bytes(content)
    return {name: (folder / name, reader) for name, (_, reader) in files.items()}


def time_best(step: Callable[[], int]) -> tuple[int, float]:
    """Give what a step counts, and the fewest CPU seconds of three goes."""
    best = float("inf")
    counted = 0
    for _ in range(3):
        before = time.process_time()
        counted = step()
        best = min(best, time.process_time() - before)
    return counted, best


def count_records(path: Path) -> int:
    return sum(isinstance(entry, Record) for entry in read_inputs([str(path)], ReadOptions()))


def measure_speed(source: Path) -> None:
    """Print records per CPU second of each format, ours and the library's."""
    entries = list(make_entries(source, N_SPEED))
    sys.stdout.write("| format | records a CPU second | bare library | ratio |\n|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as name:
        for label, (path, bare) in write_formats(entries, Path(name)).items():
            ours, ours_seconds = time_best(partial(count_records, path))
            theirs, seconds = time_best(partial(bare, path))
            if ours != theirs or ours != len(entries):
                raise SystemExit(f"{label}: {ours} records against {theirs}")
            speeds = f"{ours / ours_seconds:,.0f} | {theirs / seconds:,.0f}"
            sys.stdout.write(f"| {label} | {speeds} | {seconds / ours_seconds:.2f} |\n")


def read_and_clean(path: str) -> None:
    """Read and clean a dump, and print what became of it and the most memory that it took, in KiB."""
    options, profile = ReadOptions(), ProfileBuilder().build()
    n_read = n_kept = n_rejected = 0
    for entry in read_inputs([path], options):
        n_read += 1
        found: Any = entry if isinstance(entry, Reject) else make_document(entry, options)
        if not isinstance(found, Reject):
            found = clean_document(found, profile)
        n_kept += isinstance(found, Article)
        n_rejected += isinstance(found, Reject)
    if n_read != n_kept + n_rejected:
        raise SystemExit(f"{n_read} records read, {n_kept} kept, {n_rejected} rejected")
    sys.stdout.write(f"{n_read} {n_kept} {n_rejected} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}")


def measure_memory(source: Path) -> None:
    """Print the memory of reading and cleaning few and many records."""
    peaks = []
    with tempfile.TemporaryDirectory() as name:
        for n_records in N_MEMORY:
            path = Path(name) / f"{n_records}.jsonl.zst"
            with zstd.open(path, "wt", encoding="utf-8") as stream:
                stream.writelines(json.dumps(entry) + "\n" for entry in make_entries(source, n_records))
            command = [sys.executable, "-m", "tests.bench.reading", "--read-and-clean", str(path)]
            out = subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.PIPE, text=True).stdout.split()
            n_read, n_kept, n_rejected, peak = map(int, out)
            peaks.append(peak)
            sys.stdout.write(f"{n_read} read = {n_kept} kept + {n_rejected} rejected: {peak / 1024:.1f} MiB\n")
    sys.stdout.write(f"memory of many against few: {peaks[1] / peaks[0]:.3f}\n")


def main(arguments: list[str]) -> None:
    """Measure both, over the dump named or the sample."""
    if arguments[:1] == ["--read-and-clean"]:
        read_and_clean(arguments[1])
        return
    source = Path(arguments[0]) if arguments else SAMPLE
    # A process begins with the peak of the one that starts it: memory first, while this one is small.
    measure_memory(source)
    measure_speed(source)


if __name__ == "__main__":
    main(sys.argv[1:])
