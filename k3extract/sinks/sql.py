"""What the SQL stores share: tables, versions, views, and replacing a document with all its rows."""

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from typing import Any

from k3extract.errors import SinkError
from k3extract.sinks.layout import TABLES, Kind, Row, Table
from k3extract.sinks.store import Known, chunks_of

META = "k3_store"
_MANY = 5000  # ids in one statement

# What brings a store from version N (its place in the list) to N + 1: statements, or None for "make all tables".
# New tables are made as they are now: they need none of the later steps.
MIGRATIONS: list[tuple[str, ...] | None] = [None, ("ALTER TABLE event_officials ADD COLUMN part TEXT",)]


class SqlStore:
    """A database with the tables of the layout. Subclasses open it and say how their dialect differs."""

    chunk_bytes = 8 << 20
    types: Mapping[Kind, str]
    place: str
    keyed = True  # whether every table has a key and an index by document

    @abstractmethod
    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement."""

    @abstractmethod
    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def insert(self, table: Table, rows: list[Row]) -> None:
        """Add rows that are not there."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Everything or nothing, one load at a time."""

    def among(self, column: str, ids: list[str]) -> tuple[str, Sequence[Any]]:
        """A condition that ``column`` is one of ``ids``, and its values."""
        return f"{column} IN ({', '.join('?' * len(ids))})", ids

    def known(self, ids: list[str]) -> dict[str, Known]:
        """Those of the documents that are there."""
        found = {}
        for some in chunks_of(ids, _MANY):
            where, values = self.among("id", some)
            for row in self.fetch(f"SELECT id, digest, part, sha256 FROM documents WHERE {where}", values):
                found[row[0]] = Known(*row[1:])
        return found

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        """Make ``tables`` the rows of ``documents``."""
        if stale:
            for some in chunks_of(documents, _MANY):
                for table in TABLES:
                    where, values = self.among(table.owner, some)
                    self.execute(f"DELETE FROM {table.name} WHERE {where}", values)
        for table in TABLES:
            if tables.get(table.name):
                self.insert(table, tables[table.name])

    def prepare(self) -> None:
        """Make the tables, or bring them up to this version; make the views anew where they have changed."""
        with self.transaction():
            self.execute(f"CREATE TABLE IF NOT EXISTS {META} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
            version = int(self._meta("version") or 0)
            if version > len(MIGRATIONS):
                raise SinkError(self.place, f"was made by a newer k3extract (version {version} of the tables)")
            for step in MIGRATIONS[version:] if version else MIGRATIONS[:1]:
                for statement in step if step is not None else self.tables():
                    self.execute(statement)
            views = dict(read_views())
            digest = hashlib.sha256("\0".join(views.values()).encode()).hexdigest()[:16]
            if version < len(MIGRATIONS) or self._meta("views") != digest:
                for name in reversed(views):
                    self.execute(f"DROP VIEW IF EXISTS {name}")
                for name, query in views.items():
                    self.execute(f"CREATE VIEW {name} AS {query}")
                self._set("views", digest)
                self._set("version", str(len(MIGRATIONS)))

    def tables(self) -> Iterator[str]:
        """The statements that make all tables."""
        for table in TABLES:
            columns = [f"{name} {self.types[kind]}" for name, kind in table.columns]
            if self.keyed or table.owner == "id":
                columns.append(f"PRIMARY KEY ({', '.join(table.names[: table.key])})")
            yield f"CREATE TABLE {table.name} ({', '.join(columns)})"
            if self.keyed and table.owner != "id":
                yield f"CREATE INDEX {table.name}_of ON {table.name} ({table.owner})"

    def _meta(self, name: str) -> str | None:
        found = self.fetch(f"SELECT value FROM {META} WHERE name = '{name}'")
        return str(found[0][0]) if found else None

    def _set(self, name: str, value: str) -> None:
        self.execute(f"DELETE FROM {META} WHERE name = '{name}'")
        self.execute(f"INSERT INTO {META} VALUES ('{name}', '{value}')")


def read_views() -> Iterator[tuple[str, str]]:
    """The views: name and query, in the order in which one may use another."""
    folder = files("k3extract.sinks") / "views"
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".sql"))
    for name in names:
        yield name.removesuffix(".sql").partition("-")[2], (folder / name).read_text(encoding="utf-8").strip()
