"""Before and after over a pile of articles: both extractions of each, the differences counted and grouped.

An article in which nothing changed costs its two extractions and nothing else. The order of the pile decides what is
shown, so the same pile and rules give the same bytes with any number of workers.
"""

import gc
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from k3extract.article import Article
from k3extract.errors import BatchError
from k3extract.extract import Extractor
from k3extract.records import Extraction
from k3extract.rulebook import Rulebook, load_rulebook
from k3extract.workbench.comparing import KINDS, Compared, Difference, compare, tally
from k3extract.workbench.pile import Pair, Pile

CHUNK = 32  # articles
SHOWN = 200  # examples of each group that are kept


@dataclass(frozen=True, slots=True)
class Side:
    """One rulebook by its folders: ``base`` in place of ours, ``overlay`` laid over."""

    base: Path | None = None
    overlay: Path | None = None

    def rulebook(self) -> Rulebook:
        """The rulebook. Raises RuleError."""
        return load_rulebook(self.overlay, self.base)


@dataclass(slots=True)
class Group:
    """The differences of one kind and rule: all counted, the first of each sort kept."""

    gains: int = 0
    losses: int = 0
    changes: int = 0
    kept: list[Difference] = field(default_factory=list)

    def add(self, one: Difference, most: int) -> None:
        """Count a difference; keep it as long as no more than ``most`` of its sort are kept."""
        name = {"gain": "gains", "loss": "losses", "change": "changes"}[one.change]
        count = getattr(self, name) + 1
        setattr(self, name, count)
        if count <= most:
            self.kept.append(one)

    @property
    def total(self) -> int:
        return self.gains + self.losses + self.changes


@dataclass(slots=True)
class Impact:
    """What an edit changes over a pile. ``before`` and ``after`` count records by kind over all articles."""

    articles: int = 0
    changed: int = 0
    renamed: int = 0
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)

    def add(self, done: "Done", most: int = SHOWN) -> None:
        """Add one article."""
        self.articles += 1
        self.changed += bool(done.compared.differences)
        self.renamed += done.compared.renamed
        for counts, one in ((self.before, done.before), (self.after, done.after)):
            for kind, count in one.items():
                counts[kind] = counts.get(kind, 0) + count
        for difference in done.compared.differences:
            self.groups.setdefault((difference.kind, difference.rule), Group()).add(difference, most)

    def ordered(self) -> list[tuple[str, str, Group]]:
        """The groups, findings first; of one kind the largest first."""
        rows = [(kind, rule, group) for (kind, rule), group in self.groups.items()]
        return sorted(rows, key=lambda row: (KINDS.index(row[0]), -row[2].total, row[1]))


@dataclass(frozen=True, slots=True)
class Done:
    """One article compared, with the records of either side counted."""

    compared: Compared
    before: dict[str, int]
    after: dict[str, int]


def impact(pile: Pile, before: Side, after: Side, jobs: int = 1, told: Callable[[Done], None] | None = None) -> Impact:
    """What lies between ``before`` and ``after`` over ``pile``; ``told`` hears of every article.

    Raises RuleError, and BatchError when a worker is killed.
    """
    made = Impact()
    for done in _done(pile.pairs(before.rulebook(), after.rulebook()), before, after, jobs):
        made.add(done)
        if told is not None:
            told(done)
    return made


def _done(pairs: Iterator[Pair], before: Side, after: Side, jobs: int) -> Iterator[Done]:
    first = list(islice(pairs, 2 * CHUNK))
    pairs = chain(first, pairs)
    if jobs == 1 or len(first) < 2 * CHUNK:  # a pile so small is done before another process has read the rules
        worker = _Worker(before, after)
        yield from map(worker.compare, pairs)
        return
    spawned = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawned, initializer=_start, initargs=(before, after)) as pool:
        waiting: deque[Future[list[Done]]] = deque()
        try:
            while True:
                while len(waiting) < 2 * jobs and (chunk := list(islice(pairs, CHUNK))):
                    waiting.append(pool.submit(_work, chunk))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenProcessPool:
            raise BatchError("worker", "was killed; an article of the pile may be too large for the memory") from None


class _Worker:
    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = Extractor(before.rulebook()), Extractor(after.rulebook())

    def compare(self, pair: Pair) -> Done:
        old = self._extraction(self._before, pair.before)
        new = self._extraction(self._after, pair.after)
        return Done(compare(old, new), tally(old), tally(new))

    @staticmethod
    def _extraction(extractor: Extractor, one: Article | Extraction | None) -> Extraction | None:
        return extractor(one) if isinstance(one, Article) else one


_worker: _Worker | None = None


def _start(before: Side, after: Side) -> None:
    global _worker
    _worker = _Worker(before, after)
    gc.freeze()  # the process is ours: the collector need not walk the rules again and again


def _work(pairs: list[Pair]) -> list[Done]:
    assert _worker is not None
    return [_worker.compare(pair) for pair in pairs]
