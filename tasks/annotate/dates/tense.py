"""Whether the words around a date speak of the past or of the future."""

from __future__ import annotations

from itertools import takewhile
from typing import Literal

from spacy.tokens import Token

from tasks.annotate.dates.lexicon import load_calendar
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    NOUN_CLAUSES,
    NOUN_SUBJECTS,
    NOUNS,
    PRESENT,
    TIME_LABELS,
    VERBS,
    has_auxiliary,
    has_child,
)

# "surely past" is what is written down. "loosely past": a past verb stands over an infinitive or a gerund that may look
# ahead all the same; "loosely future": a verb such as "runs", "begins" in the present tense, of what may be over.
# "near": the closest weekday, whichever side it lies on.
# "aimed": what an infinitive in the present tense is for ("they need to win in March").
# "planned": what was planned, which lies on the nearer side; of a weekday ahead.
# "foretold": what was said or promised to come, by now perhaps over ("he said it would open in March").
# "present": a form of "be" in the present tense, which puts a weekday ahead ("Friday is the deadline") and no more.
Direction = Literal[
    "past",
    "future",
    "surely past",
    "loosely past",
    "loosely future",
    "foretold",
    "present",
    "near",
    "planned",
    "aimed",
]
_MOST_STEPS = 12
_UNINFLECTED = PRESENT | {"VB"}
_STRETCHING = frozenset(("through", "until", "till"))
_AIMS = frozenset(("ccomp", "xcomp", "oprd"))
_GERUNDS = frozenset(("pcomp", "xcomp", "csubj"))
_CONDITIONS = frozenset(("until", "when", "if", "once", "before", "after", "unless"))
_SEQUENCES = frozenset(
    ("after", "before", "since", "upon")
)  # "after resigning in May": done like what it stands beside


def read_direction(token: Token | None) -> Direction | None:
    """The direction that the governing verb, or a word such as "scheduled" on the way to it, gives a date.

    Returns:
        None where no finite verb says so: headlines, the present tense.
    """
    lexicon = load_calendar().future
    here = below = token
    is_loose = is_aimed = False
    for _ in range(_MOST_STEPS):
        if here is None:
            return None
        if here.lower_ in lexicon.words and here != token and _is_plan(here, token, below):
            if _is_told(here):
                return "planned"
            return "foretold" if _is_told_of(here) else "future"
        if here.lower_ in _STRETCHING:
            if _is_aim(here.head, here.lower_ == "through"):
                return "loosely future"  # "to keep the government open through Sept. 30"
            is_aimed = True  # "the show is open through Oct. 1"
        if back := _look_back(here):
            return back
        if token is not None and here == token.head and _opens(token):
            return "present"
        if here.lower_ in lexicon.schedules and _is_plain(here):
            return "loosely future"
        if here.tag_ in VERBS and here.dep_ != "pobj":  # the "am" of "4 am" is tagged as a verb
            found = _read_verb(here)
            if found != "climb":
                return _read_set_day(found, here, token) or _loosen(found, here, token, is_loose, is_aimed)
            is_aimed = is_aimed or here.dep_ == "xcomp"
            is_loose = is_loose or here.tag_ != "VBG" or (here.dep_ in _GERUNDS and here.head.lower_ not in _SEQUENCES)
        is_loose = is_loose or _has_gerund(here)
        below, here = here, here.head if here.head != here else None
    return None


def _is_plain(verb: Token) -> bool:
    """Whether a verb stands in the present tense; "run" may be taken for a participle ("the games run")."""
    is_plain = verb.tag_ in _UNINFLECTED or (verb.tag_ == "VBN" and has_child(verb, "nsubj"))
    return is_plain and not has_auxiliary(verb)


def _read_set_day(found: Direction | None, verb: Token, token: Token | None) -> Direction | None:
    """A day of a month lies ahead where something is on it: "the vote is on Nov. 5"; not "today is Nov. 5"."""
    if found != "present" or token is None:
        return None
    day = token.head if token.dep_ == "nummod" else token
    link = day.head if day.head.lower_ in ("on", "in") else day
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "csubj")), None)
    has_day = token != day or any(child.tag_ == "CD" and child.i < day.i + 2 for child in day.rights)
    is_told = link.head == verb and link.i > verb.i and verb.lower_ in load_function_words().be_present
    if subject is None or subject.tag_ not in (*NOUNS, "VBG") or subject.ent_type_ in TIME_LABELS:
        return None
    return "loosely future" if is_told and has_day else None


def _loosen(
    found: Direction | None, verb: Token, token: Token | None, is_loose: bool, is_aimed: bool
) -> Direction | None:
    """What a finite verb says of a date that hangs on what it governs: "hopes to win in March", "hoped to"."""
    if found == "past" and any(child.dep_ == "mark" and child.lower_ == "since" for child in verb.children):
        return "surely past"
    if found == "past":
        return "loosely past" if is_loose else found
    if found == "present" and _is_of_part(token, verb):
        return "near"
    is_present = verb.tag_ in PRESENT and verb.lower_ not in load_calendar().past.recalling
    return "aimed" if is_aimed and found in (None, "present") and is_present else found


def _is_of_part(token: Token | None, verb: Token) -> bool:
    """Whether a date is that of a participle beside a noun of the clause: "those working Monday are tired"."""
    above = () if token is None else takewhile(lambda each: each != verb, token.ancestors)
    return any(each.tag_ == "VBG" and each.dep_ == "acl" for each in above)


def _is_plan(word: Token, token: Token | None, below: Token | None) -> bool:
    """Whether a word of planning governs a date, and what it plans is not said beside it.

    Not "going into Monday's vote", nor "set a target of 90 by May", "rose more than expected".
    """
    if _is_compared(word) or _is_dated(word, token):
        return False
    if word.lower_ == "going" and below is not None and below.lower_ == "into":
        return False
    return word.lower_ != "set" or not any(child.dep_ == "dobj" and child != below for child in word.children)


def _has_gerund(noun: Token) -> bool:
    """Whether a gerund is parsed as an adjective of its own object: "rules on reopening schools in the fall"."""
    before = noun.nbor(-1) if noun.dep_ == "pobj" and noun.i else None
    return before is not None and before.tag_ == "VBG" and before.head == noun and noun.head.i == before.i - 1


def _is_told(word: Token) -> bool:
    """Whether a plan is one of a time gone by: "planned to release it in October", "was expected in May"."""
    if word.tag_ == "VBD":
        return True
    auxiliaries = load_calendar().past.told
    verb = word.head if word.dep_ in ("acomp", "attr") else word
    is_be = verb != word and verb.lower_ in auxiliaries
    return is_be or (word.tag_ == "VBN" and any(child.lower_ in auxiliaries for child in word.children))


def _is_told_of(plan: Token) -> bool:
    """Whether a plan is what somebody did something with in the past: "shelved its plans for a sale on Sept. 30"."""
    return plan.tag_ == "NNS" and plan.dep_ == "dobj" and plan.head.tag_ == "VBD"


def _is_aim(verb: Token, is_through: bool) -> bool:
    """Whether a verb only names what is aimed at: an infinitive, a gerund, "to keep it closed through March"."""
    is_done = any(child.lower_ in load_calendar().past.auxiliaries for child in verb.children)
    if (verb.tag_ == "VB" and not is_done) or (verb.tag_ == "VBG" and verb.dep_ == "csubj"):
        return True
    return is_through and not has_auxiliary(verb) and (verb.tag_ == "VBG" or _is_aimed_at(verb))


def _is_aimed_at(verb: Token) -> bool:
    """Whether a participle is what somebody wants or keeps: "wants it included in March"."""
    wanting = load_calendar().future.words
    if verb.dep_ == "acl" and verb.head.dep_ == "dobj":
        return verb.tag_ == "VBN" and verb.head.head.lower_ in wanting and verb.head.head.tag_ in PRESENT
    is_wanted = verb.head.tag_ == "VB" or verb.head.lower_ in wanting
    return verb.tag_ == "VBN" and verb.dep_ in _AIMS and is_wanted


def _look_back(word: Token) -> Direction | None:
    """What lies behind: "since her op-ed backing it in May", "calls to act, following the release Friday of it"."""
    if word.lower_ == "since" and word.dep_ == "prep":
        return "surely past"
    return "past" if word.lower_ == "following" or _is_blamed(word) else None


def _is_compared(word: Token) -> bool:
    """Whether a forecast only sets a scale: "rose more than expected in March"."""
    return word.i > 0 and word.nbor(-1).lower_ in ("than", "as")


def _is_dated(noun: Token, token: Token | None) -> bool:
    """Whether a plan is of a day, not for it: "rejected an earlier plan on Tuesday"."""
    link = token.head if token is not None else None
    return noun.tag_ == "NN" and link is not None and link.lower_ == "on" and link.head == noun


def _is_blamed(verb: Token) -> bool:
    """Whether a gerund is what somebody is said to have done: "is accused of firing on Friday night"."""
    blaming = load_calendar().past.blaming
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.head.lower_ in blaming


def _read_verb(verb: Token) -> Direction | Literal["climb"] | None:
    be_present = load_function_words().be_present
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in AUXILIARIES}
    if modals := auxiliaries & load_calendar().future.modals:
        if "have" in auxiliaries and "will" not in auxiliaries:
            return "past"
        if not modals <= load_calendar().future.backshifted:
            return "future"
        return "foretold" if verb.dep_ == "ccomp" and verb.head.tag_ == "VBD" else "loosely future"
    if "to" in auxiliaries:
        return _read_infinitive(verb)
    if verb.tag_ == "VBD" or auxiliaries & load_calendar().past.auxiliaries:
        return "past"
    if verb.tag_ == "VBG":
        return "loosely future" if auxiliaries & be_present else "climb"
    if _is_condition(verb) and (verb.tag_ != "VBN" or auxiliaries):  # not "when asked on Monday"
        return "future"  # in the present tense: "until the vote is held in the fall"
    if verb.lower_ in be_present or (verb.tag_ == "VBN" and auxiliaries & be_present):
        return "present"
    if verb.tag_ == "VBN" and not auxiliaries:
        is_next = verb.lower_ == "followed"  # "will vote on Thursday, followed by the council on Friday"
        return "climb" if is_next or _is_aimed_at(verb) else "past"
    return _read_bare(verb, has_auxiliary=bool(auxiliaries))


def _read_bare(verb: Token, *, has_auxiliary: bool) -> Direction | Literal["climb"] | None:
    if verb.tag_ in PRESENT:
        is_eager = any(child.lower_ == "forward" for child in verb.children)
        return "future" if is_eager else None  # "looks forward to meeting her on Friday"
    if verb.tag_ == "VB" and verb.dep_ == "conj" and verb.head.tag_ == "VB" and _is_planned(verb.head):
        return "climb"
    return "future" if verb.tag_ == "VB" and not has_auxiliary and _is_bidden(verb) else None


def _is_planned(verb: Token) -> bool:
    """Whether a verb is what somebody will do: "plans to return early and meet on Friday"."""
    future = load_calendar().future
    is_willed = any(child.lower_ in future.modals - frozenset(future.backshifted) for child in verb.children)
    return is_willed or (verb.dep_ == "xcomp" and verb.head.tag_ in PRESENT and verb.head.lower_ in future.words)


def _is_bidden(verb: Token) -> bool:
    """Whether a bare verb is a call: "let's meet on the 15th", "meet us on Monday"."""
    is_let = verb.head.lower_ == "let" and verb.head != verb
    return is_let or (verb.dep_ == "ROOT" and not has_child(verb, *NOUN_SUBJECTS))


def _read_infinitive(verb: Token) -> Direction | Literal["climb"]:
    head = verb.head.lower_
    if verb.dep_ in ("xcomp", "ccomp", "advcl") and head in load_calendar().future.bidding:
        return "loosely future"  # "agreed to meet on Monday"
    if verb.dep_ == "xcomp" and head in ("was", "were"):
        return "loosely future"  # "he was to be sentenced on Friday"
    is_arranged = (
        verb.dep_ == "xcomp" and head in load_function_words().be_present
    )  # "the talks are to resume on Monday"
    return "future" if is_arranged or _is_ahead(verb) else "climb"


def _is_condition(verb: Token) -> bool:
    if verb.dep_ != "advcl" or verb.tag_ == "VBG":
        return False
    return any(child.lower_ in _CONDITIONS and child.dep_ in ("mark", "advmod") for child in verb.children)


def _opens(token: Token) -> bool:
    """Whether a day is what the present tense is about: "Friday marks the end"."""
    verb = token.head
    is_subject = token.dep_ == "nsubj" or (
        token.dep_ == "npadvmod" and token.i < verb.i and not has_child(verb, *NOUN_SUBJECTS)
    )
    return is_subject and verb.tag_ in PRESENT and not has_auxiliary(verb)


def _is_ahead(verb: Token) -> bool:
    """Whether an infinitive says what is to come: "an election to be held on Aug. 13", not "the first to be held"."""
    noun = verb.head
    if verb.dep_ == "advcl" and has_child(verb, *NOUN_SUBJECTS):
        return True  # "with a count to be held on Aug. 13"
    if verb.dep_ not in NOUN_CLAUSES or noun.tag_ not in NOUNS:
        return False
    if not has_child(verb, "auxpass"):
        return False  # "their attempts to win on Monday"
    return not any(child.tag_ in ("JJ", "JJS", "RB") and child.i < noun.i for child in noun.children)


def is_told(token: Token | None) -> bool:
    """Whether the verb over a word is a plain past: "over the next year, more came to light"; not "if it stayed"."""
    verb = next((each for each in token.ancestors if each.tag_ in VERBS), None) if token is not None else None
    if verb is None or verb.tag_ != "VBD":
        return False
    return not any(child.dep_ == "mark" and child.lower_ == "if" for child in verb.lefts)
