"""Names that no mention covers: a surname of somebody named elsewhere, a name with a title before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from tasks.annotate.quotes.find import find_quotes
from tasks.annotate.spans import Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

Parse = Callable[[str], Doc]

PEOPLE = {
    "Ann Roe": "person:ann-roe",
    "Mary Hale": "person:mary-hale",
    "Peter Hale": "person:peter-hale",
    "Paul Trent": "person:paul-trent",
}


def quotes_of(parse: Parse, text: str) -> list[Quote]:
    """Only full names are mentions; surnames alone are what the model passed over."""
    mentions = [
        Mention(
            start=text.find(name),
            end=text.find(name) + len(name),
            label="person",
            name=name,
            entity_key=key,
            link="name",
            rule="people.full_name",
        )
        for name, key in PEOPLE.items()
        if name in text
    ]
    mentions.sort(key=lambda mention: mention.start)
    body = Body(parse(text))
    return find_quotes(body, mentions, [], SpeakerResolver(body, mentions))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paul Trent left. Trent said it was safe.", "Paul Trent"),
        ("Paul Trent left. Mr. Trent said it was safe.", "Paul Trent"),
        ("Ann Roe left. Professor Roe said it was safe.", "Ann Roe"),
        ("City News editor in chief Paul Trent said it was safe.", "Paul Trent"),
        # Two of a surname, none named more than the other.
        ("Mary Hale met Peter Hale. Hale said it was safe.", None),
        ("Mary Hale met Peter Hale. Ms. Hale said it was safe.", "Mary Hale"),
        ("Senator Mary Hale met her husband Peter Hale. Senator Hale said it was safe.", "Mary Hale"),
        ("Ann Roe left. Mr. Quill said it was safe.", "Quill"),
        ("The speaker of the Rye parliament Ann Roe said it was safe.", "Ann Roe"),
        ("Director of National Intelligence Paul Trent said it was safe.", "Paul Trent"),
    ],
)
def test_a_name_that_no_mention_covers(parse: Parse, text: str, name: str | None) -> None:
    assert quotes_of(parse, text)[-1].speaker_name == name


@pytest.mark.parametrize(
    "text",
    ["A lawyer for actor Paul Trent said it was safe.", "A spokeswoman for Mayor Ann Roe said it was safe."],
)
def test_somebody_elses_name_after_a_function_is_not_the_speaker(parse: Parse, text: str) -> None:
    (quote,) = quotes_of(parse, text)
    assert quote.is_anonymous


def test_rules_of_names_that_were_passed_over(parse: Parse) -> None:
    (known,) = quotes_of(parse, "Paul Trent left. Trent said it was safe.")
    assert known.speaker_rule == "name.known_surname"


def test_a_name_that_nothing_tells_stops_a_pronoun(parse: Parse) -> None:
    text = "“Prices are high,” Paul Trent said.\n\nTalbot defied the board on Wednesday.\n\n“They failed,” he said."
    assert quotes_of(parse, text)[-1].speaker_name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nathi Mokwe, the port’s spokesman, said it was safe.", "Nathi Mokwe"),
        ("On Wednesday Sally Mokwe said it was safe.", "Sally Mokwe"),
    ],
)
def test_a_name_that_the_model_passed_over_is_told_by_what_stands_beside_it(parse: Parse, text: str, name: str) -> None:
    quote = quotes_of(parse, text)[-1]
    assert (quote.speaker_name, quote.speaker_kind, quote.speaker_rule) == (name, "person", "name.read")
