"""Every kind of page in Chromium: nothing that axe-core finds, nothing wider than the screen, no error, an answer."""

from __future__ import annotations

import json

import pytest

from tests.browser import AXE, CHROMIUM, open_browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")

KINDS = ("index", "stories", "people", "articles", "search", "accounts", "a story", "a person", "an article")
CHECK = "axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html.slice(0, 200)))"
WIDER = "document.documentElement.scrollWidth - innerWidth"
ANSWER = """new Promise(done => { const told = document.getElementById('status');
    const look = () => told.dataset.seconds ? done(told.textContent) : setTimeout(look, 20); look(); })"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with open_browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def report(sample_release):
    return sample_release / "report"


def find_page(report, kind):
    """Find the page of a kind, of many the fullest."""
    folder = {"a story": "stories", "a person": "people", "an article": "articles"}.get(kind)
    if folder is None:
        return report / f"{kind}.html"
    return max((report / folder).rglob("*.html"), key=lambda path: (path.stat().st_size, path.name))


# Some seconds in all: axe-core measures the contrast of every word.
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(page, report, kind):
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.open(find_page(report, kind).as_uri(), width, scheme)
        page.run(AXE.read_text("utf-8"))
        assert page.run(CHECK) == []
        assert page.run(WIDER) <= 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("q=ecuador denied soldiers", "soldiers"),
        ("type=c&stance=denies", "denies"),
        ("q=villareall", "Villareal"),
        ("outlet=Norwind Press Agency&from=2025-06-17&to=2025-06-17", "Norwind Press Agency"),
    ],
)
def test_a_question_is_answered(page, report, question, words):
    page.open(f"{(report / 'search.html').as_uri()}?{question.replace(' ', '%20')}")
    assert int(page.run(ANSWER).split()[0]) > 0
    assert words.lower() in page.run("document.getElementById('hits').textContent").lower()


def test_a_table_is_sorted_by_its_heads(page, report):
    page.open((report / "people.html").as_uri())
    page.run("document.querySelector('table.sortable th button').click()")
    names = page.run("[...document.querySelector('table.sortable').tBodies[0].rows].map(row => row.cells[0].innerText)")
    assert len(names) > 10
    assert page.run(f"{json.dumps(names)}.toSorted((a, b) => a.localeCompare(b))") == names
