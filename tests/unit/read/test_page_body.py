# ruff: noqa: E501
"""What stands in several blocks is read whole; what a page says for itself, hides or repeats is not read."""

from __future__ import annotations

import pytest

from tasks.read.page_notices import is_notice
from tasks.read.pages import read_page

TITLE = "Ferry crews vote to end their strike"
STORY = [
    "Crews of the island ferries voted on Thursday to end a strike that had kept eleven ships in port since Monday.",
    "“We have what we asked for,” said Ida Brennan, who leads the union’s branch on the western islands.",
    "The line will hire forty more deckhands by the spring, according to a paper that both sides signed in the night.",
    "Hotels on the islands put what they lost at three million crowns, and want the county to pay for a part of it.",
    "The next talks, about the pensions of those who work in the engine rooms, begin in the second week of March.",
    "Passengers who had bought tickets for the days of the strike may ask for their money until the end of April.",
]
APPEAL = [
    "At the Gazette, we believe that everybody needs journalism of this kind, and that not all can afford to pay for it.",
    "Nine of ten people who open this page today will close it again without a word, and that is their good right.",
    "Help our newsroom stay open with as little as 2 crowns a month. A contribution takes no more than a minute.",
]
CONSENT = [
    "When you visit this site, we store cookies on your device to learn which pages are read and how long that takes.",
    "Those who live in some of the states may ask at any time that nothing of that kind is passed on to anybody else.",
    "We share your personal information with advertising partners unless you opt out of it with the switch below here.",
]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def read(body: str, head: str = "") -> list[str]:
    page = read_page(
        f"<!DOCTYPE html><html lang='en'><head><title>{TITLE} | Gazette</title>{head}</head><body>{body}</body></html>"
    )
    return (page.text or "").split("\n")


def story(*pieces: str) -> str:
    return f"<article><h1>{TITLE}</h1>{''.join(pieces)}</article>"


FIRST, SECOND = paragraphs(STORY[:2]), paragraphs(STORY[2:])


@pytest.mark.parametrize(
    "body",
    [
        # an advertisement, a heading, or more boxes between the parts
        story(f"<div class='copy'>{FIRST}</div><div class='slot'>Advertisement</div><div class='copy'>{SECOND}</div>"),
        story(f"<div class='row'><div class='copy'>{FIRST}</div></div><div class='row'><div class='copy'>{SECOND}</div></div>"),
        f"<div class='main-text'>{FIRST}<hr><div class='toggle open-later'>{SECOND}</div></div>",
        story(f"<div class='teaser-content'>{FIRST}</div><div class='story-text'>{SECOND}</div>"),
        # what the page asks of its reader, longer than a story, beside it or in it
        story(paragraphs(STORY)) + f"<div class='box'>{paragraphs(APPEAL * 2)}</div>",
        story(f"<section>{paragraphs(STORY)}<section class='slot'>{paragraphs(APPEAL)}</section></section>"),
        story(paragraphs(STORY)) + f"<div id='choices'><h2>Your choices</h2>{paragraphs(CONSENT * 2)}</div>",
        # what is not shown
        story(paragraphs(STORY[:3]), "<p style='display: none'>The strike will go on until June, Ida Brennan said.</p>", paragraphs(STORY[3:])),
        story(paragraphs(STORY), "<p class='visually-hidden'>The strike cost 99 million crowns, she said at night.</p>"),
        story(paragraphs(STORY), "<p aria-hidden='true'>The strike cost 98 million crowns, she said at night.</p>"),
        # captions, tables and marks of notes
        story(FIRST, "<div><p class='imageCaption'>Ida Brennan, left, on the quay of Oxney on Thursday evening</p></div>", SECOND),
        story(FIRST, "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2022</td><td>14</td></tr></table>", SECOND),
        story(FIRST.replace(".</p>", ".<sup>3</sup></p>"), SECOND.replace(".</p>", ".<sup><a href='#n4'>[4]</a></sup></p>")),
        story(FIRST, "<div class='toast'><span>Story saved to your list of stories.</span></div>", SECOND),
        # paragraphs and parts of them that are links
        story(f"<p><a href='/a'>{STORY[0]}</a></p><p><a href='/b'>{STORY[1]}</a></p>", SECOND),
        story(FIRST.replace("end a strike", "<a href='/c'><span>end a strike</span></a>"), SECOND),
    ],
    ids=[
        "advertisement", "rows", "loose_opening", "teaser_class", "appeal_beside", "appeal_inside", "consent", "style",
        "hidden_class", "aria_hidden", "caption", "table", "notes", "toast", "linked", "link_inside",
    ],
)  # fmt: skip
def test_the_story_is_read_whole_and_alone(body: str) -> None:
    assert read(body) == STORY


def test_a_paragraph_in_italics_is_no_caption_for_that() -> None:
    note = "This is the second of three pieces about the islands in winter."
    page = story(f"<p><img src='a.jpg'></p><p><em>{note}</em></p>", FIRST, SECOND)
    assert read(page) == [note, *STORY]
    said = ["We sail again on Friday, the captain wrote in her book. (Oxney)", "We sail no more, she wrote in May."]
    letters = "".join(f"<p><img src='a.jpg'></p><p><em>{words}</em></p>" for words in said)
    assert read(story(FIRST, letters, SECOND)) == [*STORY[:2], *said, *STORY[2:]]


def test_figures_that_are_raised_but_no_marks_stay() -> None:
    area = "The yard of the line, 400 m<sup>2</sup> of it, was full of cars by noon, and more were waiting on the road."
    assert read(story(FIRST, f"<p>{area}</p>", SECOND))[2] == area.replace("<sup>", "").replace("</sup>", "")


@pytest.mark.parametrize(
    ("above", "is_read"),
    [("<h2>{}</h2>", True), ("<div class='dek'>{}</div>", True), ("<label>{}</label>", False)],
)
def test_a_standfirst_opens_the_story(above: str, is_read: bool) -> None:
    dek = "Eleven ships sail again on Friday after talks through the night"
    head = f"<meta name='description' content='{dek}'>"
    body = f"<article><header><h1>{TITLE}</h1>{above.format(dek)}</header><div class='copy'>{paragraphs(STORY)}</div></article>"
    assert read(body, head) == ([dek] if is_read else []) + STORY
    assert read(body) == STORY  # not known for what it is


def test_a_sentence_named_standfirst_and_the_points_above_a_story_open_it() -> None:
    dek = "Eleven ships sail again on Friday."
    told = [
        "The crews of eleven ships go back to work on Friday.",
        "Forty more deckhands are to be hired by the spring.",
    ]
    points = f"<div><h2>In short</h2><ul>{''.join(f'<li>{point}</li>' for point in told)}</ul></div>"
    links = "<ul><li>Islands and ships</li><li>What the next strike will cost those who live there</li></ul>"
    top = f"<h1>{TITLE}</h1><p class='news-dek'>{dek}</p>{points}{links}"
    body = f"<article><header>{top}</header><div class='copy'>{paragraphs(STORY)}</div></article>"
    assert read(body) == [dek, *told, *STORY]


def test_a_post_keeps_who_wrote_it_in_the_line_of_its_words() -> None:
    post = (
        "<div class='social-embed'><blockquote class='twitter-tweet'><p>We sail at six. <a href='https://t.co/a'>pic.twitter.com/a</a></p>"
        "— Ida Brennan (@brennan) <a href='https://x.example/1'>March 2, 2023</a></blockquote></div>"
    )
    signed = "We sail at six. — Ida Brennan (@brennan) March 2, 2023"
    assert read(story(FIRST, f"<div>{post}</div>", SECOND)) == [*STORY[:2], signed, *STORY[2:]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, True) for text in (APPEAL[0], APPEAL[2], CONSENT[0], CONSENT[2])),
        (
            "The regulator said that the firm had sold personal data without consent and must let people opt out of it.",
            False,
        ),
        (
            "“We ask you to support our newsroom, which cannot live without your contribution,” the editor told readers.",
            False,
        ),
        (
            "We asked the firm what it does with cookies, and it told us that it would look into it before the summer.",
            False,
        ),
        ("The fund has paid for local journalism since 2011, and asks readers to donate a crown for each page.", False),
    ],
)
def test_notices(text: str, found: bool) -> None:
    assert is_notice(text) is found


def test_a_short_story_behind_a_wall_is_read_and_a_stub_is_not() -> None:
    wall = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    page = f"<html><head><title>{TITLE}</title>{wall}</head><body>{story('STORY')}</body></html>"
    assert read_page(page.replace("STORY", paragraphs(STORY[:3]))).no_article is None
    assert "paywall" in (read_page(page.replace("STORY", paragraphs(STORY[:1]))).no_article or "")
