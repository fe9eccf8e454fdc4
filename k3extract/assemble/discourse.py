"""Who is meant: speakers that the text leaves to pronouns, to -nya, or to the reader."""

from bisect import bisect_left

from k3extract.assemble.claims import Claim
from k3extract.assemble.seen import Seen
from k3extract.assemble.speaker_words import SpeakerWords
from k3extract.assemble.speakers import Speaker, Speakers
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.quotations import Quotation
from k3extract.records import Mention, Resolution

_MANY = 200  # how many persons back a new subject is looked for
_OFFICIAL = "#official:"  # in every official's id, in no name


class Discourse:
    """Reads claims in text order and remembers who spoke last."""

    def __init__(self, words: SpeakerWords, speakers: Speakers, marked: MarkedText, quoted: list[Quotation]) -> None:
        self._words = words
        self._marked = marked
        self._quoted = sorted((quotation.opened, quotation.closed) for quotation in quoted)
        self._speakers = speakers
        self._persons = [one for one in speakers.persons.seen if not self._in_quotation(one.start)]
        self._places = [one.start for one in self._persons]
        self._last: tuple[int, str] | None = None  # where and who: the last speaker who is a person
        self._speaking: set[str] = set()  # every person who speaks by name
        self._body: str | None = None  # the public body that spoke last
        self._meant: list[tuple[Claim, str]] = []
        self._introduced: list[tuple[int, str]] = []
        self._heard = 0  # how many of them the discourse has passed
        self._alone: list[tuple[int, str, str]] = []

    def introduce(self, speakers: list[Speaker]) -> None:
        """Persons who are said to speak where no statement stands."""
        known = [(one.start, one.who) for one in speakers if one.who is not None and one.kind != "authority"]
        self._introduced = sorted(known)

    def _in_quotation(self, at: int) -> bool:
        index = bisect_left(self._quoted, (at + 1,)) - 1
        return index >= 0 and at < self._quoted[index][1]

    def resolve(self, claim: Claim) -> tuple[str | None, Resolution]:
        """The speaker of a claim; call in text order."""
        speaker = claim.speaker
        if speaker is not None and speaker.who is not None:
            fuller = self._fuller(speaker, speaker.who)
            if speaker.kind != "authority" and claim.kind != "relayed":  # who hands a message on goes on speaking
                self._last = (max(speaker.end, claim.at), fuller)
                self._speaking.add(fuller)
            elif speaker.kind == "authority":
                self._body = fuller
            return fuller, speaker.resolution
        if speaker is not None and speaker.resolution == "none":
            return None, "none"
        who = self._carried(claim.at if speaker is None else speaker.start)
        if who is None or (speaker is not None and speaker.kind == "unknown" and _OFFICIAL in who):
            return None, "none"
        self._last = (claim.at, who)
        self._meant.append((claim, who))
        return who, "pronoun" if speaker and speaker.resolution == "pronoun" else "carried_over"

    def only(self, claim: Claim) -> str | None:
        """The one person who speaks by name in the whole article, for a pronoun that nothing before it explains."""
        speaker = claim.speaker
        if len(self._speaking) != 1 or (speaker is not None and speaker.resolution == "none"):
            return None
        who = next(iter(self._speaking))
        if speaker is not None and speaker.kind == "unknown" and _OFFICIAL in who:
            return None
        self._meant.append((claim, who))
        return who

    def _fuller(self, speaker: Speaker, who: str) -> str:
        """The fullest name the speaker was printed with so far; offices and bodies stay as they are."""
        if _OFFICIAL in who or speaker.resolution == "office" or speaker.kind == "authority":
            return who
        return self._speakers.persons.fullest(who)

    def _carried(self, at: int) -> str | None:
        """Who is spoken of at ``at``: a new subject since the last speech, else the last speaker."""
        while self._heard < len(self._introduced) and self._introduced[self._heard][0] < at:
            start, who = self._introduced[self._heard]
            self._heard += 1
            if self._last is None or start > self._last[0]:
                self._last = (start, who)
        since = self._last[0] if self._last else 0
        here = bisect_left(self._places, at)
        seen = self._persons[max(bisect_left(self._places, since), here - _MANY) : here]
        subjects = [one for one in seen if self._is_subject(one)]
        if subjects:
            return subjects[-1].who
        if self._last:
            return self._last[1]
        for named in ({one.who for one in seen if one.official}, {one.who for one in seen if not one.office}):
            if named:
                return named.pop() if len(named) == 1 else None
        return self._body  # nobody else: its spokesman

    def _is_subject(self, one: Seen) -> bool:
        """Whether the person opens a sentence, or does what it tells (``diungkap oleh X``): the one it is about.

        A post that points back names nobody new; what happens to somebody (``X ditangkap``) does not make him speak,
        being asked does.
        """
        if not self._marked.article.sentences or self._suffers(one):
            return False
        start, _ = self._marked.sentence(self._marked.sentence_at(one.start))
        lead = self._marked.text[start : one.start].rstrip()
        if not lead or lead[-1] in "-–—|" or lead.endswith(" oleh"):
            return True
        opener = self._words.heads.match(lead)
        if opener is None:
            return lead.isalpha() and lead.lower() not in self._words.preposition  # ``Rencananya X ...``
        if not lead[opener.end() :].strip(" ,\u00a0"):
            return True
        return lead[-1] == "," and not self._speakers.within(start, one.start)  # ``Pada hari itu, X ...``

    def _suffers(self, one: Seen) -> bool:
        for index, word in enumerate(self._marked.text[one.end : one.end + 60].split()):
            if index == 0 and one.office and not one.official and word in self._words.deictic:
                return True  # ``Mantan menteri itu`` is no new person
            if word in self._words.adverb:
                continue
            return len(word) > 5 and word.startswith("di") and word.strip(",.") not in self._words.interviewed
        return False

    def mention(self, at: int, word: str) -> None:
        """A pronoun at ``at`` that begins a clause outside all statements; call in text order with the claims.

        It means nobody when somebody else was spoken of since the one it would mean.
        """
        who = self._carried(at)
        if who is None:
            return
        since = self._marked.sentence(max(0, self._marked.sentence_at(at) - 1))[0]
        near = self._persons[bisect_left(self._places, since) : bisect_left(self._places, at)]
        if all(one.who == who or (one.office and not one.official) for one in near):
            self._alone.append((at, word, who))

    def pronouns(self) -> dict[str, list[Mention]]:
        """The pronouns that mean an official, by official id."""
        text = self._marked.text
        found: dict[str, list[Mention]] = {}
        for claim, who in self._meant:
            speaker = claim.speaker
            if speaker is None or _OFFICIAL not in who:
                continue
            word = text[speaker.start : speaker.end]
            if word.lower() in self._words.pronouns or word.lower() == "nya":
                mention = Mention(start=speaker.start, end=speaker.end, text=word, kind="pronoun")
                found.setdefault(who, []).append(mention)
        for at, word, who in self._alone:
            if _OFFICIAL in who:
                mention = Mention(start=at, end=at + len(word), text=word, kind="pronoun")
                found.setdefault(who, []).append(mention)
        return found
