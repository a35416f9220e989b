"""Some of several, and shares of all."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers.test_article import Parse, quotes_of


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Forty percent of voters said it was safe.", "Forty percent of voters", "group"),
        ("Voters were asked. A full 53 percent said it was safe.", "A full 53 percent", "group"),
        ("A majority (54 percent) of voters said it was safe.", "A majority (54 percent) of voters", "group"),
        ("A number of Democrats said it was safe.", "A number of Democrats", "group"),
        ("A vocal group of farmers said it was safe.", "vocal group of farmers", "group"),
        ("A majority of the board, made up of farmers, said it was safe.", "A majority of the board", "group"),
        ("Those surveyed said it was safe.", "Those surveyed", "group"),
        ("Those close to the senator said it was safe.", "Those close to the senator", "anonymous"),
        ("One of the engineers said it was safe.", "One of the engineers", "anonymous"),
        ("Two officials came. One of them said it was safe.", "one of them", "anonymous"),
        ("One of his sisters said it was safe.", "One of his sisters", "anonymous"),
        ("Clerks came. “It failed,” one said on Friday.", "one", "anonymous"),
        # of things, of a body
        ("A number of studies said it was safe.", None, "unknown"),
        ("A majority of the port said it was safe.", None, "unknown"),
    ],
)
def test_a_part_of_several_has_the_words_that_tell_it(parse: Parse, text: str, name: str | None, kind: str) -> None:
    quote = quotes_of(parse, text)[-1]
    assert (quote.speaker_name, quote.speaker_kind) == (name, kind)


def test_they_are_not_the_share_named_before(parse: Parse) -> None:
    quote = quotes_of(parse, "Half of the voters said it was safe. They will vote, they said.")[-1]
    assert quote.speaker_name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Farm groups are fighting the plan. They said it was safe.", "Farm groups"),
        ("While Democrats will hear Ann Roe and others, they said it was safe.", "Democrats"),
        ("Late in May, sources left the hall. They said it was safe.", "sources"),
        ("Ann Roe and Paul Trent wrote a letter. They said it was safe.", "Ann Roe and Paul Trent"),
        ("Sens. Ann Roe of Ohio and Paul Trent of Iowa each suggested it was safe.", "Ann Roe and Paul Trent"),
        ("State media said it failed. The eight were held. They said it was safe.", None),
        # nearer than whoever spoke; not where who they are is not told
        ("Officials said it failed. Many voters fought it. They said it was safe.", "Many voters"),
        ("Officials met. Voters, who oppose what they called a tax, left.", "Voters"),
        ("Officials said it failed. These were the last. They said it was safe.", None),
        ("Officials said it failed. Voters left. The hall was dark. They said it was safe.", None),
        # things, one, and what a quotation tells of
        ("Rates rose in May. They said it was safe.", None),
        ("A farm group left. They said it was safe.", None),
        ("“Voters will leave.” They said it was safe.", None),
    ],
)
def test_they_are_the_several_of_whom_the_article_speaks(parse: Parse, text: str, name: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name
