"""What one task consists of: units (one article each, as far as the parent reads it) or lines of JSONL as bytes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.formats import read_line
from k3extract.reading.records import ArticleMaker

UnitKind = Literal["text", "page", "record", "failure"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One article before repair and parsing, or (``failure``) something the parent could not read: then ``text`` is
    the reason and ``stage`` how far reading came. ``source`` is the input, ``place`` the article in it."""

    kind: UnitKind
    source: str
    place: str
    text: str = ""
    data: bytes | None = None
    known: Mapping[str, Any] = field(default_factory=dict)
    stage: str = ""

    def article(self, maker: ArticleMaker) -> Article:
        """The article. Raises ReadError."""
        if self.kind == "text":
            return maker.from_text(self.text, self.data or b"", self.place)
        if self.kind == "page":
            return maker.from_page(self.text, self.data or b"", self.place, self.known)
        if self.kind == "record":
            return maker.from_record(self.known, self.place, self.data)
        raise ReadError(self.place, self.text, self.stage)


class Work(Protocol):
    """A row of articles that can be cut anywhere: a task, or a piece of one."""

    def __len__(self) -> int: ...
    def piece(self, start: int, stop: int) -> "Work":
        """The articles ``start`` to ``stop``, half open."""
        ...

    def place(self, index: int) -> tuple[str, str]:
        """``(source, place)`` of an article."""
        ...

    def articles(self, maker: ArticleMaker) -> Iterator["Article | ReadError | None"]:
        """For each article in turn: itself, why it cannot be read, or None where a line is blank."""
        ...


@dataclass(frozen=True, slots=True)
class Units:
    """Articles of any format."""

    units: tuple[Unit, ...]

    def __len__(self) -> int:
        return len(self.units)

    def piece(self, start: int, stop: int) -> "Units":
        return Units(self.units[start:stop])

    def place(self, index: int) -> tuple[str, str]:
        return self.units[index].source, self.units[index].place

    def articles(self, maker: ArticleMaker) -> Iterator[Article | ReadError | None]:
        for unit in self.units:
            try:
                yield unit.article(maker)
            except Exception as error:
                yield _reason(error, unit.place)


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of a JSONL file, the first of them number ``first`` (from 1)."""

    source: str
    first: int
    data: bytes

    def __len__(self) -> int:
        return self.data.count(b"\n") + (not self.data.endswith(b"\n") if self.data else 0)

    def piece(self, start: int, stop: int) -> "Lines":
        *whole, last = self.data.split(b"\n")  # a lone carriage return ends no line
        lines = [line + b"\n" for line in whole] + ([last] if last else [])
        return Lines(self.source, self.first + start, b"".join(lines[start:stop]))

    def place(self, index: int) -> tuple[str, str]:
        return self.source, f"{self.source}#{self.first + index}"

    def articles(self, maker: ArticleMaker) -> Iterator[Article | ReadError | None]:
        at = 0
        number = self.first
        while at < len(self.data):
            end = self.data.find(b"\n", at) + 1 or len(self.data)
            place = f"{self.source}#{number}"
            try:
                yield read_line(self.data[at:end], place, maker)
            except Exception as error:
                yield _reason(error, place)
            at = end
            number += 1


def _reason(error: Exception, place: str) -> ReadError:
    """What a faulty page raises in a library is not foreseen, and must not cost the articles beside it."""
    return error if isinstance(error, ReadError) else ReadError(place, f"{type(error).__name__}: {error}", "read")
