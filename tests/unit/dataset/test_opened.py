"""A release in Python: its tables, what somebody said, one article, questions in SQL."""

from __future__ import annotations

import sys

import pyarrow.compute as pc
import pytest

import sayso
from expectations.tables import TABLES
from tasks.dataset.views import VIEWS
from tasks.errors import SaysoError
from tasks.report.stories import read_stories


@pytest.fixture(scope="module")
def release(sample_release):
    return sayso.open_release(sample_release)


def test_a_data_folder_a_release_and_the_link_open_the_same(sample_release, release):
    data = sample_release.parents[1]
    assert release.id == sample_release.name == release.manifest.release_id
    opened = (sayso.open_release(data), sayso.open_release(data / "latest"), sayso.open_release(data, release.id[:12]))
    assert {one.folder for one in opened} == {release.folder}
    with pytest.raises(SaysoError, match="no release"):
        sayso.open_release(data / "work")


def test_tables_are_read_by_column_and_row(release):
    assert release.tables == tuple(table.name for table in TABLES)
    claims = release.pandas("claims", ["claim_id", "stance"], pc.field("stance") == "denies")
    assert list(claims.columns) == ["claim_id", "stance"]
    assert set(claims.stance) == {"denies"}
    with pytest.raises(sayso.NoSuchRow, match="the tables are articles"):
        release.arrow("claim")


def test_columns_say_what_they_mean_in_python_and_in_the_file(release):
    described = release.describe("quotes").set_index("column")
    schema = release.arrow("quotes").schema
    for column, meaning in described.meaning.items():
        assert schema.field(column).metadata[b"description"].decode() == meaning
    assert "mixed" in described.loc["type", "values"]


def test_what_somebody_said_is_found_by_name_alias_and_key(release):
    index = release.pandas("entity_index").query("label == 'person' and n_quotes > 0 and scope == 'release'")
    most = index.sort_values("n_quotes").iloc[-1]
    quotes = release.quotes_by(most["name"].upper())
    assert quotes.equals(release.quotes_by(most.entity_key))
    assert set(quotes.speaker_key) == {most.entity_key}
    assert quotes.is_utterance.all()
    assert quotes.outlet.notna().any()
    assert set(release.claims_by(most.entity_key).claimant_key) == {most.entity_key}
    with pytest.raises(sayso.NoSuchRow, match="nobody in"):
        release.quotes_by("Nobody At All")


def test_an_article_has_its_rows_and_they_lie_in_its_body(release):
    wanted = release.pandas("quotes", ["article_id"]).article_id.iloc[0]
    article = release.article(wanted[:10])
    assert article.row.article_id == wanted
    for row in article.quotes.itertuples():
        assert article.body[row.start : row.end] == row.text
    assert article.quotes.start.is_monotonic_increasing
    for wrong in ("", "zz", "no-id"):
        with pytest.raises(sayso.NoSuchRow, match="beginning with"):
            release.article(wrong)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_views_keep_the_rows_of_their_table(release, view):
    found = release.query(f"SELECT * FROM {view.name}")
    table = view.name.removesuffix("_in_articles")
    n_rows = release.arrow("story_groups")["group_id"].unique() if table == "stories" else release.arrow(table)
    assert len(found) == len(n_rows) > 0


def test_stories_are_as_disputed_as_in_the_report(release):
    found = release.query("SELECT group_id, n_disputed FROM stories").set_index("group_id").n_disputed
    with release.connect() as connection:
        shown = {story.group_id: story.n_disputes for story in read_stories(connection)}
    assert found.to_dict() == shown
    assert max(shown.values()) > 0


def test_polars_is_asked_for_where_it_is_missing(release, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ModuleNotFoundError, match="pip install polars"):
        release.polars("runs")
