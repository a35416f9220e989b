"""What README and docs name is there: files, commands with their options, pages of the site, licences."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
import yaml

from docs import site_pages
from flows.cli import app

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted({*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), PROJECT / "data" / "DICTIONARY.md"})
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
NAMED = re.compile(r"`(?:\S*/)?sayso ([a-z][^`]*)`|^    (?:\S*/)?sayso ([a-z].*?)(?:\s{2,}#.*| &)?$", re.MULTILINE)
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_links_of_a_page_lead_to_files(page):
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_commands_named_by_a_page_have_these_options(page):
    if page.name == "CHANGELOG.md":
        return  # tells of former ones too
    unknown = []
    for named in ("".join(found) for found in NAMED.findall(page.read_text("utf-8"))):
        words = shlex.split(" ".join(named.split()))
        command = COMMANDS.get(words[0])
        options = (
            {name for option in command.params for name in (*option.opts, *option.secondary_opts)} if command else set()
        )
        given = {word.partition("=")[0] for word in words[1:] if word.startswith("--")}
        if command is None or not given <= {*options, "--help"}:
            unknown.append(named)
    assert unknown == []


def list_pages(entries):
    for entry in entries:
        for value in entry.values():
            if isinstance(value, str):
                yield value
            else:
                yield from list_pages(value)


def test_the_site_has_every_page():
    site = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
    written = {page.name for page in (PROJECT / "docs").glob("*.md")}
    assert sorted(list_pages(site["nav"])) == sorted({*written, *site_pages.PAGES.values(), "decisions/index.md"})


def test_licences_are_those_of_the_lock():
    lock = (PROJECT / "requirements.lock").read_text("utf-8")
    # What only another system installs is not there to be asked.
    locked = {name(found) for found in re.findall(r"^([\w.-]+)==[^;\n]*\\$", lock, re.MULTILINE)}
    listed = {
        name(found)
        for found in re.findall(r"^\| ([\w.-]+) +\|", (PROJECT / "THIRD_PARTY.md").read_text("utf-8"), re.MULTILINE)
    }
    assert locked <= listed


def read_deployments():
    return yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))["deployments"]


def name(found):
    return re.sub(r"[-_.]+", "-", found).lower()


def test_containers_run_commands_that_there_are():
    services = yaml.safe_load((PROJECT / "compose.yaml").read_text("utf-8"))["services"]
    assert set(services) == {"server", "nightly", "worker"}
    pools = {deployment["work_pool"]["name"] for deployment in read_deployments()}
    assert {services["worker"]["entrypoint"][-1].split()[-1]} == pools
    words = services["nightly"]["command"]
    options = {name for option in COMMANDS[words[0]].params for name in option.opts}
    assert {word for word in words if word.startswith("--")} <= options
    copied = re.findall(r"^COPY (?!--)(.*) \S+$", (PROJECT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    assert [path for line in copied for path in line.split() if not (PROJECT / path).exists()] == []
