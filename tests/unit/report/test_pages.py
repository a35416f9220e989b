"""The pages of a report: escaped, self-contained, linked among themselves, whole even where there is nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest

from tasks.report.pages import render_article, write_report
from tests.unit.report.conftest import (
    DAY,
    SOURCE,
    make_article,
    make_page_rows,
    make_quote,
    make_row,
    make_span,
)

HOSTILE = "<script>alert('x')</script><img src=http://evil.example/x onerror=\"y()\">'\"&amp;$a$"


class Page(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.ids: list[str] = []
        self.words = ""
        self.source = ""
        self._is_source = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if self._is_source and tag in ("a", "i"):
            self._is_source = 2
        if ("class", "text") in attrs:
            self._is_source = 1

    def handle_endtag(self, tag):
        if self._is_source == 2 and tag in ("a", "i"):
            self._is_source = 1
        elif self._is_source == 1 and tag == "div":
            self._is_source = 0

    def handle_data(self, data):
        self.words += f"{data} "
        if self._is_source == 1:
            self.source += data

    @property
    def links(self):
        return [value for tag, name, value in self.attributes if name in ("href", "src", "action", "data", "srcset")]


def assert_self_contained(page: Page) -> None:
    # The plots are the one place where matplotlib, not our templates, names elements.
    assert not set(page.tags) & {"script", "img", "iframe", "object", "link", "form", "base", "embed", "video"}
    assert all(re.fullmatch(r"(#|(\.\./)?index\.html|(articles/)?\w+\.html).*", link) for link in page.links), (
        page.links
    )
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    policy = [value for tag, name, value in page.attributes if tag == "meta" and name == "content"]
    assert any("default-src 'none'" in (value or "") for value in policy)


def make_hostile_rows():
    source = f"{SOURCE}\n{HOSTILE}"
    article = make_article(
        source=source, title=HOSTILE, url="javascript:alert(1)", outlet=HOSTILE, author=HOSTILE, record_id=HOSTILE,
        source_path=HOSTILE, position=HOSTILE, source_agency=HOSTILE,
    )  # fmt: skip
    quote = make_quote(
        ["“Work goes on.”"], content=HOSTILE, speaker_name=HOSTILE, speaker_key="k", speaker_role=HOSTILE,
        cue_text=HOSTILE, addressee=HOSTILE, channel=HOSTILE, rule=HOSTILE, speaker_rule=HOSTILE,
    )  # fmt: skip
    rows = make_page_rows(
        quotes=[quote],
        figures=[make_span("figures", "$5 million", value=5e6, counted=HOSTILE, unit=HOSTILE, period=HOSTILE)],
        dates=[make_span("dates", "June", time_zone_text=HOSTILE, rule=HOSTILE)],
        claims=[make_span("claims", "Work goes on.", proposition=HOSTILE, claimant_name=HOSTILE, source_chain=HOSTILE)],
        entities=[make_span("entities", "Ann Holt", name=HOSTILE, country=HOSTILE)],
        removed_spans=[make_span("removed_spans", HOSTILE, source=source, rule=HOSTILE)],
    )
    return article, rows


def test_hostile_values_are_words_on_an_article_page():
    article, rows = make_hostile_rows()
    html = render_article(article, rows)
    page = Page(html)
    assert_self_contained(page)
    assert "javascript:alert(1)" in page.words
    assert page.words.count(HOSTILE) > 12
    assert "<script" not in html


def test_text_of_the_page_is_the_source_text():
    article, rows = make_hostile_rows()
    assert Page(render_article(article, rows)).source == article["source_text"]


def test_hostile_values_are_words_on_the_index(write_release):
    article, rows = make_hostile_rows()
    other = make_article("a2", outlet=HOSTILE, published_at=DAY, published_from="record")
    rejects = [make_row("rejects", detail=HOSTILE, source_path=HOSTILE, record_id=HOSTILE, kept_at=HOSTILE)]
    claims = [*rows["claims"], make_span("claims", "Work goes on.", "a2", claim_id="c2", proposition=HOSTILE)]
    groups = [
        make_row("claim_groups", claim_group_id="1", claim_id="claim_id", article_id="a1", agreement="agrees"),
        make_row("claim_groups", claim_group_id="2", claim_id="c2", article_id="a2", agreement="contradicts"),
    ]
    runs = [make_row("runs", inputs=HOSTILE, settings=HOSTILE, model=HOSTILE)]
    release = write_release(
        rows | {"articles": [article, other], "rejects": rejects, "claims": claims, "claim_groups": groups}
        | {"runs": runs}
    )  # fmt: skip
    write_report(release, 10)
    html = (release / "report" / "index.html").read_text("utf-8")
    page = Page(html)
    assert_self_contained(page)
    assert page.words.count(HOSTILE) > 8
    assert "<script" not in html
    for name in ("a1", "a2"):
        assert_self_contained(Page((release / "report" / "articles" / f"{name}.html").read_text("utf-8")))


def test_every_row_leads_to_its_mark_and_back():
    article, rows = make_hostile_rows()
    page = Page(render_article(article, rows))
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    for key in ("q1", "figure_id", "date_id", "claim_id", "mention_id", "removed_span_id"):
        assert {f"row-{key}", f"at-{key}"} <= set(page.ids)
    assert {"row-q1", "at-q1", "at-figure_id", "at-mention_id", "at-removed_span_id"} <= inner


def test_speaker_of_each_quote_stands_in_the_text():
    rows = make_page_rows(quotes=[make_quote(["“Work goes on.”"], speaker_name="Ann Holt", speaker_key="k")])
    html = render_article(make_article(), rows)
    assert re.search(r'id="at-q1" href="#row-q1"><bdi>Q1 Ann Holt</bdi></a><span class="quote"[^>]*>“Work', html)


def test_article_without_date_rows_or_title_has_a_page():
    page = Page(render_article(make_article(source="Nothing.", record_id="r 1"), make_page_rows()))
    assert "published not known" in page.words
    assert "outlet not known" in page.words
    assert page.words.count("None found.") == 4
    assert page.source == "Nothing."


@pytest.mark.parametrize("most", [0, 1, 5])
def test_newest_articles_get_pages_and_links_lead_to_pages(write_release, most):
    articles = [
        make_article("a1", published_at=DAY, published_from="record", title="Old"),
        make_article("a2", published_at=DAY + timedelta(3), published_from="record", title="New"),
        make_article("a3", title="Undated"),
    ]
    release = write_release({"articles": articles})
    write_report(release, most)
    pages = {path.stem for path in (release / "report" / "articles").iterdir()}
    assert pages == set(["a2", "a1", "a3"][:most])
    html = (release / "report" / "index.html").read_text("utf-8")
    assert set(re.findall(r'href="articles/(\w+)\.html', html)) == pages
    assert f"{min(most, 3)} of 3, the newest first" in html


def test_report_of_empty_tables_is_written(write_release):
    release = write_release({"runs": []})
    write_report(release, 10)
    page = Page((release / "report" / "index.html").read_text("utf-8"))
    assert_self_contained(page)
    assert "None found." in page.words


def test_index_says_what_went_in_and_out_by_reason(write_release):
    rejects = [
        make_row("rejects", reject_id=f"x{at}", reason="no_text", source_path=f"dump-{at}.jsonl") for at in range(7)
    ]
    runs = [make_row("runs", n_read=1010, n_known=2, n_kept=1001, n_rejected=7, rejected_by_reason='{"no_text": 7}')]
    articles = [make_article("a1", outlet="Daily Test", published_at=DAY, published_from="record")]
    figures = [make_span("figures", "$5 million", value=5e6)]
    release = write_release({"articles": articles, "rejects": rejects, "runs": runs, "figures": figures})
    write_report(release, 10)
    words = " ".join(Page((release / "report" / "index.html").read_text("utf-8")).words.split())
    assert "The newest run read 1,010 records" in words
    assert "1,001 kept as articles 2 known already" in words
    assert "7 rejected" in words
    assert "no_text 7" in words
    assert sum(f"dump-{at}.jsonl" in words for at in range(7)) == 5
    assert "Daily Test 1 0 1 0 0 0" in words
    assert "2025-03-06 1 0 1 0 0 0" in words


def test_same_utterance_copies_and_contradictions_elsewhere_are_linked(write_release):
    articles = [
        make_article(
            key, outlet=outlet, title=f"Title {key}", published_at=DAY + timedelta(at), published_from="record"
        )
        for at, (key, outlet) in enumerate((("a1", "Daily Test"), ("a2", "Evening Test"), ("a3", None)))
    ]
    quotes = [
        make_quote(["“Work goes on.”"], f"q{at}", f"a{at}", speaker_name="Ann Holt", speaker_key="k")
        for at in (1, 2, 3)
    ]
    claims = [
        make_span("claims", "Work goes on.", f"a{at}", claim_id=f"c{at}", proposition=words, claimant_name="Ann Holt")
        for at, words in ((1, "work goes on"), (2, "work has stopped"), (3, "work goes on at night"))
    ]
    grouped = {"group_id": "g", "n_articles": 3, "n_outlets": 2}
    release = write_release(
        {
            "articles": articles,
            "quotes": quotes,
            "claims": claims,
            "article_groups": [
                make_row("article_groups", article_group_id="1", article_id="a1", role="original"),
                make_row("article_groups", article_group_id="2", article_id="a2", role="copy"),
            ],
            "quote_groups": [
                make_row("quote_groups", quote_group_id=f"{at}", quote_id=f"q{at}", article_id=f"a{at}", **grouped)
                for at in (1, 2, 3)
            ],
            "claim_groups": [
                make_row("claim_groups", claim_group_id=f"{at}", claim_id=f"c{at}", article_id=f"a{at}", agreement=word)
                for at, word in ((1, "agrees"), (2, "contradicts"), (3, "agrees"))
            ],
        }
    )
    write_report(release, 2)  # the newest two: a3 and a2
    html = (release / "report" / "articles" / "a2.html").read_text("utf-8")
    page = Page(html)
    assert "This article is a copy" in page.words
    assert "Title a1" in page.words
    assert "a3.html#row-q3" in page.links
    assert "a3.html#row-c3" in page.links
    assert not [link for link in page.links if "a1.html" in link]
    row = html[html.index('id="row-c2"') :]
    row = row[: row.index("</tr>")]
    assert row.count('class="badge contradicts"') == 2
    index = Page((release / "report" / "index.html").read_text("utf-8"))
    assert "articles/a3.html#row-c3" in index.links
    assert "in 3 articles of 2 outlets" in index.words
