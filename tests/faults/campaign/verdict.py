"""What became of a data folder after a fault, and the table of all that was tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.faults.campaign.child import Ending, run_forked
from tests.faults.campaign.scenes import Scene, digest_latest

# Codes that tell a user what to mend; 4 is a bug.
TOLD = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Trial:
    """One fault and what came of it.

    Attributes:
        kind: What sort of fault, a row of the table.
        detail: Which one.
        outcome: `whole`: nothing was lost, nothing damaged was published, and the next run ended as an undisturbed one;
            else `damaged`, `lost`, `hung` or `untold`.
        message: What was seen, where the outcome is not `whole`.
    """

    kind: str
    detail: str
    outcome: str
    message: str = ""


def judge(kind: str, detail: str, scene: Scene, data: Path, faulty: Ending, *, refusals: bool = False) -> Trial:
    """Judge a data folder that a fault was done to, and have the run made again.

    Args:
        kind: What sort of fault.
        detail: Which one.
        scene: What was disturbed.
        data: Its data folder.
        faulty: How the disturbed run ended.
        refusals: Whether the next run, too, may end with a refusal that tells what to do.
    """
    if faulty.kind == "hung":
        return Trial(kind, detail, "hung", "the disturbed run")
    if faulty.kind == "raised" and faulty.exit_code not in TOLD:
        return Trial(kind, detail, "untold", faulty.message)
    seen = run_forked(lambda: digest_latest(data))
    if seen.kind != "gave" or seen.value not in scene.digests:
        return Trial(kind, detail, "damaged", f"after the fault: {seen.message or seen.value}")
    again = run_forked(lambda: scene.act(data))
    if again.kind == "hung":
        return Trial(kind, detail, "hung", "the next run")
    if again.kind == "raised" and refusals and again.exit_code in TOLD:
        return Trial(kind, detail, "whole")
    if again.kind != "gave":
        return Trial(kind, detail, "untold", f"the next run {again.kind}: {again.message}")
    rows = run_forked(lambda: digest_latest(data))
    if rows.kind != "gave" or rows.value != scene.digests[1]:
        return Trial(kind, detail, "lost", f"after the next run: {rows.message or rows.value}")
    return Trial(kind, detail, "whole")


def make_table(trials: Iterable[Trial]) -> str:
    """Make the Markdown table: a row a kind, with how many were tried and what came of them."""
    counts: dict[str, Counter[str]] = {}
    for trial in trials:
        counts.setdefault(trial.kind, Counter())[trial.outcome] += 1
    outcomes = ("whole", "lost", "damaged", "hung", "untold")
    total = sum(counts.values(), Counter[str]())
    lines = [f"| fault | tried | {' | '.join(outcomes)} |", f"|---|---:|{'---:|' * len(outcomes)}"]
    for name, found in [*counts.items(), ("all", total)]:
        lines.append(f"| {name} | {found.total():,} | {' | '.join(f'{found[one]:,}' for one in outcomes)} |")
    return "\n".join(lines)


Kind = Callable[[Path], Iterable[Trial]]
