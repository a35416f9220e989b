"""Commands that say which releases stay: pin."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.commands.options import Data, fail, find_release, make_settings, say
from flows.user import name_user
from tasks.errors import WRONG_INPUT


def pin(
    release: Annotated[str, typer.Argument(help="A release's id.")],
    data: Data = None,
    reason: Annotated[str, typer.Option(help="Why it is kept, for whoever comes after you.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Let it go like any other.")] = False,
) -> None:
    """Keep a release, such as one that a story cites, whatever comes after it.

    Others go when `keep_releases` newer ones stand. `sayso releases` shows what is pinned, and why.

    For example:

    - `sayso pin 20250306T023004Z-1f0c77aa --reason "cited in the flood story"`
    - `sayso pin 20250306T023004Z-1f0c77aa --remove`
    """
    from tasks.publish.pins import pin_release, unpin_release

    folder = make_settings(data=data).data
    if remove:
        if not unpin_release(folder, release):
            fail(f"release {release} is not pinned; `sayso releases` lists those that are", WRONG_INPUT)
        say(f"{release} is no longer pinned")
        return
    pin_release(folder, find_release(data, release).name, reason, name_user(), datetime.now(UTC))
    say(f"{release} is pinned")
