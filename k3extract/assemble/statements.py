"""Statements: what was said, and by whom."""

from bisect import bisect_left
from dataclasses import replace

from k3extract.assemble.claims import Claim
from k3extract.assemble.continued import Continuation
from k3extract.assemble.discourse import Discourse
from k3extract.assemble.quotations import STANDING, QuotationReader
from k3extract.assemble.reported import ReportedReader, ReportedWords, Room, room_around
from k3extract.assemble.speaker_words import SpeakerWords
from k3extract.assemble.speakers import Speaker, Speakers
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.quotations import Quotation
from k3extract.mentions.speech import SpeechHit, SpeechScanner, WordClasses
from k3extract.records import Mention, Official, Resolution, Span, Statement, record_id
from k3extract.rulebook import Rulebook


class StatementAssembler:
    """Finds direct, indirect and relayed speech and its speakers."""

    def __init__(self, rulebook: Rulebook) -> None:
        words = WordClasses(rulebook)
        self._scanner = SpeechScanner(rulebook)
        self._quotations = QuotationReader(self._scanner)
        self._reported = ReportedWords(words)
        self._speakers = SpeakerWords(words)
        self._continuation = Continuation(words)

    def assemble(
        self, marked: MarkedText, officials: list[Official]
    ) -> tuple[list[Statement], dict[str, list[Mention]]]:
        """Statements in text order, and the pronoun mentions found on the way, by official id."""
        hits = self._scanner.scan(marked.text)
        speakers = Speakers(self._speakers, marked, officials)
        direct, quoted = self._quotations.read(speakers, hits)
        indirect, introduced = self._indirect(marked, speakers, hits, (direct, quoted))
        claims = direct + indirect
        off = [(mark.start, mark.end) for mark in marked.article.boilerplate]
        claims = [claim for claim in claims if not _touches(off, claim.start, claim.end)]
        claims.sort(key=lambda claim: claim.at)
        speakers.persons.learn(_strangers(claims))
        discourse = Discourse(self._speakers, speakers, marked, quoted)
        discourse.introduce(introduced)
        statements: list[Statement] = []
        open_claims: list[tuple[int, Claim]] = []
        pronouns = self._pronouns(marked, claims, quoted) if officials else []  # only officials have mentions
        passed = 0
        for claim in claims:
            while passed < len(pronouns) and pronouns[passed][0] < claim.at:
                discourse.mention(*pronouns[passed])
                passed += 1
            statement = _statement(claim, marked, discourse)
            if statement.speaker is not None or not _doubtful(claim):
                if statement.speaker is None:
                    open_claims.append((len(statements), claim))
                statements.append(statement)
        for pronoun in pronouns[passed:]:
            discourse.mention(*pronoun)
        for index, claim in open_claims:
            who = discourse.only(claim)
            if who is not None:
                how: Resolution = "carried_over" if claim.speaker is None else "pronoun"
                statements[index] = replace(statements[index], speaker=who, resolution=how)
        statements = _by_full_name(statements, self._speakers.never)
        statements.sort(key=lambda statement: (statement.start, statement.end))
        statements += self._continuation.read(marked, statements, hits)
        statements.sort(key=lambda statement: (statement.start, statement.end))
        return statements, discourse.pronouns()

    def _pronouns(self, marked: MarkedText, claims: list[Claim], quoted: list[Quotation]) -> list[tuple[int, str]]:
        """Pronouns that begin a sentence or a clause behind a comma, outside statements and quotations."""
        text = marked.text
        shut = sorted({(claim.start, claim.end) for claim in claims} | {(one.opened, one.closed) for one in quoted})
        spoken = {claim.speaker.start for claim in claims if claim.speaker is not None}
        off = [(mark.start, mark.end) for mark in marked.article.boilerplate]
        found = []
        for word in self._speakers.sought:
            at = text.find(word + " ")
            while at >= 0:
                before = text[max(0, at - 2) : at]
                clear = not before or before[-1] == "\n" or before in (". ", ", ", ".\u00a0") or before[-1] in '."”'
                if clear and at not in spoken and not _inside(shut, at) and not _touches(off, at, at + 1):
                    found.append((at, word))
                at = text.find(word + " ", at + len(word))
        return sorted(found)

    def _indirect(
        self,
        marked: MarkedText,
        speakers: Speakers,
        hits: list[SpeechHit],
        known: tuple[list[Claim], list[Quotation]],
    ) -> tuple[list[Claim], list[Speaker]]:
        """The indirect statements, and who is said to speak without one."""
        direct, quoted = known
        used = {claim.verb[0] for claim in direct if claim.verb}
        walls = sorted((claim.start, claim.end) for claim in direct)
        shut = sorted((quotation.opened, quotation.closed) for quotation in quoted)
        off = [(mark.start, mark.end) for mark in marked.article.boilerplate]
        reader = ReportedReader(self._reported, self._speakers, speakers)
        claims: list[Claim] = []
        end = 0
        for hit in hits:
            if hit.start < end or hit.start in used or _inside(shut, hit.start) or _inside(walls, hit.start):
                continue
            room = room_around(hit.start, marked.article.sentences, marked.text)
            room = _clamped(_clamped(room, hit.start, walls), hit.start, off)
            claim = reader.read(hit, room)
            if claim is not None:
                claims.append(claim)
                end = max(end, claim.end)
        return claims, reader.introduced


def _strangers(claims: list[Claim]) -> list[str]:
    """The names of speakers that are no officials and no public bodies."""
    named = [claim.speaker for claim in claims if claim.speaker is not None and claim.speaker.resolution == "named"]
    return list(
        dict.fromkeys(one.who for one in named if one.who and one.kind != "authority" and "#official:" not in one.who)
    )


def _by_full_name(statements: list[Statement], never: frozenset[str]) -> list[Statement]:
    """Each stranger by the fullest name he has in the article, when one such name holds his words. ``never`` are words
    that begin no name (``Istri Ali Mahmud``)."""
    names = {one.speaker for one in statements if one.speaker and "#official:" not in one.speaker}
    whole = [name for name in names if name.count(" ") <= 3 and name.split(" ", 1)[0].lower() not in never]
    fuller: dict[str, str] = {}
    for name in names:
        if name.isupper() or name.islower():
            continue  # an acronym, a body
        longer = [other for other in whole if other != name and f" {name} " in f" {other} "]
        if len(longer) == 1:
            fuller[name] = longer[0]
    return [replace(one, speaker=fuller[one.speaker]) if one.speaker in fuller else one for one in statements]


def _inside(spans: list[tuple[int, int]], at: int) -> bool:
    index = bisect_left(spans, (at + 1,)) - 1
    return index >= 0 and spans[index][0] <= at < spans[index][1]


def _clamped(room: Room, at: int, walls: list[tuple[int, int]]) -> Room:
    """The room without what stands in ``walls`` (direct statements, boilerplate) on both sides of ``at``."""
    start, end = room.start, room.end
    index = bisect_left(walls, (at,))
    if index > 0:
        start = max(start, walls[index - 1][1])
    if index < len(walls):
        end = min(end, walls[index][0])
    return Room(start, end)


def _touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``start..end`` touches one of ``spans``, which are disjoint and in order."""
    index = bisect_left(spans, (end,)) - 1
    return index >= 0 and spans[index][1] > start


def _doubtful(claim: Claim) -> bool:
    """Whether only an earlier speaker makes it a statement: ``Dikatakan, ...``, or a quotation that stands alone."""
    if claim.kind == "direct":
        return claim.rule == STANDING
    return claim.speaker is not None and claim.speaker.resolution == "carried_over"


def _statement(claim: Claim, marked: MarkedText, discourse: Discourse) -> Statement:
    text = marked.text
    who, resolution = discourse.resolve(claim)
    cue = None
    if claim.verb is not None:
        cue = Span(start=claim.verb[0], end=claim.verb[1], text=text[claim.verb[0] : claim.verb[1]])
    return Statement(
        id=record_id(marked.article.id, "statement", claim.start, claim.end),
        start=claim.start,
        end=claim.end,
        text=text[claim.start : claim.end],
        kind=claim.kind,
        speaker=who,
        resolution=resolution,
        verb=cue.text if cue else None,
        cue=cue,
        rule=claim.rule,
    )
