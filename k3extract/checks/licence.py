"""What licenses a finding about a list: one total in sight, a list of plain build, parts that count the same.

The numbers decide nothing here but which of several licensed readings is meant; where they are far apart, one typing
slip must explain it.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from k3extract.checks.claims import Cue, Promise
from k3extract.checks.figures import Figure
from k3extract.checks.judging import exact
from k3extract.checks.listing import CLOSED, Parts, shaped, unread
from k3extract.checks.masked import Masked
from k3extract.checks.slips import SCALE, edited, sum_slips
from k3extract.checks.structure import Listed, ListReader, any_of
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_TOTAL_ROLES = frozenset({"total", "cumulative"})


class Licence:
    """Reads lists by their build and says which of them promise the whole."""

    def __init__(self, rulebook: Rulebook, units: Units) -> None:
        self._units = units
        self._reader = ListReader(rulebook, units)
        words: dict[str, list[str]] = {}
        for _, rule in rulebook.of(CheckRule):
            if rule.relation in ("breakdown", "remainder", "sum"):
                for name, cues in rule.cues.items():
                    words.setdefault(name, []).extend(cues)
        self._some = any_of(words.get("some", []))
        self._numerals = frozenset(words.get("numerals", []))
        self._sums = any_of(words.get("sum", []))
        self._takes = re.compile(r"(?<!\w)dari(?: (?!dari\b)[^\s⟪¶]+){0,4} $", re.I)

    def promise(
        self, masked: Masked, cue: Cue, totals: Sequence[Figure], following: Sequence[Figure]
    ) -> Promise | None:
        """What the list behind ``cue`` promises; None where no total and list are in sight."""
        opening = [f for f in following[:3] if f.kind in "CMU"]
        for total in self._totals(cue, totals, opening):
            first = next((f for f in opening if self._units.addable(total, f, masked)), None)
            if first is None or first.sentence > cue.sentence + 1:
                continue
            listed = self._reader.read(masked, total, following)
            counts = listed.readings()
            if not counts:
                continue
            chosen = _chosen(total, listed, counts)
            sure = self._sure(masked, cue, total, (listed, chosen))
            beyond = {count for count in counts if count > chosen} if chosen in listed.shut else set()
            others = [listed.items[:count] for count in counts if count != chosen]
            beside = [parts for parts in others if len(parts) not in beyond or exact(total, added(parts))]
            return Promise(total, [listed.items[:chosen], *beside], sure)
        return None

    def read(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> Listed:
        """The list that ``figures`` are by their build."""
        return self._reader.read(masked, total, figures)

    def taken(self, masked: Masked, figure: Figure) -> bool:
        """Whether words take from a figure ("dari 427 berkas itu")."""
        return bool(self._takes.search(masked.before(figure.index)))

    def totals(self, masked: Masked, figure: Figure) -> bool:
        """Whether a cue of sums stands before a figure."""
        return bool(self._sums.search(masked.before(figure.index)))

    def readable(self, masked: Masked, first: Figure, parts: Parts, total: Figure | None = None) -> bool:
        """Whether nothing between a figure and the last one may be a part that was not read."""
        figures = [figure for figure, _ in parts]
        last = total or figures[-1]
        whole = total or first
        if not shaped(masked, figures) or self._mixed(whole, figures):
            return False
        return not unread(masked, first, last, self._numerals)

    @staticmethod
    def _totals(cue: Cue, totals: Sequence[Figure], opening: Sequence[Figure]) -> Iterator[Figure]:
        """The figures that the list may belong to, by their place: of its own sentence those that count the very same
        before the others, the nearest first; else the one of the sentence before that is a total by its words, or the
        only one."""
        own = [f for f in totals if f.sentence == cue.sentence]
        if own:
            units = {f.unit for f in opening[:1]} - {None}
            yield from sorted(own, key=lambda f: f.unit not in units)
        elif totals and (cue.kind == "whole" or cue.opens) and totals[0].sentence == cue.sentence - 1:
            before = [f for f in totals if f.sentence == totals[0].sentence]
            named = [f for f in before if f.record.role in _TOTAL_ROLES]
            if len(named) == 1 or len(before) == 1:
                yield (named or before)[0]

    def _sure(self, masked: Masked, cue: Cue, total: Figure, found: tuple[Listed, int]) -> bool:
        listed, count = found
        parts = listed.items[:count]
        figures = [figure for figure, _ in parts]
        first, last = figures[0], figures[-1]
        if count > listed.clean or count < 2 or not shaped(masked, figures) or self._mixed(total, figures):
            return False
        if self._some.search(masked.text, total.until, last.until + 16) or unread(masked, total, last, frozenset()):
            return False
        if unread(masked, first, last, self._numerals):
            return False
        same = all(self._units.same(total, figure, masked) for figure in figures)
        gap = total.value - added(parts)
        if any(figure.value == gap and _of_two(masked, figure, last) for figure in figures):
            return False
        if total.kind == "M" and any(figure.value * 10**5 < total.value for figure in figures):
            return False  # "Rp16,9 milir": the scale word was not read
        near = total.value > max(f.value for f in figures) and abs(gap) * 2 <= total.value
        slips = one_slip(total, parts)
        if not same:
            if self._tight(masked, figures):
                return cue.kind == "whole" and count in listed.shut and (slips or one_edit(total, parts))
            alike = all(figure.unit is not None and self._units.same(first, figure, masked) for figure in figures)
            return cue.kind == "whole" and alike and slips and count in listed.shut
        shut = count in listed.shut
        if cue.kind == "whole":
            plain = all(
                figure.record.unit is not None and figure.record.unit == total.record.unit for figure in figures
            )
            return slips or one_edit(total, parts) or (near and (shut or (plain and gap < 0)))
        if cue.kind == "loose":
            return slips and shut and first.index == total.index + 1
        if shut and count >= 3 and near and abs(gap) * 20 <= total.value:
            return True
        close = total.sentence == cue.sentence and len(masked.text[total.until : cue.start].split()) <= 8
        return (shut or count == listed.last) and (slips or (close and one_edit(total, parts)))

    def _tight(self, masked: Masked, figures: Sequence[Figure]) -> bool:
        """Whether a short list names its things right behind their numbers ("9 truk, 6 mobil, dan 3 motor")."""
        apart = (len(masked.before(figure.index).split()) for figure in figures[1:])
        named = all(figure.kind == "C" and figure.unit is not None and not figure.unread for figure in figures)
        return named and len(figures) <= 8 and all(words <= 5 for words in apart)

    def _mixed(self, total: Figure, parts: Sequence[Figure]) -> bool:
        """Whether some parts have no unit and another has one that is not the total's."""
        bare = total.unit is None or any(part.unit is None for part in parts)
        return bare and any(self._units.stranger(part) and part.unit != total.unit for part in parts)


def _chosen(total: Figure, listed: Listed, counts: list[int]) -> int:
    """The reading that was meant: of those of plain build one that a slip parts from its total, else the nearest."""
    plain = [count for count in counts if count <= listed.clean] or counts
    for count in plain:
        if one_slip(total, listed.items[:count]) or one_edit(total, listed.items[:count]):
            return count
    return min(plain, key=lambda count: abs(added(listed.items[:count]) - total.value))


def _of_two(masked: Masked, figure: Figure, last: Figure) -> bool:
    """Whether a part may count twice ("90 menit melawan A dan B")."""
    words, comma, _ = masked.after(figure.index).partition("\f")
    return (bool(comma) or figure is last) and bool(CLOSED.search(words))


def added(parts: Parts) -> Fraction:
    """What the parts come to."""
    return sum((figure.value * times for figure, times in parts), Fraction(0))


def one_slip(total: Figure, parts: Parts) -> bool:
    """Whether one changed, swapped, lost or added digit makes the sum hold, or another scale word makes it hold to
    the printed places: then it is the sum that was meant."""
    return any(
        why != SCALE or (figure.written.place >= 1000 and _rescaled(figure, wanted))
        for figure, wanted, why in sum_slips(total, parts)
    )


def one_edit(total: Figure, parts: Parts) -> bool:
    """Whether one changed digit or two swapped ones make the sum hold, however small the figures are; coarser figures
    beside it may leave its last place open."""
    gap = total.value - added(parts)
    places = {figure.index: figure.place() for figure in (total, *(f for f, _ in parts)) if not figure.written.whole}
    slack = sum(places.values(), Fraction(0)) / 2
    wanted = [(total, total.value - gap), *((f, f.value + gap / times) for f, times in parts)]
    return any(edited(figure.written, value / figure.factor, slack / figure.factor) for figure, value in wanted)


def _rescaled(figure: Figure, wanted: Fraction) -> bool:
    """Whether ``wanted`` is the figure with another scale word, to its last printed digit."""
    ratio = wanted / figure.value
    return any(ratio == Fraction(10) ** power for power in (3, 6, -3, -6))
