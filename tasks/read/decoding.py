"""Turn bytes into text. Nothing but a byte order mark is taken away; line ends stay as they are."""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from charset_normalizer import from_bytes

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK_BYTES = 1 << 16
_DETECTION_BYTES = 1 << 16
# Below this share of ASCII a text is not English in a single-byte encoding, and the detector can judge it.
_ENGLISH_ASCII_SHARE = 0.8
_ABOVE_ASCII = bytes(range(0x80, 0x100))
_SYMBOLS = frozenset("‘’“”‚„–—…•·€£¥¢§©®™°½¼¾«»‹›†‡\u00a0\u00ad¿¡×")
_DECLARED_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_\-:.]{2,40})""", re.IGNORECASE)
_CHARSET_NAME = re.compile(
    r"(?:us-)?ascii|utf-?8|latin-?[1-9]|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|gb(?:2312|k|18030)|big5(?:-hkscs)?"
    r"|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|macintosh|tis-620",
    re.IGNORECASE,
)
# Web pages that declare Latin-1 mean its superset: https://encoding.spec.whatwg.org/#names-and-labels
_LATIN_1 = re.compile(r"(?:us-)?ascii|latin-?1|iso-?8859-1", re.IGNORECASE)
_BAD_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL_SHARE = 0.01  # a stray control character is a slip of an export; one in a hundred is no text


class DecodingError(ValueError):
    """The bytes are not text in any encoding that can be told with certainty."""


def decode_text(raw: bytes, declared: str | None = None) -> str:
    """Decode the bytes of a text.

    UTF-8 and UTF-16 (with its byte order mark) are tried first, then the encoding that a page declares, then
    Windows-1252 and Mac Roman, each only if every character above ASCII stands where English has it; what is mostly
    not ASCII is left to charset_normalizer. On English text that detector alone takes Windows-1252 for cp1250, Big5
    or cp949, which puts wrong characters into quotes.

    Args:
        raw: The bytes.
        declared: Name of the encoding that the text itself declares.

    Returns:
        The text, without its byte order mark.

    Raises:
        DecodingError: No encoding is certain.
    """
    if raw.startswith(UTF16_MARKS):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise DecodingError(f"has a UTF-16 byte order mark but is not UTF-16: {error.reason}") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        failure = error
    if declared is not None and _CHARSET_NAME.fullmatch(declared) and not declared.lower().startswith("utf"):
        try:
            return raw.decode("cp1252" if _LATIN_1.fullmatch(declared) else declared)
        except (LookupError, UnicodeDecodeError):
            pass
    if _is_broken_utf8(raw):
        raise DecodingError(f"is UTF-8 with a wrong byte at {failure.start}: {failure.reason}")
    text = _decode_single_byte(raw) if _share_of_ascii(raw) >= _ENGLISH_ASCII_SHARE else _detect(raw)
    if text is None:
        raise DecodingError(f"is not UTF-8 (byte {failure.start}: {failure.reason}) nor surely anything else")
    return text


def find_declared_charset(head: bytes) -> str | None:
    """Read the encoding that a page names in its first bytes."""
    found = _DECLARED_CHARSET.search(head[:4096])
    return found.group(1).decode("ascii") if found else None


def find_control_characters(text: str) -> str | None:
    """Say what makes a text binary: a NUL, or many control characters; None when it is text."""
    if "\x00" in text:
        return f"holds a NUL character at {text.index(chr(0))}"
    n_controls = len(_BAD_CONTROLS.findall(text))
    if n_controls > _MOST_CONTROL_SHARE * len(text):
        return f"holds {n_controls} control characters in {len(text)}"
    return None


def _is_broken_utf8(raw: bytes) -> bool:
    """Tell UTF-8 with wrong bytes in it: most of what is above ASCII stands in right sequences."""
    n_right = sum(len(character.encode()) for character in raw.decode("utf-8", "ignore") if character > "\x7f")
    n_wrong = len(raw) - len(raw.translate(None, _ABOVE_ASCII)) - n_right
    return n_right > n_wrong


def _share_of_ascii(raw: bytes) -> float:
    return len(raw.translate(None, _ABOVE_ASCII)) / len(raw)


def _decode_single_byte(raw: bytes) -> str | None:
    for encoding in ("cp1252", "mac_roman"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(_stands_well(text, found.start()) for found in re.finditer(r"[^\x00-\x7f]", text)):
            return text
    return None


def _stands_well(text: str, at: int) -> bool:
    """Tell whether a character above ASCII is a sign that English uses, or a letter in its place within a word."""
    character = text[at]
    if character in _SYMBOLS:
        return True
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if not character.isalpha() or not (_is_ascii_letter(before) or _is_ascii_letter(after)):
        return False
    # A capital after a small letter is a quotation mark of another encoding: "ownerÕs".
    return not (character.isupper() and before.islower())


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _detect(raw: bytes) -> str | None:
    best = from_bytes(raw[:_DETECTION_BYTES]).best()
    if best is None:
        return None
    try:
        return raw.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        return None


class _RecodedStream(io.RawIOBase):
    """A UTF-16 stream as UTF-8 bytes; a wrong sequence raises `DecodingError`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-16")()
        self._waiting = b""
        self._is_done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._waiting and not self._is_done:
            chunk = self._stream.read(_CHUNK_BYTES)
            self._is_done = not chunk
            try:
                self._waiting = self._decoder.decode(chunk, final=self._is_done).encode("utf-8")
            except UnicodeError as error:
                raise DecodingError(f"has a UTF-16 byte order mark but is not UTF-16: {error}") from error
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size


def open_as_utf8(stream: BinaryIO) -> BinaryIO:
    """Give a stream for line-by-line reading: past a UTF-8 byte order mark, and UTF-16 turned into UTF-8."""
    buffered = io.BufferedReader(_Unclosed(stream), _CHUNK_BYTES)
    mark = buffered.peek(3)[:3]
    if mark.startswith(UTF16_MARKS):
        return io.BufferedReader(_RecodedStream(buffered), _CHUNK_BYTES)
    if mark == codecs.BOM_UTF8:
        buffered.read(3)
    return buffered


class _Unclosed(io.RawIOBase):
    """A stream that stays open when the reader around it is dropped."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)
