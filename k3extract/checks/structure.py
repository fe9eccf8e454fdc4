"""Lists by their build: which figures behind a cue are coordinate parts, where the list may end, how sure that is.

Whether the parts add up plays no role, but for a part that is broken down itself: it takes in what makes it up.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from k3extract.checks.figures import Figure
from k3extract.checks.listing import Parts, is_base, times_of
from k3extract.checks.masked import Masked
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MOST = 24  # figures of one list
_LINE = re.compile(r"[;•·*]|-(?= )|: *(?:\S+ *){0,3}$|(?<=[ \f])(?:[a-z0-9][.)]|\d+\.)")


@dataclass(frozen=True, slots=True)
class Listed:
    """The coordinate ``items`` of a list, each so many times; ``ends`` are the numbers of items after which it may be
    complete and ``shut`` those of them where a last item is announced ("dan", "sisanya"); up to ``clean`` items the
    build is plain."""

    items: Parts
    ends: tuple[int, ...]
    shut: tuple[int, ...]
    clean: int
    last: int = 0  # the number of items that the following sentences make it

    def readings(self) -> list[int]:
        """The numbers of items of the lists it may be, two parts and more."""
        return [end for end in self.ends if end > 1 or (end == 1 and self.items[0][1] > 1)]


@dataclass(slots=True)
class _Step:
    figure: Figure
    link: str  # first, item, last, inner, loose, sentence (a new sentence that goes on)
    times: int
    doubt: bool  # whether something else that is counted stands before it in the list


class ListReader:
    """Reads lists by the cues ``last``, ``joining``, ``inner``, ``apart`` and ``continuing`` of the breakdown rules."""

    def __init__(self, rulebook: Rulebook, units: Units) -> None:
        words: dict[str, list[str]] = {}
        for _, rule in rulebook.of(CheckRule):
            if rule.relation in ("breakdown", "remainder", "sum"):
                for name, cues in rule.cues.items():
                    words.setdefault(name, []).extend(cues)
        self._units = units
        self._last = any_of(words.get("last", []))
        self._joins = any_of(words.get("joining", []))
        self._inner = any_of([*words.get("whole", []), *words.get("part", []), *words.get("inner", [])])
        self._some_of = re.compile(rf"^ *{any_of(words.get('some', [])).pattern}", re.I)  # "2.308 di antaranya"
        self._apart = re.compile(rf" *{any_of(words.get('apart', [])).pattern}", re.I)
        self._rest = any_of(words.get("rest", []))
        self._beside = re.compile(rf"(?:{any_of(words.get('beside', [])).pattern} *|≈ *)$", re.I)
        self._opens_last = re.compile(rf" *{self._last.pattern}", re.I)
        self._going_on = re.compile(rf" *{any_of(words.get('continuing', [])).pattern}", re.I)

    def read(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> Listed:
        """The list that ``figures``, in text order, are for ``total``."""
        steps, clean = self._steps(masked, total, figures[:_MOST])
        items: Parts = []
        ends: list[int] = []
        shut: list[int] = []
        at = 0
        while at < len(steps):
            step = steps[at]
            if step.link == "inner":
                at, plain = _children(steps, at)
                clean = clean if plain else min(clean, len(items))
                continue
            if step.link == "sentence":
                ends.append(len(items))
                if any(step.figure.value == figure.value for figure, _ in items):
                    break  # the next sentence comes back to one of the parts
            if step.link == "loose":
                if shut:
                    break
                clean = min(clean, len(items))
            if step.doubt:
                clean = min(clean, len(items)) if shut else 0
            items.append((step.figure, step.times))
            if step.link == "last":
                shut.append(len(items))
                ends.append(len(items))
            at += 1
        ends.append(len(items))
        last = 0
        if len(items) > 1 and steps[at - 1].link == "sentence":
            last = len(items)  # "Selain itu, 3 orang ..." may end a list
        return Listed(items, tuple(dict.fromkeys(ends)), tuple(shut), clean, last)

    def _steps(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> tuple[list[_Step], int]:
        """The figures that may be parts, each with its link to the one before; other figures stand in the gaps."""
        steps: list[_Step] = []
        gap = ""
        stranger = False
        word = ""  # before the last part
        for figure in map(_counted, figures):
            gap += masked.before(figure.index)
            if not self._units.addable(total, figure, masked) or (steps and is_base(masked, figure)):
                kinds = total.kind if steps else "CMU"
                stranger = stranger or (figure.kind in kinds and self._coordinate(gap, word if steps else None))
                gap += " x "
                continue
            link = self._link(gap) if steps else "first"
            if link == "end":
                break
            times, counter = times_of(masked, figure)
            if counter is not None and steps and steps[-1].figure is counter:
                link = steps.pop().link
                stranger = stranger or figure.unit is None or not self._units.same(total, figure, masked)
            steps.append(_Step(figure, link, times, stranger))
            word = gap.split()[-1].lower() if gap.split() else ""
            gap, stranger = "", False
        return steps, len(figures) + 1

    def _coordinate(self, gap: str, word: str | None) -> bool:
        """Whether a figure that is no part stands where a part would, the last one behind ``word``: then the list
        counts something else, too."""
        if word is not None and self._link(gap) not in ("item", "last"):
            return False
        beside = self._beside.search(gap.rpartition("\f")[2])
        return beside is None or beside[0].strip().lower() == word

    def _link(self, gap: str) -> str:
        """How a figure is linked to the one before it by the words between."""
        if "¶" in gap:
            opening = gap.rpartition("¶")[2].lstrip(" \f")
            return "sentence" if self._going_on.match(opening) else "end"
        if self._inner.search(self._some_of.sub("", gap, count=1)):
            return "inner"
        _, comma, behind = gap.rpartition("\f")
        if comma:
            if self._opens_last.match(behind) or self._rest.search(behind):
                return "last"
            return "loose" if self._apart.match(behind) else "item"
        if self._last.search(gap):
            return "last"
        return "item" if self._joins.search(gap) or _LINE.search(gap) else "loose"


def _counted(figure: Figure) -> Figure:
    """A bare number in brackets behind a name as a count ("Brisbane (2)", which is read as an age)."""
    return replace(figure, kind="C", unit=None) if figure.kind == "D" and figure.record.text.isdigit() else figure


def _children(steps: list[_Step], at: int) -> tuple[int, bool]:
    """Where the figures that break down the item before ``steps[at]`` end, and whether that is plain."""
    parent = steps[at - 1].figure.micro
    added = 0
    for end in range(at, len(steps)):
        added += steps[end].figure.micro * steps[end].times
        if added == parent and end > at:
            return end + 1, True
    for end in range(at + 1, len(steps)):
        if steps[end].link == "last":
            return end + 1, end + 1 == len(steps)
        if steps[end].link == "sentence":
            return end, False
    return len(steps), True


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of the words, whole words only."""
    listed = "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.I)
