"""A sentence as the assembler reads it: words, marks, and every quantity, time and reference as one item."""

import re
from collections.abc import Sequence
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


_Known = tuple[str, ItemKind, frozenset[str], bool, bool]  # low, kind, classes, verb, content
_MEMORY = 20_000  # words as printed


class ItemReader:
    """Cuts sentences into items."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._seen: dict[str, _Known] = {}
        self._last: tuple[MarkedText | None, dict[tuple[int, int], list[Item]]] = (None, {})

    def read(self, marked: MarkedText, start: int, end: int) -> list[Item]:
        """The items of ``text[start:end]``; a quantity wins over a duration at the same place. Those of the article
        at hand are kept: events and statistics read the same sentences."""
        last = self._last
        if last[0] is not marked:
            last = self._last = (marked, {})
        items = last[1].get((start, end))
        if items is None:
            items = last[1][start, end] = self._read(marked, start, end)
        return items

    def _read(self, marked: MarkedText, start: int, end: int) -> list[Item]:
        text = marked.text
        items: list[Item] = []
        at = start
        for placed in _placed(marked, start, end):
            if placed.start < at:
                continue
            self._add(items, text, at, placed.start)
            items.append(placed)
            at = placed.end
        self._add(items, text, at, end)
        return items

    def _add(self, items: list[Item], text: str, start: int, end: int) -> None:
        seen, append = self._seen, items.append
        for match in _TOKEN.finditer(text, start, end):
            word = match.group()
            known = seen.get(word)
            if known is None:
                known = self._learn(word)
            low, kind, classes, verb, content = known
            if verb and items and "verb" in classes and "attribute" in items[-1].classes:
                verb, content = False, True  # harga jual
            append(Item(match.start(), match.end(), word, low, kind, classes, verb, content))

    def _learn(self, word: str) -> _Known:
        """What is known of a word as printed; kept, since the same few thousand words make up most of any text."""
        if len(self._seen) >= _MEMORY:
            self._seen.clear()
        if word[0].isalnum() or word[0] == "_":
            low = fold(word)
            known: _Known = (low, "word", *self.words.look(low))
        else:
            known = (word, "mark", _EMPTY, False, False)
        self._seen[word] = known
        return known


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
