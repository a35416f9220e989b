"""The pages of commands and of reasons are those that the code makes."""

from __future__ import annotations

import pytest

from expectations import reasons_page
from expectations.enumerations import REJECT_REASONS
from flows import commands_page


@pytest.mark.parametrize("page", [commands_page, reasons_page], ids=lambda page: page.PAGE.name)
def test_the_page_is_that_of_the_code(page):
    assert page.PAGE.read_text("utf-8") == page.write_page(), f"run python -m {page.__name__}"


def test_every_reason_is_told():
    assert set(reasons_page.REASONS) == set(REJECT_REASONS)


def test_options_and_arguments_are_told_with_their_defaults():
    page = commands_page.write_page()
    assert "`sayso export FORMAT TARGET [RELEASE] [OPTIONS]`" in page
    assert "| `--workers` | Processes. Default: one a core. |" in page
    assert "| `--most` | Rows shown. Default: 40. |" in page
