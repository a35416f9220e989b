"""Which named body the article told of last, that a word for any business or group goes on with: "the chipmaker"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import is_government, is_newsroom, list_words, may_be_business
from tasks.annotate.speakers.brought_in import may_be_other
from tasks.annotate.speakers.descriptions import Description, list_places
from tasks.annotate.speakers.lexicon import load_speaker_words, same_roles
from tasks.annotate.speakers.memory import NEAR_TOKENS
from tasks.annotate.speakers.speaker import SPEAKER_KINDS, Speaker, decide
from tasks.language.body import Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, PROPER_NOUNS, SUBJECTS
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_person_noun

LONGEST_REACH = 3  # sentences outside quotation marks before the noun's own
_TOLD_OF = frozenset({*SUBJECTS, "poss"})
_BESIDE = frozenset({"appos", "compound", "nmod"})
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "appos"})
_BRINGS_IN = _TOLD_OF | {"dobj", "pobj", "attr"}


class _Told(NamedTuple):
    """A body named in a sentence, and the token that heads its name."""

    mention: Mention
    head: Token


def find_told_of(article: ArticleSpeakers, description: Description) -> Speaker | None:
    """The one fitting body that the sentences before tell of, or that the article is about.

    "Acme removed the pages, the company said"; "Acme raised prices. Shares rose. The California burger chain said".

    Args:
        article: What the article tells of its speakers.
        description: A definite description with a word for any business, group or outlet.
    """
    words = load_speaker_words()
    if not description.is_definite or description.is_plural or description.has_possessor or description.is_unnamed:
        return None
    is_called_after = description.called_after is not None and not list_places(description)
    if description.head not in words.business | words.told_body or is_called_after:
        return None
    if not description.modifiers.isdisjoint(words.another_body):
        return None
    # "The insurance company" may be another than the one told of last.
    kinds = description.modifiers - description.qualities - list_places(description)
    is_of_kind = bool(kinds) and description.head in words.any_body
    noun = article.body.doc[description.at]
    before, after = article.body.doc[max(0, noun.i - 1)], article.body.doc[noun.i + 1 : noun.i + 2]
    is_placed = before.lower_ in list_places(description)
    if (before.tag_ in PROPER_NOUNS and not is_placed) or any(each.tag_ in PROPER_NOUNS for each in after):
        return None  # "the payroll company ADP", "the Wexley.org site"
    for place, sentence in enumerate(_list_before(article, noun)):
        told = [each for each in _list_bodies(article, sentence) if _fits(description, each.mention)]
        if told:
            found = _choose(article, told, sentence) if not _may_be_other(article, sentence, place) else None
            is_meant = found is not None and (not is_of_kind or article.bodies.is_main(found.entity_key))
            return decide("body.told_of", article.name_mention(found)) if found is not None and is_meant else None
        if place and (_may_be_other(article, sentence, place) or _is_told_of_another(article, sentence)):
            return None
    return None


def _list_before(article: ArticleSpeakers, noun: Token) -> Iterator[Span]:
    """What stands before a noun in its sentence, then the sentences before, the nearest first."""
    doc, start = article.body.doc, noun.sent.start
    yield doc[start : noun.left_edge.i if noun.left_edge.i > start else noun.i]
    for _ in range(LONGEST_REACH):
        sentence = article.narration.last_sentence(start)
        if sentence is None or article.narration.count_between(sentence.start, noun.i) > NEAR_TOKENS:
            return
        yield sentence
        start = sentence.start


def _list_bodies(article: ArticleSpeakers, words: Span) -> list[_Told]:
    """The bodies that some words name outside of quotation marks, each with the head of its name.

    Not "a KIE", "the Attorney General (SAG)", nor whose thing it is by a name before it: "an Instagram account".
    """
    if not len(words):
        return []
    named = article.bodies_between(Chars((words.start_char, words.end_char)))
    told = []
    for mention in named:
        span = article.body.span_of(Chars((mention.start, mention.end)))
        if span is None or article.narration.is_quoted(span.root.i):
            continue
        head, over = span.root, span.root.head
        is_any = any(each.lower_ in load_function_words().indefinite for each in head.lefts)
        is_of_thing = head.dep_ in _BEFORE_NOUN and over.tag_ in COMMON_NOUNS
        is_of_thing = is_of_thing and not (is_body(over.lower_) or _speaks_for(over))
        # "the V9"
        is_any |= any(map(str.isdigit, mention.name or "")) and any(each.lower_ == "the" for each in head.lefts)
        is_office = head.dep_ == "appos" and is_person_noun(over.lower_)
        if not (is_any or is_of_thing or is_office):
            told.append(_Told(mention, head))
    return told


def _speaks_for(noun: Token) -> bool:
    """Whether a noun is one for who speaks for a body: "a Wexley spokeswoman", "a spokesman for Wexley"."""
    return noun.lower_ in same_roles().get("spokesperson", frozenset()) | {"spokesperson"}


def _fits(description: Description, mention: Mention) -> bool:
    """Whether a body may be what a word says: a company is no newspaper, a militia no state's body."""
    name, words = mention.name or "", load_speaker_words()
    if description.head in words.business:
        return may_be_business(name) and not is_newsroom(name)
    if description.head in words.group:
        return not is_government(list_words(name)) and list_words(name).isdisjoint(words.no_group)
    return may_be_business(name)  # "the platform" of a party is none


def _choose(article: ArticleSpeakers, told: list[_Told], sentence: Span) -> Mention | None:
    """The body that a sentence tells of where it names no other, or else the one that the article is about."""
    keys = {each.mention.entity_key for each in told}
    subject = article.main_subject(sentence.sent) if len(keys) == 1 and len(sentence) else None
    if any(
        _is_told_of(each.head) and (len(keys) == 1 or article.bodies.is_main(each.mention.entity_key)) for each in told
    ):
        about = [each.mention for each in told if _is_told_of(each.head)]
        return about[0] if len({each.entity_key for each in about}) == 1 else None
    # "Investors sued Acme": whoever is no body does that.
    is_by_people = subject is not None and (is_person_noun(subject.lower_) or _is_person(article, subject))
    return told[0].mention if is_by_people and told[0].head.dep_ in _DONE_TO else None


def _is_person(article: ArticleSpeakers, subject: Token) -> bool:
    mention = article.mention_at(subject)
    return mention is not None and mention.label == "person"


def _is_told_of(head: Token) -> bool:
    """Whether a name is a subject, owns something, or stands beside such a noun: "the retailer Acme"."""
    while head.dep_ in _BESIDE and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj" and head.head.lower_ in ("for", "of") and _speaks_for(head.head.head):
        return True
    return head.dep_ in _TOLD_OF


def _may_be_other(article: ArticleSpeakers, sentence: Span, place: int) -> bool:
    """Whether words may tell of a body that no mention covers: "Acme sued the mill", "A rival firm denied it".

    In a sentence before, its subject may be another body, or one that is taken for something else.
    """
    if any(map(may_be_other, sentence)):
        return True
    subject = article.main_subject(sentence) if place else None
    if subject is not None and subject.tag_ in PROPER_NOUNS and not is_person_noun(subject.lower_):
        mention = article.mention_at(subject)
        if mention is None or mention.label not in SPEAKER_KINDS:
            return True
    business, indefinite = load_speaker_words().business, load_function_words().indefinite
    for token in sentence:
        if token.dep_ not in _BRINGS_IN:
            continue
        if singular(token.lower_) in business and any(each.lower_ in indefinite for each in token.lefts):
            return True
        if token.tag_ == "NNP" and token.dep_ == "dobj" and article.mention_at(token) is None:
            return True
    return False


def _is_told_of_another(article: ArticleSpeakers, sentence: Span) -> bool:
    """Whether a sentence that names no fitting body is about one that may be meant all the same: a bank, a club."""
    subject = article.main_subject(sentence)
    mention = article.mention_at(subject) if subject is not None else None
    if mention is None or mention.label != "organization":
        return False
    name = mention.name or ""
    return not is_government(list_words(name)) and not is_newsroom(name)
