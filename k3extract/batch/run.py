"""A batch of any size: sources -> a folder of parts, failures and a manifest, with nothing lost and nothing doubled.

Every task is known by a digest of its input, of the rules and of the program. What is finished under that digest is
not done again, in this run, in one that goes on after an interruption, or in one over the same sources later.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import k3extract
from k3extract.batch.crew import Crew, Done
from k3extract.batch.cutting import TASK, Cutter, Task, printable
from k3extract.batch.ledger import Finished, Ledger, join
from k3extract.batch.worker import Setup
from k3extract.errors import BatchError, SinkError
from k3extract.manifest import FAILURES, Counts, Head, InputEntry, encode, read_manifest, replacing, write_manifest
from k3extract.records import SCHEMA
from k3extract.rulebook import load_rulebook

if TYPE_CHECKING:
    from k3extract.batch.spark import SparkCrew

# Rooms that no record depends on; a change there does not make a finished task stale.
_BESIDE = {
    "batch", "sinks", "report", "export", "corpus", "web", "workbench", "cli.py", "cli_sources.py", "cli_corpus.py",
    "cli_rules.py", "cli_serve.py", "examples.py", "score.py", "score_checks.py", "score_tables.py", "gold.py",
    "review.py", "schema.py", "terminal.py",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """``engine``: ``local`` with ``jobs`` workers, or ``spark`` on ``master``; ``seconds`` an article may take;
    ``retry``: tasks in which an article was given up are done again; ``fresh``: everything is; ``replace``: the folder
    may lose the records of other sources."""

    engine: str = "local"
    master: str | None = None
    jobs: int = 1
    seconds: float = 30.0
    retry: bool = False
    fresh: bool = False
    replace: bool = False
    task_bytes: int = TASK


@dataclass(slots=True)
class State:
    """How far a run is: ``offset`` bytes of the input are done, ``kept`` tasks were finished before."""

    counts: Counts
    offset: int = 0
    tasks: int = 0
    kept: int = 0
    inputs: int = 0


Report = Callable[[State], None]


def run(sources: tuple[str, ...], folder: Path, setup: Setup, options: Options, report: Report | None = None) -> State:
    """Extract all ``sources`` into ``folder``; returns the counts. ``report`` hears of every task, and twice a second.

    Raises RuleError, BatchError (another run is writing there, or other sources lie there) and SinkError (a full
    disk); whatever is raised, a later call goes on from what is finished.
    """
    ledger = Ledger(folder)
    try:
        return _Run(sources, ledger, setup, options).perform(report or (lambda _: None))
    except OSError as error:
        raise SinkError(error.filename or str(folder), error.strerror or str(error)) from None
    finally:
        ledger.close()


def sources_of(folder: Path) -> tuple[str, ...]:
    """The sources that the last run into ``folder`` was given. Raises BatchError when there was none."""
    head = read_manifest(folder)
    if head is None:
        raise BatchError(str(folder), "no run to resume: name its sources")
    return tuple(head.sources)


class _Run:
    def __init__(self, sources: tuple[str, ...], ledger: Ledger, setup: Setup, options: Options) -> None:
        self._sources = sources
        self._ledger = ledger
        self._setup = setup
        self._options = options
        rulebook = load_rulebook(Path(setup.rules) if setup.rules else None)
        self._head = Head(
            schema=SCHEMA,
            version=version("k3extract"),
            program=program_digest(),
            rulebook=rulebook.digest,
            sources=[printable(source) for source in sources],
            published=setup.published,
            max_chars=setup.max_chars,
        )
        parts = (SCHEMA, self._head.program, rulebook.digest, setup.published, setup.max_chars)
        self._cutter = Cutter(rulebook, repr(parts), options.task_bytes)
        self._order: deque[_Place] = deque()
        self._done: dict[int, Finished] = {}
        self._by_source: dict[str, list[int]] = {}
        self.state = State(Counts())

    def perform(self, report: Report) -> State:
        self._begin()
        state = self._ledger.state
        inputs, parts, finished = (state / name for name in ("inputs.next", "parts.next", "finished.next"))
        with replacing(self._ledger.folder / FAILURES) as failures:
            with inputs.open("wb") as first, parts.open("wb") as second, finished.open("wb") as third:
                sheets = _Sheets(failures, first, second, third)
                with self._crew() as crew:
                    for done in crew.perform(self._unfinished()):
                        if done is not None:
                            self._publish(done)
                        self._advance(sheets)
                        report(self.state)
                self._advance(sheets)
            self._ledger.keep_only(finished)
        self._head.complete = True
        write_manifest(self._ledger.folder, self._head, self.state.counts, _lines(inputs), _lines(parts))
        for path in (inputs, parts):
            path.unlink()
        return self.state

    def _crew(self) -> "Crew | SparkCrew":
        options, aside = self._options, self._ledger.aside
        if options.engine == "local":
            return Crew(options.jobs, self._setup, aside, options.seconds)
        from k3extract.batch.spark import SparkCrew

        return SparkCrew(self._setup, aside, options.seconds, options.master)

    def _begin(self) -> None:
        """From here on, and until all is done, the manifest says that the run is not complete."""
        before = read_manifest(self._ledger.folder)
        if before and not self._options.replace and not set(before.sources) <= set(self._head.sources):
            gone = ", ".join(sorted(set(before.sources) - set(self._head.sources))[:3])
            raise BatchError(str(self._ledger.folder), f"holds records of other sources ({gone}); --replace drops them")
        if self._options.fresh:
            self._ledger.forget()
        write_manifest(self._ledger.folder, self._head, Counts(), (), ())

    def _unfinished(self) -> Iterator[Task | None]:
        """The tasks that have to be done, None for one that is finished; all take their place in the order."""
        for task in self._cutter.tasks(self._sources):
            self._order.append(_Place(task.index, task.ends, task.offset))
            old = self._ledger.known(task.key)
            if not len(task.work):
                self._done[task.index] = Finished.nothing()
                yield None
            elif old is None or (self._options.retry and old.counts.quarantined):
                yield task
            else:
                self._done[task.index] = old
                self.state.kept += 1
                yield None

    def _publish(self, done: Done) -> None:
        tally, task = done.tally, done.task
        aside = self._ledger.aside
        records = join(done.records, aside / f"{task.key}.jsonl")
        failures = join(done.failures, aside / f"{task.key}.failures")
        digest = tally.sha256
        if records is not None and not digest:
            with records.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        entry = Finished(
            key=task.key,
            bytes=tally.bytes,
            sha256=digest if records else "",
            counts=tally.counts,
            sources=tally.sources,
        )
        self._ledger.publish(entry, records, failures)
        self._done[task.index] = entry

    def _advance(self, sheets: "_Sheets") -> None:
        """Write down, in order, the tasks that are finished and have none before them that is not."""
        while self._order and self._order[0].index in self._done:
            place = self._order.popleft()
            entry = self._done.pop(place.index)
            self._write(place, entry, sheets)
            self.state.counts.add(entry.counts)
            self.state.offset = place.offset

    def _write(self, place: "_Place", entry: Finished, sheets: "_Sheets") -> None:
        if entry.key:
            sheets.finished.write(encode(entry) + b"\n")
            self.state.tasks += 1
        if entry.counts.articles:
            file = self._ledger.place(entry.key, place.index)
            sheets.parts.write(encode(entry.part(file)) + b"\n")
        if entry.counts.told:
            sheets.failures.write(self._ledger.failures(entry.key).read_bytes())
        for source, (articles, failures) in entry.sources.items():
            counts = self._by_source.setdefault(source, [0, 0])
            counts[0] += articles
            counts[1] += failures
        for end in place.ends:
            end.articles, end.failures = self._by_source.pop(end.source, (0, 0))
            sheets.inputs.write(encode(end) + b"\n")
            self.state.inputs += 1


@dataclass(frozen=True, slots=True)
class _Place:
    """A task without its work."""

    index: int
    ends: tuple[InputEntry, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Where the lists of a run are written while it goes on."""

    failures: BinaryIO
    inputs: BinaryIO
    parts: BinaryIO
    finished: BinaryIO


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        for line in stream:
            yield line.removesuffix(b"\n")


@cache
def program_digest() -> str:
    """A digest of the code that records depend on: what another version of the program made is not taken over."""
    root = Path(k3extract.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        name = path.relative_to(root)
        if name.parts[0] not in _BESIDE:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
