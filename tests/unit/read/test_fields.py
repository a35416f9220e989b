from __future__ import annotations

from typing import Any

import pytest

from tasks.documents import Record, Reject
from tasks.read.fields import Place, make_record, recognise_media
from tasks.read.options import ReadOptions
from tasks.read.source import Source

SOURCE = Source("in/dump.jsonl", "dump.jsonl", is_named=True)
PLACE = Place("line 12", 12)


def map_entry(entry: dict[str, Any], options: ReadOptions | None = None) -> Record | Reject:
    return make_record(entry, SOURCE, PLACE, options or ReadOptions(), b"raw")


@pytest.mark.parametrize(
    ("entry", "fields"),
    [
        ({"text": "x", "headline": "T"}, {"title": "T"}),
        ({"text": "x", "headline": {"main": "T", "kicker": "K"}}, {"title": "T"}),
        ({"text": "x", "authors": ["Ann Lee", "Bo Ray"]}, {"author": "Ann Lee, Bo Ray"}),
        ({"text": "x", "author": [{"@type": "Person", "name": "Ann Lee"}]}, {"author": "Ann Lee"}),
        ({"text": "x", "source": {"id": None, "name": "Post"}}, {"outlet": "Post"}),
        ({"text": "x", "Source": "Post", "domain": "post.example"}, {"outlet": "Post"}),
        ({"text": "x", "datePublished": "2024-10-23"}, {"published_at": "2024-10-23"}),
        ({"text": "x", "published_at": {"$date": "2024-10-23T00:00:00Z"}}, {"published_at": "2024-10-23T00:00:00Z"}),
        ({"text": "x", "timestamp": 1729641600}, {"published_at": "1729641600"}),
        ({"text": "x", "timestamp": 1729641600.0}, {"published_at": "1729641600"}),
        ({"text": "x", "pub_date": None, "date": "2024-10-23"}, {"published_at": "2024-10-23"}),
        ({"text": "x", "title": float("nan"), "lang": "en"}, {"language": "en"}),
        ({"text": "x", "title": "nan", "author": "", "byline": "None"}, {}),
        ({"text": "x", "title": True}, {}),
        ({"text": "x", "link": "https://post.example/a"}, {"url": "https://post.example/a"}),
        ({"text": "x", "canonical_url": "https://c.example/a", "link": "https://l.example/a"}, {"url": "https://c.example/a"}),
    ],
)  # fmt: skip
def test_names_that_dumps_use(entry: dict[str, Any], fields: dict[str, str]) -> None:
    record = map_entry(entry)
    assert isinstance(record, Record)
    assert record.content == "x"
    assert dict(record.fields) == fields


@pytest.mark.parametrize(
    ("entry", "record_id"),
    [
        ({"id": 7, "url": "https://a.example/b"}, "7"),
        ({"_id": {"$oid": "5f"}}, "5f"),
        ({"guid": "g-1"}, "g-1"),
        ({"url": "https://a.example/b"}, "https://a.example/b"),
        ({}, "dump.jsonl:12"),
    ],
)
def test_record_id(entry: dict[str, Any], record_id: str) -> None:
    record = map_entry({"text": "x", **entry})
    assert isinstance(record, Record)
    assert record.record_id == record_id
    assert record.position == "line 12"


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ({"body": "x", "text": "y"}, "y"),
        ({"text": None, "body": "x"}, "x"),
        ({"content": ["One.", "Two."]}, "One.\nTwo."),
        ({"content": {"rendered": "x"}}, "x"),
        ({"_id": "1", "_source": {"text": "x"}}, "x"),
        ({"text": " spaced\r\n text "}, " spaced\r\n text "),
    ],
)
def test_content_is_found_and_left_as_it_is(entry: dict[str, Any], content: str) -> None:
    record = map_entry(entry)
    assert isinstance(record, Record)
    assert record.content == content


def test_options_take_the_place_of_the_table() -> None:
    options = ReadOptions(fields={"content": ("Summary",), "outlet": ("desk",)})
    record = map_entry({"text": "x", "summary": "y", "desk": "City", "source": "Post"}, options)
    assert isinstance(record, Record)
    assert (record.content, record.fields["outlet"]) == ("y", "City")


def test_unknown_field_in_options() -> None:
    with pytest.raises(ValueError, match="no such field: heading"):
        ReadOptions(fields={"heading": ("h1",)})


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"title": "T"}, "no_text"),
        ({}, "no_text"),
        ({"text": None}, "no_text"),
        ({"text": 5}, "no_text"),
        ({"text": " \n "}, "empty"),
        ({"text": "half \ud83d of a pair"}, "encoding"),
        ({"text": "x", "title": "\udc00"}, "encoding"),
    ],
)
def test_rejects(entry: dict[str, Any], reason: str) -> None:
    reject = map_entry({"id": "a", **entry})
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.position, reject.record_id, reject.raw) == (reason, "line 12", "a", b"raw")


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("<!DOCTYPE html><html><body>x</body></html>", "html"),
        ("<?xml version='1.0'?>\n<html lang='en'>", "html"),
        ("<p>One.</p><p>Two.</p>", "html"),
        ('<p class="lead">One.</p>', "html"),
        ("One.<br/>Two.<br/>Three.", "html"),
        ("Plain text.", "text"),
        ("The price fell < 5 % and rose > 3 %.", "text"),
        ("He wrote <b>two</b> words.", "text"),
    ],
)
def test_media(content: str, media: str) -> None:
    assert recognise_media(content) == media
