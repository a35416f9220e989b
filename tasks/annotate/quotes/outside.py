"""Which words of a reporting clause tell of the saying: those of neither its content nor its speaker."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.quotes.reports import Report


def is_outside(report: Report, token: Token) -> bool:
    """Whether a token belongs neither to the content nor to the speaker's mention."""
    return not is_in_mention(report, token) and is_unsaid(report, token)


def is_in_mention(report: Report, token: Token) -> bool:
    """Whether a token belongs to the speaker's mention."""
    return report.speaker is not None and report.speaker[0] <= token.i < report.speaker[1]


def is_unsaid(report: Report, token: Token) -> bool:
    """Whether a token belongs to no content."""
    return not any(start <= token.idx < end for start, end in report.fragments)
