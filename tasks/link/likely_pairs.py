"""Find the pairs of claims that may be linked, many at a time: most need not be read for that.

What two claims share by themselves is kept from run to run; how rare their terms are moves with every article, and is
worked out here in numbers. Who is left is measured by `measured_pairs.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tasks.link.claim_index import IS_STANCE, NEAR_DAYS, NEGATES, NONE, ClaimIndex, expand_rows
from tasks.link.claim_pairs import is_word, measure_words
from tasks.link.claim_relations import find_denied
from tasks.link.claim_rows import Claimed
from tasks.link.deeds import find_come_deed
from tasks.link.known_pairs import tell_pairs
from tasks.link.lexicon import load_claim_links
from tasks.link.measured_pairs import LEAST_MET, LEAST_SCORE, LEAST_SCORE_APART
from tasks.link.partition import Numbers, Rows
from tasks.link.readings import Shelf

PAIRS_AT_ONCE = 50_000  # in some 100 MB
MARGIN = 1e-3  # of log odds, within which numbers of 32 bits do not decide
Weights = npt.NDArray[np.float64]


def find_likely(index: ClaimIndex, pairs: Rows, claimed: Sequence[Claimed], shelf: Shelf) -> Rows:
    """Give the pairs that may be linked: all that are, and some that are not.

    Args:
        index: The claims by what they have.
        pairs: Rows, the lower first.
        claimed: The claims.
        shelf: Where lies what was measured of pairs.
    """
    scores, answers = score_pairs(index, pairs, claimed, shelf)
    one, other = pairs[:, 0], pairs[:, 1]
    is_met = (index.stories[one] == index.stories[other]) & (index.stories[one] != NONE)
    is_met |= (index.quotes[one] == index.quotes[other]) & (index.quotes[one] != NONE)
    # A day that is not known is far from all others.
    is_near = np.abs(index.days[one].astype(np.int64) - index.days[other]) <= NEAR_DAYS
    kinds = index.kinds[one] | index.kinds[other]
    may_answer = answers | (kinds & IS_STANCE > 0)
    may_answer |= (kinds & NEGATES > 0) & (scores >= _find_odds(LEAST_MET))
    is_likely = (scores >= _find_odds(LEAST_SCORE)) | may_answer
    return pairs[np.where(is_met, is_likely, is_near & (scores >= _find_odds(LEAST_SCORE_APART)))]


def score_pairs(
    index: ClaimIndex, pairs: Rows, claimed: Sequence[Claimed], shelf: Shelf
) -> tuple[Weights, npt.NDArray[np.bool_]]:
    """Give the log odds that `score_pair` gives as a share; and whether one answers the other by its words alone."""

    def measure(first: int, second: int) -> tuple[float, ...]:
        one, other = claimed[first], claimed[second]
        weights = load_claim_links().weights
        share = sum(weights[name] * value for name, value in measure_words(one.compared, other.compared).items())
        answers = find_denied(one.stated, other.stated) or find_come_deed(one.compared, other.compared)
        return share, float(answers is not None)

    told = tell_pairs(shelf, "claim_pairs", index.hashes, pairs, measure, 2)
    rarities = _Rarities(index)
    scores = told[:, 0].astype(np.float64) + load_claim_links().constant
    for first in range(0, len(pairs), PAIRS_AT_ONCE):
        some = slice(first, first + PAIRS_AT_ONCE)
        scores[some] += rarities.score(pairs[some])
    return scores, told[:, 1] > 0


def _find_odds(score: float) -> float:
    """Give the log odds of a score, with some margin."""
    return log(score / (1 - score)) - MARGIN


class _Side(NamedTuple):
    """The terms of one claim of each pair.

    Attributes:
        codes: Pair and term.
        places: Where each stands in the index.
        weights: Their weights.
        told: Those in the story alone.
        norm: By pair, the length of the vector of weights.
        words: By pair, the weight of all that are words.
        main: By pair, that of the main clause.
    """

    codes: Rows
    places: Rows
    weights: Weights
    told: Weights
    norm: Weights
    words: Weights
    main: Weights


def _weigh(size: int | Rows, holders: Rows) -> Weights:
    rarity: Weights = np.log(1 + size / np.maximum(1, holders)) / np.log(1 + np.maximum(2, size))
    return rarity


def _add(of: Rows, values: Weights, size: int) -> Weights:
    return np.bincount(of, values, size).astype(np.float64)


def _or_one(values: Weights) -> Weights:
    return np.where(values == 0, 1.0, values)


class _Rarities:
    """How telling the terms of claims are, as `Rarity` says it."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index
        self._n_terms = len(index.names)
        self._rare = _weigh(len(index.ends), np.bincount(index.terms, minlength=self._n_terms))
        self._are_names = np.array([":" in name for name in index.names], bool)
        self._are_words = np.array([is_word(name) for name in index.names], bool)
        self._sizes = np.bincount(index.stories[index.stories != NONE], minlength=len(index.story_names))
        stories = np.repeat(index.stories, index.lengths)
        told = stories != NONE
        codes = stories[told].astype(np.int64) * self._n_terms + index.terms[told]
        self._codes, self._holders = np.unique(codes, return_counts=True)

    def score(self, pairs: Rows) -> Weights:
        """Say what the weighed terms of pairs add to the log odds."""
        n_pairs, index = len(pairs), self._index
        stories = index.stories[pairs[:, 0]]
        stories = np.where(stories == index.stories[pairs[:, 1]], stories, NONE)
        sides = [self._read_side(pairs[:, side], stories) for side in range(2)]
        shared, *at = np.intersect1d(sides[0].codes, sides[1].codes, assume_unique=True, return_indices=True)
        of = shared // max(1, self._n_terms)
        terms = index.terms[sides[0].places[at[0]]]
        weights, told = sides[0].weights[at[0]], sides[0].told[at[0]]

        def add(values: Weights) -> Weights:
            return _add(of, values, n_pairs)

        words = add(weights * self._are_words[terms])
        rarest = np.zeros(n_pairs)
        np.maximum.at(rarest, of, weights)
        mains = [
            add(weights * index.mains[side.places[place]]) / _or_one(side.main)
            for side, place in zip(sides, at, strict=True)
        ]
        features = {
            "likeness": add(weights**2) / _or_one(sides[0].norm * sides[1].norm),
            "shared": np.minimum(add(weights), 5) / 5,
            "names": np.minimum(add(told * self._are_names[terms]), 2) / 2,
            "words": np.minimum(words, 4) / 4,
            "covered": words / _or_one(np.maximum(sides[0].words, sides[1].words)),
            "main": np.minimum(*mains),
            "rarest": rarest,
        }
        return sum((load_claim_links().weights[name] * values for name, values in features.items()), np.zeros(n_pairs))

    def _read_side(self, rows: Rows, stories: Numbers) -> _Side:
        index = self._index
        of, places = expand_rows(index, rows)
        terms = index.terms[places].astype(np.int64)
        rare = self._rare[terms]
        told, in_story = rare.copy(), stories[of] != NONE
        codes = stories[of[in_story]].astype(np.int64) * self._n_terms + terms[in_story]
        holders = self._holders[np.searchsorted(self._codes, codes)]
        told[in_story] = _weigh(self._sizes[stories[of[in_story]]], holders)
        weights = rare * told
        return _Side(of * self._n_terms + terms, places, weights, told, *self._add_up(of, places, weights, len(rows)))

    def _add_up(self, of: Rows, places: Rows, weights: Weights, n_pairs: int) -> tuple[Weights, Weights, Weights]:
        are_words = self._are_words[self._index.terms[places]]
        return (
            np.sqrt(_add(of, weights**2, n_pairs)),
            _add(of, weights * are_words, n_pairs),
            _add(of, weights * self._index.mains[places], n_pairs),
        )
