"""Read interviews whose questions stand in lines of their own, as a page leaves them that told them by bold letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.bearers import find_interviewed, told_by
from tasks.annotate.quotes.interviews import list_lines, own_words, says_i, words_of
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_QUESTION
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars

_MARKS = frozenset('“”"')
LONGEST_LABEL = 40  # characters up to a colon
LONGEST_QUESTION = 400  # characters
FEWEST_QUESTIONS = 4
MOST_LINES = 6  # of an answer
SHARE_OF_I = 0.6  # of answers: an outlet that asks and answers by itself says "I" in none to one of five


def find_asked(body: Body, mentions: Sequence[Mention], taken: Cover) -> list[Report]:
    """Find questions and answers, in text order, where the words before them tell of a talk with one person.

    Args:
        body: Where they stand.
        mentions: Named mentions of the article.
        taken: Characters already read as something else, such as posts and turns.
    """
    if body.text.count("?") < FEWEST_QUESTIONS:
        return []
    lines = list_lines(body.text)
    asking = (n for n, line in enumerate(lines) if _asks(body.text[slice(*line)].strip()))
    questions = [n for n in asking if not taken.holds(lines[n][0])]
    found: list[Report] = []
    for run in _group(questions, len(lines)):
        if told_by().search(body.text, 0, lines[run[0][0]][0]) is None:
            continue
        answers = [lines[question + 1 : end] for question, end in run]
        if sum(says_i().search(own_words(body.text, answer)) is not None for answer in answers) < SHARE_OF_I * len(run):
            continue
        talk = Cover(
            Chars((lines[question][0], answer[-1][1])) for (question, _), answer in zip(run, answers, strict=True)
        )
        bearer = find_interviewed(body, mentions, talk)
        if bearer is None:
            continue
        for (question, _), answer in zip(run, answers, strict=True):
            found.append(Report(fragments=[words_of(body, lines[question])], rule=TURN_QUESTION))
            fragments = [words_of(body, line) for line in answer]
            found.append(Report(fragments=fragments, rule=TURN_ANSWER, bearer=bearer))
    return found


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
            if len(run) >= FEWEST_QUESTIONS:
                yield run
            run = []
