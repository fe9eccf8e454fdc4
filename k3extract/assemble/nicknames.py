"""Nicknames: what a person is called, where the article says so or where everybody knows."""

import re
from collections.abc import Iterator

from k3extract.assemble.persons import Person
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.office_lexicon import lexicon
from k3extract.rulebook import Gazetteer, Rulebook, fold
from k3extract.rulebook.kinds.offices import NameRule
from k3extract.values.person import contains_name

_NAME = r"[A-ZÀ-Þ][^\W\d_]*(?:['’-][^\W\d_]+)*(?:[^\S\n]+[A-ZÀ-Þ][^\W\d_]*){0,2}"
_BEHIND = re.compile(rf"[^\S\n]*[\"“‘']?({_NAME})")
_BEFORE = re.compile(rf"(?<!\w)({_NAME})[\"”’']?,?[^\S\n]+\Z")
_BRACKET = re.compile(rf"[^\S\n]*\([^\S\n]*({_NAME})[^\S\n]*\)")
_FAR = 500  # code points between a person and the words that say what it is called
_NEAR = 60


class Nicknames:
    """Finds nicknames and their places."""

    def __init__(self, rulebook: Rulebook) -> None:
        cues = [(words, rule.part) for _, rule in rulebook.of(NameRule) for words in rule.words]
        self._cues = Gazetteer([cue for cue in cues if cue[1] != "alias"])
        between = sorted((words for words, part in cues if part == "alias"), key=len, reverse=True)
        self._alias = re.compile(rf"[^\S\n]+(?:{'|'.join(map(re.escape, between))})[^\S\n]+({_NAME})")
        self._heads = lexicon(rulebook).heads
        self._stops = {fold(row[0]) for row in rulebook.list("names/stops.txt").rows}
        rows = rulebook.list("names/nicknames.txt").rows
        self._known = Gazetteer([(row[0], (row[0], row[1])) for row in rows], exact_case=True)

    def resolve(self, marked: MarkedText, people: list[Person]) -> None:
        """Add the nickname mentions of ``people``."""
        text = marked.text
        for person, nickname in [
            *self._said(text, people),
            *self._bracketed(text, people),
            *self._famous(text, people),
        ]:
            at = text.find(nickname)
            while at >= 0:
                end = at + len(nickname)
                if _whole(text, at, end) and not _covered(marked, people, person, (at, end)):
                    for place in [place for place in person.mentions if at <= place[0] and place[1] <= end]:
                        del person.mentions[place]
                    person.mention(text, at, end, "nickname")
                at = text.find(nickname, end)

    def joined(self, text: str, people: list[Person]) -> list[Person]:
        """``people`` where whoever was read by a nickname (Presiden Jokowi) is one with the bearer of the full name."""
        if len(people) < 2:
            return people
        for person, nickname in [*self._bracketed(text, people), *self._famous(text, people)]:
            other = next((other for other in people if other is not person and other.name == nickname), None)
            if other is not None and person in people:
                person.take(other)
                people = [one for one in people if one is not other]
        return people

    def _said(self, text: str, people: list[Person]) -> Iterator[tuple[Person, str]]:
        """``yang akrab disapa Zulhas``; ``Ning Ita, sapaan akrab Wali Kota``."""
        for start, end, part in self._cues.find(text):
            if part == "called":
                before = _BEFORE.search(text, max(0, start - _NEAR), start)
                who = _owner_behind(people, end) or _owner_before(people, before.start(1) if before else start)
                name = " ".join(self._bare(before.group(1))) if before else ""
                if name and who:
                    yield who, name
                continue
            behind = _BEHIND.match(text, end)
            who = _owner_before(people, start)
            if behind and who and behind.group(1) not in who.words:
                yield who, behind.group(1)

    def _bare(self, said: str) -> list[str]:
        """The words without those at the beginning that are none of a name (``Kata Ning Ita``)."""
        words = said.split()
        while words and fold(words[0]) in self._stops:
            words.pop(0)
        return words

    def _bracketed(self, text: str, people: list[Person]) -> Iterator[tuple[Person, str]]:
        """``Joko Widodo (Jokowi)``, ``Mochamad Iriawan atau Iwan Bule``: directly behind a full name."""
        for person in people:
            for name in person.names:
                match = _BRACKET.match(text, name.end)
                if match and len(match.group(1).split()) < 3:
                    yield person, match.group(1)
                match = self._alias.match(text, name.end)
                if match and fold(match.group(1).split()[0]) not in self._heads:
                    yield person, match.group(1)

    def _famous(self, text: str, people: list[Person]) -> Iterator[tuple[Person, str]]:
        """Nicknames every reader knows, of a person the article names."""
        for nickname, full in dict.fromkeys(found for _, _, found in self._known.find(text)):
            who = [person for person in people if len(person.words) > 1 and contains_name(full, person.name)]
            if len(who) == 1:
                yield who[0], nickname


def _owner_before(people: list[Person], at: int) -> Person | None:
    """The person mentioned last before ``at``."""
    best: tuple[int, Person] | None = None
    for person in people:
        for _, end in person.mentions:
            if end <= at and at - end < _FAR and (best is None or end > best[0]):
                best = (end, person)
    return best[1] if best else None


def _owner_behind(people: list[Person], at: int) -> Person | None:
    """The person mentioned directly behind ``at``."""
    for person in people:
        if any(at <= start <= at + 2 for start, _ in person.mentions):
            return person
    return None


def _covered(marked: MarkedText, people: list[Person], owner: Person, place: tuple[int, int]) -> bool:
    """Whether the place lies in boilerplate, in another's mention, or is not wider than one of its owner's."""
    start, end = place
    if any(mark.start < end and start < mark.end for mark in marked.article.boilerplate):
        return True
    for person in people:
        for low, high in person.mentions:
            if low < end and start < high and not (person is owner and start <= low and high <= end):
                return True
    return False


def _whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is no part of a longer word."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
