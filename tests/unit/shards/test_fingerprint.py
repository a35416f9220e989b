"""The fingerprint changes with what changes rows, and with nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.model_name import DEFAULT_MODEL, ModelError
from tasks.shards import fingerprint as module
from tasks.shards.fingerprint import (
    describe_model,
    find_libraries,
    find_sources,
    fingerprint_extraction,
    hash_files,
    hash_schema,
)

SOURCES = {
    "tasks/read/json_files.py": "extraction",
    "tasks/read/warc.py": "extraction",
    "tasks/annotate/quotes/find.py": "extraction",
    "tasks/language/cues.py": "both",
    "tasks/ids.py": "both",
    "expectations/tables.py": "both",
    "expectations/audit.py": "finish",
    "tasks/link/quotes.py": "finish",
    "tasks/report/pages.py": "finish",
    "flows/cli.py": "neither",
}


@pytest.mark.parametrize(("name", "made"), SOURCES.items())
def test_sources_are_what_the_roots_import_at_any_depth(name, made):
    assert (name in find_sources(module.EXTRACTION_ROOTS)) == (made in ("extraction", "both"))
    assert (name in find_sources(module.FINISH_ROOTS)) == (made in ("finish", "both"))


def test_what_linking_reads_with_is_told_by_its_code_and_its_libraries(monkeypatch):
    assert {"tasks/link/wordings.py", "tasks/language/inflection.py"} <= set(find_sources(module.LINKING_ROOTS))
    assert "tasks/report/pages.py" not in find_sources(module.LINKING_ROOTS)
    before = module.hash_linking()
    monkeypatch.setattr(module, "_list_versions", lambda _: "others")
    assert module.hash_linking() != before


@pytest.mark.parametrize(("roots", "library"), [
    (module.EXTRACTION_ROOTS, "ftfy"),
    (module.EXTRACTION_ROOTS, "RapidFuzz"),
    (module.EXTRACTION_ROOTS, "Pint"),
    (module.EXTRACTION_ROOTS, "FastWARC"),
    (module.FINISH_ROOTS, "rensa"),
])  # fmt: skip
def test_libraries_that_change_rows_are_named(roots, library):
    assert library in find_libraries(roots)


LIST_LOADED = """
import importlib, json, sys
for root in json.loads(sys.argv[1]):
    importlib.import_module(root)
files = [getattr(module, "__file__", None) or "" for module in list(sys.modules.values())]
print(json.dumps([file for file in files if file.endswith(".py") and not file.endswith("__init__.py")]))
"""


@pytest.mark.parametrize("roots", [module.EXTRACTION_ROOTS, module.FINISH_ROOTS])
def test_whatever_python_loads_for_the_roots_is_among_the_sources(roots):
    """An import that only Python sees (inside a function, by name) must not escape the fingerprint."""
    told = subprocess.run(
        [sys.executable, "-c", LIST_LOADED, json.dumps(roots)], cwd=module.PROJECT, capture_output=True, check=True
    )
    loaded = {Path(file) for file in json.loads(told.stdout)}
    ours = {file.relative_to(module.PROJECT).as_posix() for file in loaded if file.is_relative_to(module.PROJECT)}
    ours = {name for name in ours if name.startswith(("tasks/", "expectations/"))}
    assert ours
    assert ours <= set(find_sources(roots))


def test_content_and_name_of_a_source_change_the_hash_and_compiled_files_do_not(tmp_path):
    def hash_now(*files):
        hash_files.cache_clear()
        return hash_files(tmp_path, files, ("*.toml",))

    (tmp_path / "read.py").write_text("one", "utf-8")
    (tmp_path / "cues.toml").write_text("one", "utf-8")
    seen = {hash_now("read.py")}
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/read.pyc").write_bytes(b"x")
    assert hash_now("read.py") in seen
    (tmp_path / "read.py").write_text("two", "utf-8")
    seen.add(hash_now("read.py"))
    (tmp_path / "cues.toml").write_text("two", "utf-8")
    seen.add(hash_now("read.py"))
    (tmp_path / "read.py").rename(tmp_path / "open.py")
    seen.add(hash_now("open.py"))
    assert len(seen) == 4


def test_settings_model_and_libraries_change_the_fingerprint(monkeypatch, tmp_path):
    (tmp_path / "meta.json").write_text('{"version": "9.1"}', "utf-8")
    plain = fingerprint_extraction(DEFAULT_MODEL, {"outlet": None, "day_first": True})
    assert fingerprint_extraction(DEFAULT_MODEL, {"day_first": True, "outlet": None}) == plain
    assert fingerprint_extraction(DEFAULT_MODEL, {"day_first": True, "outlet": "Daily"}) != plain
    assert fingerprint_extraction(str(tmp_path), {"outlet": None, "day_first": True}) != plain
    monkeypatch.setattr(module, "version", lambda name: "0")
    assert fingerprint_extraction(DEFAULT_MODEL, {"outlet": None, "day_first": True}) != plain
    assert len(plain) == 16


def test_schema_hash_changes_with_a_column(monkeypatch):
    whole = hash_schema()
    monkeypatch.setattr(module, "TABLES", module.TABLES[1:])
    assert hash_schema.__wrapped__() != whole


def test_model_is_named_with_its_version_without_loading_it(tmp_path):
    assert describe_model(DEFAULT_MODEL).startswith(f"{DEFAULT_MODEL} 3.")
    (tmp_path / "meta.json").write_text('{"version": "9.1"}', "utf-8")
    assert describe_model(str(tmp_path)) == f"{tmp_path} 9.1"
    with pytest.raises(ModelError, match="no_such_model"):
        describe_model("no_such_model")
