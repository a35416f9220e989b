"""Which release followed which. Their dates do not say: a clock may have been wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tasks.publish.manifest import Manifest


def sort_releases(manifests: Mapping[Path, Manifest]) -> list[Path]:
    """Sort releases as they followed each other, the oldest first.

    By sequence; those of older versions, which have none, before the others, each behind the one it names as previous,
    and by date where they name none that is here.

    Args:
        manifests: The manifest of each release's folder.
    """
    by_id = {manifest.release_id: release for release, manifest in manifests.items()}
    dated = sorted(manifests, key=lambda release: (manifests[release].created_at, release.name))
    chained: dict[Path, None] = {}
    for release in dated:
        line: list[Path] = []
        at: Path | None = release
        while at is not None and at not in chained and at not in line:
            line.append(at)
            at = by_id.get(manifests[at].previous or "")
        chained.update(dict.fromkeys(reversed(line)))
    return sorted(chained, key=lambda release: manifests[release].sequence or 0)
