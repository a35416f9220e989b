from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.publication_dates import find_date_in_address, find_date_in_name, parse_published, tell_day_order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-23", "2024-10-23T00:00"),
        ("20241023", "2024-10-23T00:00"),
        ("2024/10/3", "2024-10-03T00:00"),
        ("2024-10-23T09:15", "2024-10-23T09:15"),
        ("2024-10-23 09:15:00 UTC", "2024-10-23T09:15"),
        ("2024-10-23T09:15:00-04:00", "2024-10-23T13:15"),
        ("2024-10-23T09:15:00+0000", "2024-10-23T09:15"),
        ("1729641600", "2024-10-23T00:00"),
        ("1729641600000", "2024-10-23T00:00"),
        ("1729641600.5", "2024-10-23T00:00"),
        ("23/10/2024", "2024-10-23T00:00"),
        ("10/23/2024 14:05", "2024-10-23T14:05"),
        ("10/23/2024 2:05 PM", "2024-10-23T14:05"),
        ("10/23/2024 12:05 a.m.", "2024-10-23T00:05"),
        ("04/04/2024", "2024-04-04T00:00"),
        ("Wed, 23 Oct 2024 09:15:00 EDT", "2024-10-23T13:15"),
        ("Tue, 12 Mar 2019 05:00 -0500", "2019-03-12T10:00"),
        ("Oct 23, 2024", "2024-10-23T00:00"),
        ("23-Oct-2024", "2024-10-23T00:00"),
        ("October 23, 2024, 5:06 p.m. EDT", "2024-10-23T21:06"),
        ("Wednesday 23rd October 2024", "2024-10-23T00:00"),
        ("Wed Oct 23 09:15:00 +0000 2024", "2024-10-23T09:15"),
        ("20241023091500", "2024-10-23T09:15"),
        ("202410230915", "2024-10-23T09:15"),
        ("20241023 09:15:00", "2024-10-23T09:15"),
        ("2024-10-23 09:15 PDT", "2024-10-23T16:15"),
        ("2024-01-23 09:15 PT", "2024-01-23T17:15"),
        ("October 23, 2024 at 9:15 a.m. PT", "2024-10-23T16:15"),
        ("2024-10-23 9:15 PM", "2024-10-23T21:15"),
        ("2024-10-23T09:15:00+02:00[Europe/Berlin]", "2024-10-23T07:15"),
        ("/Date(1729641600000)/", "2024-10-23T00:00"),
        ("45588", "2024-10-23T00:00"),
        ("45588.5", "2024-10-23T12:00"),
        ("Published on Oct 23, 2024", "2024-10-23T00:00"),
    ],
)
def test_reads_dates(text: str, expected: str) -> None:
    assert parse_published(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2024",
        "3.4.2024",
        "23/10/24",
        "yesterday",
        "Wednesday",
        "2 hours ago",
        "October 2024",
        "Oct 23",
        "2024",
        "12345",
        "20241323091500",
        "2024-02-30",
        "2024-10-23T25:00:00Z",
        "5 Oct 2024 13:00 +99:00",
        "13/13/2024",
        "10/23/2024 14:05 PM",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "9" * 200,
    ],
)
def test_leaves_unknown_what_is_ambiguous_relative_or_wrong(text: str) -> None:
    assert parse_published(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-10-16T18:30:00-07:00", 16),
        ("2024-10-17T00:00:00+09:00", 17),
        ("20241017T013000Z", 17),
        ("Wed, 16 Oct 2024 21:15:00 EDT", 16),
        ("October 16, 2024, 9:06 p.m. EDT", 16),
        ("2024-10-17", 17),
        ("1729128600", 17),
    ],
)
def test_keeps_the_day_of_the_zone_that_is_stated(text: str, day: int) -> None:
    found = parse_published(text)
    assert found is not None and found.day == day


@pytest.mark.parametrize(
    ("text", "country", "hours"),
    [
        ("Oct 16, 2024 5:06 PM IST", None, 5.5),
        ("Oct 16, 2024 5:06 PM IST", "IN", 5.5),
        ("16 October 2024, 17:06 (IST)", "IL", 2),
        ("Wed, 16 Oct 2024 17:06:00 IST", "IE", 1),
        ("Wed Oct 16 17:06:00 IST 2024", "IN", 5.5),
        ("2024-10-16 17:06 IST", "IN", 5.5),
        ("2024-10-16 17:06 BST", None, 1),
        ("16/10/2024 17:06 AEDT", "AU", 11),
        ("October 16, 2024 17:06 CST", None, -6),
        ("October 16, 2024 17:06 CST", "TW", 8),
        ("2024-10-16 17:06:00 UTC+2", None, 2),
        ("2024-10-16 17:06:00 UTC-03:30", None, -3.5),
        ("2024-10-16 17:06:00 +0000 UTC", None, 0),
        ("Published: October 16, 2024 at 5:06 p.m. | UPDATED: October 17, 2024 at 9:00 a.m.", None, 0),
        ("Oct 16, 2024, 17:06 (updated Oct 17, 2024)", None, 0),
    ],
)
def test_reads_the_zone_that_a_name_means_in_the_country_of_the_outlet(
    text: str, country: str | None, hours: float
) -> None:
    found = parse_published(text, country=country)
    assert found is not None
    assert found.replace(tzinfo=None) == datetime(2024, 10, 16, 17, 6)
    assert found.utcoffset() == timedelta(hours=hours)


def test_day_first_is_a_choice() -> None:
    assert parse_published("03/04/2024", day_first=True) == datetime(2024, 4, 3, tzinfo=UTC)
    assert parse_published("03/04/2024", day_first=False) == datetime(2024, 3, 4, tzinfo=UTC)
    assert parse_published("23/10/2024", day_first=False) == datetime(2024, 10, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-10-23_summit.txt", (2024, 10, 23)),
        ("summit-20241023.txt", (2024, 10, 23)),
        ("2024.10.23.html", (2024, 10, 23)),
        ("2024-10-23-and-20241023.txt", (2024, 10, 23)),
        ("2024-10-23_to_2024-10-24.txt", None),
        ("a20241023b.txt", None),
        ("120241023.txt", None),
        ("2024-13-01.txt", None),
        ("2024-10.txt", None),
        ("summit.txt", None),
    ],
)
def test_date_in_a_file_name(name: str, expected: tuple[int, int, int] | None) -> None:
    assert find_date_in_name(name) == (None if expected is None else datetime(*expected, tzinfo=UTC))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://post.example/2024/10/23/summit", (2024, 10, 23)),
        ("https://post.example/world/2024/oct/23/summit", (2024, 10, 23)),
        ("https://post.example/story/2024-10-23/summit?d=2023-01-01", (2024, 10, 23)),
        ("https://post.example/20241023/summit", (2024, 10, 23)),
        ("https://post.example/2024/10/23", (2024, 10, 23)),
        ("https://post.example/2024/10/summit", None),
        ("https://post.example/scores-2024-10-23", None),
        ("https://post.example/2024/13/23/summit", None),
        ("https://post.example/2024/10/23/2024-10-22/", None),
        ("https://post.example/summit/20241023771", None),
        ("https://post.example/summit-ends-20241023/", (2024, 10, 23)),
        ("https://post.example/summit-ends-20241023.html?page=2", (2024, 10, 23)),
        ("https://post.example/summit-ends-20249923", None),
        ("https://post.example/20241023.html", (2024, 10, 23)),
    ],
)
def test_date_in_an_address(url: str, expected: tuple[int, int, int] | None) -> None:
    assert find_date_in_address(url) == (None if expected is None else datetime(*expected, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("22/04/2024", "day"),
        ("04/22/2024 10:15", "month"),
        ("03/04/2024", "either"),
        ("04/04/2024", None),
        ("2024-04-03", None),
        ("22/22/2024", None),
        ("", None),
    ],
)
def test_what_a_date_tells_of_the_order_of_day_and_month(text: str, told: str | None) -> None:
    assert tell_day_order(text) == told


@given(st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2099, 12, 31)))
def test_iso_and_epoch_agree(moment: datetime) -> None:
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_published(whole.isoformat()) == whole
    if whole.timestamp() >= 10**8:
        assert parse_published(str(int(whole.timestamp()))) == whole


@given(st.text(max_size=40) | st.from_regex(r"[0-9/.:T +Z-]{1,30}", fullmatch=True))
def test_never_raises(text: str) -> None:
    found = parse_published(text)
    assert found is None or isinstance(found.tzinfo, timezone)
