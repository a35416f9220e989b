"""Read JSON lines, JSON arrays and single JSON objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text, open_as_utf8
from tasks.read.fields import FieldMap, Place, make_field_map, make_record
from tasks.read.lexicon import load_record_fields
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import Line, split_lines
from tasks.read.window import Window

_STRUCTURE = re.compile(rb'["\[\]{}]')
_STRING_END = re.compile(rb'["\\]')
_SEPARATORS = re.compile(rb"[ \t\r\n,]*+")
_SCALAR = re.compile(rb"[-+.\w]{1,400}(?=[,\]\s]|\Z)")
_MOST_SCALAR_BYTES = 512
_BACKSLASH = ord("\\")


class BadJsonError(ValueError):
    """Text that is not one JSON value, or one that contradicts itself."""


def parse_json(raw: bytes) -> Any:
    """Parse one JSON value; NaN and Infinity, which pandas writes for what is missing, become None.

    Raises:
        BadJsonError: It is not JSON, is nested too deep, or names one key twice with different values.
        DecodingError: It is not text.
    """
    text = decode_text(raw)
    try:
        return _DECODER.decode(text)
    except RecursionError as error:
        raise BadJsonError("is nested too deep") from error
    except ValueError as error:
        raise BadJsonError(f"is not JSON: {error}") from error


def read_json_lines(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read one object a line; blank lines are passed over, each bad line is one reject at "line 12"."""
    is_empty = True
    for line in split_lines(open_as_utf8(stream), options.most_bytes):
        if not line.is_whole or line.raw.strip():
            is_empty = False
            yield _read_line(source, line, options)
    if is_empty:
        yield source.reject("empty", "the file is empty", b"", options)


def read_json(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read an array of objects, one at a time, or one object, or objects one after the other.

    Entries of an array have the position "item 3". An object without a text of its own that holds a list of objects
    under a name such as `articles` stands for those.
    """
    number = 0
    for number, (raw, problem, is_alone) in enumerate(_split_values(open_as_utf8(stream), options.most_bytes), 1):
        place = Place() if is_alone else Place(f"item {number}", number)
        if problem is not None:
            reason: RejectReason = "too_long" if problem.startswith("longer") else "bad_json"
            yield source.reject(reason, problem, raw, options, place.label)
            continue
        try:
            value = parse_json(raw)
        except (BadJsonError, DecodingError) as error:
            reason = "bad_json" if isinstance(error, BadJsonError) else "encoding"
            yield source.reject(reason, str(error), raw, options, place.label)
            continue
        yield from _read_value(value, source, place, options, raw)
    if number == 0:
        yield source.reject("empty", "the file holds no entry", b"", options)


def _read_line(source: Source, line: Line, options: ReadOptions) -> Record | Reject:
    place = Place(f"line {line.number}", line.number)
    if not line.is_whole:
        detail = f"longer than {options.most_bytes} bytes"
        return source.reject("too_long", detail, line.raw, options, place.label)
    try:
        # Lines cut out of an array keep the comma between them.
        entry = parse_json(line.raw.rstrip().removesuffix(b","))
    except DecodingError as error:
        return source.reject("encoding", str(error), line.raw, options, place.label)
    except BadJsonError as error:
        return source.reject("bad_json", str(error), line.raw, options, place.label)
    if not isinstance(entry, dict):
        return source.reject("bad_json", "is not an object", line.raw, options, place.label)
    return make_record(entry, source, place, options, line.raw)


def _read_value(
    value: Any, source: Source, place: Place, options: ReadOptions, raw: bytes
) -> Iterator[Record | Reject]:
    if not isinstance(value, dict):
        yield source.reject("bad_json", "is not an object", raw, options, place.label)
        return
    inner = _find_inner_records(value, options) if place.number is None else None
    if inner is None:
        yield make_record(value, source, place, options, raw)
        return
    for number, entry in enumerate(inner, 1):
        inner_place = Place(f"item {number}", number)
        inner_raw = _write_json(entry)
        if isinstance(entry, dict):
            yield make_record(entry, source, inner_place, options, inner_raw)
        else:
            yield source.reject("bad_json", "is not an object", inner_raw, options, inner_place.label)


def _find_inner_records(value: Mapping[str, Any], options: ReadOptions, depth: int = 0) -> list[Any] | None:
    """Find the list of records in a response such as {"status": "ok", "articles": [...]}."""
    if make_field_map(options).knows_content(name for name, item in value.items() if isinstance(item, str)):
        return None
    for name in load_record_fields().nested.records:
        inner = value.get(name)
        if isinstance(inner, list) and inner and any(isinstance(item, dict) for item in inner):
            return inner
        if isinstance(inner, dict) and depth < 2:
            deeper = _find_inner_records(inner, options, depth + 1)
            if deeper is not None:
                return deeper
    return _read_frame(value, options) if depth == 0 else None


def _read_frame(value: Mapping[str, Any], options: ReadOptions) -> list[Any] | None:
    """Find the records of an object that is keyed by id, by outlet, by column (pandas), or holds rows under columns."""
    known = make_field_map(options)
    columns, rows = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and known.knows_content(map(str, columns)):
        return [dict(zip(map(str, columns), row, strict=False)) if isinstance(row, list) else row for row in rows]
    parts = list(value.values())
    if not parts:
        return None
    if all(isinstance(part, dict) for part in parts):
        keys = list(parts[0])
        if known.knows_content(value) and all(list(part) == keys for part in parts):
            return [{name: column[key] for name, column in value.items()} for key in keys]
        if all(map(known.knows_content, parts)):
            return [part if _has_id(part, known) else {**part, "id": key} for key, part in value.items()]
    if all(isinstance(part, list) for part in parts):
        entries = [entry for part in parts for entry in part]
        if entries and all(isinstance(entry, dict) and known.knows_content(entry) for entry in entries):
            return entries
    return None


def _has_id(entry: Mapping[str, Any], known: FieldMap) -> bool:
    return not {"record_id", "url"}.isdisjoint(known.find_fields(entry))


def _write_json(value: Any) -> bytes:
    try:
        return json.dumps(value).encode("ascii")
    except RecursionError:  # as deep as the parser could just read
        return b""


def _join_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    joined = dict(pairs)
    if len(joined) < len(pairs):
        for name, value in pairs:
            if joined[name] != value:
                raise BadJsonError(f"the key {name!a} stands twice with different values")
    return joined


_DECODER = json.JSONDecoder(object_pairs_hook=_join_pairs, parse_constant=lambda _: None)


def _split_values(stream: BinaryIO, most_bytes: int) -> Iterator[tuple[bytes, str | None, bool]]:
    """Cut a stream of JSON into its values, whether or not they stand in an array.

    Only brackets and strings are looked at, so that an entry with an error inside does not spoil those after it.

    Yields:
        The bytes of each value; what is wrong with it; whether it is the whole file rather than one of several.
    """
    scanner = _Scanner(stream, most_bytes)
    is_array = scanner.skip_opening()
    while (found := scanner.next_value(is_array)) is not None:
        raw, problem = found
        yield raw, problem, not is_array and scanner.n_values == 1 and scanner.is_at_end()
        if problem is not None:
            return


def _find_string_end(raw: bytes, start: int) -> int:
    """Give where a string that is open at `start` has ended; -1 where its end is not in the bytes held."""
    end = raw.find(b'"', start)
    while end >= 0:
        before = end
        while before > start and raw[before - 1] == _BACKSLASH:
            before -= 1
        if (end - before) % 2 == 0:
            return end + 1
        end = raw.find(b'"', end + 1)
    return -1


class _Scanner:
    """Find where the values of a stream of JSON begin and end."""

    def __init__(self, stream: BinaryIO, most_bytes: int) -> None:
        self._window = Window(stream)
        self._most_bytes = most_bytes
        self.n_values = 0

    def skip_opening(self) -> bool:
        """Pass over white space and one opening bracket; tell whether there was one."""
        return not self.is_at_end() and self._skip(b"[")

    def is_at_end(self) -> bool:
        """Tell whether nothing but separators follows."""
        window = self._window
        while True:
            separators = _SEPARATORS.match(window.raw, window.at)
            assert separators is not None  # none at all will do
            window.at = separators.end()
            if len(window) or not window.fill():
                return not len(window)

    def next_value(self, is_array: bool) -> tuple[bytes, str | None] | None:
        """Give the next value and what is wrong with it; None at the end."""
        if self.is_at_end():
            return (b"", "is not JSON: the array is not closed") if is_array else None
        window = self._window
        if is_array and self._skip(b"]"):
            return None if self.is_at_end() else (window.take(len(window)), "is not JSON: more follows the array")
        self.n_values += 1
        if window.raw.startswith((b"{", b"[", b'"'), window.at):
            return self._next_nested()
        while len(window) < _MOST_SCALAR_BYTES and window.fill():
            pass
        scalar = _SCALAR.match(window.raw, window.at)
        if is_array and scalar is not None:
            return window.take(scalar.end() - window.at), None
        return window.take(len(window)), "is not JSON"

    def _next_nested(self) -> tuple[bytes, str | None]:
        window = self._window
        depth = at = 0
        is_string = False
        while True:
            found = (_STRING_END if is_string else _STRUCTURE).search(window.raw, window.at + at)
            # A backslash that ends the buffer is looked at again together with what it escapes.
            if found is None or (found.group() == b"\\" and found.end() == len(window.raw)):
                at = len(window) if found is None else found.start() - window.at
                if len(window) > self._most_bytes:
                    return window.take(len(window)), f"longer than {self._most_bytes} bytes"
                if not window.fill():
                    return window.take(len(window)), "is not JSON: the file ends within it"
                continue
            sign = found.group()
            at = found.end() - window.at + (sign == b"\\")
            if sign == b'"' and not is_string and (end := _find_string_end(window.raw, found.end())) >= 0:
                at = end - window.at
            elif sign == b'"':
                is_string = not is_string
            elif sign != b"\\":
                depth += 1 if sign in b"{[" else -1
            if depth <= 0 and not is_string:
                return window.take(at), None

    def _skip(self, sign: bytes) -> bool:
        is_there = self._window.raw.startswith(sign, self._window.at)
        self._window.at += is_there
        return is_there
