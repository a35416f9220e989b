"""Stretches that touch a place are the same as going through all of them would find."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.spans import Mention

stretches = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda pair: (pair[0], sum(pair))))


@given(stretches, stretches, st.integers(0, 40), st.integers(0, 8))
def test_cover_holds_what_any_stretch_holds(first, added, start, length):
    cover = Cover(first)
    for stretch in added:
        cover.add(*stretch)
    inside = {at for a, b in (*first, *added) for at in range(a, b)}
    assert cover.touches(start, start + length) == (not inside.isdisjoint(range(start, start + length)))
    assert cover.holds(start) == (start in inside)


@given(st.lists(st.integers(1, 5), min_size=1), st.integers(0, 40), st.integers(1, 8))
def test_overlapping_stretches(gaps, start, length):
    bounds = list(accumulate(gaps))
    mentions = [
        Mention(start=a, end=b, label="person", rule="people.full_name") for a, b in list(pairwise(bounds))[::2]
    ]
    assert list(find_overlapping(mentions, start, start + length)) == [
        mention for mention in mentions if mention.start < start + length and mention.end > start
    ]
