"""Offices: the words that name a post, with its organisation and acting marker."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from k3extract.mentions.names import NameReader
from k3extract.mentions.office_complement import ComplementReader
from k3extract.mentions.office_lexicon import Words, lexicon
from k3extract.mentions.office_pieces import Piece
from k3extract.records import Acting
from k3extract.rulebook import Gazetteer, Rulebook, fold
from k3extract.rulebook.kinds.offices import OfficeRule
from k3extract.values.person import plain_name

_CONTRACTIONS = "offices/contractions.txt"
HANDED = re.compile(  # serah terima jabatan Kapolsek Bonang dari A kepada B
    r"[^\S\n]+(?:diserahkan[^\S\n]+|diserahterimakan[^\S\n]+)?dari[^\S\n]+(?:pejabat[^\S\n]+lama,?[^\S\n]+)?(?=[A-Z])"
)
_BETWEEN = re.compile(r"[\s.()]*\Z")
_BEFORE = re.compile(r"(?:([\w.]+)[^\S\n]+)?([\w.]+)[^\S\n]+\Z")


@dataclass(frozen=True, slots=True)
class Head:
    """What a phrase that begins an office (or marks one) stands for."""

    rule: str
    position: str
    part: str = "head"
    takes: str = "anything"
    organisation: str | None = None
    seat: str | None = None
    acting: Acting | None = None
    alone: bool = True
    proper: bool = False
    over: bool = False
    requires: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """One office as printed: ``text[start:end]`` is the title, acting marker and organisation included.

    ``head`` is the office's position written in full (``Kepala Dinas Kesehatan`` for Kadinkes), ``head_end`` where the
    printed head ends, ``bare`` whether nothing of an organisation follows it; ``markers`` are the rules of the words
    round it (acting, former, elect). ``future`` offices are not held yet.
    """

    start: int
    end: int
    position: str
    organisation: str | None
    acting: Acting | None
    former: bool
    rule: str
    head: str = ""
    head_start: int = 0
    head_end: int = 0
    bare: bool = False
    future: bool = False
    markers: tuple[str, ...] = ()


@dataclass(slots=True)
class _Markers:
    """The markers seen directly before a head."""

    start: int = -1
    end: int = -1
    acting: Acting | None = None
    former: bool = False
    future: bool = False
    deputy: bool = False
    rules: list[str] = field(default_factory=list)

    def take(self, start: int, end: int, head: Head) -> None:
        self.start = start if self.start < 0 else self.start
        self.end = end
        self.acting = head.acting or self.acting
        self.former = self.former or head.part == "former"
        self.future = self.future or head.part == "future"
        self.deputy = self.deputy or head.part == "deputy"
        self.rules.append(head.rule)


class OfficeScanner:
    """Finds offices."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._words = lexicon(rulebook)
        self._complement = ComplementReader(self._words)
        self._heads = Gazetteer(_phrases(rulebook))
        rows = rulebook.list("offices/not_after.txt").rows
        self._not_after = {fold(row[0]): row[1] if len(row) > 1 else "never" for row in rows}
        self._names = NameReader(self._words)
        self._not_before = {fold(row[0]) for row in rulebook.list("offices/not_before.txt").rows}

    def scan(self, text: str) -> Sequence[OfficeMention]:
        """Offices in text order, none overlapping."""
        found: list[OfficeMention] = []
        markers = _Markers()
        at = 0
        for start, end, head in self._heads.find(text):
            if start < at:
                continue
            if head.part in ("after", "acting_after"):
                if found and found[-1].end < start and not text[found[-1].end : start].strip():
                    found[-1] = _marked_after(found[-1], end, head)
                    at = end
                continue
            if markers.start >= 0 and not _BETWEEN.match(text[markers.end : start]):
                markers = _Markers()
            if head.part == "rank":
                continue
            if head.part != "head":
                markers.take(start, end, head)
                continue
            mention = self._office(text, (start, end), head, markers)
            markers = _Markers()
            if mention is not None:
                found.append(mention)
                at = mention.end
        return found

    def _office(self, text: str, place: tuple[int, int], head: Head, markers: _Markers) -> OfficeMention | None:
        start, end = place
        first = markers.start if markers.start >= 0 else start
        if not text[start].isupper() and (head.proper or self._split(text, start)):
            return None
        if first == start and self._in_name(text, start, end):
            return None
        thing = self._thing_before(text, first)
        if thing == "never":
            return None
        words = Words(text, end, self._words.glued)
        if fold(words.get(0)[2]) in self._not_before:
            return None
        pieces = self._complement.read(words, text[start:end], head.takes, head.over)
        glosses = [piece for piece in pieces if piece.sort != "gloss"]
        if not glosses and not head.alone:
            return None
        if head.requires and (not glosses or _first(text, glosses[0]) not in head.requires):
            return None
        last = pieces[-1].end if pieces else end
        if thing and not self._named(text, last) and not (HANDED.match(text, last) and thing == "thing"):
            return None
        position, organisation = self._split_office(text, place, pieces, head)
        if markers.deputy and not position.lower().startswith("wakil"):
            position = f"Wakil {position}"
        head_text = f"Wakil {head.position}" if markers.deputy else head.position
        return OfficeMention(
            first,
            last,
            position,
            organisation,
            markers.acting,
            markers.former or any(text[piece.start : piece.end].lower() == "pertama" for piece in pieces),
            head.rule,
            head_text,
            start,
            end,
            not glosses,
            markers.future,
            tuple(markers.rules),
        )

    def _split_office(
        self, text: str, place: tuple[int, int], pieces: list[Piece], head: Head
    ) -> tuple[str, str | None]:
        """The position and the organisation of an office, as printed (the seat's name completed)."""
        start, end = place
        body = [
            piece.sort in ("noun", "open", "place") or fold(text[piece.start : piece.end]) in self._words.strong
            for piece in pieces
        ]
        cut = next((i for i, found in enumerate(body) if found), None)
        if cut is None:  # else the last abbreviation: K3 is a field, Kemnaker a body
            cut = next((i for i in reversed(range(len(pieces))) if pieces[i].sort == "body"), None)
        if cut is None:
            return plain_name(text[start : pieces[-1].end if pieces else end]), head.organisation
        while cut and pieces[cut - 1].sort == "join":
            cut -= 1
        organisation = plain_name(text[pieces[cut].start : pieces[-1].end]).lstrip(".,;/ ")
        position = plain_name(text[start : pieces[cut - 1].end if cut else end])
        seat = pieces[cut].sort == "place" and fold(text[pieces[cut].start : pieces[cut].end]) not in self._words.abroad
        if head.seat and seat:
            organisation = head.seat.replace("{}", organisation)
        elif not cut and head.position == "Kepala" and not (first := organisation.split()[0]).isupper():
            position = f"{position} {first}"
        return position, organisation

    def _in_name(self, text: str, start: int, end: int) -> bool:
        """Whether the head is a part of a name (``Abdul Hakim Rafagih``)."""
        if fold(text[start:end]) not in self._words.given:
            return False
        match = _BEFORE.search(text, max(0, start - 40), start)
        return match is not None and match.group(2)[0].isupper() and self._words.nameish(match.group(2))

    @staticmethod
    def _split(text: str, start: int) -> bool:
        """Whether the head is the second half of a compound (wakil-bupati)."""
        return start > 0 and text[start - 1] in "-/"

    def _thing_before(self, text: str, start: int) -> str:
        """What the word before makes of the office: ``never`` one (Istri Bupati), a ``thing`` of it (Pendopo Bupati)
        unless a name follows, or nothing ("")."""
        match = _BEFORE.search(text, max(0, start - 40), start)
        if match is None:
            return ""
        one = fold(match.group(2))
        two = f"{fold(match.group(1))} {one}" if match.group(1) else one
        return self._not_after.get(two) or self._not_after.get(one, "")

    def _named(self, text: str, at: int) -> bool:
        """Whether a name surely stands right behind the office."""
        name = self._names.read(text, at)
        return name is not None and name.sure and not text[at : name.start].strip()


def _first(text: str, piece: Piece) -> str:
    return fold(text[piece.start : piece.end].split()[0])


def _phrases(rulebook: Rulebook) -> Iterator[tuple[str, Head]]:
    """Every printed form of every office and marker; what the rules say of an office wins over the list."""
    for entry, rule in rulebook.of(OfficeRule):
        head = Head(
            entry.id,
            rule.position,
            rule.part,
            rule.takes,
            rule.organisation,
            rule.seat,
            rule.acting,
            rule.alone == "yes",
            rule.proper == "yes",
            rule.over == "yes",
            frozenset(map(fold, rule.requires)),
        )
        for form in (rule.position, *rule.also):
            yield form, head if rule.part != "head" else _of_form(head, form)
    for row in rulebook.list("names/ranks.txt").rows:  # Komisaris Polisi is no Komisaris
        yield row[0], Head("", row[0], "rank")
    for row in rulebook.list(_CONTRACTIONS).rows:
        form, position, takes, organisation = (*row, "", "")[:4]
        seat = organisation if "{}" in organisation else None
        generic = position.count(" ") == 1 and position.startswith("Kepala ")
        if not organisation and position.startswith(("Kepala Dinas ", "Kepala Satuan Polisi ")):
            organisation = position.removeprefix("Kepala ")
        head = Head(
            f"{_CONTRACTIONS}:{form}",
            position,
            takes=takes,
            organisation=None if seat else organisation or None,
            seat=seat,
            alone=takes != "anything" or not generic or len(form) > 3,
            proper=True,
        )
        yield form, head
        if ", dan " in form:  # the comma before "dan" is often left out
            yield form.replace(", dan ", " dan "), head


def _of_form(head: Head, form: str) -> Head:
    """The head of one form: a form that names another office than the entry's (Bendahara) keeps its own words."""
    if form == head.position or (" " not in form and fold(form[0]) == fold(head.position[0])):
        return head
    position = form if len(form) > 6 or not form.isupper() else head.position
    return Head(
        head.rule,
        position,
        head.part,
        head.takes,
        head.organisation,
        head.seat,
        head.acting,
        head.alone,
        head.proper or form.isupper(),
        head.over,
        head.requires,
    )


def _marked_after(office: OfficeMention, end: int, head: Head) -> OfficeMention:
    return OfficeMention(
        office.start,
        end,
        office.position,
        office.organisation,
        head.acting or office.acting,
        office.former,
        office.rule,
        office.head,
        office.head_start,
        office.head_end,
        office.bare,
        office.future,
        (*office.markers, head.rule),
    )


__all__ = ["Head", "OfficeMention", "OfficeScanner"]
