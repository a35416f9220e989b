"""No function is so dense, and no file so long, that it cannot be read in one go."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
CODE = ("expectations", "flows", "tasks", "tests")
MOST_CONDITIONS = 25
MOST_LINES = 400
# Packages whose docstring is a reading order.
TOLD_OF = (
    "tasks/annotate/claims",
    "tasks/annotate/dates",
    "tasks/annotate/entities",
    "tasks/annotate/figures",
    "tasks/annotate/quotes",
    "tasks/annotate/speakers",
    "tasks/clean",
    "tasks/link",
    "tasks/publish",
    "tasks/read",
    "tasks/report",
    "tasks/shards",
)

BRANCHES = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case)


def list_files() -> list[Path]:
    return sorted(path for folder in CODE for path in (PROJECT / folder).rglob("*.py"))


def count_conditions(function: ast.AST) -> int:
    """Count branches, loops, filters of comprehensions, and each operand of a boolean expression after the first."""
    nodes = list(ast.walk(function))
    branches = sum(isinstance(node, BRANCHES) for node in nodes)
    filters = sum(len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    operands = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return branches + filters + operands


def find_dense(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and (found := count_conditions(node)) > MOST_CONDITIONS:
            yield f"{node.name}: {found} conditions"


@pytest.mark.parametrize(
    ("code", "n_conditions"),
    [
        ("def f(): return 1", 0),
        ("def f(a, b, c): return a and b and c", 2),
        ("def f(a):\n if a: return 1\n elif not a: return 2", 2),
        ("def f(a): return [b for b in a if b if b > 1]", 3),
        ("def f(a):\n while a: a = 1 if a else 2", 2),
        ("def f(a):\n try: a()\n except OSError: pass", 1),
    ],
)
def test_conditions_are_counted(code: str, n_conditions: int) -> None:
    assert count_conditions(ast.parse(code)) == n_conditions


def test_no_function_is_too_dense() -> None:
    dense = [f"{path}: {one}" for path in list_files() for one in find_dense(path.read_text("utf-8"))]
    assert not dense, "\n".join(dense)


@pytest.mark.parametrize("package", TOLD_OF)
def test_a_package_tells_of_every_file(package: str) -> None:
    told = (PROJECT / package / "__init__.py").read_text("utf-8")
    assert [path.name for path in (PROJECT / package).glob("[!_]*.py") if f"`{path.name}`" not in told] == []
    assert [name for name in re.findall(r"`(\w+\.py)`", told) if not (PROJECT / package / name).exists()] == []


def test_no_file_is_too_long() -> None:
    lines = {path: path.read_text("utf-8").count("\n") for path in list_files()}
    assert {path: n for path, n in lines.items() if n > MOST_LINES} == {}
