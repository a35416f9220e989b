"""One article on which a rule raises, or that takes too long, touches no other."""

from __future__ import annotations

import pytest

from tasks.annotate import article as module
from tasks.annotate.article import Annotations, annotate_articles, annotate_body
from tasks.annotate.model import load_model
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.deadline import OutOfTime
from tasks.documents import Article, Document
from tasks.mishaps import Mishap

BODIES = ("The port was shut on Monday.", "The bridge was open on Friday.", "The mill burned down in May.")


def make_article(body: str) -> Article:
    article = clean_document(Document("dump.jsonl", "line 1", "id-1", body), EMPTY_PROFILE)
    assert isinstance(article, Article)
    return article


def annotate(most_seconds=None):
    return list(annotate_articles(load_model(), [make_article(body) for body in BODIES], most_seconds))


def list_reasons(found):
    return [one.reason if isinstance(one, Mishap) else None for one in found]


def run_out_of_time() -> None:
    raise OutOfTime


@pytest.mark.parametrize(("accident", "reason"), [(lambda: 1 / 0, "broken_rule"), (run_out_of_time, "too_slow")])
def test_an_annotator_fails_on_one_article(monkeypatch, accident, reason):
    def fail_on_the_bridge(article, doc):
        if "bridge" in doc.text:
            accident()
        return annotate_body(article, doc)

    whole = annotate()
    monkeypatch.setattr(module, "annotate_body", fail_on_the_bridge)
    found = annotate(most_seconds=1000)
    assert list_reasons(found) == [None, reason, None]
    assert [found[0].dates, found[2].dates] == [whole[0].dates, whole[2].dates]


@pytest.mark.parametrize(("accident", "reason"), [(lambda: 1 / 0, "broken_rule"), (run_out_of_time, "too_slow")])
def test_a_batch_that_breaks_off_is_parsed_one_by_one(monkeypatch, accident, reason):
    parse = module.parse_bodies

    def fail_on_the_bridge(nlp, bodies):
        if any("bridge" in body for body in bodies):
            accident()
        yield from parse(nlp, bodies)

    whole = annotate()
    assert all(isinstance(one, Annotations) for one in whole)
    monkeypatch.setattr(module, "parse_bodies", fail_on_the_bridge)
    found = annotate(most_seconds=1000)
    assert list_reasons(found) == [None, reason, None]
    assert [found[0].dates, found[2].dates] == [whole[0].dates, whole[2].dates]
