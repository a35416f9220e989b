"""The pages of a report: escaped, self-contained, linked among themselves, whole even where there is nothing."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape
from html.parser import HTMLParser

import pytest

from tasks.report.article_pages import render_article
from tasks.report.environment import name_article_page
from tasks.report.pages import write_report
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

SURE = {"similarity": 0.95}


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
    assert not set(page.tags) & {"img", "iframe", "object", "base", "embed", "video"}
    file = r"((articles|stories|people)/\w\w/\w+|[a-z]+(-\d+)?)\.html(#.*)?|static/\w+\.(css|js)"
    inner = rf"#.*|(\.\./\.\./)?({file})"
    assert not [
        link for link in page.links if not re.fullmatch(inner, link) and not link.startswith("https://example.")
    ]
    for loaded, name in (("script", "src"), ("link", "href"), ("form", "action")):
        found = [value for tag, attribute, value in page.attributes if (tag, attribute) == (loaded, name)]
        assert len(found) == page.tags.count(loaded)
        assert not [value for value in found if not re.fullmatch(inner, value)]
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]
    policy = [value for tag, name, value in page.attributes if tag == "meta" and name == "content"]
    assert any("default-src 'none'" in (value or "") for value in policy)


def read_page(release, name="index.html"):
    return (release / "report" / name).read_text("utf-8")


def read_article(release, article_id):
    return read_page(release, name_article_page(article_id))


def make_hostile_rows():
    source = f"{SOURCE}\n{HOSTILE}"
    article = make_article(
        source=source, title=HOSTILE, url="javascript:alert(1)", outlet=HOSTILE, author=HOSTILE, record_id=HOSTILE,
        source_path=HOSTILE, position=HOSTILE, source_agency=HOSTILE,
    )  # fmt: skip
    quote = make_quote(
        ["“Work goes on.”"], content=HOSTILE, speaker_name=HOSTILE, speaker_key=f"person:{HOSTILE}",
        speaker_role=HOSTILE, cue_text=HOSTILE, addressee=HOSTILE, channel=HOSTILE, rule=HOSTILE, speaker_rule=HOSTILE,
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


@pytest.mark.parametrize(
    ("url", "is_linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" https://example.org", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("https:///a", False),
        ("http://[broken", False),
        ("example.org/a", False),
        (None, False),
    ],
)
def test_an_address_of_the_web_is_a_link_and_no_other(url, is_linked):
    html = render_article(make_article(url=url), make_page_rows())
    assert (f'href="{escape(url or "")}" rel="noopener"' in html) == is_linked


def test_text_of_the_page_is_the_source_text():
    article, rows = make_hostile_rows()
    assert Page(render_article(article, rows)).source == article["source_text"]


def test_hostile_values_are_words_on_the_index(write_release):
    article, rows = make_hostile_rows()
    other = make_article("a2", outlet=HOSTILE, published_at=DAY, published_from="record")
    rejects = [make_row("rejects", detail=HOSTILE, source_path=HOSTILE, record_id=HOSTILE, kept_at=HOSTILE)]
    claims = [*rows["claims"], make_span("claims", "Work goes on.", "a2", claim_id="c2", proposition=HOSTILE)]
    claims[1] |= {"stance": "denies", "resolved": HOSTILE, "answers_claim_id": "claim_id", "voice": "indirect"}
    claims[1] |= {"claimant_name": HOSTILE, "claimant_key": f"org:{HOSTILE}"}
    stories = [make_row("story_groups", story_group_id=key, article_id=key, group_id="g1") for key in ("a1", "a2")]
    figures = [*rows["figures"], make_span("figures", "$5 million", "a2", figure_id="f2", value=5e6)]
    numbers = [
        make_row("figure_groups", figure_group_id=f"g{at}", figure_id=key, article_id=f"a{at}", label=HOSTILE)
        for at, key in ((1, "figure_id"), (2, "f2"))
    ]
    groups = [
        make_row("claim_groups", claim_group_id="1", claim_id="claim_id", article_id="a1", agreement="agrees"),
        make_row("claim_groups", claim_group_id="2", claim_id="c2", article_id="a2", agreement="contradicts"),
    ]
    runs = [make_row("runs", inputs=HOSTILE, settings=HOSTILE, model=HOSTILE)]
    release = write_release(
        rows | {"articles": [article, other], "rejects": rejects, "claims": claims, "claim_groups": groups}
        | {"runs": runs, "story_groups": stories, "figures": figures, "figure_groups": numbers}
    )  # fmt: skip
    write_report(release)
    pages = sorted((release / "report").rglob("*.html"))
    assert {path.relative_to(release / "report").parts[0] for path in pages} >= {"articles", "stories", "people"}
    for path in pages:
        html = path.read_text("utf-8")
        page = Page(html)
        assert_self_contained(page)
        assert page.tags.count("script") == html.count("<script")
    for name in ("index.html", "articles.html", "accounts.html"):
        assert HOSTILE in Page(read_page(release, name)).words


def test_every_row_leads_to_its_mark_and_back():
    article, rows = make_hostile_rows()
    page = Page(render_article(article, rows))
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    for key, place in (("q1", "Q1"), ("figure_id", "F1"), ("date_id", "D1"), ("claim_id", "C1")):
        assert {key, place} <= inner
    assert {"at-E1", "at-removed-1"} <= inner


def test_speaker_of_each_quote_stands_in_the_text():
    rows = make_page_rows(quotes=[make_quote(["“Work goes on.”"], speaker_name="Ann Holt", speaker_key="k")])
    html = render_article(make_article(), rows)
    assert re.search(r'id="q1" href="#Q1">Q1 Ann Holt</a><span class="quote"[^>]*>“Work', html)


def test_article_without_date_rows_or_title_has_a_page():
    page = Page(render_article(make_article(source="Nothing.", record_id="r 1"), make_page_rows()))
    assert "published not known" in page.words
    assert "outlet not known" in page.words
    assert page.words.count("None found.") == 4
    assert page.source == "Nothing."


@pytest.mark.parametrize("most", [0, 1, 5, None])
def test_newest_articles_get_pages_and_links_lead_to_pages(write_release, most):
    articles = [
        make_article("a1", published_at=DAY, published_from="record", title="Old"),
        make_article("a2", published_at=DAY + timedelta(3), published_from="record", title="New"),
        make_article("a3", title="Undated"),
    ]
    release = write_release({"articles": articles})
    write_report(release, most)
    pages = {path.stem for path in (release / "report" / "articles").rglob("*.html")}
    assert pages == set(["a2", "a1", "a3"][:most])
    html = read_page(release, "articles.html")
    assert set(re.findall(r'href="articles/\w\w/(\w+)\.html', html)) == pages
    assert "3 of 3, the newest first" in html
    assert html.index("New") < html.index("Old") < html.index("Undated")


def test_report_of_empty_tables_is_written(write_release):
    release = write_release({"runs": []})
    write_report(release, 10)
    for name in ("index.html", "stories.html", "people.html", "articles.html", "accounts.html"):
        assert_self_contained(Page(read_page(release, name)))
    assert "None found." in read_page(release)


def test_accounts_say_what_went_in_and_out_by_reason(write_release):
    rejects = [
        make_row("rejects", reject_id=f"x{at}", reason="no_text", source_path=f"dump-{at}.jsonl") for at in range(7)
    ]
    runs = [make_row("runs", n_read=1010, n_known=2, n_kept=1001, n_rejected=7, rejected_by_reason='{"no_text": 7}')]
    articles = [make_article("a1", outlet="Daily Test", published_at=DAY, published_from="record")]
    figures = [make_span("figures", "$5 million", value=5e6)]
    release = write_release({"articles": articles, "rejects": rejects, "runs": runs, "figures": figures})
    write_report(release, 10)
    words = " ".join(Page(read_page(release, "accounts.html")).words.split())
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
                make_row(
                    "claim_groups",
                    claim_group_id=f"{at}",
                    claim_id=f"c{at}",
                    article_id=f"a{at}",
                    agreement=word,
                    similarity=0.95,
                )
                for at, word in ((1, "agrees"), (2, "contradicts"), (3, "agrees"))
            ],
        }
    )
    write_report(release, 2)  # the newest two: a3 and a2
    html = read_article(release, "a2")
    page = Page(html)
    assert "This article is a copy" in page.words
    assert "Title a1" in page.words
    assert "../../articles/a3/a3.html#q3" in page.links
    assert "../../articles/a3/a3.html#c3" in page.links
    assert not [link for link in page.links if "a1.html" in link]
    row = html[html.index('id="C1"') :]
    row = row[: row.index("</tr>")]
    assert row.count('class="badge contradicts"') == 2
    index = Page(read_page(release))
    assert "articles/a3/a3.html#q3" in index.links
    assert "in 3 articles of 2 outlets" in index.words
