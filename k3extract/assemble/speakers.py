"""Who speaks: the phrase beside a reporting verb, read as an official, a name, an office or a pronoun."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from k3extract.assemble.seen import Persons, Seen
from k3extract.assemble.speaker_words import SpeakerWords
from k3extract.mentions.marked import MarkedText
from k3extract.records import Official, Resolution

Kind = Literal["person", "authority", "unknown"]

_REACH = 160  # how far behind the verb the speaker may stand, in characters
_SUBJECT = 260  # how far before it

_OLEH = re.compile(r"\s*(?:oleh|juga|pula|pun|lagi)\s+", re.I)
_FIRST = re.compile(r"\s*(\w+)")
_STOP = re.compile(r"[!?\n\"“”„;:]|\.(?=\s|$|[A-Z]{2}|[\"“”])|(?<=[a-z]{3})\.(?=[A-Z])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Z][a-z]{1,4}|[A-Z]\.[A-Za-z]{1,3}|d[rg]{1,2})$")
_TOKEN = r"(?:(?:[A-Z]\.)++|[A-Z][a-z]{0,2}\.(?=[^\S\n])|[A-Z][\w'’-]*+)"
_LINK = r"(?:dan|of|the|and|bin|binti|van|de|der|al|&|/)"
_LINKED = re.compile(r"dan|of|the|and|bin|binti|van|de|der|al|&|/|di")
_RUN = re.compile(rf"{_TOKEN}(?:[^\S\n]++(?:{_LINK}[^\S\n]++)?{_TOKEN}|[^\S\n]++\([\w /.&-]{{1,40}}\))*+")
_WORD = re.compile(r"\S+")
_CAPITALS = re.compile(r"(?:[A-Z][\w'’.-]*[,]?[^\S\n]+)*")
_PUBLIC = ("kemen", "bappe", "dis")
_OFFICIAL = "#official:"
_TRIM = ".,-–—'’ \u00a0"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker phrase ``text[start:end]``: ``who`` is an official's id or a printed name; None for a pronoun.

    ``kind``: a later pronoun means a person rather than an authority (a public body) or an unknown name. A pronoun of
    unknown kind (``warga desa itu``) means no official.
    """

    start: int
    end: int
    who: str | None
    resolution: Resolution
    kind: Kind = "person"


class Speakers:
    """The persons and bodies of one article that can speak."""

    def __init__(self, words: SpeakerWords, marked: MarkedText, officials: list[Official]) -> None:
        self._words = self.words = words
        self.text = marked.text
        self._times = [(time.start, time.end) for time in marked.times]
        self.persons = Persons(marked, officials, words)
        self.within = self.persons.within

    def behind(self, at: int) -> Speaker | None:
        """The speaker whose phrase begins at ``at`` (white space aside)."""
        text, words = self.text, self._words
        match = _FIRST.match(text, at)
        if match is None:
            return None
        at = match.start(1)
        here = self.within(at, at + 1)
        if here and here[0].official:
            return Speaker(at, here[0].end, here[0].who, "office" if here[0].office else "named")
        first = match.group(1).lower()
        if first in words.pronouns:
            return Speaker(at, match.end(), None, "pronoun")
        if first in words.plurals:
            return Speaker(at, match.end(), None, "none")
        end = self._phrase_end(at)
        named = self._best(at, end)
        if text[at : at + 1].islower() and (named is None or not named.official) and self._pointed(at, end):
            # ``kata pria asal Malang itu``, but ``kata majalah itu``
            kind: Kind = "unknown" if first in words.ordinary else "person"
            return Speaker(at, end, None, "none" if first in words.thing else "pronoun", kind)
        if named and named.office and not named.official:
            after = _FIRST.match(text, named.end)
            if after and after.group(1).lower() in words.deictic:
                return Speaker(named.start, after.end(), None, "pronoun")  # ``ujar Ketua DPD ini``
        if named:
            return Speaker(named.start, named.end, named.who, "office" if named.office else "named")
        run = _RUN.match(text, at, end)
        found = self._named(run.group().rstrip(_TRIM), at) if run else self._common(at, end)
        return found and (self._in_apposition(found, end) or found)

    def _in_apposition(self, found: Speaker, end: int) -> Speaker | None:
        """The name behind a post that is none we know (``kata kuasa hukum tersangka, Machi Achmad``)."""
        text = self.text
        if text[found.end : found.end + 1] != "," or not self._words.person.match(text, found.start):
            return None
        run = _RUN.match(text, found.end + 2, end)
        if run is None or " " not in run.group() or self._is_time(run.start()):
            return None
        return self._named(run.group().rstrip(_TRIM), run.start())

    def agent(self, at: int) -> Speaker | None:
        """The speaker behind a passive verb that ends at ``at``, with "oleh" or without."""
        by = _OLEH.match(self.text, at)
        return self.behind(by.end() if by else at)

    def author(self, at: int) -> Speaker:
        """Whose text ``bunyi keterangan X`` quotes: a person or a capitalised name in the phrase, else nobody."""
        end = self._phrase_end(at)
        comma = self.text.find(",", at, end)
        end = comma if comma >= 0 else end
        for one in self.within(at, end):
            return Speaker(one.start, one.end, one.who, "office" if one.office else "named")
        run = _RUN.search(self.text, at, end)
        found = self._named(run.group().rstrip(_TRIM), run.start()) if run else None
        return replace(found, kind="authority") if found else Speaker(at, at, None, "none")

    def _common(self, at: int, end: int) -> Speaker | None:
        """A speaker in small letters (``kata kantor kejaksaan``), as printed up to a comma or a setting."""
        text, words = self.text, self._words
        if not text[at : at + 1].islower():
            return None
        if text[at:end].split(None, 1)[0].strip(_TRIM) in words.document:
            return Speaker(at, at, None, "none")  # a text, which nobody says
        stop = at
        for match in islice(_WORD.finditer(text, at, end), 4):
            bare = match.group().rstrip(_TRIM)
            if not bare or bare.lower() in words.setting or bare.lower() in words.adverb:
                break
            if bare.endswith("nya"):
                return Speaker(match.end() - 3, match.end(), None, "pronoun") if stop == at else None
            stop = match.start() + len(bare)
            if bare != match.group():
                break
            if bare in words.called:
                run = _RUN.match(text, _after_space(text, stop), end)
                return self._named(run.group().rstrip(_TRIM), run.start()) if run else None
        printed = " ".join(text[at:stop].split())
        kind: Kind = "authority" if printed.split(" ")[0] in words.thing else "unknown"
        return Speaker(at, stop, printed, "named", kind) if printed else None

    def _pointed(self, at: int, end: int) -> bool:
        """Whether the phrase up to its comma is a description that points back (``itu``, ``tersebut``)."""
        comma = self.text.find(",", at, end)
        words = self.text[at : comma if comma >= 0 else end].lower().split()
        if len(words) > 1 and words[0] in self._words.person_words and words[1] == "yang":
            return self._words.called.isdisjoint(words)
        for word in words[:14]:
            if word.strip(_TRIM) in self._words.deictic:
                return True
            if word in self._words.setting and word not in self._words.role:
                return False
        return False

    def _best(self, at: int, end: int) -> Seen | None:
        """Who stands in the phrase ``at..end``: an official, else a name, else an office."""
        best: Seen | None = None
        for one in self.within(at, end):
            if not self._leads(self.text[at : one.start]):
                break
            if one.official and (best is None or best.office):
                return one
            if best is None or (best.office and not one.office):
                best = one
        return best

    def apposition(self, at: int, end: int) -> int:
        """Where an office or a run of capitalised words at ``at`` and the comma behind it end; ``at`` without one."""
        text = self.text
        found = self.within(at, at + 1)
        run = None if found else _RUN.match(text, at, end)
        stop = found[0].end if found and found[0].office else run.end() if run and " " in run.group() else at
        return stop + 1 if stop > at and text[stop : stop + 1] == "," else at

    def _phrase_end(self, at: int) -> int:
        text = self.text
        limit = min(len(text), at + _REACH)
        here = at
        while True:
            match = _STOP.search(text, here, limit)
            if match is None:
                return limit
            if match.group() == "." and _ABBREVIATION.search(text, at, match.start()):
                here = match.end()
                continue
            return match.start()

    def _leads(self, between: str) -> bool:
        """Whether what stands between the verb and a person belongs to the person's own phrase."""
        if not between:
            return True
        words = between.lower().split()
        if any(word.strip(",") in self._words.preposition or word in self._words.setting for word in words):
            return False
        if "," not in between:
            return True
        tail = between[between.rfind(",") + 1 :].split()
        return all(word[0].isupper() for word in tail) and (
            between[0].isupper() or bool(self._words.person.match(between))
        )

    def before(self, at: int, floor: int) -> Speaker | None:
        """The subject of a verb at ``at``: its phrase ends there, adverbs and insertions aside; ``floor`` bounds it.

        A speaker whose ``resolution`` is ``carried_over`` is the one of the sentence so far (``sambil mengatakan``).
        """
        words = self._words
        floor = max(floor, at - _SUBJECT)
        piece = _without(self.text[floor:at].rstrip(), words.adverb)
        comma = piece.endswith(",")
        piece = piece.rstrip(" ,\u00a0")
        last = _last(piece, 1)
        if last in words.joining:
            return Speaker(at, at, None, "carried_over")
        if not comma and (last in words.blocker or _last(piece, 2) in words.blocker):
            return None
        end = floor + len(piece)
        if last in words.pronouns or last in words.selves:
            return Speaker(end - len(last), end, None, "pronoun")
        if last in words.plurals:
            return Speaker(end - len(last), end, None, "none")
        tail = self.text[end:at].split()
        found = self._first(floor, end) if "dan" in tail else self._subject(floor, end, comma)
        if last in words.deictic and not comma and (found is None or _OFFICIAL not in (found.who or "")):
            found = self._described(floor, end) or found  # ``Politisi yang juga ketua partai itu``
        if found and (found.end >= end or last in words.deictic):
            return found
        firm = found and (found.resolution == "named" or _OFFICIAL in (found.who or ""))
        nearer = None if (comma and firm) or last in words.deictic else self._printed(floor, self._named_part(piece))
        if found and (nearer is None or nearer.start < found.end or nearer.kind == "authority"):
            return found
        if nearer:
            return nearer
        relative = piece.rfind(", yang ") if comma else -1
        if relative > 0:
            return self._printed(floor, piece[:relative])  # ``X, yang ..., mengatakan``
        return self._described(floor, end) if last in words.deictic and not comma else None

    def _named_part(self, piece: str) -> str:
        """``Ali Mahmud, pedagang Pasar Legi`` without what stands in apposition to the name."""
        comma = piece.rfind(", ")
        if comma <= 0:
            return piece
        behind = piece[comma + 2 :].split(None, 1)[:1]
        if not behind or behind[0] not in self._words.person_words or not piece[comma - 1].isalnum():
            return piece
        opened = self._words.openers.match(piece)
        start = max(_run_start(piece[:comma]), opened.end() if opened else 0)
        name = piece[start:comma].split()
        heads = name and not piece[opened.end() if opened else 0 : start].strip()
        return piece[:comma] if heads and name[0].lower() not in self._words.never else piece

    def _subject(self, floor: int, end: int, comma: bool) -> Speaker | None:
        """The last person before the verb who is not the object of a preposition."""
        text, words = self.text, self._words
        for one in reversed(self.within(floor, end)):
            if one.end > end:
                continue
            before = _last(text[max(floor, one.start - 30) : one.start], 1).strip("(,")
            if before in words.preposition or (one.office and not one.official and before in words.role):
                continue
            between = text[one.end : end].strip()
            if one.office and not one.official and text[floor : one.start].rstrip().endswith(","):
                named = self._printed(floor, text[floor : one.start].rstrip(" ,\u00a0"))
                if named and named.kind != "authority" and (comma or not between):
                    return named  # ``Peggy Zhu, Head of Marketing, mengatakan``
            if not between or self._bridges(between, comma):
                if not one.official and _last(text[max(0, one.start - 8) : one.start].rstrip(), 1) in words.epithet:
                    return Speaker(one.start, one.end, None, "pronoun")  # ``Sang Bendahara Negara``
                return Speaker(one.start, one.end, one.who, "office" if one.office else "named")
            return None
        return None

    def _first(self, floor: int, end: int) -> Speaker | None:
        """The subject of a second verb (``X memuji A dan mengatakan ...``): the first person of the clause."""
        for one in self.within(floor, end):
            lead = self.text[floor : one.start]
            if self._heads(lead) and one.end <= end:
                return Speaker(one.start, one.end, one.who, "office" if one.office else "named")
        return None

    def _bridges(self, between: str, comma: bool) -> bool:
        """Whether what stands between subject and verb is an insertion."""
        if between[0] in "(,":
            return comma or between.endswith(")") or self._bridges(between[1:].strip() or "-", False)
        first = between.split(None, 1)[0].strip(",()").lower()
        return comma or first in self._words.bridge or first in self._words.deictic

    def _described(self, floor: int, end: int) -> Speaker | None:
        """``Pria kelahiran Malang itu``, ``Plt kepala dinas itu``: a person known from before, without a name."""
        text, words = self.text, self._words
        if not words.called.isdisjoint(text[floor:end].lower().split()):
            return None  # ``Pria yang akrab disapa Zulhas itu`` has one
        office = self.within(floor, end)
        if office and office[-1].office and self._heads(text[floor : office[-1].start]):
            return Speaker(office[-1].start, end, None, "pronoun")
        opened = words.openers.match(text, floor, end)
        comma = text.rfind(", ", floor, end)
        for start in (opened.end() if opened else floor, floor, comma + 2 if comma >= 0 else floor):
            match = words.person.match(text, start, end)
            if match:
                return Speaker(start, end, None, "pronoun")
        return None

    def _printed(self, floor: int, piece: str) -> Speaker | None:
        """Capitalised words at the head of a clause, or a body such as "polisi", as a speaker."""
        words = self._words
        start = _run_start(piece)
        run = piece[start:]
        opened = words.heads.match(run)
        if opened:
            start, run = start + opened.end(), run[opened.end() :]
        run = run.rstrip(_TRIM)
        if not run:
            last = _last(piece, 1)
            start, run = (len(piece) - len(last), piece[len(piece) - len(last) :]) if last in words.body else (0, "")
        if len(run) < 2 or not self._heads(piece[:start]) or self._is_time(floor + start):
            return None
        return self._named(run, floor + start)

    def _is_time(self, at: int) -> bool:
        """Whether a day or date stands at ``at``."""
        index = bisect_left(self._times, (at + 1,)) - 1
        return index >= 0 and at < self._times[index][1]

    def _heads(self, lead: str) -> bool:
        """Whether a clause begins behind ``lead``."""
        lead = lead.replace("&nbsp;", " ").strip()
        if not lead or lead[-1] in ",:;-–—|." or _last(lead, 1) in self._words.party:
            return True
        clause = lead[lead.rfind(",") + 1 :].split()
        if clause and len(clause) <= 4 and clause[0].lower() in self._words.person_words:
            # ``Di pasar itu, pedagang gorengan Sutini``, but neither ``istri Budi`` nor ``pejabat militer Iran``
            plain = clause[0].lower() not in self._words.post and clause[-1].lower() not in self._words.preposition
            return plain and (len(clause) == 1 or " ".join(clause[1:]).islower())
        opened = self._words.heads.match(lead + " ")
        return opened is not None and opened.end() >= len(lead)

    def _named(self, run: str, start: int) -> Speaker | None:
        """Capitalised words as printed: an official's name, or the name of somebody else; None for a document."""
        first = run.split(None, 1)[0].lower()
        if first in self._words.document:
            return None
        shift, who, known = self.persons.printed_as(run)
        words = self._words
        public = first in words.authority or first in words.thing or first in words.body or first.startswith(_PUBLIC)
        public = public or (run.isupper() and " " not in run)
        kind: Kind = "person" if known else "authority" if public and run[0].isupper() else "unknown"
        return Speaker(start + shift, start + len(run), who, "named", kind)


def _after_space(text: str, at: int) -> int:
    while text[at : at + 1].isspace():
        at += 1
    return at


def _without(piece: str, drop: frozenset[str]) -> str:
    """``piece`` without the words of ``drop`` at its end; a comma between them goes along."""
    while True:
        bare = piece.rstrip(" ,\u00a0")
        words = [word.lower() for word in bare.rsplit(None, 3)[-3:]]
        for count in range(len(words), 0, -1):
            if " ".join(words[-count:]) in drop:
                piece = bare.rsplit(None, count)[0].rstrip() if len(bare.split(None, count)) > count else ""
                break
        else:
            return piece


def _last(piece: str, count: int) -> str:
    """The last ``count`` words of ``piece`` in lower case; white space behind them does not count."""
    words = piece.rsplit(None, count)[-count:]
    return " ".join(words).lower()


def _run_start(piece: str) -> int:
    """Where the capitalised words at the end of ``piece`` begin; its length where there are none."""
    start = len(piece)
    bracket = False
    for word in reversed(list(_WORD.finditer(piece))):
        token = word.group()
        if start < len(piece) and token[-1] in ",.;:!?–—-|" and not _ABBREVIATION.search(token[:-1]):
            break
        if bracket or token.endswith(")"):
            bracket = "(" not in token
        elif not token[0].isupper() and not (token.isdigit() and start < len(piece)):
            if start == len(piece) or not _LINKED.fullmatch(token):
                break
            continue  # counts only when a capitalised word stands before it
        start = word.start() if not bracket else start
    return start
