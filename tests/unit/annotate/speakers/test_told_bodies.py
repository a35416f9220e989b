"""Which named body a word for any business, group or outlet goes on with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


def name_last(parse: Parse, text: str) -> str | None:
    body = Body(parse(text))
    mentions = find_entities(body)
    return find_quotes(body, mentions, [], SpeakerResolver(body, mentions))[-1].speaker_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what is reported tells of it
        (
            "Tarnish Capital has backed the deal. Fernway cut the pages in May, the company said.",
            "Fernway",
        ),
        # by a word that is no noun for bodies, with what tells more of it
        (
            "Zelk Labs reported record sales. Shares rose. The California chipmaker said demand was strong.",
            "Zelk Labs",
        ),
        (
            "When Marlow was complaining about Quillet’s results, the technology giant denied it had an agenda.",
            "Quillet",
        ),
        (
            "The Lebanese militant group Harrakah fired at a barracks. The Iran-backed militia said it hit them.",
            "Harrakah",
        ),
        ("The Larks lost a member on Friday. “We are shocked to learn of it,” the band said.", "Larks"),
        # people do it to the only one named
        (
            "Investors sued the creators of the tokens, Zelk Labs. The company told us it was wrong.",
            "Zelk Labs",
        ),
        # two of whom neither is what the article is about, and one that it is about
        ("Fernway sued Ostrava Semi. Shares rose. The chipmaker said it was wrong.", None),
        (
            "Fernway grew. Fernway met Ostrava Semi on Monday. Fernway hired. The retailer said it was wrong.",
            "Fernway",
        ),
        # another is told of since, or meant
        ("Fernway reported record sales. A rival company opened a shop. The company said demand was strong.", None),
        ("Fernway reported record sales. Shares rose. The rival chain said demand was strong.", None),
        # an outlet and a state's body are no company
        ("Reuters asked about it on Monday. Shares rose. The chain said demand was strong.", None),
        ("The Treasury Department met on Monday. Shares rose. The chain said demand was strong.", None),
        # for whom somebody speaks; a thing is no body
        ("A spokesman for Zelk Labs apologized. Shares rose. The retailer said it was late.", "Zelk Labs"),
        ("Zelk Labs showed a phone on Tuesday. The V9 has a bigger battery, the company said.", "Zelk Labs"),
    ],
)
def test_a_word_for_any_body_is_the_one_told_of(parse: Parse, text: str, name: str | None) -> None:
    assert name_last(parse, text) == name
