"""Headlines of linked articles that a scraper left in the text, and where they end."""

import regex

from k3extract.reading.glue import Unglue
from k3extract.rulebook import Rulebook

_GAP = regex.compile(r"[^\S\n]*(?P<mark>[:>|–—-]{0,3})[^\S\n]*(?P<quote>)")
_QUOTED = regex.compile(
    r"(?:\"[^\"\n]{10,170}\"|“[^”\n]{10,170}”|'[^'\n]{10,170}')(?: di (?:sini|bawah ini))?[^\S\n]?:?(?=\W|\Z)"
)
_TOKEN = regex.compile(r"\S+")
_JOINT = regex.compile(r"[a-z)](?=[0-9]{1,2}\.(?:\s|\Z))|[a-z][\"“]?\p{Lu}|[!?)0-9][\"“]?\p{Lu}\p{Ll}")
_WORD = regex.compile(r"[\p{L}\p{N}]")
_SENTENCE_END = regex.compile(r"[.!?][\"”]? \p{Lu}")
_FEWEST, _FAR = 3, 9  # words a headline has at least; how far before its verb a sentence may begin
_GAP_LINES = 40  # code points of white space between a label and its headline
_LONGEST = 180  # code points; headlines are shorter


class Headlines:
    """Tells headlines by their capitals; rules/boilerplate/small-words.txt lists the words that take none."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._small = {row[0] for row in rulebook.list("boilerplate/small-words.txt").rows}
        self._unglue = Unglue(rulebook)
        self._starts = {row[0]: row[1] for row in rulebook.list("boilerplate/sentence-starts.txt").rows}

    def end(self, text: str, words: tuple[int, int], *, opens: bool) -> int | None:
        """Where the headline behind the label at ``words`` ends, or None when there is no link at all.

        ``opens`` tells whether the label stands where a sentence may begin; elsewhere a colon must follow it.
        """
        start, label = words
        gap = _GAP.match(text, label)
        marked = bool(gap and (gap.group("mark") or text[gap.end() : gap.end() + 1] in ("'", "‘", '"', "“")))
        if not marked and not opens:
            return None
        at = gap.end() if gap else label
        line_end = _line_end(text, at)
        if text[at:line_end].strip():
            own_line = text[max(0, start - 40) : start].rstrip(" \t\xa0>*•-|")[-1:] in ("\n", "")
            return self._inline(text, at, line_end, alone=own_line)
        return self._below(text, label + len(gap.group().rstrip()) if gap else label, line_end, marked)

    def begins(self, word: str) -> bool:
        """Whether a sentence often begins with this word."""
        return word in self._starts

    def _below(self, text: str, label: int, line_end: int, marked: bool) -> int:
        """Headlines on the next lines: one behind a colon whatever it looks like, else those in title case."""
        end, at = label, line_end + 1
        for count in range(3):
            while at < len(text) and text[at] in "\n \t\xa0\r" and at < end + _GAP_LINES:
                at += 1
            stop = _line_end(text, at)
            line = text[at:stop].strip()
            loose = marked and count == 0 and len(line) <= _LONGEST and not line.endswith((".", '."', ".”", ":", ","))
            if not line or not (loose or self.is_headline(line)):
                break
            end = at + len(text[at:stop].rstrip())
            at = stop + 1
        return end

    def is_headline(self, line: str) -> bool:
        """Whether a line looks like one: title case, no full stop at its end, neither too short nor too long."""
        words = [word.strip("\"'“”‘’()[],:;?!") for word in line.split()]
        if len(words) < 4 or len(line) > _LONGEST or line.endswith((".", '."', ".”", ",", ":")):
            return False
        big = [word for word in words if word and word.lower() not in self._small]
        capital = sum(word[0].isupper() or word[0].isdigit() for word in big)
        return len(big) >= 3 and capital >= 0.8 * len(big)

    def _inline(self, text: str, at: int, line_end: int, *, alone: bool) -> int | None:
        quoted = _QUOTED.match(text, at, line_end)
        if quoted:
            return quoted.end()
        rest = text[at:line_end].rstrip()
        title = self.is_headline(rest) and not any(map(self._joint, rest.split()))
        alone = alone and len(rest) <= _LONGEST and not rest.endswith((".", '."', ".”"))
        if title or (alone and not _SENTENCE_END.search(rest)):
            return at + len(rest)
        return self._title_run(text, at, at + min(len(rest), _LONGEST + 60))

    def _title_run(self, text: str, at: int, limit: int) -> int | None:
        """The run of words in title case at ``at``, up to where the next sentence of the article begins."""
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text, at, limit)]
        words = [text[start:end] for start, end in tokens]
        for index, word in enumerate(words):
            joint = self._joint(word)
            if joint:
                return tokens[index][0] + joint
            if index and self._is_end(words, index - 1):
                return tokens[index - 1][1]
            if index > 1 and word[0] in '"“' and self._plain(words[index : index + 5]):
                return tokens[index - 1][1]
            if self._is_lower(word):
                if not index:
                    return None
                start = self._sentence_start(text, words, index, tokens[0][0])
                return tokens[start - 1][1] if start > 1 else None
        return tokens[-1][1] if tokens and limit - at < _LONGEST else None

    def _joint(self, word: str) -> int:
        """Where in a glued word (``MakinThe``, ``Baru"Untuk``) the headline ends, or 0."""
        if word[1:].islower() and word.isalpha():
            return 0
        for match in _JOINT.finditer(word):
            left, right = word[: match.start() + 1], word[match.start() + 1 :]
            if (
                right[0] in '"“'
                or right[0].isdigit()
                or match.group()[0] in "!?)"
                or not self._unglue.is_whole(left, right)
            ):
                return match.start() + 1
        return 0

    def _is_end(self, words: list[str], index: int) -> bool:
        """Whether a sentence mark behind ``words[index]`` ends the headline: what follows is no title case."""
        word = words[index].rstrip("\"'”’)")
        if not word or word[-1] not in ".!?" or len(word) < 4:
            return False
        following = words[index + 1 : index + 7]
        return bool(following) and (word[-1] == "." or self._plain(following))

    def _plain(self, words: list[str]) -> bool:
        """Whether these words are running text and not title case."""
        return any(self._is_lower(word) for word in words[1:])

    def _is_lower(self, word: str) -> bool:
        core = word.strip("\"'“”‘’()[],.:;?!-–")
        return bool(core) and core.islower() and core not in self._small and bool(_WORD.match(core))

    def _sentence_start(self, text: str, words: list[str], lower: int, after: int) -> int:
        """The index of the word with which the sentence begins whose first lower-case word is ``words[lower]``.

        The nearest word that often begins a sentence; else the capital before the lower-case word, and a name that
        stands elsewhere in the article is not cut.
        """
        start = lower - 1
        while start > 1 and not words[start].strip("\"“‘'(")[:1].isupper():
            start -= 1
        for index in range(lower - 1, max(_FEWEST, lower - _FAR) - 1, -1):
            kind = self._starts.get(words[index].strip('"“'))
            if kind is None or words[index - 1][-1:] in ",:(":
                continue
            if kind == "office" or all(self._stands(text, word, after) for word in words[index + 1 : lower]):
                while index > _FEWEST and self._both_office(words[index - 1], words[index]):
                    index -= 1
                return index
        while start > 1 and words[start - 1][:1].isupper() and words[start - 1][-1:].isalnum():
            pair = f"{words[start - 1]} {words[start].strip(',.')}"
            if text.find(pair) in (-1, text.find(pair, after)) and text.find(pair, after + _LONGEST + 120) < 0:
                break
            start -= 1
        while start > _FEWEST and words[start - 1] in self._small:  # no headline ends with such a word
            start -= 1
            while start > _FEWEST and words[start] in self._small:
                start -= 1
        return start

    def _stands(self, text: str, word: str, after: int) -> bool:
        """Whether a word between a connecting word and its verb is a name: it stands elsewhere in the article."""
        core = word.strip('"“”,.')
        return word in self._small or text.find(core, 0, after) >= 0 or text.find(core, after + _LONGEST + 120) >= 0

    def _both_office(self, first: str, second: str) -> bool:
        return self._starts.get(first) == self._starts.get(second) == "office"


def _line_end(text: str, at: int) -> int:
    """The end of the line, or a place beyond the reach of any headline where the line is long."""
    reach = at + 2 * _LONGEST
    stop = text.find("\n", at, reach)
    return min(len(text), reach) if stop < 0 else stop
