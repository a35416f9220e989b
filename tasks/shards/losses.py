"""Hold the ledger against the newest release: what it had and no part has now, and parts that changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from expectations.audit_failure import Failure, make_failure
from tasks.ids import make_id
from tasks.publish.manifest import Manifest, read_manifest
from tasks.publish.release_ledger import PublishedPart, ReleaseLedgerError, read_release_ledger
from tasks.shards.ledger import Held, Marker, parse_marker

SHARDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a release took in.

    Attributes:
        shard: The part that held it.
        document_id: Its `article_id`, or its `reject_id`.
        is_article: Whether it stands, or stood before a newer revision, in `articles`.
    """

    shard: str
    document_id: str
    is_article: bool


def hold_against(release: Path, markers: Sequence[Marker], decided: Collection[str]) -> list[Failure]:
    """Hold the sealed parts against the newest release.

    Args:
        release: The newest release.
        markers: All parts that the next release will be made of.
        decided: Documents that the next release may lack, by decision.

    Returns:
        LOST-ARTICLES and PART-CHANGED, where they fire.

    Raises:
        ManifestError: The release's manifest is damaged.
        ReleaseLedgerError: Its ledger is.
    """
    lost = [document for document in find_lost(release, markers) if document.document_id not in decided]
    changed = list(find_changed(release, markers))
    return [*_report_lost(release, lost), *_report_changed(release, changed)]


def find_lost(release: Path, markers: Iterable[Marker]) -> list[Document]:
    """Find the documents that a release took in and that no part holds now.

    A document that was an article and is a reject since its part was made again is not lost, nor the other way round.
    """
    now = {one for marker in markers for held in marker.held for one in (_id_article(held), _id_reject(held))}
    return [document for document in list_documents(release) if document.document_id not in now]


def list_documents(release: Path) -> list[Document]:
    """List what documents a release took in; of a version before 0.4, which kept no ledger, those that have a row."""
    published = read_release_ledger(release)
    if not published:
        return [*_list_rows(release, "articles", "article_id"), *_list_rows(release, "rejects", "reject_id")]
    return [
        Document(
            part.shard, _id_reject(held) if held.article_id is None else held.article_id, held.article_id is not None
        )
        for part in published.values()
        for held in recall_marker(release, part).held
    ]


def recall_marker(release: Path, part: PublishedPart) -> Marker:
    """Read the marker that a release keeps of a part.

    Raises:
        ReleaseLedgerError: It is damaged.
    """
    try:
        return parse_marker(part.marker)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseLedgerError(f"the ledger of {release} is damaged at part {part.shard}") from error


def is_changed(marker: Marker, before: Marker | None, manifest: Manifest) -> bool:
    """Say whether a part says or holds something else than when it was published, though nothing made it again.

    Args:
        marker: The part as it is.
        before: Its marker as the release keeps it; None where the release has no such part, or no ledger.
        manifest: The release's manifest: what its files were copied or written from.
    """
    if before is not None and before.making != marker.making:
        return False
    if before is not None and (before.held, before.files) != (marker.held, marker.files):
        return True
    for table, (sha256, rows) in marker.files.items():
        info = manifest.files.get(f"{table}/{marker.shard}.parquet")
        # Before 0.4 a file that was written again kept no hash of its source; it has fewer rows.
        is_source_known = info is not None and (info.source_sha256 is not None or info.rows == rows)
        if info is not None and is_source_known and (info.source_sha256 or info.sha256) != sha256:
            return True
    return False


def find_changed(release: Path, markers: Iterable[Marker]) -> Iterator[str]:
    """Find the parts that are not what they were when a release was made of them."""
    published, manifest = read_release_ledger(release), read_manifest(release)
    for marker in markers:
        part = published.get(marker.shard)
        if (part is not None or not published) and is_changed(
            marker, None if part is None else recall_marker(release, part), manifest
        ):
            yield marker.shard


def _report_lost(release: Path, lost: Sequence[Document]) -> Iterator[Failure]:
    if not lost:
        return
    n_articles = sum(document.is_article for document in lost)
    shards = Counter(document.shard for document in lost)
    shown = ", ".join(f"{shard} ({n_lost})" for shard, n_lost in shards.most_common(SHARDS_SHOWN))
    more = f" and {len(shards) - SHARDS_SHOWN} more" if len(shards) > SHARDS_SHOWN else ""
    message = (
        f"{n_articles:,} articles and {len(lost) - n_articles:,} rejects of release {release.name} are in no part, and "
        f"no revision, retraction or decision says why; they were in {shown}{more}. `sayso repair` brings back parts "
        "that a release still has; building their dumps again takes them in anew; `sayso forget --lost --reason …` "
        "publishes without them"
    )
    rows = [{"document": document.document_id, "part": document.shard} for document in lost]
    yield make_failure("LOST-ARTICLES", "articles" if n_articles else "rejects", message, rows, about="integrity")


def _report_changed(release: Path, changed: Sequence[str]) -> Iterator[Failure]:
    if changed:
        message = (
            f"{len(changed)} parts are not what they were when release {release.name} was published, and nothing made "
            "them again; `sayso repair` takes them from the release"
        )
        yield make_failure("PART-CHANGED", "work", message, [{"part": shard} for shard in changed], about="integrity")


def _id_article(held: Held) -> str:
    return held.article_id or held.fingerprint[:16]


def _id_reject(held: Held) -> str:
    return make_id("rejects", held.fingerprint)


def _list_rows(release: Path, table: str, key: str) -> Iterator[Document]:
    for path in sorted((release / table).glob("*.parquet")):
        for document_id in pq.read_table(path, columns=[key])[key].to_pylist():
            yield Document(path.stem, document_id, table == "articles")
