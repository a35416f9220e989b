from __future__ import annotations

import pandas as pd

from tasks.link.notes import NOTED_CLAIMS, NOTED_MENTIONS, NOTED_QUOTES, Note, read_notes

BODY = "Harbour Minister Ilse Taverne spoke. She left. Sorland Cable Union (SCU) struck."
ARTICLES = pd.DataFrame([("a", BODY), ("b", BODY)], columns=["article_id", "body"])


def mention(article, text, key, link="name", name=None, label="person"):
    return (article, BODY.index(text), text, name or text, label, key, link, None, "tagged")


ENTITIES = pd.DataFrame(
    [
        *[mention(article, "Ilse Taverne", "person:ilse-taverne") for article in "ab"],
        *[mention(article, "She", "person:ilse-taverne", "pronoun", "Ilse Taverne") for article in "ab"],
        mention("a", "SCU", "org:sorland-cable-union", "acronym", "Sorland Cable Union", "organization"),
    ],
    columns=NOTED_MENTIONS,
)
QUOTES = pd.DataFrame(
    [("a", "anonymous:officials", "officials", "anonymous", None), ("a", None, None, "unknown", None)],
    columns=NOTED_QUOTES,
)
CLAIMS = pd.DataFrame([("b", "org:port", "Port", "organization")], columns=NOTED_CLAIMS)


def test_what_an_article_says_of_a_key():
    notes = read_notes(ARTICLES, ENTITIES, QUOTES, CLAIMS)
    told = {
        (article, key): notes.notes[at]
        for article, key, at in zip(notes.article_ids, notes.keys, notes.numbers, strict=True)
    }
    taverne = told["a", "person:ilse-taverne"]
    assert (taverne.is_named, taverne.names, taverne.pronouns) == (True, ("Ilse Taverne",), ("f",))
    assert told["a", "org:sorland-cable-union"].spelled == ("scu",)
    # Who only speaks is named where the key is a name.
    assert told["a", "anonymous:officials"] == Note(said_names=("officials",))
    assert told["b", "org:port"] == Note(True, said_names=("Port",), said_labels=("organization",))


def test_equal_notes_are_one_and_rows_are_counted():
    notes = read_notes(ARTICLES, ENTITIES, QUOTES, CLAIMS)
    of_taverne = [row for row, key in enumerate(notes.keys) if key == "person:ilse-taverne"]
    assert len({int(notes.numbers[row]) for row in of_taverne}) == 1
    assert notes.n_mentions[of_taverne].tolist() == [2, 2]
    assert (notes.n_quotes.sum(), notes.n_claims.sum()) == (1, 1)
