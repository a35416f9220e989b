"""The days a figure holds for: those of the one date that its noun, its verb or its clause has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta

from spacy.tokens import Token

from tasks.annotate.event_days import EventDays, group_ranges, span_events
from tasks.annotate.figures.held_by_clauses import find_days_before, find_days_of_clauses
from tasks.annotate.figures.held_by_nouns import find_days_of_nouns
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import ADJECTIVES, NOUN_SUBJECTS, NOUNS, PRESENT, TIME_LABELS, VERBS, has_child, object_of

_JOINTS = frozenset(("in", "on", "during", "at"))
_JOINING = frozenset(("to", "and", "or", "-", "\u2013", "through"))
_BEFORE_ASIDE = (" in ", " on ", " for ", " during ")
_LONGEST_JOINT = 16
_FARTHEST = 120  # characters between a figure and the date of its clause
_FRONT = 4  # tokens
# Over these a number climbs to the main verb of its sentence without leaving the clause.
_WITHIN = NOUN_SUBJECTS | {"dobj", "dative", "attr", "pobj", "prep", "conj", "nummod", "compound", "quantmod", "nmod"}
_WITHIN |= {"npadvmod", "xcomp", "pcomp", "acomp"}
_LONGEST_CLIMB = 12
_LOOSE = frozenset(("appos", "relcl", "advcl", "parataxis"))
_APART = frozenset((",", ";", ":", "(", ")", "\u2013", "\u2014", "--", "-", '"', "\u201c", "\u201d"))
_APART |= {"who", "which", "that", "while", "but", "when"}


def find_held_dates(
    body: Body, chars: Chars, dates: Sequence[DateSpan], is_share: bool = False
) -> tuple[datetime | None, datetime | None]:
    """The days a figure holds for: those of the one date that modifies the number's noun or the verb that it serves.

    The verb may hand on to its complements ("6,000 expected to be built by December"), but a date of saying
    ("he said Wednesday") says nothing of the number, and of two dates none can be told to be the number's.
    """
    token = body.token_at(chars[0])
    if token is None:
        return None, None
    sentence = token.sent
    first = bisect_left(dates, sentence.start_char, key=lambda date: date.start)
    near = dates[first : bisect_left(dates, sentence.end_char, lo=first, key=lambda date: date.start)]
    if not near:
        return _find_before(body, token, dates[:first]) or (None, None)
    near = [date for date in near if not _is_span(body, date)]
    near = [date for date in near if not _is_of_saying(body, date)] or near
    groups = group_ranges(near)
    beside = _find_behind(body, _end_of_noun(body, token, chars[1]), near) or _find_behind(body, chars[1], near)
    beside = beside or _find_before_aside(body, chars[0], near)
    if beside is not None:
        return _join_days(body, beside, groups)
    own = _line_up(token) if near else set()
    linked = _list_linked(body, token, own, groups)
    if len(linked) > 1:
        return None, None
    if linked:
        is_own = linked[0][0].is_resolved and (_is_part(token) or not _serves_another(token, linked[0][0]))
        return _join_days(body, linked[0], groups) if is_own else (None, None)
    found = _find_as_of(body, chars, groups) or _find_in_clause(body, token, chars[1], groups)
    found = found or find_days_of_nouns(body, token, own, groups, is_share)
    return _join_days(body, found, groups) if found else find_days_of_clauses(body, token, groups) or (None, None)


def _list_linked(body: Body, token: Token, own: set[int], groups: Sequence[list[DateSpan]]) -> list[list[DateSpan]]:
    """The dates tied to a number's noun or verb; one alone also over "weeks of", or the number's list.

    "In the first few weeks of October", "In May 40 percent of men, 30 of women".
    """
    linked = [group for group in groups if any(_is_linked(own, date, body) for date in group)]
    if linked or len(groups) != 1:
        return linked
    in_list = own if groups[0][0].end > token.idx else _line_up(token, is_listed=True)
    return [group for group in groups if _is_linked(in_list, group[0], body, is_loose=True)]


def _find_in_clause(body: Body, token: Token, end: int, groups: Sequence[list[DateSpan]]) -> list[DateSpan] | None:
    """The only date of a sentence, or the next behind the figure, if it is of the figure's clause."""
    chosen = groups if len(groups) == 1 else [group for group in groups if group[0].start >= end][:1]
    is_of_clause = bool(chosen) and chosen[0][0].is_resolved and _is_of_clause(body, token, end, chosen[0])
    return chosen[0] if is_of_clause else None


def _find_before(body: Body, token: Token, dates: Sequence[DateSpan]) -> EventDays | None:
    """The days from the sentence before, whose dates are the last of these."""
    if token.sent.start == 0 or not dates:
        return None
    start = body.doc[token.sent.start - 1].sent.start_char
    return find_days_before(body, token, dates[bisect_left(dates, start, key=lambda date: date.start) :])


def _join_days(body: Body, found: Sequence[DateSpan], groups: Sequence[list[DateSpan]]) -> EventDays:
    """The days of a date, with those of the one joined to it where they touch: "in March and April".

    Of "12 percent in both 2010 and 2014" there are none: no days between hold.
    """
    following = next((group for group in groups if group[0].start >= found[-1].end), None)
    joint = body.text[found[-1].end : following[0].start].strip() if following is not None else ""
    if following is None or joint not in _JOINING:
        return span_events(found)
    (start, first_end), (second_start, end) = span_events(found), span_events(following)
    if first_end is None or second_start is None:
        return None, None
    touches = first_end < second_start <= first_end + timedelta(days=1)
    is_span = joint not in ("and", "or") and first_end < second_start
    return (start, end) if is_span or (touches and joint == "and") else (None, None)


def _is_of_clause(body: Body, token: Token, end: int, dates: Sequence[DateSpan]) -> bool:
    """Whether the only date of a sentence is of the figure's clause, though the parse has it elsewhere."""
    first = body.token_at(dates[0].start)
    if first is None or _describes(dates[-1], body):
        return False
    if dates[0].start >= end:
        return _stands_behind(body, end, dates[0]) or _stands_behind_verb(body, token, first)
    if dates[-1].end > token.idx:
        return False
    return _opens_clause(token, first) or _is_of_subject(token, first)


def _is_span(body: Body, date: DateSpan) -> bool:
    """Whether a date of so many years may as well tell how long: "$1.8 trillion in savings in 10 years"."""
    words = body.text[date.start : date.end].lower().removeprefix("in ").split()
    near = body.text[max(date.start - 3, 0) : date.end].lower().removeprefix("in ")
    is_led = near.split() == words or body.text[date.start : date.end].lower().startswith("in ")
    return len(words) == 2 and is_led and words[1] in load_figure_words().spans


def _is_of_saying(body: Body, date: DateSpan) -> bool:
    """Whether a date stands right behind a verb of saying: "said on Monday it would cut 40 jobs by December"."""
    first = body.token_at(date.start)
    if first is None or first.i < 2:
        return False
    before = first.nbor(-2) if first.nbor(-1).lower_ == "on" else first.nbor(-1)
    return before.lower_ in load_figure_words().saying


def _find_as_of(body: Body, chars: Chars, groups: Sequence[list[DateSpan]]) -> list[DateSpan] | None:
    """The one date that all of a sentence is as of, if no other stands nearer to the figure."""
    found = [group for group in groups if _is_as_of(body, group[0])]
    is_one = len(found) == 1 and found[0][0].is_resolved
    return found[0] if is_one and not _is_after_other(body, found[0], chars, groups) else None


def _is_as_of(body: Body, date: DateSpan) -> bool:
    """Whether all that a sentence tells is as of a date: "As of Monday, 24 families had been told"."""
    first = body.token_at(date.start)
    return first is not None and first.i > 1 and [first.nbor(-2).lower_, first.nbor(-1).lower_] == ["as", "of"]


def _is_after_other(body: Body, own: Sequence[DateSpan], chars: Chars, groups: Sequence[list[DateSpan]]) -> bool:
    """Whether another date stands nearer to a figure than the one that its sentence is as of."""
    start, end = min(own[0].start, chars[0]), max(own[-1].end, chars[1])
    if body.text.rfind("(", start, chars[0]) > body.text.rfind(")", start, chars[0]):
        return True
    return any(start <= group[0].start < end and group != own for group in groups)


def _describes(date: DateSpan, body: Body) -> bool:
    """Whether a date describes a noun: "the 2012 nominee", "the halls of 2009"."""
    last = body.token_at(date.end - 1)
    first = body.token_at(date.start)
    if last is None or first is None or (first.i > 0 and first.nbor(-1).lower_ in ("of", "than", "from", "for")):
        return True
    is_before = last.head.i > last.i and last.dep_ in ("nummod", "compound", "amod", "poss", "nmod")
    return is_before and last.head.tag_ in NOUNS


def _stands_behind(body: Body, end: int, date: DateSpan) -> bool:
    """Whether no verb and no mark stands between a figure and a date behind it: "200 people on the coast on Friday"."""
    if date.start - end > _FARTHEST:
        return False
    first, last = body.tokens_of(Chars((end, date.start)))
    between = body.doc[first:last]
    if any(each.lower_ in _APART or each.tag_ in ("CD", "PRP") for each in between):
        return False
    return not any(each.tag_ in VERBS and each.dep_ != "amod" for each in between) and not any(
        each.tag_ == "MD" or _compares(each) for each in between
    )


def _stands_behind_verb(body: Body, token: Token, first: Token) -> bool:
    """Whether a date ends the plain clause whose subject a number counts: "86 seats were at stake on Tuesday"."""
    noun = token.head if token.dep_ == "nummod" else token
    verb = noun.head
    if (
        token.lower_ == "one"
        or noun.dep_ not in NOUN_SUBJECTS
        or verb.lower_ not in load_function_words().be
        or not verb.i < first.i
    ):
        return False
    between = body.doc[verb.i + 1 : first.i]
    is_plain = not any(each.lower_ in _APART or each.tag_ in (*VERBS, "CD", "PRP", "MD") for each in between)
    return is_plain and not any(_compares(each) for each in between) and len(between) < _LONGEST_CLIMB


def _compares(token: Token) -> bool:
    return token.lower_ in ("after", "before") or (
        token.lower_ in load_figure_words().comparing and token.lower_ != "from"
    )


def _opens_clause(token: Token, first: Token) -> bool:
    """Whether a date opens a sentence of whose main clause a number is: "In 2014 they sold the mill and bought 40"."""
    is_first = first.i - first.sent.start <= _FRONT
    is_first = is_first and not any(each.tag_ in NOUNS for each in first.doc[first.sent.start : first.i])
    if not is_first and not _ends_front(first):
        return False
    here = token
    passed = []
    for _ in range(_LONGEST_CLIMB):
        passed.append(here)
        if here.head == here:
            is_clause = here.tag_ in VERBS and here.lower_ not in load_figure_words().saying
            return is_clause and not _is_of_today(passed, first)
        if here.dep_ == "pcomp" and here.tag_ != "VBG":
            return False  # "wrote of how they sold 40"
        is_when = here.dep_ == "advcl" and any(each.lower_ == "when" for each in here.lefts)
        if here.dep_ not in _WITHIN and not is_when and not (here.tag_ in VERBS and here.dep_ == "conj"):
            return False
        if here.lower_ in ("according", "to") and here.head.lower_ == "according":
            return False
        here = here.head
    return False


def _is_of_today(passed: Sequence[Token], first: Token) -> bool:
    """Whether a number's verb is in the present tense, and that of the date in the past: "it had 40; it has 12 now"."""
    own = next((each for each in passed if each.tag_ in VERBS), None)
    dated = next((each for each in first.ancestors if each.tag_ in VERBS), None)
    if own is None or dated is None or own.tag_ not in PRESENT:
        return False
    return dated.tag_ == "VBD" or any(child.lower_ in ("was", "were", "had") for child in dated.lefts)


def _is_compared(token: Token) -> bool:
    """Whether a number is what the one of its verb is compared with: the 3 of "rose to 4 percent from 3 percent"."""
    for each in token.ancestors:
        if each.tag_ in VERBS:
            return False
        if each.lower_ in load_figure_words().comparing:
            return True
    return False


def _ends_front(first: Token) -> bool:
    """Whether a date ends a phrase in front of a sentence: "In the third debate in September, 40 took part"."""
    last = first
    while last.i + 1 < last.sent.end and last.nbor(1).ent_type_ in TIME_LABELS:
        last = last.nbor(1)
    start = first.sent.start
    is_set_off = last.i + 1 < last.sent.end and last.nbor(1).text == ","
    if not is_set_off or first.doc[start].lower_ not in _JOINTS or last.i - start > _LONGEST_CLIMB:
        return False
    opener = first.doc[start]
    ancestors = [each for each in first.ancestors if each.i > start]
    verb = next((at for at, each in enumerate(ancestors) if each.tag_ in VERBS), 0)
    is_of_verb = bool(ancestors) and ancestors[verb] == opener.head
    return is_of_verb and all(each.lower_ in _JOINTS or each.tag_ in NOUNS for each in ancestors[:verb])


def _is_of_subject(token: Token, first: Token) -> bool:
    """Whether a date stands with the subject of a figure's verb: "growth from 1955 to 1975 was 12 percent"."""
    verb = next((each for each in token.ancestors if each.tag_ in VERBS), None)
    if verb is None or verb.lower_ in load_figure_words().saying:
        return False
    subject = next((each for each in verb.lefts if each.dep_ in NOUN_SUBJECTS), None)
    words = load_figure_words()
    says = verb.lower_ in words.measuring.stating_forms or bool(words.change.kinds_of(verb.lower_))
    says = says or (subject is not None and subject.lower_ in words.events)  # "The clash on Monday left three hurt"
    if subject is None or not says or token.i < verb.i or _is_compared(token):
        return False
    while first.head.i > first.i and first.head.ent_type_ in TIME_LABELS:
        first = first.head  # "early Sunday"
    link = first.head if first.head.tag_ in ("IN", "TO") else first
    return link.head == subject and link.i > subject.i


def _end_of_noun(body: Body, token: Token, end: int) -> int:
    """Where the noun right behind a number ends: the points of "by 9 points in 2012"."""
    head = token.head if token.dep_ == "nummod" and token.head.tag_ in NOUNS else None
    following = body.token_at(end + 1)
    if following is not None and following.lower_ == "of" and following.idx == end + 1:
        whole = object_of(following)  # "10 percent of voters in 2004"
        return whole.idx + len(whole) if whole is not None and whole.i - following.i <= _FRONT else end
    if head is None or head.idx < end or head.i - token.i > _FRONT:
        return end
    return head.idx + len(head)


def _find_behind(body: Body, end: int, near: Sequence[DateSpan]) -> list[DateSpan] | None:
    """The date that stands right behind a figure, over "in" or "on": "from 60 percent in the 1980s"."""
    groups = group_ranges(near)
    following = next((group for group in groups if group[0].start >= end), None)
    if following is None or not following[0].is_resolved or following[0].start - end > _LONGEST_JOINT:
        return None
    between = body.text[end : following[0].start].lower().split()
    is_joined = between[:1] == [] or between[0] in _JOINTS
    is_joined = is_joined and all(word in ("the", "early", "late") for word in between[1:])
    return following if is_joined else None


def _find_before_aside(body: Body, start: int, near: Sequence[DateSpan]) -> list[DateSpan] | None:
    """The date right before the brackets in which a figure stands: "as they did in 2010 (77%)"."""
    found = [group for group in group_ranges(near) if group[-1].end < start and group[0].is_resolved]
    if not found or body.text[found[-1][-1].end : start].rstrip("~") != " (":
        return None
    return (
        found[-1]
        if body.text[max(found[-1][0].start - 8, 0) : found[-1][0].start].lower().endswith(_BEFORE_ASIDE)
        else None
    )


def _is_part(token: Token) -> bool:
    """Whether "including" makes a number part of one before it."""
    return any(each.lower_ == "including" for each in token.ancestors)


def _serves_another(token: Token, date: DateSpan) -> bool:
    """Whether a date is of another number: "from 47 percent in May to 56", "fell to 40 from 41 a month before"."""
    between = [other for other in token.sent if token.i < other.i and other.idx < date.start]
    start = next((at for at, other in enumerate(between) if other.lower_ == "from" and _tells_change(other.head)), None)
    if start is not None and any(other.tag_ == "CD" for other in between[start:]):
        return True
    return date.end <= token.idx and any(
        other.tag_ == "CD" and other.idx + len(other) <= date.start for other in token.sent if other.i < token.i
    )


def _tells_change(word: Token) -> bool:
    return word.lower_ in load_figure_words().change.every | load_figure_words().change.up_with_by


def _line_up(token: Token, *, is_listed: bool = False) -> set[int]:
    """The number's noun, and the verb that has it as subject, object or behind a preposition.

    A noun within another's phrase ("laws in 20 states") does not share in what is said of that one, save behind "of";
    nor does what a number is compared with ("up from 40").
    """
    found = {token.i} if token.tag_ == "CD" else set()
    here = token
    for _ in range(12):
        head = here.head
        is_of_list = is_listed and here.dep_ == "appos" and (head.lower_ == "percent" or has_child(head, "nummod"))
        if head == here or (here.dep_ in _LOOSE and not is_of_list):
            break
        if head.lower_ in load_figure_words().comparing:
            break
        is_adverb = head.head.lower_ in ("up", "down") and head.head.head.tag_ in VERBS  # "was down to 40"
        is_nested = head.head.tag_ in ("IN", "TO") and head.head.head.tag_ in VERBS  # "fell to below 40"
        if head.tag_ == "IN" and head.lower_ != "of" and head.head.tag_ not in VERBS and not (is_adverb or is_nested):
            break
        if head.tag_ in VERBS:
            found.add(head.i)
            break
        if head.tag_ in NOUNS or head.tag_ == "CD":
            found.add(head.i)
        here = head
    return found


def _is_had_by(own: set[int], noun: Token) -> bool:
    """Whether a noun that a date hangs on is what those whom a number counts had: "40 clerks got raises in May"."""
    verb = noun.head
    is_object = noun.tag_ in NOUNS and noun.dep_ in ("dobj", "ccomp") and noun.i > verb.i
    had = verb.tag_ == "VBD" and verb.lower_ in load_figure_words().measuring.having
    return is_object and had and verb.i in own and min(own) < verb.i


def _is_linked(own: set[int], date: DateSpan, body: Body, *, is_loose: bool = False) -> bool:
    """Whether nothing but the date's own words, prepositions and verbs' complements lie between it and the number's."""
    lexicon = load_figure_words()
    here = body.token_at(date.start)
    for _ in range(10):
        if here is None:
            return False
        here = here.head
        if here.i in own:
            return here.lower_ not in lexicon.saying
        is_within = date.start <= here.idx < date.end or (is_loose and here.ent_type_ in TIME_LABELS)
        hands_on = here.dep_ == "xcomp" and here.tag_ in VERBS
        hands_on = hands_on or (here.dep_ == "acomp" and here.tag_ in ADJECTIVES)  # "were eligible to vote in 2008"
        hands_on = hands_on or _is_had_by(own, here)
        compares = here.lower_ in lexicon.comparing and date.bound != "from"
        joins = here.tag_ in ("IN", "TO") and not compares
        if not (is_within or joins or hands_on) or here.head == here:
            return False
    return False
