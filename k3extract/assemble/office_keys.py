"""What two printed offices have in common: their words written in full, without abbreviations."""

from dataclasses import dataclass

from k3extract.mentions.office_lexicon import TOKEN, Lexicon
from k3extract.mentions.offices import OfficeMention
from k3extract.rulebook import Rulebook, fold

_LISTS = (
    "organisations/ministries.txt",
    "organisations/agencies.txt",
    "organisations/parties.txt",
    "organisations/regional.txt",
    "places/provinces.txt",
)
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
    """``head`` are the words of the head written in full, ``words`` all words of the office."""

    head: frozenset[str]
    words: frozenset[str]

    def may_mean(self, other: "OfficeKey") -> bool:
        """Whether an office printed like this one can be the office ``other``: the same head, nothing against it."""
        if self.head != other.head:
            return False
        return self.words <= other.words or other.words <= self.words


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
        rest = self._all(text[office.head_end : office.end])
        return OfficeKey(frozenset(head - _LOOSE or head), frozenset((head | rest) - _LOOSE or head))

    def _all(self, text: str) -> set[str]:
        words = [word for _, word in TOKEN.findall(fold(text)) if word[0].isalnum()]
        out: set[str] = set()
        for word in words:
            out.update(self._full.get(word, word).replace(",", "").split())
        return out
