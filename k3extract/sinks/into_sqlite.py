"""SQLite: one file, no server, nothing to install."""

import sqlite3
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from k3extract.errors import SinkError
from k3extract.sinks.in_file import WAIT, FileStore
from k3extract.sinks.layout import Kind, Row, Table, plain


class SqliteStore(FileStore):
    """A SQLite file. Decimals are stored as SQLite's own numbers: whole ones exactly up to 18 digits."""

    types: Mapping[Kind, str] = {
        "text": "TEXT", "int": "INTEGER", "flag": "INTEGER", "number": "NUMERIC", "json": "TEXT",
    }  # fmt: skip
    begin = "BEGIN IMMEDIATE"
    errors = sqlite3.Error

    def connect(self, path: str) -> sqlite3.Connection:
        """The file with a log beside it, so that readers go on while a load writes."""
        base = None
        try:
            base = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error as error:
            if base is not None:
                base.close()
            raise SinkError(path, str(error)) from None
        return base

    def insert(self, table: Table, rows: list[Row]) -> None:
        marks = ", ".join("?" * len(table.columns))
        self._base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", (tuple(map(_value, row)) for row in rows))


def _value(value: Any) -> Any:
    return plain(value) if isinstance(value, Decimal) else value
