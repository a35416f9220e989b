"""The country of an outlet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.annotate.outlets import find_outlet_country


@pytest.mark.parametrize(
    ("outlet", "url", "country"),
    [
        ("The Globe and Mail", None, "CA"),
        ("the  globe and mail", None, "CA"),
        (None, "https://www.example.com.au/news/1", "AU"),
        (None, "https://news.example.ca/a?b=1", "CA"),
        (None, "https://user@example.co.nz:8080/a", "NZ"),
        (None, "https://www.thestar.com/news", "CA"),
        ("news.example.sg", None, "SG"),
        ("Example Post", "https://example.co.uk/1", "GB"),
        ("Example Post", "https://example.com/1", None),
        ("Example Post", "https://example.io/1", None),
        ("Example Post", "https://[broken", None),
        ("Example Post", "page.html", None),
        ("J. R. Roe", None, None),
        (None, None, None),
    ],
)
def test_find_outlet_country(outlet, url, country):
    assert find_outlet_country(outlet, url) == country


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_name_or_address_raises(outlet, url):
    country = find_outlet_country(outlet, f"https://{url}")
    assert country is None or len(country) == 2
