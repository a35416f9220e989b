"""Find the line breaks that a program put into running text, and say what stands in their place.

Three shapes of wrapping are told apart by the lengths of the lines, since each leaves its own trace:

- `cut`: a paragraph's lines are cut at exactly N characters, in mid-word or not;
- `stream`: the whole text is cut every N characters, so that the breaks stand at even distances in it;
- `fill`: words fill lines up to a width, so that the next line's first word would not have fitted.

Where none is proven, a single break is mended only on the evidence of the words at its two sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from tasks.clean.lines import Line, split_lines
from tasks.clean.words import is_word
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

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]»*]*$")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"^[\"'“‘(\[—–-]*")
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


class Words:
    """The words of one text, counted in lower case when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(word.lower() for word in re.findall(r"[^\W\d_]+", self._text))

    def knows(self, word: str) -> bool:
        """Whether it is an English word or one that this text uses elsewhere."""
        return is_word(word) or self.counts[word.lower()] > 0

    def is_whole(self, word: str) -> bool:
        """Whether a fragment at a break may be a word of its own; this text's count includes the break itself."""
        return is_word(word) or self.counts[word.lower()] > 1


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(load_lexicon("wrapping")[name])


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence does, going by its last characters."""
    if not _SENTENCE_END.search(text):
        return False
    last = text.rsplit(None, 1)[-1].lstrip("\"'“‘([")
    is_short_form = last.endswith(".") and (last[:-1] in _word_set("abbreviations") or re.fullmatch(r"[A-Z]\.", last))
    return not is_short_form


def starts_lower(text: str) -> bool:
    """Whether a line starts in lower case, opening marks aside."""
    return _OPENING.sub("", text)[:1].islower()


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
    gaps, is_double_spaced = _find_breaks(lines)
    if not gaps:
        return []
    words = Words(text)
    stream = _find_stream(text)
    if stream and len(stream) > sum(starts_lower(gap.after.text) and gap.before.end not in stream for gap in gaps):
        return _mend_stream(stream, gaps, words)
    has_paragraph_marks = not is_double_spaced and any(line.is_blank for line in lines)
    found = _mend_cut(gaps, words)
    if found is None:
        found = _mend_fill(gaps, lines, words, has_paragraph_marks)
    if found is None:
        found = [] if is_double_spaced else _mend_each(gaps, words)
    return found


def _find_breaks(lines: Sequence[Line]) -> tuple[list[Break], bool]:
    """Pair neighbouring lines; lines with a blank one between them only where no two lines touch."""
    touching = [
        Break(before, after)
        for before, after in zip(lines, lines[1:], strict=False)
        if not before.is_blank and not after.is_blank
    ]
    if touching:
        return touching, False
    apart = [
        Break(before, after)
        for before, blank, after in zip(lines, lines[1:], lines[2:], strict=False)
        if blank.is_blank and not before.is_blank and not after.is_blank
    ]
    return apart, True


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


def _mend_cut(gaps: Sequence[Break], words: Words) -> list[Removal] | None:
    width = max(max(gap.width, len(gap.after.raw)) for gap in gaps)
    exact = [gap for gap in gaps if gap.width == width]
    shorter = [gap for gap in gaps if 0 < width - gap.width <= MOST_TRIMMED and _is_mid_sentence(gap)]
    near = sum(gap.width >= width - LONGEST_COMMON_WORD for gap in gaps)
    # Words that fill lines leave ends of every length below the width; a cut leaves its own, or a little less when
    # white space was trimmed.
    if width < LEAST_WIDTH or len(exact) < 2 or len(exact) + len(shorter) < 0.7 * near:
        return None
    votes = Counter(_choose_joint(gap, words, None) for gap in exact if not gap.keeps_space)
    if votes[""] <= votes[" "] or sum(map(_is_mid_sentence, exact)) < 0.7 * len(exact):
        return None
    if shorter and not any(gap.before.raw[-1:].isspace() for gap in gaps):
        return _mend_trimmed_cut(gaps, width, words)
    return [_keep_space(gap, "cut") for gap in gaps if gap.width == width and not _is_paragraph_end(gap)]


def _mend_trimmed_cut(gaps: Sequence[Break], width: int, words: Words) -> list[Removal]:
    """Mend cuts whose white space was trimmed: what a line lacks to the width is the spaces it lost at its ends."""
    lacking = {gap.before.start: width - gap.width for gap in gaps}
    found = []
    lost_first = 0  # characters that the line before the break lost at its start
    previous: Line | None = None
    for gap in gaps:
        if gap.before is not previous:
            lost_first = 0
        previous = gap.after
        lost = width - gap.width
        lost_last, lost_first = lost - lost_first, 0
        if lost > MOST_TRIMMED or _is_paragraph_end(gap):
            continue
        if gap.keeps_space:
            found.append(_keep_space(gap, "cut"))
        elif lost_last > 0:
            found.append(_removal(gap, " ", "cut"))
        else:
            # The next line may have lost the space, if it lacks a character or is its paragraph's last.
            joint = "" if lacking.get(gap.after.start) == 0 else _choose_joint(gap, words, "")
            lost_first = len(joint or "")
            found.append(_removal(gap, joint or "", "cut"))
    return found


def _is_paragraph_end(gap: Break) -> bool:
    """Whether a line cut at the column happens to end its paragraph: inside one, a space follows a sentence."""
    return not gap.keeps_space and not _is_mid_sentence(gap)


def _choose_joint(gap: Break, words: Words, undecided: str | None) -> str | None:
    """Decide between a space and nothing by the words that either would make."""
    if gap.keeps_space:
        return ""
    last, first = _LAST_WORD.search(gap.before.text), _FIRST_WORD.match(gap.after.text)
    if not last or not first:
        if gap.before.text[-1] in ",;:.!?)”" and gap.after.text[0].isalpha():
            return " "
        return undecided
    joined = words.knows(last.group() + first.group())
    whole = words.is_whole(last.group()) and words.is_whole(first.group())
    if joined == whole:
        return undecided
    return "" if joined else " "


# --- words filling lines ------------------------------------------------------------------------------------------


def _is_full(gap: Break, width: int) -> bool:
    before, after = gap.before.text, gap.after.text
    first = after.split(None, 1)[0]
    # A wrapper may break after a hyphen, so only the part up to the first one had to fit.
    first = re.split(r"(?<=\w-)(?=\w)", first, maxsplit=1)[0]
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
    if not _HYPHENATED.search(gap.before.text) or not gap.after.text[0].islower():
        return None
    last, first = _LAST_WORD.search(gap.before.text[:-1]), _FIRST_WORD.match(gap.after.text)
    return (last.group(), first.group()) if last and first else None


def _is_hyphenation(gap: Break, words: Words) -> bool:
    """Whether a hyphen at the line's end can only be there for the break: a part of it is no word."""
    parts = _split_at_hyphen(gap)
    return bool(parts) and words.knows("".join(parts)) and not all(map(words.is_whole, parts)) if parts else False


def _join(gap: Break, words: Words, rule: str, breaks_words: bool) -> Removal:
    if gap.before.text.endswith("-") and not gap.before.text.endswith((" -", "--")):
        parts = _split_at_hyphen(gap)
        drop = parts and (_is_hyphenation(gap, words) or (breaks_words and words.knows("".join(parts))))
        return _removal(gap, "", f"{rule}_hyphen", drop=1 if drop else 0)
    return _removal(gap, " ", rule)


# --- no shape proven ----------------------------------------------------------------------------------------------


def _mend_each(gaps: Sequence[Break], words: Words) -> list[Removal]:
    breaks_words = any(_is_hyphenation(gap, words) for gap in gaps)
    return [removal for gap in gaps if (removal := _mend_by_words(gap, words, breaks_words))]


def _mend_by_words(gap: Break, words: Words, breaks_words: bool) -> Removal | None:
    before, after = gap.before.text, gap.after.text
    if len(before) >= LEAST_WIDTH and _split_at_hyphen(gap):
        return _join(gap, words, "by_words", breaks_words)
    if len(before) < LEAST_PROSE_CHARS or not _is_mid_sentence(gap):
        return None
    if starts_lower(after) and not _SENTENCE_END.search(before):
        joint = _choose_joint(gap, words, " ")
        return _keep_space(gap, "by_words") if gap.keeps_space else _removal(gap, joint or "", "by_words")
    last = _LAST_WORD.search(before)
    if last and last.group() in _word_set("unfinished") and not before.isupper():
        return _removal(gap, " ", "by_words")
    return None
