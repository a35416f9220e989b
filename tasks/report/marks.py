"""Lay the rows of an article over its source text, so that one sees why each row is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from expectations.tables import CLAIMS, DATES, ENTITIES, FIGURES, REMOVED_SPANS
from tasks.report.wording import (
    Row,
    describe_claim,
    describe_date,
    describe_entity,
    describe_figure,
    describe_removed,
    describe_speaker,
)

# Mended line breaks: many, and of no interest one by one.
MENDED_KINDS = ("wrap",)

# What begins the number of a row, for rows that have one.
LETTERS = {"quotes": "Q", "figures": "F", "dates": "D", "claims": "C"}
# Table, kind of mark, what says what a row is.
MARKED = (
    (FIGURES, "figure", describe_figure),
    (DATES, "date", describe_date),
    (CLAIMS, "claim", describe_claim),
    (ENTITIES, "entity", describe_entity),
    (REMOVED_SPANS, "removed", describe_removed),
)


class Mark(NamedTuple):
    """One span of the source text and what it is.

    Attributes:
        start: First code point in the source text.
        end: One past the last.
        kind: quote, cue, speaker, figure, date, claim, entity, removed, or mended for a line break.
        note: What the row says, for whoever points at it.
        row: Key of its row.
        place: Where its row stands on the page: the letter of its table and its number.
        label: What stands before it in the text: the row's number, and for a quote who said it; else empty.
        is_first: Whether this is where the row begins, not a later fragment of it, its cue or its speaker.
    """

    start: int
    end: int
    kind: str
    note: str
    row: str = ""
    place: str = ""
    label: str = ""
    is_first: bool = False


class Piece(NamedTuple):
    """A stretch of text that the same marks cover.

    Attributes:
        text: Its characters.
        kinds: The kinds of its marks, each once.
        notes: What its marks say.
        begins: The marks that begin with it.
    """

    text: str
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    begins: tuple[Mark, ...] = ()

    @property
    def told(self) -> str:
        """What is said of it to whoever points at it: of quotes and claims their rows tell."""
        return "\n".join(mark.note for mark in self.begins if mark.kind not in ("quote", "claim"))


def make_marks(rows: Mapping[str, Sequence[Row]]) -> list[Mark]:
    """Make the marks of one article.

    Args:
        rows: By table, its rows as plain values, in text order; what is unknown is None. Rows are numbered by their
            place in it, from 1.
    """
    marks = [mark for number, quote in enumerate(rows["quotes"], 1) for mark in _mark_quote(quote, number)]
    for table, kind, describe in MARKED:
        for number, row in enumerate(rows[table.name], 1):
            label = f"{LETTERS[table.name]}{number}" if table.name in LETTERS else ""
            span = row["source_start"], row["source_end"]
            shown = "mended" if row.get("kind") in MENDED_KINDS else kind
            place = label or f"{'E' if table is ENTITIES else 'removed-'}{number}"
            marks.append(Mark(*span, shown, describe(row), row[table.key], place, label, is_first=True))
    return marks


def cut_text(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Cut a text at every edge of its marks.

    Yields:
        Pieces in order; joined they are the text. A mark of no length is left out.
    """
    placed = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
    edges = sorted({0, len(text), *(edge for mark in placed for edge in (mark.start, mark.end))})
    open_marks: list[Mark] = []
    coming = iter(placed)
    following = next(coming, None)
    for start, end in zip(edges, edges[1:], strict=False):
        begins: list[Mark] = []
        while following is not None and following.start == start:
            begins.append(following)
            following = next(coming, None)
        open_marks = [mark for mark in open_marks if mark.end > start] + begins
        kinds = tuple(dict.fromkeys([mark.kind for mark in open_marks]))
        yield Piece(text[start:end], kinds, tuple([mark.note for mark in open_marks]), tuple(begins))


def write_pieces(pieces: Iterable[Piece]) -> Markup:
    """Write pieces of a text as HTML: each in a span of its kinds, after the tags of the rows that begin with it.

    A template would do the same in three times the time, and most of a report is this.
    """
    written: list[str] = []
    for piece in pieces:
        for mark in piece.begins:
            if mark.label:
                place = f' id="{escape(mark.row)}"' if mark.is_first else ""
                tag = (
                    f'<a class="tag {mark.kind}-tag"{place} href="#{mark.place}">{escape(mark.label, quote=False)}</a>'
                )
                written.append(tag)
            elif mark.is_first:
                written.append(f'<i id="at-{mark.place}"></i>')
        text = escape(piece.text, quote=False)
        if piece.kinds:
            told = f' title="{escape(piece.told)}"' if piece.told else ""
            text = f'<span class="{" ".join(piece.kinds)}"{told}>{text}</span>'
        written.append(text)
    return Markup("".join(written))  # noqa: S704 - escaped above


def _mark_quote(quote: Row, number: int) -> Iterator[Mark]:
    speaker = describe_speaker(quote)
    place = f"Q{number}"
    note = f"Q{number}, {quote['type']} quote: {speaker} [{quote['rule'] or 'no rule'}]"
    for index, fragment in enumerate(quote["fragments"]):
        label = f"Q{number} {speaker}" if index == 0 else f"Q{number}"
        yield Mark(
            fragment["source_start"], fragment["source_end"], "quote", note, quote["quote_id"], place, label, index == 0
        )
    for kind, note in (
        ("cue", f"Q{number}, cue: {quote['cue_class'] or 'class not known'}"),
        ("speaker", f"Q{number}, speaker: {speaker}"),
    ):
        if quote[f"{kind}_source_start"] is not None:
            span = quote[f"{kind}_source_start"], quote[f"{kind}_source_end"]
            yield Mark(*span, kind, note, quote["quote_id"], place, place if kind == "speaker" else "")
