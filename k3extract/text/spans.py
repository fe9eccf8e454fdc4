"""Lines, and sentences from the places where they begin: what every backend shares."""

import re
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

# No sentence crosses a line break. U+0085 is none here: in scraped text it is half of a broken letter.
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\u2028\u2029]+")

_SPACE = re.compile(r"\s*")
LONGEST = 2000  # code points of the longest sentence that is read as one


def lines(text: str) -> Iterator[Span]:
    """The lines of ``text`` without outer white space, empty ones left out.

    >>> list(lines(" Judul\\n\\nIsi. "))
    [(1, 6), (8, 12)]
    """
    for match in _LINE.finditer(text):
        start, end = match.span()
        if text[start].isspace() or text[end - 1].isspace():
            body = match.group()
            start += len(body) - len(body.lstrip())
            end -= len(body) - len(body.rstrip())
        if start < end:
            yield start, end


def from_starts(text: str, starts: Iterable[int]) -> list[Span]:
    """Sentences that begin at each line and at each of ``starts``, whatever order these come in.

    >>> from_starts("Satu. Dua.\\nTiga.", [6])
    [(0, 5), (6, 10), (11, 16)]
    """
    wanted = sorted(set(starts))
    spans: list[Span] = []
    at = 0
    for start, end in lines(text):
        while at < len(wanted) and wanted[at] < end:
            cut = wanted[at]
            at += 1
            before = text[start:cut].rstrip() if cut > start else ""
            if before:
                spans.append((start, start + len(before)))
                start = _behind_space(text, cut, end)
        spans.append((start, end))
    return spans


def cut(text: str, sentences: Iterable[Span], asides: Iterable[Span]) -> list[Span]:
    """The sentences, each cut where an aside (page furniture inside a line) begins and ends.

    >>> cut("Satu. Baca juga: Judul Dua dan tiga.", [(0, 5), (6, 36)], [(6, 22)])
    [(0, 5), (6, 22), (23, 36)]
    """
    edges = sorted({edge for aside in asides for edge in aside})
    if not edges:
        return list(sentences)
    spans: list[Span] = []
    at = 0
    for start, end in sentences:
        while at < len(edges) and edges[at] <= start:
            at += 1
        while at < len(edges) and edges[at] < end:
            edge = edges[at]
            at += 1
            before = text[start:edge].rstrip()
            if before:
                spans.append((start, start + len(before)))
                start = _behind_space(text, edge, end)
        spans.append((start, end))
    return spans


def bounded(text: str, sentences: Iterable[Span], longest: int = LONGEST) -> list[Span]:
    """The sentences, those longer than ``longest`` code points cut at white space (anywhere, where there is none):
    no news sentence is that long, and what is read word by word must not take long over a table on one line.

    >>> bounded("Satu dua tiga. Empat.", [(0, 14), (15, 21)], longest=10)
    [(0, 8), (9, 14), (15, 21)]
    """
    spans: list[Span] = []
    for start, end in sentences:
        while end - start > longest:
            cut = start + longest
            while cut > start and not text[cut].isspace():
                cut -= 1
            cut = cut if cut > start else start + longest
            spans.append((start, start + len(text[start:cut].rstrip())))
            start = _behind_space(text, cut, end)
        spans.append((start, end))
    return spans


def _behind_space(text: str, start: int, end: int) -> int:
    space = _SPACE.match(text, start, end)
    return space.end() if space else start
