"""Clock times: pukul 10.00 WIB, jam 7 malam, 09.00-12.30 WITA, pukul setengah delapan malam."""

import re
from datetime import date

from k3extract.mentions.times_draft import Clock, Draft, opens_line, set_clock
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar
from k3extract.values.time_lexicon import PartOfDay, TimeLexicon

_GROUPS = ("h", "m", "s", "part", "zone", "late")


class ClockReader:
    """Reads the time of day at a place of the folded text."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar

    def headed(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A clock time behind *pukul* or *jam*, which stands at ``start``."""
        head = self._grammar.clock_head.match(low, start)
        if head is None:
            return None
        sure = low[start : head.end()].strip() not in self._lexicon.units
        found = self.clocks(low, head.end()) or self._spoken(low, head.end(), sure=sure)
        return None if found is None else self.bare(start, found[1], found[0], anchor)

    def figure(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A clock time without *pukul*: with a zone behind it, or with a colon."""
        g = self._grammar
        dotted = opens_line(low, start) and g.dotted_range.match(low, start)  # a line that is only 10.00-12.30
        if not (g.zoned.match(low, start) or g.colon.match(low, start) or dotted):
            return None
        found = self.clocks(low, start)
        return None if found is None else self.bare(start, found[1], found[0], anchor)

    def bare(self, start: int, end: int, clocks: tuple[Clock, ...], anchor: Anchor) -> Draft:
        """A time that names no day: it belongs to the day last named, else to the day of publication."""
        day: date | None = anchor.day_of_clock(start)
        draft = Draft(start, end, "TIME", None, None, "clock", first=day, last=day)
        if day is not None:
            draft.basis = "inherited" if anchor.last == day else "anchored"
        set_clock(draft, clocks)
        draft.first = draft.last = None
        return draft

    def clocks(self, low: str, at: int) -> tuple[tuple[Clock, ...], int] | None:
        """One clock time, or the two ends of a range, in figures; with the end of what was read."""
        match = self._grammar.clock.match(low, at)
        if match is None:
            return None
        paired = match["h2"] is not None and (
            match["m2"] is not None or match["m"] is None or match["part2"] is not None
        )
        first = self._clock(match, "", "2" if paired else "")
        if first is None:
            return None
        last = self._clock(match, "2", "") if paired else None
        if last is None:
            return (first,), max(match.end(group) for group in _GROUPS)
        if (last.shift, last.hour, last.minute) < (first.shift, first.hour, first.minute):
            last = Clock(last.hour, last.minute, last.second, last.zone, last.shift + 1)
        return (first, last), match.end()

    def _clock(self, match: re.Match[str], index: str, other: str) -> Clock | None:
        """The time with group names ending in ``index``; part of day and zone may stand with the ``other`` one."""
        hour, minute, second = (match[f"{name}{index}"] for name in "hms")
        late = match[f"late{index}"] or match[f"late{other}"]  # pukul 7 WIB malam
        part = match[f"part{index}"] or match[f"part{other}"] or (late and late.strip())
        zone = match[f"zone{index}"] or match[f"zone{other}"]
        known = self._lexicon.parts[part] if part else None
        offset = self._lexicon.zones[zone] if zone else ""
        return make_clock(int(hour), int(minute or 0), int(second) if second else None, (known, offset))

    def _spoken(self, low: str, at: int, *, sure: bool) -> tuple[tuple[Clock, ...], int] | None:
        """*setengah delapan malam*; behind *jam* (which is also an hour long) only with part of day or zone."""
        match = self._grammar.spoken_clock.match(low, at)
        if match is None or not (sure or match["part"] or match["zone"]):
            return None
        hour = int(self._lexicon.numerals[match["hour"]]) + (10 if match["teen"] else 0)
        part = self._lexicon.parts[match["part"]] if match["part"] else None
        zone = self._lexicon.zones[match["zone"]] if match["zone"] else ""
        hour, minute = ((hour - 1) % 12, 30) if match["half"] else (hour, 0)
        clock = make_clock(hour, minute, None, (part, zone))
        return None if clock is None else ((clock,), match.end())


def make_clock(hour: int, minute: int, second: int | None, said: tuple[PartOfDay | None, str]) -> Clock | None:
    """A clock time from its figures, the part of day and the offset printed with it; None past 24.00.

    >>> make_clock(7, 30, None, (PartOfDay("TNI", (6, 11)), ""))
    Clock(hour=19, minute=30, second=None, zone='', shift=0)
    """
    part, zone = said
    if hour > 24 or (hour == 24 and minute):
        return None
    shift = 0
    if part is not None and part.afternoon is not None:
        low, high = part.afternoon
        if low <= hour <= high:
            hour += 12
        elif hour == 12 and high == 11:  # twelve at night
            hour, shift = 0, 1
    if hour == 24:
        hour, shift = 0, 1
    return Clock(hour, minute, second, zone, shift)
