"""Who pays, gets or has a sum, and what it is for: "the group raised $100 million", "$5 billion for a wall"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.clauses import find_holder
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, name_holder, name_measured, name_whom
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUNS,
    TENSED,
    VERBS,
    child,
    children_after,
    find_agent,
    has_auxiliary,
    is_passive,
    object_of,
    own_subject,
)
from tasks.language.people import is_person_noun

_PURPOSES = ("for", "on", "into", "toward", "towards")
_LONGEST_PAIR = 10  # tokens of "Roe and the party of Doe"
_LONGEST_PLACE = 4  # tokens of "from the free-throw line"
_WHILE = ("with", "through", "in", "over", "since", "on", "during", ".", ",")  # "is shooting 40 percent in May"
_AT_COURTS = ("from", "inside", "beyond", "behind")
_LONGEST_CLAUSE = 5  # tokens of "$30 million that the firm owed"
_ENDS = ("to", "from", "off", "toward", "towards")


def name_payer(body: Body, verb: Token, first: int) -> Measured | None:
    """Who has, pays or gets a sum or a share: the subject, where that may hold one; a pronoun names nobody."""
    subject = find_holder(verb, first)
    name = _name_all(body, subject) if subject is not None and subject.tag_ in NOUNS else None
    return Measured(None, name) if name else None


def _name_all(body: Body, subject: Token) -> str | None:
    """Name whom a subject stands for, both of two that are joined: "Roe and Doe"."""
    name, joined = name_holder(body, subject), child(subject, "conj")
    if (
        name is None
        or joined is None
        or joined.tag_ not in NOUNS
        or not any(each.lower_ == "and" for each in subject.rights)
    ):
        return name
    start, end = body.text.rfind(name, 0, subject.idx + len(subject)), joined.idx + len(joined)
    both = body.text[start:end]
    return both if start >= 0 and joined.i - subject.i < _LONGEST_PAIR and "," not in both else None


def name_shot(body: Body, top: Token, span: Tokens, figure: Figure) -> Measured | None:
    """How well somebody does: "Roe shot 45 percent from the field"; not "shot 40 percent of the horses"."""
    verb, (first, end) = top.head, span
    words = load_figure_words().measuring
    verb = verb.head if top.dep_ == "conj" and verb.tag_ not in VERBS else verb
    does = verb.lower_ in words.shooting and top.dep_ in ("dobj", "npadvmod", "conj") and verb.i < first
    place = [token.lower_ for token in body.doc[end : end + _LONGEST_PLACE]]
    is_court = place[:1] and place[0] in _AT_COURTS and not words.courts.isdisjoint(place)
    is_court = is_court or (verb.lower_ == "shooting" and figure.counted is None and place[:1] and place[0] in _WHILE)
    if not does or figure.kind != "percent" or not is_court:
        return None
    doer = name_payer(body, verb, first)
    return Measured(verb.lower_, doer.of if doer is not None else None)


def name_fined(body: Body, verb: Token, first: int) -> Measured | None:
    """Who has to pay: the Acme of "fined Acme $5 million" and of "Acme was fined $5 million"."""
    for fined in children_after(verb, "dobj", "dative"):
        if fined.i < first:
            name = name_holder(body, fined) if fined.tag_ in NOUNS else None
            return Measured(None, name) if name else None
    subject = child(verb, "nsubjpass")
    name = name_whom(body, subject)
    return Measured(None, name) if name else None


def complete_by_deed(body: Body, found: Measured | None, top: Token, first: int) -> Measured | None:
    """Name a sum that no noun names by what is done with it: "Roe raised $5 million", "the $30 that Acme owed"."""
    clause = next((each for each in top.rights if each.dep_ == "acl" and each.tag_ == "VBN"), None)
    if found is None and clause is not None and clause.lower_ in _load_deeds():
        agent = find_agent(clause)  # "the $5 million raised by Roe"
        named = _name_all(body, agent) if agent is not None else None
        return Measured(_name_deed(clause, len(body.doc)), named)  # "the $5 million set aside"
    clause = child(top, "relcl")
    owner = own_subject(clause) if clause is not None and clause.i - top.i <= _LONGEST_CLAUSE else None
    is_near = clause is not None and not any(each.tag_ == "IN" for each in top.doc[top.i + 1 : clause.i])
    if clause is not None and owner is not None and is_near and clause.lower_ in _load_deeds():
        return Measured(clause.text.lower(), name_whom(body, owner))
    is_apart = first > 0 and top.doc[first - 1].text == ":"
    verb = None if is_apart else _find_deed(top, first) or _find_phrasal(top, first)
    if verb is None or (found is not None and found.measured is not None):
        return found
    if _adds_up(verb, first):
        return _name_subject(body, verb)
    payer = name_payer(body, verb, first) if found is None or found.of is None else found
    return Measured(_name_deed(verb, first), payer.of if payer is not None else None)


def _name_deed(verb: Token, first: int) -> str:
    """A verb as printed, with the little word right behind it: "pulled in", "asked for"."""
    is_phrasal = verb.i + 1 < min(first, len(verb.doc)) and _is_particle(verb.nbor(1)) and verb.nbor(1).head == verb
    return f"{verb.lower_} {verb.nbor(1).lower_}" if is_phrasal and verb.nbor(1).text.islower() else verb.lower_


def _find_deed(top: Token, first: int) -> Token | None:
    """The verb that a sum is the object of: "gave $300 in 2001 and $600 in 2008", "raised $5 million more than"."""
    top = _skip_average(top)
    here = top.head if top.dep_ == "npadvmod" and top.head.lower_ in ("more", "less") else top
    here = here.head if here.dep_ == "conj" and here.head.tag_ == "CD" else here
    is_moved = here.dep_ in ("dobj", "nsubjpass", "npadvmod") or (here.dep_ == "conj" and here.head.tag_ in VERBS)
    is_moved = is_moved or (here.dep_ in ("prep", "advmod") and first == here.head.i + 1)  # "spent north of $5"
    is_deed = is_moved and here.head.tag_ in VERBS and here.head.lower_ in _load_deeds()
    if is_deed:
        return here.head if top.tag_ not in VERBS else None
    near = top.doc[first - 1] if first > top.sent.start else None  # where the parse takes the sum for another's
    near = near.head if near is not None and near.dep_ == "dative" else near  # "paid the firm $5 so far this year"
    if near is None or near.lower_ not in _load_deeds() or is_passive(near):
        return None
    return near if near.tag_ in TENSED or (near.tag_ == "VBN" and has_auxiliary(near)) else None


def _adds_up(verb: Token, first: int) -> bool:
    """Whether a verb says what things come to: "the fees added up to $5 million"."""
    return verb.lower_ in load_figure_words().summing and verb.i + 1 < first and verb.nbor(1).lower_ == "up"


def _name_subject(body: Body, verb: Token) -> Measured | None:
    subject = own_subject(verb)
    return name_measured(body, subject, -1) if subject is not None and subject.tag_ in NOUNS else None


def _skip_average(top: Token) -> Token:
    """The average of "earned an average of $27", which the verb has as its object."""
    level = top.head.head
    is_level = top.dep_ == "pobj" and top.head.lower_ == "of" and level.lower_ in load_figure_words().measuring.levels
    return level if is_level and level.i < top.i else top


def _find_phrasal(top: Token, first: int) -> Token | None:
    """The verb whose little word leads to a sum: "pulled in $71 million", "asked donors for $18 million"."""
    link = top.head
    verb = link.head if top.dep_ == "pobj" else link
    if top.dep_ == "nsubj" and top.tag_ not in VERBS and verb.head.lower_ in load_function_words().make:
        return verb.head if verb.head.i == first - 1 and verb.dep_ == "ccomp" else None  # "made $5 selling it"
    if top.dep_ != "pobj" or verb.tag_ not in VERBS or link.i <= verb.i:
        return None
    measuring = load_figure_words().measuring
    if link.lower_ == "for":
        return verb if verb.lower_ in measuring.calling else None
    is_near = link.i == verb.i + 1 and first == link.i + 1
    return verb if is_near and _is_particle(link) and verb.lower_ in _load_deeds() else None


def _is_particle(word: Token) -> bool:
    """Whether a little word may make a verb of handing money over what it is: "pulled in", "doled out"."""
    return word.lower_ in load_figure_words().measuring.particles


def _load_deeds() -> frozenset[str]:
    measuring = load_figure_words().measuring
    return measuring.giving_forms | measuring.deeds


def name_increased(body: Body, verb: Token, here: Token) -> Measured | None:
    """The debt of "would add $5 trillion to the debt", "cut $5 million from the debt"."""
    for link in (*here.rights, *verb.rights):
        thing = object_of(link) if link.lower_ in _ENDS and link.i > here.i else None
        if thing is not None and thing.tag_ in NOUNS:
            return name_measured(body, thing, -1)
    return None


def name_own_purpose(body: Body, top: Token, figure: Figure) -> Measured | None:
    """What a sum is for, where nothing else says what it measures: "insists on $5 billion for a wall"."""
    link = next((each for each in top.rights if each.lower_ == "for"), None) if figure.kind == "money" else None
    thing = object_of(link) if link is not None and figure.counted is None else None
    if thing is None or thing.tag_ not in COMMON_NOUNS or _receives(thing):
        return None
    return None if _is_each(thing) else name_measured(body, thing, -1)


def has_other_purpose(body: Body, top: Token, figure: Figure) -> bool:
    """Whether a sum joined to another has a purpose of its own that goes unnamed: "$5 for roads and $3 for clerks"."""
    is_own = top.dep_ == "conj" and any(each.lower_ == "for" for each in top.rights)
    return is_own and name_own_purpose(body, top.head, figure) is not None


def name_purpose(body: Body, verb: Token, top: Token, figure: Figure) -> Measured | None:
    """What was paid for: the house of "paid $5 million for the house"."""
    measuring = load_figure_words().measuring
    if figure.kind != "money" or verb.lower_ not in measuring.giving_forms or figure.counted is not None:
        return None
    purposes = _PURPOSES if verb.lower_ in measuring.paying else ("for",)
    for link in (*top.rights, *verb.rights):
        if link.lower_ not in purposes or link.i < top.i:
            continue
        thing = object_of(link)
        doing = thing or child(link, "pcomp")
        if (
            doing is not None
            and doing.tag_ == "VBG"
            and doing.text[0].isalpha()
            and link.lower_ == "on"
            and child(doing, "dobj") is None
        ):
            payer = name_payer(body, verb, top.i)
            return Measured(doing.lower_, payer.of if payer is not None else None)  # "spent $5 on lobbying"
        if thing is not None and thing.tag_ in NOUNS and not (_receives(thing) or _is_each(thing)):
            found = name_measured(body, thing, -1)
            spends = (
                link.lower_ != "for" and found is not None and child(thing, "poss") is None
            )  # not "on Acme's shares"
            payer = name_payer(body, verb, top.i) if spends else None  # "Roe spent $5 on ads": hers
            return Measured(found.measured, payer.of) if found is not None and payer is not None else found
    return None


def name_done(body: Body, verb: Token, here: Token, figure: Figure) -> Measured | None:
    """What a sum is for as a subject: "$5 million was spent on roads", "$5 million will go toward loans"."""
    if here.dep_ == "nsubjpass":
        return name_purpose(body, verb, here, figure)
    if figure.kind != "money" or figure.counted is not None or verb.lower_ not in load_function_words().going:
        return None
    things = (object_of(link) for link in verb.rights if link.lower_ in ("to", "toward", "towards", "for", "into"))
    thing = next((each for each in things if each is not None), None)
    is_thing = thing is not None and thing.tag_ in COMMON_NOUNS and not _receives(thing)
    return name_measured(body, thing, -1) if thing is not None and is_thing else None


def _is_each(noun: Token) -> bool:
    """Whether a sum is a rate: "72 cents for each dollar"."""
    return any(child.lower_ in ("every", "each") for child in noun.lefts)


def _receives(noun: Token) -> bool:
    """Whether a noun behind "for" or "into" says who gets a sum, or when: "for Ann Roe", "for a year", "for clerks"."""
    if noun.ent_type_ in ("DATE", "TIME", "PERSON"):
        return True
    leads_on = noun.head.lower_ == "on"
    return is_person_noun(noun.lower_) or (not leads_on and noun.lower_ in load_figure_words().measuring.holders)


def name_shown(body: Body, preposition: Token, first: int) -> Measured | None:
    """The support of "shows support at just 38 percent", the cheque of "wrote a cheque for $5"."""
    noun = preposition.nbor(-1) if preposition.i > 0 else None
    if noun is None or noun.head.lower_ in load_figure_words().measuring.calling:
        return None  # "sued the town for $5 million"
    is_object = noun.tag_ in COMMON_NOUNS and noun.dep_ == "dobj" and not is_person_noun(noun.lower_)
    return name_measured(body, noun, first) if is_object else None
