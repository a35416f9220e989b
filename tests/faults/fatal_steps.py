"""An extraction that ends or stops the worker that runs it, for tests with real processes."""

from __future__ import annotations

import os
import signal

from tasks.annotate import article
from tasks.progress import Report, reports_progress
from tasks.shards.extract import ExtractOptions, Shard, extract_shard
from tasks.shards.ledger import Marker

KILLER = "The clerk left at noon."
STOPPER = "The clerk came back at six."


@reports_progress
def extract_fatally(shard: Shard, options: ExtractOptions, report: Report) -> Marker:
    """Extract a shard with an annotator that kills or stops its process on articles that hold certain sentences."""
    annotate = article.annotate_body

    def annotate_fatally(cleaned, doc):
        for sentence, number in ((KILLER, signal.SIGKILL), (STOPPER, signal.SIGSTOP)):
            if sentence in cleaned.body:
                os.kill(os.getpid(), number)
        return annotate(cleaned, doc)

    article.annotate_body = annotate_fatally
    try:
        return extract_shard(shard, options, report)
    finally:
        article.annotate_body = annotate
