"""A Parquet dataset: one folder a table, partitioned by the year of publication; DuckDB, Spark, pandas read it.

``statistics/year=2024/<chunk>.parquet``. ``index.sqlite`` beside the tables knows which document lies in which files;
a document that is loaded anew is taken out of the files it lay in. Files that the index does not know are what an
interrupted load left, and go.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from k3extract.errors import SinkError
from k3extract.sinks.arrow import arrow_table
from k3extract.sinks.layout import BY_NAME, TABLES, Row
from k3extract.sinks.store import Known, chunks_of

_WAIT = 60.0
_UNKNOWN = "unknown"
_INDEX = """
CREATE TABLE IF NOT EXISTS documents (id TEXT PRIMARY KEY, digest TEXT, part TEXT, sha256 TEXT, chunk TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, chunk TEXT);
CREATE INDEX IF NOT EXISTS files_of ON files (chunk);
"""


class ParquetStore:
    """A dataset in a folder; a chunk of it is some thousand documents."""

    chunk_bytes = 32 << 20

    def __init__(self, path: str) -> None:
        self._folder = Path(path)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._index = sqlite3.connect(self._folder / "index.sqlite", timeout=_WAIT, isolation_level=None)
            self._index.executescript(_INDEX)
        except (OSError, sqlite3.Error) as error:
            raise SinkError(path, str(error)) from None
        with self.transaction():
            known = {row[0] for row in self._index.execute("SELECT path FROM files")}
            for file in self._folder.glob("*/*/*.parquet*"):
                if file.relative_to(self._folder).as_posix() not in known:
                    file.unlink()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """The index says what holds: it is written last."""
        self._gone: list[Path] = []
        try:
            self._index.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._index.execute("COMMIT")
            except BaseException:
                self._index.execute("ROLLBACK")
                raise
        except (sqlite3.Error, OSError, pa.ArrowException) as error:
            raise SinkError(str(self._folder), str(error)) from None
        for path in self._gone:
            path.unlink(missing_ok=True)

    def known(self, ids: list[str]) -> dict[str, Known]:
        found = {}
        for some in chunks_of(ids, 5000):
            marks = ", ".join("?" * len(some))
            query = f"SELECT id, digest, part, sha256 FROM documents WHERE id IN ({marks})"
            found.update({row[0]: Known(*row[1:]) for row in self._index.execute(query, some)})
        return found

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        if stale:
            self._take_out(documents)
        chunk = hashlib.sha256(repr([row[:2] for row in tables["documents"]]).encode()).hexdigest()[:16]
        at = BY_NAME["documents"].names.index("published")
        years = {row[0]: _year(row[at]) for row in tables["documents"]}
        for table in TABLES:
            by_year: dict[str, list[Row]] = {}
            owner = table.names.index(table.owner)
            for row in tables.get(table.name, []):
                by_year.setdefault(years[row[owner]], []).append(row)
            for year, rows in by_year.items():
                self._write(arrow_table(table, rows), Path(table.name, f"year={year}", f"{chunk}.parquet"), chunk)
        known = [(row[0], row[1], row[2], row[4], chunk) for row in tables["documents"]]
        self._index.executemany("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?)", known)

    def _take_out(self, documents: list[str]) -> None:
        """Write the files in which ``documents`` lie anew, without them and under another name."""
        chunks: set[str] = set()
        for some in chunks_of(documents, 5000):
            marks = ", ".join("?" * len(some))
            rows = self._index.execute(f"SELECT DISTINCT chunk FROM documents WHERE id IN ({marks})", some)
            chunks.update(row[0] for row in rows)
            self._index.execute(f"DELETE FROM documents WHERE id IN ({marks})", some)
        gone = pa.array(documents, type=pa.string())
        for chunk in sorted(chunks):
            left = [
                row[0] for row in self._index.execute("SELECT id FROM documents WHERE chunk = ? ORDER BY id", [chunk])
            ]
            name = hashlib.sha256(repr((chunk, left)).encode()).hexdigest()[:16]
            for (path,) in self._index.execute("SELECT path FROM files WHERE chunk = ?", [chunk]).fetchall():
                old = Path(path)
                owner = BY_NAME[old.parts[0]].owner
                rows = pq.ParquetFile(self._folder / old).read()
                kept = rows.filter(pc.invert(pc.is_in(rows[owner], value_set=gone)))
                if kept.num_rows:
                    self._write(kept, old.with_name(f"{name}.parquet"), name)
                self._gone.append(self._folder / old)
                self._index.execute("DELETE FROM files WHERE path = ?", [path])
            self._index.execute("UPDATE documents SET chunk = ? WHERE chunk = ?", [name, chunk])

    def _write(self, rows: pa.Table, path: Path, chunk: str) -> None:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f"{target.name}.new")
        pq.write_table(rows, aside, compression="zstd")
        os.replace(aside, target)
        if target in self._gone:
            self._gone.remove(target)
        self._index.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", [path.as_posix(), chunk])

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()


def _year(published: str | None) -> str:
    return published[:4] if published and published[:4].isdigit() else _UNKNOWN
