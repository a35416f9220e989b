"""A build of `data/sample` reaches the floors in `floors.toml`, and the scorer can tell right from wrong."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

GOLDEN = Path(__file__).parent
SAMPLE = GOLDEN.parents[1] / "data" / "sample"
FLOORS = tomllib.loads((GOLDEN / "floors.toml").read_text(encoding="utf-8"))


def _load_scores() -> Any:
    spec = importlib.util.spec_from_file_location("golden_scores", GOLDEN / "scores.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


scores = _load_scores()
ANSWERS = scores.load_golden(GOLDEN)


def hash_corpus() -> str:
    """SHA-256 over the names and contents of the answers and of the sample files that they answer for."""
    paths = [*sorted((GOLDEN / "articles").glob("*.json")), GOLDEN / "links.json"]
    paths += sorted({SAMPLE / answer["file"] for answer in ANSWERS})
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        digest.update(f"{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


@pytest.fixture(scope="session")
def measured(sample_release: Path) -> dict[str, float]:
    """Score the build of the sample once."""
    return scores.compare_golden(sample_release, GOLDEN)[0]


@pytest.mark.parametrize("measure", FLOORS["floors"])
def test_reaches_floor(measure: str, measured: dict[str, float]) -> None:
    assert measured[measure] >= FLOORS["floors"][measure], f"{measure} is {measured[measure]:.3f}"


def test_every_measure_has_a_floor(perfect_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scores, "MEASURES", scores.MEASURES[1:])
    with pytest.raises(ValueError, match=f"no floor for {next(iter(FLOORS['floors']))}$"):
        scores.compare_golden(perfect_release, GOLDEN)


def test_floors_belong_to_this_corpus() -> None:
    now = hash_corpus()
    assert FLOORS["corpus_sha256"] == now, f"the golden corpus changed: measure again and put {now} into floors.toml"


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["record_id"])
def test_answers_quote_their_body(answer: dict[str, Any]) -> None:
    spans = [*answer["figures"], *answer["dates"], *(f for quote in answer["quotes"] for f in quote["fragments"])]
    assert spans
    assert [span["text"] for span in spans] == [answer["body"][span["start"] : span["end"]] for span in spans]


def _make_perfect_release(folder: Path) -> Path:
    """Write the answers themselves as a release; wishes that leave a value open get one."""
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in ("quotes", "figures", "dates", "entities")}
    articles, removed, ids = [], [], {}
    for answer in ANSWERS:
        key = answer["record_id"]
        source = "\n".join([answer["body"], *(cut["text"] for cut in answer["removed"])])
        at = len(answer["body"])
        articles.append(
            {"article_id": key, "record_id": key, "source_text": source, "source_agency": answer["source_agency"]}
        )
        removed.append(
            {"article_id": key, "kind": "other", "source_start": at, "source_end": len(source), "text": source[at:]}
        )
        for number, quote in enumerate(answer["quotes"]):
            fragments = [{"source_start": f["start"], "source_end": f["end"]} for f in quote["fragments"]]
            ids[key, number] = f"{key}#{number}"
            speaker = {"speaker_name": quote["speaker_name"], "speaker_kind": quote["speaker_kind"]}
            row = {"quote_id": ids[key, number], "type": quote["type"], "cue_text": quote["cue"], "text": quote["text"]}
            tables["quotes"].append(row | speaker | _place(key, quote["fragments"]) | {"fragments": fragments})
        for table in ("figures", "dates"):
            for span in answer[table]:
                tables[table].append({k: _settle(v) for k, v in span.items()} | _place(key, [span]))
        for name, mentions in answer["entities"].items():
            rows = [{"article_id": key, "text": mention, "entity_key": name} for mention in mentions]
            tables["entities"].extend(rows)
    groups = []
    for number, link in enumerate(scores.json.loads((GOLDEN / "links.json").read_text(encoding="utf-8"))):
        for side in "ab":
            answer = next(a for a in ANSWERS if a["record_id"] == link[side]["record_id"])
            place = next(i for i, q in enumerate(answer["quotes"]) if q["text"].startswith(link[side]["text"]))
            groups.append((ids[answer["record_id"], place], number))
    rows = [{"quote_id": quote_id, "group_id": str(group)} for quote_id, group in _join_groups(groups).items()]
    tables |= {"articles": articles, "removed_spans": removed, "quote_groups": rows}
    for table, contents in tables.items():
        (folder / table).mkdir()
        pd.DataFrame(contents).to_parquet(folder / table / "part.parquet")
    return folder


def _place(article_id: str, spans: list[dict[str, Any]]) -> dict[str, Any]:
    return {"article_id": article_id, "source_start": spans[0]["start"], "source_end": spans[-1]["end"]}


def _settle(value: Any) -> Any:
    return None if value == "*" else value


def _join_groups(members: list[tuple[str, int]]) -> dict[str, int]:
    group_of: dict[str, int] = {}
    for first, second in zip(members[::2], members[1::2], strict=True):
        joined = {group_of[quote] for quote, _ in (first, second) if quote in group_of}
        group_of = {quote: first[1] if group in joined else group for quote, group in group_of.items()}
        group_of |= {first[0]: first[1], second[0]: first[1]}
    return group_of


@pytest.fixture()
def perfect_release(tmp_path: Path) -> Path:
    """The answers as a release."""
    return _make_perfect_release(tmp_path)


def test_scorer_gives_full_marks_to_the_answers(perfect_release: Path) -> None:
    measured, misses = scores.compare_golden(perfect_release, GOLDEN)
    assert misses == []
    assert measured == dict.fromkeys(scores.MEASURES, 1.0)


def test_scorer_accepts_either_extent(perfect_release: Path) -> None:
    path = perfect_release / "quotes" / "part.parquet"
    rows = pd.read_parquet(path).to_dict("records")
    bodies = {answer["record_id"]: answer["body"] for answer in ANSWERS}
    kept = rows[:1]
    for row in rows[1:]:
        last, body, start = kept[-1], bodies[row["article_id"]], row["source_start"]
        if row["type"] != "direct" and body[:start].endswith(" that "):
            row["fragments"][0]["source_start"] = start - len("that ")
        is_same = all(last[name] == row[name] for name in ("article_id", "type", "speaker_name", "cue_text"))
        gap = body[last["source_end"] : start]
        if is_same and row["type"] == "direct" and 0 < len(gap) < 90 and "\n" not in gap:
            kept[-1] = last | {"fragments": [*last["fragments"], *row["fragments"]], "source_end": row["source_end"]}
        else:
            kept.append(row)
    assert len(kept) < len(rows)
    pd.DataFrame(kept).to_parquet(path)
    measured, misses = scores.compare_golden(perfect_release, GOLDEN)
    assert [miss for miss in misses if miss.startswith("quotes_")] == []
    assert measured["quotes_f1"] == measured["quote_links_right"] == 1.0


def _change(folder: Path, table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    path = folder / table / "part.parquet"
    change(pd.read_parquet(path)).to_parquet(path)


@pytest.mark.parametrize(
    ("table", "change", "measure"),
    [
        ("articles", lambda f: f.iloc[1:], "articles_found"),
        ("articles", lambda f: f.assign(source_agency="Another Agency"), "agency_right"),
        ("removed_spans", lambda f: f.assign(source_start=f.source_start - 40), "removed_precision"),
        ("removed_spans", lambda f: f.assign(source_start=f.source_start - 40), "body_kept"),
        ("removed_spans", lambda f: f.iloc[1:], "removed_recall"),
        ("quotes", lambda f: f.iloc[5:], "quotes_recall"),
        ("quotes", lambda f: pd.concat([f, f.head(3)]), "quotes_precision"),
        ("quotes", lambda f: f.assign(type="indirect"), "quote_type_right"),
        ("quotes", lambda f: f.assign(cue_text="sang"), "cue_right"),
        ("quotes", lambda f: f.assign(speaker_name="Nobody"), "speaker_name_right"),
        ("quotes", lambda f: f.assign(speaker_kind="person"), "speaker_kind_right"),
        ("figures", lambda f: f.iloc[1:], "figures_recall"),
        ("figures", lambda f: f.assign(value=f.value * 10, low=None, high=None), "figures_recall"),
        ("figures", lambda f: pd.concat([f, f.head(3)]), "figures_precision"),
        ("figures", lambda f: f.assign(approximation="about"), "approximation_right"),
        ("figures", lambda f: f.assign(kind="count"), "figure_kind_right"),
        ("figures", lambda f: f.assign(unit="EUR"), "unit_right"),
        ("dates", lambda f: f.assign(date_start=f.date_end), "dates_recall"),
        ("dates", lambda f: pd.concat([f, f.head(3)]), "dates_precision"),
        ("entities", lambda f: f.assign(entity_key=f.text), "entities_merged"),
        ("entities", lambda f: f.assign(entity_key="place:XX"), "entities_apart"),
        ("quote_groups", lambda f: f.iloc[2:], "quote_links_found"),
        ("quote_groups", lambda f: f.assign(group_id="1"), "quote_links_right"),
    ],
)
def test_scorer_sees_each_fault(
    table: str, change: Callable[[pd.DataFrame], pd.DataFrame], measure: str, perfect_release: Path
) -> None:
    _change(perfect_release, table, change)
    measured, misses = scores.compare_golden(perfect_release, GOLDEN)
    assert measured[measure] < 1.0
    assert misses
