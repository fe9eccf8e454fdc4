"""What two printed offices have in common: their words written in full, without abbreviations."""

from dataclasses import dataclass

from k3extract.mentions.office_lexicon import BODIES, TOKEN, Lexicon
from k3extract.mentions.offices import OfficeMention
from k3extract.rulebook import Rulebook, fold

_LISTS = (*(f"organisations/{name}.txt" for name in BODIES), "places/provinces.txt", "places/regions.txt")
_LOOSE = {
    "dan",
    "ri",
    "republik",
    "indonesia",
    "kabupaten",
    "kota",
    "provinsi",
    "propinsi",
    "kecamatan",
    "kab",
    "bidang",
}


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """``head`` are the words of the head written in full, ``words`` all words of the office, ``bodies`` those of them
    that name neither head nor a place here."""

    head: frozenset[str]
    words: frozenset[str]
    bodies: frozenset[str] = frozenset()

    def may_mean(self, other: "OfficeKey") -> bool:
        """Whether an office printed like this one can be the office ``other``: the same head, nothing against it."""
        if self.head != other.head:
            return False
        if self.words <= other.words:
            return True
        if other.words == other.head:  # nothing is printed of the other's organisation: Presiden is not Presiden FIFA
            return not self.bodies
        return other.words <= self.words


class OfficeKeys:
    """Makes keys of offices."""

    def __init__(self, rulebook: Rulebook, words: Lexicon) -> None:
        self._full: dict[str, str] = {}
        for name in _LISTS:
            for row in rulebook.list(name).rows:
                for short in row[-1].split("|") if len(row) > 1 else ():
                    self._full.setdefault(fold(short), fold(row[0]))
        self._words = words

    def key(self, text: str, office: OfficeMention) -> OfficeKey:
        """The key of ``office`` in ``text``."""
        head = self._all(office.head)
        words = [*head, *self._all(text[office.head_end : office.end])]
        if "kepala" in head:  # what follows says which head it is: kepala dinas, kepala desa
            noun = words[words.index("kepala") + 1 :][:1]
            kind = {"kepala", *noun, *({"wakil"} & set(head))}
        else:
            kind = set(head) - _LOOSE or set(head)
        all_words = frozenset(set(words) - _LOOSE or words)
        return OfficeKey(frozenset(kind), all_words, all_words - set(head) - kind - self._words.domestic)

    def plain(self, position: str) -> OfficeKey:
        """The key of an office written in full, without organisation."""
        words = frozenset(self._all(position))
        return OfficeKey(words, words)

    def _all(self, text: str) -> list[str]:
        """The words of ``text`` in lower case, abbreviations written out."""
        out: list[str] = []
        for _, word in TOKEN.findall(fold(text)):
            if word[0].isalnum():
                out += self._full.get(word, word).replace(",", "").split()
        return out
