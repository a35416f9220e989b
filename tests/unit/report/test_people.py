"""Pages of people and bodies: what they said and claimed, who answered, and who has none."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tasks.report.environment import has_page, name_article_page, name_person_page
from tasks.report.pages import write_report
from tests.unit.report.conftest import DAY, make_article, make_quote, make_row, make_span

pytestmark = pytest.mark.usefixtures("without_plots")

HOLT, BODY = "person:ann-holt", "org:river-board"


def test_a_person_has_quotes_claims_and_who_answered(write_release):
    articles = [
        make_article(f"a{at}", outlet="Daily Test", published_at=DAY + timedelta(days=at), published_from="record")
        for at in (1, 2)
    ]
    quotes = [
        make_quote(["“Work goes on.”"], f"q{at}", f"a{at}", speaker_name="Ann Holt", speaker_key=HOLT) for at in (1, 2)
    ]
    claims = [
        make_span("claims", "Work goes on.", "a1", claim_id="c1", claimant_name="Ann Holt", claimant_key=HOLT),
        make_span("claims", "reopen", "a2", claim_id="c2", claimant_name="River Board", claimant_key=BODY),
        make_span("claims", "Monday", "a2", claim_id="c3", claimant_name="Daily Test", claimant_key="org:daily-test"),
    ]
    claims[0] |= {"resolved": "Work goes on [on the bridge].", "stance": "alleges", "voice": "indirect"}
    claims[1] |= {"resolved": "that", "stance": "denies", "answers_claim_id": "c1", "voice": "indirect"}
    claims[2] |= {"voice": "narrator"}
    entity = make_row("entity_index", entity_key=HOLT, name="Ann Holt", label="person", n_quotes=2, n_claims=1)
    entity["roles"] = [{"role": "Mayor", "first_seen": DAY, "last_seen": DAY, "n_articles": 2}]
    release = write_release({"articles": articles, "quotes": quotes, "claims": claims, "entity_index": [entity]})
    write_report(release)

    report = release / "report"
    page = (report / name_person_page(HOLT)).read_text("utf-8")
    assert page.index(f"{name_article_page('a2')}#q2") < page.index(f"{name_article_page('a1')}#q1")
    assert "Mayor" in page
    assert "2 quotes in 1 known outlet" in page
    answered = page[page.index("answered by") :]
    assert re.match(rf'answered by <a href="../../{name_person_page(BODY)}"><bdi>River Board', answered)
    other = (report / name_person_page(BODY)).read_text("utf-8")
    assert "answers <a" in other
    assert "Work goes on [on the bridge]." in other
    # What an outlet tells in its own voice is on the pages of its articles.
    assert not (report / name_person_page("org:daily-test")).exists()
    assert len(list((report / "people").rglob("*.html"))) == 2
    assert (report / "index.html").read_text("utf-8").count(name_person_page(HOLT)) == 1


def test_words_that_may_mean_others_elsewhere_have_no_page():
    assert has_page(HOLT)
    for key in (None, "person:holt@a1", "anonymous:officials", "group:critics", "body:police", "role:a1:mayor"):
        assert not has_page(key)
