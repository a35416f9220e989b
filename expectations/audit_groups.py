"""Rules of what a release links across articles, its keys and groups, as SQL over the whole release."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.audit_relations import Relation
from expectations.enumerations import DAY_GRAINS
from expectations.link_tables import CLAIM_LINKS, FIGURE_LINKS, QUOTE_LINKS
from expectations.tables import GROUP_TABLES

# Groups are of at least two: one member says nothing about anything else.
FEWEST_MEMBERS = 2
# Members an article: of 165 groups none had more than 2.
MOST_MEMBERS = 4
# Mean share of its first member's words that the others have: .42 and more in 165 groups, .06 between quotes at random.
LEAST_WORDS_SHARED = 0.15
# When a quote was said, where its day is known.
_SAID_ON = f"CASE WHEN coalesce(q.said_grain, 'day') IN {DAY_GRAINS} THEN q.said_at END"
_SPLIT = (
    "list_distinct(list_filter(regexp_split_to_array(lower({text}), '[^a-z0-9]+'), lambda word : length(word) >= 4))"
)


def _list_relations() -> Iterator[Relation]:
    for groups in GROUP_TABLES:
        name, (table, member) = groups.name, groups.references[0].split(".")
        yield Relation(
            "GROUP-SIZE",
            name,
            f"a group has at least {FEWEST_MEMBERS} members",
            f"SELECT * FROM {name} WHERE group_id IN "
            f"(SELECT group_id FROM {name} GROUP BY ALL HAVING count(*) < {FEWEST_MEMBERS})",
        )
        # A claim may stand in several, each with another of its clauses, and so may a quote.
        is_of_parts = table in ("claims", "quotes")
        once = f"({member}, group_id)" if is_of_parts else member
        yield Relation(
            "GROUP-ONCE",
            name,
            f"{member} is a member of " + ("a group once" if is_of_parts else "one group only, once"),
            f"SELECT * FROM {name} WHERE {once} IN (SELECT {once} FROM {name} GROUP BY ALL HAVING count(*) > 1)",
        )
        if table == "articles":
            continue
        yield Relation(
            "GROUP-ARTICLE",
            name,
            f"article_id is that of the {member}",
            f"SELECT g.* FROM {name} g JOIN {table} m USING ({member}) WHERE g.article_id <> m.article_id",
        )
        yield Relation(
            "GROUP-SPREAD",
            name,
            f"a group has at most {MOST_MEMBERS} members an article",
            f"SELECT * FROM {name} WHERE group_id IN (SELECT group_id FROM {name} GROUP BY ALL "
            f"HAVING count(*) > {MOST_MEMBERS} * count(DISTINCT article_id))",
        )
        if table == "quotes":
            yield _share_words(name, member, table, "content")


def _list_merge_relations() -> Iterator[Relation]:
    living = " UNION ALL ".join(
        f"SELECT '{groups.name}' AS table_name, group_id FROM {groups.name}" for groups in GROUP_TABLES
    )
    yield Relation(
        "MERGE-GONE",
        "group_merges",
        "old_id is no group's any more",
        f"SELECT * FROM group_merges WHERE (table_name, old_id) IN (SELECT (table_name, group_id) FROM ({living}))",
    )
    yield Relation(
        "MERGE-LIVES",
        "group_merges",
        "new_id is a group of the same table",
        "SELECT * FROM group_merges WHERE new_id IS NOT NULL AND (table_name, new_id) NOT IN "
        f"(SELECT (table_name, group_id) FROM ({living}))",
    )


def _list_link_relations() -> Iterator[Relation]:
    for table in (QUOTE_LINKS, CLAIM_LINKS, FIGURE_LINKS):
        what = table.name.removesuffix("_links")
        yield Relation(
            "GROUP-LINKED",
            f"{what}_groups",
            f"a {what} in a group has a link",
            f"SELECT * FROM {what}_groups WHERE {what}_id NOT IN "
            f"(SELECT {what}_id FROM {table.name} UNION ALL SELECT other_{what}_id FROM {table.name})",
        )
        yield Relation(
            "LINK-ARTICLES",
            table.name,
            f"article_id and other_article_id are those of the two {what}s, and differ",
            f"SELECT l.* FROM {table.name} l JOIN {what}s m USING ({what}_id) "
            f"JOIN {what}s o ON o.{what}_id = l.other_{what}_id WHERE l.article_id = l.other_article_id "
            "OR l.article_id <> m.article_id OR l.other_article_id <> o.article_id",
        )
    outside = " OR ".join(
        f'l.{side}aligned_start < {row}.start OR l.{side}aligned_end > {row}."end" '
        f"OR l.{side}aligned_start >= l.{side}aligned_end"
        for side, row in (("", "m"), ("other_", "o"))
    )
    yield Relation(
        "LINK-SPAN",
        "quote_links",
        "the stretch that two quotes share lies in either",
        "SELECT l.* FROM quote_links l JOIN quotes m USING (quote_id) "
        f"JOIN quotes o ON o.quote_id = l.other_quote_id WHERE {outside}",
    )


# The columns that hold keys of entities; the first three tables are counted in `entity_index`.
_KEYS = {"entities": "entity_key", "quotes": "speaker_key", "claims": "claimant_key", "entity_keys": "entity_key"}
_COUNTS = {"n_mentions": "entities", "n_quotes": "quotes", "n_claims": "claims"}


def _list_key_relations() -> Iterator[Relation]:
    for table, column in _KEYS.items():
        yield Relation(
            "KEY-LISTED",
            table,
            f"{column} is a key of entity_index",
            f"SELECT r.* FROM {table} r ANTI JOIN entity_index i ON r.{column} = i.entity_key "
            f"WHERE r.{column} IS NOT NULL",
        )
    listed = "SELECT claim_id, unnest(about_keys) AS entity_key FROM claims"
    unlisted = f"SELECT claim_id FROM ({listed}) ANTI JOIN entity_index USING (entity_key)"
    yield Relation(
        "KEY-LISTED",
        "claims",
        "about_keys are keys of entity_index",
        f"SELECT * FROM claims WHERE claim_id IN ({unlisted})",
    )
    counted = " ".join(
        f"LEFT JOIN (SELECT {_KEYS[table]} AS entity_key, count(*) AS found_{table} FROM {table} GROUP BY ALL) "
        "USING (entity_key)"
        for table in _COUNTS.values()
    )
    differ = " OR ".join(f"{count} <> coalesce(found_{table}, 0)" for count, table in _COUNTS.items())
    yield Relation(
        "INDEX-COUNTS",
        "entity_index",
        "n_mentions, n_quotes and n_claims are the rows that have the key",
        f"SELECT * FROM entity_index {counted} WHERE {differ}",
    )


def _share_words(name: str, member: str, table: str, column: str) -> Relation:
    words = _SPLIT.format(text=f"m.{column}")
    first = "arg_min({0}, (coalesce(published_at, TIMESTAMPTZ 'infinity'), article_id, {1}))"
    members = (
        f"SELECT g.group_id, g.{member}, m.article_id, a.published_at, {words} AS words FROM {name} g "
        f"JOIN {table} m USING ({member}) JOIN articles a ON a.article_id = m.article_id"
    )
    firsts = (
        f"SELECT group_id, {first.format(member, member)} AS first, {first.format('words', member)} AS first_words "
        "FROM members GROUP BY ALL"
    )
    shared = "len(list_intersect(words, first_words)) / greatest(1, least(len(words), len(first_words)))"
    return Relation(
        "GROUP-WORDS",
        name,
        "what a group holds shares words with what it holds first",
        f"WITH members AS ({members}), firsts AS ({firsts}) SELECT * FROM {name} WHERE group_id IN ("
        f"SELECT group_id FROM members JOIN firsts USING (group_id) WHERE {member} <> first "
        f"GROUP BY group_id HAVING avg({shared}) < {LEAST_WORDS_SHARED})",
    )


GROUP_RELATIONS = (
    *_list_relations(),
    *_list_key_relations(),
    Relation(
        "GROUP-ORIGINAL",
        "article_groups",
        "a family has one original: one that credits a news agency where any does, else the earliest published",
        "WITH dated AS (SELECT g.*, coalesce(a.published_at, TIMESTAMPTZ 'infinity') AS day, "
        "a.source_agency IS NOT NULL AS credits FROM article_groups g JOIN articles a USING (article_id)) "
        "SELECT * EXCLUDE (day, credits) FROM dated WHERE group_id IN (SELECT group_id "
        "FROM dated GROUP BY ALL HAVING count(*) FILTER (role = 'original') <> 1 "
        "OR bool_or(credits) AND NOT bool_or(credits) FILTER (role = 'original') "
        "OR NOT bool_or(credits) AND min(day) FILTER (role = 'original') > min(day))",
    ),
    Relation(
        "GROUP-COUNTS",
        "quote_groups",
        "n_articles, n_outlets and first_said are those of the group's quotes",
        "WITH counted AS (SELECT g.group_id, count(DISTINCT q.article_id) AS articles_found, count(DISTINCT a.outlet) "
        f"AS outlets_found, min(coalesce({_SAID_ON}, a.published_at)) AS said_first FROM quote_groups g "
        "JOIN quotes q USING (quote_id) JOIN articles a ON a.article_id = q.article_id GROUP BY g.group_id) "
        "SELECT * FROM quote_groups JOIN counted USING (group_id) WHERE n_articles <> articles_found "
        "OR n_outlets <> outlets_found OR first_said IS DISTINCT FROM said_first",
    ),
    Relation(
        "GROUP-FIRST",
        "quote_groups",
        "one member of a group at least is the same as its first: that one itself",
        "SELECT * FROM quote_groups WHERE group_id NOT IN "
        "(SELECT group_id FROM quote_groups WHERE relation = 'same' AND similarity > 0.999)",
    ),
    *_list_link_relations(),
    *_list_merge_relations(),
    Relation(
        "GROUP-VALUES",
        "claim_groups",
        "value_low and value_high are the same for a whole group, and figures of its claims",
        "WITH stated AS (SELECT g.group_id, list_filter(flatten(list([f.value, f.low, f.high, f.si_value, f.si_low, "
        "f.si_high])), lambda number : number IS NOT NULL) AS numbers FROM claim_groups g JOIN figures f "
        "USING (claim_id) GROUP BY g.group_id) SELECT g.* FROM claim_groups g LEFT JOIN stated s USING (group_id) "
        "WHERE g.value_low IS NOT NULL AND NOT coalesce(list_contains(numbers, g.value_low), false) "
        "OR g.value_high IS NOT NULL AND NOT coalesce(list_contains(numbers, g.value_high), false) "
        "OR g.group_id IN (SELECT group_id FROM claim_groups GROUP BY ALL "
        "HAVING count(DISTINCT (value_low, value_high)) > 1)",
    ),
    Relation(
        "GROUP-VALUES",
        "figure_groups",
        "value_low and value_high are the same for a whole group, and numbers of its figures",
        "WITH stated AS (SELECT g.group_id, list_filter(flatten(list([f.value, f.low, f.high])), "
        "lambda number : number IS NOT NULL) AS numbers FROM figure_groups g JOIN figures f USING (figure_id) "
        "GROUP BY g.group_id) SELECT g.* FROM figure_groups g LEFT JOIN stated s USING (group_id) "
        "WHERE NOT coalesce(list_contains(numbers, g.value_low) AND list_contains(numbers, g.value_high), false) "
        "OR g.group_id IN (SELECT group_id FROM figure_groups GROUP BY ALL "
        "HAVING count(DISTINCT (value_low, value_high)) > 1)",
    ),
    Relation(
        "READ-AFTER",
        "articles",
        "an article was read before the last run ended, give or take two days of a clock",
        "SELECT * FROM articles WHERE read_at > (SELECT max(ended) + INTERVAL 2 DAY FROM runs)",
    ),
)
