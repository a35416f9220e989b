from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import fsspec
import pytest

from tasks.documents import Record, Reject
from tasks.read.identity import identify_record
from tasks.read.inputs import InputError, read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import PACKERS, make_entry, write_json_lines, write_page, write_parquet, write_warc, write_zip

ENTRIES = [make_entry(number) for number in range(3)]
FILES = {
    "dumps/a.jsonl.zst": PACKERS[".zst"](write_json_lines(ENTRIES)),
    "dumps/b/a.parquet": write_parquet(ENTRIES),
    "dumps/b/a.zip": write_zip({"a.html": write_page(ENTRIES[0])}),
    "dumps/c.warc.gz": b"".join(map(PACKERS[".gz"], write_warc(ENTRIES))),
    "dumps/cut.gz": PACKERS[".gz"](b"text")[:-3],
    "dumps/.hidden/a.txt": b"Nobody reads this.",
    "dumps/d.txt": b"The ferry left at noon, the harbour master said.",
}
SEEN = [
    *[("/a.jsonl.zst", "kept")] * 3,
    *[("/b/a.parquet", "kept")] * 3,
    ("/b/a.zip!a.html", "kept"),
    *[("/c.warc.gz", "kept")] * 3,
    ("/cut.gz", "truncated"),
    ("/d.txt", "kept"),
]


def read(*inputs: str) -> list[Record | Reject]:
    return list(read_inputs(inputs, ReadOptions()))


def see(found: list[Record | Reject], folder: str) -> list[tuple[str, str]]:
    return [
        (entry.source_path.removeprefix(folder), entry.reason if isinstance(entry, Reject) else "kept")
        for entry in found
    ]


@pytest.fixture
def memory() -> Iterator[str]:
    files = fsspec.filesystem("memory")
    for name, raw in FILES.items():
        files.pipe(f"/readers/{name}", raw)
    yield "memory://readers/dumps"
    files.rm("/readers", recursive=True)


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of moto's server on loopback."""
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }.items():
            patch.setenv(name, value)
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
            patch.delenv(name, raising=False)
        S3FileSystem.clear_instance_cache()
        files = S3FileSystem()
        files.mkdir("readers")
        for name, raw in FILES.items():
            files.pipe(f"readers/{name}", raw)
        files.touch("readers/dumps/folder/")
        yield "s3://readers/dumps"
        S3FileSystem.clear_instance_cache()
    server.stop()


def test_a_folder_in_memory(memory: str) -> None:
    assert see(read(memory), memory) == SEEN
    assert see(read(f"{memory}/"), memory) == SEEN


def test_a_folder_in_a_bucket(bucket: str) -> None:
    assert see(read(bucket), bucket) == SEEN


def test_files_in_a_bucket_beside_local_ones(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FILES["dumps/d.txt"])
    found = read(f"{bucket}/d.txt", str(tmp_path), f"{bucket}/b/a.zip")
    assert [entry.source_path for entry in found] == [
        "s3://readers/dumps/d.txt",
        str(tmp_path / "a.txt"),
        "s3://readers/dumps/b/a.zip!a.html",
    ]
    assert isinstance(found[0], Record)
    assert found[0].record_id == "d.txt"
    assert identify_record(found[0]) == "file:s3://readers/dumps/d.txt"


def test_what_cannot_be_reached_in_a_bucket(bucket: str) -> None:
    for address, message in (
        (f"{bucket}/absent", "no such file or folder"),
        ("s3://no-such-bucket/dumps", "cannot read s3://no-such-bucket/dumps"),
        ("memory://nowhere", "no such file or folder"),
        ("unheard://of/it", "cannot read unheard://of/it"),
        ("ftp://ana:secret@post.example/dumps", "leave the password out"),
    ):
        with pytest.raises(InputError, match=message) as caught:
            read(address)
        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)


def test_a_file_that_goes_away_is_a_reject(memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class LibraryError(Exception):
        pass

    def fail(*args: Any, **kwargs: Any) -> None:
        raise LibraryError("the connection was reset")

    monkeypatch.setattr(fsspec.get_filesystem_class("memory"), "open", fail)
    found = read(f"{memory}/d.txt")
    assert see(found, memory) == [("/d.txt", "unreadable")]
    assert isinstance(found[0], Reject)
    assert found[0].detail == "cannot be read: LibraryError: the connection was reset"


def test_an_address_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(FILES["dumps/d.txt"])
    (found,) = read(f"file://{tmp_path}/a.txt")
    assert isinstance(found, Record)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A server on loopback, over a folder with one file."""
    (tmp_path / "a.txt").write_bytes(FILES["dumps/d.txt"])
    handler = partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_what_a_server_answers_is_told(web):
    assert see(read(f"{web}/a.txt"), web) == [("/a.txt", "kept")]
    with pytest.raises(InputError, match=f"cannot read {web}/b.txt: the server answered 404"):
        read(f"{web}/b.txt")
    with pytest.raises(InputError, match="Cannot connect to host 127.0.0.1:9"):
        read("http://127.0.0.1:9/b.txt")


def test_address_that_ends_in_a_slash_has_a_name(web):
    (found,) = read(f"{web}/")
    assert (found.record_id or found.source_path) == web.removeprefix("http://")
