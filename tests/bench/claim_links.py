"""Fit what each feature of a pair of claims weighs: `python -m tests.bench.claim_links GROUPS RELEASE READ [--write]`.

GROUPS holds labelled articles and groups, one JSON object a line (articles: article, event; groups: event, relation and
members with id, start and end in the article's text); RELEASE was built from these articles. Pairs of claims of one
story that stand in a common group are about one thing, other pairs are not; those of which one is in no group count
less, since nobody said so. READ was built from other articles, whose linked pairs were read: `claim_readings.csv`
says of each whether it is about one thing (1), is not (0) or may be (.5, left out). Logistic regression; what it says
of an event is measured with weights fitted on the others.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from tasks.lexicon import LEXICON_FOLDER
from tasks.link.claim_index import IndexRarity, KeptClaims, find_pairs, keep_claims
from tasks.link.claim_pairs import measure_pair, weigh_terms
from tasks.link.claim_rows import Claimed
from tasks.link.partition import read_columns
from tasks.link.readings import NO_SHELF

READINGS = Path(__file__).with_name("claim_readings.csv")
UNLABELLED = 0.6  # of the weight of a pair that was read
RIDGE = 1.0
STEPS = 30
THRESHOLDS = (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7)
HEAD = """# What each feature of a pair of claims adds to the log odds that both are about one thing. Fitted by
# `python -m tests.bench.claim_links`, never edited by hand; what the features are: `tasks/link/claim_pairs.py`.
"""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Pairs of claims: their features, whether they are about one thing, how much they count, their events."""

    names: tuple[str, ...]
    features: Floats
    labels: Floats
    weights: Floats
    events: npt.NDArray[np.str_]


def read_release(release: Path) -> tuple[dict[str, pa.Table], KeptClaims]:
    """Read the tables of a release and its claims as they are compared."""
    tables = {
        name: pq.read_table(release / name)
        for name in ("articles", "claims", "figures", "entities", "quote_groups", "story_groups")
    }
    story_of = dict(zip(*read_columns(tables["story_groups"], ("article_id", "group_id")).values(), strict=True))
    of_claims = (tables[name] for name in ("claims", "figures", "articles", "entities", "quote_groups"))
    return tables, keep_claims(*of_claims, story_of, NO_SHELF)


def measure_readings(release: Path) -> tuple[Floats, Floats]:
    """Measure the pairs of claims of a release that were read, and say which are about one thing."""
    _, (claimed, index) = read_release(release)
    rarity = IndexRarity(index)
    compared = {each.claim_id: each.compared for each in claimed}
    rows, labels = [], []
    for row in csv.DictReader(READINGS.read_text("utf-8").splitlines()):
        pair = compared.get(row["claim_id"]), compared.get(row["other_claim_id"])
        label = float(row["label"])
        if pair[0] is None or pair[1] is None or label not in (0, 1):
            continue
        rows.append(list(measure_pair(pair[0], pair[1], weigh_terms(pair[0], pair[1], rarity)).values()))
        labels.append(label)
    return np.array(rows), np.array(labels)


def read_pairs(groups: Path, release: Path) -> Pairs:
    """Measure the pairs of claims of a release whose articles were labelled."""
    labelled = [json.loads(line) for line in groups.read_text("utf-8").splitlines()]
    event_of = {row["article"]: row["event"] for row in labelled if "article" in row}
    tables, (claimed, index) = read_release(release)
    record_of = dict(zip(*read_columns(tables["articles"], ("article_id", "record_id")).values(), strict=True))
    spans = {
        claim_id: (start, end)
        for claim_id, start, end in zip(
            *read_columns(tables["claims"], ("claim_id", "source_start", "source_end")).values(), strict=True
        )
    }
    groups_of = _cover(claimed, spans, record_of, [row for row in labelled if row.get("relation", "none") != "none"])
    rarity = IndexRarity(index)
    rows, labels, weights, events = [], [], [], []
    for first, second in find_pairs(index).tolist():
        one, other = claimed[first], claimed[second]
        if one.compared.story is None or one.compared.story != other.compared.story:
            continue
        rows.append(measure_pair(one.compared, other.compared, weigh_terms(one.compared, other.compared, rarity)))
        groups_met = groups_of[first], groups_of[second]
        labels.append(float(bool(groups_met[0] & groups_met[1])))
        weights.append(1.0 if all(groups_met) else UNLABELLED)
        events.append(event_of[record_of[one.article_id]])
    names = tuple(rows[0])
    features = np.array([[row[name] for name in names] for row in rows])
    return Pairs(names, features, np.array(labels), np.array(weights), np.array(events))


def _cover(
    claimed: Sequence[Claimed],
    spans: Mapping[str, tuple[int, int]],
    record_of: Mapping[str, str],
    groups: Sequence[Mapping[str, Any]],
) -> dict[int, set[int]]:
    """By row, the labelled groups of which it covers a member: half of the shorter lies in both."""
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, each in enumerate(claimed):
        rows_of[record_of[each.article_id]].append(row)
    found: dict[int, set[int]] = defaultdict(set)
    for group, labelled in enumerate(groups):
        for member in labelled["members"]:
            for row in rows_of[member["id"]]:
                start, end = spans[claimed[row].claim_id]
                shared = min(member["end"], end) - max(member["start"], start)
                if 2 * shared >= min(member["end"] - member["start"], end - start):
                    found[row].add(group)
    return found


def fit(features: Floats, labels: Floats, weights: Floats) -> Floats:
    """Fit a logistic regression by Newton's method; the first weight is the constant."""
    inputs = np.c_[np.ones(len(features)), features]
    ridge = np.diag([1e-6, *[RIDGE] * features.shape[1]])
    found = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (weights * (labels - likely)) - ridge @ found
        curve = (inputs * (weights * likely * (1 - likely))[:, None]).T @ inputs + ridge
        found = found + np.linalg.solve(curve, slope)
    return found


def score(features: Floats, found: Floats) -> Floats:
    """Give the share of pairs with such features that are about one thing."""
    return np.asarray(1 / (1 + np.exp(-np.c_[np.ones(len(features)), features] @ found)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the features weigh and what events left out say of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path)
    parser.add_argument("release", type=Path)
    parser.add_argument("read", type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights to data/lexicon/claim_links.toml")
    options = parser.parse_args(arguments)
    pairs = read_pairs(options.groups, options.release.resolve())
    features, labels = measure_readings(options.read.resolve())
    sys.stdout.write(f"{len(labels)} pairs read, {labels.mean():.3f} right\n")
    weights = np.ones(len(labels))
    left_out = np.zeros(len(pairs.labels))
    for event in np.unique(pairs.events):
        kept = pairs.events != event
        found = fit(
            np.r_[pairs.features[kept], features],
            np.r_[pairs.labels[kept], labels],
            np.r_[pairs.weights[kept], weights],
        )
        left_out[~kept] = score(pairs.features[~kept], found)
    read = pairs.weights == 1
    for threshold in THRESHOLDS:
        linked = left_out >= threshold
        right = (linked & (pairs.labels == 1)).sum()
        precise, strict = right / max(1, (linked & read).sum()), right / max(1, linked.sum())
        sys.stdout.write(
            f"{threshold}: precision {precise:.3f}, strict {strict:.3f}, recall {right / pairs.labels.sum():.3f}\n"
        )
    found = fit(np.r_[pairs.features, features], np.r_[pairs.labels, labels], np.r_[pairs.weights, weights])
    lines = [f"constant = {found[0]:.2f}", "", "[weights]"]
    lines += [f"{name} = {weight:.2f}" for name, weight in zip(pairs.names, found[1:], strict=True)]
    sys.stdout.write("\n".join([*lines, ""]))
    if options.write:
        (LEXICON_FOLDER / "claim_links.toml").write_text("\n".join([HEAD.rstrip(), *lines, ""]), "utf-8")


if __name__ == "__main__":
    main()
