"""What a store can do, and which one a target names."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from k3extract.errors import SinkError
from k3extract.sinks.layout import Row


class Known(NamedTuple):
    """A document that lies in a store: digest of its line, the part it came from, digest of its article's bytes."""

    digest: str
    part: str
    sha256: str


class Store(Protocol):
    """A store that is open. Everything between entering and leaving ``transaction()`` happens or does not happen;
    ``chunk_bytes`` of lines go into one."""

    chunk_bytes: int

    def transaction(self) -> AbstractContextManager[None]:
        """One chunk. Another load waits at its beginning. Raises SinkError."""
        ...

    def known(self, ids: list[str]) -> dict[str, Known]:
        """Those of the documents that are there."""
        ...

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        """Make ``tables`` the rows of ``documents``; ``stale``: some of them have rows already."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def open_store(target: str) -> Store:
    """The store that ``target`` names; its tables and views are made or brought up to date. Raises SinkError.

    ``duckdb:///file``, ``sqlite:///file``, ``postgresql://…``, ``parquet:///folder``, ``bulk:///folder``
    (Elasticsearch, OpenSearch), ``dlt://destination/dataset`` (all others). An absolute path makes four slashes; a
    path alone is known by its ending.
    """
    scheme, found, rest = target.partition("://")
    if not found:
        scheme, rest = _by_ending(target), f"/{target}"
    if scheme in ("postgresql", "postgres"):
        from k3extract.sinks.into_postgres import PostgresStore

        return PostgresStore(target)
    if scheme == "dlt":
        from k3extract.sinks.into_dlt import DltStore

        return DltStore(rest)
    path = rest.removeprefix("/")
    if not path:
        raise SinkError(target, "names no file: duckdb:///records.duckdb")
    if scheme == "duckdb":
        from k3extract.sinks.into_duckdb import DuckStore

        return DuckStore(path)
    if scheme == "sqlite":
        from k3extract.sinks.into_sqlite import SqliteStore

        return SqliteStore(path)
    if scheme == "parquet":
        from k3extract.sinks.into_parquet import ParquetStore

        return ParquetStore(path)
    if scheme == "bulk":
        from k3extract.sinks.into_bulk import BulkStore

        return BulkStore(path)
    raise SinkError(target, "no such store: duckdb, sqlite, postgresql, parquet, bulk, dlt")


def _by_ending(path: str) -> str:
    endings = {".duckdb": "duckdb", ".ddb": "duckdb", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}
    for ending, scheme in endings.items():
        if path.endswith(ending):
            return scheme
    raise SinkError(path, "what store is it? duckdb:///file, sqlite:///file, postgresql://host/base, parquet:///folder")


def chunks_of(values: Iterable[str], size: int) -> Iterable[list[str]]:
    """``values`` in lists of at most ``size``."""
    row: list[str] = []
    for value in values:
        row.append(value)
        if len(row) == size:
            yield row
            row = []
    if row:
        yield row
