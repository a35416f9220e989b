"""A reporting verb before whoever speaks, where the parse takes the speaker for what is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.quotes.reports import Report, Saying, characters
from tasks.annotate.quotes.rules import INDIRECT_PREPOSED
from tasks.language.grammar import (
    AUXILIARIES,
    FINITE,
    NOUN_SUBJECTS,
    NOUNS,
    TENSED,
    children_after,
    has_child,
    own_subject,
)

_NOUN_OPENINGS = NOUNS | {"DT", "CD", "JJ", "PRP$"}


def find_inverted_report(saying: Saying) -> Report | None:
    """``The plan failed, said two officials.`` where the parse takes the officials for what is said."""
    verb = saying.verb
    if not saying.is_strong or verb.tag_ not in TENSED or not _ends_inverted(verb):
        return None
    if saying.cue.lemma == "tell":
        return None  # "It failed, Ann Roe, PhD, told Radio Rye"
    doc, sentence = verb.doc, verb.sent
    speaker = doc[verb.i + 1]
    if speaker.tag_ not in _NOUN_OPENINGS:
        return None
    while speaker.head.i > verb.i and speaker.head.i != speaker.i:
        speaker = speaker.head
    rest = doc[speaker.i : sentence.end]
    is_noun = speaker.tag_ in NOUNS or speaker.tag_ == "CD"
    if not is_noun or any(token.tag_ in FINITE and token.dep_ != "relcl" for token in rest):
        return None
    if not _has_main_verb(doc[sentence.start : verb.i]):
        return None
    words = characters(saying.body, sentence.start, verb.i)
    return replace(saying, speaker=speaker).report(INDIRECT_PREPOSED, words)


def _ends_inverted(verb: Token) -> bool:
    """Whether a comma stands before a verb and neither a subject nor a content clause of its own around it."""
    sentence = verb.sent
    if verb.i - 1 <= sentence.start or verb.i + 1 >= sentence.end or verb.nbor(-1).text not in (",", "”", '"'):
        return False
    if has_child(verb, "cc", *AUXILIARIES) or any(children_after(verb, "ccomp", *NOUN_SUBJECTS)):
        return False
    subject = own_subject(verb)
    # "The mayor, a former judge, said little": what stands before is the subject and no clause.
    return subject is None or _has_main_verb(subject.subtree)


def _has_main_verb(tokens: Iterable[Token]) -> bool:
    """Whether a finite verb stands among tokens that opens no relative clause."""
    for token in tokens:
        if token.tag_ in FINITE and (token.head if token.dep_ in AUXILIARIES else token).dep_ != "relcl":
            return True
    return False
