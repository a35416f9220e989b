"""Exports of press libraries: one article a record, its outlet, day and author from their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions

PIER = "The town of Rye let its pier to a bank on Monday for 30 years."
SAID = "“We had no choice,” said Ana Orr, the mayor."

LEXIS = """
                               1 of 2 DOCUMENTS


                               The Rye Gazette

                             March 5, 2012 Monday
                              Late Edition - Final

Rye lets its pier to a bank; council
votes 7-4

BYLINE: By TOM REED

SECTION: Section A; Pg. 4

LENGTH: 240 words

DATELINE: RYE

The town of Rye let its pier to a bank
on Monday for 30 years.

“We had no choice,” said Ana Orr, the mayor.

URL: http://www.ryegazette.example/pier

LOAD-DATE: March 6, 2012

LANGUAGE: ENGLISH

SUBJECT: PIERS (90%); BANKING
(88%)

                       Copyright 2012 The Rye Gazette
                              All Rights Reserved
\f
                               2 of 2 DOCUMENTS


                        Copyright 2015 Ness Post Ltd.
                              All Rights Reserved
                                  Ness Post

                             June 9, 2015 Tuesday

Crane sold

LENGTH: 12 words

BODY:

The crane of Ness was sold on Friday.
\f
"""
NEXIS = """User Name: =
Documents (2)

1. Rye lets its pier
 Client/Matter: -None-
2. Crane sold
 Client/Matter: -None-
 Search Terms: pier

Rye lets its pier to a bank

The Rye Gazette

March 5, 2012 Monday, Late Edition - Final

Copyright 2012 The Rye Gazette
All Rights Reserved

Section: Section A; Pg. 4
Length: 240 words
Byline: By Tom Reed

Body

The town of Rye let its pier to a bank on Monday for 30 years.

“We had no choice,” said Ana Orr, the mayor.

Classification

Language: ENGLISH
Load-Date: March 6, 2012

End of Document

Crane sold

Ness Post

June 9, 2015 Tuesday

Copyright 2015 Ness Post Ltd.

Length: 12 words

Body

The crane of Ness was sold on Friday.

Classification

Language: ENGLISH

End of Document
"""
FACTIVA = """Rye lets its pier to a bank
By Tom Reed
240 words
5 March 2012
The Rye Gazette
RYEG
Late Edition - Final
English
Copyright 2012 The Rye Gazette. All Rights Reserved.

The town of Rye let its pier to a bank on Monday for 30 years.

“We had no choice,” said Ana Orr, the mayor.

Document RYEG000020120306e8350003x

Crane sold
12 words
9 June 2015
Ness Post
NESSP
English
Copyright 2015 Ness Post Ltd.

The crane of Ness was sold on Friday.

Document NESSP00020150610eb69000b1

Search Summary
Text pier or crane
"""
CODES = """HD  Rye lets its pier to a bank
BY  By Tom Reed
WC  240 words
PD  5 March 2012
SN  The Rye Gazette
SC  RYEG
LA  English
CY  Copyright 2012 The Rye Gazette.
LP  The town of Rye let its pier to a bank on Monday for 30 years.
TD  “We had no choice,” said Ana Orr, the mayor.
CO  rye : Rye Ltd
AN  Document RYEG000020120306e8350003x

HD  Crane sold
WC  12 words
PD  9 June 2015
SN  Ness Post
LA  English
TD
The crane of Ness was sold on Friday.

AN  Document NESSP00020150610eb69000b1
"""
PROQUEST = """____________________________________________________________

Table of contents

1. Rye lets its pier to a bank
____________________________________________________________

Document 1 of 2

Rye lets its pier to a bank

Author: Reed, Tom.

Publication info: The Rye Gazette ; Rye [Rye]05 Mar 2012: A.4.

http://search.example/docview/1

Abstract: A pier was let.

Full text: The town of Rye let its pier to a bank on Monday for 30 years.

“We had no choice,” said Ana Orr, the mayor.

Subject: Piers

Publication title: The Rye Gazette

Publication date: Mar 5, 2012

ProQuest document ID: 926001

Document URL: http://search.example/docview/926001
____________________________________________________________

Document 2 of 2

Crane sold

Full text: The crane of Ness was sold on Friday.

Publication title: Ness Post

Publication date: Jun 9, 2015

ProQuest document ID: 926002
____________________________________________________________

Contact us at: http://www.proquest.example
Database copyright © 2020
"""
ALL = {"lexis": LEXIS, "nexis": NEXIS, "factiva": FACTIVA, "codes": CODES, "proquest": PROQUEST}


def read(folder: Path, text: str, name: str = "export.txt") -> list[Record | Reject]:
    (folder / name).write_text(text, "utf-8")
    return list(read_inputs([str(folder / name)], ReadOptions()))


@pytest.mark.parametrize("kind", ALL)
def test_each_article_is_a_record_with_what_the_library_says_of_it(tmp_path: Path, kind: str) -> None:
    documents = [make_document(one, ReadOptions()) for one in read(tmp_path, ALL[kind]) if isinstance(one, Record)]
    assert all(isinstance(one, Document) for one in documents)
    first, second = documents
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.source_text.split("\n\n" if "\n\n" in first.source_text else "\n") == [PIER, SAID]
    assert (first.outlet, str(first.published_at)[:10]) == ("The Rye Gazette", "2012-03-05")
    assert (first.author or "").upper().replace(",", "") in ("TOM REED", "REED TOM")
    assert (first.title or "").startswith("Rye lets its pier to a bank")
    assert (second.outlet, str(second.published_at)[:10]) == ("Ness Post", "2015-06-09")
    assert (second.title, second.author, second.source_text) == (
        "Crane sold",
        None,
        "The crane of Ness was sold on Friday.",
    )


def test_ids_and_places(tmp_path: Path) -> None:
    ids = {kind: [one.record_id for one in read(tmp_path, text, f"{kind}.txt")] for kind, text in ALL.items()}
    assert ids["proquest"] == ["926001", "926002"]
    assert ids["factiva"] == ids["codes"] == ["RYEG000020120306e8350003x", "NESSP00020150610eb69000b1"]
    assert ids["lexis"] == ["http://www.ryegazette.example/pier", "lexis.txt:2"]
    assert [one.position for one in read(tmp_path, LEXIS)] == ["document 1", "document 2"]


@pytest.mark.parametrize(
    ("kind", "cut", "reason"),
    [
        ("lexis", "                             June 9, 2015 Tuesday\n", "no_text"),
        ("nexis", "Body\n\nThe crane", "no_text"),
        ("factiva", "12 words\n", "no_text"),
        ("proquest", "Full text: The crane", "no_text"),
    ],
)
def test_an_article_without_its_marks_is_a_reject_and_not_lost(
    tmp_path: Path, kind: str, cut: str, reason: str
) -> None:
    found = read(tmp_path, ALL[kind].replace(cut, "The crane"))
    assert len(found) == 2
    assert [one.reason for one in found if isinstance(one, Reject)] == [reason]


def test_a_text_about_documents_is_no_export(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "It was document 1 of 20.\n\nShe wrote 240 words on 5 March 2012.\n\nBody\n")
    assert isinstance(found, Record) and found.position is None
