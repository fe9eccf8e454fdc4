"""A statistic in the making: a quantity in its sentence, and what the assemblers have found out about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.records import Base, Direction, Quantity, Realis, Role, Statement


@dataclass(slots=True)
class Draft:
    """``items[at]`` is the quantity; ``cues`` are those of its sentence by the offset where they begin,
    ``sources`` the items of the sentence that can name where a figure comes from (mencatat, berdasarkan)."""

    quantity: Quantity
    sentence: int
    items: Sequence[Item]
    at: int
    cues: dict[int, Cue]
    sources: Sequence[int]
    persons: Sequence[tuple[int, int]] = ()  # the spans of names and offices in its sentence
    id: str = ""
    start: int = 0
    end: int = 0
    unit: str | None = None
    of_series: bool = False  # the unit counts the runs of a programme (batch, angkatan)
    generic: bool = False  # the unit (orang, kasus, persen, rupiah, ton) does not name what is counted
    led: bool = False  # a noun stands right before the number
    inside: bool = False  # the number stands in another phrase (ibu dua anak)
    trait: bool = False  # the unit tells persons apart (pria, wanita): they are so many of the whole
    counted: str | None = None
    head: str | None = None  # what a list goes on counting when its next item has only a label
    own: str = ""  # the noun it counts, without its clause
    told: Statement | None = None  # the statement it stands in
    opens: int = 0  # where the statement begins that it stands in
    people: str = ""
    average: bool = False
    aged: bool = False  # the age of a person, in brackets behind the name
    lasting: bool = False  # how long something takes (selama tiga hari)
    opened: str = ""  # the place that opens its sentence
    label: str | None = None  # the noun of a change, a share, a target
    done: str = ""  # what is done to it (yang disita)
    event_name: str | None = None
    scope: str | None = None
    realis: Realis = "actual"
    role: Role = "level"
    direction: Direction | None = None
    period: str | None = None
    base: Base | None = None
    speaker: str | None = None
    event: str | None = None
    same_as: str | None = None
    rule: str = ""

    def cue_at(self, index: int) -> Cue | None:
        """The cue that begins at item ``index``."""
        return self.cues.get(self.items[index].start)

    @property
    def among(self) -> frozenset[str]:
        """The words behind it that say it is a part (``di antaranya``)."""
        behind = self.items[self.at + 1 : self.at + 3]
        if not any(item.has("among") for item in behind):
            return frozenset()
        return frozenset(item.text for item in behind if item.has("among", "prep"))

    @property
    def share(self) -> bool:
        """Whether it is a percentage (of something)."""
        return self.quantity.dimension in ("percent", "ratio")
