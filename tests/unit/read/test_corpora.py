"""SGML of corpora, and what agencies send: an article a record, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions

REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" OLDID="5" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<PLACES><D>uk</D></PLACES>
<TEXT>&#2;
<TITLE>RYE LETS ITS PIER &amp;AMP; CRANE</TITLE>
<DATELINE>    RYE, Feb 26 - </DATELINE><BODY>The town of Rye let its pier to a bank
on Monday for 30 years.
    "We had no choice," said Ana Orr, the mayor.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS TOPICS="NO" NEWID="2"><DATE>27-FEB-1987</DATE><TEXT TYPE="BRIEF">&#2;
<TITLE>CRANE OF NESS SOLD</TITLE></TEXT></REUTERS>
"""
GIGAWORD = """<DOC id="RYE_ENG_20120305.0001" type="story" >
<HEADLINE>
Rye lets its pier to a bank
</HEADLINE>
<DATELINE>
RYE
</DATELINE>
<TEXT>
<P>
The town of Rye let its pier to a bank
on Monday for 30 years.
</P>
<P>
"We had no choice," said Ana Orr, the mayor.
</P>
</TEXT>
</DOC>
"""
TREC = """<DOC>
<DOCNO> RY880305-0001 </DOCNO>
<HEAD>Rye lets its pier to a bank</HEAD>
<BYLINE>By TOM REED</BYLINE>
<TEXT>
   The town of Rye let its pier to a bank
on Monday for 30 years.
   "We had no choice," said Ana Orr, the mayor.
</TEXT>
</DOC>
"""
STORY = 'The town of Rye let its pier to a bank on Monday for 30 years.\n\n"We had no choice," said Ana Orr, the mayor.'
G2 = """<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:rye:1" version="2" xml:lang="en">
<itemMeta><provider literal="rye"><name>Rye Press</name></provider>
<versionCreated>2012-03-06T10:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2012-03-05T09:00:00Z</contentCreated><by>Tom Reed</by><language tag="en"/>
<headline>Rye lets its pier to a bank</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>The town of Rye let its pier to a bank on <b>Monday</b> for 30 years.</p><figure><p>A picture.</p></figure>
<p>"We had no choice," said Ana Orr, the mayor.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:rye:2" version="1"><contentMeta><headline>A picture</headline></contentMeta></newsItem>
</itemSet></newsMessage>
"""
NITF = """<?xml version="1.0"?>
<nitf><head><title>Pier</title><docdata><doc-id id-string="rye-1"/><date.issue norm="20120305T090000Z"/></docdata>
<pubdata name="Rye Press"/></head><body><body.head><hedline><hl1>Rye lets its pier to a bank</hl1></hedline>
<byline>By <person>Tom Reed</person></byline></body.head><body.content>
<p>The town of Rye let its pier to a bank on Monday for 30 years.</p>
<media><media-caption><p>The pier.</p></media-caption></media>
<block><p>"We had no choice," said Ana Orr, the mayor.</p></block></body.content></body></nitf>
"""
NEWSML = f"""<?xml version="1.0"?>
<NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>rye-1</NewsItemId>
<PublicIdentifier>urn:newsml:rye:20120305:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><FirstCreated>20120305T090000Z</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Rye lets its pier to a bank</HeadLine><ByLine>Tom Reed</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="Rye Press"/></Provider></AdministrativeMetadata>
<ContentItem><DataContent>{NITF[NITF.index("<nitf>") :].replace("Press", "Wire")}</DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>
"""


def read(folder: Path, text: str, name: str = "a.xml") -> list[Record | Reject]:
    (folder / name).write_text(text, "utf-8")
    return list(read_inputs([str(folder / name)], ReadOptions()))


def make(record: Record | Reject) -> Document:
    assert isinstance(record, Record)
    document = make_document(record, ReadOptions())
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("text", "record_id", "day", "author"),
    [
        (REUTERS, "1", "1987-02-26", None),
        (GIGAWORD, "RYE_ENG_20120305.0001", "2012-03-05", None),
        (TREC, "RY880305-0001", "1988-03-05", "TOM REED"),
    ],
)
def test_sgml(tmp_path: Path, text: str, record_id: str, day: str, author: str | None) -> None:
    document = make(read(tmp_path, text, "a.sgm")[0])
    assert document.source_text == STORY
    assert (document.record_id, str(document.published_at)[:10], document.author) == (record_id, day, author)
    assert (document.title or "").casefold().startswith("rye lets its pier")


def test_an_element_without_text_and_a_cut_one_are_rejects(tmp_path: Path) -> None:
    found = read(tmp_path, REUTERS + "<REUTERS NEWID='3'><TEXT><BODY>The crane", "a.sgm")
    assert [one.reason if isinstance(one, Reject) else "kept" for one in found] == ["kept", "no_text", "truncated"]
    assert [one.position for one in found] == ["document 1", "document 2", "document 3"]
    assert make(found[0]).title == "RYE LETS ITS PIER & CRANE"


@pytest.mark.parametrize("text", [G2, NITF, NEWSML], ids=["newsml-g2", "nitf", "newsml-1"])
def test_what_agencies_send(tmp_path: Path, text: str) -> None:
    document = make(read(tmp_path, text)[0])
    assert document.source_text == STORY.replace("\n\n", "\n")
    assert (document.title, document.author, document.outlet, str(document.published_at)) == (
        "Rye lets its pier to a bank",
        "Tom Reed",
        "Rye Press",
        "2012-03-05 09:00:00+00:00",
    )


def test_an_item_without_text_is_a_reject(tmp_path: Path) -> None:
    found = read(tmp_path, G2)
    assert [one.reason if isinstance(one, Reject) else "kept" for one in found] == ["kept", "no_text"]
    assert [one.position for one in found] == ["item 1", "item 2"]
    (empty,) = read(tmp_path, "<?xml version='1.0'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>")
    assert isinstance(empty, Reject) and empty.reason == "no_text"
    (broken,) = read(tmp_path, G2[:900])
    assert isinstance(broken, Reject) and broken.reason == "bad_xml"
