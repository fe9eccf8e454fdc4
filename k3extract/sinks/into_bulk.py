"""Elasticsearch and OpenSearch: files for their ``_bulk`` endpoint, one document an article with its records nested.

``k3-articles.json`` is the mapping of the index. An article that is sent again replaces itself with all its records,
so that nothing stale stays::

    curl -X PUT  host:9200/k3-articles       -H 'Content-Type: application/json'     -d @k3-articles.json
    curl -X POST host:9200/_bulk?refresh=true -H 'Content-Type: application/x-ndjson' --data-binary @bulk-000000.ndjson
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from k3extract.errors import SinkError
from k3extract.manifest import replacing
from k3extract.records import to_json
from k3extract.sinks.layout import TABLES, Kind, Row, Table
from k3extract.sinks.store import Known

INDEX = "k3-articles"
_FIELDS: dict[Kind, dict[str, Any]] = {
    "text": {"type": "keyword", "ignore_above": 1024},
    "int": {"type": "integer"},
    "flag": {"type": "boolean"},
    "number": {"type": "double"},
    "json": {"type": "object", "enabled": False},
}
_PROSE = {"text", "title", "counted", "message_id", "message_en", "name", "position"}


class BulkStore:
    """A folder of bulk files; each load writes them anew."""

    chunk_bytes = 8 << 20

    def __init__(self, path: str) -> None:
        self._folder = Path(path)
        self._number = 0
        self._seen: dict[str, Known] = {}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for old in self._folder.glob("bulk-*.ndjson"):
                old.unlink()
            (self._folder / f"{INDEX}.json").write_text(json.dumps(mapping(), indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise SinkError(path, error.strerror or str(error)) from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """A file is there as a whole or not at all."""
        try:
            yield
        except OSError as error:
            raise SinkError(str(self._folder), error.strerror or str(error)) from None

    def known(self, ids: list[str]) -> dict[str, Known]:
        """Those that this load has written already."""
        return {name: self._seen[name] for name in ids if name in self._seen}

    def replace(self, documents: list[str], tables: Mapping[str, list[Row]], stale: bool) -> None:
        found: dict[str, dict[str, Any]] = {}
        for table in TABLES:
            owner = table.names.index(table.owner)
            for row in tables.get(table.name, []):
                fields = _fields(table, row)
                if table.name == "documents":
                    found[row[0]] = fields
                    self._seen[row[0]] = Known(row[1], row[2], row[4])
                else:
                    fields.pop("document")
                    found[row[owner]].setdefault(table.name, []).append(fields)
        with replacing(self._folder / f"bulk-{self._number:06d}.ndjson") as stream:
            for name, fields in found.items():
                stream.write(to_json({"index": {"_index": INDEX, "_id": name}}) + b"\n" + to_json(fields) + b"\n")
        self._number += 1

    def close(self) -> None:
        """Nothing is open."""


def mapping() -> dict[str, Any]:
    """Settings and mapping of the index: records are nested, so that a query sees the fields of one together."""
    properties: dict[str, Any] = {}
    for table in TABLES:
        fields = {name: _field(name, kind) for name, kind in table.columns if name != "document"}
        if table.name == "documents":
            properties.update(fields)
        else:
            properties[table.name] = {"type": "nested", "properties": fields}
    return {"mappings": {"dynamic": "strict", "properties": properties}}


def _field(name: str, kind: Kind) -> dict[str, Any]:
    if kind == "text" and name in _PROSE:
        return {"type": "text", "analyzer": "indonesian", "fields": {"raw": _FIELDS["text"]}}
    return _FIELDS[kind]


def _fields(table: Table, row: Row) -> dict[str, Any]:
    """The columns that say something; JSON text as what it says."""
    return {
        name: msgspec.Raw(value.encode()) if kind == "json" else value
        for (name, kind), value in zip(table.columns, row, strict=True)
        if value is not None
    }
