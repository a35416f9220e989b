"""Score a release built from `data/sample` against the annotated answers in `tests/golden/`.

Everything is compared by source characters: an answer's body is aligned to `articles.source_text`, letters and digits
only, so mended line breaks, marks at the edges of a quote and what HTML extraction adds do not count.

    python tests/golden/scores.py RELEASE [--show]
"""

from __future__ import annotations

import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
from rapidfuzz.distance import Indel

MEASURES = tuple(tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["floors"])
SAME_QUOTE = 0.8  # intersection over union of letters and digits
# Bounds that leave an event without a first or a last day.
_NO_START, _NO_END = ("by", "until", "through"), ("since", "from")
# An answer gives the least that a vague word may mean ("dozens": 12); a reading up to ten times that is accepted.
VAGUE_SPREAD = 10

Row = dict[str, Any]
Characters = frozenset[int]


@dataclass
class Tally:
    """Counts behind the measures, and one line for every miss."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def check(self, measure: str, is_right: bool, what: str) -> None:
        """Count one yes-or-no check of a measure."""
        self.counts[f"{measure}/all"] += 1
        self.counts[f"{measure}/right"] += bool(is_right)
        if not is_right:
            self.misses.append(f"{measure}: {what}")

    def add(self, measure: str, n_right: int, n_all: int) -> None:
        """Count many checks at once."""
        self.counts[f"{measure}/right"] += n_right
        self.counts[f"{measure}/all"] += n_all

    def share(self, measure: str) -> float:
        """Share of the checks that were right; 0 where there were none, so that an empty release reaches no floor."""
        n_all = self.counts[f"{measure}/all"]
        return self.counts[f"{measure}/right"] / n_all if n_all else 0.0


@dataclass
class Found:
    """One golden article as the release has it."""

    answer: Row
    article: Row
    source_of: dict[int, int]  # offset in the answer's body -> offset in the source text, letters and digits only
    quote_ids: dict[int, str] = field(default_factory=dict)  # index of a golden quote -> the release's quote

    @property
    def name(self) -> str:
        """The answer's record id, cut short for messages."""
        return str(self.answer["record_id"])[:40]

    def characters(self, start: int, end: int) -> Characters:
        """Source offsets of the letters and digits of a span of the answer's body."""
        return frozenset(self.source_of[i] for i in range(start, end) if i in self.source_of)

    def source_characters(self, spans: Iterable[tuple[int, int]]) -> Characters:
        """The same for spans of the source text."""
        text = self.article["source_text"]
        return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def load_golden(golden: Path) -> list[Row]:
    """Read the answers, one file an article, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((golden / "articles").glob("*.json"))]


def compare_golden(release: Path, golden: Path) -> tuple[dict[str, float], list[str]]:
    """Give every measure that has a floor, each from 0 to 1, and a line for every miss."""
    tally = Tally()
    tables = {
        name: _rows_by_article(release, name) for name in ("removed_spans", "quotes", "figures", "dates", "entities")
    }
    found = _find_articles(release, load_golden(golden), tally)
    for one in found:
        key = one.article["article_id"]
        _score_body(one, tables["removed_spans"].get(key, []), tally)
        _score_quotes(one, tables["quotes"].get(key, []), tally)
        _score_figures(one, tables["figures"].get(key, []), tally)
        _score_spans(one, "dates", tables["dates"].get(key, []), tally)
        _score_entities(one, tables["entities"].get(key, []), tally)
    _score_links(release, json.loads((golden / "links.json").read_text(encoding="utf-8")), found, tally)
    if unknown := {key.partition("/")[0] for key in tally.counts}.difference(MEASURES):
        raise ValueError(f"floors.toml has no floor for {', '.join(sorted(unknown))}")
    scores = {name: tally.share(name) for name in MEASURES}
    for table in ("quotes", "figures", "dates"):
        precision, recall = scores[f"{table}_precision"], scores[f"{table}_recall"]
        scores[f"{table}_f1"] = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return scores, tally.misses


def _rows_by_article(release: Path, table: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in pd.read_parquet(release / table).to_dict("records"):
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def _known(value: Any) -> Any:
    """None for every way in which pandas says that there is no value."""
    return None if value is None or value is pd.NA or value is pd.NaT or value != value else value


def _day(value: Any) -> str | None:
    return None if _known(value) is None else str(value)[:10]


def _bare(text: str | None) -> str:
    words = (text or "").casefold().replace("’", "'").strip(" \"'“”‘.,").split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def _find_articles(release: Path, answers: Sequence[Row], tally: Tally) -> list[Found]:
    articles = pd.read_parquet(release / "articles").to_dict("records")
    found = []
    for answer in answers:
        record_id = answer["record_id"]
        article = next((a for a in articles if a["record_id"] == record_id), None) or next(
            (a for a in articles if str(a["record_id"]).endswith(f"/{record_id}")), None
        )
        tally.check("articles_found", article is not None, record_id)
        if article is not None:
            found.append(Found(answer, article, _align(answer, article["source_text"])))
            agency = _known(article["source_agency"])
            tally.check("agency_right", agency == answer["source_agency"], f"{record_id}: {agency!r}")
    return found


def _squeeze(text: str, leave_out: Characters = frozenset()) -> tuple[str, list[int]]:
    kept = [i for i, character in enumerate(text) if character.isalnum() and i not in leave_out]
    return "".join(text[i] for i in kept), kept


def _find_removed(answer: Row, source: str) -> Characters:
    """Source offsets that the answer wants gone; what HTML extraction already left out is not in the source."""
    squeezed, kept = _squeeze(source)
    gone: set[int] = set()
    for snippet in answer["removed"]:
        wanted, _ = _squeeze(snippet["text"])
        at = squeezed.rfind(wanted)
        if at >= 0:
            gone.update(kept[at : at + len(wanted)])
    return frozenset(gone)


def _align(answer: Row, source: str) -> dict[int, int]:
    body, body_at = _squeeze(answer["body"])
    text, text_at = _squeeze(source, _find_removed(answer, source))
    return {
        body_at[step.src_start + i]: text_at[step.dest_start + i]
        for step in Indel.opcodes(body, text)
        if step.tag == "equal"
        for i in range(step.src_end - step.src_start)
    }


def _span(row: Row) -> tuple[int, int]:
    return int(row["source_start"]), int(row["source_end"])


def _score_body(one: Found, removed: Sequence[Row], tally: Tally) -> None:
    wanted = _find_removed(one.answer, one.article["source_text"])
    body = frozenset(one.source_of.values())
    gone = one.source_characters(_span(row) for row in removed if row["kind"] not in ("wrap", "encoding"))
    tally.add("removed_recall", len(gone & wanted), len(wanted))
    tally.add("removed_precision", len(gone & wanted), len(gone & (wanted | body)))
    n_body = sum(character.isalnum() for character in one.answer["body"])
    tally.add("body_kept", len(body - gone), n_body)
    if wanted - gone or gone & body or len(body) < n_body:
        counts = f"{len(wanted - gone)} kept, {len(gone & body)} lost, {n_body - len(body)} not in the source"
        tally.misses.append(f"body: {one.name}: {counts}")


def _overlap(a: Characters, b: Characters) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _readings(one: Found, quote: Row) -> list[Characters]:
    """The spans that count as this quote: the annotated one, with a "that" before it, and its alternatives."""
    spans = [[(f["start"], f["end"]) for f in quote["fragments"]]]
    (start, end), *others = spans[0]
    if quote["type"] != "direct" and one.answer["body"][:start].endswith(" that "):
        spans.append([(start - len("that "), end), *others])
    for text in quote.get("text_also", ()):
        at = one.answer["body"].find(text, max(0, quote["fragments"][0]["start"] - 10))
        spans.append([(at, at + len(text))])
    return [frozenset().union(*(one.characters(start, end) for start, end in pieces)) for pieces in spans]


def _divide(one: Found, row: Row, readings: Sequence[list[Characters]]) -> list[tuple[Row, Characters]]:
    """Give a row and its characters; twice where it joins `"A," she said. "B."`, which the answers keep apart."""
    spans = one.source_characters(_span(piece) for piece in (row["fragments"] if len(row["fragments"]) else (row,)))
    for (a, first), (b, second) in pairwise(zip(one.answer["quotes"], readings, strict=True)):
        gap = one.answer["body"][a["fragments"][-1]["end"] : b["fragments"][0]["start"]]
        is_same = "direct" == a["type"] == b["type"] and a["speaker_name"] == b["speaker_name"] and "\n" not in gap
        parts = spans & first[0], spans - first[0]
        if is_same and min(_overlap(parts[0], first[0]), _overlap(parts[1], second[0])) >= SAME_QUOTE:
            return [(row, part) for part in parts]
    return [(row, spans)]


def _score_quotes(one: Found, rows: Sequence[Row], tally: Tally) -> None:
    golden = one.answer["quotes"]
    readings = [_readings(one, quote) for quote in golden]
    divided = [each for row in rows for each in _divide(one, row, readings)]
    rows, given = [row for row, _ in divided], [spans for _, spans in divided]
    taken = _pair(
        ((bool(quote.get("optional")), -overlap), g, p)
        for g, quote in enumerate(golden)
        for p, spans in enumerate(given)
        if (overlap := max(_overlap(reading, spans) for reading in readings[g])) >= SAME_QUOTE
    )
    for g, quote in enumerate(golden):
        if g in taken:
            one.quote_ids[g] = rows[taken[g]]["quote_id"]
        if not quote.get("optional"):
            tally.check("quotes_recall", g in taken, f"{one.name}: {quote['text'][:70]!r}")
            if g in taken:
                _score_attribution(one, quote, rows[taken[g]], tally)
    optional = [spans for g, quote in enumerate(golden) if quote.get("optional") for spans in readings[g]]
    owner_of = {p: g for g, p in taken.items()}
    for p, spans in enumerate(given):
        owner = owner_of.get(p)
        if owner is None and any(len(spans & either) >= len(spans) / 2 for either in optional):
            continue
        if owner is None or not golden[owner].get("optional"):
            tally.check("quotes_precision", owner is not None, f"{one.name}: extra {str(rows[p]['text'])[:70]!r}")


def _score_attribution(one: Found, quote: Row, row: Row, tally: Tally) -> None:
    where = f"{one.name}: {quote['text'][:40]!r}: "
    tally.check("quote_type_right", row["type"] == quote["type"], where + str(row["type"]))
    cue = _bare(_known(row["cue_text"]))
    wanted = _bare(quote["cue"])
    tally.check("cue_right", bool(cue) and (cue in wanted or wanted in cue), where + repr(cue))
    if quote["speaker_name"] is not None:
        names = {_bare(name) for name in (quote["speaker_name"], *quote.get("speaker_name_also", ()))}
        name = _known(row["speaker_name"])
        tally.check("speaker_name_right", name is not None and _bare(name) in names, where + repr(name))
    kinds = (quote["speaker_kind"], *quote.get("speaker_kind_also", ()))
    tally.check("speaker_kind_right", row["speaker_kind"] in kinds, where + str(row["speaker_kind"]))


def _pair(ranked: Iterable[tuple[Any, int, int]]) -> dict[int, int]:
    """Pair answers with rows one to one, the pair of the least rank first."""
    taken: dict[int, int] = {}
    for _, g, p in sorted(ranked):
        if g not in taken and p not in taken.values():
            taken[g] = p
    return taken


def _score_spans(one: Found, table: str, rows: Sequence[Row], tally: Tally) -> list[tuple[Row, Row]]:
    """Count right rows of a table of figures or dates; give the pairs that stand for the same expression."""
    is_right = {"figures": _has_same_value, "dates": _has_same_days}[table]
    golden = one.answer[table]
    spans = [one.characters(row["start"], row["end"]) for row in golden]
    given = [one.source_characters([_span(row)]) for row in rows]
    taken = _pair((-_overlap(a, b), g, p) for g, a in enumerate(spans) for p, b in enumerate(given) if a & b)
    for g, answer in enumerate(golden):
        if not answer.get("optional"):
            right = g in taken and is_right(answer, rows[taken[g]])
            got = _describe(rows[taken[g]]) if g in taken else "none"
            tally.check(f"{table}_recall", right, f"{one.name}: {answer['text']!r}: {got}")
    owner_of = {p: golden[g] for g, p in taken.items()}
    for p, row in enumerate(rows):
        owner = owner_of.get(p)
        is_free = any(given[p] & spans[g] for g, answer in enumerate(golden) if answer.get("optional"))
        if owner is None and not is_free:
            tally.check(f"{table}_precision", False, f"{one.name}: extra {row['text']!r}: {_describe(row)}")
        elif owner is not None and not owner.get("optional"):
            tally.add(f"{table}_precision", int(is_right(owner, row)), 1)
    return [(golden[g], rows[p]) for g, p in taken.items() if not golden[g].get("optional")]


def _describe(row: Row) -> str:
    names = ("value", "low", "high", "unit", "date_start", "date_end")
    return (
        ", ".join(f"{name} {row[name]}" for name in names if name in row and _known(row[name]) is not None) or "unknown"
    )


def _score_figures(one: Found, rows: Sequence[Row], tally: Tally) -> None:
    for answer, row in _score_spans(one, "figures", rows, tally):
        where = f"{one.name}: {answer['text']!r}: "
        approximation, kind = _known(row["approximation"]), row["kind"]
        if answer["approximation"] != "*":
            tally.check("approximation_right", approximation == answer["approximation"], where + str(approximation))
        if answer["kind"] != "*":
            tally.check("figure_kind_right", kind == answer["kind"], where + str(kind))
        if answer["unit"] is not None and answer["kind"] in ("money", "percent"):
            unit = _known(row["unit"])
            tally.check("unit_right", unit == answer["unit"], where + str(unit))


def _is_close(a: Any, b: Any) -> bool:
    return _known(a) is not None and _known(b) is not None and math.isclose(a, b, rel_tol=1e-6)


def _has_same_value(answer: Row, row: Row) -> bool:
    if "*" in (answer["value"], answer["low"], answer["high"]):
        return True
    if answer["approximation"] == "vague":
        readings = [_known(row[name]) for name in ("value", "low")]
        return any(r is not None and answer["low"] <= r <= VAGUE_SPREAD * answer["low"] for r in readings)
    if answer["value"] is not None:
        return any(_is_close(row["value"], value) for value in (answer["value"], *answer.get("value_also", ())))
    bounds = [name for name in ("low", "high") if answer[name] is not None]
    return all(_is_close(row[name], answer[name]) for name in bounds)


def _has_same_days(answer: Row, row: Row) -> bool:
    """Compare days; an answer with one open side ("by December") wants the bound that opens it."""
    names = ("date_start", "date_end")
    if (answer["date_start"] is None) == (answer["date_end"] is None):
        return all(answer[name] in ("*", _day(row[name])) for name in names)
    known, opens = ("date_end", _NO_START) if answer["date_start"] is None else ("date_start", _NO_END)
    is_open = _known(row.get("bound")) in opens or any(_known(row[name]) is None for name in names)
    return is_open and answer[known] in ("*", _day(row[known]))


def _score_entities(one: Found, rows: Sequence[Row], tally: Tally) -> None:
    keys: dict[str, set[str]] = {}
    for row in rows:
        if _known(row["entity_key"]) is not None:
            keys.setdefault(_bare(row["text"]), set()).add(row["entity_key"])
    firsts: list[set[str]] = []
    for name, mentions in one.answer["entities"].items():
        own = keys.get(_bare(mentions[0]), set())
        for mention in mentions[1:]:
            got = keys.get(_bare(mention), set())
            tally.check("entities_merged", bool(own & got), f"{one.name}: {name} = {mention}: {own} and {got}")
        firsts.append(own)
    for i, own in enumerate(firsts):
        others = set().union(*firsts[:i], *firsts[i + 1 :])
        tally.check("entities_apart", bool(own) and not own & others, f"{one.name}: {own or 'not found'}")


def _score_links(release: Path, links: Sequence[Row], found: Sequence[Found], tally: Tally) -> None:
    groups = pd.read_parquet(release / "quote_groups")
    groups_of: dict[str, set[str]] = groups.groupby("quote_id")["group_id"].agg(set).to_dict()
    quotes = {
        (one.answer["record_id"], g): one.quote_ids.get(g) for one in found for g in range(len(one.answer["quotes"]))
    }
    golden = {
        frozenset(_find_quote(found, link[side]["record_id"], link[side]["text"]) for side in "ab"): link
        for link in links
    }
    for pair, link in golden.items():
        if not link.get("optional"):
            reached = [groups_of.get(str(quotes.get(quote)), set()) for quote in pair]
            what = f"{link['a']['record_id'][:30]} {link['a']['text']!r} = {link['b']['record_id'][:30]}"
            tally.check("quote_links_found", bool(set.intersection(*reached)), what)
    right = {frozenset(quotes.get(quote) for quote in pair) for pair in golden}
    grouped = [quote for quote, quote_id in quotes.items() if quote_id in groups_of]
    for i, a in enumerate(grouped):
        for b in grouped[i + 1 :]:
            pair, is_linked = frozenset((a, b)), groups_of[str(quotes[a])] & groups_of[str(quotes[b])]
            if a[0] != b[0] and is_linked and not golden.get(pair, {}).get("optional"):
                tally.check("quote_links_right", frozenset((quotes[a], quotes[b])) in right, f"{a} = {b}")


def _find_quote(found: Sequence[Found], record_id: str, text: str) -> tuple[str, int]:
    quotes = next((one.answer["quotes"] for one in found if one.answer["record_id"] == record_id), [])
    return record_id, next((g for g, quote in enumerate(quotes) if quote["text"].startswith(text)), -1)


def main() -> None:
    """Write the measures of a release, and with `--show` every miss."""
    scores, misses = compare_golden(Path(sys.argv[1]).resolve(), Path(__file__).parent)
    lines = [f"{name:22} {score:.3f}" for name, score in scores.items()]
    sys.stdout.write("\n".join([*lines, *(misses if "--show" in sys.argv else [])]) + "\n")


if __name__ == "__main__":
    main()
