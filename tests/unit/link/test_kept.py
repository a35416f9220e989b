from __future__ import annotations

import gc
import tempfile
import weakref

import numpy as np
import pytest

from expectations.link_tables import QUOTE_GROUPS
from expectations.schema import make_arrow_schema
from tasks.link import claim_index, claims, quote_index
from tasks.link.claim_rows import read_claims
from tasks.link.claims import link_claims
from tasks.link.kept import Kept
from tasks.link.quotes import link_quotes
from tests.unit.link.test_claims import ARTICLES, FLOOD, NO_QUOTES, STORY, make_claims, make_figures
from tests.unit.link.test_quotes import HARBOUR, HOLT, make_frames


def test_things_come_back_in_the_order_that_they_are_given():
    kept = Kept[tuple[str, int]]()
    for number, word in enumerate(("sluice", "harbour", "wall")):
        kept.append((word, number))
    assert list(kept) == [("sluice", 0), ("harbour", 1), ("wall", 2)]
    kept.put_in_order(np.array([2, 0, 1]))
    assert [kept[0], *kept[1:]] == [("wall", 2), ("sluice", 0), ("harbour", 1)]
    with pytest.raises(IndexError):
        kept[3]


def test_things_are_put_behind_the_others_after_one_was_read():
    kept = Kept[str]()
    kept.append("sluice")
    kept.append("harbour")
    assert kept[0] == "sluice"
    kept.append("wall")
    assert list(kept) == ["sluice", "harbour", "wall"]


def link_floods(folder=None):
    """Link two claims and two quotes."""
    told = make_claims([(article, FLOOD.format(300), "asserts", "affirmative") for article in "ab"])
    linked = link_claims(told, make_figures(), NO_QUOTES, ARTICLES, story_groups=STORY, folder=folder)
    frames = make_frames([(article, HARBOUR, HOLT, "2021-03-01") for article in "ab"])
    return linked.links.num_rows, link_quotes(*frames, folder).links.num_rows


def test_files_are_put_into_the_folder_given(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert link_floods(tmp_path) == (1, 1)


def test_nothing_is_kept_once_all_are_linked(monkeypatch):
    made = []

    class Noted(Kept):
        def __init__(self, folder=None):
            super().__init__(folder)
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
    read = read_claims(told, make_figures(), ARTICLES, None, groups, {})
    with claim_index.keep_claims(read).claimed as claimed:
        assert "known" not in vars(claimed[0].compared)
