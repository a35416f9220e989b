"""Find the deed that one claim denies, or says is to come, where another tells it, whatever else the two say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from math import inf

from rapidfuzz.distance import LCSseq

from tasks.link.claim_pairs import Compared, find_mood, is_word
from tasks.link.told import DAY
from tasks.link.wordings import Term, Wording, list_terms

AROUND = 6  # terms on either side of a deed that are told of it
FEWEST_SHARED = 3  # terms that both say of one deed, the doer among them
FEWEST_DENIED = 2  # terms that are denied: a deed and what it is done to
LEAST_SAID = 0.7  # of what is denied, that the other says
LONGEST_BETWEEN = 14  # characters from a negation to what it negates: not yet been
Places = tuple[tuple[int, int], tuple[int, int]]  # of the deed with what is told of it, in either body


def says_deed(term: str) -> bool:
    """Whether a term is a word that tells what is done or is so."""
    return is_word(term) and term not in list_terms("light")


def find_deed(scope: Sequence[str]) -> str | None:
    """Find the first of some terms that says what is done."""
    return next(filter(says_deed, scope), None)


def is_told(terms: Sequence[Term], at: int) -> bool:
    """Whether a term tells what a negation denies: else a verb that anybody uses stands between, as in "not have"."""
    return next((each.start - at for each in terms if each.start > at and is_word(each.term)), inf) <= LONGEST_BETWEEN


def find_denied_deed(one: Compared, other: Compared) -> Places | None:
    """Find what one claim negates and the other tells: one deed of one doer, to one thing, at a time that fits.

    Returns:
        The places of both, or None.
    """
    if find_mood(one) != "fact" or one.stance in ("denies", "warns") or other.stance != "asserts":
        return None
    for at in one.wording.negations:
        bounds = one.wording.find_clause(at, at)
        clause = [each for each in one.wording.terms if bounds[0] <= each.start < bounds[1]]
        after = [each for each in clause if each.start > at]
        denied = [each.term for each in after if each.term not in list_terms("light")]
        deed = find_deed(denied)
        if not is_told(after, at) or deed is None or deed in list_terms("unknown") or len(set(denied)) < FEWEST_DENIED:
            continue
        if _is_open(one.wording, at):
            continue
        doers = {each.term for each in clause if each.start < at and ":" in each.term}
        for place in _find_told(other.wording, deed, _is_to_come(one.wording, bounds)):
            near = _list_near(other.wording.terms, place)
            if _tells(denied, doers, [each.term for each in near]):
                return (clause[0].start, clause[-1].end), (near[0].start, near[-1].end)
    return None


def _tells(denied: Sequence[str], doers: set[str], told: Sequence[str]) -> bool:
    """Whether what is told has what is denied, of whom it is denied, or else in the same order."""
    said = set(denied) & set(told)
    doing = doers & set(told)
    if (doers and not doing) or len(said | doing) < FEWEST_SHARED:
        return False
    n_said = len(said) if doing else LCSseq.similarity(denied, told)
    return n_said >= LEAST_SAID * len(set(denied))


def find_come_deed(first: Compared, second: Compared) -> Places | None:
    """Find what the first claim says is to come and the second says was done, by one doer to one thing.

    Returns:
        The places of both, or None.
    """
    if {find_mood(first), find_mood(second)} != {"fact"} or "denies" in (first.stance, second.stance):
        return None
    terms = first.wording.terms
    for at in first.wording.schedules:
        ahead = next((n for n, each in enumerate(terms) if each.start > at and says_deed(each.term)), None)
        if ahead is None or _is_open(first.wording, at):
            continue
        if _lies_within(first.wording.negations, first.wording.find_clause(at, at)):
            continue
        planned = _list_near(terms, ahead)
        doers = {each.term for each in terms[:ahead] if ":" in each.term}
        near = _find_done(second.wording, terms[ahead].term, {each.term for each in planned}, doers)
        if near:
            return (planned[0].start, planned[-1].end), (near[0].start, near[-1].end)
    return None


def _find_done(wording: Wording, deed: str, planned: Set[str], doers: Set[str]) -> Sequence[Term]:
    """Find where a claim tells a deed as done by one of some doers."""
    for place, each in enumerate(wording.terms):
        if each.term != deed or not each.is_past:
            continue
        bounds = wording.find_clause(each.start, each.end)
        if _lies_within(wording.negations, bounds) or _is_to_come(wording, bounds):
            continue
        near = [term for term in _list_near(wording.terms, place) if bounds[0] <= term.start < bounds[1]]
        # What another verb says in between is not said of who stands before that.
        last = max((term.start for term in near if term.is_past and term.start < each.start), default=0)
        before = {term.term for term in near if last <= term.start < each.start}
        told = {term.term for term in near}
        shared = told & planned
        doing = doers & before
        is_one_day = any(term.startswith(DAY) for term in shared)
        if doing and len(shared) > 1 and (is_one_day or len(shared | doing) >= FEWEST_SHARED):
            return near
    return ()


def _find_told(wording: Wording, deed: str, is_to_come: bool) -> Iterator[int]:
    """Find where a claim tells a deed as done, or where it may as to come; what it negates or doubts is not told."""
    for place, each in enumerate(wording.terms):
        if each.term != deed:
            continue
        near = _list_near(wording.terms, place)
        bounds = wording.find_clause(each.start, each.end)
        is_averted = any(term.term in list_terms("averting") for term in near if term.start < each.start)
        if is_averted or _is_open(wording, each.start):
            continue
        if _lies_within(wording.negations, (min(near[0].start, bounds[0]), max(near[-1].end, bounds[1]))):
            continue
        comes = _is_to_come(wording, bounds)
        if comes == is_to_come or (is_to_come and each.is_infinitive):
            yield place


def _list_near(terms: Sequence[Term], place: int) -> Sequence[Term]:
    return terms[max(0, place - AROUND) : place + AROUND + 1]


def _is_open(wording: Wording, at: int) -> bool:
    """Whether what stands at a place hangs on an "if" or a "whether" before it."""
    return any(doubt <= at for doubt in wording.doubts)


def _lies_within(places: Sequence[int], bounds: tuple[int, float]) -> bool:
    return any(bounds[0] <= at < bounds[1] for at in places)


def _is_to_come(wording: Wording, bounds: tuple[int, float]) -> bool:
    return _lies_within(wording.schedules + wording.prospects, bounds)
