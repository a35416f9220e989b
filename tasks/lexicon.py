"""Word lists: TOML files in `data/lexicon/`, read once a process, each into one frozen object of named fields."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from expectations.folders import LEXICON_FOLDER
from tasks.errors import BUG, SaysoError


class LexiconError(SaysoError):
    """A word list is not what the rules that read it need."""

    exit_code = BUG


class Lexicon(BaseModel):
    """A word list, or a table within one: a field a key of the file, none missing and none unknown.

    Lists are read as `frozenset[str]` or `tuple[str, ...]`, as the field says.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


Kind = TypeVar("Kind", bound=Lexicon)


def read_lexicon(name: str, kind: type[Kind]) -> Kind:
    """Read `data/lexicon/<name>.toml` as a kind of lexicon; whoever calls keeps it, with `functools.cache`.

    Raises:
        FileNotFoundError: There is no such lexicon.
        tomllib.TOMLDecodeError: It is not valid TOML.
        LexiconError: A key is unknown, missing, or not of its type; the message names the file and each key.
    """
    try:
        return kind.model_validate(load_lexicon(name))
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise LexiconError(f"data/lexicon/{name}.toml: {told}") from error


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Read `data/lexicon/<name>.toml`. Callers must not change what they get.

    Raises:
        FileNotFoundError: There is no such lexicon.
        tomllib.TOMLDecodeError: It is not valid TOML.
    """
    with (LEXICON_FOLDER / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
