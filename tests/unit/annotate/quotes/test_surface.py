"""Reports that punctuation and words tell where the parse makes nothing of them; one sentence a construction."""

from __future__ import annotations

import pytest

from tasks.annotate.quotes.surface import read_surface
from tasks.language.body import Body
from tests.unit.annotate.quotes.quoting import Parse, quotes_of, rows

SURFACE = [
    (
        "Three ferries sank off Delta, the mayor, Maria Lopez, said.",
        "surface.before",
        ("Three ferries sank off Delta", "said", "the mayor, Maria Lopez"),
    ),
    (
        "Two trains collided near Delta, the mayor, Maria Lopez, said on Tuesday.",
        "surface.before",
        ("Two trains collided near Delta", "said", "the mayor, Maria Lopez"),
    ),
    (
        "Two trains collided near Delta, Maria Lopez, the mayor, told reporters on Tuesday.",
        "surface.before",
        ("Two trains collided near Delta", "told", "Maria Lopez, the mayor"),
    ),
    (
        "Nine people died and 30 were hurt, state news agency Delta said.",
        "surface.before",
        ("Nine people died and 30 were hurt", "said", "state news agency Delta"),
    ),
    (
        "The council views the bridge, which opens in May, as a chance to show that tolls work, says Peter Brandt.",
        "surface.before",
        ("The council views the bridge, which opens in May, as a chance to show that tolls work", "says", None),
    ),
    (
        "When the bridge opened in August, Lopez said, he voiced doubts about the bolts.",
        "surface.around",
        ("When the bridge opened in August, he voiced doubts about the bolts", "said", "Lopez"),
    ),
    (
        "Asked if it would open in May, Lopez said, it would take a year.",
        "surface.around",
        ("it would take a year", "said", "Lopez"),
    ),
    (
        "But Maria Lopez had warned minutes before that this was not a good idea.",
        "surface.that",
        ("that this was not a good idea", "had warned", "Maria Lopez"),
    ),
    (
        "He told the grand jury he expected to be arrested on the bridge.",
        "surface.that",
        ("he expected to be arrested on the bridge", "told", "He"),
    ),
    (
        "Maria Lopez (D) — of Delta — said he remained undecided on whether to vote to close the bridge.",
        "surface.that",
        ("he remained undecided on whether to vote to close the bridge", "said", "Maria Lopez"),
    ),
    (
        "Maria Lopez, whose party built the bridge and runs it, told the board on Monday that it was safe.",
        "surface.that",
        ("that it was safe", "told", "Maria Lopez"),
    ),
    (
        "She also told the panel, made up of three members, that he extended an open invitation.",
        "surface.that",
        ("that he extended an open invitation", "also told", "She"),
    ),
    (
        "Lopez said that the bridge was safe, but warned drivers of ice.",
        "surface.that",
        ("that the bridge was safe", "said", "Lopez"),
    ),
]

# More than one reading, or none.
AMBIGUOUS = [
    ("The mayor, who had said little, left.", "said"),
    ("Maria Lopez, whose bridge fell and whose party, Brandt said, had paid for it, left.", "said"),
    ("The bridge fell in May, the books wrote a story of it.", "wrote"),
    ("The council owns the bridge, Delta Media, writes books, and runs a port.", "writes"),
    ("The bridge's announced rule represents a risk.", "announced"),
    ("Your chances of said outcome are poor.", "said"),
    ("Nobody said that the bridge was safe.", "said"),
    ("Maria Lopez never said that the bridge was safe.", "said"),
    ("Had the bridge fallen, Maria Lopez said that?", "said"),
    ("Retailers added 24,000 jobs, a sign that they expect a good year.", "added"),
    ("The officials urged new rules, cautioning that the bridge was old.", "urged"),
]


@pytest.mark.parametrize(("sentence", "rule", "row"), SURFACE)
def test_what_punctuation_tells(parse: Parse, sentence: str, rule: str, row: tuple[str, str, str | None]) -> None:
    body = Body(parse(sentence))
    cue = row[1].split()[-1]
    verb = next(token for token in body.doc if token.text == cue)
    report = read_surface(body, verb)
    assert report is not None
    assert report.rule.name == rule
    content, cue_text, speaker = row
    assert ", ".join(sentence[slice(*fragment)] for fragment in report.fragments) == content
    assert report.cue is not None
    assert sentence[slice(*report.cue)] == cue_text
    assert report.speaker is not None
    if speaker is not None:
        assert sentence[slice(*body.chars_of(report.speaker))] == speaker


@pytest.mark.parametrize(("sentence", "cue"), AMBIGUOUS)
def test_what_punctuation_leaves_open(parse: Parse, sentence: str, cue: str) -> None:
    body = Body(parse(sentence))
    assert read_surface(body, next(token for token in body.doc if token.text == cue)) is None


def test_it_stands_in_where_the_parse_tells_nothing(parse: Parse) -> None:
    sentence = "Two trains collided near Delta, the mayor, Maria Lopez, said on Tuesday."
    found = quotes_of(parse, sentence)
    assert [quote.rule for quote in found] == ["surface.before"]
    assert rows(sentence, found) == [("indirect", "Two trains collided near Delta", "said", "the mayor, Maria Lopez")]


def test_a_reporting_clause_is_not_what_another_verb_reports(parse: Parse) -> None:
    sentence = "— The insurer wrote in May, said his brother, Peter Brandt. It offered 4,000 euros."
    assert [(content, cue) for _, content, cue, _ in rows(sentence, quotes_of(parse, sentence))] == [
        ("The insurer wrote in May", "said")
    ]


def test_what_somebody_says_holds_all_that_is_reported_in_it(parse: Parse) -> None:
    sentence = (
        "Lopez also said she believes not enough was done to deal with the bridge in 2016, and that she has discussed "
        "with Brandt about assembling a group."
    )
    content = sentence[len("Lopez also said ") : -1]
    assert [(each.content, each.cue_class) for each in quotes_of(parse, sentence)] == [(content, "speech")]
