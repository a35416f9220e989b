"""Give the entries of a dump the names that Sayso knows."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Literal

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.read.lexicon import load_record_fields
from tasks.read.options import FIELD_NAMES, ReadOptions
from tasks.read.source import Source

_MOST_DEPTH = 4  # of lists and objects within a value; deeper is no author, date or text
_NAME = re.compile(r"[\w \-.@$#:/]{1,80}")
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S)
_PARAGRAPH_START = re.compile(r"<p(?:\s[^<>]{0,500})?>", re.I)
_PARAGRAPH_END = re.compile(r"</p\s*>", re.I)
_BLOCK_MARKUP = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|section|article)\s*>|<br\s*/?>|<p>", re.I)
_FEWEST_BLOCKS = 2
_MOST_ESCAPES = 2
_OPENS_IN_MARKUP = re.compile(r"\s*<(?:!--|/?[a-z])", re.I)
_LAST_RANK = 1000  # behind any name of the table
# A text as short may be a headline or the beginning of what another column holds.
_MOST_EXCERPT_CHARS = 600
_EXCERPT_CHARS = 40
_MOST_HEADLINE_WORDS = 25
_LEAST_FULLER = 4
_OPENING_WORDS = 80
_LONG_WORD = re.compile(r"\w{4,}")
# Line ends written as a backslash and a letter: behind sentences, or paths of files would be taken for some.
_ESCAPED_END = re.compile(r"""[.!?"”’)](?:\\r)?\\n""")
_ESCAPE = re.compile(r"""\\([nrt"'])""")
_ESCAPED = {"n": "\n", "r": "", "t": "\t", '"': '"', "'": "'"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in its file.

    Attributes:
        label: "line 12", "row 3"; null for a whole file.
        number: The 12 or 3; null for a whole file.
    """

    label: str | None = None
    number: int | None = None


@lru_cache(maxsize=4096)
def normalise_name(name: str) -> str:
    """Reduce a field name to its small letters and digits; what holds other signs than names do stays as it is."""
    if not _NAME.fullmatch(name):
        return name
    return "".join(character for character in name.casefold() if character.isalnum())


@dataclass(frozen=True)
class FieldMap:
    """Which names stand for which field.

    Attributes:
        names: Reduced name → every field it may stand for, with its rank among that field's names (0 is best).
    """

    names: Mapping[str, tuple[tuple[str, int], ...]]

    def knows_content(self, columns: Iterable[str]) -> bool:
        """Tell whether one of the columns is read as the content."""
        return "content" in self.find_fields(columns)

    def find_fields(self, columns: Iterable[str]) -> set[str]:
        """Give the fields that the columns stand for."""
        return {field for column in columns for field, _ in self.names.get(normalise_name(column), ())}


def make_field_map(options: ReadOptions) -> FieldMap:
    """Join the lexicon's names with those that the options put in their place."""
    return _make_field_map(tuple(sorted((field, tuple(names)) for field, names in options.fields.items())))


@cache
def _make_field_map(overrides: tuple[tuple[str, tuple[str, ...]], ...]) -> FieldMap:
    table: dict[str, Iterable[str]] = {**dict(load_record_fields().fields), **dict(overrides)}
    names: dict[str, list[tuple[str, int]]] = {}
    for field in FIELD_NAMES:
        for rank, name in enumerate(table[field]):
            known = names.setdefault(normalise_name(name), [])
            if all(field != other for other, _ in known):
                known.append((field, rank))
    return FieldMap({name: tuple(fields) for name, fields in names.items()})


def make_record(
    entry: Mapping[str, Any], source: Source, place: Place, options: ReadOptions, raw: bytes
) -> Record | Reject:
    """Make a record of one entry of a dump.

    Args:
        entry: Names and values as the dump has them.
        source: The file.
        place: Where in the file.
        options: May give names for fields.
        raw: The entry's bytes, for a reject.

    Returns:
        The record; a reject where the entry has no content (`no_text`), an empty one (`empty`), or characters that
        are none (`encoding`).
    """
    names = make_field_map(options)
    chosen = _choose_values(entry, names)
    text, column = chosen.get("content", ("", ""))
    fuller = _find_fuller(entry, names, text) if len(text) < _MOST_EXCERPT_CHARS else None
    if fuller is not None:
        chosen["content"] = text, column = fuller
    # Most entries have their text in a column of their own.
    inner = None if text.strip() and entry.get(column) is text else _find_wrapped(entry, names)
    if inner is not None:
        chosen = {**chosen, **_choose_values(inner, names)}
    values = {field: text for field, (text, _) in chosen.items()}
    if options.observe is not None:
        columns = {field: column for field, (_, column) in chosen.items()}
        options.observe(source.shown_path, {**entry, **(inner or {})}, columns)
    content = _resolve_escapes(_resolve_markup(values.pop("content", None)))
    record_id = values.pop("record_id", None) or values.get("url") or make_fallback_id(source.name, place.number)
    if content is None or not content.strip():
        reason: RejectReason = "no_text" if content is None else "empty"
        detail = _describe_columns(entry) if content is None else "its text is empty"
        record_id = make_writable(record_id)
        return source.reject(reason, detail, raw, options, place.label, record_id)
    try:
        "\x00".join(text for text in (content, record_id, *values.values()) if not text.isascii()).encode("utf-8")
    except UnicodeEncodeError as error:
        detail = f"holds half of a surrogate pair: {error.object[error.start]!a}"
        return source.reject("encoding", detail, raw, options, place.label, make_writable(record_id))
    return Record(source.shown_path, place.label, record_id, recognise_media(content), content, values)


def make_fallback_id(name: str, number: int | None) -> str:
    """Name an entry by its place where the dump gives it no id."""
    shown = make_writable(name)
    return shown if number is None else f"{shown}:{number}"


def is_page(content: str) -> bool:
    """Tell whether a content opens as an HTML page does."""
    return _PAGE.match(content) is not None


def recognise_media(content: str) -> Literal["text", "html"]:
    """Tell a page, or paragraphs in markup, from plain text."""
    if "<" not in content:
        return "text"
    if is_page(content) or (_PARAGRAPH_START.search(content) and _PARAGRAPH_END.search(content)):
        return "html"
    return "html" if sum(1 for _ in _BLOCK_MARKUP.finditer(content)) >= _FEWEST_BLOCKS else "text"


def _find_wrapped(entry: Mapping[str, Any], names: FieldMap) -> Mapping[str, Any] | None:
    """Find the record proper where an object wraps it: `{"article": {"title": …, "body": …}}`."""
    wrappers = load_record_fields().nested.record
    own = [name for name in entry if "content" in names.find_fields([name])]
    if any(isinstance(entry[name], str) and entry[name].strip() for name in own):
        return None
    for name in (*own, *wrappers):
        inner = entry.get(name)
        if isinstance(inner, Mapping) and names.knows_content(inner):
            return inner
    return None


def _find_fuller(entry: Mapping[str, Any], names: FieldMap, text: str) -> tuple[str, str] | None:
    """Find the whole text where the likeliest column holds its beginning alone, or a headline.

    Returns:
        The longest text of the columns that may hold one, and its column; None where the first is no excerpt of it, and
        not so short beside it.
    """
    others = [
        (other, str(name))
        for name, value in entry.items()
        if "content" in names.find_fields([name]) and (other := _read_content(value)) is not None and other != text
    ]
    fuller, column = max(others, key=lambda other: len(other[0]), default=("", ""))
    is_excerpt = text.strip() != "" and fuller.lstrip().startswith(text.strip()[:_EXCERPT_CHARS].rstrip("…. "))
    n_words = len(text.split())
    is_headline = n_words <= _MOST_HEADLINE_WORDS and len(fuller.split()) >= _LEAST_FULLER * n_words
    # A page that a brief was taken from opens with its menu.
    is_headline = is_headline and recognise_media(fuller) == "text" and _opens_on(fuller, text)
    return (fuller, column) if len(fuller) > len(text) and (is_excerpt or is_headline) else None


def _opens_on(fuller: str, headline: str) -> bool:
    """Whether most words of a headline stand in the opening of a text."""
    words = set(_LONG_WORD.findall(headline.casefold()))
    opening = _LONG_WORD.findall(" ".join(fuller.split(None, _OPENING_WORDS)[:_OPENING_WORDS]).casefold())
    return len(words & set(opening)) > len(words) / 2


def _resolve_escapes(content: str | None) -> str | None:
    """Give a text the line ends that its dump wrote as a backslash and a letter, where all of them stand so."""
    if content is None or "\\n" not in content or "\n" in content.strip():
        return content
    if len(_ESCAPED_END.findall(content)) < _FEWEST_BLOCKS:
        return content
    return _ESCAPE.sub(lambda found: _ESCAPED[found[1]], content)


def _resolve_markup(content: str | None) -> str | None:
    """Give a content whose markup was escaped as what it was; one that only shows some stays as it is."""
    if content is None or "<" in content or "&" not in content:
        return content
    plain = content
    for _ in range(_MOST_ESCAPES):
        plain = html.unescape(plain)
        if recognise_media(plain) == "html" and _OPENS_IN_MARKUP.match(plain):
            return plain
    return content


def _choose_values(entry: Mapping[str, Any], names: FieldMap) -> dict[str, tuple[str, str]]:
    """Give the value of each field, and the column that it comes from."""
    found: dict[str, tuple[int, str, str]] = {}
    for name, value in entry.items():
        for field, rank in names.names.get(normalise_name(name), ()):
            text = _read_content(value) if field == "content" else _read_value(value)
            if text is None:
                continue
            # An empty content yields to any other.
            rank += _LAST_RANK if not text.strip() else 0
            if field not in found or rank < found[field][0]:
                found[field] = (rank, text, name)
    return {field: (text, str(name)) for field, (_, text, name) in found.items()}


def _read_value(value: Any, depth: int = 0) -> str | None:
    """Write a value as text; lists are joined by ", ", objects stand for their name."""
    if depth > _MOST_DEPTH or value is None or isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        return None if is_missing(text) else text
    if isinstance(value, float):
        return None if not math.isfinite(value) else str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return None
    if isinstance(value, Mapping):
        named = (_read_value(value.get(key), depth + 1) for key in load_record_fields().nested.value)
        return next((inner for inner in named if inner is not None), None)
    if isinstance(value, list | tuple):
        parts = [inner for item in value if (inner := _read_value(item, depth + 1)) is not None]
        return ", ".join(parts) or None
    return str(value)


def _read_content(value: Any, depth: int = 0) -> str | None:
    """Write a content as text, untouched; a list is one paragraph an item."""
    if isinstance(value, str):
        return value
    if depth > _MOST_DEPTH:
        return None
    if isinstance(value, Mapping):
        words = load_record_fields()
        inner = (_read_content(value.get(key), depth + 1) for key in (*words.nested.content, *words.fields.content))
        whole = next((text for text in inner if text is not None), None)
        if whole is not None:
            return whole
        value = [value[key] for key in words.nested.parts if key in value]
    if isinstance(value, list | tuple):
        value = [item for item in value if not _is_no_paragraph(item)]
        parts = [text for item in value if (text := _read_content(item, depth + 1)) is not None]
        return ("" if all(map(_is_inline, value)) else "\n").join(parts) if parts else None
    return None


def _is_no_paragraph(item: Any) -> bool:
    """Whether a part of a content says that it is none of its text: `{"type": "byline", "content": …}`."""
    return isinstance(item, Mapping) and item.get("type") in load_record_fields().nested.no_text


def _is_inline(item: Any) -> bool:
    """Whether a part of a content is a run of words within a paragraph, as editors write it."""
    return isinstance(item, Mapping) and (item.get("type") == "text" or item.get("_type") == "span")


def is_missing(text: str) -> bool:
    """Say whether a text is a way of writing that there is none, such as "n/a"."""
    return text.casefold() in load_record_fields().missing.values


def _describe_columns(entry: Mapping[str, Any]) -> str:
    shown = ", ".join(make_writable(str(name))[:40] for name in list(entry)[:20])
    return f"no field holds a text; its fields are: {shown or 'none'}"


def make_writable(text: str) -> str:
    """Give a text that can be written as UTF-8; halves of surrogate pairs are written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
