"""The country of an outlet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.alignment import Alignment
from tasks.annotate.article import annotate_body
from tasks.documents import Article, Document
from tasks.language.outlets import find_outlet_country


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
        ("The Fiji Times", None, "FJ"),
        (None, "https://www.stabroeknews.com/a", "GY"),
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


@pytest.mark.parametrize(
    ("url", "unit"), [("https://example.ca/1", "CAD"), ("https://example.com/1", "USD"), (None, "USD")]
)
def test_an_articles_bare_dollar_is_its_outlets(parse, url, unit):
    body = "The ticket cost $40 there."
    document = Document("dump.jsonl", None, "1", body, url=url)
    article = Article(document, body, Alignment((0,), (0,), (len(body),)), (), "en")
    (figure,) = annotate_body(article, parse(body)).figures
    assert figure.unit == unit
