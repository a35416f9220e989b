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
        # what owns or employs somebody may be a body
        ("The plant's owner, Severn Chemicals, insisted it was safe.", "Severn Chemicals"),
        ("Her employer, the healthcare organisation Severna, said it was safe.", "Severna"),
        ("The plant's owner, a retired clerk, insisted it was safe.", None),
        # a noun behind a name or before it says what it is
        ("It was safe, according to The Mast newspaper.", None),
        ("The Wexley retailer said it was safe.", "Wexley"),
        ("The Peoria newspaper said it was safe.", None),
        ("The LGBT airline said it was safe.", None),
        ("The Thursday retailer said it was safe.", None),
        ("The Quarles family retailer said it was safe.", None),
        ("The Capitol Hill magazine said it was safe.", None),
        ("A group called Mothers of Wexley said it was safe.", "Mothers of Wexley"),
        (
            "A teacher called Emma Quarles a fraud and said it was safe.",
            "teacher called Emma Quarles a fraud",
        ),
        ("The coach named Emma Quarles in public, and said it was safe.", None),
        ("A company called Acme to say it was safe.", None),
        ("Forty were wounded, most from live ammunition and birdshot, according to the state news agency.", None),
        ("The Quarles law firm said it was safe.", "Quarles"),
        ("The German Severn Fund think tank said it was safe.", "German Severn Fund"),
        ("The research group Canalis said it was safe.", "Canalis"),
        # a participle gives a name
        ("A local named Maher told the Tide that it was safe.", "Maher"),
        ("A woman named Sivra Quarles said it was safe.", "Sivra Quarles"),
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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("RMAS Dean Emma Quarles said it was late. Quarles left.", ("Emma Quarles", "person", "RMAS Dean")),
        ("LuAnn Price said it was late.", ("LuAnn Price", "person", None)),
        ("ElQuarles said it was late. Omar ElQuarles left.", ("Omar ElQuarles", "person", None)),
        ("J. K. Quarles said it was late.", ("J. K. Quarles", "person", None)),
        ("The research group Canalis said it was late.", ("Canalis", "organization", None)),
        ("Ms. Hale-Quarles said it was late. Ann Hale Quarles left.", ("Ann Hale Quarles", "person", None)),
        ("The cases and MagPort Apple Wallets sold. Apple said it was late.", ("Apple", "organization", None)),
        ("Zuwar al Fatah said it was late.", ("Zuwar al Fatah", "person", None)),
        ("Several told the Tide that it was late.", ("Several", "group", None)),
        # an opening capital makes a function a part of the name; a function may stand before what no model knows
        ("Comedian Big Quarle told the crowd that it was late.", ("Big Quarle", "person", "Comedian")),
        ("Chef Sato Quarle said it was late.", ("Sato Quarle", "person", "Chef")),
        ("Soprano Oda Quärle said it was late.", ("Oda Quärle", "person", "Soprano")),
        ("Bishop Auckland said it was late.", ("Bishop Auckland", "organization", None)),
        ("“It was late,” said user Harbour_22. “It was cold.”", ("Harbour_22", "unknown", None)),
        ("Redditor HarbourKing said it was late.", ("HarbourKing", "unknown", None)),
        ("Board member DeQuarles said it was late.", ("DeQuarles", "person", "Board member")),
        # but for a title that goes with a given name alone
        ("Pope Francis prayed. The pontiff said it was late.", ("Pope Francis", "person", "Pope")),
    ],
)
def test_a_name_has_no_function_in_it_and_is_of_its_kind(
    parse: Parse, text: str, speaker: tuple[str, str, str | None]
) -> None:
    quote = quotes_of(parse, text)[0]
    assert (quote.speaker_name, quote.speaker_kind, quote.speaker_role) == speaker
