"""Keys of persons, read as names."""

from __future__ import annotations

import pytest

from tasks.link.names import may_be_one, read_first_initials, read_initial, read_key, read_title


@pytest.mark.parametrize(("key", "name", "given", "middle", "family"), [
    ("emil-holt", "Emil Holt", "emil", (), "holt"),
    ("al-vane", "Al Vane", "al", (), "vane"),
    ("al-vane", "al-Vane", "", (), "vane"),
    ("karim-al-masri", "Karim al-Masri", "karim", (), "masri"),
    ("karim-al-masri", "Karim al Masri", "karim", (), "masri"),
    ("inga-vane-roe", "Inga Vane-Roe", "inga", (), "vane-roe"),
    ("inga-vane-roe", "Inga Vane Roe", "inga", ("vane",), "roe"),
    ("vane-roe", "Vane-Roe", "", (), "vane-roe"),
    ("lars-von-der-quay", "Lars von der Quay", "lars", (), "von-der-quay"),
    ("von-der-quay", "von der Quay", "", (), "von-der-quay"),
    ("j-d-vane", "J.D. Vane", "jd", (), "vane"),
    ("jd-vane", "JD Vane", "jd", (), "vane"),
    ("emil-h-w-holt", "Emil H.W. Holt", "emil", ("hw",), "holt"),
    ("kim-jong-un", "Kim Jong-un", "jong-un", (), "kim"),
    ("kim-jong-un", "Kim Jong Un", "jong-un", (), "kim"),
    ("kim-vane", "Kim Vane", "kim", (), "vane"),
])  # fmt: skip
def test_a_key_is_read_by_its_name(key, name, given, middle, family):
    read = read_key(f"person:{key}", [name])
    assert (read.given, read.middle, read.family) == (given, middle, family)


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("Emil Holt", "Emil J. Holt", True),
    ("Emil Rodham Holt", "Emil Holt", True),
    ("Emil Rodham Holt", "Emil R. Holt", True),
    ("Emil H.W. Holt", "Emil Holt", False),
    ("Emil HW Holt", "Emil Holt", False),
    ("Emil HW Holt", "Emil H. W. Holt", True),
])  # fmt: skip
def test_middle_names_come_and_go_but_for_two_initials(one, other, expected):
    keys = (f"person:{'-'.join(name.lower().replace('.', ' ').split())}" for name in (one, other))
    assert may_be_one(*(read_key(key) for key in keys)) is expected


def test_title_tells_office_and_sex():
    assert read_title("signed by Sen. ") == read_title("said Senator ")
    assert read_title("said Senator ")[0] != read_title("said Judge ")[0]
    assert read_title("as Mrs. ") == (None, "f")
    assert read_title("said the ") == (None, None)


def test_initials_of_a_name():
    assert (read_initial("Emil J. Holt"), read_initial("Emil H.W. Holt"), read_initial("Emil Holt")) == ("j", "", "")
    assert (read_first_initials("H.R. Vane"), read_first_initials("H. Vane")) == ("h-r", "")
