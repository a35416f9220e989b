"""Files of any name, in folders, named themselves, and in archives."""

from __future__ import annotations

import os
import tarfile
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from tests.flows.articles import make_record

NAMES = (
    b"caf\xe9.txt", b"\xff\xfe", b"new\nline.txt", b"tab\there.txt", b"it's.txt", b'say "so".txt', b"st*r[1]?.txt",
    b"back\\slash.txt", b"-rf.txt", b"a!b.zip!c.txt", b"[red]b.txt", b"100%41.txt", b"\xe2\x80\xaegpj.txt",
    "Zürich 東京.txt".encode(), b"s3:", b"{a,b}.txt", b"a" * 240 + b".txt",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / os.fsdecode(name)).write_text(make_record(number)["text"], "utf-8")
    return folder


def test_every_file_of_a_folder_becomes_an_article(build, tmp_path, folder):
    outcome = build([folder], tmp_path / "data")
    articles = pd.read_parquet(outcome.release / "articles")
    assert outcome.account.n_kept == len(NAMES)
    assert articles.record_id.nunique() == articles.source_path.nunique() == len(NAMES)
    assert {"caf\\xe9.txt", "new\nline.txt", "st*r[1]?.txt"} <= set(articles.record_id)
    assert not build([folder], tmp_path / "data").is_new


@pytest.mark.parametrize("name", NAMES)
def test_file_of_any_name_may_be_named(build, tmp_path, folder, name):
    outcome = build([folder / os.fsdecode(name)], tmp_path / "data", report_articles=0)
    assert outcome.account.n_kept == 1


def test_revision_of_a_file_whose_name_is_not_utf8_replaces_it(build, tmp_path, folder):
    build([folder], tmp_path / "data")
    changed = folder / os.fsdecode(NAMES[0])
    changed.write_text(changed.read_text("utf-8").replace("100 homes", "990 homes"), "utf-8")
    outcome = build([folder], tmp_path / "data")
    articles = pd.read_parquet(outcome.release / "articles")
    assert len(articles) == len(NAMES)
    assert articles.body.str.contains("990 homes").sum() == 1


def test_members_of_any_name(build, tmp_path):
    text = make_record(1)["text"]
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("st*r[1]?'\"{}.txt", text)
    (tmp_path / "one.txt").write_text(make_record(2)["text"], "utf-8")
    with tarfile.open(tmp_path / "b.tar", "w", format=tarfile.PAX_FORMAT) as archive:
        archive.add(tmp_path / "one.txt", os.fsdecode(b"caf\xe9.txt"))
    outcome = build([tmp_path / "a.zip", tmp_path / "b.tar"], tmp_path / "data")
    articles = pd.read_parquet(outcome.release / "articles")
    assert {path.rpartition("!")[2] for path in articles.source_path} == {"st*r[1]?'\"{}.txt", "caf\\xe9.txt"}
