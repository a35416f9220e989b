"""Two shares of two sides: the 52 percent of Roe's and the 40 of Doe's in "Roe leads Doe, 52 percent to 40 percent"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import name_holder
from tasks.annotate.spans import Figure
from tasks.language.body import Body
from tasks.language.grammar import NOUNS, VERBS, child, object_of, own_subject

_JOINTS = ("to", "-to-", "-", "\u2013", "vs", "vs.", "versus")
_REACH = 24  # tokens before the first number in which the lead is told


def name_sides(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Tell of two shares that "to" joins whose each is; one that both seem to have is neither's alone."""
    named = list(figures)
    for at in range(1, len(named)):
        left, right = named[at - 1], named[at]
        if not _is_pair(body.text, left, right):
            continue
        first, second = _find_sides(body, left, right)
        both = left.measured_of if left.measured_of == right.measured_of else None
        if first is None and second is None and both is None:
            continue
        of_left, of_right = left.measured_of, right.measured_of
        if first is not None or second is not None:
            of_left, of_right = first, second
        elif left.measured is None:
            of_left, of_right = None, None
        named[at - 1] = replace(left, measured=left.measured if both else None, measured_of=of_left)
        named[at] = replace(right, measured=right.measured if both else None, measured_of=of_right)
    return named


def _is_pair(text: str, left: Figure, right: Figure) -> bool:
    """Whether two shares stand against each other; not those that something went from and to."""
    is_share = left.kind == right.kind == "percent" and left.unit == right.unit == "%"
    between = text[left.end : right.start].strip()
    return is_share and between in _JOINTS and not (left.change or right.change or left.counted or right.counted)


def _find_sides(body: Body, left: Figure, right: Figure) -> tuple[str | None, str | None]:
    """Whose the first and the second share are; the side that leads has the greater one."""
    token = body.token_at(left.start)
    if token is None or left.value is None or right.value is None:
        return None, None
    for at in range(token.i - 1, max(token.i - _REACH, token.sent.start - 1), -1):
        word = token.doc[at]
        found = _read_lead(word, token.i)
        if found is None or found == (None, None):
            continue
        names = [name_holder(body, each) if each is not None and each.tag_ in NOUNS else None for each in found]
        is_first = (left.value >= right.value) == (word.lower_ not in load_figure_words().measuring.trailing_forms)
        return (names[0], names[1]) if is_first else (names[1], names[0])
    return None, None


def _read_lead(word: Token, first: int) -> tuple[Token | None, Token | None] | None:
    """Who is before whom, where a word tells of a lead: "leads Doe", "a lead over Doe", "is ahead of Doe"."""
    measuring = load_figure_words().measuring
    if word.tag_ in VERBS and word.lower_ in measuring.leading_forms | measuring.trailing_forms:
        return _find_shown(word) or find_subject(word, first), child(word, "dobj") or _find_behind(word, "over")
    if word.lower_ in measuring.leads and word.tag_ in NOUNS:
        return _find_leader(word, first), _find_behind(word, "over")
    behind = _find_behind(word, "of") if word.lower_ in load_figure_words().ahead else None
    verb = next((each for each in word.ancestors if each.tag_ in VERBS), None) if behind is not None else None
    return (child(verb, "dobj") or find_subject(verb, first), behind) if verb is not None else None


def _find_shown(verb: Token) -> Token | None:
    """The Roe of "shows Roe leading", whom the parse takes for what is shown."""
    is_joined = verb.tag_ == "VBG" and verb.head.tag_ in VERBS and own_subject(verb) is None
    shown = child(verb.head, "dobj") if is_joined else None
    return shown if shown is not None and shown.i < verb.i else None


def _find_behind(word: Token, joint: str) -> Token | None:
    """The Doe of "over Doe" and "ahead of Doe"."""
    links = (link for link in word.rights if link.lower_ == joint)
    return next((thing for thing in map(object_of, links) if thing is not None), None)


def _find_leader(lead: Token, first: int) -> Token | None:
    """Who has a lead: "Roe's lead", "Roe has a lead", "shows Roe with a lead", "gives Roe a lead"."""
    owner = child(lead, "poss")
    if owner is not None:
        return owner
    head = lead.head
    if lead.dep_ == "pobj" and head.lower_ == "with":
        return head.head if head.head.tag_ in NOUNS else child(head.head, "dobj") or find_subject(head.head, first)
    if lead.dep_ != "dobj" or head.tag_ not in VERBS:
        return None
    given = child(head, "dative")
    has = head.lower_ in load_figure_words().measuring.having_forms
    return given or (find_subject(head, first) if has else None)
