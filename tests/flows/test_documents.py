"""What README and docs tell the reader to run, runs."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer
from distributed.cli.dask_worker import main as dask_worker
from moto.server import ThreadedMotoServer
from s3fs import S3FileSystem

from flows import cli
from flows.backfill import backfill
from flows.nightly import nightly
from flows.settings import Settings, load_settings
from tasks.publish.corrections import load_corrections
from tests.flows.articles import make_record, write_dump

PROJECT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/use.md", "docs/tutorial.md", "docs/further.md")
ALL_PAGES = ("README.md", "CONTRIBUTING.md", *(f"docs/{page.name}" for page in sorted((PROJECT / "docs").glob("*.md"))))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^    (\S.*)$", re.MULTILINE)
COMMAND = re.compile(r"^    sayso (.*?)(?:\s{2,}#.*| &)?$", re.MULTILINE)
# They wait for a night, or for somebody to stop them; or ask an address, which has a test of its own.
NEVER_END = ("nightly --cron",)
ADDRESS = "s3://news-dumps/2025/"
# A picture of how things follow one another.
PICTURE = re.compile(r"[─▶│├└▼]|^(?:flows|tasks|expectations)/")
# What other tests run: the line begins so, the file that runs it, words of that file.
ELSEWHERE = {
    "make run": ("Makefile", "run: setup"),
    "make test": ("Makefile", "test: setup lint types tests"),
    "export ": ("tests/flows/prefect_server.py", "PREFECT_API_URL"),
    "prefect server start": ("tests/flows/prefect_server.py", '"server", "start"'),
    "prefect work-pool create sayso --type process": ("tests/flows/test_prefect_schedule.py", '"--type", "process"'),
    "prefect --no-prompt deploy --all": ("tests/flows/test_prefect_schedule.py", '"--no-prompt", "deploy", "--all"'),
    "prefect worker start --pool sayso": (
        "tests/flows/test_prefect_schedule.py",
        '"worker", "start", "--pool", "sayso"',
    ),
    "sayso nightly --cron": ("tests/flows/test_prefect_schedule.py", '"nightly", "--cron"'),
    "dask scheduler": ("tests/flows/test_dask.py", "distributed.cli.dask_worker"),
    "python3 -m venv .venv": ("Makefile", "-m venv .venv"),
    ".venv/bin/pip install --no-deps --require-hashes": ("Makefile", "--no-deps --require-hashes -r requirements.lock"),
    ".venv/bin/pip install --no-deps sayso-*.whl": ("tests/flows/test_wheel.py", 'glob("*.whl")'),
    "mkdir -p data/inbox": ("tests/flows/test_wheel.py", "inbox.mkdir"),
    ".venv/bin/sayso nightly --once": ("tests/flows/test_wheel.py", '"nightly", "--once"'),
    "pip install 'sayso[s3]'": ("pyproject.toml", 's3 = ["s3fs'),
}


def read_page(page):
    return (PROJECT / page).read_text("utf-8")


def list_blocks(page, language):
    return [block for name, block in FENCE.findall(read_page(page)) if name == language]


def run_sayso(command, monkeypatch):
    monkeypatch.setattr("sys.argv", ["sayso", *shlex.split(command)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


@pytest.fixture
def after_make_run(sample_release, tmp_path, monkeypatch):
    """The folder in which the reader is: the sample's dumps, and the release that `make run` made of them."""
    data = tmp_path / "data"
    shutil.copytree(sample_release.parents[1], data, symlinks=True)
    (data / "sample").symlink_to(PROJECT / "data" / "sample")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_python_run(page, after_make_run):
    blocks = list_blocks(page, "python")
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("page", PAGES)
def test_commands_run_one_after_the_other(page, after_make_run, monkeypatch, capsys):
    commands = COMMAND.findall(read_page(page))
    assert commands
    for command in commands:
        if not command.startswith(NEVER_END) and ADDRESS not in command:
            assert run_sayso(command, monkeypatch) == 0, f"sayso {command}: {capsys.readouterr().err}"


@pytest.fixture
def bucket(monkeypatch):
    """A bucket of moto's server on loopback, which holds one dump."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.get_host_and_port()[1]}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    S3FileSystem.clear_instance_cache()
    files = S3FileSystem()
    files.mkdir("news-dumps")
    yield files
    S3FileSystem.clear_instance_cache()
    server.stop()


def test_the_command_that_reads_a_bucket_runs(tmp_path, monkeypatch, bucket, capsys):
    dump = write_dump(tmp_path / "today.jsonl", [make_record(1)])
    bucket.pipe(f"{ADDRESS.removeprefix('s3://')}today.jsonl", dump.read_bytes())
    monkeypatch.chdir(tmp_path)
    (command,) = [found for found in COMMAND.findall(read_page("docs/further.md")) if ADDRESS in found]
    assert run_sayso(command, monkeypatch) == 0, capsys.readouterr().err


def test_settings_of_a_block_are_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = [block for page in ALL_PAGES for block in list_blocks(page, "toml") if "[[correction]]" not in block]
    assert blocks
    for block in blocks:
        Path("sayso.toml").write_text(block, "utf-8")
        named = tomllib.loads(block)["fields"]
        taken = load_settings({}, "settings").fields
        assert {field: list(names) for field, names in taken.items()} == named


def test_corrections_of_a_block_can_be_read(tmp_path):
    (block,) = [one for page in ALL_PAGES for one in list_blocks(page, "toml") if "[[correction]]" in one]
    (tmp_path / "corrections.toml").write_text(block, "utf-8")
    read = load_corrections(tmp_path / "corrections.toml")
    assert [(one.table, one.action) for one in read.entries] == [("quotes", "fix"), ("articles", "retract")]


def test_the_line_for_cron_builds_what_lies_in_the_inbox(tmp_path):
    (line,) = re.findall(r"^    30 2 \* \* \*  (.*)$", read_page("docs/operations.md"), re.MULTILINE)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / "data" / "inbox").mkdir(parents=True)
    write_dump(tmp_path / "data" / "inbox" / "today.jsonl", [make_record(1)])
    done = subprocess.run(["/bin/sh", "-c", line.replace("/srv/sayso", str(tmp_path))], check=False)
    assert done.returncode == 0, (tmp_path / "night.jsonl").read_text("utf-8")
    assert "1 new articles" in (tmp_path / "night.out").read_text("utf-8")
    assert '"event": "run ended"' in (tmp_path / "night.jsonl").read_text("utf-8")


def list_unit_lines():
    lines = INDENTED.findall(read_page("docs/operations.md"))
    return lines[lines.index("[Unit]") : lines.index("WantedBy=timers.target") + 1]


def test_units_of_systemd_run_that_command():
    service, timer = (configparser.ConfigParser(), configparser.ConfigParser())
    service.optionxform = timer.optionxform = str
    units = [f"[Unit]{unit}" for unit in "\n".join(list_unit_lines()).split("[Unit]")[1:]]
    for parser, unit in zip((service, timer), units, strict=True):
        parser.read_string(unit)
    assert service["Service"]["ExecStart"].endswith(".venv/bin/sayso nightly --once")
    variables = dict(one.split("=") for one in service["Service"]["Environment"].split())
    assert {name.removeprefix("SAYSO_").lower() for name in variables} <= set(Settings.model_fields)
    assert timer["Timer"]["OnCalendar"] == "*-*-* 02:30:00 Europe/Berlin"


def is_known_with_variables(variables, command):
    """Say whether each variable is a setting of ours or of Dask's, and the command takes the options given to it."""
    given = set(re.findall(r"--[\w-]+", command))
    if command.startswith("dask worker "):
        taken = {option for parameter in dask_worker.params for option in getattr(parameter, "opts", ())}
        return given <= taken and all(one.startswith("DASK_") for one in variables)
    ours = {f"SAYSO_{name.upper()}" for name in Settings.model_fields}
    named = typer.main.get_command(cli.app).commands.get(command.removeprefix("sayso ").split()[0])
    if not command.startswith("sayso ") or named is None:
        return False
    taken = {option for parameter in named.params for option in parameter.opts}
    return given <= taken and {one.partition("=")[0] for one in variables} <= ours


def is_run(page, line):
    """Say whether a line of a block is run by a test here or elsewhere, or shows how things follow one another."""
    if PICTURE.search(line):
        return True
    if page == "docs/operations.md" and (line.startswith("30 2 ") or line in list_unit_lines()):
        return True
    variables = re.match(r"(?:[A-Z_]+=\S+ )+", line)
    if variables:
        return is_known_with_variables(variables[0].split(), line[variables.end() :])
    if line.startswith("prefect deployment run"):
        taken = {"nightly": nightly, "backfill": backfill}[re.findall(r"sayso-(\w+)/", line)[0]]
        return set(re.findall(r"-p '?(\w+)=", line)) <= set(taken.parameters.properties)
    begun = next((begin for begin in ELSEWHERE if line.startswith(begin)), None)
    if begun is not None:
        file, words = ELSEWHERE[begun]
        return words in (PROJECT / file).read_text("utf-8")
    return page in PAGES and line.startswith("sayso ")


def test_a_line_of_variables_is_held_to_what_there_is():
    assert is_run("docs/operations.md", "SAYSO_WORKERS=2 sayso build dump --data out")
    assert not is_run("docs/operations.md", "SAYSO_SPEED=2 sayso build dump --data out")
    assert not is_run("docs/operations.md", "SAYSO_WORKERS=2 sayso build dump --fast")
    assert not is_run("docs/operations.md", "SAYSO_WORKERS=2 rm dump")


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_block_is_run(page):
    written = read_page(page)
    assert {name for name, _ in FENCE.findall(written)} <= ({"python", "toml"} if page in PAGES else {"toml"})
    assert [line for line in INDENTED.findall(FENCE.sub("", written)) if not is_run(page, line)] == []
