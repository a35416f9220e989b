"""Which section an article stood in, and what makes it opinion."""

from __future__ import annotations

import pytest

from tasks.documents import Document, Record
from tasks.read.document import make_document
from tasks.read.options import ReadOptions
from tasks.read.sections import is_opinion, read_section

TEXT = "The lock at Wexham was shut on Monday, its keeper said, and barges wait in a row of two miles."


@pytest.mark.parametrize(
    ("section", "title", "url", "types", "found"),
    [
        ("Opinion", None, None, (), True),
        ("News / Letters to the Editor", None, None, (), True),
        ("Politics", "Op-Ed: Who pays for the lock?", None, (), True),
        (None, "Who pays for the lock? | Editorial", None, (), True),
        (None, "Who pays for the lock?", "https://a.example/commentisfree/2023/who-pays", (), True),
        (None, None, None, ("OpinionNewsArticle",), True),
        ("Local news", "Who pays for the lock?", "https://a.example/news/who-pays", (), False),
        # words of a headline name no section, and nothing tells of the others
        ("Politics", "Who pays for the lock?", "https://a.example/news/who-pays", (), None),
        (None, "Opinion polls: who pays?", "https://a.example/editorial", (), None),
        (None, "Court hands down opinion on lock", "https://[a.example/x/y", (), None),
    ],
)
def test_opinion(
    section: str | None, title: str | None, url: str | None, types: tuple[str, ...], found: bool | None
) -> None:
    assert is_opinion(section, title, url, types) is found


@pytest.mark.parametrize(
    ("outlet", "found"),
    [
        ("Wexham Courier - Opinion", True),
        ("Wexham Courier | Editorial", True),
        ("Guest Writer \u2013 Left", True),
        ("Wexham Courier - News", None),
        ("La Opinion", None),
        ("Perspective", None),
        ("Commentary", None),
        ("Opinion Research Wexham", None),
        (None, None),
    ],
)
def test_an_outlet_may_name_its_part_that_holds_opinion(outlet: str | None, found: bool | None) -> None:
    assert is_opinion(None, "Who pays for the lock", None, (), outlet) is found


def test_sections_of_records_and_pages() -> None:
    assert read_section(None, " Local\nnews ") == "Local news"
    assert read_section("https://a.example/tag/locks", None) is None
    record = Record("d.jsonl", "line 1", "r1", "text", TEXT, {"section": "Opinion &amp; letters"})
    page = (
        "<html><head><title>Lock shut</title><meta property='article:section' content='Waterways'></head>"
        f"<body><article><h1>Lock shut</h1><p>{TEXT}</p><p>{TEXT[4:]} So it goes.</p></article></body></html>"
    )
    read = [
        make_document(record, ReadOptions()),
        make_document(Record("p.html", None, "p", "html", page, {}), ReadOptions()),
    ]
    told = [(one.section, one.is_opinion) for one in read if isinstance(one, Document)]
    assert told == [("Opinion & letters", True), ("Waterways", None)]
