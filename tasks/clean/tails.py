"""Mark what a page prints below its article and only its order tells: readers' comments, cards of other articles.

Also the counters of a gallery, and the notes about an author whom the dump names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from tasks.clean.breaks import ends_sentence
from tasks.clean.candidates import Candidate
from tasks.clean.rules import load_rules
from tasks.language.names import is_given_name
from tasks.lexicon import Lexicon, read_lexicon

LEAST_ABOVE = 3  # sentences: below fewer there is no article yet
LEAST_SIGNS = 2
# A card is a headline, perhaps a sentence, and whose it is or of which day.
HEADLINE_WORDS = (5, 32)  # titles of books and films are shorter
LONGEST_CARD = 220
LEAST_RECENT = 2
LEAST_LISTED = 2
LEAST_COUNTERS = 3
# A note about an author stands among so many last lines, and is so long.
NOTE_LINES = 12
LONGEST_NOTE = 900
LONGEST_NOTE_HEAD = 120
MOST_AUTHORS = 3
HEAD_LINES = 12
HEAD_WORDS = 16
LEAST_SENTENCE_WORDS = 12

_COUNTER = re.compile(r"\d{1,3} (?:of|/) (\d{1,3})")
_NAME = r"(?:[A-Z][\w'-]*\.? ){1,3}[A-Z][\w'-]+"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? )?"
_DAY = rf"{_MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|\d\d[./]\d\d[./]\d\d(?:\d\d)?"
_DATE = f"{_WEEKDAY}(?:{_DAY})"
_AGO = r"\d{1,2} (?:minute|hour|day|week)s? ago"
_BETWEEN_NAMES = re.compile(r", | and | & |;")


class Comments(Lexicon):
    """How readers' comments are headed, and what they hold."""

    headings: tuple[str, ...]
    counted: tuple[str, ...]
    signs: tuple[str, ...]
    opening: str
    ending: str


class Cards(Lexicon):
    """The heading of a list of other articles, and the line below each that says whose it is, or of which day."""

    labels: tuple[str, ...]
    signed: tuple[str, ...]
    dated: tuple[str, ...]


class Authors(Lexicon):
    """Words around an author's name."""

    about: tuple[str, ...]
    goes_on: tuple[str, ...]


class PageTails(Lexicon):
    """`data/lexicon/page_tails.toml`."""

    comments: Comments
    cards: Cards
    authors: Authors


@dataclass(frozen=True, slots=True)
class _Patterns:
    headings: re.Pattern[str]
    counted: re.Pattern[str]
    signs: re.Pattern[str]
    opening: re.Pattern[str]
    ending: re.Pattern[str]
    labels: re.Pattern[str]
    signed: re.Pattern[str]
    dated: re.Pattern[str]
    recent: re.Pattern[str]
    about: str
    goes_on: str


@cache
def _load() -> _Patterns:
    words = read_lexicon("page_tails", PageTails)
    comments, cards, authors = words.comments, words.cards, words.authors
    return _Patterns(
        headings=re.compile("|".join(comments.headings), re.IGNORECASE),
        counted=re.compile("|".join(comments.counted), re.IGNORECASE),
        signs=re.compile("|".join(comments.signs), re.IGNORECASE),
        opening=re.compile(comments.opening),
        ending=re.compile(f".*{comments.ending}"),
        labels=re.compile("|".join(cards.labels)),
        signed=re.compile("|".join(map(_fill, cards.signed))),
        dated=re.compile("|".join(map(_fill, cards.dated))),
        recent=re.compile(rf"\b{_AGO}"),
        about="|".join(map(re.escape, authors.about)),
        goes_on="|".join(map(re.escape, authors.goes_on)),
    )


def _fill(pattern: str) -> str:
    return pattern.replace("NAME", _NAME).replace("DATE", _DATE).replace("AGO", _AGO)


def mark_counters(lines: Sequence[Candidate]) -> None:
    """Mark "3 of 12" where a page counts its pictures: three lines that count to the same number."""
    found = [(line, counted[1]) for line in lines if (counted := _COUNTER.fullmatch(line.folded))]
    totals = Counter(total for _, total in found)
    for line, total in found:
        if totals[total] >= LEAST_COUNTERS:
            line.mark("caption", "photo.counter")


def mark_comments(lines: Sequence[Candidate]) -> None:
    """Mark what readers wrote below an article, all to the end: under a heading, or a list whose items end alike."""
    first = _find_comments(lines)
    for line in lines[first:]:
        line.mark("comment", "comment.readers")


def _find_comments(lines: Sequence[Candidate]) -> int:
    patterns = _load()
    below = list(accumulate(patterns.signs.search(line.folded) is not None for line in reversed(lines)))[::-1]
    above = 0
    for position, line in enumerate(lines[:-1]):
        may_head = above >= LEAST_ABOVE and below[position + 1] >= LEAST_SIGNS and len(line.folded) < LONGEST_CARD
        if may_head and (patterns.counted.fullmatch(line.folded) or patterns.headings.fullmatch(line.folded)):
            return position
        above += line.kind is None and ends_sentence(line.folded)
    ends = [position for position, line in enumerate(lines) if patterns.ending.fullmatch(line.folded[-40:])]
    if len(ends) < LEAST_SIGNS:
        return len(lines)
    for position in range(ends[0], -1, -1):
        if patterns.opening.match(lines[position].folded):
            is_below = sum(ends_sentence(line.folded) for line in lines[:position] if line.kind is None) >= LEAST_ABOVE
            return position if is_below else len(lines)
        if lines[position].kind is not None:
            break
    return len(lines)


def mark_cards(lines: Sequence[Candidate]) -> None:
    """Mark headlines of other articles last of all: a list under a label, or each above how long ago it came out.

    Timelines, letters and prizes have days and names below their items, too: without a label those tell nothing.
    """
    kept = [line for line in lines if line.kind in (None, "byline", "timestamp", "related")]
    first, cards, recent = _find_cards(kept)
    labelled = _find_labelled(kept, first, cards)
    if labelled < first:
        first = labelled
    elif recent < LEAST_RECENT or recent < cards:
        return
    for line in kept[first:]:
        line.mark("related", "related.cards")


def _find_cards(kept: Sequence[Candidate]) -> tuple[int, int, int]:
    """Find where the cards at the end begin, how many they are, and how many of them came out days ago."""
    first, cards, recent = len(kept), 0, 0
    position = len(kept) - 1
    while position > LEAST_ABOVE:
        by = kept[position].folded
        if not _load().signed.fullmatch(by) and not _load().dated.fullmatch(by):
            break
        at = position - 1
        if not _is_headline(kept[at].folded) and len(kept[at].folded) <= LONGEST_CARD:
            at -= 1  # a sentence between
        if not _is_headline(kept[at].folded):
            break
        first, position = at, at - 1
        cards, recent = cards + 1, recent + (_load().recent.search(by) is not None)
    return first, cards, recent


def _find_labelled(kept: Sequence[Candidate], last: int, cards: int) -> int:
    """Find the label above headlines, each perhaps with a sentence, that go on to the cards or to the end."""
    headlines, sentences = cards, 0
    for position in range(min(last, len(kept)) - 1, LEAST_ABOVE, -1):
        text = kept[position].folded
        is_label = kept[position].kind == "related" or _load().labels.fullmatch(text)
        if is_label and headlines >= LEAST_LISTED and headlines > sentences:
            return position
        if _is_headline(text):
            headlines += 1
        elif ends_sentence(text) and len(text) <= LONGEST_CARD and position + 1 < len(kept) and sentences <= headlines:
            sentences += 1
        else:
            break
    return len(kept)


def _is_headline(text: str) -> bool:
    least, most = HEADLINE_WORDS
    is_long = least <= len(text.split()) <= most and not _load().signed.fullmatch(text)
    return is_long and text[0] not in "-•*" and not ends_sentence(text.removesuffix("?"))


def mark_author(lines: Sequence[Candidate], author: str | None) -> None:
    """Mark the byline above an article whose author is known, and the note about them below it.

    Args:
        lines: The lines of an article.
        author: The names that the dump or the page gives.
    """
    names = [name for part in _BETWEEN_NAMES.split(author or "") if 2 <= len((name := part.strip()).split()) <= 4]
    if names:
        for line in _list_head(lines):
            if _is_byline(line.folded, names[:MOST_AUTHORS]) and _is_label(line.folded):
                line.mark("byline", "byline.author")
    for name in names[:MOST_AUTHORS]:
        # "New York Times reported" opens a sentence of an article by that name.
        if is_given_name(name.split()[0]):
            _mark_note(lines, name)


def _is_byline(text: str, names: Sequence[str]) -> bool:
    """Whether a line is of names, with what stands beside them in a byline; headlines begin with names, too."""
    rest = text.removeprefix("By ").removeprefix("by ")
    if set(_BETWEEN_NAMES.split(rest)) <= set(names):
        return True
    name = next((name for name in names if rest.startswith(name)), None)
    after = rest[len(name) :].lstrip() if name is not None else ""
    return after[:1] in set("|•·/") or (rest != text and re.match(r"[,(]|(?:and|&) [A-Z]", after) is not None)


def _list_head(lines: Sequence[Candidate]) -> Iterator[Candidate]:
    """Give the lines above the first sentence of an article."""
    for line in lines[:HEAD_LINES]:
        if ends_sentence(line.folded) and len(line.folded.split()) >= LEAST_SENTENCE_WORDS:
            return
        yield line


def _is_label(text: str) -> bool:
    return len(text.split()) <= HEAD_WORDS and not ends_sentence(text) and '"' not in text


def _mark_note(lines: Sequence[Candidate], name: str) -> None:
    """Mark the lines about an author below an article that does not speak of them, a sentence among them."""
    first_name, surname = name.split()[0], name.split()[-1]
    opening = re.compile(rf"\W{{0,3}}(?:(?:{_load().about})\W{{1,3}})?{re.escape(name)}(?![\w:'])", re.IGNORECASE)
    told = re.compile(rf"\b(?:{re.escape(name)}|{re.escape(first_name)}) (?:is|has|was|writes|covers|works)\b")
    least = max(len(lines) - NOTE_LINES, LEAST_ABOVE)
    first = next((at for at in range(least, len(lines)) if _opens_note(lines[at].folded, opening, told)), len(lines))
    above = lines[_count_head(lines) : first]
    if sum(ends_sentence(line.folded) for line in above) < LEAST_ABOVE:
        return
    if any(surname in line.folded for line in above if line.kind is None):
        return
    going_on = re.compile(rf"(?:{re.escape(first_name)}|{re.escape(surname)}|{_load().goes_on})\b")
    note: list[Candidate] = []
    for line in lines[first:]:
        is_told = _is_label(line.folded) or load_rules().bio_roles.search(line.folded) is not None
        goes_on = note and (going_on.match(line.folded) or (len(note) == 1 and is_told))
        if line.kind is None and not goes_on and not _opens_note(line.folded, opening, told):
            break
        if len(line.folded) > LONGEST_NOTE or '"' in line.folded:
            break
        note.append(line)
    if any(ends_sentence(line.folded) and load_rules().bio_roles.search(line.folded) for line in note):
        for line in note:
            line.mark("byline", "byline.note")


def _opens_note(text: str, opening: re.Pattern[str], told: re.Pattern[str]) -> bool:
    """Whether a line begins with the author's name, or tells in its first words what they are."""
    return opening.match(text) is not None or (
        told.search(text[:LONGEST_NOTE_HEAD]) is not None and load_rules().bio_roles.search(text) is not None
    )


def _count_head(lines: Sequence[Candidate]) -> int:
    return sum(1 for _ in _list_head(lines))
