"""How alike two claims are: named features of the pair, and the share of pairs like it that are about one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log, log10, sqrt

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from tasks.link.lexicon import load_claim_links, load_same_sense
from tasks.link.told import DAY
from tasks.link.wordings import Wording

# To demand that something be done, to promise it, to ask whether it is and to report it done are four things.
MOODS = {"demands": "demand", "promises": "promise", "asks": "question"}
ANSWERS = frozenset(("denies", "does_not_confirm"))  # stances that say something of what others put forward
FIGURE = "#"  # begins the term of a number
# A term that the other wording lacks takes away so much of what one that it has gives: windows end where words part.
LACKING = 0.7
MOST_RUN = 12


@dataclass(frozen=True)
class Compared:
    """A claim as it is compared.

    Attributes:
        wording: Its words and terms.
        stance: A value of `claims.stance`.
        voice: A value of `claims.voice`.
        claimant_key: The claimant's key, where it means the same in every article.
        claimant_surname: Last word of a person's name, lower case.
        context: Terms that its words point to without naming them: who says "we".
        story: The story of its article.
    """

    wording: Wording
    stance: str = "asserts"
    voice: str = "direct"
    claimant_key: str | None = None
    claimant_surname: str | None = None
    context: frozenset[str] = frozenset()
    story: str | None = None

    @cached_property
    def terms(self) -> tuple[str, ...]:
        """The terms of its words, in order."""
        return tuple(each.term for each in self.wording.terms)

    @cached_property
    def known(self) -> frozenset[str]:
        """All its terms, each once."""
        return frozenset(self.terms) | self.context

    @property
    def is_negative(self) -> bool:
        """Whether it says, by all its words, that something is not so."""
        return (len(self.wording.negations) % 2 == 1) != (self.stance == "denies")


@dataclass(frozen=True, slots=True)
class Aligned:
    """The stretch of a claim that another one words as well.

    Attributes:
        first: Its first term.
        last: One past its last term.
        start: Where it begins in the body.
        end: Where it ends there.
    """

    first: int
    last: int
    start: int
    end: int

    def overlaps(self, other: Aligned) -> bool:
        """Whether half of the shorter of two stretches lies in both."""
        shared = min(self.last, other.last) - max(self.first, other.first)
        return shared > 0 and 2 * shared >= min(self.last - self.first, other.last - other.first)


class Rarity:
    """How telling terms are: how few claims of the release, and of a story, have them; 0 to 1."""

    def __init__(self, claims: Sequence[Compared]) -> None:
        self._size = len(claims)
        self._holders = Counter(term for each in claims for term in each.known)
        self._sizes = Counter(each.story for each in claims)
        self._told = Counter((each.story, term) for each in claims for term in each.known)

    def count(self, term: str, story: str | None = None) -> int:
        """Count the claims with a term, in the release or in a story."""
        return self._holders[term] if story is None else self._told[story, term]

    def size(self, story: str) -> int:
        """Count a story's claims."""
        return self._sizes[story]

    def weigh(self, term: str, story: str | None) -> tuple[float, float]:
        """Weigh a term: in the release and in the story together, and in the story alone."""
        rare = log(1 + self._size / max(1, self._holders[term])) / log(1 + max(2, self._size))
        if story is None:
            return rare * rare, rare
        told = log(1 + self._sizes[story] / max(1, self._told[story, term])) / log(1 + max(2, self._sizes[story]))
        return rare * told, told


def align(claim: Compared, other: Compared, weights: Mapping[str, float]) -> Aligned:
    """Find the stretch of a claim that says most of what another says and least besides."""
    best, current, begun = (0.0, 0, 0), 0.0, 0
    for at, term in enumerate(claim.terms):
        if current <= 0:
            current, begun = 0.0, at
        current += weights[term] if term in other.known else -LACKING * weights[term]
        if current > best[0]:
            best = (current, begun, at + 1)
    _, first, last = best
    if first == last:
        return Aligned(0, 0, 0, 0)
    return Aligned(first, last, claim.wording.terms[first].start, claim.wording.terms[last - 1].end)


def cut_out(claim: Compared, span: tuple[int, int]) -> Aligned:
    """Give the stretch of a claim that lies in a stretch of the body."""
    inside = [at for at, term in enumerate(claim.wording.terms) if span[0] <= term.start and term.end <= span[1]]
    if not inside:
        return Aligned(0, 0, 0, 0)
    first, last = inside[0], inside[-1]
    return Aligned(first, last + 1, claim.wording.terms[first].start, claim.wording.terms[last].end)


def _measure_run(first: Sequence[str], second: Sequence[str]) -> int:
    """Count the longest run of words that both have."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(second):
        places.setdefault(word, []).append(at)
    longest, runs = 0, dict[int, int]()
    for word in first:
        runs = {at: runs.get(at - 1, 0) + 1 for at in places.get(word, ())}
        longest = max(longest, max(runs.values(), default=0))
    return longest


def find_mood(claim: Compared) -> str:
    """Say what a claim does: states a fact, demands, promises or asks."""
    return MOODS.get(claim.stance, "fact")


def have_one_mood(first: Compared, second: Compared) -> bool:
    """Whether two claims do the same; to state that something must be is to demand it, too."""
    moods = find_mood(first), find_mood(second)
    if moods[0] == moods[1]:
        return True
    facts = [each for each, mood in zip((first, second), moods, strict=True) if mood == "fact"]
    is_demand = "demand" in moods and len(facts) == 1
    return is_demand and not load_same_sense().musts.isdisjoint(facts[0].wording.words)


def have_one_claimant(first: Compared, second: Compared) -> bool:
    """Whether two claims are one person's or body's, as far as their keys and names tell."""
    if first.claimant_surname is not None and first.claimant_surname == second.claimant_surname:
        return True
    return first.claimant_key is not None and first.claimant_key == second.claimant_key


def is_word(term: str) -> bool:
    """Whether a term is neither a name nor a number or day."""
    return ":" not in term and not term.startswith((FIGURE, DAY))


def _weigh_number(term: str) -> float:
    """Say how much a number tells, 0 to 1: any two claims may have a two, and no two 2,763 by chance."""
    return min(1.0, 0.5 * log10(1 + abs(float(term.removeprefix(FIGURE)))))


def _find_doers(claim: Compared, shared: frozenset[str]) -> set[str]:
    """Find whom a claim names before the first word that another has, too."""
    doers: set[str] = set()
    for term in claim.terms:
        if ":" in term:
            doers |= {term} if not term.startswith("place:") else set()
        elif term in shared:
            break
    return doers or set(claim.context)


def _have_other_doers(first: Compared, second: Compared, shared: frozenset[str]) -> bool:
    """Whether two claims tell of other persons or bodies what they share."""
    doers = _find_doers(first, shared), _find_doers(second, shared)
    return bool(doers[0] and doers[1]) and doers[0].isdisjoint(doers[1])


def _cover_main(claim: Compared, other: Compared, weights: Mapping[str, tuple[float, float]]) -> float:
    """Say how much of a claim's main clause another has, 0 to 1."""
    main = sorted(claim.wording.main)
    covered = sum(weights[term][0] for term in main if term in other.known)
    return covered / (sum(weights[term][0] for term in main) or 1.0)


def weigh_terms(first: Compared, second: Compared, rarity: Rarity) -> dict[str, tuple[float, float]]:
    """Weigh the terms of two claims, in their story where they share one."""
    story = first.story if first.story == second.story else None
    return {term: rarity.weigh(term, story) for term in first.known | second.known}


def measure_words(first: Compared, second: Compared) -> dict[str, float]:
    """Measure what two claims share by themselves, whatever others there are.

    Args:
        first: A claim.
        second: Another; which is first makes no difference.

    Returns:
        Values by name of the feature, 0 to 1:
        partial, sequence, run: the shorter one's words in the longer: as characters, in their order, in a row;
        figure: a number in both, by its size; claimant: one claims both; narrator: the outlet claims one alone; doers:
        each tells of somebody else; mood: one states and the other asks, demands or promises.
    """
    shorter, longer = sorted((first.wording.words, second.wording.words), key=lambda words: (len(words), words))
    shared = first.known & second.known
    partial = fuzz.partial_ratio(" ".join(shorter), " ".join(longer)) / 100 if len(shorter) > 2 else 0.0
    return {
        "partial": max(0.0, partial - 0.5) * 2,
        "sequence": LCSseq.similarity(shorter, longer) / max(1, len(shorter)),
        "run": min(_measure_run(shorter, longer), MOST_RUN) / MOST_RUN,
        "figure": max((_weigh_number(term) for term in shared if term.startswith(FIGURE)), default=0.0),
        "claimant": float(have_one_claimant(first, second)),
        "narrator": float((first.voice == "narrator") != (second.voice == "narrator")),
        "doers": float(_have_other_doers(first, second, shared)),
        "mood": float(not have_one_mood(first, second)),
    }


def measure_pair(first: Compared, second: Compared, weights: Mapping[str, tuple[float, float]]) -> dict[str, float]:
    """Measure what two claims share.

    Args:
        first: A claim.
        second: Another; which is first makes no difference.
        weights: What `weigh_terms` gives.

    Returns:
        Values by name of the feature, 0 to 1: what `measure_words` gives, and
        likeness: cosine of weighted terms; shared, names, words: weight of shared terms, of keys, of words; covered:
        share of the words of the one that has more; main: share that the other has of either's main clause, the less;
        rarest: that of the rarest. `tasks/link/likely_pairs.py` has the same for many pairs at a time.
    """
    shared = first.known & second.known
    telling = {term: weights[term] for term in sorted(shared)}
    known = [sorted(each.known) for each in (first, second)]
    said = [sum(weights[term][0] for term in terms if is_word(term)) for terms in known]
    norms = [sqrt(sum(weights[term][0] ** 2 for term in terms)) for terms in known]
    names = [told for term, (_, told) in telling.items() if ":" in term]
    words = [weight for term, (weight, _) in telling.items() if is_word(term)]
    return measure_words(first, second) | {
        "likeness": sum(weight**2 for weight, _ in telling.values()) / (norms[0] * norms[1] or 1.0),
        "shared": min(sum(weight for weight, _ in telling.values()), 5) / 5,
        "names": min(sum(names), 2) / 2,
        "words": min(sum(words), 4) / 4,
        "covered": sum(words) / (max(said) or 1.0),
        "main": min(_cover_main(first, second, weights), _cover_main(second, first, weights)),
        "rarest": max((weight for weight, _ in telling.values()), default=0.0),
    }


def score_pair(features: Mapping[str, float]) -> float:
    """Give the share of labelled pairs with such features that are about one thing; 0 to 1."""
    model = load_claim_links()
    return 1 / (1 + exp(-model.constant - sum(weight * features[name] for name, weight in model.weights.items())))


def explain_pair(features: Mapping[str, float]) -> str:
    """Say which features spoke most for a pair, the strongest first: `run 1.9, likeness 1.2`."""
    gains = {name: weight * features[name] for name, weight in load_claim_links().weights.items()}
    told = sorted((name for name, gain in gains.items() if abs(gain) >= 0.05), key=lambda name: (-gains[name], name))
    return ", ".join(f"{name} {gains[name]:.1f}" for name in told)
