"""Sources -> tasks of about a megabyte, the same ones however many workers there are.

A JSONL file is cut at the first line end after each megabyte, so that lines added at its end leave the tasks before as
they were. Small files share a task; where it ends is decided by their names, so that a new file among thousands
changes the task it falls into and seldom another.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from k3extract.article import Article
from k3extract.batch.work import Lines, Unit, Units, Work
from k3extract.errors import ReadError
from k3extract.manifest import InputEntry
from k3extract.reading.formats import read_format
from k3extract.reading.inputs import Input, find_inputs
from k3extract.reading.records import MAX_BYTES, ArticleMaker
from k3extract.reading.unpack import bytes_read, open_input
from k3extract.rulebook import Rulebook

TASK = 1 << 20  # bytes of input: about 400 articles
MANY = 256  # articles a task holds at most, where they are no lines
_STEP = 4  # one name in so many ends a task


@dataclass(frozen=True, slots=True)
class Task:
    """Work with its ``key`` (of content, place and ``context``), the inputs that end with it, and ``offset``, how many
    bytes of all inputs have been read when it is cut. Only the last task may be empty: then it brings ends."""

    index: int
    key: str
    work: Work
    ends: tuple[InputEntry, ...]
    offset: int


class _Keeper(ArticleMaker):
    """Keeps what an article would be made from, for a worker to make it."""

    def __init__(self, rulebook: Rulebook) -> None:
        super().__init__(rulebook)
        self.source = ""

    def from_text(self, text: str, data: bytes, place: str) -> Article:
        return cast("Article", Unit("text", self.source, place, text, data))

    def from_page(self, page: str, data: bytes, place: str, known: Mapping[str, Any]) -> Article:
        return cast("Article", Unit("page", self.source, place, page, data, known))

    def from_record(self, record: Mapping[str, Any], place: str, data: bytes | None = None) -> Article:
        return cast("Article", Unit("record", self.source, place, "", data, record))


class Cutter:
    """Cuts ``sources`` into tasks; ``context`` is everything besides the input that the result depends on."""

    def __init__(self, rulebook: Rulebook, context: str, size: int = TASK) -> None:
        self._keeper = _Keeper(rulebook)
        self._context = context
        self._size = size
        self._few = size // 4  # small files: a task may end here where a name says so
        self._open: list[Unit] = []
        self._weight = 0
        self._ends: list[InputEntry] = []
        self._index = 0
        self._before = 0

    def tasks(self, sources: tuple[str, ...]) -> Iterator[Task]:
        """The tasks in the order of the input. An input that is found twice is read once; what cannot be read becomes
        a unit that is a failure."""
        seen: set[bytes] = set()
        for found in _found(sources):
            if isinstance(found, ReadError):
                self._open.append(_failure(found.place, found))
                continue
            name = hashlib.blake2b(found.source.encode(), digest_size=12).digest()
            if name in seen:
                continue
            seen.add(name)
            many = found.format in ("jsonl", "csv", "parquet", "warc")
            if many:
                yield from self._close()
            yield from self._cut_lines(found) if found.format == "jsonl" else self._cut_units(found)
            entry = _entry(found)
            self._ends.append(entry)
            self._before += entry.bytes
            if many or self._weight >= self._size or (self._weight >= self._few and name[0] % _STEP == 0):
                yield from self._close()
        if self._open or self._ends:
            yield self._task(Units(tuple(self._open)), 0)

    def _cut_units(self, found: Input) -> Iterator[Task]:
        self._keeper.source = found.source
        try:
            with open_input(found) as stream:
                for made in read_format(found, stream, self._keeper, self._fail):
                    unit = cast("Unit", made)
                    self._open.append(unit)
                    self._weight += len(unit.data or b"") + len(unit.text) + _weight(unit.known)
                    if self._weight >= self._size or len(self._open) >= MANY:
                        yield from self._close(bytes_read(stream))
        except ReadError as error:
            self._fail(error)
        except Exception as error:  # what libraries raise on damaged files is not foreseen; the other inputs go on
            self._fail(ReadError(found.source, f"{type(error).__name__}: {error}", "read"))

    def _cut_lines(self, found: Input) -> Iterator[Task]:
        self._keeper.source = found.source
        first = 1
        try:
            with open_input(found) as stream:
                while block := _block(stream, self._size):
                    lines, long = _without_long_line(block, stream)
                    if lines:
                        work = Lines(found.source, first, lines)
                        yield from self._close()
                        yield self._task(work, bytes_read(stream))
                        first += len(work)
                    if long:
                        reason = f"a line longer than {MAX_BYTES >> 20} MB"
                        self._fail(ReadError(f"{found.source}#{first}", reason, "size"))
                        first += 1
                if first == 1:
                    self._fail(ReadError(found.source, "empty", "decode"))
        except ReadError as error:
            self._fail(error)

    def _fail(self, error: ReadError) -> None:
        self._open.append(_failure(self._keeper.source, error))

    def _close(self, ahead: int = 0) -> Iterator[Task]:
        if self._open:
            yield self._task(Units(tuple(self._open)), ahead)
            self._open, self._weight = [], 0

    def _task(self, work: Work, ahead: int) -> Task:
        ends, self._ends = tuple(self._ends), []
        self._index += 1
        return Task(self._index - 1, _key(self._context, work), work, ends, self._before + ahead)


def _failure(source: str, error: ReadError) -> Unit:
    return Unit("failure", printable(source), printable(error.place), error.reason, stage=error.stage)


def _found(sources: tuple[str, ...]) -> Iterator[Input | ReadError]:
    problems: list[ReadError] = []
    for found in find_inputs(sources, problems.append):
        yield from problems
        problems.clear()
        yield replace(found, source=printable(found.source))
    yield from problems


def printable(path: str) -> str:
    """A path as it can stand in JSON: bytes of its name that are no UTF-8 are written out."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _key(context: str, work: Work) -> str:
    digest = hashlib.sha256(context.encode())
    if isinstance(work, Lines):
        digest.update(f"\0lines\0{work.source}\0{work.first}\0".encode())
        digest.update(work.data)
    else:
        digest.update(b"\0units")
        for unit in work.units if isinstance(work, Units) else ():
            digest.update(repr(unit).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:24]


def _weight(known: Mapping[str, Any]) -> int:
    return sum(len(value) for value in known.values() if isinstance(value, str))


def _block(stream: io.BufferedReader, size: int) -> bytes:
    """About ``size`` bytes to the end of a line, which is looked for in the next MAX_BYTES only."""
    parts = []
    wanted = size
    while wanted > 0 and (part := stream.read1(wanted)):  # what came before a fault of the stream is handed out first
        parts.append(part)
        wanted -= len(part)
    block = b"".join(parts)
    return block if not block or block.endswith(b"\n") else block + stream.readline(MAX_BYTES + 1)


def _without_long_line(block: bytes, stream: io.BufferedReader) -> tuple[bytes, bool]:
    """The lines of a block, and whether its last one was longer than MAX_BYTES; the rest of that one is passed over."""
    start = block.rfind(b"\n", 0, len(block) - 1) + 1
    if len(block) - start <= MAX_BYTES:
        return block, False
    last = block[start:]
    while last and not last.endswith(b"\n"):
        last = stream.readline(MAX_BYTES)
    return block[:start], True


def _entry(found: Input) -> InputEntry:
    """An input as the manifest names it, counts still to come; without a hash where it is a stream or unreadable."""
    if found.path is None or not found.path.is_file():
        return InputEntry(source=found.source, sha256=None, bytes=0)
    try:
        with found.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            return InputEntry(source=found.source, sha256=digest, bytes=stream.tell())
    except OSError:
        return InputEntry(source=found.source, sha256=None, bytes=0)
