from __future__ import annotations

from dataclasses import replace

import pytest

from tasks.documents import Record
from tasks.read.identity import fingerprint_record, identify_record, normalise_url

RECORD = Record("a/dump.jsonl", "line 1", "7", "text", "He said so.", {"title": "T", "outlet": "Post"})


def test_the_same_record_elsewhere_is_the_same() -> None:
    assert fingerprint_record(replace(RECORD, source_path="b/other.csv", position="row 9")) == fingerprint_record(
        RECORD
    )
    assert len(fingerprint_record(RECORD)) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"record_id": "8"},
        {"content": "He said no."},
        {"media": "html"},
        {"fields": {"title": "T"}},
        {"fields": {"title": "TP", "outlet": "ost"}},
    ],
)
def test_any_change_shows(change: dict[str, object]) -> None:
    assert fingerprint_record(replace(RECORD, **change)) != fingerprint_record(RECORD)  # type: ignore[arg-type]


def test_order_of_fields_does_not_matter() -> None:
    turned = replace(RECORD, fields={"outlet": "Post", "title": "T"})
    assert fingerprint_record(turned) == fingerprint_record(RECORD)


def test_an_entry_without_id_is_known_by_its_content() -> None:
    first = replace(RECORD, record_id="dump.jsonl:1")
    again = replace(first, source_path="b/tomorrow.jsonl", position="line 5", record_id="tomorrow.jsonl:5")
    other = replace(first, content="She said no.")
    assert fingerprint_record(again) == fingerprint_record(first)
    assert identify_record(again) == identify_record(first)
    assert identify_record(other) != identify_record(first)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://post.example/a/b/?utm_source=x&id=3&UTM_medium=y#top", "post.example/a/b?id=3"),
        ("http://POST.example:80/a/b", "post.example/a/b"),
        ("//post.example/a", "post.example/a"),
        ("https://post.example:8080/a", "post.example:8080/a"),
        ("https://post.example/?p=12", "post.example?p=12"),
        ("https://post.example/", None),
        ("/a/b", None),
        ("ftp://post.example/a", None),
        ("http://[broken/a", None),
        ("http://post.example:port/a", None),
        ("", None),
    ],
)
def test_url(url: str, expected: str | None) -> None:
    assert normalise_url(url) == expected


def test_identity_prefers_the_address() -> None:
    assert identify_record(replace(RECORD, fields={"url": "https://post.example/a/"})) == "url:post.example/a"
    assert identify_record(RECORD) == "record:Post/7"
    assert identify_record(Record("/in/a.txt", None, "a.txt", "text", "x")) == "file:/in/a.txt"
    entry = Record("in/dump-2025-03-06.jsonl", "line 1", "7", "text", "x")
    assert identify_record(entry) == identify_record(replace(entry, source_path="in/dump-2025-03-07.jsonl"))
    assert identify_record(entry) != identify_record(replace(entry, source_path="in/other.jsonl"))
