"""The command line: what it prints, and its exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from flows.settings import HOOK_VARIABLES, WrongSettings, load_settings
from flows.settings_page import PAGE, write_page
from tests.flows.articles import make_record, write_dump


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    dump = write_dump(folder / "dump.jsonl", [make_record(1), make_record(2), {"id": "bare", "title": "No text"}])
    done = sayso("build", dump, "--data", folder / "data", "--workers", "1")
    return folder / "data", done


def sayso(*args: object) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("sayso")), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_build_prints_what_was_found_and_where(built):
    data, done = built
    assert done.returncode == 0, done.stderr
    assert "2 new articles" in done.stdout
    assert str((data / "latest").resolve() / "report" / "index.html") in done.stdout


def test_show_marks_one_article(built):
    data, _ = built
    done = sayso("show", "storm-1", "--data", data)
    assert done.returncode == 0, done.stderr
    assert "Mary Holt" in done.stdout
    assert sayso("show", "nobody", "--data", data).returncode == 2


def test_rejects_releases_and_check_read_the_release(built):
    data, _ = built
    assert "no_text" in sayso("rejects", "--data", data).stdout
    assert "latest" in sayso("releases", "--data", data).stdout
    assert sayso("check", "--full", "--data", data).returncode == 0


def test_help_waits_for_no_tables():
    """Pandas, pyarrow and DuckDB take 1.4 CPU seconds to import, which neither help nor a list of releases need."""
    code = "import sys, flows.cli; print(*{'pandas', 'pyarrow', 'duckdb', 'spacy', 'prefect'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_missing_input_is_told_before_anything_heavy_is_imported():
    code = "import atexit, sys, flows.cli; atexit.register(lambda: print('pandas' in sys.modules)); flows.cli.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "nowhere.jsonl"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (2, "False")
    assert done.stderr == "sayso: cannot read nowhere.jsonl: there is no such file or folder\n"


def test_check_finds_a_changed_file(built, tmp_path):
    import shutil

    data, _ = built
    copy = tmp_path / "data"
    shutil.copytree(data, copy, symlinks=True)
    changed = next(((copy / "latest").resolve() / "quotes").glob("*.parquet"))
    changed.write_bytes(changed.read_bytes()[:-1] + b"X")
    done = sayso("check", "--data", copy)
    assert done.returncode == 1
    assert changed.name in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("build", "nowhere.jsonl"), "nowhere.jsonl"),
        (("build", ".", "--model", "no_such_model"), "no_such_model"),
        (("build", ".", "--workers", "0"), "workers"),
        (("backfill",), "--refresh"),
        (("nightly", "--time-zone", "Mars/Olympus"), "Mars/Olympus"),
        (("nightly", "--cron", "every night"), "every night"),
        (("show", "x"), "no release"),
        (("build", ".", "--published-at", "soon"), "--published-at"),
    ],
)
def test_user_errors_are_one_line_and_exit_2(args, words, tmp_path):
    (tmp_path / "empty").mkdir()
    args = [tmp_path / "empty" if arg == "." else arg for arg in args]
    done = sayso(*args, "--data", tmp_path / "data")
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_unreadable_settings_and_folder_are_one_line(tmp_path):
    (tmp_path / "sayso.toml").write_text("workers = = 2", "utf-8")
    command = [str(Path(sys.executable).with_name("sayso")), "releases"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("sayso: sayso.toml:")
    (tmp_path / "file").write_text("not a folder", "utf-8")
    done = sayso("build", write_dump(tmp_path / "dump.jsonl", [make_record(1)]), "--data", tmp_path / "file")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_empty_folder_is_an_input_error(tmp_path):
    (tmp_path / "empty").mkdir()
    done = sayso("build", tmp_path / "empty", "--data", tmp_path / "data")
    assert done.returncode == 2
    assert "empty" in done.stderr


@pytest.mark.parametrize(
    "command", ["", "build", "inspect", "nightly", "backfill", "releases", "show", "check", "rejects"]
)
def test_help_teaches(command):
    shown = sayso(*command.split(), "--help").stdout
    assert "For example" in shown
    assert f"sayso {command}" in shown


def test_a_setting_that_there_is_not_is_told_with_the_nearest(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("sayso.toml").write_text("keep_relases = 7\n", "utf-8")
    with pytest.raises(WrongSettings, match="no setting keep_relases; the nearest is keep_releases"):
        load_settings({}, "settings")
    Path("sayso.toml").write_text("flood = 1\n", "utf-8")
    with pytest.raises(WrongSettings, match=r"no setting flood; docs/settings\.md"):
        load_settings({}, "settings")
    Path("sayso.toml").unlink()
    monkeypatch.setenv("SAYSO_WORKRS", "2")
    with pytest.raises(WrongSettings, match="no setting SAYSO_WORKRS; the nearest is SAYSO_WORKERS"):
        load_settings({}, "settings")


def test_a_hook_may_run_sayso(monkeypatch):
    for name in HOOK_VARIABLES:
        monkeypatch.setenv(name, "success")
    load_settings({}, "settings")


def test_the_page_of_settings_is_that_of_the_class():
    assert PAGE.read_text("utf-8") == write_page()


def test_an_id_with_a_slip_is_told_the_nearest(built):
    data, _ = built
    assert "is it storm-1" in sayso("show", "strom-1", "--data", data).stderr
