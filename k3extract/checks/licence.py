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
from k3extract.checks.slips import EXTRA, MISSING, SCALE, edited, sum_slips
from k3extract.checks.structure import Listed, ListReader, any_of
from k3extract.checks.units import Units
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.checks import CheckRule


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
        self._pairs = frozenset(words.get("pairs", []))
        self._conclusive = frozenset(words.get("conclusive", []))
        self._sums = any_of(words.get("sum", []))
        self._back = re.compile(rf"[ \f]*(?:[^\s⟪¶]+ )?{any_of(words.get('back', [])).pattern}", re.I)
        self._taken_up = re.compile(
            rf"[ \f]*⟪C\d+⟫ (?:[^\s⟪¶]+ ){{0,2}}{any_of(words.get('back', [])).pattern} *", re.I
        )
        self._takes = re.compile(r"(?<!\w)dari(?: (?!dari\b)[^\s⟪¶]+){0,4} $", re.I)

    def promise(
        self, masked: Masked, cue: Cue, totals: Sequence[Figure], following: Sequence[Figure]
    ) -> Promise | None:
        """What the list behind ``cue`` promises; None where no total and list are in sight."""
        for total in self._totals(masked, cue, totals, following[:4]):
            listed = self._reader.read(masked, total, following)
            counts = listed.readings()
            if not counts:
                continue
            chosen = _chosen(total, listed, counts)
            twice = _doubled(masked, total, listed.items[:chosen]) if cue.kind == "whole" else None
            if twice is not None:
                return Promise(total, [twice], False)
            sure = self._sure(masked, cue, total, (listed, chosen))
            if not sure and total.sentence < cue.sentence:
                chosen_parts = listed.items[:chosen]
                if cue.kind != "part" or abs(total.value - added(chosen_parts)) > _slack(total, chosen_parts):
                    continue
            beyond = {count for count in counts if count > chosen} if chosen in listed.shut else set()
            others = [listed.items[:count] for count in counts if count != chosen]
            beside = [parts for parts in others if len(parts) not in beyond or exact(total, added(parts))]
            return Promise(total, [listed.items[:chosen], *beside], sure)
        return None

    def complementary(self, masked: Masked, total: Figure) -> Promise | None:
        """A total with the two kinds that there are right behind it: "50 pegawai, 36 pria dan 14 wanita"."""
        two = masked.figures[total.index + 1 : total.index + 3]
        if len(two) < 2 or any(f.kind != "C" or f.sentence != total.sentence for f in two):
            return None
        nouns = (self._units.noun(two[0], masked), self._units.noun(two[1], masked))
        if f"{nouns[0]}/{nouns[1]}" not in self._pairs and f"{nouns[1]}/{nouns[0]}" not in self._pairs:
            return None
        parts: Parts = [(figure, 1) for figure in two]
        if not self._plain(masked, total, list(two)) or not self._units.addable(total, two[0], masked):
            return None
        apart = max(len(masked.before(figure.index).split()) for figure in two)
        sure = (
            apart <= 5 and total.record.hedge is None and (one_slip(total, parts, lost=False) or one_edit(total, parts))
        )
        return Promise(total, [parts], sure)

    def read(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> Listed:
        """The list that ``figures`` are by their build."""
        return self._reader.read(masked, total, figures)

    def taken(self, masked: Masked, figure: Figure) -> bool:
        """Whether words take from a figure ("dari 427 berkas itu")."""
        return bool(self._takes.search(masked.before(figure.index)))

    def totals(self, masked: Masked, figure: Figure) -> bool:
        """Whether a cue of sums stands before a figure."""
        return bool(self._sums.search(masked.before(figure.index)))

    def concludes(self, words: str) -> bool:
        """Whether a cue of sums draws the sum of what stands before it ("jadi total")."""
        return words.lower() in self._conclusive

    def readable(self, masked: Masked, first: Figure, parts: Parts, total: Figure | None = None) -> bool:
        """Whether nothing between a figure and the last one may be a part that was not read."""
        figures = [figure for figure, _ in parts]
        last = total or figures[-1]
        whole = total or first
        if not shaped(masked, figures) or self._mixed(whole, figures):
            return False
        return not unread(masked, first, last, self._numerals)

    def _totals(
        self, masked: Masked, cue: Cue, totals: Sequence[Figure], opening: Sequence[Figure]
    ) -> Iterator[Figure]:
        """The figures that the list may belong to, by their place: of its own sentence those that count the very same
        before the others, the nearest first; else those of the nearest sentence before that has any."""
        fit = [f for f in totals if self._opens(masked, cue, f, opening)]
        own = [f for f in fit if f.sentence == cue.sentence]
        if own:
            units = {f.unit for f in opening[:1]} - {None}
            yield from sorted(own, key=lambda f: f.unit not in units)
        elif fit and (cue.kind == "whole" or cue.opens) and self._reaches(masked, cue, fit[0]):
            yield from fit[:4]
        elif fit and cue.kind == "part" and fit[0].sentence == cue.sentence - 1 and self._counted(masked, cue):
            yield from fit[:2]

    def _reaches(self, masked: Masked, cue: Cue, total: Figure) -> bool:
        return total.sentence == cue.sentence - 1 or self._begins(masked, cue)

    def _alone(self, masked: Masked, cue: Cue, total: Figure, figures: Sequence[Figure]) -> bool:
        """Whether a sentence "Rinciannya, ..." gives nothing but parts that count one thing by its noun, behind a
        sentence with no count but the total ("23 insiden", "7 kasus")."""
        if cue.kind != "whole" or not cue.opens or total.kind != "C" or total.sentence != cue.sentence - 1:
            return False
        beside = [f for f in masked.figures if f.kind == "C" and f.sentence in (total.sentence, cue.sentence)]
        nouns = {self._units.printed(figure) for figure in figures}
        return len(nouns) == 1 and None not in nouns and len(figures) >= 3 and len(beside) == len(figures) + 1

    def _counted(self, masked: Masked, cue: Cue) -> bool:
        """Whether what was counted before is taken up in front of a cue ("Lima orang tersebut yakni ...")."""
        return self._taken_up.fullmatch(masked.text, masked.sentence(cue.sentence)[0], cue.start) is not None

    def _opens(self, masked: Masked, cue: Cue, total: Figure, opening: Sequence[Figure]) -> bool:
        """Whether a part of ``total`` stands where the list begins."""
        if total.kind in "PD" and cue.kind != "whole":
            return False
        first = next((f for f in opening if self._units.addable(total, f, masked)), None)
        return first is not None and first.sentence <= cue.sentence + 1

    def _sure(self, masked: Masked, cue: Cue, total: Figure, found: tuple[Listed, int]) -> bool:
        """Whether a miss is a finding: plain build, one thing counted, and words that promise the whole; the weaker
        the words, the more a single slip must explain it."""
        listed, count = found
        parts = listed.items[:count]
        figures = [figure for figure, _ in parts]
        if count > listed.clean or count < 2 or cue.kind not in ("whole", "part", "loose"):
            return False
        if not self._plain(masked, total, figures):
            return False
        gap = total.value - added(parts)
        if any(figure.value == gap and _of_two(masked, figure, figures[-1]) for figure in figures):
            return False
        shut = count in listed.shut
        slips, edit = one_slip(total, parts, lost=cue.kind == "whole"), one_edit(total, parts)
        if total.sentence < cue.sentence - 1:
            return shut and slips and self._alike(masked, total, figures)
        if not self._alike(masked, total, figures):
            some = any(
                self._units.printed(figure) is not None and self._units.printed(figure) == self._units.printed(total)
                for figure in figures
            )
            if self._tight(masked, figures):
                promised = cue.kind == "whole" or (slips and self._units.vague(figures[-1]))
                return promised and shut and (slips or edit)
            one_noun = self._alike(masked, figures[0], figures[1:])
            if edit and one_noun and self._alone(masked, cue, total, figures):
                return shut or CLOSED.match(masked.before(figures[-1].index).strip(" \f")) is not None
            return shut and slips and cue.kind == "whole" and (some or one_noun)
        near = total.value > max(f.value for f in figures) and abs(gap) * 2 <= total.value
        if cue.kind == "whole":
            over = gap < 0 and all(f.record.unit is not None and f.record.unit == total.record.unit for f in figures)
            begins = total.sentence == cue.sentence or self._begins(masked, cue)
            return slips or edit or (near and begins and (shut or over))
        if cue.kind == "loose":
            enough = total.sentence == cue.sentence or count > 2
            return slips and shut and enough and figures[0].index == total.index + 1
        if total.sentence < cue.sentence and not cue.opens:
            return shut and slips
        if shut and count >= 3 and near and abs(gap) * 20 <= total.value:
            return True
        close = total.sentence == cue.sentence and len(masked.text[total.until : cue.start].split()) <= 8
        return (shut or count == listed.last) and (slips or (close and edit))

    def _begins(self, masked: Masked, cue: Cue) -> bool:
        """Whether the sentence of a cue goes on from the one before: it begins with the cue, or points back."""
        start = masked.sentence(cue.sentence)[0]
        return not masked.text[start : cue.start].strip() or bool(self._back.match(masked.text, start, cue.end))

    def _plain(self, masked: Masked, total: Figure, figures: list[Figure]) -> bool:
        """Whether all that may belong to the list was read, and nothing says that it names but some."""
        first, last = figures[0], figures[-1]
        if not shaped(masked, figures) or unread(masked, total, last, frozenset()):
            return False
        if unread(masked, first, last, self._numerals) or (
            self._mixed(total, figures) and not self._tight(masked, figures)
        ):
            return False
        if total.kind == "M" and any(f.value < 10**5 and f.value * 300 < total.value for f in figures):
            return False  # "Rp16,9 milir", "Rp300 dan Rp200 ribu": the scale word was not read or left out
        own = self._some.match(masked.text, total.until + 1)  # "120 di antaranya": some of others
        return not self._some.search(masked.text, own.end() if own else total.until, last.until + 16)

    def _alike(self, masked: Masked, total: Figure, figures: Sequence[Figure]) -> bool:
        return all(self._units.same(total, figure, masked) for figure in figures)

    def _tight(self, masked: Masked, figures: Sequence[Figure]) -> bool:
        """Whether a short list names its things right behind their numbers ("9 truk, 6 mobil, dan 3 motor")."""
        apart = (len(masked.before(figure.index).split()) for figure in figures[1:])
        named = all(figure.kind == "C" for figure in figures) and any(self._units.printed(figure) for figure in figures)
        return named and len(figures) <= 8 and all(words <= 5 for words in apart)

    def _mixed(self, total: Figure, parts: Sequence[Figure]) -> bool:
        """Whether some figures have no unit and others have unlike ones that are not the total's."""
        units = {self._units.printed(part) for part in parts}
        if len(units) == 1 or (self._units.printed(total) is not None and None not in units):
            return False
        return any(self._units.stranger(part) and part.unit != total.unit for part in parts)


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


def _doubled(masked: Masked, total: Figure, parts: Parts) -> Parts | None:
    """The parts with one of them for two things ("90 menit melawan A dan B"), where that makes the total."""
    gap = total.value - added(parts)
    last = parts[-1][0]
    for at, (figure, times) in enumerate(parts):
        if times == 1 and figure.value == gap > 1 and figure is not last and _of_two(masked, figure, last):
            return [*parts[:at], (figure, 2), *parts[at + 1 :]]
    return None


def added(parts: Parts) -> Fraction:
    """What the parts come to."""
    return sum((figure.value * times for figure, times in parts), Fraction(0))


def misprinted(cue: Cue, promise: Promise, other: Figure) -> bool:
    """Whether the total right before a list is another printed total with a slip: the list belongs to it all the same,
    although it gives the ``other``."""
    total = promise.total
    if not promise.sure or total.sentence != cue.sentence or other.sentence == cue.sentence or total is other:
        return False
    slack = _slack(total, promise.readings[0])
    return edited(total.written, other.value / total.factor, slack / total.factor) or (
        total.written.place >= 1000 and _rescaled(total, other.value, slack)
    )


def one_slip(total: Figure, parts: Parts, *, lost: bool = True) -> bool:
    """Whether one changed or swapped digit (or a ``lost`` or added one) makes the sum hold, or another scale word makes
    it hold to the printed places: then it is the sum that was meant."""
    slack = _slack(total, parts)
    if any(figure.written.place >= 1000 and _rescaled(figure, value, slack) for figure, value in _wanted(total, parts)):
        return True
    silent = (SCALE,) if lost else (SCALE, MISSING, EXTRA)
    return any(why not in silent for _, _, why in sum_slips(total, parts))


def one_edit(total: Figure, parts: Parts) -> bool:
    """Whether one changed digit or two swapped ones make the sum hold, however small the figures are; coarser figures
    beside it may leave its last place open."""
    slack = _slack(total, parts)
    return any(
        edited(figure.written, value / figure.factor, slack / figure.factor) for figure, value in _wanted(total, parts)
    )


def _wanted(total: Figure, parts: Parts) -> list[tuple[Figure, Fraction]]:
    """Each figure with the value that would make the sum hold."""
    gap = total.value - added(parts)
    return [(total, total.value - gap), *((figure, figure.value + gap / times) for figure, times in parts)]


def _slack(total: Figure, parts: Parts) -> Fraction:
    """What rounding leaves open."""
    figures = (total, *(figure for figure, _ in parts))
    return sum((figure.place() for figure in figures if not figure.written.whole), Fraction(0)) / 2


def _rescaled(figure: Figure, wanted: Fraction, slack: Fraction) -> bool:
    """Whether ``wanted`` is the figure with another scale word, to its last printed digit and what the other figures
    leave open of the ``slack``."""
    others = slack - (0 if figure.written.whole else figure.place() / 2)
    for power in (3, 6, -3, -6):
        scale = Fraction(10) ** power
        by = others + figure.place() * scale / 2
        if abs(wanted - figure.value * scale) <= by and by * 20 <= abs(wanted):
            return True
    return False
