"""The pieces of an office's complement while it is read, and what can be asked about them and the words behind."""

from dataclasses import dataclass
from typing import Literal

from k3extract.mentions.names import NameReader
from k3extract.mentions.office_lexicon import Lexicon, Words

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
        self.pieces: list[Piece] = []

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
        known = lexicon.place_nouns.at(words, at) or self._noun(at) or lexicon.body(words, at)
        return bool(known or lexicon.countries.at(words, at))

    def _listable(self, at: int) -> bool:
        """A word that can stand in a list inside a name: ordinary, or an abbreviation (UMKM)."""
        word = self.words.get(at)[2]
        return self._is_word(at) or (word.isupper() and len(word) > 1 and word.lower() in self.lexicon.bodies)

    def _asks_district(self) -> bool:
        """Whether the word before is followed by the name of a district (Kecamatan, Polsek, KUA)."""
        return bool(self.pieces) and self._text(self.pieces[-1]).lower() in self.lexicon.district_nouns

    def _on_new_line(self, at: int) -> bool:
        return at > 0 and "\n" in self.words.text[self.words.get(at - 1)[1] : self.words.get(at)[0]]
