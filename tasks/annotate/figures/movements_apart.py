"""The from and the to of a movement that stand in two clauses or sentences: "It rose to 5 percent. It was 4 in May"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import VERBS, own_subject

_MOST_APART = 240  # characters
_BEHIND = 6  # tokens behind a number that may tell when it was
_POINTING = frozenset(("it", "that", "this"))

# The roles of two figures of one movement.
_Roles = tuple[str, str]
_DOWN: _Roles = ("to", "from")
_ON: _Roles = ("from", "to")


def join_apart(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Join two figures next to each other that say where one thing went and from where, in other clauses."""
    joined = list(figures)
    for at in range(1, len(joined)):
        left, right = joined[at - 1], joined[at]
        roles = _find_roles(body, left, right) if _may_be_one(left, right) else None
        if roles is None:
            continue
        joined[at - 1] = replace(left, movement=at - 1, change=roles[0])
        joined[at] = replace(right, movement=at - 1, change=roles[1])
    return joined


def _may_be_one(left: Figure, right: Figure) -> bool:
    """Whether two figures can measure or count one thing, neither being of another movement."""
    is_alike = (left.kind, left.unit) == (right.kind, right.unit) and left.kind in (
        "percent",
        "money",
        "count",
        "measure",
    )
    is_free = left.movement is None and right.movement is None and right.start - left.end <= _MOST_APART
    is_free = is_free and left.change in (None, "to", "from") and right.change in (None, "to", "from")
    return is_alike and is_free and _agree(left, right)


def _agree(left: Figure, right: Figure) -> bool:
    """Whether the second says nothing else than the first of what is measured, counted, and whose it is."""
    told = (left.measured, left.counted, left.measured_of)
    other = (right.measured, right.counted, right.measured_of)
    is_told = any(told[:2]) or left.change == "from"
    return is_told and all(here is None or here == there for here, there in zip(other, told, strict=True))


def _find_roles(body: Body, left: Figure, right: Figure) -> _Roles | None:
    first, end = body.tokens_of(Chars((left.end, right.start)))
    start = body.token_at(right.start)
    if start is None or end <= first:
        return None
    apart = body.sentence_number(start.i) - body.sentence_number(first - 1)
    if apart == 0:
        return _compare(body, left, right, first, end) or _lead_on(left, start, first) or _drop(left, right, start)
    return (_drop(left, right, start) or _follow(left, right, start)) if apart == 1 else None


def _compare(body: Body, left: Figure, right: Figure, first: int, end: int) -> _Roles | None:
    """Tell "8.4 percent, compared with 12.6 percent a year before": what is compared with is of an earlier time."""
    at = end - 1
    while at > first and (body.doc[at].tag_ == "POS" or body.doc[at].ent_type_ == "DATE"):
        at -= 1
    if at < end - 1 and left.change == "to" and body.doc[at].lower_ == "from":
        return _DOWN  # "edged up to 8.2 percent from April's 8.1 percent"
    at = end - 1
    while at > first and body.doc[at].lower_ in load_figure_words().compared_fillers:
        at -= 1
    lead = [token.lower_ for token in body.doc[max(at - 1, 0) : at + 1]]
    if lead not in (["compared", "with"], ["compared", "to"], ["up", "from"], ["down", "from"]):
        return None
    _, behind = body.tokens_of(Chars((right.start, right.end)))
    following = [token.lower_ for token in body.doc[behind : behind + _BEHIND]]
    is_dated = right.date_start is not None and right.date_start != left.date_start
    is_earlier = (is_dated or not load_figure_words().earlier.isdisjoint(following)) and following[:1] != ["who"]
    return _DOWN if is_earlier or lead[1] == "from" else None


def _lead_on(left: Figure, start: Token, first: int) -> _Roles | None:
    """Tell "From $6 million in 2017, the last year of it, to an expected $9 million": one verb leads from and to."""
    if left.change != "from":
        return None
    for at in range(start.i - 1, max(start.i - _BEHIND, first), -1):
        word = start.doc[at]
        if word.lower_ == "to" and word.tag_ in ("IN", "TO"):
            origin = next(
                (each for each in reversed(start.doc[max(first - _BEHIND, 0) : first]) if each.lower_ == "from"), None
            )
            is_one = origin is not None and word.head in (origin.head, origin)
            return _ON if is_one else None
    return None


def _drop(left: Figure, right: Figure, start: Token) -> _Roles | None:
    """Tell "It handled 400 cases, but that number dropped to 124": the number told before is where it came from.

    So "a number that has grown to 600".
    """
    verb = next((each for each in start.ancestors if each.tag_ in VERBS), None) if right.change == "to" else None
    subject = own_subject(verb) if verb is not None and left.change is None else None
    if subject is None or verb is None:
        return None
    standing = load_figure_words().measuring.standing
    is_number = (
        verb.dep_ == "relcl"
        and verb.head.lower_ in standing
        and any(each.lower_ in ("a", "an") for each in verb.head.lefts)
    )
    points = subject.lower_ in standing and any(each.lower_ in ("that", "this") for each in subject.lefts)
    return _ON if is_number or points else None


def _follow(left: Figure, right: Figure, start: Token) -> _Roles | None:
    """Tell "It rose to 5 percent in May. It was 4 percent in April": the days tell which came first."""
    opener = next((token for token in start.sent if token.text.isalpha()), None)
    if opener is None or opener.lower_ not in _POINTING or opener.head.tag_ not in VERBS:
        return None
    if right.change == "from":
        return _DOWN if left.change != "from" else None
    verb = next((each for each in start.ancestors if each.tag_ in VERBS), None)
    stands = verb is not None and (
        verb.lower_ in load_function_words().be or verb.lower_ in load_figure_words().measuring.stating_forms
    )
    if not stands or left.date_start is None or right.date_start is None or left.date_start == right.date_start:
        return None
    roles = _DOWN if right.date_start < left.date_start else _ON
    return roles if left.change in (None, roles[0]) and right.change in (None, roles[1]) else None
