"""Hard wraps: text of ours wrapped in every shape comes back; verse, lists and headlines stay."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable

import pytest

from tasks.alignment import Edit, apply_edits
from tasks.clean.breaks import ends_sentence
from tasks.clean.unwrap import find_wraps

SENTENCES = (
    "The harbour commission approved a 42-year lease for the northern terminal on Tuesday, ending a "
    "long-running dispute over who should pay for dredging the channel.",
    "“We listened to everybody who came to the hearings,” said Margaret Ellery, who chairs the "
    "commission, “and we think this is a well-balanced agreement that protects the fishing fleet.”",
    "Opponents, led by the dockworkers’ federation, warned that automation would cost at least 1,300 jobs"
    " within a decade and that the promised retraining programme had no budget so far.",
    "Dr. Samuel Okonkwo of the Coastal Institute told reporters that sediment levels had risen by 3.5 "
    "percent since the last survey, although he cautioned that two measurements did not make a trend.",
    "The mayor’s office declined to comment on whether the city would appeal, saying only that its "
    "lawyers were studying the decision and would respond before the end of the month.",
    "Residents of Saltmarsh Road have complained about lorries passing through at night; the company said"
    " it would fence the road and plant trees, and that deliveries would stop at ten o’clock.",
    "A first phase, costing about $210 million, is expected to be finished in spring, with the remaining "
    "berths following once the environmental agency has published its recommendations.",
)
PARAGRAPHS = [" ".join(SENTENCES[(at + step) % 7] for step in range(1 + at % 4)) for at in range(14)]


def fill(paragraph: str, width: int) -> str:
    return textwrap.fill(paragraph, width)


def cut(paragraph: str, width: int) -> str:
    return "\n".join(paragraph[at : at + width] for at in range(0, len(paragraph), width))


def mend(text: str) -> str:
    return apply_edits(text, [Edit(wrap.start, wrap.end, wrap.replacement) for wrap in find_wraps(text)])[0]


@pytest.mark.parametrize("width", [40, 57, 64, 72, 80, 100, 132, 250, 300, 512, 1100])
@pytest.mark.parametrize("separator", ["\n\n", "\n"], ids=["blank line", "newline"])
@pytest.mark.parametrize("wrap", [fill, cut])
def test_wrapped_text_comes_back(wrap: Callable[[str, int], str], separator: str, width: int) -> None:
    wrapped = separator.join(wrap(paragraph, width) for paragraph in PARAGRAPHS)
    words = Counter(" ".join(PARAGRAPHS).split())
    lost = words - Counter(mend(wrapped).split())
    assert lost.total() <= 0.001 * words.total(), dict(lost)


@pytest.mark.parametrize("width", [20, 24, 28, 33])
@pytest.mark.parametrize("separator", ["\n\n", "\n"], ids=["blank line", "newline"])
def test_narrow_columns_come_back(separator: str, width: int) -> None:
    wrapped = separator.join(fill(paragraph, width) for paragraph in PARAGRAPHS)
    words = Counter(" ".join(PARAGRAPHS).split())
    lost = words - Counter(mend(wrapped).split())
    assert lost.total() <= 0.001 * words.total(), dict(lost)
    # A break behind a sentence may be a paragraph's.
    assert mend(wrapped).count("\n") <= separator.join(PARAGRAPHS).count("\n") + 12


@pytest.mark.parametrize("width", [40, 72, 300, 611, 1022])
@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_text_cut_as_a_stream_comes_back_whole(separator: str, width: int) -> None:
    text = separator.join(PARAGRAPHS)
    # A cut right at a paragraph's end adds one more empty line, which changes nothing.
    assert re.sub(r"\n+", "\n", mend(cut(text, width))) == re.sub(r"\n+", "\n", text)


@pytest.mark.parametrize("width", [60, 72, 90])
def test_paragraphs_stay_apart(width: int) -> None:
    wrapped = "\n\n".join(fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert mend(wrapped).split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        # one paragraph a line
        "\n".join(PARAGRAPHS),
        "\n\n".join(PARAGRAPHS),
        # verse
        "The tide went out at seven and\nleft the harbour bare,\nThe gulls came down in hundreds to\nsee what "
        "might be there,\nAnd nobody who lived along\nthe wall had time to care.",
        # verse in small letters
        "the tide went out at seven\nand left\nthe harbour bare\nand cold, the gulls came down\nin hundreds\nto see\n"
        "what might be there\nand nobody\nwho lived along the wall\nhad time to care\nor look\nat how the water fell",
        # a list
        "What the council decided:\nA new fence along Saltmarsh Road\nTen trees\nNo lorries after "
        "ten o’clock\nA hearing in May",
        # a table
        "Berth   Length  Depth\nNorth   310     14\nSouth   280     12\nEast    190     9",
        # headlines
        "Harbour lease approved\nDockworkers announce strike\nMayor silent on appeal\nTrees for Saltmarsh Road",
        # a transcript
        "MARGARET ELLERY: We listened to everybody who came to the hearings and to the letters —\n"
        "host\n— and to the fishing fleet.\nsamuel okonkwo\nThe levels had risen by 3.5 percent since spring.",
        # bullets
        "• a fence along Saltmarsh Road, to be paid by the company that runs the terminal\n"
        "• ten trees on the northern side, to be planted before the end of the autumn\n"
        "• no lorries after ten o’clock",
        # teasers, double spaced
        "The commission heard the dockworkers for nine hours before it approved the lease.\n\n"
        "Harbour lease approved: what the residents of Saltmarsh Road want to know Read more\n\n"
        "Opponents warned that automation would cost at least 1,300 jobs within a decade.\n\n"
        "Ten trees, one fence and a hearing in May: what the council decided to watch out for\n\n"
        "Nobody objected to the trees when the council met in the hall on Tuesday.",
        # posts
        "The crews have what they asked for, and so do the islands — Ida Brennan (@brennan) March 2, 2023\n"
        "and who pays for it, we do — Lee Okafor (@lokafor) March 2, 2023",
        "",
        "One line only",
    ],
    ids=[
        "lines",
        "double",
        "verse",
        "small verse",
        "list",
        "table",
        "headlines",
        "transcript",
        "bullets",
        "teasers",
        "posts",
        "empty",
        "one",
    ],
)
def test_breaks_of_the_text_stay(text: str) -> None:
    assert mend(text) == text


def test_a_hyphen_put_in_for_the_break_goes_and_one_of_the_word_stays() -> None:
    text = (
        "The federation said on Monday that the retraining pro-\n"
        "gramme, which the commission had promised, was a well-\n"
        "known failure, and that no govern-\n"
        "ment had ever paid for it in full."
    )
    assert mend(text) == (
        "The federation said on Monday that the retraining programme, which the commission had promised, was a "
        "well-known failure, and that no government had ever paid for it in full."
    )


def test_a_break_in_mid_word_is_mended_without_further_evidence() -> None:
    before = "The commission’s chair said that the agreement had been reached after a long night and the offi"
    assert (
        mend(f"{before}\ncial text would follow.\n\nNobody objected.")
        == f"{before}cial text would follow.\n\nNobody objected."
    )


def test_a_break_in_mid_word_is_mended_between_blank_lines_too() -> None:
    before = "The commission’s chair said that the agreement had been reached after a long night and the offi"
    text = f"Nobody objected to the trees.\n\n{before}\n\ncial text would follow.\n\nNobody objected to that."
    assert f"{before}cial text" in mend(text)


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("He left at noon.", True),
        ("“We will appeal.”", True),
        ("Who pays?", True),
        ("the decision was taken by Mr.", False),
        ("officials of the U.S.", False),
        ("and the mayor", False),
        ("as reported by Susan B.", False),
    ],
)
def test_ends_sentence(line: str, ends: bool) -> None:
    assert ends_sentence(line) is ends
