"""Names that the model passed over."""

from __future__ import annotations

import pytest

from tests.unit.annotate.speakers import test_article, test_known_names
from tests.unit.annotate.speakers.test_article import Parse


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Veloria Beauty claims it makes lips look fuller.", "Veloria Beauty", "organization"),
        ("Harbour One has said that the agency is broken.", None, "unknown"),
        ("The plane was an old jet, QEN-TV reported.", "QEN-TV", "organization"),
        ("Ann Roe's FortySixSeven said that it was late.", "FortySixSeven", "organization"),
        ("Then Quillip, who wants to sail, said it was late.", "Quillip", "person"),
        # a word that may be somebody's name
        ("As Quillip reports, the bank left its investment.", None, "unknown"),
        ("Quillandi told the court that the mill was hers.", None, "unknown"),
        ("Quillandi told reporters that it was late. It closed.", None, "unknown"),
        ("The Quillandi said that it was late.", None, "unknown"),
        # a word that is no name: any of a kind, a common noun behind a name, a heading, perhaps somebody
        ("Later Harbour leadership said that it was late.", None, "unknown"),
        ("Harbour Scouts Say That Veloria Beauty Is Late.", None, "unknown"),
        ("Then Quillip said her son was late.", None, "unknown"),
        ("The Quillips said that it was late.", None, "unknown"),
    ],
)
def test_a_capitalized_subject_of_speech_has_a_name(parse: Parse, text: str, name: str | None, kind: str) -> None:
    found = [(quote.speaker_name, quote.speaker_kind) for quote in test_known_names.quotes_of(parse, text)]
    assert found[-1:] == [(name, kind)] or (name is None and not found)


def test_a_body_of_which_its_name_tells_no_more_is_called_so(parse: Parse) -> None:
    quote = test_article.quotes_of(parse, "The bill is late, the Treasury has said.")[-1]
    assert (quote.speaker_name, quote.speaker_key) == ("Treasury", "body:treasury")


@pytest.mark.parametrize("text", ["Dravs said it would close.", "Dravs agreed: “We will close.”"])
def test_a_name_with_an_s_may_open_a_body(parse: Parse, text: str) -> None:
    test_article.quotes_of(parse, text)


def test_a_body_whose_name_goes_on_from_a_plural_is_no_group(parse: Parse) -> None:
    quote = test_article.quotes_of(parse, "Doctors Without Borders said that the clinic was late.")[-1]
    assert (quote.speaker_key, quote.speaker_kind) == ("org:msf", "organization")


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("The fellow", "unknown"),
        ("A poor fellow", "unknown"),
        ("A fellow of the Severn Institute", "anonymous"),
        ("A senior Severn Institute fellow", "anonymous"),
    ],
)
def test_a_fellow_may_be_anybody_but_for_the_body_beside_it(parse: Parse, phrase: str, kind: str) -> None:
    assert test_article.quotes_of(parse, f"{phrase} told the paper that it was late.")[-1].speaker_kind == kind
