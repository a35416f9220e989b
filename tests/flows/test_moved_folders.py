"""Inputs that are moved or mounted elsewhere, and links that lead out of them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from flows.inbox import list_inbox
from flows.settings import Settings
from tasks.shards.ledger import read_marker, write_marker
from tasks.shards.origins_file import ORIGINS_FILE, OriginsError
from tests.flows.articles import make_record


def write_pages(folder: Path, *numbers: int, homes: int = 0) -> Path:
    """Write an article a file; `homes` is another number in the text of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        text = make_record(number)["text"]
        (folder / f"{number}.txt").write_text(text.replace(f"{100 + number} homes", f"{homes or 100 + number} homes"))
    return folder


def read_homes(release: Path) -> list[int]:
    bodies = pd.read_parquet(release / "articles").body
    return sorted(int(homes) for homes in bodies.str.extract(r"(\d+) homes")[0])


def test_revision_in_a_folder_that_was_moved_replaces_the_older(build, tmp_path):
    pages = write_pages(tmp_path / "a" / "pages", 1, 2)
    build([pages], tmp_path / "data")
    (tmp_path / "b").mkdir()
    moved = Path(shutil.move(pages, tmp_path / "b" / "pages"))
    write_pages(moved, 1, homes=250)
    outcome = build([moved], tmp_path / "data")
    assert read_homes(outcome.release) == [102, 250]
    assert (outcome.account.n_read, outcome.account.n_known) == (2, 1)


def test_revision_in_an_inbox_put_elsewhere_replaces_the_older(build, tmp_path):
    data = tmp_path / "data"
    write_pages(data / "inbox" / "sub", 1, 2)
    build(list_inbox(Settings(data=data)), data)
    # Copied, so that the old inbox is still there.
    shutil.copytree(data / "inbox", tmp_path / "drop")
    write_pages(tmp_path / "drop" / "sub", 2, homes=250)
    inbox = str(tmp_path / "drop")
    outcome = build(list_inbox(Settings(data=data, inbox=inbox)), data, inbox=inbox)
    assert read_homes(outcome.release) == [101, 250]


def test_revision_after_the_whole_data_folder_was_moved(build, tmp_path):
    write_pages(tmp_path / "old" / "inbox", 1)
    build([tmp_path / "old" / "inbox"], tmp_path / "old")
    shutil.move(tmp_path / "old", tmp_path / "new")
    write_pages(tmp_path / "new" / "inbox", 1, homes=250)
    outcome = build([tmp_path / "new" / "inbox"], tmp_path / "new")
    assert read_homes(outcome.release) == [250]


@pytest.mark.parametrize("are_together", [True, False])
@pytest.mark.parametrize("old", ["old", "caf\udce9"])
def test_folders_of_one_name_are_two(build, tmp_path, are_together, old):
    pages = [write_pages(tmp_path / name / "pages", 1, homes=homes) for name, homes in ((old, 300), ("new", 400))]
    for inputs in [pages] if are_together else [pages[:1], pages[1:]]:
        outcome = build(inputs, tmp_path / "data")
    assert read_homes(outcome.release) == [300, 400]
    write_pages(pages[1], 1, homes=500)
    assert read_homes(build(pages[1:], tmp_path / "data").release) == [300, 500]


def test_file_named_itself_and_its_folder_are_one(build, tmp_path, monkeypatch):
    pages = write_pages(tmp_path / "pages", 1, 2)
    monkeypatch.chdir(pages)
    build([Path("1.txt")], tmp_path / "data")
    write_pages(pages, 1, homes=250)
    assert read_homes(build([pages], tmp_path / "data").release) == [102, 250]


@pytest.mark.parametrize("is_moved", [True, False])
def test_revision_of_a_file_that_an_older_version_took_in(build, tmp_path, is_moved):
    data, pages = tmp_path / "data", write_pages(tmp_path / "a" / "pages", 1)
    build([pages], data)
    # As older versions left it: paths in the marker, no memory of folders.
    (part,) = (data / "work" / "parts").iterdir()
    marker = read_marker(part)
    (held,) = marker.held
    write_marker(part, replace(marker, held=(replace(held, identity=f"file:{pages / '1.txt'}"),)))
    (data / "work" / ORIGINS_FILE).unlink()
    if is_moved:
        pages = Path(shutil.move(tmp_path / "a", tmp_path / "b")) / "pages"
    write_pages(pages, 1, homes=250)
    assert read_homes(build([pages], data).release) == [250]


def test_damaged_memory_of_folders_says_what_to_do(build, tmp_path):
    pages = write_pages(tmp_path / "pages", 1)
    build([pages], tmp_path / "data")
    (tmp_path / "data" / "work" / ORIGINS_FILE).write_text("{")
    with pytest.raises(OriginsError, match="move it away"):
        build([pages], tmp_path / "data")


def test_link_out_of_the_input_is_a_reject_until_it_is_allowed(build, tmp_path):
    pages = write_pages(tmp_path / "pages", 1)
    (pages / "secret.txt").symlink_to(write_pages(tmp_path / "elsewhere", 2) / "2.txt")
    outcome = build([pages], tmp_path / "data")
    (reject,) = pd.read_parquet(outcome.release / "rejects").itertuples()
    assert (reject.reason, reject.record_id, reject.n_bytes) == ("outside_link", "secret.txt", 0)
    assert str(tmp_path / "elsewhere" / "2.txt") in reject.detail
    assert read_homes(outcome.release) == [101]
    assert not build([pages], tmp_path / "data").is_new
    assert read_homes(build([pages], tmp_path / "data", follow_links=True).release) == [101, 102]
