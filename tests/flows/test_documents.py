"""What README and docs tell the reader to run, runs."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from flows import cli

PROJECT = Path(__file__).resolve().parents[2]
PAGES = ("README.md", "docs/use.md", "docs/tutorial.md")
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^    sayso (.*?)(?:\s{2,}#.*| &)?$", re.MULTILINE)
# They wait for a night, or for somebody to stop them.
NEVER_END = ("nightly --cron",)


@pytest.fixture
def after_make_run(sample_release, tmp_path, monkeypatch):
    """The folder in which the reader is: the sample's dumps, and the release that `make run` made of them."""
    data = tmp_path / "data"
    shutil.copytree(sample_release.parents[1], data, symlinks=True)
    (data / "sample").symlink_to(PROJECT / "data" / "sample")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_python_run(page, after_make_run):
    blocks = BLOCK.findall((PROJECT / page).read_text("utf-8"))
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {"__name__": "__main__"})


@pytest.mark.parametrize("page", PAGES)
def test_commands_run_one_after_the_other(page, after_make_run, monkeypatch, capsys):
    commands = COMMAND.findall((PROJECT / page).read_text("utf-8"))
    assert commands
    for command in commands:
        if not command.startswith(NEVER_END):
            monkeypatch.setattr("sys.argv", ["sayso", *shlex.split(command)])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            assert ended.value.code == 0, f"sayso {command}: {capsys.readouterr().err}"
