"""Gather what outlets tell of one event: its articles, and what they say of the same and of one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from expectations.enumerations import OPPOSED
from tasks.report.database import select_rows
from tasks.report.related import show_relation
from tasks.report.words import counts_dead, mark_differences

Row = dict[str, Any]

MOST_FOLLOWING = 12
MOST_DAYS_AWAY = 45
# A name that more articles have than this for each of the story's tells of no event.
_RARE_PER_ARTICLE = 3
_CONTESTED = ("alleges", "denies", "does_not_confirm")

_ARTICLE = """a.article_id, a.outlet, a.title, a.record_id, a.url,
    make_timestamp(epoch_us(a.published_at)) AS published_at"""

_MEMBERS = f"""SELECT s.group_id, s.similarity, {_ARTICLE} FROM story_groups s JOIN articles a USING (article_id)
ORDER BY s.group_id, a.published_at NULLS LAST, a.article_id"""

# Names that most articles of a story have and few others, near it in time: what tells that another is on the same.
_FOLLOWING = f"""WITH named AS (
    SELECT DISTINCT article_id, entity_key FROM entities
    WHERE entity_key IS NOT NULL AND NOT contains(entity_key, '@') AND label NOT IN ('nationality', 'language')
), spread AS (SELECT entity_key, count(*) AS n FROM named GROUP BY ALL),
told AS (
    SELECT group_id, count(*) AS n, min(published_at) AS first_day, max(published_at) AS last_day
    FROM story_groups JOIN articles USING (article_id) GROUP BY ALL
),
telling AS (
    SELECT s.group_id, entity_key FROM story_groups s JOIN named USING (article_id) JOIN spread USING (entity_key)
        JOIN told ON told.group_id = s.group_id
    GROUP BY s.group_id, entity_key, spread.n, told.n
    HAVING count(*) >= 2 AND count(*) * 2 >= told.n AND spread.n <= {_RARE_PER_ARTICLE} * told.n
), shared AS (
    SELECT t.group_id, count(*) AS n_shared, {_ARTICLE}
    FROM telling t JOIN named USING (entity_key) JOIN articles a ON a.article_id = named.article_id
        JOIN told ON told.group_id = t.group_id
    WHERE coalesce(a.published_at >= told.first_day - INTERVAL {MOST_DAYS_AWAY} DAY, true)
        AND coalesce(a.published_at <= told.last_day + INTERVAL {MOST_DAYS_AWAY} DAY, true)
        AND NOT EXISTS (SELECT 1 FROM story_groups s WHERE s.group_id = t.group_id AND s.article_id = a.article_id)
    GROUP BY ALL HAVING count(*) >= 2
), nearest AS (
    SELECT * FROM shared
    QUALIFY row_number() OVER (PARTITION BY group_id ORDER BY n_shared DESC, published_at NULLS LAST, article_id)
        <= {MOST_FOLLOWING}
)
SELECT * FROM nearest ORDER BY group_id, published_at NULLS LAST, article_id"""

# A group stands in each story that has an article of it.
_CLAIM_GROUPS = f"""WITH placed AS (
    SELECT DISTINCT s.group_id AS story, g.group_id FROM claim_groups g JOIN story_groups s USING (article_id)
)
SELECT placed.story, g.group_id, g.agreement, g.similarity, g.label, g.value_low, g.value_high, g.value_unit,
    g.n_outlets, c.claim_id AS row_id, c.claimant_name, c.claimant_key, c.stance, c.polarity, c.voice,
    c.resolved AS words, q.confidence, {_ARTICLE}
FROM placed JOIN claim_groups g ON g.group_id = placed.group_id JOIN claims c USING (claim_id)
    JOIN articles a ON a.article_id = c.article_id LEFT JOIN quotes q ON q.quote_id = c.quote_id
ORDER BY placed.story, g.group_id, a.published_at NULLS LAST, a.article_id, c.claim_id"""

_FIGURE_GROUPS = f"""WITH placed AS (
    SELECT DISTINCT s.group_id AS story, g.group_id FROM figure_groups g JOIN story_groups s USING (article_id)
)
SELECT placed.story, g.group_id, g.agreement, g.similarity, g.label, g.value_low, g.value_high, g.value_unit,
    g.n_outlets, f.figure_id AS row_id, c.claimant_name, c.claimant_key, c.stance, c.polarity, c.voice,
    q.confidence, f.text,
    substr(a.body, greatest(f."start" - 69, 1)::INT, least(f."start", 70)::INT) AS words_before,
    substr(a.body, f."end"::INT + 1, 70) AS words_after, {_ARTICLE}
FROM placed JOIN figure_groups g ON g.group_id = placed.group_id JOIN figures f USING (figure_id)
    JOIN articles a ON a.article_id = f.article_id LEFT JOIN claims c ON c.claim_id = f.claim_id
    LEFT JOIN quotes q ON q.quote_id = f.quote_id
ORDER BY placed.story, g.group_id, a.published_at NULLS LAST, a.article_id, f.figure_id"""

_STANCES = f"""SELECT s.group_id AS story, c.claim_id AS row_id, c.claimant_name, c.claimant_key, c.stance, c.polarity,
    c.voice, c.resolved AS words, q.confidence, other.resolved AS answered, other.claimant_name AS answered_name,
    other.claimant_key AS answered_key, {_ARTICLE}
FROM story_groups s JOIN claims c USING (article_id) JOIN articles a USING (article_id)
    LEFT JOIN quotes q ON q.quote_id = c.quote_id LEFT JOIN claims other ON other.claim_id = c.answers_claim_id
WHERE c.stance IN ('alleges', 'denies', 'does_not_confirm', 'confirms')
ORDER BY s.group_id, a.published_at NULLS LAST, a.article_id, c."start", c.claim_id"""

_FIGURES = f"""SELECT f.figure_id AS row_id, f.text, f.value, f.low, f.high,
    substr(a.body, greatest(f."start" - 39, 1)::INT, least(f."start", 40)::INT) AS words_before,
    substr(a.body, f."end"::INT + 1, 40) AS words_after, {_ARTICLE}
FROM figures f JOIN articles a USING (article_id)
WHERE f.kind = 'count' AND a.article_id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY a.published_at NULLS LAST, a.article_id, f."start", f.figure_id"""


@dataclass(slots=True)
class Story:
    """One event as outlets told it.

    Attributes:
        group_id: Its key in `story_groups`.
        articles: Its articles, the earliest first.
        following: Articles that name the same and are not in the group.
        claims: Groups of claims, those in dispute first.
        figures: Groups of figures, those in dispute first.
        stances: What is alleged, denied, confirmed and not confirmed.
        tolls: Counts of the dead, as each article tells them.
    """

    group_id: str
    articles: list[Row]
    following: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    stances: list[Row] = field(default_factory=list)
    tolls: list[Row] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The headline of the earliest article that has one, else its record."""
        return next((str(row["title"]) for row in self.articles if row["title"]), str(self.articles[0]["record_id"]))

    @property
    def outlets(self) -> list[str]:
        """Known outlets, in the order in which they told it."""
        return list(dict.fromkeys(row["outlet"] for row in self.articles if row["outlet"]))

    @property
    def days(self) -> list[Any]:
        """The first and the last day, where any is known."""
        known = [row["published_at"] for row in self.articles if row["published_at"] is not None]
        return sorted({known[0], known[-1]}) if known else []

    @property
    def contested(self) -> list[Row]:
        """What is alleged, denied or not confirmed: each wording once, where it stands first and in how many more."""
        found: dict[tuple[object, ...], Row] = {}
        for row in self.stances:
            if row["stance"] in _CONTESTED:
                first = found.setdefault((row["stance"], row["claimant_name"], row["words"]), row | {"n_more": -1})
                first["n_more"] += 1
        return list(found.values())

    @property
    def n_disputes(self) -> int:
        """Groups whose members are shown to oppose each other, and statements that are denied or not confirmed."""
        opposed = sum(1 for group in (*self.claims, *self.figures) if group["is_opposed"])
        return opposed + sum(1 for row in self.stances if row["stance"] in ("denies", "does_not_confirm"))

    @property
    def summary(self) -> Row:
        """What lists of stories show of it."""
        return {
            "group_id": self.group_id, "title": self.title, "n_articles": len(self.articles),
            "n_outlets": len(self.outlets), "n_disputes": self.n_disputes,
            "first": self.days[0] if self.days else None,
        }  # fmt: skip


def read_stories(connection: duckdb.DuckDBPyConnection) -> list[Story]:
    """Read the stories of a release: those of most outlets first, then the most disputed.

    Args:
        connection: From `open_release`.
    """
    members = _split(select_rows(connection, _MEMBERS), "group_id")
    stories = {key: Story(key, rows) for key, rows in members.items()}
    for key, rows in _split(select_rows(connection, _FOLLOWING), "group_id").items():
        stories[key].following = rows
    for query, name in ((_CLAIM_GROUPS, "claims"), (_FIGURE_GROUPS, "figures")):
        for key, rows in _split(select_rows(connection, query), "story").items():
            setattr(stories[key], name, _gather(rows, marks_words=name == "claims"))
    for key, rows in _split(select_rows(connection, _STANCES), "story").items():
        stories[key].stances = rows
    _add_tolls(connection, stories.values())
    return sorted(
        stories.values(), key=lambda one: (-len(one.outlets), -one.n_disputes, -len(one.articles), one.group_id)
    )


def _gather(rows: Sequence[Row], *, marks_words: bool) -> list[Row]:
    """Gather members of groups; each group says whether members are shown to oppose each other."""
    groups = []
    for members in _split(rows, "group_id").values():
        first = max(members, key=lambda row: row["similarity"] or 0)
        for row in members:
            # How alike two clauses with figures are says nothing of how sure it is that the figures are of one thing.
            row["relation"] = show_relation(row["agreement"], row["similarity"] if marks_words else None)
        if marks_words:
            for row in members:
                row["pieces"] = mark_differences(first["words"], row["words"])
        shared = {name: members[0][name] for name in ("group_id", "label", "value_low", "value_high", "value_unit")}
        is_hidden = any(row["relation"] == "same subject" for row in members)
        outlets = {row["outlet"] for row in members if row["outlet"]}
        groups.append(
            shared | {"members": members, "n_outlets": len(outlets), "is_hidden": is_hidden}
            | {"is_opposed": any(row["relation"] in OPPOSED for row in members)}
            | {"stances": Counter(row["stance"] for row in members)}
        )  # fmt: skip
    # Stances that differ over one thing come next to those that are said to oppose each other.
    return sorted(
        groups,
        key=lambda group: (
            not group["is_opposed"], not {"denies", "does_not_confirm"} & group["stances"].keys(),
            group["value_low"] == group["value_high"], -group["n_outlets"], -len(group["members"]), group["group_id"],
        ),
    )  # fmt: skip


def _add_tolls(connection: duckdb.DuckDBPyConnection, stories: Iterable[Story]) -> None:
    ids = {row["article_id"] for story in stories for row in (*story.articles, *story.following)}
    by_article: Mapping[str, Sequence[Row]] = _split(
        (row for row in select_rows(connection, _FIGURES, [sorted(ids)]) if counts_dead(row)), "article_id"
    )
    for story in stories:
        told = [*story.articles, *story.following]
        story.tolls = [row for article in told for row in by_article.get(article["article_id"], ())]
        story.tolls.sort(key=lambda row: (row["published_at"] is None, row["published_at"] or 0, row["article_id"]))


def _split(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return dict(found)
