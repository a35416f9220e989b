"""Whom the article has just told that a description goes on with: a person by another word, or somebody unnamed."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.descriptions import Description, describe
from tasks.annotate.speakers.known_names import MOST_TIMES_NAMED
from tasks.annotate.speakers.lexicon import load_speaker_words, same_roles, sex_of_noun
from tasks.annotate.speakers.narration import FEWEST_TOKENS
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.speaker import SEXES, Speaker, decide
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import NOUNS, PLURALS, SUBJECTS, TIME_LABELS, child
from tasks.language.inflection import singular
from tasks.language.names import GENDERS
from tasks.language.places import load_gazetteer
from tasks.language.public_figures import load_public_figures

NEAR_CHARS = 600  # a paragraph or two, in which the person goes by another word
FEWEST_NAMED = 2  # times that an article names whom it calls by an office alone
FARTHEST_BACK = 400  # tokens between "a diplomat" and "the diplomat"
_MORE = frozenset({"relcl", "acl", "pcomp"})
_OF_SEVERAL = ("ese", "sh", "ch", "ss")  # "the Japanese said"
_YEARS_OLD = re.compile(r"(?<!\b[Tt]he )\b(?P<age>\d{1,3})[- ]years?[- ]old\b")
_WORD = re.compile(r"[\w-]+")


def find_epithet(
    article: ArticleSpeakers, pronouns: PronounResolver, description: Description, *, any_role: bool = False
) -> Speaker | None:
    """Say whom "the billionaire" or "the former governor" is, where no function tells.

    It is the person told of last, in a sentence before, if that one spoke last or is the subject there, and is of no
    other sex, office or party. Of 19 so named that were read 18 were right, and the wrong one was then mended.
    """
    words = load_speaker_words()
    if description.is_plural or description.is_new or description.has_possessor or description.owners:
        return None
    is_role = any_role and not description.is_name and description.head not in words.office
    is_epithet = description.head in words.epithet or _is_demonym(description)
    if not description.is_definite or not (is_role or is_epithet):
        return None
    noun = article.body.doc[description.at]
    if not is_epithet and _is_told_by_clause(noun):
        return None
    last = article.memory.last_speaker(description.at)
    before = pronouns.find_previous_subject(noun.sent.start, over_quotation=True)
    near = _find_near(article, noun, last, before) or _find_going_on(article, noun, last, before)
    if near is None:
        return None
    is_other = _is_another(article, near, description) or (
        any_role and (_holds_office(near, description) or (not is_epithet and _does_else(article, near, description)))
    )
    return None if is_other or _is_of_body(article, near, description) else decide("description.epithet", near)


def find_aged(
    article: ArticleSpeakers, pronouns: PronounResolver, description: Description, age: str
) -> Speaker | None:
    """Whom "the 34-year-old" is whose age the article tells nowhere else: the person told of last.

    Nobody of whom another age is told, and not where a "34-year-old woman" may be meant.
    """
    noun = article.body.doc[description.at]
    told = _YEARS_OLD.finditer(article.body.text, 0, noun.idx)
    if description.head != "old" or any(each.group("age") == age for each in told):
        return None
    last = article.memory.last_speaker(description.at)
    before = pronouns.find_previous_subject(noun.sent.start, over_quotation=True)
    near = _find_near(article, noun, last, before)
    people = article.people_between(Chars((max(0, noun.idx - NEAR_CHARS), noun.idx)))
    told_of = [each.entity_key for each in people if article.tells_of(each)]
    if near is None or near.key in article.ages.values() or near.key != told_of[-1]:
        return None
    return None if _is_another(article, near, description) else near


def _is_demonym(description: Description) -> bool:
    """Whether a description is one person by where that one is from: "the Dane"; not "the Swiss", who are several."""
    noun = description.head
    is_one = description.is_name and len(description.words) == 1 and not noun.endswith(_OF_SEVERAL)
    return is_one and any(each.kind == "demonym" for each in load_gazetteer().get(noun.title(), ()))


def _find_near(article: ArticleSpeakers, noun: Token, last: Speaker | None, before: Speaker | None) -> Speaker | None:
    """The person told of last, in a sentence before, if that one spoke last or is the subject there."""
    people = article.people_between(Chars((max(0, noun.idx - NEAR_CHARS), noun.idx)))
    people = [each for each in people if article.tells_of(each) and not _is_in_passing(article, each)]
    if not people or people[-1].start >= noun.sent.start_char:
        return None
    near = article.name_mention(people[-1])
    is_meant = near.key in {each.key for each in (last, before) if each is not None}
    return near if is_meant or _ends_as_subject(article, people[-1], noun.sent.start) else None


def _find_going_on(
    article: ArticleSpeakers, noun: Token, last: Speaker | None, before: Speaker | None
) -> Speaker | None:
    """The person who spoke in the sentence before, whoever else is named there; nobody is in the noun's before it."""
    if last is None or before is None or last.key != before.key or last.kind != "person" or last.key is None:
        return None
    here = article.people_between(Chars((noun.sent.start_char, noun.sent.end_char)))
    return last if all(each.start > noun.idx and each.entity_key != last.key for each in here) else None


def _is_another(article: ArticleSpeakers, speaker: Speaker, description: Description) -> bool:
    """Whether a person is of another sex, office or party than a description says."""
    sex = sex_of_noun(description.head)
    noun = article.body.doc[description.at]
    if any(said is not None and article.find_gender(speaker) not in (None, said) for said in (sex, _sex_said(noun))):
        return True
    return _holds_another(speaker, description) or _is_of_another_party(article, speaker, description)


def _sex_said(noun: Token) -> str | None:
    """The sex of whom somebody's own words begin with: "The former governor said he was sorry"."""
    clause = child(noun.head, "ccomp") if noun.dep_ in SUBJECTS else None
    subject = child(clause, *SUBJECTS) if clause is not None and clause.i > noun.head.i else None
    return SEXES.get(GENDERS.get(subject.lower_, "")) if subject is not None else None


def _is_in_passing(article: ArticleSpeakers, mention: Mention) -> bool:
    """Whether somebody is only named within what tells more of another: "Roe, who beat Hale", "before calling Hale"."""
    span = article.body.span_of(Chars((mention.start, mention.end)))
    return span is not None and any(each.dep_ in _MORE for each in (span.root, *span.root.ancestors))


def _ends_as_subject(article: ArticleSpeakers, mention: Mention, before: int) -> bool:
    """Whether a name is the subject of the last of several main clauses in the sentence right before a token."""
    sentence = article.narration.last_sentence(before)
    span = article.body.span_of(Chars((mention.start, mention.end)))
    if sentence is None or span is None or before - sentence.end > FEWEST_TOKENS or span.start < sentence.start:
        return False
    verb = span.root.head
    is_joined = verb.dep_ == "conj" and verb.head.i == sentence.root.i
    return is_joined and span.root.dep_ in SUBJECTS and not any(each.dep_ == "conj" for each in verb.rights)


def _is_told_by_clause(noun: Token) -> bool:
    """Whether words behind a noun say who somebody is: "the man she calls Johnny", "the man behind the plan"."""
    after = next((each for each in noun.rights if each.dep_ == "prep" and each.i == noun.i + 1), None)
    if after is not None and after.right_edge.ent_type_ not in TIME_LABELS:
        return True
    return any(
        each.dep_ == "relcl" and each.left_edge.i == noun.i + 1 and each.left_edge.lower_ != "who"
        for each in noun.rights
    )


def find_figure(article: ArticleSpeakers, pronouns: PronounResolver, description: Description) -> Speaker | None:
    """The public figure of an office whom an article calls by it and gives no function: "the president".

    It is the one of whom the sentence before tells, where its own names nobody; else, for an office of one word, the
    only one whom the article names, twice or more and all the time if there are others.
    """
    figures = {key for each in load_public_figures() if _is_of_office(each.office, description) for key in each.keys}
    figures |= {f"person:{key.rpartition('-')[2]}" for key in figures}
    noun = article.body.doc[description.at]
    is_first = not article.people_between(Chars((noun.sent.start_char, noun.idx)))
    if is_first and (near := _list_before(article, pronouns, noun) & figures):
        return _now_in_office(article, near)
    named = sorted((key for key in article.places_named if key in figures), key=lambda key: -_count(article, key))
    if not named or " " in description.text or _count(article, named[0]) < FEWEST_NAMED:
        return None
    is_certain = len(named) == 1 or _count(article, named[0]) >= MOST_TIMES_NAMED * _count(article, named[1])
    known = article.speaker_of(named[0]) if article.last_named(named[0], description.at) >= 0 else None
    return known if is_certain and known is not None and known.role is None else None


def _list_before(article: ArticleSpeakers, pronouns: PronounResolver, noun: Token) -> set[str | None]:
    """The keys of whom the sentence before a noun names, or has for its subject."""
    before = article.narration.last_sentence(noun.sent.start)
    start = before.start_char if before is not None else noun.idx
    subject = pronouns.find_previous_subject(noun.sent.start, over_quotation=True)
    named = {each.entity_key for each in article.people_between(Chars((start, noun.sent.start_char)))}
    return named | ({subject.key} if subject is not None else set())


def _now_in_office(article: ArticleSpeakers, keys: Set[str | None]) -> Speaker | None:
    """The one person of some keys, unless the article says that an office is no longer that one's, or not yet."""
    known = article.speaker_of(next(iter(keys)) or "") if len(keys) == 1 else None
    held = _WORD.findall((known.role or "").lower()) if known is not None else ()
    return known if load_speaker_words().not_held.isdisjoint(held) else None


def _is_of_office(office: str, description: Description) -> bool:
    """Whether words mean an office: "the new president", "the speaker" of the House, "the minority leader"."""
    own = [word for word in description.text.lower().split() if word not in description.qualities]
    held = office.lower().split()
    if held[: len(own)] == own:
        return True
    words = load_speaker_words()
    # "The Hamas leader" is another one.
    sides = words.of_sides.union(*words.party.values())
    return description.head == "leader" and "leader" in held and sides.issuperset(set(own).difference(held))


def _count(article: ArticleSpeakers, key: str) -> int:
    return len(article.places_named[key])


def _holds_office(speaker: Speaker, description: Description) -> bool:
    """Whether a person has an office and is called by it, not by what else somebody may be: "the teacher"."""
    words = load_speaker_words()
    held = {word.lower().rstrip(".") for word in _WORD.findall(speaker.role or "")}
    held |= {full for word in held for full in words.title.get(word, ())}
    return not held.isdisjoint(words.office | words.office_of | words.seat_title) and description.head not in held


def _does_else(article: ArticleSpeakers, speaker: Speaker, description: Description) -> bool:
    """Whether an article tells what a person is, and not what a description says: "the clerk" of a recruiter."""
    if not description.modifiers.isdisjoint(load_speaker_words().not_held):
        return False  # "the retired general" may be an adviser
    before, _ = article.list_roles(None, description.at)
    told = [role.words for role in before if role.speaker.key == speaker.key]
    return bool(told) and not any(description.head in words for words in told)


def _is_of_body(article: ArticleSpeakers, speaker: Speaker, description: Description) -> bool:
    """Whether a description says of which body somebody is, whom the article never calls so: "the Wexley editor"."""
    name = description.called_after
    if name is None or name in load_gazetteer() or description.head in load_speaker_words().seat:
        return False
    before, after = article.list_roles(description.head, description.at)
    return all(role.speaker.key != speaker.key for role in (*before, *after))


def _holds_another(speaker: Speaker, description: Description) -> bool:
    """Whether a person has an office that an office in the description is not: "the former governor" of a president."""
    words = load_speaker_words()
    offices = words.office | words.seat_title
    held = {word.lower().rstrip(".") for word in _WORD.findall(speaker.role or "")}
    held = (held | {full for word in held for full in words.title.get(word, ())}) & offices
    # A member of parliament may be told by that alone: "Roe said it. The Florida senator added".
    is_told = description.head not in words.seat or bool(held)
    if description.head in offices and is_told and description.modifiers.isdisjoint(("former", "ex", "then")):
        return True
    if description.head in words.seat and held & words.office and held.isdisjoint(words.seat_title):
        return True  # a mayor has no seat in a parliament
    return description.head in offices and bool(held) and description.head not in held


def _is_of_another_party(article: ArticleSpeakers, speaker: Speaker, description: Description) -> bool:
    """Whether a person is of another party than the description says: "the Democrat" is not Rep. Roe (R-Ky.)."""
    parties = {word for words in load_speaker_words().party.values() for word in words}
    if description.head not in parties:
        return False
    before, _ = article.list_roles(None, description.at)
    told = {word for role in before if role.speaker.key == speaker.key for word in role.words & parties}
    return bool(told) and description.head not in told


def find_introduced(article: ArticleSpeakers, description: Description) -> Description | None:
    """Find the first telling of somebody unnamed whom "the diplomat" goes on with: "a senior European diplomat"."""
    if description.is_plural or description.is_new or not description.is_definite:
        return None
    doc = article.body.doc
    heads = same_roles().get(description.head, frozenset()) | {description.head}
    for at in range(description.at - 1, max(-1, description.at - FARTHEST_BACK), -1):
        token = doc[at]
        if token.tag_ not in NOUNS or singular(token.lower_) not in heads:
            continue
        told = describe(token, Tokens((token.left_edge.i, token.i + 1)))
        if _is_somebodys(article, token):
            return None
        is_part = token.tag_ in PLURALS and at > 2 and doc[at - 2].lower_ == "of" and doc[at - 3].lower_ == "one"
        if is_part:
            told = replace(told, text=description.head, is_plural=False)
        if told.is_new or is_part:
            return told if description.modifiers <= {*told.words, *description.qualities} else None
    return None


def _is_somebodys(article: ArticleSpeakers, noun: Token) -> bool:
    """Whether a noun is the function of a person named beside it: "a diplomat, Ann Roe", "diplomat Ann Roe"."""
    if noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        return True  # "Ann Roe was a diplomat"
    beside = [child for child in noun.children if child.dep_ == "appos"]
    beside += [noun.head] if noun.dep_ in ("appos", "compound", "nmod") else []
    mentions = [article.mention_at(token) for token in beside]
    return any(mention is not None and mention.label == "person" for mention in mentions)
