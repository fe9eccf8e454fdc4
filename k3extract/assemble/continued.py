"""Sentences that go on with what somebody reported: no verb of their own, a figure in them, a word that joins.

``X mengatakan bahwa lima angkatan telah digelar. Hingga angkatan keempat, 6.215 penyuluh telah ikut.``: the second
sentence is X's as well. It must follow at once, begin with a joining word (class ``goes_on`` of
rules/speech/words.txt), hold a figure, and nothing else may be said in it; at most ``_CHAIN`` such sentences in a row.
"""

import re

from k3extract.mentions.marked import MarkedText
from k3extract.mentions.speech import SpeechHit, WordClasses
from k3extract.records import Statement, record_id

_CHAIN = 2
_QUOTES = frozenset('"“”„«»')


class Continuation:
    """Finds the sentences that go on with an indirect statement."""

    def __init__(self, words: WordClasses) -> None:
        self._joins = re.compile(rf"(?:{words.choice(['goes_on'])})(?!\w)", re.I)

    def read(self, marked: MarkedText, statements: list[Statement], hits: list[SpeechHit]) -> list[Statement]:
        """The carried-over statements behind ``statements`` (in text order); ``hits`` are the words of speech."""
        found: list[Statement] = []
        sentences = marked.article.sentences
        last = {marked.sentence_at(max(one.start, one.end - 1)): one for one in statements}
        taken = {index for one in statements for index in _filled(marked, one)}
        chain, told = 0, None
        for index, (start, end) in enumerate(sentences):
            own = last.get(index)
            if own is not None or index in taken:
                chain, told = 0, own if own is not None and _ends(marked, own, end) else None
                continue
            if told is None or chain == _CHAIN or not self._goes_on(marked, (start, end), hits):
                told = None
                continue
            chain += 1
            found.append(_carried(marked, (start, end), told))
        return found

    def _goes_on(self, marked: MarkedText, sentence: tuple[int, int], hits: list[SpeechHit]) -> bool:
        start, end = sentence
        text = marked.text
        return (
            self._joins.match(text, start, end) is not None
            and any(quantity.dimension != "ordinal" for quantity in marked.within(marked.quantities, start, end))
            and not marked.within(hits, start, end)
            and not marked.within(marked.article.boilerplate, start, end)
            and not any(char in _QUOTES for char in text[start:end])
        )


def _filled(marked: MarkedText, statement: Statement) -> range:
    """The sentences that a statement and its verb stand in."""
    places = [statement.start, max(statement.start, statement.end - 1)]
    if statement.cue is not None:
        places += [statement.cue.start]
    indexes = [marked.sentence_at(place) for place in places]
    return range(min(indexes), max(indexes) + 1)


def _ends(marked: MarkedText, statement: Statement, end: int) -> bool:
    """Whether an indirect statement of somebody known reaches to the end of its sentence."""
    rest = marked.text[statement.end : end].strip(" .")
    return statement.kind == "indirect" and statement.speaker is not None and not rest


def _carried(marked: MarkedText, sentence: tuple[int, int], told: Statement) -> Statement:
    start, end = sentence
    while end > start and marked.text[end - 1] in ".!? ":
        end -= 1
    return Statement(
        id=record_id(marked.article.id, "statement", start, end),
        start=start,
        end=end,
        text=marked.text[start:end],
        kind="indirect",
        speaker=told.speaker,
        resolution="carried_over",
        rule=told.rule,
    )
