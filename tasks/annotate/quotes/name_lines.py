"""Find talks whose turns stand under a name in a line of its own, and recordings that are played between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.openings import LABEL
from tasks.annotate.quotes.shown import FEWEST_WORDS, MOST_WORDS
from tasks.annotate.quotes.turn_labels import Labels, Turn
from tasks.annotate.spans import Mention
from tasks.language.body import Chars
from tasks.language.names import is_given_name

_NAME = re.compile(rf"[ \t\xa0]*(?P<label>{LABEL})(?<![a-z]{{3}}\.)[ \t\xa0]*")  # not "Nobody came."
FEWEST_NAMES = 2
FEWEST_TIMES = 2  # that a name stands alone: once it may be a heading
MOST_LINES = 15  # of one turn: people answer at length


def find_name_lines(
    text: str, lines: Sequence[Chars], mentions: Sequence[Mention], labels: Labels
) -> dict[int, Turn | None]:
    """Find lines that hold a name alone, in an article where two people's stand so again and again.

    Args:
        text: The body.
        lines: Characters of its lines, without empty ones.
        mentions: Named mentions and pronouns of the article.
        labels: Who may open a line.

    Returns:
        By the number of a line the turn that opens there. None where a turn ends for words that are nobody's known:
        under a heading, or of a recording without a name.
    """
    alone = {
        number: Chars(name.span("label"))
        for number, line in enumerate(lines)
        if (name := _NAME.fullmatch(text, *line)) is not None
        and FEWEST_WORDS <= len(name["label"].split()) <= MOST_WORDS
    }
    named = {text[slice(*name)].casefold() for name in _list_names(mentions, alone.values())}
    times = Counter(text[slice(*label)].casefold() for label in alone.values())
    turns: dict[int, Turn | None] = {}
    for number, label in alone.items():
        words = text[slice(*label)].casefold()
        # A model takes headings for names: "Kill Switch".
        is_name = times[words] >= FEWEST_TIMES and (words in named or is_given_name(words.split()[0]))
        turn = labels.read_alone(text, label, number) if is_name else None
        if turn is not None:
            turn.most_lines = MOST_LINES
        # "I do." is a sentence; a heading has no stop.
        if turn is not None or not text[slice(*label)].endswith("."):
            turns[number] = turn
    if len({turn.who for turn in turns.values() if turn is not None}) < FEWEST_NAMES:
        return {}
    for number, line in enumerate(lines):
        if number not in turns and _recording().match(text, *line) is not None:
            turns[number] = _read_recording(text, line, number, labels)
    return turns


def end_before_names(text: str, turns: Sequence[Turn], mentions: Sequence[Mention]) -> None:
    """End turns under names in small letters where another's begins within a line: "It is late. ann roe Who is it?"."""
    small = [turn for turn in turns if turn.colon is None and text[slice(*turn.label)].islower()]
    if not small:
        return
    people = {text[slice(*turn.label)] for turn in small}
    people |= {text[slice(*name)].casefold() for name in _list_names(mentions, ())}
    names = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(people) if ' ' in name)})\b")
    for turn in small:
        for number, (start, end) in enumerate(turn.lines):
            if (other := names.search(text, start, end)) is not None:
                turn.lines[number:] = [Chars((start, other.start()))] if other.start() > start else []
                break


def _list_names(mentions: Iterable[Mention], lines: Iterable[Chars]) -> list[Chars]:
    """The people's names of an article's running text."""
    alone = Cover(lines)
    people = (each for each in mentions if each.label == "person" and each.link != "pronoun")
    return [Chars((each.start, each.end)) for each in people if not alone.holds(each.start)]


@cache
def _recording() -> re.Pattern[str]:
    words = "|".join(re.escape(phrase).replace(r"\ ", "[ \\xa0]") for phrase in load_interviews().recordings)
    return re.compile(rf"[ \t\xa0]*\[?(?:{words})\b(?: \d+)?(?: ?\((?P<name>[^()\n]{{2,60}})\))?\]?:?", re.IGNORECASE)


def _read_recording(text: str, line: Chars, number: int, labels: Labels) -> Turn | None:
    """The turn of whoever is heard: "archived recording (ann roe) We will sail."; it ends with its line."""
    opening = _recording().match(text, *line)
    if opening is None or opening["name"] is None:
        return None
    turn = labels.read_alone(text, Chars(opening.span("name")), number)
    following = _recording().search(text, opening.end(), line[1])
    words = Chars((opening.end(), following.start() if following is not None else line[1]))
    if turn is None or not text[slice(*words)].strip():
        return None
    turn.lines, turn.most_lines = [words], 0
    return turn
