"""Who is meant later: names without an office, parts of names, nicknames, offices without a name."""

import re
from collections.abc import Iterable

from k3extract.assemble.nicknames import Nicknames
from k3extract.assemble.office_keys import OfficeKey, OfficeKeys
from k3extract.assemble.persons import Person
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.office_lexicon import lexicon
from k3extract.records import MentionKind
from k3extract.rulebook import Gazetteer, Rulebook, fold

_JOINERS = ("'", "’", "‘", "`", "-")
_INITIAL = re.compile(r"[^\S\n]+[A-Z]\.[^\S\n]*(?=[A-Z])")  # Yasonna H. Laoly
_DOTTED = re.compile(r"\.[^\S\n]*([A-ZÀ-Þ][^\W\d_]*(?:['’‘`-][^\W\d_]+)*)")  # Muh. Zainuddin
_NEXT = re.compile(r"[^\S\n]+([A-ZÀ-Þ][^\W\d_]*(?:['’‘`-][^\W\d_]+)*)")
_PREVIOUS = re.compile(r"([^\W_][\w.'’-]*)[^\S\n]+\Z")
_GLUE = re.compile(r"\.|--+")
_ABBREVIATION = re.compile(r"(?<!\w)[A-Z]\w{0,2}\.\Z")
_BACK = 40


class Coreference:
    """Finds later mentions; where two persons can be meant it says nothing."""

    def __init__(self, rulebook: Rulebook, keys: OfficeKeys) -> None:
        self._words = lexicon(rulebook)
        self._keys = keys
        self._nicknames = Nicknames(rulebook)
        self._generic = {fold(row[0]) for row in rulebook.list("offices/generic.txt").rows}
        rows = rulebook.list("names/epithets.txt").rows
        self._epithets = Gazetteer([(row[0], keys.plain(row[1])) for row in rows])

    def resolve(self, marked: MarkedText, people: list[Person], joined: set[int]) -> None:
        """Add to each person the mentions that mean it. ``joined`` are the places of offices that have a name."""
        if not people:
            return
        self._names(marked, people)
        self._offices(marked, people, joined)
        self._nicknames.resolve(marked, people)
        for start, end, key in self._epithets.find(marked.text):
            who = self._meant(people, key, start)
            if who is not None and not any(
                mark.start < end and start < mark.end for mark in marked.article.boilerplate
            ):
                who.mention(marked.text, start, end, "office")

    def joined(self, text: str, people: list[Person]) -> list[Person]:
        """``people`` without those who are another one's nickname."""
        return self._nicknames.joined(text, people)

    def _names(self, marked: MarkedText, people: list[Person]) -> None:
        owners: dict[str, set[int]] = {}
        for index, person in enumerate(people):
            for word in person.words:
                if len(word) > 2 and word[0].isupper():
                    owners.setdefault(word.rstrip("."), set()).add(index)
        text = marked.text
        taken = sorted(place for person in people for place in person.mentions)
        blocks = sorted([*taken, *((mark.start, mark.end) for mark in marked.article.boilerplate)])
        ends = {mark.end for mark in marked.article.boilerplate}  # no word before a name is in boilerplate
        at = block = 0
        for start, word in _places(text, owners):
            if start < at:
                continue
            while block < len(blocks) and blocks[block][1] <= start:
                block += 1
            if block < len(blocks) and blocks[block][0] <= start:
                continue
            end, who = self._run(text, (start, word), owners, people)
            at = end
            if who is not None:
                start = _with_short_words(text, start, word, people[who].words)
            if who is None or self._other_name(text, start, end, ends):
                continue
            if text[start:end] == word and word.lower() in self._words.stops:
                continue  # Raja Juli Antoni is not meant by "Juli"
            self._add(marked, people[who], start, end)

    @staticmethod
    def _run(
        text: str, first: tuple[int, str], owners: dict[str, set[int]], people: list[Person]
    ) -> tuple[int, int | None]:
        """The end of the words of one person's name from the ``first`` on, and whose they are if only one's."""
        start, word = first
        who, end = set(owners[word]), start + len(word)
        while True:
            initial = _INITIAL.match(text, end)
            following = _NEXT.match(text, initial.end() - 1 if initial else end)
            if following is None and len(word) < 5:
                following = _DOTTED.match(text, end)
            if following is None or not (shared := who & owners.get(following.group(1), set())):
                break
            who, word, end = shared, following.group(1), following.end()
        if len(who) > 1:  # a full name that is a part of nobody else's
            said = text[start:end].split()
            who = {index for index in who if people[index].words == said}
        return end, next(iter(who)) if len(who) == 1 else None

    def _other_name(self, text: str, start: int, end: int, ends: set[int]) -> bool:
        """Whether capitalised words beside it make another name or a thing of it (Jalan Ahmad Yani)."""
        following = _NEXT.match(text, end)
        if following is not None:
            word = fold(following.group(1))
            if word not in self._words.stops and (self._words.nameish(word) or not self._words.ordinary(word)):
                return True
        before = _PREVIOUS.search(text, max(0, start - _BACK), start)
        if before is None or before.end(1) in ends:
            return False
        said = before.group(1)
        word = _GLUE.split(said.rstrip("."))[-1]
        if not word[:1].isupper():
            return False
        low, glued = fold(word), len(word) < len(said.rstrip("."))
        words = self._words
        if low in words.needs or low in words.open or low in words.place_nouns or low == "jalan":
            return True
        if word in words.titles or low in words.openers or low in words.heads or low in words.rank_tails:
            return False
        if said.endswith(".") and (len(word) > 3 or (len(word) > 1 and word.isupper())):
            return False  # the end of the sentence before
        sentence_start = glued or _begins_sentence(text[: before.start(1)])
        return self._words.nameish(low) or not (sentence_start or low in self._words.stops)

    def _add(self, marked: MarkedText, person: Person, start: int, end: int) -> None:
        text = marked.text
        said = text[start:end].split()
        kind: MentionKind = "full" if len(said) >= len(person.words) else "short"
        first = start
        while True:  # rank and honorific belong to the mention
            before = _PREVIOUS.search(text, max(0, first - _BACK), first)
            if before is None:
                break
            word = _GLUE.split(before.group(1).rstrip("."))[-1]
            opens = word in self._words.titles or fold(word) in self._words.openers
            opens = opens or fold(word) in self._words.rank_tails
            if not opens or not word:
                break
            if word.islower() and word not in self._words.titles:
                break
            first = text.rindex(word, before.start(1), first)
        for office in marked.within(marked.offices, first - 120, first):
            if office.end <= first and not text[office.end : first].strip():
                first = office.start
        person.mention(text, first, end, kind)

    def _offices(self, marked: MarkedText, people: list[Person], joined: set[int]) -> None:
        """Offices without a name, where one person alone can be meant."""
        covered = {start for person in people for start, _ in person.mentions}
        for office in marked.offices:
            if office.start in joined or office.start in covered or office.future or office.former:
                continue
            before = _PREVIOUS.search(marked.text, max(0, office.start - _BACK), office.start)
            if before is not None and fold(before.group(1)) in self._generic:
                continue
            who = self._meant(people, self._keys.key(marked.text, office), office.start, office.acting is not None)
            if who is not None:
                who.mention(marked.text, office.start, office.end, "office")

    @staticmethod
    def _meant(people: list[Person], key: OfficeKey, start: int, acting: bool = False) -> Person | None:
        """The only person whose office can be printed like ``key``; an acting one counts from its first mention on."""
        who = []
        for person in people:
            held = zip(person.keys, person.offices, strict=True)
            if any(
                key.may_mean(known)
                and not office.former
                and (office.acting is None or acting or start > min(person.mentions)[0])
                for known, office in held
            ):
                who.append(person)
        known = [person for person in who if min(person.mentions)[0] < start] if len(who) > 1 else who
        return known[0] if len(known) == 1 else None


def _places(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """Where each of ``words`` stands as a whole word, in text order."""
    found: list[tuple[int, str]] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            end = at + len(word)
            before, after = text[at - 1 : at], text[end : end + 2]
            joined = after[:1] in _JOINERS and after[1:].isalpha()
            if not (before.isalnum() or after[:1].isalpha() or (after and joined)):
                found.append((at, word))
            at = text.find(word, end)
    found.sort()
    return found


def _with_short_words(text: str, start: int, word: str, words: list[str]) -> int:
    """Where a name begins whose first words are too short to be looked for (``Ju Hun Lee``)."""
    at = words.index(word) if word in words else 0
    while at and len(words[at - 1]) < 3 and text[:start].endswith(f"{words[at - 1]} "):
        at -= 1
        start -= len(words[at]) + 1
    return start


def _begins_sentence(text: str) -> bool:
    """Whether a sentence can begin behind ``text``; the dot of ``Ny.`` or ``Pt.`` ends none."""
    plain = text.rstrip(" \u00a0")
    if not plain or plain[-1] in '!?\n"”“:':
        return True
    return plain[-1] == "." and not _ABBREVIATION.search(plain, max(0, len(plain) - 6))
