"""Which guards do the unit tests notice? Part of `make bench`; `--help` says how to look at one package.

A guard is an `if` without an `else` whose body only leaves: `return`, `continue` or `break`. Each of a random sample is
switched off in a process of its own, where the unit tests of its package run: a failure means that they notice. The
language model is loaded and the tests' texts are parsed once, before, with all guards on.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import multiprocessing
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from flows.machine import limit_threads
from tasks.annotate import model

PROJECT = Path(__file__).resolve().parents[2]
OURS = ("tasks", "flows", "tests")
LEAVING = (ast.Return, ast.Continue, ast.Break)
PATIENCE_SECONDS = 120  # a switched guard may leave a loop without an end, which the tests notice as well
PASSED, FAILED = 0, 1  # exit codes of pytest


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard's file, relative to the project, its line, and where its condition stands in that file's bytes."""

    path: str
    line: int
    start: int
    end: int
    text: str

    def switch_off(self) -> bytes:
        """Give the file with this guard off."""
        source = (PROJECT / self.path).read_bytes()
        return source[: self.start] + b"False and (" + source[self.start : self.end] + b")" + source[self.end :]


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


class _SwitchedLoader(SourceFileLoader):
    def __init__(self, name: str, guard: Guard) -> None:
        super().__init__(name, str(PROJECT / guard.path))
        self._source = guard.switch_off()

    def get_code(self, fullname: str) -> CodeType:
        code: CodeType = compile(self._source, self.path, "exec", dont_inherit=True)
        return code


class _SwitchedFinder(PathFinder):
    """Finds modules as Python does, and the one file with its guard off."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def find_spec(  # type: ignore[override]
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin != str(PROJECT / self._guard.path):
            return None
        return spec_from_loader(name, _SwitchedLoader(name, self._guard), origin=spec.origin)


def keep_parses() -> None:
    """Let the same text be parsed once, here and in every process that begins from here."""
    parse_bodies = model.parse_bodies

    @cache
    def parse(nlp: Language, body: str) -> Doc:
        return next(parse_bodies(nlp, [body]))

    def parse_each(nlp: Language, bodies: Sequence[str]) -> Iterator[Doc]:
        return (parse(nlp, body) for body in bodies)

    model.parse_bodies = parse_each


def run_tests(folder: str) -> tuple[int, str]:
    """Run unit tests in this process, up to the first that fails: exit code and what they print."""
    with contextlib.redirect_stdout(io.StringIO()) as told, contextlib.redirect_stderr(told):
        code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", str(PROJECT / folder)])
    return int(code), told.getvalue()


def is_noticed(guard: Guard, tests: str, kept: frozenset[str]) -> bool:
    """Whether the tests fail once a guard is switched off; in a process that does nothing else.

    Args:
        guard: The guard.
        tests: The folder of tests.
        kept: Modules of ours that do not hang on the guard's; all others are imported anew.

    Raises:
        RuntimeError: They could not be run at all.
    """
    for name in [name for name in sys.modules if name.split(".")[0] in OURS and name not in kept]:
        del sys.modules[name]
    sys.meta_path.insert(0, _SwitchedFinder(guard))
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(PATIENCE_SECONDS)
    code, told = run_tests(tests)
    signal.alarm(0)
    if code not in (PASSED, FAILED):
        raise RuntimeError(f"the tests of {guard.path} could not be run: {told[-2000:]}")
    return code == FAILED


def _give_up(*_: object) -> None:
    raise TimeoutError(f"the tests take more than {PATIENCE_SECONDS} s")


def main() -> None:
    """Switch guards off one by one and print those that nothing notices."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--package", default="tasks/annotate/speakers", help="package or file of annotate [%(default)s]"
    )
    parser.add_argument("--sample", type=int, default=0, help="guards to switch off, 0 for all [%(default)s]")
    parser.add_argument("--seed", type=int, default=1, help="of the sample [%(default)s]")
    parser.add_argument("--workers", type=int, default=2, help="test runs at once [%(default)s]")
    options = parser.parse_args()
    place = PROJECT / options.package
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    guards = [guard for file in files for guard in find_guards(file)]
    size = min(options.sample, len(guards)) or len(guards)
    chosen = random.Random(options.seed).sample(guards, size)
    folder = (place.parent if place.is_file() else place).relative_to(PROJECT / "tasks")
    tests = f"tests/unit/{folder.as_posix()}"
    os.chdir(PROJECT)
    limit_threads()
    kept = frozenset(sys.modules)
    keep_parses()
    code, told = run_tests(tests)
    if code != PASSED:
        sys.exit(f"with all guards on the tests fail already:\n{told[-2000:]}")
    noticed = 0
    with multiprocessing.get_context("fork").Pool(options.workers, maxtasksperchild=1) as pool:
        runs = [(guard, pool.apply_async(is_noticed, (guard, tests, kept))) for guard in chosen]
        for guard, run in runs:
            noticed += (seen := run.get())
            if not seen:
                sys.stdout.write(f"{guard.path}:{guard.line}: nothing notices: if {' '.join(guard.text.split())}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{options.package}: {noticed} of {len(chosen)} guards noticed, of {len(guards)}\n")


if __name__ == "__main__":
    main()
