from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from expectations.audit import audit_part

Rows = dict[str, list[dict[str, Any]]]


def test_part_whose_articles_were_made_with_other_code_is_refused(
    part_rows: Rows, write_part: Callable[[Rows], Path], tmp_path: Path
) -> None:
    folder = write_part(part_rows)
    assert audit_part(folder, "0123456789abcdef", tmp_path) == []
    (failure,) = audit_part(folder, "f" * 16, tmp_path)
    assert (failure.rule, failure.table, failure.rows[0]["article_id"]) == ("ART-FINGERPRINT", "articles", "a1")


def test_reject_whose_copy_is_lost_is_refused(
    part_rows: Rows, write_part: Callable[[Rows], Path], tmp_path: Path
) -> None:
    part_rows["rejects"][0]["kept_at"] = "work/quarantine/ab/abcd.bin"
    folder, copy = write_part(part_rows), tmp_path / "work/quarantine/ab/abcd.bin"
    (failure,) = audit_part(folder, "0123456789abcdef", tmp_path)
    assert (failure.rule, failure.rows[0]["reject_id"]) == ("REJ-COPY", "x1")
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"{}")
    assert audit_part(folder, "0123456789abcdef", tmp_path) == []
