"""The sample dump ends as its README says, file by file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd

BROKEN = {
    "calder_crawl.warc.gz": {"http_status": 1, "media_type": 1, "revisit": 1},
    "tidewater_archive.zip": {"unsafe_member": 1},
    "some_bad_lines.jsonl": {"bad_json": 2, "no_text": 1},
    "uneven_rows.csv": {"bad_row": 2},
    "truncated.jsonl.gz": {"truncated": 1},
    "bad_checksum.jsonl.gz": {"checksum": 1},
    "mixed_encodings.txt": {"encoding": 1},
    "binary.csv": {"encoding": 1},
    "control_characters.txt": {"control_characters": 1},
    "not_really.parquet": {"unreadable": 1},
    "empty.txt": {"empty": 1},
    "near_empty.txt": {"too_short": 1},
    "german.txt": {"language": 1},
    "spanish.txt": {"language": 1},
    "script_only.html": {"no_extraction": 1},
    "login_wall.html": {"not_article": 1},
    "README.md": {"unknown_format": 1},
}
KEPT = {"calder_crawl.warc.gz": 1, "harbour_gazette.rss": 2, "tidewater_archive.zip": 1, "desk_export.parquet": 5}


def name_file(source_path: str) -> str:
    return Path(source_path.split("!")[0]).name


def test_each_file_of_the_sample_ends_as_its_readme_says(sample_release: Path) -> None:
    rejects = pd.read_parquet(sample_release / "rejects", columns=["source_path", "reason"])
    found: dict[str, Counter[str]] = {}
    for row in rejects.itertuples():
        found.setdefault(name_file(row.source_path), Counter())[row.reason] += 1
    assert found == BROKEN
    articles = pd.read_parquet(sample_release / "articles", columns=["source_path"])
    kept = Counter(articles.source_path.map(name_file))
    assert {name: kept[name] for name in KEPT} == KEPT
    assert len(articles) == 45
