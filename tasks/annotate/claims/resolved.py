"""Make claims stand by themselves: what their words need from the article is put beside these in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from tasks.annotate.claims.antecedents import has_clause_before, has_thing_before
from tasks.annotate.claims.bearers import may_be_another, name_in_office
from tasks.annotate.claims.dangling import Dangling, hangs_on_nothing
from tasks.annotate.claims.definite import Descriptions
from tasks.annotate.claims.lexicon import list_pointing, load_pointing_words
from tasks.annotate.claims.pronouns import is_nameless, own, read_pronoun
from tasks.annotate.claims.stretch import CLEAR, LONGEST_LOOK, OPEN, Edit, Reading, Story, Stretch, cut_stretch
from tasks.annotate.claims.whole import make_whole, names_only, puts_in
from tasks.annotate.claims.written import list_joiners, write_out
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Mention
from tasks.language.grammar import AUXILIARIES, COMMON_NOUNS, NOUNS, PROPER_NOUNS, VERBS, has_child, own_subject
from tasks.language.inflection import singular
from tasks.language.known_names import load_organizations
from tasks.language.names import is_given_name
from tasks.language.people import is_kin
from tasks.language.places import find_words
from tasks.language.public_figures import list_full_names

_APOSTROPHES = ("'", "\u2019")
_BEFORE_NOUNS = frozenset({"det", "predet", "nmod", "amod"})
_COUNTING = frozenset({"all", "both", "neither", "either", "such"})
# Tokens after "both" among which "and" is looked for.
_NEAR = 8
_BACK = frozenset({"ago", "earlier", "later", "before"})
_YEAR = re.compile(r" (?:in|of) (?:19|20)\d\d")
_IN_TEXT = re.compile(" [a-z]")
_SHORT = re.compile("[A-Z][A-Za-z]?[A-Z]{1,4}")
_TOLD_BY = ("prep", "relcl", "amod", "det", "nummod")
_PLACES_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative"})


def resolve_claims(story: Story, claims: Sequence[Claim]) -> list[Claim]:
    """Fill `resolved` and `is_self_contained` of an article's claims.

    Args:
        story: The article.
        claims: Its claims; `start` and `end` go on pointing at the words that it has.

    Returns:
        The claims in the same order.
    """
    pointing, descriptions = find_words(story.body.doc, list_pointing()), Descriptions(story)
    dangling = Dangling(story)
    pairs = zip(claims, (None, *claims), strict=False)
    return [_resolve(cut_stretch(story, claim, before), pointing, descriptions, dangling) for claim, before in pairs]


def _resolve(stretch: Stretch, pointing: Sequence[int], descriptions: Descriptions, dangling: Dangling) -> Claim:
    if not stretch.pieces:
        return replace(stretch.claim, resolved=stretch.claim.proposition, is_self_contained=False)
    claim, whole = stretch.claim, make_whole(stretch)
    edits: list[Edit] = list(whole or ())
    is_open = whole is None or names_only(whole) or (is_nameless(claim) and puts_in(whole, claim.claimant_name))
    told = set[str]()
    named = {new for start, stop, new in edits if start == stop and not new.startswith("[there ")}  # no days
    for _, end, reading in sorted(_list_readings(stretch, pointing, descriptions), key=lambda each: each[0]):
        is_open = is_open or reading.is_open
        if reading.text is not None and reading.identity not in told:
            told.add(reading.identity or reading.text)
            if not reading.is_day:
                named.add(reading.identity or reading.text)
            if reading.text:
                _put_in(edits, end, reading.text)
    is_own = bool(named) and named <= {claim.claimant_key, claim.claimant_name, "we"}
    hangs = (is_own or not named) and hangs_on_nothing(stretch, is_own=is_own)
    is_open = is_open or hangs or dangling.is_of(stretch, named) or _is_of_nobody(claim)
    resolved = write_out(stretch, [*edits, *list_joiners(stretch)])
    return replace(stretch.claim, resolved=resolved, is_self_contained=not is_open, about_keys=_list_keys(stretch))


def _put_in(edits: list[Edit], end: int, text: str) -> None:
    """Put what a word means behind it, and behind the "'s" that is put there: "Roe's [Ann Roe's] mill burned"."""
    for at, (start, stop, new) in enumerate(edits):
        if start == end and new in ("'", "'s"):
            edits[at] = (start, stop, f"{new} [{own(text)}]")
            return
    edits.append((end, end, f" [{text}]"))


def _is_of_nobody(claim: Claim) -> bool:
    """Whether nobody is told who wants, answers or believes something: "they demanded", "it was denied"."""
    if claim.stance in ("asserts", "predicts"):
        return False
    told, words = (claim.claimant_text or "").lower(), load_pointing_words()
    if claim.claimant_name is not None:
        return not words.we.isdisjoint(told.split())  # "some of us"
    return not told or told in list_pointing() | words.relating


def _list_keys(stretch: Stretch) -> tuple[str, ...]:
    """The keys of the entities that a claim names."""
    mentions = stretch.story.mentions
    inside = (find_overlapping(mentions, piece.start_char, piece.end_char) for piece in stretch.pieces)
    return tuple(dict.fromkeys(each.entity_key for found in inside for each in found if each.entity_key is not None))


def _list_readings(
    stretch: Stretch, pointing: Sequence[int], descriptions: Descriptions
) -> list[tuple[int, int, Reading]]:
    """What each word needs, with the place of the word and the place after it."""
    readings: list[tuple[int, int, Reading]] = []
    doc, story = stretch.story.body.doc, stretch.story
    for piece in stretch.pieces:
        start, end = piece.start_char, piece.end_char
        dates = find_overlapping(story.dates, start, end)
        for date in dates:
            readings.append((date.start, _end_of_word(stretch, date.end), _read_date(stretch, date)))
        for mention in find_overlapping(story.mentions, start, end):
            # "In May" is no Theresa May.
            if mention.link != "pronoun" and not any(date.start <= mention.start < date.end for date in dates):
                readings.append((mention.start, _end_of_word(stretch, mention.end), _read_name(stretch, mention)))
        for at in pointing[bisect_left(pointing, piece.start) : bisect_left(pointing, piece.end)]:
            token = doc[at]
            if any(date.start <= token.idx < date.end for date in dates):
                continue
            reading = _read_word(stretch, token, descriptions)
            if reading is not CLEAR:
                readings.append(_place(stretch, token, reading))
    return readings


def _place(stretch: Stretch, token: Token, reading: Reading) -> tuple[int, int, Reading]:
    """Put a reading behind a pronoun, and behind the noun of "the bill"; of "the mayor's" it is an owner too."""
    is_pronoun = token.tag_ in ("PRP", "PRP$") or token.head.i < token.i
    last = token if is_pronoun else token.head
    end = last.idx + len(last)
    if not is_pronoun and reading.text and last.i + 1 < len(last.doc) and last.nbor().tag_ == "POS":
        reading = replace(reading, text=own(reading.text))
    return token.idx, _end_of_word(stretch, end), reading


def _read_word(stretch: Stretch, token: Token, descriptions: Descriptions) -> Reading:
    words, word = load_pointing_words(), token.lower_
    if token.text == "US" or (word == "mine" and token.tag_ != "PRP"):
        return CLEAR
    if token.tag_ in ("PRP", "PRP$") or word in words.i | words.we | words.they | words.he:
        return read_pronoun(stretch, token)
    if word in words.article or word in words.demonstrative:
        if token.head.i > token.i and token.dep_ in _BEFORE_NOUNS:
            return descriptions.read(stretch, token)
        if word in words.article or token.tag_ == "WDT" or token.dep_ in ("mark", "advmod", "det"):
            return CLEAR
        if word == "that" and (token.head.dep_ in ("relcl", "acl") or token.dep_ not in _PLACES_OF_NOUNS):
            return CLEAR
        # "Those who fled" and "those jailed in Oslo" are told, "those convicted" are not.
        if word != "this" and any(
            each.dep_ in ("relcl", "prep", "acl") and (each.n_lefts or each.n_rights) for each in token.children
        ):
            return CLEAR
        is_many = word in ("these", "those")
        is_bound = has_thing_before(stretch, token, is_many) if is_many else has_clause_before(stretch, token)
        return CLEAR if is_bound else OPEN
    if word in words.place:
        return _read_place(stretch, token)
    if word in words.quantity:
        return _read_quantity(stretch, token)
    return CLEAR


def _read_place(stretch: Stretch, token: Token) -> Reading:
    """Read "there" as the place that the claim names before it, or the only one that the sentences around it name."""
    if _is_empty(token):
        return CLEAR
    if token.lower_ != "there":
        return OPEN
    if any(each.label == "place" for each in stretch.mentions_before(token)):
        return CLEAR
    body = stretch.story.body
    starts, number = body.sentence_starts, body.sentence_number(token.i)
    begin = body.doc[max(starts[max(0, number - 1)], token.i - LONGEST_LOOK)].idx
    near = find_overlapping(stretch.story.mentions, begin, token.idx)
    places = {each.entity_key: each.name for each in near if each.label == "place"}
    key, name = next(iter(places.items()), (None, None))
    return Reading(name, key) if len(places) == 1 and name is not None and key is not None else OPEN


def _is_empty(there: Token) -> bool:
    """Whether "there" only stands where the subject would: "argued there's a crisis"; not "officials there were fined".

    The tagger takes it for empty before any form of "be".
    """
    if there.dep_ == "expl" or there.tag_ not in ("RB", "EX"):
        return True
    verb = there.nbor() if there.tag_ == "EX" and there.i + 1 < len(there.doc) else None
    return verb is not None and verb.dep_ not in AUXILIARIES and own_subject(verb) in (None, there)


def _read_quantity(stretch: Stretch, token: Token) -> Reading:
    """Read "both", "others" and the like, which alone leave open of whom they are."""
    if token.lower_ == "such" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "as":
        return CLEAR
    if token.lower_ in _COUNTING and token.head.i > token.i and token.dep_ in _BEFORE_NOUNS:
        return _read_counted(token)
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj") or has_child(token, *_TOLD_BY):
        return CLEAR
    if has_thing_before(stretch, token, is_many=True):
        return CLEAR
    return CLEAR if token.tag_ in NOUNS and token.lower_ != "others" else OPEN


def _read_counted(token: Token) -> Reading:
    """Read "both sides" and "all three countries", which have been told of before."""
    noun = token.head
    if has_child(noun, "conj") or (token.lower_ == "both" and any(word.lower_ == "and" for word in _behind(token))):
        return CLEAR  # "both mills and farms"
    if token.lower_ == "such":
        return CLEAR if any(each.lower_ == "as" for each in noun.rights) or token.i + 1 < noun.left_edge.i else OPEN
    is_told = token.lower_ == "all" and not has_child(noun, "nummod")
    is_told = is_told or any(each.dep_ in ("relcl", "prep", "poss", "det") and each != token for each in noun.children)
    return CLEAR if is_told else OPEN


def _behind(token: Token) -> Span:
    """The few words after one, as far as its sentence's next mark."""
    end = token.i + 1
    while (
        end < min(len(token.doc), token.i + _NEAR) and not token.doc[end].is_punct and token.doc[end].tag_ not in VERBS
    ):
        end += 1
    return token.doc[token.i + 1 : end]


def _read_date(stretch: Stretch, date: DateSpan) -> Reading:
    """The days of a time that is told from another one: "on Tuesday", "last year"."""
    if _is_of_name(stretch.story.body.token_at(date.end - 1)):
        return CLEAR
    if not date.is_resolved:
        return CLEAR if stretch.story.body.text.startswith(" of ", date.end) else OPEN
    text = stretch.story.body.text
    words = text[date.start : date.end].lower().split()
    # "In a year" is a span of time; "Election Day in 2014 and 2010" is that of each year.
    if date.anchor == "none" or (words[0] in ("a", "an") and words[-1] not in _BACK):
        return CLEAR
    if _YEAR.match(text, date.end) and not _YEAR.match(text, date.start):
        return CLEAR
    start, end = date.date_start, date.date_end
    shape = {"year": "%Y", "month": "%Y-%m"}.get(date.grain, "%Y-%m-%d")
    if start is None or end is None:
        # "In recent weeks" ends with the day of the article, "the coming weeks" begin with it.
        days = f"until {end:{shape}}" if end is not None else f"from {start:{shape}}" if start is not None else ""
        return Reading(days, days, is_day=True) if days else CLEAR
    first, last = f"{start:{shape}}", f"{end:{shape}}"
    days = first if first == last else f"{first} to {last}"
    return Reading(days, days, is_day=True)


def _is_of_name(last: Token | None) -> bool:
    """Whether a day is part of a name: "June Medical", "the Sunday Times"."""
    if last is None or last.dep_ != "compound" or last.head.tag_ not in PROPER_NOUNS:
        return False
    return last.head.i == last.i + 1


def _read_name(stretch: Stretch, mention: Mention) -> Reading:
    """The full name of somebody whom a claim names by one word of it; open where the article tells no more of it."""
    if mention.label == "person" and mention.entity_key is None:
        return OPEN
    key, body = mention.entity_key, stretch.story.body
    if key is None or mention.name is None:
        return CLEAR
    text, token = body.text[mention.start : mention.end], body.token_at(mention.end - 1)
    if mention.label != "person" or token is None or " " in text:
        return Reading(_spell_out(stretch.story, mention, text), key)
    # "Roe-Doe" and "Roe voters" are no people.
    is_beside = token.dep_ in ("compound", "amod", "nmod")
    is_joined = body.text[mention.end : mention.end + 1] in ("-", "\u2013")
    if is_joined or (is_beside and not _stands_for_one(token, mention)):
        return Reading("", key)
    name = mention.name if " " in mention.name else next((n for n in list_full_names(key) if text in n.split()), "")
    if name and may_be_another(stretch.story, mention, token):
        return Reading("", key, is_open=True)
    name = name or name_in_office(stretch.story, mention, token)
    if not name or name == text or not _is_brought_in(stretch.story, mention, name):
        return Reading("", key, is_open="@" in key)
    # "Roe's going to leave" is no owner.
    after = body.token_at(mention.end)
    is_owner = (
        _end_of_word(stretch, mention.end) > mention.end and after is not None and after.tag_ not in VERBS | {"MD"}
    )
    return Reading(own(name) if is_owner else name, key)


def _stands_for_one(token: Token, mention: Mention) -> bool:
    """Whether a surname before a noun is of somebody whom not everybody knows: "the Roe meeting".

    Of kin it is the name of several, of a case and a law that of no person.
    """
    noun = singular(token.head.lower_)
    if is_kin(noun) or noun in load_pointing_words().named_after:
        return False
    if token.dep_ == "amod" or token.head.tag_ not in COMMON_NOUNS or token.nbor().tag_ not in COMMON_NOUNS:
        return False
    name = mention.name or ""
    return " " in name and is_given_name(name.split()[0]) and not list_full_names(mention.entity_key or "")


def _is_brought_in(story: Story, mention: Mention, name: str) -> bool:
    """Whether a full name is one, and not a product or a place and a word beside it: "MagSafe Apple".

    An article prints a full name before it prints the surname; of names that it did not, whose first word is nobody's
    given name, 22 of 28 were no names.
    """
    return is_given_name(name.split()[0]) or name in story.body.text[: mention.start] or name not in story.body.text


def _spell_out(story: Story, mention: Mention, text: str) -> str:
    """What an abbreviation stands for that the article writes out itself and that not everybody knows: "BCS"."""
    name = mention.name or ""
    if mention.label in ("person", "place") or not _SHORT.fullmatch(text) or " " not in name:
        return ""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return "" if text in _list_known_short() or initials != text.upper() or name not in story.body.text else name


@cache
def _list_known_short() -> frozenset[str]:
    """Abbreviations of organizations that news prints without their names."""
    return frozenset(alias for each in load_organizations().values() for alias in each.aliases)


def _end_of_word(stretch: Stretch, end: int) -> int:
    """The end of a word with what is written together with it: "I'm", "Roe's"."""
    text = stretch.story.body.text
    if text[end : end + 1] in _APOSTROPHES:
        after = end + 1
        while after < len(text) and text[after].isalpha():
            after += 1
        token = stretch.story.body.token_at(end)
        is_written_on = after > end + 1 or (token is not None and token.tag_ == "POS")
        # The tagger takes some for marks: "Mr. Rose' mill".
        is_written_on = is_written_on or (text[end - 1] == "s" and _IN_TEXT.match(text, after) is not None)
        return after if after <= stretch.claim.end and is_written_on else end
    return end
