"""Paths, folders, globs and stdin -> files to read, in a fixed order."""

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from k3extract.errors import ReadError

FORMATS = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet", ".warc": "warc",
}  # fmt: skip
SKIPPED = "skipped"  # the stage of files that lie in a folder beside articles and are none: told, and no failure
PACKINGS = (".gz", ".zst", ".zstd")
Problem = Callable[[ReadError], None]


@dataclass(frozen=True, slots=True)
class Input:
    """One file; ``path`` is None for stdin, ``format`` is None where the name does not tell it."""

    source: str
    path: Path | None
    format: str | None


def find_inputs(sources: tuple[str, ...], problem: Problem) -> Iterator[Input]:
    """The files of all ``sources``, folders in the order of names. What cannot be found is told to ``problem``."""
    for source in sources:
        path = Path(source)
        if source == "-":
            yield Input("-", None, None)
        elif path.is_dir():
            yield from _walk(path, problem, frozenset())
        elif os.path.lexists(path) or not glob.has_magic(source):
            yield _input(path)
        else:
            yield from _matching(source, problem)


def _matching(pattern: str, problem: Problem) -> Iterator[Input]:
    matches = [match for match in sorted(glob.glob(pattern, recursive=True)) if not os.path.isdir(match)]
    if not matches:
        problem(ReadError(pattern, "no file matches", "open"))
    for match in matches:
        yield _input(Path(match))


def _input(path: Path) -> Input:
    inner = Path(path.stem) if path.suffix.lower() in PACKINGS else path
    return Input(str(path), path, FORMATS.get(inner.suffix.lower()))


def _walk(folder: Path, problem: Problem, above: frozenset[tuple[int, int]]) -> Iterator[Input]:
    try:
        stat = folder.stat()
        children = sorted(folder.iterdir(), key=lambda child: child.name)
    except OSError as error:
        problem(ReadError(str(folder), f"cannot be read: {error.strerror or error}", "open"))
        return
    here = (stat.st_dev, stat.st_ino)
    if here in above:
        problem(ReadError(str(folder), "a folder that holds itself", "open"))
        return
    for child in children:
        if child.name.startswith("."):
            continue
        found = _input(child)
        if child.is_dir():
            yield from _walk(child, problem, above | {here})
        elif found.format is None:
            problem(ReadError(str(child), f"no format is known for {child.suffix or child.name!r}", SKIPPED))
        else:
            yield found
