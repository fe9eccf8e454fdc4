"""A tree of lines, drawn with guides; unlike a table it is never cut to the width of a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Branch:
    """A line in rich markup with what hangs on it."""

    text: str
    twigs: list["Branch"] = field(default_factory=list)

    def add(self, text: str) -> "Branch":
        """Hang another line on this one; returns it."""
        self.twigs.append(Branch(text))
        return self.twigs[-1]

    def lines(self, guide: str = "", follow: str = "") -> Iterator[str]:
        """The lines of the tree, the root first."""
        yield guide + self.text
        for number, twig in enumerate(self.twigs, 1):
            last = number == len(self.twigs)
            yield from twig.lines(follow + ("└── " if last else "├── "), follow + ("    " if last else "│   "))
