"""Whatever trees, tags and entities the parser gives, an article is annotated, and the annotators come to an end."""

from __future__ import annotations

import json
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from tasks.alignment import apply_edits
from tasks.annotate.article import annotate_body
from tasks.annotate.claims.stance import has_to
from tasks.annotate.model import load_model
from tasks.annotate.quotes.utterance import is_imperative
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "articles"
FILES = sorted(GOLDEN.glob("*.json"))
PATIENCE_SECONDS = 120


def shake(doc: Doc, choose: random.Random, share: float) -> Doc:
    """Give a share of the tokens another head, relation, tag or entity; sentences stay where they are."""
    heads = [token.head.i for token in doc]
    for sentence in doc.sents:
        for token in sentence:
            if choose.random() < share:
                _hang(heads, token.i, choose.randrange(sentence.start, sentence.end))

    def some(values: Sequence[str], own: str) -> str:
        return choose.choice(values) if choose.random() < share else own

    tags, relations, labels = (load_model().get_pipe(name).labels for name in ("tagger", "parser", "ner"))
    deps = [some(relations, token.dep_) for token in doc]
    shaken = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[some(tags, token.tag_) for token in doc],
        heads=heads,
        deps=["ROOT" if head == at else "dep" if deps[at] == "ROOT" else deps[at] for at, head in enumerate(heads)],
    )
    shaken.set_ents([Span(shaken, ent.start, ent.end, label=some(labels, ent.label_)) for ent in doc.ents])
    return shaken


def _hang(heads: list[int], at: int, goal: int) -> None:
    """Hang a token on another; where it stands above that one, the way between them is turned round."""
    way = [goal]
    while way[-1] != at and heads[way[-1]] != way[-1]:
        way.append(heads[way[-1]])
    if way[-1] != at:
        heads[at] = goal
    elif at != goal:
        above = heads[at]
        for lower, upper in pairwise(way):
            heads[upper] = lower
        heads[goal] = goal if above == at else above


@contextmanager
def patience() -> Iterator[None]:
    """Fail rather than hang: nothing here takes a hundredth of the time."""

    def stop(*_: object) -> None:
        raise TimeoutError("an annotator does not end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(PATIENCE_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def parsed(parse: Callable[[str], Doc]) -> list[tuple[Article, Doc]]:
    articles = []
    for file in FILES[::3]:
        body = json.loads(file.read_text(encoding="utf-8"))["body"]
        document = Document("x.txt", None, file.stem, body, published_at=datetime(2025, 11, 13, tzinfo=UTC))
        article = clean_document(document, EMPTY_PROFILE)
        assert isinstance(article, Article)
        articles.append((article, parse(article.body)))
    return articles


@settings(max_examples=150)
@given(number=st.integers(0, 2**32), share=st.sampled_from([0.05, 0.2, 0.5, 0.9]))
def test_any_parse_is_annotated(parsed: list[tuple[Article, Doc]], number: int, share: float) -> None:
    choose = random.Random(number)
    article, doc = choose.choice(parsed)
    shaken = shake(doc, choose, share)
    assert shaken.text == article.body
    with patience():
        found = annotate_body(article, shaken)
    for quote in found.quotes:
        assert article.body[quote.start : quote.end].strip()
    for figure in found.figures:
        assert article.body[figure.start : figure.end].strip()


@pytest.mark.parametrize(
    "body",
    [
        "The pier was let. Quent, who has called",
        "The lease was signed. Tamm said the plan is dead, according to the head",
        "A levy, as Quent calls it",
        "It was closed, said the mayor",
        "The council praised the deputy mayor",
    ],
)
def test_a_body_may_end_within_a_sentence(parse: Callable[[str], Doc], body: str) -> None:
    document = Document("x.txt", None, "1", body, published_at=datetime(2025, 11, 13, tzinfo=UTC))
    annotate_body(Article(document, body, apply_edits(body, [])[1], (), "en"), parse(body))


def test_a_verb_at_an_end_of_the_text_has_no_neighbour_there() -> None:
    vocab = load_model().vocab
    last = Doc(
        vocab,
        words=["to", "go", "we", "got"],
        tags=["TO", "VB", "PRP", "VBD"],
        heads=[1, 3, 3, 3],
        deps=["aux", "xcomp", "nsubj", "ROOT"],
    )
    assert not has_to(last[3])
    first = Doc(vocab, words=["remember", "is"], tags=["VB", "VBZ"], heads=[1, 1], deps=["conj", "ROOT"])
    assert not is_imperative(first[0])
