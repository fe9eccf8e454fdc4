"""The one way through: queries that block on equal keys, then a judgement of the few pairs they leave.

Nothing is compared unless the words around it, the event, or measure, period and place are the same; what differs in
period, population or realis never meets. Source of the guards: XBRL's duplicate facts (same aspects, other value).
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from k3extract.corpus.base import Base, open_base
from k3extract.corpus.figures import compare, proof
from k3extract.corpus.findings import Cross
from k3extract.corpus.posts import holders
from k3extract.extract import Extractor
from k3extract.reading import Failure

_BATCH = 500  # groups whose places are fetched together
Group = list[dict[str, Any]]


def reconcile(
    source: str, extractor: Extractor | None = None, failures: list[Failure] | None = None
) -> Iterator[Cross]:
    """Every check across the articles of ``source`` (see ``open_base``): proofs of slips first, then repeats, then
    posts, each in the order of its keys. Raises ReadError and SinkError."""
    with open_base(source, extractor or Extractor(), [] if failures is None else failures) as base:
        done: set[frozenset[str]] = set()
        for cross in _all(base):
            records = frozenset(operand.record for operand in cross.operands)
            if records not in done:
                done.add(records)
                yield cross


def _all(base: Base) -> Iterator[Cross]:
    for batch in _batches([row] for row in base.rows("proofs")):
        places = _places(base, (row[name] for group in batch for row in group for name in ("printed", "proof")))
        for group in batch:
            yield proof(group[0], places)
    figures = groupby(base.rows("figures"), key=lambda row: (row["link"], row["key"]))
    for batch in _batches(list(group) for _, group in figures):
        places = _places(base, (row[name] for group in batch for row in group for name in ("first", "last")))
        for group in batch:
            yield from compare(group, places)
    posts = groupby(base.rows("posts"), key=lambda row: row["post"])
    for batch in _batches(list(group) for _, group in posts):
        kept = [group for group in batch if len({row["official"] for row in group}) > 1]
        places = _places(base, (row["official"] for group in kept for row in group))
        for group in kept:
            yield from holders(group, places)


def _batches(groups: Iterable[Group]) -> Iterator[list[Group]]:
    """Lists of at most ``_BATCH`` groups, in order."""
    iterator = iter(groups)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _places(base: Base, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    wanted = sorted(set(ids))
    return {row["id"]: row for row in base.rows("places", {"ids": wanted})} if wanted else {}
