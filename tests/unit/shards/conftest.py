"""Records, rejects and markers for the tests of shards."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.documents import Record, Reject
from tasks.shards.ledger import Held, Marker

TEXT = (
    "The council said on Tuesday that 40 homes were without power after the storm.\n\n"
    "“Nobody was hurt,” said Mary Holt, who speaks for the council. Crews will work through the night.\n"
)


def make_record(number: int = 1, **values: object) -> Record:
    made = {
        "source_path": "dumps/one.jsonl",
        "position": f"line {number}",
        "record_id": f"storm-{number}",
        "media": "text",
        "content": f"{TEXT}\nThis is report number {number} on the storm.",
        "fields": {"title": f"Storm {number}", "outlet": "Daily Test"},
    }
    return Record(**(made | values))  # type: ignore[arg-type]


def make_reject(**values: object) -> Reject:
    made = {"source_path": "dumps/one.jsonl", "position": "line 9", "record_id": None, "stage": "read"}
    return Reject(**(made | {"reason": "bad_json", "detail": "is not JSON", "raw": b'{"a": '} | values))  # type: ignore[arg-type]


def make_marker(shard: str, held: Sequence[Held] = (), **values: object) -> Marker:
    made = {"order": f"20250306T000000.000000Z/{shard}", "fingerprint": "f1", "schema": "s1", "profile": "p1"}
    return Marker(**(made | {"shard": shard, "held": tuple(held)} | values))  # type: ignore[arg-type]
