"""A claim: a statement before it is known who is meant by its speaker."""

from dataclasses import dataclass

from k3extract.assemble.speakers import Speaker
from k3extract.records import StatementKind


@dataclass(frozen=True, slots=True)
class Claim:
    """``text[start:end]`` was said. ``verb`` is the span of the cue, ``at`` the place that orders the discourse."""

    start: int
    end: int
    kind: StatementKind
    rule: str
    verb: tuple[int, int] | None
    speaker: Speaker | None
    at: int
