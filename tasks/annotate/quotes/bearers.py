"""Who speaks in a talk under a label that names nobody: "Q", "A", "THE WITNESS"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from tasks.annotate.overlaps import Cover
from tasks.annotate.quotes.lexicon import load_interviews
from tasks.annotate.quotes.rules import TURN_ANSWER, TURN_NAMED, TURN_QUESTION
from tasks.annotate.quotes.turn_labels import Turn, list_people
from tasks.annotate.spans import Mention
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.speaker import UNKNOWN
from tasks.language.body import Body
from tasks.language.grammar import subject_of

FARTHEST = 60  # characters before or behind a name that may tell what its bearer is


def name_bearers(body: Body, turns: Sequence[Turn], mentions: Sequence[Mention]) -> None:
    """Say who speaks under functions, and who asks and answers under "Q" and "A", where the words around a talk tell.

    Args:
        body: Where the talks stand.
        turns: Their turns, of which those that nobody is known to speak are given a bearer.
        mentions: Named mentions of the article.
    """
    unknown = [turn for turn in turns if turn.bearer is None and turn.speaker is UNKNOWN]
    if not unknown:
        return
    inside = Cover(line for turn in turns for line in turn.lines)
    around = [each for _, each in list_people(body.text, mentions) if not inside.holds(each.start)]
    holders = {who: find_holder(body, around, who) for who in {t.who for t in unknown if t.rule is TURN_NAMED}}
    rules = {turn.rule for turn in unknown}
    interviewed = find_interviewed(body, mentions, inside) if TURN_ANSWER in rules else None
    asker = find_asker(body, around) if TURN_QUESTION in rules else None
    for turn in unknown:
        if turn.rule is TURN_NAMED:
            turn.bearer = holders[turn.who]
        elif turn.rule is TURN_ANSWER:
            turn.bearer = interviewed
        elif body.text[slice(*turn.label)].casefold() not in load_interviews().function:
            turn.bearer = asker


def find_holder(body: Body, people: Sequence[Mention], function: str) -> Mention | None:
    """Find who is meant by a function: the one person whom the words around a talk call so, or have testify.

    Args:
        body: Where the talk stands.
        people: Mentions of persons around it.
        function: Such as "the president", "prosecutor"; "the court" is a judge.
    """
    words = load_interviews()
    function = function.removeprefix("the ")
    called = _called(words.held_by.get(function, (function,)))
    held = [each for each in people if _is_called(body.text, each, called)]
    if not held and function in words.heard:
        held = [each for each in people if _does(body, each, words.testifies)]
    return held[-1] if len({each.entity_key for each in held}) == 1 else None


@cache
def _called(functions: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match a function right before a name, and one that an apposition behind it tells."""
    names = "|".join(map(re.escape, functions))
    others = "|".join(map(re.escape, sorted(load_speaker_words().not_held)))
    before = re.compile(rf"(?<![\w’'-])(?:(?P<other>{others})[ \xa0-]+)?(?:{names})[ \xa0]+$", re.IGNORECASE)
    return before, re.compile(rf", (?:the |a |an )?(?:[\w’'-]+ ){{0,3}}?(?:{names})\b", re.IGNORECASE)


def _is_called(text: str, mention: Mention, called: tuple[re.Pattern[str], re.Pattern[str]]) -> bool:
    before = called[0].search(text, max(0, mention.start - FARTHEST), mention.start)
    if before is not None:
        return before["other"] is None
    behind = called[1].match(text, mention.end, mention.end + FARTHEST)
    return behind is not None and load_speaker_words().not_held.isdisjoint(behind.group().lower().split())


def _does(body: Body, mention: Mention, deeds: Sequence[str]) -> bool:
    """Whether somebody is the subject of a verb by one of its forms, or of a phrase that begins with it."""
    token = body.token_at(mention.end - 1)
    while token is not None and token.dep_ in ("appos", "compound", "flat") and token.head.i != token.i:
        token = token.head
    if token is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    verb = token.head
    return any(body.text.startswith(deed, verb.idx) for deed in deeds)


def find_asker(body: Body, people: Sequence[Mention]) -> Mention | None:
    """Find who asks in a talk: the one of whom the words around it tell that questions are his or hers."""
    asking = [each for each in people if _asks(body, each)]
    return asking[-1] if len({each.entity_key for each in asking}) == 1 else None


@cache
def _asked_by() -> re.Pattern[str]:
    asked = "|".join(map(re.escape, load_interviews().asked_by))
    return re.compile(rf"\b(?:{asked}) (?:[\w’'.-]+,? ){{0,5}}$", re.IGNORECASE)


def _asks(body: Body, mention: Mention) -> bool:
    """Whether a sentence says that somebody asks: "questioned by the prosecutor Ann Roe", "our reporter, Ann Roe"."""
    if _asked_by().search(body.text, max(0, mention.start - FARTHEST), mention.start) is not None:
        return True
    if not tells_of_talk(body, mention):
        return False
    return _is_called(body.text, mention, _called(load_interviews().askers)) or _is_apposed(body.text, mention)


def _is_apposed(text: str, mention: Mention) -> bool:
    """Whether a comma parts a name from what its bearer is: "our reporter, Ann Roe"."""
    before = text[max(0, mention.start - FARTHEST) : mention.start].lower()
    return any(before.endswith(f" {asker}, ") for asker in load_interviews().askers)


def find_interviewed(body: Body, mentions: Sequence[Mention], inside: Cover) -> Mention | None:
    """Find who answers in a talk: the one person that the article names around it, or of several whoever it says talks.

    Args:
        body: Where the talk stands.
        mentions: Named mentions of the article.
        inside: Characters of the talk.
    """
    # A single word with an article before it is a body that was taken for a person: "the Gazette".
    people = [each for name, each in list_people(body.text, mentions) if not inside.holds(each.start) and len(name) > 1]
    asking = {each.entity_key for each in people if _asks(body, each)}
    people = [each for each in people if each.entity_key not in asking]
    keys = Counter(each.entity_key for each in people)
    if len(keys) > 1:
        told = {each.entity_key for each in people if tells_of_talk(body, each) and not _is_told_to(body, each)}
        pronouns = (each for each in mentions if each.link == "pronoun" and not inside.holds(each.start))
        told = told or {each.entity_key for each in pronouns if tells_of_talk(body, each)}
        people = [each for each in people if each.entity_key in told]
        keys = Counter(each.entity_key for each in people)
    return people[-1] if len(keys) == 1 else None


def _is_told_to(body: Body, mention: Mention) -> bool:
    """Whether who is mentioned asks: in "She spoke with Roe", and not in "The Post spoke with Roe"."""
    token = body.token_at(mention.end - 1)
    link = token.head if token is not None and token.dep_ == "pobj" else None
    subject = subject_of(link.head) if link is not None and link.lower_ in ("with", "to") else None
    return subject is not None and (subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON")


def tells_of_talk(body: Body, mention: Mention) -> bool:
    """Whether the sentence of a mention tells that somebody is asked."""
    token = body.token_at(mention.start)
    return token is not None and told_by().search(token.sent.text) is not None


@cache
def told_by() -> re.Pattern[str]:
    """Match words that tell of an interview."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load_interviews().told_by))})\b", re.IGNORECASE)
