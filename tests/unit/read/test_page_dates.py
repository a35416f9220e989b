"""When a page was published, and what its headline is."""

from __future__ import annotations

import pytest
import trafilatura

from tasks.documents import Document, Record
from tasks.read.document import make_document
from tasks.read.options import ReadOptions
from tasks.read.page_dates import find_published
from tasks.read.page_facts import find_facts

STORY = (
    "<p>The harbour board of Rye will dredge the channel next year, its head said on Tuesday after a long meeting.</p>"
)


def make_page(top: str, head: str = "", title: str = "Harbour board votes to dredge") -> str:
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><time datetime='2020-01-01'>x</time></nav>"
        f"<article>{top}{STORY * 4}<time datetime='2019-05-05'>an anniversary</time></article>"
        "<ul><li><a href='/b'>Another</a><time datetime='2021-02-02'>x</time></li></ul></body></html>"
    )


def read(page: str) -> Document:
    found = make_document(Record("a.html", None, "a.html", "html", page), ReadOptions())
    assert isinstance(found, Document)
    return found


H1 = "<h1>Harbour board votes to dredge</h1>"


@pytest.mark.parametrize(
    ("top", "day"),
    [
        (f"{H1}<time datetime='2024-10-16T09:00:00Z'>16 Oct</time>", "2024-10-16"),
        (f"{H1}<p>By Ana Orr</p><div>Published on <time>October 16, 2024</time></div>", "2024-10-16"),
        (f"<time datetime='2024-10-16'>16 Oct</time>{H1}", "2024-10-16"),
        (f"{H1}<p>Updated <time datetime='2024-10-17'>17 Oct</time></p>", "None"),
        (f"{H1}<time class='modified' datetime='2024-10-17'>17 Oct</time>", "None"),
        (f"{H1}<aside><time datetime='2024-10-17'>17 Oct</time></aside>", "None"),
        (f"{H1}<time datetime='16 o clock'>4 hours ago</time>", "None"),
        (f"{H1}{STORY * 4}<time datetime='2024-10-17'>below</time>", "None"),
        # A line that is named or labelled as a date, and is no more than one.
        (f"{H1}<div class='press-date'><div> October 16, 2024 </div></div>", "2024-10-16"),
        (f"<div><div class='articleDate'>October 16, 2024 - 11:28</div>{H1}</div>{STORY}", "2024-10-16"),
        (f"{H1}<ul><p>x</p></ul><span>Originally published October 16, 2024</span>", "2024-10-16"),
        (f"{H1}<p class='date-and-time' title='2024-10-16T21:00:00+11:00'>Oct. 16, 2024</p>", "2024-10-16"),
        (f"{H1}<div class='dateline'>Updated October 17, 2024</div>", "None"),
        (f"{H1}<div class='dateline'><p>By Ana Orr</p><em>October 16, 2024</em></div>", "2024-10-16"),
        (f"{H1}<div class='dateline'><p>Last updated</p><em>October 17, 2024</em></div>", "None"),
        (f"{H1}<span>Updated</span> <span class='date'>October 17, 2024</span>", "None"),
        (f"{H1}<div class='updated-on'><span class='date'>October 17, 2024</span></div>", "None"),
        (
            f"{H1}<p><i>Published</i> <time>October 16, 2024</time> <!-- updated --></p>",
            "2024-10-16",
        ),
        (f"{H1}<p>October 17, 2024 was the day of the storm.</p>", "None"),
        # "Credited" and a class of the article around the headline say nothing of a change.
        (f"{H1}<p>Accredited <span class='date'>October 16, 2024</span></p>", "2024-10-16"),
        (f"<div class='post updated'>{H1}<span class='date'>October 16, 2024</span></div>", "2024-10-16"),
        (f"{H1}<time class='entry published updated' datetime='2024-10-16'>16 Oct</time>", "2024-10-16"),
        (f"{H1}<p class='updated'><span class='published-date'>October 16, 2024</span></p>", "2024-10-16"),
        (f"{H1}<time itemprop='dateModified' datetime='2024-10-17'>17 Oct</time>", "None"),
        (f"{H1}<span class='lastupdated date'>October 17, 2024</span>", "None"),
        # Days of something else.
        (f"{H1}<div class='event-date'>October 17, 2024</div>", "None"),
        (f"{H1}<time class='expiryDate' datetime='2024-10-17'>17 Oct</time>", "None"),
        (f"{H1}<p>Ana Orr, <span id='birth-date'>May 3, 1960</span></p>", "None"),
        (f"{H1}<div class='teaser'><h3>Other</h3><span class='date'>October 17, 2024</span></div>", "None"),
        (f"{H1}<div class='book-box'><i>Tides</i><p>Published 3 May 1998</p></div>", "None"),
        (f"<div class='card'>{H1}<span class='date'>October 16, 2024</span></div>", "2024-10-16"),
    ],
)
def test_a_time_by_the_headline_is_the_pages(top: str, day: str) -> None:
    assert str(read(make_page(top)).published_at)[:10] == day


def test_the_outlets_zone_is_kept_where_the_same_moment_is_stated_in_it() -> None:
    head = "<meta property='article:published_time' content='2024-10-17T03:22:07Z'>"
    page = make_page(f"{H1}<time datetime='2024-10-16T23:22:07-0400'>16 Oct</time>", head)
    assert str(read(page).published_at) == "2024-10-16 23:22:07-04:00"
    # What readers see has no seconds.
    page = make_page(f"{H1}<div class='timestamp'>Published 11:22 PM EDT, Wed October 16, 2024</div>", head)
    assert str(read(page).published_at) == "2024-10-16 23:22:07-04:00"


def test_dates_are_given_most_dependable_first() -> None:
    head = (
        "<meta name='dcterms.created' content='2024-01-05'><meta name='pubdate' content='2024-01-03'>"
        '<script type=\'application/ld+json\'>[{"@type": "WebPage",'
        '"datePublished": "2024-01-01"}, {"@type": "Article", "datePublished": "2024-01-02"}]</script>'
    )
    tree = trafilatura.load_html(make_page(f"{H1}<time datetime='2024-01-04'>x</time>", head))
    found = list(find_published(tree, find_facts(tree)))
    assert found == ["2024-01-03", "2024-01-02", "2024-01-05", "2024-01-01", "2024-01-04"]


def ld(headline: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{headline}"}}</script>'


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


VOTES = "Board votes to dredge"


@pytest.mark.parametrize(
    ("h1", "head", "title"),
    [
        # The heading that readers see, where the markup states it too.
        (VOTES, ld("Rye to be dredged") + og(VOTES), VOTES),
        (VOTES, ld(f"{VOTES} - RYE") + og("Dredging"), VOTES),
        (VOTES, og(f"Ana Orr: {VOTES}"), VOTES),
        # A label in the heading is none of it.
        (f"News {VOTES}", ld(VOTES), VOTES),
        # What the markup says twice stands before what only the page shows.
        ("Rye's channel: the dredging of a century", ld(VOTES) + og(VOTES), VOTES),
        # A section above the headline is no headline.
        ("World news", ld(VOTES), VOTES),
    ],
)
def test_the_headline(h1: str, head: str, title: str) -> None:
    assert read(make_page(f"<h1>{h1}</h1>", head, "Rye | Dredging")).title == title
