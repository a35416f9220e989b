"""Commands that ask a release."""

from __future__ import annotations

import pytest

from flows import cli


@pytest.fixture
def ask(sample_release, capsys, monkeypatch):
    """Run a command on the sample's release; give its exit code and what it printed."""

    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["sayso", *arguments, "--data", str(sample_release.parents[1])])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return ended.value.code, "".join(capsys.readouterr())

    return run


def test_a_query_is_answered_and_a_wrong_one_is_told(ask):
    code, told = ask("query", "SELECT count(*) AS n_of_them FROM claims_in_articles")
    assert (code, "n_of_them" in told) == (0, True)
    code, told = ask("query", "SELECT nothing FROM quote")
    assert (code, "quotes" in told) == (2, True)


def test_people_are_found_by_a_part_of_their_name(ask):
    code, told = ask("people", "--most", "1")
    assert (code, "person:" in told, "more; --most" in told) == (0, True, True)
    assert ask("people", "nobody-at-all")[0] == 2


def test_stories_are_listed(ask):
    code, told = ask("stories")
    assert (code, "outlets" in told) == (0, True)


def test_an_export_names_its_files(ask, tmp_path):
    code, told = ask("export", "csv", str(tmp_path), "--table", "runs")
    assert (code, str(tmp_path / "runs.csv") in told) == (0, True)
    code, told = ask("export", "xls", str(tmp_path))
    assert (code, "csv, jsonl, duckdb" in told) == (2, True)
