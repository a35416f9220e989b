"""Forms that pages print around their articles, as extractors give their text, and sentences that look like them."""

from __future__ import annotations

import pytest

from tests.unit.clean.test_outlet_forms import PLACES, removed

FORMS = [
    ("tail", "related", "Next read this:"),
    ("tail", "related", "GAZETTE Recommended Stories"),
    ("tail", "related", "Gazette’s Most Read Stories of 2024"),
    ("tail", "related", "View 3 more stories"),
    ("tail", "related", "Read the latest from Jane Marsh"),
    ("tail", "related", "More by Jane"),
    ("tail", "related", "Picked For You"),
    ("tail", "comment", "You must be logged in to join the discussion or read more comments."),
    ("tail", "comment", "Please logout and then login again, then you will be prompted for your display name."),
    ("tail", "comment", "If you would like to add a comment, please register or log in"),
    ("tail", "comment", "The Gazette values your comments but asks you to keep to the harbour."),
    ("tail", "comment", "Tide Tables moderates comments to keep an informed, civil conversation."),
    ("tail", "comment", "Nessmedia is committed to maintaining a lively but civil forum for discussion."),
    ("tail", "comment", "Your comment contains a link, so it waits for an editor."),
    ("tail", "comment", "Show all 40 comments"),
    ("tail", "newsletter", "Contact me with news and offers from other Ness brands"),
    ("tail", "newsletter", "Receive email from us on behalf of our trusted partners or sponsors"),
    ("tail", "newsletter", "I would like to be emailed about offers, events and updates from the Gazette"),
    ("tail", "newsletter", "Successfully Subscribed!"),
    ("mid", "share", "Link Copied!"),
    ("mid", "share", "Copy article link"),
    ("mid", "share", "Flipboard icon"),
    ("mid", "share", "facebooklink opens in a new window"),
    ("mid", "share", "Add to your saved stories"),
    ("mid", "share", "Social Links Navigation"),
    ("head", "byline", "By Jane Marsh published 19 May 2024"),
    ("head", "byline", "By Jane MarshDec. 21, 2024 11:00 pm EST"),
    ("head", "byline", "by Jane Marsh • 05/26/24 4:20pm"),
    ("head", "byline", "Dec 22, 2024 by Jane Marsh"),
    ("head", "byline", "posted on 2024-12-19 23:30 EST by Jane Marsh"),
    ("tail", "byline", "Read Jane’s full bio"),
    ("head", "byline", "Fact checked by Tom Reed"),
    ("tail", "byline", "Additional reporting from NA"),
    ("mid", "caption", "The ferry leaves the northern quay of Ness (Picture: NA)"),
    ("mid", "caption", "The crane in the snow. Image credit: Tom Reed"),
    ("mid", "caption", "The crane that fell into the harbourCredit: Splash"),
    ("mid", "caption", "Squint and you see the crane. Photograph by Tom Reed."),
    ("mid", "caption", "Courtesy of Tom Reed"),
    ("mid", "caption", "Open this photo in gallery:"),
    (
        "tail",
        "editor_note",
        "If you purchase a product or register for an account through a link here, we may be paid.",
    ),
    ("tail", "editor_note", "This document is subject to copyright. No part may be printed without our leave."),
    ("mid", "editor_note", "This live blog has ended. For the latest, click here."),
]

SENTENCES = [
    "He told more stories.",
    "To join the discussion, register with the port by Friday.",
    "Facebook moderates comments to remove insults, the company said.",
    "The governor is committed to maintaining a respectful discussion with the port.",
    "Your comment has been noted, the mayor replied.",
    "See more bad news",
    "By Tuesday the crane had fallen, and by May 3, 2021 the quay was shut.",
    "Ellery said that the credit: a lower fee, would be paid in May.",
    "The logo (image: a crane) was drawn by a pupil.",
    "The port was a courtesy of the town.",
    "Ness is committed to the forum.",
    "Download the harbour app on the phone of the pilot and give it all of the rights that it asks for, one by one.",
    "The paper cannot afford to pay for journalism in our town, and the readers know it, the editor told the board.",
    "“We cannot afford to pay for journalism of this kind,” the editor of the Gazette told our town on Monday.",
    "Police ask anyone who saw the crane fall to contact them at (555) 010-0199.",
    "The icon of the port is a crane.",
]


@pytest.mark.parametrize(("place", "kind", "line"), FORMS, ids=[line[:30] for _, _, line in FORMS])
def test_a_form_goes_where_pages_print_it(place: str, kind: str, line: str) -> None:
    assert removed(PLACES[place], line) == [(kind, line)]


@pytest.mark.parametrize("line", SENTENCES, ids=[line[:30] for line in SENTENCES])
@pytest.mark.parametrize("place", [1, 4, 7])
def test_a_sentence_that_looks_like_one_stays(place: int, line: str) -> None:
    assert removed(place, line) == []


def test_a_heading_that_ends_in_stories_stays() -> None:
    assert removed(4, "More Men Tell Their Stories") == []


def test_words_that_may_be_headings_go_beside_what_goes() -> None:
    assert removed(4, "Telegram") == []
    assert removed(4, "Link Copied!\n\nTelegram") == [("share", "Link Copied!"), ("share", "Telegram")]


def test_a_list_of_cookies_goes_whole() -> None:
    notice = (
        "Cookie List",
        "A cookie is a small piece of data that a website asks your browser to store on your device.",
        "Functional Cookies",
        "We do not allow you to opt-out of certain cookies, which the website needs.",
        "You can set your browser to block or alert you about these cookies.",
    )
    assert [kind for kind, _ in removed(7, "\n\n".join(notice))] == ["cookie"]
    assert removed(4, "A cookie is a biscuit, and bakers opt out of sugar.") == []
