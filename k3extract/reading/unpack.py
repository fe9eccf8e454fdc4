"""Binary streams of inputs, gzip and zstd unpacked; a stream that ends too early is an error, never a short text."""

import gzip
import io
import sys
import zlib
from typing import IO, Any, cast

from k3extract.errors import ReadError
from k3extract.reading.inputs import Input

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 17
_SIP = 1 << 10  # packed bytes at a time: in zstd four of them can stand for 128 KiB


def open_input(found: Input) -> io.BufferedReader:
    """The unpacked bytes of an input. Reading raises ReadError (``open``, ``unpack``) when the input is at fault."""
    if found.path is None:
        stdin = sys.stdin.buffer
        raw = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stdin))
    else:
        try:
            raw = found.path.open("rb")
        except OSError as error:
            raise ReadError(found.source, f"cannot be opened: {error.strerror or error}", "open") from None
    return _unpacked(raw, found.source)


def open_bytes(data: bytes, source: str) -> io.BufferedReader:
    """The same for bytes that are at hand, an upload for instance."""
    return _unpacked(io.BufferedReader(cast("io.RawIOBase", io.BytesIO(data))), source)


def _unpacked(raw: io.BufferedReader, source: str) -> io.BufferedReader:
    try:
        head = raw.peek(4)[:4]
    except OSError as error:
        raw.close()
        raise ReadError(source, f"cannot be read: {error.strerror or error}", "open") from None
    if head.startswith(_GZIP):
        return io.BufferedReader(_Gzip(raw, source), _CHUNK)
    if head.startswith(_ZSTD):
        return io.BufferedReader(_Zstd(raw, source), _CHUNK)
    return io.BufferedReader(_Plain(raw, source), _CHUNK)


class _Plain(io.RawIOBase):
    """A raw stream whose faults are ReadErrors with the source."""

    def __init__(self, raw: IO[bytes], source: str) -> None:
        self._raw = raw
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._next(len(buffer))
        except OSError as error:
            raise ReadError(self._source, f"cannot be read: {error.strerror or error}", "open") from None
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        return self._raw.read(size)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


class _Gzip(_Plain):
    def __init__(self, raw: IO[bytes], source: str) -> None:
        super().__init__(raw, source)
        self._unpacked = gzip.GzipFile(fileobj=raw)

    def _next(self, size: int) -> bytes:
        try:
            return self._unpacked.read1(size)  # what came before a fault is handed out first
        except EOFError:
            raise ReadError(self._source, "truncated: the gzip stream has no end", "unpack") from None
        except (gzip.BadGzipFile, zlib.error) as error:
            raise ReadError(self._source, f"damaged gzip stream: {error}", "unpack") from None


class _Zstd(_Plain):
    """Frame after frame; the library's own reader ends a truncated frame in silence."""

    def __init__(self, raw: IO[bytes], source: str) -> None:
        super().__init__(raw, source)
        import zstandard

        self._library = zstandard
        self._frame: Any = None
        self._ready = b""
        self._packed = b""

    def _next(self, size: int) -> bytes:
        while not self._ready:
            whole = self._packed or self._raw.read(_CHUNK)
            packed, self._packed = whole[:_SIP], whole[_SIP:]
            if not packed:
                if self._frame is not None:
                    raise ReadError(self._source, "truncated: the zstd frame has no end", "unpack")
                return b""
            if self._frame is None:
                self._frame = self._library.ZstdDecompressor(max_window_size=1 << 27).decompressobj()
            try:
                self._ready = self._frame.decompress(packed)
            except self._library.ZstdError as error:
                raise ReadError(self._source, f"damaged zstd stream: {error}", "unpack") from None
            if self._frame.eof:
                self._packed = self._frame.unused_data + self._packed
                self._frame = None
        data, self._ready = self._ready[:size], self._ready[size:]
        return data


def bytes_read(stream: io.BufferedReader) -> int:
    """How far the file behind a stream of ``open_input`` has been read, in bytes; 0 where it cannot tell."""
    try:
        return int(cast("Any", stream.raw)._raw.tell())
    except (AttributeError, OSError):
        return 0


def plain_path(stream: io.BufferedReader) -> str | None:
    """The path behind a stream of ``open_input`` that is not packed, or None."""
    raw = stream.raw
    name = getattr(getattr(raw, "_raw", None), "name", None)
    return name if type(raw) is _Plain and isinstance(name, str) else None
