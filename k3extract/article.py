"""Article: one text with what is known about it, and the list of repairs that leads back to what was read."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from k3extract.errors import ReadError

PublishedBasis = Literal["given", "metadata", "stated", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One change made on reading: ``original`` stood where ``text[start:end]`` stands now (code points)."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """A stretch of ``text[start:end]`` that is page furniture, not article; no record comes from it."""

    start: int
    end: int
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The day (or instant) of publication as TIMEX3 and EDTF, and how it is known."""

    timex: str | None
    edtf: str | None
    basis: PublishedBasis


def _published(value: "Published | str | None") -> Published | str | None:
    """An ISO string becomes a Published; any other form stays a string, for the extractor to read."""
    if value is None or isinstance(value, Published):
        return value
    stamp = value.strip().replace(" ", "T", 1)
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return value.strip() or None
    return Published(timex=stamp, edtf=stamp, basis="given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Only ``text`` is required; every offset of every record counts code points of it.

    ``published`` takes an ISO 8601 date or instant (``"2024-11-26"``); other forms
    (``"Selasa, 26 November 2024 10:15 WIB"``) are read by the extractor. Without ``sha256`` the text's own UTF-8
    bytes are hashed; without ``id`` it becomes ``art_`` + the first 16 hex digits of ``sha256``. ``sentences``,
    ``boilerplate`` and an inferred ``published`` or ``place`` are filled in by the extractor. Raises ReadError when
    the text holds a lone surrogate, which no UTF-8 file can.
    """

    id: str = ""
    source: str | None = None
    sha256: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    place: str | None = None
    published: Published | str | None = None
    text: str
    repairs: tuple[Repair, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    boilerplate: tuple[Boilerplate, ...] = field(default=())

    def __post_init__(self) -> None:
        try:
            data = self.text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise ReadError(
                self.id or "article", f"a lone surrogate at code point {error.start} is no text", "text"
            ) from None
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(data).hexdigest())
        if not self.id:
            object.__setattr__(self, "id", f"art_{self.sha256[:16]}")
        object.__setattr__(self, "published", _published(self.published))

    @property
    def reference_date(self) -> str | None:
        """The ISO date (``YYYY-MM-DD``) relative expressions are read against, or None when it is not known."""
        published = self.published
        if not isinstance(published, Published) or published.timex is None:
            return None
        return published.timex[:10]


def original(text: str, repairs: tuple[Repair, ...]) -> str:
    """The text as it was read, before ``repairs``.

    >>> original("Binwasnaker) dan", (Repair(start=12, end=13, original="\\u00c2 "),))
    'Binwasnaker)Â dan'
    """
    out: list[str] = []
    at = 0
    for repair in repairs:
        out += (text[at : repair.start], repair.original)
        at = repair.end
    out.append(text[at:])
    return "".join(out)


def read_offset(repairs: tuple[Repair, ...], offset: int) -> int:
    """Where the character at ``offset`` of the repaired text stood in the text as it was read.

    >>> read_offset((Repair(start=12, end=13, original="\\u00c2 "),), 14)
    15
    """
    shift = 0
    for repair in repairs:
        if repair.end > offset:
            return min(offset, repair.start) + shift
        shift += len(repair.original) - (repair.end - repair.start)
    return offset + shift
