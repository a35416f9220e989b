"""The days that a figure has from a noun: of the survey that found it, the event it was at, the deed it is part of."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.figures.held_by_clauses import find_verb
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body, Chars
from tasks.language.grammar import NOUN_CLAUSES, NOUN_SUBJECTS, NOUNS, VERBS, WH_PRONOUNS, has_child, object_of

_DESCRIBING = frozenset(("nummod", "compound", "amod", "poss", "nmod"))
_LONG_GRAINS = frozenset(("month", "quarter", "half", "season", "year", "decade"))
_LINKS = frozenset(("in", "on", "during", "at", "for", "between", "since", "from"))
_LONGEST_CLIMB = 8


def find_days_of_nouns(
    body: Body, token: Token, own: set[int], groups: Sequence[list[DateSpan]], is_share: bool
) -> list[DateSpan]:
    """The one date that a figure has over another noun; empty where there is none, or more than one.

    Args:
        body: The body.
        token: The figure's number.
        own: The figure's number, its nouns and its verb.
        groups: The dates of its sentence, both of a range together.
        is_share: Whether it is a share, which a survey may have found.
    """
    heads = [head for head in (token, token.head) if head.tag_ in NOUNS or head.tag_ == "CD"]
    wholes = [object_of(link) for head in heads for link in head.rights if link.lower_ == "of"]
    own = own | {
        each.i for each in wholes if each is not None and not has_child(each, "nummod")
    }  # "hundreds of clerks"
    found = [group for group in groups if any(_is_of_event(body, token, own, date) for date in group)]
    if not found:
        found = [group for group in groups if _is_of_level(body, own, group[0])]
    if not found and is_share:
        found = [group for group in groups if _is_of_survey(body, token, group[0])]
        if len(groups) > 1:
            found = [group for group in found if _is_found_by(body, group, token)]
    return found[0] if len(found) == 1 and found[0][0].is_resolved else []


def _is_of_event(body: Body, token: Token, own: set[int], date: DateSpan) -> bool:
    """Whether a date is of an event in the figure's clause, or of a clause about its noun.

    "Voted in the 2016 election", "40 people killed in May", "the 2012 attacks that left four dead".
    """
    first, last = body.token_at(date.start), body.token_at(date.end - 1)
    here = last if first is not None and last is not None and first.head == last else first
    for _ in range(_LONGEST_CLIMB):
        if here is None or here.head == here:
            return False
        was, here = here, here.head
        is_within = date.start <= here.idx < date.end
        if here.dep_ == "dobj" and _is_event(was, here) and _ends_with(here, here.head, token):
            return here.head.tag_ == "VBD"
        if here.i in own and not is_within:
            return _leads_past(was) or _befell(was, here, token)
        if is_within or here.lower_ in _LINKS:
            continue
        if _is_event(was, here) or (was.lower_ in _LINKS and here.lower_ in load_figure_words().events):
            if _tells_of(here, own):
                return True
        elif not (here.dep_ in NOUN_CLAUSES and here.tag_ in ("VBN", "VBD", "VBG") and here.head.i in own):
            return False
    return False


def _leads_past(clause: Token) -> bool:
    """Whether what leads to a figure's noun or verb is a clause about it in the past, or an event."""
    if clause.dep_ in NOUN_CLAUSES:
        noun = clause.head
        is_moved = noun.dep_ == "dobj" and noun.head.tag_ in VERBS  # "bought 12 mills that closed in 2012"
        return noun.tag_ in NOUNS and not is_moved and clause.lower_ not in load_figure_words().publishing
    return clause.lower_ in _LINKS


def _befell(event: Token, verb: Token, token: Token) -> bool:
    """Whether a figure tells what an event did, or how it ended: "Friday's blast killed 12", "won the race by 3"."""
    if verb.tag_ != "VBD" or event.lower_ not in load_figure_words().events:
        return False
    if token.i < verb.i:
        return event.dep_ == "dobj"  # "900 people attended Monday's rally"
    if event.dep_ in NOUN_SUBJECTS:
        return True
    return event.dep_ == "dobj" and _ends_with(event, verb, token)


def _ends_with(event: Token, verb: Token, token: Token) -> bool:
    """Whether "by" or "with" behind an event leads to a figure."""
    link = next((each for each in token.ancestors if each.head in (verb, event)), None)
    return link is not None and link.i > event.i and link.lower_ in ("by", "with")


def _is_of_level(body: Body, own: set[int], date: DateSpan) -> bool:
    """Whether a date says of when the level is that a number tells: "September sales were 40 million"."""
    first, last = body.token_at(date.start), body.token_at(date.end - 1)
    if first is None or last is None:
        return False
    noun = (last if first.head == last else first).head
    if noun.lower_ not in load_figure_words().timely or noun.dep_ not in NOUN_SUBJECTS or noun.i < last.i:
        return False
    words, verb = load_figure_words(), noun.head
    tells = verb.lower_ in words.measuring.stating_forms or bool(words.change.kinds_of(verb.lower_))
    return tells and verb.i in own


def _is_event(part: Token, noun: Token) -> bool:
    """Whether a noun with a date before it names an event: "the 2016 election"."""
    return part.dep_ in _DESCRIBING and noun.lower_ in load_figure_words().events


def _tells_of(event: Token, own: set[int]) -> bool:
    """Whether a clause in the past about an event has the figure: "the 2012 attacks that left four dead"."""
    for verb in event.rights:
        if verb.dep_ == "relcl" and verb.tag_ == "VBD" and verb.i in own:
            return any(each.tag_ in WH_PRONOUNS and each.dep_ in NOUN_SUBJECTS for each in verb.lefts)
    return False


def _is_found_by(body: Body, dates: Sequence[DateSpan], token: Token) -> bool:
    """Whether the survey of a date is the last one before a figure, and the figure is not what it is compared with."""
    surveys = load_figure_words().measuring.surveys
    first, last = body.tokens_of(Chars((dates[0].start, token.idx))) if dates[0].start < token.idx else (0, 0)
    return find_verb(token) is not None and sum(each.lower_ in surveys for each in body.doc[first:last]) == 1


def _is_of_survey(body: Body, token: Token, date: DateSpan) -> bool:
    """Whether a date tells when people were asked: "a July poll", "a poll conducted on Monday"."""
    words = load_figure_words().measuring
    here = body.token_at(date.start)
    for _ in range(_LONGEST_CLIMB):
        if here is None or here.head == here:
            return False
        was, here = here, here.head
        if here.tag_ == "VBD" and was.i < here.i and date.grain in _LONG_GRAINS:  # "A poll last month found"
            return here == next((each for each in token.ancestors if _is_finding(each)), None)
        if here.lower_ in words.surveys:
            is_asked = was.dep_ in NOUN_CLAUSES and was.lower_ in words.asked
            return is_asked or (was.dep_ not in NOUN_CLAUSES and date.grain in _LONG_GRAINS)
        is_maker = here.lower_ == "by" or (here.tag_ in NOUNS and here.head.lower_ in ("by", "from"))
        is_named = was.dep_ in _DESCRIBING and here.dep_ in _DESCRIBING  # "a December Beacon poll"
        is_asked = here.dep_ in NOUN_CLAUSES and here.lower_ in words.asked
        if not (is_named or is_maker or is_asked or here.lower_ in _LINKS or date.start <= here.idx < date.end):
            return False
    return False


def _is_finding(verb: Token) -> bool:
    """Whether a survey is the subject of a verb."""
    surveys = load_figure_words().measuring.surveys
    return any(child.dep_ in NOUN_SUBJECTS and child.lower_ in surveys for child in verb.lefts)
