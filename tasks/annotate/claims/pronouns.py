"""Whom or what a pronoun inside a claim means: its claimant, somebody whom the claim names itself, or one before it."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from tasks.annotate.claims.antecedents import find_actor, has_thing_before, is_called_person, is_impersonal, leads
from tasks.annotate.claims.lexicon import list_pointing, load_claim_words, load_pointing_words
from tasks.annotate.claims.stretch import CLEAR, LONGEST_LOOK, OPEN, Reading, Stretch
from tasks.annotate.claims.wording import find_head
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, Mention
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUN_SUBJECTS,
    NOUNS,
    PLURALS,
    RECEIVERS,
    SINGULARS,
    has_child,
    noun_phrase,
    own_subject,
)
from tasks.language.names import GENDERS, is_given_name
from tasks.language.people import is_person_noun, sex_of
from tasks.language.public_figures import list_full_names

_ONE_BODY = ("organization", "government")
_SEVERAL = (*_ONE_BODY, "group")
LONGEST_QUOTED = 400  # characters
LONGEST_ANTECEDENT = 8  # tokens


def read_pronoun(stretch: Stretch, token: Token) -> Reading:
    """Say what a personal pronoun needs."""
    words, word = load_pointing_words(), token.lower_
    if word in words.i or word in words.we:
        return _read_first_person(stretch, token, word in words.we)
    if word in words.you:
        return OPEN
    if word in words.reflexive:
        return CLEAR
    if word in words.it and is_impersonal(stretch, token):
        return CLEAR
    if _points_ahead(stretch, token) or _is_part_of(stretch, token):
        return CLEAR
    mention = stretch.story.mention_of(token)
    is_object = not stretch.holds(token.head) and token.dep_ in RECEIVERS
    if is_object and mention is not None and mention.entity_key == stretch.claim.claimant_key:
        return OPEN
    if word in words.he:
        return _read_he(stretch, token, mention)
    if mention is not None and mention.link == "pronoun" and mention.name is not None:
        return _mean(mention.name, mention.entity_key, token)
    is_many = word in words.they
    if has_thing_before(stretch, token, is_many):
        return CLEAR
    if word == "it" and leads(stretch, token) and any(_is_condition(each) for each in token.head.lefts):
        return CLEAR  # "If they fight, it would mark"
    return (
        _read_joined(stretch, token, is_many)
        or _read_speaker(stretch, token, is_many)
        or _read_subject_before(stretch, token, is_many)
        or OPEN
    )


def _is_part_of(stretch: Stretch, token: Token) -> bool:
    """Whether "them" means the people just named, some of whom are told of: "300 people, most of them women".

    "Their" behind "them" whom a claim bids something is theirs: "urged them to go to their mill".
    """
    first = stretch.pieces[0][0]
    if first.lower_ == "them" and token.i > first.i and token.lower_ in load_pointing_words().they:
        return True
    part = token.i - 2
    if token.lower_ != "them" or token.nbor(-1).lower_ != "of" or part - 2 < stretch.pieces[0].start:
        return False
    noun, comma = token.doc[part - 2], token.doc[part - 1]
    return comma.text in (",", "(", "—", "–") and noun.tag_ in PLURALS and stretch.holds(noun)


def _read_he(stretch: Stretch, token: Token, mention: Mention | None) -> Reading:
    """Read "he" and "she" as whom a name near by means, as who reports it, or as somebody whom the claim names."""
    reporter = _read_claimant(stretch, token)
    if mention is not None and mention.link == "pronoun" and mention.name is not None:
        if stretch.claim.voice == "direct" and mention.entity_key == stretch.claim.claimant_key:
            return OPEN  # nobody is "he" in words of his own
        # "Ann Roe, who said she": the name nearest to a clause that reports may be another's.
        is_related = reporter is not None and stretch.claim.claimant_text == "who"
        if reporter is None and mention.entity_key == stretch.claim.claimant_key and _has_other_before(stretch, token):
            return CLEAR
        return reporter if reporter is not None and is_related else _mean(mention.name, mention.entity_key, token)
    is_known = _has_person_before(stretch, token) or _is_again(stretch, token)
    return reporter or (CLEAR if is_known and not _may_be_reporter(stretch, token) else OPEN)


def _may_be_reporter(stretch: Stretch, token: Token) -> bool:
    """Whether "he" may be who reports, and not the one named before: "Roe said praise from Doe won't change his mind".

    Of "Roe said Doe lost his hat" it is the one named, who did it.
    """
    claim = stretch.claim
    if claim.voice not in ("indirect", "mixed") or claim.claimant_kind != "person" or claim.claimant_name is None:
        return False
    if not stretch.story.speakers.may_be(claim.claimant_name, claim.claimant_key, token.lower_):
        return False
    if stretch.main is None:
        return False
    verb = find_head(stretch.main)
    subject = own_subject(verb)
    if subject is None or not _is_person(stretch, subject):
        return True
    return token.dep_ in NOUN_SUBJECTS and token.head.dep_ == "conj" and token.head.head == verb


def _has_other_before(stretch: Stretch, token: Token) -> bool:
    """Whether a claim has another one before a pronoun of who reports it: "the mayor must mend what he broke"."""
    if stretch.claim.voice == "direct" or stretch.main is None:
        return False
    subject = own_subject(find_head(stretch.main))
    if subject is None or subject.i > token.i or subject.tag_ not in SINGULARS:
        return False
    return is_person_noun(subject.lower_) and token.head != subject.head


def _read_claimant(stretch: Stretch, token: Token) -> Reading | None:
    """Read "he" that opens what somebody is reported to say as who says it: "the mayor said he was late"."""
    claim, quote, first = stretch.claim, stretch.quote, stretch.pieces[0]
    if quote is None or quote.speaker is None or quote.cue is None or claim.voice == "direct":
        return None
    if claim.claimant_kind not in ("person", "anonymous") or claim.claimant_name is None:
        return None
    if token.dep_ not in NOUN_SUBJECTS or token.i > first.start + 1 or not stretch.holds(token.head):
        return None
    body = stretch.story.body
    speaker, cue = body.span_of(quote.speaker), body.span_of(quote.cue)
    if speaker is None or cue is None or speaker.end > token.i or speaker.root.tag_ in PLURALS:
        return None
    if cue.root.tag_ in NOUNS:
        return None  # "the fact that she"
    # "Told the president he would lose" is of either.
    if any(each.dep_ in RECEIVERS and (each.ent_type_ or is_person_noun(each.lower_)) for each in cue.root.rights):
        return None
    if not stretch.story.speakers.may_be(claim.claimant_name, claim.claimant_key, token.lower_):
        return None
    return _mean_claimant(claim, token)


def _is_person(stretch: Stretch, noun: Token) -> bool:
    mention = stretch.story.mention_of(noun)
    return noun.tag_ == "PRP" or is_person_noun(noun.lower_) or (mention is not None and mention.label == "person")


def _is_again(stretch: Stretch, token: Token) -> bool:
    """Whether the same pronoun stands in a claim before: "he lost his hat"."""
    gender = GENDERS.get(token.lower_)
    return any(
        word.tag_ in ("PRP", "PRP$") and GENDERS.get(word.lower_) == gender
        for piece in stretch.pieces
        for word in token.doc[max(piece.start, token.i - LONGEST_LOOK) : min(piece.end, token.i)]
    )


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and has_child(clause, "mark", "advmod")


def _read_joined(stretch: Stretch, token: Token, is_many: bool) -> Reading | None:
    """Read "their" as the subject of what the same speaker says before it: "said jobs fell, but that they".

    In the next sentence it is the subject that is: "Roe said the bridge would open. It would cost 4 million, she said."
    """
    claim, before, body = stretch.claim, stretch.before, stretch.story.body
    if before is None or claim.voice == "direct" or before.quote is None or before.end > claim.start:
        return None
    if claim.claimant_kind != "person" and not (claim.claimant_kind == "anonymous" and is_many):
        return None
    first, here = body.token_at(before.start), body.token_at(claim.start)
    if before.claimant_key != claim.claimant_key or first is None or here is None:
        return None
    apart = body.sentence_number(here.i) - body.sentence_number(first.i)
    if apart > 1 or (apart == 1 and not (leads(stretch, token) and token.i == here.i)):
        return None
    subject = stretch.subject_before
    if subject is None or stretch.story.mention_of(subject) is not None:
        return None
    return _read_noun(stretch, subject, token, is_many, None)


def _mean(name: str, identity: str | None, token: Token) -> Reading:
    is_owner = token.tag_ == "PRP$" or token.lower_ in load_pointing_words().possessive
    if not list_pointing().isdisjoint(name.lower().split()) and not name.lower().startswith("the "):
        return OPEN  # "my students" points itself
    return Reading(own(name) if is_owner else name, identity or name)


def _mean_claimant(claim: Claim, token: Token) -> Reading:
    """Say that a pronoun is who states the claim; "a customer" or "aides" leave open who that is."""
    reading = _mean(claim.claimant_name or "", claim.claimant_key, token)
    is_somebody = claim.claimant_kind == "anonymous" and token.lower_ not in load_pointing_words().they
    is_somebody = is_somebody or _is_first_name(claim)
    return replace(reading, is_open=reading.is_open or is_nameless(claim) or is_somebody)


def _is_first_name(claim: Claim) -> bool:
    """Whether who states a claim is told by a given name alone: "Kate said she"."""
    name = claim.claimant_name or ""
    return claim.claimant_kind == "person" and is_given_name(name) and not list_full_names(claim.claimant_key or "")


def is_nameless(claim: Claim) -> bool:
    """Whether who states a claim is told by common nouns alone: "city officials"."""
    return claim.claimant_name is not None and claim.claimant_name.islower()


def own(name: str) -> str:
    """A name with the mark of an owner."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _read_first_person(stretch: Stretch, token: Token, is_many: bool) -> Reading:
    """Say who "I" and "we" are in somebody's own words: the claimant, alone or with others."""
    claim = stretch.claim
    is_own = claim.voice == "direct" or (claim.voice == "mixed" and _is_quoted(stretch, token))
    if not is_own or claim.claimant_name is None or _is_anothers(stretch, token):
        return OPEN
    if is_many and token.tag_ == "PRP$" and token.head.lower_ in load_pointing_words().of_a_nation:
        return OPEN
    if not is_many or claim.claimant_kind in _SEVERAL:
        return _mean_claimant(claim, token)
    if claim.claimant_kind == "person" and _is_of_everybody(stretch, token):
        return OPEN
    alone = _mean(claim.claimant_name, None, token)
    if alone.text is None:
        return alone
    several = f"{claim.claimant_name} and others"
    # Who the others are is not told: of 12 rows 3 could be understood. Of "we know that it failed" it does not matter.
    contents = stretch.places_before(None, "that")
    is_open = token.dep_ not in NOUN_SUBJECTS or not any(token.doc[at].dep_ == "mark" for at in contents)
    return Reading(own(several) if alone.text != claim.claimant_name else several, "we", is_open=is_open)


def _is_of_everybody(stretch: Stretch, token: Token) -> bool:
    """Whether somebody with a name may mean everybody: "our country", "we must"; not "our analysts"."""
    words = load_pointing_words()
    if token.tag_ == "PRP$":  # "we closed our mill" is of those who closed it
        if token.head.lower_ in words.of_a_body:
            return False
        before = (stretch.places_before(token, form) for form in ("we", "us"))
        whose = next((token.doc[at] for places in before for at in places), None)
        return whose is None or _is_of_everybody(stretch, whose)
    verb, beside = token.head, [each.lower_ for each in (*token.head.lefts, *token.children)]
    if token.dep_ not in NOUN_SUBJECTS or verb.lower_ in words.with_everybody or any(map(_is_with_all, beside)):
        return True
    is_past = verb.tag_ in ("VBD", "VBG", "VBN") or any(each.tag_ == "VBD" for each in verb.lefts)
    return not is_past and verb.lower_ not in load_verb_cues()


def _is_with_all(word: str) -> bool:
    words = load_pointing_words()
    return word in words.all_of_us or word in load_function_words().conditions


def _is_anothers(stretch: Stretch, token: Token) -> bool:
    """Whether a word stands in what a speaker quotes: "Others will say, 'I paid for it'"."""
    start = next(piece.start_char for piece in stretch.pieces if piece.start <= token.i < piece.end)
    before = stretch.story.body.text[max(start, token.idx - LONGEST_QUOTED) : token.idx]
    return any(mark in before for mark in ("\u2018", " '", "\n'")) or before == "'"


def _is_quoted(stretch: Stretch, token: Token) -> bool:
    return bool(find_overlapping(stretch.story.body.quoted, token.idx, token.idx + 1))


def _points_ahead(stretch: Stretch, token: Token) -> bool:
    """Whether a pronoun means the subject that follows its clause: "As it grew, the union gained"."""
    clause = next(
        (
            each
            for each in islice(token.ancestors, LONGEST_CLIMB)
            if each.dep_ in ("advcl", "prep") and each.i < each.head.i
        ),
        None,
    )
    if clause is None or token.dep_ not in (*NOUN_SUBJECTS, "poss", "pobj"):
        return False
    subject = own_subject(clause.head)
    if subject is None or subject.i < token.i or not stretch.holds(subject) or subject.tag_ not in NOUNS:
        return False
    is_person = is_person_noun(subject.lower_) or is_called_person(stretch, subject)
    if token.lower_ in load_pointing_words().they:
        return subject.tag_ in PLURALS
    return subject.tag_ in SINGULARS and is_person == (token.lower_ in load_pointing_words().he)


def _has_person_before(stretch: Stretch, token: Token) -> bool:
    """Whether a claim names somebody before "he" or "she": then a reader of the article is told no more."""
    gender, is_leading = GENDERS.get(token.lower_), leads(stretch, token)
    # "Roe will take him": whom Roe takes is another one.
    actor = find_actor(token)
    before = (each for each in stretch.mentions_before(token) if each.label == "person")
    if not is_leading and any(actor is None or not each.start <= actor.idx < each.end for each in before):
        return True
    return any(
        noun.tag_ in SINGULARS
        and (noun.ent_type_ == "PERSON" or (is_person_noun(noun.lower_) and sex_of(noun.lower_) in (None, gender)))
        and not (is_leading and noun.dep_ not in NOUN_SUBJECTS)
        for noun in stretch.nouns_before(token)
        if noun != actor and noun.lower_ not in load_pointing_words().nobody
    )


def _read_speaker(stretch: Stretch, token: Token, is_many: bool) -> Reading | None:
    """Read "it" and "they" of reported words as who says them: "the ministry said it would", "officials said they"."""
    claim, quote = stretch.claim, stretch.quote
    if quote is None or quote.speaker is None or claim.voice == "direct" or claim.claimant_name is None:
        return None
    # "Roe accused them of": nobody says so of himself; "it is too late", "they are no shields" are of another thing.
    if not stretch.holds(token.head) or has_child(token.head, "acomp", "attr"):
        return None
    if token.dep_ in RECEIVERS and (own_subject(token.head) is None or _may_be_meant(own_subject(token.head))):
        return None  # "they want to develop them"
    if not is_many and (claim.claimant_kind not in _ONE_BODY or token.dep_ not in (*NOUN_SUBJECTS, "poss")):
        return None
    if is_many and claim.claimant_kind == "person":
        return None
    speaker = stretch.story.body.span_of(quote.speaker)
    if speaker is None or speaker.end > token.i or speaker.root.dep_ not in NOUN_SUBJECTS:
        return None
    if is_many and speaker.root.tag_ not in (*PLURALS, "PRP") and claim.claimant_kind not in ("group", *_ONE_BODY):
        return None
    return _mean_claimant(claim, token)


def _may_be_meant(subject: Token | None) -> bool:
    """Whether the subject of a verb is a pronoun that may mean what its object would: then that means another."""
    pointing = load_pointing_words()
    return subject is not None and subject.lower_ in pointing.they | pointing.it


def _read_subject_before(stretch: Stretch, token: Token, is_many: bool) -> Reading | None:
    """Read "it" and "they" that open a sentence as the subject of the sentence before."""
    if token.dep_ not in NOUN_SUBJECTS or token.head.dep_ not in ("ROOT", "ccomp"):
        return None
    if has_child(token.head, "acomp"):
        return None
    body = stretch.story.body
    number = body.sentence_number(token.i)
    if (
        number == 0
        or token.i - body.sentence_starts[number] > LONGEST_LOOK
        or any(word.tag_ in NOUNS for word in body.doc[body.sentence_starts[number] : token.i])
    ):
        return None
    sentence = body.doc[body.sentence_starts[number - 1] : body.sentence_starts[number]]
    subject = own_subject(sentence.root)
    if subject is None or "\n" in sentence.text or _quotation(stretch, subject) != _quotation(stretch, token):
        return None
    mention = stretch.story.mention_of(subject)
    if mention is not None and mention.name is not None and mention.entity_key is not None:
        is_body_there = mention.label == "organization" and not is_many
        return _mean(mention.name, mention.entity_key, token) if is_body_there else None
    # "The justices heard two counselors. They were denied aid": either may be meant.
    people = {each.i for each in sentence if each.tag_ in PLURALS and is_person_noun(each.lower_)}
    if is_many and len(people) > 1 and subject.i in people:
        return None
    return _read_noun(stretch, subject, token, is_many, mention)


def _quotation(stretch: Stretch, token: Token) -> int | None:
    return next((each.start for each in find_overlapping(stretch.story.body.quoted, token.idx, token.idx + 1)), None)


def _read_noun(
    stretch: Stretch, subject: Token, token: Token, is_many: bool, mention: Mention | None
) -> Reading | None:
    if mention is not None or subject.tag_ != ("NNS" if is_many else "NN") or has_child(subject, "conj", "relcl"):
        return None
    if has_child(subject, "prep") and subject.lower_ not in load_claim_words().stance.counts:
        return None  # of "the rise in the cap" either may be meant
    if not is_many and is_person_noun(subject.lower_):
        return None
    start, end = noun_phrase(subject)
    phrase = stretch.story.body.doc[start:end]
    pointing = {word.lower_ for word in phrase} & list_pointing()
    is_long = not len(phrase) or len(phrase) > LONGEST_ANTECEDENT
    if is_long or any(word.is_quote for word in phrase) or pointing - load_pointing_words().article:
        return None
    reading = _mean(phrase.text, phrase.text.lower(), token)
    return replace(reading, is_open=bool(pointing))
