"""Decoding: mark, declaration, UTF-8, Windows-1252."""

import codecs

import pytest

from k3extract.errors import ReadError
from k3extract.reading.decode import decode


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Rp5 – “siap”".encode(), None, "Rp5 – “siap”"),
        (codecs.BOM_UTF8 + "Café".encode(), None, "Café"),
        (codecs.BOM_UTF16_LE + "Café".encode("utf-16-le"), None, "Café"),
        (codecs.BOM_UTF16_BE + "Café".encode("utf-16-be"), None, "Café"),
        (codecs.BOM_UTF32_LE + "Café".encode("utf-32-le"), None, "Café"),
        ("Rp5 – “siap”".encode("cp1252"), None, "Rp5 – “siap”"),
        ("Rp5 – “siap”".encode("cp1252"), "iso-8859-1", "Rp5 – “siap”"),
        ("Café".encode(), "utf-8", "Café"),
        ("Café".encode("cp1252"), "utf-8", "Café"),  # declared wrongly
        ("Café".encode(), "no-such-charset", "Café"),
        (b"satu \x81 dua", None, "satu \x81 dua"),  # a byte that Windows-1252 does not define
        (b"", None, ""),
    ],
)
def test_text(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, "here", charset) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"teks \0 teks", "zero byte at 5"),
        (b"\x01\x02\x03\x04\xff\xfe\x05", "binary"),
        (codecs.BOM_UTF16_LE + b"a", "although it begins so"),
        (("“Kami siap,” ujarnya — “ya”. " * 10).encode() + b"\xe2\x80", "broken at byte"),
    ],
)
def test_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        decode(data, "here")
    assert caught.value.stage == "decode"
    assert caught.value.place == "here"
