"""In what order releases followed each other, and which of them are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tasks.publish.manifest import MANIFEST, Manifest
from tasks.publish.release import find_last_sequence, list_releases, retain_releases


def write_release(data: Path, year: int, sequence: int | None, previous: str | None = None) -> str:
    created_at = datetime(year, 5, 3, tzinfo=UTC)
    release_id = f"{created_at:%Y%m%dT%H%M%SZ}-abc{sequence or 0:05d}"
    manifest = Manifest(release_id, created_at, previous, "s", "f", "e", (), "abc", (), {}, {}, sequence)
    folder = data / "releases" / release_id
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(manifest.to_json(), "utf-8")
    return release_id


def list_years(data: Path) -> list[int]:
    return [int(release.name[:4]) for release in list_releases(data)]


def test_sequence_decides_whatever_the_dates_say(tmp_path: Path) -> None:
    for sequence, year in enumerate((2036, 2025, 2031, 2024), 1):
        write_release(tmp_path, year, sequence)
    assert list_years(tmp_path) == [2036, 2025, 2031, 2024]
    assert find_last_sequence(tmp_path) == 4


def test_older_versions_come_first_each_behind_the_one_it_names(tmp_path: Path) -> None:
    first = write_release(tmp_path, 2024, None, "gone")
    ahead = write_release(tmp_path, 2036, None, first)
    write_release(tmp_path, 2025, None, ahead)
    write_release(tmp_path, 2023, 1)
    assert list_years(tmp_path) == [2024, 2036, 2025, 2023]


def test_manifests_that_name_each_other_are_listed_once(tmp_path: Path) -> None:
    write_release(tmp_path, 2024, None, "20250503T000000Z-abc00000")
    write_release(tmp_path, 2025, None, "20240503T000000Z-abc00000")
    assert sorted(list_years(tmp_path)) == [2024, 2025]


@pytest.mark.parametrize("with_sequence", [True, False])
def test_new_release_is_kept_beside_releases_of_a_later_year(tmp_path: Path, with_sequence: bool) -> None:
    previous = None
    for sequence, year in enumerate((2033, 2034, 2035, 2036, 2037, 2025, 2026), 1):
        previous = write_release(tmp_path, year, sequence if with_sequence else None, previous)
    (tmp_path / "latest").symlink_to(Path("releases") / str(previous))
    assert [int(release.name[:4]) for release in retain_releases(tmp_path, keep=5)] == [2033, 2034]
    assert list_years(tmp_path) == [2035, 2036, 2037, 2025, 2026]


def test_release_whose_manifest_is_damaged_is_listed_first_and_stays(tmp_path: Path) -> None:
    damaged = write_release(tmp_path, 2030, 2)
    (tmp_path / "releases" / damaged / MANIFEST).write_text("{", "utf-8")
    for sequence, year in ((1, 2024), (3, 2025)):
        write_release(tmp_path, year, sequence)
    assert list_years(tmp_path) == [2030, 2024, 2025]
    retain_releases(tmp_path, keep=1)
    assert list_years(tmp_path) == [2030, 2025]
