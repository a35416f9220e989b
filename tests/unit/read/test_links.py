"""Links in an input folder: followed within it, turned away where they lead out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.documents import Record, Reject
from tasks.read.inputs import has_files, read_inputs
from tasks.read.options import ReadOptions

TEXT = "The ferry left the pier at noon on Tuesday, the harbour master said."


def read(folder: Path | str, **options: bool) -> dict[str, str]:
    """Give what became of each file: "kept", or the reason."""
    found = list(read_inputs([str(folder)], ReadOptions(**options)))  # type: ignore[arg-type]
    return {str(entry.record_id): "kept" if isinstance(entry, Record) else entry.reason for entry in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("in/a.txt", "in/sub/b.txt", "out/secret.txt", "in2/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(f"{TEXT} {name}", "utf-8")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("target", "is_folder"),
    [
        ("/etc/passwd", False),
        ("../out/secret.txt", False),
        ("../out", True),
        # A sibling whose path begins alike, the folder above, and a file that is not there.
        ("../in2/c.txt", False),
        ("..", True),
        ("../out/gone.txt", False),
        # Over a link of the folder itself, and over one outside that leads back.
        ("sub/hop", False),
    ],
)
@pytest.mark.parametrize("is_absolute", [False, True])
def test_link_out_of_the_folder_is_one_reject(folder: Path, target: str, is_folder: bool, is_absolute: bool) -> None:
    (folder / "sub" / "hop").symlink_to("../../out/secret.txt")
    (folder / "link").symlink_to(folder / target if is_absolute else target)
    found = read(folder)
    assert found == {"a.txt": "kept", "link": "outside_link", "sub/b.txt": "kept", "sub/hop": "outside_link"}
    assert has_files(str(folder))
    rejects = [entry for entry in read_inputs([str(folder)], ReadOptions()) if isinstance(entry, Reject)]
    assert all(reject.raw == b"" and "follow_links" in str(reject.detail) for reject in rejects)


@pytest.mark.parametrize("target", ["a.txt", "sub/b.txt", "hop", "../in/a.txt"])
def test_link_within_the_folder_is_followed(folder: Path, target: str) -> None:
    (folder / "hop").symlink_to("sub/b.txt")
    (folder / "link").symlink_to(target)
    assert read(folder) == {"a.txt": "kept", "hop": "kept", "link": "kept", "sub/b.txt": "kept"}


def test_loops_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to("..")
    (folder / "self").symlink_to("self")
    (folder / "ping").symlink_to("pong")
    (folder / "pong").symlink_to("ping")
    found = list(read_inputs([str(folder)], ReadOptions()))
    assert sum(isinstance(entry, Record) for entry in found) == 2
    assert {entry.reason for entry in found if isinstance(entry, Reject)} == {"unreadable"}


def test_input_may_be_a_link_itself(folder: Path) -> None:
    (folder.parent / "current").symlink_to("in")
    (folder / "link").symlink_to("a.txt")
    (folder / "leak").symlink_to("../out/secret.txt")
    assert read(folder.parent / "current") == {
        "a.txt": "kept", "leak": "outside_link", "link": "kept", "sub/b.txt": "kept"
    }  # fmt: skip
    (folder.parent / "one.txt").symlink_to("out/secret.txt")
    assert read(folder.parent / "one.txt") == {"one.txt": "kept"}


@pytest.mark.parametrize("protocol", ["file://", "FILE://", "local://"])
def test_address_of_a_folder_of_this_machine_follows_no_more(folder: Path, protocol: str) -> None:
    (folder / "leak").symlink_to("../out/secret.txt")
    assert read(f"{protocol}{folder}")["leak"] == "outside_link"


def test_links_are_followed_on_request(folder: Path) -> None:
    (folder / "leak").symlink_to("../out/secret.txt")
    (folder / "more").symlink_to("../out")
    (folder / "out").symlink_to("..")
    found = read(folder, follow_links=True)
    assert {found["leak"], found["more/secret.txt"]} == {"kept"}
