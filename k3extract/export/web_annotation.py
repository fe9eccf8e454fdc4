"""W3C Web Annotation (https://www.w3.org/TR/annotation-model/): one AnnotationPage an article, one a line.

A record is one Annotation with a target for each place it was read from: position (code points, as the model counts)
and quotation with what stands around it. Findings are assessments with the message in Indonesian and in English.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from k3extract.export.files import write_lines
from k3extract.export.graph import Node, graph
from k3extract.records import Check, Extraction, to_json

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """One AnnotationPage a line."""
    write_lines((json.dumps(page(one), ensure_ascii=False) for one in extractions), path)


def page(extraction: Extraction) -> dict[str, Any]:
    """The records of one article. Sources are URNs of the text that was read: offsets into a page would be others."""
    items = list(_items(extraction))
    return {"@context": _CONTEXT, "id": _urn(extraction.article.id), "type": "AnnotationPage", "items": items}


def _urn(name: str) -> str:
    return f"urn:k3extract:{quote(name, safe=':._~-', errors='replace')}"


def _items(extraction: Extraction) -> Iterator[dict[str, Any]]:
    targets: dict[str, list[Node]] = {}
    for node in graph(extraction).nodes:
        targets.setdefault(node.record.id, []).append(node)
    for record_id, nodes in targets.items():
        record = nodes[0].record
        yield {
            "@context": _CONTEXT,
            "id": _urn(record_id),
            "type": "Annotation",
            "motivation": "assessing" if isinstance(record, Check) else "classifying",
            "body": list(_bodies(nodes[0])),
            "target": [_target(extraction, node) for node in nodes],
            "generator": {"id": _urn(f"rules:{record.rule}"), "type": "Software", "name": f"k3extract {record.rule}"},
        }


def _bodies(node: Node) -> Iterator[dict[str, Any]]:
    yield {"type": "TextualBody", "purpose": "classifying", "value": node.label}
    if isinstance(node.record, Check):
        for language in ("id", "en"):
            message = getattr(node.record.message, language)
            yield {
                "type": "TextualBody",
                "purpose": "assessing",
                "format": "text/plain",
                "language": language,
                "value": message,
            }
    data = to_json(node.record).decode("utf-8")
    yield {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": data}


def _target(extraction: Extraction, node: Node) -> dict[str, Any]:
    article = extraction.article
    before, behind = article.text[max(0, node.start - _AROUND) : node.start], article.text[node.end :][:_AROUND]
    target: dict[str, Any] = {"type": "SpecificResource", "source": _urn(f"text:sha256:{article.sha256}")}
    if article.url:
        target["scope"] = article.url
    return target | {
        "selector": [
            {"type": "TextPositionSelector", "start": node.start, "end": node.end},
            {"type": "TextQuoteSelector", "exact": node.text, "prefix": before, "suffix": behind},
        ],
    }
