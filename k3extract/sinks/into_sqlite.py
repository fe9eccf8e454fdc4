"""SQLite: one file, no server, nothing to install."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from k3extract.errors import SinkError
from k3extract.sinks.layout import Kind, Row, Table, plain
from k3extract.sinks.sql import SqlStore

_WAIT = 60.0  # seconds that a load waits for another


class SqliteStore(SqlStore):
    """A SQLite file. Decimals are stored as SQLite's own numbers: whole ones exactly up to 18 digits."""

    types: Mapping[Kind, str] = {
        "text": "TEXT",
        "int": "INTEGER",
        "flag": "INTEGER",
        "number": "NUMERIC",
        "json": "TEXT",
    }

    def __init__(self, path: str) -> None:
        self.place = path
        try:
            self._base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        except sqlite3.Error as error:
            raise SinkError(path, str(error)) from None
        try:
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self.prepare()
        except sqlite3.Error as error:
            self._base.close()
            raise SinkError(path, str(error)) from None
        except SinkError:
            self._base.close()
            raise

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._base.execute(sql, values)

    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._base.execute(sql, values).fetchall()

    def insert(self, table: Table, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(table.columns))
        self._base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", (tuple(map(_value, row)) for row in rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise SinkError(self.place, str(error)) from None

    def close(self) -> None:
        self._base.close()


def _value(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
