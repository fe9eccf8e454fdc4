"""The sentences every rule carries: ``finds`` marks with brackets what must be found, ``ignores`` marks nothing."""

from dataclasses import dataclass

from k3extract.errors import RuleError


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its brackets and the spans that stood in brackets (code points)."""

    text: str
    spans: tuple[tuple[int, int], ...]


def parse_example(marked: str, place: str) -> Example:
    """Take the brackets out of ``marked``; a literal bracket is written ``\\[`` or ``\\]``.

    >>> parse_example("Kata [Menaker] Yassierli.", "here").spans
    ((5, 12),)
    """
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    index = 0
    while index < len(marked):
        char = marked[index]
        if char == "\\" and marked[index + 1 : index + 2] in ("[", "]"):
            out.append(marked[index + 1])
            index += 2
            continue
        if char == "[" and opened is None:
            opened = len(out)
        elif char == "]" and opened is not None:
            spans.append((opened, len(out)))
            opened = None
        elif char in "[]":
            raise RuleError(place, f"brackets do not pair in {marked!r}")
        else:
            out.append(char)
        index += 1
    if opened is not None:
        raise RuleError(place, f"brackets do not pair in {marked!r}")
    return Example("".join(out), tuple(spans))
