"""Shapes in which tools and newsrooms write dumps: each is read with no setting, text, title and id in their places."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.documents import Record, Reject
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


@pytest.mark.parametrize(
    "entry",
    [
        {"text": TITLE, "article": f"{ONE} {TWO} {ONE} {TWO}"},
        {"content": f"{ONE[:50]}…", "full_content": f"{ONE} {TWO} {ONE} {TWO}"},
        {"content": f"{ONE[:50]}... [+199 chars]", "body_text": f"{ONE} {TWO} {ONE} {TWO}"},
    ],
    ids=["headline", "excerpt", "cut"],
)
def test_the_whole_text_stands_before_its_beginning(tmp_path: Path, entry: dict[str, Any]) -> None:
    (record,) = read(tmp_path, "d.jsonl", json.dumps({"id": ID, **entry}).encode() + b"\n")
    assert record.content == f"{ONE} {TWO} {ONE} {TWO}"


def test_a_short_text_keeps_its_place_before_its_page_and_another_text(tmp_path: Path) -> None:
    menu = "Home News Sport Weather Contact. Lanes Canals Boats Shops Letters Archive. " * 9
    page = f"<html><body><p>{ONE}</p><p>{TWO}</p>{'<p>Read more about canals.</p>' * 9}</body></html>"
    for other in ({"html": page}, {"document": f"{TWO} {ONE[:30]}"}, {"document": menu}):
        (record,) = read(tmp_path, "d.jsonl", json.dumps({"id": ID, "text": ONE, **other}).encode() + b"\n")
        assert record.content == ONE


@pytest.mark.parametrize(
    "body",
    [
        [{"_type": "block", "children": [{"_type": "span", "text": ONE[:9]}, {"_type": "span", "text": ONE[9:]}]},
         {"_type": "block", "children": [{"_type": "span", "text": TWO}]}],
        {"time": 1, "blocks": [
            {"type": "paragraph", "data": {"text": ONE}}, {"type": "paragraph", "data": {"text": TWO}}]},
        {"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": ONE[:9]}, {"type": "text", "text": ONE[9:]}]},
            {"type": "paragraph", "content": [{"type": "text", "text": TWO}]}]},
    ],
    ids=["portable", "blocks", "doc"],
)  # fmt: skip
def test_texts_as_editors_of_pages_keep_them(tmp_path: Path, body: Any) -> None:
    (record,) = read(tmp_path, "d.jsonl", json.dumps({"id": ID, "body": body}).encode() + b"\n")
    assert record.content == f"{ONE}\n{TWO}"


def test_nodes_of_a_graph(tmp_path: Path) -> None:
    edges = [{"cursor": "x", "node": {"id": number, "bodyText": text}} for number, text in (("w1", ONE), ("w2", TWO))]
    found = read(tmp_path, "d.json", json.dumps({"data": {"articles": {"edges": edges}}}).encode())
    assert [(record.record_id, record.content) for record in found] == [("w1", ONE), ("w2", TWO)]


def test_lines_cut_out_of_an_array(tmp_path: Path) -> None:
    lines = "".join(f"{json.dumps({'id': number, 'text': ONE})},\n" for number in ("w1", "w2"))
    assert [record.record_id for record in read(tmp_path, "d.jsonl", lines.encode())] == ["w1", "w2"]


def test_line_ends_written_as_letters(tmp_path: Path) -> None:
    raw = f"id\ttext\nw1\t{ONE}\\n\\n{TWO}\\n\\n{ONE}\nw2\tThe files lie in C:\\new and C:\\notes.\n"
    first, second = read(tmp_path, "d.tsv", raw.encode())
    assert first.content == f"{ONE}\n\n{TWO}\n\n{ONE}"
    assert second.content == "The files lie in C:\\new and C:\\notes."


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.xml", f"<articles><article><p>{ONE}</p></article><article><p>{TWO}</p></article></articles>",
         "XML with the root <articles>"),
        ("a.txt", f"{{'title': 'A', 'text': '{ONE}'}}\n", "Python objects"),
        ("a.mbox", f"From desk@gazette.example Tue May  7 08:00:00 2024\nSubject: A\n\n{ONE}\n", "a mailbox"),
    ],
    ids=["xml", "python", "mbox"],
)  # fmt: skip
def test_what_would_be_one_wrong_article_is_turned_away_by_name(tmp_path: Path, name: str, raw: str, said: str) -> None:
    (tmp_path / name).write_text(raw, "utf-8")
    (reject,) = read_inputs([str(tmp_path / name)], ReadOptions())
    assert isinstance(reject, Reject)
    assert reject.reason == "unsupported_format"
    assert said in (reject.detail or "")


def test_fragments_of_pages_and_letters_stay_articles(tmp_path: Path) -> None:
    for text in (f"<article><h1>A</h1><p>{ONE}</p><p>{TWO}</p></article>", f"From Wexham we hear: {ONE}"):
        assert len(read(tmp_path, "a.txt", text.encode())) == 1
