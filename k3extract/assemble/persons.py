"""Person: what is known of one person while an article is read."""

from dataclasses import dataclass, field

from k3extract.assemble.office_keys import OfficeKey
from k3extract.mentions.names import NameMention
from k3extract.mentions.offices import OfficeMention
from k3extract.records import Mention, MentionKind
from k3extract.values.person import contains_name, name_words


@dataclass(slots=True)
class Person:
    """The fullest name, the offices joined with it, the names as read and the places of both, every
    mention by its place."""

    name: str
    normal: str = ""  # the name in one spelling
    offices: list[OfficeMention] = field(default_factory=list)
    names: list[NameMention] = field(default_factory=list)
    keys: list[OfficeKey] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)

    @property
    def words(self) -> list[str]:
        return self.name.split()

    def mention(self, text: str, start: int, end: int, kind: MentionKind) -> None:
        """Note that ``text[start:end]`` means this person."""
        self.mentions[start, end] = Mention(start=start, end=end, text=text[start:end], kind=kind)

    def named(self, normal: str, key: OfficeKey, apposed: bool = False) -> bool:
        """Whether ``normal``, a name in one spelling, with the office ``key`` names this person.

        The names are equal, or the words of one stand among the other's and the office is not against it. One word of
        a name known before is enough where no comma introduces it (``Ketum Golkar Bahlil`` after ``Menteri ESDM Bahlil
        Lahadalia``), and so is its beginning.
        """
        mine, theirs = name_words(self.normal), name_words(normal)
        if mine == theirs:
            return True
        if len(theirs) == 1 and len(theirs[0]) > 4 and not apposed and any(w.startswith(theirs[0]) for w in mine):
            return True  # Cak Thoriq after Thoriqul Haq
        if len(mine) > 1 and mine[:2] == theirs[:2] and any(key.may_mean(known) for known in self.keys):
            return True  # Perangin Angin is also written Peranginangin
        if not (contains_name(self.normal, normal) or contains_name(normal, self.normal)):
            return False
        if len(theirs) == 1 and len(mine) > 1 and not apposed:
            return True
        shorter = min(len(mine), len(theirs))
        if shorter > 1 and mine[:shorter] == theirs[:shorter]:
            return True
        return any(key.may_mean(known) or known.may_mean(key) for known in self.keys)

    def take(self, other: "Person") -> None:
        """Add what was read of ``other``, who is the same person."""
        self.offices += other.offices
        self.names += other.names
        self.keys += other.keys
        self.places += other.places

    def widest(self) -> list[Mention]:
        """The mentions in text order without those that lie in another one."""
        kept: list[Mention] = []
        for place in sorted(self.mentions, key=lambda place: (place[0], -place[1])):
            if not kept or place[1] > kept[-1].end:
                kept.append(self.mentions[place])
        return kept
