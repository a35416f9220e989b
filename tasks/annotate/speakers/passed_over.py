"""Names that the model passed over, of bodies for the most part: a capitalized speaker is somebody, or some body."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.phrase_names import cut_phrase, is_capital
from tasks.annotate.speakers.speaker import Speaker, make_key
from tasks.language.body import Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, PROPER_NOUNS, SINGULARS, TIME_LABELS, VERBS
from tasks.language.names import GENDERS, is_coined, is_given_name, is_never_name, is_particle
from tasks.language.people import is_body, is_person_noun
from tasks.language.places import load_gazetteer

_NO_START = frozenset({"CD", "HYPH", "NN"})
# Shapes of a body's name beside a capital inside a word: "WHO", "News21", "factcheck.org".
_SHAPED = re.compile(r"[A-Z]{2,6}\d{0,3}|[A-Z][a-z]+\d{1,3}|\w+\.(?:com|org|net)")
_NAME_TAGS = PROPER_NOUNS | {"HYPH", "CD", "NN", "JJ"}
FARTHEST_TAKEN_UP = 4  # tokens behind a name: its verb and what it says first
LONGEST_LOOK = 6  # tokens on either side of a name that tell of a heading
MOST_WORDS = 5  # of a name without an article


def read_body(article: ArticleSpeakers, head: Token, span: Tokens) -> Speaker | None:
    """The name of a body that the model passed over: "the Club for Growth", "FactCheck.org", "Severn Labs".

    Args:
        article: What the article tells of its speakers.
        head: Head of the phrase.
        span: The phrase.
    """
    doc, phrase = article.body.doc, cut_phrase(article, span)
    first, last = _end_of_name(head, phrase)
    before = doc[first - 1] if first else None
    is_known = head.ent_type_ in TIME_LABELS or head.text in load_gazetteer() or is_person_noun(head.lower_)
    is_written = is_capital(head) or _has_shape(head.text)
    if is_known or not is_written or (before is not None and before.tag_ in _NO_START):
        return None
    has_article = before is not None and before.lower_ == "the"
    if last - first > 1:
        is_name = (has_article and head.tag_ in PROPER_NOUNS) or _is_bare_name(head, Tokens((first, last)), phrase)
        return _name_body(doc[first:last].text) if is_name else None
    is_owned = before is not None and before.tag_ == "POS" and _has_shape(head.text)
    if not _is_one_word(article, head, first == phrase[0] or has_article or is_owned):
        return None
    after = [token.lower_ for token in doc[last : last + FARTHEST_TAKEN_UP]]
    if "who" in after[:2]:
        return Speaker(name=head.text, key=make_key("person", head.text), kind="person", rule="name.before_who")
    # "Lindra said": perhaps somebody, and so is "LJ said her son".
    is_somebody = not _has_shape(head.text) or (not has_article and not GENDERS.keys().isdisjoint(after))
    return None if is_somebody else _name_body(head.text)


def _name_body(name: str) -> Speaker:
    return Speaker(name=name, key=make_key("org", name), kind="organization", rule="name.of_body")


def name_as_written(article: ArticleSpeakers, mention: Mention, found: Speaker) -> Speaker:
    """Name a body of which its name alone tells nothing more, like "the Treasury": so it is called in the article."""
    if found.name is not None or found.kind not in ("organization", "government"):
        return found
    name = article.body.text[mention.start : mention.end]
    return replace(found, name=name, key=make_key("body", name), rule="body.as_written")


def _is_one_word(article: ArticleSpeakers, head: Token, is_whole: bool) -> bool:
    """Whether one word that is all of a phrase is a name: "PolitiFact" by its shape, or as the tagger says."""
    is_tag = article.body.text[max(0, head.idx - 1) : head.idx] == "#"
    if not is_whole or is_tag or is_never_name(head.text) or article.list_bearers(head.text):
        return False  # "Roe" of two Roes is one of them
    is_name = head.tag_ == "NNP" and _is_one(head) and not is_body(head.lower_) and not _is_in_heading(head)
    return _has_shape(head.text) or (is_name and not article.has_word(head.lower_))


def _has_shape(word: str) -> bool:
    return _SHAPED.fullmatch(word) is not None or is_coined(word)


def _is_one(head: Token) -> bool:
    """Whether a name is no subject of a plural verb: a plural that opens a sentence is any of a kind."""
    return head.dep_ not in NOUN_SUBJECTS or (head.head.tag_ in VERBS and head.head.tag_ != "VBP")


def _is_bare_name(head: Token, name: Tokens, phrase: Tokens) -> bool:
    """Whether capitals alone make a name: "Severn Labs", "Plymouth Live"; not "National Polls Show", nor a person's."""
    first, last = name
    words = head.doc[first:last]
    is_whole = first == phrase[0] and last - first <= MOST_WORDS and words[-1].tag_ in SINGULARS | {"CD"}
    if not is_whole or head.i != last - 1 or any(word.tag_ not in _NAME_TAGS for word in words):
        return False
    opening = words[0]
    if is_given_name(opening.text) or is_particle(opening.lower_) or is_never_name(opening.text):
        return False
    if is_person_noun(opening.lower_):
        return False
    is_any = opening.is_sent_start and opening.tag_ not in PROPER_NOUNS
    return not is_any and _is_one(head) and not _is_in_heading(head)


def _is_in_heading(head: Token) -> bool:
    """Whether the words around a name are written with capitals, too."""
    near = [token for token in head.sent if abs(token.i - head.i) <= LONGEST_LOOK and token.i != head.i]
    plain = [token for token in near if token.is_alpha and token.lower_ not in load_function_words().articles]
    return not any(token.text.islower() and len(token) > 3 for token in plain)


def _end_of_name(head: Token, phrase: Tokens) -> Tokens:
    """The capitalized words around a head, with those behind "for" or "of"."""
    doc, first, last = head.doc, head.i, head.i + 1
    while first > phrase[0] and doc[first - 1].tag_ != "DT":
        is_joint = doc[first - 1].tag_ == "HYPH" and first - 1 > phrase[0] and is_capital(doc[first - 2])
        if not is_joint and not is_capital(doc[first - 1]):
            break
        first -= 1 + is_joint
    if last + 1 < phrase[1] and doc[last].lower_ in ("for", "of") and is_capital(doc[last + 1]):
        last += 2
        while last < phrase[1] and is_capital(doc[last]):
            last += 1
    return Tokens((first, last))
