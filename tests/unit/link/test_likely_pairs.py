from __future__ import annotations

from itertools import combinations
from math import log

import numpy as np
import pandas as pd
import pytest

from expectations.link_tables import QUOTE_GROUPS
from expectations.schema import make_arrow_schema
from tasks.link.claim_index import IndexRarity, keep_claims
from tasks.link.claim_pairs import measure_pair, score_pair, weigh_terms
from tasks.link.likely_pairs import find_likely, score_pairs
from tasks.link.measured_pairs import LEAST_SCORE, Pairs
from tasks.link.readings import NO_SHELF
from tests.unit.link.test_claims import make_articles, make_claims, make_figures

TOLD = (
    "about 300 families fled the flooded district of Arven",
    "some 300 families have fled Arven, which was flooded on Monday",
    "the dam above Arven held, the water board said",
    "the dam above Arven did not hold after the flood",
    "the water board denied that the dam above Arven had been neglected",
    "the council will send 40 pumps to the flooded district",
    "the council sent 40 pumps to the flooded district of Arven",
    "who is to pay for the dam",
)


@pytest.fixture
def kept():
    """Claims of four articles, two of one story and two of none."""
    rows = [
        (article, text, "denies" if "denied" in text else "asserts", "affirmative")
        for at, article in enumerate("abcd")
        for text in TOLD[at % 2 :: 2] + TOLD[:at]
    ]
    articles = make_articles(a="2021-03-01", b="2021-03-02", c="2021-03-03", d="2021-06-01")
    groups = make_arrow_schema(QUOTE_GROUPS).empty_table()
    story_of = {"a": "s", "b": "s"}
    figures = make_figures()
    entities = pd.DataFrame(
        [(claim[0], 0, 3, "org:board", "the", "Board", "name") for claim in rows[:5]],
        columns=["article_id", "start", "end", "entity_key", "text", "name", "link"],
    )
    return keep_claims(make_claims(rows), figures, articles, entities, groups, story_of, NO_SHELF)


def list_pairs(kept):
    size = len(kept.claimed)
    return np.array(list(combinations(range(size), 2)), np.int64)


def test_many_pairs_are_scored_as_each_is(kept):
    pairs = list_pairs(kept)
    scores, _ = score_pairs(kept.terms, pairs, kept.claimed, NO_SHELF)
    rarity = IndexRarity(kept.terms)
    for (first, second), found in zip(pairs.tolist(), scores, strict=True):
        one, other = kept.claimed[first].compared, kept.claimed[second].compared
        share = score_pair(measure_pair(one, other, weigh_terms(one, other, rarity)))
        assert found == pytest.approx(log(share / (1 - share)), abs=1e-5), (one.wording.joined, other.wording.joined)


def test_no_pair_that_is_linked_is_passed_over(kept):
    pairs = Pairs(kept.claimed, IndexRarity(kept.terms), {})
    every = list_pairs(kept)
    articles = kept.terms.articles
    every = every[articles[every[:, 0]] != articles[every[:, 1]]]
    linked = {pair for pair in map(tuple, every.tolist()) if pairs.is_linked(*pair)}
    likely = set(map(tuple, find_likely(kept.terms, every, kept.claimed, NO_SHELF).tolist()))
    assert linked <= likely
    assert linked and len(likely) < len(every)


WITHOUT = ", as neither rain, wolves, broken bridges nor the price of bread, salt and oil had come to be told in it"
NIGHT = " after a long night of talks between the captains of nine ferries, two surveyors and a judge of the hills"
OFTEN = (
    "the militia shelled a harbour",
    "the harbour militia shelled boats",
    "the board sent soldiers to Arven and to sea",
    "soldiers were sent to Arven by a board",
    "the board sent pumps to a flooded district",
    "a board sent the pumps into the flooded mill district",
)


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (("the militia shelled the harbour", "asserts"), ("the militia shelled the harbour", "denies")),
        (("the board sent soldiers to Arven", "asserts"), ("the board did not send soldiers to Arven", "asserts")),
        (
            ("the board will send pumps to the district", "predicts"),
            ("the board sent pumps to the district", "asserts"),
        ),
    ],
    ids=["denied", "negated", "come"],
)
def test_an_answer_of_many_other_words_is_not_passed_over(told, answer):
    """Its score is below that of any other pair that is linked."""
    rows = [
        ("a", told[0] + NIGHT, told[1], "affirmative"),
        ("b", answer[0] + WITHOUT, answer[1], "negative" if " not " in answer[0] else "affirmative"),
        *(("c", each, "asserts", "affirmative") for each in OFTEN * 12),
    ]
    articles = make_articles(a="2021-03-01", b="2021-03-02", c="2021-03-03")
    groups = make_arrow_schema(QUOTE_GROUPS).empty_table()
    entities = pd.DataFrame(
        [(article, 0, 3, "org:board", "the", "Board", "name") for article, *_ in rows],
        columns=["article_id", "start", "end", "entity_key", "text", "name", "link"],
    )
    kept = keep_claims(make_claims(rows), make_figures(), articles, entities, groups, {"a": "s", "b": "s"}, NO_SHELF)
    pair = np.array([[0, 1]], np.int64)
    scores, _ = score_pairs(kept.terms, pair, kept.claimed, NO_SHELF)
    assert scores[0] < log(LEAST_SCORE / (1 - LEAST_SCORE))
    assert Pairs(kept.claimed, IndexRarity(kept.terms), {}).is_linked(0, 1)
    assert find_likely(kept.terms, pair, kept.claimed, NO_SHELF).tolist() == [[0, 1]]
