"""brat standoff: a folder of ``.txt`` and ``.ann`` files with the ``annotation.conf`` that lets brat show them.

Offsets are code points. A span over a line break becomes one of several pieces, as brat wants it; what is known of a
span (value, counted …) stands in its note, mentions of one person or event form an ``Equiv``.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from k3extract.export.files import FileNames, write_lines
from k3extract.export.graph import LABELS, RELATIONS, Graph, Node, graph
from k3extract.records import Check, Extraction

_LINES = re.compile(r"[^\r\n]+")


def write(extractions: Iterable[Extraction], path: Path) -> None:
    """The files of every article into the folder ``path``."""
    path.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    for extraction in extractions:
        name = names.name(extraction.article.id)
        (path / f"{name}.txt").write_bytes(extraction.article.text.encode("utf-8"))
        write_lines(annotations(extraction), path / f"{name}.ann")
    write_lines(_configuration(), path / "annotation.conf")


def annotations(extraction: Extraction) -> Iterator[str]:
    """The lines of the ``.ann`` file: spans, relations, equivalences, notes."""
    built = graph(extraction)
    for node in built.nodes:
        pieces = [match.span() for match in _LINES.finditer(node.text)]
        places = ";".join(f"{node.start + low} {node.start + high}" for low, high in pieces)
        words = " ".join(node.text[low:high] for low, high in pieces)
        yield f"T{node.number}\t{node.label.capitalize()} {places}\t{words}"
    relations = [edge for edge in built.edges if edge.kind != "same"]
    for number, edge in enumerate(relations, 1):
        yield f"R{number}\t{edge.kind.capitalize()} Arg1:T{edge.source} Arg2:T{edge.target}"
    for group in _groups(built):
        yield "*\tEquiv " + " ".join(f"T{number}" for number in group)
    noted = [(node, note) for node in built.nodes if (note := _note(node))]
    for number, (node, note) in enumerate(noted, 1):
        yield f"#{number}\tAnnotatorNotes T{node.number}\t{note}"


def _groups(built: Graph) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for edge in built.edges:
        if edge.kind == "same":
            groups.setdefault(edge.target, [edge.target]).append(edge.source)
    return list(groups.values())


def _note(node: Node) -> str:
    if isinstance(node.record, Check):
        return " ".join(node.record.message.id.split()) if node.facts else ""
    return "; ".join(f"{name}={' '.join(value.split())}" for name, value in node.facts.items())


def _configuration() -> Iterator[str]:
    labels = [label.capitalize() for label in LABELS]
    yield "[entities]"
    yield from labels
    yield "[relations]"
    kinds = "|".join(labels)
    yield from (f"{kind.capitalize()}\tArg1:{kinds}, Arg2:{kinds}" for kind in RELATIONS if kind != "same")
    yield f"Equiv\tArg1:{kinds}, Arg2:{kinds}, <REL-TYPE>:symmetric-transitive"
    yield f"<OVERLAP>\tArg1:{kinds}, Arg2:{kinds}, <OVL-TYPE>:<ANY>"
    yield "[events]"
    yield "[attributes]"
