"""A release in other formats: nothing lost, no formulas, nobody said to claim what they deny."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime

import duckdb
import pytest

import sayso
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.dataset.exported import ExportError, describe_claim, export_release
from tasks.dataset.views import VIEWS
from tasks.publish.parquet import write_rows
from tests.unit.publish.conftest import make_row


@pytest.fixture(scope="module")
def release(sample_release):
    return sayso.open_release(sample_release)


def test_csv_and_json_lines_have_every_row(release, tmp_path):
    n_rows = release.arrow("quotes").num_rows
    (path,) = export_release(release, tmp_path, "csv", ["quotes"])
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == n_rows
    assert [set(json.loads(row["fragments"])[0]) for row in rows[:1]] == [
        {"start", "end", "source_start", "source_end"}
    ]
    (path,) = export_release(release, tmp_path, "jsonl", ["quotes"])
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [line["quote_id"] for line in lines] == [row["quote_id"] for row in rows]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_cell_of_a_csv_is_a_formula(tmp_path, text):
    row = make_row(TABLE_BY_NAME["rejects"], detail=text)
    write_rows(TABLE_BY_NAME["rejects"], [row], tmp_path / "release" / "rejects" / "one.parquet")
    (path,) = export_release(sayso.Release(tmp_path / "release"), tmp_path, "csv", ["rejects"])
    with path.open(encoding="utf-8", newline="") as stream:
        assert next(csv.DictReader(stream))["detail"] == f"'{text}"


def test_a_database_has_tables_views_and_what_they_mean(release, tmp_path):
    (path,) = export_release(release, tmp_path, "duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        for name in (*(table.name for table in TABLES), *(view.name for view in VIEWS)):
            found = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert found == release.query(f"SELECT count(*) AS n FROM {name}").n.iloc[0]
        said = "SELECT comment FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'content'"
        meanings = release.describe("quotes").set_index("column").meaning
        assert connection.execute(said).fetchone() == (meanings["content"],)


def test_an_export_overwrites_nothing_and_knows_its_tables(release, tmp_path):
    export_release(release, tmp_path, "csv", ["runs"])
    with pytest.raises(ExportError, match=r"runs\.csv is there already"):
        export_release(release, tmp_path, "csv", ["runs"])
    with pytest.raises(sayso.NoSuchRow, match="no table or view 'run'; is it runs"):
        export_release(release, tmp_path, "csv", ["run"])
    with pytest.raises(ExportError, match="takes no names"):
        export_release(release, tmp_path, "schema.org", ["claims"])
    assert [path.name for path in tmp_path.iterdir()] == ["runs.csv"]


def make_claim(**values):
    nothing = dict.fromkeys([*TABLE_BY_NAME["claims"].column_names, "url", "title", "outlet", "author", "published_at"])
    return {**nothing, "claim_id": "c0ffee", "resolved": "the dam burst", "claimant_name": "Ada Holt", **values}


def test_a_claim_has_its_author_and_its_article():
    row = make_claim(
        stance="asserts", claimant_kind="person", url="https://wire.example/dam", outlet="Wire",
        published_at=datetime(2024, 5, 3, tzinfo=UTC),
    )  # fmt: skip
    assert describe_claim(row) == {
        "@context": "https://schema.org",
        "@type": "Claim",
        "identifier": "c0ffee",
        "text": "the dam burst",
        "author": {"@type": "Person", "name": "Ada Holt"},
        "datePublished": "2024-05-03T00:00:00+00:00",
        "appearance": {
            "@type": "NewsArticle",
            "url": "https://wire.example/dam",
            "datePublished": "2024-05-03T00:00:00+00:00",
            "publisher": {"@type": "Organization", "name": "Wire"},
        },
    }


def test_what_somebody_denies_is_no_claim_of_theirs():
    described = describe_claim(make_claim(stance="denies", claimant_kind="person"))
    assert described["@type"] == "ClaimReview"
    assert described["reviewRating"]["alternateName"] == "denies"
    assert "text" not in described
    assert "author" not in described["itemReviewed"]


def test_claims_are_written_a_line_each(release, tmp_path):
    (path,) = export_release(release, tmp_path, "schema.org")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    alone = release.query("SELECT claim_id FROM claims WHERE is_self_contained AND stance NOT IN ('asks', 'demands')")
    assert {line["identifier"] for line in lines} == set(alone.claim_id)
