"""What was decided comes back as it was said, and what cannot be read is told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.publish.decisions import (
    DECISIONS_FILE,
    FORGOTTEN,
    LOST,
    Decision,
    DecisionError,
    add_decision,
    list_decided,
    mark_decisions,
    read_decisions,
)

NOON = datetime(2025, 3, 7, 12, tzinfo=UTC)


def decide(kind: str, *ids: str, reason: str = "withdrawn", release: str | None = "r1") -> Decision:
    return Decision(kind, ids, reason, "ann", NOON, release)


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path) == ()
    assert mark_decisions(()) == ""


@pytest.mark.parametrize("reason", ["plain", 'with "marks" and \\', "two\nlines", "ä “q” \U0001f600", "\x7f\x01"])
def test_decisions_come_back_as_they_were_made(tmp_path: Path, reason: str) -> None:
    made = (decide(FORGOTTEN, "a1", "a2", reason=reason), decide(LOST, "b1", release=None))
    for decision in made:
        add_decision(tmp_path, decision)
    assert read_decisions(tmp_path) == made
    assert list_decided(made, FORGOTTEN) == {"a1", "a2"}
    assert list_decided(made, FORGOTTEN, LOST) == {"a1", "a2", "b1"}
    assert mark_decisions(made) != mark_decisions(made[:1])


def test_entry_taken_out_by_hand_no_longer_counts(tmp_path: Path) -> None:
    add_decision(tmp_path, decide(FORGOTTEN, "a1"))
    path = tmp_path / DECISIONS_FILE
    path.write_text(path.read_text("utf-8").partition("[[decision]]")[0] + "decision = []\n", "utf-8")
    assert read_decisions(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[decision]\n", "line 1"),
        ("decision = 3\n", "an entry begins with"),
        ('[[decision]]\nkind = "lost"\n', "entry 1: articles, reason, author, decided_at missing"),
        (
            '[[decision]]\nkind = "gone"\narticles = []\nreason = ""\nauthor = ""\ndecided_at = 2025-03-07T12:00:00Z\n',
            "'gone', not one of",
        ),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / DECISIONS_FILE).write_text(text, "utf-8")
    with pytest.raises(DecisionError, match=words):
        read_decisions(tmp_path)
