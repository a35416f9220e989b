"""Find reports of the same utterance across articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from expectations.link_tables import QUOTE_GROUPS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.partition import (
    NEVER,
    Frame,
    Partition,
    first_time,
    hash_grams,
    known_times,
    pair_rows,
    read_columns,
    said_on,
)
from tasks.link.verdict import (
    Comparison,
    Utterance,
    compare_speakers,
    compare_utterances,
    is_same_utterance,
    make_utterance,
    relate_utterances,
)
from tasks.link.words import hash_word

GRAM_WORDS = 3
MOST_ALL_PAIRS = 60  # quotes that share a gram; longer lists are stock phrases, or wire copies that neighbours connect
NEIGHBOURS = 4
LEAST_WORDS = 4
SHORT_WORDS = 8  # a shorter quote joins its best match only: a slogan stands in many speeches and must not tie them
NEAR_DAYS = 14
MOST_BY_SPEAKER = 60
QUOTE_COLUMNS = (
    "quote_id", "article_id", "start", "type", "content", "speaker_key", "speaker_name", "speaker_kind", "said_at",
    "said_grain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reported:
    """A quote with what its article says of when it stood where."""

    quote_id: str
    article_id: str
    outlet: str | None
    published_at: datetime | None
    said_at: datetime | None
    utterance: Utterance

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Earliest published first, unknown times last, ties by id."""
        return first_time(self.published_at), self.article_id, self.quote_id


def _read_quotes(quotes: Frame, articles: Frame) -> list[_Reported]:
    columns = read_columns(articles, ("article_id", "outlet", "published_at"))
    known = {
        article_id: (outlet, published_at) for article_id, outlet, published_at in zip(*columns.values(), strict=True)
    }
    reported = []
    rows: dict[str, list[Any]] = read_columns(quotes, QUOTE_COLUMNS)
    for row in zip(*rows.values(), strict=True):
        value = dict(zip(QUOTE_COLUMNS, row, strict=True))
        outlet, published_at = known.get(value["article_id"], (None, None))
        said_at = said_on(value["said_at"], value["said_grain"])
        day = first_time(said_at, published_at)
        utterance = make_utterance(
            value["content"] or "",
            speaker_key=value["speaker_key"],
            speaker_name=value["speaker_name"],
            speaker_kind=value["speaker_kind"] or "unknown",
            is_direct=value["type"] == "direct",
            day=None if day == NEVER else day.toordinal(),
        )
        reported.append(_Reported(value["quote_id"], value["article_id"], outlet, published_at, said_at, utterance))
    # Earliest first, so that a row number is an order of precedence that input order cannot change.
    return sorted(reported, key=lambda each: each.rank)


def _pair_by_grams(utterances: Sequence[Utterance]) -> npt.NDArray[np.int64]:
    keys, rows = [], []
    for row, utterance in enumerate(utterances):
        if len(utterance.words) < LEAST_WORDS:
            continue
        telling = utterance.telling_words
        grams = hash_grams([hash_word(word) for word in utterance.words], GRAM_WORDS)
        is_telling = np.fromiter((word in telling for word in utterance.words), dtype=bool, count=len(utterance.words))
        grams = grams[np.logical_or.reduce([is_telling[at : at + len(grams)] for at in range(GRAM_WORDS)])]
        keys.append(grams)
        rows.append(np.full(len(grams), row, dtype=np.int64))
    if not keys:
        return np.zeros((0, 3), dtype=np.int64)
    return pair_rows(np.concatenate(keys), np.concatenate(rows), MOST_ALL_PAIRS, NEIGHBOURS)


def _pair_by_speaker(utterances: Sequence[Utterance]) -> npt.NDArray[np.int64]:
    """Pair quotes of one speaker, near in time, that share two words rare with that speaker."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row, utterance in enumerate(utterances):
        if utterance.speaker_key is not None and len(utterance.words) >= LEAST_WORDS:
            for word in utterance.telling_words:
                holders[utterance.speaker_key, word].append(row)
    shared: Counter[tuple[int, int]] = Counter()
    for rows in holders.values():
        if len(rows) > MOST_BY_SPEAKER:
            continue
        for at, first in enumerate(rows):
            for second in rows[at + 1 :]:
                days = (utterances[first].day, utterances[second].day)
                if None not in days and abs(days[0] - days[1]) <= NEAR_DAYS:  # type: ignore[operator]
                    shared[first, second] += 1
    pairs = [(first, second, count) for (first, second), count in shared.items() if count >= 2]
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 3)


def _find_links(reported: Sequence[_Reported]) -> list[tuple[int, int, Comparison]]:
    utterances = [each.utterance for each in reported]
    candidates = np.concatenate([_pair_by_grams(utterances), _pair_by_speaker(utterances)])
    candidates = candidates[np.lexsort((-candidates[:, 2], candidates[:, 1], candidates[:, 0]))]
    _, most_shared = np.unique(candidates[:, :2], axis=0, return_index=True)
    links = []
    for first, second, shared in candidates[most_shared].tolist():
        if reported[first].article_id == reported[second].article_id:
            continue
        # Speakers who do not agree need a run of five words, two of them telling, which holds at least two such grams.
        if shared < 2 and compare_speakers(utterances[first], utterances[second]) != "agree":
            continue
        comparison = compare_utterances(utterances[first], utterances[second])
        if is_same_utterance(utterances[first], utterances[second], comparison):
            links.append((first, second, comparison))
    return links


def _join_links(reported: Sequence[_Reported], links: Sequence[tuple[int, int, Comparison]]) -> list[list[int]]:
    partition = Partition(len(reported))
    best: dict[int, tuple[tuple[float, int, int, int], int]] = {}
    for first, second, comparison in links:
        lengths = [len(reported[row].utterance.words) for row in (first, second)]
        if min(lengths) >= SHORT_WORDS:
            partition.join(first, second)
            continue
        days = [reported[row].utterance.day for row in (first, second)]
        apart = 10_000 if days[0] is None or days[1] is None else abs(days[0] - days[1])
        for row, other, length in ((first, second, lengths[0]), (second, first, lengths[1])):
            choice = (-comparison.similarity, apart, -lengths[row == first], other)
            if length < SHORT_WORDS and (row not in best or (choice, other) < best[row]):
                best[row] = (choice, other)
    for row, (_, other) in sorted(best.items()):
        partition.join(row, other)
    return partition.groups()


def link_quotes(quotes: Frame, articles: Frame) -> pa.Table:
    """Group the quotes of a release that report the same utterance.

    Args:
        quotes: The release's `quotes`.
        articles: The release's `articles`; `article_id`, `outlet` and `published_at` are read.

    Returns:
        `quote_groups`: one row per quote in a group of at least two, by group and then quote. `relation` and
        `similarity` are to the group's first member (earliest published, ties by article and quote id), which is the
        same as itself. Quotes of one article meet only through a quote elsewhere. Row order of the input has no
        effect.

    Source:
        docs/decisions/006-linking.md
    """
    reported = _read_quotes(quotes, articles)
    rows = []
    for members in _join_links(reported, _find_links(reported)):
        group = [reported[row] for row in members]
        first = group[0]
        group_id = hash_id("quote_group", min(each.quote_id for each in group))
        outlets = {each.outlet for each in group if each.outlet}
        times = known_times(each.said_at or each.published_at for each in group)
        for each in group:
            rows.append(
                {
                    "quote_group_id": hash_id("quote_group", group_id, each.quote_id),
                    "quote_id": each.quote_id,
                    "article_id": each.article_id,
                    "group_id": group_id,
                    "relation": relate_utterances(first.utterance, each.utterance),
                    "similarity": compare_utterances(first.utterance, each.utterance).similarity,
                    "n_articles": len({other.article_id for other in group}),
                    "n_outlets": len(outlets),
                    "first_said": min(times, default=None),
                }
            )
    rows.sort(key=lambda row: (row["group_id"], row["quote_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(QUOTE_GROUPS))
