"""What a release says of itself in other people's words: its dictionary, a Frictionless package, Croissant metadata.

Sources: Data Package 1 of Frictionless Data (specs.frictionlessdata.io) and Croissant 1.0 of MLCommons
(docs.mlcommons.org/croissant).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from expectations.dictionary import write_dictionary
from expectations.schema import Column, Table
from expectations.schema_history import SCHEMA_VERSION
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.manifest import Manifest

DICTIONARY, PACKAGE, CROISSANT = "DICTIONARY.md", "datapackage.json", "croissant.json"
METADATA_FILES = (DICTIONARY, PACKAGE, CROISSANT)
TITLE = "Claims of news articles"
DESCRIPTION = (
    "Who said what, when, with which numbers, according to whom: claims, quotes, figures, dates and names found in "
    "news articles by Sayso, every row with its place in the text."
)
# Types of Frictionless' Table Schema, then of schema.org.
_TYPES = {
    pa.string(): ("string", "sc:Text"),
    pa.int64(): ("integer", "sc:Integer"),
    pa.float64(): ("number", "sc:Float"),
    pa.bool_(): ("boolean", "sc:Boolean"),
    pa.timestamp("us", tz="UTC"): ("datetime", "sc:DateTime"),
}
_CROISSANT_WORDS = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
    "equivalentProperty": "cr:equivalentProperty",
    "samplingRate": "cr:samplingRate",
}


def write_metadata(folder: Path, manifest: Manifest) -> None:
    """Write `DICTIONARY.md`, `datapackage.json` and `croissant.json` into a staged release."""
    (folder / DICTIONARY).write_text(write_dictionary(), "utf-8")
    for name, described in ((PACKAGE, describe_package(manifest)), (CROISSANT, describe_croissant(manifest))):
        (folder / name).write_text(json.dumps(described, indent=1, ensure_ascii=False) + "\n", "utf-8")


def describe_package(manifest: Manifest) -> dict[str, Any]:
    """Describe a release as a Frictionless data package: a resource a table, with its files, columns and keys."""
    return {
        "name": f"sayso-{manifest.release_id.lower()}",
        "id": manifest.release_id,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": SCHEMA_VERSION,
        "created": manifest.created_at.isoformat(),
        "resources": [_describe_resource(table, _list_files(table, manifest)) for table in TABLES],
    }


def describe_croissant(manifest: Manifest) -> dict[str, Any]:
    """Describe a release in Croissant: a set of files and of records a table, a field a column.

    Lists of structs, such as a quote's fragments, are left out, and so are references, which the Frictionless package
    has: mlcroissant joins by them as it reads, and could not read two tables that refer to each other.
    """
    return {
        "@context": _CROISSANT_WORDS,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"sayso-{manifest.release_id}",
        "description": DESCRIPTION,
        "version": SCHEMA_VERSION,
        "citeAs": f"Sayso release {manifest.release_id}, content {manifest.content}",
        "datePublished": manifest.created_at.isoformat(),
        "distribution": [
            {
                "@type": "cr:FileSet",
                "@id": f"{table.name}-files",
                "encodingFormat": "application/x-parquet",
                "includes": f"{table.name}/*.parquet",
            }
            for table in TABLES
        ],
        "recordSet": [_describe_records(table) for table in TABLES],
    }


def _list_files(table: Table, manifest: Manifest) -> list[str]:
    return [name for name in manifest.files if name.startswith(f"{table.name}/")]


def _describe_resource(table: Table, files: list[str]) -> dict[str, Any]:
    keys = [
        {"fields": column.name, "reference": {"resource": other, "fields": field}}
        for column in table.columns
        for other, field in _find_reference(column)
    ]
    # An empty text is a text; what is not known is null, which no other value stands for.
    schema = {
        "fields": [_describe_field(column) for column in table.columns],
        "primaryKey": table.key,
        "missingValues": [],
    }
    return {
        "name": table.name,
        "title": table.doc,
        "path": files,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _find_reference(column: Column) -> Iterator[tuple[str, str]]:
    """The table and column that a column refers to, where that is the key of a table."""
    table, _, field = (column.refers_to or "").partition(".")
    if table in TABLE_BY_NAME and TABLE_BY_NAME[table].key == field:
        yield table, field


def _describe_field(column: Column) -> dict[str, Any]:
    limits = {"minimum": column.least, "maximum": column.most, "enum": [*column.values] or None}
    constraints = {key: value for key, value in limits.items() if value is not None}
    if not column.nullable:
        constraints["required"] = True
    unit = {} if column.unit is None else {"unit": column.unit}
    return {
        "name": column.name,
        # Frictionless reads a list out of Parquet as NumPy's, which is none of its own arrays.
        "type": "any" if pa.types.is_list(column.type) else _find_types(column.type)[0],
        "description": column.meaning,
        **unit,
        **({"constraints": constraints} if constraints else {}),
    }


def _describe_records(table: Table) -> dict[str, Any]:
    fields = []
    for column in table.columns:
        is_list = pa.types.is_list(column.type)
        kind = column.type.value_type if is_list else column.type
        if pa.types.is_struct(kind):
            continue
        field: dict[str, Any] = {
            "@type": "cr:Field",
            "@id": f"{table.name}/{column.name}",
            "name": f"{table.name}/{column.name}",
            "description": column.meaning,
            "dataType": _find_types(kind)[1],
            "source": {"fileSet": {"@id": f"{table.name}-files"}, "extract": {"column": column.name}},
        }
        if is_list:
            field["repeated"] = True
        fields.append(field)
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.doc,
        "key": {"@id": f"{table.name}/{table.key}"},
        "field": fields,
    }


def _find_types(arrow: pa.DataType) -> tuple[str, str]:
    """Name a type in Frictionless' words and in Croissant's."""
    return _TYPES[arrow.value_type if pa.types.is_dictionary(arrow) else arrow]
