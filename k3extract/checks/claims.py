"""What the finders of lists share: where a cue stands, and the claim that parts make a total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from k3extract.checks.figures import Figure
from k3extract.checks.judging import Claim, judge, scope_of, sum_reading
from k3extract.checks.listing import Parts

_KINDS = {"rest": "remainder", "sum": "sum"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of a list: its strength or use, its place, and the first figure behind it (``at``)."""

    kind: str
    rule: str
    start: int
    end: int
    sentence: int
    at: int
    opens: bool  # whether it begins its sentence


@dataclass(frozen=True, slots=True)
class Promise:
    """A total with the lists that its words announce, the likeliest first; ``sure`` when a miss is a finding."""

    total: Figure
    readings: Sequence[Parts]
    sure: bool


class Claims:
    """Makes claims with the words of their rules."""

    def __init__(self, says: Mapping[str, tuple[str, str]]) -> None:
        self._says = says

    def make(self, cue: Cue, total: Figure, parts: Parts, *others: Parts) -> Claim:
        """The claim that ``parts``, or one of the ``others``, add up to ``total``."""
        kind = _KINDS.get(cue.kind, "breakdown")
        bound = {"total": total}
        return Claim(
            kind=kind,
            rule=cue.rule,
            role="total",
            claim=total,
            operands=tuple(("part", figure) for figure, _ in parts),
            readings=tuple(sum_reading("jumlah bagian-bagiannya", some, bound) for some in (parts, *others)),
            scope=scope_of([total, *(figure for figure, _ in parts)]),
            additive=True,
            says=self._says.get(kind),
        )

    def promised(self, cue: Cue, promise: Promise) -> Claim | None:
        """The claim of a promise; one that is not sure only where it holds."""
        claim = self.make(cue, promise.total, *promise.readings)
        if promise.sure or judge(claim).verdict in ("consistent", "approximate"):
            return claim
        return None
