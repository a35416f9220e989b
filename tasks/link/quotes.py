"""Find reports of the same utterance across articles: links pair by pair, then groups by best parent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.enumerations import Relation
from expectations.link_tables import QUOTE_GROUPS, QUOTE_LINKS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.aligned_words import Placed, align_words, place_words
from tasks.link.best_parent import LATEST, Link, join_best_parents
from tasks.link.known_pairs import tell_pairs
from tasks.link.partition import Frame, known_times, list_rows
from tasks.link.quote_index import QuoteIndex, Reported, find_pairs, keep_quotes
from tasks.link.readings import NO_SHELF, Shelf
from tasks.link.verdict import (
    Comparison,
    Utterance,
    compare_speakers,
    compare_utterances,
    is_same_utterance,
    list_sides,
    relate_utterances,
)

LEAST_TO_GROUP = 0.6  # mean of what a newcomer is like a group's latest, so that a slogan ties no two speeches
LEAST_ALIKE = 0.7  # of two that are not linked; speeches with one slogan are some .5


class LinkedQuotes(NamedTuple):
    """What linking quotes gives: `quote_links` and `quote_groups`."""

    links: pa.Table
    groups: pa.Table


class _Pairs:
    """Pairs of quotes, each compared once."""

    def __init__(self, reported: Sequence[Reported]) -> None:
        self._reported = reported
        self._known: dict[tuple[int, int], Comparison | None] = {}
        self._relations: dict[tuple[int, int], Relation] = {}

    def compare(self, first: int, second: int) -> Comparison | None:
        """Compare two quotes; None where they are not of one utterance."""
        pair = min(first, second), max(first, second)
        if pair not in self._known:
            self._known[pair] = self._decide(*(self._reported[row].utterance for row in pair))
        return self._known[pair]

    def forget(self, first: int, second: int) -> None:
        """Forget a pair, the lower row first: most are of two utterances and not asked for again."""
        self._known.pop((first, second), None)

    def relate(self, first: int, second: int) -> Relation:
        """Say how two quotes relate."""
        pair = min(first, second), max(first, second)
        if pair not in self._relations:
            self._relations[pair] = relate_utterances(*(self._reported[row].utterance for row in pair))
        return self._relations[pair]

    def measure(self, first: int, second: int) -> float:
        """Say how alike two quotes are: wholly, where they are of one utterance, and not at all below a likeness."""
        if self.compare(first, second) is not None:
            return 1.0
        alike = compare_utterances(self._reported[first].utterance, self._reported[second].utterance).similarity
        return alike if alike >= LEAST_ALIKE else 0.0

    @staticmethod
    def _decide(first: Utterance, second: Utterance) -> Comparison | None:
        for sides in list_sides(first, second):
            comparison = compare_utterances(*sides)
            if is_same_utterance(*sides, comparison):
                return comparison
        return None


def _find_links(index: QuoteIndex, pairs: _Pairs, shelf: Shelf) -> list[tuple[int, int, Comparison]]:
    def measure(first: int, second: int) -> tuple[float, ...]:
        is_linked = pairs.compare(first, second) is not None
        if not is_linked:
            pairs.forget(first, second)
        return (float(is_linked),)

    candidates = find_pairs(index)
    told = tell_pairs(shelf, "quote_pairs", index.hashes, candidates, measure, 1)
    links = []
    for first, second in list_rows(candidates[told[:, 0] > 0]):
        comparison = pairs.compare(first, second)
        assert comparison is not None, "it hangs on the two quotes alone"
        links.append((first, second, comparison))
    return links


def _align_links(reported: Sequence[Reported], links: Sequence[tuple[int, int, Comparison]]) -> list[Link]:
    """Find what each pair shares; of two earlier quotes the one more like in words, and in length, is the parent."""
    placed: dict[int, list[Placed]] = {}
    aligned = []
    for first, second, comparison in links:
        for row in (first, second):
            if row not in placed:
                each = reported[row]
                placed[row] = place_words(each.text, each.start, each.fragments)
        lengths = sorted(len(reported[row].utterance.words) for row in (first, second))
        score = comparison.similarity * (1 + lengths[0] / lengths[1]) / 2
        aligned.append(Link(first, second, score, *align_words(placed[first], placed[second])))
    return aligned


def _adopt(groups: Sequence[Sequence[int]], found: Sequence[Link], pairs: _Pairs) -> list[list[int]]:
    """Give who is in no group to the group of a quote that is linked with it: the later one had a nearer parent."""
    grown = [list(group) for group in groups]
    groups_of: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(grown):
        for row in group:
            groups_of[row].append(at)
    for link in sorted(found, key=lambda each: (-each.score, each.parent, each.child)):
        for one, other in ((link.parent, link.child), (link.child, link.parent)):
            for at in groups_of.get(other, ()) if one not in groups_of else ():
                near = grown[at][-LATEST:]
                if sum(pairs.measure(row, one) for row in near) / len(near) >= LEAST_TO_GROUP:
                    grown[at].append(one)
                    groups_of[one].append(at)
                    break
    return [sorted(group) for group in grown]


def _keep_members(group: Sequence[int], reported: Sequence[Reported], pairs: _Pairs) -> list[int]:
    """Drop from a group whoever conflicts with its speakers and is not linked with theirs, and what fills an article.

    Words that nobody is named for would otherwise tie two speakers together.
    """
    speakers: dict[str, int] = {}
    n_kept: Counter[str] = Counter()
    kept = []
    for row in group:
        each = reported[row]
        known = [other for other in speakers.values() if _do_conflict(reported[other], each)]
        if n_kept[each.article_id] == MOST_MEMBERS or any(pairs.compare(other, row) is None for other in known):
            continue
        if each.utterance.speaker_key is not None:
            speakers.setdefault(each.utterance.speaker_key, row)
        n_kept[each.article_id] += 1
        kept.append(row)
    return kept


def _do_conflict(first: Reported, second: Reported) -> bool:
    return compare_speakers(first.utterance, second.utterance) == "conflict"


def _explain(first: Reported, second: Reported, comparison: Comparison) -> str:
    days = first.utterance.day, second.utterance.day
    apart = None if days[0] is None or days[1] is None else abs(days[0] - days[1])
    told = [f"{comparison.run} words in a row", f"{comparison.telling} telling words"]
    told.append(
        {"agree": "one speaker", "unknown": "a speaker unknown", "conflict": "two speakers"}[
            compare_speakers(first.utterance, second.utterance)
        ]
    )
    return ", ".join([*told, *([] if apart is None else [f"{apart} days apart"])])


def _write_links(
    found: Sequence[Link],
    links: Sequence[tuple[int, int, Comparison]],
    reported: Sequence[Reported],
    pairs: _Pairs,
) -> pa.Table:
    rows = []
    for link, (parent, child, comparison) in zip(found, links, strict=True):
        first, second = reported[parent], reported[child]
        rows.append(
            {
                "quote_link_id": hash_id("quote_link", first.quote_id, second.quote_id),
                "quote_id": first.quote_id,
                "article_id": first.article_id,
                "other_quote_id": second.quote_id,
                "other_article_id": second.article_id,
                "aligned_start": link.parent_span.start,
                "aligned_end": link.parent_span.end,
                "other_aligned_start": link.child_span.start,
                "other_aligned_end": link.child_span.end,
                "relation": pairs.relate(parent, child),
                "similarity": comparison.similarity,
                "evidence": _explain(first, second, comparison),
            }
        )
    rows.sort(key=lambda row: str(row["quote_link_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(QUOTE_LINKS))


def link_quotes(quotes: Frame, articles: Frame, shelf: Shelf = NO_SHELF) -> LinkedQuotes:
    """Link the quotes of a release that report the same utterance, and group them.

    Args:
        quotes: The release's `quotes`.
        articles: The release's `articles`; `article_id`, `outlet` and `published_at` are read.
        shelf: Where readings of parts lie.

    Returns:
        `quote_links`, one row a pair of quotes in different articles, the earlier first, with the stretch of either
        that both have; and `quote_groups`, one row a quote in a group of at least two, by group and then quote. A quote
        joins the group of the earlier one that it is most like, if that one stands there with the same stretch and
        it is like the group's latest; with another stretch it may join another. `relation` and
        `similarity` are to the group's first member (earliest published, ties by article and quote id), which is the
        same as itself. Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    reported, index = keep_quotes(quotes, articles, shelf)
    pairs = _Pairs(reported)
    links = _find_links(index, pairs, shelf)
    found = _align_links(reported, links)
    groups = _adopt(join_best_parents(found, pairs.measure, LEAST_TO_GROUP, least_also=0.0), found, pairs)
    rows = [row for group in groups for row in _write_group(_keep_members(group, reported, pairs), reported, pairs)]
    rows.sort(key=lambda row: (row["group_id"], row["quote_id"]))
    written = _write_links(found, links, reported, pairs)
    return LinkedQuotes(written, pa.Table.from_pylist(rows, schema=make_arrow_schema(QUOTE_GROUPS)))


def _write_group(members: Sequence[int], reported: Sequence[Reported], pairs: _Pairs) -> list[dict[str, Any]]:
    group = [reported[row] for row in members]
    first = group[0]
    group_id = hash_id("quote_group", first.quote_id, group[1].quote_id)
    times = known_times(each.said_at or each.published_at for each in group)
    shared = {
        "group_id": group_id,
        "n_articles": len({each.article_id for each in group}),
        "n_outlets": len({each.outlet for each in group if each.outlet}),
        "first_said": min(times, default=None),
    }
    return [
        shared
        | {
            "quote_group_id": hash_id("quote_group", group_id, each.quote_id),
            "quote_id": each.quote_id,
            "article_id": each.article_id,
            "relation": pairs.relate(members[0], row),
            "similarity": compare_utterances(first.utterance, each.utterance).similarity,
        }
        for row, each in zip(members, group, strict=True)
    ]
