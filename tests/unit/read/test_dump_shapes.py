"""Shapes in which tools and newsrooms write dumps: each is read with no setting, text, title and id in their places."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.documents import Record
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions

ONE = "The lock at Wexham was shut on Monday, its keeper said, and barges wait in a row of two miles."
TWO = "“The gates are older than I am,” said Rhys Orme, who has worked there since he left school."
ID, TITLE = "w1", "Lock shut at Wexham"
INNER = {"title": TITLE, "body": ONE, "date": "2023-02-14"}


def read(tmp_path: Path, name: str, raw: bytes) -> list[Record]:
    path = tmp_path / name
    path.write_bytes(raw)
    found = list(read_inputs([str(path)], ReadOptions()))
    return [entry for entry in found if isinstance(entry, Record)] if found else []


@pytest.mark.parametrize(
    "entry",
    [
        {"source": "wire", "article": {"id": ID, **INNER}},
        {"id": ID, "content": {"title": TITLE, "text": ONE}, "date": "2023-02-14"},
        {"id": ID, "story": {"headline": TITLE, "text": ONE, "date": "2023-02-14"}},
        {"id": ID, "body": INNER},
        {"id": ID, "title": TITLE, "date": "2023-02-14", "text": "", "content": ONE},
        {"id": ID, "title": {"rendered": TITLE}, "date": "2023-02-14", "content": {"rendered": ONE}},
        {"id": ID, "title": TITLE, "publishing_date": "2023-02-14",
         "body": {"summary": [], "sections": [{"headline": [], "paragraphs": [ONE]}]}},
        {"id": ID, "title": TITLE, "published_date": "2023-02-14", "contents": [
            {"type": "kicker", "content": "Local"}, {"type": "byline", "content": "By A B"},
            {"type": "sanitized_html", "content": ONE}, {"type": "image", "fullcaption": "The lock"}]},
        {"id": ID, "title": TITLE, "date": "2023-02-14", "document": ONE, "summary": "A lock is shut."},
    ],
    ids=["article", "content", "story", "body", "empty_first", "wordpress", "sections", "typed_parts", "document"],
)  # fmt: skip
def test_records_in_wrappers(tmp_path: Path, entry: dict[str, Any]) -> None:
    (record,) = read(tmp_path, "d.jsonl", json.dumps(entry).encode() + b"\n")
    assert (record.content, record.record_id) == (ONE, ID)
    assert (record.fields["title"], record.fields["published_at"]) == (TITLE, "2023-02-14")


@pytest.mark.parametrize(
    "shape",
    [
        {"id": {"0": "w1", "1": "w2"}, "text": {"0": ONE, "1": TWO}},
        {"columns": ["id", "text"], "index": [0, 1], "data": [["w1", ONE], ["w2", TWO]]},
        {"w1": {"title": TITLE, "text": ONE}, "w2": {"title": TITLE, "text": TWO}},
        {"Gazette": [{"id": "w1", "text": ONE}], "Post": [{"id": "w2", "text": TWO}]},
    ],
    ids=["columns", "split", "by_id", "by_outlet"],
)
def test_json_that_is_keyed(tmp_path: Path, shape: dict[str, Any]) -> None:
    found = read(tmp_path, "d.json", json.dumps(shape).encode())
    assert [(record.record_id, record.content) for record in found] == [("w1", ONE), ("w2", TWO)]


@pytest.mark.parametrize(
    ("text", "media"),
    [
        (f"&lt;p&gt;{ONE}&lt;/p&gt;\n&lt;p&gt;{TWO}&lt;/p&gt;", "html"),
        (f"&amp;lt;p&amp;gt;{ONE}&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;{TWO}&amp;lt;/p&amp;gt;", "html"),
        ("The tag &lt;p&gt; opens a paragraph, and &lt;/p&gt; ends it, the teacher said.", "text"),
        ("Cats &amp; dogs rose by 3 %.", "text"),
    ],
)
def test_markup_that_was_escaped(tmp_path: Path, text: str, media: str) -> None:
    (record,) = read(tmp_path, "d.jsonl", json.dumps({"text": text}).encode() + b"\n")
    assert record.media == media
    assert record.content == text if media == "text" else record.content.startswith("<p>")


QUOTED = '"The gates are old," said Rhys Orme, who works there, and "shut".'


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("d.csv", f'sep=,\nid,text\nw1,"{ONE}"\nw2,"{QUOTED.replace(chr(34), chr(34) * 2)}"\n'),
        ("d.csv", f'sep=;\nid;text\nw1;"{ONE}"\nw2;"{QUOTED.replace(chr(34), chr(34) * 2)}"\n'),
        ("d.csv", 'id,text\n"w1","{}"\n"w2","{}"\n'.format(ONE, QUOTED.replace('"', '\\"'))),
        ("d.tsv", f"id\ttext\nw1\t{ONE}\nw2\t{QUOTED}\n"),
    ],
    ids=["excel", "excel_semicolon", "backslashes", "no_quoting"],
)
def test_tables(tmp_path: Path, name: str, raw: str) -> None:
    found = read(tmp_path, name, raw.encode())
    assert [(record.record_id, record.content) for record in found] == [("w1", ONE), ("w2", QUOTED)]


def test_a_backslash_before_a_quotation_mark_stays_where_marks_are_doubled(tmp_path: Path) -> None:
    raw = 'id,text\nw1,"""Shut,"" he said."\nw2,"The path is C:\\"\n'
    assert [record.content for record in read(tmp_path, "d.csv", raw.encode())] == [
        '"Shut," he said.',
        "The path is C:\\",
    ]


@pytest.mark.parametrize(
    "table",
    [
        pa.table({"doc": [{"id": ID, "headline": TITLE, "body": ONE}]}),
        pa.table({"id": [ID], "headline": [TITLE], "text": pa.array([ONE.encode()], pa.binary())}),
    ],
    ids=["struct", "binary"],
)
def test_parquet(tmp_path: Path, table: pa.Table) -> None:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    (record,) = read(tmp_path, "d.parquet", stream.getvalue())
    assert (record.record_id, record.fields["title"], record.content) == (ID, TITLE, ONE)
