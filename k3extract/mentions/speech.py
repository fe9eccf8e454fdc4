"""Speech: where the words stand that say that somebody said something, and the word classes that go with them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from k3extract.rulebook import Gazetteer, Rulebook, fold
from k3extract.rulebook.kinds.speech import By, SpeechRule

WORDS = "speech/words.txt"

_WORDS = re.compile(r"([^\W\d_]+)(?:[^\S\n]([^\W\d_]+))?(?:[^\S\n]([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class SpeechWord:
    """A form of a reporting verb: in which frames it stands, whether it carries ``-nya``, and its rule.

    ``clause`` forms mean speech only where "bahwa", a comma or a quotation follows; ``by`` tells of whom;
    ``predicate`` ones need a whole sentence behind them else;
    ``document`` ones quote a text.
    """

    rule: str
    tag: bool = False
    inline: bool = False
    active: bool = False
    passive: bool = False
    source: bool = False
    message: bool = False
    nya: bool = False
    clause: bool = False
    by: By = "anyone"
    document: bool = False
    predicate: bool = False


@dataclass(frozen=True, slots=True)
class SpeechHit:
    """``text[start:end]`` is a form of a reporting verb."""

    start: int
    end: int
    word: SpeechWord


class SpeechScanner:
    """Finds the forms of rules/speech: verbs in running text in one pass, tags at a given place by look-up."""

    def __init__(self, rulebook: Rulebook) -> None:
        forms: dict[str, SpeechWord] = {}
        for entry, rule in rulebook.of(SpeechRule):
            for form, word in _forms(entry.id, rule):
                known = forms.get(form)
                forms[form] = word if known is None else _both(known, word)
        self._forms = forms
        self._leading = {form.split(" ", 1)[0] for form, word in forms.items() if word.tag and " " in form}
        self._gazetteer = Gazetteer((form, word) for form, word in forms.items() if word.inline or not _beside(word))
        tags = sorted((form for form, word in forms.items() if word.tag and word.inline), key=len, reverse=True)
        self._glued = re.compile(f"(?:{'|'.join(map(re.escape, tags))})(?=[A-Z])") if tags else None

    def scan(self, text: str) -> list[SpeechHit]:
        """Forms that can speak without a quotation, in text order, none overlapping, the longest first."""
        return [SpeechHit(start, end, word) for start, end, word in self._gazetteer.find(text)]

    def tag(self, text: str, at: int) -> SpeechHit | None:
        """The tag that begins at ``at``, also one that scraping glued to the name behind it (``ujarBudi``)."""
        match = _WORDS.match(text, at)
        if match is None:
            return None
        best: SpeechHit | None = None
        first = match.group(1).lower()
        for end in (match.end(1), match.end(2), match.end(3)) if first in self._leading else (match.end(1),):
            word = self._forms.get(fold(text[at:end])) if end > 0 else None
            if word is not None and word.tag:
                best = SpeechHit(at, end, word)
        if best is None:
            word = self._misspelt(first)
            best = SpeechHit(at, match.end(1), word) if word else None
        if best is None and self._glued is not None:
            glued = self._glued.match(text, at)
            best = SpeechHit(at, glued.end(), self._forms[glued.group()]) if glued else None
        return best

    def _misspelt(self, form: str) -> SpeechWord | None:
        """``ujarmya``, ``ungkapya``: a stem with -nya that is not spelt so."""
        if not form.endswith("ya"):
            return None
        for cut in (2, 3, 4):
            word = self._forms.get(form[:-cut])
            if word is not None and word.tag:
                return replace(word, nya=True)
        return None


def _beside(word: SpeechWord) -> bool:
    """Whether the form stands beside quotations only."""
    return word.tag and not (word.active or word.passive or word.source or word.message)


def _forms(rule_id: str, rule: SpeechRule) -> Iterable[tuple[str, SpeechWord]]:
    clause = rule.needs == "clause"
    for form in rule.tag:
        word = SpeechWord(rule_id, tag=True, inline=rule.inline, clause=clause, document=rule.document)
        yield form, word
        if " " not in form and not form.endswith("nya"):
            yield f"{form}nya", replace(word, nya=True)
    for form in rule.active:
        yield form, SpeechWord(rule_id, active=True, clause=clause, by=rule.by, predicate=rule.needs == "predicate")
    for form in rule.passive:
        yield form, SpeechWord(rule_id, passive=True, clause=clause)
        yield f"{form}nya", SpeechWord(rule_id, passive=True, nya=True, inline=rule.inline, clause=clause)
    for form in rule.source:
        yield form, SpeechWord(rule_id, source=True, by=rule.by)
        yield f"{form}nya", SpeechWord(rule_id, source=True, nya=True)
    for form in rule.message:
        yield form, SpeechWord(rule_id, message=True)


def _both(one: SpeechWord, other: SpeechWord) -> SpeechWord:
    """A form that stands in the frames of two entries or two lists; the first one's rule counts, and of what it needs
    in running text the one that stands there."""
    needs = other if _beside(one) else one
    return replace(
        one,
        tag=one.tag or other.tag,
        inline=one.inline or other.inline,
        active=one.active or other.active,
        passive=one.passive or other.passive,
        source=one.source or other.source,
        message=one.message or other.message,
        clause=needs.clause,
        predicate=needs.predicate,
        by=needs.by,
    )


class WordClasses:
    """The closed classes of rules/speech/words.txt, as sets and as expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._words: dict[str, set[str]] = {}
        for word, name in rulebook.list(WORDS).rows:
            self._words.setdefault(name, set()).add(word)

    def set(self, name: str) -> frozenset[str]:
        """The words of one class, in lower case; an unknown class is empty."""
        return frozenset(self._words.get(name, ()))

    def choice(self, names: Sequence[str]) -> str:
        """An expression for any word of the classes, the longest first; spaces match any white space but line ends."""
        words = sorted({word for name in names for word in self._words.get(name, ())}, key=lambda w: (-len(w), w))
        return "|".join(re.escape(word).replace(r"\ ", r"[^\S\n]+") for word in words) or r"(?!)"
