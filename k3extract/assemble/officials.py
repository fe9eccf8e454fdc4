"""Officials: a name and an office that belong together become one record per person."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from k3extract.assemble.coreference import Coreference
from k3extract.assemble.name_fit import NameFit
from k3extract.assemble.office_keys import OfficeKeys
from k3extract.assemble.persons import Person
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.names import NameMention, NameReader
from k3extract.mentions.office_lexicon import lexicon
from k3extract.mentions.offices import HANDED, OfficeMention
from k3extract.records import MentionKind, Official, record_id
from k3extract.rulebook import Rulebook, fold
from k3extract.values.person import contains_name, plain_name

_FORWARD = re.compile(r"(?:[^\S\n]*(,)|[^\S\n]*(\()|[^\S\n]*[-–—:](?=[^\S\n]))?\s{0,3}")
_TO = re.compile(
    r",?[^\S\n]+(?:kepada|ke|digantikan(?:[^\S\n]+oleh)?)[^\S\n]+(?:pejabat[^\S\n]+(?:yang[^\S\n]+)?baru,?[^\S\n]+)?(?=[A-Z])"
)
_COMMA = re.compile(r"[^\S\n]*,?\s{0,3}\Z")
_RUN_BEFORE = re.compile(r"(?:\A|[^\w'’-])((?:[A-ZÀ-Þ][\w'’.]+[^\S\n]){0,4}[A-ZÀ-Þ][\w'’]+)(,)?[^\S\n]*\Z")
_NAME_RUN = re.compile(r"(?:\A|[a-zß-ÿ.,:;!?\"“”)])\s?((?:[A-ZÀ-Þ][\w'’]+[^\S\n]+){1,3})\Z")
_WORD_BEFORE = re.compile(r"(\w+)\.?[^\S\n]+\Z")
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
        self._earlier = _links(links, "earlier")
        self._readers = {row[1] for row in links if row[0] == "reader"}
        self._alias = {row[1] for row in links if row[0] == "alias"}
        links_ = "|".join(map(re.escape, _longest_first(links, "backward")))
        self._link_end = re.compile(rf",?[^\S\n]+(?:{links_})[^\S\n]+\Z")
        self._generic = {fold(row[0]) for row in rulebook.list("offices/generic.txt").rows}
        self._fit = NameFit(words, {row[1] for row in links if row[0] == "pointing"})
        self._coreference = Coreference(rulebook, self._keys)

    def assemble(self, marked: MarkedText) -> list[Official]:
        """Officials in text order, with full, short, nickname and office mentions (pronouns: statements)."""
        pairs = self._pairs(marked)
        people = self._people(marked.text, pairs)
        self._coreference.resolve(marked, people, {pair.office.start for pair in pairs})
        officials = [_official(marked, person) for person in people]
        return sorted(officials, key=lambda official: official.mentions[0].start)

    def _pairs(self, marked: MarkedText) -> list[Pair]:
        """Every office with the name that stands beside it."""
        pairs: list[Pair] = []
        taken: set[int] = set()
        for index, office in enumerate(marked.offices):
            if office.future:
                continue
            ahead = self._ahead(marked, office)
            before = marked.offices[index - 1] if index else None
            behind = self._behind(marked, office, taken, before) or self._chained(marked.text, office, pairs)
            pair = self._nearer(marked.text, ahead, behind)
            if pair is None and (handed := HANDED.match(marked.text, office.end)):
                pairs += self._handed(marked.text, office, handed.end())
                continue
            if pair is None and index + 1 < len(marked.offices):
                pair = self._both(marked, office, marked.offices[index + 1])
            if pair is not None:
                pairs.append(pair)
                taken.add(pair.name.name_end)
        return pairs

    def _handed(self, text: str, office: OfficeMention, at: int) -> list[Pair]:
        """``jabatan Kapolsek Bonang dari A kepada B``: both hold it while it is handed over."""
        old = self._reader.read(text, at)
        gap = _TO.match(text, old.end) if old is not None and old.sure else None
        new = self._reader.read(text, gap.end()) if gap is not None else None
        if old is None or new is None or not new.sure:
            return []
        return [Pair(office, old, old.start, old.end, True), Pair(office, new, new.start, new.end, True)]

    def _both(self, marked: MarkedText, office: OfficeMention, other: OfficeMention) -> Pair | None:
        """``Ketua Umum IMI sekaligus Wakil Ketua Umum Golkar, Name``: the name behind the second office; the title is
        all that is printed before it."""
        between = marked.text[office.end : other.start]
        if len(between) > _WINDOW or not self._also.fullmatch(between.lstrip(" ,\u00a0")):
            return None
        ahead = None if other.future else self._ahead(marked, other)
        if ahead is None:
            return None
        return replace(ahead, office=replace(office, end=ahead.office.end), start=office.start)

    def _nearer(self, text: str, ahead: Pair | None, behind: Pair | None) -> Pair | None:
        """Of a name behind a comma and one before, the one the office belongs to."""
        if ahead is None or behind is None:
            return ahead or behind
        if not text[ahead.office.end : ahead.name.start].lstrip().startswith(","):
            return ahead
        if text[behind.name.end : behind.office.start].strip() not in (",", "-", "–"):
            return behind  # a linking word or a bracket
        return ahead if ahead.name.sure else behind

    def _ahead(self, marked: MarkedText, office: OfficeMention) -> Pair | None:
        """The name behind the office: after nothing, a comma, a bracket or a linking word."""
        text = marked.text
        gap = _FORWARD.match(text, office.end)
        if gap is None or (gap.group(1) and office.bare and self._general(text, office.start)):
            return None
        at = gap.end()
        link = self._forward.match(text, at)
        if link:
            at = link.end()
        name = self._reader.read(text, at)
        if name is None or not self._fit.fits(text, office, name, bool(gap.group(1))):
            return None
        if not gap.group(1) and not gap.group(2) and not link:
            office, name = self._by_reuse(text, office, name)
        end = name.end
        if gap.group(2):
            if text[end : end + 1] != ")":
                return None
            end += 1
        return Pair(office, name, office.start, end, True)

    def _general(self, text: str, start: int) -> bool:
        """Whether the word before makes the bare office a general one (sebelum menjadi Bupati, Budi ...)."""
        before = _WORD_BEFORE.search(text, max(0, start - 30), start)
        return before is not None and fold(before.group(1)) in self._generic

    def _by_reuse(self, text: str, office: OfficeMention, name: NameMention) -> tuple[OfficeMention, NameMention]:
        """``Waketum Projo Freddy Alex Damanik``: when the article later says Freddy and never Projo, the unknown first
        word is the organisation's."""
        words = text[name.name_start : name.name_end].split()
        last = text[office.head_end : office.end].split()[-1:]
        if len(words) > 1 and last and not self._words.nameish(words[0]) and name.start == name.name_start:
            pair = f"{last[0]} {words[0]} "
            if text.count(pair) > text.count(f"{pair}{words[1]}"):  # the article says "Astra Life" elsewhere too
                return self._shifted(text, office, name, words)
        if len(words) < 3 or name.start != name.name_start or self._words.nameish(words[0]):
            return office, name
        together = text.count(f"{words[0]} {words[1]}")
        if not self._words.nameish(words[1]) or text.count(words[0]) > together:
            return office, name
        if text.count(words[1]) <= text.count(f"{words[1]} {words[2]}"):
            return office, name
        return self._shifted(text, office, name, words)

    @staticmethod
    def _shifted(
        text: str, office: OfficeMention, name: NameMention, words: list[str]
    ) -> tuple[OfficeMention, NameMention]:
        """The first word of the name given to the organisation."""
        start = text.index(words[1], name.name_start + len(words[0]))
        end = name.name_start + len(words[0])
        organisation = f"{office.organisation or ''} {words[0]}".strip()
        return replace(office, end=end, organisation=organisation), replace(name, start=start, name_start=start)

    def _chained(self, text: str, office: OfficeMention, pairs: list[Pair]) -> Pair | None:
        """The person of the office just before, where a linking word joins the two offices."""
        if not pairs or not 0 < office.start - pairs[-1].office.end < _WINDOW or pairs[-1].forward:
            return None
        between = text[pairs[-1].office.end : office.start].strip().lstrip(", ")
        if not (self._also.fullmatch(between) or self._backward.fullmatch(between)):
            return None
        name = pairs[-1].name
        return Pair(office, name, name.start, name.end, False)

    def _beside(self, text: str, name: NameMention) -> bool:
        """Whether an office right behind a name, without comma, can be that person's (Tri Adhianto Plt. Wali Kota)."""
        return name.sure and " " in text[name.name_start : name.name_end]

    def _from_run(self, text: str, name: NameMention) -> NameMention:
        """The name with the unknown words of it that stand before (``Dyan Asra Al Fauzi``)."""
        run = _NAME_RUN.search(text, max(0, name.start - _WINDOW), name.start)
        if run is None or any(self._words.ordinary(fold(word)) for word in run.group(1).split()):
            return name
        longer = self._reader.read(text, run.start(1))
        fits = longer is not None and longer.start == run.start(1) and longer.end == name.end
        return longer if longer is not None and fits else name

    def _thing(self, text: str, name: NameMention) -> bool:
        """Whether the word before the name makes it the name of a thing (Taman Bung Karno, Jalan Ahmad Yani)."""
        before = _WORD_BEFORE.search(text, max(0, name.start - 30), name.start)
        if before is None:
            return False
        low, words = fold(before.group(1)), self._words
        return low in words.open or low in words.needs or low in words.place_nouns or low in ("jalan", "jl", "bung")

    def _unknown_behind(self, text: str, office: OfficeMention, least: int) -> Pair | None:
        """``ujar Jumali, Kepala Dinas ...``, ``Yasril dilantik sebagai Kepala ...``: a name no list knows."""
        start = max(least, office.start - _WINDOW)
        link = self._link_end.search(text, start, office.start)
        match = _RUN_BEFORE.search(text, start, link.start() if link else office.start)
        if office.bare or match is None or not (link or match.group(2)):
            return None
        before = _WORD_BEFORE.search(text, max(0, match.start(1) - 30), match.start(1))
        if before is not None and fold(before.group(1)) in self._words.heads:
            return None
        name = self._reader.read(text, match.start(1))
        if name is None or name.end != match.end(1) or not self._fit.fits(text, office, name, False):
            return None
        return Pair(office, name, name.start, name.end, False)

    def _behind(
        self, marked: MarkedText, office: OfficeMention, taken: set[int], before: OfficeMention | None
    ) -> Pair | None:
        """The name before the office: ``Name, Kepala Dinas ...``, ``Name selaku ...``, ``Name (Kepala ...)``."""
        text = marked.text
        names = marked.names
        index = bisect_left(names, office.start, key=lambda name: name.start) - 1
        if index < 0 or office.start - names[index].end > _WINDOW:
            return self._unknown_behind(text, office, before.end if before else 0)
        name = names[index]
        plain = text[name.end : office.start].strip()
        if index and text[names[index - 1].end : name.start].strip() in self._alias:
            name = names[index - 1]  # Abdurrahman Wahid alias Gus Dur, Presiden ...
        bare = text[name.name_start : name.name_end]
        if bare.isupper() and len(bare) < 5:
            return None  # the initials of a suspect
        if (before is not None and name.start < before.end) or self._thing(text, name):
            return None
        if self._earlier.fullmatch(plain.lstrip(", ")):
            return Pair(replace(office, former=True), self._from_run(text, name), name.start, name.end, False)
        if plain == "," and self._read_out(text, name, office):
            return None
        linked = self._also.fullmatch(plain.lstrip(", ")) or self._backward.fullmatch(plain.lstrip(", "))
        if name.name_end in taken:
            if not linked:
                return None
        elif not linked and plain not in (",", "(", "-", "–") and (plain or not self._beside(text, name)):
            return self._unknown_behind(text, office, max(name.end, before.end if before else 0))
        name = self._from_run(text, name)
        return Pair(office, name, name.start, name.end, False)

    def _read_out(self, text: str, name: NameMention, office: OfficeMention) -> bool:
        """``amanat yang dibacakan Imron, Menteri Agama meminta ...``: the office begins a clause of its own."""
        before = _WORD_BEFORE.search(text, max(0, name.start - 30), name.start)
        return before is not None and before.group(1) in self._readers and text[office.end : office.end + 1] == " "

    def _people(self, text: str, pairs: list[Pair]) -> list[Person]:
        """One person per name: pairs whose names are the same or a part of one another come together."""
        people: list[Person] = []
        for pair in pairs:
            name = self._words.spaced(plain_name(text[pair.name.name_start : pair.name.name_end]))
            key = self._keys.key(text, pair.office)
            between = (
                text[pair.office.end : pair.name.start] if pair.forward else text[pair.name.end : pair.office.start]
            )
            normal = self._words.normal(name)
            person = next((known for known in people if known.named(normal, key, between.strip() == ",")), None)
            if person is None:
                person = Person(name, normal)
                people.append(person)
            elif len(name.split()) > len(person.words):
                person.name, person.normal = name, normal
            person.offices.append(pair.office)
            person.names.append(pair.name)
            person.keys.append(key)
            person.places.append((pair.start, pair.end))
        people = self._coreference.joined(text, _joined(text, people))
        for person in people:
            for place, said in zip(person.places, person.names, strict=True):
                person.mention(text, *place, _kind(person, text[said.name_start : said.name_end], said.parts))
        return people


def _kind(person: Person, said: str, parts: int) -> MentionKind:
    """How a name read beside an office names the person."""
    if parts >= len(person.words):
        return "full"
    return "nickname" if parts == 1 and not contains_name(person.normal, said) and said not in person.name else "short"


def _joined(text: str, people: list[Person]) -> list[Person]:
    """Persons read by one word of a name that the article gives in full before (Hermanto after Hermanto Dardak)."""
    for person in [person for person in people if len(person.words) == 1]:
        fuller = [
            other
            for other in people
            if person.name in other.words[:-1] + other.words[1:] and 0 <= text.find(other.name) < person.places[0][0]
        ]
        if len(fuller) == 1:
            fuller[0].take(person)
            people = [other for other in people if other is not person]
    return people


def _links(rows: tuple[tuple[str, ...], ...], sort: str) -> "re.Pattern[str]":
    words = "|".join(map(re.escape, _longest_first(rows, sort)))
    return re.compile(rf"(?:{words})(?!\w),?[^\S\n]*")


def _longest_first(rows: tuple[tuple[str, ...], ...], sort: str) -> list[str]:
    return sorted((row[1] for row in rows if row[0] == sort), key=len, reverse=True)


def _official(marked: MarkedText, person: Person) -> Official:
    text = marked.text
    best = next((i for i, office in enumerate(person.offices) if not office.former), 0)
    office = person.offices[best]
    mentions = tuple(person.widest())
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
