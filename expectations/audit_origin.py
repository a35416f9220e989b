"""Rules that hold a part's rows against what else its run left: its marker's fingerprint, the copies of its rejects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from expectations.audit_failure import Failure, make_failure


def check_origin(frames: Mapping[str, pd.DataFrame], fingerprint: str, data: Path) -> Iterator[Failure]:
    """Check that a part's articles were made with what made the part, and that what it rejected is kept.

    Args:
        frames: The part's tables by name.
        fingerprint: What its marker says that it was extracted with.
        data: The data folder, in which `kept_at` is a path.
    """
    articles, rejects = frames["articles"], frames["rejects"]
    wrong = articles[articles["extracted_with"] != fingerprint]
    if len(wrong):
        rows = _show(wrong, "article_id", "extracted_with")
        yield make_failure("ART-FINGERPRINT", "articles", f"extracted_with is that of the part, {fingerprint}", rows)
    kept = rejects[rejects["kept_at"].notna()]
    lost = kept[[not (data / path).is_file() for path in kept["kept_at"]]]
    if len(lost):
        rows = _show(lost, "reject_id", "kept_at")
        yield make_failure("REJ-COPY", "rejects", "kept_at is a file of the data folder", rows)


def _show(rows: pd.DataFrame, *names: str) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in rows[list(names)].to_dict("records")]
