"""How paragraphs become sentences: abbreviations before names end none."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "“We asked him twice,” said Const. Amir Doorn of the Ridgeway police, “and he refused.”",
        "The report by Det.-Sgt. Mary White and Insp. Joan Rask was read in court.",
        "Coun. Marie Dubos voted against it, and Coun. Lee Wong was away.",
        "The crash killed Staff Sgt. Ian Black and hurt Capt. Ann Lee.",
        "He spoke with Lt.-Gov. Tom Reed and Dist. Atty. Sam Moe on Monday.",
    ],
)
def test_no_sentence_ends_after_a_title(parse, sentence):
    assert [found.text for found in parse(sentence).sents] == [sentence]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He lives in London, Ont. The city is large.", 2),
        ("She moved to Calgary, Alta., in May.", 1),
        ("The bill is signed. Gov. Lee left.", 2),
        ("It was the Isle of Man. They left.", 2),
        ("She is an economist at KfW. They left.", 2),
    ],
)
def test_sentences_after_provinces_and_full_stops(parse, text, count):
    assert len(list(parse(text).sents)) == count


@pytest.mark.parametrize("dateline", ["VELDEN - ", "VELDEN, May 7 (NPA) — ", "Velden (NPA) "])
def test_a_dateline_is_no_part_of_its_sentence(parse, dateline):
    body = dateline + "The Organization of Harbour Towns (OHT) said on Thursday that it would send six pilots.\nIt did."
    doc = parse(body)
    assert doc.text == body
    sentence = doc.text[len(dateline) : body.index("\n") + 1]
    assert sentence in [found.text for found in doc.sents]
    assert all(mention.start_char >= len(dateline) or mention.end_char <= len(dateline) for mention in doc.ents)


def test_text_is_kept_to_the_character(parse):
    body = "Const.\n\nSaid Sgt. \t Lee.\nCoun.Dubos left.\n"
    assert parse(body).text == body
