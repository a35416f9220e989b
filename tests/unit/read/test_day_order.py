"""Which of two orders a date has, where the file's other dates tell."""

from __future__ import annotations

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read import day_order
from tasks.read.day_order import settle_day_order
from tasks.read.document import make_document
from tasks.read.identity import fingerprint_record
from tasks.read.options import ReadOptions


def make(dates: list[str]) -> list[Record | Reject]:
    return [
        Record("a.csv", f"row {at}", f"a.csv:{at}", "text", "Ferries sailed on Tuesday.", {"published_at": date})
        for at, date in enumerate(dates, 1)
    ]


def read(dates: list[str], day_first: bool | None = None) -> list[str]:
    options = ReadOptions(day_first=day_first)
    documents = [
        make_document(one, options) for one in settle_day_order(make(dates), options) if isinstance(one, Record)
    ]
    return [str(one.published_at)[:10] for one in documents if isinstance(one, Document)]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/05/2024", "03/22/2024", "11/02/2024"], ["2024-03-05", "2024-03-22", "2024-11-02"]),
        (["22/03/2024", "05/03/2024"], ["2024-03-22", "2024-03-05"]),
        (["2024-01-01", "05/03/2024", "22/03/2024"], ["2024-01-01", "2024-03-05", "2024-03-22"]),
        (["05/03/2024", "06/03/2024"], ["None", "None"]),
        (["05/03/2024", "22/03/2024", "03/22/2024", "06/03/2024"], ["2024-03-05", "2024-03-22", "2024-03-22", "None"]),
        (["", "x"], ["None", "None"]),
    ],
)
def test_other_dates_of_a_file_tell(dates: list[str], expected: list[str]) -> None:
    assert read(dates) == expected


def test_what_the_user_says_stands() -> None:
    assert read(["05/03/2024", "22/03/2024"], day_first=False) == ["2024-05-03", "2024-03-22"]


def test_entries_come_in_order_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_order, "MOST_WAITING", 3)
    entries = [*make(["05/03/2024"] * 6), Reject("a.csv", "row 7", None, "read", "bad_csv", None, b"x")]
    found = list(settle_day_order(entries, ReadOptions()))
    assert found == entries


def test_what_a_file_tells_changes_no_record() -> None:
    (first, _) = settle_day_order(make(["05/03/2024", "22/03/2024"]), ReadOptions())
    assert isinstance(first, Record) and first.fields["day_first"] == "true"
    assert fingerprint_record(first) == fingerprint_record(make(["05/03/2024"])[0])  # type: ignore[arg-type]
