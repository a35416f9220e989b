"""Whose the words of a document are: "a report by Ann Roe", "Roe's letter", "the letter" that Roe sent before."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import is_government, list_words
from tasks.annotate.speakers.descriptions import describe
from tasks.annotate.speakers.lexicon import list_answering, list_authored, list_passing_on, load_speaker_words
from tasks.annotate.speakers.speaker import Speaker, decide, make_key
from tasks.language.body import Tokens
from tasks.language.channels import list_released
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    RELATIVE_PRONOUNS,
    TIME_LABELS,
    VERBS,
    find_agent,
    is_passive,
    object_of,
    own_subject,
    subject_of,
)
from tasks.language.inflection import singular

AUTHOR = "document.author"
_TOLD = "document.told_before"
_NAMED = frozenset({"person", "organization", "government"})
_PARTS_OF_NOUN = ("compound", "nmod")
# Beside "the report" these say which one it is: perhaps another than the one before.
_TELLING = frozenset({"prep", "acl", "relcl", "amod", "nummod", *_PARTS_OF_NOUN})
FARTHEST_BACK = 300  # tokens between "a report by Ann Roe" and "the report"


class Documents:
    """Tells who wrote what one article names."""

    def __init__(self, article: ArticleSpeakers, identify: Callable[[Token, Tokens], Speaker]) -> None:
        self._article, self._identify = article, identify
        self._words = load_speaker_words()

    def find_author(self, head: Token) -> Speaker | None:
        """Whose the words are in ``data from the Weather Office``, ``a report by Ann Roe``, ``Roe's letter``."""
        noun = singular(head.lower_)
        named_at = self._article.mention_at(head)
        if noun not in self._words.document or (named_at is not None and named_at.label == "person"):
            return None  # "Professor Post"
        for each in sorted(head.children, key=lambda part: part.dep_ != "poss"):
            named = self._named_beside(noun, head, each)
            author = self._writer(noun, named) if named is not None else None
            if author is not None:
                return decide(AUTHOR, author)
        return decide(AUTHOR, self._sender(noun, head))

    def _named_beside(self, noun: str, head: Token, part: Token) -> Token | None:
        """Whom a part of a document's phrase names as its author: "by Roe", "sent by Roe", "Roe's", "in the Times"."""
        if part.dep_ in ("poss", *_PARTS_OF_NOUN) and part.i < head.i:
            is_of = part.dep_ != "poss" and (noun in self._words.of_their_topic or part.lower_ in self._words.platform)
            return None if is_of else part
        if part.dep_ == "prep":
            named = object_of(part)
            mention = self._article.mention_at(named) if named is not None else None
            is_paper = mention is not None and mention.label == "organization" and noun in self._words.printed
            return named if part.lower_ in ("by", "from") or (part.lower_ == "in" and is_paper) else None
        if part.dep_ == "acl" and part.lower_ in list_released() | list_authored():
            is_written = part.lower_ in list_authored() - list_passing_on() or noun not in self._words.passed_on
            return find_agent(part) if is_written or part.lower_ in self._words.prepared else None
        subject = own_subject(part) if part.dep_ == "relcl" and part.lower_ in list_authored() else None
        return subject if subject is not None and subject.lower_ not in RELATIVE_PRONOUNS else None

    def _sender(self, noun: str, head: Token) -> Speaker | None:
        """Who writes a document that is brought in as that deed's object: "Roe sent a letter that says"."""
        over = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "with" else head.head
        # "answered with a letter that says", but "agreed with a letter that says".
        is_deed = over.lower_ in list_authored() or (head.dep_ == "pobj" and over.lower_ in list_answering())
        if head.dep_ not in ("dobj", "pobj") or not is_deed or not self._is_brought_in(head):
            return None
        if noun in self._words.passed_on and over.lower_ in list_passing_on():
            return None  # "the site published a letter that says"
        return self._doer(over)

    def _writer(self, noun: str, named: Token) -> Speaker | None:
        """Who wrote what is named beside a document, if that may write: not "a Tuesday report", "a letter from Rye"."""
        mention = self._article.mention_at(named)
        is_name = mention is not None and mention.link != "pronoun"
        if mention is not None and is_name and mention.label not in ("organization", "person"):
            return None
        if named.dep_ in _PARTS_OF_NOUN and (mention is None or mention.label != "organization"):
            return None  # "the Roe letter" may tell of Roe
        if noun in self._words.handed_in and named.dep_ != "pobj" and self._takes_in(mention):
            return None
        if named.ent_type_ in TIME_LABELS or (not is_name and singular(named.lower_) in self._words.document):
            return None
        found = self._identify(named, Tokens((named.left_edge.i, named.right_edge.i + 1)))
        if found.key is None or (named.dep_ == "poss" and found.kind == "person" and noun in self._words.about_owner):
            return None
        return found if found.kind in (*_NAMED, "group") or is_name else None

    def _takes_in(self, mention: Mention | None) -> bool:
        """Whether a body before "filings" is one to which others hand them in: "SEC filings"."""
        words = list_words(mention.name) if mention is not None else frozenset()
        return is_government(words) or not words.isdisjoint(self._words.takes_in)

    def find_told(self, head: Token) -> Speaker | None:
        """Whose "the report" is, from where the article told of it before: "a report by Roe", "Roe sent a report"."""
        noun, doc = singular(head.lower_), head.doc
        is_again = any(each.lower_ in load_function_words().definite for each in head.children)
        has_more = any(each.dep_ in _TELLING and each.lower_ not in self._words.titled for each in head.children)
        if noun not in self._words.document or not is_again or has_more:
            return None
        for at in range(head.i - 1, max(-1, head.i - FARTHEST_BACK), -1):
            token = doc[at]
            if singular(token.lower_) == noun and token.tag_ == head.tag_ and token.ent_type_ not in TIME_LABELS:
                author = self.find_author(token) or self._issuer(token)
                if author is not None or self._is_brought_in(token):
                    return decide(_TOLD, author)
        return None

    def find_unsigned(self, head: Token, span: Tokens) -> Speaker | None:
        """Somebody who goes without a name in ``one post on the site``; not in ``one post on the party's site``."""
        noun = self._article.body.doc[slice(*span)]
        first = next(iter(noun), head)
        is_one = first.lower_ in ("one", "another") and singular(head.lower_) in self._words.by_anybody
        if not is_one or head.tag_ != "NN" or any(each.dep_ == "poss" for each in noun):
            return None
        name = describe(head, span).text
        return Speaker(name=name, key=make_key("anonymous", name), kind="anonymous", rule="document.unsigned")

    def _issuer(self, noun: Token) -> Speaker | None:
        """Who says something in a document: "Roe said in a statement", "Roe issued a statement"."""
        over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
        if over.tag_ not in VERBS or is_passive(over) or not self._is_brought_in(noun):
            return None
        if noun.dep_ == "dobj" and over.lower_ not in list_released():
            return None
        return self._doer(over) if noun.dep_ in ("pobj", "dobj") else None

    def _doer(self, verb: Token) -> Speaker | None:
        subject = subject_of(verb)
        if subject is None or singular(subject.lower_) in self._words.document:
            return None
        found = self._identify(subject, Tokens((subject.left_edge.i, subject.right_edge.i + 1)))
        return found if found.key is not None and found.kind in _NAMED else None

    def _is_brought_in(self, noun: Token) -> bool:
        """Whether another such document is told of, nobody's: "a report found"; before it none is meant."""
        opening = {each.lower_ for each in noun.children}
        return not opening.isdisjoint(load_function_words().indefinite) or {"the", "following"} <= opening
