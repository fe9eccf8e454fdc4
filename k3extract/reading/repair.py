"""Repairs on reading, each listed: mojibake, entities, odd spaces, invisible characters and words run together.

Nothing else changes the text. ``article.original`` leads back to what was read, character by character.
"""

import html
import re
from functools import lru_cache

from k3extract.article import Repair
from k3extract.reading.glue import Unglue
from k3extract.rulebook import Rulebook

# One candidate: a run outside ASCII (with the space behind it, for mojibake of NBSP), an entity, a control character.
_CANDIDATE = re.compile(
    r"[^\x00-\x7f]+ ?"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_RUN = re.compile(r"[^\x00-\x7f]+ ?")  # the first kind alone: a class in front is what the engine can skip to
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127, *b"&\r"])
# Characters that begin UTF-8 read as cp1252 or Latin-1; only a run with one of them is shown to ftfy.
_MOJIBAKE = re.compile("[\xc2-\xf4\x80-\x9f]")
_STRAY = re.compile("\u00c2(?=[ \u00a0])[ \u00a0]")  # U+00C2 and a plain space: NBSP of which the scraper kept the half
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = dict.fromkeys([0x2028, 0x2029, 0x85], "\n")
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF], ""
)
_PLAIN = {**_SPACES, **_BREAKS, **_INVISIBLE}
_JOINERS = "\u200c\u200d"  # needed inside Arabic words and emoji, litter elsewhere

Edit = tuple[int, int, str]


class Repairer:
    """Repairs texts; the lists of rules/repairs tell which glued words are none."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._unglue = Unglue(rulebook)

    def repair(self, text: str) -> tuple[str, tuple[Repair, ...]]:
        """The repaired text and every change, in text order; ``original(text, repairs)`` gives ``text`` back."""
        repairs: list[Repair] = []
        latin = text.encode("latin-1", "replace")
        odd = len(latin.translate(None, _CONTROLS)) != len(latin)
        if odd or not text.isascii():
            candidate = _CANDIDATE if odd else _RUN
            edits = [edit for match in candidate.finditer(text) for edit in _edits_at(match)]
            if edits:
                text, repairs = _apply(text, edits)
        points = self._unglue.points(text)
        return _insert(text, repairs, points) if points else (text, tuple(repairs))


def _edits_at(match: re.Match[str]) -> list[Edit]:
    shift = match.start()
    return [(shift + start, shift + end, new) for start, end, new in _edits(match.group())]


@lru_cache(maxsize=8192)
def _edits(run: str) -> tuple[Edit, ...]:
    """What to change in one candidate, offsets within it."""
    if run[0] == "&":
        return _entity(run)
    if run[0] == "\r":
        return ((0, len(run), "\n"),)
    if run[0] < " " or run[0] == "\x7f":
        return ((0, 1, ""),)
    fixed = _without_mojibake(run)
    if fixed != run:
        return _difference(run, fixed.translate(_PLAIN))
    edits = [(at, at + 1, _PLAIN[ord(char)]) for at, char in enumerate(run) if ord(char) in _PLAIN]
    for at, char in enumerate(run):
        if char in _JOINERS and (at == 0 or at + 1 == len(run) or run[at + 1] == " "):
            edits.append((at, at + 1, ""))
    return tuple(sorted(edits))


def _entity(run: str) -> tuple[Edit, ...]:
    plain = html.unescape(run)
    if plain == run or "\ud800" <= plain[0] <= "\udfff":
        return ()
    return ((0, len(run), plain.translate(_PLAIN)),)


def _without_mojibake(run: str) -> str:
    if not _MOJIBAKE.search(run):
        return run
    import ftfy  # 40 ms to load and seldom needed

    return _STRAY.sub(" ", ftfy.fix_encoding(run))


def _difference(old: str, new: str) -> tuple[Edit, ...]:
    """One edit from ``old`` to ``new`` without what both have in common at their ends."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    return ((low, len(old) - high, new[low : len(new) - high]),)


def _apply(text: str, edits: list[Edit]) -> tuple[str, list[Repair]]:
    out: list[str] = []
    repairs: list[Repair] = []
    at = length = 0
    for start, end, new in edits:
        out += (text[at:start], new)
        length += start - at
        repairs.append(Repair(start=length, end=length + len(new), original=text[start:end]))
        length += len(new)
        at = end
    out.append(text[at:])
    return "".join(out), repairs


def _insert(text: str, repairs: list[Repair], points: list[tuple[int, str]]) -> tuple[str, tuple[Repair, ...]]:
    """Put a space (or line end) at every point that is not inside an earlier repair."""
    out: list[str] = []
    merged: list[Repair] = []
    at = shift = index = 0
    for place, new in points:
        while index < len(repairs) and repairs[index].end <= place:
            merged.append(_moved(repairs[index], shift))
            index += 1
        if index < len(repairs) and repairs[index].start < place:
            continue
        out += (text[at:place], new)
        merged.append(Repair(start=place + shift, end=place + shift + len(new), original=""))
        shift += len(new)
        at = place
    out.append(text[at:])
    merged += [_moved(repair, shift) for repair in repairs[index:]]
    return "".join(out), tuple(merged)


def _moved(repair: Repair, shift: int) -> Repair:
    return Repair(start=repair.start + shift, end=repair.end + shift, original=repair.original) if shift else repair
