"""Worker processes and what becomes of a task when one dies or hangs.

A task whose worker dies is done again; when that dies too, the task is cut around the article that was in hand, and so
on until the one article that kills is alone: it becomes a failure and the rest of the task is kept. An article that
takes longer than allowed is cut out at once, tried alone, and given up when it takes too long again.
"""

import os
import signal
import time
from collections import deque
from collections.abc import Iterator
from ctypes import c_longlong
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import connection, get_context
from pathlib import Path
from typing import Any

from k3extract.batch.cutting import Task
from k3extract.batch.work import Work
from k3extract.batch.worker import IDLE, Setup, Tally, failure_line, serve
from k3extract.errors import BatchError, SinkError

_SPAWN = get_context("spawn")
_STARTS = 8  # workers in a row that end before they are ready (a busy machine may kill a few): then it is no accident
_DEATHS = 2  # of a piece, after which it is cut


@dataclass(frozen=True, slots=True)
class Done:
    """A finished task: its counts and the files of its pieces, in order (files with nothing in them are missing)."""

    task: Task
    tally: Tally
    records: tuple[Path, ...]
    failures: tuple[Path, ...]


@dataclass(slots=True, eq=False)
class _Piece:
    """The articles ``start`` to ``stop`` of a task."""

    order: "_Order"
    work: Work
    start: int
    stop: int
    deaths: int = 0
    tally: Tally | None = None

    def path(self, folder: Path, ending: str) -> Path:
        # with the parent's number: a worker that outlives its parent for a moment writes into nobody's file
        return folder / f"{self.order.task.key}-{self.start}-{self.stop}-{os.getpid()}.{ending}"


@dataclass(slots=True, eq=False)
class _Order:
    """A task in hand."""

    task: Task
    pieces: list[_Piece] = field(default_factory=list)


class _Worker:
    """One process, its channel, the piece it has in hand."""

    def __init__(self, setup: Setup) -> None:
        self.channel, other = _SPAWN.Pipe()
        self.at: c_longlong = _SPAWN.RawValue(c_longlong, IDLE)
        self.process = _SPAWN.Process(target=serve, args=(other, self.at, setup, os.getpid()), daemon=True)
        self.process.start()
        other.close()
        self.piece: _Piece | None = None
        self.up = False
        self.seen = (IDLE, 0.0)

    def hand(self, piece: _Piece, folder: Path) -> None:
        self.piece = piece
        self.seen = (IDLE, time.monotonic())
        self.channel.send((piece.work, str(piece.path(folder, "jsonl")), str(piece.path(folder, "failures"))))

    def stuck(self, now: float, seconds: float) -> bool:
        """Whether one article has been in hand for longer than ``seconds``."""
        at = self.at.value
        if at != self.seen[0] or at == IDLE:
            self.seen = (at, now)
        return self.piece is not None and now - self.seen[1] > seconds

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.channel.close()


class Crew:
    """``jobs`` workers writing into ``folder``; ``seconds`` an article may take. Use as a context manager."""

    def __init__(self, jobs: int, setup: Setup, folder: Path, seconds: float) -> None:
        self._jobs = jobs
        self._setup = setup
        self._folder = folder
        self._seconds = seconds
        self._workers: list[_Worker] = []
        self._waiting: deque[_Piece] = deque()
        self._starts = 0

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def perform(self, tasks: Iterator[Task | None]) -> Iterator[Done | None]:
        """Tasks as they are finished, in any order; None when nothing was, for a sign of life, and for each None.

        At most ``2 * jobs`` tasks are in memory. Raises SinkError when a worker cannot write, BatchError when no
        worker comes up.
        """
        more = True
        in_hand = 0
        while True:
            while more and in_hand < 2 * self._jobs:
                try:
                    task = next(tasks)
                except StopIteration:
                    more = False
                    break
                if task is None:
                    yield None
                else:
                    in_hand += 1
                    self._take(task)
            if not in_hand:
                return
            self._assign()
            finished = self._wait()
            for order in finished:
                in_hand -= 1
                yield self._done(order)
            if not finished:
                yield None

    def _take(self, task: Task) -> None:
        order = _Order(task)
        order.pieces = [_Piece(order, task.work, 0, len(task.work))]
        self._waiting.extend(order.pieces)

    def _assign(self) -> None:
        wanted = min(self._jobs, len(self._waiting) + sum(worker.piece is not None for worker in self._workers))
        while len(self._workers) < wanted:
            self._workers.append(_Worker(self._setup))
        for worker in list(self._workers):
            if worker.up and worker.piece is None and self._waiting:
                piece = self._waiting.popleft()
                try:
                    worker.hand(piece, self._folder)
                except OSError:  # it died while idle, which is not the piece's fault
                    self._waiting.appendleft(piece)
                    worker.piece = None
                    self._lost(worker, "")

    def _wait(self) -> list[_Order]:
        """Wait for news of any worker; returns the tasks that are complete now."""
        by_channel: dict[Any, _Worker] = {worker.channel: worker for worker in self._workers}
        ready = connection.wait(list(by_channel), timeout=min(0.5, self._seconds / 4))
        orders = [self._hear(by_channel[channel]) for channel in ready]
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.up and worker.stuck(now, self._seconds):
                orders.append(self._lost(worker, f"took longer than {self._seconds:g} seconds"))
        return [order for order in orders if order is not None]

    def _hear(self, worker: _Worker) -> _Order | None:
        try:
            news: Any = worker.channel.recv()
        except (EOFError, OSError):
            return self._lost(worker, "")
        if news == "ready":
            worker.up = True
            self._starts = 0
            return None
        if isinstance(news, str):
            raise SinkError(str(self._folder), news)
        piece, worker.piece = worker.piece, None
        if piece is None:
            return None
        piece.tally = news
        return piece.order if self._complete(piece.order) else None

    def _lost(self, worker: _Worker, late: str) -> _Order | None:
        """A worker is gone, or is ended because an article is ``late``; returns the task when this completes it."""
        worker.stop()
        self._workers.remove(worker)
        if not worker.up:
            self._starts += 1
            if self._starts >= _STARTS:
                raise BatchError("worker", f"does not come up: {_cause(worker.process.exitcode)}")
        piece = worker.piece
        if piece is None:
            return None
        piece.deaths += 1
        for ending in ("jsonl", "failures"):
            piece.path(self._folder, ending).unlink(missing_ok=True)
        if piece.deaths < _DEATHS and not (late and len(piece.work) > 1):
            self._waiting.appendleft(piece)
        elif len(piece.work) > 1:
            self._cut(piece, worker.at.value)
        else:
            stage, reason = ("time", late) if late else ("crash", f"its worker died: {_cause(worker.process.exitcode)}")
            self._give_up(piece, stage, reason)
        return piece.order if self._complete(piece.order) else None

    def _cut(self, piece: _Piece, suspect: int) -> None:
        """Replace a piece by the article that was in hand and what lies before and after it."""
        size = len(piece.work)
        bounds = (0, suspect, suspect + 1, size) if 0 <= suspect < size else (0, size // 2, size)
        pieces = [
            _Piece(piece.order, piece.work.piece(a, b), piece.start + a, piece.start + b, deaths=_DEATHS - 1)
            for a, b in pairwise(bounds)
            if a < b
        ]
        where = piece.order.pieces.index(piece)
        piece.order.pieces[where : where + 1] = pieces
        self._waiting.extendleft(reversed(pieces))

    def _give_up(self, piece: _Piece, stage: str, reason: str) -> None:
        source, place = piece.work.place(0)
        piece.path(self._folder, "failures").write_bytes(failure_line(place, stage, reason))
        piece.tally = Tally()
        piece.tally.failure(source, stage, 0)
        piece.tally.counts.quarantined += 1

    @staticmethod
    def _complete(order: _Order) -> bool:
        return all(piece.tally is not None for piece in order.pieces)

    def _done(self, order: _Order) -> Done:
        tally = Tally()
        records, failures = [], []
        for piece in order.pieces:
            assert piece.tally is not None
            tally.add(piece.tally, piece.start)
            if piece.tally.counts.articles:
                records.append(piece.path(self._folder, "jsonl"))
            if piece.tally.counts.told:
                failures.append(piece.path(self._folder, "failures"))
            tally.bytes += piece.tally.bytes
            tally.sha256 = piece.tally.sha256 if len(order.pieces) == 1 else ""
        return Done(order.task, tally, tuple(records), tuple(failures))


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit status {code}"
