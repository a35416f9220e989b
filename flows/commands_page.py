"""Write `docs/commands.md`, every command with its arguments and options, from the command itself.

Run `python -m flows.commands_page` after a change to a command.
"""

from __future__ import annotations

import re
from typing import Any

import typer

from expectations.folders import PROJECT
from flows.cli import app

PAGE = PROJECT / "docs" / "commands.md"
# A help text that names its default, since the parameter has none to name.
_TOLD_DEFAULT = re.compile(r"\s+\[default: (.+)\]$")
_PREFACE = """# Commands

Made from the commands by `python -m flows.commands_page`; change those, not this page.

`sayso COMMAND --help` says the same on a terminal, `python -m sayso` is the same command, and
`sayso --install-completion` teaches the shell to complete it. Exit codes: 0 done, 1 the audit refused the release, 2 an
input or a setting is wrong, 3 another run holds the data folder, 4 a bug of Sayso's, 130 stopped. Settings without an
option are in [settings.md](settings.md).
"""


def write_page() -> str:
    """Write the page: a section a command, in the order in which the help lists them."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return _PREFACE + "".join(_write_section(name, command) for name, command in commands.items())


def main() -> None:
    """Write the page to its place."""
    PAGE.write_text(write_page(), "utf-8")


def _write_section(name: str, command: Any) -> str:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    usage = " ".join(["sayso", name, *(_write_usage(one) for one in arguments), "[OPTIONS]"])
    rows = [_write_row(one) for one in command.params]
    table = "".join(["| argument or option | meaning |\n| --- | --- |\n", *rows]) if rows else ""
    return f"\n## sayso {name}\n\n`{usage}`\n\n{(command.help or '').strip()}\n\n{table}"


def _write_usage(argument: Any) -> str:
    name = _name_argument(argument) + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _name_argument(argument: Any) -> str:
    return str(argument.metavar or argument.name).upper()


def _write_row(parameter: Any) -> str:
    is_argument = parameter.param_type_name == "argument"
    names = [_name_argument(parameter)] if is_argument else [*parameter.opts, *parameter.secondary_opts]
    said = str(getattr(parameter, "help", None) or "")
    told = _TOLD_DEFAULT.search(said)
    default = told[1] if told else None if callable(parameter.default) else parameter.default
    is_told = default not in (None, False, (), "") and not is_argument
    meaning = _TOLD_DEFAULT.sub("", said) + (f" Default: {default}." if told or is_told else "")
    cells = (", ".join(f"`{name}`" for name in names), meaning.replace("\n", " ").replace("|", "&#124;").strip())
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    main()
