"""Decide that the next release may lack articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tasks.publish.decisions import (
    FORGOTTEN,
    LOST,
    Decision,
    DecisionError,
    add_decision,
    list_decided,
    read_decisions,
)
from tasks.publish.release import find_base
from tasks.shards.ledger import Marker, read_ledger
from tasks.shards.losses import find_lost, list_documents

SHORTEST_ID = 4  # first characters of an id that are enough


def forget_articles(data: Path, wanted: Sequence[str], reason: str, author: str, now: datetime) -> Decision:
    """Decide that articles are left out of all coming releases, whatever is found of them.

    Args:
        data: The data folder.
        wanted: Article ids, whole or their first characters.
        reason: Why.
        author: Who decides.
        now: When.

    Raises:
        DecisionError: An id is no article's, or fits several.
    """
    base, markers = find_base(data), read_ledger(data / "work" / "parts")
    known = set(_list_article_ids(markers))
    if base is not None:
        known.update(document.document_id for document in list_documents(base) if document.is_article)
    article_ids = tuple(dict.fromkeys(_resolve(one, known) for one in wanted))
    return _decide(data, FORGOTTEN, article_ids, reason, author, now, base)


def forget_lost(data: Path, reason: str, author: str, now: datetime) -> Decision | None:
    """Decide that the next release may lack what is in no part any more; None where nothing is lost.

    Args:
        data: The data folder.
        reason: Why.
        author: Who decides.
        now: When.
    """
    base = find_base(data)
    lost = [] if base is None else find_lost(base, read_ledger(data / "work" / "parts"))
    decided = list_decided(read_decisions(data), FORGOTTEN, LOST)
    ids = tuple(document.document_id for document in lost if document.document_id not in decided)
    return _decide(data, LOST, ids, reason, author, now, base) if ids else None


def _decide(
    data: Path, kind: str, ids: tuple[str, ...], reason: str, author: str, now: datetime, base: Path | None
) -> Decision:
    decision = Decision(kind, ids, reason, author, now, None if base is None else base.name)
    read_decisions(data)  # nothing is added to a file that cannot be read
    add_decision(data, decision)
    return decision


def _resolve(wanted: str, known: Iterable[str]) -> str:
    found = [article_id for article_id in known if article_id == wanted]
    if not found and len(wanted) >= SHORTEST_ID:
        found = [article_id for article_id in known if article_id.startswith(wanted)]
    if len(found) != 1:
        what = f"{len(found)} articles begin with" if found else "no release or part has an article"
        raise DecisionError(
            f"{what} {wanted!r}; an article_id, or its first {SHORTEST_ID} characters or more, is wanted"
        )
    return found[0]


def _list_article_ids(markers: Iterable[Marker]) -> Iterable[str]:
    return (held.article_id for marker in markers for held in marker.held if held.article_id is not None)
