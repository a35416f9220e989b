"""Find the line breaks that a program put into running text, and say what stands in their place.

Three shapes of wrapping are told apart by the lengths of the lines, since each leaves its own trace:

- `cut`: a paragraph's lines are cut at exactly N characters, in mid-word or not;
- `stream`: the whole text is cut every N characters, so that the breaks stand at even distances in it;
- `fill`: words fill lines up to a width, so that the next line's first word would not have fitted.

Where none is proven, a single break is mended only on the evidence of the words at its two sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tasks.clean.joints import SURE, Words, weigh_space
from tasks.clean.lines import Line, split_lines
from tasks.documents import Removal
from tasks.lexicon import load_lexicon

KIND = "wrap"
LEAST_WIDTH = 20
LEAST_FILL_WIDTH = 30
LEAST_STREAM = 31
GREATEST_STREAM = 4100  # buffers of up to 4 KiB are common; a period beyond leaves one break in most articles
LONGEST_COMMON_WORD = 8
MOST_TRIMMED = 2
# Without a proven width, a line this short may be a headline, a list entry or verse.
LEAST_PROSE_CHARS = 60
LEAST_WEIGHT = 1.0
LONGEST_LOOK = 60  # characters of a line that are looked at beside a break
OPENING = "\"'“‘([—–-"
LEAST_EXACT = 3
LEAST_IN_WORD = 0.25  # of a text's cuts at a column two in three stand within a word, of its filled lines none
# Spaces lost at a break: at the end of the line before it, at the start of the line after it.
JOINTS = ((0, 0), (1, 0), (2, 0), (0, 1), (0, 2))
MISMATCH = 12.0  # a line that is a character short counts for more than any words

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]»*]*$")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_OF_SERIES = re.compile(r"(?:and|or|to)\b")  # "low- and middle-income"
# Without a proven shape: a line that ends in a letter, a figure or a comma, and one that begins with small letters that
# are no address.
_OPEN_END = re.compile(r"[^\W_],?$")
_GOES_ON = re.compile(r"(?!https?:|www\.|[\w.]+@)(?:[\"'“‘(\[]*)[a-zß-öø-ÿ]")
_HYPHENATED = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True, slots=True)
class Break:
    """Two neighbouring lines that hold text."""

    before: Line
    after: Line

    @property
    def width(self) -> int:
        """Characters of the line before the break, white space at its end included."""
        return len(self.before.raw)

    @property
    def keeps_space(self) -> bool:
        """Whether white space still stands at the break, so that nothing has to take its place."""
        return self.before.raw[-1:].isspace() or self.after.raw[:1].isspace()


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("wrapping")[name])


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence does, going by its last characters."""
    text = text[-LONGEST_LOOK:]  # a pattern that ends with the text is tried at every place in it
    if not _SENTENCE_END.search(text):
        return False
    last = text.rsplit(None, 1)[-1].lstrip("\"'“‘([")
    is_short_form = last.endswith(".") and (last[:-1] in _word_set("abbreviations") or re.fullmatch(r"[A-Z]\.", last))
    return not is_short_form


def starts_lower(text: str) -> bool:
    """Whether a line starts in lower case, opening marks aside."""
    return text[:1].islower() or (not text[:1].isalnum() and text[:LONGEST_LOOK].lstrip(OPENING)[:1].islower())


def _is_mid_sentence(gap: Break) -> bool:
    return starts_lower(gap.after.text) or not ends_sentence(gap.before.text)


def find_wraps(text: str) -> list[Removal]:
    """Find the line breaks to mend.

    Args:
        text: An article as read.

    Returns:
        Removals of kind `wrap` in text order, each a run of white space (or a hyphen and white space) that a space or
        nothing replaces.
    """
    lines = split_lines(text)
    gaps, has_paragraph_marks = _find_breaks(lines)
    if not gaps:
        return []
    words = Words(text)
    stream = _find_stream(text)
    if stream and len(stream) > sum(starts_lower(gap.after.text) and gap.before.end not in stream for gap in gaps):
        return _mend_stream(stream, gaps, words)
    found = _mend_cut(gaps, words, has_paragraph_marks)
    if found is None:
        found = _mend_fill(gaps, lines, words, has_paragraph_marks)
    if found is None:
        found = _mend_each(gaps, words)
    return found


def _find_breaks(lines: Sequence[Line]) -> tuple[list[Break], bool]:
    """Pair neighbouring lines; lines with a blank one between them only where no two lines touch.

    Returns:
        The pairs, and whether wider gaps elsewhere mark the paragraphs.
    """
    written = [(at, line) for at, line in enumerate(lines) if not line.is_blank]
    distances = {after - before for (before, _), (after, _) in pairwise(written)}
    if not distances or min(distances) > 2:
        return [], False
    nearest = min(distances)
    gaps = [Break(before, after) for (at, before), (to, after) in pairwise(written) if to - at == nearest]
    return gaps, len(distances) > 1


def _removal(gap: Break, replacement: str, rule: str, drop: int = 0) -> Removal:
    """Replace the white space between two lines; `drop` characters before it go as well."""
    start, end = gap.before.span[1] - drop, gap.after.span[0]
    return Removal(start, end, KIND, f"wrap.{rule}", replacement)


def _keep_space(gap: Break, rule: str) -> Removal:
    """Take out the break alone: white space beside it belongs to the text."""
    return Removal(gap.before.end, gap.after.start, KIND, f"wrap.{rule}", "")


# --- the text cut into equal pieces -------------------------------------------------------------------------------


def _find_stream(text: str) -> frozenset[int]:
    """Find the line breaks at even distances over the whole text: `N`, `2N + 1`, … for pieces of N characters."""
    if "\n" not in text:
        return frozenset()
    last = min(len(text) // 2, GREATEST_STREAM)
    for first in (found.start() for found in re.finditer("\n", text[:last])):
        if first < LEAST_STREAM:
            continue
        places = range(first, len(text) - 1, first + 1)
        if len(places) < 2 or any(text[at] != "\n" for at in places):
            continue
        inner = [at for at in places if text[at - 1] not in "\r\n" and text[at + 1] not in "\r\n"]
        cuts = [at for at in inner if text[at - 1].isalpha() and text[at + 1].islower()]
        # Paragraphs of one length would stand at even distances too, but they end their sentences.
        if len(inner) >= 2 and len(cuts) >= max(1, len(inner) // 3):
            return frozenset(inner)
    return frozenset()


def _mend_stream(stream: frozenset[int], gaps: Sequence[Break], words: Words) -> list[Removal]:
    inner = [gap for gap in gaps if gap.before.end in stream]
    is_proven = len(inner) > 2 or any(_choose_joint(gap, words, None) == "" for gap in inner)
    if not is_proven:
        return _mend_each(gaps, words)
    return [_keep_space(gap, "stream") for gap in inner]


# --- paragraphs cut at a column -----------------------------------------------------------------------------------


def _mend_cut(gaps: Sequence[Break], words: Words, has_paragraph_marks: bool) -> list[Removal] | None:
    width = max(max(gap.width, len(gap.after.raw)) for gap in gaps)
    exact = [gap for gap in gaps if gap.width == width]
    shorter = [gap for gap in gaps if 0 < width - gap.width <= MOST_TRIMMED and _is_mid_sentence(gap)]
    near = sum(gap.width >= width - LONGEST_COMMON_WORD for gap in gaps)
    # Words that fill lines leave ends of every length below the width; a cut leaves its own, or a little less when
    # white space was trimmed.
    if width < LEAST_WIDTH or len(exact) < 2 or len(exact) + len(shorter) < 0.7 * near:
        return None
    in_word = sum(_is_in_word(gap, words) for gap in exact)
    # Lines filled with words would not all be of one length.
    are_all_exact = len(exact) == near >= LEAST_EXACT and (in_word or near == len(gaps))
    is_cut = are_all_exact or in_word >= max(1, LEAST_IN_WORD * len(exact))
    if not is_cut or sum(map(_is_mid_sentence, exact)) < 0.7 * len(exact):
        return None
    if not has_paragraph_marks:
        gaps = [gap for gap in gaps if not _is_paragraph_end(gap)]
    if shorter and not any(gap.before.raw[-1:].isspace() for gap in gaps):
        return _mend_trimmed_cut(gaps, width, words)
    return [_keep_space(gap, "cut") for gap in gaps if gap.width == width]


def _is_in_word(gap: Break, words: Words) -> bool:
    between_letters = gap.before.raw[-1].isalpha() and gap.after.raw[0].islower()
    return between_letters and _weigh(gap, words) < -SURE


def _weigh(gap: Break, words: Words) -> float:
    return weigh_space(gap.before.text, gap.after.text, words)


def _mend_trimmed_cut(gaps: Sequence[Break], width: int, words: Words) -> list[Removal]:
    """Mend cuts whose white space was trimmed at both ends of the lines.

    What a line lacks to the width is the spaces that it lost at its two ends, so the joints of neighbouring lines
    depend on each other: the likeliest ones that add up are taken.
    """
    found: list[Removal] = []
    run: list[Break] = []
    for gap in gaps:
        if run and gap.before is not run[-1].after:
            found += _mend_run(run, width, words)
            run = []
        if width - gap.width <= MOST_TRIMMED:
            run.append(gap)
        elif run:
            found += _mend_run(run, width, words)
            run = []
    return found + _mend_run(run, width, words)


def _mend_run(run: Sequence[Break], width: int, words: Words) -> list[Removal]:
    """Mend the breaks of one paragraph: choose for each where its space stood, if it had one (Viterbi)."""
    # Characters that the line after the break lost at its start → weight so far, joints so far.
    paths: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    keeps_starts = any(gap.after.raw[0].isspace() for gap in run)
    for gap in run:
        lost = width - gap.width
        weight = 0.0 if gap.keeps_space else _weigh(gap, words)
        longer: dict[int, tuple[float, tuple[str, ...]]] = {}
        for lost_first, (total, joints) in paths.items():
            for at_end, at_start in JOINTS[: 3 if keeps_starts else None]:
                joint = "" if gap.keeps_space or not at_end + at_start else " "
                mismatch = MISMATCH * abs(lost - lost_first - at_end)
                reached = total + (weight / 2 if joint else -weight / 2) - mismatch
                if at_start not in longer or reached > longer[at_start][0]:
                    longer[at_start] = reached, (*joints, joint)
        paths = longer
    joints = max(paths.values())[1]
    return [
        _keep_space(gap, "cut") if gap.keeps_space else _removal(gap, joint, "cut")
        for gap, joint in zip(run, joints, strict=True)
    ]


def _is_paragraph_end(gap: Break) -> bool:
    """Whether a line cut at the column happens to end its paragraph: inside one, a space follows a sentence."""
    return not gap.keeps_space and not _is_mid_sentence(gap)


def _choose_joint(gap: Break, words: Words, undecided: str | None) -> str | None:
    """Decide between a space and nothing by the words that either would make."""
    if gap.keeps_space:
        return ""
    weight = _weigh(gap, words)
    if abs(weight) < LEAST_WEIGHT:
        return undecided
    return " " if weight > 0 else ""


# --- words filling lines ------------------------------------------------------------------------------------------


def _is_full(gap: Break, width: int) -> bool:
    before, after = gap.before.text, gap.after.text
    first = after.split(None, 1)[0]
    space = 0 if before.endswith("-") else 1
    return len(gap.before.raw.rstrip()) + space + len(first) > width


def _mend_fill(
    gaps: Sequence[Break], lines: Sequence[Line], words: Words, has_paragraph_marks: bool
) -> list[Removal] | None:
    width = max((len(line.raw.rstrip()) for line in lines if " " in line.text), default=0)
    if width < LEAST_FILL_WIDTH:
        return None
    full = [gap for gap in gaps if _is_full(gap, width)]
    inside = [gap for gap in full if _is_mid_sentence(gap)]
    lower = sum(starts_lower(gap.after.text) for gap in inside)
    against = sum(starts_lower(gap.after.text) and not _is_full(gap, width) for gap in gaps)
    # Verse, lists and tables break where a line has room left, or start each line with a capital.
    if len(inside) < 2 or lower < 0.5 * len(inside) or against > 0.3 * len(inside):
        return None
    mended = full if has_paragraph_marks else inside
    breaks_words = any(_is_hyphenation(gap, words) for gap in mended)
    return [_join(gap, words, "fill", breaks_words) for gap in mended]


def _split_at_hyphen(gap: Break) -> tuple[str, str] | None:
    """Give the word parts at both sides of a hyphen that ends a line."""
    before = gap.before.text[-LONGEST_LOOK:]
    if not before.endswith("-") or not _HYPHENATED.search(before) or not gap.after.text[0].islower():
        return None
    last, first = _LAST_WORD.search(before[:-1]), _FIRST_WORD.match(gap.after.text)
    return (last.group(), first.group()) if last and first else None


def _is_hyphenation(gap: Break, words: Words) -> bool:
    """Whether a hyphen at the line's end can only be there for the break: a part of it is no word."""
    parts = _split_at_hyphen(gap)
    return bool(parts) and words.knows("".join(parts)) and not all(map(words.is_whole, parts)) if parts else False


def _join(gap: Break, words: Words, rule: str, breaks_words: bool) -> Removal:
    if gap.before.text.endswith("-") and not gap.before.text.endswith((" -", "--")):
        parts = _split_at_hyphen(gap)
        is_of_the_break = _is_hyphenation(gap, words) or (breaks_words and parts and words.is_one_word(*parts))
        if parts is None or (gap.after.text[0].islower() and _FIRST_OF_SERIES.match(gap.after.text)):
            return _removal(gap, " " if parts else "", f"{rule}_hyphen")
        return _removal(gap, "", f"{rule}_hyphen", drop=1 if is_of_the_break else 0)
    return _removal(gap, " ", rule)


# --- no shape proven ----------------------------------------------------------------------------------------------


def _mend_each(gaps: Sequence[Break], words: Words) -> list[Removal]:
    breaks_words = any(_is_hyphenation(gap, words) for gap in gaps)
    return [removal for gap in gaps if (removal := _mend_by_words(gap, words, breaks_words))]


def _mend_by_words(gap: Break, words: Words, breaks_words: bool) -> Removal | None:
    if len(gap.before.text) < LEAST_WIDTH:
        return None
    before, after = gap.before.text[-LONGEST_LOOK:], gap.after.text[:LONGEST_LOOK]
    if _split_at_hyphen(gap):
        return _join(gap, words, "by_words", breaks_words)
    if len(gap.before.text) < LEAST_PROSE_CHARS or not _is_mid_sentence(gap):
        return None
    if _GOES_ON.match(after) and _OPEN_END.search(before):
        if gap.keeps_space:
            return _keep_space(gap, "by_words")
        return _removal(gap, "" if _weigh(gap, words) < -SURE else " ", "by_words")
    last = _LAST_WORD.search(before)
    if last and last.group() in _word_set("unfinished") and not before.isupper():
        return _removal(gap, " ", "by_words")
    return None
