"""The edges of a number: whether figures stand free, and what stands before and behind them."""

import re
from collections.abc import Container
from dataclasses import dataclass

_GLUED = re.compile(r"[^\W\d_]{4}\.\Z|[)”\"]\.\Z")
_NEXT = re.compile(r"[^\S\n]{1,3}([^\W\d_]+)")
_LIST = re.compile(r"[0-9][,:][^\S\n]\Z")
_SHORT = re.compile(r"[0-9]{1,2}(?![0-9.,]?[0-9])")
_GROUP_ENDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}\.[^\S\n]\Z")
_GROUP = re.compile(r"[0-9]{3}(?![0-9])")
_TORN = re.compile(r"\.[^\S\n][0-9]{3}(?![0-9])")
_OPENERS = "([{\"“‘'*•-–—"
_FREE = "([{\"“‘'~±<>≤≥=@*•…!?;|"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A word beside a number. ``initial`` words begin a sentence, so that their capital says nothing."""

    word: str
    initial: bool = False

    @property
    def capital(self) -> bool:
        """Whether it looks like a name: a capital anywhere, and not because a sentence begins."""
        return not self.initial and self.word != self.word.lower()


def word_before(text: str, start: int, floor: int = 0) -> Neighbour | None:
    """The word right before ``start`` on the same line; None at a line's or clause's beginning, or behind ``floor``."""
    chunk = text[max(floor, start - 40) : start]
    bare = chunk.rstrip(" \xa0\t")
    if not bare or len(bare) == len(chunk) or not (bare[-1].isalnum() or bare[-1] in ")'’"):
        return None
    cut = max(bare.rfind(" "), bare.rfind("\xa0"), bare.rfind("\n"), bare.rfind("\t")) + 1
    word = bare[cut:].lstrip(_OPENERS)
    if not word:
        return None
    rest = bare[:cut].rstrip(" \xa0\t")
    initial = not rest or rest[-1] in '.!?"“\n' or word != bare[cut:]
    return Neighbour(word, initial)


def word_after(text: str, end: int) -> str | None:
    """The word behind ``end``, after white space on the same line."""
    word = _NEXT.match(text, end)
    return word[1] if word else None


def clear_before(text: str, at: int, prefixes: Container[str]) -> bool:
    """Whether nothing right before the figures says that they are part of a longer token (K3, 12/5, U-23, 1.2.3).

    ``prefixes`` are the words that may stand directly before figures (``Rp``, ``US$``).
    """
    if not at:
        return True
    last = text[at - 1]
    if last.isspace():
        if last == "\n" or text[at - 2 : at - 1] not in (",", ":", "."):
            return True
        torn = _SHORT.match(text, at)  # 60, 4%: the decimals of a figure that came apart
        if torn and _LIST.search(text, max(0, at - 3), at):
            return False
        return not (_GROUP_ENDS.search(text, max(0, at - 6), at) and _GROUP.match(text, at))  # 145. 622 suara
    if last in _FREE:
        return True
    before = text[at - 2 : at - 1]
    if last.isalpha() or last in "$€£¥₩฿₱₹₫₺₽":
        return _prefixed(text, at, prefixes)
    if last in "-–−—":
        return not (before.isalnum() or (before and before in ".)/"))
    if last == ".":  # Rp.5.000, or a sentence glued to the one before; not v.2 and not No.5
        return _prefixed(text, at, prefixes) or _GLUED.search(text, max(0, at - 8), at) is not None
    if last == ",":
        return not before.isdigit()
    if last == ":":
        return before.isalpha() or before.isspace()
    return last == "+" and (not before or before.isspace() or before in _OPENERS)


def _prefixed(text: str, at: int, prefixes: Container[str]) -> bool:
    start = at - 1
    while start and at - start < 7 and (text[start - 1].isalpha() or text[start - 1] in "$€£¥₩฿₱₹₫₺₽"):
        start -= 1
    return text[start:at] in prefixes or (text[at - 3 : at - 2].islower() and text[at - 2 : at] in prefixes)


def clear_after(text: str, end: int) -> bool:
    """Whether the figures end where they seem to: no further figures, fraction, clock time or name is glued on."""
    after, then = text[end : end + 1], text[end + 1 : end + 2]
    if not after or not then.isalnum():
        return not (after == "." and _TORN.match(text, end) and text[end - 1].isdecimal())
    if text[end - 1].isalpha():
        return not (after == "-" and then.isdigit())  # 10W-40
    if after in "-–—":
        return text[end + 1 : end + 3] in ("an", "Rp")
    if after == "/":
        return then.isalpha()
    return not (after in ".,:_" and then.isdigit())


def run_end(text: str, at: int) -> int:
    """The end of everything that hangs together from ``at`` on."""
    while at < len(text) and (text[at].isalnum() or (text[at] in ".,:/-" and text[at + 1 : at + 2].isalnum())):
        at += 1
    return at
