"""Keep the ids of groups from release to release, and forward those of groups that joined another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import pyarrow as pa

from expectations.link_tables import GROUP_MERGES
from expectations.schema import Table, make_arrow_schema
from expectations.tables import GROUP_TABLES
from tasks.ids import hash_id
from tasks.link.partition import first_time, read_columns

NO_GROUPS: Mapping[str, pa.Table] = {}


def match_groups(
    groups: Mapping[str, Collection[str]], earlier: Mapping[str, Sequence[str]]
) -> tuple[dict[str, str], dict[str, str | None]]:
    """Give each group the id that it had, or one of its own.

    Args:
        groups: Members by id, as the content of the groups makes these.
        earlier: Members by the id of the release before; groups in the order of age, and so are members.

    Returns:
        The id that each group gets: that of the oldest earlier group of which no other has more members. Then by
        earlier id those that are no group's any more, with the id of the group that has most of their members, None
        where no group has any.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for group, members in groups.items():
        for member in members:
            holders[member].append(group)
    heirs: dict[str, list[str]] = defaultdict(list)
    forwarded: dict[str, str | None] = {}
    for old, members in earlier.items():
        shared = Counter(group for member in members for group in holders.get(member, ()))
        if not shared:
            forwarded[old] = None
            continue
        founded = next(set(holders[member]) for member in members if member in holders)
        heir = min(shared, key=lambda group: (-shared[group], group not in founded, len(groups[group]), group))
        heirs[heir].append(old)
    ids = {group: olds[0] for group, olds in heirs.items()}
    taken = set(earlier)
    for group in sorted(groups.keys() - ids.keys()):
        own = group
        while own in taken:
            own = hash_id("group apart", own)
        ids[group] = own
        taken.add(own)
    forwarded |= {old: ids[group] for group, olds in heirs.items() for old in olds[1:]}
    return ids, forwarded


def keep_ids(
    made: Mapping[str, pa.Table],
    before: Mapping[str, pa.Table],
    published: Mapping[str, datetime | None],
    run_id: str,
) -> dict[str, pa.Table]:
    """Put the ids that groups had in the release before in the place of those that linking made of their content.

    The partition is that of linking alone; only its names come from before. Given a release's own tables for those of
    the one before, what comes out has that release's ids, which is how it is built again.

    Args:
        made: The tables of groups, by name; others are given back as they are.
        before: Those of the release before, and its `group_merges`; one that it lacks has no rows.
        published: When each article was published; of two groups that join, the one of the earlier article is older.
        run_id: The run that forwards what is forwarded now.

    Returns:
        All tables, and `group_merges`: every id that a release ever had and this one has not.
    """
    tables = dict(made)
    merges = []
    known = _read_merges(before)
    for table in GROUP_TABLES:
        rows = tables[table.name]
        earlier = _read_earlier(table, before, published)
        ids, forwarded = match_groups(_read_members(table, rows), earlier)
        tables[table.name] = _rename(table, rows, ids)
        living = set(ids.values())
        for old, (new, run) in known.get(table.name, {}).items():
            if old not in living:
                merges.append((old, table.name, forwarded.get(new, new) if new is not None else None, run))
        merges += [(old, table.name, new, run_id) for old, new in forwarded.items()]
    columns = zip(*sorted(merges), strict=True) if merges else ((), (), (), ())
    schema = make_arrow_schema(GROUP_MERGES)
    arrays = [pa.array(list(column), field.type) for column, field in zip(columns, schema, strict=True)]
    return tables | {GROUP_MERGES.name: pa.Table.from_arrays(arrays, schema=schema)}


def _name_member(table: Table) -> str:
    return table.references[0].split(".")[1]


def _read_members(table: Table, rows: pa.Table) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for group_id, member in zip(*read_columns(rows, ("group_id", _name_member(table))).values(), strict=True):
        members[group_id].append(member)
    return dict(members)


def _read_earlier(
    table: Table, before: Mapping[str, pa.Table], published: Mapping[str, datetime | None]
) -> dict[str, list[str]]:
    """Read the groups of the release before, the oldest first; what is unknown of an article's time counts as late."""
    if table.name not in before:
        return {}
    names = ("group_id", _name_member(table), "article_id")
    rows = read_columns(before[table.name].select(list(dict.fromkeys(names))), tuple(dict.fromkeys(names)))
    aged = sorted(
        (first_time(published.get(article_id)), member, group_id)
        for group_id, member, article_id in zip(*(rows[name] for name in names), strict=True)
    )
    members: dict[str, list[str]] = defaultdict(list)
    for _, member, group_id in aged:
        members[group_id].append(member)
    return dict(members)


def _read_merges(before: Mapping[str, pa.Table]) -> dict[str, dict[str, tuple[str | None, str]]]:
    known: dict[str, dict[str, tuple[str | None, str]]] = defaultdict(dict)
    if GROUP_MERGES.name in before:
        columns = read_columns(before[GROUP_MERGES.name], GROUP_MERGES.column_names)
        for old, table, new, run in zip(*(columns[name] for name in GROUP_MERGES.column_names), strict=True):
            known[table][old] = (new, run)
    return known


def _rename(table: Table, rows: pa.Table, ids: Mapping[str, str]) -> pa.Table:
    """Put ids into the rows of a table of groups, and into their keys; rows in the order of both."""
    columns = read_columns(rows, ("group_id", _name_member(table)))
    group_ids = [ids[group_id] for group_id in columns["group_id"]]
    members = columns[_name_member(table)]
    kind = table.key.removesuffix("_id")
    keys = [hash_id(kind, group_id, member) for group_id, member in zip(group_ids, members, strict=True)]
    for name, values in (("group_id", group_ids), (table.key, keys)):
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, rows.schema.field(at), pa.array(values, rows.schema.field(at).type))
    order = sorted(range(len(group_ids)), key=lambda row: (group_ids[row], members[row]))
    return rows.take(pa.array(order, pa.int64()))
