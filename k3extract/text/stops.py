"""What a full stop means: the rules of rules/sentences, compiled, and the judgement of one stop."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.sentences import SentenceRule
from k3extract.text.pairs import QUOTES

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-Z])(?![^\W_])")
_SERIAL = re.compile(r"[IVXLC]+\. [A-Z]\. ?[0-9]")
_DOTTED = re.compile(r"(?:[A-Z][A-Za-z]{0,5}\.)+[A-Z][A-Za-z]{0,5}")
_NO_VOWEL = re.compile(r"[A-Z][bcdfghjklmnpqrstvwxyz]{1,3}")
_LIST_NUMBER = re.compile(r"\(?(?:[0-9]{1,2}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4}|[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})\)?")
_LIST_LETTER = re.compile(r"[a-z]\.\s?[A-Z]")
_ADDRESS = re.compile(r"(?i:www)\.|://|@|[a-z]/[\w-]+/")
_GLUED_NEXT = re.compile(r"[A-Z](?:[a-z-]|[A-Z0-9]+\b|\s)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_THREE_DIGITS = re.compile(r"[0-9]{3}(?![0-9])")
_OPENING = frozenset(QUOTES + "([{‘’'`´ ")
_LEADING = "\"“”„‟«»＂([{‘'`"
_BULLETS = frozenset("•▪■●►✓✔→*#■")
_COLONS = (":", ";", ",")
_REACH = 80  # a longer run without a space is no word
_MONEY = frozenset("$€£¥")


class Judgement(NamedTuple):
    """Whether a sentence ends, the rule that decided (``""`` for the general ones) and the word it decided by."""

    ends: bool
    rule: str = ""
    start: int = -1
    end: int = -1


ENDS = Judgement(True)
GOES_ON = Judgement(False)


@dataclass(slots=True)
class Stop:
    """One place where a sentence may end: the marks are ``text[start:end]``, the next character is at ``after``.

    ``sentence`` is where the running sentence began, ``limit`` the end of its line, ``quoted`` whether the marks end
    with a closing quotation mark, ``glued`` whether no white space follows.
    """

    start: int
    end: int
    after: int
    sentence: int
    limit: int
    quoted: bool
    glued: bool


@dataclass(slots=True)
class StopWords:
    """The words of rules/sentences with the rule each comes from."""

    abbreviations: dict[str, tuple[str, str]] = field(default_factory=dict)
    openers: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    attributions: dict[str, str] = field(default_factory=dict)
    domains: dict[str, str] = field(default_factory=dict)
    furniture: dict[str, str] = field(default_factory=dict)
    restarts: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, rulebook: Rulebook) -> "StopWords":
        """Collect the entries of kind ``sentences`` and the lists of its folder; the first rule of a word wins."""
        words = cls()
        tables = {
            "opener": words.openers,
            "label": words.labels,
            "attribution": words.attributions,
            "domain": words.domains,
            "furniture": words.furniture,
            "restart": words.restarts,
            "pronoun": words.pronouns,
        }
        for entry, rule in rulebook.of(SentenceRule):
            for word in rule.words:
                if rule.use in tables:
                    tables[rule.use].setdefault(word, entry.id)
                else:
                    words.abbreviations.setdefault(word, (rule.use, entry.id))
        for list_id, flat in rulebook.lists.items():
            if list_id.startswith("sentences/"):
                for row in flat.rows:
                    words.openers.setdefault(row[0], list_id)
        return words


class StopJudge:
    """Judges one stop at a time from the word before and the word behind it."""

    def __init__(self, words: StopWords) -> None:
        self.words = words
        self._abbreviations = words.abbreviations

    def judge(self, text: str, stop: Stop) -> Judgement:
        """Whether the sentence ends behind ``stop``. Constant work: it looks at one word on each side."""
        at, limit = stop.after, stop.limit
        while at < limit and text[at] in _OPENING:
            at += 2 if text.startswith("()", at) else 1  # what is left of a bracket whose words were lost
        if at >= limit:  # nothing but marks is left
            return GOES_ON
        first = text[at]
        if first.islower() and not _LIST_LETTER.match(text, at, limit):
            return self._before_small(text, stop, at)
        mark = text[stop.start]
        if stop.quoted:
            word = self._word(text, at, limit)
            rule = self.words.attributions.get(word)
            if rule is not None:
                return Judgement(False, rule, at, at + len(word))
        if not (first.isalnum() or first in _MONEY or first in _BULLETS or first > "\u2100"):
            return GOES_ON
        if stop.glued:
            glued = self._glued(text, stop, at)
            if glued is not None:
                return glued
        if mark != ".":
            return ENDS
        return self._full_stop(text, stop, at)

    def _before_small(self, text: str, stop: Stop, at: int) -> Judgement:
        """A small letter behind the stop: an end only behind a full stop that no rule explains (a slip of the key)."""
        if stop.end != stop.start + 1 or text[stop.start] != "." or at > stop.after or stop.glued:
            return GOES_ON
        start, word = self._before(text, stop)
        known = self._abbreviations.get(word)
        if known is not None:
            return Judgement(False, known[1], start, stop.end)
        return GOES_ON if "." in word else ENDS

    def _full_stop(self, text: str, stop: Stop, at: int) -> Judgement:
        start, word = self._before(text, stop)
        known = self._abbreviations.get(word)
        if known is not None and (stop.end == stop.start + 1 or known[0] != "never"):
            return self._abbreviated(text, stop, at, Judgement(False, known[1], start, stop.start + 1))
        size = len(word)
        if size > 4:
            if "." in word and _DOTTED.fullmatch(word):
                return self._unless_opener(text, stop, at)
            grouped = text[at].isdigit() and _GROUPED.fullmatch(word) and _THREE_DIGITS.match(text, at, stop.limit)
            return GOES_ON if grouped else ENDS
        if start == stop.sentence and _LIST_NUMBER.fullmatch(word) and not stop.quoted:
            return GOES_ON
        if size == 1 and word.isalpha():
            return self._initial(text, stop, at, start)
        if word.isdigit():
            return self._number(text, stop, at, start)
        if _SERIAL.match(text, start, stop.limit):
            return GOES_ON
        if text[start - 2 : start - 1].isdigit():  # a unit: 250 Nm
            return ENDS
        if _NO_VOWEL.fullmatch(word) or ("." in word and _DOTTED.fullmatch(word)):
            return self._unless_opener(text, stop, at)
        return ENDS

    def _abbreviated(self, text: str, stop: Stop, at: int, held: Judgement) -> Judgement:
        use = self._abbreviations[text[held.start : held.end - 1]][0]
        if use == "never":
            return held
        if use == "before_number":
            return held if text[at].isdigit() or _ROMAN_OR_LETTER.match(text, at, stop.limit) else ENDS
        if use == "before_capital":
            bracketed = at > stop.after and text[at - 1] not in QUOTES
            return held if bracketed or self._word(text, at, stop.limit) in self._abbreviations else ENDS
        verdict = self._unless_opener(text, stop, at)
        return verdict if verdict.ends else held

    def _unless_opener(self, text: str, stop: Stop, at: int) -> Judgement:
        """An end only where a word follows that opens sentences, or behind a quotation."""
        if stop.quoted:
            return ENDS
        word = self._word(text, at, stop.limit)
        rule = self.words.openers.get(word)
        if rule is not None:
            return Judgement(True, rule, at, at + len(word))
        return ENDS if at > stop.after and text[at - 1] in QUOTES else GOES_ON

    def _initial(self, text: str, stop: Stop, at: int, start: int) -> Judgement:
        """A single letter: an initial, unless a word before it makes it a label or an opener follows."""
        end = max(start - 1, stop.sentence)
        low = max(end - _REACH, stop.sentence)
        before = text[max(text.rfind(" ", low, end) + 1, low) : end].lstrip(_LEADING)
        rule = self.words.labels.get(before)
        if rule is not None:
            return Judgement(True, rule, start, stop.end)
        return self._unless_opener(text, stop, at)

    def _number(self, text: str, stop: Stop, at: int, start: int) -> Judgement:
        """A numeral: no end before the rest of a grouped number or behind the number of a list item."""
        if text[at].isdigit():
            if len(text[start : stop.start]) <= 3 and _THREE_DIGITS.match(text, at, stop.limit):
                return GOES_ON
            return ENDS
        if (
            stop.start - start <= 2
            and start > stop.sentence
            and text[max(start - 3, 0) : start].rstrip()[-1:] in _COLONS
        ):
            return GOES_ON
        return ENDS

    def _glued(self, text: str, stop: Stop, at: int) -> Judgement | None:
        """A stop without white space behind it: None where it is judged as any other."""
        start, word = self._before(text, stop)
        if text[at].isdigit():  # the number of a list item
            return None if stop.quoted or (word[-3:].isalpha() and len(word) > 3) else GOES_ON
        next_word = self._word(text, at, stop.limit)
        rule = self.words.domains.get(next_word)
        if rule is not None:
            return Judgement(False, rule, at, at + len(next_word))
        if word.startswith("@"):
            return self._unless_opener(text, stop, at)
        if not _GLUED_NEXT.match(text, at, stop.limit) or _ADDRESS.search(text, start, stop.end):
            return GOES_ON
        behind = at + len(next_word)
        if text.startswith("@", behind):
            return GOES_ON
        if (
            word.isupper()
            and text[behind : behind + 1] == "."
            and self._word(text, behind + 1, stop.limit) in self.words.domains
        ):
            return GOES_ON
        if stop.end > stop.start + 1 or at > stop.after:
            return None
        last = text[stop.start - 1] if stop.start > stop.sentence else " "
        if last in ")]%'’\"”" or last.isdigit() or word in self._abbreviations:
            return None
        if "." in word:
            return None if word.rpartition(".")[2] in self.words.domains else GOES_ON
        if len(word) == 2 and word.isupper():
            return self._unless_opener(text, stop, at)
        return None if len(word) >= 3 and word[-2:].isalpha() else GOES_ON

    @staticmethod
    def _word(text: str, at: int, limit: int) -> str:
        match = _WORD.match(text, at, limit)
        return match.group() if match else ""

    @staticmethod
    def _before(text: str, stop: Stop) -> tuple[int, str]:
        """The word before the stop without opening marks, and where it starts."""
        low = max(stop.sentence, stop.start - _REACH)
        start = max(text.rfind(" ", low, stop.start) + 1, low)
        word = text[start : stop.start]
        if word and (word[0] in _LEADING or not word.isprintable()):
            word = word.split()[-1] if word.split() else ""
            word = word.lstrip(_LEADING)
            start = stop.start - len(word)
        return start, word
