"""Mend paragraphs whose lines were cut at a column, in mid-word or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.clean.breaks import Break, keep_space, replace_break
from tasks.clean.joints import SURE, Words
from tasks.documents import Removal

LEAST_WIDTH = 20
LONGEST_COMMON_WORD = 8
MOST_TRIMMED = 2
LEAST_EXACT = 6  # lines filled with words: six of one length do not come about by chance
LEAST_IN_WORD = 0.25  # of a text's cuts at a column two in three stand within a word, of its filled lines none
# Spaces lost at a break: at the end of the line before it, at the start of the line after it.
_JOINTS = ((0, 0), (1, 0), (2, 0), (0, 1), (0, 2))
_N_JOINTS_KEEPING_STARTS = 3
_MISMATCH = 12.0  # a line that is a character short counts for more than any words
_WIDER = 6.0  # that no line at all shows the true width is seldom

# A score, and the joints from the last one back: each with those before it.
Chain = tuple[str, "Chain"] | None
Path = tuple[float, tuple[str, ...]]


def mend_cuts(gaps: Sequence[Break], words: Words, has_paragraph_marks: bool) -> list[Removal] | None:
    """Mend cuts at a column.

    Args:
        gaps: The breaks between neighbouring lines.
        words: Those of the text.
        has_paragraph_marks: Whether wider gaps keep paragraphs apart; without them a full line that ends a sentence
            may end its paragraph.

    Returns:
        Removals in text order; None where the lines were not cut at a column.
    """
    width = _find_column(gaps, words)
    if width is None:
        return None
    if not has_paragraph_marks:
        gaps = [gap for gap in gaps if not _is_paragraph_end(gap)]
    if any(gap.before.raw[-1].isspace() for gap in gaps):
        return [keep_space(gap, "cut") for gap in gaps if gap.width == width]
    return _mend_trimmed(gaps, width, words)


def _find_column(gaps: Sequence[Break], words: Words) -> int | None:
    """Find the column at which lines were cut; None where they were not."""
    width = max(max(gap.width, len(gap.after.raw)) for gap in gaps)
    full = [
        gap for gap in gaps if gap.width == width or (0 <= width - gap.width <= MOST_TRIMMED and gap.is_mid_sentence)
    ]
    near = sum(gap.width >= width - LONGEST_COMMON_WORD for gap in gaps)
    # Words that fill lines leave ends of every length below the width; a cut leaves its own, or a little less when
    # white space was trimmed.
    if width < LEAST_WIDTH or len(full) < 2 or len(full) < 0.7 * near:
        return None
    are_exact = all(gap.width == width for gap in full) and len(full) == near
    in_word = sum(not gap.keeps_space and gap.weigh(words) < -SURE for gap in full)
    is_cut = in_word >= max(1, LEAST_IN_WORD * near) or (are_exact and (in_word > 0 or near >= LEAST_EXACT))
    if not is_cut or sum(gap.is_mid_sentence for gap in full) < 0.7 * len(full):
        return None
    return width


def _is_paragraph_end(gap: Break) -> bool:
    """Whether a line cut at the column happens to end its paragraph: inside one, a space follows a sentence."""
    return not gap.keeps_space and not gap.is_mid_sentence


def _mend_trimmed(gaps: Sequence[Break], width: int, words: Words) -> list[Removal]:
    """Mend cuts whose white space was trimmed at the ends of the lines.

    What a line lacks to the width is the spaces that it lost at its two ends, so the joints of neighbouring lines
    depend on each other: the likeliest ones that add up are taken. Where every line lost one, the width is greater
    than the longest line.
    """
    runs = list(_find_runs([gap for gap in gaps if width - gap.width <= MOST_TRIMMED]))
    weights = [[0.0 if gap.keeps_space else gap.weigh(words) for gap in run] for run in runs]
    joints: Sequence[tuple[int, int]] = _JOINTS
    if any(gap.after.raw[0].isspace() for gap in gaps):
        joints = _JOINTS[:_N_JOINTS_KEEPING_STARTS]
    best: tuple[float, list[Path]] | None = None
    for wider in range(MOST_TRIMMED + 1):
        paths = [
            _choose_joints(run, width + wider, weighed, joints) for run, weighed in zip(runs, weights, strict=True)
        ]
        total = sum(score for score, _ in paths) - _WIDER * wider
        if best is None or total > best[0]:
            best = total, paths
    assert best is not None
    return [
        keep_space(gap, "cut") if gap.keeps_space else replace_break(gap, joint, "cut")
        for run, (_, chosen) in zip(runs, best[1], strict=True)
        for gap, joint in zip(run, chosen, strict=True)
    ]


def _find_runs(gaps: Sequence[Break]) -> Iterator[list[Break]]:
    """Give the breaks that follow on each other, paragraph by paragraph."""
    run: list[Break] = []
    for gap in gaps:
        if run and gap.before is not run[-1].after:
            yield run
            run = []
        run.append(gap)
    if run:
        yield run


def _choose_joints(
    run: Sequence[Break], width: int, weights: Sequence[float], joints: Sequence[tuple[int, int]]
) -> Path:
    """Choose for each break of a paragraph whether a space stood there, and at which side (Viterbi)."""
    # Characters that the line after the break lost at its start → score and joints so far.
    paths: dict[int, tuple[float, Chain]] = {0: (0.0, None)}
    for gap, weight in zip(run, weights, strict=True):
        longer: dict[int, tuple[float, Chain]] = {}
        for lost_first, (score, chosen) in paths.items():
            for at_end, at_start in joints:
                is_space = at_end + at_start > 0
                mismatch = abs(width - gap.width - lost_first - at_end)
                reached = score + (weight if is_space else -weight) / 2 - _MISMATCH * mismatch
                if at_start not in longer or reached > longer[at_start][0]:
                    longer[at_start] = reached, (" " if is_space else "", chosen)
        paths = longer
    return max((score, _unchain(chosen)) for score, chosen in paths.values())


def _unchain(chain: Chain) -> tuple[str, ...]:
    joints: list[str] = []
    while chain is not None:
        joint, chain = chain
        joints.append(joint)
    return tuple(reversed(joints))
