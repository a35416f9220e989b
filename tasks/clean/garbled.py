"""Find what an earlier program wrote wrongly: UTF-8 read as another code (`donâ€™t`), HTML entities (`&amp;`)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from tasks.documents import Removal

KIND = "encoding"
# ftfy's own steps that only undo a wrong decoding; quotation marks, ligatures and wide letters are the author's.
_ONLY_DECODING = TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False,
    fix_line_breaks=False, remove_terminal_escapes=False, remove_control_chars=False, normalization=None,
)  # fmt: skip
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}|[ÂÃ] {1,2}")
_TYPOGRAPHY = re.compile("[“”‘’—–…•\u00a0\u200b-\u200f\u2028\u2029\ufeff]*")
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MOST_ESCAPED = 3


def find_garbled(text: str) -> Iterator[Removal]:
    """Find what stands for other characters, only where that is certain.

    Args:
        text: An article as read.

    Yields:
        Removals of kind `encoding` in no order, not overlapping: `encoding.mojibake`, `encoding.entity`.
    """
    if not text.isascii():
        yield from _find_mojibake(text)
    if "&" in text:
        for found in _ENTITY.finditer(text):
            plain = _unescape(found.group())
            if plain != found.group():
                yield Removal(found.start(), found.end(), KIND, "encoding.entity", plain)


def _find_mojibake(text: str) -> Iterator[Removal]:
    for found in _FOREIGN.finditer(text):
        garbled = found.group()
        if _TYPOGRAPHY.fullmatch(garbled) or not is_bad(garbled):
            continue
        plain = fix_encoding(garbled, _ONLY_DECODING)
        shortest = min(len(plain), len(garbled))
        same = next((at for at in range(shortest) if plain[at] != garbled[at]), shortest)
        at_end = next((at for at in range(shortest - same) if plain[-1 - at] != garbled[-1 - at]), shortest - same)
        start, end = found.start() + same, found.end() - at_end
        if start < end:
            yield Removal(start, end, KIND, "encoding.mojibake", plain[same : len(plain) - at_end])


def _unescape(entity: str) -> str:
    for _ in range(_MOST_ESCAPED):
        plain = html.unescape(entity)
        if plain == entity:
            break
        entity = plain
    return entity
