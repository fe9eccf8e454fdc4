"""JSON Schema of what comes out and of every kind of rule, generated from the types themselves."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from k3extract.records import SCHEMA, Extraction
from k3extract.rulebook.kinds import KINDS


class _Exact(GenerateJsonSchema):
    """A Decimal is written as a JSON number, so that is what the schema says."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> dict[str, Any]:
        return {"type": "number"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        return super().nullable_schema(schema)


def extraction_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of output."""
    schema = TypeAdapter(Extraction).json_schema(schema_generator=_Exact, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"k3extract/{SCHEMA}", **schema}


def rule_schemas() -> dict[str, dict[str, Any]]:
    """For each kind of rule the schema of a whole rule file: a mapping of entry id to entry."""
    return {
        kind: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": kind,
            "type": "object",
            "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"},
            "$defs": _definitions(model.__name__, model.model_json_schema()),
        }
        for kind, model in sorted(KINDS.items())
    }


def _definitions(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema.pop("$defs", {}), name: schema}


def write_rule_schemas(folder: Path) -> list[Path]:
    """Write ``<kind>.json`` for every kind into ``folder``; returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in rule_schemas().items():
        path = folder / f"{kind}.json"
        path.write_text(dump(schema), encoding="utf-8")
        written.append(path)
    return written


def dump(schema: dict[str, Any]) -> str:
    """A schema as text, the same on every machine."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
