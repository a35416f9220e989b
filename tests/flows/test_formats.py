"""A real build of a folder that holds one of each format, and what is broken in each way."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.inbox import list_inbox
from flows.settings import READ_LIMITS, Settings
from tasks.read.options import ReadOptions
from tests.dumps import (
    PACKERS,
    make_entry,
    write_atom,
    write_csv,
    write_json,
    write_json_lines,
    write_page,
    write_parquet,
    write_response,
    write_rss,
    write_saved_page,
    write_tar,
    write_warc,
    write_wet,
    write_zip,
)

E = [make_entry(number) for number in range(40)]
TEXT = E[0]["text"].encode()
GONE = write_response("https://x.example/g", b"Gone", "410 Gone")
WARC = [*write_warc(E[1:3]), write_response(E[1]["url"], b"", kind="revisit"), GONE]
NEWER = E[3] | {"text": E[3]["text"] + "\nThe span opens in June, he added.", "published": "2024-10-25T06:00:00Z"}
GOOD = {
    "a.txt": TEXT,
    "a.html": write_page(E[4]),
    "a.mhtml": write_saved_page(E[5]),
    "a.jsonl.zst": PACKERS[".zst"](write_json_lines([E[3], E[6]])),
    "a.json": write_json([NEWER, E[7]]),
    "a.csv.xz": PACKERS[".xz"](write_csv(E[8:10])),
    "a.parquet": write_parquet(E[10:12]),
    "a.warc.gz": b"".join(map(PACKERS[".gz"], WARC)),
    "a.warc.wet": b"".join(write_wet(E[12:14])),
    "a.rss": write_rss(E[14:16]),
    "a.atom.bz2": PACKERS[".bz2"](write_atom(E[16:18])),
    "pages.zip": write_zip({f"p/{number}.html": write_page(E[number]) for number in (18, 19)}),
    "a.tar.bz2": PACKERS[".bz2"](write_tar({"a.json": write_json(E[20:22]), "b.json": write_json(E[22:24])})),
    "nested.zip": write_zip({"in.zip": write_zip({"a.jsonl.lz4": PACKERS[".lz4"](write_json_lines(E[24:26]))})}),
}
N_RECORDS = 1 + 1 + 1 + 2 + 2 + 2 + 2 + 2 + 2 + 2 + 2 + 2 + 4 + 2
PICTURE = write_response("https://x.example/p", b"\xff\xd8\xff", headers="Content-Type: image/jpeg\r\n")
WIRE = b"<?xml version='1.0'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>"
DEEP = PACKERS[".gz"](TEXT)
for name in "dcba":
    DEEP = write_zip({name: DEEP})
BROKEN = {
    "cut.jsonl.gz": (PACKERS[".gz"](write_json_lines(E[26:28]))[:-9], "truncated"),
    "flipped.jsonl.gz": (PACKERS[".gz"](write_json_lines(E[28:30]))[:-8] + b"12345678", "checksum"),
    "bomb.txt.xz": (PACKERS[".xz"](bytes(50_000_000)), "bomb"),
    "names.zip": (write_zip({"../../up.txt": TEXT, "/etc/a.txt": TEXT}), "unsafe_member"),
    "deep.zip": (DEEP, "too_deep"),
    "nested.json": (b"[" * 20_000 + b"]" * 20_000, "bad_json"),
    "wire.xml": (WIRE, "no_text"),
    "paper.pdf": (b"%PDF-1.7\n", "unsupported_format"),
    "bad.rss": (write_rss(E[30:31]).replace(b"</title><link>", b"</tittle><link>"), "bad_xml"),
    "picture.warc": (PICTURE, "media_type"),
    "empty.zip": (write_zip({}), "empty"),
    "long.txt": (b"word " * 1000, "too_long"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dumps")
    for name, raw in {**GOOD, **{name: raw for name, (raw, _) in BROKEN.items()}}.items():
        (folder / name).write_bytes(raw)
    return folder


@pytest.fixture(scope="module")
def release(build, folder, tmp_path_factory) -> Path:
    return build([folder], tmp_path_factory.mktemp("data"), most_depth=4, most_characters=4000).release


def test_nothing_is_lost(release: Path) -> None:
    run = pd.read_parquet(release / "runs").iloc[-1]
    broken = Counter(reason for _, reason in BROKEN.values()) + Counter(["unsafe_member", "revisit", "http_status"])
    assert json.loads(run.rejected_by_reason) == dict(sorted(broken.items()))
    assert (run.n_kept, run.n_superseded, run.n_known) == (N_RECORDS - 1, 1, 0)
    assert run.n_read == run.n_kept + run.n_rejected + run.n_superseded


def test_every_article_says_where_it_stood(release: Path, folder: Path) -> None:
    articles = pd.read_parquet(release / "articles")
    places = Counter(path.removeprefix(f"{folder}/").split("!")[0] for path in articles.source_path)
    assert set(places) == set(GOOD)
    assert f"{folder}/nested.zip!in.zip!a.jsonl.lz4" in set(articles.source_path)
    newest = articles[articles.url == E[3]["url"]]
    assert list(newest.source_path) == [f"{folder}/a.json"]
    assert newest.body.iloc[0].endswith("he added.")


def test_every_reject_is_kept_with_its_origin(release: Path, folder: Path) -> None:
    rejects = pd.read_parquet(release / "rejects")
    data = release.parents[1]
    for row in rejects.itertuples():
        assert row.source_path.startswith(str(folder))
        assert (data / row.kept_at).stat().st_size == row.n_bytes
    kept = rejects.set_index("source_path")
    for name, (raw, reason) in BROKEN.items():
        if name not in ("names.zip", "deep.zip", "bad.rss", "picture.warc", "empty.zip", "nested.json"):
            assert kept.reason[f"{folder}/{name}"] == reason
            assert (data / kept.kept_at[f"{folder}/{name}"]).read_bytes() == raw[: kept.n_bytes[f"{folder}/{name}"]]


def test_a_second_build_knows_them_all(build, release: Path, folder: Path) -> None:
    outcome = build([folder], release.parents[1], most_depth=4, most_characters=4000)
    assert (outcome.account.n_known, outcome.is_new) == (outcome.account.n_read, False)


def test_help_names_the_formats() -> None:
    text = CliRunner().invoke(app, ["build", "--help"]).output
    for word in ("MHTML", "JSON", "CSV", "Parquet", "WARC", "WET", "RSS", "Atom", "zip", "tar", "zstd", "s3://"):
        assert word in text


def test_an_inbox_at_an_address(tmp_path: Path) -> None:
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe("/inbox/a.txt", TEXT)
    try:
        assert list_inbox(Settings(data=tmp_path, inbox="memory://inbox")) == ["memory://inbox"]
        assert list_inbox(Settings(data=tmp_path)) == []
        (tmp_path / "inbox" / "a.txt").write_bytes(TEXT)
        assert list_inbox(Settings(data=tmp_path)) == [str(tmp_path / "inbox")]
    finally:
        files.rm("/inbox", recursive=True)


def test_limits_have_the_same_defaults_wherever_they_are_set() -> None:
    settings, options = Settings(), ReadOptions()
    for name in READ_LIMITS:
        assert getattr(settings, name) == getattr(options, name)
    assert all(Settings.model_fields[name].description for name in READ_LIMITS)
