"""Corrections on the pages of a report."""

from __future__ import annotations

import re

from tasks.report.pages import write_report
from tasks.report.wording import describe_correction
from tests.unit.report.conftest import DAY, make_article, make_quote, make_row

SAID = {"author": "J. <b>Doe</b>", "reason": "The third line names her.", "corrected_on": DAY}


def make_correction(**values):
    return make_row("corrections", **{"n_rows": 1, "table_name": "quotes", "article_id": "a1"} | SAID | values)


def read_words(page):
    return re.sub(r"<[^>]*>|\s+", " ", page)


def test_front_page_and_article_page_tell_of_corrections(write_release):
    change = {"before": '{"speaker_role": null}', "after": '{"speaker_role": "mayor"}'}
    fix = make_correction(correction_id="k1", row_id="q1", action="fix", outcome="applied", **change)
    gone = make_correction(
        correction_id="k2", row_id="withdrawn-one", action="retract", outcome="applied", table_name="articles"
    )
    gone |= {"article_id": "withdrawn-one"}
    quotes = [make_quote(["We need $5 million by June"], "q1"), make_quote(["Work goes on."], "q2")]
    release = write_release({"articles": [make_article("a1")], "quotes": quotes, "corrections": [fix, gone]})
    write_report(release)

    index = (release / "report" / "accounts.html").read_text("utf-8")
    assert "Corrected by people" in index
    assert "<b>Doe" not in index
    assert "articles withdrawn-one retracted by J. &lt;b&gt;Doe&lt;/b&gt; on 2025-03-06: The third line" in read_words(
        index
    )
    assert 'href="articles/a1/a1.html">the article' in index
    page = (release / "report" / "articles" / "a1" / "a1.html").read_text("utf-8")
    assert 'href="#q1">the row' in page
    assert "withdrawn-one" not in page
    marked = re.findall(r'<tr id="(Q\d)">(?:(?!</tr>).)*?>corrected<', page, re.DOTALL)
    assert marked == ["Q1"]


def test_pages_say_nothing_where_nothing_was_corrected(write_release):
    release = write_release({"articles": [make_article("a1")]})
    write_report(release)
    for page in (release / "report").rglob("*.html"):
        assert "orrected" not in page.read_text("utf-8")


def test_a_correction_is_told_in_a_line():
    row = make_correction(row_id="q1", action="retract", outcome="superseded")
    assert describe_correction(row) == (
        "quotes q1 retracted (not applied: a newer revision of the article stands) by J. <b>Doe</b> on 2025-03-06: "
        "The third line names her."
    )
