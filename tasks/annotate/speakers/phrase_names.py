"""Names in a phrase whose head is no name: the parse hangs it elsewhere, or the model passed the name over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import describe
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.roles import read_apposed_role
from tasks.annotate.speakers.speaker import Speaker, decide, make_key
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import PLURALS, PROPER_NOUNS, TIME_LABELS
from tasks.language.names import find_title_before, is_coined, is_given_name, is_never_name
from tasks.language.people import is_body, is_kin, is_person_noun, is_role, list_nouns_with, names_one_person
from tasks.language.places import load_gazetteer

_ENDS = frozenset({",", "(", "—", "–", "--"})
_TITLE_TAGS = frozenset({"NN", "NNP", "NNPS", "JJ", "DT", "HYPH", "RB"})
_NAME_TAGS = frozenset({"NNP", "HYPH"})
_NO_NAME = frozenset({*TIME_LABELS, "GPE", "LOC", "NORP"})
# What no name of a person or body looks like: "Rye_22", "PotatoKing", "@rye".
_ACCOUNT = re.compile(r"@?(?=\w*[\d_])[A-Za-z]\w{2,29}|@\w{2,30}|[a-z][a-z]?[A-Z]\w+")
_ADDRESS = re.compile(r"(?<![^\s(“])(?:@|u/)(\w[\w-]{1,29})$")  # told apart by its form alone
_OUTLET = "name.of_outlet"
_CALLED = "name.called"
LONGEST_TITLE = 3  # words
LONGEST_NAME = 5  # tokens, hyphens among them


def find_opening_name(article: ArticleSpeakers, span: Tokens, *, titled: bool = False) -> Speaker | None:
    """The person's name with which a phrase begins: "Sen. Ann Roe of Ohio, one of three seeking it".

    Args:
        article: What the article tells of its speakers.
        span: The phrase.
        titled: Whether a title must stand before the name: "Rye University Prof. Ann Roe".
    """
    doc, phrase = article.body.doc, cut_phrase(article, span)
    people = article.people_between(article.body.chars_of(phrase))
    if not people or not _opens(article, people[0], phrase):
        return None
    first = article.body.tokens_of(Chars((people[0].start, people[0].end)))[0]
    title = [token.text for token in doc[max(span[0], first - LONGEST_TITLE) : first]]
    if titled and (len(people) > 1 or not find_title_before(title)[0]):
        return None
    named = decide("name.opens_phrase", article.name_mention(people[0]))
    return replace(named, role=" ".join(doc[span[0] : first].text.split())) if titled else named


def cut_phrase(article: ArticleSpeakers, span: Tokens) -> Tokens:
    """A phrase up to its first comma, bracket or dash."""
    doc = article.body.doc
    return Tokens((span[0], next((at for at in range(span[0] + 1, span[1]) if doc[at].text in _ENDS), span[1])))


def _opens(article: ArticleSpeakers, mention: Mention, phrase: Tokens) -> bool:
    """Whether nothing but a title and what belongs to it stands before a name, and no noun behind it."""
    doc = article.body.doc
    start, end = article.body.tokens_of(Chars((mention.start, mention.end)))
    before = doc[phrase[0] : start]
    of = next((token.i for token in before if token.lower_ == "of"), None)
    if any(token.tag_ not in _TITLE_TAGS for token in before if token.i != of):
        return False
    if of is not None:
        # "Secretary of Defense Ann Roe", "University of Rye Prof. Ann Roe"; "the son of Prof. Ann Roe" is another.
        is_titled = find_title_before([token.text for token in doc[of + 1 : start]])[0] > 0
        if of == phrase[0] or of + 1 == start or is_titled == is_person_noun(doc[of - 1].lower_):
            return False
    return end >= phrase[1] or doc[end].tag_ == "IN"


def read_apposed(article: ArticleSpeakers, head: Token, span: Tokens) -> Speaker | None:
    """The name behind somebody's function, where no mention has it: "his wife, Min So-ra, who runs a shop"."""
    doc, start = article.body.doc, head.i + 2
    if start >= span[1] or doc[head.i + 1].text != "," or not (is_kin(head.lower_) or names_one_person(head.lower_)):
        return None
    end = start
    while end < span[1] and (doc[end].tag_ in _NAME_TAGS or doc[end - 1].tag_ == "HYPH"):
        end += 1
    words = [token.text for token in doc[start:end]]
    is_whole = 0 < len(words) <= LONGEST_NAME and (end == span[1] or doc[end].text == ",")
    if not is_whole or not (is_given_name(words[0]) or len(words) > 1) or not _may_be_person(words):
        return None
    name, role = doc[start:end].text, describe(head, Tokens((span[0], head.i + 1))).text
    return Speaker(name=name, key=make_key("person", name), kind="person", role=role, rule="name.apposed_read")


def read_account(head: Token, span: Tokens) -> Speaker | None:
    """The account of "user Rye_22", "Redditor PotatoKing", "@rye": no name's form, or behind one who has accounts."""
    address = _ADDRESS.search(head.doc[span[0] : span[1]].text)  # the model parts "u/rye"
    if address is not None:
        return _name_account(address[0].removeprefix("@"), address[1])
    for name in dict.fromkeys((head, head.doc[span[1] - 1])):
        before = name.i - 1
        is_apart = before > span[0] and head.doc[before].text == ","  # "one user, rye22, said"
        before -= is_apart
        is_behind = before >= span[0] and head.doc[before].lower_ in load_speaker_words().has_account
        is_handle = _ACCOUNT.fullmatch(name.text) is not None
        if is_behind and (is_handle or (is_coined(name.text) and not is_apart)):
            return _name_account(name.text, name.text)
    return None


def _name_account(name: str, handle: str) -> Speaker:
    return Speaker(name=name, key=f"account:{handle.lower()}", rule="name.of_account")


def read_called(article: ArticleSpeakers, head: Token, span: Tokens) -> Speaker | None:
    """Whose name a participle behind a noun gives: "a local named Sivra", "a group called Mothers of Rye"."""
    doc, at = article.body.doc, head.i + 1
    if at + 1 >= span[1] or doc[at].lower_ not in ("named", "called") or not is_capital(doc[at + 1]):
        return None
    # "A neighbor called Ann Roe a liar", "The judge named Bob Hale in court": there it is what the noun's bearer did.
    behind = [each for each in doc[at].rights if each.dep_ != "punct"]
    if doc[at].tag_ != "VBN" or doc[at].dep_ != "acl" or len(behind) != 1 or behind[0].dep_ == "prep":
        return None
    named = article.mention_at(doc[at + 1])
    is_one = (is_person_noun(head.lower_) and head.tag_ not in PLURALS) or head.lower_ == "local"
    role = describe(head, Tokens((span[0], head.i + 1))).text if is_one and is_role(head.lower_) else None
    if named is not None and is_one == (named.label == "person"):
        known = article.name_mention(named)
        return decide(_CALLED, replace(known, role=known.role or role))
    end = next((each for each in range(at + 1, span[1]) if not is_capital(doc[each])), span[1])
    name = doc[at + 1 : end].text
    if is_one:
        return Speaker(name=name, key=make_key("person", name), kind="person", role=role, rule=_CALLED)
    if not is_body(head.lower_) or head.tag_ in PLURALS:
        return None
    return Speaker(name=name, key=make_key("org", name), kind="organization", rule=_CALLED)


def read_person(article: ArticleSpeakers, head: Token, span: Tokens) -> Speaker | None:
    """A person's name that the model passed over, by what is told beside it: "Min So-ra, the port's chief"."""
    doc, first = article.body.doc, _open_capitals(head, span)
    if first is None:
        return None
    titled = next((at for at in range(head.i - 1, first - 1, -1) if is_person_noun(doc[at].lower_)), first - 1)
    words = [token.text for token in doc[titled + 1 : head.i + 1]]
    is_name = 1 < len(words) < LONGEST_NAME and all(word[:1].isupper() and not word.isupper() for word in words)
    if not is_name or not _may_be_person(words) or is_never_name(words[-1]):
        return None
    is_titled = titled >= span[0] and names_one_person(doc[titled].lower_)
    apposed = (each for each in head.rights if each.dep_ == "appos" and is_person_noun(each.lower_))
    noun = next((each for each in apposed if each.tag_ == "NN"), None)
    if not (is_titled or noun is not None or is_given_name(words[0])):
        return None
    name = " ".join(words)
    role = read_apposed_role(noun) if noun is not None else None
    if is_titled:
        role = describe(doc[titled], Tokens((span[0], titled + 1))).text
    return Speaker(name=name, key=make_key("person", name), kind="person", role=role, rule="name.read")


def _open_capitals(head: Token, span: Tokens) -> int | None:
    """The first of the words with capitals that end in a head; None for what has an article or an owner."""
    doc, first = head.doc, head.i
    while first > span[0] and is_capital(doc[first - 1]) and doc[first - 1].tag_ in _TITLE_TAGS:
        first -= 1
    if doc[first].tag_ == "DT" or (first > span[0] and doc[first - 1].tag_ in ("DT", "POS")):
        return None  # "the Rye Officer Memorial Page"
    while first < head.i and doc[first].ent_type_ in TIME_LABELS:
        first += 1  # "On Wednesday Ann Roe said"
    return first


def read_team(article: ArticleSpeakers, mention: Mention) -> Speaker | None:
    """Those who work for somebody, called so before the name: "Team Roe"."""
    doc = article.body.doc
    first, end = article.body.tokens_of(Chars((mention.start, mention.end)))
    at = first if doc[first].text == "Team" and end > first + 1 else first - 1
    if mention.label != "person" or at < 0 or doc[at].text != "Team" or (at and doc[at - 1].tag_ in PROPER_NOUNS):
        return None
    name = doc[at:end].text
    return Speaker(name=name, key=make_key("org", name), kind="organization", rule="name.of_team")


def _may_be_person(words: Sequence[str]) -> bool:
    """Whether no word of a name is a place's, a body's or a function."""
    return not any(word in load_gazetteer() or is_body(word.lower()) or is_person_noun(word.lower()) for word in words)


def _read_titled(head: Token) -> Speaker | None:
    """The name of an outlet that reads like a function: "told The Rye Observer"."""
    doc, first = head.doc, head.i
    while first > head.left_edge.i and doc[first - 1].tag_ in _NAME_TAGS:
        first -= 1
    before = doc[first - 1] if first else None
    if before is None or before.text != "The" or head.tag_ != "NNP" or not is_person_noun(head.lower_):
        return None
    # "The Speaker said": any word that opens a sentence has a capital.
    is_inside = not before.is_sent_start and before.nbor(-1).text.islower()
    if _is_office(head.lower_) or not (is_inside or (head.i > first and head.ent_type_ == "ORG")):
        return None
    name = doc[first : head.i + 1].text
    return Speaker(name=name, key=make_key("org", name), kind="organization", rule=_OUTLET)


def read_outlet(article: ArticleSpeakers, head: Token) -> Speaker | None:
    """The outlet whose name reads like a function, or stands right before what it is: "Forbes magazine"."""
    titled = _read_titled(head)
    if titled is not None:
        return titled
    at = head.i - 1
    is_called = head.lower_ in list_nouns_with("behind_name")
    while is_called and at > head.left_edge.i and article.body.doc[at].tag_ in ("NN", "JJ"):
        if article.body.doc[at].lower_ in load_speaker_words().collective:
            return None  # "the Hale family retailer"
        at -= 1  # "the Severn law firm"
    before = article.body.doc[at] if at >= 0 else None
    if (
        before is None
        or (is_called and before.text.isupper())
        or not (is_called or head.lower_ in load_speaker_words().outlet)
    ):
        return None
    mention = article.mention_at(before) if before.tag_ in PROPER_NOUNS else None
    is_new = mention is None or mention.rule == "names.as_written"
    # Not "the state news agency", "the Tuesday airline", "the Peoria retailer".
    is_name = before.tag_ in PROPER_NOUNS and is_capital(before)
    is_name = is_name and before.ent_type_ not in _NO_NAME and before.text not in load_gazetteer()
    if is_new and is_called and is_name and article.body.doc[at - 1].lower_ == "the":
        return Speaker(name=before.text, key=make_key("org", before.text), kind="organization", rule=_OUTLET)
    if mention is None or mention.label != "organization" or mention.entity_key is None:
        return None
    named = article.name_mention(mention)
    return decide(_OUTLET, named) if named.kind == "organization" else None  # not "the Capitol Hill newspaper"


def _is_office(noun: str) -> bool:
    words = load_speaker_words()
    return noun in words.office | words.office_of | words.seat | words.seat_title


def is_capital(token: Token) -> bool:
    """Whether a word is written with a capital."""
    return token.text[:1].isupper()
