"""Straight quotation marks that a scraper ran together with what stands beside them: ``katanya."Kami siap``.

A straight mark does not show whether it opens or closes. Marks with white space on one side do; a glued one between
them is decided only where opening and closing alternate without a break.
"""

import re
from collections.abc import Iterator

_GLUED = re.compile(r'"(?<=[^\s"(\[“‘]")(?=\w)')
_MARK = re.compile('"')
_OPENS, _CLOSES, _EITHER = "opens", "closes", "either"


def glued_quotes(text: str) -> Iterator[int]:
    """The places where white space is missing beside a straight quotation mark, in text order."""
    done = -1
    for match in _GLUED.finditer(text):
        if match.start() <= done:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.start())
        end = len(text) if end < 0 else end
        yield from _in_line(text, start, end)
        done = end


def _in_line(text: str, start: int, end: int) -> Iterator[int]:
    places = [match.start() for match in _MARK.finditer(text, start, end)]
    sides = [_side(text, place, start, end) for place in places]
    run: list[int] = []  # glued marks since the last certain one
    last = _CLOSES  # a line begins outside quotation marks
    for index, side in enumerate([*sides, _OPENS]):  # and ends outside them
        if side is _EITHER:
            run.append(index)
            continue
        fits = (last is _CLOSES) == ((side is _OPENS) == (len(run) % 2 == 0))
        if run and fits:
            for offset, glued in enumerate(run):
                opens = (offset % 2 == 0) == (last is _CLOSES)
                yield places[glued] if opens else places[glued] + 1
        run, last = [], side


def _side(text: str, place: int, start: int, end: int) -> str:
    before = text[place - 1] if place > start else " "
    after = text[place + 1] if place + 1 < end else " "
    spaced = before.isspace() or before in "([“‘—–-/"
    if spaced and not after.isspace():
        return _OPENS
    if not spaced and (after.isspace() or not after.isalnum()):
        return _CLOSES
    return _EITHER if not spaced else _OPENS
