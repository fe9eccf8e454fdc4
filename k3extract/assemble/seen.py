"""Everyone an article names or calls by an office, where they stand, and who a name means."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from k3extract.assemble.speaker_words import SpeakerWords
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.names import NameMention
from k3extract.records import Official

_TRIM = ".,-–—'’ \u00a0"
_MANY = 60  # how many words of names are looked for in one article
_EARLY = 6000  # how far into the article a full name is looked for
# the rest of a full name; what goes on in capitals behind it is a headline
_REST = re.compile(r"(?:[^\S\n][A-Z][a-z’']++){1,3}(?=[,.;:()\"”]|[^\S\n][a-z(])")
_VERB = re.compile(r"(?:Di|Me[mnlry]|Ber|Ter)[a-z]{4,}")
_BEFORE = re.compile(r"(?:^|[,;:(\"“”–—-]|(?<!\w)[a-z]+)[^\S\n]*((?:[A-Z][a-z’'-]+[^\S\n]+){1,2})$")
_AGE = re.compile(r"\([1-9]\d(?: tahun| th)?\)")
_RUN_END = re.compile(r"(?<![\w.])[A-Z][\w'’-]*+(?:[^\S\n][A-Z][\w'’-]*+){0,3}(?=[^\S\n]?$)")


@dataclass(frozen=True, slots=True)
class Seen:
    """A place where somebody stands: ``who`` is an official's id, a name or an office as printed."""

    start: int
    end: int
    who: str
    office: bool
    official: bool


class Persons:
    """The persons of one article, in text order, none overlapping; read with the word classes of speakers."""

    def __init__(self, marked: MarkedText, officials: list[Official], words: SpeakerWords) -> None:
        self.text = marked.text
        self._off = marked.article.boilerplate
        self._never = words.never
        self._bodies = words.authority
        self._persons = words.person_words
        self._names: dict[str, set[str]] = {}
        self._printed: dict[str, str] = {}  # word of a name -> the fullest name it stood in
        found: list[Seen] = []
        for official in officials:
            for token in (official.name or "").split():
                self._names.setdefault(token.strip(_TRIM).lower(), set()).add(official.id)
            for mention in official.mentions:
                found.append(Seen(mention.start, mention.end, official.id, mention.kind == "office", True))
        found.sort(key=_place)
        found += [self._named(name) for name in _free(marked.names, found) if not self._in_body(name)]
        found.sort(key=_place)
        found += list(_free(self._aged(), found))
        found.sort(key=_place)
        for place in _free(marked.offices, found):
            title = " ".join(self.text[place.start : place.end].split())
            found.append(Seen(place.start, place.end, title, True, False))
        found.sort(key=_place)
        self.seen = found
        self._starts = [one.start for one in found]

    def _in_body(self, name: NameMention) -> bool:
        """Whether the word before makes it the name of a body (``Kejaksaan Agung``)."""
        before = self.text[max(0, name.start - 20) : name.start].rsplit(None, 1)[-1:]
        return bool(before) and before[0][0].isupper() and before[0].lower() in self._bodies

    def _named(self, name: NameMention) -> Seen:
        bare = " ".join(self.text[name.name_start : name.name_end].split())
        who = self.official_named(bare)
        if who is not None:
            return Seen(name.start, name.end, who, False, True)
        start, whole = name.start, bare
        if name.start == name.name_start:
            start, whole = self._whole(name.start, bare)
        who = self.official_named(whole)
        if who is None and " " not in whole and whole not in self._printed:
            full = self._whole_elsewhere(whole)
            found = self._official_in(full) if full else None
            who = found[1] if found else None
        return Seen(start, name.end, who or self.fullest(whole), False, who is not None)

    def _aged(self) -> list[Seen]:
        """Persons with their age behind the name (``Yanti (42)``): witnesses, whom no list of names knows."""
        text = self.text
        found = []
        for match in _AGE.finditer(text):
            name = _RUN_END.search(text, max(0, match.start() - 60), match.start())
            if name is not None and not any(word.lower() in self._never for word in name.group().split()):
                whole = " ".join(name.group().split())
                who = self.official_named(whole)
                found.append(Seen(name.start(), name.end(), who or self.fullest(whole), False, who is not None))
        return found

    def _whole(self, start: int, bare: str) -> tuple[int, str]:
        """The name with the capitalised words before it, where a comma or a small letter shows that it begins there."""
        if not self.text[max(0, start - 2) : start].strip().isalpha():
            return start, bare  # nothing before it, or a mark
        match = _BEFORE.search(self.text, max(0, start - 40), start)
        if match is None or any(word.lower() in self._never for word in match.group(1).split()):
            return start, bare
        return match.start(1), " ".join((*match.group(1).split(), bare))

    def fullest(self, name: str) -> str:
        """The fullest form of ``name`` printed before: later the article may use one word of it. A word that two
        names share means neither."""
        words = name.split()
        full = self._printed.get(words[0], "") if len(words) == 1 else ""
        for word in words if len(words) > 1 else ():
            known = self._printed.setdefault(word, name)
            if set(words) <= set(known.split()):
                full = full or known
            elif not set(known.split()) <= set(words):
                self._printed[word] = ""
            else:
                self._printed[word] = name
        if len(words) == 1 and full == "":
            self._printed.setdefault(name, name)
        return full or name

    def official_named(self, name: str) -> str | None:
        """The one official whose name holds every word of ``name``; one long word may be a letter off."""
        found: set[str] | None = None
        words = name.split()
        for token in words:
            word = token.strip(_TRIM).lower()
            ids = self._names.get(word) or (self._close(word) if len(words) == 1 else None)
            if not ids:
                return None
            found = ids if found is None else found & ids
        return next(iter(found)) if found and len(found) == 1 else None

    def _close(self, word: str) -> set[str] | None:
        """The officials with a name one letter off (``Andina`` for ``Andia``), when there is one such name."""
        if len(word) < 5:
            return None
        near = [ids for known, ids in self._names.items() if known[:2] == word[:2] and _one_off(known, word)]
        return near[0] if len(near) == 1 else None

    def printed_as(self, run: str) -> tuple[int, str, bool]:
        """Whom capitalised words mean: where in ``run`` the name begins, who it is, and whether that is known."""
        found = self._official_in(run)
        if found is not None:
            return *found, True
        name = " ".join(run.split())
        full = self._printed.get(name.split(" ", 1)[0], "")
        if full and set(name.split()) <= set(full.split()):
            return 0, full, True
        full = self._whole_elsewhere(name) if " " not in name else ""
        if not full:
            return 0, name, False
        found = self._official_in(full)
        return 0, found[1] if found else full, True

    def _official_in(self, run: str) -> tuple[int, str] | None:
        """The official whose name the words of ``run`` end with, and where in it the name begins."""
        at = 0
        while at >= 0:
            who = self.official_named(run[at:])
            if who is not None:
                return at, who
            at = run.find(" ", at) + 1 or -1
        return None

    def _whole_elsewhere(self, name: str) -> str:
        """The full name that begins with the one word ``name`` where it first stands in front of others; "" without.

        It is an official's, or it stands behind a noun for persons (``penyanyi Kirana Maheswari``) or behind a mark.
        """
        if name.isupper():
            return ""
        for start, end in _places(self.text, name, _EARLY):
            match = _REST.match(self.text, end)
            if match is not None:
                rest = match.group().split()
                full = " ".join((name, *rest))
                if self._official_in(full) is not None:
                    return full
                never = any(word.lower() in self._never or _VERB.match(word) for word in rest)
                return self.fullest(full) if self._led(start) and not never else ""
        return ""

    def _led(self, at: int) -> bool:
        """Whether a mark or a noun for persons, with its adjective, stands before ``at``."""
        for word in reversed(self.text[max(0, at - 40) : at].split()[-3:]):
            if not word[-1].isalnum() or word.lower() in self._persons:
                return True
            if not word.islower():
                return False
        return at < 40

    def learn(self, names: Iterable[str]) -> None:
        """Note where else speakers stand whose names no list knows, each by any of its words."""
        words = {word: name for name in names for word in name.split() if word[:1].isupper() and len(word) > 2}
        found = []
        for word, name in list(words.items())[:_MANY]:
            if word.lower() in self._never:
                continue
            found += [Seen(start, end, name, False, False) for start, end in _places(self.text, word)]
        found.sort(key=_place)
        found = list(_free(found, self.seen))
        self.seen = sorted([*self.seen, *_free(found, self._off)], key=_place)
        self._starts = [one.start for one in self.seen]

    def within(self, start: int, end: int) -> list[Seen]:
        """Everyone who stands in ``start <= place < end``."""
        return self.seen[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _one_off(one: str, other: str) -> bool:
    """Whether one letter more, less or other makes two words of five letters or more the same.

    >>> _one_off("andia", "andina"), _one_off("gugum", "gugun"), _one_off("andika", "andina")
    (True, True, True)
    >>> _one_off("andi", "andina"), _one_off("rahmat", "rahman") and _one_off("rahmat", "rahmawati")
    (False, False)
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) < 5 or len(other) - len(one) > 1:
        return False
    same = 0
    while same < len(one) and one[same] == other[same]:
        same += 1
    return one[same + (len(one) == len(other)) :] == other[same + 1 :]


def _places(text: str, word: str, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Where ``word`` stands as a whole word, before ``stop``."""
    stop = len(text) if stop is None else stop
    at = text.find(word, 0, stop)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            yield at, end
        at = text.find(word, end, stop)


def _place(one: Seen) -> tuple[int, int]:
    return one.start, -one.end


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def _free(mentions: Sequence[P], taken: Sequence[_Placed]) -> Iterator[P]:
    """The mentions that touch nothing of ``taken``; both in text order."""
    at = 0
    for mention in mentions:
        while at < len(taken) and taken[at].end <= mention.start:
            at += 1
        if at == len(taken) or taken[at].start >= mention.end:
            yield mention
