"""Who wrote an article, by the lines that cleaning removes."""

from __future__ import annotations

import pytest

from tasks.clean.article import clean_document
from tasks.clean.authors import find_authors
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

TEXT = "The commission approved the lease on Tuesday, and the harbor stays open until the spring of next year."


@pytest.mark.parametrize(
    ("removed", "authors"),
    [
        ([("byline.by_name", "By Orla Quent\n\n")], "Orla Quent"),
        ([("byline.by_name", "BY JOHN TAMM\n\n")], "JOHN TAMM"),
        ([("byline.by_name", "By Orla Quent | The Gull\n\n")], "Orla Quent"),
        ([("byline.staff", "By Orla Quent, Staff writer\n\n")], "Orla Quent"),
        ([("byline.staff", "Orla Quent and John Tamm/Staff\n\n")], "Orla Quent, John Tamm"),
        ([("byline.name_only", "John Tamm, Orla Quent, and Ivo van Esch\n\n")], "John Tamm, Orla Quent, Ivo van Esch"),
        ([("byline.by_name", "USA TODAY\n\n"), ("byline.name_only", "John Tamm\n\n")], "John Tamm"),
        ([("byline.signed", "\n\n—John Tamm")], "John Tamm"),
        ([("byline.by_name", "By Orla Quent and José Álvarez\n\n")], "Orla Quent, José Álvarez"),
        ([("byline.by_name", "By Orla Quent, CNN Politics\n\n")], "Orla Quent"),
        ([("byline.by_name", "By Orla Quent, Washington Bureau Chief\n\n")], "Orla Quent"),
        ([("byline.by_name", "By Associated Press\n\n")], None),
        ([("byline.by_name", "By GULL PRESS\n\n")], None),
        ([("byline.name_only", "The Gull.\n\n")], None),
        ([("byline.name_only", "Harbor Lease Approved\n\n")], None),
        ([("byline.outlet", "The Harbor Gazette\n\n")], None),
        ([("contributor.reported", "\n\nOrla Quent contributed to this report.")], None),
        ([("byline.bio", "\n\n• Orla Quent is a fellow of the Ness Institute.")], "Orla Quent"),
        ([("byline.bio_forms", "— Sen. Orla Quent, an Ohio Democrat, is a member of the panel.")], "Orla Quent"),
        ([("byline.bio", "Orla Quent is a lawyer. John Tamm is a historian.")], "Orla Quent, John Tamm"),
        ([("byline.bio_forms", "\n\nOrla Quent and John Tamm are the authors of “Tides.”")], "Orla Quent, John Tamm"),
        ([("byline.bio", "Orla Quent is an editor."), ("byline.by_name", "By John Tamm")], "John Tamm"),
        ([], None),
    ],
)
def test_authors_are_named_by_bylines_and_by_lines_about_them(
    removed: list[tuple[str, str]], authors: str | None
) -> None:
    assert find_authors(removed) == authors


def test_a_byline_above_the_headline_names_the_author() -> None:
    title = "Harbor Lease Approved by the Commission"
    document = Document("a.txt", None, "1", f"By John Tamm\n\nMay 3, 2019\n\n{title}\n\n{TEXT}\n\n{TEXT}", title=title)
    article = clean_document(document, EMPTY_PROFILE)
    assert isinstance(article, Article)
    assert article.author == "John Tamm"


@pytest.mark.parametrize(("given", "author"), [(None, "John Tamm"), ("Orla Quent", "Orla Quent")])
def test_what_the_dump_gives_stands_before_the_byline(given: str | None, author: str) -> None:
    document = Document("a.txt", None, "1", f"By John Tamm\n\n{TEXT}", author=given)
    article = clean_document(document, EMPTY_PROFILE)
    assert isinstance(article, Article)
    assert (article.author, article.body) == (author, TEXT)
