"""``k3extract load``: the Extractions of a run (or of a JSONL file) into a store; loading twice changes nothing."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from k3extract.errors import ReadError
from k3extract.manifest import read_manifest
from k3extract.records import Extraction
from k3extract.sinks.layout import Row, rows
from k3extract.sinks.store import Known, Store, open_store

_NAMED = 5  # conflicts that are told by name


@dataclass(slots=True)
class Loaded:
    """What a load did, in documents. ``doubled``: the same article a second time, which is kept once; ``conflicts``:
    another article with an id that is taken, which is not loaded."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    doubled: int = 0
    conflicts: int = 0
    named: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """All that were read."""
        return self.new + self.changed + self.unchanged + self.doubled + self.conflicts


@dataclass(frozen=True, slots=True)
class _Document:
    part: str
    digest: str
    extraction: Extraction


def load(source: Path, store: Store, report: Callable[[Loaded], None] | None = None) -> Loaded:
    """Load a run's folder, or a file or folder of JSON lines that ``extract`` wrote.

    Each chunk is one transaction: what is there with the same digest stays untouched, what has another is replaced
    with all its rows. Where two articles of the same source have one id, the first stands. Raises ReadError and
    SinkError; what was loaded before stays.
    """
    files = parts_of(source)
    order = {part: number for number, (part, _) in enumerate(files)}
    loaded = Loaded()
    for chunk in _chunks(files, store.chunk_bytes):
        with store.transaction():
            _load_chunk(chunk, store, order, loaded)
        if report is not None:
            report(loaded)
    return loaded


def load_into(source: Path, target: str, *, quiet: bool = False) -> int:
    """Load ``source`` into the store that ``target`` names, and say on stderr what was done. Returns the exit status:
    2 when an article was left out because its id belongs to another one."""
    store = open_store(target)
    try:
        loaded = load(source, store)
    finally:
        store.close()
    for conflict in loaded.named:
        sys.stderr.write(f"{conflict}\n")
    if not quiet:
        sys.stderr.write(
            f"{loaded.documents} artikel: {loaded.new} baru, {loaded.changed} berubah, {loaded.unchanged} tetap, "
            f"{loaded.doubled} ganda, {loaded.conflicts} bertabrakan id\n"
        )
    return 2 if loaded.conflicts else 0


def parts_of(source: Path) -> list[tuple[str, Path]]:
    """The files to load, in order, each with the name a store knows it by (it does not change with its place)."""
    if source.is_file():
        return [(source.name, source)]
    manifest = read_manifest(source)
    if manifest is None:
        files = sorted(source.glob("*.jsonl"))
        files = [path for path in files if path.name != "failures.jsonl"]
        if not files:
            raise ReadError(str(source), "neither a run's folder nor one with .jsonl files", "open")
        return [(path.name, path) for path in files]
    if not manifest.complete:
        raise ReadError(str(source), f"its run is not finished: k3extract run --resume -o {source}", "open")
    return [(part.key, source / part.file) for part in manifest.parts]


def _chunks(files: list[tuple[str, Path]], size: int) -> Iterator[list[_Document]]:
    """The documents of all files in lists of about ``size`` bytes of lines."""
    chunk: list[_Document] = []
    weight = 0
    for document, length in _documents(files):
        chunk.append(document)
        weight += length
        if weight >= size:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _documents(files: list[tuple[str, Path]]) -> Iterator[tuple[_Document, int]]:
    decoder = msgspec.json.Decoder(Extraction)
    for part, path in files:
        try:
            with path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    try:
                        extraction = decoder.decode(line)
                    except (msgspec.MsgspecError, ValueError) as error:
                        raise ReadError(f"{path}:{number}", f"no Extraction: {error}", "parse") from None
                    yield _Document(part, hashlib.sha256(line).hexdigest(), extraction), len(line)
        except OSError as error:
            raise ReadError(str(path), error.strerror or str(error), "open") from None


def _load_chunk(chunk: list[_Document], store: Store, order: dict[str, int], loaded: Loaded) -> None:
    ids = list(dict.fromkeys(document.extraction.article.id for document in chunk))
    there = store.known(ids)
    wanted: dict[str, _Document] = {}
    for document in chunk:
        article = document.extraction.article
        if article.id in wanted:
            _twice(wanted[article.id].extraction.article.sha256, document, loaded)
        elif _first(document, there.get(article.id), order, loaded):
            wanted[article.id] = document
    tables: dict[str, list[Row]] = {}
    replaced = []
    for name, document in wanted.items():
        before = there.get(name)
        if before is not None and before.digest == document.digest:
            loaded.unchanged += 1
            continue
        replaced.append(name)
        loaded.changed += before is not None
        loaded.new += before is None
        for table, row in rows(document.extraction, document.digest, document.part):
            tables.setdefault(table, []).append(row)
    if replaced:
        store.replace(replaced, tables, stale=any(name in there for name in replaced))


def _first(document: _Document, before: Known | None, order: dict[str, int], loaded: Loaded) -> bool:
    """Whether a document stands: no earlier part of this source has another one under its id."""
    if before is None or before.digest == document.digest or before.part == document.part:
        return True
    if order.get(before.part, len(order)) < order[document.part]:
        _twice(before.sha256, document, loaded)
        return False
    return True


def _twice(first: str, document: _Document, loaded: Loaded) -> None:
    article = document.extraction.article
    if first == article.sha256:
        loaded.doubled += 1
        return
    loaded.conflicts += 1
    if len(loaded.named) < _NAMED:
        loaded.named.append(f"{article.source or article.id}: the id {article.id!r} belongs to another article")
