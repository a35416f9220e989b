from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.decoding import (
    DecodingError,
    decode_text,
    find_control_characters,
    find_declared_charset,
    open_as_utf8,
)

SENTENCE = "“We’ll see,” said the owner of the café – he paid £20 for it… and left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("times", [1, 40])
def test_decodes_to_the_same_text(encoding: str, times: int) -> None:
    assert decode_text((SENTENCE * times).encode(encoding)) == SENTENCE * times


def test_decodes_mac_roman() -> None:
    assert decode_text(SENTENCE.encode("mac_roman")) == SENTENCE


def test_keeps_line_ends() -> None:
    assert decode_text(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    "raw",
    [
        SENTENCE.encode() + b"\xff and more of it in the next sentence",  # UTF-8 with a wrong byte
        SENTENCE.encode()[:-40].rstrip(b"\x80\x93") + b"\xe2\x80",  # cut within a character
        "Lech Wałęsa spoke in Gdańsk on Monday.".encode("cp1250"),
        b"\xff\xfea",  # half a UTF-16 unit
    ],
)
def test_is_not_guessed(raw: bytes) -> None:
    with pytest.raises(DecodingError):
        decode_text(raw)


def test_a_declared_encoding_is_taken() -> None:
    raw = '<meta charset="windows-1250"><p>Lech Wałęsa spoke in Gdańsk.</p>'.encode("cp1250")
    assert "Wałęsa" in decode_text(raw, find_declared_charset(raw))


@pytest.mark.parametrize("name", ["rot13", "zlib", "unicode_escape", "nonsense"])
def test_a_declared_name_that_is_no_text_encoding_is_passed_over(name: str) -> None:
    assert decode_text("café".encode("cp1252") + b" owners met", name) == "café owners met"


def test_utf16_stream_becomes_utf8() -> None:
    text = "".join(f"line {number} – “x”\r\n" for number in range(20_000))
    assert open_as_utf8(io.BytesIO(text.encode("utf-16"))).read() == text.encode()
    assert open_as_utf8(io.BytesIO(text.encode("utf-8-sig"))).readline() == "line 0 – “x”\r\n".encode()


@pytest.mark.parametrize(
    ("text", "is_binary"),
    [("plain\ttext\r\n", False), ("a\x00b", True), ("\x01\x02\x03ab", True), ("\x1f" + "a" * 200, False)],
)
def test_control_characters(text: str, is_binary: bool) -> None:
    assert (find_control_characters(text) is not None) == is_binary


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"])))
def test_utf8_is_read_back(text: str) -> None:
    assert decode_text(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_decoding_error(raw: bytes) -> None:
    with contextlib.suppress(DecodingError):
        decode_text(raw).encode("utf-8")
