"""Elections to come, which news of the months before them name by their month alone."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.dates.holidays import holiday
from tasks.annotate.dates.items import Spec
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import Context
from tasks.annotate.dates.tense import Direction
from tasks.language.grammar import VERBS

_MOST_STEPS = 8
_JUNE, _NOVEMBER, _ELECTION_DAY = 6, 11, "election day"


def lean_of_vote(spec: Spec, at: int, lean: Direction | None, context: Context) -> Direction | None:
    """The side on which "November", "Nov. 8" or "Election Day" lies, where it is that of a vote."""
    if is_vote_ahead(spec, at, lean, context):
        return "future"
    return "surely past" if _is_vote_over(spec, at, lean, context) else lean


def _is_vote_over(spec: Spec, at: int, lean: Direction | None, context: Context) -> bool:
    """Whether "shortly after the Nov. 8 election" is the last one, in the half-year behind it."""
    today, token = context.today, context.body.token_at(at)
    if today is None or token is None or spec.kind != "day" or today.month > _JUNE or lean == "future":
        return False
    vote = holiday(_ELECTION_DAY, today.year - 1)
    is_owned = token.head.i > token.i and token.head.lower_ in load_calendar().future.polls
    return is_owned and vote is not None and (vote.month, vote.day) == (spec.number, spec.day)


def _is_perfect(token: Token | None) -> bool:
    """Whether what is told goes on: "the verdict has put the levy on the ballot in November"."""
    for _ in range(_MOST_STEPS):
        if token is None or token.head == token or token.tag_ in VERBS:
            break
        token = token.head
    if token is None or token.tag_ != "VBN" or any(other.tag_ == "VBD" for other in token.sent):
        return False
    return any(child.lower_ in ("has", "have") for child in token.children)


def is_vote_ahead(spec: Spec, at: int, lean: Direction | None, context: Context) -> bool:
    """Whether "November" or "Election Day" is that of the coming vote of the United States.

    Those are held in even years. In the months before one, "his chances of winning in November" and "seven months until
    Election Day" look ahead, save where a past verb tells of them.
    """
    today = context.today
    if today is None or spec.which or today.year % 2 or lean in ("surely past", "future"):
        return False
    if lean == "past" and not _is_perfect(context.body.token_at(at)):
        return False
    vote = holiday(_ELECTION_DAY, today.year)
    if vote is None or today > vote:
        return False
    if spec.kind == "holiday":
        return spec.name == _ELECTION_DAY
    token = context.body.token_at(at)
    is_november = spec.kind == "month" and spec.number == _NOVEMBER
    contests = load_calendar().elections.contests
    if not is_november or token is None:
        return False
    if token.dep_ in ("compound", "nmod", "poss", "amod") and token.head.i > token.i:
        return token.head.lower_ in contests  # not "the November spike"
    return any(other.lower_ in contests for other in token.sent)
