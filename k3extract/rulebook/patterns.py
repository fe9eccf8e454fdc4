"""The pattern language of rules: words, ``{slot}``, ``(optional words)``, ``a|b``. No regular expressions.

``naik|meningkat (sebesar) {percent}`` reads: one of the two words, perhaps "sebesar", then what the slot stands for.
A word in lower case matches in any case; a word with a capital letter matches so, or in capitals throughout.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import regex

from k3extract.errors import RuleError

# Slots every pattern may use; a scanner adds its own (placeholders of masked numbers, dates, names).
# In the looser twin for RE2 every slot is "something", so that only the words of a pattern filter.
SLOTS: Mapping[str, str] = {
    "digits": r"[0-9]+",
    "number": r"[0-9]+(?:[.,][0-9]+)*",
    "roman": r"[IVXLC]+",
    "letters": r"[A-Z]{1,6}",
    "word": r"[^\W\d_][\w'’-]*",
    "capital": r"[A-Z][\w'’-]*",
    "gap": r"(?:[^\s.!?;:\"“”]+[^\S\n]+){0,6}?[^\s.!?;:\"“”]+",
}

_SPACE = r"[^\S\n]+"
_END = "(?#)"  # marks the end of a slot until the twin is made
_SLOT_MARK = regex.compile(r"\(\?P<\w+>.*?\(\?#\)")
_TOKEN = regex.compile(r"\(|\)|[^\s()]+")
_PART = regex.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}|([^{}]+)")
_MOST_WAYS = 1024
_GAP_WORDS = 7
_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: ``source`` as written, ``body`` for ``regex``, ``inner`` with the ends of slots marked."""

    source: str
    body: str
    inner: str

    @property
    def loose(self) -> str:
        """The looser twin for RE2 (no lookaround)."""
        return _loose(self.inner)


class Later:
    """An expression that is compiled when it is first used: that costs milliseconds, and many meet no text."""

    __slots__ = ("_compiled", "body")

    def __init__(self, body: str) -> None:
        self.body = body
        self._compiled: re.Pattern[str] | None = None

    def get(self) -> "re.Pattern[str]":
        """The compiled expression."""
        if self._compiled is None:
            self._compiled = _regex_or_re(self.body)
        return self._compiled


def compile_pattern(source: str, place: str, slots: Mapping[str, str] = SLOTS) -> Pattern:
    """Compile one pattern. ``{name}`` and ``{name:slot}`` become named groups; raises RuleError at ``place``."""
    tokens = _TOKEN.findall(source)
    if (ways := _ways(tokens)) > _MOST_WAYS:
        raise RuleError(place, f"{ways} ways to read {source!r}, {_MOST_WAYS} at most: fewer optional parts or gaps")
    body, rest = _sequence(tokens, place, slots)
    if rest:
        raise RuleError(place, f"parentheses do not pair in {source!r}")
    if not body:
        raise RuleError(place, "an empty pattern")
    if body.startswith("(?:") and body.endswith(")?") and len(tokens) > 1 and tokens[0] == "(" and tokens[-1] == ")":
        raise RuleError(place, f"everything in {source!r} is optional")
    edge = rf"(?<!\w)(?:{body.replace(_END, '')})(?!\w)"
    return Pattern(source, edge, body)


def _ways(tokens: list[str]) -> int:
    """In how many ways a text could be read by a pattern, so that no rule takes a time that grows beyond measure:
    each optional part may stand or not, a gap may end at any of its words, slots beside one another may overlap."""
    ways = 1
    for token in tokens:
        if token == "(":
            ways *= 2
            continue
        slots = [slot or name for name, slot, _ in _PART.findall(token) if name]
        ways *= max(1, sum("{" in choice for choice in token.split("|")))
        ways *= _GAP_WORDS ** slots.count("gap")
    return ways


def ungrouped(body: str) -> str:
    """The expression of a pattern without its groups, for those who ask only where it matches."""
    return _GROUP.sub("(?:", body)


def _regex_or_re(body: str) -> "re.Pattern[str]":
    """By ``re``, which compiles several times as fast, but for what only ``regex`` knows."""
    return cast("re.Pattern[str]", regex.compile(body, regex.V1)) if r"\p{" in body else re.compile(body)


def _loose(body: str) -> str:
    """The looser twin: slots are anything, white space is one byte class, letters beyond ASCII any byte."""
    twin = _SLOT_MARK.sub("(?:.+)", body)
    twin = twin.replace(_SPACE, r"[\s\xa0]+")
    return "".join(char if char.isascii() else "." for char in twin)


def _sequence(tokens: list[str], place: str, slots: Mapping[str, str]) -> tuple[str, list[str]]:
    """Tokens up to the closing parenthesis. Returns the expression and the tokens behind it."""
    out: list[str] = []  # alternating: element, whether it is optional is kept in its own text
    while tokens:
        token, tokens = tokens[0], tokens[1:]
        if token == ")":
            return _join(out), [")", *tokens]
        if token == "(":
            inner, tokens = _sequence(tokens, place, slots)
            if not tokens or tokens[0] != ")":
                raise RuleError(place, "parentheses do not pair")
            tokens = tokens[1:]
            out.append(f"?{inner}")
        else:
            out.append(f"={_alternatives(token, place, slots)}")
    return _join(out), []


def _join(parts: list[str]) -> str:
    """Put white space between the parts; an optional part takes the space beside it along."""
    body = ""
    solid = False  # whether something obligatory stands to the left
    pending = ""  # leading optional parts, each with the space behind it
    for part in parts:
        text = part[1:]
        if part[0] == "?":
            if solid:
                body += f"(?:{_SPACE}(?:{text}))?"
            else:
                pending += f"(?:(?:{text}){_SPACE})?"
        elif solid:
            body += _SPACE + text
        else:
            body, solid = pending + text, True
    return body if solid else f"(?:{'|'.join(p[1:] for p in parts)})?" if parts else ""


def _alternatives(token: str, place: str, slots: Mapping[str, str]) -> str:
    choices = [_word(choice, place, slots) for choice in token.split("|")]
    if not all(choices):
        raise RuleError(place, f"an empty alternative in {token!r}")
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _word(word: str, place: str, slots: Mapping[str, str]) -> str:
    out = []
    for match in _PART.finditer(word):
        name, slot, literal = match.groups()
        if literal is not None:
            out.append(_literal(literal))
            continue
        known = slots.get(slot or name)
        if known is None:
            raise RuleError(place, f"no slot is called {{{slot or name}}}; slots: {', '.join(sorted(slots))}")
        out.append(f"(?P<{name}>{known}){_END}")
    if sum(len(match.group()) for match in _PART.finditer(word)) != len(word):
        raise RuleError(place, f"braces do not pair in {word!r}")
    return "".join(out)


def _literal(word: str) -> str:
    escaped = regex.escape(word)
    if word == word.lower():
        return f"(?i:{escaped})"
    return escaped if word == word.upper() else f"(?:{escaped}|{regex.escape(word.upper())})"
