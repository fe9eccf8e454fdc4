"""DuckDB: one file, made for questions over many rows; the store to take where nothing speaks for another."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import duckdb

from k3extract.errors import SinkError
from k3extract.sinks.arrow import PLACES, arrow_table
from k3extract.sinks.layout import TABLES, Kind, Row, Table
from k3extract.sinks.sql import SqlStore

_WAIT = 60.0  # seconds that a load waits for another


class DuckStore(SqlStore):
    """A DuckDB file. Decimals are exact to nine places, up to 10^29; larger numbers are NULL."""

    types: Mapping[Kind, str] = {
        "text": "VARCHAR", "int": "BIGINT", "flag": "BOOLEAN", "number": f"DECIMAL(38,{PLACES})", "json": "VARCHAR",
    }  # fmt: skip

    def __init__(self, path: str) -> None:
        self.place = path
        self._base = _connect(path)
        try:
            self.prepare()
        except SinkError:
            self._base.close()
            raise

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._base.execute(sql, values)

    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._base.execute(sql, values).fetchall()

    def tables(self) -> Iterator[str]:
        """Only documents have a key: DuckDB scans faster than it keeps an index, and one load at a time writes."""
        for table in TABLES:
            columns = [f"{name} {self.types[kind]}" for name, kind in table.columns]
            key = ["PRIMARY KEY (id)"] if table.owner == "id" else []
            yield f"CREATE TABLE {table.name} ({', '.join(columns + key)})"

    def among(self, column: str, ids: list[str]) -> tuple[str, Sequence[Any]]:
        return f"{column} IN (SELECT unnest(?::VARCHAR[]))", [ids]

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._base.register("incoming", arrow_table(table, rows))
        self._base.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
        self._base.unregister("incoming")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            self._base.execute("BEGIN TRANSACTION")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        except duckdb.Error as error:
            raise SinkError(self.place, _line(error)) from None

    def _roll_back(self) -> None:
        with suppress(duckdb.Error):  # a failed COMMIT has rolled back already
            self._base.execute("ROLLBACK")

    def close(self) -> None:
        self._base.close()


def _connect(path: str) -> duckdb.DuckDBPyConnection:
    """DuckDB lets one process in at a time; a load waits for the one that is running."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            return duckdb.connect(path)
        except duckdb.IOException as error:
            if "lock" not in str(error) or time.monotonic() > end:
                raise SinkError(path, _line(error)) from None
            time.sleep(0.2)
        except duckdb.Error as error:
            raise SinkError(path, _line(error)) from None


def _line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
