"""How far a run is: a bar on a terminal, a plain line now and then elsewhere; always on stderr."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from k3extract.batch.run import State
from k3extract.errors import ReadError
from k3extract.reading.inputs import find_inputs

_PAUSE = 10.0  # seconds between plain lines
Report = Callable[[State], None]


@contextmanager
def showing(sources: tuple[str, ...], *, quiet: bool = False, stream: TextIO | None = None) -> Iterator[Report]:
    """A function that shows a State: articles, rate, time left, failures and findings. Nothing when ``quiet``."""
    stream = stream or sys.stderr
    if quiet:
        yield _nothing
    elif stream.isatty():
        with _bar(total_bytes(sources), stream) as report:
            yield report
    else:
        yield Lines(total_bytes(sources), stream)


def total_bytes(sources: tuple[str, ...]) -> int:
    """The size of all input files together."""
    problems: list[ReadError] = []
    total = 0
    for found in find_inputs(sources, problems.append):
        try:
            total += os.stat(found.path).st_size if found.path else 0
        except OSError:
            continue  # the run itself will say so
    return total


class Lines:
    """Writes a line every few seconds: for log files."""

    def __init__(self, total: int, stream: TextIO, *, pause: float = _PAUSE) -> None:
        self._total = total
        self._stream = stream
        self._pause = pause
        self._begun = self._last = time.monotonic()

    def __call__(self, state: State) -> None:
        now = time.monotonic()
        if now - self._last < self._pause:
            return
        self._last = now
        self._stream.write(f"{line(state, self._total, now - self._begun)}\n")
        self._stream.flush()


def line(state: State, total: int, seconds: float) -> str:
    """One line about a run that has been under way for ``seconds``."""
    counts = state.counts
    rate = counts.articles / seconds if seconds > 0 else 0.0
    share = f"{min(100.0, 100 * state.offset / total):.0f} %, " if total else ""
    left = _left(state, total, seconds)
    return (
        f"{share}{counts.articles} artikel, {rate:.0f}/detik{left}, {counts.failures} gagal, {counts.findings} temuan"
    )


def summary(state: State) -> str:
    """The last line of a run."""
    counts = state.counts
    skipped = f", {counts.skipped} berkas lain dilewati" if counts.skipped else ""
    kept = f" ({state.kept} dari {state.tasks} bagian sudah selesai sebelumnya)" if state.kept else ""
    return (
        f"{state.inputs} berkas, {counts.articles} artikel, {counts.failures} gagal, "
        f"{counts.checks} hubungan diperiksa, {counts.findings} temuan{skipped}{kept}"
    )


def _left(state: State, total: int, seconds: float) -> str:
    if not total or not state.offset or state.offset >= total:
        return ""
    rest = round(seconds * (total - state.offset) / state.offset)
    return f", sisa {rest // 3600}:{rest // 60 % 60:02}:{rest % 60:02}"


@contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
        TextColumn("sisa"),
        TimeRemainingColumn(),
    )
    begun = time.monotonic()
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("", total=total or None, counts="")

        def report(state: State) -> None:
            counts = state.counts
            rate = counts.articles / max(time.monotonic() - begun, 1e-9)
            shown = f"{counts.articles} artikel, {rate:.0f}/detik, {counts.failures} gagal, {counts.findings} temuan"
            progress.update(task, completed=min(state.offset, total) if total else state.offset, counts=shown)

        yield report


def _nothing(_: State) -> None:
    pass
