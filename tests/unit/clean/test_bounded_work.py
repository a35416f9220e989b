"""Twice the text takes twice the steps to clean, whatever it is made of; a run of one thing too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tasks.clean.agency import find_author_agency
from tasks.clean.article import clean_document
from tasks.clean.candidates import Candidate
from tasks.clean.profile import EMPTY_PROFILE, ProfileBuilder
from tasks.clean.tails import mark_cards, mark_comments
from tasks.documents import Document
from tests.steps import assert_linear

STORY = "The harbour board let the northern pier on Tuesday, and a hearing of nine hours had gone before it.\n"
# Repeated without a break, and again with a break behind each copy.
PATTERNS = (
    # characters
    "a ", " ", "9", ".", "!? ", '"', '" ', "“a” ", "- ", "—", "…", "'", "(", "[", "\t", "\xa0", "\u200b", "\x01",
    "\x85", "&amp;", "&", "&amp;\xa0", "â€™", "Â ", "é", "中", "😀", "\r\n", "\n\n", "\n", " \n", "\f",
    # words that a break or a stray space splits
    "t he ", "w hile ", "A b ", "low-\n", "re-\nport ", "half—\n", "&\n", "Ann Roe\n", "and\n", "it is so,\n",
    # sentences, and what looks like their ends
    "Mr. ", "No. 5 ", "He went. ", "e.g. A ", '"He went." ', "Yes! It is... ", "U.S. A ", ". A", "SHARE: A ",
    # furniture
    "Read more: ", "Share this article ", "Sign up for our newsletter. ", "Advertisement ", "Photo by Ann Roe ",
    "RELATED: Pier plan draws crowd ", "(Related: Pier plan draws a crowd) ", "Follow us on Twitter @roe ", "© 2021 ",
    "#video# ", "<iframe> ", "hide caption 1 of 2 ", "Roe Ann Roe MORE ", "By Ann Roe ", "(AP) - ", "Source: AP ",
    '"We will mend the pier before the winter," - Ann Roe ', "Support us. Give $5 today. ", "http://a.b/c ", "* * * ",
)  # fmt: skip


def make_cleaning(unit: str, **fields: str) -> Callable[[int], Callable[[], object]]:
    def make_work(size: int) -> Callable[[], object]:
        text = (unit * size)[:size]
        document = Document("a.txt", None, "a", f"{STORY}{text}\n{STORY}", outlet="The Pier Post", **fields)

        def clean() -> None:
            clean_document(document, EMPTY_PROFILE)
            ProfileBuilder().add(document)

        return clean

    return make_work


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_text_of_one_stretch_over_and_over(pattern: str) -> None:
    assert_linear(make_cleaning(pattern), 1600)


@pytest.mark.parametrize("pattern", [pattern for pattern in PATTERNS if "\n" not in pattern])
def test_lines_of_one_stretch(pattern: str) -> None:
    assert_linear(make_cleaning(f"{pattern}\n"), 1600)


@pytest.mark.parametrize("pattern", ["RELATED: Pier plan draws crowd\nHarbour board lets pier\n", "t he pier  \n" * 2])
def test_lines_of_two_kinds(pattern: str) -> None:
    assert_linear(make_cleaning(pattern), 3000)


@pytest.mark.parametrize("pattern", ["a ", " ", "A | ", "- ", "by ", "9"])
def test_a_title_without_end(pattern: str) -> None:
    assert_linear(lambda size: make_cleaning("a ", title=(pattern * size)[:size])(10), 1500)


@pytest.mark.parametrize("pattern", [" ", "by ", "AP and ", ", "])
def test_an_author_without_end(pattern: str) -> None:
    assert_linear(lambda size: lambda: find_author_agency(f"Ann{(pattern * size)[:size]}Roe"), 1500)


@pytest.mark.parametrize("head", ["Comments (3)", "12 comments on the pier", "Latest news", "2 days ago"])
@pytest.mark.parametrize("mark", [mark_comments, mark_cards])
def test_headings_of_threads_and_lists(mark: Callable[[list[Candidate]], None], head: str) -> None:
    def make_work(size: int) -> Callable[[], object]:
        lines = ("He went.\n" * 4 + f"{head}\n" * size)[:size].split("\n")
        candidates = [Candidate(0, 0, line) for line in lines if line]
        return lambda: mark(candidates)

    assert_linear(make_work, 3000)
