"""Find posts that are numbered as a thread's, behind a sentence that says whose it is: "1/ A thread on the bridge"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.interviews import list_lines, words_of
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import POST_HEADING
from tasks.annotate.spans import Mention
from tasks.language.body import Body, Chars
from tasks.language.grammar import VERBS, noun_phrase, subject_of

# Such as: "1/ We found cracks.", "(2/5) We are sorry.", "We found cracks. 1/5"
_NUMBERED = re.compile(r"[ \t]*\(?(?P<number>\d{1,2})/(?P<of>\d{0,2})\)?[ \t\xa0]+(?=[^\s\d])")
_NUMBERED_BEHIND = re.compile(r"[ \t\xa0]\(?(?P<number>\d{1,2})/(?P<of>\d{0,2})\)?[ \t\xa0]*$")
LONGEST_NUMBER = 12  # characters
FEWEST_POSTS = 2
LONGEST_POST = 600  # characters: some networks allow more than others


def find_threads(body: Body, mentions: Sequence[Mention], taken: Cover) -> list[Report]:
    """Find the posts of threads, in text order.

    Args:
        body: Where they stand.
        mentions: Named mentions and pronouns of the article.
        taken: Characters already read as something else, such as signed posts.
    """
    if "1/" not in body.text:
        return []
    lines = [line for line in list_lines(body.text) if not taken.holds(line[0])]
    found: list[Report] = []
    for first, posts in _group(body.text, lines):
        verb = _find_posting(body, lines[first - 1]) if first else None
        subject = subject_of(verb) if verb is not None else None
        bearer = next((each for each in mentions if subject is not None and _is_of(each, subject)), None)
        if verb is None or subject is None or bearer is None:
            continue
        for post in posts:
            report = Report(
                fragments=[words_of(body, post)],
                rule=POST_HEADING,
                cue=Chars((verb.idx, verb.idx + len(verb))),
                cue_word=verb,
                cue_class="writing",
                bearer=bearer,
            )
            report.name_speaker(subject, noun_phrase(subject, verb.i))
            found.append(report)
    return found


def _group(text: str, lines: Sequence[Chars]) -> Iterator[tuple[int, list[Chars]]]:
    """The number of the first line of each thread, and its posts: one, two, three of as many."""
    at = 0
    while at < len(lines):
        first, of = at, None
        posts: list[Chars] = []
        while at < len(lines) and (number := _number_of(text, lines[at])) is not None:
            if int(number["number"]) != len(posts) + 1 or (posts and number["of"] != of):
                break
            of = number["of"]
            posts.append(lines[at])
            at += 1
        if len(posts) >= FEWEST_POSTS and all(end - start <= LONGEST_POST for start, end in posts):
            yield first, posts
        at += not posts


def _number_of(text: str, line: Chars) -> re.Match[str] | None:
    before = _NUMBERED.match(text, *line)
    return before or _NUMBERED_BEHIND.search(text, max(line[0], line[1] - LONGEST_NUMBER), line[1])


def _find_posting(body: Body, lead: Chars) -> Token | None:
    """The verb by which a line says that somebody posted what follows; it must name posts or where they stand."""
    words = load_interviews()
    tokens = body.doc[slice(*body.tokens_begun_in(lead))]
    if not any(token.lower_ in words.of_posts or token.text == "X" for token in tokens):
        return None
    return next((token for token in reversed(tokens) if token.lower_ in words.posts and token.tag_ in VERBS), None)


def _is_of(mention: Mention, subject: Token) -> bool:
    return mention.entity_key is not None and mention.start <= subject.idx < mention.end
