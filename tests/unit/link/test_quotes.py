from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.schema import make_arrow_schema
from expectations.tables import QUOTE_GROUPS
from tasks.link.quotes import link_quotes

HOLT = ("person:ada-holt", "Ada Holt", "person")
REYES = ("person:luis-reyes", "Luis Reyes", "person")
OFFICIAL = (None, None, "anonymous")
HARBOUR = "The harbour wall was never built for waves of this height. We told the council so four times."


def make_frames(
    rows: list[tuple[str, str, tuple[str | None, str | None, str], str]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    quotes = pd.DataFrame(
        [
            {
                "quote_id": f"q{number}-{article}",
                "article_id": article,
                "start": number * 1000,
                "type": "mixed" if content.startswith("that ") else "direct",
                "content": content,
                "text": content,
                "fragments": [{"start": number * 1000, "end": number * 1000 + len(content)}],
                "speaker_key": speaker[0],
                "speaker_name": speaker[1],
                "speaker_kind": speaker[2],
                "said_at": None,
                "said_grain": None,
            }
            for number, (article, content, speaker, _) in enumerate(rows)
        ]
    )
    days = {article: day for article, _, _, day in rows}
    articles = pd.DataFrame(
        {
            "article_id": list(days),
            "outlet": [f"The {article.upper()}" for article in days],
            "published_at": pd.to_datetime(list(days.values()), utc=True),
        }
    )
    return quotes, articles


def relate(rows: list[tuple[str, str, tuple[str | None, str | None, str], str]]) -> list[str]:
    """Give the relations of the quotes in groups, in order of publication."""
    groups = link_quotes(*make_frames(rows)).groups.to_pandas()
    return [str(relation) for relation in groups.sort_values("quote_id")["relation"]]


@pytest.mark.parametrize(
    ("first", "second", "speakers", "relation"),
    [
        (HARBOUR, HARBOUR.replace("so ", ""), (HOLT, HOLT), "same"),
        ("We don’t know who opened the sluice", "We don't know who opened the sluice,", (OFFICIAL, OFFICIAL), "same"),
        (HARBOUR, "We told the council so four times,", (HOLT, HOLT), "contained"),
        (HARBOUR, "never built for waves of this height", (HOLT, OFFICIAL), "contained"),
        (
            "How long they will stay is anybody's guess. We plan for the worst.",
            "How long they'll stay? Anybody's guess",
            (HOLT, HOLT),
            "variant",
        ),
        (HARBOUR, HARBOUR, (HOLT, REYES), "same"),
        (HARBOUR + " It cost 300 lives.", HARBOUR + " It cost 200 lives.", (HOLT, HOLT), "variant"),
    ],
)
def test_reports_of_one_utterance_are_linked(
    first: str, second: str, speakers: tuple[tuple[str | None, str | None, str], ...], relation: str
) -> None:
    assert relate([("a", first, speakers[0], "2021-03-01"), ("b", second, speakers[1], "2021-03-02")]) == [
        "same",
        relation,
    ]


@pytest.mark.parametrize(
    ("first", "second", "speakers"),
    [
        ("Thank you very much.", "Thank you very much.", (HOLT, REYES)),
        ("Thank you very much.", "Thank you very much.", (OFFICIAL, OFFICIAL)),
        ("No comment", "No comment", (HOLT, HOLT)),
        ("The bridge will reopen tomorrow morning", "The bridge will reopen tomorrow morning", (HOLT, REYES)),
        ("We need more pumps on the east bank now", "We need more nurses on the night shift now", (HOLT, HOLT)),
        ("this is a step in the right direction", "it was a step in the right direction", (OFFICIAL, OFFICIAL)),
    ],
)
def test_other_utterances_are_not_linked(
    first: str, second: str, speakers: tuple[tuple[str | None, str | None, str], ...]
) -> None:
    assert relate([("a", first, speakers[0], "2021-03-01"), ("b", second, speakers[1], "2021-03-02")]) == []


def test_a_short_line_needs_its_speaker_and_its_week() -> None:
    line = "Mend the sluice gates"
    assert relate([("a", line, HOLT, "2021-03-01"), ("b", line, HOLT, "2021-03-04")]) == ["same", "same"]
    assert relate([("a", line, HOLT, "2021-03-01"), ("b", line, HOLT, "2021-09-04")]) == []
    assert relate([("a", line, HOLT, "2021-03-01"), ("b", line, REYES, "2021-03-04")]) == []


def test_quotes_of_one_article_are_not_linked_to_one_another() -> None:
    assert relate([("a", HARBOUR, HOLT, "2021-03-01"), ("a", HARBOUR, HOLT, "2021-03-01")]) == []


def test_a_slogan_does_not_tie_two_speeches_together() -> None:
    slogan = "Mend the sluice gates"
    first = f"{slogan}. Every family below the dam has waited twenty winters for an honest answer."
    second = f"{slogan}. Tonight the fishermen of the delta get their licences back at last."
    groups = link_quotes(
        *make_frames(
            [("a", first, HOLT, "2021-03-01"), ("b", second, HOLT, "2021-03-04"), ("c", slogan, HOLT, "2021-03-04")]
        )
    ).groups.to_pandas()
    assert set(groups["quote_id"]) == {"q1-b", "q2-c"}


ROWS = [
    ("a", HARBOUR, HOLT, "2021-03-02"),
    ("b", HARBOUR, OFFICIAL, "2021-03-01"),
    ("c", "We told the council so four times.", HOLT, "2021-03-03"),
    ("d", "The council has nothing to add to its minutes of May.", REYES, "2021-03-03"),
    ("e", "The council has nothing to add to its minutes of last May", REYES, "2021-03-03"),
    ("e", "Nobody drowned.", REYES, "2021-03-03"),
]


def test_a_group_counts_its_articles_and_outlets_from_the_first_report() -> None:
    groups = link_quotes(*make_frames(ROWS)).groups
    assert groups.schema.equals(make_arrow_schema(QUOTE_GROUPS))
    frame = groups.to_pandas().set_index("quote_id")
    assert set(frame.index) == {"q0-a", "q1-b", "q2-c", "q3-d", "q4-e"}
    assert frame.loc["q1-b", "group_id"] == frame.loc["q2-c", "group_id"] != frame.loc["q3-d", "group_id"]
    assert list(frame.loc[["q0-a", "q1-b", "q2-c"], "relation"]) == ["same", "same", "contained"]
    assert frame.loc["q0-a", "n_articles"] == frame.loc["q0-a", "n_outlets"] == 3
    assert frame.loc["q2-c", "first_said"] == pd.Timestamp("2021-03-01", tz="UTC")


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(ROWS))), st.permutations(range(5)))
def test_row_order_makes_no_difference(quote_order: list[int], article_order: list[int]) -> None:
    quotes, articles = make_frames(ROWS)
    found, expected = link_quotes(quotes.iloc[quote_order], articles.iloc[article_order]), link_quotes(quotes, articles)
    assert found.links.equals(expected.links)
    assert found.groups.equals(expected.groups)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcdef"),
            st.lists(st.sampled_from(HARBOUR.split()), min_size=1, max_size=12).map(" ".join),
            st.sampled_from([HOLT, REYES, OFFICIAL]),
            st.just("2021-03-01"),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_groups_are_a_partition(rows: list[tuple[str, str, tuple[str | None, str | None, str], str]]) -> None:
    groups = link_quotes(*make_frames(rows)).groups.to_pandas()
    assert not groups.duplicated(["quote_id", "group_id"]).any()
    sizes = groups.groupby("group_id")["article_id"].nunique()
    assert (sizes >= 2).all()


def test_a_link_tells_the_stretch_that_both_have() -> None:
    rows = [
        ("a", "Friends, the harbour wall was never built for waves of this height, whoever pays.", HOLT, "2021-03-01"),
        (
            "b",
            "that the \u201charbour wall was not ever built for waves of this height\u201d at all",
            OFFICIAL,
            "2021-03-02",
        ),
    ]
    quotes, articles = make_frames(rows)
    link = link_quotes(quotes, articles).links.to_pylist()[0]
    assert (link["quote_id"], link["other_quote_id"]) == ("q0-a", "q1-b")
    first = rows[0][1][link["aligned_start"] : link["aligned_end"]]
    other = rows[1][1][link["other_aligned_start"] - 1000 : link["other_aligned_end"] - 1000]
    assert first.endswith("harbour wall was never built for waves of this height")
    assert other.endswith("harbour wall was not ever built for waves of this height")
    assert link["evidence"] == "6 words in a row, 5 telling words, a speaker unknown, 1 days apart"


def test_nobody_unnamed_ties_two_speakers_together() -> None:
    shared = "the harbour wall was never built for waves of this height"
    rows = [
        ("a", f"{shared} and I resign over it tonight with regret", HOLT, "2021-03-01"),
        ("b", shared, OFFICIAL, "2021-03-02"),
        ("c", f"Nobody believes that {shared}", REYES, "2021-03-03"),
    ]
    linked = link_quotes(*make_frames(rows))
    assert set(linked.groups["quote_id"].to_pylist()) == {"q0-a", "q1-b"}
    assert linked.links.num_rows == 2


def test_a_quote_whose_copy_had_a_nearer_parent_joins_them() -> None:
    line = "Nobody should bet on a rise at every session"
    rows = [
        ("a", f"We do not sleepwalk. {line}.", HOLT, "2021-03-01"),
        ("b", f"{line}, least of all before the winter", HOLT, "2021-03-01"),
        ("c", line, HOLT, "2021-03-02"),
    ]
    assert sorted(relate(rows)) == ["contained", "same", "variant"]


def test_two_answers_of_one_interview_are_two_utterances() -> None:
    first = "No, I meant that he is the keeper. He was the best sluice keeper we had. I gave him our medal."
    other = "I meant just that. We hold a yearly feast. You are the best sluice keeper we had, we tell the winner"
    assert relate([("a", first, HOLT, "2021-03-01"), ("b", other, HOLT, "2021-03-01")]) == []
    repeated = "That was no slip. I gave him the golden sluice keeper medal. His wife had the copper one that year"
    told = "I meant the keeper of our old sluice. I gave him the golden sluice keeper medal. Ask the clerk of Arven"
    assert relate([("a", repeated, HOLT, "2021-03-01"), ("b", told, HOLT, "2021-03-01")]) == []


def test_a_title_that_nobody_says_is_not_linked() -> None:
    title = "All Ashore: The Long Watch of Captain Mirov Holt"
    nobody = (None, None, "unknown")
    assert relate([("a", title, nobody, "2021-03-01"), ("b", title, nobody, "2021-03-02")]) == []
    told = title.replace("Watch", "watch")
    assert relate([("a", told, nobody, "2021-03-01"), ("b", told, nobody, "2021-03-02")]) == ["same", "same"]


def test_months_later_six_words_are_too_few() -> None:
    line = "we {} no cause to doubt these measurements"
    rows = [("a", line.format("see"), HOLT, "2021-03-01"), ("b", line.format("saw"), HOLT, "2021-09-02")]
    assert relate(rows) == []
    assert relate([rows[0], (*rows[1][:3], "2021-03-04")]) != []


def test_months_later_the_words_between_marks_decide() -> None:
    own = "never built for waves of this awful height"
    plain = f"that the harbour wall was {own}"
    first = ("a", f"The harbour wall was {own}.", HOLT, "2021-03-01")
    assert relate([first, ("b", plain, HOLT, "2021-09-02")]) == []
    assert relate([first, ("b", plain, HOLT, "2021-03-02")]) == ["same", "same"]
    marked = plain.replace(own, f"\u201c{own}\u201d")
    assert relate([first, ("b", marked, HOLT, "2021-09-02")]) == ["same", "same"]


def test_empty_tables_have_no_groups() -> None:
    quotes, articles = make_frames(ROWS)
    assert [table.num_rows for table in link_quotes(quotes.iloc[:0], articles.iloc[:0])] == [0, 0]


def test_seed_articles_link_as_annotated(shared: Path) -> None:
    gold = json.loads((shared / "gold/seeds.json").read_text("utf-8"))
    quotes, articles = [], []
    for number, article in enumerate(gold["articles"]):
        text = (shared / "seeds" / article["file"]).read_text("utf-8")
        articles.append({"article_id": f"{number}", "outlet": None, "published_at": article["reference_date"]})
        for quote in article["quotes"]:
            kind = {"named": "person"}.get(quote["speaker_kind"], quote["speaker_kind"])
            quotes.append(
                {
                    "quote_id": f"{number}:{quote['span'][0]}",
                    "article_id": f"{number}",
                    "start": quote["span"][0],
                    "type": quote["type"],
                    "content": text[slice(*quote["span"])].replace("\n", ""),
                    "text": text[slice(*quote["span"])],
                    "fragments": [dict(zip(("start", "end"), quote["span"], strict=True))],
                    "speaker_key": f"{'' if kind == 'person' else number}{quote['speaker']}",
                    "speaker_name": quote["speaker"],
                    "speaker_kind": kind,
                    "said_at": None,
                    "said_grain": None,
                }
            )
    frame = pd.DataFrame(articles)
    frame["published_at"] = pd.to_datetime(frame["published_at"], utc=True)
    groups = link_quotes(pd.DataFrame(quotes), frame).groups.to_pandas()
    found = {frozenset(group["quote_id"]): set(group["relation"]) for _, group in groups.groupby("group_id")}
    # Of two, one is the first and the same as itself.
    expected = {
        frozenset((f"0:{link['a']}", f"1:{link['b']}")): {"same", link["relation"]} for link in gold["quote_links"]
    }
    assert found == expected
