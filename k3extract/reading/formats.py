"""Streams of every format -> Articles, one at a time."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.decode import decode
from k3extract.reading.inputs import Input, Problem
from k3extract.reading.records import MAX_BYTES, ArticleMaker

Reader = Callable[[str, io.BufferedReader, ArticleMaker, Problem], Iterator[Article]]
_BLANK = b" \t\r\n\xef\xbb\xbf"


def read_format(found: Input, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    """The articles of an open input; the format comes from its name, else from how it begins."""
    kind = found.format or _sniff(stream)
    yield from _READERS[kind](found.source, stream, maker, problem)


def _sniff(stream: io.BufferedReader) -> str:
    head = stream.peek(4096)[:4096]
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.lstrip(_BLANK)[:1]
    return {b"{": "jsonl", b"[": "json", b"<": "html"}.get(start, "text")


def _whole(source: str, stream: io.BufferedReader) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ReadError(
            source, f"longer than {MAX_BYTES >> 20} MB, which no article is (many articles: JSON lines)", "size"
        )
    if not data.strip(_BLANK):
        raise ReadError(source, "empty", "decode")
    return data


def _text(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    data = _whole(source, stream)
    yield maker.from_text(decode(data, source), data, source)


def _html(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    from k3extract.reading.pages import declared_charset

    data = _whole(source, stream)
    yield maker.from_page(decode(data, source, declared_charset(data)), data, source, {})


def _lines(source: str, stream: io.BufferedReader, problem: Problem) -> Iterator[tuple[int, bytes]]:
    """``(number, line)`` for every line that is not blank; a line without end is passed over in pieces."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            problem(ReadError(f"{source}#{number}", f"a line longer than {MAX_BYTES >> 20} MB", "size"))
        elif line.strip(_BLANK):
            yield number, line
    if number == 0:
        problem(ReadError(source, "empty", "decode"))


def _jsonl(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    for number, line in _lines(source, stream, problem):
        try:
            article = read_line(line, f"{source}#{number}", maker)
        except ReadError as error:
            problem(error)
        else:
            if article is not None:
                yield article


def read_line(line: bytes, place: str, maker: ArticleMaker) -> Article | None:
    """The article of one line of JSONL, None where the line is blank. Raises ReadError with ``place``."""
    return maker.from_record(_object(line, place), place) if line.strip(_BLANK) else None


def _object(data: bytes, place: str) -> dict[str, Any]:
    record = _json(data, place)
    if not isinstance(record, dict):
        raise ReadError(place, "not a JSON object", "parse")
    return record


def _json(data: bytes, place: str) -> Any:
    try:
        return msgspec.json.decode(data[3:] if data.startswith(b"\xef\xbb\xbf") else data)
    except msgspec.DecodeError as error:
        reason = f"not JSON: {error}"
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}"
    except RecursionError:
        reason = "JSON nested too deeply"
    raise ReadError(place, reason, "parse")


def _json_file(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    """A JSON array of records, or one record."""
    value = _json(_whole(source, stream), source)
    if isinstance(value, dict):
        yield maker.from_record(value, source)
        return
    if not isinstance(value, list):
        raise ReadError(source, "neither a JSON object nor an array of them", "parse")
    for number, record in enumerate(value, 1):
        place = f"{source}#{number}"
        try:
            if not isinstance(record, dict):
                raise ReadError(place, "not a JSON object", "parse")
            yield maker.from_record(record, place)
        except ReadError as error:
            problem(error)


def _csv(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    from k3extract.reading.tables import read_csv

    yield from read_csv(source, stream, maker, problem)


def _parquet(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    from k3extract.reading.tables import read_parquet

    yield from read_parquet(source, stream, maker, problem)


def _warc(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    from k3extract.reading.warc import read_warc

    yield from read_warc(source, stream, maker, problem)


_READERS: dict[str, Reader] = {
    "text": _text,
    "html": _html,
    "jsonl": _jsonl,
    "json": _json_file,
    "csv": _csv,
    "parquet": _parquet,
    "warc": _warc,
}
