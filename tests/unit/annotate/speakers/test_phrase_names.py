"""Names in a phrase whose head is none."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers.test_article import Parse, quotes_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("American Federation of Teachers President Randi Berg said it was safe.", "Randi Berg"),
        ("It was safe, according to the Club for Harbours.", "Club for Harbours"),
        ("The mast fell, according to Mastwatch24.", "Mastwatch24"),
        # whose daughter, and a tag
        ("The daughter of former President Paul Trent said it was safe.", None),
        ("It was safe, according to #HarbourWatch.", None),
    ],
)
def test_a_name_is_read_from_its_phrase(parse: Parse, text: str, name: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name


def test_a_body_before_a_title_is_of_the_role(parse: Parse) -> None:
    quote = quotes_of(parse, "American Federation of Teachers President Randi Berg said it was safe.")[-1]
    assert quote.speaker_role == "American Federation of Teachers President"
