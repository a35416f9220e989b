"""Whom the grammar of a pronoun's own sentence tells: "In Roe's account, he left", "Hale had to recall his claim"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.phrases import reported_before
from tasks.annotate.speakers.speaker import Speaker, decide
from tasks.language.body import Chars, Tokens
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    PROPER_NOUNS,
    RECEIVERS,
    SUBJECTS,
    VERBS,
    child,
    has_child,
    object_of,
    own_subject,
    subject_of,
)
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_person_noun, list_nouns_with

_INSIDE = frozenset({"advcl", "relcl", "ccomp"})
ONLY_PERSON = "pronoun.only_person_before"


def list_named_here(article: ArticleSpeakers, pronoun: Token) -> list[Mention]:
    """List the mentions of persons in a pronoun's sentence that it may go on with.

    Args:
        article: What the article tells of its speakers.
        pronoun: The subject of a verb.

    Returns:
        Those whom the clause over the pronoun's names, or to whom something is done in one that stands before; none
        where the pronoun stands before already, so that it goes on from there.
    """
    doc, start, verb = article.body.doc, pronoun.sent.start, pronoun.head
    again = load_speaker_words().once_more
    before = [token for token in doc[start : pronoun.i] if not article.narration.is_quoted(token.i)]
    if pronoun.dep_ not in SUBJECTS or any(token.lower_ in again for token in before):
        return []
    is_under = verb.dep_ in _INSIDE and verb.head.i < pronoun.i
    stop = doc[verb.left_edge.i].idx if is_under else pronoun.idx
    named = article.people_between(Chars((doc[start].idx, stop)))
    if is_under or doc[pronoun.i - 1].text != ";":
        told = _list_doers(verb) if is_under else [each for part in verb.children for each in _list_told_of(part)]
        named = _keep_told(article, named, {token.i for token in told if token.i < pronoun.i}, is_under)
    reported = reported_before(pronoun)
    heads = ((each, article.body.token_at(each.start)) for each in named)
    return [each for each, token in heads if token is not None and token.i not in reported and article.tells_of(each)]


def _keep_told(article: ArticleSpeakers, named: list[Mention], places: set[int], alone: bool) -> list[Mention]:
    """Keep who stands at some places; where they must stand alone, none beside somebody else."""
    at = {each: range(*article.body.tokens_of(Chars((each.start, each.end)))) for each in named}
    kept = [each for each in named if not places.isdisjoint(at[each])]
    others = (article.body.doc[other] for other in places.difference(*(at[each] for each in kept)))
    if alone and any(each.tag_ == "NN" and is_person_noun(each.lower_) for each in others):
        return []  # "Ann Roe laughed at a nurse because she"
    return kept


def _list_doers(verb: Token) -> Iterator[Token]:
    """Who does what the clause over a verb tells, and to or with whom: "Voters praised Roe because she"."""
    deed = next((each for each in verb.ancestors if each.tag_ in VERBS), None)
    if deed is None:
        return
    subject = subject_of(deed)
    told = [subject]
    for part in (deed, *(each for each in deed.children if each.dep_ == "xcomp")):
        told += [each if each.dep_ in RECEIVERS else object_of(each) for each in part.children]
    for noun in told:
        if noun is not None:
            yield from (noun, *noun.conjuncts, *(each for each in noun.children if each.dep_ == "appos"))
    words = list(subject.subtree) if subject is not None else []
    if not any(each.tag_ in COMMON_NOUNS and is_person_noun(each.lower_) for each in words):
        # "One of Roe's jokes came when he", "the new lead at Acme, Roe, wrote a note in which she".
        yield from (each for each in words if each.dep_ in ("appos", "poss") or has_child(each, "case"))


def _list_told_of(part: Token) -> Iterator[Token]:
    """To whom something is done in a clause with a subject of its own: "After many asked Roe,"; "In Roe's account,"."""
    if part.dep_ == "advcl" and (subject := own_subject(part)) is not None:
        yield from (each for each in part.children if each.dep_ in RECEIVERS)
        # "After I wrote to Roe, she"; in "After Hale wrote to Roe, she" it may be either.
        links = {"with", "to"} if subject.lower_ in load_function_words().first_person else {"with"}
        behind = (each for each in part.children if each.dep_ in ("prep", "dative") and each.lower_ in links)
        yield from (each for one in behind for each in one.children if each.dep_ == "pobj")
    elif part.dep_ == "prep" and part.lower_ == "in":
        noun = child(part, "pobj")
        owner = child(noun, "poss") if noun is not None else None
        if owner is not None:
            yield owner


def find_subject_over(owner: Token) -> Token | None:
    """Whose deed has as its object what a pronoun owns: "Roe was cheered, while Hale had to recall his claim".

    Or whom a clause with the pronoun tells more of: "an interview with Roe, where he warned".
    """
    noun = owner.head
    if owner.dep_ in SUBJECTS and noun.dep_ == "relcl" and noun.left_edge.lower_ == "where":
        return noun.head if noun.head.i < owner.i and noun.head.tag_ in PROPER_NOUNS else None
    subject = subject_of(noun.head) if owner.dep_ == "poss" and noun.dep_ in RECEIVERS else None
    return subject if subject is not None and subject.i < owner.i else None


def is_said_by_name(article: ArticleSpeakers, subject: Token) -> bool:
    """Whether a sentence is what a name says that is no person's, but for an error: "Acme's Ann Roe said Hale left".

    A name that ends as one of a body does is that body's.
    """
    cue = load_verb_cues().get(subject.head.lower_)
    mention = article.mention_at(subject)
    name = article.body.text[mention.start : mention.end] if mention is not None else ""
    is_owned = any(mark in name for mark in ("’s ", "'s "))
    return cue is not None and cue.cue_class == "speech" and is_owned and not is_body(subject.lower_)


def put_only(article: ArticleSpeakers, only: Speaker, subject: Token, others: Set[str | None]) -> Speaker | None:
    """The one person whom a sentence names, unless that one is told apart from "he", or another speaks there."""
    is_other = only.key in others or is_said_by_name(article, subject)
    return None if is_other else decide(ONLY_PERSON, only)


def opens_with(owner: Token, subject: Token) -> bool:
    """Whether a sentence opens with what a pronoun owns: "Despite its pledge, Acme", "Shaken by his loss, Roe"."""
    if owner.dep_ != "poss" or subject.i < owner.i:
        return False
    before = (each for each in subject.head.children if each.i < subject.i)
    parts = (each for each in before if each.dep_ == "prep" or (each.dep_ == "advcl" and own_subject(each) is None))
    opening = next(parts, None)
    return opening is not None and owner in opening.subtree


def is_of_another(subject: Token, pronoun: Token) -> bool:
    """Whether a pronoun's clause hangs on what somebody does who is brought in here: "A judge hit what he calls"."""
    is_new = any(each.lower_ in ("a", "an") or (each.dep_ == "poss" and each.tag_ != "PRP$") for each in subject.lefts)
    hangs = pronoun.dep_ in SUBJECTS and pronoun.head != subject.head and subject.head in pronoun.ancestors
    return is_new and hangs and child(subject, "appos") is None


def list_content_subjects(pronoun: Token) -> list[Token]:
    """The subject of what is reported before "it", and what stands beside that: "The militia Acme fled, it said".

    None where a document or a body was just told of: "A study came out. Acme harms children, it said".
    """
    content = next((each for each in pronoun.head.lefts if each.dep_ == "ccomp" and each.i < pronoun.i), None)
    subject = own_subject(content) if content is not None and pronoun.lower_ == "it" else None
    if subject is None or _tells_of_speaker(pronoun):
        return []
    return [subject, *(each for each in subject.rights if each.dep_ == "appos")]


def _tells_of_speaker(pronoun: Token) -> bool:
    """Whether the sentence before a pronoun's has an unnamed document or body for its subject or object."""
    start = pronoun.sent.start
    before = pronoun.doc[find_sentence_before(pronoun.doc, start)].sent
    told = (each for each in before.root.children if each.dep_ in SUBJECTS or each.dep_ in RECEIVERS)
    nouns = (singular(each.lower_) for each in told if each.tag_ in COMMON_NOUNS)
    return before.start < start and any(is_body(each) or each in load_speaker_words().document for each in nouns)


def find_sentence_before(doc: Doc, start: int) -> int:
    """First token of the sentence before a token; line breaks do not count."""
    while start > 0 and doc[start - 1].is_space:
        start -= 1
    return doc[start - 1].sent.start if start > 0 else 0


def find_written_before(
    article: ArticleSpeakers, identify: Callable[[Token, Tokens], Speaker], pronoun: Token
) -> Speaker | None:
    """The body whose document the sentence before "it" is about: "Acme wrote it. The report is long. It notes"."""
    start = pronoun.sent.start
    sentence = article.narration.last_sentence(start) if pronoun.lower_ == "it" else None
    subject = article.main_subject(sentence) if sentence is not None else None
    if subject is None or singular(subject.lower_) not in load_speaker_words().document:
        return None
    author = identify(subject, Tokens((subject.left_edge.i, subject.i + 1)))
    is_body = author.kind in ("organization", "government") and author.key is not None
    return decide("pronoun.written_before", author) if is_body else None


def is_one_since(article: ArticleSpeakers, start: int, spoken_at: int) -> bool:
    """Whether "they" may be one person, whom the sentence before is about: "An employer left. They said"."""
    sentence = article.narration.last_sentence(start)
    subject = article.main_subject(sentence) if sentence is not None else None
    if subject is None or subject.i <= spoken_at or article.narration.is_quoted(subject.i):
        return False
    is_one = is_person_noun(subject.lower_) or subject.lower_ in list_nouns_with("named_body")
    return subject.tag_ == "NN" and is_one and child(subject, "appos") is None


def put_grammar_first(nearer: Speaker | None, linked: Speaker | None) -> tuple[Speaker | None, Speaker | None]:
    """Order whom a pronoun may mean: the one person near behind whom grammar tells, who was right in 21 of 24 read."""
    return (linked, nearer) if nearer is not None and nearer.rule == ONLY_PERSON else (nearer, linked)
