"""A sentence as the assembler reads it: words, marks, and every quantity, time and reference as one item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from k3extract.mentions.marked import MarkedText
from k3extract.mentions.words import Words
from k3extract.records import Quantity, Time
from k3extract.rulebook import fold

ItemKind = Literal["word", "mark", "quantity", "time", "reference"]

_TOKEN = re.compile(r"\w+(?:['’./&-]\w+)*|[^\w\s]")


@dataclass(slots=True)
class Item:
    """One item of a sentence. ``low`` is its text in lower case, ``classes`` its word classes; ``content`` says that
    it is a word that names something (no function word, no verb). Nobody changes an item once it is read."""

    start: int
    end: int
    text: str
    low: str
    kind: ItemKind
    classes: frozenset[str]
    verb: bool = False
    content: bool = False
    quantity: Quantity | None = None
    time: Time | None = None

    def has(self, *names: str) -> bool:
        """Whether the item is a word of one of these classes."""
        return bool(self.classes) and not self.classes.isdisjoint(names)

    @property
    def capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


_EMPTY: frozenset[str] = frozenset()


class ItemReader:
    """Cuts sentences into items."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def read(self, marked: MarkedText, start: int, end: int) -> list[Item]:
        """The items of ``text[start:end]``; a quantity wins over a duration at the same place."""
        text = marked.text
        low = fold(text[start:end])
        items: list[Item] = []
        at = start
        for placed in _placed(marked, start, end):
            if placed.start < at:
                continue
            items += self._plain(text, low, (at, placed.start), start)
            items.append(placed)
            at = placed.end
        items += self._plain(text, low, (at, end), start)
        return items

    def _plain(self, text: str, low: str, span: tuple[int, int], shift: int) -> Iterator[Item]:
        look = self.words.look
        for match in _TOKEN.finditer(text, *span):
            start, end = match.span()
            word = text[start:end]
            if word[0].isalnum() or word[0] == "_":
                small = low[start - shift : end - shift]
                classes, verb, content = look(small)
                yield Item(start, end, word, small, "word", classes, verb, content)
            else:
                yield Item(start, end, word, word, "mark", _EMPTY)


def _placed(marked: MarkedText, start: int, end: int) -> Sequence[Item]:
    text = marked.text
    found = [
        Item(q.start, q.end, q.text, q.text, "quantity", _EMPTY, quantity=q)
        for q in marked.within(marked.quantities, start, end)
    ]
    taken = [(item.start, item.end) for item in found]
    for time in marked.within(marked.times, start, end):
        if not any(low < time.end and time.start < high for low, high in taken):
            found.append(Item(time.start, time.end, time.text, time.text, "time", _EMPTY, time=time))
    for ref in marked.within(marked.references, start, end):
        word = text[ref.start : ref.end]
        found.append(Item(ref.start, ref.end, word, word.lower(), "reference", _EMPTY))
    found.sort(key=lambda item: (item.start, -item.end))
    return [item for item in found if item.end <= end]
