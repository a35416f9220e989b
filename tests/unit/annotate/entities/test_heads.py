"""Names that are taken for persons' and whose words say that they are something else's."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.heads import drop_no_persons, settle_heads
from tasks.annotate.entities.labels import relabel_persons
from tasks.annotate.entities.uses import read_uses
from tasks.language.body import Tokens


def make_person(doc, text):
    """The candidate that the model's span of some words in a sentence gives."""
    words = text.split()
    start = next(at for at in range(len(doc)) if [t.text for t in doc[at : at + len(words)]] == words)
    return Candidate(tokens=Tokens((start, start + len(words))), label="person", text=text, model_label="person")


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("They met at Lantern Tower.", "Lantern Tower", [("Lantern Tower", "facility")]),
        ("They hiked up Bramble Canyon.", "Bramble Canyon", [("Bramble Canyon", "place")]),
        ("The Brisk Caucus said no.", "Brisk Caucus", [("Brisk Caucus", "organization")]),
        ("Bramble Labs said no.", "Bramble Labs", [("Bramble Labs", "organization")]),
        ("Superstorm Berta hit the coast.", "Superstorm Berta", [("Superstorm Berta", "event")]),
        # after a given name it is a surname
        ("Susan Tower said no.", "Susan Tower", [("Susan Tower", "person")]),
        # surnames as well, but where something is in them
        ("They swam in Bramble Lake.", "Bramble Lake", [("Bramble Lake", "place")]),
        ("Bramble Lake said no.", "Bramble Lake", [("Bramble Lake", "person")]),
        # things, and a surname before them
        ("The Merkel Doctrine failed.", "Merkel Doctrine", [("Merkel", "person")]),
        ("The Bramble Doctrine failed.", "Bramble Doctrine", []),
        # a surname before a seat
        (
            "The Merkel White House said no.",
            "Merkel White House",
            [("Merkel", "person"), ("White House", "facility")],
        ),
    ],
)
def test_words_of_a_name_say_what_it_is(parse, text, name, expected):
    doc = parse(text)
    assert [(c.text, c.label) for c in settle_heads(doc, [make_person(doc, name)])] == expected


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        ("They live in Quarles. It rains in Quarles.", "Quarles", ["place"]),
        ("They believe in Quarles. Quarles said he was glad.", "Quarles", ["person"]),
        ("They own the Brightwater. It docks beside the Brightwater.", "Brightwater", ["organization"]),
        # of a family, no one of it
        ("They met the Merkels.", "Merkels", []),
        # a word shouted, initials
        ("That is RIDICULOUS.", "RIDICULOUS", []),
        ("They met QKA.", "QKA", ["person"]),
        # a capital inside a word, but for a particle's
        ("They met QuarlesWare.", "QuarlesWare", ["organization"]),
        ("They met McQuarles.", "McQuarles", ["person"]),
        ("They met JaQuarles.", "JaQuarles", ["person"]),
        ("They met DeepQuarles.", "DeepQuarles", ["organization"]),
        # but for who is told to be somebody
        ("QuinBrask, 17, was hurt.", "QuinBrask", ["person"]),
        ("QuinBrask, a singer, was hurt.", "QuinBrask", ["person"]),
        ("QuinBrask, a bank, was hurt.", "QuinBrask", ["organization"]),
        ("QuinBrask, a member, was hurt.", "QuinBrask", ["organization"]),
        ("QuinBrask is a leader in its trade.", "QuinBrask", ["organization"]),
        ("They met QuinBrask, who left.", "QuinBrask", ["person"]),
        ("QuinBrask rated it false. QuinBrask said his claim was wrong.", "QuinBrask", ["organization"]),
    ],
)
def test_what_no_person_does_is_no_persons(parse, text, name, labels):
    doc = parse(text)
    person = make_person(doc, name)
    assert [c.label for c in drop_no_persons(doc, [person], read_uses(doc, {name}, []), set())] == labels


@pytest.mark.parametrize(
    ("text", "label"),
    [("Quandro, 17, was hurt.", "person"), ("Quandro, a bank, was hurt.", "organization")],
)
def test_an_age_makes_a_person_of_a_name_of_one_word(parse, text, label):
    doc = parse(text)
    body = Candidate(tokens=Tokens((0, 1)), label="organization", text="Quandro")
    relabel_persons(doc, [body], {})
    assert body.label == label


def test_a_ship_is_no_person(parse):
    doc = parse("The USS Ann Quarles left. Quarles wept. The crew of the Quarles waved.")
    ship = make_person(doc, "USS Ann Quarles")
    places = [token.i for token in doc if token.text == "Quarles"][1:]
    bare = [Candidate(tokens=Tokens((at, at + 1)), label="person", text="Quarles") for at in places]
    kept = settle_heads(doc, [ship, *bare])
    assert [(c.text, c.label) for c in kept] == [
        ("USS Ann Quarles", "product"), ("Quarles", "person"), ("USS Ann Quarles", "product"),
    ]  # fmt: skip


def test_of_persons_named_in_full_nothing_is_dropped(parse):
    doc = parse("They live in Quarles. It rains in Quarles.")
    kept = drop_no_persons(doc, [make_person(doc, "Quarles")], read_uses(doc, {"Quarles"}, []), {"Quarles"})
    assert [c.label for c in kept] == ["person"]
