"""What the grammar around a speaker's mention tells: joined names, members of a body, whom "who" stands for."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.language.grammar import PLURALS, SUBJECTS, WH_PRONOUNS


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


def is_member(head: Token, mention: Mention) -> bool:
    """Whether a party's or a people's name means its members: "Republicans", "the South Carolina Republican"."""
    if mention.label == "nationality":
        return True
    if mention.label != "organization" or mention.link not in ("alias", "description"):
        return False
    is_plural = head.tag_ in PLURALS and not (mention.name or "").endswith(head.text)
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
