from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.publish import pick_release as module
from tasks.publish.pick_release import NoRelease, pick_release

IDS = ("20240501T010000Z-aaaaaaaa", "20240502T010000Z-bbbbbbbb", "20240502T020000Z-cccccccc")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in IDS:
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text(json.dumps({}), "utf-8")
    (tmp_path / "latest").symlink_to(Path("releases") / IDS[2])
    monkeypatch.setattr(module, "list_releases", lambda data: sorted((data / "releases").iterdir()))
    return tmp_path


def say_previous(monkeypatch: pytest.MonkeyPatch, previous: str | None) -> None:
    monkeypatch.setattr(module, "read_manifest", lambda release: type("Manifest", (), {"previous": previous}))


@pytest.mark.parametrize(
    ("name", "found"), [("latest", IDS[2]), (IDS[0], IDS[0]), ("20240501", IDS[0]), ("20240502T02", IDS[2])]
)
def test_a_release_is_found_by_its_name_or_the_beginning_of_it(data: Path, name: str, found: str) -> None:
    assert pick_release(data, name).name == found


def test_previous_is_the_one_that_the_latest_was_held_against(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    say_previous(monkeypatch, IDS[0])
    assert pick_release(data, "previous").name == IDS[0]


@pytest.mark.parametrize(
    ("previous", "words"), [(None, "is the first release"), ("20240401T010000Z-dddddddd", "is kept no more")]
)
def test_a_previous_release_that_is_not_there_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, previous: str | None, words: str
) -> None:
    say_previous(monkeypatch, previous)
    with pytest.raises(NoRelease, match=words):
        pick_release(data, "previous")


@pytest.mark.parametrize(
    ("name", "words"), [("20240502", f"any of {IDS[1]}, {IDS[2]}"), ("2019", "sayso releases"), ("..", "no release")]
)
def test_a_name_of_none_or_of_many_is_refused(data: Path, name: str, words: str) -> None:
    with pytest.raises(NoRelease, match=words) as raised:
        pick_release(data, name)
    assert raised.value.exit_code == 2


def test_before_the_first_release_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="sayso build INPUT"):
        pick_release(tmp_path)
