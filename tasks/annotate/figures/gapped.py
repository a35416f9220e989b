"""Numbers that go on from the one before: "Roe won 42 percent, Doe 34 percent", "of those, 39 left"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import name_whom
from tasks.annotate.figures.noun_phrases import text_of
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Tokens
from tasks.language.grammar import ADJECTIVES, NOUNS, PROPER_NOUNS, TENSED, TIME_LABELS, VERBS, object_of
from tasks.language.people import is_person_noun

_LONGEST_GAP = 24  # tokens between two numbers
_LONGEST_NAME = 5
_GAPS = frozenset((",", ";", "and", "but", "while"))
_ROWS = (",", "and", "or", "but")
_POINTERS = ("those", "these", "them")
_REACH = 3  # figures
_MOST = 101  # percent, with what rounding adds


def lend_onward(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give a number what the one before it has and it only points to: the verb, the things counted, the whole."""
    lent = list(figures)
    for at in range(1, len(lent)):
        before, figure = lent[max(at - _REACH, 0) : at], lent[at]
        first = body.token_at(figure.start)
        if first is None:
            continue
        figure = _go_parallel(body, before[-1], _name_gapped(body, before[-1], figure, first))
        if figure.kind == "count" and figure.counted is None:
            figure = _count_those(body, before, figure, first)
        if figure.kind == "percent" and figure.counted is None and figure.measured is None:
            figure = _count_rest(body, before, figure, first)
            figure = _count_saying(body, before[-1], figure)
        lent[at] = figure
    return lent


def _name_gapped(body: Body, left: Figure, figure: Figure, first: Token) -> Figure:
    """Whose a number is that shares its verb with the one before: the Doe of "Roe won 42 percent, Doe 34 percent"."""
    is_like = left.kind == figure.kind and left.kind in ("percent", "money") and left.unit == figure.unit
    name = _find_gap(body, left, first) if is_like and not figure.counted else None
    if name is None:
        return figure
    noun, measuring = first.doc[name[1] - 1], load_figure_words().measuring
    does = left.measured is None or left.measured in measuring.giving_forms | measuring.deeds
    is_holder = noun.tag_ in PROPER_NOUNS or is_person_noun(noun.lower_) or does
    if is_holder and left.measured_of is not None:
        return _go_on(replace(figure, measured=left.measured, measured_of=name_whom(body, noun)), left)
    if not is_holder and left.measured is not None:
        return _go_on(replace(figure, measured=text_of(body, name), measured_of=None), left)
    return figure


def _go_parallel(body: Body, left: Figure, figure: Figure) -> Figure:
    """What a number measures that stands beside another of the same: the cap of "of $9 for men and $8 for women"."""
    is_like = left.kind == figure.kind and left.kind in ("percent", "money") and left.unit == figure.unit
    if not is_like or figure.counted or left.counted or left.measured is None or figure.change:
        return figure
    links = _find_links(body, left, figure)
    if links is None:
        return figure
    own, other = (object_of(link) for link in links)
    if own is None or other is None or left.measured.endswith(own.text):
        return figure  # "$5 million for roads and $3 million for schools"
    change = left.change if left.change in ("up", "down") else None
    if figure.measured is None or figure.measured.endswith(other.text):
        of = None if left.measured_of is not None and left.measured_of.endswith(own.text) else left.measured_of
        return replace(figure, measured=left.measured, measured_of=of, change=change)
    return replace(figure, change=change) if figure.measured == left.measured else figure


def _find_links(body: Body, left: Figure, figure: Figure) -> tuple[Token, Token] | None:
    """The two like prepositions behind two numbers that "and" or a comma joins: "5 percent in Rye and 3 percent in"."""
    before, last = body.token_at(left.end - 1), body.token_at(figure.end - 1)
    first = body.token_at(figure.start)
    if before is None or first is None or last is None or last.i + 1 >= len(last.doc) or before.sent != first.sent:
        return None
    between = first.doc[before.i + 1 : first.i]
    if not 2 < len(between) <= _LONGEST_NAME + 2 or between[-1].lower_ not in _ROWS:
        return None
    is_plain = all(each.tag_ not in VERBS and each.tag_ != "CD" for each in between)
    is_like = between[0].tag_ == "IN" and between[0].lower_ == last.nbor(1).lower_
    return (between[0], last.nbor(1)) if is_plain and is_like else None


def _find_gap(body: Body, left: Figure, first: Token) -> Tokens | None:
    """The name or the thing right before a number, behind a comma or "and", with no verb since the number before."""
    before = body.token_at(left.end - 1)
    noun = first.nbor(-1) if first.i > 1 else None
    if noun is None or before is None or before.sent != first.sent or noun.tag_ not in NOUNS:
        return None
    start = noun.i
    while start > before.i + 1 and _is_of_name(first.doc[start - 1]) and noun.i - start < _LONGEST_NAME:
        start -= 1
    between = first.doc[before.i + 1 : start]
    is_time = noun.ent_type_ in TIME_LABELS or noun.lower_ in load_figure_words().measuring.levels
    if is_time or not 0 < len(between) <= _LONGEST_GAP or between[-1].lower_ not in _GAPS:
        return None
    if any(each.tag_ in VERBS or each.tag_ == "MD" or each.text == ":" for each in between):
        return None
    start += first.doc[start].tag_ in ("DT", "PRP$")
    return Tokens((start, noun.i + 1)) if start <= noun.i else None


def _is_of_name(token: Token) -> bool:
    """Whether a word may be part of a name for whom a number is of."""
    return token.tag_ in NOUNS or token.tag_ in ADJECTIVES or token.tag_ in ("DT", "PRP$", "HYPH")


def _go_on(figure: Figure, left: Figure) -> Figure:
    """The change and the days of the verb that a number shares."""
    change = figure.change or (left.change if left.change in ("up", "down") else None)
    if figure.date_start is not None or figure.date_end is not None:
        return replace(figure, change=change)
    return replace(figure, change=change, date_start=left.date_start, date_end=left.date_end)


def _count_those(body: Body, before: Sequence[Figure], figure: Figure, first: Token) -> Figure:
    """The children of "447 children came. Of those, 39 stayed" and "nearly 40 of those stayed"."""
    last = body.token_at(figure.end - 1)
    if last is None or not (_opens_with_those(first) or _stands_before_those(last)):
        return figure
    named = next((each for each in reversed(before) if each.kind == "count" and each.counted), None)
    token = body.token_at(named.start) if named is not None else None
    if named is None or token is None or body.sentence_number(first.i) - body.sentence_number(token.i) > 1:
        return figure
    counted = named.counted or ""
    is_part = figure.value is not None and named.value is not None and figure.value < named.value
    return replace(figure, counted=counted) if is_part and counted.endswith(load_figure_words().many_ends) else figure


def _opens_with_those(first: Token) -> bool:
    """Whether a sentence opens with "Of those," right before a number."""
    front = [each.lower_ for each in first.doc[first.sent.start : first.i] if each.text.isalpha()]
    return front[:1] == ["of"] and len(front) == 2 and front[1] in _POINTERS


def _stands_before_those(last: Token) -> bool:
    """Whether "of those" stands right behind a number, and no word that tells which: not "40 of those asked"."""
    if last.i + 3 >= len(last.doc) or last.nbor(1).lower_ != "of" or last.nbor(2).lower_ not in _POINTERS:
        return False
    following = last.nbor(3)
    is_told = following.lower_ in load_figure_words().measuring.asking
    return (following.tag_ in TENSED or not following.text.isalpha()) and not is_told


def _count_rest(body: Body, before: Sequence[Figure], figure: Figure, first: Token) -> Figure:
    """The border of "81 percent of the border is fenced. The remaining 19 percent is not"."""
    if first.i == 0 or first.nbor(-1).lower_ not in ("remaining", "other"):
        return figure
    told = next((each for each in reversed(before) if each.kind == "percent" and each.counted), None)
    token = body.token_at(told.start) if told is not None else None
    if told is None or token is None or body.sentence_number(first.i) - body.sentence_number(token.i) > 1:
        return figure
    is_rest = _MOST - 2 <= (told.value or 0) + (figure.value or 0) <= _MOST
    is_rest = is_rest or first.nbor(-1).lower_ == "remaining"
    return replace(figure, counted=told.counted) if is_rest and told.value and figure.value else figure


def _count_saying(body: Body, left: Figure, figure: Figure) -> Figure:
    """The clerks of "with 50 percent of clerks saying yes and 48 percent saying no"."""
    if left.kind != "percent" or left.counted is None or figure.measured_of is not None:
        return figure
    first, last = body.token_at(left.end - 1), body.token_at(figure.end - 1)
    if first is None or last is None or first.sent != last.sent or last.i + 1 >= len(last.doc):
        return figure
    holding = load_figure_words().measuring.holding
    behind = (last.nbor(1), *first.doc[first.i + 1 : first.i + 2])
    is_same = all(each.tag_ == "VBG" and each.lower_ in holding for each in behind)
    return replace(figure, counted=left.counted) if is_same else figure
