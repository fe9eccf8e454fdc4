"""Bytes -> text: byte order mark, declared charset, strict UTF-8, Windows-1252, in this order; no guessing."""

import codecs

from k3extract.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = {"iso8859-1", "ascii", "latin-1"}  # what pages call so is Windows-1252 (WHATWG, Encoding Standard)
# Signatures of files that hold no text, whatever their name says.
_BINARY = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PAR1",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
)


def decode(data: bytes, place: str, charset: str | None = None) -> str:
    """The text of ``data`` without its byte order mark. Raises ReadError (stage ``decode``) when it is binary.

    >>> decode(b"Rp\\x965 triliun", "here")
    'Rp–5 triliun'
    """
    if data.startswith(_BINARY):
        raise ReadError(place, "binary data, no text", "decode")
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise ReadError(place, f"not {name} although it begins so: byte {error.start}", "decode") from None
    if b"\0" in data:
        raise ReadError(place, f"binary data: a zero byte at {data.index(0)}", "decode")
    declared = _known(charset)
    if declared not in (None, "utf-8"):
        try:
            return data.decode(str(declared))
        except UnicodeDecodeError:
            pass  # the declaration is wrong; the bytes decide
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows(data, place, error.start)


def _known(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
    except LookupError:
        return None
    return "cp1252" if name in _LATIN else name


def _windows(data: bytes, place: str, first: int) -> str:
    """Windows-1252; bytes it does not define become the C1 controls that Latin-1 has there."""
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data[:4096])
    if control > 2:
        raise ReadError(place, f"binary data: control characters, and not UTF-8 from byte {first}", "decode")
    if _nearly_utf8(data):
        raise ReadError(place, f"UTF-8 that is broken at byte {first}", "decode")
    return data.decode("cp1252", "latin1-there")


def _latin1_there(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin1-there", _latin1_there)


def _nearly_utf8(data: bytes) -> bool:
    """Whether nearly all bytes outside ASCII form UTF-8 sequences: then the file is damaged, not Windows-1252."""
    good = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    outside = sum(byte > 127 for byte in data)
    return outside >= 20 and good * 10 < outside
