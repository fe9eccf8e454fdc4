"""DuckDB: one file, made for questions over many rows; the store to take where nothing speaks for another."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from k3extract.errors import SinkError
from k3extract.sinks.arrow import PLACES, arrow_table
from k3extract.sinks.in_file import WAIT, FileStore, first_line
from k3extract.sinks.layout import Kind, Row, Table


class DuckStore(FileStore):
    """A DuckDB file. Decimals are exact to nine places, up to 10^29; larger numbers are NULL. Only documents have a
    key: DuckDB scans faster than it keeps an index, and one load at a time writes."""

    types: Mapping[Kind, str] = {
        "text": "VARCHAR", "int": "BIGINT", "flag": "BOOLEAN", "number": f"DECIMAL(38,{PLACES})", "json": "VARCHAR",
    }  # fmt: skip
    begin = "BEGIN TRANSACTION"
    errors = duckdb.Error
    keyed = False

    def connect(self, path: str) -> duckdb.DuckDBPyConnection:
        """DuckDB lets one process in at a time; a load waits for the one that is running."""
        end = time.monotonic() + WAIT
        while True:
            try:
                return _database(duckdb.connect(path), path)
            except duckdb.IOException as error:
                if "lock" not in str(error) or time.monotonic() > end:
                    raise SinkError(path, first_line(error)) from None
                time.sleep(0.2)
            except duckdb.Error as error:
                raise SinkError(path, first_line(error)) from None

    def among(self, column: str, ids: list[str]) -> tuple[str, Sequence[Any]]:
        return f"{column} IN (SELECT unnest(?::VARCHAR[]))", [ids]

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._base.register("incoming", arrow_table(table, rows))
        self._base.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")
        self._base.unregister("incoming")


def _database(base: duckdb.DuckDBPyConnection, path: str) -> duckdb.DuckDBPyConnection:
    """DuckDB shows a file of JSON or Parquet as tables in memory, where what is loaded would be lost."""
    if base.execute("SELECT path FROM duckdb_databases() WHERE NOT internal AND path IS NOT NULL").fetchall():
        return base
    base.close()
    raise SinkError(path, "is no DuckDB database")
