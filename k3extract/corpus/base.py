"""The records to reconcile, in DuckDB: a store that is there, or a run or a folder of articles put into one."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from k3extract.corpus.spellings import COLUMNS, tables
from k3extract.errors import ReadError, SinkError
from k3extract.extract import Extractor
from k3extract.manifest import read_manifest
from k3extract.reading import Failure, read_articles
from k3extract.rulebook import Rulebook
from k3extract.sinks.layout import Row, rows
from k3extract.sinks.load import load
from k3extract.sinks.store import Store, open_store

_STORES = (".duckdb", ".ddb")
_MEMORY = "1GB"  # what DuckDB holds before it writes aside
_CHUNK = 500  # articles in one transaction


class Base:
    """An open DuckDB store and the named queries of this room."""

    def __init__(self, path: Path, rulebook: Rulebook, aside: str) -> None:
        """``aside`` is a folder for what does not fit into memory."""
        self.place = str(path)
        config: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": _MEMORY,
            "temp_directory": aside,
            "preserve_insertion_order": "false",
        }
        try:
            self._base = duckdb.connect(str(path), read_only=True, config=config)
        except duckdb.Error as error:
            raise SinkError(self.place, _line(error)) from None
        for table, found in tables(rulebook).items():
            columns = ", ".join(f"{name} VARCHAR" for name in COLUMNS[table])
            marks = ", ".join(f"unnest(${number}::VARCHAR[])" for number, _ in enumerate(COLUMNS[table], 1))
            self._execute(f"CREATE TEMP TABLE {table} ({columns})")
            self._execute(f"INSERT INTO {table} SELECT {marks}", [list(one) for one in zip(*found, strict=True)])
        for query in ("sources", "told"):
            self._execute(_sql(query))

    def _execute(self, sql: str, values: Sequence[Any] | None = None) -> None:
        try:
            self._base.execute(sql, values)
        except duckdb.Error as error:
            self._base.close()
            raise SinkError(self.place, _line(error)) from None

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """The rows of ``queries/<query>.sql`` by column name. Raises SinkError."""
        sql = _sql(query)
        try:
            cursor = self._base.cursor() if query == "places" else self._base
            found = cursor.execute(sql, values) if values else cursor.execute(sql)
            names = [column[0] for column in found.description or ()]
            while batch := found.fetchmany(10_000):
                for row in batch:
                    yield dict(zip(names, row, strict=True))
        except duckdb.Error as error:
            raise SinkError(self.place, _line(error)) from None

    def close(self) -> None:
        """Let go of the store."""
        self._base.close()


@contextmanager
def open_base(source: str, extractor: Extractor, failures: list[Failure]) -> Iterator[Base]:
    """The store that ``source`` names (``duckdb:///file`` or its path), else what a run's folder, a file of JSON lines
    or a folder of articles holds, in a store of its own that goes away. Raises ReadError and SinkError."""
    path = Path(source.removeprefix("duckdb:///"))
    if source.startswith("duckdb:///") or path.suffix in _STORES:
        if not path.is_file():
            raise SinkError(source, "no such store")
        with TemporaryDirectory(prefix="k3extract-") as folder, closing(Base(path, extractor.rulebook, folder)) as base:
            yield base
        return
    if "://" in source:
        raise SinkError(source, "only a DuckDB store can be reconciled: k3extract load DIR duckdb:///file")
    if not path.exists():
        raise ReadError(source, "no such file or folder", "open")
    with TemporaryDirectory(prefix="k3extract-") as folder:
        file = Path(folder) / "records.duckdb"
        store = open_store(f"duckdb:///{file}")
        try:
            if _extracted(path):
                load(path, store)
            else:
                _read(path, store, extractor, failures)
        finally:
            store.close()
        with closing(Base(file, extractor.rulebook, folder)) as base:
            yield base


def _extracted(path: Path) -> bool:
    """Whether it holds Extractions: a run's folder, or JSON lines that begin as an Extraction does."""
    if path.is_dir() and read_manifest(path) is not None:
        return True
    found = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    found = [one for one in found if one.suffix == ".jsonl" and one.name != "failures.jsonl"]
    if not found:
        return False
    with found[0].open("rb") as stream:
        return stream.read(10) == b'{"schema":'


def _read(path: Path, store: Store, extractor: Extractor, failures: list[Failure]) -> None:
    tables: dict[str, list[Row]] = {}
    ids: dict[str, None] = {}

    def write() -> None:
        with store.transaction():
            store.replace(list(ids), tables, stale=False)
        tables.clear()

    seen: set[str] = set()
    for article in read_articles(str(path), rulebook=extractor.rulebook, on_failure=failures.append):
        extraction = extractor(article)
        name = extraction.article.id
        if name in seen:
            continue
        seen.add(name)
        ids[name] = None
        for table, row in rows(extraction, "", path.name):
            tables.setdefault(table, []).append(row)
        if len(ids) >= _CHUNK:
            write()
            ids.clear()
    if ids:
        write()


def _sql(query: str) -> str:
    return (files("k3extract.corpus") / "queries" / f"{query}.sql").read_text(encoding="utf-8")


def _line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
