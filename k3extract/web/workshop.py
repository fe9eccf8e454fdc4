"""Worker processes that requests borrow. What takes too long is killed, which no thread can be."""

import math
import queue
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from threading import Lock
from typing import Any

from k3extract.reading import Failure
from k3extract.web.problems import RequestError
from k3extract.web.settings import Settings
from k3extract.web.worker import READY, Job, Result, serve

_SPAWN = get_context("spawn")
_START = 60.0  # seconds until a new worker must be ready


@dataclass(slots=True)
class Deadline:
    """When a request must be done (monotonic seconds); put off while a worker starts, which is not its fault."""

    at: float = math.inf


class Workshop:
    """``jobs`` workers, started at once and replaced when they die. Call ``close`` at the end."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._closed = False
        for _ in range(settings.jobs):
            self._hire()

    def results(self, job: Job, deadline: Deadline | None = None) -> Iterator[Result]:
        """What comes of a job, article by article, until ``deadline``. An article that takes too long or kills its
        worker is a Failure (stage ``time`` or ``crash``) and the last result. Raises RequestError when every worker
        stays busy."""
        try:
            worker = self._free.get(timeout=self._settings.patience)
        except queue.Empty:
            raise RequestError(503, "busy", headers={"Retry-After": "10"}) from None
        try:
            yield from worker.perform(job, self._settings.seconds, deadline or Deadline())
        finally:
            if worker.idle and not self._closed:
                self._free.put(worker)
            else:
                self._dismiss(worker)

    def close(self) -> None:
        """End every worker."""
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.kill()

    def _hire(self) -> None:
        worker = _Worker(self._settings)
        with self._lock:
            if not self._closed:
                self._all.add(worker)
                self._free.put(worker)
                return
        worker.kill()

    def _dismiss(self, worker: "_Worker") -> None:
        worker.kill()
        with self._lock:
            self._all.discard(worker)
            closed = self._closed
        if not closed:
            self._hire()


class _Worker:
    """One process and its channel; ``idle`` when it waits for a job."""

    def __init__(self, settings: Settings) -> None:
        self._channel, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=serve, args=(other, settings), daemon=True)
        self._process.start()
        other.close()
        self._ready = False
        self.idle = True

    def perform(self, job: Job, seconds: float, deadline: Deadline) -> Iterator[Result]:
        self.idle = False
        where = job.name or "article"
        try:
            if not self._ready:
                began = time.monotonic()
                if not self._channel.poll(_START):
                    raise RequestError(503, "busy", headers={"Retry-After": "10"})
                said = self._channel.recv()
                if said != READY:
                    yield Failure(where, "crash", said)
                    return
                self._ready = True
                deadline.at += time.monotonic() - began
            self._channel.send(job)
            while self._channel.poll(max(0.0, min(seconds, deadline.at - time.monotonic()))):
                result: Any = self._channel.recv()
                if result is None:
                    self.idle = True
                    return
                yield result
        except (EOFError, OSError):
            yield Failure(where, "crash", "reading it ended the worker process; what follows was not read")
            return
        if time.monotonic() >= deadline.at:
            yield Failure(where, "time", "all of it took too long; what follows was not read")
            return
        yield Failure(where, "time", f"an article took longer than {seconds:g} seconds; what follows was not read")

    def kill(self) -> None:
        self._process.kill()
        self._process.join(5)
        self._channel.close()
