"""Which pages are no article, and which only talk of such things."""

from __future__ import annotations

import pytest

from tasks.clean.article import clean_document
from tasks.clean.page_kinds import classify_page
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Document, Reject

STORY = (
    "The harbour commission approved the lease of the northern terminal on Tuesday after a hearing of nine hours.",
    "Opponents said that they would appeal, and that the promised money had not been found in any of the budgets.",
    "The mayor, who had promised an answer in the spring, is now expected to speak before the end of the month.",
    "A survey that the port paid for put the loss at 1,300 jobs, most of them in the two villages on the bay.",
    "The ferry company, which carries 40,000 people a year between the islands, did not answer a request for comment.",
)
HEADLINES = (
    "Ferry company cuts its timetable", "Council votes on new parking fees", "Storm closes the coast road again",
    "Five things to know about the terminal", "Museum opens a wing for ship models", "School strike enters second week",
    "Fish prices rise as fleet stays home", "Lighthouse keeper retires after forty years", "Harbour fair returns",
)  # fmt: skip

NO_ARTICLES = [
    ("error_page", None, "404\nPage not found\nThe page you are looking for does not exist.\nHome\nNews\nSport"),
    ("error_page", None, "Sorry, the page you requested could not be found. Try our search or go to the home page."),
    ("error_page", "Page Not Found | The Harbour Gazette", "Try our search.\nMost read\n" + "\n".join(HEADLINES[:5])),
    ("error_page", "Access denied", "You don’t have permission to access this resource.\nReference #18.4f2"),
    ("error_page", "Just a moment...", "Enable JavaScript and cookies to continue"),
    ("error_page", None, "Checking your browser before accessing gazette.example.\nRay ID: 5f00"),
    ("error_page", "Are you a robot?", "To continue, please click the box below to let us know you’re not a robot."),
    ("error_page", None, "This article is no longer available.\nBack to the home page"),
    ("error_page", None, "Our site is not available in your country\nThis content is not available in your region."),
    ("paywall", None, f"{STORY[0]}\n\nSubscribe to continue reading\nAlready a subscriber? Log in"),
    ("paywall", None, f"{STORY[0]} To continue reading this story, please log in or create an account."),
    ("paywall", "Terminal lease approved", f"{STORY[0]}\n\nThis article is for subscribers only."),
    ("paywall", None, "You’ve reached your limit of free articles this month.\nFrom $1 a week\nCancel anytime"),
    (
        "cookie_wall", None,
        "We value your privacy\nWe and our 142 partners use cookies to store and access information on a device.\n"
        "You can change your choices at any time by clicking the link below.\nAccept all\nManage preferences",
    ),
    (
        "cookie_wall", None,
        "We use cookies to make this site work. By clicking accept you agree to cookies. Cookie policy",
    ),
    ("index_page", "Local news", "\n".join(HEADLINES)),
    ("index_page", None, "\n".join(f"{line}\n{at}h ago\n{STORY[at % 4]}" for at, line in enumerate(HEADLINES))),
    ("index_page", "Search results for harbour", "\n".join(HEADLINES[:6])),
    ("index_page", None, "\n\n".join(f"{line}\nMarch {at + 1}, 2021\nRead more" for at, line in enumerate(HEADLINES))),
    (
        "gallery", None,
        "The harbour in pictures\n" + "\n".join(f"{at} of 6\nA boat in the northern dock. (Photo by Ann Lee)"
                                                 for at in range(1, 7)),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "title", "text"), NO_ARTICLES, ids=[text[:25] for _, _, text in NO_ARTICLES])
def test_a_page_that_is_no_article(kind: str, title: str | None, text: str) -> None:
    assert classify_page(text, title) == kind


ARTICLES = [
    ("an article", None, "\n\n".join(STORY)),
    ("in one line", None, " ".join(STORY)),
    ("a sentence", None, STORY[0]),
    ("with an offer at its end", None, "\n".join((*STORY, "Subscribe to continue reading", "Already a subscriber?"))),
    (
        "short, with an appeal at its end",
        None,
        "The quay is shut.\nNone died.\n“It sank,” Ann Lee said.\nIt opens in May.\nYou have 2 free articles left.",
    ),
    ("about an error", "Page not found: how links die", f"{STORY[1]}\nThe site showed “404 Not Found” for a week."),
    (
        "about cookies",
        None,
        "We use cookies to follow readers, the publisher told a court.\nCookie policy has changed.",
    ),
    ("quoting a page", None, "“This page is no longer available,” the ministry’s site said.\nIt had listed the ships."),
    ("a chronicle", None, "\n".join(f"March {at + 1}, 2021\n{line}" for at, line in enumerate(STORY * 2))),
    ("questions and answers", None, "\n".join(f"What comes next, and when?\n{line}" for line in STORY * 2)),
    ("scores", None, "\n".join(f"Ferry Town {at}, Saltmarsh United {at + 2}" for at in range(12))),
    ("a lead with headlines", None, "\n".join((*STORY[:2], *HEADLINES))),
    ("with pictures", None, "\n".join(f"{line}\nThe northern dock in May. (Photo by Ann Lee)" for line in STORY)),
    ("titled like a page", "Access denied", "\n".join(STORY)),
]


@pytest.mark.parametrize(("title", "text"), [case[1:] for case in ARTICLES], ids=[case[0] for case in ARTICLES])
def test_an_article_stays_one(title: str | None, text: str) -> None:
    assert classify_page(text, title) is None


def test_such_a_page_is_turned_away() -> None:
    text = f"{STORY[0]}\n\nSubscribe to continue reading"
    reject = clean_document(Document("dump.jsonl", "line 1", "r1", text), EMPTY_PROFILE)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.reason, reject.detail) == ("clean", "not_article", "the page is a paywall")
