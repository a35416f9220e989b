"""What a figure measures that the words beside it leave out: prices of "it", shares in a row, how far somebody went."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, name_holder, name_measured, name_quality, name_whom
from tasks.annotate.figures.noun_phrases import text_of
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUNS,
    PROPER_NOUNS,
    TENSED,
    TIME_LABELS,
    VERBS,
    child,
    has_child,
    own_subject,
)
from tasks.language.people import is_person_noun

_STOPS = frozenset((",", ";", ".", "and", ")", "or", "&", "\n"))
_LONGEST_QUALITY = 2  # tokens of "African American"
_FARTHEST = 2  # sentences
_TEMPERATURES = frozenset(("deg", "Cel", "[degF]", "K"))
_LONGEST_CLIMB = 8
_NO_WARES = frozenset(("PERSON", "NORP", "GPE", "ORG"))
_RATES = frozenset(("a", "an", "per"))  # "It costs $4 a month"


def name_share_in_row(body: Body, figure: Figure, span: Tokens, top: Token) -> Measured | None:
    """The Latino of "68 percent white, 20 percent Latino": shares in a row, each of a kind of people."""
    doc, (first, end) = body.doc, span
    if figure.kind != "percent" or figure.change is not None or figure.counted is not None:
        return None
    quality = _read_quality(doc, end)
    if quality is None:
        return None
    sentence = doc[first].sent
    others = (*doc[sentence.start : first], *doc[quality[1] : sentence.end])
    if not any(_is_share(each) and _read_quality(doc, each.i + 1) for each in others):
        return None
    told = name_quality(body, top, end, figure)
    of = (
        told.of
        if told is not None and told.of is not None and told.of in body.text[sentence.start_char : figure.start]
        else None
    )
    return Measured(text_of(body, quality), of or _name_whole(body, first, top))


def _name_whole(body: Body, first: int, top: Token) -> str | None:
    """The town of "The town is 68 percent white, 20 percent Latino", where only shares of it stand before a share."""
    verb = top
    for _ in range(_LONGEST_CLIMB):
        if verb.tag_ in VERBS or verb.head == verb:
            break
        verb = verb.head
    subject = own_subject(verb) if verb.lower_ in load_function_words().be else None
    if subject is None or subject.tag_ not in NOUNS or subject.i > verb.i:
        return None
    at, doc = verb.i + 1, body.doc
    while at < first:
        quality = _read_quality(doc, at + 2) if _is_share(doc[at + 1]) else None
        if quality is None:
            break
        at = quality[1]
        while at < first and doc[at].lower_ in _STOPS:
            at += 1
    return name_holder(body, subject) if at == first else None


def _read_quality(doc: Doc, at: int) -> Tokens | None:
    """The one or two adjectives, or names of peoples, between a share and the mark that ends its part of a row."""
    end = at
    while end < min(at + _LONGEST_QUALITY, len(doc)) and _is_quality(doc[end]):
        end += 1
    is_closed = end > at and (end == len(doc) or doc[end].lower_ in _STOPS or doc[end].is_space)
    return Tokens((at, end)) if is_closed else None


def _is_quality(token: Token) -> bool:
    is_told = token.tag_ in ADJECTIVES or token.tag_ in PROPER_NOUNS or token.tag_ == "VBN"
    is_other = token.ent_type_ in TIME_LABELS or token.lower_ in load_figure_words().measuring.no_qualities
    return is_told and token.text.isalpha() and not is_other


def _is_share(token: Token) -> bool:
    return token.lower_ in ("percent", "%") and token.i > 0 and token.nbor(-1).tag_ == "CD"


def name_priced_before(body: Body, pronoun: Token, verb: Token, figure: Figure) -> Measured | None:
    """The lamp of "The lamp is old. It costs $4": what the sentence before says something of, where it is one thing."""
    if not _tells_price(body, verb, figure):
        return None
    sentence = pronoun.sent
    for _ in range(_FARTHEST):
        if sentence.start == 0 or pronoun.lower_ != "it":
            return None
        sentence = body.doc[sentence.start - 1].sent
        subject = own_subject(sentence.root)
        if subject is None or subject.lower_ != "it":
            break
    if sentence.root.lower_ in load_figure_words().measuring.making:  # "Acme launched a lamp. It is $40": not Acme
        subject = child(sentence.root, "dobj")
        subject = subject if subject is not None and has_child(subject, "det") else None
    elif sentence.root.lower_ not in load_function_words().be:
        return None  # "The court fined Acme. It is $5 million."
    if subject is None or subject.tag_ not in ("NN", "NNP") or subject.ent_type_ in _NO_WARES:
        return None
    if (
        subject.lower_ in load_figure_words().measuring.holders
        or is_person_noun(subject.lower_)
        or any(each.dep_ == "conj" for each in subject.rights)
    ):
        return None
    return (
        name_measured(body, subject, -1) if subject.tag_ in COMMON_NOUNS else Measured(None, name_holder(body, subject))
    )


def name_travelled(body: Body, top: Token, first: int) -> Measured | None:
    """How far somebody went: "the missile flew 125 miles" is what flew, and by whom."""
    verb = top.head
    does = verb.lower_ in load_figure_words().measuring.travelling and verb.i < first
    if not does or top.dep_ not in ("npadvmod", "dobj") or verb.tag_ not in (*TENSED, "VBN", "VB", "VBG"):
        return None
    return Measured(verb.lower_, name_whom(body, own_subject(verb)))


def name_worth(body: Body, first: int) -> Measured | None:
    """Whose fortune it is: "Worth $60 billion, Roe pays himself"."""
    doc = body.doc
    worth = doc[first - 1] if first > 0 else None
    if worth is None or worth.lower_ != "worth" or worth.i != worth.sent.start:
        return None
    subject = own_subject(worth.sent.root)
    is_named = subject is not None and subject.i > first and subject.tag_ in NOUNS
    return Measured("worth", name_whom(body, subject)) if is_named else None


def _tells_price(body: Body, verb: Token, figure: Figure) -> bool:
    """Whether a verb says what something costs: "it is $26", "it costs $4"; not "it is $4 in debt"."""
    words, doc = load_figure_words().measuring, body.doc
    first, end = body.tokens_of(Chars((figure.start, figure.end)))
    is_cost = verb.lower_ in load_function_words().be | words.costs or verb.lower_ in words.pricing
    is_last = end >= len(doc) or doc[end].is_punct or doc[end].is_space or doc[end].lower_ in _RATES
    is_whose = any(token.tag_ in NOUNS or token.tag_ == "PRP" for token in doc[verb.i + 1 : first])
    return figure.kind == "money" and figure.counted is None and is_cost and is_last and not is_whose


def is_weather(subject: Token, figure: Figure) -> bool:
    """Whether "it" stands for nothing named before: "It was 40 C in the shade"."""
    return subject.lower_ == "it" and figure.unit in _TEMPERATURES
