"""Extraction as a step of a user's own Spark job: a function for ``DataFrame.mapInArrow``, a row in, a row out.

    frame = spark.read.option("columnNameOfCorruptRecord", "_corrupt_record").schema(SCHEMA).json("s3a://crawl/")
    frame.mapInArrow(extract_rows(), COLUMNS).write.mode("overwrite").parquet("s3a://records/")

Columns in: ``text`` or ``html``, and ``id, source, url, title, outlet, author, place, published`` where they are known;
or ``value``, a line of JSON with these fields, as ``spark.read.text`` gives it. ``_corrupt_record`` is what Spark could
not read itself. Other columns are left alone.
Columns out (``COLUMNS``): ``extraction`` is the line that a local run writes; where there is none, ``stage`` and
``reason`` say why, and ``corrupt`` holds a row that is no record. The job never fails for the sake of an article.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from k3extract.article import Article
from k3extract.batch.cutting import Task
from k3extract.batch.spark import extract_task
from k3extract.batch.worker import Setup
from k3extract.errors import ReadError
from k3extract.reading.formats import read_line
from k3extract.reading.records import ArticleMaker

CORRUPT = "_corrupt_record"
_LINE = "value"
COLUMNS = "id string, source string, extraction string, findings int, stage string, reason string, corrupt string"
_ROWS = 256  # handed to the worker at a time: half a megabyte of text
Function = Callable[[Iterator[Any]], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table as work: records, lines, and what was found corrupt before."""

    rows: tuple[Mapping[str, Any], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def piece(self, start: int, stop: int) -> "Rows":
        return Rows(self.rows[start:stop])

    def place(self, index: int) -> tuple[str, str]:
        source = str(self.rows[index].get("source") or "")
        return source, source

    def articles(self, maker: ArticleMaker) -> Iterator[Article | ReadError | None]:
        for index, row in enumerate(self.rows):
            place = self.place(index)[1]
            try:
                yield _article(row, place, maker)
            except ReadError as error:
                yield error
            except Exception as error:  # what a faulty page raises in a library is not foreseen
                yield ReadError(place, f"{type(error).__name__}: {error}", "read")


def extract_rows(setup: Setup | None = None, *, seconds: float = 30.0) -> Function:
    """The function for ``mapInArrow``. ``setup`` holds the rules, the day of publication and the longest article;
    ``seconds`` an article may take. An article that takes longer or kills its worker becomes a row with a reason."""
    chosen = setup or Setup()

    def extract(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS):
                yield _batch(batch.slice(start, _ROWS).to_pylist(), chosen, seconds)

    return extract


def _article(row: Mapping[str, Any], place: str, maker: ArticleMaker) -> Article:
    if row.get(CORRUPT) is not None:
        raise ReadError(place, "a record that could not be read", "parse")
    line = row.get(_LINE)
    if isinstance(line, str) and row.get("text") is None and row.get("html") is None:
        article = read_line(line.encode("utf-8", "surrogatepass"), place, maker)
        if article is None:
            raise ReadError(place, "an empty line", "parse")
        return article
    return maker.from_record({name: _plain(value) for name, value in row.items() if value is not None}, place)


def _plain(value: Any) -> Any:
    """Days and times as text, as every other input gives them."""
    return value if isinstance(value, (str, int)) or not hasattr(value, "isoformat") else value.isoformat()


def _batch(rows: list[Mapping[str, Any]], setup: Setup, seconds: float) -> Any:
    import pyarrow as pa

    result = extract_task(Task(0, "rows", Rows(tuple(rows)), (), 0), setup, seconds)
    failed = dict(zip(result.tally.failed, result.failures.splitlines(), strict=True))
    lines = iter(result.records.splitlines())
    out = [_failure(row, failed[at]) if at in failed else _record(next(lines)) for at, row in enumerate(rows)]
    schema = pa.schema([(name, pa.int32() if kind == "int" else pa.string()) for name, kind in _columns()])
    return pa.RecordBatch.from_pylist(out, schema=schema)


class _Article(msgspec.Struct):
    id: str
    source: str | None


class _Check(msgspec.Struct):
    verdict: str


class _Head(msgspec.Struct):
    """As much of an Extraction as the columns beside it need."""

    article: _Article
    checks: list[_Check]


_HEAD = msgspec.json.Decoder(_Head)


def _record(line: bytes) -> dict[str, Any]:
    head = _HEAD.decode(line)
    findings = sum(check.verdict == "inconsistent" for check in head.checks)
    return {"id": head.article.id, "source": head.article.source, "extraction": line.decode(), "findings": findings}


def _failure(row: Mapping[str, Any], line: bytes) -> dict[str, Any]:
    told = json.loads(line)
    parsed = told["stage"] == "parse"
    return {
        "id": None if row.get("id") is None else str(row["id"]),
        "source": told["source"] or None,
        "stage": told["stage"],
        "reason": told["reason"],
        "corrupt": (row.get(CORRUPT) or row.get(_LINE)) if parsed else None,
    }


def _columns() -> Iterator[tuple[str, str]]:
    for column in COLUMNS.split(", "):
        name, _, kind = column.partition(" ")
        yield name, kind
