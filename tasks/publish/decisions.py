"""What people decided on articles: `decisions.toml` in the data folder, which outlives the folder of work."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.errors import SaysoError
from tasks.publish.parquet import sync

DECISIONS_FILE = "decisions.toml"
FORGOTTEN, LOST = KINDS = ("forgotten", "lost")
_HEAD = "# What was decided by `sayso forget`. Take an entry out to undo it; the next run goes by what stands here.\n"


class DecisionError(SaysoError):
    """A decision cannot be read, or not be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a release may lack articles that an earlier one had.

    Attributes:
        kind: `forgotten`: they are left out whatever is found of them; `lost`: nothing is left of them, and they come
            back if their dump is built again.
        articles: Their ids; of a reject, its `reject_id`.
        reason: Why, in the author's words.
        author: Who says so.
        decided_at: When, UTC.
        release: The newest release then; null before the first.
    """

    kind: str
    articles: tuple[str, ...]
    reason: str
    author: str
    decided_at: datetime
    release: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Give what JSON can say of it, for a manifest."""
        return asdict(self) | {"articles": list(self.articles), "decided_at": self.decided_at.isoformat()}


def read_decisions(data: Path) -> tuple[Decision, ...]:
    """Read the decisions of a data folder, in the order in which they were made; none where there is no file.

    Raises:
        DecisionError: The file cannot be read, or an entry lacks something; the message says which.
    """
    path = data / DECISIONS_FILE
    try:
        entries = tomllib.loads(path.read_text("utf-8"))["decision"]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError) as error:
        raise DecisionError(f"cannot read {path}: {error}") from error
    if not isinstance(entries, list):
        raise DecisionError(f"cannot read {path}: an entry begins with [[decision]]")
    return tuple(_parse(entry, f"{path}, entry {number}") for number, entry in enumerate(entries, 1))


def add_decision(data: Path, decision: Decision) -> None:
    """Write a decision below those that were made before, aside and then in place."""
    path, aside = data / DECISIONS_FILE, data / f".{DECISIONS_FILE}"
    before = path.read_text("utf-8") if path.exists() else _HEAD
    aside.write_text(before + _write(decision), "utf-8")
    sync(aside)
    aside.replace(path)
    sync(data)


def list_decided(decisions: Sequence[Decision], *kinds: str) -> frozenset[str]:
    """List the ids that decisions of some kinds name."""
    return frozenset(one for decision in decisions if decision.kind in kinds for one in decision.articles)


def mark_decisions(decisions: Sequence[Decision]) -> str:
    """Tell one set of decisions from another: a release is made anew when it changes. Empty when there is none."""
    said = json.dumps([decision.to_json() for decision in decisions], sort_keys=True)
    return f"-{hashlib.blake2b(said.encode(), digest_size=8).hexdigest()}" if decisions else ""


def _parse(entry: Any, where: str) -> Decision:
    wanted = {"kind": str, "articles": list, "reason": str, "author": str, "decided_at": datetime}
    wrong = [
        name for name, kind in wanted.items() if not isinstance(entry, dict) or not isinstance(entry.get(name), kind)
    ]
    if wrong:
        raise DecisionError(f"{where}: {', '.join(wrong)} missing or of another kind")
    if entry["kind"] not in KINDS:
        raise DecisionError(f"{where}: kind is {entry['kind']!r}, not one of {', '.join(KINDS)}")
    at = entry["decided_at"]
    return Decision(
        kind=entry["kind"],
        articles=tuple(map(str, entry["articles"])),
        reason=entry["reason"],
        author=entry["author"],
        decided_at=at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC),
        release=entry.get("release"),
    )


def _write(decision: Decision) -> str:
    ids = "".join(f"    {_quote(article_id)},\n" for article_id in decision.articles)
    release = "" if decision.release is None else f"release = {_quote(decision.release)}\n"
    return (
        f"\n[[decision]]\nkind = {_quote(decision.kind)}\nreason = {_quote(decision.reason)}\n"
        f"author = {_quote(decision.author)}\ndecided_at = {decision.decided_at.isoformat(timespec='seconds')}\n"
        f"{release}articles = [\n{ids}]\n"
    )


def _quote(text: str) -> str:
    # A TOML string is a JSON string, but for one control character; what is half of a character TOML cannot say.
    said = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")
