"""Keep datelines out of what is said: in front of a mark they are in its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

from tasks.annotate.quotes.reports import Report
from tasks.language.body import Body, Chars
from tasks.language.datelines import find_datelines


def drop_datelines(body: Body, reports: Iterable[Report]) -> None:
    """Let no fragment of what is reported begin within a dateline."""
    datelines = find_datelines(body.text)
    if not datelines:
        return
    for report in reports:
        for index, (start, end) in enumerate(report.fragments):
            at = bisect_right(datelines, start, key=itemgetter(0)) - 1
            dateline_end = datelines[at][1] if at >= 0 else start
            if start < dateline_end < end:
                report.fragments[index] = Chars((dateline_end, end))
