"""JSON lines, one JSON list, or flat tables (csv, parquet); files are written aside and then renamed."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from k3extract.errors import SinkError
from k3extract.records import Extraction, to_json

Write = Callable[[Extraction], None]


@contextmanager
def open_output(form: str, output: str | None) -> Iterator[Write]:
    """A function that writes one Extraction in ``form`` (jsonl, json, csv, parquet) to ``output`` or stdout.

    A file appears under its name only when everything is written. Raises SinkError when it cannot be.
    """
    if form in ("csv", "parquet"):
        from k3extract.sinks.tables import open_tables

        with open_tables(form, Path(output or ".")) as write:
            yield write
    elif output is None:
        with _json_writer(form, sys.stdout.buffer) as write:
            yield write
        sys.stdout.buffer.flush()
    else:
        target = Path(output)
        aside = target.with_name(f".{target.name}.part")
        try:
            with aside.open("wb") as stream, _json_writer(form, stream) as write:
                yield write
            os.replace(aside, target)
        except OSError as error:
            raise SinkError(output, error.strerror or str(error)) from None
        finally:
            aside.unlink(missing_ok=True)


@contextmanager
def _json_writer(form: str, stream: BinaryIO) -> Iterator[Write]:
    if form == "jsonl":

        def write_line(extraction: Extraction) -> None:
            stream.write(to_json(extraction) + b"\n")

        yield write_line
        return
    first = True

    def write(extraction: Extraction) -> None:
        nonlocal first
        stream.write((b"[\n" if first else b",\n") + to_json(extraction))
        first = False

    yield write
    stream.write(b"[]\n" if first else b"\n]\n")
