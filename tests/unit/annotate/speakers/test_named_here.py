"""Whom the sentence before a pronoun gives no person's name though somebody speaks in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.named_here import is_said_by_name
from tasks.language.body import Body

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Lowland Vote Project’s Tristobal Alm said they went once Hale had left.", True),
        ("Severn Labs said they went once Hale had left.", False),
        ("The Lowland Vote Project’s Water Office said they went once Hale had left.", False),
        ("Lowland Vote Project’s Tristobal Alm left once Hale had left.", False),
    ],
)
def test_a_bodys_own_speaker_may_be_taken_for_the_body(parse: Parse, text: str, is_somebody: bool) -> None:
    body = Body(parse(text))
    article = ArticleSpeakers(body, find_entities(body))
    subject = article.main_subject(next(iter(body.doc.sents)))
    assert subject is not None
    assert is_said_by_name(article, subject) is is_somebody
