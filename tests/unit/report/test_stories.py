"""Pages of stories: who told it when, what is disputed, versions side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expectations.enumerations import OPPOSED_FROM
from expectations.opened import open_release
from tasks.report.environment import name_article_page, name_story_page
from tasks.report.pages import write_report
from tasks.report.related import show_relation
from tasks.report.stories import read_stories
from tasks.report.words import counts_dead, mark_differences
from tests.unit.report.conftest import DAY, make_article, make_row, make_span

pytestmark = pytest.mark.usefixtures("without_plots")

FIRST = "The mill fire killed at least 9 people, the mayor said. The owner denied that doors were locked."
SECOND = "The death toll rose to 12 in Orrin. The owner of the mill says that its doors were open."
LATER = "The mill fire in Orrin took 14 lives, a court was told."


def make_story(similarity):
    texts = {"a1": FIRST, "a2": SECOND, "a3": LATER}
    articles = [
        make_article(
            key, text, title=f"Mill {key}", outlet=f"Outlet {key}", published_at=DAY + timedelta(at),
            published_from="record",
        )
        for at, (key, text) in enumerate(texts.items())
    ]  # fmt: skip
    claims = [
        make_span("claims", "doors were locked", "a1", FIRST, claim_id="c1", stance="denies", voice="indirect"),
        make_span("claims", "its doors were open", "a2", SECOND, claim_id="c2", voice="indirect"),
    ]
    claims[0] |= {"proposition": "doors were locked", "resolved": "doors were locked", "claimant_name": "owner"}
    claims[1] |= {"proposition": "doors were open", "resolved": "its [the mill's] doors were open"}
    figures = [
        make_span("figures", words, key, texts[key], figure_id=f"f-{key}", value=value, kind="count")
        for key, words, value in (("a1", "at least 9", 9.0), ("a2", "12", 12.0), ("a3", "14", 14.0))
    ]
    entities = [
        make_span("entities", words, key, texts[key], mention_id=f"m-{key}-{words}", entity_key=f"place:{words}")
        | {"label": "place", "name": words, "link": "name"}
        for key in texts
        for words in ("mill", "The")
    ]
    groups = [
        make_row("claim_groups", claim_group_id="1", claim_id="c1", article_id="a1", group_id="k", agreement="agrees"),
        make_row("claim_groups", claim_group_id="2", claim_id="c2", article_id="a2", group_id="k", agreement="differs"),
    ]
    groups[0] |= {"similarity": 1.0, "label": "doors were locked"}
    groups[1] |= {"similarity": similarity, "label": "doors were locked"}
    stories = [
        make_row("story_groups", story_group_id=key, article_id=key, group_id="s1", similarity=1.0)
        for key in ("a1", "a2")
    ]
    return {
        "articles": articles, "claims": claims, "figures": figures, "entities": entities, "claim_groups": groups,
        "story_groups": stories,
    }  # fmt: skip


def test_a_story_has_its_articles_what_is_disputed_and_who_names_the_same(write_release):
    release = write_release(make_story(0.95))
    with open_release(release) as connection:
        (story,) = read_stories(connection)
    assert [row["article_id"] for row in story.articles] == ["a1", "a2"]
    assert [row["article_id"] for row in story.following] == ["a3"]
    assert (story.title, story.outlets, story.n_disputes) == ("Mill a1", ["Outlet a1", "Outlet a2"], 2)
    assert [row["words"] for row in story.contested] == ["doors were locked"]
    assert [row["text"] for row in story.tolls] == ["at least 9", "12", "14"]


@pytest.mark.parametrize(("similarity", "is_shown"), [(OPPOSED_FROM, True), (OPPOSED_FROM - 0.01, False)])
def test_versions_stand_side_by_side_and_oppose_each_other_where_that_is_sure(write_release, similarity, is_shown):
    release = write_release(make_story(similarity))
    write_report(release)
    page = (release / "report" / name_story_page("s1")).read_text("utf-8")
    assert ('class="badge differs"' in page) == is_shown
    assert ('class="badge same-subject"' in page) != is_shown
    assert "doors were<mark> open</mark>" in page
    for key, row in (("a1", "c1"), ("a2", "c2")):
        assert f'href="../../{name_article_page(key)}#{row}"' in page
    index = (release / "report" / "index.html").read_text("utf-8")
    assert f'href="{name_story_page("s1")}"' in index
    assert f'href="{name_article_page("a3")}#f-a3"' in index
    article = (release / "report" / name_article_page("a1")).read_text("utf-8")
    assert f'href="../../{name_story_page("s1")}"' in article


@pytest.mark.parametrize(
    ("relation", "confidence", "shown"),
    [("contradicts", 0.95, "contradicts"), ("contradicts", 0.5, "same subject"), ("differs", None, "same subject"),
     ("updates", 0.2, "same subject"), ("narrower", 0.2, "narrower"), ("agrees", None, "agrees")],
)  # fmt: skip
def test_only_sure_oppositions_are_shown_as_such(relation, confidence, shown):
    assert show_relation(relation, confidence) == shown


@pytest.mark.parametrize(
    ("base", "other", "marked"),
    [
        ("Nine died in Orrin", "nine died, in Orrin.", []),
        ("Nine died in Orrin", "Twelve people died in Orrin", ["Twelve people"]),
        ("Nine died in Orrin", "", []),
        ("", "Nine died", ["Nine died"]),
    ],
)
def test_words_that_another_wording_lacks_are_marked(base, other, marked):
    pieces = mark_differences(base, other)
    assert "".join(words for words, _ in pieces) == other
    assert [words.strip() for words, differs in pieces if differs] == marked


@pytest.mark.parametrize(
    ("before", "after", "is_toll"),
    [
        ("The blast killed ", " people", True),
        ("bringing the death toll to ", ", police said", True),
        ("", " miners died", True),
        ("killing ", " people and leaving others missing", True),
        ("Rescuers found ", " bodies", True),
        ("killed 9 people and drove more than ", " from their homes", False),
        ("counted 31 dead and ", " missing", False),
        ("Three died. Some ", " houses burned", False),
        ("", " ships waited", False),
        ("killing five people and wounding ", " others", False),
        ("four were killed and ", " U.S. troops were wounded", False),
        ("has thrown ", " out of work, killed thousands", False),
    ],
)
def test_a_number_counts_the_dead_where_its_words_do(before, after, is_toll):
    assert counts_dead({"words_before": before, "words_after": after}) == is_toll


def test_figures_are_not_shown_as_opposed_however_alike_their_clauses(write_release):
    rows = make_story(0.95)
    rows["figure_groups"] = [
        make_row("figure_groups", figure_group_id=f"n{at}", figure_id=f"f-a{at}", article_id=f"a{at}", group_id="n")
        | {"agreement": word, "similarity": 1.0, "value_low": 9.0, "value_high": 12.0}
        for at, word in ((1, "agrees"), (2, "updates"))
    ]
    with open_release(write_release(rows)) as connection:
        (story,) = read_stories(connection)
    (group,) = story.figures
    assert [row["relation"] for row in group["members"]] == ["agrees", "same subject"]
    assert (group["is_opposed"], group["is_hidden"]) == (False, True)
