"""Whose an age is: of "Jane Roe, 42,", "a 42-year-old clerk", "Roe is 42", "children under 5"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.antecedents import find_owner
from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.hanging import find_noun_behind
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.naming import Measured, name_holder, name_measured, name_whom
from tasks.annotate.figures.noun_phrases import text_of
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, NOUNS, PROPER_NOUNS, VERBS, child, object_of, subject_of
from tasks.language.people import is_person_noun

_ROW = frozenset((",", "and", "both", "all", "("))
_STOPS = frozenset((",", ".", ";", ")"))
_LONGEST_ROW = 12  # tokens
_LONGEST_LEAD = 4  # tokens of "his late 60s"
_LONGEST_CLIMB = 6
_IN_NAMES = NOUNS | {"JJ", "VBN", "VBG", "HYPH"}
_NO_PERSONS = frozenset(("GPE", "LOC", "ORG", "FAC", "DATE", "EVENT", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"))


def name_aged(body: Body, top: Token, first: int, end: int) -> str | None:
    """Whom an age is of, where a noun or a name beside it, or the subject of its verb, says it."""
    doc = body.doc
    if end < len(doc) and doc[end].tag_ == "POS":
        return None  # "the 17-year-old's mother"
    behind = find_noun_behind(top, end)
    is_named = behind is None and top.lower_ == "old" and top.head.i == end  # "16-year-old Jaya", a date to the tagger
    behind = top.head if is_named and top.head.tag_ in PROPER_NOUNS else behind
    is_doing = behind is not None and doc[end].tag_ in VERBS and behind.tag_ in PROPER_NOUNS
    if behind is not None and not is_doing:  # "a 42-year-old running Acme"
        return _name_behind(body, behind, end)
    before = _find_before(doc, first, end) or _find_in_decade(doc, first)
    if before is not None:
        return name_whom(body, before) if before.tag_ == "PRP" else name_holder(body, before)
    beside = _find_beside(top, behind)
    is_told = beside is not None and top.lower_ == "old" and beside.tag_ in PROPER_NOUNS  # whatever it was taken for
    if beside is not None and beside.i < first and (is_told or _is_aged(beside)):
        return name_holder(body, beside)
    return _name_subject(body, top, first, end)


def _find_beside(top: Token, behind: Token | None) -> Token | None:
    """Whom an age stands beside: "a child of 4", "Jane Roe, a 42-year-old from Ohio", "a 42-year-old running Acme"."""
    if top.head.lower_ == "of":
        return top.head.head
    beside = behind if behind is not None and behind == top.head else top
    return beside.head if beside.dep_ == "appos" else None


def _name_subject(body: Body, top: Token, first: int, end: int) -> str | None:
    """Of whom a verb says how old they are: "some of the girls were 14", "Roe turned 70"."""
    subject = _find_subject(body.doc, top, first)
    parts, percent = load_figure_words().measuring.parts, load_units().percent
    is_part = subject is not None and (
        subject.tag_ in ("DT", "JJ", "JJS", "CD") or subject.lower_ in parts or subject.lower_ in percent
    )
    of = child(subject, "prep") if subject is not None and is_part else None
    subject = object_of(of) if of is not None and of.lower_ == "of" else subject
    if subject is None or subject.lower_ == "age":
        return None
    is_old = body.doc[end - 1].lower_ == "old" or top.head.lower_ in load_units().age.turning
    is_person = subject.tag_ == "PRP" or subject.ent_type_ == "PERSON" or _is_common(subject)
    return name_whom(body, subject) if is_person or (is_old and subject.tag_ in NOUNS) else None


def name_age_level(body: Body, top: Token) -> Measured | None:
    """The median age of "the median age in Velden was 31", and of "a median age of 31"."""
    above = subject_of(top.head) if top.head.tag_ in VERBS else top.head.head if top.head.lower_ == "of" else None
    if (
        above is None
        or above.lower_ != "age"
        or not any(each.lower_ in load_units().age.levels for each in above.lefts)
    ):
        return None
    return name_measured(body, above, -1)


def recall_aged(told: dict[float, set[str]], doc: Doc, figure: Figure, first: int, name: str | None) -> str | None:
    """Whom "the 42-year-old" means: the only one who was told to be that old; a name told now is kept in `told`."""
    if figure.value is None:
        return name
    names = told.setdefault(figure.value, set())
    if name is not None:
        names.add(name)
    is_the = first > 0 and doc[first - 1].lower_ == "the"
    return next(iter(names)) if name is None and is_the and len(names) == 1 else name


def _name_behind(body: Body, behind: Token, end: int) -> str | None:
    """The clerk of "a 42-year-old clerk", and of her sister: "42-year-old Roe's sister"."""
    doc, owner = body.doc, child(behind, "poss")
    kin = behind
    if owner is not None and owner.i >= end:
        behind = owner
    is_old = doc[end - 1].lower_ == "old"  # "the 90-year-old mill", "16-year-old Anya"
    is_verb = behind.lower_.endswith("ed") or (behind.i + 1 < len(doc) and behind.nbor(1).tag_ == "TO")
    # "When my 11-year-old tries to do it", "my 11-year-old plays chess": a sentence without another verb
    is_verb = (
        is_verb or behind.dep_ in ("ROOT", "compound") or any(token.tag_ == "NNS" for token in doc[end : behind.i])
    )
    is_old = is_old and not is_verb
    if not (is_old or _is_aged(behind, kin)):
        return None
    start = behind.i
    while start > end and (doc[start - 1].tag_ in _IN_NAMES or _is_within_name(doc, start - 1, behind)):
        start -= 1
    return text_of(body, Tokens((start, behind.i + 1)))


def _is_within_name(doc: Doc, at: int, noun: Token) -> bool:
    """Whether "of" stands in a name that a noun has in front: "a 23-year-old University of Velden graduate"."""
    link = doc[at]
    return link.lower_ == "of" and link.head.tag_ in PROPER_NOUNS and doc[at - 1] == link.head and noun.i > at + 1


def _find_before(doc: Doc, first: int, end: int) -> Token | None:
    """The person right before an age, or before the row that it stands in: "two girls, 12 and 14", "adults aged 40"."""
    ages, at = load_units().age, first - 1
    while at > max(first - _LONGEST_ROW, 0) and (doc[at].text in _ROW or doc[at].text.isdecimal()):
        at -= 1
    while at > max(first - _LONGEST_ROW, 0) and doc[at].lower_ in ages.between:
        at -= 1
    while at > max(first - _LONGEST_ROW, 0) and (doc[at].lower_ in ages.fillers or doc[at].text == ","):
        at -= 1  # "Roe, then aged 21", "her children, ages 2 and 4"
    if at < doc[first].sent.start:
        return None
    # "Booker, 49, said": a name between commas, whatever it was taken for
    is_set_off = at < first - 1 and doc[at + 1].text == "," and end < len(doc) and doc[end].text in _STOPS
    return doc[at] if _is_aged(doc[at]) or (is_set_off and doc[at].tag_ in PROPER_NOUNS) else None


def _find_in_decade(doc: Doc, first: int) -> Token | None:
    """The men of "men in their 20s"; whom "his" stands for in "Roe, now in his 60s"."""
    at = first
    while at > max(first - _LONGEST_LEAD, 1) and doc[at].tag_ != "PRP$":
        at -= 1
    if doc[at].tag_ != "PRP$":
        return None
    noun = doc[at - 2] if at > 1 and doc[at - 1].lower_ == "in" else None
    if noun is not None and noun.lower_ == "those":
        return None
    if noun is not None and noun.i >= doc[first].sent.start and _is_aged(noun):
        return noun
    return find_owner(doc[at])


def _find_subject(doc: Doc, top: Token, first: int) -> Token | None:
    """Who "is 42", "died at 42", "left at the age of 42"."""
    here, words = top, load_units().age
    for _ in range(_LONGEST_CLIMB):
        here = here.head
        if here.tag_ in VERBS or here.lower_ in words.dying:
            break
        if here.head == here or here.tag_ in PROPER_NOUNS:
            return None
    lead = [token.lower_ for token in doc[max(first - 4, 0) : first] if token.lower_ not in ("the", "of")]
    is_at = lead[-1:] in (["age"], ["ages"]) and lead[-2:-1] != [] and lead[-2] in words.at
    if here.tag_ in NOUNS and here.lower_ in words.dying and is_at:
        return child(here, "poss")  # "her father's death at age 60"
    is_told = here.lower_ in load_function_words().be | words.dying | words.turning
    is_others = lead[-2:-1] == ["at"] and any(map(_may_be_aged, doc[here.i + 1 : first]))
    is_told = is_told or (is_at and not is_others)
    return find_subject(here, first) if here.tag_ in VERBS and is_told else None


def _may_be_aged(token: Token) -> bool:
    """Whether an age behind may be another's: "announced the retirement of Roe at age 60", "told of her death at"."""
    return token.lower_ in load_units().age.dying or token.ent_type_ == "PERSON" or _is_common(token)


def _is_aged(noun: Token, kin: Token | None = None) -> bool:
    """Whether a noun may name persons, as it does where it has some: "Roe's sister"."""
    return _is_common(kin or noun) or (noun.tag_ in PROPER_NOUNS and noun.ent_type_ not in _NO_PERSONS)


def _is_common(noun: Token) -> bool:
    is_person = is_person_noun(noun.lower_) or noun.lower_ in load_units().age.groups or noun.ent_type_ == "PERSON"
    return noun.tag_ in COMMON_NOUNS and is_person
