"""Which words of a reporting clause tell of the saying: those of neither its content nor its speaker."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.quotes.reports import Report
from tasks.language.grammar import VERBS

_PAUSES = frozenset({",", ";", ":", "—", "–"})


def is_outside(report: Report, token: Token) -> bool:
    """Whether a token belongs neither to the content nor to the speaker's mention."""
    return not is_in_mention(report, token) and is_unsaid(report, token)


def is_in_mention(report: Report, token: Token) -> bool:
    """Whether a token belongs to the speaker's mention."""
    return report.speaker is not None and report.speaker[0] <= token.i < report.speaker[1]


def is_unsaid(report: Report, token: Token) -> bool:
    """Whether a token belongs to no content."""
    return not any(start <= token.idx < end for start, end in report.fragments)


def is_astray(report: Report, phrase: Token) -> bool:
    """Whether a phrase right behind the words hangs on one of them and tells of the saying: "“odd” in a tweet"."""
    if phrase.idx < report.end or not is_unsaid(report, phrase) or is_unsaid(report, phrase.head):
        return False
    first = phrase.left_edge.i
    between = phrase.doc[phrase.head.i + 1 : first]
    behind = [token for token in between if is_unsaid(report, token)]
    return not any(is_parted(token) for token in behind)


def is_parted(token: Token) -> bool:
    """Whether a token behind the words parts what follows from them: a verb, a pause."""
    return token.tag_ in VERBS or token.text in _PAUSES
