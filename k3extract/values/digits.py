"""Figures: what a run of digits, dots and commas is worth, in the Indonesian and the English way of writing."""

import re
from dataclasses import dataclass

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Figures:
    """``mantissa`` / 10 ** ``places`` is the value; exact integers, so no context of decimal can touch it.

    ``thousands`` is the other reading of a token whose separator can be either (``32,500``): an integer, or None.
    ``doubtful`` tokens (``1.5``, ``54.68``) are a number only next to a unit or a scale word; alone they may be
    a clock time or a section. ``grouped`` is true where a separator of thousands was written.
    """

    mantissa: int
    places: int = 0
    thousands: int | None = None
    doubtful: bool = False
    grouped: bool = False
    padded: bool = False


def read_figures(token: str) -> Figures | None:
    """The value of ``token`` (as matched by TOKEN), or None where it is ill-formed.

    >>> read_figures("1.234,56").mantissa, read_figures("1.234,56").places
    (123456, 2)
    >>> read_figures("32,500").thousands
    32500
    >>> read_figures("30.0000") is None
    True
    """
    if token.isdecimal():
        return Figures(int(token), padded=token[0] == "0" and len(token) > 1) if len(token) <= 24 else None
    if len(token) > 40:
        return None
    dots, commas = token.count("."), token.count(",")
    if not commas:
        return _dots(token.split("."))
    if not dots:
        return _commas(token.split(","))
    return _mixed(token, dots, commas)


def _grouped(parts: list[str]) -> bool:
    return len(parts[0]) <= 3 and parts[0][0] != "0" and all(len(part) == 3 for part in parts[1:])


def _dots(parts: list[str]) -> Figures | None:
    if _grouped(parts):
        return Figures(int("".join(parts)), grouped=True)
    if len(parts) > 2 or (len(parts[0]) > 1 and parts[0][0] == "0"):
        return None
    whole, tail = parts
    if whole == "0":
        return Figures(int(tail), len(tail))
    if len(tail) <= 2 and len(whole) <= 4:
        return Figures(int(whole + tail), len(tail), doubtful=True)
    return None


def _commas(parts: list[str]) -> Figures | None:
    if len(parts) > 2:
        return Figures(int("".join(parts)), grouped=True) if _grouped(parts) else None
    whole, tail = parts
    if len(whole) > 1 and whole[0] == "0":
        return None
    thousands = int(whole + tail) if _grouped(parts) else None
    return Figures(int(whole + tail), len(tail), thousands=thousands)


def _mixed(token: str, dots: int, commas: int) -> Figures | None:
    parts = re.split("[.,]", token)
    last = token[-len(parts[-1]) - 1]
    if (last == "," and commas == 1) or (last == "." and dots == 1):
        if not _grouped(parts[:-1]):
            return None
        tail = parts[-1]
        thousands = int("".join(parts)) if len(tail) == 3 else None
        if last == "." and thousands is not None and commas == 1:  # 1,916.786: nobody can tell
            return Figures(int("".join(parts)), 3, thousands=thousands, doubtful=True, grouped=True)
        if thousands is not None and commas + dots > 2:  # 1.939.948,615: three groups, one of them slipped
            return Figures(int("".join(parts)), 3, thousands=thousands, doubtful=True, grouped=True)
        return Figures(int("".join(parts)), len(tail), thousands=thousands, grouped=True)
    if len(parts) >= 4 and _grouped(parts):  # 1,939.948.615.409: one slipped separator among groups of three
        return Figures(int("".join(parts)), grouped=True)
    return None
