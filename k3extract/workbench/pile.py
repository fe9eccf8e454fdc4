"""The pile of articles that an edit is tried on, each as it is read before and after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.manifest import MANIFEST, read_manifest
from k3extract.reading import Failure, read_articles
from k3extract.records import Extraction
from k3extract.rulebook import Rulebook

_READING = {"sites", "repairs", "boilerplate", "sentences"}  # kinds of rules that reading looks at


@dataclass(frozen=True, slots=True)
class Pair:
    """One article of the pile: to be extracted, or extracted before; None where it could not be read."""

    before: Article | Extraction | None
    after: Article | None


@dataclass(frozen=True, slots=True)
class Pile:
    """Articles of ``sources``. With ``earlier`` (a run's folder, or JSON lines that extract wrote) that is what was
    before, and its articles are compared with what comes out now."""

    sources: tuple[str, ...]
    published: str | None = None
    earlier: Path | None = None
    told: Callable[[Failure], None] | None = None

    def pairs(self, before: Rulebook, after: Rulebook) -> Iterator[Pair]:
        """Every article with both its readings, in the order of the pile. Raises ReadError."""
        later = self._read(after, self.told)
        if self.earlier is not None:
            yield from _paired(extractions(self.earlier), later)
        elif _reads_alike(before, after):
            yield from (Pair(article, article) for article in later)
        elif "-" in self.sources:
            raise ReadError("-", "these rules change how articles are read, and stdin is read once: name files", "open")
        else:
            yield from _paired(self._read(before, lambda _: None), later)

    def _read(self, rulebook: Rulebook, told: Callable[[Failure], None] | None) -> Iterator[Article]:
        return read_articles(*self.sources, rulebook=rulebook, on_failure=told, published=self.published)


def extractions(earlier: Path) -> Iterator[Extraction]:
    """The extractions of a run's folder or of a file of JSON lines, in their order. Raises ReadError."""
    if earlier.is_dir():
        manifest = read_manifest(earlier)
        if manifest is None:
            raise ReadError(str(earlier), f"no run: there is no {MANIFEST}", "open")
        files = [earlier / part.file for part in manifest.parts]
    else:
        files = [earlier]
    decode = msgspec.json.Decoder(Extraction).decode
    for file in files:
        try:
            with file.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    try:
                        yield decode(line)
                    except (msgspec.MsgspecError, ValueError) as error:
                        raise ReadError(f"{file}:{number}", f"no line that extract wrote: {error}", "parse") from None
        except OSError as error:
            raise ReadError(str(file), error.strerror or str(error), "open") from None


def _reads_alike(before: Rulebook, after: Rulebook) -> bool:
    """Whether no rule that reading looks at differs, so that one reading is enough."""
    if before is after:
        return True
    rules = [
        [(entry.id, entry.rule) for entry in book.entries.values() if entry.kind in _READING]
        + [(name, flat.rows) for name, flat in book.lists.items() if name.split("/")[0] in _READING]
        for book in (before, after)
    ]
    return rules[0] == rules[1]


def _paired(before: Iterator[Article | Extraction], after: Iterator[Article]) -> Iterator[Pair]:
    """The two streams joined by the article's id (and, where several have one id, by their order)."""
    waiting: tuple[dict[str, list[Article | Extraction]], dict[str, list[Article]]] = ({}, {})
    while True:
        old, new = next(before, None), next(after, None)
        if old is None and new is None:
            break
        if old is not None:
            waiting[0].setdefault(_id(old), []).append(old)
        if new is not None:
            waiting[1].setdefault(new.id, []).append(new)
        for key in dict.fromkeys([_id(one) for one in (old, new) if one is not None]):
            while waiting[0].get(key) and waiting[1].get(key):
                yield Pair(waiting[0][key].pop(0), waiting[1][key].pop(0))
            for side in waiting:
                if key in side and not side[key]:
                    del side[key]
    yield from (Pair(one, None) for left in waiting[0].values() for one in left)
    yield from (Pair(None, one) for left in waiting[1].values() for one in left)


def _id(one: Article | Extraction) -> str:
    return one.id if isinstance(one, Article) else one.article.id
