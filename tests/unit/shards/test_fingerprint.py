"""The fingerprint changes with what changes rows, and with nothing else."""

from __future__ import annotations

import pytest

from tasks.annotate.model_name import DEFAULT_MODEL, ModelError
from tasks.shards import fingerprint as module
from tasks.shards.fingerprint import describe_model, fingerprint_extraction, hash_extraction, hash_finish, hash_schema

FILES = {
    "tasks/read/json_files.py": "extraction",
    "tasks/annotate/quotes.py": "extraction",
    "data/lexicon/cues.toml": "both",
    "expectations/tables.py": "both",
    "expectations/audit.py": "finish",
    "tasks/link/quotes.py": "finish",
    "tasks/report/pages.py": "finish",
    "tasks/report/templates/index.html.j2": "finish",
    "flows/cli.py": "neither",
    "tests/test_it.py": "neither",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(module, "PROJECT", tmp_path)
    module._hash_files.cache_clear()
    yield tmp_path
    module._hash_files.cache_clear()


def hash_both():
    module._hash_files.cache_clear()
    return hash_extraction(), hash_finish()


@pytest.mark.parametrize(("name", "changes"), FILES.items())
def test_sources_and_lexicons_change_their_hash_alone(project, name, changes):
    before = hash_both()
    assert hash_both() == before
    (project / name).write_text("changed", "utf-8")
    after = hash_both()
    assert before[0] != after[0] if changes in ("extraction", "both") else before[0] == after[0]
    assert before[1] != after[1] if changes in ("finish", "both") else before[1] == after[1]


def test_renamed_source_changes_the_hash_and_compiled_files_do_not(project):
    before = hash_both()
    (project / "tasks/read/__pycache__").mkdir()
    (project / "tasks/read/__pycache__/json_files.pyc").write_bytes(b"x")
    assert hash_both() == before
    (project / "tasks/read/json_files.py").rename(project / "tasks/read/json_lines.py")
    assert hash_both()[0] != before[0]


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
