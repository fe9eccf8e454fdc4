"""WARC: the HTML pages of a crawl. The library ends a truncated file in silence, so lengths are checked here."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, cast

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.decode import decode
from k3extract.reading.inputs import Problem
from k3extract.reading.pages import declared_charset
from k3extract.reading.records import MAX_BYTES, ArticleMaker

_PAGES = ("text/html", "application/xhtml+xml")
_CHUNK = 1 << 16


def read_warc(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    """Articles of the HTML responses with status 200. Raises ReadError without fastwarc or when the file is cut off."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ReadError(source, "WARC needs fastwarc: pip install 'k3extract[warc]'", "open") from None
    counted = _Guarded(stream)
    records = ArchiveIterator(cast("Any", counted), record_types=WarcRecordType.any_type, parse_http=False)
    number = 0
    while (record := _next(records, counted, f"{source}#{number + 1}")) is not None:
        number += 1
        place = f"{source}#{number}"
        length = record.headers.get("Content-Length") or ""
        if not length.isdigit():
            raise counted.error or ReadError(place, "truncated: a record without its length", "warc")
        body = record.reader.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            problem(ReadError(place, f"a record longer than {MAX_BYTES >> 20} MB", "size"))
            continue
        if len(body) != int(length):
            raise counted.error or ReadError(place, f"truncated: {len(body)} of {length} bytes are there", "warc")
        if record.record_type == WarcRecordType.response:
            try:
                yield from _page(record.headers.get("WARC-Target-URI"), body, maker, place)
            except ReadError as error:
                problem(error)
    if counted.error:
        raise counted.error
    if number == 0:
        raise ReadError(source, "no WARC record in it", "warc")


def _next(records: Iterator[Any], stream: "_Guarded", place: str) -> Any:
    try:
        return next(records, None)
    except Exception as error:  # what fastwarc raises is not declared
        raise stream.error or ReadError(place, f"damaged: {error}", "warc") from None


class _Guarded:
    """A stream as fastwarc wants it. An error inside its C code would be lost, so it is kept and the stream ends."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._at = 0
        self.error: ReadError | None = None

    def read(self, size: int = -1) -> bytes:
        if self.error:
            return b""
        try:
            data = self._stream.read1(size if size >= 0 else _CHUNK)
        except ReadError as error:
            self.error = error
            return b""
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        raise io.UnsupportedOperation("seek")

    def flush(self) -> None:
        """Nothing is written."""

    def close(self) -> None:
        """Whoever opened the stream closes it."""


def _page(url: str | None, response: bytes, maker: ArticleMaker, place: str) -> Iterator[Article]:
    """The article of one HTTP response; other kinds of responses are no articles and no failures."""
    head, blank, body = response.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    kind, _, rest = fields.get("content-type", "").partition(";")
    if not blank or " 200" not in lines[0] or kind.strip().lower() not in _PAGES:
        return
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    body = _inflated(body, fields.get("content-encoding", "").lower(), place)
    charset = rest.partition("charset=")[2] or None
    page = decode(body, place, charset or declared_charset(body))
    yield maker.from_page(page, body, place, {"url": url.strip("<>")} if url else {})


def _unchunked(body: bytes) -> bytes:
    """A chunked body in one piece; crawlers often store it so already, then it is returned as it is."""
    out: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 20)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end > at else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(out) or body
        if size == 0:
            return b"".join(out)
        out.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def _inflated(body: bytes, encoding: str, place: str) -> bytes:
    try:
        if encoding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(body)) as packed:
                body = packed.read(MAX_BYTES + 1)
        elif encoding == "deflate":
            body = zlib.decompressobj().decompress(body, MAX_BYTES + 1)
        elif encoding == "zstd":
            import zstandard

            body = zstandard.ZstdDecompressor().decompress(body, max_output_size=MAX_BYTES + 1)
    except Exception as error:  # each codec has its own
        raise ReadError(place, f"a page whose {encoding} encoding is damaged: {error}", "unpack") from None
    if len(body) > MAX_BYTES:
        raise ReadError(place, f"a page longer than {MAX_BYTES >> 20} MB", "size")
    return body
