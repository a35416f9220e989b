"""Lines that an article prints twice: sentences set off for show, captions doubled by the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from tasks.clean.candidates import Candidate
from tasks.clean.rules import reports_news

# Pull quotes splice sentences that the text keeps apart by "he said".
LIKENESS = 75.0
NAMED_MOST_CHARS = 460
NAMED_LIKENESS = 92.0  # without quotation marks
LEAST_CHARS = 30
COPY_CHARS = (50, 600)
COPY_LEAST_WORDS = 8
DOUBLED_LEAST_CHARS = 40
GALLERY_LEAST_PAIRS = 4
# Each one is held against the whole text: an article sets off a handful, and a page of a thousand is no article.
MOST_PULLED = 40
MOST_COPIES = 1000
TWEET = "(@"  # what an article quotes above a tweet is its own

_WORDS = re.compile(r"\w+")
_NO_LETTERS = (" ", "'", '"', "-", "–", "—", ",", ".")
_SIGNED = re.compile(r'"(?P<words>[^"]{30,600}?)(?:"\s*|(?<=[.!?])\s*|\s+)[-–—]{1,2}\s*[A-Z][^"]{2,80}')
_NAMED = re.compile(r'(?P<words>[^"]{30,400}?)[.!?]? (?P<name>(?:[A-Z][\w.\'-]+ ){1,2}[A-Z][\w\'-]+)')


def mark_pull_quotes(lines: Sequence[Candidate]) -> None:
    """Mark a quotation set off with its speaker's name when a line that stays quotes the same words."""
    tried = 0
    for line in lines:
        if line.kind is not None or tried == MOST_PULLED:
            continue
        found = _SIGNED.fullmatch(line.folded) if line.folded.startswith('"') else None
        likeness = LIKENESS
        if found is None and line.folded[-1:].isalpha() and len(line.folded) <= NAMED_MOST_CHARS:
            found, likeness = _NAMED.fullmatch(line.folded), NAMED_LIKENESS
        if found is None:
            continue
        tried += 1
        rest = " ".join(other.folded for other in lines if other is not line and other.kind is None)
        # A heading may end in a name too: one that the text holds again, beside words of its own.
        if likeness == NAMED_LIKENESS and found["name"] not in rest:
            continue
        words = _plain(found["words"])
        if likeness == NAMED_LIKENESS and not _is_sentence(found["words"]):
            continue
        if len(words) >= LEAST_CHARS and fuzz.partial_ratio(words, _plain(rest)) >= likeness:
            line.mark("other", "quote.pulled")


def mark_copies(lines: Sequence[Candidate]) -> None:
    """Mark a sentence set off in a line of its own that a longer paragraph holds word for word.

    The first line counts for neither: it may be a caption or a summary that takes its words from the text. Where one
    paragraph holds several such lines, that paragraph is what is set off, and all of it stays.
    """
    kept = [line for line in lines[1:] if line.kind is None]
    # Only letters count: the copy for show has other dashes and spaces.
    squeezed = _squeeze("\n".join(line.folded for line in kept))
    letters = squeezed.split("\n")
    held: list[tuple[Candidate, int]] = []
    tried = 0
    for at, line in enumerate(kept):
        if not COPY_CHARS[0] <= len(line.folded) <= COPY_CHARS[1] or tried == MOST_COPIES:
            continue
        tried += 1
        if squeezed.count(letters[at]) < 2 or not _may_be_copy(line.folded):
            continue
        holder = next(
            (
                other
                for other, text in enumerate(letters)
                if len(text) > len(letters[at]) and letters[at] in text and TWEET not in kept[other].folded
            ),
            None,
        )
        if holder is not None:
            held.append((line, holder))
    uses = Counter(holder for _, holder in held)
    for line, holder in held:
        if uses[holder] == 1 and kept[holder].kind is None:
            line.mark("other", "quote.copied")


def _may_be_copy(text: str) -> bool:
    """Whether a line may be set off for show; a quotation that goes on in the next paragraph is a statement in full."""
    is_statement = text.startswith('"') and text.count('"') % 2 == 1
    # Reporting that a text repeats is no pull quote: it names its source or its day.
    return _is_sentence(text) and not is_statement and not text.endswith(":") and not reports_news(text)


def mark_doubled(lines: Sequence[Candidate]) -> None:
    """Mark the second of two lines that follow each other and are the same: nothing but a copy is lost.

    Where a page prints several lines twice they are the captions of a gallery, and both go.
    """
    counts = Counter(line.folded for line in lines)
    pairs = [
        (before, line)
        for before, line in zip(lines, lines[1:], strict=False)
        if line.folded == before.folded and counts[line.folded] == 2 and before.kind is None
        if len(line.folded) >= DOUBLED_LEAST_CHARS
    ]
    for before, line in pairs:
        if len(pairs) >= GALLERY_LEAST_PAIRS:
            before.mark("caption", "photo.doubled_captions")
            line.mark("caption", "photo.doubled_captions")
        line.mark("other", "line.doubled")


def _is_sentence(text: str) -> bool:
    """Whether most words start in lower case, as in no heading and no product's name."""
    words = text.split()
    return len(words) >= COPY_LEAST_WORDS and 2 * sum(word.lstrip("\"'")[:1].islower() for word in words) > len(words)


def _squeeze(text: str) -> str:
    for mark in _NO_LETTERS:
        text = text.replace(mark, "")
    return text


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
