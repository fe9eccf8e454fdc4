"""Paths, folders, globs and stdin -> Articles, streamed; every bad input is a Failure, never silence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from k3extract.article import Article
from k3extract.errors import ReadError
from k3extract.reading.inputs import SKIPPED, Input, Problem, find_inputs
from k3extract.reading.records import ArticleMaker
from k3extract.reading.unpack import open_input
from k3extract.rulebook import Rulebook, load_rulebook


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read: where, how far it came (``open``, ``unpack``, ``decode``, ``parse``, ``field``,
    ``html``, ``size``), why."""

    source: str
    stage: str
    reason: str


def read_articles(
    *sources: str,
    rulebook: Rulebook | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    published: str | None = None,
) -> Iterator[Article]:
    """Articles of all ``sources`` in order. Without ``on_failure`` the first bad input raises ReadError.

    A source is a file, a folder (all files below it; those of other kinds are told with the stage ``skipped``,
    which is no failure), a glob or ``-`` for stdin; gzip and zstd are unpacked wherever
    they are met. ``published`` (ISO 8601) holds for every article, whatever it says of itself.
    """

    def problem(error: ReadError) -> None:
        if on_failure is not None:
            on_failure(Failure(error.place, error.stage, error.reason))
        elif error.stage != SKIPPED:
            raise error

    maker = ArticleMaker(rulebook or load_rulebook())
    for found in find_inputs(sources, problem):
        for article in _read(found, maker, problem):
            yield article if published is None else replace(article, published=published)


def _read(found: Input, maker: ArticleMaker, problem: Problem) -> Iterator[Article]:
    from k3extract.reading.formats import read_format

    try:
        with open_input(found) as stream:
            yield from read_format(found, stream, maker, problem)
    except ReadError as error:
        problem(error)
