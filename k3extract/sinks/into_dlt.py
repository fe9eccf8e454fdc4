"""All other stores (BigQuery, Snowflake, Redshift, ClickHouse, Databricks, SQL Server …) through dlt, fed with Arrow.

``dlt://bigquery/k3`` is the destination and the dataset; credentials come from dlt's own configuration. dlt has no
transaction over several tables, so the order makes up for it: a document's row goes first and comes last. What an
interrupted load left has no row in ``documents`` and is done again.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from k3extract.errors import BackendError, SinkError
from k3extract.sinks.arrow import PLACES, arrow_table
from k3extract.sinks.layout import TABLES, Kind, Row, Table
from k3extract.sinks.store import Known, chunks_of

os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")  # nothing of ours calls home
try:
    import dlt
    from dlt.destinations.exceptions import DatabaseUndefinedRelation
except ImportError:
    raise BackendError("dlt", "needs dlt: pip install 'k3extract[dlt]' and what its destination asks for") from None

_MANY = 500  # ids in one statement
_TYPES: Mapping[Kind, dict[str, Any]] = {
    "text": {"data_type": "text"},
    "int": {"data_type": "bigint"},
    "flag": {"data_type": "bool"},
    "number": {"data_type": "decimal", "precision": 38, "scale": PLACES},
    "json": {"data_type": "text"},
}


class DltStore:
    """A dataset in a destination of dlt that speaks SQL."""

    chunk_bytes = 64 << 20

    def __init__(self, target: str) -> None:
        """``target`` is what stands behind ``dlt://``: ``destination/dataset``."""
        destination, _, dataset = target.partition("/")
        if not destination or not dataset:
            raise SinkError(f"dlt://{target}", "dlt://destination/dataset is wanted, as in dlt://bigquery/k3")
        self.place = f"dlt://{target}"
        with self._telling():
            self._pipeline = dlt.pipeline(
                pipeline_name=f"k3extract_{destination}_{dataset}", destination=destination, dataset_name=dataset
            )
            self._pipeline.sync_destination()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except SinkError:
            raise
        except Exception as error:  # every destination has its own
            raise SinkError(self.place, (str(error).strip().splitlines() or [type(error).__name__])[0]) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A chunk; two loads into one dataset at a time are not told from one another."""
        with self._telling():
            yield

    def known(self, ids: list[str]) -> dict[str, Known]:
        """Those of the documents that are there."""
        found = {}
        with self._pipeline.sql_client() as client:
            for some in chunks_of(ids, _MANY):
                marks = ", ".join(["%s"] * len(some))
                try:
                    name = client.make_qualified_table_name("documents")
                    rows = client.execute_sql(
                        f"SELECT id, digest, part, sha256 FROM {name} WHERE id IN ({marks})", *some
                    )
                except DatabaseUndefinedRelation:
                    return {}  # the first load
                found.update({row[0]: Known(*row[1:]) for row in rows or ()})
        return found

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        """Take out, then add; whether something is ``stale`` cannot be known after an interrupted load."""
        with self._pipeline.sql_client() as client:
            for table in TABLES:
                for some in chunks_of(documents, _MANY):
                    name = client.make_qualified_table_name(table.name)
                    marks = ", ".join(["%s"] * len(some))
                    try:
                        client.execute_sql(f"DELETE FROM {name} WHERE {table.owner} IN ({marks})", *some)
                    except DatabaseUndefinedRelation:
                        break
        for group in (TABLES[1:], TABLES[:1]):
            resources = [
                dlt.resource(
                    arrow_table(table, tables[table.name]),
                    name=table.name,
                    columns=_columns(table),
                )
                for table in group
                if tables.get(table.name)
            ]
            if resources:
                self._pipeline.run(resources, write_disposition="append").raise_on_failed_jobs()

    def close(self) -> None:
        """Nothing stays open."""


def _columns(table: Table) -> Any:
    """dlt's own form of the columns of a table."""
    return {name: {"name": name, **_TYPES[kind]} for name, kind in table.columns}
