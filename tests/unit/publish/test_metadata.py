"""A release describes itself as a Frictionless package that its library takes, and in Croissant."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from frictionless import Package, Resource

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


def test_croissant_has_what_its_library_reads_of_every_column():
    described = describe_croissant(MANIFEST)
    fields = {field["@id"]: field for records in described["recordSet"] for field in records["field"]}
    told = {f"{table.name}/{column.name}" for table in TABLES for column in table.columns if not holds_structs(column)}
    assert set(fields) == told
    files = {one["@id"] for one in described["distribution"]}
    for field in fields.values():
        assert field["source"]["fileSet"]["@id"] in files
        # By these its library joins tables as it reads them; of two that refer to each other it reads none.
        assert "references" not in field
    assert fields["claims/figure_ids"]["repeated"]


def holds_structs(column):
    return pa.types.is_list(column.type) and pa.types.is_struct(column.type.value_type)


# Tables with texts that may be empty, lists and lists of structs.
@pytest.mark.parametrize("name", ["removed_spans", "quotes", "claims", "entity_index"])
def test_rows_of_a_release_are_valid_to_frictionless(sample_release, name):
    described = json.loads((sample_release / "datapackage.json").read_text("utf-8"))
    (resource,) = [one for one in described["resources"] if one["name"] == name]
    resource["schema"].pop("foreignKeys", None)
    checked = Resource.from_descriptor(resource, basepath=str(sample_release)).validate(limit_rows=25)
    assert checked.flatten(["fieldName", "message"]) == []


def test_a_release_holds_them_and_they_are_the_same_each_time(sample_release, tmp_path):
    manifest = json.loads((sample_release / "manifest.json").read_text("utf-8"))
    assert set(METADATA_FILES) <= set(manifest["files"])
    assert (sample_release / "DICTIONARY.md").read_text("utf-8") == write_dictionary()
    write_metadata(tmp_path, MANIFEST)
    first = [(tmp_path / name).read_bytes() for name in METADATA_FILES]
    write_metadata(tmp_path, MANIFEST)
    assert [(tmp_path / name).read_bytes() for name in METADATA_FILES] == first
