"""doccano: JSONL with entities and relations (a project of kind *sequence labeling* with relations allowed).

Offsets are code points. Whatever else a line holds becomes the metadata of the document.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from k3extract.export.files import write_lines
from k3extract.export.graph import graph
from k3extract.records import Extraction


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """One line an article."""
    write_lines((json.dumps(line(one), ensure_ascii=False) for one in extractions), path)


def line(extraction: Extraction) -> dict[str, Any]:
    """The article as doccano imports it; ids of entities and relations count from 1 within it."""
    built = graph(extraction)
    return {
        "text": extraction.article.text,
        "entities": [
            {"id": node.number, "label": node.label, "start_offset": node.start, "end_offset": node.end}
            for node in built.nodes
        ],
        "relations": [
            {"id": number, "from_id": edge.source, "to_id": edge.target, "type": edge.kind}
            for number, edge in enumerate(built.edges, 1)
        ],
        "article_id": extraction.article.id,
        "rulebook": extraction.rulebook,
    }
