"""Read a release of Sayso: who said what, when, with which numbers, according to whom.

    import sayso

    release = sayso.open_release("data")
    release.pandas("claims", ["claimant_name", "stance", "resolved"])
    release.quotes_by("Lloyd Austin")
    release.query("SELECT outlet, count(*) FROM quotes_in_articles GROUP BY outlet")
    release.describe("quotes")

`python -m sayso` is the command `sayso`.
"""

from __future__ import annotations

from importlib.metadata import version

from tasks.dataset.opened import Article, NoSuchRow, Release, open_release
from tasks.publish.pick_release import NoRelease

__all__ = ["Article", "NoRelease", "NoSuchRow", "Release", "open_release"]
__version__ = version("sayso")

if __name__ == "__main__":
    from flows.cli import main

    main()
