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
    ("tail", "related", "Recommended For You"),
    ("tail", "comment", "You must be logged in to join the discussion or read more comments."),
    ("tail", "comment", "Please logout and then login again, then you will be prompted for your display name."),
    ("tail", "comment", "If you would like to add a comment, please register or log in"),
    ("tail", "comment", "Your comment is awaiting moderation."),
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
    ("mid", "caption", "The crane that fell into the harbourCredit: Splash"),
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
    "Police ask anyone who saw the crane fall to contact them at (555) 010-0199.",
    "The icon of the port is a crane.",
    # comments
    "You must register with the harbour office by noon to comment at the hearing, where pilots will speak.",
    "Your comment will be published with your name and berth, the port told the pilots of Ness.",
    "The port of Ness moderates comments to keep an informed tone, it said, but a court found that it went too far.",
    "Please register with the clerk by Friday to comment on the lease.",
    # notes
    "Ness Gold is a registered trademark of Reed Brewers, which sued the port over a beer of that name.",
    "This live blog has ended, and so has the working life of its author, who wrote it for nine years.",
    "Citation: Tom Reed swam to the ferry by night and retrieved 3 people from the water, the medal says.",
    "Based on the author's interpretation of the maps, the quay was built twice.",
    # newsletters
    "Sign up for breaking news and you will sleep less, a study of 300 pilots in Ness found.",
    "I would like to receive emails from the port about storms, but it has sent none since May.",
    "Tell us why.",
    "Invalid email addresses cost the port a million last year.",
    # the outlet's money, and what others ask for
    "The port of Ness told us on Monday that it will subscribe to no more journalism.",
    "Our reporters found that the fund spent half of every donation on rent, and our readers wrote to it.",
    # pictures
    "Who is to pay for the crane? Credit: Ness Bank, the port and the pilots",
    "What is known of the merger of NessCredit: The bank is to cut 300 jobs.",
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


LOSS = "Two people drowned when the crane fell on Monday, and nine are missing."


@pytest.mark.parametrize("credit", ["Photo credit: Tom Reed", "Image credit: Tom Reed", "Photograph by Tom Reed."])
def test_a_credit_behind_a_sentence_goes_alone(credit: str) -> None:
    assert removed(4, f"{LOSS} {credit}") == [("photo_credit", credit)]


def test_a_sentence_before_a_bracket_is_no_caption() -> None:
    assert removed(4, "The oldest map of the port hangs in the hall. (Marsh Collection)") == []


@pytest.mark.parametrize("heading", ["We recommend", "You'll love", "Picked for you"])
def test_a_list_of_what_an_article_recommends_stays(heading: str) -> None:
    hotels = (
        "The Old Quay House in the lanes of Ness",
        "Pilot's Rest by the northern lighthouse",
        "Oxney Inn and Yard",
    )
    assert removed(7, "\n\n".join((heading, *hotels))) == []


def test_words_that_may_be_headings_go_beside_what_goes() -> None:
    assert removed(4, "Telegram") == []
    assert removed(4, "Link Copied!\n\nTelegram") == [("share", "Link Copied!"), ("share", "Telegram")]


def test_an_article_about_what_users_may_refuse_stays() -> None:
    told = (
        "Performance cookies",
        "They measure how a site is used, the court of Ness held.",
        "Under the law anybody may opt out of them on a website, and your browser can be told so.",
        "Pilots may opt out of the union, too.",
    )
    assert removed(4, "\n\n".join(told)) == []
