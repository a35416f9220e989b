"""Which several "they" and "the group" are: the subject named last, nearer than whoever spoke."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.phrases import reported_before
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, decide
from tasks.language.body import Chars
from tasks.language.grammar import PLURALS, SUBJECTS, child, object_of
from tasks.language.inflection import singular
from tasks.language.people import list_person_nouns, may_speak

EMBEDDED = frozenset({"ccomp", "relcl", "acl", "csubj", "pcomp"})  # clauses inside another
_POINTING = frozenset({"these", "those", "both", "all", "others", "some", "many", "most", "few", "several"})
LONGEST_REACH = 3  # sentences outside quotation marks


def find_several_since(
    article: ArticleSpeakers, identify: Callable[[Token], Speaker | None], they: Token, spoken_at: int
) -> Speaker | None:
    """Say which several are the last main subject since somebody spoke: "Half agreed. Farm groups fight it. They said".

    Args:
        article: What the article tells of its speakers.
        identify: Which several a plural subject means.
        they: The pronoun.
        spoken_at: The token at which several spoke last; -1 for never.

    Returns:
        Those; unknown where it is not told who they are; None where no several are told of since.
    """
    for subject, is_near in _list_subjects(article, they):
        if subject.i <= spoken_at:
            return None
        if _are_several(article, subject):
            several = identify(subject) if is_near else None
            return decide("pronoun.several_before", several) if several is not None else UNKNOWN
    return None


def find_counted_before(
    article: ArticleSpeakers, identify: Callable[[Token], Speaker | None], group: Token, body: Mention | None
) -> Speaker | None:
    """Which persons "the group" is whom the sentence before counts or lists: "Four siblings left. The group said".

    Args:
        article: What the article tells of its speakers.
        identify: Which several a plural subject means.
        group: The noun.
        body: The name last before of a body that is called a group, if any.

    Returns:
        Those; unknown where it is not told who they are; None where the sentence is about no such persons.
    """
    sentence = article.narration.last_sentence(group.sent.start)
    subject = article.main_subject(sentence) if sentence is not None else None
    if sentence is None or subject is None or not _are_several(article, subject):
        return None
    if body is not None and body.start > subject.idx:
        return None
    if article.bodies_between(Chars((sentence.start_char, sentence.end_char))) or not _may_go_on(article, subject):
        return None  # "ten members of Harbour Watch", "five women sued Harbour Watch"
    is_joined = any(article.mention_at(each) is not None for each in subject.conjuncts)
    if not (is_joined or subject.tag_ == "CD" or child(subject, "nummod") is not None):
        return None
    return decide("group.counted_before", identify(subject)) or UNKNOWN


def _may_go_on(article: ArticleSpeakers, subject: Token) -> bool:
    """Whether a subject is persons who act: not "eight houses burned", "two soldiers died", "four were hurt"."""
    is_somebody = article.mention_at(subject) is not None or singular(subject.lower_) in list_person_nouns()
    is_somebody = is_somebody or (subject.tag_ == "CD" and child(subject, "prep") is not None)
    return is_somebody and subject.dep_ != "nsubjpass" and subject.head.lower_ not in load_speaker_words().dies


def _list_subjects(article: ArticleSpeakers, they: Token) -> Iterator[tuple[Token, bool]]:
    """The subjects before them, the nearest first, and whether one is near enough to be meant for certain.

    Near are those of their sentence and of the main clause before; a sentence about "them" does not count.
    """
    doc, start, reported = article.body.doc, they.sent.start, reported_before(they)
    for token in reversed(doc[start : they.i]):
        if token.lower_ == "who" and token.head.dep_ == "relcl" and they.i <= token.head.right_edge.i:
            yield token.head.head, True  # "farmers who oppose what they call a ban"
        if token.dep_ in SUBJECTS and token.i not in reported and token.head.dep_ not in EMBEDDED:
            yield token, True
    n_passed = 0
    while n_passed < LONGEST_REACH and (sentence := article.narration.last_sentence(start)) is not None:
        start, subject = sentence.start, article.main_subject(sentence)
        if subject is not None:
            yield subject, n_passed == 0
        n_passed += subject is None or subject.lower_ != "they"


def _are_several(article: ArticleSpeakers, subject: Token) -> bool:
    """Whether a subject outside quotation marks is several who may speak."""
    if article.narration.is_quoted(subject.i):
        return False
    if subject.lower_ in _POINTING and subject.left_edge.i == subject.right_edge.i:
        return True
    if subject.tag_ == "CD" and child(subject, "det") is not None:
        return True  # "the eight"
    of = child(subject, "prep")
    if of is not None and of.lower_ == "of" and subject.tag_ == "CD":
        # "four of Roe's farmers", where the parse may hang both on "of"
        nouns = [each for each in of.children if each.dep_ == "pobj" and each.tag_ in PLURALS]
        return any(singular(each.lower_) in list_person_nouns() for each in nouns)
    if of is not None and singular(subject.lower_) in load_speaker_words().share | load_speaker_words().several:
        noun = object_of(of) if of.lower_ == "of" else None  # "a number of farmers"
        return noun is not None and noun.tag_ in PLURALS and may_speak(noun.lower_)
    is_name = article.mention_at(subject) is not None
    if subject.tag_ in PLURALS:
        is_somebody = any(each.dep_ == "relcl" and each.left_edge.lower_ == "who" for each in subject.rights)
        return is_somebody or is_name or subject.ent_type_ == "NORP" or may_speak(subject.lower_)
    return is_name and any(article.mention_at(each) is not None for each in subject.conjuncts)
