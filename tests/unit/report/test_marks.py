"""Marks over a source text: nothing of the text is lost, and each piece bears what covers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.report.marks import Mark, cut_text, make_marks
from tests.unit.report.conftest import SOURCE, locate, make_page_rows, make_quote, make_span

KINDS = ("quote", "figure", "date", "entity", "removed")


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(max_size=30))
    offsets = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(offsets, offsets, st.sampled_from(KINDS)), max_size=8))
    return text, [Mark(min(a, b), max(a, b), kind, f"note {at}") for at, (a, b, kind) in enumerate(spans)]


@given(marked_texts())
def test_pieces_are_the_text_and_bear_exactly_the_marks_that_cover_them(marked):
    text, marks = marked
    pieces = list(cut_text(text, marks))
    assert "".join(piece.text for piece in pieces) == text
    begun: list[Mark] = []
    at = 0
    for piece in pieces:
        assert piece.text
        end = at + len(piece.text)
        covering = [mark for mark in marks if mark.start < end and mark.end > at and mark.start < mark.end]
        assert all(mark.start <= at and end <= mark.end for mark in covering)
        assert sorted(piece.notes) == sorted(mark.note for mark in covering)
        assert set(piece.kinds) == {mark.kind for mark in covering}
        assert len(piece.kinds) == len(set(piece.kinds))
        assert all(mark.start == at for mark in piece.begins)
        begun += piece.begins
        at = end
    assert sorted(mark.note for mark in begun) == sorted(mark.note for mark in marks if mark.start < mark.end)


def test_marks_of_every_row_lie_over_its_words():
    quote = make_quote(
        ("“We need $5 million by June,”", "“Work goes on.”"),
        speaker_name="Ann Holt", cue_text="said", speaker_text="she",
    )  # fmt: skip
    quote |= locate("said", prefix="cue_") | locate("she", prefix="speaker_")
    rows = make_page_rows(
        quotes=[quote],
        figures=[make_span("figures", "$5 million", value=5e6, figure_id="f1")],
        dates=[make_span("dates", "June", date_id="d1")],
        claims=[make_span("claims", "We need $5 million by June", claim_id="c1")],
        entities=[make_span("entities", "Ann Holt", mention_id="m1")],
        removed_spans=[make_span("removed_spans", "Give us a dollar a month.", kind="donation_appeal")],
    )
    covered = {(mark.kind, SOURCE[mark.start : mark.end]): mark for mark in make_marks(rows)}
    assert set(covered) == {
        ("quote", "“We need $5 million by June,”"),
        ("quote", "“Work goes on.”"),
        ("cue", "said"),
        ("speaker", "she"),
        ("figure", "$5 million"),
        ("date", "June"),
        ("claim", "We need $5 million by June"),
        ("entity", "Ann Holt"),
        ("removed", "Give us a dollar a month."),
    }
    assert covered["quote", "“We need $5 million by June,”"].label == "Q1 Ann Holt"
    assert covered["quote", "“Work goes on.”"].label == "Q1"
    assert not covered["quote", "“Work goes on.”"].is_first
    assert covered["speaker", "she"].row == "q1"
    assert covered["claim", "We need $5 million by June"].label == "C1"


def test_quote_without_cue_or_speaker_has_one_mark_that_says_so():
    (mark,) = make_marks(make_page_rows(quotes=[make_quote(["“Work goes on.”"])]))
    assert mark.label == "Q1 speaker unknown"


def test_mended_line_break_is_not_shown_as_removed_words():
    rows = make_page_rows(removed_spans=[make_span("removed_spans", "\n", kind="wrap", replacement=" ")])
    assert [mark.kind for mark in make_marks(rows)] == ["mended"]
