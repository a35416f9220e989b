# ruff: noqa: E501
"""Pages of many layouts, built around one article: its paragraphs come out, and nothing of what stands about them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.read.pages import ExtractionError, Page, read_page
from tests.unit.read.test_pages import ld

TITLE = "Harbour board approves lease of northern terminal"
BODY = [
    "The harbour board approved the lease of the northern terminal on Tuesday after a hearing that lasted nine hours.",
    "“We have waited eleven years for this,” said Oda Finch, who chairs the board. “Nobody wanted it to take so long.”",
    "The lease runs for 30 years and brings the town 4.2 million crowns a year, according to papers shown at the hearing.",
    "Critics fear for the seals.",
    "Lee Okafor, a biologist, told the board that about 140 animals rest on the outer mole, twice as many as in 2019.",
    "The company promised to keep ships away from the mole between May and July, when the young are born.",
    "It has not said what it will do if the number of seals goes on growing, as Okafor and others expect it to.",
    "The mayor, Runa Salt, said she would sign the papers within the week. The council has to be told by the end of the month.",
    "Two members of the board voted against the lease, and one of them left the room before the count was read out.",
]
OTHERS = [
    "Seal found asleep in a bakery on Quay Street", "Ferries to run on Sundays again from April",
    "What the new tide tables mean for swimmers", "Fog keeps fishing fleet at home for a third day",
    "School choir wins a prize in the capital",
]  # fmt: skip
MENU = "".join(
    f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("News", "Sport", "Weather", "Opinion", "Jobs")
)
HEAD = (
    f"<meta charset='utf-8'><title>{TITLE} | Harbour Gazette</title><meta property='og:title' content='{TITLE}'>"
    "<meta property='og:site_name' content='Harbour Gazette'><meta property='og:type' content='article'>"
)
TOP = f"<header><nav><ul>{MENU}</ul></nav></header>"
BOTTOM = f"<footer><ul>{MENU}</ul><p>© 2025 Harbour Gazette. All rights reserved.</p></footer>"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head>{HEAD}{head}</head><body>{body}</body></html>"


def weave(pieces: list[str], *between: str) -> str:
    """Set boxes after the second, fourth, sixth piece, and so on."""
    boxes = list(between)
    return "".join(piece + (boxes.pop(0) if boxes and at % 2 else "") for at, piece in enumerate(pieces))


def list_teasers(item: str) -> str:
    return "".join(item.format(title=title, number=number) for number, title in enumerate(OTHERS))


def one_page_of_blocks() -> str:
    """Paragraphs in blocks with names that say nothing; a linked headline between them, cards of other articles after."""
    boxes = [f"<div class='x9'><a href='/s/1'>{OTHERS[0]}</a></div>", "<div class='x9'><div class='q1'></div></div>"]
    cards = list_teasers(
        "<div class='k2'><div><h3><a href='/s/{number}'>{title}</a></h3><span>3 min read</span></div></div>"
    )
    blocks = weave([f"<div class='b7'><div class='t1'>{line}</div></div>" for line in BODY], *boxes)
    return page(
        f"{TOP}<div class='w3'><h1>{TITLE}</h1><div class='z8'>{blocks}</div></div><div class='w4'>{cards}</div>{BOTTOM}"
    )


def paid_content() -> str:
    """The article's end stands in what readers pay for, and JSON-LD says so."""
    stated = (
        '{"@type":"NewsArticle","isAccessibleForFree":false,'
        '"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".subscriber-only"}}'
    )
    lines = "".join(f"<p>{line}</p>" for line in BODY[2:])
    box = "<div class='subscribe-box'><h3>Already a subscriber?</h3><p>Sign in, or subscribe from 1 crown a week.</p></div>"
    opening = f"<p>{BODY[0]}</p><p>{BODY[1]}</p>{box}"
    body = f"{TOP}<main><article><h1>{TITLE}</h1>{opening}<div class='subscriber-only'>{lines}</div></article></main>{BOTTOM}"
    return page(body, ld(stated))


def nested_tables() -> str:
    """Tables in tables: a menu, the article with its paragraphs in one cell, a column of headlines."""
    menu = "".join(f"<tr><td><a href='/{n}.html'>{name}</a></td></tr>" for n, name in enumerate(OTHERS))
    text = "<br><br>".join(BODY)
    inner = (
        f"<table width='100%'><tr><td><b>{TITLE}</b></td></tr><tr><td><i>Posted by editor on Wednesday (412 reads)</i></td>"
        f"</tr><tr><td><font size='2'>{text}</font></td></tr><tr><td><a href='/print'>Printer friendly</a></td></tr></table>"
    )
    column = f"<td width='160'><table><tr><td><b>Menu</b></td></tr>{menu}</table></td>"
    row = f"<tr>{column}<td>{inner}</td>{column}</tr>"
    return page(f"<table width='780'><tr><td colspan='3'>Harbour Gazette</td></tr>{row}</table>")


def form_around_all() -> str:
    """A form holds the whole page, as some servers make it."""
    boxes = [f"<div class='promo'><p>Related: <a href='/s/1'>{OTHERS[1]}</a></p></div>"]
    text = weave([f"<p>{line}</p>" for line in BODY], *boxes)
    return page(
        f"<form id='aspnetForm'>{TOP}<div id='ctl00'><h1>{TITLE}</h1><div class='story'>{text}</div></div>{BOTTOM}</form>"
    )


def breaks_in_spans() -> str:
    """No paragraph at all: spans in sections, parted by breaks."""
    text = "".join(f"<section><span><span>{line}</span></span></section><br>" for line in BODY)
    return page(f"{TOP}<section><h1>{TITLE}</h1>{text}</section>{BOTTOM}")


def preformatted() -> str:
    """A wire's page: lines in a <pre>, paragraphs apart by blank lines."""
    return page(f"<h1>{TITLE}</h1><pre>" + "\n\n".join(BODY) + "</pre><hr><a href='/index'>Back to the list</a>")


def many_comments() -> str:
    """300 comments, longer than the article."""
    said = "".join(
        f"<li class='comment'><p>I have lived here for {n} years and never saw a seal that minded a ship, whoever says so.</p></li>"
        for n in range(300)
    )
    return page(
        f"{TOP}<div class='page'><article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"
        f"<section id='comments'><h2>300 comments</h2><ol class='comment-list'>{said}</ol></section></div>{BOTTOM}"
    )


def names_of_neighbours() -> str:
    """Class names that say what an article has beside it, not what it is."""
    return page(
        f"{TOP}<div class='layout has-sidebar comments-open'><div class='col with-newsletter'><h1>{TITLE}</h1>"
        f"<div class='share-enabled no-promo'>{PARAGRAPHS}</div></div><div class='sidebar'><h3>Most read</h3><ul>"
        + list_teasers("<li><a href='/s/{number}'>{title}</a></li>")
        + f"</ul></div></div>{BOTTOM}"
    )


def embedded_posts() -> str:
    """A post and a quotation stand in wrappers of their own; a quotation set large comes again."""
    post = (
        "<div class='embed-wrap'><figure><blockquote class='twitter-tweet'><p>Signed and sealed. Thank you all. "
        "<a href='https://t.co/a'>pic.twitter.com/a</a></p>— Runa Salt (@salt) <a href='https://x.example/1'>May 2</a>"
        "</blockquote></figure></div>"
    )
    quote = "<div class='q'><blockquote>Nobody wanted it to take so long.</blockquote></div>"
    large = "<blockquote><p>We have waited eleven years for this.</p></blockquote>"
    text = weave([f"<p>{line}</p>" for line in BODY], large, post, quote)
    return page(f"{TOP}<article><h1>{TITLE}</h1><div class='text'>{text}</div></article>{BOTTOM}")


def component_names() -> str:
    """Boxes known by role, test id and name of a component; other classes say nothing."""
    boxes = [
        "<div data-testid='newsletter-signup' class='c1'><h2>The Tide Table</h2><p>Our letter about the sea, every Monday.</p></div>",
        f"<div role='complementary' class='c2'><h2>Elsewhere</h2><p>{OTHERS[3]}</p></div>",
        f"<related-links class='c3'><p>{OTHERS[2]}</p></related-links>",
        "<div data-component='author-bio' class='c4'><p>Ansa Wick covers the harbour and has written three books on ships.</p></div>",
    ]
    return page(f"{TOP}<main><h1>{TITLE}</h1>{weave([f'<p>{line}</p>' for line in BODY], *boxes)}</main>{BOTTOM}")


def unlucky_names() -> str:
    """Short class names made by a tool, of which some mean furniture to an extractor."""
    names = ["ad bd", "cx ad ga", "bar", "ab meta", "jj widget", "slide", "nav-x", "hidden-x", "k"]
    lines = "".join(f"<p class='{name} post-text'>{line}</p>" for name, line in zip(names, BODY, strict=True))
    return page(f"{TOP}<main><h1>{TITLE}</h1><div class='cc'>{lines}</div></main>{BOTTOM}")


def video_above_text() -> str:
    """A player, a lead apart from the rest, and sections with headings and lists."""
    player = (
        "<div class='player'><video src='/v.mp4'></video><div class='video-caption'>Watch: the vote (1:20)</div></div>"
    )
    rest = "".join(f"<p>{line}</p>" for line in BODY[1:])
    return page(
        f"{TOP}<main><h1>{TITLE}</h1>{player}<div class='lead'>{BODY[0]}</div><div class='rest'>{rest}</div></main>{BOTTOM}"
    )


def wide_headings() -> str:
    """Axios and Politico: bold labels that open paragraphs, list items, a credit line and tags after the text."""
    listed = "".join(f"<li>{line}</li>" for line in BODY[4:6])
    return page(
        f"{TOP}<div id='main-content'><h1>{TITLE}</h1><div class='DraftjsBlocks_draftjs__x'>"
        + "".join(f"<p><span>{line}</span></p>" for line in BODY[:4])
        + f"<ul>{listed}</ul>"
        + "".join(f"<p><span>{line}</span></p>" for line in BODY[6:])
        + "</div><div class='tags'><ul>" + MENU + f"</ul></div></div>{BOTTOM}"
    )  # fmt: skip


def a_box_for_each_paragraph() -> str:
    """Paragraphs each in a box of a doubtful name, as some sites do to what subscribers read."""
    lines = "".join(f"<div class='subscription-preview'><p>{line}</p></div>" for line in BODY)
    return page(f"{TOP}<article><h1>{TITLE}</h1><div class='asset'>{lines}</div></article>{BOTTOM}")


LAYOUTS = [
    a_box_for_each_paragraph,
    one_page_of_blocks, paid_content, nested_tables, form_around_all, breaks_in_spans, preformatted, many_comments,
    names_of_neighbours, embedded_posts, component_names, unlucky_names, video_above_text, wide_headings,
]  # fmt: skip
POST = "Signed and sealed. Thank you all. — Runa Salt (@salt) May 2"


@pytest.mark.parametrize("build", LAYOUTS, ids=lambda build: build.__name__)
def test_layout(build: Callable[[], str]) -> None:
    found = read_page(build())
    lines = [line for line in (found.text or "").split("\n") if line]
    assert found.no_article is None
    assert [line for line in lines if line in BODY] == BODY
    assert {line for line in lines if line not in BODY} <= {POST, "Posted by editor on Wednesday (412 reads)"}
    assert (POST in lines) == (build is embedded_posts)


def test_a_front_page_is_no_article() -> None:
    cards = list_teasers(
        "<div class='card'><h2><a href='/s/{number}'>{title}</a></h2><p>The board meets again on Friday.</p></div>"
    )
    found = read_page(
        "<html><head><title>Harbour Gazette</title><meta property='og:type' content='website'>"
        + ld('{"@type":"CollectionPage"}') + f"</head><body>{TOP}<main>{cards * 3}</main>{BOTTOM}</body></html>"
    )  # fmt: skip
    assert found.no_article or not found.text


def test_a_title_that_paragraphs_leave_open_takes_in_no_tags():
    assert "</" not in (read_page("<ul><li>News</li><li>Sport<title>The board leases the terminal").text or "")


def shuffle(data: st.DataObject, pieces: list[str]) -> str:
    """Leave pieces out, repeat them, and set stray tags between them."""
    return "".join(data.draw(st.lists(st.sampled_from([*pieces, "</div>", "<table><td>", "<blockquote>"]), max_size=8)))


def cut(whole: str, edges: list[int]) -> list[str]:
    edges = sorted(edges)
    return [whole[start:end] for start, end in zip([0, *edges], [*edges, len(whole)], strict=True)]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_page_cut_anywhere_gives_a_page_or_an_extraction_error(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(LAYOUTS))()[:6000]
    edges = data.draw(st.lists(st.integers(0, len(whole)), min_size=1, max_size=6))
    try:
        found = read_page(shuffle(data, cut(whole, edges)))
    except ExtractionError:
        return
    assert isinstance(found, Page)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_page_cut_beside_its_tags_gives_no_words_but_its_own(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(LAYOUTS))()[:6000]
    beside = [place for tag in re.finditer(r"<[^<>]*>", whole) for place in tag.span()]
    edges = data.draw(st.lists(st.sampled_from(beside), min_size=1, max_size=6))
    mangled = shuffle(data, cut(whole, edges))
    try:
        found = read_page(mangled)
    except ExtractionError:
        return
    # Words that tags part, or the cells of a broken table, may come together.
    own = {*re.findall(r"\w+", mangled)}
    strange = [word for word in re.findall(r"\w+", found.text or "") if word not in own]
    assert [word for word in strange if not re.fullmatch("(?:" + "|".join(own) + ")+", word)] == []
