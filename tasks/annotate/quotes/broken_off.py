"""Contents of which the parse loses a part: the subject before a verb, the end of a word, of a name, of a phrase."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.occasions import list_asking
from tasks.language.cues import list_verb_forms, load_cues, load_stance_verbs
from tasks.language.grammar import FINITE, NOMINALS, NOUNS, PROPER_NOUNS, is_infinitive, own_subject

# What the first word of a clause may be.
CLAUSE_OPENINGS = NOUNS | {"DT", "PRP", "PRP$", "EX", "JJ", "VBG", "CD", "WP", "WRB"}
LONGEST_LOST = 30  # tokens of a subject with what is told of it
LONGEST_LEAD = 8  # tokens between a verb and its "that"
_OWING = frozenset({"POS", "PRP$"})
_POSSESSIVES = frozenset({"'s", "’s"})  # the parse may take one for "is"
_ARTICLES = frozenset({"the", "a", "an"})
_HYPHENS = frozenset({"-", "–"})
_STOPS = frozenset(
    {",", ".", ";", ":", "?", "!", "—", "–", "--", "(", ")", "[", "]", "…", "...", "“", "”", '"', "''", "``"}
)
LONGEST_REST = 40  # tokens up to the next pause; sentences without one are rarely longer


def find_lost_opening(verb: Token, clause: Token, start: int) -> int | None:
    """Where a content begins that opens with a verb behind other words: "told the paper | houses in Rye would fall".

    Args:
        verb: The verb that reports.
        clause: The content clause.
        start: Where the parse has it begin.

    Returns:
        Its first token; None where its subject stands elsewhere: "a plan that she said would fail".
    """
    doc = verb.doc
    if not verb.i + 1 < start <= verb.i + LONGEST_LOST or doc[start].tag_ not in FINITE or verb.tag_ not in FINITE:
        return None
    if own_subject(clause) is not None or any(word.is_quote or word.text in "()" for word in doc[verb.i : start]):
        return None
    that = next((word for word in doc[verb.i + 1 : verb.i + LONGEST_LEAD] if word.lower_ == "that"), None)
    if that is not None and that.i < start - 1:
        return that.i
    opening = _skip_told(doc, verb, start) if verb.lower_ in list_verb_forms("tells") else verb.i + 1
    if opening is None or opening >= start:
        return None
    if doc[opening].tag_ not in CLAUSE_OPENINGS and doc[opening].lower_ not in load_cues().manner.ahead:
        return None
    return opening if any(word.tag_ in NOMINALS for word in doc[opening:start]) else None


def _skip_told(doc: Doc, verb: Token, start: int) -> int | None:
    """The first token behind who is told, a pronoun or a name; None where the parse leaves that open."""
    at = verb.i + 1
    if doc[at].tag_ == "PRP":
        return at + 1
    at += doc[at].tag_ == "DT"
    first = at
    while at < start and doc[at].tag_ in PROPER_NOUNS:
        at += 1
    return at if at > first else None


def end_of_broken(doc: Doc, end: int, *, is_clause: bool) -> int:
    """Carry a content that ends where no words can end: "with Trump’s | requested sum for it", "they re | -entered it".

    Args:
        doc: Where it stands.
        end: One past its last token.
        is_clause: Whether it is a clause, so that what follows up to the next pause belongs to it.
    """
    if not 0 < end < len(doc) or doc[end].is_space or doc[end - 1].is_punct or doc[end].is_quote:
        return end
    at = end
    while at < len(doc) and _goes_on(doc, at):
        at += 1
    is_owing = at == end and (doc[at - 1].tag_ in _OWING or doc[at - 1].lower_ in _ARTICLES | _POSSESSIVES)
    return _next_pause(doc, at) if is_owing or (is_clause and at > end) else at


def end_of_condition(verb: Token, end: int) -> int:
    """Carry what is demanded, promised or warned of over its condition: "warned of floods | if the wall was not kept".

    Args:
        verb: The verb that reports.
        end: One past the last token of the content, a phrase.
    """
    doc, (stance, _) = verb.doc, load_stance_verbs().get(verb.lower_, ("asserts", ""))
    if stance not in load_cues().manner.conditioned or end >= len(doc):
        return end
    mark, clause = doc[end], doc[end].head
    if mark.lower_ not in load_cues().manner.conditions or mark.dep_ != "mark" or clause.left_edge.i != end:
        return end
    if clause.lower_ in list_asking() or is_infinitive(clause):
        return end  # "warned of a strike if asked about pay" is of the telling
    # "demanded answers until he was led away" tells how long it was done.
    is_told = mark.lower_ == "until" and any(each.tag_ == "VBD" for each in (clause, *clause.lefts))
    if is_told:
        return end
    whole = clause.right_edge.i + 1
    return _next_pause(doc, whole) if doc[whole - 1].dep_ == "neg" else whole  # "if he did not | retreat"


def _next_pause(doc: Doc, end: int) -> int:
    at = end
    while at < min(len(doc), end + LONGEST_REST) and doc[at].text not in _STOPS and not doc[at].is_space:
        at += 1
    return at


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether a token is of the same word or name as the one before."""
    last, word = doc[at - 1], doc[at]
    if word.ent_iob_ == "I" and last.ent_type_ and not word.is_space and word.text not in _STOPS:
        return True
    if last.whitespace_ or not (last.text[-1].isalnum() or last.text in _HYPHENS):
        return False
    return word.text[0].isalnum() or (word.text in _HYPHENS and not word.whitespace_)
