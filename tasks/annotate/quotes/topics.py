"""Find what one person is quoted on, matter by matter: "On the first goal: “We slept.”"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tasks.annotate.overlaps import Cover, find_overlapping
from tasks.annotate.quotes.bearers import find_interviewed
from tasks.annotate.quotes.interviews import list_lines, words_of
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import TURN_ANSWER
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars

FEWEST_TOPICS = 2
MOST_BETWEEN = 4  # lines from one matter to the next: the words of one may be several paragraphs


def find_topics(body: Body, mentions: Sequence[Mention], taken: Cover) -> list[Report]:
    """Find quotations under their matters, in text order, where one person alone is said to talk before them.

    Args:
        body: Where they stand.
        mentions: Named mentions of the article.
        taken: Characters already read as something else.
    """
    lines = list_lines(body.text)
    found: list[tuple[int, list[Chars]]] = []
    for number, line in enumerate(lines):
        opening = _opening().match(body.text, *line)
        if opening is None or taken.holds(line[0]):
            continue
        words = [Chars((opening.end(), line[1]))] if opening.end() < line[1] else []
        for following in lines[number + 1 : number + 1 + MOST_BETWEEN]:
            if not following[0] < following[1] or not _is_marked(body, following):
                break
            words.append(following)
        if words and _is_marked(body, words[0]):
            found.append((number, words))
    if len(found) < FEWEST_TOPICS or found[1][0] - found[0][0] > MOST_BETWEEN:
        return []
    # Who is named within the words, or after them, does not say them.
    bearer = find_interviewed(body, mentions, Cover([Chars((lines[found[0][0]][0], len(body.text)))]))
    if bearer is None:
        return []
    return [
        Report(fragments=[words_of(body, each) for each in words], rule=TURN_ANSWER, cue_class="speech", bearer=bearer)
        for _, words in found
    ]


@cache
def _opening() -> re.Pattern[str]:
    """Match a matter and its colon."""
    topics = "|".join(map(re.escape, load_interviews().topics))
    return re.compile(rf"[ \t]*(?:\*\*)?(?:{topics})\b[^\n:“”\".?!]{{2,100}}:(?:\*\*)?[ \t\xa0]*", re.IGNORECASE)


def _is_marked(body: Body, line: Chars) -> bool:
    """Whether a line is one quotation; the mark that ends it may stand in a later one."""
    start, end = words_of(body, line)
    quoted = find_overlapping(body.quoted, start, end)
    return len(quoted) == 1 and quoted[0].start <= start and end <= quoted[0].end
