"""Pages that would be the same are linked from the release before; the bytes are those of a first report."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tasks.publish.manifest import MANIFEST, Manifest, add_files
from tasks.report.environment import name_article_page
from tasks.report.pages import write_report
from tests.unit.report.conftest import DAY, make_article, make_quote

pytestmark = pytest.mark.usefixtures("without_plots")

HOLT = {"speaker_name": "Ann Holt", "speaker_key": "person:ann-holt"}


def make_rows(n, words="“Work goes on.”"):
    return {
        "articles": [
            make_article(f"a{at}", published_at=DAY + timedelta(at), published_from="record", title=f"Title {at}")
            for at in range(n)
        ],
        "quotes": [make_quote([words], "q0", "a0"), make_quote(["“Work goes on.”"], "q1", "a1", **HOLT)],
    }


@pytest.fixture
def write_reported(write_release):
    """Write a release with a report and a manifest, and give its folder."""

    def write(rows, name, previous=None, finished_with="same"):
        release = write_release(rows, name)
        manifest = Manifest(name, DAY, previous and previous.name, "", "", finished_with, (), "", (), {}, {})
        manifest = add_files(manifest, release)
        write_report(release, None, manifest, previous)
        (release / MANIFEST).write_text(add_files(manifest, release).to_json(), "utf-8")
        return release

    return write


def read_files(release):
    files = (release / "report").rglob("*.html")
    return {path.relative_to(release / "report").as_posix(): path.read_bytes() for path in files}


def is_linked(one, other, name):
    return (one / "report" / name).samefile(other / "report" / name)


def test_pages_that_stay_are_linked_and_the_bytes_are_those_of_a_first_report(write_reported):
    first = write_reported(make_rows(2), "first")
    second = write_reported(make_rows(3, "We need $5 million by June"), "second", first)
    assert not is_linked(first, second, name_article_page("a0"))
    assert is_linked(first, second, name_article_page("a1"))
    people = [name for name in read_files(second) if name.startswith("people/")]
    assert [is_linked(first, second, name) for name in people] == [True]
    alone = read_files(write_reported(make_rows(3, "We need $5 million by June"), "alone"))
    linked = read_files(second)
    assert {name: linked[name] for name in linked if "/" in name} == {
        name: alone[name] for name in alone if "/" in name
    }


def test_articles_of_files_that_stay_are_linked_without_reading_them(write_reported, monkeypatch):
    first = write_reported(make_rows(2), "first")
    monkeypatch.setattr("tasks.report.article_pages.pick_article_rows", None)
    second = write_reported(make_rows(2), "second", first)
    assert is_linked(first, second, name_article_page("a0"))


@pytest.mark.parametrize("harm", ["page", "inputs", "manifest", "code"])
def test_nothing_is_linked_from_what_is_damaged_or_made_by_other_code(write_reported, harm):
    first = write_reported(make_rows(2), "first")
    whole = read_files(first)[name_article_page("a1")]
    if harm == "page":
        (first / "report" / name_article_page("a1")).write_bytes(whole + b"!")
    elif harm == "inputs":
        (first / "report" / "pages.json").write_text("[]", "utf-8")
    elif harm == "manifest":
        (first / MANIFEST).unlink()
    second = write_reported(make_rows(2), "second", first, "other" if harm == "code" else "same")
    assert not is_linked(first, second, name_article_page("a1"))
    assert (second / "report" / name_article_page("a1")).read_bytes() == whole
