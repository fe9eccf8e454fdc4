"""The worker process: takes pieces of work, writes their extractions to a file aside, reports counts."""

import gc
import hashlib
import os
import signal
from collections.abc import Callable
from ctypes import c_longlong
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

from k3extract.article import Article
from k3extract.batch.work import Work
from k3extract.errors import ReadError
from k3extract.manifest import KINDS, Counts
from k3extract.reading.inputs import SKIPPED
from k3extract.records import Extraction, to_json

IDLE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What every worker is told at its start. ``max_chars``: a longer article is a failure. ``make`` returns another
    function from Article to Extraction (for tests)."""

    rules: str | None = None
    published: str | None = None
    max_chars: int = 1_000_000
    make: Callable[[], Callable[[Article], Extraction]] | None = None


@dataclass(slots=True)
class Tally:
    """What came of a piece: counts in all and by source (``[articles, failures]``), size and digest of its file, and
    the numbers (from 0) of the articles that have a line among the failures."""

    counts: Counts = field(default_factory=Counts)
    sources: dict[str, list[int]] = field(default_factory=dict)
    bytes: int = 0
    sha256: str = ""
    failed: list[int] = field(default_factory=list)

    def article(self, source: str, extraction: Extraction) -> None:
        """Count an article and its records."""
        self.counts.articles += 1
        self.sources.setdefault(source, [0, 0])[0] += 1
        for kind in KINDS:
            setattr(self.counts, kind, getattr(self.counts, kind) + len(getattr(extraction, kind)))
        self.counts.findings += len(extraction.findings)

    def failure(self, source: str, stage: str, index: int) -> None:
        """Count a failure, or a file that is skipped."""
        self.failed.append(index)
        if stage == SKIPPED:
            self.counts.skipped += 1
            return
        self.counts.failures += 1
        self.sources.setdefault(source, [0, 0])[1] += 1

    def add(self, other: "Tally", start: int) -> None:
        """Add the counts of the next piece of the same task, which begins at the article ``start``."""
        self.counts.add(other.counts)
        self.failed.extend(start + index for index in other.failed)
        for source, (articles, failures) in other.sources.items():
            mine = self.sources.setdefault(source, [0, 0])
            mine[0] += articles
            mine[1] += failures


def failure_line(place: str, stage: str, reason: str) -> bytes:
    """One line of ``failures.jsonl``."""
    return to_json({"source": place, "stage": stage, "reason": reason}) + b"\n"


def serve(channel: Connection, at: Any, setup: Setup, parent: int) -> None:
    """The life of a worker: ``(work, out, failures)`` in, a Tally or an OSError's text out, until the parent is gone.

    ``at`` is shared: the index of the article in hand, so that the parent knows which one takes too long or kills.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    gc.disable()
    worker = _Worker(setup, at, parent)
    gc.freeze()  # what is built once stays: the collector need not walk the rules again and again
    gc.enable()
    try:
        channel.send("ready")
        while True:
            work, out, failures = channel.recv()
            channel.send(worker.do(work, out, failures))
            at.value = IDLE
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass


class _Worker:
    def __init__(self, setup: Setup, at: c_longlong, parent: int) -> None:
        from k3extract.reading.records import ArticleMaker
        from k3extract.rulebook import load_rulebook

        self._setup = setup
        self._at = at
        self._parent = parent
        self._maker = ArticleMaker(load_rulebook(Path(setup.rules) if setup.rules else None))
        self._extract = setup.make() if setup.make else _extractor(setup.rules)

    def do(self, work: Work, out: str, failures: str) -> Tally | str:
        """Extract a piece. The files are complete when a Tally comes back; a text tells why they could not be written.
        A file with nothing in it is not there."""
        try:
            with open(out, "wb") as records, open(failures, "wb") as failed:
                tally = self._run(work, records, failed)
            if not tally.counts.articles:
                os.unlink(out)
            if not tally.counts.told:
                os.unlink(failures)
        except OSError as error:
            for name in (out, failures):
                Path(name).unlink(missing_ok=True)
            return error.strerror or str(error)
        return tally

    def _run(self, work: Work, records: BinaryIO, failed: BinaryIO) -> Tally:
        tally = Tally()
        digest = hashlib.sha256()
        articles = work.articles(self._maker)
        for index in range(len(work)):
            if os.getppid() != self._parent:
                os._exit(1)  # nobody waits for this any more
            self._at.value = index
            article, reason = self._next(articles)
            made = None
            if article is not None:
                made, reason = self._extraction(article)
            source, place = work.place(index)
            if made is not None:
                extraction, line = made
                records.write(line)
                digest.update(line)
                tally.bytes += len(line)
                tally.article(source, extraction)
            elif reason is not None:
                failed.write(failure_line(reason.place or place, reason.stage, reason.reason))
                tally.failure(source, reason.stage, index)
        tally.sha256 = digest.hexdigest()
        for stream in (records, failed):
            stream.flush()
            os.fsync(stream.fileno())
        return tally

    @staticmethod
    def _next(articles: Any) -> tuple[Article | None, ReadError | None]:
        found = next(articles)
        if found is None or isinstance(found, ReadError):
            return None, found
        return found, None

    def _extraction(self, article: Article) -> tuple[tuple[Extraction, bytes] | None, ReadError | None]:
        place = article.source or article.id
        if len(article.text) > self._setup.max_chars:
            reason = f"{len(article.text)} characters, more than the {self._setup.max_chars} allowed"
            return None, ReadError(place, reason, "size")
        if self._setup.published is not None:
            article = replace(article, published=self._setup.published)
        try:
            extraction = self._extract(article)
            return (extraction, to_json(extraction) + b"\n"), None
        except Exception as error:  # a fault of ours in one article must not cost the others
            return None, ReadError(place, f"{type(error).__name__}: {error}", "extract")


def _extractor(rules: str | None) -> Callable[[Article], Extraction]:
    from k3extract.extract import Extractor

    return Extractor(rules)
