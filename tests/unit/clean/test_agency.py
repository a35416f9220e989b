"""Agencies credited, and not merely named."""

from __future__ import annotations

import pytest

from tasks.clean.agency import find_author_agency, find_source_agency

TEXT = "The commission approved the lease on Tuesday."


@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        ([TEXT, "Source: Yonhap News Agency"], "Yonhap News Agency"),
        ([TEXT, "Source: Coastal Press Agency"], "Coastal Press Agency"),
        (["NESS, Oct. 24 (Reuters) - " + TEXT], "Reuters"),
        (["SALTMARSH, Ohio (AP) — " + TEXT], "Associated Press"),
        (["(Reuters) - " + TEXT], "Reuters"),
        (["By Jane Marsh", "LONDON (AFP) – " + TEXT], "Agence France-Presse"),
        ([TEXT, "— AFP"], "Agence France-Presse"),
        ([TEXT + " (PTI)"], "Press Trust of India"),
        ([TEXT, "With files from The Canadian Press"], "The Canadian Press"),
        ([TEXT, "Copyright 2015 The Associated Press. All rights reserved."], "Associated Press"),
        ([TEXT], None),
        ([TEXT, "The Associated Press contributed to this report."], None),
        ([TEXT, "Ellery told Reuters that the lease was final."], None),
        ([TEXT, "Source: the mayor knew"], None),
        (["LONDON (CNN) — " + TEXT], None),
        ([], None),
    ],
)
def test_find_source_agency(lines: list[str], agency: str | None) -> None:
    assert find_source_agency(lines) == agency


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By The Associated Press", "Associated Press"),
        ("Ann Roe | AFP", "Agence France-Presse"),
        ("Ann Roe and Max Hale, Reuters Staff", "Reuters"),
        ("Ann Roe", None),
        ("Anna Press", None),
        (None, None),
    ],
)
def test_find_author_agency(author: str | None, agency: str | None) -> None:
    assert find_author_agency(author) == agency
