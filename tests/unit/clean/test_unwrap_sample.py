"""The sample's own articles, wrapped in every shape and width, come back with their words."""

from __future__ import annotations

import gzip
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tasks.alignment import Edit, apply_edits
from tasks.clean.unwrap import find_wraps

DUMPS = Path(__file__).parents[3] / "data" / "sample" / "dumps"
WIDTHS = (40, 50, 60, 72, 80, 100, 120, 200, 400, 800, 1100)
Lines = Callable[[str, int], list[str]]


@cache
def read_texts() -> list[list[str]]:
    """Give the articles of the sample's dumps, each a list of paragraphs that are known to be unwrapped."""
    with gzip.open(DUMPS / "npa_archive.jsonl.gz", "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    texts += [json.loads(line)["body"] for line in (DUMPS / "syndication_feed.jsonl").read_text("utf-8").splitlines()]
    return [[" ".join(line.split()) for line in text.splitlines() if line.strip()] for text in texts]


def fill(paragraph: str, width: int) -> list[str]:
    return textwrap.wrap(paragraph, width, break_long_words=False)


def break_words(paragraph: str, width: int) -> list[str]:
    """Fill lines, a hyphen breaking every word of small letters that would not fit."""
    lines = [""]
    for word in paragraph.split():
        room = width - len(lines[-1]) - 2
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif (
            (cut := re.match(r"[a-z]{2,}?[aeiou][b-df-hj-np-tv-z](?=[aeiou][a-z]{2,}$)", word))
            and cut.end() <= room
            and lines[-1]
        ):
            lines[-1] += f" {cut.group()}-"
            lines.append(word[cut.end() :])
        else:
            lines.append(word)
    return [line for line in lines if line]


def cut(paragraph: str, width: int) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def cut_trimming_ends(paragraph: str, width: int) -> list[str]:
    return [line.rstrip() for line in cut(paragraph, width)]


def cut_trimming_both(paragraph: str, width: int) -> list[str]:
    return [line.strip() for line in cut(paragraph, width)]


@pytest.mark.parametrize("separators", [("\n", "\n\n"), ("\n", "\n"), ("\n\n", "\n\n\n"), ("\n\n", "\n\n")])
@pytest.mark.parametrize("wrap", [fill, break_words, cut, cut_trimming_ends, cut_trimming_both])
def test_words_stay_whole(wrap: Lines, separators: tuple[str, str]) -> None:
    between_lines, between_paragraphs = separators
    lost, total = Counter[str](), 0
    for paragraphs in read_texts():
        words = Counter(" ".join(paragraphs).split())
        for width in WIDTHS:
            pieces = ([line for line in wrap(paragraph, width) if line.strip()] for paragraph in paragraphs)
            wrapped = between_paragraphs.join(between_lines.join(lines) for lines in pieces)
            edits = [Edit(found.start, found.end, found.replacement) for found in find_wraps(wrapped)]
            lost += words - Counter(apply_edits(wrapped, edits)[0].split())
            total += words.total()
    assert lost.total() <= 0.001 * total, lost


def test_nothing_is_mended_where_nothing_is_wrapped() -> None:
    for paragraphs in read_texts():
        assert find_wraps("\n\n".join(paragraphs)) == []
        assert find_wraps("\n".join(paragraphs)) == []
