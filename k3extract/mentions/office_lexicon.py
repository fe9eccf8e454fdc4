"""The words of offices, organisations, places and names, as sets and phrase tables, read once from the rulebook.

Lookups happen only beside an office or a capital letter, so hashed sets of phrases serve better than one more pass
of an automaton over the text.
"""

import re
from collections.abc import Callable, Iterable

from k3extract.rulebook import Rulebook, fold
from k3extract.rulebook.kinds.offices import OfficeRule

# A word with what joins its parts (ATR/BPN, Bangsa-Bangsa, Ma'ruf), or one sign; at most one line end before it.
TOKEN = re.compile(r"(?:[^\S\n]|Â(?=\s))*(\n?)[^\S\n]*([^\W_]+(?:['’‘`´/&-][^\W_]+)*|[^\w\s]|_)")
_GLUED = re.compile(r"[a-zß-ÿ]{2}(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[a-zß-ÿ]{3})(?=[A-Z]{3})")
_SHORT_GLUED = re.compile(r"[A-Z]{2,5}(?=[A-Z][a-zß-ÿ]{2})")
_GLUED_VERB = re.compile(r"([a-zß-ÿ]{4,12}?)me(?:ng|ny|m|n)[a-z]{3,12}kan\Z")
_VERBAL = (
    "meng",
    "men",
    "mem",
    "meny",
    "ber",
    "ter",
    "dise",
    "dite",
    "saat",
    "ketika",
    "dalam",
    "untuk",
    "yang",
    "akan",
)  # how a glued verb begins
_REMEMBERED = 20_000
_SIGNS = re.compile(r"[^\w]+")

Token = tuple[int, int, str]  # start, end, the word
END: Token = (-1, -1, "")


class Words:
    """The words behind an offset, read as they are asked for; ``END`` behind the last or at an empty line."""

    __slots__ = ("_at", "_glued", "_list", "text")

    def __init__(self, text: str, at: int, glued: Callable[[str], int]) -> None:
        self.text = text
        self._at = at
        self._glued = glued
        self._list: list[Token] = []

    def get(self, index: int) -> Token:
        """The word ``index`` places on; words glued by a lost link (``AnggaranKemenkeu``) come apart."""
        try:
            return self._list[index]
        except IndexError:
            return self._read(index)

    def _read(self, index: int) -> Token:
        while len(self._list) <= index:
            match = TOKEN.match(self.text, self._at)
            if match is None:
                return END
            start, end = match.span(2)
            word = match.group(2)
            if len(word) > 6 and not word.islower() and (cut := self._glued(word)):
                end = start + cut
                word = word[:cut]
            self._list.append((start, end, word))
            self._at = end
        return self._list[index]


class Phrases:
    """Phrases of one or more words, folded; finds the longest that begins at a word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all: set[str] = set()
        self._longest: dict[str, int] = {}
        self.update(phrases)

    def update(self, phrases: Iterable[str]) -> None:
        """Add phrases."""
        longest = self._longest
        for phrase in phrases:
            key = " ".join(_parts(phrase))
            self._all.add(key)
            first = key.partition(" ")[0]
            count = key.count(" ") + 1
            if count > longest.get(first, 0):
                longest[first] = count

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._all

    def __len__(self) -> int:
        return len(self._all)

    def begins(self, word: str) -> bool:
        """Whether a phrase begins with the folded ``word``."""
        return word in self._longest

    def at(self, words: Words, index: int) -> int:
        """How many words the longest phrase beginning at word ``index`` has (0: none begins there)."""
        first = words.get(index)[2].lower()
        most = self._longest.get(first, 0)
        if not most:
            return 0
        key, best = first, 1 if first in self._all else 0
        for count in range(2, most + 1):
            word = words.get(index + count - 1)[2]
            if not word:
                break
            key = f"{key} {word.lower()}"
            if key in self._all:
                best = count
        return best


def _parts(phrase: str) -> list[str]:
    if phrase.isalnum():
        return [fold(phrase)]
    return [word for _, word in TOKEN.findall(fold(phrase))]


def _first(rulebook: Rulebook, name: str) -> list[str]:
    return [row[0] for row in rulebook.list(name).rows]


def _names(rulebook: Rulebook, name: str) -> list[str]:
    return [form for row in rulebook.list(name).rows for form in (row[0], *_others(row))]


def _others(row: tuple[str, ...]) -> list[str]:
    return [form for form in row[-1].split("|") if form] if len(row) > 1 else []


BODIES = (
    "ministries",
    "agencies",
    "parties",
    "regional",
    "universities",
    "companies",
    "hospitals",
    "commands",
    "clubs",
    "world",
)


class Lexicon:
    """All lists of rules/offices, organisations, places and names that reading offices and names needs."""

    def __init__(self, rulebook: Rulebook) -> None:
        lists = BODIES
        self.bodies = Phrases(form for name in lists for form in _names(rulebook, f"organisations/{name}.txt"))
        self.strong = Phrases(form for name in lists for form in _names(rulebook, f"organisations/{name}.txt"))
        self.bodies.update(_first(rulebook, "organisations/acronyms.txt"))
        words = {fold(word) for word in _first(rulebook, "organisations/words.txt")}
        self.words = {word for word in words if " " not in word}
        self.needs = Phrases(_first(rulebook, "organisations/needs.txt"))
        self.open = Phrases(_first(rulebook, "organisations/open.txt"))
        self.bodies.update(word for word in words if " " in word)
        self.bodies.update(["pt", "cv"])
        self.place_nouns = Phrases(_first(rulebook, "organisations/place_nouns.txt"))
        self.numbered = {fold(word) for word in _first(rulebook, "organisations/numbered.txt")}
        self.countries = Phrases(_names(rulebook, "places/countries.txt"))
        self.places = Phrases(_names(rulebook, "places/provinces.txt"))
        self.provinces = Phrases(_names(rulebook, "places/provinces.txt"))
        self.places.update(
            form for row in rulebook.list("places/regencies.txt").rows for form in (row[0], *_alias(row))
        )
        twofold = [row[0] for row in rulebook.list("places/regencies.txt").rows if row[0].count(" ") == 1]
        self.places.update(form.replace(" ", "") for form in twofold)  # Pagar Alam is also written Pagaralam
        self.places.update(_names(rulebook, "places/regions.txt"))
        self.abroad = Phrases([*_names(rulebook, "places/countries.txt"), *_names(rulebook, "places/world.txt")])
        self.places.update(_names(rulebook, "places/countries.txt"))
        self.places.update(_names(rulebook, "places/world.txt"))
        self.districts = Phrases(_first(rulebook, "places/districts.txt"))
        self.district_nouns = {fold(word) for word in _first(rulebook, "organisations/district_nouns.txt")}
        self.given = {fold(word) for word in _first(rulebook, "names/given.txt")}
        self.endings = tuple(fold(word) for word in _first(rulebook, "names/endings.txt"))
        self.no_endings = tuple(fold(word) for word in _first(rulebook, "names/no_endings.txt"))
        self.glued_words = tuple(fold(word) for word in _first(rulebook, "names/glued.txt"))
        self.stops = {fold(word) for word in _first(rulebook, "names/stops.txt")}
        self.honorifics = {fold(word) for word in _first(rulebook, "names/honorifics.txt")}
        self.titles = set(_first(rulebook, "names/titles.txt"))
        self.degrees = {fold(word) for word in _first(rulebook, "names/degrees.txt")}
        self.ranks = Phrases(_first(rulebook, "names/ranks.txt"))
        self.rank_tails = Phrases(_first(rulebook, "names/rank_tails.txt"))
        self.particles = set(_first(rulebook, "names/particles.txt"))
        self._variants = {fold(row[0]): row[1] for row in rulebook.list("names/variants.txt").rows}
        self.domestic = {
            word
            for name in ("provinces", "regencies", "regions")
            for form in _names(rulebook, f"places/{name}.txt")
            for word in fold(form).split()
        }
        self.short = {fold(word) for word in _first(rulebook, "names/short.txt")}
        self.openers = self.honorifics | {fold(word) for word in self.titles}
        self.openers |= {fold(row[0]).split()[0] for row in rulebook.list("names/ranks.txt").rows}
        soft = rulebook.list("organisations/soft.txt").rows
        self.heads = _heads(rulebook) - self.given - {fold(row[0]) for row in soft if row[1:] == ("inside",)}
        self.trade = {fold(word) for word in _first(rulebook, "organisations/trade.txt")}
        self.soft = {fold(word) for word in _first(rulebook, "organisations/soft.txt")}
        self.connectors = {fold(word) for word in _first(rulebook, "organisations/connectors.txt")}
        self.affixes = _affixes(rulebook.list("organisations/affixes.txt").rows)
        self.known = self.words | self.given
        self._ordinary: dict[str, bool] = {}  # answers given before; they depend on the rules alone

    def glued(self, word: str) -> int:
        """Where a word with another one glued to it comes apart (``Mulyanimengatakan``), 0 where it is whole."""
        low = word.lower()
        if low in self.known:
            return 0
        cut = 0
        if word[-1].isdigit() and (stem := word.rstrip("0123456789")).lower() in self.given:
            return len(stem)  # the number of the next point of a list (Lahadalia2)
        if not word[1:].islower():
            short = _SHORT_GLUED.match(word)
            if short and short.group().lower() in self.bodies:
                return short.end()
            match = _GLUED.search(word)
            if match:
                cut = match.end()
                low = low[:cut]
        if len(low) > 12 and word[0].isupper():
            verb = _GLUED_VERB.match(low)
            if verb and len(low) > 14:
                return verb.end(1)
            for at in range(len(low) - 6, 3, -1):
                if low.startswith(_VERBAL, at) and low[:at] in self.given:
                    return at
        if low.endswith(self.glued_words) and low not in self.given:
            for tail in self.glued_words:
                if low.endswith(tail) and low[: -len(tail)] in self.given:
                    return len(low) - len(tail)
        return cut

    def normal(self, name: str) -> str:
        """A name in lower case with its words in one spelling (Mochamad, Moh., Muhammad)."""
        words = (word.rstrip(".").lower() for word in name.split())
        return " ".join(self._variants.get(word, word) for word in words)

    def spaced(self, name: str) -> str:
        """A name with a space where two of its words are glued (``Sri MulyaniIndrawati``)."""
        out: list[str] = []
        for word in name.split():
            while len(word) > 6 and (cut := self.glued(word)):
                out.append(word[:cut])
                word = word[cut:]
            out.append(word)
        return " ".join(out)

    def nameish(self, word: str) -> bool:
        """Whether ``word`` looks like a part of a person's name by itself."""
        low = word.lower()
        return low in self.given or (len(low) > 5 and low.endswith(self.endings) and not self.ordinary(low))

    def ordinary(self, low: str) -> bool:
        """Whether ``low`` (folded) is a word of organisations: in the list, or built like one (pembangunan)."""
        known = self._ordinary.get(low)
        if known is None:
            known = low in self.words or any(
                len(low) >= least and low.startswith(head) and low.endswith(tail) and low not in self.given
                for head, tail, least in self.affixes
            )
            if len(self._ordinary) > _REMEMBERED:
                self._ordinary.clear()
            self._ordinary[low] = known
        return known

    def body(self, words: Words, index: int) -> int:
        """How many words the known organisation beginning at word ``index`` has; "Al" is no "AL"."""
        count = self.bodies.at(words, index)
        if count == 1 and len(word := words.get(index)[2]) < 4 and not word.isupper():
            return 0
        return count

    def opener(self, word: str) -> bool:
        """Whether ``word`` is a title or honorific before a name; BPK is the audit board, no Bpk."""
        if word in self.titles:
            return True
        return word.lower() in self.honorifics and not (
            len(word) > 2 and word.isupper() and word.lower() in self.bodies
        )

    def opens_name(self, words: Words, index: int) -> bool:
        """Whether a rank, honorific or academic title stands at word ``index``."""
        word = words.get(index)[2]
        return self.opener(word) or self.ranks.at(words, index) > 0


_READ: dict[str, Lexicon] = {}  # by digest, which stands for every byte of the rules


def lexicon(rulebook: Rulebook) -> Lexicon:
    """The lexicon of a rulebook; scanners and assemblers of the same rulebook share it."""
    known = _READ.get(rulebook.digest)
    if known is None:
        if len(_READ) > 3:
            _READ.clear()
        known = _READ[rulebook.digest] = Lexicon(rulebook)
    return known


def _heads(rulebook: Rulebook) -> set[str]:
    """The first words of all offices."""
    forms = [row[0] for row in rulebook.list("offices/contractions.txt").rows]
    for _, rule in rulebook.of(OfficeRule):
        if rule.part == "head":
            forms += [rule.position, *rule.also]
        elif rule.part == "acting":  # Plt and the like, not "Pelaksana"
            forms += [form for form in rule.also if " " not in form]
    return {fold(form).split()[0] for form in forms}


def _alias(row: tuple[str, ...]) -> list[str]:
    return [form for form in row[2].split("|") if form] if len(row) > 2 else []


def _affixes(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, str, int], ...]:
    return tuple((row[0], row[1], int(row[2])) for row in rows)


def signless(text: str) -> str:
    """``text`` folded, without signs and spaces: how degrees are looked up.

    >>> signless("M.Si.")
    'msi'
    """
    return _SIGNS.sub("", fold(text))
