"""What DuckDB and SQLite share: a database that is one file, opened in this process."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from k3extract.errors import SinkError
from k3extract.sinks.sql import SqlStore

WAIT = 60.0  # seconds that a load waits for another


class FileStore(SqlStore):
    """A store in a file. Subclasses connect, and say how a transaction begins and what their errors are."""

    begin: str
    errors: type[Exception]

    def __init__(self, path: str) -> None:
        self.place = path
        self._base = self.connect(path)
        try:
            self.prepare()
        except BaseException:
            self._base.close()
            raise

    @abstractmethod
    def connect(self, path: str) -> Any:
        """Open the file, made where there is none. Raises SinkError."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        self._base.execute(sql, values)

    def fetch(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._base.execute(sql, values).fetchall()
        return rows

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            self._base.execute(self.begin)
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                with suppress(self.errors):  # a failed COMMIT has rolled back already
                    self._base.execute("ROLLBACK")
                raise
        except self.errors as error:
            raise SinkError(self.place, first_line(error)) from None

    def close(self) -> None:
        self._base.close()


def first_line(error: BaseException) -> str:
    """The line of an error that says what is wrong."""
    return (str(error).splitlines() or [type(error).__name__])[0]
