"""``k3extract run``: from options to a run with progress, a summary and an exit status."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from k3extract.batch.progress import showing, summary
from k3extract.batch.run import Options, State, run, sources_of
from k3extract.batch.worker import Setup

INTERRUPTED = 130


def run_batch(sources: tuple[str, ...], folder: Path, options: Mapping[str, Any]) -> int:
    """Exit status: 0, 2 when something could not be read, 130 when interrupted."""
    sources = sources or sources_of(folder)
    setup = Setup(rules=options["rules"], published=options["published"], max_chars=options["max_chars"])
    chosen = Options(
        engine=options["engine"],
        master=options["master"],
        jobs=options["jobs"] or processors(),
        seconds=options["seconds"],
        retry=options["retry"],
        fresh=options["fresh"],
        replace=options["replace"],
    )
    quiet = options["quiet"]
    try:
        with stoppable() as asked, showing(sources, quiet=quiet) as report:

            def told(state: State) -> None:
                if asked:
                    raise KeyboardInterrupt
                report(state)

            state = run(sources, folder, setup, chosen, told)
    except KeyboardInterrupt:
        if not quiet:
            sys.stderr.write(f"terhenti; lanjutkan dengan: k3extract run --resume -o {folder}\n")
        return INTERRUPTED
    if not quiet:
        sys.stderr.write(f"{summary(state)}\n")
    return 2 if state.counts.failures else 0


def processors() -> int:
    """Processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def stoppable() -> Iterator[list[int]]:
    """Let Ctrl-C and SIGTERM end a run alike: workers stopped, files closed. Yields the signals that came: Python drops
    an exception that a signal raises inside a callback (of an import, of the collector), so they are asked for too."""
    asked: list[int] = []

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        asked.append(number)
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM)
    try:
        before = [signal.signal(number, interrupt) for number in numbers]
    except ValueError:  # not in the main thread
        yield asked
        return
    try:
        yield asked
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
