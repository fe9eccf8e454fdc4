"""What a run has finished, kept on the disk line by line, so that no interruption loses more than the tasks in hand."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from k3extract.errors import BatchError, SinkError
from k3extract.manifest import PARTS, Counts, PartEntry, encode, replacing


class Finished(msgspec.Struct, kw_only=True):
    """One finished task: its key, the size and digest of its part (0 and "" where it has none), its counts."""

    key: str
    bytes: int
    sha256: str
    counts: Counts
    sources: dict[str, list[int]]

    @classmethod
    def nothing(cls) -> "Finished":
        """The entry of a task without work; it is not written down."""
        return cls(key="", bytes=0, sha256="", counts=Counts(), sources={})

    def part(self, file: str) -> PartEntry:
        """The entry of the manifest."""
        return PartEntry(file=file, key=self.key, sha256=self.sha256, bytes=self.bytes, counts=self.counts)


class Ledger:
    """The folder ``.state`` of a run and its parts: who is writing here, what is finished, files not yet in place.

    Raises BatchError when another run writes into the same folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.state = folder / ".state"
        self.aside = self.state / "aside"
        self.failed = self.state / "failures"
        self.parts = folder / PARTS
        try:
            for path in (self.parts, self.aside, self.failed):
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SinkError(str(folder), error.strerror or str(error)) from None
        self._lock = (self.state / "lock").open("ab")
        _lock(self._lock, folder)
        self._clear()
        self._path = self.state / "finished.jsonl"
        self._offsets = dict(self._scan())
        self._files = {_key_of(path.name): path.name for path in self.parts.iterdir()}
        self._stream = self._path.open("a+b")
        self._end_torn_line()

    def close(self) -> None:
        """Let the next run in."""
        self._stream.close()
        self._clear()
        self._lock.close()

    def _clear(self) -> None:
        for left in self.aside.iterdir():
            left.unlink(missing_ok=True)

    def known(self, key: str) -> Finished | None:
        """The finished task with this key, if its files are all there as they were written."""
        offset = self._offsets.get(key)
        if offset is None:
            return None
        self._stream.seek(offset)
        finished = msgspec.json.decode(self._stream.readline(), type=Finished)
        if finished.counts.articles:
            name = self._files.get(key)
            if name is None or (self.parts / name).stat().st_size != finished.bytes:
                return None
        if finished.counts.told and not self.failures(key).exists():
            return None
        return finished

    def failures(self, key: str) -> Path:
        """Where the failures of a task lie."""
        return self.failed / f"{key}.jsonl"

    def publish(self, finished: Finished, aside: Path | None, failures: Path | None) -> None:
        """Put the files of a finished task in their places, then write down that it is finished."""
        if failures is not None:
            os.replace(failures, self.failures(finished.key))
        else:
            self.failures(finished.key).unlink(missing_ok=True)
        name = self._files.pop(finished.key, f"part-{finished.key}.jsonl")
        if aside is not None:
            os.replace(aside, self.parts / name)
            self._files[finished.key] = name
        else:
            (self.parts / name).unlink(missing_ok=True)
        self._offsets[finished.key] = self._stream.seek(0, os.SEEK_END)
        self._stream.write(encode(finished) + b"\n")
        self._stream.flush()

    def place(self, key: str, index: int) -> str:
        """Give a part the name of its place in the order; returns the path from the folder."""
        name = f"part-{index:06d}-{key}.jsonl"
        before = self._files[key]
        if before != name:
            os.replace(self.parts / before, self.parts / name)
            self._files[key] = name
        return f"{PARTS}/{name}"

    def keep_only(self, kept: Path) -> None:
        """Make the entries in ``kept`` all that is known, and remove the files of every other task."""
        self._stream.close()
        os.replace(kept, self._path)
        self._offsets = dict(self._scan())
        for key, name in list(self._files.items()):
            if key not in self._offsets:
                (self.parts / name).unlink()
                del self._files[key]
        for path in self.failed.iterdir():
            if path.stem not in self._offsets:
                path.unlink()
        self._stream = self._path.open("a+b")

    def forget(self) -> None:
        """Nothing is finished."""
        self._offsets.clear()

    def _scan(self) -> Iterator[tuple[str, int]]:
        """Key and offset of every whole entry; a line that was cut off by a crash or a full disk is none."""
        if not self._path.exists():
            return
        with self._path.open("rb") as stream:
            offset = 0
            for line in stream:
                with suppress(msgspec.MsgspecError):
                    yield msgspec.json.decode(line, type=Finished).key, offset
                offset += len(line)

    def _end_torn_line(self) -> None:
        size = self._stream.seek(0, os.SEEK_END)
        if size:
            self._stream.seek(size - 1)
            if self._stream.read(1) != b"\n":
                self._stream.write(b"\n")
                self._stream.flush()


def _key_of(name: str) -> str:
    return name.removesuffix(".jsonl").rpartition("-")[2]


def _lock(stream: BinaryIO, folder: Path) -> None:
    """Held until the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: parts are renamed there too, but two runs are not told from one another
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        raise BatchError(str(folder), "another run is writing here") from None


def join(pieces: tuple[Path, ...], target: Path) -> Path | None:
    """One file from the files of a task's pieces, in order; None from none."""
    if not pieces:
        return None
    if len(pieces) == 1:
        return pieces[0]
    with replacing(target) as stream:
        for piece in pieces:
            stream.write(piece.read_bytes())
    for piece in pieces:
        piece.unlink()
    return target
