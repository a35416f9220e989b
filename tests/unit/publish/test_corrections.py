"""A corrections file: what it may say, and what is told of each thing that it may not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from expectations.tables import TABLE_BY_NAME
from tasks.publish.corrections import CorrectionError, Corrections, load_corrections, pack_values, unpack_values

ENTRY = {
    "table": '"quotes"',
    "id": '"00112233aabbccdd"',
    "action": '"fix"',
    "set": '{ speaker_name = "Ann Berg", speaker_key = "person:ann-berg" }',
    "reason": '"The third line names her."',
    "author": '"J. Doe"',
    "date": "2025-03-07",
}


def write(path: Path, *entries: dict[str, str | None]) -> Path:
    """Write entries that differ from a sound one; None leaves a line out."""
    blocks = []
    for entry in entries:
        lines = [f"{name} = {value}" for name, value in {**ENTRY, **entry}.items() if value is not None]
        blocks.append("\n".join(["[[correction]]", *lines]))
    path.write_text("# What we know better.\n\n" + "\n\n".join(blocks) + "\n", "utf-8")
    return path


def test_no_file_is_no_corrections(tmp_path: Path) -> None:
    found = load_corrections(tmp_path / "corrections.toml")
    assert found == Corrections()
    assert found.mark == ""


def test_entries_are_read_with_their_values(tmp_path: Path) -> None:
    path = write(
        tmp_path / "c.toml",
        {
            "set": '{ said_at = 2025-03-07, confidence = 1, is_anonymous = false, type = "mixed" }',
            "unset": '["cue_text"]',
        },
        {"table": '"articles"', "action": '"retract"', "set": None, "reason": '"Made up, says the outlet."'},
    )  # fmt: skip
    fix, retraction = load_corrections(path).entries
    assert fix.values == {
        "said_at": datetime(2025, 3, 7, tzinfo=UTC), "confidence": 1.0, "is_anonymous": False, "type": "mixed",
        "cue_text": None, "cue_start": None, "cue_end": None, "cue_source_start": None, "cue_source_end": None,
    }  # fmt: skip
    assert (fix.author, fix.corrected_on, fix.place) == ("J. Doe", date(2025, 3, 7), "entry 1 (line 3)")
    assert (retraction.action, retraction.values) == ("retract", {})
    assert load_corrections(path).retracted_articles == {"00112233aabbccdd"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"table": '"runs"'}, "table 'runs' cannot be corrected"),
        ({"id": '"0011"'}, "not a whole key"),
        ({"id": None}, "id is missing"),
        ({"action": '"delete"'}, "not one of fix, retract"),
        ({"reason": None}, "reason is missing"),
        ({"reason": '"  "'}, "reason is missing"),
        ({"author": None}, "author is missing"),
        ({"date": None}, "date is missing"),
        ({"date": '"2025-03-07"'}, "without quotes"),
        ({"who": '"me"'}, "who: not known"),
        ({"set": '{ speaker = "Ann Berg" }'}, "quotes has no column 'speaker'"),
        ({"set": '{ speaker_name = 4 }'}, "speaker_name = 4 is not a text"),
        ({"set": '{ speaker_name = "" }'}, "write unset"),
        ({"set": '{ speaker_kind = "mayor" }'}, "one of person, organization"),
        ({"set": '{ confidence = 1.5 }'}, "a number from 0 up to 1"),
        ({"set": '{ confidence = nan }'}, "a number from 0 up to 1"),
        ({"table": '"figures"', "set": '{ value = inf }'}, "value = inf is not a number"),
        ({"set": '{ is_anonymous = "no" }'}, "true or false"),
        ({"set": '{ said_at = "Tuesday" }'}, "a date or time"),
        ({"set": '{ start = 3 }'}, "quotes.start cannot be set"),
        ({"set": '{ cue_source_end = 3 }'}, "quotes.cue_source_end cannot be set"),
        ({"set": '{ text = "Other words" }'}, "quotes.text cannot be set"),
        ({"set": '{ cue_text = "told" }'}, "quotes.cue_text cannot be set"),
        ({"set": '{ fragments = [] }'}, "quotes.fragments cannot be set"),
        ({"set": '{ quote_id = "aa" }'}, "quotes.quote_id cannot be set"),
        ({"set": '{ article_id = "aa" }'}, "quotes.article_id cannot be set"),
        ({"table": '"articles"', "set": '{ body = "Other words" }'}, "articles.body cannot be set"),
        ({"set": None, "unset": '["type"]'}, "quotes.type is never null"),
        ({"set": None, "unset": '["text"]'}, "quotes.text cannot be set"),
        ({"unset": '["speaker_name"]'}, "both set and unset"),
        ({"unset": '"speaker_role"'}, "unset a list"),
        ({"set": None}, "a fix changes something"),
        ({"action": '"retract"'}, "a retraction sets nothing"),
        ({"table": '"removed_spans"', "action": '"retract"', "set": None}, "cannot be retracted"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_entry_is_told_with_its_line(
    change: dict[str, str | None], words: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "c.toml", {}, {"id": '"ffffffffffffffff"'} | change)
    with pytest.raises(CorrectionError) as raised:
        load_corrections(path)
    assert str(raised.value).startswith(f"{path}, entry 2 (line 12): ")
    assert words in str(raised.value)
    assert raised.value.exit_code == 2


def test_every_wrong_entry_is_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "c.toml", {"author": None}, {}, {"reason": None, "id": '"ffffffffffffffff"'})
    with pytest.raises(CorrectionError) as raised:
        load_corrections(path)
    assert [line.split(", ")[1].split(":")[0] for line in str(raised.value).splitlines()] == [
        "entry 1 (line 3)",
        "entry 3 (line 20)",
    ]


@pytest.mark.parametrize(
    "second", [{}, {"action": '"retract"', "set": None}], ids=["the same columns", "fixed and retracted"]
)
def test_two_entries_never_say_two_things_of_one_row(second: dict[str, str | None], tmp_path: Path) -> None:
    path = write(tmp_path / "c.toml", {}, second)
    with pytest.raises(CorrectionError, match=r"entry 2 \(line 12\): entry 1 \(line 3\) says already"):
        load_corrections(path)


def test_two_entries_may_fix_other_columns_of_one_row(tmp_path: Path) -> None:
    path = write(tmp_path / "c.toml", {}, {"set": '{ speaker_role = "mayor" }'})
    assert len(load_corrections(path).entries) == 2


@pytest.mark.parametrize(
    "text", ["[[corrections]]\ntable = 'quotes'\n", "correction = 3\n", "[[correction]\n", "[correction]\nid = 'a'\n"]
)
def test_a_file_of_another_form_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CorrectionError, match=r"c\.toml"):
        load_corrections(path)


def test_the_mark_is_of_what_is_said_and_not_of_its_layout(tmp_path: Path) -> None:
    one = load_corrections(write(tmp_path / "one.toml", {}, {"id": '"ffffffffffffffff"'})).mark
    other = load_corrections(write(tmp_path / "other.toml", {"id": '"ffffffffffffffff"'}, {})).mark
    changed = load_corrections(write(tmp_path / "changed.toml", {})).mark
    assert one == other != changed


def test_values_come_back_from_json_as_they_were() -> None:
    values = {"said_at": datetime(2025, 3, 7, 9, tzinfo=UTC), "confidence": 0.5, "speaker_role": None, "type": "mixed"}
    assert unpack_values(TABLE_BY_NAME["quotes"], pack_values(values)) == values
