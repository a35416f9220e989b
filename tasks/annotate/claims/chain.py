"""Follow reported speech inside reported speech: who told it to whom before it reached the reader."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import inf

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import load_claim_words
from tasks.annotate.claims.wording import make_span
from tasks.annotate.spans import Quote
from tasks.language.body import Body
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import NOUNS, PROPER_NOUNS, VERBS, object_of, own_subject
from tasks.language.people import may_speak
from tasks.language.withheld import is_withheld

ARROW = " \u2190 "
_PRONOUN_TAGS = frozenset(("PRP", "PRP$", "WP", "WDT", "DT", "EX"))
_LEFT_DEPENDENTS = frozenset(("compound", "amod", "nmod", "nummod", "poss", "quantmod"))


class SourceChains:
    """Who told it to whom, for the quotes of one article."""

    def __init__(self, body: Body, quotes: Sequence[Quote]) -> None:
        self._body = body
        self._quotes = quotes
        indirect = ((index, quote) for index, quote in enumerate(quotes) if quote.type != "direct")
        self._fragments = sorted((start, end, index) for index, quote in indirect for start, end in quote.fragments)
        self._reach = list(accumulate((end for _, end, _ in self._fragments), max))
        self._found: dict[int, str | None] = {}

    def find(self, index: int) -> str | None:
        """Name the sources of what one of the quotes states, nearest to the reader first.

        One that stands inside another quote is passed on by the outer speaker.

        Returns:
            Names as the article words them, such as `aides ← senators ← EIS` for "The EIS shared the findings with
            senators, according to aides"; None when the speaker is the only source.
        """
        if index not in self._found:
            self._found[index] = self._find(self._quotes[index])
        return self._found[index]

    def _find(self, quote: Quote) -> str | None:
        nearest = _name_speaker(self._body, quote)
        if nearest is None:
            return None
        relayed = _find_relayed(self._body, quote) if quote.type != "direct" else []
        own_words = {word.lower() for word in f"{nearest} {quote.speaker_name or ''}".split()}
        # "Holt said Holt had told the court": the speaker passes on nobody's words but her own.
        chain = [nearest, *relayed] if relayed and relayed[-1].split()[-1].lower() not in own_words else [nearest]
        if len(chain) == 1:
            chain += _find_cited(self._body, quote)
        reporter = _find_reporter(self._body, quote)
        if reporter is not None and reporter.lower() not in {name.lower() for name in chain}:
            chain.insert(0, reporter)
        for outer in self._list_around(quote):
            if outer is not quote and _holds(outer, quote):
                name = _name_speaker(self._body, outer)
                if name is not None and name.lower() not in {each.lower() for each in chain}:
                    chain.insert(0, name)
        return ARROW.join(chain) if len(chain) > 1 else None

    def _list_around(self, quote: Quote) -> list[Quote]:
        """The quotes of which a fragment holds the beginning of another, in text order."""
        first, last = bisect_right(self._reach, quote.start), bisect_right(self._fragments, (quote.start, inf, 0))
        around = {index for _, end, index in self._fragments[first:last] if end > quote.start}
        return [self._quotes[index] for index in sorted(around)]


def _holds(outer: Quote, inner: Quote) -> bool:
    """Whether an indirect quote reports another together with its speaker."""
    if outer.type == "direct" or inner.speaker is None:
        return False
    spans = ((inner.start, inner.end), inner.speaker)
    return all(any(start <= span[0] and span[1] <= end for start, end in outer.fragments) for span in spans) and (
        inner.end - inner.start < outer.end - outer.start
    )


def _name_speaker(body: Body, quote: Quote) -> str | None:
    span = make_span(body, quote.speaker) if quote.speaker else None
    if span is None or span.root.tag_ in _PRONOUN_TAGS:
        return quote.speaker_name
    return _strip_determiner(span).text


def _strip_determiner(span: Span) -> Span:
    while len(span) > 1 and (span[0].dep_ == "det" or span[0].tag_ in ("DT", "PRP$")):
        span = span[1:]
    return span


def name_source(head: Token) -> str | None:
    """Name a source by its head word and what stands before it, without determiner; None for what can be no source."""
    lexicon = load_claim_words().relayed
    if head.tag_ not in NOUNS or head.lower_ in lexicon.not_sources:
        return None
    if head.ent_type_ in lexicon.not_source_types:
        return None
    first = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT_DEPENDENTS:
            first = min(first, child.left_edge.i)
    return _strip_determiner(head.doc[first : head.i + 1]).text


def _find_relayed(body: Body, quote: Quote) -> list[str]:
    """Find a source whose own words the quote passes on, and before it those to whom it gave them."""
    span = make_span(body, quote.fragments[0])
    if span is None:
        return []
    verb = span.root
    # "should be telling us", "did not say": nothing was passed on.
    is_modal = any(child.tag_ == "MD" for child in verb.children)
    if verb.lower_ not in list_verb_forms("relays") or is_modal or is_withheld(verb):
        return []
    inside = [child for child in verb.children if span.start <= child.i < span.end]
    speaker = next((name for child in inside if child.dep_ == "nsubj" and (name := name_source(child))), None)
    has_clause = any(child.dep_ == "ccomp" for child in inside)
    addressee = _find_addressee(inside, has_clause)
    if speaker is None or not (has_clause or (addressee and verb.lower_ in list_verb_forms("passes_on"))):
        return []
    # "The service told lawmakers, according to officials" names whom they have it from; where "officials said that Roe
    # told clerks" it need not be the clerks.
    cue = None if quote.cue is None else body.span_of(quote.cue)
    is_learned = cue is not None and any(each.lower_ == "according" for each in cue)
    return [addressee, speaker] if addressee and is_learned else [speaker]


def _find_addressee(children: Sequence[Token], has_clause: bool) -> str | None:
    prepositions = load_claim_words().relayed.addressee_prepositions
    # "shared the findings with senators": the parser may hang the preposition on the verb or on its object.
    objects = [each for child in children if child.dep_ == "dobj" for each in child.rights]
    for child in (*children, *objects):
        if child.dep_ in ("dative", "dobj") and has_clause:
            return name_source(child)
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            return next((name_source(each) for each in child.children if each.dep_ == "pobj"), None)
    return None


def _find_cited(body: Body, quote: Quote) -> list[str]:
    """Find whom the speaker names as the source: `said the governor, citing two officials`."""
    cue = body.span_of(quote.cue) if quote.cue else None
    if cue is None:
        return []
    for child in cue.root.children:
        if child.dep_ == "advcl" and child.lower_ in load_claim_words().relayed.citing:
            return [name for each in child.children if each.dep_ == "dobj" and (name := name_source(each))]
    return []


def _find_reporter(body: Body, quote: Quote) -> str | None:
    """Who reports that somebody said it: `the Post reports that Roe told guests`, `Roe said, according to the Post`."""
    cue = body.span_of(quote.cue) if quote.cue else None
    if cue is None or quote.speaker is None or cue.root.tag_ not in VERBS:
        return None
    verb, speaker = cue.root, body.token_at(quote.speaker[0])
    if speaker is None:
        return None
    for each in verb.children:
        if each.lower_ == "according" and not quote.speaker[0] <= each.idx < quote.speaker[1]:
            source = object_of(next((to for to in each.children if to.dep_ == "prep"), each))
            if source is not None and not _is_within(source, (quote.start, quote.end)):
                return name_source(source)
    above = verb.head
    if (
        verb.dep_ != "ccomp"
        or above.lower_ not in list_verb_forms("relays")
        or _is_within(above, (quote.start, quote.end))
    ):
        return None
    if any(each.dep_ == "ccomp" and each != verb for each in above.children):
        return None  # "Roe said it was so, the Post later confirmed that it was"
    subject = own_subject(above)
    if subject is None or is_withheld(above) or not (subject.tag_ in PROPER_NOUNS or may_speak(subject.lower_)):
        return None
    return name_source(subject)


def _is_within(token: Token, chars: tuple[int, int]) -> bool:
    return chars[0] <= token.idx < chars[1]
