"""Say of what kind a claim is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Literal

from spacy.tokens import Span, Token

from expectations.enumerations import ClaimType
from tasks.annotate.claims.ahead import (
    auxiliaries,
    awaits,
    is_left_open,
    is_own_day,
    is_perfect,
    is_somebody,
    is_to_come,
    may_come,
    may_happen,
    wants,
)
from tasks.annotate.claims.amounts import counts, is_of_share, says_how_much
from tasks.annotate.claims.checked import WANTED, feels, find_checkable, is_unreal
from tasks.annotate.claims.compared import compares, is_ahead, is_more
from tasks.annotate.claims.lexicon import list_kind_forms, list_states, load_claim_words
from tasks.annotate.claims.sides import has_word, is_called_for, takes_part
from tasks.annotate.claims.stretch import cut_pieces
from tasks.annotate.claims.told import find_told, shows
from tasks.annotate.claims.wording import find_assertion, find_certainty, find_head, is_reported_clause, shows_up
from tasks.annotate.event_days import is_day_of
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Figure, Quote
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMPLEMENTS,
    LONGEST_CLIMB,
    NOUNS,
    PRESENT,
    SUBJECT_PLACE,
    VERBS,
    child,
    find_agent,
    has_child,
    is_finite,
    is_infinitive,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun
from tasks.language.places import find_words_between
from tasks.language.withheld import is_negated

# What a law or a court is called has no more words: "opponents of the bill in the Supreme Court".
LONGEST_LAW = 6
When = Literal["over", "ahead"]
# Parts of a clause whose cause is that of the clause.
_WITHIN = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd"})
_TO = frozenset({"to"})
_LEADING = frozenset({"as", "due"})


def sort_claims(
    body: Body,
    claims: Sequence[Claim],
    quotes: Sequence[Quote],
    dates: Sequence[DateSpan],
    figures: Sequence[Figure],
    published_at: datetime | None,
) -> list[Claim]:
    """Give each claim its type, and say whether it can be checked.

    Args:
        body: The parsed body.
        claims: Claims of the article.
        quotes: Its quotes, whose fragments tell what of a claim is not the clause that reports it.
        dates: Its time expressions.
        figures: Its figures.
        published_at: When it appeared.
    """
    found: list[Claim] = []
    for claim in claims:
        pieces = cut_pieces(body, claim, quotes)
        if not pieces:
            found.append(claim)
            continue
        # "Because of the fee," he said, "it closed": the words tell why, the verb is that of the second piece.
        main = find_assertion(pieces) or pieces[0]
        words = main.doc[pieces[0].start : pieces[-1].end]
        inside = (each for each in find_overlapping(figures, claim.start, claim.end) if counts(each))
        verb = _find_verb(claim, main)
        amounts = [each for each in inside if says_how_much(body, each, verb)]
        days = [each for each in find_overlapping(dates, claim.start, claim.end) if each.is_resolved]
        if is_to_come(verb):
            days = [each for each in days if not _is_past(body, each, verb)]
        ends = [each.date_end for each in days if each.date_end is not None and is_day_of(body, each, verb)]
        when = _tell_when(ends, published_at)
        has_amount = bool(amounts) or is_of_share(verb)
        told = find_told(verb, is_own=claim.voice == "direct")
        own_days = [each for each in days if _is_told_of_day(body, each, told)]
        claim_type = find_type(claim, words, told, has_amount, when)
        is_firm = has_amount or bool(own_days if claim_type == "prediction" else days)
        is_checkable = find_checkable(claim, main, told if shows(verb) else verb, claim_type, has_amount, is_firm)
        found.append(replace(claim, claim_type=claim_type, is_checkable=is_checkable))
    return found


def _tell_when(ends: Sequence[datetime], published_at: datetime | None) -> When | None:
    """Whether one of some days was over, or else is still to come, when an article appeared."""
    if published_at is None or not ends:
        return None
    return "over" if min(ends) < published_at else "ahead"


def _is_told_of_day(body: Body, day: DateSpan, verb: Token) -> bool:
    """Whether a day is that of a clause or of what is awaited in it: "they expect him to leave on Friday"."""
    if verb.tag_ not in VERBS or is_own_day(body, day, verb):
        return True
    return any(is_day_of(body, day, each) for each in verb.rights if each.dep_ in COMPLEMENTS)


def _is_past(body: Body, day: DateSpan, verb: Token) -> bool:
    """Whether a day only tells when was what stands beside a clause: "will sell the mill that he built in 1980"."""
    words = body.span_of(Chars((day.start, day.end)))
    token = verb if words is None else words.root
    for _ in range(LONGEST_CLIMB):
        if token == verb:
            return False
        if token.dep_ == "relcl":
            return token.tag_ == "VBD" or is_perfect(token) or any(each.tag_ == "VBD" for each in auxiliaries(token))
        token = token.head
    return False


def _find_verb(claim: Claim, words: Span) -> Token:
    """The verb of a claim: of "the mill, which lost 40 jobs" that of the clause behind its noun.

    Of "the owners of hiding it" and "for hiding it", which somebody is accused of and blamed for, it is what they did.
    """
    root = find_head(words)
    if claim.stance == "alleges":
        of = "of" if root.head.lower_ in list_kind_forms("accusing") else "for"
        behind = (child(each, "pcomp") for each in words if each.lower_ == of and each.head in (root, root.head))
        done = next(behind, None)
        if done is not None and done.tag_ == "VBG":
            return done
    last = next((each for each in root.rights if each.dep_ == "relcl" and each.i < words.end), None)
    return last if last is not None and not is_finite(root) and last.right_edge.i + 1 >= words.end - 1 else root


def find_type(claim: Claim, words: Span, root: Token, has_amount: bool, when: When | None) -> ClaimType:
    """Say of what kind a claim is; where several kinds hold, the one that decides how it is checked."""
    if claim.stance in WANTED:
        return "position"
    if claim.stance == "asks":
        return "other"
    if claim.stance != "predicts" and (rules(root) or _is_laws(claim)):
        return "law_or_rule"
    if claim.stance == "predicts" or _tells_prospects(claim, root, when):
        return "prediction"
    if is_called_for(root) or wants(root, has_amount):
        return "position"
    if _is_reason(root) or _brings_about(root) or _tells_cause(words, root) or _blames(words, root):
        return "cause"
    if compares(words, root) or _changes(root) or (has_amount and is_ahead(root)):
        return "comparison"
    if has_amount:
        return "quantity"
    if is_more(root):
        return "comparison"
    if is_unreal(root):
        return "other"
    if _happened(claim, root):
        return "event"
    return "position" if takes_part(root) else "other"


def _changes(verb: Token) -> bool:
    """Whether a verb says how much more or less a thing is: "doubled"; not "doubled down"."""
    return verb.lower_ in list_kind_forms("changing") and not has_child(verb, "prt")


def _brings_about(verb: Token) -> bool:
    """Whether a clause says what brought something about: "led to losses"; not "led the mill", "was forced out"."""
    if verb.tag_ not in VERBS:
        return False  # "the forces"
    if verb.lower_ in list_kind_forms("causing"):
        # "Was forced out", "was forced to sell": by what is not told.
        return not has_child(verb, "prt") and (not has_child(verb, "auxpass") or find_agent(verb) is not None)
    if verb.lower_ in list_kind_forms("leading"):
        # "Contributed ideas to the list" gives.
        return has_word(verb, _TO) and not (verb.lower_ in list_kind_forms("giving") and has_child(verb, "dobj"))
    return verb.lower_ in list_kind_forms("forcing") and (
        has_child(verb, "xcomp", "ccomp", "acl") or (find_agent(verb) is not None and not has_child(verb, "prt"))
    )


def _tells_prospects(claim: Claim, verb: Token, when: When | None) -> bool:
    """Whether a clause tells what is to come, is threatened or awaited, or what may come or come of a thing.

    What "could" be done on a day gone by is what somebody was able to do.
    """
    if is_to_come(verb) or awaits(verb) or may_come(verb) or (claim.stance == "warns" and is_infinitive(verb)):
        return True
    is_own = claim.voice != "indirect"
    is_over = when == "over" and any(each.lower_ in load_claim_words().kinds.able for each in auxiliaries(verb))
    if is_over or not is_left_open(verb):
        return False
    return _brings_about(verb) or may_happen(verb, is_own=is_own, is_ahead=when == "ahead")


def _blames(words: Span, root: Token) -> bool:
    """Whether somebody is blamed for what came about: "the owners for the fire", "the fire on the owners"."""
    is_blamed = root.tag_ in NOUNS | {"PRP"} and root.head.lower_ in list_kind_forms("blaming")
    return is_blamed and any(each.lower_ in ("for", "on") and child(each, "pobj") is not None for each in words)


def _tells_cause(words: Span, root: Token) -> bool:
    """Whether a word tells why what the main clause says is so, and not what somebody thinks or wants in it."""
    doc = words.doc
    leads = (doc[at] for at in find_words_between(doc, _list_leads(), words.start, words.end))
    cause = next((token for token in leads if _names_cause(token)), None)
    if cause is None or (root.lower_ in list_kind_forms("minding") and not is_negated(root)):
        return False
    clause = cause.head
    if root == clause or (root == clause.head and clause.dep_ not in SUBJECT_PLACE):
        return True
    # "They want to leave because it failed": why they leave is why they want it.
    return clause.head.head == root and clause.head.dep_ in _WITHIN and clause.dep_ not in ("relcl", "acl")


@cache
def _list_leads() -> frozenset[str]:
    return frozenset(load_claim_words().kinds.by_cause) | _LEADING


def _names_cause(word: Token) -> bool:
    """Whether a word or phrase leads in what brought something about: "because", "due to rain", "as a result of"."""
    if word.lower_ in load_claim_words().kinds.by_cause:
        return True
    if word.lower_ not in _LEADING:
        return False
    after = [each.lower_ for each in word.doc[word.i + 1 : word.i + 4]]
    if word.lower_ == "due":
        return after[:1] == ["to"] and word.nbor().tag_ != "TO" and not (word.dep_ == "amod" and word.head.i > word.i)
    return word.lower_ == "as" and after == ["a", "result", "of"]


def _is_reason(verb: Token) -> bool:
    """Whether a clause says what the cause of a thing is: "the reason is that", "rain was a cause of the delay".

    "There is a reason for it", "it is a cause for concern" and "the culprit is at large" do not.
    """
    if verb.lower_ not in load_function_words().be:
        return False
    reasons = load_claim_words().kinds.reasons
    subject, predicate = own_subject(verb), child(verb, "attr")
    if subject is not None and subject.lower_ in load_claim_words().kinds.whys and not _is_for_worry(subject):
        what = predicate or child(verb, "acomp")
        is_thing = what is not None and what.tag_ in NOUNS and not _is_somebody(what)
        is_clause = has_child(verb, "ccomp", "xcomp", "advcl") or any(each.lower_ == "that" for each in verb.rights)
        return (is_thing or is_clause) and find_certainty(
            verb.doc[verb.left_edge.i : verb.right_edge.i + 1], "asserts"
        ) != "unknown"
    if predicate is None or predicate.lower_ not in reasons or has_child(verb, "expl") or _is_for_worry(predicate):
        return False
    return has_child(predicate, "prep", "relcl", "acl")


def _is_somebody(noun: Token) -> bool:
    is_hero = singular(noun.lower_) in load_claim_words().kinds.heroes
    return noun.ent_type_ == "PERSON" or is_hero or is_person_noun(noun.lower_)


def _is_for_worry(noun: Token) -> bool:
    """Whether a cause is one "for" a feeling and of nothing: "a cause for concern"."""
    return noun.lower_ == "cause" and any(each.lower_ == "for" for each in noun.children)


def rules(verb: Token) -> bool:
    """Whether a clause says what a law or rule has it that people do."""
    kinds = load_claim_words().kinds
    predicate = child(verb, "acomp")
    if any(each.lower_ in kinds.norms for each in auxiliaries(verb)):
        return False  # "the rule should be dropped"
    if predicate is not None and predicate.lower_ in kinds.lawful:
        return True
    subject = own_subject(verb)
    if _is_entitled(verb, subject):
        return True
    if has_child(verb, "auxpass"):
        return _is_bidden(verb)  # not "the law was protected"
    # "The law would hurt schools" tells what comes of it, not what it says.
    is_to_be = any(each.lower_ == "would" for each in verb.lefts) and verb.lower_ not in list_kind_forms("effects")
    is_ruling = verb.lower_ in list_kind_forms("ruling") or is_to_be
    return is_ruling and subject is not None and subject.lower_ in list_kind_forms("laws")


def _is_entitled(verb: Token, subject: Token | None) -> bool:
    """Whether somebody has a right or power by law: "has the authority to close it"; not "every right to be angry".

    Of his own rights who speaks makes a point: "I have a right to know".
    """
    kinds, what = load_claim_words().kinds, child(verb, "dobj")
    if what is None or subject is None or verb.lower_ not in ("has", "have", "had") or not is_somebody(subject):
        return False
    if subject.lower_ in load_function_words().first_person or any(each.tag_ == "MD" for each in auxiliaries(verb)):
        return False
    if what.lower_ not in kinds.entitling or any(each.lower_ in kinds.unentitled for each in what.lefts):
        return False
    deed = child(what, "acl", "relcl") or child(verb, "xcomp")
    if deed is not None and is_infinitive(deed):
        return deed.lower_ not in list_states() and deed.lower_ not in list_kind_forms("minding")
    return what.lower_ == "right" and any(each.lower_ == "to" for each in what.rights)


def _is_bidden(verb: Token) -> bool:
    """Whether somebody is bidden or free to do a thing by rule: "is required to file", "is barred from voting"."""
    is_now = any(each.dep_ == "auxpass" and each.tag_ in PRESENT for each in verb.children)
    if not is_now or verb.lower_ not in list_kind_forms("bidding"):
        return False
    is_by_law = (agent := find_agent(verb)) is not None and agent.lower_ in list_kind_forms("laws")
    if verb.lower_ == "barred" and not is_by_law:
        return any(each.lower_ == "from" for each in verb.rights)  # not "barred to keep the wind out"
    return is_by_law or has_child(verb, "xcomp") or any(each.lower_ in ("from", "to") for each in verb.rights)


def _is_laws(claim: Claim) -> bool:
    """Whether it is a law, a bill or a court that says so."""
    words = (claim.claimant_text or "").lower().split()
    is_somebody = claim.claimant_kind in ("person", "group", "anonymous") or len(words) > LONGEST_LAW
    return bool(words) and not is_somebody and words[-1] in list_kind_forms("laws")


def _is_under_way(verb: Token) -> bool:
    """Whether a participle tells what is being done: "is selling it".

    "Is backing her" takes a side, "what matters is selling it" tells of neither.
    """
    has_subject = verb.left_edge.dep_ in SUBJECT_PLACE or own_subject(verb) is not None
    return has_subject and bool(auxiliaries(verb)) and not takes_part(verb)


def _happened(claim: Claim, verb: Token) -> bool:
    """Whether a clause, or a noun phrase that is confirmed or denied, tells of something that happened."""
    is_state = _is_state(verb)
    if has_child(verb, "auxpass") and feels(verb):
        return False  # "was stunned"
    if claim.stance == "alleges" and verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return not is_state
    if not (is_finite(verb) or is_reported_clause(verb)):
        if is_state or verb.lower_ in load_claim_words().kinds.state_nouns:
            return False  # "denied knowing it", "denied any knowledge of it"
        if claim.stance in ("confirms", "denies", "does_not_confirm"):
            return verb.tag_ in VERBS | NOUNS
        return verb.tag_ in VERBS and is_perfect(verb)  # "claims to have sold it"
    if verb.tag_ not in VERBS or (is_state and not shows_up(verb)):
        return False
    if any(each.tag_ == "MD" for each in auxiliaries(verb)) and not is_perfect(verb):
        return False  # "it can be done"
    if verb.tag_ == "VBG":
        return _is_under_way(verb)
    be = child(verb, "auxpass")
    if verb.tag_ == "VBN" and be is not None and be.tag_ in PRESENT:
        return False  # "is built on sand" tells how it is
    return verb.tag_ in ("VBD", "VBN") or is_perfect(verb) or any(each.tag_ == "VBD" for each in auxiliaries(verb))


def _is_state(verb: Token) -> bool:
    return (verb.lower_ in list_states() or verb.lower_ in list_kind_forms("stative")) and not _is_deed(verb)


def _is_deed(verb: Token) -> bool:
    """Whether a verb that mostly tells how things are tells what somebody did: "had a meeting", "looked into it"."""
    kinds, what = load_claim_words().kinds, child(verb, "dobj")
    if verb.lower_ in list_kind_forms("looking"):
        is_done = verb.tag_ in ("VBD", "VBN")
        return is_done and any(each.lower_ in kinds.looking_into and each.dep_ == "prep" for each in verb.rights)
    return verb.lower_ in ("had", "has", "have") and what is not None and singular(what.lower_) in kinds.occasions
