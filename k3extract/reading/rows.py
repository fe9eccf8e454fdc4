"""Rows for the functions that read plain strings: text lines and JSON objects with a ``text``."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from k3extract.errors import ReadError


def read_rows(lines: Iterable[str], source: str) -> Iterator[dict[str, Any]]:
    """Rows with a ``text``: JSON objects as they are, other lines as plain text. Raises ReadError with the line."""
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line.lstrip().startswith("{"):
            yield {"text": line}
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{source}:{number}", f"not JSON: {error}", "json") from None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ReadError(f"{source}:{number}", 'an object with a "text" is needed', "json")
        yield row
