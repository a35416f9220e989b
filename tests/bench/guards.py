"""Which guards do the unit tests notice? Part of `make bench`; `--help` says how to look at one package.

A guard is an `if` without an `else` whose body only leaves: `return`, `continue` or `break`. Each of a random sample is
switched off in a copy of the project, and the unit tests of its package run there: a failure means that they notice.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
COPIED = ("tasks", "expectations", "flows", "tests", "data/lexicon", "pyproject.toml")
LEAVING = (ast.Return, ast.Continue, ast.Break)
PASSED, FAILED = 0, 1  # exit codes of pytest


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard's file, relative to the project, its line, and where its condition stands in that file's bytes."""

    path: str
    line: int
    start: int
    end: int
    text: str


def find_guards(path: Path) -> Iterator[Guard]:
    """Find the guards of a file, in the order of their lines."""
    source = path.read_bytes()
    lines = [0]
    for line in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.If) and is_guard(node)]
    for node in sorted(found, key=lambda node: node.lineno):
        start = lines[node.test.lineno - 1] + node.test.col_offset
        end = lines[node.test.end_lineno - 1] + node.test.end_col_offset
        yield Guard(path.relative_to(PROJECT).as_posix(), node.lineno, start, end, source[start:end].decode())


def is_guard(node: ast.If) -> bool:
    """Whether an `if` does nothing but leave its function, or a turn of its loop."""
    return not node.orelse and len(node.body) == 1 and isinstance(node.body[0], LEAVING)


def is_noticed(guard: Guard, tests: str) -> bool:
    """Whether the tests fail once a guard is switched off.

    Raises:
        RuntimeError: They could not be run at all.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in COPIED:
            copy = shutil.copytree if (PROJECT / part).is_dir() else shutil.copyfile
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            copy(PROJECT / part, folder / part)
        source = (PROJECT / guard.path).read_bytes()
        switched = source[: guard.start] + b"False and (" + source[guard.start : guard.end] + b")" + source[guard.end :]
        (folder / guard.path).write_bytes(switched)
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", tests]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=make_environment(folder))
    if run.returncode not in (PASSED, FAILED):
        raise RuntimeError(f"the tests of {guard.path} could not be run: {run.stdout[-2000:]}{run.stderr[-2000:]}")
    return run.returncode == FAILED


def make_environment(folder: Path) -> dict[str, str]:
    """Give an environment in which the copy is imported, and not the project that is installed."""
    return {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


def main() -> None:
    """Switch guards off one by one and print those that nothing notices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", default="tasks/annotate/quotes", help="folder or file [%(default)s]")
    parser.add_argument("--sample", type=int, default=20, help="guards to switch off, 0 for all [%(default)s]")
    parser.add_argument("--seed", type=int, default=1, help="of the sample [%(default)s]")
    parser.add_argument("--workers", type=int, default=2, help="test runs at once [%(default)s]")
    options = parser.parse_args()
    place = PROJECT / options.package
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    guards = [guard for file in files for guard in find_guards(file)]
    size = min(options.sample, len(guards)) or len(guards)
    chosen = random.Random(options.seed).sample(guards, size)
    folder = (place.parent if place.is_file() else place).relative_to(PROJECT / "tasks")
    with ThreadPoolExecutor(options.workers) as pool:
        told = list(pool.map(lambda guard: is_noticed(guard, f"tests/unit/{folder.as_posix()}"), chosen))
    for guard, noticed in zip(chosen, told, strict=True):
        if not noticed:
            sys.stdout.write(f"{guard.path}:{guard.line}: nothing notices: if {' '.join(guard.text.split())}\n")
    sys.stdout.write(f"{options.package}: {sum(told)} of {len(chosen)} guards noticed, of {len(guards)}\n")


if __name__ == "__main__":
    main()
