"""Read interviews whose questions stand in lines of their own, as a page leaves them that told them by bold letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.bearers import find_asker, find_interviewed, told_by
from tasks.annotate.quotes.interviews import list_lines, own_words, says_i, words_of
from tasks.annotate.quotes.openings import OPENING
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_QUESTION
from tasks.annotate.quotes.turn_labels import Labels, Turn, list_people
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN
from tasks.language.body import Body, Chars

_MARKS = frozenset('“”"')
_NUMBER = re.compile(r"(?:Q?\d{1,2}[.):] )?(?:\*\*|__)?")  # before one of five questions
_ASKER = re.compile(r"(?<=\?) [^\n?.!:“”\"]{2,40}\*\*\s*$")  # a reader behind the question: "**Why? Ann, Leith**"
_BOLD = "*_ \t\xa0"  # what a page leaves of bold letters
LONGEST_LABEL = 40  # characters up to a colon
LONGEST_QUESTION = 400  # characters
FEWEST_QUESTIONS = 4
FEWEST_SURE = 2  # of questions under a label, or with answers between marks
MOST_LINES = 6  # of an answer
SHARE_OF_I = 0.6  # of answers: an outlet that asks and answers by itself says "I" in none to one of five


def find_asked(body: Body, mentions: Sequence[Mention], labels: Labels, taken: Cover) -> list[Report]:
    """Find questions and answers, in text order, where the words before them tell of a talk with one person.

    Args:
        body: Where they stand.
        mentions: Named mentions of the article.
        labels: Who may open a line: questions may stand under a "Q" or an outlet, and answers under nothing.
        taken: Characters already read as something else, such as posts and turns.
    """
    lines = list_lines(body.text)
    labelled = _find_labelled(body.text, lines, labels, taken)
    is_labelled = len(labelled) >= FEWEST_SURE
    if not is_labelled and body.text.count("?") < FEWEST_SURE:
        return []
    asking = (n for n, line in enumerate(lines) if _asks(body.text[slice(*_bare(body.text, line))]))
    questions = list(labelled) if is_labelled else [n for n in asking if not taken.holds(lines[n][0])]
    found: list[Report] = []
    for run in _group(questions, len(lines)):
        answers = [lines[question + 1 : end] for question, end in run]
        is_marked = all(_is_marked(body, line) for answer in answers for line in answer)
        if not is_marked and not _is_talk(body.text, lines[run[0][0]][0], answers, is_labelled=is_labelled):
            continue
        talk = Cover(
            Chars((lines[question][0], answer[-1][1])) for (question, _), answer in zip(run, answers, strict=True)
        )
        bearer = find_interviewed(body, mentions, talk)
        if bearer is None:
            continue
        asker = find_asker(body, [each for _, each in list_people(body.text, mentions) if not talk.holds(each.start)])
        for (question, _), answer in zip(run, answers, strict=True):
            turn = labelled.get(question)
            words = turn.lines[0] if turn is not None else _bare(body.text, lines[question])
            asked = Report(fragments=[words_of(body, words)], rule=TURN_QUESTION, cue_class="speech", bearer=asker)
            asked.said_by = turn.speaker if turn is not None else UNKNOWN
            found.append(asked)
            fragments = [words_of(body, line) for line in answer]
            found.append(Report(fragments=fragments, rule=TURN_ANSWER, bearer=bearer))
    return found


def _is_talk(text: str, start: int, answers: Sequence[Sequence[Chars]], *, is_labelled: bool) -> bool:
    """Whether questions are put to a person who answers as "I", and not by an outlet to itself."""
    if told_by().search(text, 0, start) is None:
        return False
    as_i = sum(says_i().search(own_words(text, answer)) is not None for answer in answers)
    return as_i > 0 if is_labelled else len(answers) >= FEWEST_QUESTIONS and as_i >= SHARE_OF_I * len(answers)


def _find_labelled(text: str, lines: Sequence[Chars], labels: Labels, taken: Cover) -> dict[int, Turn]:
    """Lines that open with the label of whoever asks, each with its words: "Q: Why did you leave?"."""
    found: dict[int, Turn] = {}
    for number, line in enumerate(lines):
        opening = OPENING.match(text, *line)
        turn = labels.read_question(opening, number) if opening is not None else None
        if opening is None or turn is None or taken.holds(opening.end()):
            continue
        turn.lines = [_bare(text, Chars((opening.end(), line[1])))]
        if turn.lines[0][0] < turn.lines[0][1]:
            found[number] = turn
    return found


def _bare(text: str, line: Chars) -> Chars:
    """A line without its number and what a page leaves of bold letters."""
    words = text[slice(*line)].rstrip(_BOLD)
    start = line[0] + len(words) - len(words.lstrip(_BOLD))
    number = _NUMBER.match(text, start, line[0] + len(words))
    first, end = number.end() if number is not None else start, line[0] + len(words)
    asker = _ASKER.search(text, first, line[1]) if text.startswith("**", line[0]) else None
    return Chars((first, asker.start() if asker is not None else end))


def _is_marked(body: Body, line: Chars) -> bool:
    """Whether a line is one quotation; the mark that ends it may stand in a later one."""
    start, end = words_of(body, line)
    quoted = find_overlapping(body.quoted, start, end)
    return len(quoted) == 1 and (quoted[0].start, quoted[0].end) == (start, end)


def _asks(line: str) -> bool:
    """Whether a line is a question without a label, a number of a list or words between marks."""
    if not line.endswith("?") or len(line) > LONGEST_QUESTION or not line[0].isalpha():
        return False
    return ":" not in line[:LONGEST_LABEL] and _MARKS.isdisjoint(line)


def _group(questions: Sequence[int], n_lines: int) -> Iterator[list[tuple[int, int]]]:
    """Put questions together that follow each other, each with an answer: its line, and one past its answer's last.

    What follows the last answer may be the outlet's, so that only one line is that answer's.
    """
    run: list[tuple[int, int]] = []
    for question, following in pairwise([*questions, n_lines]):
        is_answered = 2 <= following - question <= MOST_LINES + 1
        is_last = following == n_lines or not is_answered
        if question + 1 < n_lines and following > question + 1:
            run.append((question, question + 2 if is_last else following))
        if is_last or following == question + 1:
            if len(run) >= FEWEST_SURE:
                yield run
            run = []
