"""A bug in a reader costs what is left of its file, and no other file."""

from __future__ import annotations

import json

import pytest

from tasks.documents import Record
from tasks.errors import SaysoError
from tasks.read import dump
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions

TEXT = "The ferry was late again, said the harbour master on Monday."


@pytest.fixture
def folder(tmp_path):
    for name in ("a", "b", "c"):
        lines = [json.dumps({"id": f"{name}{number}", "text": f"{TEXT} {name} {number}"}) for number in range(2)]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    return tmp_path


def break_reader(monkeypatch, error):
    read = dump._read_format

    def read_badly(source, *args):
        for entry in read(source, *args):
            if source.name == "b.jsonl" and entry.record_id == "b1":
                raise error
            yield entry

    monkeypatch.setattr(dump, "_read_format", read_badly)


def test_other_files_are_read(folder, monkeypatch):
    break_reader(monkeypatch, IndexError("no such column"))
    found = list(read_inputs([str(folder)], ReadOptions()))
    assert [entry.record_id for entry in found if isinstance(entry, Record)] == ["a0", "a1", "b0", "c0", "c1"]
    (reject,) = [entry for entry in found if not isinstance(entry, Record)]
    assert (reject.reason, reject.stage, reject.source_path) == ("broken_rule", "read", str(folder / "b.jsonl"))
    assert "IndexError: no such column in _read_layers" in reject.detail
    assert "Traceback (most recent call last)" in reject.raw.decode()


@pytest.mark.parametrize("error", [SaysoError("the run is too long"), MemoryError()])
def test_what_no_file_is_to_blame_for_is_raised(folder, monkeypatch, error):
    break_reader(monkeypatch, error)
    with pytest.raises(type(error)):
        list(read_inputs([str(folder)], ReadOptions()))
