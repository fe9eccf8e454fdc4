"""Who speaks: the phrase beside a reporting verb, read as an official, a name, an office or a pronoun."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from k3extract.mentions.marked import MarkedText
from k3extract.mentions.speech import WordClasses
from k3extract.records import Official, Resolution

_REACH = 160  # how far behind the verb the speaker may stand, in characters
_SUBJECT = 260  # how far before it

_SPACE = re.compile(r"[\s ]*")
_STOP = re.compile(r"[!?\n\"“”„;:]|\.(?=\s|$|[A-Z]{2}|[\"“”])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Z][a-z]{1,4}|[A-Z]\.[A-Za-z]{1,3}|d[rg]{1,2})$")
_TOKEN = r"(?:(?:[A-Z]\.)+|[A-Z][a-z]{0,2}\.(?=[^\S\n])|[A-Z][\w'’-]*)"
_RUN = re.compile(
    rf"{_TOKEN}(?:[^\S\n]*(?:(?<!\w)(?:dan|of|the|and|bin|binti|van|de|der|al|&|/)[^\S\n]+)?{_TOKEN}|[^\S\n]+\([\w /.&-]{{1,40}}\))*"
)
_RUN_BEFORE = re.compile(
    rf"(?:{_TOKEN}(?:[^\S\n]+(?:(?:dan|of|the|and|bin|binti|van|de|der|&)[^\S\n]+)?(?=[A-Z(]))?|\([^()]{{1,40}}\)[^\S\n]*)+$"
)
_CAPITALS = re.compile(r"(?:[A-Z][\w'’.-]*[,]?[^\S\n]+)*")
_TRIM = ".,-–—'’ \u00a0"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker phrase ``text[start:end]``: ``who`` is an official's id or a printed name; None for a pronoun.

    ``person`` is False for organisations and documents, which no later pronoun means.
    """

    start: int
    end: int
    who: str | None
    resolution: Resolution
    person: bool = True


@dataclass(frozen=True, slots=True)
class Seen:
    """A place where somebody who has a name or an office stands."""

    start: int
    end: int
    who: str
    office: bool
    official: bool


class SpeakerWords:
    """The expressions that speakers are read with; built once."""

    def __init__(self, words: WordClasses) -> None:
        self.pronoun = re.compile(rf"(?:{words.choice(['pronoun'])})(?!\w)", re.I)
        self.plural = re.compile(rf"(?:{words.choice(['plural'])})(?!\w)", re.I)
        self.person = re.compile(
            rf"(?:(?:seorang|sang|salah satu|salah seorang)[^\S\n]+)?(?:{words.choice(['person'])})(?!\w)", re.I
        )
        self.body = words.set("body")
        self.preposition = words.set("preposition")
        self.opener = words.set("opener")
        blocked = words.choice(["blocker"])
        self.adverbs = re.compile(rf"(?:(?<!\w)(?:{words.choice(['adverb'])})[\s,]+)+$", re.I)
        self.blocker = re.compile(rf"(?<!\w)(?:{blocked})[\s]+$", re.I)
        self.joining = re.compile(rf"(?<!\w)(?:{words.choice(['joining'])})[\s]+$", re.I)
        self.pronoun_before = re.compile(rf"(?<!\w)({words.choice(['pronoun', 'plural', 'self'])})$", re.I)
        self.openers = re.compile(rf"(?:(?:{words.choice(['opener'])})(?!\w)[\s,]*)+", re.I)


class Speakers:
    """The persons and bodies of one article that can speak."""

    def __init__(self, words: SpeakerWords, marked: MarkedText, officials: list[Official]) -> None:
        self._words = words
        self.text = marked.text
        self._names: dict[str, set[str]] = {}
        seen: dict[tuple[int, int], Seen] = {}
        for official in officials:
            for token in (official.name or "").split():
                self._names.setdefault(token.strip(_TRIM).lower(), set()).add(official.id)
            for mention in official.mentions:
                office = mention.kind == "office"
                seen[mention.start, mention.end] = Seen(mention.start, mention.end, official.id, office, True)
        taken = sorted(seen)
        printed: dict[str, str] = {}
        for name in marked.names:
            if _overlaps(taken, name.start, name.end):
                continue
            bare = " ".join(self.text[name.name_start : name.name_end].split())
            who = self._official_named(bare) or _longer(bare, printed)
            seen.setdefault((name.start, name.end), Seen(name.start, name.end, who, False, who != bare and "#" in who))
        taken = sorted(seen)
        for place in marked.offices:
            if not _overlaps(taken, place.start, place.end):
                title = " ".join(self.text[place.start : place.end].split())
                seen.setdefault((place.start, place.end), Seen(place.start, place.end, title, True, False))
        self.seen = sorted(seen.values(), key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self.seen]

    def _official_named(self, name: str) -> str | None:
        """The one official whose name holds every word of ``name``."""
        found: set[str] | None = None
        for token in name.split():
            ids = self._names.get(token.strip(_TRIM).lower(), set())
            found = set(ids) if found is None else found & ids
        return found.pop() if found and len(found) == 1 else None

    def within(self, start: int, end: int) -> list[Seen]:
        """Everyone who stands in ``start <= place < end``."""
        return self.seen[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def behind(self, at: int) -> Speaker | None:
        """The speaker whose phrase begins at ``at`` (white space aside)."""
        text, words = self.text, self._words
        at = _end(_SPACE, text, at)
        match = words.pronoun.match(text, at)
        if match:
            return Speaker(at, match.end(), None, "pronoun")
        if words.plural.match(text, at):
            return Speaker(at, at + 6, None, "none")
        end = self._phrase_end(at)
        for one in self.within(at, end):
            if self._leads(text[at : one.start]):
                return Speaker(one.start, one.end, one.who, "office" if one.office else "named")
        run = _RUN.match(text, at, end)
        if run:
            printed = run.group().rstrip(_TRIM)
            who = self._official_named(printed)
            return Speaker(at, at + len(printed), who or " ".join(printed.split()), "named", who is not None)
        match = words.person.match(text, at)
        if match:
            return Speaker(at, match.end(), None, "pronoun")
        first = text[at:end].split(None, 1)[:1]
        if first and first[0].strip(_TRIM).lower() in words.body:
            return Speaker(at, at + len(first[0].rstrip(_TRIM)), first[0].rstrip(_TRIM), "named", False)
        return None

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
        if not between or _CAPITALS.fullmatch(between):
            return True
        lowered = between.lower().replace(",", " ").split()
        if any(word in self._words.preposition for word in lowered):
            return False
        return bool(self._words.person.match(between)) or lowered[0] in (
            "salah",
            "seorang",
            "pak",
            "bu",
            "bapak",
            "ibu",
        )

    def before(self, at: int, floor: int) -> Speaker | None:
        """The subject of a verb at ``at``: its phrase ends there, adverbs and insertions aside; ``floor`` bounds it."""
        text, words = self.text, self._words
        floor = max(floor, at - _SUBJECT)
        piece = text[floor:at].rstrip()
        stripped = words.adverbs.search(piece + " ")
        if stripped:
            piece = piece[: stripped.start()].rstrip()
        if words.blocker.search(piece + " "):
            return None
        comma = piece.endswith(",")
        piece = piece.rstrip(" ,\u00a0")
        end = floor + len(piece)
        match = words.pronoun_before.search(piece)
        if match:
            plural = words.plural.match(match.group())
            return Speaker(floor + match.start(), end, None, "none" if plural else "pronoun")
        found = self._subject(floor, end)
        if found:
            return found
        if comma:
            return None
        run = _RUN_BEFORE.search(piece)
        if run:
            return self._printed(run.group(), floor + run.start())
        return None

    def _subject(self, floor: int, end: int) -> Speaker | None:
        """The last person before the verb who is not the object of a preposition."""
        text = self.text
        for one in reversed(self.within(floor, end)):
            if one.end > end:
                continue
            lead = text[floor : one.start].lower().split()
            if lead and lead[-1].strip("(,") in self._words.preposition:
                continue
            if ". " in text[one.end : end]:
                return None
            return Speaker(one.start, one.end, one.who, "office" if one.office else "named")
        return None

    def _printed(self, run: str, start: int) -> Speaker | None:
        """A run of capitalised words as a speaker, without the words that open a sentence."""
        opened = self._words.openers.match(run)
        if opened:
            start, run = start + opened.end(), run[opened.end() :]
        run = run.rstrip(_TRIM)
        if not run:
            return None
        who = self._official_named(run)
        return Speaker(start, start + len(run), who or " ".join(run.split()), "named", who is not None)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (start, start))
    return (at < len(taken) and taken[at][0] < end) or (at > 0 and taken[at - 1][1] > start)


def _longer(name: str, printed: dict[str, str]) -> str:
    """The fullest form of ``name`` printed before: later the article may use one word of it."""
    for token in name.split():
        full = printed.get(token)
        if full is not None and len(full) > len(name) and set(name.split()) <= set(full.split()):
            return full
    for token in name.split():
        printed.setdefault(token, name)
    return name
