"""What ``rules impact`` does, without its options being read and its lines printed."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.table import Table

from k3extract.errors import RuleError, SinkError
from k3extract.extract import Extractor
from k3extract.manifest import read_manifest
from k3extract.reading import Failure
from k3extract.rulebook import Rulebook
from k3extract.workbench.comparing import Difference
from k3extract.workbench.impact import Side, impact
from k3extract.workbench.impact_page import page
from k3extract.workbench.impact_text import json_line, summary, text
from k3extract.workbench.pile import Pile
from k3extract.workbench.rulebooks import base_folder, edits


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines to print, the one line of the summary, and whether anything differs."""

    lines: Iterable[str | bytes | Table]
    summary: str
    differs: bool


def run_impact(
    paths: tuple[str, ...],
    overlay: str | None,
    options: dict[str, Any],
    failed: Callable[[Failure], None],
    advance: Callable[[], None],
) -> Shown:
    """Compare over the pile; write the page when ``options["output"]`` names one. Raises K3Error."""
    earlier = Path(options["before"]) if options["before"] else None
    pile = Pile(paths or _sources(earlier), options["published"], earlier, failed)
    differences: list[Difference] = []
    with base_folder(options["base"]) as base:
        over = Path(overlay) if overlay else None
        later = Side(None, over)
        sides = (Side(base), later) if base or not earlier else (later, later)
        books = _built(sides[0], options["base"]), _built(sides[1], None)
        edited = edits(*books)

        def told(done: Any) -> None:
            advance()
            if options["form"] == "json":
                differences.extend(done.compared.differences)

        made = impact(pile, *sides, jobs=options["jobs"] or os.cpu_count() or 1, told=told)
    if options["output"]:
        _write(Path(options["output"]), page(made, edited, books[1], options["lang"]))
    lines: Iterable[str | bytes | Table] = (
        map(json_line, differences)
        if options["form"] == "json"
        else list(text(made, edited, options["lang"], options["examples"]))
    )
    return Shown(lines, summary(made, options["lang"]), bool(made.groups))


def _built(side: Side, base: str | None) -> Rulebook:
    """The rulebook of a side, all its parts built once here, where an error still has a name."""
    try:
        book = side.rulebook()
        Extractor(book)
    except RuleError as error:
        if base is None:
            raise
        hint = "other rules than this version of the program reads; extract with that version and give --before RUN"
        raise RuleError(f"{base}: {error.place}", f"{error.reason} ({hint})") from None
    return book


def _sources(earlier: Path | None) -> tuple[str, ...]:
    """The sources of an earlier run."""
    manifest = read_manifest(earlier) if earlier is not None and earlier.is_dir() else None
    return tuple(manifest.sources) if manifest is not None else ()


def _write(path: Path, content: str) -> None:
    try:
        path.write_bytes(content.encode("utf-8", "replace"))
    except OSError as error:
        raise SinkError(str(path), error.strerror or str(error)) from None
