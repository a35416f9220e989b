"""Pages of the site that lie elsewhere in the project: README, CONTRIBUTING, CHANGELOG, the dictionary, licences."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "THIRD_PARTY.md": "third_party.md",
    "data/DICTIONARY.md": "dictionary.md",
}
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)")


def on_files(files: Any, config: Any) -> Any:
    """Add the pages, before the navigation is made."""
    from mkdocs.structure.files import File

    for source, name in PAGES.items():
        files.append(File.generated(config, name, content=(PROJECT / source).read_text("utf-8")))
    files.append(File.generated(config, "decisions/index.md", content=_list_decisions()))
    return files


def on_page_markdown(markdown: str, page: Any, **_given: Any) -> str:
    """Turn links between files of the project into links between pages; what is no page is named without a link."""
    sources = {name: source for source, name in PAGES.items()}
    home = PROJECT / sources.get(page.file.src_uri, f"docs/{page.file.src_uri}")
    return _LINK.sub(lambda found: _turn_link(found, home.parent, page.file.src_uri), markdown)


def _list_decisions() -> str:
    pages = sorted((PROJECT / "docs" / "decisions").glob("*.md"))
    titles = [page.read_text("utf-8").splitlines()[0].removeprefix("# ") for page in pages]
    lines = [f"- [{title}]({page.name})" for page, title in zip(pages, titles, strict=True)]
    return "\n".join(
        ["# Decisions", "", "One question a page: the choice, the figures, what would change it.", "", *lines]
    )


def _turn_link(found: re.Match[str], folder: Path, page: str) -> str:
    target = (folder / found[1]).resolve()
    if not target.is_relative_to(PROJECT):
        return found[0]
    name = target.relative_to(PROJECT).as_posix()
    in_site = PAGES.get(name) or (name.removeprefix("docs/") if name.startswith("docs/") and target.is_file() else None)
    if in_site is None:
        return "]"
    return f"]({'../' * page.count('/')}{in_site}{found[2] or ''})"
