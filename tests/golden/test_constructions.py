"""Each construction in `constructions/` gives the rows that its answers state, and no other."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tasks.alignment import apply_edits
from tasks.annotate.article import annotate_articles
from tasks.annotate.model import load_model
from tasks.annotate.spans import Quote
from tasks.documents import Article, Document

FOLDER = Path(__file__).parent / "constructions"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_body(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def read_answer(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def make_article(name: str) -> Article:
    """Take a text for an article as it stands: cleaning is tested elsewhere."""
    body = read_body(name)
    document = Document(f"{name}.txt", None, name, body)
    return Article(document, body, apply_edits(body, ())[1], (), "en")


@cache
def find_all() -> dict[str, list[Quote]]:
    """Annotate every construction as one article, in one pass."""
    articles = [make_article(name) for name in NAMES]
    found = annotate_articles(load_model(), articles)
    return {name: list(annotations.quotes) for name, annotations in zip(NAMES, found, strict=True)}


def make_row(body: str, quote: Quote, wanted: dict[str, Any]) -> dict[str, Any]:
    """Give a quote as its answer has it; who it resolves to is compared where the answer says."""
    row = {"type": quote.type, "content": quote.content, "cue_class": quote.cue_class}
    row |= {key: body[slice(*span)] for key, span in (("cue", quote.cue), ("speaker", quote.speaker)) if span}
    row |= {"name": quote.speaker_name} if "name" in wanted else {}
    row |= {"kind": quote.speaker_kind} if "kind" in wanted else {}
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.parametrize("name", NAMES)
def test_gives_every_row_and_no_other(name: str) -> None:
    body, wanted = read_body(name), read_answer(name)["quotes"]
    found = find_all()[name]
    rows = [make_row(body, quote, answer) for quote, answer in zip(found, [*wanted, *[{}] * len(found)], strict=False)]
    assert rows == wanted


@pytest.mark.parametrize("name", NAMES)
def test_leaves_alone_what_nobody_says(name: str) -> None:
    body = read_body(name)
    for words in read_answer(name).get("not_quoted", ()):
        start = body.index(words)
        end = start + len(words)
        assert not [q.content for q in find_all()[name] for a, b in q.fragments if a < end and start < b], words
