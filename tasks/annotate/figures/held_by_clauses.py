"""The days that a figure has from another clause of its sentence, or from the sentence before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.event_days import EventDays, span_events
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body
from tasks.language.cues import load_verb_cues
from tasks.language.grammar import NOUN_SUBJECTS, VERBS, has_auxiliary, has_child

# Over these a number climbs to the verb of its clause.
_TO_VERB = NOUN_SUBJECTS | {"dobj", "dative", "attr", "pobj", "prep", "nummod", "compound", "quantmod", "nmod", "conj"}
_TO_VERB |= {"npadvmod", "acomp", "appos", "amod", "advmod", "oprd", "agent", "poss"}
_LONGEST_CLIMB = 10
_LINKS = frozenset(("in", "on", "during", "at"))
_SHORT_GRAINS = frozenset(("day", "part_of_day", "hour", "minute", "week", "weekend", "month", "quarter"))
_AGAIN = frozenset(("it", "they", "that", "this"))


def find_verb(token: Token) -> Token | None:
    """The verb of a number's clause; None where another number is what the verb tells of: "from 40", "than 40"."""
    comparing = load_figure_words().comparing
    here = token
    for _ in range(_LONGEST_CLIMB):
        if here.tag_ in VERBS and here != token:
            return here
        if here.head == here or here.dep_ not in _TO_VERB or here.head.lower_ in comparing:
            return None
        here = here.head
    return None


def find_days_of_clauses(body: Body, token: Token, groups: Sequence[list[DateSpan]]) -> EventDays | None:
    """The days of a figure whose clause says what came of one with a date, or when: "hit on Monday, killing 12".

    The dates of a range are one group. Of two dates none can be told to be the figure's.
    """
    verb = find_verb(token)
    following = [group for group in groups if verb is not None and _is_told_of(body, verb, group)]
    if len(following) == 1:
        return span_events([replace(date, bound=None) for date in following[0]])
    if verb is None or len(groups) != 1 or not groups[0][0].is_resolved or _stands_now(verb):
        return None
    dated = _find_dated_verb(body, groups[0])
    if dated is None or dated == verb or dated.lower_ in load_figure_words().saying:
        return None
    if _is_since(dated, verb):
        start = span_events(groups[0])[0]
        return (start, None) if start is not None and groups[0][0].bound is None else None
    is_one_event = (
        _comes_of(verb, dated, groups[0])
        or _goes_on(verb, dated, groups[0], token)
        or _is_beside(verb, dated, groups[0])
        or _is_when(dated, verb)
        or (_is_when(verb, dated) and dated.i < verb.i and groups[0][0].grain in _SHORT_GRAINS)
    )
    return span_events(groups[0]) if is_one_event else None


def _is_told_of(body: Body, verb: Token, dates: Sequence[DateSpan]) -> bool:
    """Whether "when" behind a date leads to a verb: "the worst since 2017, when 38 people died"."""
    while verb.dep_ == "conj" and verb.head.tag_ in VERBS:
        verb = verb.head  # "in 1992, when 60 died and 400 were hurt"
    when = next((child for child in verb.lefts if child.lower_ == "when"), None)
    return when is not None and dates[0].is_resolved and body.text[dates[-1].end : when.idx] in (" ", ", ")


def _find_dated_verb(body: Body, dates: Sequence[DateSpan]) -> Token | None:
    """The verb that a date says the time of, over "in", "on" and the like and the date's own words."""
    here = body.token_at(dates[0].start)
    for _ in range(_LONGEST_CLIMB):
        if here is None or here.head == here:
            return None
        here = here.head
        if here.tag_ in VERBS:
            return here
        is_event = here.dep_ == "pobj" and here.lower_ in load_figure_words().events
        if not is_event and here.lower_ not in _LINKS and not dates[0].start <= here.idx < dates[0].end:
            return None
    return None


def _stands_now(verb: Token) -> bool:
    return any(child.lower_ in load_figure_words().standing_now for child in verb.children)


def _is_past(verb: Token) -> bool:
    """Whether a verb is a plain past: "hit", "was hit", "had"."""
    auxiliaries = [child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBD":
        return not auxiliaries
    return verb.tag_ == "VBN" and bool(auxiliaries) and all(each in ("was", "were", "got") for each in auxiliaries)


def _comes_of(verb: Token, dated: Token, dates: Sequence[DateSpan]) -> bool:
    """Whether a participle tells what came of a deed: "hit the coast on Monday, killing 12 and leaving 40 hurt"."""
    while verb.dep_ == "conj" and verb.head.tag_ == "VBG":
        verb = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.head != dated or verb.i < dated.i:
        return False
    is_other = verb.lower_ in load_verb_cues() or verb.lower_ in load_figure_words().outdoing
    is_apart = has_auxiliary(verb) or has_child(verb, *NOUN_SUBJECTS) or is_other
    later = load_figure_words().later
    is_after = any(child.dep_ in ("mark", "prep", "advmod") and child.lower_ in later for child in verb.lefts)
    return dates[-1].end <= verb.idx and not is_apart and not is_after and _is_past(dated)


def _goes_on(verb: Token, dated: Token, dates: Sequence[DateSpan], token: Token) -> bool:
    """Whether a second verb tells of the same days: "arrested her on Monday and charged her with six crimes"."""
    if dates[-1].end > verb.idx or not (_is_past(verb) and _is_past(dated)):
        return False
    first = verb
    while first.dep_ == "conj" and first != dated:
        first = first.head
        if first.tag_ not in VERBS:
            return False
    if first != dated or verb == dated:
        return False
    change = load_figure_words().change
    if has_child(verb, *NOUN_SUBJECTS):  # "sales rose 4 percent last year and profit fell 12 percent"
        return bool(change.kinds_of(verb.lower_)) and bool(change.kinds_of(dated.lower_))
    is_short = dates[0].grain in _SHORT_GRAINS
    return is_short and token.i > verb.i and verb.lower_ not in load_figure_words().lasting_forms


def _is_beside(verb: Token, dated: Token, dates: Sequence[DateSpan]) -> bool:
    """Whether the date behind a second deed is of the first too: "eight were hurt and two killed on Sunday"."""
    is_short = dates[0].grain in _SHORT_GRAINS and dates[0].start > dated.idx
    is_pair = dated.dep_ == "conj" and dated.head == verb and verb.tag_ == dated.tag_ and verb.tag_ in ("VBN", "VBG")
    things = [each for each in dated.children if each.dep_ == "dobj" or each.dep_ in NOUN_SUBJECTS]
    return is_short and is_pair and any(each.tag_ == "CD" or has_child(each, "nummod") for each in things)


def _is_when(clause: Token, main: Token) -> bool:
    """Whether a clause says when that of another verb was: "When the mill closed in 2014, 400 lost their jobs"."""
    if clause.dep_ != "advcl" or clause.head != main or not (_is_past(clause) and _is_past(main)):
        return False
    return any(child.lower_ in ("when", "as") and child.dep_ in ("advmod", "mark") for child in clause.lefts)


def _is_since(clause: Token, main: Token) -> bool:
    """Whether a clause says since when it is so: "40 have died since the fire began on Monday"."""
    if clause.dep_ != "advcl" or clause.head != main or clause.i < main.i or not _is_past(clause):
        return False
    is_perfect = any(child.dep_ == "aux" and child.lower_ in ("have", "has", "had") for child in main.lefts)
    return is_perfect and any(child.dep_ == "mark" and child.lower_ == "since" for child in clause.lefts)


def find_days_before(body: Body, token: Token, dates: Sequence[DateSpan]) -> EventDays | None:
    """The days of "It was 4.1 percent." behind "The rate rose in May.": those of the one date of that sentence."""
    verb, sentence = find_verb(token), token.sent
    if (
        verb is None
        or sentence.start == 0
        or not _is_past(verb)
        or verb.lower_ not in load_figure_words().measuring.stating_forms
    ):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in NOUN_SUBJECTS), None)
    if subject is None or not _stands_for(subject) or token.i < verb.i:
        return None
    before = body.doc[sentence.start - 1].sent
    if "\n" in before.text or len(dates) != 1 or not dates[0].is_resolved:
        return None
    told = _find_dated_verb(body, dates)
    if told is None or told != before.root or not _is_past(told) or told.lower_ in load_figure_words().saying:
        return None
    return span_events(dates)


def _stands_for(subject: Token) -> bool:
    """Whether a subject is what was told before: "it", "the increase", "the figure"."""
    words = load_figure_words()
    is_noun = subject.lower_ in words.measuring.standing or bool(words.change.kinds_of(subject.lower_))
    is_plain = is_noun and any(child.lower_ in ("the", "that") for child in subject.lefts)
    return subject.lower_ in _AGAIN or (is_plain and not has_child(subject, "prep"))  # not "the number of voters"
