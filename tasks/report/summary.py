"""Count what a release holds, for the page of its accounts."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from expectations.tables import TABLES
from tasks.report.database import select_rows

Row = dict[str, Any]

COUNTED = ("quotes", "figures", "dates", "claims", "removed_spans")
MOST_LISTED = 30
MOST_EXAMPLES = 5  # a reason

_QUERIES = {
    "by_reason": """SELECT stage, reason, count(*) AS n, sum(n_bytes) AS n_bytes FROM rejects
        GROUP BY ALL ORDER BY n DESC, reason""",
    "rejects": f"""SELECT reason, source_path, position, record_id, detail, kept_at FROM rejects
        QUALIFY row_number() OVER (PARTITION BY reason ORDER BY source_path, position) <= {MOST_EXAMPLES}
        ORDER BY reason, source_path, position""",
    "by_removed_kind": """SELECT kind, count(*) AS n, sum(length(text)) AS n_characters FROM removed_spans
        GROUP BY ALL ORDER BY n DESC, kind""",
    "by_speaker": f"""SELECT any_value(speaker_name) AS name, speaker_kind AS kind, count(*) AS n,
            count(DISTINCT article_id) AS n_articles FROM quotes
        WHERE is_utterance AND speaker_key IS NOT NULL AND NOT is_anonymous GROUP BY speaker_key, speaker_kind
        ORDER BY n DESC, name LIMIT {MOST_LISTED // 2}""",
    "by_type": "SELECT type, count(*) AS n, count(speaker_key) AS n_resolved FROM quotes GROUP BY ALL ORDER BY n DESC",
    "by_stance": "SELECT stance, count(*) AS n FROM claims GROUP BY ALL ORDER BY n DESC, stance",
    "by_kind": "SELECT kind, count(*) AS n FROM figures GROUP BY ALL ORDER BY n DESC, kind",
    "by_outlet": f"""SELECT outlet, count(*) AS articles, {", ".join(f"sum({name}) AS {name}" for name in COUNTED)}
        FROM per_article GROUP BY ALL ORDER BY articles DESC, outlet""",
    "by_day": f"""SELECT day, count(*) AS articles, {", ".join(f"sum({name}) AS {name}" for name in COUNTED)}
        FROM per_article WHERE day IS NOT NULL GROUP BY ALL ORDER BY day""",
    "undated": f"""SELECT count(*) AS articles, {", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in COUNTED)}
        FROM per_article WHERE day IS NULL""",
    "runs": f"""SELECT * REPLACE (date_trunc('second', make_timestamp(epoch_us(started))) AS started,
            date_trunc('second', make_timestamp(epoch_us(ended))) AS ended)
        FROM runs ORDER BY started DESC LIMIT {MOST_LISTED}""",
    "groups": """SELECT 'near-copies' AS name, count(DISTINCT group_id) AS n_groups, count(*) AS n_rows
            FROM article_groups
        UNION ALL SELECT 'stories', count(DISTINCT group_id), count(*) FROM story_groups
        UNION ALL SELECT 'the same utterance', count(DISTINCT group_id), count(*) FROM quote_groups
        UNION ALL SELECT 'claims about the same thing', count(DISTINCT group_id), count(*) FROM claim_groups
        UNION ALL SELECT 'figures of the same thing', count(DISTINCT group_id), count(*) FROM figure_groups""",
}  # fmt: skip

# One row an article, so that no table is counted twice.
_PER_ARTICLE = f"""CREATE TEMP TABLE per_article AS
SELECT coalesce(outlet, 'not known') AS outlet, CAST(make_timestamp(epoch_us(published_at)) AS DATE) AS day,
    {", ".join(f"coalesce({name}_counted.n, 0) AS {name}" for name in COUNTED)} FROM articles {
    " ".join(
        f"LEFT JOIN (SELECT article_id, count(*) AS n FROM {name} GROUP BY ALL) AS {name}_counted USING (article_id)"
        for name in COUNTED
    )
}"""


def summarize_release(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Row]]:
    """Count the rows of a release by what an analyst asks first.

    Args:
        connection: From `open_release`.

    Returns:
        By name of the count, its rows as plain values; `tables` has the rows of each table.
    """
    connection.execute(_PER_ARTICLE)
    counts = {name: select_rows(connection, query) for name, query in _QUERIES.items()}
    counts["tables"] = [
        {"name": table.name, "doc": table.doc} | select_rows(connection, f"SELECT count(*) AS n FROM {table.name}")[0]
        for table in TABLES
    ]
    for run in counts["runs"]:
        run["reasons"] = _describe_reasons(run["rejected_by_reason"])
    return counts


def _describe_reasons(packed: str) -> str:
    by_reason = json.loads(packed)
    return ", ".join(f"{reason} {n:,}" for reason, n in sorted(by_reason.items(), key=lambda item: (-item[1], item[0])))
