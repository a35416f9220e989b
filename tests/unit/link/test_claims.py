from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.link_tables import (
    ARTICLE_GROUPS,
    CLAIM_GROUPS,
    CLAIM_LINKS,
    FIGURE_GROUPS,
    FIGURE_LINKS,
    QUOTE_GROUPS,
    QUOTE_LINKS,
    STORY_GROUPS,
)
from expectations.schema import make_arrow_schema
from expectations.tables import QUOTES
from tasks.link.best_parent import Link, join_best_parents
from tasks.link.claim_pairs import Aligned
from tasks.link.claims import link_claims, measure_in_group, say_agreement
from tasks.link.groups import link_tables
from tasks.link.measured_pairs import COUNTED_COLUMNS, Measured, Pairs
from tasks.link.stories import Likeness

FLOOD = "about {} families fled the flooded district of Arven"
NO_QUOTES = pd.DataFrame({name: [] for name in QUOTES.column_names})
FIGURE = {
    "kind": "count", "low": None, "high": None, "approximation": None, "unit": None, "counted": "families",
    "is_additional": False, "is_total": False, "change": None, "period": None, "start": 6, "end": 9, "measured": None,
}  # fmt: skip


def make_claims(rows: list[tuple[str, str, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "claim_id": f"c{number}",
                "article_id": article,
                "start": 0,
                "end": len(proposition),
                "text": proposition,
                "proposition": proposition,
                "resolved": proposition,
                "voice": "indirect",
                "claimant_name": None,
                "claimant_kind": "unknown",
                "stance": stance,
                "polarity": polarity,
                "quote_id": None,
                "said_at": None,
                "said_grain": None,
                "claimant_key": None,
                "event_start": None,
                "event_end": None,
                "event_grain": None,
            }
            for number, (article, proposition, stance, polarity) in enumerate(rows)
        ]
    )


def make_articles(**days: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "article_id": list(days),
            "outlet": None,
            "source_agency": None,
            "title": None,
            "body": "A body.",
            "is_opinion": None,
            "published_at": pd.to_datetime(list(days.values()), utc=True),
        }
    )


def make_figures(**values: float) -> pd.DataFrame:
    rows = [
        {"claim_id": claim, "article_id": "none", "value": value, "figure_id": claim, **FIGURE}
        for claim, value in values.items()
    ]
    return pd.DataFrame(rows, columns=["claim_id", "article_id", "value", "figure_id", *FIGURE])


STORY = pd.DataFrame({"article_id": ["a", "b", "c"], "group_id": "s"})
ARTICLES = make_articles(a="2021-03-01", b="2021-03-02", c="2021-03-03", d="2021-09-01")


def relate(rows: list[tuple[str, str, str, str]], figures: pd.DataFrame | None = None) -> dict[str, str]:
    groups = link_claims(
        make_claims(rows), make_figures() if figures is None else figures, NO_QUOTES, ARTICLES, story_groups=STORY
    ).groups
    return dict(zip(groups["claim_id"].to_pylist(), groups["agreement"].to_pylist(), strict=True))


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        (("asserts", "affirmative"), ("confirms", "affirmative"), "agrees"),
        (("asserts", "affirmative"), ("denies", "affirmative"), "contradicts"),
        (("asserts", "affirmative"), ("asserts", "negative"), "contradicts"),
        (("denies", "affirmative"), ("asserts", "negative"), "agrees"),
        (("confirms", "affirmative"), ("does_not_confirm", "affirmative"), "differs"),
        (("does_not_confirm", "affirmative"), ("denies", "affirmative"), "differs"),
    ],
)
def test_stance_and_polarity_decide_whether_claims_agree(
    first: tuple[str, str], second: tuple[str, str], agreement: str
) -> None:
    words = {"affirmative": "about 300 families fled", "negative": "no families fled"}
    rows = [
        (article, f"{words[polarity]} the flooded district of Arven", stance, polarity)
        for article, stance, polarity in (("a", *first), ("b", *second))
    ]
    assert relate(rows) == {"c0": "agrees", "c1": agreement}


@pytest.mark.parametrize(("other", "agreement"), [(1500.0, "differs"), (3000.0, "agrees")])
def test_other_numbers_of_the_same_thing_differ(other: float, agreement: str) -> None:
    rows = [
        ("a", FLOOD.format("3,000"), "asserts", "affirmative"),
        ("b", FLOOD.format(int(other)), "asserts", "affirmative"),
    ]
    figures = make_figures(c0=3000.0, c1=other)
    assert relate(rows, figures)["c1"] == agreement
    groups = link_claims(make_claims(rows), figures, NO_QUOTES, ARTICLES, story_groups=STORY).groups.to_pandas()
    assert set(zip(groups["value_low"], groups["value_high"], strict=True)) == {(min(other, 3000.0), 3000.0)}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a", FLOOD, "asserts"), ("a", FLOOD, "asserts")),
        (("a", FLOOD, "asserts"), ("d", FLOOD, "asserts")),
        (("a", FLOOD, "asserts"), ("b", "the court of Arven freed a banker", "asserts")),
        (("a", "he was tired", "asserts"), ("b", "he was tired", "asserts")),
    ],
)
def test_claims_apart_in_article_week_or_matter_are_not_linked(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    assert relate([(*each, "affirmative") for each in (first, second)]) == {}


def test_of_what_is_said_over_and_over_each_article_keeps_the_nearest() -> None:
    rows = [(article, FLOOD.format(300), "asserts", "affirmative") for article in ("a", "b") for _ in range(7)]
    groups = link_claims(make_claims(rows), make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY).groups.to_pandas()
    assert groups.groupby(["group_id", "article_id"]).size().tolist() == [4, 4]


@pytest.mark.parametrize(("alike", "n_links"), [(0.35, 1), (0.2, 0)])
def test_claims_of_articles_that_are_less_alike_must_be_more_alike(alike: float, n_links: int) -> None:
    rows = [
        ("a", "the council of Arven sold the old mill", "asserts", "affirmative"),
        ("b", "the old mill of Arven went to a baker", "asserts", "affirmative"),
    ]

    class Told(Likeness):
        def compare(self, first: str, second: str) -> float:
            return alike

    links = link_claims(
        make_claims(rows), make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY, likeness=Told({})
    ).links
    assert links.num_rows == n_links


MILL = ("the council of Arven sold the old mill", "the old mill of Arven went to a baker")


@pytest.mark.parametrize(
    ("second", "voice", "n_links"),
    [
        (MILL[1], "indirect", 1),
        (MILL[1], "direct", 0),
        (MILL[1].replace("went", "never went"), "indirect", 0),
        ("the mill of the harbour went to a baker", "indirect", 0),
        ("bakers with ovens in Lundby and Corvel are owners of the old mill of Arven", "indirect", 1),
        ("bakers with ovens in Lundby and Corvel are owners of the old mill of Arven", "narrator", 0),
    ],
)
def test_what_is_quoted_or_negated_or_shares_one_word_must_be_more_alike(second: str, voice: str, n_links: int) -> None:
    claims = make_claims([("a", MILL[0], "asserts", "affirmative"), ("b", second, "asserts", "affirmative")])
    claims["voice"] = voice
    links = link_claims(claims, make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY).links
    assert links.num_rows == n_links


RAID = "the governor praised the raid that left four guards dead"


@pytest.mark.parametrize(
    ("second", "n_links"),
    [
        ("the raid left four guards dead, the clerk of Ostra told bakers", 1),
        ("an inspector, who studies the raid that left four guards dead, resigned", 0),
    ],
)
def test_what_two_claims_tell_beside_their_main_clauses_is_not_one_claim(second: str, n_links: int) -> None:
    claims = make_claims([("a", RAID, "asserts", "affirmative"), ("b", second, "asserts", "affirmative")])
    assert link_claims(claims, make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY).links.num_rows == n_links


@pytest.mark.parametrize(
    ("relation", "highs", "n_links"), [("differs", (60, 60), 1), ("agrees", (60, 60), 0), ("agrees", (60, 90), 1)]
)
def test_one_number_of_one_thing_alone_makes_no_two_claims_one(
    relation: str, highs: tuple[float, float], n_links: int
) -> None:
    rows = [("a", "the hall must find sixty backers"), ("b", "nobody broke the barricade for lack of votes")]
    link: dict[str, object] = dict.fromkeys(make_arrow_schema(FIGURE_LINKS).names, 0)
    link |= {"figure_id": "c0", "other_figure_id": "c1", "relation": relation, "aligned_end": 9, "other_aligned_end": 9}
    links = pa.Table.from_pylist([{name: link[name] for name in COUNTED_COLUMNS}])
    found = link_claims(
        make_claims([(*row, "asserts", "affirmative") for row in rows]),
        make_figures(c0=60, c1=60).assign(value=None, low=40, high=highs),
        NO_QUOTES,
        ARTICLES,
        story_groups=STORY,
        figure_links=links,
    )
    assert found.links.num_rows == n_links


def test_who_is_not_linked_with_the_first_of_a_group_stands_to_it_as_to_whom_it_is_most_like() -> None:
    told = {(0, 1): ("agrees", 0.9), (1, 2): ("contradicts", 0.4), (0, 2): ("agrees", 0.1)}

    class Told(Pairs):
        def __init__(self) -> None: ...

        def measure(self, first: int, second: int) -> Measured:
            relation, score = told[min(first, second), max(first, second)]
            nowhere = Aligned(0, 0, 0, 0)
            return Measured(score, "", (nowhere, nowhere), relation, False, False)

    linked = {0: [1], 1: [0, 2], 2: [1]}
    assert say_agreement([0, 1, 2], linked, Told()) == {0: "agrees", 1: "agrees", 2: "contradicts"}


DETAILS = " while the water rose in the mill, the school, both chapels and the old salt store"


def test_only_what_says_more_is_narrower() -> None:
    plain = FLOOD.format(300)
    rows = [(article, text, "asserts", "affirmative") for article, text in (("a", plain), ("b", plain + DETAILS))]
    turned = [("a", rows[1][1], *rows[1][2:]), ("b", rows[0][1], *rows[0][2:])]
    for given_rows, relation in ((rows, "narrower"), (turned, "agrees")):
        found = link_claims(make_claims(given_rows), make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY)
        assert found.links["relation"].to_pylist() == [relation]
        assert sorted(found.groups["agreement"].to_pylist()) == sorted(["agrees", relation])


@pytest.mark.parametrize(
    ("articles", "is_two_sided", "groups"),
    [([0, 0, 1], False, [[0, 2], [1, 2]]), ([0, 0, 1], True, [[0, 2, 1]]), ([0, 1, 2], False, [[0, 2, 1]])],
)
def test_two_claims_of_one_article_that_are_not_alike_share_no_group_of_a_third(
    articles: list[int], is_two_sided: bool, groups: list[list[int]]
) -> None:
    scores = {(0, 1): 0.25, (0, 2): 0.9, (1, 2): 0.8}
    nowhere = Aligned(0, 0, 0, 0), Aligned(0, 0, 0, 0)

    class Told(Pairs):
        def __init__(self) -> None: ...

        def measure(self, first: int, second: int) -> Measured:
            score = scores[min(first, second), max(first, second)]
            return Measured(score, "", nowhere, "agrees", False, False, is_two_sided=is_two_sided)

    whole = Aligned(0, 5, 0, 50)
    links = [Link(first, second, scores[first, second], whole, whole) for first, second in ((0, 2), (1, 2))]
    measure = measure_in_group(np.array(articles, np.int32), Told())
    assert join_best_parents(links, measure, 0.1, 0.2, 0.6) == groups


ROWS = [
    ("a", FLOOD.format(300), "asserts", "affirmative"),
    ("b", FLOOD.format(200), "asserts", "affirmative"),
    ("c", "no family fled the flooded district of Arven", "asserts", "negative"),
    ("a", "the mayor of Arven kept the sluice gates shut", "alleges", "affirmative"),
    ("b", "Arven's mayor kept the sluice gates shut for a day", "denies", "affirmative"),
    ("d", "the harvest was poor", "asserts", "affirmative"),
]


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(ROWS))), st.permutations(range(4)))
def test_row_order_makes_no_difference_and_groups_are_a_partition(
    claim_order: list[int], article_order: list[int]
) -> None:
    claims, figures = make_claims(ROWS), make_figures(c0=300.0, c1=200.0)
    expected = link_claims(claims, figures, NO_QUOTES, ARTICLES, story_groups=STORY).groups
    found = link_claims(
        claims.iloc[claim_order], figures.iloc[::-1], NO_QUOTES, ARTICLES.iloc[article_order], story_groups=STORY
    ).groups
    assert found.equals(expected)
    frame = found.to_pandas()
    assert frame["claim_id"].is_unique
    assert {frozenset(group["claim_id"]) for _, group in frame.groupby("group_id")} == {
        frozenset(("c0", "c1", "c2")),
        frozenset(("c3", "c4")),
    }


def test_a_whole_release_gives_every_table_of_groups_and_links() -> None:
    tables = link_tables(ARTICLES, NO_QUOTES, make_figures(), make_claims(ROWS))
    schemas = {
        table.name: make_arrow_schema(table)
        for table in (
            ARTICLE_GROUPS,
            STORY_GROUPS,
            QUOTE_GROUPS,
            QUOTE_LINKS,
            CLAIM_LINKS,
            CLAIM_GROUPS,
            FIGURE_LINKS,
            FIGURE_GROUPS,
        )
    }
    assert {name: table.schema for name, table in tables.items()} == schemas
    assert tables["claim_groups"].num_rows == 5
