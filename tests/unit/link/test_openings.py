"""How two articles open: one event, or the next of a running matter."""

from __future__ import annotations

import numpy as np
import pytest

from tasks.link.openings import (
    MOST_CHARACTERS,
    Opening,
    cut_opening,
    lose_by_openings,
    read_opening,
    share_opening,
    weigh_opening,
)

LEAD = "The dam above Corvel burst on Monday and flooded the market of Ostra, its keeper said."


def make_opening(words: str, body: str = "", outlet: str | None = None) -> Opening:
    """Give the opening that has these letters for words."""
    return read_opening(body, map(ord, words), outlet)


def test_short_lines_above_the_first_paragraph_are_left_out():
    assert cut_opening("Dam bursts", f"OSTRA\nBy Ines Hale\n\n{LEAD}\nBoats came.") == f"Dam bursts {LEAD}"
    assert cut_opening("Dam bursts", "It burst.\nBoats came.") == "Dam bursts It burst.\nBoats came."


@pytest.mark.parametrize("length", range(1, 12))
def test_a_long_paragraph_is_cut_between_words(length: int):
    words = ["x" * length] * 600
    cut = cut_opening("Dam bursts", " ".join(words)).removeprefix("Dam bursts ")
    assert {*cut.split()} == {words[0]}
    assert MOST_CHARACTERS - length <= len(cut) <= MOST_CHARACTERS


def test_a_long_word_is_cut():
    assert len(cut_opening("", "x" * 2 * MOST_CHARACTERS)) <= MOST_CHARACTERS + 2


def test_openings_share_words_by_their_weight():
    first, second = make_opening("abcd"), make_opening("cdefgh")
    assert share_opening(first, second) == share_opening(second, first) == 0.5
    rare = weigh_opening(first, np.array([1, 1, 3, 3], np.float32))
    assert share_opening(rare, second) == 1.0
    assert share_opening(first, make_opening("")) == 0.0


@pytest.mark.parametrize(
    ("days", "gap", "loses"),
    [
        (("on Monday", "on Monday"), 0, False),
        (("on Monday", "on Tuesday"), 0, False),  # of one day's articles one may tell what led to it
        (("on Monday", "on Tuesday"), 1, True),
        (("on Monday", "on Tuesday, as on Monday"), 1, False),
        (("on Monday", "this week"), 1, False),
    ],
)
def test_openings_that_name_other_days_must_share_more(days: tuple[str, str], gap: int, loses: bool):
    first, second = make_opening("abcd", days[0]), make_opening("defgh", days[1])
    assert (lose_by_openings(first, second, gap) > 0) == loses
    assert lose_by_openings(first, make_opening("efgh", days[1]), gap) > 0
    assert lose_by_openings(first, make_opening("abcd", days[1]), gap) == 0


@pytest.mark.parametrize(
    ("outlets", "gap", "loses"),
    [
        (("Ostra News", "Ostra Online News (Web)"), 1, True),
        (("Ostra News", "Ostra News"), 0, False),
        (("Ostra News", "Ostra Mail"), 1, False),
        (("News", "Online News"), 1, False),
        ((None, None), 1, False),
    ],
)
def test_an_outlet_has_other_news_the_next_day(outlets: tuple[str | None, str | None], gap: int, loses: bool):
    first, second = (make_opening("abcd", outlet=each) for each in outlets)
    assert (lose_by_openings(first, second, gap) > 0) == loses
