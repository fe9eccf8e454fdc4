"""Clock times: pukul 10.00 WIB, jam 7 malam, 09.00-12.30 WITA, pukul setengah delapan malam."""

import re

from k3extract.mentions.times_draft import Clock, Draft, set_clock
from k3extract.values.time_anchor import Anchor
from k3extract.values.time_grammar import TimeGrammar, trie
from k3extract.values.time_lexicon import PartOfDay, TimeLexicon


class ClockReader:
    """Reads the time of day at a place of the folded text."""

    def __init__(self, lexicon: TimeLexicon, grammar: TimeGrammar) -> None:
        self._lexicon = lexicon
        self._grammar = grammar
        hours = {word: int(value) for word, value in lexicon.numerals.items() if value.isdecimal() and int(value) <= 11}
        self._hours = hours
        parts = trie(lexicon.parts)
        self._head = re.compile(r"(?:pukul|pkl\.?|jam)[ ]*")
        self._spoken = re.compile(
            rf"(?P<half>setengah[ ]+)?(?P<hour>{trie(hours)})(?P<teen>[ ]+belas)?(?!\w)"
            rf"(?:[ ]+(?P<part>{parts})(?!\w))?(?:[ ]+(?P<zone>{trie(lexicon.zones)})(?!\w))?"
        )

    def read_headed(self, low: str, start: int, anchor: Anchor) -> Draft | None:
        """A clock time behind *pukul* or *jam*, which stands at ``start``."""
        head = self._head.match(low, start)
        if head is None:
            return None
        at = head.end()
        found = self.clocks(low, at) or self._spoken_clock(low, at, strict=low.startswith("jam", start))
        if found is None:
            return None
        clocks, end = found
        return self.bare(start, end, clocks, anchor)

    def bare(self, start: int, end: int, clocks: tuple[Clock, ...], anchor: Anchor) -> Draft:
        """A time that names no day: it belongs to the day last named, else to the day of publication."""
        day = anchor.day
        draft = Draft(start, end, "TIME", None, None, "clock", basis="inherited" if anchor.last else "anchored")
        draft.first = draft.last = day
        if day is None:
            draft.basis = "stated"
        set_clock(draft, clocks)
        draft.first = draft.last = None
        return draft

    def clocks(self, low: str, at: int) -> tuple[tuple[Clock, ...], int] | None:
        """One clock time, or the two ends of a range, in figures; with the end of what was read."""
        match = self._grammar.clock.match(low, at)
        if match is None:
            return None
        second = match["h2"] is not None and (
            match["m2"] is not None or match["m"] is None or match["part2"] is not None
        )
        zone = match["zone"] or match["zone2"] if second else match["zone"]
        first = self._clock(match, "", match["part"] or (match["part2"] if second else None), zone)
        if first is None:
            return None
        if not second:
            end = max(match.end(group) for group in ("h", "m", "s", "part", "zone"))
            return (first,), end
        last = self._clock(match, "2", match["part2"] or match["part"], match["zone2"] or match["zone"])
        if last is None:
            return (first,), max(match.end(group) for group in ("h", "m", "s", "part", "zone"))
        if (last.shift, last.hour, last.minute) < (first.shift, first.hour, first.minute):
            last = Clock(last.hour, last.minute, last.second, last.zone, last.shift + 1)
        return (first, last), match.end()

    def _clock(self, match: re.Match[str], index: str, part: str | None, zone: str | None) -> Clock | None:
        hour, minute, second = (match[f"{name}{index}"] for name in "hms")
        offset = self._lexicon.zones[zone] if zone else ""
        known = self._lexicon.parts[part] if part else None
        return make_clock(int(hour), int(minute or 0), int(second) if second else None, (known, offset))

    def _spoken_clock(self, low: str, at: int, *, strict: bool) -> tuple[tuple[Clock, ...], int] | None:
        match = self._spoken.match(low, at)
        if match is None or (strict and not match["part"] and not match["zone"]):
            return None
        hour = self._hours[match["hour"]] + (10 if match["teen"] else 0)
        part = self._lexicon.parts[match["part"]] if match["part"] else None
        zone = self._lexicon.zones[match["zone"]] if match["zone"] else ""
        if match["half"]:
            clock = make_clock((hour - 1) % 12, 30, None, (part, zone))
        else:
            clock = make_clock(hour, 0, None, (part, zone))
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
        elif hour == 12 and part.value == "TNI":
            hour, shift = 0, 1
    if hour == 24:
        hour, shift = 0, 1
    return Clock(hour, minute, second, zone, shift)
