"""The wheel holds all that a build needs: it works in an empty environment, in a folder far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.flows.articles import make_record, write_dump

PROJECT = Path(__file__).resolve().parents[2]
ASK = "import sayso; release = sayso.open_release('out'); print(sayso.__file__, len(release.pandas('articles')))"


def make(source: Path, kind: str, folder: Path) -> None:
    """Make a distribution of a source tree."""
    made = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(made, cwd=source, check=True, capture_output=True)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """An environment with the wheel, and Sayso's libraries but not its checkout; the path of its Python."""
    folder = tmp_path_factory.mktemp("wheel")
    # By way of the source distribution, which must hold all that the wheel is made of.
    make(PROJECT, "sdist", folder)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as packed:
        packed.extractall(folder / "source", filter="data")
    make(next((folder / "source").iterdir()), "wheel", folder)
    venv.create(folder / "venv", with_pip=False, symlinks=True)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(packages)
    # A path in such a file is searched, and the editable checkout, which is such a path itself, is not.
    (packages / "libraries.pth").write_text(sysconfig.get_paths()["purelib"], "utf-8")
    return folder / "venv" / "bin" / "python"


def test_a_night_is_built_and_opened_outside_the_checkout(installed, tmp_path):
    inbox = tmp_path / "out" / "inbox"
    inbox.mkdir(parents=True)
    write_dump(inbox / "dump.jsonl", map(make_record, range(3)))
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*command):
        return subprocess.run(
            [installed, *command], cwd=tmp_path, env=alone, capture_output=True, text=True, check=False
        )

    built = run("-m", "sayso", "nightly", "--once", "--data", "out", "--workers", "1")
    assert built.returncode == 0, built.stderr
    asked = run("-c", ASK)
    assert asked.returncode == 0, asked.stderr
    place, n_articles = asked.stdout.split()
    assert Path(place).is_relative_to(installed.parents[1])
    assert n_articles == "3"
    assert run("-m", "sayso", "--version").stdout.startswith("sayso ")
