"""Whether a claim goes on from what its article told: "in retaliation, they left", "repeal would cost millions"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.phrases import has_complement
from tasks.annotate.claims.stretch import Stretch
from tasks.annotate.claims.wording import find_head
from tasks.language.grammar import NOUN_SUBJECTS, PLURALS, child

_LINKS = frozenset({"in", "by"})
_LED_TO = frozenset({"to", "for", "with", "of", "over", "against"})


def goes_on_from_before(stretch: Stretch) -> bool:
    """Whether a claim answers, undoes or counts what it does not tell.

    Args:
        stretch: The claim; of what a poll says, its claimant is the poll.
    """
    words = (word for piece in stretch.pieces for word in piece)
    is_outlets = stretch.claim.voice == "narrator"
    main = None if stretch.main is None else find_head(stretch.main)
    return any(_answers(word, main) or _undoes(word) or (is_outlets and _is_asked_untold(word)) for word in words)


def _answers(link: Token, main: Token | None) -> bool:
    """Whether a phrase says that a deed answers another one: "in retaliation", not "in retaliation for the raid".

    Behind another clause that one may be what it answers: "prices rose so much that the clerk resigned in protest".
    """
    if link.lower_ not in _LINKS or link.head != main:
        return False
    noun = child(link, "pobj")
    if noun is None or noun.i != link.i + 1 or noun.lower_ not in load_pointing_words().answering_deeds:
        return False
    after = noun.nbor() if noun.i + 1 < len(noun.doc) else noun
    return after.lower_ not in _LED_TO


def _undoes(deed: Token) -> bool:
    """Whether of a deed that is the subject it is not told to what it is done: "repeal would cost millions"."""
    is_bare = deed.dep_ in NOUN_SUBJECTS and not deed.n_lefts and deed.lower_ in load_pointing_words().done_to_one
    return is_bare and deed.tag_ == "NN" and not has_complement(deed)


def _is_asked_untold(asked: Token) -> bool:
    """Whether the outlet tells of who was asked and not by which poll: "half of the voters polled"."""
    if asked.tag_ not in ("VBN", "VBD") or asked.dep_ != "acl" or asked.head.tag_ not in PLURALS:
        return False
    return asked.lower_ in load_pointing_words().asked_in_polls and not asked.n_rights
