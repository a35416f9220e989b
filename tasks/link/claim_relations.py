"""Say how two claims about one thing stand to each other, by the clause that both have alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz.distance import LCSseq

from tasks.link.claim_pairs import Aligned, Compared, find_mood, have_one_claimant
from tasks.link.deeds import Places, find_come_deed, find_deed, find_denied_deed, is_told, says_deed
from tasks.link.figures import Amount, compare_amounts
from tasks.link.lexicon import load_same_sense
from tasks.link.told import DAY
from tasks.link.wordings import find_term, list_terms

FEWEST_OPPOSED = 3  # terms that both stretches must have, in one order, for their negations to say something
LEAST_OPPOSED = 0.7  # share of either stretch's weight that both have, below which they are of two things
LEAST_DENIED = 0.7  # share of what one claim denies that the other says
FEWEST_NARROWER = 3  # terms that both have
LEAST_NARROWER = 0.9  # share of the shorter one that the longer has
MOST_NARROWER = 0.6  # share of the longer one that the shorter has
FEWEST_STANCE = 2  # the same where both deny, confirm or leave open, which is said of few things
FEWEST_QUOTED = 6  # words of a sentence that two outlets cite alike but for one
FEWEST_LETTERS = 4  # of the word that they cite otherwise: not "a" for "any"
FEWEST_COMMON = 2  # letters in which abbreviations and other forms of a word begin
LATER = timedelta(hours=12)  # of two articles, from which on other numbers are news
OPEN = "does_not_confirm"
NARROWER = "narrower"  # the second claim says what the first does, and much besides
BROADER = "broader"  # the first does; its other side
STANCES = ("denies", "confirms", OPEN)


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with what its relations to others hang on.

    Attributes:
        compared: Its words.
        amounts: Its figures.
        published_at: When its article was published.
        event: The first and the last time at which it may have happened.
        is_of_day: Whether these lie on one day.
        said_until: The last time at which it may have been said.
    """

    compared: Compared
    amounts: tuple[Amount, ...]
    published_at: datetime | None
    event: tuple[datetime, datetime] | None = None
    is_of_day: bool = False
    said_until: datetime | None = None

    def list_amounts(self, span: Aligned) -> list[Amount]:
        """List the figures of the clauses that a stretch lies in."""
        start, end = self.compared.wording.find_clause(span.start, span.end)
        return [amount for amount in self.amounts if start <= amount.start and amount.end <= end]


@dataclass(frozen=True)
class _Clause:
    """The clauses of a claim that a stretch of it lies in."""

    claim: Stated
    span: Aligned

    @property
    def bounds(self) -> tuple[int, float]:
        """Where they begin and end."""
        return self.claim.compared.wording.find_clause(self.span.start, self.span.end)

    def has(self, at: int) -> bool:
        """Whether a place lies in them."""
        start, end = self.bounds
        return start <= at < end

    @property
    def stretch(self) -> tuple[str, ...]:
        """The terms of the stretch, in order."""
        return self.claim.compared.terms[self.span.first : self.span.last]

    @property
    def is_negative(self) -> bool:
        """Whether they say that it is not so."""
        negations = sum(map(self.has, self.claim.compared.wording.negations))
        return (negations % 2 == 1) != (self.claim.compared.stance == "denies")

    @property
    def is_open(self) -> bool:
        """Whether they leave open that it is so: what stands behind "if", in their clause or before it."""
        _, end = self.bounds
        return any(at < end for at in self.claim.compared.wording.doubts)

    @property
    def averts(self) -> bool:
        """Whether they tell of what somebody is against: opposed the ban."""
        return not self.terms.isdisjoint(list_terms("averting"))

    @property
    def is_to_come(self) -> bool:
        """Whether they tell what has not come, maybe never will."""
        return any(map(self.has, self.claim.compared.wording.schedules + self.claim.compared.wording.prospects))

    @property
    def untensed(self) -> frozenset[str]:
        """What they tell in infinitives, which say nothing of when."""
        terms = self.claim.compared.wording.terms
        return frozenset(each.term for each in terms if each.is_infinitive and self.has(each.start))

    @property
    def deeds_done(self) -> set[str]:
        """What they tell in past forms."""
        return {each.term for each in self.claim.compared.wording.terms if each.is_past and self.has(each.start)}

    def find_denied(self) -> list[tuple[str, ...]]:
        """Find what they deny, of each negation the words after it; of a denial and of what stays open all words."""
        terms = [each for each in self.claim.compared.wording.terms if self.has(each.start)]
        if self.claim.compared.stance in ("denies", OPEN):
            places = [-1]
        else:
            places = [at for at in self.claim.compared.wording.negations if self.has(at) and is_told(terms, at)]
        after = ((each.term for each in terms if each.start > at) for at in places)
        scopes = [tuple(term for term in dict.fromkeys(each) if term not in list_terms("light")) for each in after]
        # Who has not confirmed it says nothing against it.
        return [scope for scope in scopes if find_deed(scope) not in list_terms("unknown") | {None}]

    @property
    def terms(self) -> frozenset[str]:
        """Their terms."""
        return frozenset(each.term for each in self.claim.compared.wording.terms if self.has(each.start))

    def find_doers(self, shared: frozenset[str]) -> set[str]:
        """Find the names before the first of some words that are none."""
        doers: set[str] = set()
        for each in self.claim.compared.wording.terms:
            if self.has(each.start):
                if ":" not in each.term and each.term in shared:
                    break
                if ":" in each.term:
                    doers.add(each.term)
        return doers or set(self.claim.compared.context)


def _meet(one: _Clause, other: _Clause, weights: Mapping[str, float]) -> bool:
    """Whether one claim puts forward what another denies or leaves open, of one doer."""
    if one.claim.compared.stance == "asserts" and any(_is_all_said(each, other) for each in one.find_denied()):
        return True
    shared = one.terms & other.terms
    are_stances = all(each.claim.compared.stance in STANCES for each in (one, other))
    if len(shared) < (FEWEST_STANCE if are_stances else FEWEST_OPPOSED):
        return False
    if not _have_one_doer(one, other, shared):
        return False
    for scope in one.find_denied():
        said = other.terms.intersection(scope)
        deed = find_deed(scope)
        if not any(map(says_deed, said)) or (deed not in said and one.claim.compared.stance == "asserts"):
            continue
        if len(said) >= LEAST_DENIED * len(scope) or (deed in other.stretch and _share_stretch(one, other, weights)):
            return True
    return False


def _is_all_said(scope: Sequence[str], other: _Clause) -> bool:
    """Whether a claim says all that another negates of somebody named; the name may stand before its clause."""
    named = {term for term in scope if ":" in term}
    said = other.terms | (named & other.claim.compared.known)
    has_doer = any(not term.startswith("place:") for term in named)
    return has_doer and len(scope) >= FEWEST_OPPOSED and find_deed(scope) in other.stretch and said >= {*scope}


def _have_one_doer(one: _Clause, other: _Clause, shared: frozenset[str]) -> bool:
    """Whether no other name stands before what both say."""
    doers = one.find_doers(shared), other.find_doers(shared)
    return not (doers[0] and doers[1]) or not doers[0].isdisjoint(doers[1])


def _share_stretch(one: _Clause, other: _Clause, weights: Mapping[str, float]) -> bool:
    """Whether two stretches say one thing of one doer, but for their negations."""
    sides = one.stretch, other.stretch
    shared = frozenset(sides[0]) & frozenset(sides[1])
    words = {term for term in shared if ":" not in term and not term.startswith(DAY)}
    if len(shared) < FEWEST_OPPOSED or not words or LCSseq.similarity(*sides) < FEWEST_OPPOSED:
        return False
    common = sum(weights[term] for term in sorted(shared))
    if any(common < LEAST_OPPOSED * sum(weights[term] for term in sorted(set(side))) for side in sides):
        return False
    return _have_one_doer(one, other, shared)


def leaves_open(claim: Stated) -> bool:
    """Whether a claim says neither that it is so nor that it is not."""
    return claim.compared.stance == OPEN


def say_one_thing(first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]) -> bool:
    """Whether what one of two claims leaves open the other puts forward or denies."""
    one, other = _Clause(first, spans[0]), _Clause(second, spans[1])
    return _meet(one, other, weights) if leaves_open(first) else _meet(other, one, weights)


def do_oppose(first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]) -> bool:
    """Whether one claim says that it is so and the other that it is not."""
    return find_denied(first, second) is not None or _do_clauses_oppose(first, second, spans, weights)


def find_denied(first: Stated, second: Stated) -> Places | None:
    """Find the places of a deed that one of two claims denies and the other tells."""
    found = find_denied_deed(second.compared, first.compared)
    return (found[1], found[0]) if found is not None else find_denied_deed(first.compared, second.compared)


def _do_clauses_oppose(
    first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]
) -> bool:
    if find_mood(first.compared) != find_mood(second.compared) or find_mood(first.compared) == "question":
        return False
    one, other = _Clause(first, spans[0]), _Clause(second, spans[1])
    if one.is_open or other.is_open or one.is_negative == other.is_negative:
        return False
    if one.averts or other.averts or "warns" in (first.compared.stance, second.compared.stance):
        return False
    if one.is_to_come != other.is_to_come and (other if one.is_to_come else one).untensed.isdisjoint(
        (one if one.is_to_come else other).terms
    ):
        return False
    return _meet(one, other, weights) if one.is_negative else _meet(other, one, weights)


def _tell_other_days(first: Stated, second: Stated, spans: tuple[Aligned, Aligned]) -> bool:
    """Whether two claims tell one deed of two days, or one of them told it before the other says that it was done."""
    one, other = _Clause(first, spans[0]), _Clause(second, spans[1])
    are_apart = _has_sure_day(first) and _has_sure_day(second) and _are_apart(first.event, second.event)
    if (
        one.is_to_come
        or other.is_to_come
        or not (are_apart or _was_said_before(first, second) or _was_said_before(second, first))
    ):
        return False
    done = {term for term in one.deeds_done & other.deeds_done if says_deed(term)}
    return bool(done) and _have_one_doer(one, other, one.terms & other.terms)


def _has_sure_day(claim: Stated) -> bool:
    """Whether a claim's day is known: "today" in a quote is the day it was said, maybe not that of publication."""
    if not claim.is_of_day or claim.compared.voice != "direct" or claim.said_until is not None:
        return claim.is_of_day
    return claim.event is None or claim.published_at is None or claim.event[0].date() != claim.published_at.date()


def _are_apart(first: tuple[datetime, datetime] | None, second: tuple[datetime, datetime] | None) -> bool:
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


def _was_said_before(first: Stated, second: Stated) -> bool:
    return first.said_until is not None and second.event is not None and first.said_until <= second.event[0]


def _cite_other_word(first: Compared, second: Compared) -> bool:
    """Whether two outlets quote one sentence of somebody with another word in it."""
    if first.voice != "direct" or second.voice != "direct" or not have_one_claimant(first, second):
        return False
    shorter, longer = sorted((first.wording.words, second.wording.words), key=len)
    if len(shorter) < FEWEST_QUOTED:
        return False
    for start in range(len(longer) - len(shorter) + 1):
        window = longer[start : start + len(shorter)]
        others = [pair for pair in zip(shorter, window, strict=True) if pair[0] != pair[1]]
        if len(others) == 1 and shorter[0] == window[0] and shorter[-1] == window[-1]:
            return _are_two_words(*others[0])
    return False


def _are_two_words(first: str, second: str) -> bool:
    """Whether two words are neither forms of one nor of one sense."""
    is_long = min(len(first), len(second)) >= FEWEST_LETTERS
    return is_long and first[:FEWEST_COMMON] != second[:FEWEST_COMMON] and find_term(first) != find_term(second)


def _compare_breadth(first: Compared, second: Compared, weights: Mapping[str, float]) -> str:
    """Say whether one of two claims says all that the other does and much besides."""
    shared = sum(weights[term] for term in sorted(first.known & second.known))
    totals = [sum(weights[term] for term in sorted(each.known)) for each in (first, second)]
    if len(first.known & second.known) < FEWEST_NARROWER:
        return "agrees"
    if shared < LEAST_NARROWER * min(totals) or shared > MOST_NARROWER * max(totals):
        return "agrees"
    return NARROWER if totals[0] < totals[1] else BROADER


def relate_claims(first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]) -> str:
    """Say how two claims stand to each other, given that they are about one thing.

    Args:
        first: The claim of the earlier article.
        second: The other.
        spans: The stretch of either that says the same.
        weights: How telling terms are.

    Returns:
        A value of `claim_links.relation`, or `BROADER`. One claimant does not contradict himself on one day; who
        neither says that it is so nor that it is not stands beside, and differs; what was to come and has come is news.
    """
    if leaves_open(first) or leaves_open(second):
        return "agrees" if leaves_open(first) == leaves_open(second) else "differs"
    times = first.published_at, second.published_at
    is_later = times[0] is not None and times[1] is not None and times[1] - times[0] >= LATER
    is_one = have_one_claimant(first.compared, second.compared)
    if do_oppose(first, second, spans, weights) and not (is_one and not is_later):
        return "updates" if is_one else "contradicts"
    words = (*first.compared.wording.words, *second.compared.wording.words)
    is_growth = is_later and not load_same_sense().growing.isdisjoint(words)
    figures = compare_amounts(first.list_amounts(spans[0]), second.list_amounts(spans[1]), is_growth)
    if figures is not None and figures != "agrees":
        return figures
    if find_come_deed(first.compared, second.compared) is not None:
        return "updates"
    if _tell_other_days(first, second, spans) or _cite_other_word(first.compared, second.compared):
        return "differs"
    return _compare_breadth(first.compared, second.compared, weights)
