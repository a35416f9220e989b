"""Offsets of bodies and sources, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.alignment import Edit, apply_edits


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(alphabet="abcd \n“é😀", min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    edits = [
        Edit(start, end, draw(st.sampled_from(["", " ", "\n"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, edits


@settings(deadline=None)
@given(edited_texts())
def test_body_and_edits_rebuild_the_source(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    body, alignment = apply_edits(text, edits)
    kept = dict(zip(alignment.source_starts, zip(alignment.body_starts, alignment.lengths, strict=True), strict=True))
    pieces = {edit.start: text[edit.start : edit.end] for edit in edits}
    pieces |= {source: body[start : start + length] for source, (start, length) in kept.items()}
    assert "".join(pieces[at] for at in sorted(pieces)) == text


@settings(deadline=None)
@given(edited_texts())
def test_kept_characters_map_both_ways(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    body, alignment = apply_edits(text, edits)
    for start, length in zip(alignment.body_starts, alignment.lengths, strict=True):
        for at in range(start, start + length):
            source_start, source_end = alignment.to_source(at, at + 1)
            assert text[source_start:source_end] == body[at]
            assert alignment.to_body(source_start, source_end) == (at, at + 1)
    for edit in edits:
        assert alignment.to_body(edit.start, edit.end) is None


@settings(deadline=None)
@given(edited_texts(), st.data())
def test_spans_map_to_the_source_and_back(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    body, alignment = apply_edits(text, edits)
    if not alignment.lengths:
        return
    run = data.draw(st.integers(0, len(alignment.lengths) - 1))
    later = data.draw(st.integers(run, len(alignment.lengths) - 1))
    start, end = alignment.body_starts[run], alignment.body_starts[later] + alignment.lengths[later]
    source = alignment.to_source(start, end)
    assert source == (alignment.source_starts[run], alignment.source_starts[later] + alignment.lengths[later])
    assert alignment.to_body(*source) == (start, end)


def test_inserted_characters_have_no_source() -> None:
    body, alignment = apply_edits("a\nb", [Edit(1, 2, " ")])
    assert body == "a b"
    assert alignment.to_source(0, 2) == (0, 1)
    assert alignment.to_source(1, 3) == (2, 3)
    with pytest.raises(ValueError, match="no source character"):
        alignment.to_source(1, 2)


@pytest.mark.parametrize("edits", [[Edit(0, 2), Edit(1, 3)], [Edit(2, 2)], [Edit(1, 9)], [Edit(2, 3), Edit(0, 1)]])
def test_bad_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps, is empty or runs past"):
        apply_edits("abc", edits)
