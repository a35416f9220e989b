"""What the grammar around a speaker's mention tells: joined names, members of a body, whom "who" stands for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.language.body import Tokens
from tasks.language.grammar import (
    AUXILIARIES,
    COMPLEMENTS,
    PLURALS,
    RECEIVERS,
    SINGULARS,
    SUBJECTS,
    WH_PRONOUNS,
    child,
    children_after,
    object_of,
    own_subject,
)
from tasks.language.inflection import make_forms


def in_brackets(token: Token, first: int) -> bool:
    """Whether a bracket opens between two tokens and is still open at the second: "(D-Vt.)"."""
    between = [word.text for word in token.doc[first : token.i]]
    return between.count("(") > between.count(")") or ("(" in between and token.ent_type_ != "PERSON")


def is_second_function(own: Mention | None, joined: Token) -> bool:
    """Whether a bare common noun joined to a name is another function of that person: "Mayor Roe and chair of ..."."""
    if own is None or own.label != "person" or joined.tag_ != "NN":
        return False
    return not any(child.dep_ in ("det", "poss") and child.i < joined.i for child in joined.children)


def has_clause(tokens: Span) -> bool:
    """Whether a relative clause begins or goes on in a stretch."""
    return any(token.dep_ == "relcl" for token in tokens)


def is_addressee(head: Token, span: Tokens) -> bool:
    """Whether a phrase right behind "told" is whom somebody tells: "Roe, according to the Post, told colleagues"."""
    verb = head.doc[span[0] - 1] if span[0] else head
    return head.head == verb and verb.lower_ in make_forms("tell")


def is_member(head: Token, mention: Mention) -> bool:
    """Whether a party's or a people's name means its members: "Republicans", "the South Carolina Republican"."""
    if mention.label == "nationality":
        return True
    if mention.label != "organization" or mention.link not in ("alias", "description"):
        return False
    # "Doctors Without Borders": the name goes on.
    is_last = head.idx + len(head) >= mention.end
    is_plural = head.tag_ in PLURALS and is_last and not (mention.name or "").endswith(head.text)
    return is_plural or head.lower_ in load_speaker_words().partisan


def find_antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for, or None."""
    token = pronoun
    for _ in range(4):
        token = token.head
        if token.dep_ == "relcl":
            return token.head
    return None


def is_told_inside(subject: Token) -> bool:
    """Whether a subject's clause only serves another: "what one aide calls his cap", "as one aide put it"."""
    opening = subject.head.left_edge
    serves = opening.tag_ in WH_PRONOUNS or (subject.head.dep_ == "advcl" and opening.lower_ == "as")
    return subject.dep_ in SUBJECTS and serves and opening.i < subject.left_edge.i


def reported_before(pronoun: Token) -> range:
    """The tokens of what is reported before ``…, he said``; empty where the pronoun's verb comes first."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or (verb.i < pronoun.i and pronoun.i - verb.i > 1):
        return range(0)
    if verb.dep_ == "parataxis" and verb.head.i < pronoun.i:
        return range(verb.sent.start, pronoun.i)
    if any(children_after(verb, *COMPLEMENTS)):
        return range(0)  # "Roe was so moved, he decided to go"
    content = next((each for each in verb.children if each.dep_ == "ccomp" and each.i < pronoun.i), None)
    if pronoun.i > 0 and pronoun.nbor(-1).text == ";":
        return range(0)  # "Roe crossed his arms; he says he will stay"
    return range(content.left_edge.i, content.right_edge.i + 1) if content is not None else range(0)


def is_spliced(clause: Token, pronoun: Token) -> bool:
    """Whether a clause before a pronoun's is none that its verb reports: "Roe was so moved, he decided to go"."""
    verb = pronoun.head
    is_before = clause.dep_ == "ccomp" and clause.head.i == verb.i and clause.i < pronoun.i
    return is_before and any(children_after(verb, *COMPLEMENTS))


def in_subject(owner: Token) -> bool:
    """Whether a possessor stands in the subject of a clause: "Roe's team", "one of Roe's aides"."""
    return any(ancestor.dep_ in SUBJECTS for ancestor in islice(owner.ancestors, 3))


def objects_of_deed(part: Token) -> Iterator[Token]:
    """Whom a phrase without a subject says that something is done to: "After firing Roe,", "Firing Roe,"."""
    deed = part if part.dep_ == "advcl" else child(part, "pcomp")
    if deed is None or deed.tag_ != "VBG" or own_subject(deed) is not None:
        return
    for each in deed.children:
        noun = object_of(each) if each.dep_ == "prep" else each if each.dep_ in RECEIVERS else None
        if noun is not None:
            yield noun


def is_asked_of(subject: Token, pronoun: Token) -> bool:
    """Whether several want something of a subject: "Democrats asked that Roe come, but he refused"."""
    over, verb = subject.head.head, pronoun.head
    asker = own_subject(over) if subject.head.dep_ == "ccomp" else None
    is_joined = verb.dep_ in ("conj", "advcl") and verb.head.i == over.i
    return is_joined and asker is not None and asker.tag_ in PLURALS and asker.i < subject.i < pronoun.i


def find_several_over(pronoun: Token, antecedent: Token) -> Token | None:
    """The several of whom a plural verb tells behind one name: "advisers to Ann Roe, who are warning"."""
    verb = pronoun.head
    tensed = [verb, *(each for each in verb.children if each.dep_ in AUXILIARIES)]
    is_many = any(each.tag_ == "VBP" or each.lower_ == "were" for each in tensed)
    if not is_many or antecedent.tag_ not in SINGULARS or antecedent.dep_ != "pobj" or antecedent.conjuncts:
        return None
    noun = antecedent.head.nbor(-1) if antecedent.head.i else antecedent
    if noun.lower_ == "such" and noun.i:
        noun = noun.nbor(-1) if noun.nbor(-1).text != "," or noun.i < 2 else noun.nbor(-2)
    return noun if noun.tag_ in PLURALS else None
