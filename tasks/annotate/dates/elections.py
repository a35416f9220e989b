"""Elections to come, which news of the months before them name by their month alone."""

from __future__ import annotations

from tasks.annotate.dates.holidays import holiday
from tasks.annotate.dates.items import Spec
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import Context
from tasks.annotate.dates.tense import Direction

_NOVEMBER, _ELECTION_DAY = 11, "election day"


def is_vote_ahead(spec: Spec, at: int, lean: Direction | None, context: Context) -> bool:
    """Whether "November" or "Election Day" is that of the coming vote of the United States.

    Those are held in even years. In the months before one, "his chances of winning in November" and "seven months until
    Election Day" look ahead, save where a past verb tells of them.
    """
    today = context.today
    if today is None or spec.which or today.year % 2 or lean in ("past", "surely past", "future"):
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
