"""Names before a verb of saying: somebody, or a family."""

from __future__ import annotations

import pytest

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.speaking import is_somebody_quoted, list_households
from tasks.annotate.entities.uses import read_uses
from tasks.language.body import Tokens


def take(doc, text, label):
    """The first place of a name, as the model took it."""
    words = text.split()
    start = next(at for at in range(len(doc)) if [t.text for t in doc[at : at + len(words)]] == words)
    return Candidate(tokens=Tokens((start, start + len(words))), label=label, text=text, model_label=label)


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("“The boat was full,” Widodi said.", "Widodi", "product", True),
        ("“The boat was full,” said Widodi.", "Widodi", "place", True),
        ("“The boat was full,” Widodi Karto told the court.", "Widodi Karto", "work", True),
        ("“My roof went,” Kapoori said.", "Kapoori", "organization", True),
        ("“We will rebuild,” Kapoori said.", "Kapoori", "organization", False),
        ("“The boat was full,” the Widodi said.", "Widodi", "product", False),
        ("“The yard is full,” Widodi said. Troops stood near Widodi.", "Widodi", "place", False),
        ("“The yard is full,” Widodi said of its own boats.", "Widodi", "product", False),
        ("Widodi said that the boat was full.", "Widodi", "product", False),
        ("“The boat was full,” MindWidodi said.", "MindWidodi", "product", False),
    ],
)
def test_who_says_something_beside_a_quotation_is_somebody(parse, text, name, label, expected):
    doc = parse(text)
    candidate = take(doc, name, label)
    use = read_uses(doc, {name.split()[-1]}, [candidate])[name.split()[-1]]
    assert is_somebody_quoted(doc, candidate, use, set()) is expected


def test_the_first_word_of_a_longer_name_is_not_somebody(parse):
    doc = parse("“The yard is full,” Widodi said.")
    assert not is_somebody_quoted(doc, take(doc, "Widodi", "product"), None, {"Widodi"})


@pytest.mark.parametrize(
    ("text", "name", "label", "expected"),
    [
        ("The Dorrits said they would sell.", "Dorrits", "organization", True),
        ("The Obekas agreed that it was late.", "Obekas", "place", True),
        ("“We lost it all,” the Kellams said.", "Kellams", "person", True),
        ("The Van Dorrits said they would sell.", "Van Dorrits", "organization", True),
        ("“We are tired,” the O’Dorrits said.", "O’Dorrits", "organization", True),
        ("The Dorrits said it would sell.", "Dorrits", "organization", False),
        ("The Dorrits sold the house.", "Dorrits", "place", False),
        ("Dorrits said they would sell.", "Dorrits", "organization", False),
        ("The Dorritus said they would sell.", "Dorritus", "organization", False),
    ],
)
def test_a_name_in_the_plural_that_speaks_is_a_family(parse, text, name, label, expected):
    doc = parse(text)
    candidate = take(doc, name, label)
    assert (name in list_households(doc, [candidate], read_uses(doc, {name}, [candidate]))) is expected


def test_a_team_that_is_named_in_full_is_no_family(parse):
    doc = parse("The Rye Dorrits lost. The Dorrits said they would sell.")
    full = take(doc, "Rye Dorrits", "organization")
    alone = Candidate(tokens=Tokens((6, 7)), label="organization", text="Dorrits", model_label="organization")
    assert alone.root(doc).text == "Dorrits"
    assert list_households(doc, [full, alone], {}) == set()


def test_those_of_a_surname_that_the_article_has_are_a_family(parse):
    doc = parse("Paul Dorn owns it. The Dorns have lived there for years.")
    paul, family = take(doc, "Paul Dorn", "person"), take(doc, "Dorns", "organization")
    assert list_households(doc, [paul, family], {}) == {"Dorns"}
