"""Variants of one article's address are one article; addresses of different articles stay apart."""

from __future__ import annotations

import pytest

from tasks.documents import Record
from tasks.read.addresses import choose_canonical, find_site, normalise_url
from tasks.read.document import make_document
from tasks.read.options import ReadOptions

ONE = "https://www.quayside-post.example/news/2024/10/16/harbour-board-votes-to-dredge-8841"
PATH = "quayside-post.example/news/2024/10/16/harbour-board-votes-to-dredge-8841"
TRACKED = [
    "utm_source=mail&utm_medium=email", "fbclid=IwAR0a1", "gclid=EAIaIQ", "msclkid=9f", "mc_cid=a1&mc_eid=b2",
    "igshid=q1", "cmpid=social", "ocid=uxbn", "ncid=txtlnk", "icid=recirc", "smid=tw-share", "ito=1490",
    "ico=mosaic_home", "mbid=rss", "xtor=AL-72", "at_medium=RSS&at_campaign=KARANGA", "at_custom1=link",
    "ns_mchannel=rss&ns_source=public", "wt.mc_id=tw", "s_cid=1", "ref=home", "ref_src=twsrc%5Etfw",
    "referrer=https%3A%2F%2Fa.example", "guccounter=1", "__twitter_impression=true", "usqp=mq331AQ", "taid=65f0",
    "mod=hp_lead_pos1", "feedType=RSS&feedName=topNews", "CMP=share_btn_tw", "showcomments=1", "wpisrc=nl_daily",
    "itid=hp-top", "itm_source=parsely", "srnd=premium", "_ga=2.1", "yclid=5", "spm=a2", "share=facebook",
]  # fmt: skip
VARIANTS = [
    *(f"{ONE}?{query}" for query in TRACKED),
    ONE.replace("https", "http"),
    f"{ONE}/",
    f"{ONE}#comments",
    ONE.replace("www.", ""),
    ONE.replace("www.", "m."),
    ONE.replace("www.", "mobile."),
    ONE.replace("www.", "amp."),
    f"{ONE}/amp",
    f"{ONE}/amp/",
    f"{ONE}?amp",
    f"{ONE}?amp=1",
    f"{ONE}?outputType=amp",
    f"{ONE}?output=amp&utm_source=x",
    f"{ONE}.amp",
    ONE.replace("/news/", "/amp/news/"),
    f"{ONE}/print",
    f"{ONE}/print/",
    f"{ONE}?print=true",
    f"{ONE}?printable=1",
    f"{ONE}/index.html",
    f"{ONE}/index.php",
    f"{ONE}?singlepage=true",
    f"{ONE};jsessionid=1A2B",
    ONE.replace("www.quayside", "WWW.Quayside"),
    ONE.replace("example/", "example:443/"),
    ONE.replace("-votes-", "%2Dvotes%2D"),
    f"https://www-quayside--post-example.cdn.ampproject.org/c/s/www.{PATH}",
    f"https://www.google.com/amp/s/www.{PATH}/amp",
    f"https://web.archive.org/web/20241017080000/https://www.{PATH}",
]


def test_variants_of_one_address_are_one() -> None:
    assert len(VARIANTS) >= 60
    wrong = [(one, normalise_url(one)) for one in VARIANTS if normalise_url(one) != PATH]
    assert not wrong


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/story.php?id=12", "https://a.example/story.php?id=13"),
        ("https://a.example/?p=12", "https://a.example/?p=13"),
        ("https://a.example/long-read?page=1", "https://a.example/long-read?page=2"),
        ("https://a.example/print.php?print=120", "https://a.example/print.php?print=121"),
        ("https://a.example/item?ref=20411", "https://a.example/item?ref=20412"),
        ("https://a.example/news/amp", "https://a.example/news"),
        ("https://a.example/news/print", "https://a.example/news"),
        ("https://sport.a.example/1", "https://a.example/1"),
        ("https://a.example/a/index-of-prices", "https://a.example/a"),
        ("https://a.example/story", "https://b.example/story"),
        ("https://m.example/story", "https://example/story"),
        ("https://www.google.com/maps", "https://www.google.com/news"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize("url", VARIANTS[-8:])
def test_reducing_again_changes_nothing(url: str) -> None:
    assert normalise_url(f"//{normalise_url(url)}") == normalise_url(url)


@pytest.mark.parametrize(
    ("stated", "on_page", "expected"),
    [
        ("https://a.example/?p=77", "https://www.a.example/2024/harbour-board-votes-to-dredge", True),
        (None, "https://a.example/2024/harbour-board-votes-to-dredge", True),
        ("https://news.a.example/x?id=3", "https://a.example/articles/20411877", True),
        ("https://a.example/amp/ferry", "https://a.example/ferry", True),
        ("https://a.example/2024/ferry", "https://a.example/politics", False),
        ("https://a.example/2024/ferry", "https://b.example/2024/harbour-board-votes-to-dredge", False),
        (None, "https://a.example/politics", False),
        ("https://a.example/2024/ferry", "https://a.example/", False),
    ],
)
def test_a_page_that_calls_itself_by_an_articles_address_is_believed(
    stated: str | None, on_page: str, expected: bool
) -> None:
    assert choose_canonical(stated, on_page) == (on_page if expected else None)


def test_a_document_keeps_the_address_that_was_given_beside_the_canonical_one() -> None:
    canonical = "https://a.example/2024/harbour-board-votes-to-dredge"
    page = (
        f"<html><head><link rel='canonical' href='{canonical}'></head><body><article><h1>The board votes</h1>"
        + "<p>The board of the harbour voted on Monday to dredge the channel before the winter, its head said.</p>" * 3
        + "</article></body></html>"
    )
    document = make_document(
        Record("a.jsonl", "line 1", "7", "html", page, {"url": "https://a.example/?p=77"}), ReadOptions()
    )
    assert (document.url, document.canonical_url) == ("https://a.example/?p=77", canonical)  # type: ignore[union-attr]


def test_a_site_is_the_host_without_its_first_label() -> None:
    assert find_site("https://www.a.example/x") == "a.example"
    assert find_site("https://news.a.example/x") == "news.a.example"
    assert find_site("no address") is None
