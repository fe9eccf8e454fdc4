"""Sentences by rules, line by line, on the text before any tokenising."""

import re
from collections.abc import Iterator
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from k3extract.rulebook import Rulebook
from k3extract.text.pairs import DOUBLED, QUOTES, PairFinder, Pairs
from k3extract.text.spans import Span, from_starts, lines
from k3extract.text.stops import Judgement, Stop, StopJudge, StopWords

_CLOSERS = r"\"“”„‟«»＂’‘`´')\]}"
# The marks, the closing marks behind them, white space or a glued next sentence. The look-behind lets a run of marks
# match at its first one only, which keeps a search through "......" linear.
# Before a small letter a sentence ends only behind a long word or a year ("berlangsung. untuk").
_STOP = re.compile(
    rf"[.!?…](?<![.!?…]{{2}})[.!?…]*+([{_CLOSERS}]*+)"
    r"(?:\s++(?:(?![a-z])|(?<=[a-z]{4}\.\s)(?=[a-z-]{2})|(?<=[0-9]{4}\.\s)(?=[a-z-]{2})|(?=[a-z]\.\s?[A-Z]))"
    r"|(?=[A-Z(\[]|[0-9]{1,2}\.\s?[A-Z]))"
)
_RESTARTS_BEFORE = re.compile(r"[^\W_]|[)\]\"”%]")
_RESTARTS_BEHIND = re.compile(r",| [a-z\"“]|(?<= me)[a-z]")
_SPACE = re.compile(r"\s*")
_QUOTES = frozenset(QUOTES)
_QUOTE_PARTS = frozenset(QUOTES + DOUBLED)


class Segmenter(Protocol):
    """What every backend does: ordered, disjoint spans without outer white space that cover all other characters."""

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """``[(start, end), ...]`` in code points; no span crosses a line break; ``""`` gives ``[]``."""
        ...


class RuleSegmenter:
    """The default backend. ``keep_quotations`` keeps a quotation of several sentences (one line, up to 700 code
    points) in the sentence that quotes it, as the news treebanks do; False breaks inside it."""

    def __init__(self, rulebook: Rulebook, *, keep_quotations: bool = True) -> None:
        words = StopWords.read(rulebook)
        self._judge = StopJudge(words)
        self._pairs = PairFinder(keep_quotations=keep_quotations)
        self._cutters = [(word, rule, "furniture") for word, rule in words.furniture.items()]
        self._cutters += [(f" {word}", rule, "restart") for word, rule in words.restarts.items()]
        self._cutters += [(f" {word}", rule, "pronoun") for word, rule in words.pronouns.items()]
        self._automaton = AhoCorasick([word for word, _, _ in self._cutters], matchkind=MatchKind.LeftmostLongest)

    def sentences(self, text: str) -> list[tuple[int, int]]:
        """``[(start, end), ...]`` in code points; linear in the length of ``text``."""
        spans: list[Span] = []
        for start, end in self._pieces(text):
            for judged, stop in self._stops(text, start, end):
                if judged.ends:
                    spans.append((start, stop.end))
                    start = stop.after
            spans.append((start, end))
        return spans

    def explain(self, text: str) -> list[Judgement]:
        """The debug twin: every judgement that a word of the rules decided, and the cuts before page furniture."""
        found = [
            judged for piece in self._pieces(text) for judged, _ in self._stops(text, *piece) if judged.rule
        ]  # fmt: skip
        found += [Judgement(True, rule, start, end) for start, end, rule in self._cuts(text) if start < end]
        return sorted(found, key=lambda judged: judged.start)

    def _stops(self, text: str, start: int, end: int) -> Iterator[tuple[Judgement, Stop]]:
        """Every place of ``text[start:end]`` where a sentence may end, judged; none inside a pair of marks."""
        pairs: Pairs | None = None
        held: list[Span] = []
        at = 0
        sentence = start
        for match in _STOP.finditer(text, start, end):
            if pairs is None:
                pairs = self._pairs.find(text, start, end)
                held = pairs.held
            marks, stop_end = match.span(1)
            stop = Stop(match.start(), stop_end, match.end(), sentence, end, False, False)
            if marks < stop_end:
                _take_closers(text, stop, marks, pairs)
            if text[stop.after] in _QUOTES and stop.after > stop.end and stop.after not in pairs.openers:
                _take_late_closer(text, stop)
                if stop.after >= end:
                    return
            stop.glued = stop.after == stop.end
            while at < len(held) and held[at][1] < stop.end:
                at += 1
            if at < len(held) and held[at][0] < stop.end:
                continue
            judged = self._judge.judge(text, stop)
            yield judged, stop
            if judged.ends:
                sentence = stop.after

    def _pieces(self, text: str) -> Iterator[Span]:
        """The lines of ``text`` without outer white space, cut where the rules say that a sentence begins."""
        cuts = self._cuts(text)
        return iter(from_starts(text, [cut for cut, _, _ in cuts])) if cuts else lines(text)

    def _cuts(self, text: str) -> list[tuple[int, int, str]]:
        """Where a sentence begins whatever stands before it, as ``(start, end, rule)`` of the word that says so."""
        cuts = []
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            phrase, rule, use = self._cutters[index]
            if use == "furniture":
                cuts.append((start, end, rule))
                if phrase[-1].isalpha():  # it announces nothing: what follows is the article again
                    cuts.append((end, end, rule))
            elif _restarts(text, (start, end), use):
                cuts.append((start + 1, end, rule))
        return cuts


def _restarts(text: str, phrase: Span, use: str) -> bool:
    """Whether a sentence begins at ``phrase`` although no stop stands before it."""
    start, end = phrase
    if not start or not _RESTARTS_BEFORE.match(text, start - 1) or not _RESTARTS_BEHIND.match(text, end):
        return False
    before = text[text.rfind(" ", max(0, start - 80), start) + 1 : start] if use == "pronoun" else ""
    return not before[:1].islower() or before.endswith("nya")


def _take_closers(text: str, stop: Stop, marks: int, pairs: Pairs) -> None:
    """Give the closing marks behind a stop to its sentence; a quotation mark that opens belongs to the next one."""
    for at in range(marks, stop.end):
        if text[at] in _QUOTE_PARTS:
            if at in pairs.openers:
                stop.end = stop.after = at
                return
            stop.quoted = True


def _take_late_closer(text: str, stop: Stop) -> None:
    """A closing quotation mark behind a space, as in ``kerja. " Kegiatan``."""
    stop.end = stop.after + 1
    stop.quoted = True
    space = _SPACE.match(text, stop.end, stop.limit)
    stop.after = space.end() if space else stop.end
