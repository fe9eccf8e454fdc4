"""Rows of a table as Arrow, for the stores that take columns."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from k3extract.sinks.layout import Kind, Row, Table

PLACES = 9
_LIMIT = Decimal(10) ** (38 - PLACES)
_STEP = Decimal(1).scaleb(-PLACES)
_TYPES: Mapping[Kind, Any] = {
    "text": pa.string(),
    "int": pa.int64(),
    "flag": pa.bool_(),
    "number": pa.decimal128(38, PLACES),
    "json": pa.string(),
}


def arrow_table(table: Table, rows: list[Row]) -> pa.Table:
    """``rows`` as columns. Decimals are exact to nine places, up to 10^29; larger ones are null."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(table.columns)
    arrays = [
        pa.array(map(_fitting, column) if kind == "number" else column, type=_TYPES[kind])
        for column, (_, kind) in zip(columns, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(arrays, names=list(table.names))


def _fitting(value: Decimal | None) -> Decimal | None:
    if value is None or abs(value) >= _LIMIT:
        return None
    exponent = value.as_tuple().exponent
    return value.quantize(_STEP) if isinstance(exponent, int) and exponent < -PLACES else value
