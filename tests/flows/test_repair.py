"""A bit flips in each kind of file: no damaged row is published, and a repair leaves all as if nothing had happened."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from flows import cli, pipeline
from tasks.errors import DONE, REFUSED, SaysoError
from tasks.publish.manifest import read_manifest
from tasks.shards.ledger import read_ledger
from tests.flows.articles import make_record, write_dump
from tests.flows.releases import read_release


def flip(path: Path, at: float = 0.5, bit: int = 1) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= bit
    with path.open("r+b") as stream:  # in place: other names of the same bytes see it
        stream.write(content)


@pytest.fixture(scope="module")
def folder(build, tmp_path_factory):
    """Two releases of three parts: a reject, a revision, and a text that an outlet repeats."""
    folder = tmp_path_factory.mktemp("undisturbed")
    records = [make_record(number, url=f"https://daily.example/{number}") for number in range(3)]
    build(
        [write_dump(folder / "one.jsonl", [*records, {"id": "bare", "title": "No text"}])],
        folder / "data",
        shard_documents=2,
    )
    newer = records[0] | {"text": records[0]["text"] + "\n\nThe lights came back on Friday."}
    build([write_dump(folder / "two.jsonl", [newer])], folder / "data", shard_documents=2)
    write_dump(folder / "three.jsonl", [make_record(5)])
    return folder


@pytest.fixture(scope="module")
def undisturbed(build, folder, tmp_path_factory):
    data = tmp_path_factory.mktemp("copy") / "data"
    copy_data(folder / "data", data)
    return read_release(build([folder / "three.jsonl"], data, shard_documents=2).release)


@pytest.fixture
def data(folder, tmp_path):
    copy_data(folder / "data", tmp_path / "data")
    return tmp_path / "data"


def copy_data(source: Path, target: Path) -> None:
    """Copy a data folder with its links among releases."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["sayso", *map(str, args)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def find_part(data: Path) -> Path:
    """Find the part that was written again for the second release."""
    marker = next(marker for marker in read_ledger(data / "work" / "parts") if len(marker.held) == 2)
    return data / "work" / "parts" / marker.shard


def flip_table(data: Path) -> None:
    flip(find_part(data) / "quotes.parquet")


def flip_records(data: Path) -> None:
    flip(find_part(data) / "records.parquet")


def flip_marker(data: Path) -> None:
    flip(find_part(data) / "marker.json")


def lose_marker(data: Path) -> None:
    (find_part(data) / "marker.json").unlink()


def flip_stamp(data: Path) -> None:
    flip(find_part(data) / "audited_with.txt", bit=128)


def flip_profile(data: Path) -> None:
    folder = data / "work" / "profiles"
    # Among the rows: behind them stand notes on the file that no reader heeds.
    flip(folder / (folder / "current").read_text(), 0.2)


def flip_pointer(data: Path) -> None:
    flip(data / "work" / "profiles" / "current")


def lose_pointer(data: Path) -> None:
    (data / "work" / "profiles" / "current").unlink()


def flip_quarantine(data: Path) -> None:
    flip(next((data / "work" / "quarantine").rglob("*.bin")))


def flip_linked_file(data: Path) -> None:
    part = next(
        marker for marker in read_ledger(data / "work" / "parts") if len(marker.held) == 2 and marker.rejected_by_reason
    )
    flip((data / "latest").resolve() / "quotes" / f"{part.shard}.parquet")


def flip_rewritten_file(data: Path) -> None:
    release = (data / "latest").resolve()
    name = next(name for name, info in read_manifest(release).files.items() if info.source_sha256 and "quotes" in name)
    flip(release / name)


def flip_manifest(data: Path) -> None:
    flip((data / "latest").resolve() / "manifest.json")


def flip_ledger(data: Path) -> None:
    flip((data / "latest").resolve() / "ledger.parquet")


def flip_runs(data: Path) -> None:
    flip((data / "latest").resolve() / "runs" / "runs.parquet")


def flip_old_release(data: Path) -> None:
    oldest = min(path for path in (data / "releases").iterdir())
    flip(next((oldest / "claims").iterdir()))


def flip_report(data: Path) -> None:
    flip((data / "latest").resolve() / "report" / "index.html")


# What is done, whether a run refuses to build on it, and whether something is lost for good.
DAMAGES = [
    (flip_table, True, False),
    (flip_records, True, True),
    (flip_marker, True, False),
    (lose_marker, True, False),
    (flip_stamp, False, False),
    (flip_profile, True, False),
    (flip_pointer, True, False),
    (lose_pointer, True, False),
    (flip_quarantine, False, False),
    (flip_linked_file, True, False),
    (flip_rewritten_file, True, False),
    (flip_manifest, True, False),
    (flip_ledger, True, False),
    (flip_runs, True, True),
    (flip_old_release, False, False),
    (flip_report, False, True),
]


@pytest.mark.parametrize(("damage", "is_refused", "is_lost"), DAMAGES, ids=[one.__name__ for one, *_ in DAMAGES])
def test_damage_is_found_refused_and_mended(
    damage, is_refused, is_lost, build, folder, data, undisturbed, monkeypatch, capsys
):
    latest = (data / "latest").resolve()
    damage(data)
    assert run(monkeypatch, "check", "--data", data) == REFUSED
    capsys.readouterr()
    if is_refused:
        with pytest.raises(SaysoError, match="sayso repair") as refused:
            build([folder / "three.jsonl"], data, shard_documents=2)
        assert refused.value.exit_code == REFUSED
        assert (data / "latest").resolve() == latest
        assert len(list((data / "releases").iterdir())) == 2

    assert run(monkeypatch, "repair", "--data", data) == (REFUSED if is_lost else DONE)
    told = capsys.readouterr().out
    assert ("with losses" in told) == is_lost
    if damage is not flip_report:
        assert run(monkeypatch, "check", "--data", data) == DONE, capsys.readouterr().out
    release = build([folder / "three.jsonl"], data, shard_documents=2).release
    found = read_release(release)
    for table, rows in undisturbed.items():
        pd.testing.assert_frame_equal(found[table], rows)


def test_whole_folder_has_nothing_to_mend(data, monkeypatch, capsys):
    before = {path: path.read_bytes() for path in data.rglob("*.*") if path.is_file()}
    assert run(monkeypatch, "repair", "--data", data) == DONE
    assert "nothing to mend" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in before if path.exists()} == {
        path: content for path, content in before.items() if path.name not in ("verified.json", "lock.json")
    }


def test_lost_work_comes_back_from_the_release(build, folder, data, undisturbed, monkeypatch, capsys):
    shutil.rmtree(data / "work")
    with pytest.raises(SaysoError, match="LOST-ARTICLES.*sayso repair"):
        build([folder / "three.jsonl"], data, shard_documents=2)
    assert run(monkeypatch, "repair", "--data", data) == REFUSED
    assert "brought back from releases" in capsys.readouterr().out
    found = read_release(build([folder / "three.jsonl"], data, shard_documents=2).release)
    # Rows come back with the release's keys; what their articles had called somebody is not known any more.
    assert found["entity_keys"].empty
    for table, rows in undisturbed.items():
        if table != "entity_keys":
            told_of_keys = ["aliases"] if table == "entity_index" else []
            pd.testing.assert_frame_equal(found[table].drop(columns=told_of_keys), rows.drop(columns=told_of_keys))
    assert run(monkeypatch, "check", "--data", data) == DONE
    assert "its records are lost" in capsys.readouterr().out
    # Without records nothing can be made again, and a refresh passes over it.
    monkeypatch.setattr(pipeline, "fingerprint_extraction", lambda *_: "of-other-code")
    again = read_release(build([], data, refresh=True).release)
    assert len(again["articles"]) == len(undisturbed["articles"])


@pytest.mark.parametrize("name", ["quotes.parquet", "articles.parquet", "marker.json"])
def test_damaged_part_that_was_never_published_is_made_again(
    name, build, folder, data, undisturbed, monkeypatch, capsys
):
    def stop(*_):
        raise KeyboardInterrupt

    known = {path.name for path in (data / "work" / "parts").iterdir()}
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(pipeline, "stage_parts", stop)
        build([folder / "three.jsonl"], data, shard_documents=2)
    (part,) = (path for path in (data / "work" / "parts").iterdir() if path.name not in known)
    flip(part / name)
    with pytest.raises(SaysoError, match="sayso repair"):
        build([folder / "three.jsonl"], data, shard_documents=2)
    assert run(monkeypatch, "repair", "--data", data) == DONE
    assert "made again from its records" in capsys.readouterr().out
    found = read_release(build([folder / "three.jsonl"], data, shard_documents=2).release)
    for table, rows in undisturbed.items():
        pd.testing.assert_frame_equal(found[table], rows)


def test_part_that_is_lost_altogether_is_told_and_set_aside(build, folder, data, monkeypatch, capsys):
    part = find_part(data)
    for release in (data / "releases").iterdir():
        path = release / "quotes" / f"{part.name}.parquet"
        if path.exists() and path.stat().st_nlink:
            flip(path)
    flip(part / "quotes.parquet")
    flip(part / "records.parquet")
    assert run(monkeypatch, "repair", "--data", data) == REFUSED
    told = capsys.readouterr().out
    assert f"work/parts/{part.name}: lost" in told
    assert "build their dump again" in told
    assert list((data / "work" / "damaged").iterdir())
    found = read_release(build([folder / "one.jsonl", folder / "two.jsonl"], data, shard_documents=2).release)
    assert len(found["articles"]) == 3
