"""Direct speech: which quotations are somebody's words, and the phrase that says whose."""

import re
from bisect import bisect_left
from dataclasses import replace

from k3extract.assemble.claims import Claim
from k3extract.assemble.speakers import Speaker, Speakers
from k3extract.mentions.quotations import Quotation, find_quotations
from k3extract.mentions.speech import SpeechHit, SpeechScanner

STANDING = "speech/marks.yaml:standing"  # a quotation that stands alone: rules/speech/marks.yaml shows it
NAMED = "speech/marks.yaml:named"  # a quotation with its speaker and no verb

_ANEW = re.compile(r"(?<=[.!?…])[^\S\n]*\n\s*(?:[\"“”„«]\s*)?")
_GAP = re.compile(r"[\s ,.\-–—]{0,4}")
_TAG_GAP = re.compile(r"(?<![\s,.!?…])[,.!?…\"'’”?\s]{1,4}$")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[A-Z])([^‘\"“”\n]{12,600}?[,?!])[’'](?=\s*[a-z])")
_SENTENCE = re.compile(r"[.!?]\s|[.!?](?=[A-Z])|\n")
_WORDS = re.compile(r"\w+")
_LEFT = 220  # how far before a quotation its verb may stand
_PART = 120  # how much may stand between the two parts of an interrupted quotation
_LOOSE = 700  # how long a quotation without its opening mark may be
_SPOKEN_END = ".,!?…"


class QuotationReader:
    """Attributes quotations; one scanner for all articles."""

    def __init__(self, scanner: SpeechScanner) -> None:
        self._scanner = scanner

    def read(self, speakers: Speakers, hits: list[SpeechHit]) -> tuple[list[Claim], list[Quotation]]:
        """The direct statements in text order, and every whole quotation with its marks."""
        quotations = find_quotations(speakers.text)
        if ",’" in speakers.text or ",'" in speakers.text:
            quotations = self._with_single(speakers.text, quotations)
        reader = _Article(self._scanner, speakers, hits)
        for index, quotation in enumerate(quotations):
            after = quotations[index + 1].opened if index + 1 < len(quotations) else len(speakers.text)
            reader.take(quotation, after)
        return reader.claims, [quotation for quotation in quotations if quotation.whole]

    def _with_single(self, text: str, quotations: list[Quotation]) -> list[Quotation]:
        """The quotations with those between single marks that a tag follows; ``'...'`` alone is rarely speech."""
        found = list(quotations)
        places = [one.opened for one in quotations]
        for match in _SINGLE.finditer(text):
            gap = _GAP.match(text, match.end())
            index = bisect_left(places, match.end()) - 1
            inside = index >= 0 and quotations[index].closed > match.start()
            if not inside and gap and self._scanner.tag(text, gap.end()):
                found.append(Quotation(match.start(1), match.end(1), match.start(), match.end()))
        return sorted(found, key=lambda one: one.opened)


class _Article:
    def __init__(self, scanner: SpeechScanner, speakers: Speakers, hits: list[SpeechHit]) -> None:
        self.scanner = scanner
        self.speakers = speakers
        self.text = speakers.text
        self.utterance = speakers.words.utterance
        self.hits = hits
        self.places = [hit.start for hit in hits]
        self.claims: list[Claim] = []
        self.floor = 0  # the end of the last quotation with its marks
        self.part: Quotation | None = None  # the last quotation, when its sentence may go on behind the tag

    def take(self, quotation: Quotation, limit: int) -> None:
        claim = self._claim(quotation, limit)
        if claim is not None:
            self._add(claim, quotation)
        elif quotation.whole:
            self.part = None
        self.floor = max(self.floor, quotation.closed if quotation.whole else quotation.start)

    def _add(self, claim: Claim, quotation: Quotation) -> None:
        last = self.claims[-1] if self.claims else None
        if last and self.part and self._continues(last, self.part, quotation) and claim.rule == STANDING:
            self.claims[-1] = Claim(last.start, claim.end, "direct", last.rule, last.verb, last.speaker, last.at)
        else:
            self.claims += self._paragraphs(claim)
        self.part = quotation

    def _paragraphs(self, claim: Claim) -> list[Claim]:
        """A quotation over paragraphs is one statement a paragraph."""
        parts, start = [], claim.start
        for match in _ANEW.finditer(self.text, claim.start, claim.end):
            parts.append(replace(claim, start=start, end=match.start()))
            start = match.end()
        return [*parts, replace(claim, start=start)] if parts else [claim]

    def _continues(self, last: Claim, part: Quotation, quotation: Quotation) -> bool:
        """Whether the quotation goes on with the sentence that a tag interrupted (``"A," kata X, "b."``)."""
        between = self.text[part.closed : quotation.opened]
        return (
            last.verb is not None
            and last.verb[0] >= part.closed
            and len(between) <= _PART
            and between.rstrip().endswith(",")
            and "\n" not in between
            and not _SENTENCE.search(between)
        )

    def _claim(self, quotation: Quotation, limit: int) -> Claim | None:
        text = self.text
        if quotation.missing == "close":
            return self._unclosed(quotation)
        if quotation.missing == "open":
            loose = quotation.end - quotation.start > _LOOSE or not text[quotation.start].isupper()
            if loose or self.scanner.tag(text, quotation.start):
                return None
            return self._tagged(quotation.start, quotation.end, quotation.closed)
        return (
            self._tagged(quotation.start, quotation.end, quotation.closed)
            or self._told_after(quotation, limit)
            or self._told_before(quotation)
            or self._standing(quotation)
        )

    def _tagged(self, start: int, end: int, closed: int) -> Claim | None:
        """``"...," kata X``: the tag behind the marks."""
        text = self.text
        gap = _GAP.match(text, closed)
        at = gap.end() if gap else closed
        if "\n" in text[closed:at] and text[end - 1] not in ",":
            return None
        hit = self.scanner.tag(text, at)
        if hit is None:
            return None
        return Claim(start, end, "direct", hit.word.rule, (hit.start, hit.end), self._tag_speaker(hit), hit.start)

    def _tag_speaker(self, hit: SpeechHit) -> Speaker | None:
        if hit.word.document:
            return self.speakers.author(hit.end)
        if hit.word.nya:
            return Speaker(hit.end - 3, hit.end, None, "pronoun")
        return self.speakers.behind(hit.end)

    def _told_after(self, quotation: Quotation, limit: int) -> Claim | None:
        """``"...," dia menambahkan.`` and ``"...," Kabid Humas Polda, Budi Hartono``: the speaker first, or alone."""
        text = self.text
        gap = _GAP.match(text, quotation.closed)
        at = gap.end() if gap else quotation.closed
        if "\n" in text[quotation.closed : at]:
            return None
        index = bisect_left(self.places, at)
        if index < len(self.hits) and self.places[index] < min(limit, at + 90):
            hit = self.hits[index]
            near = hit.word.active and not _SENTENCE.search(text, at, hit.start)
            speaker = self.speakers.before(hit.start, at) if near else None
            closed = text[hit.end : hit.end + 1] in (".", "\n", "")  # ``" Andi menambahkan.`` tells nothing else
            if speaker is not None and speaker.start - at < 60 and (closed or text[quotation.end - 1] in ",!?"):
                span = (hit.start, hit.end)
                return Claim(quotation.start, quotation.end, "direct", hit.word.rule, span, speaker, hit.start)
        if text[quotation.end - 1] == ",":
            for one in self.speakers.within(at, at + 1):
                speaker = Speaker(one.start, one.end, one.who, "office" if one.office else "named")
                return Claim(quotation.start, quotation.end, "direct", NAMED, None, speaker, quotation.start)
        return None

    def _told_before(self, quotation: Quotation) -> Claim | None:
        """``X mengatakan, "..."``."""
        text = self.text
        floor = max(self.floor, quotation.opened - _LEFT)
        index = bisect_left(self.places, quotation.opened) - 1
        while index >= 0 and self.hits[index].start >= floor:
            hit = self.hits[index]
            between = text[hit.end : quotation.opened]
            if self.claims and self.claims[-1].verb == (hit.start, hit.end):
                return None  # the tag of the quotation before
            if _SENTENCE.search(between.rstrip()) or not (hit.word.active or hit.word.tag or hit.word.passive):
                return None
            if self._joins(between, quotation):
                speaker = self._speaker_before(hit, floor)
                span = (hit.start, hit.end)
                return Claim(quotation.start, quotation.end, "direct", hit.word.rule, span, speaker, hit.start)
            index -= 1
        return None

    def _joins(self, between: str, quotation: Quotation) -> bool:
        content = self.text[quotation.start : quotation.end]
        words = len(_WORDS.findall(content[:200]))
        spoken = content[-1] in _SPOKEN_END or self.text[quotation.closed : quotation.closed + 1] == "."
        if between.rstrip().endswith((",", ":")):
            return len(between) <= 90 and (spoken or words >= 4)
        return not between.strip() and spoken and words >= 3 and content[0].isupper()

    def _speaker_before(self, hit: SpeechHit, floor: int) -> Speaker | None:
        if hit.word.nya:
            return Speaker(hit.end - 3, hit.end, None, "pronoun")
        if hit.word.active:
            start = floor
            for match in _SENTENCE.finditer(self.text, floor, hit.start):
                start = match.end()
            return self.speakers.before(hit.start, start)
        return self.speakers.behind(hit.end)

    def _standing(self, quotation: Quotation) -> Claim | None:
        """A whole sentence between marks that stands alone: somebody's words, whose the article said before."""
        text = self.text
        content = text[quotation.start : quotation.end]
        interrupted = self.part is not None and text[: quotation.opened].rstrip().endswith(",")
        ended = content[-1] in ".!?…," or text[quotation.closed : quotation.closed + 1] == "."
        if not (interrupted or self._fresh(quotation)) or not ended or len(_WORDS.findall(content[:120])) < 4:
            return None
        return self._told_of(quotation) or Claim(
            quotation.start, quotation.end, "direct", STANDING, None, None, quotation.start
        )

    def _told_of(self, quotation: Quotation) -> Claim | None:
        """``"..." Hal itu ditegaskan X``: the next sentence tells who said so."""
        index = bisect_left(self.places, quotation.closed)
        if index == len(self.places) or self.places[index] > quotation.closed + 40:
            return None
        hit = self.hits[index]
        words = re.findall(r"\w+", self.text[quotation.closed : hit.start].lower())
        if not hit.word.passive or not words or not self.utterance.issuperset(words):
            return None
        speaker = self.speakers.agent(hit.end)
        if speaker is None or speaker.who is None:
            return None
        return Claim(quotation.start, quotation.end, "direct", hit.word.rule, (hit.start, hit.end), speaker, hit.start)

    def _fresh(self, quotation: Quotation) -> bool:
        """Whether the quotation begins a sentence, or follows another one; what a colon announces may be anything."""
        before = self.text[max(0, quotation.opened - 6) : quotation.opened].rstrip()
        if not before or quotation.opened == self.floor:
            return True
        broken = "\n" in self.text[quotation.opened - 1 : quotation.opened] and before[-1] not in ":,"
        return before[-1] in '.!?”"' or broken

    def _unclosed(self, quotation: Quotation) -> Claim | None:
        """A quotation without its closing mark ends at the first tag behind a comma, else with its paragraph."""
        text = self.text
        for index in range(bisect_left(self.places, quotation.start), len(self.hits)):
            hit = self.hits[index]
            if hit.start >= quotation.end:
                break
            gap = _TAG_GAP.search(text, max(quotation.start, hit.start - 4), hit.start)
            if hit.word.inline and gap and gap.group().strip() and gap.start() > quotation.start:
                end = gap.start() + 1 if text[gap.start()] in _SPOKEN_END else gap.start()
                span = (hit.start, hit.end)
                return Claim(quotation.start, end, "direct", hit.word.rule, span, self._tag_speaker(hit), hit.start)
        content = text[quotation.start : quotation.end]
        if content[-1:] in (".", "!", "?") and len(content) <= _LOOSE and self._fresh(quotation):
            return self._standing(quotation)
        return None
