"""Whether words beside an office can be the name of who holds it, by what they are and what follows them."""

from k3extract.mentions.names import NameMention
from k3extract.mentions.office_lexicon import TOKEN, Lexicon
from k3extract.mentions.offices import OfficeMention
from k3extract.rulebook import fold

_BUSINESS = "offices/business.yaml:"  # whose titles stand before brands as often as before persons


class NameFit:
    """Judges names read beside offices. ``pointing`` are the words that point back (ini, itu, tersebut)."""

    def __init__(self, words: Lexicon, pointing: set[str]) -> None:
        self._words = words
        self._pointing = pointing

    def fits(self, text: str, office: OfficeMention, name: NameMention, comma: bool) -> bool:
        """Whether the words read as a name can be one here."""
        bare = text[name.name_start : name.name_end]
        if not (name.rank or name.honorifics) and self._goes_on(text, name, bare):
            return False
        if " " not in bare and self._two_persons(bare):
            return False
        if name.sure:
            return True
        if " " not in bare and not comma and office.rule.startswith(_BUSINESS):
            return False  # Head of Product Jaecoo
        if fold(bare) in self._words.bodies or all(part in self._words.places for part in fold(bare).split("-")):
            return False
        words = [fold(word) for word in bare.split()]
        first = words[0]
        if (
            all(map(self._words.ordinary, words))
            or (self._words.ordinary(first) and not comma)
            or first.endswith("kan")
            or first in self._words.places
        ):
            return False
        if not comma:
            return not office.bare or office.head_end - office.head_start > 4
        return " " in bare or (not office.bare and text[name.end : name.end + 1] in ",. )\u00a0\n;")

    def _two_persons(self, word: str) -> bool:
        """Whether two names are joined (``Wakil Presiden Prabowo-Gibran``)."""
        one, hyphen, other = fold(word).partition("-")
        return bool(hyphen) and len(one) > 3 and len(other) > 3 and {one, other} <= self._words.given

    def _goes_on(self, text: str, name: NameMention, bare: str) -> bool:
        """Whether what follows shows that the words are no name: a number, or more of an organisation."""
        if bare.isupper() and len(bare) < 5:
            return True
        following = TOKEN.match(text, name.end)
        if following is None or following.group(1):
            return False
        word = following.group(2)
        counted = word[0].isdigit() and not (name.sure and name.parts > 1)
        if counted or (not name.sure and word in self._pointing):
            return True  # Direktur Eksekutif Algoritma ini
        if word == "." and text[following.end() : following.end() + 1].islower():
            return True  # Re.juve
        if not name.sure and (word == "&" or (word.isupper() and len(word) > 2)):
            return True
        if word == "dan" and not name.sure and name.parts == 1 and self._listed(text, following.end()):
            return True
        if not word[0].isupper():
            return False
        low = fold(word)
        if " " not in bare and self._words.ordinary(low.rstrip("0123456789")) and low not in self._words.stops:
            return True
        if len(word) < 4 and not word.isupper():
            return False
        return low in self._words.bodies or low in self._words.place_nouns or low in self._words.open

    def _listed(self, text: str, at: int) -> bool:
        """Whether an ordinary word of organisations follows ``dan`` (Perangkat Pos dan Informatika)."""
        match = TOKEN.match(text, at)
        word = match.group(2) if match else ""
        low = fold(word)
        return word[:1].isupper() and self._words.ordinary(low) and low not in self._words.heads
