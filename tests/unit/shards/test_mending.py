"""What becomes of damaged parts: taken from a copy, made again, or set aside and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tasks.publish.mending import Mended, WholeFiles
from tasks.publish.parquet import hash_file
from tasks.publish.release_ledger import PublishedPart
from tasks.shards.ledger import LOST, Held, Marker, read_ledger, read_marker, read_marker_text, write_marker
from tasks.shards.mending import is_stamp, mend_parts
from tasks.shards.spool import RECORDS_FILE
from tests.unit.shards.conftest import make_marker

HELD = (Held("a" * 32, None, "a" * 16), Held("b" * 32, None, None))


class NoReleases(WholeFiles):
    """No copy anywhere, and at most one release, of which only the ledger is known."""

    def __init__(self, data: Path, *published: PublishedPart) -> None:
        super().__init__(data)
        self.published = {part.shard: part for part in published}

    @property
    def newest_first(self) -> list[Path]:
        return [self.data / "releases" / "r1"] if self.published else []

    def read_ledger(self, release: Path) -> dict[str, PublishedPart]:
        return self.published


def write_part(folder: Path, quotes: bytes = b"rows of quotes", **values: object) -> Marker:
    folder.mkdir(parents=True)
    (folder / "quotes.parquet").write_bytes(quotes)
    (folder / RECORDS_FILE).write_bytes(b"records")
    files = {"quotes": (hash_file(folder / "quotes.parquet"), 1)}
    made = {"files": files, "records": hash_file(folder / RECORDS_FILE)}
    write_marker(folder, make_marker(folder.name, HELD, **(made | values)))
    return read_marker(folder)


@pytest.fixture
def part(tmp_path):
    """A part whose quotes are damaged."""
    folder = tmp_path / "work" / "parts" / "abc"
    write_part(folder)
    (folder / "quotes.parquet").write_bytes(b"other rows")
    return folder


def mend(data: Path, remade: Path | None = None, whole: WholeFiles | None = None) -> list[Mended]:
    return list(mend_parts(data, whole or NoReleases(data), lambda marker: remade, lambda folder: None))


def test_part_that_is_made_again_with_the_same_bytes_stays_the_same(tmp_path, part):
    before = read_marker(part)
    write_part(tmp_path / "made" / "abc")
    (done,) = mend(tmp_path, tmp_path / "made" / "abc")
    assert "byte for byte" in done.done
    assert not done.is_lost
    assert read_marker(part) == before
    assert (part / "quotes.parquet").read_bytes() == b"rows of quotes"


def test_part_that_is_made_again_with_other_bytes_says_so(tmp_path, part):
    write_part(tmp_path / "made" / "abc", b"rows of now")
    (done,) = mend(tmp_path, tmp_path / "made" / "abc")
    assert not done.is_lost
    assert read_marker(part).remade == 1
    assert mend(tmp_path) == []


def test_part_that_is_made_again_by_other_code_replaces_the_old_one(tmp_path, part):
    write_part(tmp_path / "made" / "new", b"rows of now")
    (done,) = mend(tmp_path, tmp_path / "made" / "new")
    assert "as new" in done.done
    assert [(marker.shard, marker.replaces) for marker in read_ledger(part.parent)] == [("new", "abc")]


def test_part_that_is_made_again_of_other_documents_is_not_taken(tmp_path, part):
    made = write_part(tmp_path / "made" / "abc")
    write_marker(tmp_path / "made" / "abc", replace(made, held=HELD[:1]))
    (done,) = mend(tmp_path, tmp_path / "made" / "abc")
    assert done.is_lost
    assert not part.exists()


def test_part_without_a_copy_and_without_records_is_lost(tmp_path, part):
    (part / RECORDS_FILE).unlink()
    (done,) = mend(tmp_path)
    assert done.is_lost
    for words in ("1 articles and 1 rejects", "quotes", "sayso forget --lost", "work/damaged/parts-abc"):
        assert words in done.done
    assert (tmp_path / "work" / "damaged" / "parts-abc" / "marker.json").is_file()


def test_damaged_records_leave_a_part_that_stands(tmp_path):
    folder = tmp_path / "work" / "parts" / "abc"
    write_part(folder)
    (folder / RECORDS_FILE).write_bytes(b"rec0rds")
    (done,) = mend(tmp_path)
    assert done.is_lost
    assert "cannot be made again" in done.done
    assert read_marker(folder).records == LOST
    assert mend(tmp_path) == []


def test_lost_part_of_which_some_documents_are_held_elsewhere_is_told(tmp_path):
    folder = tmp_path / "work" / "parts" / "new"
    write_part(tmp_path / "lost")
    published = PublishedPart("lost", read_marker_text(tmp_path / "lost"), ())
    write_part(folder)
    write_marker(folder, make_marker("new", HELD[:1], files=read_marker(folder).files, records=LOST))
    (done,) = mend(tmp_path, whole=NoReleases(tmp_path, published))
    assert done.is_lost
    assert "1 of its documents are in no part" in done.done


@pytest.mark.parametrize(
    ("content", "is_one"),
    [(b"0123456789abcdef", True), (b"0123456789abcdeg", False), (b"", False), (b"0123456789abcdef\xff", False)],
)
def test_stamp_is_the_hash_of_code(tmp_path, content, is_one):
    path = tmp_path / "audited_with.txt"
    path.write_bytes(content)
    assert is_stamp(path) == is_one
