"""The same run on Apache Spark: the driver reads and cuts, executors extract, the driver puts parts into their places.

Tasks, keys, bytes, ledger and manifest are those of the local engine, so a run may change its engine when it goes on.
Each executor keeps one of our own workers beside it: an article that kills or hangs costs that worker, not the
executor, and is cut out there. What Spark adds is other machines and tasks done again when an executor is lost.
``spark-submit``, ``$SPARK_HOME/conf`` or ``spark.*`` properties say where it runs; k3extract must be installed there.
"""

import atexit
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from k3extract.batch.crew import Crew, Done
from k3extract.batch.cutting import Task
from k3extract.batch.worker import Setup, Tally
from k3extract.errors import BackendError, BatchError

_CAUSE = re.compile(r"[\w.]{1,80}(Error|Exception): (?!\[PYTHON_EXCEPTION|.{0,200}Traceback)")
_WAVE = 2  # tasks a core has in a wave: what they bring, 5 MB each, is held by the driver
_MOST = 128  # tasks in a wave, whatever the number of cores


@dataclass(frozen=True, slots=True)
class Result:
    """What an executor sends back for a task."""

    index: int
    tally: Tally
    records: bytes
    failures: bytes


class SparkCrew:
    """Executors in the place of worker processes; ``folder`` is the driver's. ``master`` goes before what is
    configured. Use as a context manager."""

    def __init__(self, setup: Setup, folder: Path, seconds: float, master: str | None = None) -> None:
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise BackendError("spark", "needs pyspark: pip install 'k3extract[spark]', and Java 17") from None
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # Spark would take whatever python3 is in the path
        try:
            self._own = SparkSession.getActiveSession() is None  # a session that was there before goes on
            builder: Any = SparkSession.builder
            named = builder.master(master) if master else builder
            self._session: Any = named.appName("k3extract").getOrCreate()
        except Exception as error:  # what the gateway to Java raises is not declared
            raise BackendError("spark", _line(error)) from None
        self._setup = setup
        self._folder = folder
        self._seconds = seconds

    def __enter__(self) -> "SparkCrew":
        return self

    def __exit__(self, *_: object) -> None:
        if self._own:
            self._session.stop()

    def perform(self, tasks: Iterator[Task | None]) -> Iterator[Done | None]:
        """Tasks as they are finished, wave after wave; None for each None. Raises BatchError when Spark gives up."""
        context = self._session.sparkContext
        size = min(_MOST, _WAVE * max(1, context.defaultParallelism))
        setup, seconds = self._setup, self._seconds

        def work(task: Task) -> Result:
            return extract_task(task, setup, seconds)

        while wave := list(islice(tasks, size)):
            todo = {task.index: task for task in wave if task is not None}
            yield from (None for task in wave if task is None)
            if not todo:
                continue
            try:
                results = context.parallelize(list(todo.values()), len(todo)).map(work).collect()
            except Exception as error:  # py4j and pyspark raise many things
                raise BatchError("spark", _line(error)) from None
            for result in results:
                yield self._done(todo[result.index], result)

    def _done(self, task: Task, result: Result) -> Done:
        paths = []
        for ending, data in (("jsonl", result.records), ("failures", result.failures)):
            path = self._folder / f"{task.key}-spark.{ending}"
            if data:
                path.write_bytes(data)
            paths.append((path,) if data else ())
        return Done(task, result.tally, *paths)


def extract_task(task: Task, setup: Setup, seconds: float) -> Result:
    """One task, on an executor."""
    (done,) = (done for done in _crew(setup, seconds).perform(iter([task])) if done is not None)
    records, failures = (b"".join(path.read_bytes() for path in paths) for paths in (done.records, done.failures))
    for path in (*done.records, *done.failures):
        path.unlink()
    return Result(task.index, done.tally, records, failures)


@cache
def _crew(setup: Setup, seconds: float) -> Crew:
    """One worker for as long as this process of the executor lives."""
    folder = Path(tempfile.mkdtemp(prefix="k3extract"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Crew(1, setup, folder, seconds)


def _line(error: BaseException) -> str:
    """Of the pages that Spark prints, the line that names the cause."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if _CAUSE.match(line)]
    return (causes or lines or [type(error).__name__])[0]
