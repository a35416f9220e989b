from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.options import ReadOptions

PARAGRAPHS = [
    "The bridge over the Salt River will reopen in May, the mayor of Northfield said on Tuesday.",
    "“We have waited two years for this day,” she told reporters. “It will be <b>worth</b> it.”",
    "Repairs cost $4.2 million, twice the sum that the council had set aside for them in 2022.",
    "A spokesman for the contractor declined to comment on the delay, which he called regrettable.",
]
TEXT = "\n".join(PARAGRAPHS).replace("<b>", "").replace("</b>", "")
HEAD = """<title>Bridge to reopen | Northfield Post</title>
<meta property="og:title" content="Bridge to reopen"><meta property="og:site_name" content="Northfield Post">
<meta property="article:published_time" content="2024-10-23T09:15:00-04:00">
<meta property="article:modified_time" content="2024-11-01T00:00:00Z">
<meta name="author" content="Jane Roe"><link rel="canonical" href="https://post.example/2024/bridge">"""
ON_PAGE = datetime(2024, 10, 23, 13, 15, tzinfo=UTC)


def make_page(head: str = HEAD, body: str = "") -> str:
    paragraphs = body or "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
    navigation = '<nav><a href="/">Home</a><a href="/news">News</a></nav>'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{navigation}<article>{paragraphs}</article>'
        "<footer>Copyright 2021 Northfield Post</footer></body></html>"
    )


def make_record(content: str, media: Any = "text", source_path: str = "in/a.txt", **fields: str) -> Record:
    return Record(source_path, None, "a", media, content, fields)


def make(record: Record, options: ReadOptions | None = None) -> Document:
    document = make_document(record, options or ReadOptions())
    assert isinstance(document, Document), document
    return document


def test_plain_text_is_kept_to_the_character() -> None:
    text = "\ufeff First — line.\r\n\r\n\tSecond “line”.\u00a0\n"
    document = make(make_record(text, title="T", language="en"))
    assert document.source_text == text
    assert (document.title, document.language, document.published_at, document.published_from) == (
        "T",
        "en",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("Mayor: donâ€™t wait", "Mayor: don’t wait"),
        ("Smith &amp; Sons\n  to close", "Smith & Sons to close"),
        ("“We’ll wait” — café", "“We’ll wait” — café"),
    ],
)
def test_titles_and_names_are_mended(written: str, mended: str) -> None:
    document = make(make_record(TEXT, title=written, outlet=written, author=written))
    assert (document.title, document.outlet, document.author) == (mended, mended, mended)


def test_a_page_gives_its_article_and_what_it_states() -> None:
    document = make(make_record(make_page(), "html"))
    assert document.source_text == TEXT
    assert (document.title, document.author, document.outlet) == ("Bridge to reopen", "Jane Roe", "Northfield Post")
    assert document.url == "https://post.example/2024/bridge"
    assert (document.published_at, document.published_from) == (ON_PAGE, "html")


def test_paragraphs_in_markup() -> None:
    document = make(make_record("".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:2]), "html"))
    assert document.source_text == "\n".join(TEXT.split("\n")[:2])


def test_the_record_stands_before_the_page_and_that_before_the_options() -> None:
    options = ReadOptions(outlet="Default", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    record = make_record(make_page(), "html", title="Given", outlet="Desk", published_at="2024-10-20")
    document = make(record, options)
    assert (document.title, document.outlet, document.author) == ("Given", "Desk", "Jane Roe")
    assert (document.published_at, document.published_from) == (datetime(2024, 10, 20, tzinfo=UTC), "record")
    assert make(make_record(make_page(), "html"), options).outlet == "Northfield Post"
    assert make(make_record(make_page("<title>T</title>"), "html"), options).outlet == "Default"


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("", "post.example"),
        ('<meta property="og:site_name" content="The Post">', "The Post"),
    ],
)
def test_a_site_names_the_outlet_that_nothing_else_names(head: str, outlet: str) -> None:
    head += '<title>T</title><link rel="canonical" href="https://www.post.example/a">'
    assert make(make_record(make_page(head), "html")).outlet == outlet


def test_a_site_that_carries_others_is_no_outlet() -> None:
    record = make_record("Ferries sailed again on Tuesday, the line said.")
    carried = replace(record, fields={"url": "https://news.google.com/articles/CBMi"})
    assert make(carried).outlet is None
    assert make(carried, ReadOptions(outlet="The Post")).outlet == "The Post"


def test_order_of_dates() -> None:
    options = ReadOptions(published_at=datetime(2020, 1, 1, 2, tzinfo=timezone(timedelta(hours=2))))
    page = make_record(make_page(), "html", "in/2023-05-06.html")
    bare = make_record(make_page("<title>T</title>"), "html", "in/2023-05-06.html")
    unnamed = replace(bare, source_path="2023-05-06/a.html")
    addressed = replace(bare, fields={"url": "https://post.example/2024/apr/02/summit"})
    found = [
        make(replace(page, fields={"published_at": "1 May 2024"}), options),
        make(replace(page, fields={"published_at": "last week"}), options),
        make(addressed, options),
        make(bare, options),
        make(unnamed, options),
        make(unnamed),
    ]
    assert [(document.published_at, document.published_from) for document in found] == [
        (datetime(2024, 5, 1, tzinfo=UTC), "record"),
        (ON_PAGE, "html"),
        (datetime(2024, 4, 2, tzinfo=UTC), "address"),
        (datetime(2023, 5, 6, tzinfo=UTC), "file name"),
        (datetime(2020, 1, 1, tzinfo=UTC), "option"),
        (None, None),
    ]


def test_a_day_still_to_come_is_no_date_of_publication() -> None:
    options = ReadOptions(read_at=datetime(2024, 11, 1, 20, tzinfo=UTC))
    page = replace(make_record(make_page(), "html"), fields={"published_at": "2031-05-02"})
    address = {"url": "https://post.example/2031/apr/02/summit"}
    ahead = replace(page, fields=address, content=make_page("<title>T</title>"))
    tomorrow = replace(page, fields={"published_at": "2024-11-02T10:00:00+09:00"})
    assert make(page, options).published_at == ON_PAGE
    assert make(page).published_at == datetime(2031, 5, 2, tzinfo=UTC)
    assert make(ahead, options).published_at is None
    assert make(tomorrow, options).published_from == "record"


def test_the_zone_of_a_date_goes_by_the_outlet() -> None:
    record = make_record("Ferries sailed again on Tuesday, the line said.")
    stated = {"published_at": "May 1, 2024 01:30 IST", "url": "https://coast.example.in/ferries"}
    found = [
        make(replace(record, fields=stated | {"url": url})) for url in (stated["url"], "https://harbour.co.il/a/1")
    ]
    assert [str(document.published_at) for document in found] == [
        "2024-05-01 01:30:00+05:30",
        "2024-05-01 01:30:00+02:00",
    ]


def test_the_name_of_a_dump_dates_none_of_its_entries() -> None:
    record = replace(make_record("One two three.", source_path="dump-2024-10-23.jsonl"), position="line 1")
    assert make(record).published_at is None


@pytest.mark.parametrize(
    "head",
    [
        '<meta itemprop="datePublished" content="2024-10-23T13:15Z">',
        '<meta name="DC.date.issued" content="2024-10-23T13:15Z">',
        '<script type="application/ld+json">{"@graph": [{"@type": "Organization"}, {"@type": ["NewsArticle"],'
        ' "datePublished": "2024-10-23T13:15:00Z", "dateModified": "2024-11-01"}]}</script>',
        '<time class="entry-date published" datetime="2024-10-23T13:15:00+00:00">x</time>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2019-01-01"},'
        ' {"@type": "NewsArticle", "datePublished": "2024-10-23T13:15:00Z"}]}</script>',
        '<script type="application/ld+json">{"@type": ["Recipe"], "datePublished": "2024-10-23T13:15:00Z"}</script>',
    ],
)
def test_dates_that_a_page_states(head: str) -> None:
    document = make(make_record(make_page(f"<title>T</title>{head}"), "html"))
    assert (document.published_at, document.published_from) == (ON_PAGE, "html")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2024-10-23">',
        '<script type="application/ld+json">{"@type": "Event", "datePublished": "2024-10-23"}</script>',
        '<script type="application/ld+json">{broken</script>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        '<time datetime="2024-10-23">x</time>',
    ],
)
def test_dates_that_are_not_of_publication(head: str) -> None:
    assert make(make_record(make_page(f"<title>T</title>{head}"), "html")).published_at is None


@pytest.mark.parametrize(
    ("content", "media", "reason"),
    [
        ("\n \n", "text", "empty"),
        ("Two words", "text", "too_short"),
        ("NUL \x00 in it", "text", "control_characters"),
        ("\x01\x02\x03\x04 rubbish here", "text", "control_characters"),
        ("word " * 30, "text", "too_long"),
        ("<html><body></body></html>", "html", "no_extraction"),
        ("<!doctype html>", "html", "no_extraction"),
        ("<p>Two words</p>", "html", "too_short"),
    ],
)
def test_rejects(content: str, media: str, reason: str) -> None:
    reject = make_document(make_record(content, media), ReadOptions(most_characters=100))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.stage, reject.record_id, reject.raw) == (reason, "read", "a", content.encode())


def test_the_extractor_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        make_document(make_record("<p></p>", "html"), ReadOptions())
        make(make_record(make_page(), "html"))
    assert [record for record in caplog.records if record.name.split(".")[0] in ("trafilatura", "htmldate")] == []


@pytest.mark.parametrize("author", ["None", " n/a ", "undefined"])
def test_author_of_a_page_that_is_a_word_for_none_is_none(author: str) -> None:
    page = make_page(HEAD.replace("Jane Roe", author))
    assert make(make_record(page, "html")).author is None
