"""A text and what lies on it, cut into runs that carry the same marks. Overlaps need no nesting this way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` belongs to layer ``layer`` (one letter) and to the things called ``names`` on the page."""

    start: int
    end: int
    layer: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the same marks all along; ``notes`` are the findings that end here."""

    text: str
    layers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()


def paragraphs(text: str, marks: Sequence[Mark], notes: Iterable[tuple[int, int]] = ()) -> list[list[Run]]:
    """The text as paragraphs (its lines, blank ones left out) of runs. ``notes`` are ``(offset, number)``.

    >>> [run.text for run in paragraphs("Rp5 juta\\n\\nlagi", [Mark(0, 3, "s", ("a",)), Mark(2, 8, "t", ("b",))])[0]]
    ['Rp', '5', ' juta']
    """
    ends: dict[int, list[int]] = {}
    for offset, note in notes:
        ends.setdefault(offset, []).append(note)
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks), *ends})
    waiting = sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: mark.start)
    active: list[Mark] = []
    at = 0
    lines: list[list[Run]] = [[]]
    for start, end in pairwise(cuts):
        while at < len(waiting) and waiting[at].start <= start:
            active.append(waiting[at])
            at += 1
        active = [mark for mark in active if mark.end > start]
        layers = tuple(dict.fromkeys(mark.layer for mark in active))
        names = tuple(dict.fromkeys(name for mark in active for name in mark.names))
        for number, piece in enumerate(text[start:end].split("\n")):
            if number:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, layers, names))
        if end in ends:
            lines[-1].append(Run("", notes=tuple(sorted(ends[end]))))
    return [line for line in lines if any(run.text.strip() or run.notes for run in line)]
