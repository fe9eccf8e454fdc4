"""The pieces of an office's complement while it is read, and what can be asked about them and the words behind."""

import re
from dataclasses import dataclass
from typing import Literal

from k3extract.mentions.names import NameReader
from k3extract.mentions.office_lexicon import Lexicon, Words

ACRONYM = re.compile(r"[^\S\n]*\((?:PT[^\S\n]+)?([A-Z]{3,8})\)")
_SHORT_FORM = re.compile(r"\([A-Z][\w/-]{1,14}\)")
_GAP = re.compile(r"[^\S\n]*[,;]?\s{0,3}")

Sort = Literal["word", "body", "noun", "open", "place", "number", "gloss", "join"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the complement: ``text[start:end]`` and what sort of word it is."""

    start: int
    end: int
    sort: Sort


class Pieces:
    """What was taken so far, and the words it is taken from."""

    def __init__(self, lexicon: Lexicon, names: NameReader, words: Words, takes: str, over: bool) -> None:
        self.lexicon = lexicon
        self.names = names
        self.words = words
        self.takes = takes
        self.over = over
        self.numbered = False  # whether a number may follow the head at once (Ketua RT 03)
        self.field = False  # whether the head ends with a field of work (Kasubag Keuangan)
        self.pieces: list[Piece] = []
        self.doubtful = 0  # from which piece on all is the office's only if a name follows

    @property
    def last(self) -> str:
        """The sort of the last piece that is no gloss."""
        return next((piece.sort for piece in reversed(self.pieces) if piece.sort != "gloss"), "")

    @property
    def opened(self) -> bool:
        """Whether the last noun that asks for a proper name has none yet (Klinik Kesehatan ...)."""
        for piece in reversed(self.pieces):
            if piece.sort not in ("word", "gloss", "join"):
                return piece.sort == "open"
        return False

    def _add(self, at: int, count: int, sort: Sort) -> int:
        """Take ``count`` words from word ``at`` as one piece."""
        self.pieces.append(Piece(self.words.get(at)[0], self.words.get(at + count - 1)[1], sort))
        return count

    def _text(self, piece: Piece) -> str:
        return self.words.text[piece.start : piece.end]

    def _is_word(self, at: int) -> bool:
        """Whether an ordinary word of organisations, capitalised, stands at ``at``."""
        word = self.words.get(at)[2]
        return word[:1].isupper() and (self.lexicon.ordinary(word.lower()) or self._noun(at) > 0)

    def _noun(self, at: int) -> int:
        lexicon = self.lexicon
        return max(lexicon.needs.at(self.words, at), lexicon.open.at(self.words, at))

    def _plain(self, at: int) -> bool:
        """A capitalised word that is neither stop, head, rank nor known organisation."""
        word = self.words.get(at)[2]
        low = word.lower()
        if not word[:1].isupper() or low in self.lexicon.stops or low in self.lexicon.heads:
            return False
        return not (self.lexicon.opens_name(self.words, at) or self._continues(at))

    def _continues(self, at: int) -> bool:
        """Whether a known organisation or place follows unknown words, so that they are a part of one."""
        lexicon, words = self.lexicon, self.words
        if not words.get(at)[2][:1].isupper():
            return False
        known = lexicon.place_nouns.at(words, at) or self._noun(at) or lexicon.body(words, at)
        return bool(known or lexicon.countries.at(words, at))

    def _listable(self, at: int) -> bool:
        """A word that can stand in a list inside a name: ordinary, or an abbreviation (UMKM)."""
        word = self.words.get(at)[2]
        if self._is_word(at):
            return True
        return word.isupper() and word.isalpha() and 1 < len(word) < 8 and not self.lexicon.opens_name(self.words, at)

    def _asks_district(self) -> bool:
        """Whether the word before is followed by the name of a district (Kecamatan, Polsek, KUA)."""
        return bool(self.pieces) and self._text(self.pieces[-1]).lower() in self.lexicon.district_nouns

    def _on_new_line(self, at: int) -> bool:
        return at > 0 and "\n" in self.words.text[self.words.get(at - 1)[1] : self.words.get(at)[0]]

    def _name_behind(self, end: int) -> bool:
        """Whether a name stands behind ``end``, so that what was read before it is all one office."""
        gap = _GAP.match(self.words.text, end)
        name = self.names.read(self.words.text, gap.end() if gap else end)
        return name is not None

    def _doubt(self) -> bool:
        """Note that what follows belongs to the office only if a name stands behind it."""
        self.doubtful = self.doubtful or len(self.pieces)
        return True

    def _count(self, at: int, end: int) -> int:
        """How many words from word ``at`` on reach to ``end``."""
        count = 1
        while self.words.get(at + count - 1)[1] < end:
            count += 1
        return count

    def _above_behind_comma(self, at: int) -> bool:
        """``Kapolsek Ujung Batu, Polres Rokan Hulu``: the body above it or the place it lies in."""
        lexicon, words = self.lexicon, self.words
        if not words.get(at)[2][:1].isupper() or words.get(at)[2].lower() in lexicon.heads:
            return False
        found = lexicon.place_nouns.at(words, at) or lexicon.needs.at(words, at) or lexicon.strong.at(words, at)
        return found > 0 or (words.get(at)[2].lower() in ("kelurahan", "desa", "dusun"))

    def _coordinated(self, at: int) -> bool:
        """Whether the capitalised words at ``at``, behind ``dan``, are one more field of the office: words of
        organisations, a body or an abbreviation in brackets follow them (``Pupuk dan Pestisida (KP3)``)."""
        if self.takes not in ("anything", "organisation") or not self._plain_field(at):
            return False
        word = self.words.get(at)[2]
        if word.isupper() and len(word) > 1 and word.isalpha():
            return self.last in ("noun", "open", "body") and self._doubt()
        for ahead in range(at + 1, at + 4):
            token = self.words.get(ahead)
            if token[2] == "(":
                return _SHORT_FORM.match(self.words.text, token[0]) is not None
            if not token[2][:1].isupper() or token[2].lower() in self.lexicon.heads:
                return False
            if self._is_word(ahead) or self._continues(ahead):
                return self._doubt()
            if not self._plain_field(ahead):
                return False
        return False

    def _plain_field(self, at: int) -> bool:
        """A capitalised word that is no name, stop, rank or head."""
        word, lexicon = self.words.get(at)[2], self.lexicon
        low = word.lower()
        if not word[:1].isupper() or low in lexicon.stops or low in lexicon.heads or lexicon.nameish(low):
            return False
        return not lexicon.opens_name(self.words, at)

    def _name_begins(self, at: int, low: str) -> bool:
        """Whether a name begins with the word at ``at`` although it is an ordinary one: the office is complete with its
        place or body, and words of a name follow (``Dinas Pertanian Demak Muslim Hartono``)."""
        lexicon = self.lexicon
        if not self.pieces or low in lexicon.domestic or not lexicon.ordinary(low):
            return False
        second, third = self.words.get(at + 1)[2], self.words.get(at + 2)[2]
        if not second[:1].isupper() or not second[1:].islower() or lexicon.ordinary(second.lower()):
            return False
        named = lexicon.nameish(second), third[:1].isupper() and lexicon.nameish(third)
        if self.pieces[-1].sort == "place":
            return self._plain(at + 1) and (any(named) or not third[:1].isupper())
        return all(named) and self._text(self.pieces[-1]).lower() in lexicon.strong
