"""Read interviews without labels: paragraphs that ask, and those of the one person who answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_QUESTION
from tasks.annotate.quotes.turn_labels import Labels
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.speaker import UNKNOWN
from tasks.language.body import Body, Chars

# A question fills its paragraph; markup may remain around it: "**Why timber?**"
_QUESTION = re.compile(r"[ \t\xa0]*(?:\*\*|__|[*_])?(?P<words>[^\n“”\"*_ ][^\n“”\"*_]{2,600}\?)[*_]{0,2}[ \t\xa0]*")
FEWEST_QUESTIONS = 3
SHARE_TO_YOU = 0.5  # of questions: an explainer's ask about things
SHARE_OF_I = 0.6  # of answers that speak as "I" or "we"


def find_questions(body: Body, lines: Sequence[Chars], mentions: Sequence[Mention], labels: Labels) -> list[Report]:
    """Find questions and answers of an interview whose layout alone tells who speaks, in text order.

    Its opening says who talks, questions say "you", answers say "I", and none of them names whoever answers.

    Args:
        body: Where they stand.
        lines: Characters of its lines, without empty ones.
        mentions: Named mentions and pronouns of the article.
        labels: Who may open a line; knows who asks.
    """
    text = body.text
    asked = {number: match for number, line in enumerate(lines) if (match := _QUESTION.fullmatch(text, *line))}
    pairs = [
        (match, answer) for number, match in asked.items() if (answer := _read_answer(text, lines, number + 1, asked))
    ]
    if len(pairs) < FEWEST_QUESTIONS or "\n\n" not in text:
        return []
    to_you = [match for match, _ in pairs if _says(load_interviews().to_you).search(match["words"])]
    of_i = [answer for _, answer in pairs if _says(load_interviews().of_i).search(text, answer[0][0], answer[-1][1])]
    if len(to_you) < SHARE_TO_YOU * len(pairs) or len(of_i) < SHARE_OF_I * len(pairs):
        return []
    person = _who_answers(body, pairs[0][0].start(), mentions)
    spoken = [Chars((match.start(), answer[-1][1])) for match, answer in pairs]
    if person is None or _is_named(text, person, spoken):
        return []
    reports = []
    for match, answer in pairs:
        words = Chars(match.span("words"))
        reports += [
            Report(
                fragments=[words],
                rule=TURN_QUESTION,
                cue_class="speech",
                said_by=labels.asker if labels.is_named else UNKNOWN,
            ),
            Report(fragments=answer, rule=TURN_ANSWER, cue_class="speech", bearer=person),
        ]
    return reports


def _read_answer(text: str, lines: Sequence[Chars], first: int, asked: Iterable[int]) -> list[Chars]:
    """The lines of an answer: up to the next question, or to words to "you" that may ask without a mark."""
    answer: list[Chars] = []
    following = min((number for number in asked if number >= first), default=first + 1)
    for line in lines[first:following]:
        words = load_interviews()
        if answer and _says(words.to_you).search(text, *line) and not _says(words.of_i).search(text, *line):
            break
        answer.append(line)
    return answer


@cache
def _says(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _who_answers(body: Body, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """The one person of a full name before the first question, where somebody is said to talk.

    Of two, one may be whoever asks: "Roe spoke with Ann Lind".
    """
    first, last = body.tokens_of(Chars((0, end)))
    if not any(word.lower_ in load_interviews().told_by for word in body.doc[first:last]):
        return None
    people = [each for each in mentions if each.label == "person" and each.entity_key and each.end <= end]
    people = [each for each in people if " " in body.text[each.start : each.end]]
    return people[-1] if len({each.entity_key for each in people}) == 1 else None


def _is_named(text: str, person: Mention, spoken: Sequence[Chars]) -> bool:
    surname = text[person.start : person.end].split()[-1]
    return any(surname in text[slice(*span)] for span in spoken)
