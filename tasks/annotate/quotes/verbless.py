"""Quotations that no verb reports: a dash and a name behind them, a name or an answer and a colon before."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.layout import LONGEST_SUBJECT, Unit
from tasks.annotate.quotes.lexicon import load_verbless
from tasks.annotate.quotes.occasions import is_channel
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import DIRECT_DASH_NAME, DIRECT_MANNER, HEADING_COLON
from tasks.language.body import Body, Chars, Tokens
from tasks.language.channels import load_channels
from tasks.language.cues import load_adjective_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    FINITE,
    PROPER_NOUNS,
    TENSED,
    VERBS,
    child,
    is_passive,
    noun_phrase,
    object_of,
    subject_of,
    trim,
)
from tasks.language.inflection import singular
from tasks.language.people import may_speak

FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|my|our|me|us)\b")
_MAIN = frozenset({"ROOT", "conj"})
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_GIVERS = PROPER_NOUNS | {"NN", "PRP"}
_NOT_GIVING = frozenset({"to", "of", "got", "received", "read", "saw", "heard", "for"})  # somebody else's words


def lead_before(doc: Doc, at: int) -> str:
    """The token before a quotation that begins with one, a space left aside."""
    if doc[at - 1].tag_ == "_SP" and at >= 2:
        return doc[at - 2].text
    return doc[at - 1].text


def read_dash(body: Body, unit: Unit) -> Report | None:
    """Read the press-release form: a quotation, a dash, a name."""
    span = unit.spans[-1]
    clause = body.tokens_begun_in(Chars((span.end, unit.end)))
    if clause[1] - clause[0] < 2 or body.doc[clause[0]].text not in _DASHES or len(unit.spans) > 1:
        return None
    start, end = trim(body.doc, clause[0] + 1, clause[1])
    if start >= end or end - start > LONGEST_SUBJECT or body.doc[start].tag_ not in PROPER_NOUNS:
        return None
    if any(token.tag_ in FINITE for token in body.doc[start:end]):
        return None
    head = start
    while head + 1 < end and body.doc[head + 1].tag_ in PROPER_NOUNS:
        head += 1
    report = Report(fragments=[Chars((span.start, span.end))], rule=DIRECT_DASH_NAME, clause=clause)
    # "— Radio Rye interview Thursday" tells where it was said.
    if head + 1 == end or body.doc[head + 1].tag_ not in COMMON_NOUNS:
        report.name_speaker(body.doc[head], Tokens((start, end)))
    return report


def read_name(body: Body, unit: Unit) -> Report | None:
    """Read ``Mayor Ann Roe: "..."``: a sentence of a name, a colon and a quotation."""
    span = unit.spans[0]
    before = body.tokens_begun_in(Chars((unit.start, span.start)))
    start, end = trim(body.doc, *before)
    if start >= end or end - start > LONGEST_SUBJECT or lead_before(body.doc, before[1]) != ":":
        return None
    name, colon = _named_in(body, Tokens((start, end))), body.doc[end]
    if name is None or any(token.tag_ in FINITE for token in body.doc[start:end]):
        return None
    words = trim(body.doc, *body.tokens_begun_in(Chars((span.end, unit.end))))
    content_end = max(span.end, body.chars_of(Tokens((words[1] - 1, words[1])))[1])
    return Report(
        fragments=[Chars((span.start, content_end))],
        rule=HEADING_COLON,
        cue=Chars((colon.idx, colon.idx + 1)),
        cue_word=colon,
        cue_class="speech",
        speaker=Tokens((start, end)),
        speaker_head=name,
        clause=Tokens((start, end + 1)),
    )


def _named_in(body: Body, clause: Tokens) -> Token | None:
    """The person whose name ends a phrase, or opens it before a function: "Ann Roe, a plumber"."""
    start, end = clause
    if body.doc[end - 1].ent_type_ == "PERSON":
        return body.doc[end - 1]
    last = start
    while last < end and body.doc[last].ent_type_ == "PERSON":
        last += 1
    return body.doc[last - 1] if start < last < end and body.doc[last].text == "," else None


def find_giver(noun: Token, last: Token) -> Token | None:
    """Who gives an answer in ``Ann Roe had a blunt reply: "..."``, where the noun ends its clause."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or verb.tag_ not in TENSED | {"VBN"} or noun.i != last.i or noun.head.lower_ in _NOT_GIVING:
        return None
    giver = subject_of(verb)
    return giver if giver is not None and giver.tag_ in _GIVERS and not is_passive(verb) else None


def find_sender(noun: Token) -> Token | None:
    """Whose words a noun leads to in ``The message from Ann Roe was clear: "..."``, ``Then came her answer: "..."``."""
    by = next((each for each in noun.children if each.i > noun.i and each.lower_ in ("from", "by")), None)
    return object_of(by) if by is not None else None


def find_announcer(doc: Doc, lead: Tokens, mark: str) -> tuple[Token, Token] | None:
    """Find the noun of a sentence before a quotation that announces it, and whose words it says they are.

    ``The council issued the following statement:``, ``Ann Roe issued a statement on Monday.``, ``His verdict?``

    Args:
        doc: Where it stands.
        lead: The sentence.
        mark: The last character of it.
    """
    words = doc[slice(*lead)]
    for noun in reversed(words):
        if noun.lower_ not in load_channels().messages or noun.tag_ not in COMMON_NOUNS:
            continue
        owner = child(noun, "poss")
        if mark == "?":
            return (
                (noun, owner) if owner is not None and owner.left_edge.i == lead[0] and noun.i + 1 == lead[1] else None
            )
        giver = owner or find_giver(noun, words[-1]) or find_sender(noun) if mark == ":" else _find_issuer(noun)
        if giver is not None:
            return noun, giver
    return None


def _find_issuer(noun: Token) -> Token | None:
    """Who issued a statement, at whatever occasion: ``Ann Roe issued a statement after his arrest.``."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_ not in TENSED | {"VBN"} or verb.lower_ not in load_verbless().issues:
        return None
    issuer = None if is_passive(verb) else subject_of(verb)
    return issuer if issuer is not None and (issuer.tag_ in _GIVERS or issuer.tag_ == "NNS") else None


def read_manner(body: Body, unit: Unit) -> Report | None:
    """Read ``The mayor was blunt: "..."`` and ``Ann Roe took another view: "..."``: how somebody speaks, a colon."""
    span = unit.spans[0]
    start, end = body.tokens_begun_in(Chars((unit.start, span.start)))
    if lead_before(body.doc, end) != ":" or not body.text[span.inner_start : span.inner_start + 1].isupper():
        return None
    lead = trim(body.doc, start, end)
    if lead[0] >= lead[1]:
        return None
    words = body.text[span.inner_start : unit.spans[-1].inner_end]
    manner = _find_manner(body.doc[lead[1] - 1]) or _find_told(body.doc, lead, words)
    speaker = subject_of(manner) if manner is not None else None
    if manner is None or speaker is None or not lead[0] <= speaker.i < manner.i or not _is_somebody(speaker):
        return None
    return Report(
        fragments=[Chars((span.start, unit.spans[-1].end))],
        rule=DIRECT_MANNER,
        cue=body.chars_of(Tokens((manner.i, lead[1]))),
        cue_word=manner,
        cue_class="speech",
        speaker=noun_phrase(speaker, manner.i),
        speaker_head=speaker,
        clause=Tokens((lead[0], end)),
    )


def _find_manner(last: Token) -> Token | None:
    """The verb of a clause that ends in how somebody speaks."""
    words, verb = load_verbless(), last.head
    if last.lower_ in words.manner and last.dep_ == "acomp" and verb.lower_ in load_function_words().be:
        return verb if verb.tag_ in TENSED else None
    takes = last.lower_ in words.stands and last.dep_ in ("dobj", "pobj")
    if takes and last.dep_ == "pobj":
        verb = verb.head
    return verb if takes and verb.lower_ in words.takes and verb.tag_ in TENSED else None


def _find_told(doc: Doc, lead: Tokens, words: str) -> Token | None:
    """The verb of narration before a colon: what follows is on a network, or its "I" is the subject.

    ``Ann Roe took a shot at him on Twitter:``, ``Ann Roe is in no mood for jokes: "We are broken."``. Whoever else or
    whatever is written stands in the sentence may have the words: ``Ann Roe opened a message from Theo Brandt:``.
    """
    last = doc[lead[1] - 1]
    is_on_network = last.lower_ in load_channels().networks and last.head.dep_ == "prep"
    if not is_on_network and FIRST_PERSON.search(words) is None:
        return None
    before = doc[slice(*lead)]
    cues = (load_verb_cues().get(each.lower_) for each in before if each.tag_ in VERBS)
    if any(cue is not None and cue.cue_class is not None and "clause" in cue.frames for cue in cues):
        return None  # "insisted he was right:" reports more than the quotation
    if any(each.dep_ == "ccomp" or each.lower_ in load_adjective_cues() for each in before):
        return None  # "is sure that it failed:"
    verb = next((each for each in reversed(doc[slice(*lead)]) if each.tag_ in TENSED and each.dep_ in _MAIN), None)
    if verb is None or is_passive(verb) or verb.lower_ in _NOT_GIVING or not words.rstrip().endswith((".", "?", "!")):
        return None
    subject = subject_of(verb)
    if subject is None or verb.lower_ in load_verbless().receives:
        return None
    others = (*doc[lead[0] : subject.left_edge.i], *doc[subject.right_edge.i + 1 : lead[1] - is_on_network])
    return None if any(_may_hold_words(each, is_on_network) for each in others) else verb


def _may_hold_words(word: Token, is_on_network: bool) -> bool:
    """Whether words may be of what a word stands for: somebody else, or something written."""
    if word.tag_ in PROPER_NOUNS:
        return word.ent_type_ not in ("DATE", "TIME")
    if word.tag_ == "PRP":
        return word.lower_ != "it" and not is_on_network
    if word.tag_ not in COMMON_NOUNS:
        return False
    return is_channel(word) or may_speak(word.lower_) or singular(word.lower_) in load_channels().messages


def _is_somebody(subject: Token) -> bool:
    return subject.lower_ in ("he", "she") or subject.ent_type_ in ("PERSON", "ORG") or may_speak(subject.lower_)
