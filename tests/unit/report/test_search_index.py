"""The search: every word leads to its documents, no value ends its script, and a browser finds what was said."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import timedelta

import pytest

from tasks.report import search_index
from tasks.report.pages import write_report
from tests.browser import CHROMIUM
from tests.unit.report.conftest import DAY, make_article, make_quote, make_row, make_span

pytestmark = pytest.mark.usefixtures("without_plots")

HOSTILE = "</script><script>alert(1)</script>\u2028<!-- & é"


@pytest.fixture
def release(write_release):
    articles = [
        make_article(
            f"a{at}", title=title, outlet=f"Outlet {at}", url=url, published_at=DAY + timedelta(at),
            published_from="record",
        )
        for at, title, url in ((1, HOSTILE, "javascript:alert(1)"), (2, "Bridge", "https://example.org/bridge"))
    ]  # fmt: skip
    quotes = [
        make_quote(["We need $5 million by June"], "q1", "a1", speaker_name="Ann Holt", speaker_key="person:ann-holt"),
        make_quote(["“Work goes on.”"], "q2", "a2", speaker_name="Zoë Arnö", speaker_key="person:zoe-arno")
        | {"cue_text": "insisted"},
    ]
    claims = [
        make_span("claims", "Work goes on.", "a2", claim_id="c1", quote_id="q2", stance="denies", resolved="work"),
        make_span("claims", "dollar a month", "a1", claim_id="c2", resolved="a dollar a month", voice="narrator"),
    ]
    figures = [make_span("figures", "$5 million", "a1", value=5e6, quote_id="q1")]
    stories = [make_row("story_groups", story_group_id=key, article_id=key, group_id="s1") for key in ("a1", "a2")]
    release = write_release(
        {"articles": articles, "quotes": quotes, "claims": claims, "figures": figures, "story_groups": stories}
    )
    write_report(release)
    return release / "report"


def read_call(path):
    text = path.read_text("utf-8")
    assert not re.search("[<>&\u2028\u2029]", text)
    found = re.fullmatch(r"sayso\.(\w+)\((.*)\);\n", text, re.DOTALL)
    return json.loads(f"[{found[2]}]")


def read_words(report):
    words = {}
    for path in (report / "search" / "words").iterdir():
        start, packed = read_call(path)
        assert path.stem == start.encode().hex()
        for word, steps in packed.items():
            docs = [int(step, 36) for step in steps.split(",")]
            words[word] = [sum(docs[: at + 1]) for at in range(len(docs))]
    return words


def test_documents_are_numbered_newest_article_first_with_what_tells_them_apart(release):
    (facts,) = read_call(release / "search" / "facts.js")
    # An article, then its quotes and the claims that no quote states; then stories and people.
    assert facts["types"] == "aq" + "aQc" + "s" + "pp"
    assert (facts["starts"], facts["others"]) == ([0, 2], 5)
    assert [facts["stanceNames"].get(letter) for letter in facts["stances"][:5]] == [
        None,
        "denies",
        None,
        None,
        "asserts",
    ]
    assert [facts["outlets"][at] for at in facts["outlet"]] == ["Outlet 2", "Outlet 1"]
    words = read_words(release)
    assert words["work"] == [1]
    assert words["million"] == [3]
    assert words["zoe"][0] == words["arno"][0] == 1
    assert words["bridge"][0] == 0
    assert words["insisted"] == [1]
    (number, shown) = read_call(release / "search" / "shown" / "0.js")
    assert number == 0
    assert shown[1][:3] == ["q2", "Zoë Arnö", "“Work goes on.”"]
    assert [row[2] for row in (shown[0], shown[2])] == ["https://example.org/bridge", ""]
    assert shown[2][0] == HOSTILE


def test_files_hold_no_more_than_they_may_and_every_word_once(release, write_release, monkeypatch):
    monkeypatch.setattr(search_index, "MOST_POSTINGS", 2)
    other = write_release(
        {"articles": [make_article(f"a{at}", title="worker works work wo") for at in range(3)]}, "many"
    )
    write_report(other)
    (facts,) = read_call(other / "report" / "search" / "facts.js")
    assert [name for name in facts["files"] if name.startswith("wo")] == ["wo", "work", "worke", "works"]
    assert {word: docs for word, docs in read_words(other / "report").items() if word.startswith("wo")} == {
        word: [0, 1, 2] for word in ("wo", "work", "worker", "works")
    }


def test_words_that_stand_nearly_everywhere_are_told_and_not_indexed(write_release, monkeypatch):
    monkeypatch.setattr(search_index, "_FEWEST_COMMON", 0)
    release = write_release({"articles": [make_article(f"a{at}", title=f"the n{at}") for at in range(9)]})
    write_report(release)
    (facts,) = read_call(release / "report" / "search" / "facts.js")
    assert facts["common"] == ["the"]
    assert "the" not in read_words(release / "report")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
@pytest.mark.parametrize(
    ("question", "found"),
    [("q=arno&stance=denies", ["#q2"]), ("q=arno+insisted", ["#q2"]), ("figure=1", ["#q1"])],
)
def test_a_browser_finds_what_was_said(release, question, found):
    page = subprocess.run(
        [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--dump-dom",
         f"{(release / 'search.html').as_uri()}?{question}"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    hits = page[page.index('id="hits"') :]
    assert re.findall(r'href="articles/\w\w/\w+\.html(#\w+)"', hits) == found
    assert "alert(1)</script>" not in hits
