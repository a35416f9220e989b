"""Full names that the model read otherwise."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.completed import complete_names
from tasks.language.body import Tokens


def name(doc: Doc, text: str, label: str) -> Candidate:
    words = text.split()
    start = next(at for at in range(len(doc)) if [token.text for token in doc[at : at + len(words)]] == words)
    return Candidate(tokens=Tokens((start, start + len(words))), label=label, text=text)


@pytest.mark.parametrize(
    ("text", "taken", "names"),
    [
        # a given name, a title, an office, an owner before the rest
        ("It was Ann Quarles. Quarles left.", "", ["Ann Quarles", "Quarles"]),
        ("Mayor Tove Quarles spoke. Quarles left.", "", ["Tove Quarles", "Quarles"]),
        ("H.R. Quarles spoke. Quarles left.", "", ["H.R. Quarles", "Quarles"]),
        ("But Sivra Quarles, who spoke, left. Quarles slept.", "", ["Sivra Quarles", "Quarles"]),
        # one word before the surname's first place, of no other use, is a given name that no list has
        ("They cheered when Sivra Quarles's team won. Quarles left.", "", ["Sivra Quarles", "Quarles"]),
        ("They cheered when Democratic Quarles won a democratic vote. Quarles left.", "", ["Quarles"]),
        ("Sivra Quarles's team won. Quarles left.", "", ["Quarles"]),
        # what the model took it for is cut
        (
            "Rye Radio 's Ann Quarles spoke. Quarles left.",
            "Rye Radio 's Ann Quarles",
            ["Rye Radio", "Ann Quarles", "Quarles"],
        ),
        # nothing tells that the word before is of the name, or it is a public figure's namesake
        ("Team Quarles spoke. Quarles left.", "", ["Quarles"]),
        ("It was Ann Trump. Trump left.", "", ["Trump"]),
        # a title or a function tells that it is no public figure, where nobody was called so before
        ("Mayor Tove Trump spoke. Trump left.", "", ["Tove Trump", "Trump"]),
        ("But Tove Trump, who spoke, left. Trump slept.", "", ["Tove Trump", "Trump"]),
    ],
)
def test_a_surname_alone_leads_to_the_full_name(parse, text: str, taken: str, names: list[str]) -> None:
    doc = parse(text)
    doc.set_ents([], default="outside")
    last = max(token.i for token in doc if token.text in ("Quarles", "Trump"))
    alone = Candidate(tokens=Tokens((last, last + 1)), label="person", text=doc[last].text)
    known = [name(doc, taken, "organization")] if taken else []
    assert [candidate.text for candidate in complete_names(doc, [*known, alone])] == names


def test_what_the_model_took_whole_for_something_else_is_a_name(parse) -> None:
    doc = parse("They met Sivra Quarles. Quarles left.")
    doc.set_ents([Span(doc, 2, 4, "ORG")])
    alone = Candidate(tokens=Tokens((5, 6)), label="person", text="Quarles")
    found = complete_names(doc, [name(doc, "Sivra Quarles", "organization"), alone])
    assert [(candidate.text, candidate.label) for candidate in found] == [
        ("Sivra Quarles", "person"),
        ("Quarles", "person"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The aide Sivra Hale Quarles left.", ["Sivra Hale Quarles"]),
        ("They met Sivra Hale Quarles.", ["Hale Quarles"]),
        ("The aide Ann Quarles left.", ["Ann Quarles"]),
    ],
)
def test_a_title_leads_to_the_front_of_a_name_of_several_words(parse, text: str, names: list[str]) -> None:
    doc = parse(text)
    doc.set_ents([], default="outside")
    cut = "Hale Quarles" if "Hale" in text else "Ann Quarles"
    assert [candidate.text for candidate in complete_names(doc, [name(doc, cut, "person")])] == names
