"""Who speaks together with others, and who only has two functions."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers.test_article import Parse, quotes_of


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Peter Brandt met Maria Lopez. Brandt and Lopez said it was safe.", "Peter Brandt and Maria Lopez", "group"),
        ("Mayor Ann Roe and Senator Paul Trent said it was safe.", "Ann Roe and Paul Trent", "group"),
        ("Ann Roe and Paul Trent, who left the hall, said it was safe.", "Ann Roe and Paul Trent", "group"),
        ("Ann Roe, a former solicitor, and Paul Trent wrote that it was safe.", "Ann Roe and Paul Trent", "group"),
        # Seats and offices are no names; persons have their full names beside others.
        ("Senator Ann Roe of Ohio and Senator Paul Trent of Iowa said it was safe.", "Ann Roe and Paul Trent", "group"),
        ("Ann Roe left. Roe and her aides said it was safe.", "Ann Roe and her aides", "group"),
        ("Paul Trent left. He and former mayor Ann Roe said it was safe.", "Paul Trent and Ann Roe", "group"),
        ("Paul Trent met Ann Roe. Both Trent and Roe said it was safe.", "Paul Trent and Ann Roe", "group"),
        (
            "Health and Welfare Secretary Ann Roe and State Secretary Paul Trent said it was safe.",
            "Ann Roe and Paul Trent",
            "group",
        ),
        # Of whom a clause or a description tells, does not speak.
        ("Mary Sims, who worked for Ann Roe and Paul Trent, said it was safe.", "Mary Sims", "person"),
        (
            "“It failed,” said Mary Sims, who worked in the port and is a former aide to Paul Trent.",
            "Mary Sims",
            "person",
        ),
        (
            "A spokesman for Ann Roe and Paul Trent said it was safe.",
            "spokesman for Ann Roe and Paul Trent",
            "anonymous",
        ),
        (
            "Spokespeople for Ann Roe and Paul Trent said it was safe.",
            "Spokespeople for Ann Roe and Paul Trent",
            "group",
        ),
        # Two functions of one
        ("The writer and columnist Ann Roe said it was safe.", "Ann Roe", "person"),
        ("Former Rye Observer publisher and editor Ann Roe said it was safe.", "Ann Roe", "person"),
        ("Council spokesman and Trent team member Ann Roe said it was safe.", "Ann Roe", "person"),
        ("“No,” said Ann Roe, a veteran of the Hale and Doe campaigns, and an adviser to Trent.", "Ann Roe", "person"),
        ("“No,” said Ann Roe, a longtime aide to Peter Hale and Paul Trent.", "Ann Roe", "person"),
        # Several of whom one is named
        ("City officials, including Mayor Ann Roe, said it was safe.", "City officials", "group"),
    ],
)
def test_who_speaks_together(parse: Parse, text: str, name: str, kind: str) -> None:
    quote = quotes_of(parse, text)[-1]
    assert (quote.speaker_name, quote.speaker_kind) == (name, kind)


@pytest.mark.parametrize(
    "text", ["The pipelines and the permits suggest that it will fail.", "She and Paul Trent said it was safe."]
)
def test_things_and_somebody_untold_are_no_speakers(parse: Parse, text: str) -> None:
    assert quotes_of(parse, text)[-1].speaker_name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # A title tells which of two of a surname is meant, a pronoun that points ahead tells the sex.
        (
            "Maria Lopez, the finance minister, and her brother, Peter Lopez, a doctor, met. “No,” Dr. Lopez said.",
            "Peter Lopez",
        ),
        ("On her show, Merle Quist asked whether Paul Trent was wrong. “It was late,” he said.", "Paul Trent"),
    ],
)
def test_a_title_and_a_pronoun_ahead_tell_who_is_meant(parse: Parse, text: str, name: str) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name


def test_a_role_ends_before_another_person(parse: Parse) -> None:
    text = "Maria Lopez, the finance minister, and her brother, Peter Lopez, met. “It failed,” Maria Lopez said."
    assert quotes_of(parse, text)[-1].speaker_role == "finance minister"


def test_each_of_several_bears_the_title_of_one(parse: Parse) -> None:
    text = "Sens. Ann Roe and Paul Trent met. “It failed,” Roe said."
    assert quotes_of(parse, text)[-1].speaker_role == "Sen."
