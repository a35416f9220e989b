"""The commands diff, trace and rebuild, and what show says of corrections: what they print, and their exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.flows.articles import make_record, write_dump


def sayso(*args: object) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("sayso")), *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(build, tmp_path_factory):
    """A data folder of two releases: of two articles, and of what was made of them by a fix and a retraction."""
    folder = tmp_path_factory.mktemp("commands")
    data = folder / "data"
    first = build([write_dump(folder / "dump.jsonl", map(make_record, range(2)))], data).release
    quotes = pd.read_parquet(first / "quotes")
    articles = pd.read_parquet(first / "articles").set_index("record_id").article_id
    quote = quotes[(quotes.article_id == articles["storm-0"]) & (quotes.type == "direct")].iloc[0]
    who = 'reason = "She says so."\nauthor = "J. Doe"\ndate = 2025-03-08\n'
    (data / "corrections.toml").write_text(
        f'[[correction]]\ntable = "quotes"\nid = "{quote.quote_id}"\naction = "fix"\n'
        f'set = {{ speaker_role = "mayor" }}\n{who}'
        f'[[correction]]\ntable = "articles"\nid = "{articles["storm-1"]}"\naction = "retract"\n{who}',
        "utf-8",
    )
    build([], data)
    return data, quote, articles["storm-1"]


def test_diff_counts_and_shows_what_differs(built):
    data, quote, gone = built
    done = sayso("diff", "--data", data)
    assert done.returncode == 0, done.stderr
    assert f"- {gone}" in done.stdout
    assert "→ mayor" in done.stdout

    found = json.loads(sayso("diff", "previous", "latest", "--data", data, "--table", "quotes", "--json").stdout)
    assert set(found["tables"]) == {"quotes"}
    (changed,) = found["tables"]["quotes"]["examples"]["changed"]
    assert (changed["key"], changed["after"]) == (quote.quote_id, {"speaker_role": "mayor"})
    counts = sayso("diff", "--data", data, "--limit", "0").stdout
    assert gone not in counts


def test_trace_prints_sentence_file_and_offsets(built):
    data, quote, _ = built
    for what in (("quotes", quote.quote_id[:12]), (quote.quote_id,)):
        done = sayso("trace", *what, "--data", data)
        assert done.returncode == 0, done.stderr
        assert f"⟦{quote.text}⟧" in done.stdout
        assert "dump.jsonl, line 1" in done.stdout
        assert f"source {quote.source_start} to {quote.source_end}" in done.stdout
        assert "the source's characters are the row's text" in done.stdout
        assert "fixed by J. Doe on 2025-03-08" in done.stdout


def test_what_is_retracted_has_its_tombstone_shown(built):
    data, _, gone = built
    for command in (("trace", gone), ("trace", "articles", gone), ("show", gone)):
        done = sayso(*command, "--data", data)
        assert done.returncode == 0, done.stderr
        assert f"articles {gone} retracted by J. Doe on 2025-03-08: She says so." in " ".join(done.stdout.split())
    assert sayso("trace", gone, "--data", data, "--release", "previous").stdout.startswith(
        f"articles {gone} of release"
    )


def test_rebuild_says_that_the_content_is_the_same_or_what_is_missing(built):
    data, _, _ = built
    done = sayso("rebuild", "latest", "--data", data, "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "built again with the same content" in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("diff", "2019"), "no release 2019"),
        (("diff", "--table", "words"), "no table words"),
        (("trace", "quotes", "zz"), "no row of quotes"),
        (("trace", "zz"), "begins with 'zz'"),
        (("trace", "words", "00"), "no table 'words'"),
        (("trace", "quotes", ""), "give a row's id"),
        (("trace", "a", "b", "c"), "a table and an id"),
        (("rebuild", "2019"), "no release 2019"),
    ],
)
def test_what_cannot_be_shown_is_one_line_and_exit_2(built, args, words):
    data, _, _ = built
    done = sayso(*args, "--data", data)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_id_that_fits_several_rows_lists_them(built):
    data, _, _ = built
    release = sorted((data / "releases").iterdir())[0]
    keys = {"entities": "mention_id", "quotes": "quote_id", "claims": "claim_id", "figures": "figure_id"}
    ids = pd.concat([pd.read_parquet(release / table)[key] for table, key in keys.items()])
    first = ids.str[0].value_counts().index[0]
    done = sayso("trace", first, "--data", data, "--release", release.name)
    assert done.returncode == 2
    assert f"{first} may be any of" in done.stderr
    assert len(done.stderr.splitlines()) > 2
