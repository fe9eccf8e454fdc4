"""Label Studio: tasks with our records as predictions, the labelling configuration, and corrections back as gold.

Offsets are code points, as Label Studio stores them since 2022; what older versions stored (UTF-16 units) is recognised
on the way back by the words that must stand there.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from k3extract.article import Published
from k3extract.export.graph import FIELDS, LABELS, RELATIONS, graph
from k3extract.records import Extraction

_COLOURS = ("#1b62b5", "#7a3fb0", "#0f7a5a", "#8a7a3a", "#b0600a", "#a8201a")


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """One JSON array of tasks, and ``<name>.config.xml`` beside it for the project's labelling interface."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("[")
        for number, extraction in enumerate(extractions):
            stream.write(",\n" if number else "\n")
            stream.write(json.dumps(task(extraction), ensure_ascii=False))
        stream.write("\n]\n")
    path.with_suffix(".config.xml").write_text(configuration(), encoding="utf-8")


def task(extraction: Extraction) -> dict[str, Any]:
    """One article as a task with one prediction."""
    article = extraction.article
    published = article.published
    data = {
        "text": article.text,
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "published": published.timex if isinstance(published, Published) else published,
    }
    results = list(_results(extraction))
    return {"data": data, "predictions": [{"model_version": extraction.rulebook, "result": results}]}


def _results(extraction: Extraction) -> Iterator[dict[str, Any]]:
    built = graph(extraction)
    for node in built.nodes:
        place = {"start": node.start, "end": node.end}
        base = {"id": node.key, "to_name": "text"}
        yield base | {
            "from_name": "label",
            "type": "labels",
            "value": place | {"text": node.text, "labels": [node.label]},
        }
        for name, said in node.facts.items():
            yield base | {
                "from_name": f"{node.label.lower()}_{name}",
                "type": "textarea",
                "value": place | {"text": [said]},
            }
    keys = {node.number: node.key for node in built.nodes}
    for edge in built.edges:
        yield {
            "type": "relation",
            "from_id": keys[edge.source],
            "to_id": keys[edge.target],
            "direction": "right",
            "labels": [edge.kind],
        }


def configuration() -> str:
    """The labelling interface: labels, a field for each thing said of a span, relations."""
    lines = ["<View>", '  <Labels name="label" toName="text">']
    for label, colour in zip(LABELS, _COLOURS, strict=True):
        lines.append(f"    <Label value={quoteattr(label)} background={quoteattr(colour)}/>")
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(kind)}/>" for kind in RELATIONS]
    lines.append("  </Relations>")
    for label, names in FIELDS.items():
        lines += [
            f'  <TextArea name="{label.lower()}_{name}" toName="text" perRegion="true" whenTagName="label" '
            f'whenLabelValue="{label}" rows="1" maxSubmissions="1" editable="true" placeholder="{name}"/>'
            for name in names
        ]
    return "\n".join([*lines, "</View>", ""])
