from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.link import readings
from tasks.link.readings import Made, Reading, Shelf, dump, join_texts, pack, split_texts, unpack
from tasks.link.stored import Sealed, Stored
from tasks.publish.parquet import hash_file

BODIES = {"a1": "The sluice held.", "a2": "The wall fell.", "b1": "Nobody came."}


@pytest.fixture
def parts(tmp_path: Path) -> Stored:
    """Two parts of articles."""
    folder = tmp_path / "parts"
    folder.mkdir()
    paths, sealed = [], []
    for name, ids in (("a", ["a1", "a2"]), ("b", ["b1"])):
        paths.append(folder / f"{name}.parquet")
        pq.write_table(pa.table({"article_id": ids, "body": [BODIES[each] for each in ids]}), paths[-1])
        sealed.append(Sealed(hash_file(paths[-1]), frozenset(ids)))
    return Stored(paths, pq.read_schema(paths[0]), sealed=sealed)


class Reader:
    """Reads bodies of a shelf, and notes the articles that it had to read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read_articles: list[str] = []

    def read(self, stored: Stored, made_by: str = "one") -> list[str]:
        shelf = Shelf(self.folder, made_by)
        found = shelf.read("bodies", [(stored, ("article_id", "body"))], self._make)
        shelf.sweep()
        bodies = {}
        for each in found:
            ids, texts = (split_texts(each.columns[name]) for name in ("ids", "bodies"))
            shown = each.find_shown(ids)
            bodies |= {ids[at]: texts[at] for at in np.flatnonzero(shown)}
        return [bodies[each] for each in sorted(bodies)]

    def _make(self, rows: pa.Table) -> Made:
        self.read_articles += rows["article_id"].to_pylist()
        return Made({"ids": join_texts(rows["article_id"].to_pylist()), "bodies": join_texts(rows["body"].to_pylist())})

    def list_files(self) -> list[Path]:
        return sorted(path for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "readings")


EVERY = list(BODIES)
ALL = list(BODIES.values())


def test_a_part_is_read_once(reader: Reader, parts: Stored):
    assert reader.read(parts) == ALL
    assert reader.read(parts) == ALL
    assert reader.read_articles == EVERY
    assert len(reader.list_files()) == 2


def test_a_new_part_alone_is_read(reader: Reader, parts: Stored):
    assert reader.read(parts.pick(0)) == ALL[:2]
    assert reader.read(parts) == ALL
    assert reader.read_articles == EVERY


def test_other_code_reads_again_and_the_old_readings_go(reader: Reader, parts: Stored):
    reader.read(parts)
    before = reader.list_files()
    assert reader.read(parts, "other") == ALL
    assert reader.read_articles == EVERY * 2
    assert len(reader.list_files()) == 2
    assert not set(before) & set(reader.list_files())


def test_a_part_that_is_gone_takes_its_reading_along(reader: Reader, parts: Stored):
    reader.read(parts)
    assert reader.read(parts.pick(1)) == ALL[2:]
    assert len(reader.list_files()) == 1


def test_what_is_no_reading_stays(reader: Reader, parts: Stored):
    reader.read(parts)
    strange = [reader.folder / ".DS_Store", *(path.with_name("notes.txt") for path in reader.list_files())]
    for path in strange:
        path.touch()
    folders = [path.with_name(name) for path in reader.list_files()[1:2] for name in ("kept", "old.reading")]
    folders.append(reader.folder / "empty")
    for path in folders:
        path.mkdir()
    assert reader.read(parts, "other") == ALL
    assert reader.read(parts, "other") == ALL
    assert all(path.exists() for path in (*strange, *folders))
    assert sum(path.suffix == ".reading" for path in reader.list_files()) == 2


def test_an_article_that_leaves_is_hidden_and_one_that_comes_back_is_shown(reader: Reader, parts: Stored):
    reader.read(parts)
    assert reader.read(replace(parts, dropped=frozenset({"a1"}))) == ALL[1:]
    assert reader.read(parts) == ALL
    assert reader.read_articles == EVERY


def test_an_article_that_was_left_out_is_read_when_it_comes(reader: Reader, parts: Stored):
    assert reader.read(replace(parts, dropped=frozenset({"a1"}))) == ALL[1:]
    assert reader.read(parts) == ALL
    assert reader.read_articles == ["a2", "b1", "a1"]


def change_keys(stored: Stored, key: str, article: str = "a2") -> Stored:
    """Put a key into the body of one article."""

    def change(rows: pa.Table) -> pa.Table:
        told = zip(rows["article_id"].to_pylist(), rows["body"].to_pylist(), strict=True)
        bodies = [body.replace("wall", key) if each == article else body for each, body in told]
        return rows.set_column(1, "body", pa.array(bodies))

    return stored.with_change(change, ("body",), lambda each: key if each == article and key != "wall" else "")


def test_an_article_alone_is_read_again_where_its_keys_become_others(reader: Reader, parts: Stored):
    reader.read(change_keys(parts, "wall"))
    assert reader.read(change_keys(parts, "gate")) == [ALL[0], "The gate fell.", ALL[2]]
    assert reader.read(change_keys(parts, "gate")) == [ALL[0], "The gate fell.", ALL[2]]
    assert reader.read(change_keys(parts, "wall")) == ALL
    # Its first reading still lies beside those of the others.
    assert reader.read_articles == [*EVERY, "a2"]


def test_a_part_of_which_many_readings_are_kept_is_read_as_a_whole(reader: Reader, parts: Stored, monkeypatch):
    monkeypatch.setattr(readings, "MOST_READINGS", 1)
    reader.read(parts)
    assert reader.read(change_keys(parts, "gate")) == [ALL[0], "The gate fell.", ALL[2]]
    assert sorted(reader.read_articles) == ["a1", "a1", "a2", "a2", "b1"]
    assert len(reader.list_files()) == 2


@pytest.mark.parametrize("damage", [lambda _: b"", lambda content: content[:-1], lambda content: b"\0" + content[1:]])
def test_a_damaged_reading_is_made_again(reader: Reader, parts: Stored, damage: Callable[[bytes], bytes]):
    reader.read(parts)
    before = {path: path.read_bytes() for path in reader.list_files()}
    one, other = before
    one.write_bytes(damage(before[one]))
    other.unlink()
    assert reader.read(parts) == ALL
    assert reader.read_articles == EVERY * 2
    assert {path: path.read_bytes() for path in reader.list_files()} == before


def test_what_a_damaged_part_says_is_not_kept(reader: Reader, parts: Stored):
    whole = parts.paths[1].read_bytes()
    pq.write_table(pa.table({"article_id": ["b1"], "body": ["Somebody came."]}), parts.paths[1])
    assert reader.read(parts) == [*ALL[:2], "Somebody came."]
    parts.paths[1].write_bytes(whole)
    assert reader.read(parts) == ALL


def test_what_nothing_is_known_of_is_read_each_time(reader: Reader, parts: Stored):
    unknown = Stored(parts.paths, parts.schema)
    unmarked = parts.with_change(lambda rows: rows, ("body",))
    reader.folder.mkdir()
    for stored in (unknown, unmarked, unknown):
        assert reader.read(stored) == ALL
    assert reader.read_articles == EVERY * 3
    assert reader.list_files() == []


def test_what_a_crash_left_half_written_goes(reader: Reader, parts: Stored):
    reader.read(parts)
    half = reader.list_files()[0].with_name("4711.unready")
    half.write_bytes(b"half")
    reader.read(parts)
    assert not half.exists()


@pytest.mark.parametrize("code", sorted(readings.FULL))
def test_a_full_disk_costs_time_alone(reader: Reader, parts: Stored, monkeypatch: pytest.MonkeyPatch, code: int):
    def write_some(path: Path, packed: bytes) -> int:
        path.open("wb").close()
        raise OSError(code, "full")

    monkeypatch.setattr(Path, "write_bytes", write_some)
    assert reader.read(parts) == ALL
    Shelf(reader.folder).remember("pairs", Made({"keys": np.arange(3)}))
    assert Shelf(reader.folder).recall("pairs") is None
    assert reader.list_files() == []


def test_another_fault_of_the_disk_is_told(reader: Reader, parts: Stored, monkeypatch: pytest.MonkeyPatch):
    def fail(path: Path, packed: bytes) -> int:
        raise PermissionError(13, "not allowed")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(PermissionError):
        reader.read(parts)


def unpack_things(reading: Reading | None) -> list[bytes]:
    assert reading is not None
    found = []
    for at in range(len(reading)):
        start, end = reading.find_in_block(at)
        found.append(reading.unpack_block(at // 16)[start:end])
    return found


@pytest.mark.parametrize("n_things", [0, 1, 15, 16, 17, 40])
def test_things_are_found_in_their_blocks(tmp_path: Path, n_things: int):
    things = [dump(f"thing {'long' * at}") for at in range(n_things)]
    packed = pack(Made({"numbers": np.arange(3)}, things))
    (tmp_path / "packed").write_bytes(packed)
    for reading in (unpack(packed), unpack(packed, tmp_path / "packed")):
        assert unpack_things(reading) == things


@pytest.mark.parametrize("texts", [[], [""], ["sluice", "", "M\u00fcller \ud83d"]])
def test_texts_come_back(texts: Sequence[str]):
    assert split_texts(join_texts(texts)) == texts
