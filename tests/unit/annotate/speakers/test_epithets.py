"""Whom an age or a people's name goes on with."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.entities.find import find_entities
from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # an age that is told nowhere else is that of whom the sentence before tells
        ("Paul Trent won on Monday. Trent played for three hours. “I am happy,” said the 36-year-old.", "Paul Trent"),
        ("Anna Moss says the man lied. The 37-year-old said the abuse took place here.", "Anna Moss"),
        # another is told to be so old, or another age of that one is told
        ("A 63-year-old woman was hurt. Mayor Paul Trent left. The 63-year-old said it was late.", None),
        ("Anna Moss, 34, says the man lied. The 37-year-old said the abuse took place here.", None),
        # two may be meant
        ("Anna Moss and Lena Carr met in court. The 34-year-old said it was late.", None),
        ("Paul Trent won, said Lena Carr, who lost to Anna Moss. The 34-year-old said it was late.", None),
        # where the parse takes the age for a part of the verb
        (
            "Ann Petrova beat Mia Castell. “She was good,” Castell said. The Spaniard will drop to 20th. “I rest,” "
            "the 24-year-old said.",
            "Mia Castell",
        ),
        ("Tom Brandt joined Rovers in May. “It is a dream,” the Czech international told us.", "Tom Brandt"),
        ("Tom Brandt joined Rovers in May. “It is a dream,” the Welshman joked.", "Tom Brandt"),
        # one by a country, and not several
        ("Tom Brandt joined Rovers in May. The Dane said he was happy.", "Tom Brandt"),
        ("Peter Hale scored twice. The Nigerian said the win was for the fans.", "Peter Hale"),
        ("Peter Hale scored twice. The Japanese said the win was for the fans.", None),
        ("Peter Hale scored twice. In it, the British royal denied having met her.", "Peter Hale"),
    ],
)
def test_an_age_or_a_people_tells_who_was_told_of_last(parse: Parse, text: str, name: str | None) -> None:
    body = Body(parse(text))
    mentions = find_entities(body)
    last = find_quotes(body, mentions, [], SpeakerResolver(body, mentions))[-1]
    assert (last.speaker_name if last.speaker_kind == "person" else None) == name
