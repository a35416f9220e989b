"""The search over a report, in files that a page loads as scripts: from `file://` nothing else can be read.

Words are sharded by how they begin and what is shown of hits by article, so that a question loads a few small files.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from expectations.tables import CLAIMS
from tasks.report.database import iterate_rows
from tasks.report.environment import check_address, name_article_page, name_person_page, name_story_page, render
from tasks.report.shelf import Shelf
from tasks.report.stories import Story

Row = Mapping[str, Any]

ARTICLES_A_FILE, OTHERS_A_FILE = 8, 256
WORDS_HELD = 20_000  # documents whose words wait in memory
MOST_POSTINGS = 25_000  # a file of words; loading them takes some 20 ms
MOST_LETTERS = 5  # that tell one file from another
MOST_SHOWN = 280  # characters of a hit
# A word that more documents have tells none from another: "the", "of".
MOST_SHARE = 0.2
STANCES = next(column.values for column in CLAIMS.columns if column.name == "stance") or ()
NO_STANCE = "-"
# A character tells how long a document is; a quote of a word or two is no better an answer than one of eight.
_FIRST_LENGTH, _LEAST_LENGTH, _MOST_LENGTH = 40, 8, 60
_FEWEST_COMMON = 200  # in a small release no word is everywhere
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# What quotes and claims say, in the order of the list of articles; a claim that a quote states is found by the quote.
_TOLD = """WITH stances AS (
    SELECT quote_id, first(stance ORDER BY stance = 'asserts', claim_id) AS stance FROM claims
    WHERE quote_id IS NOT NULL GROUP BY ALL
), with_figure AS (
    SELECT DISTINCT unnest([quote_id, claim_id]) AS row_id FROM figures
), told AS (
    SELECT article_id, 'q' AS type, quote_id AS row_id, "start", speaker_name AS name, content AS words, confidence,
        stances.stance, cue_text AS cue FROM quotes LEFT JOIN stances USING (quote_id)
    UNION ALL SELECT article_id, 'c', claim_id, "start", CASE WHEN voice <> 'narrator' THEN claimant_name END, resolved,
        NULL, stance, NULL FROM claims WHERE quote_id IS NULL
)
SELECT listed.place, told.type, told.row_id, told.name, told.words, told.confidence, told.stance, told.cue,
    told.row_id IN (SELECT row_id FROM with_figure WHERE row_id IS NOT NULL) AS has_figure
FROM told JOIN listed USING (article_id)
ORDER BY listed.place, told.type DESC, told."start", told.row_id"""

# The same as `read` in search.js makes of a question.
_WORDS = """SELECT word, list(doc ORDER BY doc) AS docs FROM (
    SELECT doc, unnest(list_distinct(regexp_extract_all(
        regexp_replace(strip_accents(lower(words)), '(\\d),(\\d{3})', '\\1\\2', 'g'), '[\\p{L}\\p{N}]+'))) AS word
    FROM documents
) WHERE length(word) > 1 OR regexp_matches(word, '\\d') GROUP BY word ORDER BY word"""


def write_search(
    connection: duckdb.DuckDBPyConnection,
    shelf: Shelf,
    *,
    articles: Sequence[Row],
    pages: Collection[str],
    stories: Sequence[Story],
    people: Sequence[Row],
) -> None:
    """Write the page of the search and the files that it loads.

    Args:
        connection: From `open_release`.
        shelf: Takes the files.
        articles: From `list_articles`; hits are numbered in their order.
        pages: Articles that have a page.
        stories: From `read_stories`.
        people: From `write_people_pages`.
    """
    connection.execute("CREATE TABLE documents (doc INTEGER, words VARCHAR)")
    documents = _Documents(shelf, connection)
    connection.execute("CREATE TABLE listed (article_id VARCHAR, place INTEGER)")
    _insert(connection, "listed", [(row["article_id"], at) for at, row in enumerate(articles)])
    told = groupby(iterate_rows(connection.cursor(), _TOLD), key=lambda row: row["place"])
    following = next(told, None)
    for at, article in enumerate(articles):
        documents.add_article(article, article["article_id"] in pages)
        if following is not None and following[0] == at:
            for row in following[1]:
                documents.add(row["type"], row)
            following = next(told, None)
    documents.begin_others()
    for story in stories:
        documents.add_other("s", story.title, name_story_page(story.group_id), " ".join(story.outlets))
    for person in people:
        documents.add_other("p", str(person["name"]), name_person_page(person["key"]), person["role"] or "")
    documents.end()
    common, files = _write_words(connection, shelf, len(documents.types))
    outlets = sorted({row["outlet"] for row in articles if row["outlet"]})
    numbers = {outlet: at for at, outlet in enumerate(outlets)}
    facts = {
        "types": "".join(documents.types), "stances": "".join(documents.stances), "lengths": "".join(documents.lengths),
        "starts": documents.starts, "outlets": outlets, "outlet": [numbers.get(row["outlet"], -1) for row in articles],
        "days": [f"{row['published_at']:%Y-%m-%d}" if row["published_at"] else "" for row in articles],
        "others": documents.others, "common": common, "files": files, "perFile": ARTICLES_A_FILE,
        "othersPerFile": OTHERS_A_FILE, "lengthFrom": _FIRST_LENGTH,
        "stanceNames": dict(zip(_LETTERS, STANCES, strict=False)),
    }  # fmt: skip
    shelf.write("search/facts.js", _write_call("facts", facts))
    shelf.write("search.html", render("search.html.j2", root="", stances=STANCES, outlets=outlets))


class _Documents:
    """What can be found, numbered as it is added; what is shown of it is written some articles at a time."""

    def __init__(self, shelf: Shelf, connection: duckdb.DuckDBPyConnection) -> None:
        self.types: list[str] = []
        self.stances: list[str] = []
        self.lengths: list[str] = []
        self.starts: list[int] = []
        self.others = 0
        self._n_files = 0
        self._shelf, self._connection = shelf, connection
        self._words: list[tuple[object, object]] = []
        self._shown: list[object] = []

    def add_article(self, article: Row, has_page: bool) -> None:
        """Add an article; what is added next stands in it."""
        if self.starts and len(self.starts) % ARTICLES_A_FILE == 0:
            self.close()
        self.starts.append(len(self.types))
        title, outlet = article["title"] or article["record_id"], article["outlet"]
        page = name_article_page(article["article_id"]) if has_page else ""
        self._add("a", f"{title} {outlet or ''}", [title, page, check_address(article["url"]) or ""])

    def add(self, kind: str, row: Row) -> None:
        """Add a quote or claim of the last article."""
        shown = [row["row_id"], row["name"] or "", _shorten(row["words"])]
        if row["confidence"] is not None:
            shown.append(round(row["confidence"], 2))
        stance = _LETTERS[STANCES.index(row["stance"])] if row["stance"] else NO_STANCE
        # With its cue, for who asks what somebody denied.
        words = f"{row['name'] or ''} {row['words']} {row['cue'] or ''}"
        self._add(kind.upper() if row["has_figure"] else kind, words, shown, stance)

    def begin_others(self) -> None:
        """End the articles."""
        self.close()
        self.others = len(self.types)

    def add_other(self, kind: str, name: str, page: str, more: str) -> None:
        """Add a story or a person."""
        self._add(kind, f"{name} {more}", [name, page, more])
        if len(self._shown) == OTHERS_A_FILE:
            self.close()

    def close(self) -> None:
        """Write what is shown of those added since the last file."""
        if self._shown:
            self._shelf.write(f"search/shown/{self._n_files}.js", _write_call("shown", self._n_files, self._shown))
            self._n_files += 1
            self._shown = []

    def end(self) -> None:
        """Write what is left, and hand over its words."""
        self.close()
        if self._words:
            _insert(self._connection, "documents", self._words)

    def _add(self, kind: str, words: str, shown: list[object], stance: str = NO_STANCE) -> None:
        self._words.append((len(self.types), words))
        if len(self._words) == WORDS_HELD:
            _insert(self._connection, "documents", self._words)
            self._words = []
        self.types.append(kind)
        self.stances.append(stance)
        self.lengths.append(chr(_FIRST_LENGTH + max(_LEAST_LENGTH, min(words.count(" ") + 1, _MOST_LENGTH))))
        self._shown.append(shown)


def _write_words(connection: duckdb.DuckDBPyConnection, shelf: Shelf, n_documents: int) -> tuple[list[str], list[str]]:
    """Write where each word stands; give the words that stand nearly everywhere, and the files' names."""
    common: list[str] = []
    names: list[str] = []
    found = iterate_rows(connection, _WORDS)
    rare = _leave_common(found, common, max(_FEWEST_COMMON, MOST_SHARE * n_documents))
    for start, rows in groupby(rare, key=lambda row: row["word"][:2]):
        for name, words in _cut(start, [(row["word"], row["docs"]) for row in rows]):
            names.append(name)
            packed = {word: _pack(docs) for word, docs in words}
            shelf.write(f"search/words/{_name_file(name)}.js", _write_call("words", name, packed))
    return common, names


def _leave_common(rows: Iterator[Row], common: list[str], most: float) -> Iterator[Row]:
    for row in rows:
        if len(row["docs"]) > most:
            common.append(row["word"])
        else:
            yield row


def _cut(start: str, words: list[tuple[str, list[int]]]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    """Cut words that begin alike into files: as few as hold no more than they may, the first for the short words."""
    if sum(len(docs) for _, docs in words) <= MOST_POSTINGS or len(start) >= MOST_LETTERS:
        yield start, words
        return
    short = [one for one in words if len(one[0]) == len(start)]
    if short:
        yield start, short
    longer = (one for one in words if len(one[0]) > len(start))
    for begin, found in groupby(longer, key=lambda one: one[0][: len(start) + 1]):
        yield from _cut(begin, list(found))


def _pack(docs: Sequence[int]) -> str:
    """Pack rising numbers: each as its distance from the one before, in base 36."""
    return ",".join(_write_base(docs[at] - (docs[at - 1] if at else 0)) for at in range(len(docs)))


def _write_base(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _name_file(start: str) -> str:
    return start.encode("utf-8").hex()


def _write_call(name: str, *values: object) -> str:
    """Write a script that hands values over; no value of it can end the script or begin another."""
    packed = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    for sign in "<>&\u2028\u2029":
        packed = packed.replace(sign, f"\\u{ord(sign):04x}")
    return f"sayso.{name}({packed});\n"


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, object]]) -> None:
    one, other = ([row[at] for row in rows] for at in (0, 1))
    names = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')").fetchall()]
    held = pa.table(dict(zip(names, (one, other), strict=True)))
    connection.register("held", held)
    connection.execute(f"INSERT INTO {table} SELECT * FROM held")
    connection.unregister("held")


def _shorten(words: str) -> str:
    return words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…"
