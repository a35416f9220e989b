"""An e-book is an issue: its pages are articles, its lists of pages are not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tasks.documents import Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import write_zip

TEXT = (
    "The commission approved the lease of the eastern pier on Tuesday, and the harbor stays open until the spring of "
    "next year, its chairman Orla Quent said at a hearing in Ness."
)
CONTAINER = '<container><rootfiles><rootfile full-path="OPS/content.opf"/></rootfiles></container>'
FETCHED = 'This article was downloaded by calibre from <a rel="calibre-downloaded-from" href="{0}">{0}</a>'


def write_page(title: str, body: str) -> bytes:
    around = '<p><a href="../a/index.html">Next</a> | <a href="../index.html">Section</a></p>'
    return f"<html><head><title>{title}</title></head><body>{around}<h1>{title}</h1>{body}</body></html>".encode()


def write_book(
    metadata: str = "<dc:title>The Gull [Mon, 05 Oct 2020]</dc:title><dc:date>2020-10-05T04:00:00+00:00</dc:date>",
    **others: bytes,
) -> dict[str, bytes]:
    pages = {
        "index.html": write_page("Front", '<ul><li><a href="a/index.html">Pier let</a></li></ul>'),
        "a/index.html": write_page(
            "Pier let", f"<p>{TEXT}</p>" * 3 + f"<p>{FETCHED.format('https://gull.example/a/pier')}</p>"
        ),
        "b%20c.xhtml": write_page("Crane sold", f"<p>{TEXT}</p>" * 2),
    }
    items = "".join(f'<item href="{name}" media-type="application/xhtml+xml"/>' for name in pages)
    nav = '<item href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    package = (
        f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>{metadata}</metadata>'
        f"<manifest>{items}{nav}</manifest></package>"
    )
    members = {"OPS/" + name.replace("%20", " "): raw for name, raw in pages.items()}
    return {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": CONTAINER.encode(),
        "OPS/content.opf": package.encode(),
        "OPS/nav.xhtml": write_page("Contents", ""),
        "OPS/s.css": b"p { margin: 0 }",
        **members,
        **others,
    }


def read(folder: Path, members: Mapping[str, bytes]) -> tuple[dict[str, Record], dict[str, Reject]]:
    (folder / "a.epub").write_bytes(write_zip(dict(members)))
    found = [(one.source_path.rpartition("!")[2], one) for one in read_inputs([str(folder / "a.epub")], ReadOptions())]
    records = {name: one for name, one in found if isinstance(one, Record)}
    return records, {name: one for name, one in found if isinstance(one, Reject)}


def test_pages_are_articles_of_the_issue(tmp_path: Path) -> None:
    records, rejects = read(tmp_path, write_book())
    assert set(records) == {"OPS/a/index.html", "OPS/b c.xhtml"}
    assert {one.fields["outlet"] for one in records.values()} == {"The Gull"}
    document = make_document(records["OPS/a/index.html"], ReadOptions())
    assert not isinstance(document, Reject) and str(document.published_at) == "2020-10-05 04:00:00+00:00"
    assert (document.title, document.url) == ("Pier let", "https://gull.example/a/pier")
    assert {name: one.reason for name, one in rejects.items()} == {"OPS/index.html": "not_article"}


def test_a_page_of_nothing_but_a_comment_costs_itself_alone(tmp_path: Path) -> None:
    members = write_book()
    members["OPS/b c.xhtml"] = b"<!-- cover -->"
    records, rejects = read(tmp_path, members)
    assert "OPS/a/index.html" in records and "broken_rule" not in {one.reason for one in rejects.values()}


def test_a_book_that_is_no_dated_issue_names_no_outlet(tmp_path: Path) -> None:
    records, _ = read(tmp_path, write_book("<dc:title>Tides</dc:title><dc:language>en</dc:language>"))
    assert records["OPS/b c.xhtml"].fields == {"language": "en"}


def test_a_list_with_a_paragraph_for_each_page_is_turned_away(tmp_path: Path) -> None:
    members = write_book()
    names = [f"p{number}.html" for number in range(6)]
    items = "".join(f'<item href="{name}" media-type="text/html"/>' for name in names)
    members["OPS/content.opf"] = members["OPS/content.opf"].replace(b"</manifest>", f"{items}</manifest>".encode())
    members |= {f"OPS/{name}": write_page(name, f"<p>{TEXT}</p>") for name in names}
    listed = "".join(f'<li><a href="{name}">More</a><p>{TEXT}</p></li>' for name in names)
    members["OPS/index.html"] = write_page("Front", f"<ul>{listed}</ul>")
    records, rejects = read(tmp_path, members)
    assert (len(records), set(rejects)) == (8, {"OPS/index.html"})


@pytest.mark.parametrize(
    "broken",
    [
        {"META-INF/container.xml": b"<container/>"},
        {"META-INF/container.xml": b"<container"},
        {"OPS/content.opf": b""},
        {"mimetype": b"application/zip"},
    ],
)
def test_without_its_account_a_book_is_an_archive(tmp_path: Path, broken: dict[str, bytes]) -> None:
    records, rejects = read(tmp_path, write_book() | broken)
    assert {"OPS/a/index.html", "OPS/b c.xhtml"} <= set(records) and "OPS/content.opf" in rejects
    assert records["OPS/b c.xhtml"].fields == {}
