"""Names of persons, with what stands around them: rank, honorifics, degrees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.mentions.office_lexicon import Lexicon, Token, Words, lexicon, signless
from k3extract.rulebook import Rulebook

_DEGREE = re.compile(r"[^\S\n]*(?:\(|,)?[^\S\n]*((?:[A-Z][A-Za-z]*\.[^\S\n]?)*[A-Z][A-Za-z]*\.?)\)?")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.[^\S\n]?\Z")
_TITLE = re.compile(r"(?<!\w)(drg?|drh)\.?[^\S\n]\Z")  # titles written small
_UNKNOWN = re.compile(r"(?<!\w)([A-ZÀ-Þ][a-zß-ÿ]{2,})[^\S\n]\Z")
_INSIDE = re.compile(r"[^\W\d_],?[^\S\n]\Z")  # inside a sentence
_CAPITAL = re.compile(r"[A-ZÀ-Þ](?<![\w'’].)[^\W_]*(?:['’‘`-][^\W_]+)*")  # the class first: so the search skips
_MOST_WORDS = 7
_MOST_DEGREES = 10
_REMEMBERED = 20_000
_BALINESE = {"made", "wayan", "gusti", "ketut", "nyoman", "komang", "putu", "dewa", "gede", "nengah", "kadek"}


@dataclass(frozen=True, slots=True)
class NameMention:
    """``text[start:end]`` with honorifics and degrees; ``text[name_start:name_end]`` is the bare name.

    ``sure`` tells that a rank, title, degree or a word known from names stands in it.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    honorifics: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    rank: str | None = None
    sure: bool = True
    parts: int = 1  # words of the bare name


class NameReader:
    """Reads the name that begins at a place, if one does."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._common = words.given - words.stops - words.honorifics
        particles = "|".join(map(re.escape, sorted(words.particles)))
        # The usual case, quickly: words known from names and then a small word, which is no particle.
        self._plain = re.compile(rf"((?:[A-Z][a-z]+ ){{0,4}}[A-Z][a-z]+) (?=[a-z])(?!(?:{particles})[ -])")

    def read(self, text: str, at: int) -> NameMention | None:
        """The name beginning at ``at`` (white space before it allowed), or None."""
        plain = self._plain.match(text, at)
        if plain is not None and all(word.lower() in self._common for word in plain.group(1).split(" ")):
            start, end = plain.span(1)
            return NameMention(start, end, start, end, parts=plain.group(1).count(" ") + 1)
        words = Words(text, at, self._words.glued)
        index, honorifics, rank = self._openers(words)
        end_index = self._name(words, index)
        if end_index == index:
            return None
        start, name_start = words.get(0)[0], words.get(index)[0]
        last = words.get(end_index - 1)
        name_end = last[1]
        degrees, end = self._degrees(text, name_end)
        parts = [words.get(i)[2] for i in range(index, end_index)]
        if not any(len(part) > 1 for part in parts):
            return None
        sure = bool(honorifics or rank or degrees) or any(map(self._words.nameish, parts))
        return NameMention(start, end, name_start, name_end, honorifics, degrees, rank, sure, len(parts))

    def has_degree(self, text: str, at: int) -> bool:
        """Whether a degree follows at ``at``, so that what stands before is a name."""
        return self._degree(text, at)[1] > 0

    def _openers(self, words: Words) -> tuple[int, tuple[str, ...], str | None]:
        """Ranks, honorifics and academic titles; returns how many words they take."""
        index = 0
        honorifics: list[str] = []
        rank: str | None = None
        while True:
            word = words.get(index)[2]
            count = self._words.ranks.at(words, index) if word[:1].isupper() else 0
            if count and rank is None and word.lower() not in self._words.given:
                end = self._rank_end(words, index + count)
                rank = words.text[words.get(index)[0] : words.get(end - 1)[1]].rstrip(".")
                index = end
                continue
            if not self._words.opener(word):
                return index, tuple(honorifics), rank
            after = index + 1
            dotted = words.get(after)[2] == "."
            after += dotted
            following = words.get(after)[2]
            if not (following[:1].isupper() or following in self._words.titles) or (
                len(word) == 1 and not dotted and word != "H"
            ):
                return index, tuple(honorifics), rank
            if not word[:1].isupper() and word not in self._words.titles:
                return index, tuple(honorifics), rank
            honorifics.append(word)
            index = after

    def _rank_end(self, words: Words, index: int) -> int:
        """Behind corps, service and (Purn) after a rank."""
        while True:
            at = index + (words.get(index)[2] == ".")
            opened = words.get(at)[2] == "("
            count = self._words.rank_tails.at(words, at + opened)
            count = count or (self._words.ranks.at(words, at + opened) if opened else 0)
            if count and (not opened or words.get(at + 1 + count)[2] == ")"):
                index = at + count + 2 * opened
                continue
            return at

    def _name(self, words: Words, index: int) -> int:
        """Behind the last word of the name that begins at word ``index``."""
        at, count = index, 0
        if index and words.get(index)[2].lower() in self._words.stops and words.get(index)[2][:1].isupper():
            following = words.get(index + 1)[2]
            if following[:1].isupper() and following.lower() not in self._words.stops:
                at, count = index + 1, 1  # H. Tolak Atin: behind a title any word can be a name
        while count < _MOST_WORDS:
            token = words.get(at)
            if not token[2] or (count and not self._joins(words, at)):
                break
            step = self._step(words, at, count)
            if not step:
                break
            at += step
            count += 1
        while at > index and words.get(at - 1)[2] in ".'":
            at -= 1
        return at

    def _joins(self, words: Words, at: int) -> bool:
        """Whether word ``at`` can go on with the name before it: on the same line, and no other word glued to it."""
        token, end = words.get(at), words.get(at - 1)[1]
        if token[0] == end and words.text[end - 1].isalpha():
            return self._words.nameish(token[2])
        return "\n" not in words.text[end : token[0]]

    def _step(self, words: Words, at: int, count: int) -> int:
        """How many tokens the next part of the name takes, 0 where it has ended."""
        token = words.get(at)
        word = token[2]
        if not word[0].isupper():
            following = words.get(at + 1)[2]
            return 2 if count and word in self._words.particles and following[:1].isupper() else 0
        dotted = words.get(at + 1)[0] == token[1] and words.get(at + 1)[2] == "."
        if count and (dotted or word.lower() in self._words.degrees) and self._degree(words.text, token[0])[1]:
            return 0
        if len(word) <= 3 and dotted:
            initial = words.get(at + 2)
            if initial[2][:1].isupper() and (len(word) == 1 or word.lower() in self._words.short):
                return 2
        if len(word) == 1:
            following = words.get(at + 1)[2]
            if word == "I" and not count:
                return int(following.lower() in _BALINESE)
            if word in "IVX" and not dotted and not following[:1].isupper():
                return 0  # Tim I
            return int(bool(count) or (following[:1].isupper() and not following.isupper()))
        return 1 if self._part(words, at, count) else 0

    def _part(self, words: Words, at: int, count: int) -> bool:
        """Whether a capitalised word can be a part of a name that has ``count`` words so far."""
        lexicon_, word = self._words, words.get(at)[2]
        low = word.lower()
        if len(word) > 1 and set(word) <= set("IVX"):
            return False  # Komisi XI
        known = low in lexicon_.given
        if low in lexicon_.stops:
            following = words.get(at + 1)[2]
            goes_on = following[:1].isupper() and following.lower() not in lexicon_.stops
            if not (known and (count or goes_on)) and not (count and goes_on and lexicon_.nameish(following)):
                return False
        if known:
            return True
        if (word in lexicon_.titles or low in lexicon_.honorifics) and not (count and word.isupper()):
            return False
        if any(char.isdigit() for char in word) or low.endswith(lexicon_.no_endings):
            return False
        short = len(word) < 4 and not word.isupper()  # Ma is no MA
        if low in lexicon_.heads or (not short and (lexicon_.needs.at(words, at) or lexicon_.open.at(words, at))):
            return False
        if lexicon_.place_nouns.at(words, at) or lexicon_.countries.at(words, at):
            return False
        if lexicon_.body(words, at):
            return False
        if lexicon_.ranks.at(words, at) and count:
            return False
        if word.isupper() and not lexicon_.nameish(low):
            return self._capitals(words, at, count)
        if lexicon_.ordinary(low):
            return self._rare(words, at, count)
        return True

    def _rare(self, words: Words, at: int, count: int) -> bool:
        """Whether an ordinary word of organisations is a part of a name here (``Panel Barus Hidayat``)."""
        following = words.get(at + 1)[2]
        if not following[:1].isupper():
            return 0 < count < 3 or self.has_degree(words.text, words.get(at)[1])
        return self._words.nameish(following)

    def _capitals(self, words: Words, at: int, count: int) -> bool:
        """An abbreviation in a name (Roslinda RM, ST Burhanuddin), or a name all in capitals."""
        word, following = words.get(at)[2], words.get(at + 1)[2]
        if len(word) <= 2 and not set(word) <= set("IVX"):
            return count > 0 or (following[:1].isupper() and not following.isupper())
        return len(word) > 3 and (following.isupper() or (count > 0 and words.get(at - 1)[2].isupper()))

    def _degrees(self, text: str, at: int) -> tuple[tuple[str, ...], int]:
        """The degrees behind a name and where they end."""
        degrees: list[str] = []
        while len(degrees) < _MOST_DEGREES:
            degree, end = self._degree(text, at)
            if not end:
                break
            degrees.append(degree)
            at = end
        return tuple(degrees), at

    def _degree(self, text: str, at: int) -> tuple[str, int]:
        """The degree at ``at`` (comma and space before it allowed) and its end, 0 where there is none."""
        match = _DEGREE.match(text, at)
        if match is None:
            return "", 0
        whole = match.group(1)
        for piece in _prefixes(whole):
            key = signless(piece)
            if key in self._words.degrees and (piece.isupper() or "." in piece or len(piece) > 2):
                end = match.start(1) + len(piece)
                if text[end : end + 1].isalnum():
                    continue
                if text[end : end + 1] == ")" and "(" in text[at : match.start(1)]:
                    end += 1
                elif piece.endswith(".") and not text[end : end + 1].strip(" ,\u00a0"):
                    end -= text[end : end + 2].strip(" ,\u00a0")[:1].isupper() or not text[end:].strip()
                return piece.rstrip("."), end
        return "", 0


def _prefixes(piece: str) -> list[str]:
    """``S.Pd. M.M`` and its beginnings that end at a dot or a space, longest first."""
    cuts = [i + 1 for i, char in enumerate(piece) if char in ". " and i]
    return [piece, *(piece[:cut].rstrip() for cut in reversed(cuts) if cut < len(piece))]


def _initials(text: str, least: int, start: int) -> int:
    """Where the initials before a name begin (``A.M. Hendropriyono``)."""
    while start - 2 >= least:
        match = _INITIAL.search(text, max(least, start - 4), start)
        if match is None:
            break
        start = match.start()
    return start


class NameScanner:
    """Finds what can be the name of a person."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._words = lexicon(rulebook)
        self.reader = NameReader(self._words)
        self._begins = (self._words.given - self._words.words | self._words.openers) - self._words.stops
        self._known: dict[str, str] = {}  # answers given before; they depend on the rules alone

    def scan(self, text: str) -> Sequence[NameMention]:
        """Candidate names in text order: runs of capitalised words with a word, rank or title known from names."""
        found: list[NameMention] = []
        known, glued = self._known, self._words.glued
        at = 0
        for match in _CAPITAL.finditer(text):
            word = match.group()
            begins = known.get(word)
            if begins is None:
                begins = self._judged(word)
            if begins == "no":
                continue
            start = match.start()
            if start < at:
                continue
            if begins == "glued":
                while cut := glued(word):
                    start, word = start + cut, word[cut:]
                if not self._begin(word.lower()):
                    continue
            name = self.reader.read(text, self._earlier(text, at, start))
            if name is not None:
                found.append(name)
                at = name.end
        return found

    def _begin(self, low: str) -> bool:
        """Whether the folded word ``low`` is known from names or built like one."""
        words = self._words
        return low in self._begins or (len(low) > 5 and low.endswith(words.endings) and low not in words.stops)

    def _judged(self, word: str) -> str:
        """Whether a name can begin with ``word`` (yes, no), perhaps behind another word glued to it; remembered."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        begins = "yes" if self._begin(word.lower()) else "no"
        if begins == "no" and len(word) > 6 and not word[1:].islower():
            begins = "glued"
        self._known[word] = begins
        return begins

    def _earlier(self, text: str, least: int, start: int) -> int:
        """Where the name begins that has its first known word at ``start``: initials and one unknown word count."""
        start = _initials(text, least, start)
        title = _TITLE.search(text, max(least, start - 6), start)
        if title is not None:
            return title.start(1)
        before = _UNKNOWN.search(text, max(least, start - 24), start)
        if before is None or not _INSIDE.search(text, max(0, before.start() - 3), before.start()):
            return start
        words = self._words
        low = before.group(1).lower()
        if low in words.stops or low in words.heads or low in words.openers or words.ordinary(low):
            return start
        if low in words.needs or low in words.open or low in words.place_nouns or low in words.bodies:
            return start
        return start if low in words.places else before.start()


__all__ = ["NameMention", "NameReader", "NameScanner", "Token"]
