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
from itertools import pairwise

from tasks.clean.breaks import LONGEST_LOOK, Break, ends_sentence, keep_space, replace_break, starts_lower
from tasks.clean.cuts import mend_cuts
from tasks.clean.joints import IN_WORD, SURE, Words
from tasks.clean.lexicon import load_wrapping
from tasks.clean.lines import Line, split_lines
from tasks.clean.spacing import find_split_words
from tasks.documents import Removal

__all__ = ["ends_sentence", "find_wraps"]

LEAST_WIDTH = 20
LEAST_FILL_WIDTH = 20
# Narrower lines may be verse or a list: more of them must go on in small letters, and fewer break with room left.
LEAST_SURE_WIDTH = 30
LEAST_NARROW_LINES = 8
LEAST_STREAM = 31
GREATEST_STREAM = 4100  # buffers of up to 4 KiB are common; a period beyond leaves one break in most articles
# Without a proven width, a line this short may be a headline, a list entry or verse.
LEAST_PROSE_CHARS = 60
LEAST_WEIGHT = 1.0

_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_OF_SERIES = re.compile(r"(?:and|or|to)\b")  # "low- and middle-income"
# Without a proven shape: a line that ends in a letter, a figure or a comma, and one that begins with small letters that
# are no address.
_OPEN_END = re.compile(r"[^\W_],?$")
_GOES_ON = re.compile(r"(?!https?:|www\.|[\w.]+@)(?:[\"'“‘(\[]*)[a-zß-öø-ÿ]")
_SIGNED_POST = re.compile(r"\(@\w++\)[^()\n]{0,40}$")  # "— Ann Roe (@annroe) June 6, 2021"
_HYPHENATED = re.compile(r"[^\W\d_]-$")


def find_wraps(text: str) -> list[Removal]:
    """Find the line breaks to mend, and the spaces that split words.

    Args:
        text: An article as read.

    Returns:
        Removals of kind `wrap` in text order, each a run of white space (or a hyphen and white space) that a space or
        nothing replaces.
    """
    breaks = _find_breaks_to_mend(text)
    spaces = list(find_split_words(text))
    return sorted([*breaks, *spaces], key=lambda removal: removal.start) if spaces else breaks


def _find_breaks_to_mend(text: str) -> list[Removal]:
    lines = split_lines(text)
    gaps, has_paragraph_marks = _find_breaks(lines)
    if not gaps:
        return []
    words = Words(text)
    stream = _find_stream(text)
    if stream and len(stream) > sum(starts_lower(gap.after.text) and gap.before.end not in stream for gap in gaps):
        return _mend_stream(stream, gaps, words)
    found = mend_cuts(gaps, words, has_paragraph_marks)
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
    return [keep_space(gap, "stream") for gap in inner]


def _choose_joint(gap: Break, words: Words, undecided: str | None) -> str | None:
    """Decide between a space and nothing by the words that either would make."""
    if gap.keeps_space:
        return ""
    weight = gap.weigh(words)
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
    inside = [gap for gap in full if gap.is_mid_sentence]
    lower = sum(starts_lower(gap.after.text) for gap in inside)
    against = sum(starts_lower(gap.after.text) and not _is_full(gap, width) for gap in gaps)
    # Verse, lists and tables break where a line has room left, or start each line with a capital.
    is_narrow = width < LEAST_SURE_WIDTH
    least, share, most = (LEAST_NARROW_LINES, 0.7, 0.1) if is_narrow else (2, 0.5, 0.3)
    if len(inside) < least or lower < share * len(inside) or against > most * len(inside):
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
            return replace_break(gap, " " if parts else "", f"{rule}_hyphen")
        return replace_break(gap, "", f"{rule}_hyphen", drop=1 if is_of_the_break else 0)
    return replace_break(gap, "" if gap.weigh(words) < IN_WORD else " ", rule)


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
    if len(gap.before.text) < LEAST_PROSE_CHARS or not gap.is_mid_sentence:
        return None
    if _GOES_ON.match(after) and _OPEN_END.search(before) and not _SIGNED_POST.search(before):
        if gap.keeps_space:
            return keep_space(gap, "by_words")
        return replace_break(gap, "" if gap.weigh(words) < -SURE else " ", "by_words")
    last = _LAST_WORD.search(before)
    if last and last.group() in load_wrapping().unfinished and not before.isupper():
        return replace_break(gap, " ", "by_words")
    return None
