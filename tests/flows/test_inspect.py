"""What is said of dumps: before a build, and by it."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from flows.cli import app
from flows.inspect_dump import describe_inspection, inspect_inputs
from flows.pipeline import Outcome
from flows.summary import describe_unclear_dates
from tasks.read.options import ReadOptions
from tasks.read.survey import Survey

CSV = (
    "ref,headline,story,day,mood\n"
    '1,Pier let,"The pier of Rye was let to a bank on Monday, the mayor said.",{day},glad\n'
    '2,,"",05/03/2024,sad\n'
    '3,Crane sold,"The crane of Ness was sold on Friday, the port said.",{day},glad\n'
)


def look(folder: Path, day: str) -> str:
    (folder / "a.csv").write_text(CSV.format(day=day), "utf-8")
    options = ReadOptions(fields={"published_at": ("day",)})
    return "\n".join(describe_inspection(inspect_inputs([str(folder / "a.csv")], options, 200), 200))


def test_it_says_which_column_became_which_field(tmp_path: Path) -> None:
    told = look(tmp_path, "2024-03-05")
    assert "3 read: 2 would be kept, 1 rejected" in told
    assert "content from story, title from headline, published_at from day; no column for record_id, url" in told
    assert "not used: ref, mood" in told
    assert "dates: 2 from the record; 0 articles have none" in told
    assert "reject empty: 1, such as" in told and "title: Pier let" in told


def test_a_column_without_a_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(CSV.format(day="2024-03-05").replace("ref,", ",", 1), "utf-8")
    told = describe_inspection(inspect_inputs([str(tmp_path / "a.csv")], ReadOptions(), 200), 200)
    assert "not used: one without a name, day, mood" in "\n".join(told)


def test_it_says_which_dates_may_be_read_both_ways(tmp_path: Path) -> None:
    told = look(tmp_path, "06/03/2024")
    assert "2 are dated like '06/03/2024', and nothing tells which is the day: say --day-first or --month-first" in told
    assert "1 cannot be read or" not in told
    assert "2 cannot be read or are still to come, such as 'spring'" in look(tmp_path, "spring")


def test_the_command_says_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Ferries sailed on Tuesday, the line said."}\n', "utf-8")
    told = CliRunner().invoke(app, ["inspect", str(tmp_path / "a.jsonl"), "--most", "1"]).output
    assert "1 read (the first 1; see --most): 1 would be kept" in told
    assert "content from text" in told


def test_files_that_are_read_alike_share_a_line() -> None:
    survey = Survey()
    for name in ("a", "b", "c"):
        survey.observe(name, {"text": "A", "x": "B" if name == "c" else None}, {"content": "text"})
    told = survey.describe()
    assert [line.split(": ")[0] for line in told] == ["a and 1 more", "c"]
    assert told[1].endswith("not used: x")


def test_a_build_says_how_many_dates_it_could_not_read() -> None:
    outcome = Outcome(Path("r"), True, None, n_unclear_dates=1200)  # type: ignore[arg-type]
    assert "1,200 of the new records are dated like 03/04/2024" in str(describe_unclear_dates(outcome))
    assert describe_unclear_dates(Outcome(Path("r"), True, None)) is None  # type: ignore[arg-type]
