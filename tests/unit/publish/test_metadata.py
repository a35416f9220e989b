"""A release describes itself as a Frictionless package and in Croissant, and their libraries take it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from frictionless import Package

from expectations.dictionary import write_dictionary
from expectations.tables import TABLES
from tasks.publish.manifest import Manifest
from tasks.publish.metadata import METADATA_FILES, describe_croissant, describe_package, write_metadata
from tasks.publish.parquet import FileInfo

MANIFEST = Manifest(
    release_id="20240503T000000Z-c0ffee00", created_at=datetime(2024, 5, 3, tzinfo=UTC), previous=None, schema="",
    fingerprint="", finished_with="", inputs=(), content="c0ffee00", audit_failures=(), differences={},
    files={f"{table.name}/one.parquet": FileInfo("ab", 1) for table in TABLES},
)  # fmt: skip


def test_the_package_is_valid_and_names_every_file_and_column():
    package = describe_package(MANIFEST)
    assert Package.validate_descriptor(package).valid
    resources = {resource["name"]: resource for resource in package["resources"]}
    for table in TABLES:
        assert resources[table.name]["path"] == [f"{table.name}/one.parquet"]
        assert [field["name"] for field in resources[table.name]["schema"]["fields"]] == list(table.column_names)
    keys = resources["quotes"]["schema"]["foreignKeys"]
    assert {"fields": "article_id", "reference": {"resource": "articles", "fields": "article_id"}} in keys


def test_croissant_has_a_field_a_column_and_points_at_fields_that_are_there():
    described = describe_croissant(MANIFEST)
    fields = {field["@id"]: field for records in described["recordSet"] for field in records["field"]}
    assert set(fields) == {f"{table.name}/{column}" for table in TABLES for column in table.column_names}
    files = {one["@id"] for one in described["distribution"]}
    for field in fields.values():
        assert field["source"]["fileSet"]["@id"] in files
        assert field.get("references", {"field": {"@id": field["@id"]}})["field"]["@id"] in fields


def test_a_release_holds_them_and_they_are_the_same_each_time(sample_release, tmp_path):
    manifest = json.loads((sample_release / "manifest.json").read_text("utf-8"))
    assert set(METADATA_FILES) <= set(manifest["files"])
    assert (sample_release / "DICTIONARY.md").read_text("utf-8") == write_dictionary()
    write_metadata(tmp_path, MANIFEST)
    first = [(tmp_path / name).read_bytes() for name in METADATA_FILES]
    write_metadata(tmp_path, MANIFEST)
    assert [(tmp_path / name).read_bytes() for name in METADATA_FILES] == first
