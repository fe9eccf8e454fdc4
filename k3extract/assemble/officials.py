"""Officials: a name and an office that belong together become one record per person."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from k3extract.assemble.coreference import Coreference
from k3extract.assemble.office_keys import OfficeKeys
from k3extract.assemble.persons import Person
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.names import NameMention, NameReader
from k3extract.mentions.office_lexicon import lexicon
from k3extract.mentions.offices import OfficeMention
from k3extract.records import Official, record_id
from k3extract.rulebook import Rulebook, fold
from k3extract.values.person import plain_name

_FORWARD = re.compile(r"(?:[^\S\n]*(,)|[^\S\n]*(\()|[^\S\n]*[-–—:](?=[^\S\n]))?\s{0,3}")
_COMMA = re.compile(r"[^\S\n]*,?\s{0,3}\Z")
_WINDOW = 60  # code points a linking phrase may stretch over


@dataclass(frozen=True, slots=True)
class Pair:
    """An office and a name that stand together; ``start`` and ``end`` span both where they touch."""

    office: OfficeMention
    name: NameMention
    start: int
    end: int
    forward: bool


class OfficialAssembler:
    """Joins names and offices, then finds the later mentions of each person."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = lexicon(rulebook)
        self._reader = NameReader(words)
        self._keys = OfficeKeys(rulebook, words)
        self._words = words
        links = rulebook.list("offices/links.txt").rows
        self._forward = _links(links, "forward")
        self._backward = _links(links, "backward")
        self._also = _links(links, "also")
        self._coreference = Coreference(rulebook, self._keys)

    def assemble(self, marked: MarkedText) -> list[Official]:
        """Officials in text order, with full, short, nickname and office mentions (pronouns: statements)."""
        pairs = self._pairs(marked)
        people = self._people(marked.text, pairs)
        self._coreference.resolve(marked, people, {id(pair.office) for pair in pairs})
        officials = [_official(marked, person) for person in people]
        return sorted(officials, key=lambda official: official.mentions[0].start)

    def _pairs(self, marked: MarkedText) -> list[Pair]:
        """Every office with the name that stands beside it."""
        pairs: list[Pair] = []
        taken: set[int] = set()
        for office in marked.offices:
            if office.future:
                continue
            ahead = self._ahead(marked, office)
            behind = self._behind(marked, office, taken)
            if ahead is not None and (behind is None or not _comma(marked.text, ahead) or behind.office is not office):
                pair: Pair | None = ahead
            else:
                pair = behind or ahead
            if pair is not None:
                pairs.append(pair)
                taken.add(pair.name.name_start)
        return pairs

    def _ahead(self, marked: MarkedText, office: OfficeMention) -> Pair | None:
        """The name behind the office: after nothing, a comma, a bracket or a linking word."""
        text = marked.text
        gap = _FORWARD.match(text, office.end)
        if gap is None:
            return None
        at = gap.end()
        link = self._forward.match(text, at)
        if link:
            at = link.end()
        name = self._reader.read(text, at)
        if name is None or not self._fits(text, office, name, bool(gap.group(1))):
            return None
        end = name.end
        if gap.group(2):
            if text[end : end + 1] != ")":
                return None
            end += 1
        return Pair(office, name, office.start, end, True)

    def _fits(self, text: str, office: OfficeMention, name: NameMention, comma: bool) -> bool:
        """Whether the words read as a name can be one here."""
        if name.sure:
            return True
        bare = text[name.name_start : name.name_end]
        if fold(bare) in self._words.places or fold(bare) in self._words.bodies:
            return False
        first = fold(bare.split()[0])
        if self._words.ordinary(first) or first.endswith("kan") or first in self._words.places:
            return False
        if not comma:
            return not office.bare or office.head_end - office.head_start > 4
        return " " in bare or (not office.bare and text[name.end : name.end + 1] in ",. )\u00a0\n;")

    def _behind(self, marked: MarkedText, office: OfficeMention, taken: set[int]) -> Pair | None:
        """The name before the office: ``Name, Kepala Dinas ...``, ``Name selaku ...``, ``Name (Kepala ...)``."""
        text = marked.text
        names = marked.names
        index = bisect_left(names, office.start, key=lambda name: name.start) - 1
        if index < 0 or office.start - names[index].end > _WINDOW:
            return None
        name = names[index]
        between = text[name.end : office.start]
        plain = between.strip()
        linked = self._also.fullmatch(plain.lstrip(", ")) or self._backward.fullmatch(plain.lstrip(", "))
        if name.name_start in taken:
            if not self._also.fullmatch(plain.lstrip(", ")):
                return None
        elif not linked and plain not in (",", "(", "-", "–"):
            return None
        end = office.end + (plain == "(" and text[office.end : office.end + 1] == ")")
        return Pair(office, name, name.start, end, False)

    def _people(self, text: str, pairs: list[Pair]) -> list[Person]:
        """One person per name: pairs whose names are the same or a part of one another come together."""
        people: list[Person] = []
        for pair in pairs:
            name = plain_name(text[pair.name.name_start : pair.name.name_end])
            key = self._keys.key(text, pair.office)
            person = next((known for known in people if known.named(name, key)), None)
            if person is None:
                person = Person(name)
                people.append(person)
            elif len(name.split()) > len(person.words):
                person.name = name
            person.offices.append(pair.office)
            person.names.append(pair.name)
            person.keys.append(key)
            person.mention(text, pair.start, pair.end, "full")
        return people


def _links(rows: tuple[tuple[str, ...], ...], sort: str) -> "re.Pattern[str]":
    words = sorted((row[1] for row in rows if row[0] == sort), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)[^\S\n]*")


def _comma(text: str, pair: Pair) -> bool:
    return text[pair.office.end : pair.name.start].lstrip().startswith(",")


def _official(marked: MarkedText, person: Person) -> Official:
    text = marked.text
    best = next((i for i, office in enumerate(person.offices) if not office.former), 0)
    office = person.offices[best]
    mentions = tuple(person.mentions[place] for place in sorted(person.mentions))
    full = next((mention for mention in mentions if mention.kind == "full"), mentions[0])
    others: list[str] = []
    for index, other in enumerate(person.offices):
        same = any(person.keys[index].may_mean(person.keys[i]) for i in (best, *range(index)) if i != index)
        printed = plain_name(text[other.start : other.end])
        if index != best and not same and printed not in others:
            others.append(printed)
    return Official(
        id=record_id(marked.article.id, "official", full.start, full.end),
        name=person.name,
        honorifics=tuple(dict.fromkeys(word for name in person.names for word in name.honorifics)),
        degrees=tuple(dict.fromkeys(word for name in person.names for word in name.degrees)),
        rank=next((name.rank for name in person.names if name.rank), None),
        title=plain_name(text[office.start : office.end]),
        position=office.position,
        organisation=office.organisation,
        acting=office.acting,
        former=office.former,
        other_positions=tuple(others),
        mentions=mentions,
        rule=office.rule,
    )
