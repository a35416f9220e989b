from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.schema import make_arrow_schema
from expectations.tables import ARTICLE_GROUPS
from tasks.link.articles import link_articles, measure_containment

WORDS = [f"{first}{second}" for first in "bcdfghklmnprst" for second in ("ar", "en", "ol", "ush", "ip", "etta")]


def write_story(seed: int, length: int = 200) -> str:
    source = random.Random(seed)
    return " ".join(source.choice(WORDS) for _ in range(length))


STORY = write_story(1)
OTHER = write_story(2)
ARTICLES = pd.DataFrame(
    [
        ("a3", STORY, "2021-03-02"),
        ("a1", STORY.upper() + " With a last line of its own.", "2021-03-01"),
        ("a2", " ".join(STORY.split()[:110]), "2021-03-03"),
        ("b1", OTHER, "2021-03-01"),
        ("c1", "A notice of five words.", "2021-03-01"),
        ("c2", "A notice of five words.", "2021-03-01"),
        ("d1", "", None),
        ("e1", write_story(3) + " " + OTHER[:300], "2021-03-05"),
    ],
    columns=["article_id", "body", "published_at"],
).assign(published_at=lambda frame: pd.to_datetime(frame["published_at"], utc=True), outlet=None, source_agency=None)


def test_copies_and_shortened_copies_are_grouped_around_the_earliest() -> None:
    groups = link_articles(ARTICLES)
    assert groups.schema.equals(make_arrow_schema(ARTICLE_GROUPS))
    roles = dict(zip(groups["article_id"].to_pylist(), groups["role"].to_pylist(), strict=True))
    assert roles == {"a1": "original", "a2": "copy", "a3": "copy"}
    assert len(set(groups["group_id"].to_pylist())) == 1
    assert all(0.95 <= similarity <= 1 for similarity in groups["similarity"].to_pylist())


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(ARTICLES))))
def test_row_order_makes_no_difference(order: list[int]) -> None:
    assert link_articles(ARTICLES.iloc[order]).equals(link_articles(ARTICLES))


def test_arrow_and_pandas_frames_link_alike() -> None:
    assert link_articles(pa.Table.from_pandas(ARTICLES)).equals(link_articles(ARTICLES))


def test_unknown_times_come_last_and_ties_go_by_id() -> None:
    frame = pd.DataFrame({"article_id": ["z", "y", "x"], "body": [STORY] * 3, "published_at": [None, None, None]})
    frame = frame.assign(outlet=None, source_agency=None)
    frame["published_at"] = pd.to_datetime(["2021-01-01", None, None], utc=True)
    groups = link_articles(frame).to_pandas().set_index("article_id")
    assert groups.loc["z", "role"] == "original"
    frame["published_at"] = pd.to_datetime([None, None, None], utc=True)
    assert link_articles(frame).to_pandas().set_index("article_id").loc["x", "role"] == "original"


@pytest.mark.parametrize(
    ("outlet", "agency", "original"),
    [
        ("AP News", "Associated Press", "c"),
        ("The Daily Echo", "Associated Press", "c"),
        ("Yonhap", "Yonhap News Agency", "c"),
        ("The Daily Echo", None, "a"),
    ],
)
def test_the_original_is_the_agencys_text_then_a_credited_copy(outlet, agency, original) -> None:
    frame = pd.DataFrame({"article_id": list("abc"), "body": [STORY] * 3})
    frame["published_at"] = pd.to_datetime(["2021-03-01", "2021-03-02", "2021-03-03"], utc=True)
    frame = frame.assign(outlet=["Gazette", "Herald", outlet], source_agency=[None, None, agency])
    groups = link_articles(frame).to_pandas().set_index("article_id")
    assert list(groups.index[groups["role"] == "original"]) == [original]


def test_an_agencys_own_text_stands_before_a_copy_that_credits_it() -> None:
    frame = pd.DataFrame({"article_id": ["a", "b"], "body": [STORY] * 2})
    frame["published_at"] = pd.to_datetime(["2021-03-01", "2021-03-02"], utc=True)
    frame = frame.assign(outlet=["Gazette", "Reuters"], source_agency="Reuters")
    assert link_articles(frame).to_pandas().set_index("article_id").loc["b", "role"] == "original"


@pytest.mark.parametrize(("share", "n_rows"), [(0.62, 2), (0.38, 0)])
def test_half_of_the_shorter_article_makes_two_near_copies(share: float, n_rows: int) -> None:
    words, own = STORY.split(), write_story(9).split()
    cut = int(share * len(words))
    frame = ARTICLES.iloc[:2].assign(body=[STORY, " ".join(words[:cut] + own[cut:])])
    assert link_articles(frame).num_rows == n_rows


def test_what_has_half_of_two_articles_ties_them_not_together() -> None:
    both = " ".join([*STORY.split()[:120], *OTHER.split()[:120]])
    frame = pd.DataFrame({"article_id": ["a", "b", "c"], "body": [STORY, OTHER, both]})
    frame["published_at"] = pd.to_datetime(["2021-03-01", "2021-03-02", "2021-03-03"], utc=True)
    groups = link_articles(frame.assign(outlet=None, source_agency=None)).to_pandas()
    assert set(groups["article_id"]) == {"a", "c"}


def test_articles_without_a_body_are_no_copies_of_one_another(monkeypatch) -> None:
    monkeypatch.setattr("tasks.link.articles.LEAST_GRAMS", 1)
    assert link_articles(ARTICLES.iloc[-2:].assign(body=None)).num_rows == 0


def test_a_release_without_articles_has_no_groups() -> None:
    assert link_articles(ARTICLES.iloc[:0]).num_rows == 0


@pytest.mark.parametrize(("first", "second", "share"), [([1, 2, 3, 4], [3, 4, 5], 2 / 3), ([], [1], 0.0)])
def test_containment_is_of_the_smaller(first: list[int], second: list[int], share: float) -> None:
    found = measure_containment(np.array(first, dtype=np.uint64), np.array(second, dtype=np.uint64))
    assert found == pytest.approx(share)
