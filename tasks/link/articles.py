"""Find near-copies among articles: wire stories that several outlets print, reprints, updates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from rensa import RMinHash

from expectations.link_tables import ARTICLE_GROUPS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.partition import (
    Frame,
    Hashes,
    first_time,
    hash_grams,
    keep_articles,
    list_rows,
    pair_rows,
    read_columns,
    read_pieces,
)
from tasks.link.readings import NO_SHELF, Made, Shelf, join_texts, split_texts
from tasks.link.words import hash_word

ARTICLE_COLUMNS = ("article_id", "outlet", "source_agency", "published_at", "body")
GRAM_WORDS = 5
BAND_ROWS = 2
# With 2 rows a band finds 99.9 % of pairs at Jaccard .33, which is half of two articles of one length, and 92 % at .2,
# which is half of one that is half as long.
BANDS = 63
LEAST_EQUAL = 5  # of the 126 hashes; at Jaccard .1 some 13 are equal, of unrelated articles one or two
SEED = 20241024
LEAST_CONTAINMENT = 0.5
SURE_CONTAINMENT = 0.7  # below it two families join only where their articles are alike on the whole
MOST_CROSSED = 4
LEAST_GRAMS = 30  # a body of fewer is a notice or a stub, inside many others by chance
LEAST_LENGTH_RATIO = 0.2  # less is a brief within a round-up, which would tie unrelated briefs together
BATCH_ARTICLES = 2_000
_OF_BODY = ("article_id", "body")
MOST_ALL_PAIRS = 40


# Whole articles meet in hundreds of runs: writing out contractions would cost twice the time and change no verdict.
_BODY_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019"))
_ANY_AGENCY = frozenset(("the", "news", "agency"))


def _hash_body(body: str) -> Hashes:
    words = _BODY_WORD.findall(body.translate(_APOSTROPHES).lower())
    return np.unique(hash_grams(list(map(hash_word, words)), GRAM_WORDS))


def measure_containment(first: Hashes, second: Hashes) -> float:
    """Share of the smaller set's grams that the other holds; both sorted and unique."""
    shorter = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / shorter if shorter else 0.0


def _digest(grams: Sequence[Hashes]) -> Hashes:
    """Give the MinHash of each article's runs, a row an article."""
    offsets = np.cumsum([0, *map(len, grams)], dtype=np.uint64)
    flat = np.concatenate(grams) if grams else np.zeros(0, dtype=np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(flat, offsets, BANDS * BAND_ROWS, SEED)
    return np.asarray(matrix.to_rows(), dtype=np.uint64).reshape(len(grams), BANDS * BAND_ROWS)


def _make_reading(articles: pa.Table) -> Made:
    """Give the MinHash of the runs of each article of a part, and how many it has."""
    ids = articles["article_id"].to_pylist()
    digests = np.zeros((len(ids), BANDS * BAND_ROWS), dtype=np.uint64)
    sizes = np.zeros(len(ids), dtype=np.int64)
    for first in range(0, len(ids), BATCH_ARTICLES):
        bodies = articles["body"][first : first + BATCH_ARTICLES]
        grams = [_hash_body(body.as_py() or "") for body in bodies]
        rows = slice(first, first + BATCH_ARTICLES)
        digests[rows], sizes[rows] = _digest(grams), list(map(len, grams))
    return Made({"article_names": join_texts(ids), "digests": digests, "sizes": sizes})


def _read_digests(articles: Frame, row_of: Mapping[str, int], shelf: Shelf) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """Give by row the MinHash of each article's runs, and how many it has."""
    digests = np.zeros((len(row_of), BANDS * BAND_ROWS), dtype=np.uint64)
    sizes = np.zeros(len(row_of), dtype=np.int64)
    for reading in shelf.read("articles", [(articles, ("article_id", "body"))], _make_reading):
        ids = split_texts(reading.columns["article_names"])
        is_shown = reading.find_shown(ids)
        rows = [row_of[article_id] for article_id, shown in zip(ids, is_shown, strict=True) if shown]
        digests[rows], sizes[rows] = reading.columns["digests"][is_shown], reading.columns["sizes"][is_shown]
    return digests, sizes


def _find_candidates(digests: Hashes, sizes: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    long_enough = np.flatnonzero(sizes >= LEAST_GRAMS)
    digest = digests[long_enough].reshape(-1, BANDS, BAND_ROWS)
    band_keys = np.zeros(digest.shape[:2], dtype=np.uint64) + np.arange(BANDS, dtype=np.uint64)[None, :]
    for column in range(BAND_ROWS):
        band_keys = (band_keys ^ digest[:, :, column]) * np.uint64(0x9E3779B97F4A7C15)
        band_keys ^= band_keys >> np.uint64(29)
    pairs = pair_rows(band_keys.ravel(), np.repeat(long_enough, BANDS), MOST_ALL_PAIRS, neighbours=3)
    return [
        (first, second)
        for first, second, _ in list_rows(pairs)
        if np.count_nonzero(digests[first] == digests[second]) >= LEAST_EQUAL
        and min(sizes[first], sizes[second]) >= LEAST_LENGTH_RATIO * max(sizes[first], sizes[second])
    ]


def _read_grams(articles: Frame, row_of: Mapping[str, int]) -> dict[int, Hashes]:
    """Give by row the runs of some articles."""
    grams: dict[int, Hashes] = {}
    for piece in read_pieces(keep_articles(articles, _OF_BODY, row_of), _OF_BODY) if row_of else ():
        for article_id, body in zip(*(piece[name].to_pylist() for name in _OF_BODY), strict=True):
            grams[row_of[article_id]] = _hash_body(body or "")
    return grams


def _rank_credit(outlet: str | None, agency: str | None) -> int:
    """Say how near an article is to a news agency's own text: 0 the agency's own, 1 a copy that credits it, 2 neither.

    An agency's own outlet has its name or its initials: `AP News` is the Associated Press.
    """
    if agency is None:
        return 2
    names, words = (_BODY_WORD.findall((text or "").lower()) for text in (agency, outlet))
    initials = "".join(name[0] for name in names if name != "the")
    return 0 if initials in words or set(names) - _ANY_AGENCY <= set(words) else 1


def _join_families(links: Sequence[tuple[float, int, int]], measure: Callable[[int, int], float]) -> list[list[int]]:
    """Join near-copies, the nearest first; what holds half of two articles ties them together no more than a round-up.

    Args:
        links: Containment and the two rows.
        measure: Containment of two rows.
    """
    family_of: dict[int, list[int]] = {}
    for containment, first, second in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = (family_of.get(row, [row]) for row in (first, second))
        if one is other:
            continue
        if containment < SURE_CONTAINMENT:
            crossed = [measure(mine, theirs) for mine in one[:MOST_CROSSED] for theirs in other[:MOST_CROSSED]]
            if sum(crossed) / len(crossed) < LEAST_CONTAINMENT:
                continue
        joined = sorted(one + other)
        family_of.update(dict.fromkeys(joined, joined))
    return [family for row, family in sorted(family_of.items()) if row == family[0]]


def link_articles(articles: Frame, shelf: Shelf = NO_SHELF) -> pa.Table:
    """Group the near-copies among the articles of a release.

    Args:
        articles: The release's `articles`, at least `ARTICLE_COLUMNS`.
        shelf: Where readings of parts lie.

    Returns:
        `article_groups`: one row per article in a family of at least two, by group and then article. The original is
        the agency's own text where there is one, else a copy that credits an agency, else the earliest published (ties
        by article_id; unknown times last); `similarity` is the share of the smaller article's distinct 5-word runs that
        the other has, against the original. Row order of the input has no effect.

    Source:
        MinHash candidates (rensa), then exact containment: docs/decisions/006-linking.md
    """
    columns = read_columns(articles, ("article_id", "published_at", "outlet", "source_agency"))
    order = sorted(range(len(columns["article_id"])), key=columns["article_id"].__getitem__)
    ids = [str(columns["article_id"][row]) for row in order]
    published = [first_time(columns["published_at"][row]) for row in order]
    credit = [_rank_credit(columns["outlet"][row], columns["source_agency"][row]) for row in order]
    row_of = {article_id: row for row, article_id in enumerate(ids)}
    candidates = _find_candidates(*_read_digests(articles, row_of, shelf))
    asked = {row for pair in candidates for row in pair}
    grams = _read_grams(articles, {ids[row]: row for row in asked})

    def measure(first: int, second: int) -> float:
        return measure_containment(grams[first], grams[second])

    links = [(measure(*pair), *pair) for pair in candidates]
    links = [link for link in links if link[0] >= LEAST_CONTAINMENT]
    rows = []
    for members in _join_families(links, measure):
        group_id = hash_id("article_group", ids[members[0]])
        original = min(members, key=lambda row: (credit[row], published[row], ids[row]))
        rows += [
            {
                "article_group_id": hash_id("article_group", group_id, ids[row]),
                "article_id": ids[row],
                "group_id": group_id,
                "role": "original" if row == original else "copy",
                "similarity": measure(original, row),
            }
            for row in members
        ]
    rows.sort(key=lambda row: (row["group_id"], row["article_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(ARTICLE_GROUPS))
