"""Write `docs/settings.md`, what can be set and how, from the class of settings.

Run `python -m flows.settings_page` after a change to `settings.py`.
"""

from __future__ import annotations

import re
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from expectations.folders import PROJECT
from flows.settings import Settings

PAGE = PROJECT / "docs" / "settings.md"
# A description that names its default, since the class has none to name.
_TOLD_DEFAULT = re.compile(r"\s+\[default: (.+)\]$")
_NAMES = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_PREFACE = """# Settings

Made from `flows/settings.py` by `python -m flows.settings_page`; change that file, not this one.

Each setting may stand in `sayso.toml` of the folder in which `sayso` runs, as `name = value`, or in the environment as
`SAYSO_NAME`; some are options of commands too (`sayso build --help`). An option beats the environment, and the
environment the file. A name or a value that is wrong is told before anything runs, with the nearest name that there is.

| setting | values | default | meaning |
| --- | --- | --- | --- |
"""


def write_page() -> str:
    """Write the page: a row a setting, in the order of the class."""
    return _PREFACE + "".join(f"{_write_row(name, field)}\n" for name, field in Settings.model_fields.items())


def main() -> None:
    """Write the page to its place."""
    PAGE.write_text(write_page(), "utf-8")


def _write_row(name: str, field: FieldInfo) -> str:
    said = field.description or ""
    told = _TOLD_DEFAULT.search(said)
    default = told[1] if told else _write_default(field.default)
    cells = (f"`{name}`", _name_values(field), default, _TOLD_DEFAULT.sub("", said))
    return f"| {' | '.join(cell.replace('|', '&#124;').replace('<', '&lt;') for cell in cells)} |"


def _write_default(value: object) -> str:
    if value is None or value is PydanticUndefined:
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _name_values(field: FieldInfo) -> str:
    bounds = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    limits = (
        f"{sign} {getattr(one, key):g}" for one in field.metadata for key, sign in bounds.items() if hasattr(one, key)
    )
    return " ".join((_name_type(field.annotation), *limits))


def _name_type(annotation: Any) -> str:
    if get_origin(annotation) is Literal:
        return " or ".join(f"`{value}`" for value in get_args(annotation))
    if isinstance(annotation, UnionType):
        return " or ".join(_name_type(one) for one in get_args(annotation) if one is not type(None))
    if get_origin(annotation) is dict:
        return "table of lists"
    return _NAMES.get(annotation, getattr(annotation, "__name__", "").lower())


if __name__ == "__main__":
    main()
