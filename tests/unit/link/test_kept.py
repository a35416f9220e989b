from __future__ import annotations

import gc
import pickle
import weakref

import numpy as np
import pytest

from expectations.link_tables import QUOTE_GROUPS
from expectations.schema import make_arrow_schema
from tasks.link import claim_index, claims, quote_index
from tasks.link.claims import link_claims
from tasks.link.figures import Amount
from tasks.link.kept import Kept
from tasks.link.quotes import link_quotes
from tasks.link.readings import NO_SHELF, Made, Reading, dump, pack, unpack
from tests.unit.link.test_claims import ARTICLES, FLOOD, NO_QUOTES, STORY, make_claims, make_figures
from tests.unit.link.test_quotes import HARBOUR, HOLT, make_frames


def read_things(*things: object) -> Reading:
    """Give a reading that has things."""
    found = unpack(pack(Made({}, [dump(thing) for thing in things])))
    assert found is not None
    return found


def test_things_of_several_parts_come_back_in_the_order_that_they_are_given():
    readings = [read_things(*((at, word) for at in range(40))) for word in ("sluice", "harbour")]
    kept = Kept[tuple[int, str]](readings, ())
    assert list(kept) == [(at, word) for word in ("sluice", "harbour") for at in range(40)]
    kept = Kept[tuple[int, str]](readings, (), np.array([79, 0, 17, 41]))
    assert [kept[0], *kept[1:4]] == [(39, "harbour"), (0, "sluice"), (17, "sluice"), (1, "harbour")]
    with pytest.raises(IndexError):
        kept[80]


def test_what_no_reading_says_is_put_in():
    kept = Kept[str]([read_things("sluice", "wall")], (), np.array([1, 0]), lambda thing, at: f"{at} {thing}")
    assert list(kept) == ["0 wall", "1 sluice"]


def test_nothing_else_than_the_classes_named_is_unpacked():
    amount = Amount(("count",), (3.0,), 3.0, 3.0)
    assert list(Kept[Amount]([read_things(amount)], (Amount,))) == [amount]
    for thing in (amount, pickle.loads):
        with pytest.raises(pickle.UnpicklingError, match="is nothing that a reading has"):
            Kept[object]([read_things(thing)], ())[0]


def link_floods():
    """Link two claims and two quotes."""
    told = make_claims([(article, FLOOD.format(300), "asserts", "affirmative") for article in "ab"])
    linked = link_claims(told, make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY)
    frames = make_frames([(article, HARBOUR, HOLT, "2021-03-01") for article in "ab"])
    return linked.links.num_rows, link_quotes(*frames).links.num_rows


def test_nothing_is_kept_once_all_are_linked(monkeypatch):
    made = []

    class Noted(Kept):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            made.append(weakref.ref(self))

    monkeypatch.setattr(claim_index, "Kept", Noted)
    monkeypatch.setattr(quote_index, "Kept", Noted)

    class NotedRarity(claim_index.IndexRarity):
        def __init__(self, index):
            super().__init__(index)
            made.append(weakref.ref(self._told))

    monkeypatch.setattr(claims, "IndexRarity", NotedRarity)
    gc.disable()
    try:
        assert link_floods() == (1, 1)
        assert [each() for each in made] == [None] * 4
    finally:
        gc.enable()


def test_a_claim_is_put_aside_as_it_was_read():
    told = make_claims([("a", FLOOD.format(300), "asserts", "affirmative")])
    groups = make_arrow_schema(QUOTE_GROUPS).empty_table()
    kept = claim_index.keep_claims(told, make_figures(), ARTICLES, None, groups, {}, NO_SHELF)
    assert "known" not in vars(kept.claimed[0].compared)
