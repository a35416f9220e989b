"""Read the text files that press libraries export, many articles in each: LexisNexis, Nexis Uni, Factiva, ProQuest."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from tasks.documents import Record, Reject
from tasks.read.addresses import normalise_url
from tasks.read.decoding import DecodingError, decode_text
from tasks.read.fields import Place, make_record
from tasks.read.lexicon import load_library_exports
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import split_lines

# Fields of an article under Sayso's names.
Entry = dict[str, str]

_HEAD_BYTES = 16_384
_LEAST_INDENT = 4
_MOST_NOTICE_WORDS = 30
_MOST_HEAD_LINES = 60
_MOST_MARGIN_WORDS = 400
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_DATE = re.compile(rf"{_MONTH}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH}\.?,? \d{{4}}", re.I)
_LABEL = re.compile(r"([A-Z][A-Za-z]+(?:[- ][A-Za-z]+){0,2}):[ \t]*(.*)")
_FACTIVA_CODE = re.compile(r"([A-Z]{2,3})(?: {1,4}(\S.*))?")
_FACTIVA_ID = re.compile(r"Document ([A-Z]{3,10}\d{8,14}\w{4,12})\s*")
_NUMBER_OF_WORDS = re.compile(r"[\d,.]{1,9} words")


@dataclass(frozen=True, slots=True)
class Export:
    """How one library's export is told, cut and read.

    Attributes:
        told: Found in the beginning of such a file.
        opens: A line that opens an article, and is none of it.
        closes: A line that ends an article, and belongs to it.
        read: Reads the lines of one article; empty where they hold none.
        aside: How a stretch begins that is the library's own.
    """

    told: re.Pattern[str]
    opens: re.Pattern[str] | None
    closes: re.Pattern[str] | None
    read: Callable[[Sequence[str]], Entry]
    aside: re.Pattern[bytes] | None = None


def looks_like_export(start: str) -> bool:
    """Tell by a file's beginning whether it is a library's export."""
    return _find_export(start) is not None


def read_library_export(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read an export, an article at a time.

    What stands before the line that opens the first article (a list of contents), and few words behind the last (what
    was searched for), are passed over, as the header of a table is. Any other stretch without an article is one reject.
    """
    lines = (line.raw for line in split_lines(stream, options.most_bytes))
    head: list[bytes] = []
    n_bytes = 0
    for raw in lines:
        head.append(raw)
        n_bytes += len(raw)
        if n_bytes >= _HEAD_BYTES:
            break
    export = _find_export(b"".join(head).decode("latin-1"))
    if export is None:
        yield source.reject("no_text", "no article of a library's export was found", b"".join(head), options)
        return
    number = 0
    pieces = _cut(chain(head, lines), export, options.most_bytes)
    piece: bytes | None = next(pieces)
    is_first = True
    while piece is not None:
        after = next(pieces, None)
        found = _read_piece(piece, export)
        is_margin = _is_margin(piece, export, is_first, is_last=after is None)
        if found is not None or (piece.strip() and not is_margin):
            number += 1
            yield _make(source, piece, found, number, options)
        piece, is_first = after, False
    if number == 0:
        yield source.reject("no_text", "no article of a library's export was found", b"".join(head), options)


def _make(
    source: Source, piece: bytes, found: Entry | DecodingError | None, number: int, options: ReadOptions
) -> Record | Reject:
    place = Place(f"document {number}", number)
    if len(piece) > options.most_bytes:
        return source.reject("too_long", f"longer than {options.most_bytes} bytes", piece, options, place.label)
    if isinstance(found, DecodingError):
        return source.reject("encoding", str(found), piece, options, place.label)
    if found is None:
        return source.reject("no_text", "has no text, or none of an article's marks", piece, options, place.label)
    return make_record(found, source, place, options, piece)


def _is_margin(piece: bytes, export: Export, is_first: bool, is_last: bool) -> bool:
    """Whether a stretch without an article is one that every such file has."""
    if export.opens is not None:
        return is_first or (export.aside is not None and export.aside.match(piece) is not None)
    return is_last and len(piece.split(None, _MOST_MARGIN_WORDS)) <= _MOST_MARGIN_WORDS


def _cut(lines: Iterator[bytes], export: Export, most_bytes: int) -> Iterator[bytes]:
    """Cut a file at the lines that open and close articles; of an article too long only its beginning is held."""
    held: list[bytes] = []
    n_bytes = 0
    for raw in lines:
        text = raw.decode("latin-1").strip().removeprefix("ï»¿") if len(raw) < 200 else ""
        if export.opens is not None and text and export.opens.fullmatch(text):
            yield b"".join(held)
            held, n_bytes = [], 0
            continue
        if n_bytes <= most_bytes:
            held.append(raw)
            n_bytes += len(raw)
        if export.closes is not None and text and export.closes.fullmatch(text):
            yield b"".join(held)
            held, n_bytes = [], 0
    yield b"".join(held)


def _read_piece(piece: bytes, export: Export) -> Entry | DecodingError | None:
    if not piece.strip():
        return None
    try:
        text = decode_text(piece)
    except DecodingError as error:
        return error
    return export.read(text.replace("\f", "\n").replace("\xa0", " ").splitlines()) or None


def _find_export(start: str) -> Export | None:
    return next((export for export in _EXPORTS if export.told.search(start)), None)


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")


def _strip_by(text: str) -> str:
    return re.sub(r"^by\s+", "", text, flags=re.I)


def _split_blocks(lines: Sequence[str]) -> list[list[str]]:
    """Part lines at blank ones."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _read_labels(block: Sequence[str], labels: Container[str]) -> tuple[str, str] | None:
    matched = _LABEL.fullmatch(block[0].strip())
    if matched is None or matched.group(1).casefold() not in labels:
        return None
    return matched.group(1).casefold(), " ".join((matched.group(2), *map(str.strip, block[1:]))).strip()


# LexisNexis: outlet and day are centred above the headline, labels in capitals stand above and below the text.
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\)|all rights reserved)\b.*", re.I)


def _read_lexis(lines: Sequence[str]) -> Entry:
    blocks = _split_blocks(lines)
    n_centred = next((n for n, block in enumerate(blocks) if not all(map(_is_centred, block))), len(blocks))
    entry = _read_lexis_top([line.strip() for block in blocks[:n_centred] for line in block])
    if "published_at" not in entry:
        return {}
    words = load_library_exports().lexis
    blocks = blocks[n_centred:]
    if blocks and _read_labels(blocks[0], words.above) is None:
        entry["title"] = " ".join(map(str.strip, blocks.pop(0)))
    body: list[str] = []
    while blocks and (label := _read_labels(blocks[0], words.above)):
        blocks.pop(0)
        if label[0] == "byline":
            entry["author"] = _strip_by(label[1])
        elif label[0] == "body" and label[1]:
            body.append(label[1])
    for block in blocks:
        below = _read_labels(block, words.below)
        # The file was wrapped at a column, with blank lines between paragraphs.
        text = " ".join(map(str.strip, block))
        if below is not None:
            _take_below(entry, *below)
        elif not (_COPYRIGHT.match(text) and (all(map(_is_centred, block)) or len(text.split()) <= _MOST_NOTICE_WORDS)):
            body.append(text)
    return entry | {"content": "\n\n".join(body)}


def _read_lexis_top(texts: Sequence[str]) -> Entry:
    """Read what is centred above a headline: the outlet, then the day, then the edition; rights before or behind."""
    entry: Entry = {}
    for text in texts:
        if _COPYRIGHT.match(text) or "published_at" in entry:
            continue
        if date := _DATE.search(text):
            entry["published_at"] = date.group()
        else:
            entry.setdefault("outlet", text)
    return entry


def _take_below(entry: Entry, label: str, value: str) -> None:
    if label == "language" and value:
        entry["language"] = value.split(";")[0].title()
    elif label == "url" and normalise_url(value) is not None:  # often the outlet's front page
        entry["url"] = value.split()[0]


def _is_centred(line: str) -> bool:
    return len(line) - len(line.lstrip()) >= _LEAST_INDENT


# Nexis Uni: headline, outlet and day on lines of their own, labels, then "Body" and "Classification".
_NEXIS_CONTENTS = re.compile(
    r"(?:Client/Matter|Search Terms|Search Type|Narrowed by|Content Type)\b.*|.*-None-\s*|News\s*"
)


def _read_nexis(lines: Sequence[str]) -> Entry:
    stripped = [line.strip() for line in lines]
    if "Body" not in stripped:
        return {}
    at = stripped.index("Body")
    top = [line for line in stripped[:at] if line]
    contents = max((n for n, line in enumerate(top) if _NEXIS_CONTENTS.fullmatch(line)), default=-1)
    entry: Entry = {}
    names: list[str] = []
    for line in top[contents + 1 :]:
        label = _read_labels([line], load_library_exports().lexis.above)
        if label is not None:
            if label[0] == "byline":
                entry["author"] = _strip_by(label[1])
        elif "published_at" not in entry and names and (date := _DATE.match(line)):
            entry["published_at"] = date.group()
        elif not _COPYRIGHT.match(line) and "published_at" not in entry:
            names.append(line)
    if len(names) > 1:
        entry["outlet"] = names.pop()
    if names:
        entry["title"] = " ".join(names)
    rest = stripped[at + 1 :]
    end = next((n for n, line in enumerate(rest) if line in ("Classification", "End of Document")), len(rest))
    for line in rest[end:]:
        label = _read_labels([line], load_library_exports().lexis.below) if line else None
        if label is not None:
            _take_below(entry, *label)
    return entry | {"content": _join(lines[at + 1 : at + 1 + end])}


def _read_factiva(lines: Sequence[str]) -> Entry:
    found = next((_FACTIVA_ID.fullmatch(line.strip()) for line in reversed(lines) if line.strip()), None)
    entry: Entry = {} if found is None else {"record_id": found.group(1)}
    stripped = [line.strip() for line in lines]
    if any(re.fullmatch(r"(?:HD|TD) .*", line) for line in stripped):
        return entry | _read_factiva_codes(lines)
    at = next((n for n, line in enumerate(stripped[:_MOST_HEAD_LINES]) if _NUMBER_OF_WORDS.fullmatch(line)), None)
    if at is None or found is None:
        return {}
    after = next((n for n in range(at, len(stripped)) if not stripped[n]), len(stripped))
    entry |= _read_factiva_top([line for line in stripped[:at] if line], stripped[at + 1 : after])
    end = max(n for n, line in enumerate(stripped) if _FACTIVA_ID.fullmatch(line))
    return entry | {"content": _join(lines[after + 1 : end])}


def _read_factiva_top(names: list[str], facts: Sequence[str]) -> Entry:
    """Read the lines above the number of words and those below it."""
    entry: Entry = {}
    if len(names) > 1 and re.match(r"by\s", names[-1], re.I):
        entry["author"] = _strip_by(names.pop())
    if names:
        entry["title"] = names[-1]
    for line in facts:
        if "published_at" not in entry and (date := _DATE.match(line)):
            entry["published_at"] = date.group()
        elif "published_at" in entry and "outlet" not in entry and not re.match(r"\d{1,2}:\d{2}", line):
            entry["outlet"] = line
        elif line == "English":
            entry["language"] = line
    return entry


def _read_factiva_codes(lines: Sequence[str]) -> Entry:
    """Read an article whose parts stand behind codes of two or three letters."""
    parts: dict[str, list[str]] = {}
    code = None
    for line in lines:
        matched = _FACTIVA_CODE.fullmatch(line.rstrip())
        if matched is not None and matched.group(1) in load_library_exports().factiva.codes:
            code = matched.group(1)
            parts.setdefault(code, []).append(matched.group(2) or "")
        elif code is not None:
            parts[code].append(line.strip())
    entry = {
        field: text
        for name, field in load_library_exports().factiva.fields.items()
        if (text := " ".join(filter(None, parts.get(name, ()))))
    }
    if "record_id" in entry:
        entry["record_id"] = entry["record_id"].removeprefix("Document ").strip()
    if "author" in entry:
        entry["author"] = _strip_by(entry["author"])
    text = "\n\n".join(_join(parts[name]) for name in ("LP", "TD") if name in parts)
    return entry | {"content": text} if text else {}


# ProQuest: labels all through; the text behind "Full text:" runs to the next label.
def _read_proquest(lines: Sequence[str]) -> Entry:
    words = load_library_exports().proquest
    values: dict[str, list[str]] = {}
    label: str | None = None
    before: list[str] = []
    for line in lines:
        name, colon, rest = line.strip().partition(":")
        if colon and name.casefold() in words.labels and name.casefold() not in values:
            label = name.casefold()
            values[label] = [rest.strip()]
        elif label is None:
            before.append(line.strip())
        else:
            values[label].append(line.rstrip())
    if "full text" not in values:
        return {}
    entry = {field: text for name, field in words.fields.items() if (text := " ".join(values.get(name, ())).strip())}
    title = next((line for line in before if line and not line.startswith("http")), "")
    if "title" not in entry and title:
        entry["title"] = title
    if entry.get("author"):
        entry["author"] = entry["author"].rstrip(".")
    return entry | {"content": _join(values["full text"])}


_LEXIS = Export(
    told=re.compile(r"^\s*(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?\s*$", re.MULTILINE),
    opens=re.compile(r"(?:Document )?\d{1,5} of \d{1,5} DOCUMENTS?"),
    closes=None,
    read=_read_lexis,
)
_NEXIS = Export(
    told=re.compile(r"^Length:\s{1,4}[\d,]{1,9} words?\s*$(?s:.{0,4000}?)^Body\s*$", re.MULTILINE),
    opens=None,
    closes=re.compile(r"End of Document"),
    read=_read_nexis,
)
_PROQUEST = Export(
    told=re.compile(r"^(?:Full text: ?\S|ProQuest document ID: ?\d)", re.MULTILINE),
    opens=re.compile(r"_{20,}|Document \d{1,5} of \d{1,5}"),
    closes=None,
    read=_read_proquest,
    aside=re.compile(rb"\s*(?:table of contents|contact us|database copyright)\b", re.IGNORECASE),
)
_FACTIVA = Export(
    told=re.compile(
        r"^(?:Document [A-Z]{3,10}\d{8,14}\w{4,12}|HD {1,4}\S.{0,300}\n(?s:.{0,2000}?)^WC {1,4}[\d,]{1,9} words)\s*$"
        rf"|^[\d,.]{{1,9}} words\s*\n(?:\d{{1,2}} {_MONTH} \d{{4}})\s*\n",
        re.MULTILINE,
    ),
    opens=None,
    closes=re.compile(r"(?:AN {1,4})?Document [A-Z]{3,10}\d{8,14}\w{4,12}"),
    read=_read_factiva,
)
_EXPORTS = (_LEXIS, _NEXIS, _PROQUEST, _FACTIVA)
