"""Words that a scraper ran together, and where they come apart; only where it is certain.

Links and paragraphs lose the white space around them when a page is stripped: ``PerhubunganDudy``, ``Jumat(8/3)``,
``(20/11/2022).Kegiatan``. A name of a product (``PeduliLindungi``) is none of these; rules/repairs lists what is known.
"""

import re
from collections.abc import Iterator

import regex

from k3extract.reading.quotes import glued_quotes
from k3extract.rulebook import Rulebook

# Three passes that begin with a class of characters each: that is what the engine can skip through quickly.
_CAPITAL = re.compile(r"[A-Z“](?<=[a-zé.!?)][A-Z“])")  # PerhubunganDudy, tersebut.Kegiatan, (AS)Donald
_MARK = regex.compile(r"[,()](?=[A-Za-z0-9])(?<=\w[,()])")  # Yassierli,Senin Jumat(8/3) (8/3)pagi
_DIGIT = regex.compile(r"[0-9](?=[a-z]{3})|[0-9](?<=[a-z][0-9])")  # 2025mulai, program3 juta
_SCALE = re.compile(r"[0-9]+ (?:ribu|juta|miliar|triliun|persen)\b")
_RUN = re.compile(r"\w+(?:[.,(!?]\w+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_URL = re.compile(r"[@#_\\]|www\.|://|\.[a-z]{2,4}/")
_OPEN_DATE = re.compile(r"[0-9]{1,2}(?:[/-][0-9]|\))")
_OPEN_WORD = re.compile(r"[A-Z]{2}|[A-Z][a-z]{2}|[a-z]{4}")
_YEAR = re.compile(r"(?<![0-9.,/])(?:19|20)[0-9]{2}\Z")
_CAPITALISED = re.compile(r"[A-Z][A-Za-z]{2,}")
_ACRONYM = re.compile(r"([A-Z]{2,8})([A-Z][a-z]{3,})\Z")
_OPENING = re.compile(r"\s*([A-Z]{3,14})([a-z]{2,})")
_SHORTEST_OPENING = 3
_NAME_ENDS = {"di", "dan", "ini", "itu", "ke", "atas", "masih"}  # names end so, too
_ENDINGS = {"com", "id", "co"}  # of web addresses
_GODLY = {"Nya", "Mu", "Ku"}  # pronouns of God take a capital: rahmatNya
_DOMAIN = re.compile(r"\.(?:com|co|id|net|org|tv|news|info)\b")
_MOST_PAIRS = 100  # each is one search through the text
_REACH = 48  # how far to look for the ends of a token


class Unglue:
    """Finds the points where a space is missing."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._whole = {row[0] for row in rulebook.list("repairs/one-word.txt").rows}
        self._short = {row[0] for row in rulebook.list("repairs/abbreviations.txt").rows}
        self._leading = {row[0] for row in rulebook.list("repairs/leading-words.txt").rows}
        self._following = {row[0] for row in rulebook.list("repairs/following-words.txt").rows}
        self._domains = {row[0] for row in rulebook.list("repairs/domains.txt").rows}

    def points(self, text: str) -> list[tuple[int, str]]:
        """``(offset, what to put there)`` in text order."""
        places: set[int] = set()
        pairs: dict[str, bool] = {}
        for match in _CAPITAL.finditer(text):
            place = match.start()
            last = text[place - 1]
            if self._camel(text, place, pairs) if last.isalpha() else last != ")" and self._sentence(text, place):
                places.add(place)
        for found in _MARK.finditer(text):
            place = found.start()
            mark = text[place]
            if mark == "(" and _opens(text, place):
                places.add(place)
            elif (mark == ")" and _closes(text, place + 1)) or (mark == "," and _parts(text, place)):
                places.add(place + 1)
        for found in _DIGIT.finditer(text):
            place = found.start()
            if text[place - 1].isalpha():
                if _SCALE.match(text, place) and len(_word_before(text, place)) >= 5:
                    places.add(place)
            elif _YEAR.search(text[max(0, place - 4) : place + 1]):
                places.add(place + 1)
        places.update(self._tails(text))
        places.update(glued_quotes(text))
        return [(place, " ") for place in sorted(places)]

    def glued(self, text: str) -> list[tuple[int, int]]:
        """The spans of the runs that come apart, for the sentences of the lists."""
        places = [place for place, _ in self.points(text)]
        runs = [match.span() for match in _RUN.finditer(text)]
        return [(start, end) for start, end in runs if any(start < place < end for place in places)]

    def _sentence(self, text: str, place: int) -> bool:
        """``word.Word``: whether a sentence ends at ``place``."""
        before, mark = text[place - 2], text[place - 1]
        right = _LETTERS.match(text, place)
        if right is None or len(right.group()) < 2 or _in_address(text, place):
            return text[place] == "“" and (before.islower() or before in ')"”')
        word = right.group()
        if word.lower() in self._domains or (len(word) <= 3 and text[right.end() : right.end() + 1] == "."):
            return False
        if mark != "." or not before.isalpha():
            return before not in '"”' or mark == "."
        left = _word_before(text, place - 1)
        if left.lower() in self._short:
            return False
        return len(left) >= (3 if left.islower() else 4) and not left.isupper()

    def _camel(self, text: str, place: int, pairs: dict[str, bool]) -> bool:
        """``wordWord``: whether two words meet at ``place``; ``pairs`` keeps which stand in the text apart."""
        left = _word_before(text, place)
        for at in range(len(left) - 1, 0, -1):  # an earlier joint bounds the word
            if left[at].isupper() and left[at - 1].islower():
                left = left[at:]
                break
        right = _LETTERS.match(text, place, place + _REACH)
        if right is None or _in_address(text, place):
            return False
        word = right.group()
        if len(word) < 2 or word in _GODLY or _DOMAIN.match(text, right.end()) or self.is_whole(left, word):
            return False
        if f"*{word}" in self._leading or (left in _ENDINGS and text[place - len(left) - 1] == "."):
            return True
        if left.islower():
            return len(left) >= 4 or left in self._leading
        if left in self._leading:
            return True
        pair = f"{left} {word}"
        if pair not in pairs and len(pairs) < _MOST_PAIRS:
            pairs[pair] = pair in text
        return len(left) >= 3 and pairs.get(pair, False)

    def _tails(self, text: str) -> Iterator[int]:
        """``Santosomengatakan``: where a name that also stands alone ends in a glued word."""
        known = set(_CAPITALISED.findall(text))
        yield from self._opening(text, known)
        words = sorted(known)
        above: list[str] = []  # the words that the present one begins with
        for word in words:
            while above and not word.startswith(above[-1]):
                above.pop()
            for name in above:
                if self._is_tail(text, name, word):
                    start = text.find(word)
                    while start >= 0:
                        if not text[start + len(word) : start + len(word) + 1].isalnum():
                            yield start + len(name)
                        start = text.find(word, start + len(word))
                    break
            above.append(word)
            if word[1].isupper() and not word.isupper():
                yield from self._acronym(text, word, known)

    def _acronym(self, text: str, word: str, known: set[str]) -> Iterator[int]:
        """``PSSIErick``: an acronym and a name that both stand elsewhere in the article."""
        match = _ACRONYM.match(word)
        if match is None or self.is_whole(match.group(1), match.group(2)):
            return
        acronym, name = match.groups()
        if name in known and (acronym in known or acronym in self._leading):
            start = text.find(word)
            while start >= 0:
                place = start + len(acronym)
                if not _DOMAIN.match(text, start + len(word)) and not _in_address(text, place):
                    yield place
                start = text.find(word, start + len(word))

    def _opening(self, text: str, known: set[str]) -> Iterator[int]:
        """``JADWALsiaran``: the first word of an article in capitals, glued to the next."""
        match = _OPENING.match(text)
        if match is None or _DOMAIN.match(text, match.end()) or self.is_whole(match.group(1), match.group(2)):
            return
        capitals, rest = match.groups()
        if capitals[-1] + rest in known and len(capitals) > _SHORTEST_OPENING:
            yield match.end(1) - 1
        elif rest in self._following or (len(rest) > _SHORTEST_OPENING and _stands_alone(text, rest, match.end())):
            yield match.end(1)

    def _is_tail(self, text: str, name: str, word: str) -> bool:
        tail = word[len(name) :]
        if tail not in self._following or len(name) < (2 if name.isupper() else 4) or word in self._whole:
            return False
        if tail in _NAME_ENDS and not (name.isupper() or name in self._leading):
            return False  # Ramadan, Suhardi
        return text.count(word) <= 2 and word.lower() not in self._following and word.lower() not in text

    def is_whole(self, left: str, right: str) -> bool:
        """Whether ``left`` + the beginning of ``right`` is one word by itself (``GoPay``)."""
        joined = left + right
        reach = range(len(left) + 1, len(joined) + 1)
        if any(left[at:] + "*" in self._whole for at in range(len(left))):
            return True
        if left.islower():  # berupa + iPhone: the name may begin anywhere in the run
            return any(joined[at:end] in self._whole for at in range(len(left)) for end in reach)
        return any(joined[:end] in self._whole for end in reach)


def _stands_alone(text: str, word: str, start: int) -> bool:
    at = text.find(word, start)
    while at >= 0:
        if not text[at - 1].isalnum() and not text[at + len(word) : at + len(word) + 1].isalnum():
            return True
        at = text.find(word, at + len(word))
    return False


def _word_before(text: str, place: int) -> str:
    start, low = place, max(0, place - _REACH)
    while start > low and text[start - 1].isalpha():
        start -= 1
    return text[start:place]


def _in_address(text: str, place: int) -> bool:
    """Whether the text round ``place``, up to white space, is a link, a handle or a hashtag."""
    low = max(0, place - _REACH)
    before = text[low:place].split()
    after = text[place : place + _REACH].split()
    return bool(_URL.search((before[-1] if before else "") + (after[0] if after else "")))


def _opens(text: str, place: int) -> bool:
    """``kata(``: whether the bracket at ``place`` opens a remark of its own."""
    if len(_word_before(text, place)) < 3 or _in_address(text, place):
        return bool(_OPEN_DATE.match(text, place + 1)) and text[place - 1].islower()
    return bool(_OPEN_DATE.match(text, place + 1) or _OPEN_WORD.match(text, place + 1))


def _closes(text: str, place: int) -> bool:
    """``)Kata``: whether a new word begins behind the bracket that ends at ``place``."""
    right = _LETTERS.match(text, place)
    if right is None or len(right.group()) < 3:
        return False
    word, inside = right.group(), text[place - 2]
    if word[0].isupper():
        return True
    return word != "nya" and (inside.isdigit() or (inside.isupper() and text[place - 3].isupper()))


def _parts(text: str, place: int) -> bool:
    """``kata,Kata``: whether the comma at ``place`` stands between two words."""
    left, right = _word_before(text, place), _LETTERS.match(text, place + 1)
    return (
        len(left) >= 2
        and left[-1].islower()
        and right is not None
        and len(right.group()) >= 3
        and not _in_address(text, place)
    )
