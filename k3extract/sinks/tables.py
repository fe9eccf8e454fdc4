"""Flat tables a researcher can open: one file a record type, one row a record, lists and objects as JSON text.

The columns are the fields of the record type, with ``article`` (the article's id) in front; the table ``articles``
holds one row an article without its text's sentences, repairs and boilerplate. README, "Tables", describes them.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from k3extract.article import Article, Published
from k3extract.records import Check, Event, Extraction, Official, Statement, Statistic, Time, to_json

TYPES: dict[str, type] = {
    "officials": Official,
    "events": Event,
    "statistics": Statistic,
    "statements": Statement,
    "times": Time,
    "checks": Check,
}
_ARTICLE = ("id", "source", "sha256", "url", "outlet", "title", "author", "place", "published", "text")
_INTS = {"start", "end"}
_NUMBERS = {"value", "low", "high", "gap", "gap_relative"}
_FLAGS = {"former"}
_ROWS = 4096  # rows a batch: bounds memory


_WRITERS = {"csv": pa_csv.CSVWriter, "parquet": pa_parquet.ParquetWriter}


def _schema(names: tuple[str, ...]) -> pa.Schema:
    kinds = {
        **dict.fromkeys(_INTS, pa.int64()),
        **dict.fromkeys(_FLAGS, pa.bool_()),
        **dict.fromkeys(_NUMBERS, pa.float64()),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in names])


def columns() -> dict[str, tuple[str, ...]]:
    """The columns of every table, in order."""
    tables = {name: ("article", *(field.name for field in fields(kind))) for name, kind in TYPES.items()}
    return {"articles": _ARTICLE, **tables}


def _cell(name: str, value: Any) -> Any:
    if value is None or name in _INTS | _FLAGS or isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return float(value)  # tables hold doubles; the exact digits are in the JSON
    if isinstance(value, Published):
        return value.timex
    return to_json(value).decode("utf-8") if value != () else None


class _Table:
    """Rows of one table, written in batches."""

    def __init__(self, names: tuple[str, ...], write: Callable[[pa.Table], None]) -> None:
        self._names = names
        self._schema = _schema(names)
        self._write = write
        self._rows: list[dict[str, Any]] = []

    def add(self, record: object, **more: str) -> None:
        row: dict[str, Any] = dict(more)
        for name in self._names:
            if name not in row:
                row[name] = _cell(name, getattr(record, name))
        self._rows.append(row)
        if len(self._rows) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        self._write(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows = []


@contextmanager
def open_tables(form: str, folder: Path) -> Iterator[Callable[[Extraction], None]]:
    """A function that adds one Extraction to ``<folder>/<record type>.<form>``."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        tables: dict[str, _Table] = {}
        for name, names in columns().items():
            path = folder / f"{name}.{form}"
            schema = _schema(names)
            writer = (
                pa_csv.CSVWriter(path, schema)
                if form == "csv"
                else pa_parquet.ParquetWriter(path, schema, compression="zstd")
            )
            stack.enter_context(writer)
            tables[name] = _Table(names, writer.write_table)

        def write(extraction: Extraction) -> None:
            article: Article = extraction.article
            tables["articles"].add(article)
            for name in TYPES:
                for record in getattr(extraction, name):
                    tables[name].add(record, article=article.id)

        yield write
        for table in tables.values():
            table.flush()
