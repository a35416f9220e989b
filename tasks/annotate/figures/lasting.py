"""What lasts as long as a span of time says, and whose it is: "10 hours of battery life", "the talks lasted a day"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.hanging import find_noun_behind
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, is_level, name_measured, name_whom
from tasks.annotate.figures.noun_phrases import find_noun_phrase, text_of, with_modifiers
from tasks.language.body import Body
from tasks.language.grammar import COMMON_NOUNS, NOUNS, VERBS, child, children_after, has_child
from tasks.language.people import is_person_noun, may_speak

# How a span of time hangs on the verb that says what goes on so long.
_DURING = frozenset(("dobj", "npadvmod", "attr", "advmod"))
_APOSTROPHES = frozenset(("'", "\u2019"))
_LONGEST_CLIMB = 3


def name_lasting(body: Body, top: Token, first: int, end: int) -> Measured | None:
    """What goes on for a span of time, where a noun beside it or its verb says it."""
    return (
        _name_spanned(body, top, end)
        or _name_filling(body, first, end)
        or _name_stay(body, top, first, end)
        or _name_before(body, top, first)
        or _name_by_verb(body, top, first, end)
    )


def _name_spanned(body: Body, top: Token, end: int) -> Measured | None:
    """The deal of "a three-year deal"."""
    behind = find_noun_behind(top, end)
    is_joined = behind is not None and any(token.text in "-\u2011" for token in body.doc[top.i - 1 : end + 1])
    return name_measured(body, behind, end) if behind is not None and is_joined else None


def _name_filling(body: Body, first: int, end: int) -> Measured | None:
    """The work of "three years of work"; "within a day of the vote" is a distance, its "first three years" a part."""
    doc, words = body.doc, load_figure_words().measuring
    lead = {token.lower_ for token in doc[max(first - 3, 0) : first + 1]}
    if end + 1 >= len(doc) or "within" in lead or words.parting & lead:
        return None
    is_of, is_owner = doc[end].lower_ == "of", doc[end].text in _APOSTROPHES and not doc[end - 1].whitespace_
    if is_of and doc[end + 1].tag_ == "VBG" and doc[end + 1].dep_ == "pcomp":
        return Measured(doc[end + 1].lower_, None)
    found = find_noun_phrase(doc, end if is_of else end + 1) if is_of or is_owner else None
    head = doc[found[1] - 1] if found is not None else None
    if found is None or head is None or head.tag_ not in COMMON_NOUNS or is_person_noun(head.lower_):
        return None
    if any(token.tag_ == "CC" for token in doc[slice(*found)]):
        return None  # "400 years' history and art"
    name, phrase = name_measured(body, head, -1), text_of(body, found)
    is_whole = name is not None and not any(token.tag_ == "POS" for token in doc[slice(*found)])
    return Measured(phrase, name.of) if name is not None and is_whole and name.of not in phrase.split() else name


def _name_stay(body: Body, top: Token, first: int, end: int) -> Measured | None:
    """The prison of "12 years in prison", and who is sent there."""
    doc, words = body.doc, load_figure_words().measuring
    if end + 1 >= len(doc) or doc[end].lower_ not in ("in", "on") or doc[end + 1].lower_ not in words.stays:
        return None
    if _goes_on(doc, end + 2):
        return None
    verb = _find_verb(top)
    if verb is None:
        return Measured(doc[end + 1].lower_, None)
    sent = child(verb, "dobj", "nsubjpass") if verb.lower_ in words.sentencing else None
    if sent is None and verb.lower_ in words.enduring | words.having:
        sent = find_subject(verb, first)
    is_named = sent is not None and sent.i < first and not _names_another(doc, sent.i + 1, first)
    return Measured(doc[end + 1].lower_, name_whom(body, sent) if is_named else None)


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a noun goes on with the next word: "hospital administration"; not "in prison today"."""
    follows = doc[at] if at < len(doc) else None
    is_joined = follows is not None and follows.tag_ in COMMON_NOUNS | {"HYPH", "POS"}
    return is_joined and follows is not None and follows.ent_type_ not in ("DATE", "TIME")


def _names_another(doc: Doc, start: int, end: int) -> bool:
    """Whether somebody else is named behind the "to" of the first: "Roe to two years in jail and Doe to"."""
    joint = next((token.i for token in doc[start:end] if token.lower_ == "to"), end)
    joins = (token.i for token in doc[joint:end] if token.tag_ == "CC" or token.text in (",", ";"))
    return any(doc[at + 1].tag_ in NOUNS | {"PRP", "DT"} for at in joins)


def _name_before(body: Body, top: Token, first: int) -> Measured | None:
    """The sentence of "a sentence of five years", the time of "Prep time: 15 minutes"."""
    doc = body.doc
    if first > 1 and doc[first - 1].text == ":":
        return _name_labelled(body, doc[first - 2])
    link = top.head
    noun = link.head if top.dep_ == "pobj" and link.lower_ == "of" and link.i < top.i else None
    is_one = noun is not None and noun.i == link.i - 1 and any(each.lower_ in ("a", "an") for each in noun.lefts)
    if noun is None or not is_one or noun.tag_ not in COMMON_NOUNS or is_level(noun):
        return None
    is_stretch = noun.lower_ in load_figure_words().measuring.stretches
    return None if is_stretch or is_person_noun(noun.lower_) else name_measured(body, noun, -1)


def _name_labelled(body: Body, noun: Token) -> Measured | None:
    """The time of "Prep time: 15 minutes", which opens its line; not "told reporters: two hours"."""
    label = with_modifiers(noun)
    opens_line = label[0] == 0 or noun.doc[label[0] - 1].text[:1] in ("\n", "\u2022", "-", "*")
    is_thing = noun.tag_ in COMMON_NOUNS and not is_person_noun(noun.lower_)
    return Measured(text_of(body, label), None) if opens_line and is_thing else None


def _find_verb(top: Token) -> Token | None:
    """The verb that a span of time hangs on, also over "to", "for" or a noun with it."""
    here = top
    for _ in range(_LONGEST_CLIMB):
        if here.head == here or here.dep_ in ("conj", "appos", "nsubj", "nsubjpass", "pcomp"):
            return None
        here = here.head
        if here.tag_ in VERBS:
            return here
    return None


def _name_by_verb(body: Body, top: Token, first: int, end: int) -> Measured | None:
    """The talks of "the talks lasted two hours"; the waiting, and who waits, of "Roe has waited for two hours"."""
    words = load_figure_words().measuring
    is_for = _is_behind_for(top)
    verb = _find_lasting(body, top, first)
    if verb is None or has_child(verb, "neg", "acomp") or any(each.lower_ == "back" for each in verb.rights):
        return None  # "goes back ten years", "is open seven days a week"
    is_apart = end < len(body.doc) and body.doc[end].lower_ in words.apart  # "is a week away", "took an hour to rule"
    if verb.lower_ in words.going_on:
        return None if is_apart else _name_going_on(body, verb, first)
    if not is_for and verb.lower_ in words.stating_forms:
        return _name_going_on(body, verb, first) if _closes(body.doc, end) else None
    moved = child(verb, "dobj")
    does_other = moved is not None and moved != top and not is_for
    is_far = is_apart and not is_for and verb.lower_ not in words.filling  # "spoke two hours before the vote"
    is_endured = verb.lower_ in words.enduring and not (does_other or is_far)
    return _name_endured(body, verb, top, first) if is_endured else None


def _closes(doc: Doc, end: int) -> bool:
    """Whether a span of time ends its clause: "is two hours."; not "is two hours by car", "is two weeks in Rye"."""
    return end >= len(doc) or doc[end].is_punct or doc[end].is_space or doc[end].tag_ == "CC"


def _is_behind_for(top: Token) -> bool:
    return top.dep_ == "pobj" and top.head.lower_ == "for" and top.head.dep_ == "prep"


def _find_lasting(body: Body, top: Token, first: int) -> Token | None:
    """The verb that says what goes on for a span of time, or right before it where the parse has it elsewhere."""
    is_for = _is_behind_for(top)
    verb = top.head.head if is_for else top.head
    near = body.doc[first - 1] if first > 0 else verb
    if verb.i > top.i and near.tag_ in VERBS and near.lower_ in load_figure_words().measuring.enduring:
        verb = near  # "wait ten years before they can vote"
    return verb if verb.tag_ in VERBS and verb.i < top.i and (is_for or top.dep_ in _DURING) else None


def _name_going_on(body: Body, verb: Token, first: int) -> Measured | None:
    subject = find_subject(verb, first)
    if subject is None or subject.tag_ not in COMMON_NOUNS:
        return None
    acts = is_person_noun(subject.lower_) or may_speak(subject.lower_)
    acts = acts or subject.lower_ in load_figure_words().measuring.holders
    return None if acts else name_measured(body, subject, -1)


def _name_endured(body: Body, verb: Token, top: Token, first: int) -> Measured:
    """What somebody does for so long, and who, or to what: of "spent two hours talking" the talking."""
    words = load_figure_words().measuring
    passes = verb.lower_ in words.passing
    doings = children_after(verb, "xcomp", "advcl", "ccomp") if passes else ()
    done = next((each for each in doings if each.tag_ == "VBG" and each.i > top.i), verb)
    moved = child(verb, "dobj")
    is_undergone = verb.lower_ in words.undergone and moved is not None and moved != top
    subject = moved if is_undergone else find_subject(verb, first)
    told = name_whom(body, subject) if subject is not None and subject.tag_ in NOUNS | {"PRP"} else None
    return Measured(done.lower_, told)
