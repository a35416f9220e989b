"""Commands for what is damaged or lost: repair, forget."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import Data, Model, fail, make_settings, say
from flows.user import name_user
from tasks.errors import REFUSED, WRONG_INPUT


def repair(data: Data = None, model: Model = None) -> None:
    """Mend what is damaged in a data folder, or say exactly what is lost.

    A damaged file is taken from a whole copy: of a part from a release, of a release from another or from the part.
    What has no copy is made again: a part from its records, a profile and the copies of rejects from the records of
    parts. A part that is gone comes back from the newest release, without its records. A release that cannot be made
    whole is set aside in `work/damaged`, and `latest` points at the newest that is.

    It ends with 0 when all is whole, and with 1 when something is lost, which it lists.

    For example:

    - `sayso check`
    - `sayso repair`
    - `sayso backfill --refresh` to publish afterwards without new dumps
    """
    from flows.check import check_data
    from flows.lock import lock_data
    from flows.repair import repair_data

    settings = make_settings(data=data, model=model)
    if not settings.data.is_dir():
        fail(f"there is no folder {settings.data}", WRONG_INPUT)
    lost, done = [], 0
    with lock_data(settings.data, "repair"):
        for mended in repair_data(settings):
            done += 1
            say(str(mended))
            if mended.is_lost:
                lost.append(mended)
        problems = check_data(settings.data, settings.corrections_file)
    for problem in problems:
        say(f"still wrong: {problem}")
    if lost or problems:
        say(f"{done - len(lost)} mended, {len(lost)} with losses, {len(problems)} still wrong")
        raise typer.Exit(REFUSED)
    say(f"{done} mended; all is whole" if done else "all is whole; there was nothing to mend")


def forget(
    article_ids: Annotated[list[str] | None, typer.Argument(help="Articles; first characters are enough.")] = None,
    data: Data = None,
    lost: Annotated[bool, typer.Option("--lost", help="All that the newest release had and no part has now.")] = False,
    reason: Annotated[str, typer.Option(help="Why, for whoever comes after you.")] = "",
) -> None:
    """Decide that articles are left out of the next release, or that lost ones may be missing.

    A run that would lose articles without such a decision publishes nothing. The decision is written into
    `decisions.toml` of the data folder, with who made it, when and why, and into the manifests of later releases; take
    its entry out to undo it. Articles that were forgotten by id stay out, also when their dump is built again; lost
    ones come back then.

    For example:

    - `sayso forget 1f0c77aa90b1c2d3 --reason "withdrawn by the outlet"`
    - `sayso forget --lost --reason "the disk of March is gone, and so are its dumps"`
    """
    from flows.forget import forget_articles, forget_lost
    from flows.lock import lock_data

    if bool(article_ids) == lost:
        fail("name articles, or give --lost", WRONG_INPUT)
    if not reason.strip():
        fail("say why with --reason", WRONG_INPUT)
    folder = make_settings(data=data).data
    now, user = datetime.now(UTC), name_user()
    with lock_data(folder, "forget"):
        decision = (
            forget_lost(folder, reason, user, now) if lost
            else forget_articles(folder, article_ids or [], reason, user, now)
        )  # fmt: skip
    if decision is None:
        say("nothing is lost: all that the newest release had is in a part, or was decided on")
        return
    say(f"{len(decision.articles):,} articles and rejects {decision.kind}: {reason}")
    say(f"written into {folder / 'decisions.toml'}; the next run publishes without them")
