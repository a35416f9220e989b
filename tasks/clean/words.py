"""Which strings are English words: the vocabulary that the installed spaCy pipeline was trained with."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tasks.clean.lexicon import load_wrapping
from tasks.model_name import DEFAULT_MODEL

SHORT = 3  # of the vocabulary's strings up to this length most are endings that it keeps as features


@cache
def load_vocabulary() -> frozenset[str]:
    """Read the words, lower-cased; only the lexicon's short words where the pipeline is not installed."""
    words = set(load_wrapping().short)
    pipeline = find_spec(DEFAULT_MODEL)  # found, not imported: reading and cleaning have no need of spaCy
    if pipeline and pipeline.origin:
        for path in sorted(Path(pipeline.origin).parent.glob("*/vocab/strings.json")):
            strings = json.loads(path.read_text("utf-8"))
            words.update(string.lower() for string in strings if len(string) > SHORT and string.isalpha())
    return frozenset(words)


def is_word(text: str) -> bool:
    """Whether a string of letters is a word in its own right."""
    return text.lower() in load_vocabulary()
