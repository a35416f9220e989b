"""What lasts as long as a span of time says, and whose that is: the sentence first, then both for each span."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("They signed a three-year deal.", [("deal", None)]),
        ("The phone has up to 10 hours of battery life.", [("battery life", None)]),
        ("After three years of work, the mill opened.", [("work", None)]),
        ("She has more than 20 years' experience.", [("experience", None)]),
        ("In the first 100 days of Roe's presidency, he signed it.", [(None, None)]),
        ("It came within six months of the vote.", [(None, None)]),
        ("The court sentenced Ann Roe to two to three years in prison.", [("prison", "Ann Roe")]),
        ("The clerk faces up to five years in jail.", [("jail", "clerk")]),
        ("The plan sets a minimum sentence of 30 years.", [("minimum sentence", None)]),
        ("They left on the heels of two weeks.", [(None, None)]),
        ("Prep time: 15 minutes", [("Prep time", None)]),
        ("The talks lasted two hours.", [("talks", None)]),
        ("The average wait is 40 minutes.", [("average wait", None)]),
        ("The fair is two weeks away.", [(None, None)]),
        ("The violations go back 10 years.", [(None, None)]),
        ("The shop is open seven days a week.", [(None, None)]),
        ("Ann Roe has been waiting there for two weeks.", [("waiting", "Ann Roe")]),
        ("Clerks spent two hours talking to Roe.", [("talking", "Clerks")]),
        ("Ann Roe spent 24 years in the legislature.", [("spent", "Ann Roe")]),
        ("The mill was closed for three weeks.", [("closed", "mill")]),
        ("The rules make them wait ten years before they can vote.", [("wait", None)]),
        ("They left within the first 24 hours of the strike.", [(None, None)]),
        ("He did not work for two years.", [(None, None)]),
        ("It takes two hours to get there.", [(None, None)]),
        ("It has been five months since the fire.", [(None, None)]),
        ("Nine years in prison reform taught her much.", [(None, None)]),
        ("Doe has spent eight years in hospital care.", [("spent", "Doe")]),
        ("Doe spent six months in jail today.", [("jail", "Doe")]),
        (
            "The court sentenced Ann Doe to six years in prison and Kade Orr to nine months in jail.",
            [("prison", "Ann Doe"), ("jail", None)],
        ),
        ("The last two weeks of the strike were calm.", [(None, None)]),
        ("Doe fell in the closing four minutes of the match.", [(None, None)]),
        ("The jury took six hours to decide.", [(None, None)]),
        ("The lorry took 20 minutes to stop.", [(None, None)]),
        ("The repairs took six weeks.", [("repairs", None)]),
        ("The village is 10 minutes by train from Ashby.", [(None, None)]),
        ("The reward is six days in Ashby.", [(None, None)]),
        ("The quarry went six years without a death.", [(None, None)]),
        ("Doe told the guards: 10 minutes is enough.", [(None, None)]),
        ("They had a short reply: three weeks.", [(None, None)]),
        ("Bake the buns.\nBake time: 25 minutes", [("Bake time", None)]),
        ("Doe spoke three hours before the march.", [(None, None)]),
        ("Doe was jailed two months after the raid.", [(None, None)]),
        ("Jan Doe closed the quarry for six days.", [("closed", "quarry")]),
        ("Guards held Ivo Roe for six hours.", [("held", "Ivo Roe")]),
    ],
)
def test_what_lasts(parse, text, measured):
    spans = [figure for figure in find_figures(Body(parse(text)), []) if figure.kind == "duration"]
    assert [(span.measured, span.measured_of) for span in spans] == measured
