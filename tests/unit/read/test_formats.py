"""A format is one value: its suffixes, how it is told, how it is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from tasks.documents import Record
from tasks.read import formats
from tasks.read.fields import FieldMap, make_field_map
from tasks.read.formats import FORMATS, HTML, JSON, JSON_LINES, TABLE, TEXT, Format, recognise_format
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tasks.read.packing import PACKINGS

PROJECT = Path(__file__).parents[3]


def test_no_suffix_stands_for_two_things():
    suffixes = [suffix for one in (*FORMATS, *PACKINGS) for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_every_format_that_is_defined_is_tried():
    assert {id(one) for one in vars(formats).values() if isinstance(one, Format)} == {id(one) for one in FORMATS}


@pytest.mark.parametrize("name", [one.name for one in (*FORMATS, *PACKINGS)])
def test_the_help_and_the_readme_name_what_is_read(name: str):
    told = " ".join(CliRunner().invoke(app, ["build", "--help"]).output.replace("│", " ").split())
    readme = (PROJECT / "README.md").read_text("utf-8")
    for text in (told, readme.partition("## What it reads")[2]):
        assert name.casefold() in text.casefold()


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b'{"text": "A"}\n{"text": "B"}\n', "a", JSON_LINES),
        (b'{"text": "A"}\n', "a.jsonl", JSON_LINES),
        (b'{"text": "A"}\n', "a", JSON),
        (b'{"text": "A", "title', "a.jsonl", JSON_LINES),
        (b'{"text": "A", "title', "a", JSON),
        (b'{\n  "text": "A"\n}\n', "a.jsonl", JSON),
        (b'["text", "title\nA,B\n', "a.csv", TABLE),
        (b'[{"text": "A"}]', "a.csv", JSON),
        (b"title,text\nA,B\n", "a", TABLE),
        (b"title,text\nA,B\n", "a.jsonl", JSON_LINES),
        (b"<p>The pier is let.</p>", "a", HTML),
        (b"The pier is let.", "a.html", TEXT),
        (b"The pier is let.", "a.rss", None),
        (b"The pier is let.", "a.conf", None),
        (b"%PDF-1.7", "a.txt", None),
    ],
)
def test_content_tells_a_format_and_a_suffix_where_it_does_not(head: bytes, name: str, found: Format | None):
    assert recognise_format(head, name, False, make_field_map(ReadOptions())) == found


def test_plain_text_under_an_unknown_suffix_is_read_where_it_is_named():
    assert recognise_format(b"The pier is let.", "a.conf", True, FieldMap({})) is TEXT


def test_a_format_that_is_added_to_the_list_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def read_mail(source, stream, options):
        yield Record(source.shown_path, None, source.name, "text", stream.read().decode().partition("\n")[2])

    mail = Format(name="mail", suffixes=(".eml",), read=read_mail, marks=(b"From ",))
    monkeypatch.setattr(formats, "FORMATS", (mail, *FORMATS))
    (tmp_path / "a").write_bytes(b"From the desk\nThe pier is let.")
    (record,) = read_inputs([str(tmp_path)], ReadOptions())
    assert isinstance(record, Record)
    assert record.content == "The pier is let."
