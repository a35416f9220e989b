"""Every annotator works in steps that grow with its text alone, whatever the text repeats."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from tasks.alignment import apply_edits
from tasks.annotate.article import annotate_body
from tasks.annotate.model import load_model, parse_bodies
from tasks.documents import Article, Document
from tests.steps import TooManyStepsError, assert_linear
from tests.unit.annotate.repeated_patterns import read_patterns, repeat

# A piece for the parser. What is quadratic is half as much of it as of a text twice as long, which may take 2.3 times
# the steps: here 2.1 times and half of what is allowed besides are suspected already.
TOKENS = 400
SUSPECTED_GROWTH = 2.1
SUSPECTED_STEPS = 1_500
PUBLISHED = datetime(2025, 11, 13, tzinfo=UTC)


def make_article(body: str) -> Article:
    document = Document("x.txt", None, "x", body, published_at=PUBLISHED)
    return Article(document, body, apply_edits(body, [])[1], (), "en")


@pytest.mark.parametrize("pattern", read_patterns())
def test_annotating_takes_twice_the_steps_for_twice_the_text(pattern: str) -> None:
    nlp = load_model()
    times = min(TOKENS, math.ceil(TOKENS / (len(nlp.make_doc(repeat(pattern, 20))) / 20)))

    def make_work(size: int) -> Callable[[], object]:
        body = repeat(pattern, size)
        return partial(annotate_body, make_article(body), next(parse_bodies(nlp, [body])))

    try:
        assert_linear(make_work, times, SUSPECTED_GROWTH, SUSPECTED_STEPS)
    except TooManyStepsError:
        # A piece or a window of bounded size may not be full in the lesser text; what is quadratic fails here too.
        assert_linear(make_work, 4 * times)
