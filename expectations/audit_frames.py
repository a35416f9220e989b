"""What is asked of the rows of one part together: that they fit their articles' texts, and each other."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from expectations.audit_failure import Failure
from expectations.audit_relations import check_part_relations
from expectations.audit_text import check_texts
from expectations.audit_values import check_values


def check_frames(frames: Mapping[str, pd.DataFrame], tables: Mapping[str, pa.Table]) -> list[Failure]:
    """Check the tables of one part against the texts of its articles and against each other.

    Args:
        frames: The part's tables by name, each already held against its suite; `rejects` may be left out.
        tables: The same in Arrow.

    Returns:
        What does not hold. Where spans are not where they should be, nothing else is asked of them.
    """
    return check_texts(frames) or [*check_values(frames), *check_part_relations(tables)]
