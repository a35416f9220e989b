"""Extract shards, and find the documents that end a worker, so that the rest of their shard is extracted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.runners import ItemsLost, Runner
from flows.workers import Lost, Nobody, WorkerPool
from tasks.mishaps import Mishap
from tasks.shards.extract import ExtractOptions, Shard, extract_shard
from tasks.shards.ledger import Marker
from tasks.shards.spool import fingerprint_item, read_items


def extract_shards(
    runner: Runner, shards: Sequence[Shard], options: ExtractOptions, most_silent_seconds: float
) -> None:
    """Extract and seal shards; those whose workers die or hang once more, document by document.

    Args:
        runner: Runs the steps.
        shards: What to extract.
        options: What extraction depends on besides.
        most_silent_seconds: A worker that reports nothing for so long is killed.

    Raises:
        ItemsLost: Workers die on a shard whichever of its documents are left out.
    """
    try:
        runner.map(extract_shard, shards, options, label="extracting articles")
    except ItemsLost as error:
        for shard in [item for item, _ in error.lost if isinstance(item, Shard)]:
            label = f"finding what ends the workers of shard {shard.name}"
            runner.run(extract_alone, shard, options, most_silent_seconds, label=label)


def extract_alone(shard: Shard, options: ExtractOptions, most_silent_seconds: float) -> Marker:
    """Extract a shard one document after another, and set aside each that ends its worker.

    Every document is read, parsed and annotated before the next is begun, so the one that was begun last
    is the one; with it set aside a fresh process begins anew. That takes a pass for each such document,
    where halving the shard would take seven.

    Raises:
        ItemsLost: A worker was lost, but not on a document.
    """
    fingerprints = [fingerprint_item(item) for item in read_items(shard.records)[0]]
    set_aside: dict[str, Mishap] = {}
    pool = WorkerPool(workers=1, most_items=1, most_silent_seconds=most_silent_seconds)
    try:
        while True:
            alone = replace(shard, set_aside=dict(set_aside), is_alone=True)
            (result,) = pool.run(extract_shard, [alone], [options], Nobody(), tries=1)
            if not isinstance(result, Lost):
                return result
            begun = result.reported
            if begun is None or begun >= len(fingerprints) or fingerprints[begun] in set_aside:
                raise ItemsLost(f"extracting shard {shard.name}", [(shard, result)])
            set_aside[fingerprints[begun]] = Mishap(result.reason, result.detail)
    finally:
        pool.close()
