"""Check the folder of work, file by file: parts, profiles, the quarantine; and the decisions beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.clean.profile import ProfileError
from tasks.errors import SaysoError
from tasks.progress import Report, reports_progress, tell_nobody
from tasks.publish.corrections import load_corrections
from tasks.publish.decisions import FORGOTTEN, LOST, list_decided, read_decisions
from tasks.publish.pins import read_pins
from tasks.publish.release import find_base
from tasks.shards.ledger import AUDIT_FILE, LedgerError, Marker, read_ledger, read_marker
from tasks.shards.ledger import LOST as RECORDS_LOST
from tasks.shards.losses import hold_against
from tasks.shards.mending import CANNOT_BE_REMADE, is_stamp
from tasks.shards.mending_sources import find_damaged_copies, find_damaged_profiles, is_gone
from tasks.shards.plan import load_profile
from tasks.shards.verify import find_damage, group_part


@reports_progress
def check_parts(data: Path, report: Report = tell_nobody) -> list[str]:
    """Read every file of every part and hold it against the part's marker.

    Args:
        data: The data folder.
        report: Called with the number of parts done.

    Returns:
        What is wrong, one message a file or part.
    """
    problems: list[str] = []
    folders = sorted(folder for folder in (data / "work" / "parts").glob("[!.]*") if folder.is_dir())
    for number, folder in enumerate(folders, 1):
        problems += _check_part(folder)
        report(number)
    return problems


def check_sources(data: Path) -> list[str]:
    """Check what extraction leans on: the profiles, and the copies in the quarantine.

    Parts whose marker is damaged are passed over; `check_parts` tells of them.
    """
    markers = _read_markers(data)
    folder = data / "work" / "profiles"
    problems = []
    if folder.exists() or markers:
        try:
            load_profile(folder, is_first=not markers)
        except ProfileError as error:
            problems.append(str(error))
        damaged = [path for path in find_damaged_profiles(folder, markers) if path.exists()]
        problems += [f"{path}: damaged; `sayso repair` learns it again" for path in damaged]
    problems += [
        f"{path}: missing or damaged; `sayso repair` writes it again where its record is whole"
        for path, users in find_damaged_copies(data, markers).items()
        if not is_gone(path, users)
    ]
    return problems


def check_decisions(data: Path, corrections_file: Path) -> list[str]:
    """Read what people decided: `decisions.toml`, the corrections and the pins."""
    problems = []
    readers = (
        lambda: read_decisions(data),
        lambda: load_corrections(corrections_file),
        lambda: read_pins(data),
    )
    for read in readers:
        try:
            read()
        except SaysoError as error:
            problems.append(str(error))
    return problems


def check_losses(data: Path, corrections_file: Path) -> list[str]:
    """Hold the parts against the newest release, as the next run will."""
    base = find_base(data)
    if base is None:
        return []
    try:
        retracted = load_corrections(corrections_file).retracted_articles
        decided = list_decided(read_decisions(data), FORGOTTEN, LOST) | retracted
        failures = hold_against(base, read_ledger(data / "work" / "parts"), decided)
        return [f"{failure.rule}: {failure.message}" for failure in failures]
    except SaysoError as error:
        return [str(error)]


def note_losses(data: Path) -> list[str]:
    """List what is lost and hinders no run: records of parts, and profiles that parts were cleaned with."""
    markers = _read_markers(data)
    notes = [
        f"work/parts/{marker.shard}: its records are lost; {CANNOT_BE_REMADE}"
        for marker in markers
        if marker.records == RECORDS_LOST
    ]
    missing = [path for path in find_damaged_profiles(data / "work" / "profiles", markers) if not path.exists()]
    gone = [path for path, users in find_damaged_copies(data, markers).items() if is_gone(path, users)]
    return [
        *notes,
        *(f"{path}: missing; parts that were cleaned with it are made again with the newest" for path in missing),
        *(f"{path}: missing, as are the records that it was made from" for path in gone),
    ]


def _check_part(folder: Path) -> Iterator[str]:
    try:
        marker = read_marker(folder)
    except FileNotFoundError:
        yield f"{folder}: its marker is missing; `sayso repair` takes it from a release"
        return
    except LedgerError as error:
        yield str(error)
        return
    for damage in find_damage(group_part(folder, marker)):
        yield f"{damage}; `sayso repair` takes it from a release or makes it again"
    stamp = folder / AUDIT_FILE
    if stamp.exists() and not is_stamp(stamp):
        yield f"{stamp}: damaged; `sayso repair` removes it, and the next run audits the part again"


def _read_markers(data: Path) -> Sequence[Marker]:
    markers = []
    for folder in sorted((data / "work" / "parts").glob("[!.]*")):
        try:
            markers.append(read_marker(folder))
        except (OSError, LedgerError):
            continue
    return markers
