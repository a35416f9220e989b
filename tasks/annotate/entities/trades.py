"""Names of firms behind the word for their trade that opens a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import Candidate, ends_as_organization
from tasks.annotate.entities.lexicon import load_name_uses
from tasks.language.body import Tokens
from tasks.language.function_words import load_function_words
from tasks.language.places import load_gazetteer

_OPENS_BEHIND = frozenset({'"', "“", "‘", "'", ":", "-", "–", "—"})


def cut_trades(doc: Doc, candidates: Sequence[Candidate]) -> None:
    """Take the word for a trade off a firm's name, and call it a firm: "Retailer [Rye] said".

    In the middle of a sentence the word is in small letters and no part of a name; a name that begins with it there
    keeps it. A word that persons go by as well counts where "it" goes on from the name.

    Args:
        doc: The parsed body.
        candidates: Its names; labels and ends are changed in place.
    """
    opening = {id(each) for each in candidates if _opens(doc[each.start])}
    inside = Counter(each.text for each in candidates if id(each) not in opening)
    for each in candidates:
        if each.entries and each.label == "organization":
            continue
        is_within = id(each) in opening and len(each.words) > 1 and each.end - each.start == len(each.words)
        if is_within and _is_trade(doc, each, doc[each.start]):
            if not inside[each.text] and not ends_as_organization(each.words):
                each.tokens = Tokens((each.start + 1, each.end))
                each.rename(" ".join(each.words[1:]))
                _call_firm(each)
        elif each.start and _opens(doc[each.start - 1]) and _is_trade(doc, each, doc[each.start - 1]):
            _call_firm(each)


def _opens(token: Token) -> bool:
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).text in _OPENS_BEHIND)


def _is_trade(doc: Doc, candidate: Candidate, word: Token) -> bool:
    if not word.text.istitle() or word.whitespace_ != " ":
        return False
    if word.lower_ in load_name_uses().body.trades:
        return True
    following = doc[candidate.end : word.sent.end]
    is_it = any(token.lower_ in load_function_words().it for token in following) and not any(
        token.lower_ in ("he", "she") for token in following
    )
    return is_it and word.lower_ in load_name_uses().body.trades_too


def _call_firm(candidate: Candidate) -> None:
    candidate.label = "organization"
    candidate.entries = tuple(e for e in load_gazetteer().get(candidate.text, ()) if e.label == "organization")
    candidate.has_title, candidate.gender = False, None
