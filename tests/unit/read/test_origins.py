"""What whole files are called wherever their folders lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from tasks.read.origins import Origins, add_roots, make_absolute


def is_in_none(places: Sequence[str], place: str) -> bool:
    return place not in places


def read(*runs: Sequence[str], gone: Sequence[str] = ()) -> Origins:
    """Take in the folders of several runs; those in `gone` are found missing from the second run on."""
    origins = Origins()
    for number, places in enumerate(runs):
        origins = add_roots(origins, places, "/data/inbox", (), partial(is_in_none, gone if number else ()))
    return origins


@pytest.mark.parametrize(
    ("first", "second", "gone", "path", "origin"),
    [
        # Moved, or mounted elsewhere.
        ("/a/pages", "/b/pages", ["/a/pages"], "/b/pages/x/1.txt", "pages/x/1.txt"),
        ("/mnt/2024/pages", "/srv/pages", ["/mnt/2024/pages"], "/srv/pages/1.txt", "pages/1.txt"),
        # Both are there: two folders, each with files of its own.
        ("/a/pages", "/b/pages", [], "/b/pages/1.txt", "b/pages/1.txt"),
        ("/a/pages", "/b/pages", [], "/a/pages/1.txt", "pages/1.txt"),
        # A folder a day, the older ones cleared away.
        ("/in/10-01/pages", "/in/10-02/pages", ["/in/10-01/pages"], "/in/10-02/pages/1", "10-02/pages/1"),
        ("/in/20241001/p", "/in/20241002/p", ["/in/20241001/p"], "/in/20241002/p/1", "20241002/p/1"),
        # One within the other, in either order: a file keeps its name.
        ("/a/pages", "/a/pages/x", [], "/a/pages/x/1.txt", "pages/x/1.txt"),
        ("/a/pages/x", "/a/pages", [], "/a/pages/x/1.txt", "x/1.txt"),
        ("/a/pages/x", "/a/pages", [], "/a/pages/1.txt", "pages/1.txt"),
        # The inbox is the inbox, whatever its name, and if the old folder is still there.
        ("/data/inbox", "/mnt/drop", [], "/mnt/drop/1.txt", "inbox/1.txt"),
        ("s3://one/dumps", "s3://other/dumps", [], "s3://other/dumps/a.zip!b", "other/dumps/a.zip!b"),
    ],
)  # fmt: skip
def test_folder_keeps_its_label(first: str, second: str, gone: list[str], path: str, origin: str) -> None:
    inbox = second if first == "/data/inbox" else "/data/inbox"
    origins = add_roots(Origins(), [first], "/data/inbox", (), lambda _: True)
    again = add_roots(origins, [second], inbox, (), lambda place: place not in gone)
    assert again.name(path) == origin
    assert add_roots(again, [second], inbox, (), lambda _: True) == again


def test_folders_of_one_name_in_one_run_are_two() -> None:
    origins = read(["/old/pages", "/new/pages"])
    assert [origins.name(f"/{folder}/pages/1.txt") for folder in ("old", "new")] == ["pages/1.txt", "new/pages/1.txt"]


def test_what_was_read_inside_a_folder_moves_with_it() -> None:
    origins = read(["/a/pages/x", "/a/pages"], ["/b/pages"], gone=["/a/pages", "/a/pages/x"])
    assert origins.name("/b/pages/x/1.txt") == "x/1.txt"
    assert origins.name("/b/pages/y/1.txt") == "pages/y/1.txt"


def test_inbox_in_a_folder_that_was_read_keeps_the_names_of_its_files() -> None:
    origins = add_roots(read(["/data"], ["/data/inbox"]), ["/mnt/drop"], "/mnt/drop")
    assert origins.name("/mnt/drop/1.txt") == "data/inbox/1.txt"


def test_file_outside_of_all_folders_is_named_by_its_path() -> None:
    assert read(["/a/pages"]).name("/a/pages2/1.txt") == "/a/pages2/1.txt"


@pytest.mark.parametrize(
    ("place", "gone", "older", "translated"),
    [
        ("/a/pages", [], "/a/pages/x/1.txt", "pages/x/1.txt"),
        ("/b/pages", ["/a/pages"], "/a/pages/1.txt", "pages/1.txt"),
        # The folder of the older version is another one, and still there.
        ("/b/pages", [], "/a/pages/1.txt", "pages/1.txt"),
        ("/data/inbox", ["/old/data/inbox"], "/old/data/inbox/1.txt", "inbox/1.txt"),
        ("/a/pages", [], "/a/other/1.txt", "/a/other/1.txt"),
    ],
)
def test_identities_of_older_versions_are_translated(place: str, gone: list[str], older: str, translated: str) -> None:
    origins = add_roots(Origins(), [place], "/data/inbox", [f"file:{older}", "url:a/b"], lambda one: one not in gone)
    assert origins.translate(f"file:{older}") == f"file:{translated}"
    assert origins.translate("url:post.example/a/pages/1") == "url:post.example/a/pages/1"
    assert origins.translate("file:pages/1.txt") == "file:pages/1.txt"
    if not gone and place == "/b/pages":
        assert origins.name("/b/pages/1.txt") == "b/pages/1.txt"


def test_folder_that_is_empty_has_been_mounted_elsewhere(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "pages").mkdir(parents=True)
    (tmp_path / "b" / "pages" / "1.txt").touch()
    places = [str(tmp_path / name / "pages") for name in ("a", "b")]
    origins = add_roots(add_roots(Origins(), places[:1]), places[1:])
    assert origins.name(f"{places[1]}/1.txt") == "pages/1.txt"


def test_path_is_made_absolute_and_links_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    monkeypatch.chdir(tmp_path)
    assert make_absolute("link/../link/caf\udce9.txt") == f"{tmp_path}/link/caf\udce9.txt"
    assert Origins().name("caf\udce9.txt") == f"{tmp_path}/caf\\xe9.txt"
    assert make_absolute("s3://bucket/dumps/") == "s3://bucket/dumps"
