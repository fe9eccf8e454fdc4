"""The words behind an office that belong to it: its organisation, field and place, up to where a name begins."""

import re

from k3extract.mentions.names import NameMention, NameReader
from k3extract.mentions.office_lexicon import END, Lexicon, Words
from k3extract.mentions.office_pieces import ACRONYM, Piece, Pieces

_ROMAN = re.compile(r"[IVX]+\Z")
_NUMBER = re.compile(r"[0-9]{1,4}(?:/[\w.-]+)*\Z")
_TERM = re.compile(r"(?:19|20)[0-9]{2}[-–/](?:19|20)[0-9]{2}\Z")  # Menteri Pariwisata 2014-2019
_ORDINAL = re.compile(r"(?:ke-(?:[0-9]{1,2}|[IVX]+)|pertama)\Z")
_YEAR = r"(?:19|20)[0-9]{2}"
_SERVED = re.compile(  # the term behind an office, before the name: periode 2014-2019, tahun 2021
    rf"(?:[Pp]eriode|[Tt]ahun)[^\S\n]+(?:tahun[^\S\n]+)?(?:[A-Z][a-z]{{2,8}}[^\S\n]+)?{_YEAR}"
    rf"(?:[^\S\n]?[-–/][^\S\n]?(?:{_YEAR}|sekarang))?(?=,?[^\S\n]+[A-Z])"
)
_ENGLISH = ("of", "on", "for", "in", "the")
_GLOSS = re.compile(r"\(\s?([A-Z][\w/&.-]{1,24}(?:[ -](?:[A-Z][\w/&-]*|dan|RI)){0,3})\s?\)")
_CAPITALS = re.compile(r"[A-Z].*[A-Z]|[A-Z]+[0-9]")
_DOTTED = ("kab", "prov", "kec", "prop", "kel", "tp", "pt", "cv")
_LOWER_FIELD = ("bidang", "bagian", "seksi", "urusan", "and")
_LONGEST = 40


class ComplementReader:
    """Reads the complement of an office head."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._names = NameReader(words)

    def read(self, words: Words, head: str, takes: str, over: bool) -> list[Piece]:
        """The pieces behind the printed ``head``; ``words`` begins behind it."""
        run = _Run(self._words, self._names, words, takes, over)
        last = head.rpartition(" ")[2].lower()
        run.numbered = last in self._words.numbered
        run.field = " " in head and last not in self._words.heads and self._words.ordinary(last)
        return run.read()


class _Run(Pieces):
    """One complement being read."""

    def read(self) -> list[Piece]:
        at = 0
        while len(self.pieces) < _LONGEST:
            step = self._step(at)
            if not step:
                break
            at += step
        if self.doubtful and not self._name_behind(self.pieces[-1].end):
            del self.pieces[self.doubtful :]
        while self.pieces and self.pieces[-1].sort == "join":
            self.pieces.pop()
        return self.pieces

    def _step(self, at: int) -> int:
        token = self.words.get(at)
        if token == END:
            return 0
        word = token[2]
        if word == "(":
            return self._bracket(at)
        if word in ",/":
            return self._listed(at)
        if word == "." and self.pieces and self._text(self.pieces[-1]).lower() in _DOTTED:
            return self._add(at, 1, "join") if self.words.get(at + 1)[2][:1].isupper() else 0
        if word[0].isdigit():
            return self._number(at)
        if word[0].isupper():
            return self._capital(at)
        if self.last == "open" and word in self.lexicon.titles:
            return self._named_after(at)
        return self._lower(at)

    def _bracket(self, at: int) -> int:
        """A gloss: ``(Dirjen)``, ``(Disporapar)``; no name."""
        match = _GLOSS.match(self.words.text, self.words.get(at)[0])
        if match is None:
            return 0
        inside = match.group(1)
        low = inside.lower()
        short = _CAPITALS.match(inside) or low in self.lexicon.bodies or low in self.lexicon.heads
        if not short and (" " in inside or self.lexicon.nameish(inside) or low in self.lexicon.stops):
            return 0
        if any(self.lexicon.nameish(part) for part in inside.split()) or inside.split(".")[0] in self.lexicon.titles:
            return 0
        return self._add(at, self._count(at, match.end()), "gloss")

    def _listed(self, at: int) -> int:
        """A comma or slash inside a name of an organisation: ``Kepemudaan, Olahraga, dan Pariwisata``."""
        following = self.words.get(at + 1)[2]
        if self.words.get(at)[2] == "/" and following.lower() in self.lexicon.heads:
            self.takes = "anything"  # a second office in one title: Menteri .../Kepala Badan ...
            return self._add(at, 1, "join")
        if not self.pieces or self.takes == "nothing":
            return 0
        if self.words.get(at)[2] == "/":
            good = following[:1].isupper() and (following.lower() in self.lexicon.heads or self._is_word(at + 1))
            return self._add(at, 1, "join") if good else 0
        if self._body_behind_comma(at + 1):
            return self._add(at, 1, "join")
        skip = at + 1 + (following in ("dan", "serta"))
        if self._place_behind_comma(at + 1) or (self._above_behind_comma(at + 1) and self._doubt()):
            return self._add(at, 1, "join")
        if self.last not in ("word", "noun", "open", "body") or not self._listable(skip):
            return 0
        if skip > at + 1:
            return self._add(at, 2, "join")
        for ahead in range(2, 7):  # a list in a name ends with "dan" and one more such word, or before a place
            word = self.words.get(at + ahead)[2]
            if word in ("dan", "serta", "&"):
                return self._add(at, 1, "join") if self._listable(at + ahead + 1) else 0
            if self.lexicon.place_nouns.at(self.words, at + ahead):
                return self._add(at, 1, "join") if self._doubt() else 0
            if word != "," and not self._listable(at + ahead):
                good = ahead > 2 and word[:1].isupper() and self._doubt()
                return self._add(at, 1, "join") if good else 0
        return 0

    def _place_behind_comma(self, at: int) -> bool:
        """``Ketua DPRD Kuantan Singingi, Riau Muslim``: the place's province, with more behind it."""
        if not self.pieces or self.pieces[-1].sort != "place":
            return False
        count = self.lexicon.places.at(self.words, at)
        return count > 0 and self.words.get(at + count)[2][:1].isupper()

    def _body_behind_comma(self, at: int) -> bool:
        """``Kabid PHU, Kanwil Kementerian Agama``: a body after a comma, where the office has none yet."""
        if self.takes != "anything" or any(piece.sort in ("noun", "open", "place") for piece in self.pieces):
            return False
        count = self.lexicon.strong.at(self.words, at)
        return count > 0 and not any(self._text(piece) in self.lexicon.strong for piece in self.pieces)

    def _lower(self, at: int) -> int:
        """A small word that joins, or an organisation written small."""
        word = self.words.get(at)[2]
        following = self.words.get(at + 1)[2]
        if word in ("periode", "tahun") and (count := self._served(at)):
            return self._add(at, count, "number")
        seat = self.lexicon.place_nouns.at(self.words, at) and self.lexicon.places.at(self.words, at + 1)
        if seat and following[:1].isupper() and self.takes != "nothing":
            return self._add(at, 1, "noun")
        if word in self.lexicon.connectors:
            if not self.pieces and word in ("dan", "&", "untuk") and not (self.field and self._is_word(at + 1)):
                return 0
            if word in ("dan", "&"):
                good = self._is_word(at + 1) and following.lower() not in self.lexicon.heads
                good = good or (_CAPITALS.match(following) is not None and self.last in ("word", "gloss"))
                good = good or self._coordinated(at + 1)
                good = good or (self.last == "number" and self._counted(at))
            elif word in _ENGLISH and self.pieces and following[:1].isupper():
                good = not self.lexicon.nameish(following) or self._is_word(at + 1)
            else:
                good = self._is_word(at + 1) or self.lexicon.body(self.words, at + 1) > 0
                good = good or (word in _LOWER_FIELD and following in self.lexicon.words)
                good = good or (
                    word in ("untuk", "of", "asal", "dapil") and self.lexicon.places.at(self.words, at + 1) > 0
                )
            return self._add(at, 1, "join") if good else 0
        if _ORDINAL.match(word):
            return self._add(at, 1, "number")
        if self.takes == "nothing" or self.last not in ("", "word", "noun", "join"):
            return 0
        if self.over and not self.pieces and word in self.lexicon.words:
            return self._add(at, 1, "word")  # Head of product
        small = not self.pieces or self._text(self.pieces[-1]).islower()
        if small and (noun := self._noun(at)) and (following[:1].isupper() or following in self.lexicon.words):
            return self._add(at, noun, "noun")
        closing = not following[:1].isalpha() or following[:1].isupper()
        if self.last == "word" and closing and word in self.lexicon.words:
            return self._add(at, 1, "word")
        if self.pieces and small and (word in self.lexicon.words or self.lexicon.place_nouns.at(self.words, at)):
            return self._add(at, 1, "word")
        return 0

    def _counted(self, at: int) -> bool:
        """``Wakil Presiden ke-10 dan ke-12``."""
        following = self.words.get(at + 1)[2]
        return bool(_ORDINAL.match(self._text(self.pieces[-1]))) and (
            following.isdigit() or bool(_ORDINAL.match(following))
        )

    def _served(self, at: int) -> int:
        """How many words the term of office at ``at`` has (periode 2014-2019)."""
        served = _SERVED.match(self.words.text, self.words.get(at)[0])
        return self._count(at, served.end()) if served is not None else 0

    def _number(self, at: int) -> int:
        """A number that belongs to a name: ``Kodim 0707/Wonosobo``, ``SMPN 1``."""
        if self.pieces and _TERM.match(self.words.get(at)[2]):
            return self._add(at, 1, "number")
        known = self.lexicon.bodies.at(self.words, at)
        if known:
            return self._add(at, known, "body")  # 091/Aji Surya Natakesuma
        if not _NUMBER.match(self.words.get(at)[2]):
            return 0
        numbered = len(self.pieces) > 1 or "/" in self.words.get(at)[2]
        if self.pieces and self.pieces[-1].sort == "gloss" and numbered:
            return self._add(at, 1, "number")  # Sekolah Rakyat (SR) 32
        if not self.pieces:
            return self._add(at, 1, "number") if self.numbered else 0
        if len(self.pieces) > 1 and _ORDINAL.match(self._text(self.pieces[-2])):
            return self._add(at, 1, "number")  # ke-10 dan 12
        before = self._text(self.pieces[-1]).lower().split()
        return self._add(at, 1, "number") if before and before[-1] in self.lexicon.numbered else 0

    def _capital(self, at: int) -> int:
        """A capitalised word: what it is decides whether it still belongs to the office."""
        lexicon, words = self.lexicon, self.words
        word = words.get(at)[2]
        low = word.lower()
        if self.takes == "nothing":
            return self._place(at, lexicon.countries.at(words, at)) if not self.last else 0
        if word in ("Tahun", "Periode") and self.pieces and (count := self._served(at)):
            return self._add(at, count, "number")
        if low in lexicon.heads:
            if not self._nested(at):
                return 0
            if self.over and not self._noun(at):
                return self._add(at, 1, "word")
        if lexicon.opens_name(words, at) and (
            self.last == "open" or not (self.pieces and lexicon.ordinary(low)) or lexicon.ranks.at(words, at)
        ):
            return self._named_after(at) if self.last == "open" else 0
        if len(word) == 1 and self.last == "number" and words.get(at + 1)[2][:1].isupper():
            return self._add(at, 1, "number")  # Rutan Kelas II B Menggala
        if _ROMAN.match(word.partition("/")[0]) and (word != "I" or not lexicon.nameish(words.get(at + 1)[2])):
            return self._add(at, 1, "number")
        places = lexicon.places.at(words, at)
        if self.takes in ("place", "locality") or self._asks_district():
            places = max(places, lexicon.districts.at(words, at))
        elif not places and self.pieces and (count := lexicon.districts.at(words, at)) > 1:
            places = count
        phrase = max(lexicon.body(words, at), lexicon.needs.at(words, at))
        if phrase and phrase <= (opens := lexicon.open.at(words, at)):
            return self._add(at, opens, "open")
        if phrase >= places and phrase and not self._rather_name(at, phrase):
            asks = lexicon.needs.at(words, at) == phrase and not word.isupper()
            return self._add(at, phrase, "noun" if asks else "body")
        if places > 1 or (places and not self._rather_name(at, places)):
            return self._place(at, places)
        return self._other(at)

    def _named_after(self, at: int) -> int:
        """A rank or title inside the organisation's own name: RSUD dr. Soetomo, Universitas Jenderal Soedirman."""
        end = at
        while end < at + 6 and (self.words.get(end)[2] == "." or self.lexicon.opens_name(self.words, end)):
            end += 1
        run = 0
        while self._plain(end + run):
            run += 1
        if not run:
            return 0
        closed = not self.words.get(end + run)[2][:1].isupper() and self.words.get(end + run)[2] != "("
        return self._add(at, end - at + (run if run < 2 or not closed else 1), "body")

    def _nested(self, at: int) -> bool:
        """Whether the word of an office at ``at`` belongs to this one (Staf Ahli Bupati, .../Wakil Kepala ...)."""
        if self.over or self.last in ("noun", "open", "join") or self._noun(at) or self.lexicon.body(self.words, at):
            return True
        if self.words.get(at)[2].lower() in self.lexicon.soft:
            return True
        return bool(self.pieces) and self._text(self.pieces[-1]) == "Wakil"

    def _place(self, at: int, count: int) -> int:
        return self._add(at, count, "place") if count else 0

    def _rather_name(self, at: int, count: int) -> bool:
        """A single word that is also a name, with more of a name behind it."""
        word = self.words.get(at)[2]
        if count > 1 or word.isupper() or word.lower() not in self.lexicon.given or self.last in ("noun", "open"):
            return False
        following = self.words.get(at + 1)[2]
        if following == "diwakili" and not self.pieces:
            return False  # Camat Darma diwakili ...
        return bool(self.pieces) or not following[:1].isupper() or self.lexicon.nameish(following)

    def _other(self, at: int) -> int:
        lexicon, words = self.lexicon, self.words
        word = words.get(at)[2]
        low = word.lower()
        if lexicon.place_nouns.at(words, at):
            return self._add(at, 1, "noun")
        if lexicon.open.at(words, at) and self.takes != "nothing":
            return self._add(at, lexicon.open.at(words, at), "open")
        if low in lexicon.stops and not (self.pieces and lexicon.ordinary(low) and not self._on_new_line(at)):
            return 0
        if self.takes in ("place", "locality") and not self.last and lexicon.ordinary(low):
            village = self.takes == "locality" and low in lexicon.words and words.get(at + 1)[2][:1].isupper()
            return self._unknown(at) if village else 0
        if self._name_begins(at, low):
            return 0
        if lexicon.ordinary(low) and not (low in lexicon.given and lexicon.nameish(words.get(at + 1)[2])):
            return self._add(at, 1, "word")
        if self.pieces and len(word) == 2 and word[1].isdigit():
            return self._add(at, 1, "word")  # a field: Direktur Bina Kelembagaan K3
        short = 2 < len(word) < 5 and words.get(at + 1)[2][1:].islower()  # PLN EPI Iwan: no Epi before a name
        if word.isupper() and len(word) > 1 and (short or not lexicon.nameish(low)) and self._acronym(at):
            return self._add(at, 1, "body")
        if any(char.isdigit() for char in word) or (not word.isupper() and _CAPITALS.match(word[1:])):
            return self._add(at, 1, "body")
        if self.pieces and self._text(self.pieces[-1]) in _ENGLISH:
            return self._add(at, 1, "word")
        return self._unknown(at)

    def _acronym(self, at: int) -> bool:
        """Whether a word in capitals is an abbreviation, not an initial and not a word of an all-capital line."""
        word, following = self.words.get(at)[2], self.words.get(at + 1)[2]
        if len(word) == 2 and self.pieces and following[:1].isupper() and not following.isupper():
            return False
        return not (len(word) > 4 and following.isupper() and len(following) > 4)

    def _unknown(self, at: int) -> int:
        """Capitalised words no list knows: the organisation's own name, or the person's."""
        run = 0
        while self._plain(at + run):
            run += 1
        if not run:
            return 0
        needed = self.last in ("noun", "open") or (not self.last and self.takes == "locality")
        named = self.lexicon.nameish
        flags = [named(self.words.get(at + i)[2]) for i in range(run)]
        if any(self._text(piece).lower() in ("pt", "cv", "ud") for piece in self.pieces):  # PT Amanat Perkasa
            trade = self.lexicon.trade
            flags = [flag and self.words.get(at + i)[2].lower() not in trade for i, flag in enumerate(flags)]
        closing = self.words.get(at + run)
        if closing[2] == ",":
            if self.names.has_degree(self.words.text, self.words.get(at + run - 1)[1]):
                return 0
            if self.takes == "locality" and not self.last and self._continues(at + run + 1):
                return self._add(at, run, "place")  # Kepala Kampung Bumi Agung, Kecamatan ...
            name = self.names.read(self.words.text, closing[1])
            if name is not None and (
                (self.last == "open" and name.sure)
                or self._apposed(flags, name, needed)
                or self.lexicon.districts.at(self.words, at) == run
            ):
                return self._add(at, run, "place" if self.takes == "locality" and not self.last else "body")
        elif self.lexicon.opens_name(self.words, at + run) and not all(flags):
            return self._add(at, run, "body")
        ordinary = [i for i in range(run) if self._is_word(at + i) and not flags[i]]
        if ordinary and self.takes not in ("place", "locality"):
            return self._add(at, ordinary[-1] + 1, "word")
        if self.takes == "locality" and not self.last and not flags[0]:
            return self._add(at, next((i for i in range(1, run) if flags[i]), 1 if run < 4 else run), "place")
        following = at + run
        abroad = any(flags) and self.lexicon.countries.at(self.words, following)  # Willy Indra Yunani is a person
        if not flags[0] and self._continues(following) and not abroad:
            return self._add(at, run, "body")
        if self._spelled(at, run):
            return self._add(at, run, "body")
        if self.opened and not flags[0]:
            needed = True
        if not needed or (not self.pieces and (run < 2 or flags[0])):
            return 0
        first = next((i for i in range(1, run) if flags[i]), 0)
        if flags[0] and self.last == "noun":
            return 0
        if first:
            return self._add(at, first, "body")
        return self._add(at, run, "body") if not flags[0] or self.last == "open" else 0

    def _spelled(self, at: int, run: int) -> bool:
        """Whether an abbreviation in brackets spells the organisation to the end of the run: ``... (LPTQ)``."""
        last = self.words.get(at + run - 1)
        match = ACRONYM.match(self.words.text, last[1])
        if match is None or not self.pieces:
            return False
        if self.opened:
            return True
        letters = "".join(self.words.get(at + i)[2][0] for i in range(run)).upper()
        return match.group(1).endswith(letters[-2:]) and len(match.group(1)) > run

    @staticmethod
    def _apposed(flags: list[bool], name: NameMention, needed: bool) -> bool:
        """Whether ``Xxx, Name`` reads as organisation and name, not as a name and what follows it."""
        if not name.sure:
            if needed and name.parts > 1 and len(flags) < 3 and not all(flags):
                return True
            longer = len(flags) == 1 and name.parts > 1
            return (needed or longer) and not any(flags) and len(flags) < 3
        if any(flags):
            return needed and (not all(flags) or len(flags) == 1)
        return needed or len(flags) < 3
