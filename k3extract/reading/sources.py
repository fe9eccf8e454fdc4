"""Paths, folders, globs and stdin -> Articles, streamed; every bad input is a Failure, never silence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from k3extract.article import Article
from k3extract.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read: where, how far it came, why."""

    source: str
    stage: str
    reason: str


def read_articles(
    *sources: str,
    rulebook: Rulebook | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    published: str | None = None,
) -> Iterator[Article]:
    """Articles of all ``sources`` in order. Without ``on_failure`` the first bad input raises ReadError."""
    yield from ()
