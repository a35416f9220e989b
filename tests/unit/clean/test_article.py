"""The whole stage: every character is accounted for; what is no English article is turned away."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document, Reject

LINES = (
    "The harbour commission approved the lease of the northern terminal on Tuesday after a hearing of nine hours.",
    "“We listened to every\u00a0body,” Margaret Ellery told reporters.",
    "ADVERTISEMENT", "Read more", "Source: Yonhap News Agency", "News Reporter", "", "  ", "\u200bShare this article",
    "A Message from The Gazette:", "Dear readers,", "Please support us monthly from just $2.", "Remind me later.",
    "The mayor is expected to answer before the end of the\nmonth, her offi\ncial spokesman said.", "caf\x92e\r",
)  # fmt: skip


def clean(text: str, language: str | None = None) -> Article | Reject:
    return clean_document(Document("dump.jsonl", "line 1", "r1", text, language=language), EMPTY_PROFILE)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", " \n"]))
def test_body_and_removals_rebuild_the_source(lines: list[str], separator: str) -> None:
    source = separator.join(lines)
    article = clean(source)
    if isinstance(article, Reject):
        assert article.reason in ("too_short", "not_article")  # little is left, or the same lines over and over
        return
    check_rebuilt(article, source)


def check_rebuilt(article: Article, source: str) -> None:
    pieces = {removal.start: source[removal.start : removal.end] for removal in article.removals}
    alignment = article.alignment
    for body_start, source_start, length in zip(
        alignment.body_starts, alignment.source_starts, alignment.lengths, strict=True
    ):
        pieces[source_start] = article.body[body_start : body_start + length]
    assert "".join(pieces[at] for at in sorted(pieces)) == source
    assert all(before.end <= after.start for before, after in pairwise(article.removals))
    assert article.body == article.body.strip()
    assert "\r" not in article.body


# Words keep it from being too short; the rest is what sources are damaged with.
PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *LINES,
            "The mayor spoke on Monday about",
            "â€œ",
            "Ã©",
            "\x00",
            "\u202e",
            "\ufeff",
            "\ufffd",
            "\n",
            "\t",
            "-\n",
        ]
    ),
)


@example(["\r\x91", "0A:0A"], " ")
@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=14), st.sampled_from(["", " ", "\n", "\n\n"]))
def test_any_text_is_rebuilt_or_turned_away(pieces: list[str], separator: str) -> None:
    source = separator.join(pieces)
    article = clean(source)
    if isinstance(article, Article):
        check_rebuilt(article, source)


def test_an_article_is_cleaned() -> None:
    article = clean(f"{LINES[0]}\n\n{LINES[2]}\n\n{LINES[13]}\n\n{LINES[4]}\n\n{LINES[5]}\n")
    assert isinstance(article, Article)
    assert article.body == (
        f"{LINES[0]}\n\nThe mayor is expected to answer before the end of the\nmonth, her offi\ncial spokesman said."
    ) or article.body.startswith(f"{LINES[0]}\n\nThe mayor")
    assert article.source_agency == "Yonhap News Agency"
    assert [removal.kind for removal in article.removals if removal.kind not in ("wrap", "encoding")] == [
        "ad", "source_line", "byline",
    ]  # fmt: skip
    assert article.language == "en"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "too_short"),
        ("Advertisement\n\nRead more", "too_short"),
        (
            "La commission du port a approuvé mardi le bail du terminal nord après une audience de neuf heures.\n"
            "Les opposants ont annoncé qu’ils feraient appel de cette décision devant le tribunal de la ville.",
            "language",
        ),
    ],
)
def test_what_is_no_english_article_is_turned_away(text: str, reason: str) -> None:
    reject = clean(text)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.reason) == ("clean", reason)
    assert reject.raw == text.encode()


def test_a_short_text_is_in_the_language_that_the_dump_says() -> None:
    assert isinstance(clean("The mayor will answer on Monday."), Article)
    reject = clean("Der Bürgermeister antwortet am Montag.", "de-DE")
    assert isinstance(reject, Reject)
    assert reject.reason == "language"
    assert "de" in (reject.detail or "")


@pytest.mark.parametrize("stated", ["English", "eng", "en_US"])
def test_english_by_any_name(stated: str) -> None:
    assert isinstance(clean("The mayor will answer on Monday.", stated), Article)


@pytest.mark.parametrize(
    ("last", "kept", "is_truncated"),
    [
        ("Ellery wrote that the town had no other plan and that the ships would… [+2143 chars]",
         "Ellery wrote that the town had no other plan and that the ships would…", True),
        ("The harbour master, who came from Oxney in 2019, has asked Ellery for the", None, True),
        ("Margaret Ellery, who chairs the commission, answered on Friday", None, False),
        ("The mayor said that he would answer.", None, False),
    ],
)  # fmt: skip
def test_a_text_that_was_cut_short_keeps_its_last_sentence(last: str, kept: str | None, is_truncated: bool) -> None:
    text = "\n\n".join((LINES[0], LINES[0].replace("Tuesday", "Monday"), LINES[0].replace("Tuesday", "Friday"), last))
    article = clean(text)
    assert isinstance(article, Article)
    assert (article.body.rpartition("\n")[2], article.is_truncated) == (kept or last, is_truncated)
