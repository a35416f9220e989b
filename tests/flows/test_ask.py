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


def test_a_country_that_is_quoted_is_listed_and_a_slip_is_told_the_nearest(ask):
    code, told = ask("people", "Ecuador")
    assert (code, "place:EC" in told) == (0, True)
    code, told = ask("people", "Villareall")
    assert (code, "is it Lorna Villareal?" in told) == (2, True)
    code, told = ask("export", "csv", ".", "--table", "quotes_in_article")
    assert (code, "is it quotes_in_articles" in told) == (2, True)


def test_ids_that_several_articles_have_are_told(ask):
    code, told = ask("show", "npa-202503")
    assert (code, "2 articles have ids that begin with 'npa-202503'" in told) == (0, True)
    code, told = ask("show", "nobody")
    assert (code, "SELECT article_id, record_id, title FROM articles" in told) == (2, True)


def test_a_folder_without_a_release_and_a_wrong_option_name_the_next_step(ask, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("sys.argv", ["sayso", "releases", "--data", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert (ended.value.code, "`sayso build INPUT` makes one" in capsys.readouterr().err) == (2, True)
    code, told = ask("build")
    assert (code, "Missing argument 'inputs'; `sayso build --help` shows how" in told) == (2, True)
