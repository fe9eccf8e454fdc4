"""CSV and Parquet: rows with the fields of a JSONL record."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.decode import decode
from k3extract.reading.inputs import Problem
from k3extract.reading.records import MAX_BYTES, ArticleMaker

_ROWS = 64  # rows of Parquet held at a time


def read_csv(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    """Articles of a CSV file with a header line; the delimiter (comma, semicolon, tab, bar) is taken from it."""
    lines = _decoded(source, stream, problem)
    head = next(lines, "")
    if not head.strip():
        raise ReadError(source, "empty", "decode")
    delimiter = max(",;\t|", key=head.count)
    if csv.field_size_limit() < MAX_BYTES:
        csv.field_size_limit(MAX_BYTES)  # the default cuts long articles off with an error
    try:
        names = [name.strip().lower() for name in next(csv.reader([head], delimiter=delimiter))]
    except csv.Error as error:
        raise ReadError(source, f"not CSV: {error}", "parse") from None
    if not {"text", "html"} & set(names):
        raise ReadError(source, f"no column is called 'text' or 'html'; columns: {', '.join(names)}", "field")
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        place = f"{source}#{number}"
        try:
            row = next(rows)
            if not row:
                number -= 1
            elif len(row) != len(names):
                problem(ReadError(place, f"{len(row)} columns where the header has {len(names)}", "parse"))
            else:
                yield maker.from_record(dict(zip(names, row, strict=True)), place)
        except StopIteration:
            return
        except csv.Error as error:
            problem(ReadError(place, f"not CSV: {error}", "parse"))
        except ReadError as error:
            if error.place == source:
                raise  # the stream itself is at fault
            problem(error)


def _decoded(source: str, stream: io.BufferedReader, problem: Problem) -> Iterator[str]:
    """The lines as text; UTF-16 is read by its mark, else each line by itself: UTF-8 or Windows-1252."""
    if stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from io.TextIOWrapper(stream, encoding="utf-16", newline="")
        return
    first = True
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            raise ReadError(source, f"a line longer than {MAX_BYTES >> 20} MB", "size")
        yield decode(line, source) if first or line.isascii() else _lenient(line, source)
        first = False


def _lenient(line: bytes, source: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line, source)


def read_parquet(source: str, stream: io.BufferedReader, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    """Articles of a Parquet file, a few rows in memory at a time."""
    import pyarrow
    import pyarrow.parquet

    try:
        table = pyarrow.parquet.ParquetFile(_seekable(stream))
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadError(source, f"not Parquet, or truncated: {_first_line(error)}", "parse") from None
    wanted = ("text", "html", "id", "url", "title", "published", "outlet", "author", "place")
    columns = [name for name in table.schema_arrow.names if name in wanted]
    if not {"text", "html"} & set(columns):
        raise ReadError(source, "no column is called 'text' or 'html'", "field")
    number = 0
    try:
        for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                try:
                    yield maker.from_record(_readable(row), f"{source}#{number}")
                except ReadError as error:
                    problem(error)
    except (pyarrow.ArrowException, OSError) as error:
        raise ReadError(source, f"damaged after row {number}: {_first_line(error)}", "parse") from None


def _seekable(stream: io.BufferedReader) -> Any:
    """Parquet is read from its end: a packed or piped file has to be held in memory, a plain one has not."""
    from k3extract.reading.unpack import plain_path

    path = plain_path(stream)
    return path if path is not None else io.BytesIO(stream.read())


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row.items()}


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [""])[0]
