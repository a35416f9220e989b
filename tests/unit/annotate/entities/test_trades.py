"""Names of firms behind the word for their trade."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.trades import cut_trades
from tasks.language.body import Tokens


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("Retailer Corvane said sales rose.", "Retailer Corvane", "person", ("Corvane", "organization")),
        ("Chipmaker Sandor said its plant burned.", "Chipmaker Sandor", "person", ("Sandor", "organization")),
        ("Airline Skarvair said it would pay.", "Skarvair", "person", ("Skarvair", "organization")),
        ("Publisher Harrow said it was sorry.", "Publisher Harrow", "person", ("Harrow", "organization")),
        # persons go by these words as well
        ("Publisher Harrow said he was sorry.", "Publisher Harrow", "person", ("Publisher Harrow", "person")),
        ("Painter Lanebrook said it was late.", "Painter Lanebrook", "person", ("Painter Lanebrook", "person")),
        # a name that begins with such a word
        ("Airline Pilots Association said no.", "Airline Pilots Association", "organization", None),
        ("They left. The firm Retailer Corvane said no.", "Retailer Corvane", "organization", None),
    ],
)
def test_the_word_for_a_trade_is_no_part_of_a_name(parse, text, name, label, expected):
    doc = parse(text)
    words = name.split()
    start = next(at for at in range(len(doc)) if [t.text for t in doc[at : at + len(words)]] == words)
    each = Candidate(tokens=Tokens((start, start + len(words))), label=label, text=name, model_label=label)
    cut_trades(doc, [each])
    assert (each.text, each.label) == (expected or (name, label))
