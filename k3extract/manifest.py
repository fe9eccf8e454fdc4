"""The folder of a run: what lies where, and ``manifest.json``, which tells what it was made from.

``parts/part-000000-<key>.jsonl`` hold the Extractions, one a line, in the order of the input; ``failures.jsonl`` what
could not be read. The manifest is written last, names no time and no machine, and has one input and one part a line.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from k3extract.errors import ReadError

MANIFEST = "manifest.json"
PARTS = "parts"
FAILURES = "failures.jsonl"
KINDS = ("officials", "events", "statistics", "statements", "times", "checks")


class InputEntry(msgspec.Struct, kw_only=True):
    """One input; ``sha256`` is of the file's bytes, None for a stream or a file that could not be read."""

    source: str
    sha256: str | None
    bytes: int
    articles: int = 0
    failures: int = 0


class Counts(msgspec.Struct):
    """Articles, failures, records by type; ``findings`` are the checks that are inconsistent, ``quarantined`` the
    failures of articles that killed their worker or took too long, ``skipped`` files beside articles that are none."""

    articles: int = 0
    failures: int = 0
    quarantined: int = 0
    skipped: int = 0
    officials: int = 0
    events: int = 0
    statistics: int = 0
    statements: int = 0
    times: int = 0
    checks: int = 0
    findings: int = 0

    @property
    def told(self) -> int:
        """Lines of ``failures.jsonl``: what is skipped is named there too."""
        return self.failures + self.skipped

    def add(self, other: "Counts") -> None:
        """Add ``other``, field by field."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class PartEntry(msgspec.Struct, kw_only=True):
    """One part file; ``key`` is of its input, rules and program, ``sha256`` of its own bytes."""

    file: str
    key: str
    sha256: str
    bytes: int
    counts: Counts


class Head(msgspec.Struct, kw_only=True):
    """What a run was asked to do; ``program`` is a digest of the code that the records depend on."""

    schema: str
    version: str
    program: str
    rulebook: str
    sources: list[str]
    published: str | None
    max_chars: int
    complete: bool = False


class Manifest(Head, kw_only=True):
    """The whole manifest."""

    counts: Counts = msgspec.field(default_factory=Counts)
    inputs: list[InputEntry] = msgspec.field(default_factory=list)
    parts: list[PartEntry] = msgspec.field(default_factory=list)


_ENCODER = msgspec.json.Encoder()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a run's folder, None where there is none. Raises ReadError when it is damaged."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=Manifest)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise ReadError(str(path), f"no manifest of a run: {error}", "manifest") from None


def write_manifest(folder: Path, head: Head, counts: Counts, inputs: Iterable[bytes], parts: Iterable[bytes]) -> None:
    """Write ``manifest.json``; ``inputs`` and ``parts`` are entries as JSON, so that a long list needs no memory."""
    with replacing(folder / MANIFEST) as stream:
        stream.write(b"{\n")
        for name in head.__struct_fields__:
            stream.write(b"%b: %b,\n" % (_ENCODER.encode(name), _ENCODER.encode(getattr(head, name))))
        stream.write(b'"counts": %b,\n' % _ENCODER.encode(counts))
        for begin, entries, end in ((b'"inputs": [', inputs, b"\n],\n"), (b'"parts": [', parts, b"\n]\n}\n")):
            stream.write(begin)
            for number, entry in enumerate(entries):
                stream.write((b",\n  " if number else b"\n  ") + entry)
            stream.write(end)


def encode(entry: msgspec.Struct) -> bytes:
    """An entry as one line of JSON, without the line end."""
    return _ENCODER.encode(entry)


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream to a file that takes its name only when all is written and on the disk."""
    aside = target.with_name(f".{target.name}.new")
    try:
        with aside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)
