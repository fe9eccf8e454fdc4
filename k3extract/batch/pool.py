"""Several processes for one stream: articles out in chunks, extractions back in the order they were read."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context

from k3extract.article import Article
from k3extract.errors import BatchError
from k3extract.extract import Extractor
from k3extract.records import Extraction

CHUNK = 64  # articles: about 0.2 MB out and a tenth of a second of work

_extractor: Extractor | None = None


def _start(rules: str | None) -> None:
    global _extractor
    _extractor = Extractor(rules)


def _work(articles: list[Article]) -> list[Extraction]:
    assert _extractor is not None
    return [_extractor(article) for article in articles]


def extract_all(articles: Iterable[Article], *, rules: str | None, jobs: int) -> Iterator[Extraction]:
    """The extractions of ``articles`` in their order; at most two chunks a worker are in flight, so memory is flat.

    Raises BatchError when a worker is killed: ``run`` is what survives that.
    """
    source = iter(articles)
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(rules,)) as pool:
        waiting: deque[Future[list[Extraction]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (chunk := list(islice(source, CHUNK))):
                    waiting.append(pool.submit(_work, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise BatchError("worker", "was killed; k3extract run goes on where that happens") from None
