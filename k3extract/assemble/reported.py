"""Indirect speech: a speaker, a reporting verb and what was said, without quotation marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from k3extract.assemble.claims import Claim
from k3extract.assemble.speaker_words import SpeakerWords
from k3extract.assemble.speakers import Speaker, Speakers
from k3extract.mentions.speech import SpeechHit, WordClasses
from k3extract.records import StatementKind
from k3extract.rulebook.kinds.speech import By

_THAT = re.compile(r"[\s ]*,?[\s ]*(?:[^.,;:\n]{1,70}?[\s ])??bahwa(?:sanya|sannya)?[\s ,]+", re.I)
_SO_THAT = re.compile(r"\s+(?:(?!dan\b)\w+\s+){1,4}(?:agar|supaya)\s+", re.I)
_COMMA = re.compile(r"[\s ]*,[\s ]*")
_LEAD = " \u00a0\n\t.!?…\"“”'’,;:-–—*"
_TRAIL = ' \u00a0\n\t.!?…"“”,;:-–—*'
_NEAR = 140  # how far behind a verb "bahwa" or "agar" may stand
_VERB = re.compile(r"(?:me|ber|ter|di)[a-z]{4,}")
_ENDS = frozenset('.!?:"”…')
_BROKEN = 4  # how many lines a sentence may be broken into, on each side
_LINK = 60  # how long the text of a link may be that stands on its own line
_WORDS = re.compile(r"[^\W\d_]{2,}")
_OLEH = re.compile(r"\s*oleh\s", re.I)


@dataclass(frozen=True, slots=True)
class Room:
    """The sentence around a verb, cut where quotations stand: what was said lies in ``start..end``."""

    start: int
    end: int


class ReportedWords:
    """The expressions that indirect speech is read with; built once."""

    def __init__(self, words: WordClasses) -> None:
        now = r"(?!\w)(?![\s ]+(?:ini|itu)\b)"
        address = rf"[\s ]*,?[\s ]*(?:{words.choice(['address'])}){now}"
        setting = rf"[\s ]*,?[\s ]*(?:{words.choice(['address', 'setting'])}){now}"
        complement = rf"(?:{words.choice(['complement'])})(?!\w)"
        self.address = re.compile(address, re.I)
        self.setting = re.compile(setting, re.I)
        self.address_clause = re.compile(rf"{address}[^,.;:\n]{{1,110}},[\s ]*", re.I)
        self.setting_clause = re.compile(rf"{setting}[^,.;:\n]{{1,110}},[\s ]*", re.I)
        self.addresses = words.set("address")
        self.complements = words.set("complement")
        self.predicate = words.set("predicate")
        self.read = words.set("read")
        self.plain = words.set("plain")
        self.complement = re.compile(rf"[\s ]+{complement}[\s ]*", re.I)
        self.to_complement = re.compile(
            rf"[\s ]+kepada[\s ][^,.;:\n]{{1,90}}?[\s ,](?:{complement}|untuk\s)[\s ]*", re.I
        )


class ReportedReader:
    """Reads the indirect statements of one article."""

    def __init__(self, words: ReportedWords, speaker_words: SpeakerWords, speakers: Speakers) -> None:
        self._words = words
        self._speaker_words = speaker_words
        self._speakers = speakers
        self.text = speakers.text
        self.introduced: list[Speaker] = []  # who speaks without a statement: ``Hal itu disampaikan X``

    def read(self, hit: SpeechHit, room: Room) -> Claim | None:
        """What the verb ``hit`` reports inside ``room``, or None where it reports nothing."""
        word = hit.word
        if word.message:
            return self._message(hit, room)
        if word.source:
            return self._source(hit, room)
        if word.active:
            claim = self._active(hit, room)
            if claim or not word.tag:
                return claim
        if word.passive:
            return self._passive(hit, room)
        if word.tag and word.inline:
            return self._inline(hit, room)
        return None

    def _claim(
        self, start: int, end: int, hit: SpeechHit, speaker: Speaker | None, kind: StatementKind = "indirect"
    ) -> Claim | None:
        text = self.text
        while start < end and text[start] in _LEAD:
            start += 1
        while end > start and text[end - 1] in _TRAIL:
            end -= 1
        if text[start:end].count(" ") + text[start:end].count("\u00a0") < 1:
            return None
        return Claim(start, end, kind, hit.word.rule, (hit.start, hit.end), speaker, hit.start)

    def _active(self, hit: SpeechHit, room: Room) -> Claim | None:
        if not self.text[hit.start].islower():
            return None
        speaker = self._speakers.before(hit.start, room.start)
        if speaker is None:
            return None
        start = self._clause(hit, room)
        if start is None and _may_say(hit.word.by, speaker):
            start = self._object(hit, room)
        if start is None:
            if _may_say(hit.word.by, speaker):
                self.introduced.append(speaker)
            return None
        read = not self._words.read.isdisjoint(self.text[room.start : hit.start].lower().split())
        return self._claim(start, room.end, hit, speaker, "relayed" if read else "indirect")

    def _clause(self, hit: SpeechHit, room: Room) -> int | None:
        """Where what was said begins behind "bahwa", a comma, "agar" or a setting with its comma."""
        text, words = self.text, self._words
        near = text[hit.end : min(room.end, hit.end + _NEAR)].lower()
        first = near.split(None, 1)[0] if near and not near.isspace() else ""
        patterns: list[re.Pattern[str]] = []  # only those whose words stand there
        if "bahwa" in near:
            patterns.append(_THAT)
        if first.startswith(","):
            patterns.append(_COMMA)
        if hit.word.clause and ("agar" in near or "supaya" in near):
            patterns.append(_SO_THAT)
        if first in words.complements:
            patterns.append(words.complement)
        if first.strip(",") in words.addresses:
            patterns += (words.to_complement, words.address_clause)
        for pattern in patterns:
            match = pattern.match(text, hit.end, room.end)
            if match:
                return match.end()
        return None

    def _object(self, hit: SpeechHit, room: Room) -> int | None:
        """Where what was said begins right behind the verb."""
        if hit.word.clause:
            return None
        match = self._words.address.match(self.text, hit.end, room.end)
        if match:
            return match.end() if match.group().strip().lower() == "kepada" else None
        if hit.word.predicate and not self._predicates(self.text[hit.end : room.end]):
            return None
        return hit.end

    def _predicates(self, content: str) -> bool:
        """Whether ``content`` says something of something: an adjective, an auxiliary or a prefixed verb is in it."""
        before = ""
        for word in _WORDS.findall(content.lower())[:40]:
            verb = _VERB.match(word) and word not in self._words.plain
            if before != "yang" and (verb or word in self._words.predicate):
                return True
            before = word
        return False

    def _opened(self, hit: SpeechHit, room: Room) -> bool:
        """Whether nothing but opening words stands between the beginning of the sentence and the verb."""
        lead = self.text[room.start : hit.start].replace("&nbsp;", " ").strip(" .,\u00a0\n")
        if not lead:
            return True
        opener = self._speaker_words.openers.match(lead)
        return opener is not None and opener.end() == len(lead)

    def _behind(self, hit: SpeechHit) -> Speaker | None:
        if hit.word.nya:
            return Speaker(hit.end - 3, hit.end, None, "pronoun")
        speaker = self._speakers.agent(hit.end)
        if speaker is not None and speaker.start == speaker.end:
            return None  # a text
        if speaker is None or speaker.who is None or speaker.kind == "person" or speaker.who[0].isupper():
            return speaker
        return speaker if speaker.who.split()[0] in self._speaker_words.body else None

    def _rest(self, at: int, room: Room) -> int | None:
        """Where the sentence goes on behind a speaker phrase that ends at ``at``; None where it does not."""
        text = self.text
        match = _THAT.match(text, at, room.end)
        if match:
            return match.end()
        comma = text.find(",", at, min(room.end, at + 120))
        if comma < 0:
            return None
        start = comma + 1
        match = self._words.setting_clause.match(text, start, room.end)
        if match:
            start = match.end()
        elif self._words.setting.match(text, start, room.end):
            return None
        return start if len(_WORDS.findall(text[start : room.end])) >= 3 else None

    def _source(self, hit: SpeechHit, room: Room) -> Claim | None:
        speaker = self._behind(hit)
        if speaker is None or not _may_say(hit.word.by, speaker):
            return None
        if self._opened(hit, room):
            return self._said_next(hit, room, speaker)
        if hit.word.by == "person":
            return None
        if self._comma_before(hit, room):
            return self._around(hit, room, speaker)
        return self._amid(hit, room, speaker)

    def _passive(self, hit: SpeechHit, room: Room) -> Claim | None:
        speaker = self._behind(hit)
        if self._opened(hit, room):
            if speaker is None:
                return self._impersonal(hit, room)
            start = self._rest(speaker.end, room)
            if start is None:
                self.introduced.append(speaker)
                return None
            return self._claim(start, room.end, hit, speaker)
        if hit.word.nya and self._comma_before(hit, room):
            return self._inline(hit, room)
        near = speaker is not None and speaker.kind == "person" and speaker.start - hit.end <= 8
        if speaker and near and self._comma_before(hit, room) and self._rest(speaker.end, room) is not None:
            return self._around(hit, room, speaker)  # ``A, disebut X, b.``
        return self._amid(hit, room, speaker)

    def _impersonal(self, hit: SpeechHit, room: Room) -> Claim | None:
        """``Dikatakan, ...``: the one who spoke before goes on."""
        match = _THAT.match(self.text, hit.end, room.end) or _COMMA.match(self.text, hit.end, room.end)
        if match is None:
            return None
        return self._claim(match.end(), room.end, hit, Speaker(hit.start, hit.start, None, "carried_over"))

    def _amid(self, hit: SpeechHit, room: Room, speaker: Speaker | None) -> Claim | None:
        """``A menurut X b.``, ``A diakui X b.``: no comma on either side, so that X must be known as a person."""
        if speaker is None or speaker.kind != "person" or speaker.resolution == "none":
            return None
        if speaker.start - hit.end > 8 or not self._flows(speaker.end, room):
            self.introduced.append(speaker)
            return None
        lead = self.text[room.start : hit.start].split()
        told = lead and lead[0].lower() in self._speaker_words.utterance
        if hit.word.passive and (told or _OLEH.match(self.text, hit.end)):
            self.introduced.append(speaker)  # ``Hal itu disampaikan X sehari sebelum ...``
            return None
        if len(lead) < 2 or lead[-1].lower() in self._speaker_words.blocker:
            return None
        return self._around(hit, room, speaker)

    def _comma_before(self, hit: SpeechHit, room: Room) -> bool:
        return self.text[room.start : hit.start].rstrip(" \u00a0\n").endswith(",")

    def _inline(self, hit: SpeechHit, room: Room) -> Claim | None:
        opened = self._opened(hit, room)
        if not opened and not self._comma_before(hit, room):
            return None
        speaker = self._behind(hit)
        if speaker is None:
            return None
        if opened:
            return self._said_next(hit, room, speaker)
        return self._around(hit, room, speaker)

    def _said_next(self, hit: SpeechHit, room: Room, speaker: Speaker) -> Claim | None:
        """``Menurut X, ...`` and ``Kata dia ...``: what was said follows the speaker, behind a comma or without one."""
        comma = _COMMA.match(self.text, speaker.end, room.end)
        if comma and len(_WORDS.findall(self.text[comma.end() : room.end])) >= 2:
            return self._claim(self._speakers.apposition(comma.end(), room.end), room.end, hit, speaker)
        start = self._rest(speaker.end, room)
        if start is None and self._flows(speaker.end, room):
            start = speaker.end
        return self._claim(start, room.end, hit, speaker) if start is not None else None

    def _around(self, hit: SpeechHit, room: Room, speaker: Speaker) -> Claim | None:
        """``A, kata X, b.``: one statement with the tag inside, or the part before a tag that ends the sentence."""
        start = room.start
        opener = self._speaker_words.openers.match(self.text, start, hit.start)
        if opener:
            start = opener.end()
        end = room.end if self._goes_on(speaker.end, room) else hit.start
        return self._claim(start, end, hit, speaker)

    def _goes_on(self, at: int, room: Room) -> bool:
        """Whether what was said goes on behind a speaker phrase inside the sentence."""
        return self._rest(at, room) is not None or self._flows(at, room)

    def _flows(self, at: int, room: Room) -> bool:
        """Whether the clause flows on behind ``at`` without a comma, and not with a time or place only."""
        text = self.text
        free = text[at : at + 1].isspace() and not self._words.setting.match(text, at, room.end)
        rest = text[at : room.end]
        return free and len(_WORDS.findall(rest[:80])) >= 3 and rest.lstrip()[:1].islower()

    def _message(self, hit: SpeechHit, room: Room) -> Claim | None:
        """``menyampaikan pesan dari X agar ...``: what X said, handed on by another one."""
        speaker = self._speakers.behind(hit.end)
        if speaker is None or speaker.who is None:
            return None
        match = self._words.complement.match(self.text, _skip(self.text, speaker.end), room.end)
        start = match.end() if match else None
        teller = self._speakers.before(hit.start, room.start)
        if teller:
            self.introduced.append(teller)
        return self._claim(start, room.end, hit, speaker, "relayed") if start is not None else None


def _skip(text: str, at: int) -> int:
    """Past a comma behind a speaker, back to the white space that a complement begins with."""
    return at + 1 if text[at : at + 1] == "," else at


def _may_say(by: By, speaker: Speaker) -> bool:
    if by == "person":
        return speaker.kind == "person"
    return by == "anyone" or speaker.kind != "unknown"


def room_around(at: int, sentences: tuple[tuple[int, int], ...], text: str) -> Room:
    """The sentence that holds ``at``, with the lines that scraping broke off it; a text without sentences is one."""
    index = bisect_right(sentences, (at, len(text) + 1)) - 1
    if index < 0:
        return Room(0, len(text))
    start, end = sentences[index]
    low = high = index
    while low > 0 and index - low < _BROKEN and _broken(text, sentences[low - 1], sentences[low], low < index):
        low -= 1
        start = sentences[low][0]
    while high + 1 < len(sentences) and high - index < _BROKEN:
        step = _lines_on(text, sentences, high)
        if step == 0:
            break
        high += step
        end = sentences[high][1]
    return Room(start, max(end, at))


def _broken(text: str, before: tuple[int, int], after: tuple[int, int], inside: bool) -> bool:
    """Whether a sentence goes on from one line to the next: the first has no end, the second no beginning (or is the
    text of a link, when the sentence is known to go on behind it)."""
    if text[before[1] - 1] in _ENDS:
        return False
    return text[after[0]].islower() or (inside and after[1] - after[0] <= _LINK)


def _lines_on(text: str, sentences: tuple[tuple[int, int], ...], index: int) -> int:
    """How many lines on the sentence of line ``index`` goes: 1, or 2 over a link that stands on its own line."""
    if text[sentences[index][1] - 1] in _ENDS:
        return 0
    for step in (1, 2):
        if index + step >= len(sentences):
            return 0
        start, end = sentences[index + step]
        if text[start].islower():
            return step
        if end - start > _LINK or text[end - 1] in _ENDS:
            return 0
    return 0
