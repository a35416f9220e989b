"""Pages of several layouts give their article's words; what they state of themselves is read, faults and all."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from tasks.read.page_facts import read_json_ld
from tasks.read.page_text import choose_text, clean_text
from tasks.read.pages import Page, read_page

PAGES = Path(__file__).parent / "pages"
# The least token F1 of each layout, as measured, rounded down; fast mode alone has .936 on average, .767 at the least.
FLOORS = {
    "agency": 0.96, "amp": 0.99, "cms_divs": 0.99, "comments_longer": 0.97, "div_br": 0.99, "live_blog": 0.99,
    "old_tables": 0.93, "rich_body": 0.88, "script_rendered": 0.99, "wordpress": 0.96,
}  # fmt: skip


def count_tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_text_of_a_page(name: str) -> None:
    raw = (PAGES / f"{name}.html").read_bytes()
    page = read_page(raw.decode("windows-1252" if b"windows-1252" in raw else "utf-8"))
    found, wanted = count_tokens(page.text or ""), count_tokens((PAGES / f"{name}.txt").read_text("utf-8"))
    score = 2 * (found & wanted).total() / (found.total() + wanted.total())
    assert score >= FLOORS[name], page.text


def read(head: str, body: str = "", root: str = "") -> Page:
    return read_page(f"<!DOCTYPE html><html {root}><head>{head}</head><body>{body}</body></html>")


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Lease approved | Harbour Gazette</title><meta property='og:site_name' content='Harbour Gazette'>", "",
         "Lease approved"),
        ("<title>Lease approved - World - Meridian Post</title>", "<h1>Lease approved</h1>", "Lease approved"),
        ("<meta property='og:title' content='Lease &amp; fence &#8211; Gazette'>" + ld(
            '{"@type":"Report","publisher":{"name":"Gazette"}}'), "", "Lease & fence"),
        ("<title>Rooksby - a town between two bridges</title>", "", "Rooksby - a town between two bridges"),
        ("<title>Ferries stay in port</title>", "<b class='kicker'>Not again!</b><h1>Ferries stay in port</h1>",
         "Not again! Ferries stay in port"),
        ("<title>Ferries stay in port</title>", "<b class='kicker'>Islands</b><h1>Ferries stay in port</h1>",
         "Ferries stay in port"),
        (ld('{"@type":"NewsArticle","headline":"Ferries &amp; fog"}') + "<title>Gazette</title>", "", "Ferries & fog"),
    ],
)  # fmt: skip
def test_titles(head: str, body: str, title: str) -> None:
    assert read(head, body).title == title


@pytest.mark.parametrize(
    ("head", "author"),
    [
        (ld('{"@type":"NewsArticle","author":[{"name":"Oda Finch"},{"name":"Lee Okafor"}]}'), "Oda Finch, Lee Okafor"),
        (ld('{"@type":"NewsArticle","author":"By Oda Finch"}'), "Oda Finch"),
        (ld('{"@type":"NewsArticle","author":{"@type":"Person","name":["Oda Finch"]}}'), "Oda Finch"),
        ("<meta name='author' content='By RUNA SALT'>", "RUNA SALT"),
        ("<meta property='article:author' content='https://social.example/finch'>", None),
        (ld('{"@type":"NewsArticle","author":{"url":"https://gazette.example/finch"}}'), None),
    ],
)
def test_authors(head: str, author: str | None) -> None:
    assert read(f"<title>T</title>{head}").author == author


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<link rel='canonical' href='https://gazette.example/a/b'>", "https://gazette.example/a/b"),
        ("<link rel='canonical' href='/a/b'><meta property='og:url' content='https://gazette.example/x?utm=1'>",
         "https://gazette.example/a/b"),
        ("<link rel='canonical' href='/a/b'>", None),
        ("<meta property='og:url' content='https://gazette.example/a'>", "https://gazette.example/a"),
        (ld('{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://gazette.example/c"}}'), "https://gazette.example/c"),
        ("<link rel='canonical' href='https://gazette.example/'>", None),
    ],
)  # fmt: skip
def test_addresses(head: str, url: str | None) -> None:
    assert read(f"<title>T</title>{head}").url == url


@pytest.mark.parametrize(
    ("root", "head", "language"),
    [
        ('lang="en-GB"', "", "en-GB"),
        ("", "<meta property='og:locale' content='de_DE'>", "de_DE"),
        ("", ld('{"@type":"NewsArticle","inLanguage":"fr"}'), "fr"),
        ('lang="english please"', "", None),
        ("", "", None),
    ],
)
def test_languages(root: str, head: str, language: str | None) -> None:
    assert read(f"<title>T</title>{head}", root=root).language == language


def test_an_outlet_is_a_name() -> None:
    assert read(ld('{"@type":"NewsArticle","publisher":{"name":"Meridian Post"}}')).outlet == "Meridian Post"
    assert read("<meta property='og:site_name' content='meridian-post.example'>").outlet is None


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Fog",}',
        '<!-- {"@type": "NewsArticle", "headline": "Fog"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Fog"}\n//]]>',
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "Fog"}',
        '{"@graph": [{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Fog"}}]}',
        '{"@type": "NewsArticle", "headline": "Fog", "description": "one\ntwo"};',
    ],
)
def test_json_ld_with_faults(script: str) -> None:
    assert "Fog" in [entry.get("headline") for entry in read_json_ld(script)]


def test_of_several_articles_the_pages_own_is_read() -> None:
    other = ld('{"@type":"NewsArticle","headline":"Seal asleep","author":"A. Other","datePublished":"2019-01-01"}')
    own = ld('{"@type":"NewsArticle","headline":"Lease approved"}')
    page = read(f"<meta property='og:title' content='Lease approved'>{other}{own}")
    assert (page.title, page.author) == ("Lease approved", None)


PROSE = "The harbour commission approved the lease of the northern terminal on Tuesday after a hearing of nine hours. "


@pytest.mark.parametrize(
    ("head", "body", "reason"),
    [
        ("<title>404: Not found | Gazette</title>", "<p>The page that you wanted is not here any more.</p>", "error"),
        ("<title>Access denied</title>", "<p>Your request was blocked by our security service.</p>", "error"),
        (ld('{"@type":"NewsArticle","headline":"Lease","isAccessibleForFree":false}'), f"<p>{PROSE}</p>", "paywall"),
        (ld('{"@type":"NewsArticle","headline":"Lease","isAccessibleForFree":"False"}'), f"<p>{PROSE * 9}</p>", None),
        ("<title>Lease</title><meta property='article:content_tier' content='locked'>", f"<p>{PROSE}</p>", "paywall"),
        (ld('{"@type":"ImageGallery"}'), f"<p>{PROSE}</p>", "gallery"),
        (ld('{"@type":"CollectionPage"}'), "<p>World</p><p>Seal found asleep in a bakery</p>", "index"),
        (ld('{"@type":"CollectionPage"}'), f"<p>{PROSE * 3}</p>", None),
        ("<title>Error in count of votes found</title>", f"<p>{PROSE}</p>", None),
        ("<title>Lease</title>", f"<p>{PROSE}</p>", None),
    ],
)
def test_pages_that_are_no_article(head: str, body: str, reason: str | None) -> None:
    found = read(head, f"<article>{body}</article>").no_article
    assert reason in found if reason and found else found is reason


PARAGRAPHS = [f"Paragraph {number} says that {PROSE}" for number in range(8)]


def test_json_ld_fills_what_the_extraction_lacks_and_cleans_it() -> None:
    whole = "\n".join(PARAGRAPHS)
    assert choose_text("\n".join(PARAGRAPHS[:2]), whole) == "\n".join(line.strip() for line in PARAGRAPHS)
    escaped = "<!-- wp:paragraph -->" + "\n".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    for _ in range(2):
        escaped = html.escape(escaped)
    assert choose_text(PARAGRAPHS[0], escaped) == "\n".join(line.strip() for line in PARAGRAPHS)
    # what the page shows beside it is its own
    with_comment = "\n".join([*PARAGRAPHS[:4], "“I always said so,” she told the court.", *PARAGRAPHS[4:]])
    assert choose_text(with_comment, whole) == with_comment
    # written for another program
    for foreign in ("[#image: /a/b.jpg]", "+++feature", "[embed id=3]", "[the lease](https://a.example/lease)"):
        assert choose_text(PARAGRAPHS[0], f"{whole}\n{foreign}") == PARAGRAPHS[0]
    # its paragraphs run together
    joined = re.sub(r"[.\s]*\n", ".", whole)
    assert choose_text(PARAGRAPHS[0], joined) == PARAGRAPHS[0]
    # cut short, another article's, or too short to tell
    assert choose_text(whole, "\n".join(PARAGRAPHS[:7]) + PARAGRAPHS[7][:30]) == whole
    assert choose_text(whole, "Nothing of that kind was ever agreed by anybody. " * 40) == whole
    assert choose_text(whole, PROSE) == whole


def test_headline_list_marks_and_repeated_paragraphs_go() -> None:
    text = f"Lease approved after nine hours\n{PROSE}\n- Ten trees\n{PROSE}\nLease approved after nine hours"
    expected = f"{PROSE.strip()}\nTen trees\nLease approved after nine hours"
    assert clean_text(text, "Gazette: Lease approved after nine hours") == expected


def test_facts_of_an_empty_page() -> None:
    page = read("")
    assert (page.text, page.title, page.author, page.outlet, page.url) == (None, None, None, None, None)


def test_markup_that_a_page_shows_for_text_goes() -> None:
    text = 'He wrote: <a href="https://a.example/t/1">#ferry</a> is late <br/>again.'
    assert clean_text(text, None) == "He wrote: #ferry is late again."
    assert clean_text("Fares below <5 crowns> stay.", None) == "Fares below <5 crowns> stay."
