from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import make_entry, write_atom, write_rss

ENTRIES = [make_entry(number) for number in range(3)]
HEAD = '<rss version="2.0"><channel><title>Example Post</title><link>https://post.example</link>'
ITEM = "<item><title>Bridge</title><description>The ferry left at noon.</description></item>"
RDF = (
    '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><items/></channel><item><title>Bridge</title><dc:date>2024-10-23</dc:date>"
    "<description>The ferry left at noon.</description></item></rdf:RDF>"
)


def read(tmp_path: Path, raw: str | bytes, name: str = "a.xml", **options: Any) -> list[Record | Reject]:
    path = tmp_path / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return list(read_inputs([str(path)], ReadOptions(**options)))


def reasons(found: list[Record | Reject]) -> list[str]:
    return [entry.reason if isinstance(entry, Reject) else "kept" for entry in found]


def read_item(tmp_path: Path, item: str, head: str = HEAD) -> Record | Reject:
    (found,) = read(tmp_path, f"{head}<item>{item}</item></channel></rss>")
    return found


@pytest.mark.parametrize("name", ["a.rss", "a.xml", "a", "a.txt", "a.atom"])
@pytest.mark.parametrize("write", [write_rss, write_atom])
def test_entries_are_records(tmp_path: Path, name: str, write: Any) -> None:
    found = read(tmp_path, write(ENTRIES), name)
    assert [(entry.position, entry.record_id) for entry in found] == [
        (f"entry {number}", entry["id"]) for number, entry in enumerate(ENTRIES, 1)
    ]
    assert isinstance(found[0], Record)
    document = make_document(found[0], ReadOptions())
    assert isinstance(document, Document)
    assert document.source_text == ENTRIES[0]["text"]
    assert (document.title, document.url, document.author) == (ENTRIES[0]["title"], ENTRIES[0]["url"], "Ana Reyes")
    assert (str(document.published_at), document.published_from) == ("2024-10-23 06:00:00+00:00", "record")
    # The Atom file is what somebody saved: its title is nobody's outlet, and the entry's site names it.
    assert document.outlet == ("Example Post" if write is write_rss else "post.example")


def test_rdf(tmp_path: Path) -> None:
    (record,) = read(tmp_path, RDF)
    assert isinstance(record, Record)
    assert record.fields == {"title": "Bridge", "published_at": "2024-10-23"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}{ITEM.replace("noon", "полдень")}</channel></rss>'
    (record,) = read(tmp_path, text.encode(encoding))
    assert isinstance(record, Record)
    assert record.content == "The ferry left at полдень."


@pytest.mark.parametrize("namespace", ["}http://www.w3.org/2005/Atom", "{", "a b"])
def test_a_damaged_namespace_costs_only_the_entries(tmp_path: Path, namespace: str) -> None:
    raw = write_atom(ENTRIES).decode().replace("http://www.w3.org/2005/Atom", namespace)
    assert all(isinstance(entry, Record | Reject) for entry in read(tmp_path, raw))


def test_the_fullest_text_is_taken(tmp_path: Path) -> None:
    head = HEAD.replace(
        "<rss", '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:m="http://media.example"'
    )
    record = read_item(
        tmp_path, "<description>Short.</description><m:content>no</m:content><c:encoded>Long.</c:encoded>", head
    )
    assert isinstance(record, Record)
    assert record.content == "Long."


def test_xhtml_and_parts(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><source><title>Eastgate Herald</title></source>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry left.</p><p>It sank.</p></div>'
        "</content></entry></feed>",
    )
    assert isinstance(found[0], Record)
    assert (found[0].media, found[0].fields) == ("html", {"outlet": "Eastgate Herald"})


def test_when_an_entry_was_changed_is_not_when_it_was_published(tmp_path: Path) -> None:
    (record,) = read(
        tmp_path, "<feed><entry><updated>2024-10-23</updated><summary>The ferry left.</summary></entry></feed>"
    )
    assert isinstance(record, Record)
    assert record.fields == {}


def test_entities_of_html(tmp_path: Path) -> None:
    record = read_item(tmp_path, "<description>The caf&eacute;&nbsp;owner&rsquo;s ferry &amp; quay</description>")
    assert isinstance(record, Record)
    assert record.content == "The café\xa0owner’s ferry & quay"


@pytest.mark.parametrize(
    "entity", ['<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>', '<!DOCTYPE rss [<!ENTITY x "secret">]>']
)
def test_entities_are_not_expanded(tmp_path: Path, entity: str) -> None:
    found = read(
        tmp_path, f"<?xml version='1.0'?>{entity}{HEAD}<item><description>&x;</description></item></channel></rss>"
    )
    assert reasons(found) == ["bad_xml"]


def test_comments_and_cdata_are_no_tags(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"{HEAD}<!-- <item> --><item><description><![CDATA[The tag </item> and <item> stand here.]]></description>"
        f"<!-- </item> --></item>{ITEM}</channel></rss>",
    )
    assert reasons(found) == ["kept", "kept"]
    assert isinstance(found[0], Record)
    assert found[0].content == "The tag </item> and <item> stand here."


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("<item><title>Bridge</p></item>", "bad_xml"),
        ("<item><title>\x01</title></item>", "bad_xml"),
        ("<item><u:x>undeclared prefix</u:x></item>", "bad_xml"),
        ("<item><title>Bridge</title></item>", "no_text"),
        ("<item/>", "no_text"),
        ("<item><title>has no end</title>", "bad_xml"),
        ("<item><description>" + "<b>" * 400 + "</b>" * 400 + "</description></item>", "bad_xml"),
    ],
)
def test_a_bad_entry_costs_only_itself(tmp_path: Path, item: str, reason: str) -> None:
    found = read(tmp_path, f"{HEAD}{ITEM}{item}{ITEM}</channel></rss>")
    assert reasons(found) == ["kept", reason, "kept"]
    assert isinstance(found[1], Reject)
    assert (found[1].raw, found[1].position) == (item.encode(), "entry 2")


def test_a_feed_that_is_cut(tmp_path: Path) -> None:
    assert reasons(read(tmp_path, f"{HEAD}{ITEM}{ITEM[:30]}")) == ["kept", "truncated"]
    assert reasons(read(tmp_path, f"{HEAD}{ITEM}{ITEM}")) == ["kept", "kept", "truncated"]
    assert reasons(read(tmp_path, f"{HEAD}</channel></rss>")) == ["empty"]
    assert reasons(read(tmp_path, HEAD)) == ["truncated"]


def test_an_entry_too_long(tmp_path: Path) -> None:
    long = f"<item><description>{'word ' * 2_000_000}</description></item>"
    found = read(tmp_path, f"{HEAD}{ITEM}{long}{ITEM}</channel></rss>", most_characters=10, most_kept_bytes=100)
    assert reasons(found)[:2] == ["kept", "too_long"]
    assert isinstance(found[1], Reject)
    assert found[1].raw == long[:100].encode()


def test_many_entries_across_chunks(tmp_path: Path) -> None:
    entries = [make_entry(number) for number in range(2000)]
    found = read(tmp_path, write_rss(entries))
    assert [entry.record_id for entry in found] == [entry["id"] for entry in entries]
