"""Marks page furniture in an article's text; nothing is cut."""

from collections.abc import Iterator

import regex

from k3extract.article import Boilerplate
from k3extract.reading.dateline import Datelines
from k3extract.reading.headline import Headlines
from k3extract.reading.seeds import SeedScanner
from k3extract.reading.tails import Tails, opens_here
from k3extract.rulebook import SLOTS, Rulebook, compile_pattern
from k3extract.rulebook.kinds.reading import BoilerplateRule

Mark = tuple[int, int, str]

_NAME_WORD = r"\p{Lu}(?:\p{Ll}[\w'’-]{0,20}|\p{Lu}{0,2}(?!\w))\.?"
# What furniture is made of besides words; `{name}` of a pattern.
_SLOTS = {
    **SLOTS,
    "initials": r"\((?:[A-Za-z]{2,8}[0-9]{0,3})(?:[/&-][A-Za-z0-9.]{2,18}){0,4}\)",
    "stars": r"\(?[*#_=~-]{1,12}\)?",
    "open": r"\(",
    "bracket": r"[^\]\n]{1,60}\]",
    "round": r"\((?!H\.?R\b|Q\.?S\b)(?=[^()\n]*[\p{Lu}/])[^()\n]{2,90}\)",
    "inround": r"[^()\n]{2,80}\)",
    "names": rf"{_NAME_WORD}(?:[ ]{_NAME_WORD}){{0,4}}",
    "site": r"[\w-]{2,30}(?:\.[A-Za-z]{2,6}){1,3}",
    "link": r"(?:https?://|www\.)[^\s]{3,200}",
    "handle": r"@[\w.]{2,40}",
    "short": r"(?:[^.!?\n]|\.(?=\w)){0,80}",
    "rest": r"[^\n]{0,250}",
}
_BEHIND = regex.compile(r"[^\S\n]*[.:,!>*|]{0,4}[^\S\n]*(?:\n|\Z)")
_COLON_NAME = regex.compile(r"[^\S\n]?:(?=[^\S\n]*\p{Lu}\p{Ll})")
_COLON = regex.compile(r"[^\S\n]?:")
_SENTENCE = regex.compile(r"[^.!?\n]{0,300}(?:[.!?](?!\w)(?:[\"”])?|(?=\n)|\Z)|[^\n]{0,300}")
_NAMES = regex.compile(r"(?:[^\S\n](?:Google|News|WhatsApp|Channel|Telegram|\w+\.(?:co\.id|com|id|co)))*\.?")
_NAME = regex.compile(r"(?:(?<=:)|[^\S\n]+)(\p{Lu}[\p{Ll}.'’]*)(?=\W|\p{Lu}|\Z)")
_FIELD = 120  # code points a credit has at most
_LONGEST_LINE = 300  # code points: a longer line is no furniture as a whole
_TITLED = regex.compile(r"[^\S\n]*(?:dengan|berjudul)[^\S\n]+(?:judul)?[:,]?")
_LONGEST_NOTICE = 600  # code points of a notice that has a line of its own
_REST = 160  # code points: more than that behind a label is article again
_TAG_LINES = 1500  # how far before the end of a text its tags may begin, code points


class BoilerplateMarker:
    """Finds boilerplate by the rules of rules/boilerplate."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._datelines = Datelines(rulebook)
        self._headlines = Headlines(rulebook)
        anywhere, tags = [], []
        self._tails = Tails()
        for entry, rule in rulebook.of(BoilerplateRule):
            for words in rule.words:
                pattern = compile_pattern(words, entry.place, _SLOTS)
                if not rule.place.startswith("tail"):
                    anywhere.append((pattern, rule))
                elif rule.takes == "tags":
                    tags.append((regex.compile(rf"(?m)^[^\S\n]*(?:{pattern.body})[^\S\n]*$"), rule.kind))
                else:
                    self._tails.add(pattern, rule.kind)
        self._scanner = SeedScanner(anywhere)
        self._tags = tags

    def mark(self, text: str) -> tuple[Boilerplate, ...]:
        """Boilerplate in text order, none overlapping (the dateline is of kind ``dateline``)."""
        marks = [*self._datelines.find(text), *self._scanned(text)]
        marks += self._tagged(text)
        marks += self._tails.find(text, marks)
        if not marks:
            return ()
        marks.sort(key=lambda mark: (mark[0], -mark[1]))
        return tuple(
            Boilerplate(start=start, end=end, text=text[start:end], kind=kind)
            for start, end, kind in _apart(text, marks)
        )

    def _scanned(self, text: str) -> list[Mark]:
        found: list[Mark] = []
        for start, end, rule in self._scanner.scan(text):
            if found and end <= found[-1][1]:
                continue
            follows = bool(found) and not text[found[-1][1] : start].strip(" |\n\t\xa0")
            reach = self._reach(text, (start, end), rule, follows=follows)
            if reach is not None:
                found.append((start, reach, rule.kind))
        return found

    def _reach(self, text: str, words: tuple[int, int], rule: BoilerplateRule, *, follows: bool) -> int | None:
        """Where the furniture that begins with these words ends, or None when they do not stand where they must."""
        start, end = words
        stop = _line_end(text, end)
        short = stop - start <= _LONGEST_LINE
        opens = follows or (_begins_line(text, start) if rule.place == "line" else True)
        if rule.place == "line":
            if not opens or (not short and rule.takes == "nothing"):
                return None
            if rule.takes == "nothing":
                return end if _BEHIND.match(text, end) else None
        elif rule.place == "opening":
            opens = follows or opens_here(text, start)
        if rule.takes in ("headline", "headlines"):
            return self._headlines.end(text, (start, end), opens=opens)
        if not opens:
            return None
        if rule.takes == "field":
            whole = stop - end <= _FIELD
            colon = (_COLON if rule.place == "line" else _COLON_NAME).match(text, end)
            return None if colon is None else stop if whole else self._name_end(text, colon.end())
        if rule.takes == "line":
            return stop if stop - end <= _REST else self._short_end(text, start, end)
        if rule.takes == "sentence":
            sentence = _SENTENCE.match(text, end)
            return sentence.end() if sentence else end
        return end

    def _short_end(self, text: str, start: int, end: int) -> int:
        """The end of furniture on a long line: the line itself where the words begin it and it is no article; the
        headline that it names; else the words and the names (``Google News``, an address) behind them."""
        stop = text.find("\n", end, end + _LONGEST_NOTICE)
        if stop > 0 and _begins_line(text, start):
            return stop
        match = _NAMES.match(text, end)
        end = match.end() if match else end
        titled = _TITLED.match(text, end)
        headline = self._headlines.end(text, (start, titled.end()), opens=True) if titled else None
        return headline or end

    def _name_end(self, text: str, start: int) -> int:
        """The end of the name at ``start``: capitals, up to where a sentence begins."""
        for _ in range(4):
            word = _NAME.match(text, start)
            if word is None or self._headlines.begins(word.group(1)):
                break
            start = word.end()
        return start

    def _tagged(self, text: str) -> Iterator[Mark]:
        """Initials on a line of their own with nothing but short lines (tags, promotions) below them."""
        if "\n(" not in text[-_TAG_LINES:]:
            return
        for pattern, kind in self._tags:
            for match in pattern.finditer(text, max(0, len(text) - _TAG_LINES)):
                below = [line.strip() for line in text[match.end() :].split("\n")]
                if all(len(line) <= 90 and not line.endswith((".", '"', "”")) for line in below):
                    start = match.start() + len(match.group()) - len(match.group().lstrip())
                    yield start, match.start() + len(match.group().rstrip()), kind
                    rest = text[match.end() :]
                    if rest.strip():
                        low = match.end() + len(rest) - len(rest.lstrip())
                        yield low, match.end() + len(rest.rstrip()), "tags"
                    return


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(" \t\xa0>*•-|#")
    return before.endswith("\n") or (not before and start <= 40)


def _line_end(text: str, start: int) -> int:
    """The end of the line, or a place beyond the reach of any furniture where the line is long."""
    reach = start + _LONGEST_LINE + 1
    stop = text.find("\n", start, reach)
    if stop < 0:
        stop = min(len(text), reach)
    return start + len(text[start:stop].rstrip())


def _apart(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """Sorted marks without overlaps: what begins inside another is cut or dropped."""
    at = 0
    for start, end, kind in marks:
        low = max(start, at)
        while low < end and text[low].isspace():
            low += 1
        if low < end:
            yield low, end, kind
            at = end
