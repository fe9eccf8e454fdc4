"""PostgreSQL, through psycopg 3: COPY into temporary tables, then an upsert that touches only what differs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from k3extract.errors import BackendError, SinkError
from k3extract.sinks.layout import TABLES, Kind, Row, Table
from k3extract.sinks.sql import SqlStore

try:
    import psycopg
except ImportError:
    raise BackendError("postgresql", "needs psycopg: pip install 'k3extract[postgres]'") from None

_LOCK = 7235870043  # of loads, against each other; any number that nobody else uses


class PostgresStore(SqlStore):
    """A PostgreSQL database; tables lie in the first schema of the search path."""

    types: Mapping[Kind, str] = {
        "text": "TEXT", "int": "INTEGER", "flag": "BOOLEAN", "number": "NUMERIC", "json": "JSONB",
    }  # fmt: skip

    def __init__(self, target: str) -> None:
        try:
            self._base = psycopg.connect(target, autocommit=True)
        except psycopg.Error as error:
            raise SinkError("postgresql", _line(error)) from None  # the target may hold a password
        self.place = f"postgresql://{self._base.info.host}/{self._base.info.dbname}"
        try:
            self.prepare()
            with self.transaction():
                for table in TABLES:
                    like = f"(LIKE {table.name})"
                    self.execute(f"CREATE TEMPORARY TABLE incoming_{table.name} {like} ON COMMIT DELETE ROWS")
        except SinkError:
            self._base.close()
            raise

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._base.execute(sql, values or None)

    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._base.execute(sql, values or None).fetchall()

    def among(self, column: str, ids: list[str]) -> tuple[str, Sequence[Any]]:
        return f"{column} = ANY(%s)", [ids]

    def insert(self, table: Table, rows: list[Row]) -> None:
        self._copy(table, rows, table.name)

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        """New documents are copied in; with stale ones rows are matched by their keys: one that is the same stays."""
        if not stale:
            super().replace(documents, tables, stale)
            return
        for table in TABLES:
            name, incoming = table.name, f"incoming_{table.name}"
            self._copy(table, tables.get(name, []), incoming)
            same = " AND ".join(f"n.{column} = o.{column}" for column in table.names[: table.key])
            gone = f"NOT EXISTS (SELECT FROM {incoming} n WHERE {same})"
            self.execute(f"DELETE FROM {name} o WHERE o.{table.owner} = ANY(%s) AND {gone}", [documents])
            key, rest = ", ".join(table.names[: table.key]), table.names[table.key :]
            new = ", ".join(f"EXCLUDED.{column}" for column in rest)
            old = ", ".join(f"o.{column}" for column in rest)
            self.execute(
                f"INSERT INTO {name} AS o SELECT * FROM {incoming} ON CONFLICT ({key}) DO UPDATE SET "
                f"({', '.join(rest)}) = ROW({new}) WHERE ROW({old}) IS DISTINCT FROM ROW({new})"
            )

    def _copy(self, table: Table, rows: list[Row], into: str) -> None:
        command = f"COPY {into} ({', '.join(table.names)}) FROM STDIN"
        with self._base.cursor() as cursor, cursor.copy(command) as copy:
            for row in rows:
                copy.write_row(tuple(map(_value, row)))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            with self._base.transaction():
                self.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
                yield
        except psycopg.Error as error:
            raise SinkError(self.place, _line(error)) from None

    def close(self) -> None:
        self._base.close()


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\ufffd") if "\0" in value else value  # PostgreSQL has no zero characters
    return f"{value:f}" if isinstance(value, Decimal) else value


def _line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
