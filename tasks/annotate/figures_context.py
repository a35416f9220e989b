"""What a figure is about: the thing counted, the change it measures, the period it is per, the days it holds for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from spacy.tokens import Doc, Token

from tasks.annotate.dates_words import TokenIndex
from tasks.annotate.figures_phrase import Phrase
from tasks.annotate.numbers import Words
from tasks.annotate.spans import DateSpan
from tasks.lexicon import load_lexicon

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_PLURALS = frozenset(("NNS", "NNPS"))
_PREMODIFIERS = (
    frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "FW", "XX", "AFX", '"', "``", "''")) | _NOUNS
)
_DETERMINERS = frozenset(("DT", "PRP$", "PDT"))
_LONGEST_NOUN_PHRASE = 9


def read_counted(index: TokenIndex, words: Words, phrase: Phrase) -> tuple[int, int] | None:
    """The noun phrase after a number, as written, without articles: characters, or None.

    "90 young miners" → young miners; "thousands of Kenyan farmers" → Kenyan farmers; "two of the men" →
    men. It ends with the first plural noun, or the last of a run of nouns.
    """
    if phrase.stop >= len(words):
        return None
    token = index.at(words.starts[phrase.stop])
    if token is None:
        return None
    at = token.i
    if token.idx < words.starts[phrase.stop] and not (words.is_glued(phrase.stop)):
        at += 1
    return _noun_phrase(index.doc, at)


def _noun_phrase(doc: Doc, at: int) -> tuple[int, int] | None:
    at = _skip_lead(doc, at)
    stop = min(at + _LONGEST_NOUN_PHRASE, len(doc))
    last: int | None = None
    here = at
    while here < stop:
        token = doc[here]
        tag = token.tag_
        if tag in _NOUNS:
            last = here
            if _ends_phrase(doc, here):
                break
        elif (
            tag == "CC"
            and token.lower_ in ("and", "or", "&")
            and here > at
            and _joins(doc, here)
            or tag == ","
            and here > at
            and doc[here - 1].tag_ == "JJ"
            and here + 1 < stop
            and doc[here + 1].tag_ == "JJ"
        ):
            pass
        elif tag not in _PREMODIFIERS and not (token.is_upper and len(token) > 1):
            break
        here += 1
    if last is None or _leans_on_next(doc, last):
        return None
    first = at
    while first < last and doc[first].tag_ in ("HYPH", "POS", ",", '"', "``", "''", "CC"):
        first += 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _leans_on_next(doc: Doc, last: int) -> bool:
    """Whether a word only modifies a noun to come: the "current" of "three current and one former members"."""
    if doc[last].tag_ != "NN" or last + 2 >= len(doc) or doc[last + 1].tag_ != "CC":
        return False
    return doc[last + 2].tag_ == "CD" and looks_counted(doc, doc[last + 2])


def _skip_lead(doc: Doc, at: int) -> int:
    """Step over "more", "of the", "other"."""
    if (
        at < len(doc)
        and doc[at].lower_ in ("more", "additional", "further", "extra")
        and at + 1 < len(doc)
        and doc[at + 1].lower_ != "than"
    ):
        at += 1
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and (
            doc[at].tag_ in _DETERMINERS or doc[at].tag_ == "CD" and doc[at - 1].tag_ in _DETERMINERS
        ):
            at += 1
    return at


def _ends_phrase(doc: Doc, here: int) -> bool:
    token = doc[here]
    if here + 1 >= len(doc):
        return True
    following = doc[here + 1]
    if (
        following.tag_ in ("JJ", "VBG", "VBN")
        and token.tag_ in ("NN", "NNP")
        and here + 2 < len(doc)
        and doc[here + 2].tag_ in _NOUNS
    ):
        return False  # "two vice captain candidates"
    if following.tag_ in _NOUNS:
        # "sports club members": a plural within a compound; "two people Tuesday": not
        return token.tag_ in _PLURALS and not (token.dep_ in ("compound", "nmod") and token.head.i > here)
    if following.tag_ in ("HYPH", "POS"):
        return token.tag_ in _PLURALS and following.tag_ == "HYPH"
    if following.tag_ == "CC":
        return token.tag_ in _PLURALS
    return following.tag_ != "CD" or not (
        here + 2 < len(doc) and doc[here + 2].tag_ in _NOUNS and token.tag_ in ("NNP",)
    )


def _joins(doc: Doc, here: int) -> bool:
    """Whether "and" joins two modifiers of one noun: "Ford and Toyota vans", "paper and online sales"."""
    left, right = doc[here - 1], doc[here + 1] if here + 1 < len(doc) else None
    return right is not None and left.tag_ not in _PLURALS and right.tag_ in _PREMODIFIERS and right.tag_ != "CD"


def looks_counted(doc: Doc, token: Token | None) -> bool:
    """Whether the token after a number opens a noun phrase that ends in a common plural noun."""
    if token is None or token.i + 1 >= len(doc):
        return False
    for here in range(token.i + 1, min(token.i + 6, len(doc))):
        tag = doc[here].tag_
        if tag == "NNS":
            return True
        if tag not in _PREMODIFIERS or tag == "CD":
            return False
    return False


def noun_follows(index: TokenIndex, at: int) -> str | None:
    """The lower-cased head noun of the noun phrase that begins at a character, or None where none does."""
    token = index.at(at)
    span = _noun_phrase(index.doc, token.i) if token is not None else None
    return index.text[slice(*span)].lower().split()[-1] if span else None


def read_change(words: Words, phrase: Phrase) -> str | None:
    """Whether a figure is by how much, or to what, something rose or fell."""
    table = load_lexicon("figure_words")["change"]
    first, stop = phrase.first, phrase.stop
    before = words.lower(first - 1)
    if before in ("by", "of", "to", "a", "an", "another", "at"):
        near = words.lowers[max(first - 9, 0) : first - 1]
        kinds = [kind for word in near for kind in _kinds_of(word, table)]
        if before == "to" and kinds:
            return "to"
        if before in ("by",) and kinds:
            return kinds[-1] if kinds[-1] in ("up", "down") else "by"
        if before in ("a", "an", "of") and (
            before == "of" and kinds[-1:] and words.lower(first - 2) in (*table["up"], *table["down"])
        ):
            return kinds[-1]
        after = next((kind for word in words.lowers[stop : stop + 2] for kind in _kinds_of(word, table)), None)
        return after if before in ("a", "an") and after in ("up", "down") else None
    for word in (before, words.lower(first - 2) if before in ("a", "an", "another") else ""):
        if word in ("up", "down") and phrase.kind == "count":
            continue  # "picked up 200 people"
        for kind in _kinds_of(word, table):
            return kind if kind != "other" else None
    if phrase.kind == "percent" and words.lower(stop) in load_lexicon("figure_words")["change_after"]["list"]:
        return _kinds_of(words.lower(stop), table)[0]
    return None


def _kinds_of(word: str, table: dict[str, list[str]]) -> list[str]:
    return [kind for kind in ("up", "down", "other") if word in table[kind]]


def read_period(words: Words, phrase: Phrase, after: int) -> tuple[str | None, int]:
    """What a rate is per ("a year", "per day", "daily"), and where those words stop; `after` is where to look."""
    lexicon = load_lexicon("figure_words")
    lower = words.lower(after)
    if lower in ("a", "an", "per", "each", "every", "/") and words.lower(after + 1) in lexicon["periods"]:
        if lower in ("a", "an") and words.lower(after + 2) in ("ago", "earlier", "later", "before", "after", "from"):
            return None, after
        return lexicon["periods"][words.lower(after + 1)], after + 2
    if lower in lexicon["period_adverbs"]:
        return lexicon["period_adverbs"][lower], after
    return None, after


def find_held_dates(
    index: TokenIndex, chars: tuple[int, int], dates: Sequence[DateSpan]
) -> tuple[datetime | None, datetime | None]:
    """The days a figure holds for: those of the one date that modifies the number's noun or the verb that it serves.

    The verb may hand on to its complements ("6,000 expected to be built by December"), but a date of saying
    ("he said Wednesday") says nothing of the number, and of two dates none can be told to be the number's.
    """
    token = index.at(chars[0])
    if token is None:
        return None, None
    sentence = token.sent
    near = [date for date in dates if sentence.start_char <= date.start < sentence.end_char]
    own = _line_up(token) if near else set()
    linked = [date for date in near if (when := index.at(date.start)) is not None and _is_linked(own, when, date)]
    if len(linked) != 1 or not linked[0].is_resolved or _serves_another(token, linked[0]):
        return None, None
    return linked[0].date_start, linked[0].date_end


def _serves_another(token: Token, date: DateSpan) -> bool:
    """Whether a date before the number follows another number: "from 47 percent in May to 56"."""
    return date.end <= token.idx and any(
        other.tag_ == "CD" and other.idx + len(other) <= date.start for other in token.sent if other.i < token.i
    )


def _line_up(token: Token) -> set[int]:
    """The number's noun, and the verb that has it as subject, object or behind a preposition.

    A noun within another's phrase ("laws in 20 states") does not share in what is said of that one, save behind "of";
    nor does what a number is compared with ("up from 40").
    """
    found = {token.i} if token.tag_ == "CD" else set()
    here = token
    for _ in range(12):
        head = here.head
        if head is here or here.dep_ in ("appos", "relcl", "advcl", "parataxis"):
            break
        if head.lower_ in load_lexicon("figure_words")["comparing"]["list"]:
            break
        if head.tag_ == "IN" and head.lower_ != "of" and not head.head.tag_.startswith("VB"):
            break
        if head.tag_.startswith("VB"):
            found.add(head.i)
            break
        if head.tag_ in _NOUNS or head.tag_ == "CD":
            found.add(head.i)
        here = head
    return found


def _is_linked(own: set[int], when: Token, date: DateSpan) -> bool:
    """Whether nothing but the date's own words, prepositions and verbs' complements lie between it and the number's."""
    lexicon = load_lexicon("figure_words")
    here = when
    for _ in range(10):
        here = here.head
        if here.i in own:
            return here.lower_ not in lexicon["saying"]["list"]
        is_within = date.start <= here.idx < date.end
        hands_on = here.dep_ == "xcomp" and here.tag_.startswith("VB")
        joins = here.tag_ in ("IN", "TO") and here.lower_ not in lexicon["comparing"]["list"]
        if not (is_within or joins or hands_on) or here.head is here:
            return False
    return False
