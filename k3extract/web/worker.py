"""The worker process: an upload or a record in, one message an article out. It may be killed at any time."""

import signal
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from k3extract.article import Article
from k3extract.errors import K3Error, ReadError
from k3extract.reading import Failure
from k3extract.reading.inputs import FORMATS, PACKINGS, Input
from k3extract.records import Extraction
from k3extract.web.settings import Settings

if TYPE_CHECKING:
    from k3extract.reading.records import ArticleMaker

READY = "ready"
_MEMORY = 2 << 30  # bytes of a worker: an upload that unpacks to more is a failure, not the end of the machine
_UNPACKED = 256 << 20  # bytes of all files in a zip archive
_MEMBERS = 2000
_HEAD = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A file's bytes under its ``name``, or a ``record`` as a line of JSON Lines has it. ``published`` holds for all
    articles; no more than ``max_articles`` are read, none longer than ``max_chars``."""

    name: str = ""
    data: bytes = b""
    record: dict[str, str] = field(default_factory=dict)
    published: str | None = None
    max_chars: int = 200_000
    max_articles: int = 200


Result = Extraction | Failure


def serve(channel: Connection, settings: Settings) -> None:
    """The life of a worker: a Job in, Results out and None at their end, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _limit_memory()
    from k3extract.reading.records import ArticleMaker
    from k3extract.rulebook import load_rulebook

    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            maker = ArticleMaker(load_rulebook(Path(settings.rules) if settings.rules else None))
            extract = settings.make() if settings.make else _extractor(settings.rules)
        except K3Error as error:  # a rule that was edited since the server began
            channel.send(str(error))
            return
        channel.send(READY)
        while True:
            job = channel.recv()
            for result in results(job, maker, extract):
                channel.send(result)
            channel.send(None)


def _extractor(rules: str | None) -> Callable[[Article], Extraction]:
    from k3extract.extract import Extractor

    return Extractor(rules)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # not on every system
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, hard))


def results(job: Job, maker: "ArticleMaker", extract: Callable[[Article], Extraction]) -> Iterator[Result]:
    """What comes of a job, article by article; whatever goes wrong is a Failure with its place."""
    count = 0
    try:
        for found in _read(job, maker):
            if isinstance(found, Failure):
                yield found
                continue
            count += 1
            if count > job.max_articles:
                yield Failure(job.name, "size", f"only the first {job.max_articles} articles are shown")
                return
            yield _extraction(found, job, extract)
    except MemoryError:
        yield Failure(job.name, "size", "too large to be unpacked")
    except Exception as error:  # a fault of ours must not end the worker
        yield Failure(job.name, "read", f"{type(error).__name__}: {error}")


def _extraction(article: Article, job: Job, extract: Callable[[Article], Extraction]) -> Result:
    place = article.source or job.name or article.id
    if len(article.text) > job.max_chars:
        return Failure(place, "size", f"{len(article.text)} characters, more than the {job.max_chars} allowed")
    if job.published:
        article = replace(article, published=job.published)
    if job.record:
        article = replace(article, source=None)
    try:
        return extract(article)
    except Exception as error:
        return Failure(place, "extract", f"{type(error).__name__}: {error}")


def _read(job: Job, maker: "ArticleMaker") -> Iterator[Article | Failure]:
    if job.record:
        try:
            yield maker.from_record(job.record, "article")
        except ReadError as error:
            yield Failure(error.place, error.stage, error.reason)
    elif job.data.startswith(_HEAD):
        yield from _archive(job, maker)
    else:
        yield from _file(job.name, job.data, maker)


def _file(name: str, data: bytes, maker: "ArticleMaker") -> Iterator[Article | Failure]:
    from k3extract.reading.formats import read_format
    from k3extract.reading.unpack import open_bytes

    told: list[Failure] = []

    def problem(error: ReadError) -> None:
        told.append(Failure(error.place, error.stage, error.reason))

    try:
        with closing(open_bytes(data, name)) as stream:
            for article in read_format(Input(name, None, _format(name)), stream, maker, problem):
                yield from told
                told.clear()
                yield article
    except ReadError as error:
        problem(error)
    yield from told


def _format(name: str) -> str | None:
    path = PurePosixPath(name)
    inner = PurePosixPath(path.stem) if path.suffix.lower() in PACKINGS else path
    return FORMATS.get(inner.suffix.lower())


def _archive(job: Job, maker: "ArticleMaker") -> Iterator[Article | Failure]:
    """The files of a zip archive, each read as if it had come alone."""
    try:
        with zipfile.ZipFile(BytesIO(job.data)) as archive:
            names = archive.namelist()
            if "[Content_Types].xml" in names or "mimetype" in names:
                yield Failure(job.name, "decode", "a document of an office program: save it as text or HTML")
                return
            if len(names) > _MEMBERS:
                yield Failure(job.name, "size", f"more than {_MEMBERS} files in one archive")
                return
            left = _UNPACKED
            for name in names:
                if _format(name) is None or any(part.startswith((".", "__MACOSX")) for part in name.split("/")):
                    continue
                with archive.open(name) as stream:
                    data = stream.read(left + 1)
                left -= len(data)
                if left < 0:
                    yield Failure(
                        f"{job.name}/{name}", "size", f"the archive unpacks to more than {_UNPACKED >> 20} MB"
                    )
                    return
                yield from _file(f"{job.name}/{name}", data, maker)
            if left == _UNPACKED:
                yield Failure(job.name, "read", "no file of a known kind in the archive")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        yield Failure(job.name, "unpack", f"not a readable zip archive: {error}")
