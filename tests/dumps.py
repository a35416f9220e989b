"""Dumps in every format that Sayso reads, of articles written for the tests: the same bytes each time."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import lz4.frame
import pyarrow as pa
import pyarrow.parquet as pq
from backports import zstd

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda raw: gzip.compress(raw, mtime=0),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    # Neither writes a checksum unless it is told to.
    ".zst": lambda raw: zstd.compress(raw, options={zstd.CompressionParameter.checksum_flag: 1}),
    ".lz4": lambda raw: lz4.frame.compress(raw, content_checksum=True),
}
Entry = Mapping[str, Any]


def make_entry(number: int) -> dict[str, Any]:
    """One article, unlike those with other numbers."""
    place = ("Aldmoor", "Brackwater", "Cinderford", "Dunmere", "Eastlow", "Farrowgate")[number % 6]
    text = (
        f"{place} will rebuild its bridge number {number} by May, the mayor said on Tuesday.\n"
        f"“We have set aside {number + 2} million dollars for it,” Mayor Ines Calloway told reporters in {place}.\n"
        f"Ferries will carry commuters until the span opens, according to harbour officials in {place}."
    )
    return {
        "id": f"b-{number}",
        "title": f"{place} rebuilds bridge {number}",
        "url": f"https://post.example/{number}/bridge",
        "source": "Example Post",
        "published": "2024-10-23T06:00:00Z",
        "text": text,
    }


def write_page(entry: Entry) -> bytes:
    """A page that says of itself what pages say."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in entry["text"].splitlines())
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{entry["title"]}</title>'
        f'<meta property="og:title" content="{entry["title"]}">'
        f'<meta property="og:site_name" content="{entry["source"]}">'
        f'<link rel="canonical" href="{entry["url"]}">'
        f'<meta property="article:published_time" content="{entry["published"]}"></head>'
        f"<body><article><h1>{entry['title']}</h1>{paragraphs}</article></body></html>"
    ).encode()


def write_json_lines(entries: Sequence[Entry]) -> bytes:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries).encode()


def write_json(entries: Sequence[Entry]) -> bytes:
    return json.dumps(list(entries), indent=1).encode()


def write_csv(entries: Sequence[Entry]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(entries[0]))
    writer.writeheader()
    writer.writerows(entries)
    return stream.getvalue().encode()


def write_parquet(entries: Sequence[Entry]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(entry) for entry in entries]), stream, row_group_size=1000)
    return stream.getvalue()


def write_rss(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f"<item><title>{escape(entry['title'])}</title><link>{entry['url']}</link><guid>{entry['id']}</guid>"
        f"<pubDate>Wed, 23 Oct 2024 06:00:00 GMT</pubDate><dc:creator>Ana Reyes</dc:creator>"
        f"<description>In short.</description><content:encoded><![CDATA[{_mark_up(entry)}]]></content:encoded></item>\n"
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/">\n<channel><title>Example Post</title>'
        f"<link>https://www.post.example/</link>\n{items}</channel></rss>\n"
    ).encode()


def write_atom(entries: Sequence[Entry]) -> bytes:
    items = "".join(
        f"<entry><title>{escape(entry['title'])}</title><link rel='self' href='https://api.example/x'/>"
        f"<link href='{entry['url']}'/><id>{entry['id']}</id><published>{entry['published']}</published>"
        "<updated>2024-11-01T00:00:00Z</updated><author><name>Ana Reyes</name></author>"
        f'<content type="html">{escape(_mark_up(entry))}</content></entry>\n'
        for entry in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Saved articles</title>\n{items}</feed>'.encode()


def write_saved_page(entry: Entry) -> bytes:
    """A page as browsers save it, with a picture."""
    page = write_page(entry).decode().replace("=", "=3D").replace("“", "=E2=80=9C").replace("”", "=E2=80=9D")
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: {title}\r\n"
        "Date: Fri, 1 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="--=_b"\r\n\r\n\r\n----=_b\r\nContent-Type: text/html\r\n'
        "Content-ID: <a@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n"
        "{page}\r\n----=_b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://post.example/a.png\r\n\r\niVBORw0KGgo=\r\n----=_b--\r\n"
    ).format(url=entry["url"], title=entry["title"], page=page).encode()  # fmt: skip


def write_warc_record(
    kind: str, content_type: str, block: bytes, url: str | None = None, headers: str = "", number: int = 0
) -> bytes:
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        f"WARC-Date: 2024-11-01T00:00:00Z\r\n{target}Content-Type: {content_type}\r\n{headers}"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def write_response(
    url: str,
    body: bytes,
    status: str = "200 OK",
    headers: str = "Content-Type: text/html; charset=utf-8\r\n",
    kind: str = "response",
    warc_headers: str = "",
) -> bytes:
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode("latin-1") + body
    return write_warc_record(kind, "application/http; msgtype=response", block, url, warc_headers)


def write_warc(entries: Sequence[Entry]) -> list[bytes]:
    """The records of a crawl: what began it, then a request and a response a page."""
    records = [write_warc_record("warcinfo", "application/warc-fields", b"software: test\r\n")]
    for entry in entries:
        request = b"GET / HTTP/1.1\r\nHost: post.example\r\n\r\n"
        records.append(write_warc_record("request", "application/http; msgtype=request", request, entry["url"]))
        records.append(write_response(entry["url"], write_page(entry)))
    return records


def write_wet(entries: Sequence[Entry]) -> list[bytes]:
    """The records of a WET file: texts that were taken from pages."""
    records = [write_warc_record("warcinfo", "application/warc-fields", b"software: test\r\n")]
    texts = ((entry["url"], f"{entry['title']}\n{entry['text']}".encode()) for entry in entries)
    return records + [write_warc_record("conversion", "text/plain", text, url) for url, text in texts]


def write_zip(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 10, 23, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def write_tar(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, raw in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return stream.getvalue()


def _mark_up(entry: Entry) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in entry["text"].splitlines())
