"""Twice the bytes take twice the steps to read, whatever they are; a run of one mark too."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from tasks.documents import Record
from tasks.read import page_facts
from tasks.read.blobs import HeldBytes
from tasks.read.document import make_document
from tasks.read.dump import read_file
from tasks.read.feeds import _split_entries
from tasks.read.fields import make_field_map
from tasks.read.formats import FEED, TEXT, recognise_format
from tasks.read.json_files import _split_values
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.window import Window
from tests.steps import assert_linear

HEADER = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: "
PAGE = b"<!DOCTYPE html><html><head><title>Pier</title></head><body><p>The harbour board let the pier on Tuesday.</p>"
LINKED_DATA = b'<html><head><script type="application/ld+json">'
# A file's name, how it begins, and what follows over and over.
CASES = (
    ("a.warc", b"", b"WARC/\n"),
    ("a.warc", b"", b"WARC/1.0\r\nA: b\r\n\r\n"),
    ("a.warc", b"", HEADER + b"9000\r\n\r\na\r\n"),
    ("a.warc", b"", HEADER + b"0\r\n\r\n\r\n\r\n"),
    ("a.warc", b"WARC/1.0\r\n", b"\r\n"),
    ("a.warc.gz", b"", b"\x1f\x8b\x08"),
    ("a.warc.gz", b"", gzip.compress(HEADER + b"3\r\n\r\nabc\r\n\r\n", mtime=0)),
    ("a.json", b"[", b"1,"),
    ("a.json", b"[", b"["),
    ("a.json", b"", b'{"a":'),
    ("a.json", b'[{"text":"', b"\\"),
    ("a.json", b"[", b'{"text":"a b c"},'),
    ("a.json", b"[", b"]"),
    ("a.jsonl", b"", b'{"text":"a b c"}\n'),
    ("a.jsonl", b'{"text":"a b c"}\n', b"["),
    ("a.csv", b"id,text\n", b'1,"a'),
    ("a.csv", b'id,text\n1,"', b"a b\n"),
    ("a.csv", b"id,text\n", b","),
    ("a.rss", b"<rss><channel>", b"<item/>"),
    ("a.rss", b"<rss><channel>", b"<item>"),
    ("a.rss", b"<rss><channel>", b"<!-- -->"),
    ("a.rss", b"<rss>", b"<item "),
    ("a.rss", b"<rss><channel><item>", b"<a>"),
    ("a.txt", b"", b"Title: a\n"),
    ("a.txt", b"caf\xe9 ", b"caf\xe9 au lait "),
    ("a.mhtml", b"From: a\r\n", b" a\r\n"),
    ("a.html", PAGE, b"<div>"),
    ("a.html", PAGE, b"<p>a b c."),
    ("a.html", PAGE, b"<b>"),
    ("a.html", PAGE, b"<table><tr><td>"),
    ("a.html", PAGE, b'<div class="promo">a</div>'),
    ("a.html", PAGE, b"<!--"),
    ("a.html", PAGE, b"<blockquote>The pier is let. "),
    ("a.html", PAGE, b'<li><a href="/b">Pier plan draws crowd</a>'),
    ("a.html", b"<html><head><title>", b"a | "),
    ("a.html", LINKED_DATA, b"["),
    ("a.html", LINKED_DATA, b'"author":'),
)


@pytest.mark.parametrize(("name", "start", "unit"), CASES)
def test_a_file_of_one_stretch_over_and_over(name: str, start: bytes, unit: bytes) -> None:
    options = ReadOptions()

    def make_work(size: int) -> Callable[[], object]:
        raw = start + unit * (size // len(unit))

        def read() -> None:
            for entry in read_file(Source(name, name, is_named=True), HeldBytes(raw), len(raw), options):
                if isinstance(entry, Record):
                    make_document(entry, options)

        return read

    assert_linear(make_work, 3000)


@pytest.mark.parametrize("unit", [b"<?a?>", b"<!-- -->", b"<!DOCTYPE a>", b"<!DOCTYPE a[]>", b"<?", b" "])
def test_what_stands_before_a_root_is_passed_over_once(unit: bytes) -> None:
    """Each end of a comment was tried as part of the one before: sixty took longer than anybody waits."""
    names = make_field_map(ReadOptions())
    assert recognise_format(unit * 60 + b"<rss>", "a", True, names) == (TEXT if unit == b"<?" else FEED)
    assert recognise_format(unit * 5000, "a.rss", True, names) is None


class Chunks:
    """A stream that counts the bytes that were held whenever it was read from: those that a buffer copies."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.at = 0
        self.n_reads = 0

    def read(self, n_bytes: int) -> bytes:
        chunk = self.raw[self.at : self.at + n_bytes]
        self.at += len(chunk)
        self.n_reads += 1
        return chunk


def test_the_more_a_window_holds_the_more_it_reads_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.read.window._CHUNK_BYTES", 10)
    stream = Chunks(b"x" * 100_000)
    window = Window(stream)  # type: ignore[arg-type]
    while window.fill():
        pass
    assert len(window) == 100_000
    assert stream.n_reads < 40


@pytest.mark.parametrize("split", [_split_values, _split_entries])
def test_short_pieces_do_not_move_what_follows_them(
    split: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bytes] = []
    fill = Window.fill

    def note(window: Window) -> bool:
        more = fill(window)
        held.append(window.raw)
        return more

    monkeypatch.setattr(Window, "fill", note)
    raw = b"[1" + b",1" * 5000 + b"]" if split is _split_values else b"<rss>" + b"<item/>" * 5000 + b"</rss>"
    pieces = list(split(Chunks(raw), 10**6))  # type: ignore[call-overload]
    assert len(pieces) == 5001
    assert len({id(one) for one in held}) == 1


@pytest.mark.parametrize(
    ("title", "outlet", "heading", "cut"),
    [
        ("Pier let | The Pier Post", "The Pier Post", "", "Pier let"),
        ("Pier - a plan | The Pier Post", "The Pier Post", "", "Pier - a plan"),
        ("Pier - a plan | News", None, "Pier, a plan", "Pier - a plan"),
        ("A - b - c", None, "Another", "A - b - c"),
        ("The Pier Post - Pier let", "The Pier Post", "", "Pier let"),
    ],
)
def test_the_outlet_is_cut_off_a_title(title: str, outlet: str | None, heading: str, cut: str) -> None:
    assert page_facts._cut_outlet(title, outlet, heading) == cut
