"""Which side of publication a date lies on, by the noun that it names, its preposition and its verb."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.tense import Direction, read_direction
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, PRESENT, VERBS

_INNER = frozenset(("compound", "amod", "nmod", "poss", "nummod"))
_OCCASIONS = frozenset(("during", "at", "in", "after", "following"))


def read_lean(token: Token | None) -> Direction | None:
    """The direction that the words around the first word of a date give it."""
    while token is not None and _is_inner(token):
        if not _names_time(token.head):
            return _read_owner(token)
        token = token.head
    if token is not None and token.dep_ == "pobj":
        return _read_preposition(token) or read_direction(token)
    return "surely past" if token is not None and _befell(token) else read_direction(token)


def _befell(token: Token) -> bool:
    """Whether a day stands behind what befell on it: "the crash Sunday night will not end it"."""
    verb, events = token.head, load_calendar().past.utterances
    if verb.tag_ not in VERBS or verb.i < token.i:
        return False
    return any(child.dep_ in NOUN_SUBJECTS and child.lower_ in events and child.i < token.i for child in verb.children)


def _is_inner(token: Token) -> bool:
    """Whether a noun behind it holds a word: the "March" of "the March report"."""
    return token.dep_ in _INNER and token.head.i > token.i and token.head.tag_ in NOUNS


def _names_time(noun: Token) -> bool:
    calendar, lower = load_calendar(), noun.lower_
    is_timely = noun.ent_type_ in ("DATE", "TIME", "EVENT") or lower in ("day", "eve", "weekend")
    return is_timely or lower in calendar.parts or lower in calendar.weekdays


def _read_owner(token: Token) -> Direction | None:
    """The direction of a date that says which thing is meant: the verb's time is not that of "the April report"."""
    noun, calendar = token.head, load_calendar()
    if noun.lower_ in calendar.past.documents:
        return "surely past"
    direction = read_direction(noun)
    is_ahead = direction in ("future", "loosely future", "foretold", "planned")
    if any(word.lower_ in calendar.weekdays for word in (token, *token.lefts)):  # "Tuesday night's debate"
        return _read_owner_of_weekday(noun, direction, is_ahead=is_ahead)
    if noun.head.lower_ in ("before", "until", "after") and is_ahead:
        return "future"  # "no law is expected before November's elections"
    if noun.dep_ in ("dobj", "attr", "nsubj") and token.lower_ in calendar.parts_of_year:
        return direction  # "expects second-quarter profit"
    if is_ahead and _is_told_on(noun, "for") and noun.head.head.lower_ in calendar.future.words:
        return "future"  # "is scheduled for May release"
    if noun.lower_ in calendar.future.polls:
        return "loosely past" if direction == "past" else "loosely future"
    if direction == "past" and (_is_told_on(noun, *_OCCASIONS) or noun.lower_ in calendar.past.measures):
        return "past"  # "June sales fell", "said during his May hearing"
    if direction is not None and direction.endswith("past"):
        return "loosely past"  # "at a March 2 press conference, she acknowledged", "the Sept. 12 flight landed"
    return None


def _read_owner_of_weekday(noun: Token, direction: Direction | None, *, is_ahead: bool) -> Direction | None:
    future, is_past = load_calendar().future, direction is not None and direction.endswith("past")
    if noun.head.lower_ == "after":
        return "near" if is_ahead else direction  # "after Sunday's debate, his lead could shrink"
    if noun.head.lower_ in ("before", "until") and is_ahead:
        return "future"
    if noun.lower_ in future.meetings and _awaits(noun):
        return "near"  # "raised the stakes for Thursday's hearing"
    if noun.lower_ in future.polls:
        if noun.head.lower_ in ("before", "of"):
            return "future"  # "a poll before Tuesday's election"
        return "loosely past" if direction == "past" else "loosely future" if is_ahead else "near"
    return direction if is_ahead else "past" if is_past else None


def _is_told_on(noun: Token, *words: str) -> bool:
    """Whether one of these prepositions ties a noun to a verb: "said during his May hearing"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in words and noun.head.head.tag_ in VERBS


def _awaits(noun: Token) -> bool:
    """Whether something is done for a meeting, or a clause about it looks ahead: "at which he is expected to speak"."""
    clauses = (child for child in noun.children if child.dep_ == "relcl")
    return noun.head.lower_ == "for" or any(read_direction(clause) == "future" for clause in clauses)


def _read_preposition(token: Token) -> Direction | None:
    """What the preposition before a date tells of its direction, with the verb or noun that governs it."""
    word, verb, calendar = token.head.lower_, token.head.head, load_calendar()
    if verb.tag_ in NOUNS and (told := _read_noun(token, word, verb)):
        return told
    if word in ("until", "till", "to") and verb != token.head:
        if verb.lower_ in calendar.future.moved:
            return "future"  # "was postponed until April 3"
        if word != "to" and (verb.tag_ in PRESENT or verb.lower_ in calendar.units):
            return "future"  # "with ten weeks until the vote"
        if word != "to" and verb.lower_ in calendar.future.granting:
            return "foretold"  # "had until Friday"
    if word in ("until", "till", "by") and verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children):
        return "loosely future"  # "told them to answer by Tuesday"
    if word == "by" and verb.lower_ in calendar.future.foreseeing:
        return "future"  # "forecasters warned of more rain by Saturday"
    if word == "of" and verb.lower_ == "as" and token.lower_ in calendar.weekdays:
        return "past"  # "as of Monday"
    if word != "for" or token.lower_ in calendar.units or token.lower_ in calendar.holidays | calendar.easter:
        return None
    is_ahead = token.head.i > verb.i or verb == token.head
    return "future" if is_ahead else None  # "called the election for Oct. 16", not "For September, it said"


def _read_noun(token: Token, word: str, noun: Token) -> Direction | None:
    """What a noun tells of the date behind it: "in an interview in January", "the death of Ann Roe in May"."""
    calendar = load_calendar()
    event = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    if word in ("in", "on", "from", "of") and event.lower_ in calendar.past.utterances:
        return "surely past"
    if word == "for" and noun.lower_ in calendar.past.measures and token.lower_ not in calendar.units:
        return "surely past"  # "the figure for October"
    is_awaited = noun.dep_ == "pobj" and noun.head.lower_ in ("before", "until") and word == "on"
    is_meeting = noun.lower_ in calendar.future.polls | calendar.future.meetings
    if is_awaited and is_meeting and token.lower_ in calendar.weekdays and read_direction(token) in (None, "present"):
        return "future"  # "last pleas before the vote on Monday"
    return None
