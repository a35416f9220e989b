"""Commands for what is damaged or lost: forget."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import Data, fail, make_settings, name_user, say
from tasks.errors import WRONG_INPUT


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
