"""Counts against lists whose items carry a figure each, or that a word like "ketiga" takes up.

"tiga anak, yakni A (6), B (13) dan C (16)"; "lima provinsi …. Rinciannya, A 8,5 persen, B 8,1 persen, …"; "tiga
calon …. Ketiga calon itu adalah A, B dan C". Only closed lists count; a finding needs plain names before the figures.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from k3extract.checks.figures import Figure
from k3extract.checks.intervals import point
from k3extract.checks.judging import Claim, Reading
from k3extract.checks.masked import Masked
from k3extract.checks.structure import any_of
from k3extract.rulebook import Gazetteer, Rulebook
from k3extract.rulebook.kinds.checks import CheckRule

_MOST = 1500  # characters of a list
_SPLIT = re.compile(r"(\f(?: *(?:dan|serta)\b)?|(?<= )(?:dan|serta)(?= ))", re.I)
_ITEM = re.compile(r" *(?P<name>[^⟪⟦¶\f\t]{1,90}?) (?:≈ )?⟪[DMPCUR](?P<index>\d+)⟫ *\t? *(?P<tail>[^⟪¶\f]{0,400}?) *$")
_BRACKET = re.compile(r"\([^()]{0,60}\)")
_GLUED = re.compile(r"\b(dan|serta)(?=[A-Z])")
_STOP = re.compile(r"\.(?=\s|$)|[\n;:]")
_AND = re.compile(r" (?:dan|serta) ")
_TRAIL = re.compile(r"(?<=\w)(?: [a-z]+){1,4}$")  # behind a name, not of a list in lower case
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}(?: [a-z]{3,9}){0,2}")


@dataclass(frozen=True, slots=True)
class _List:
    """Items by their names; ``closed`` where a last one was announced and nothing follows it."""

    names: list[str]
    figures: list[Figure]
    start: int  # where it begins in the article, or shortly before
    closed: bool
    ends: bool


class FiguredFinder:
    """Checks ``count_vs_list`` by the cues ``list``, ``details`` and ``collective`` of its rule."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rule = ""
        self._says: tuple[str, str] | None = None
        cues: dict[str, str] = {}
        words: dict[str, list[str]] = {}
        collective: list[str] = []
        verbs: list[str] = []
        for entry, rule in rulebook.of(CheckRule):
            for name in ("some", "continuing", "back", "relative"):
                words.setdefault(name, []).extend(rule.cues.get(name, ()))
            if rule.relation == "count_vs_list" and "details" in rule.cues:
                self._rule = entry.id
                said = rule.says.get(rule.relation)
                self._says = (said.id, said.en) if said else None
                cues |= dict.fromkeys(rule.cues.get("list", ()), "list")
                cues |= dict.fromkeys(rule.cues["details"], "details")
                collective += rule.cues.get("collective", ())
                verbs += rule.cues.get("naming", ())
        self._cues = Gazetteer(list(cues.items()))
        self._some = any_of(words.get("some", []))
        self._going_on = re.compile(rf"[\W_]{{0,12}}{any_of(words.get('continuing', [])).pattern}", re.I)
        self._relative = frozenset(words.get("relative", ()))
        self._values = {word: value for value, word in enumerate(collective, 2)}
        self._takes_up = re.compile(
            rf"(?i)(?<![\w-])(?P<all>{'|'.join(collective) or '(?!)'}) (?P<noun>[a-z-]+)(?: [a-z-]+)?? "
            rf"{any_of(words.get('back', [])).pattern} {any_of(verbs).pattern} "
        )

    def find(self, masked: Masked) -> Iterator[Claim]:
        """The claims of every list, in text order."""
        places = [figure.at for figure in masked.figures]
        for start, end, kind in self._cues.find(masked.text):
            at = bisect_left(places, start)
            if at and at < len(places) and len(masked.text[end : places[at]].split()) <= 9:
                yield from self._figured(masked, (start, end), at, kind)
        yield from self._collective(masked)

    def _figured(self, masked: Masked, cue: tuple[int, int], at: int, kind: str) -> Iterator[Claim]:
        sentence = bisect_left(masked.breaks, cue[0])
        low, high = masked.sentence(sentence)
        own = [f for f in reversed(masked.figures[max(0, at - 3) : at]) if f.sentence == sentence]
        opens = not masked.text[low : cue[0]].strip(" \f")
        if not own and opens:
            own = [f for f in reversed(masked.figures[max(0, at - 4) : at]) if f.sentence == sentence - 1]
        elif kind == "details" and not own:
            return
        counts = [f for f in own if f.kind == "C" and 2 <= f.value <= 20 and f.value.denominator == 1 and not f.unread]
        listed = _listed(masked, masked.text[cue[1] : min(high, cue[1] + _MOST)])
        if not counts or listed is None or self._some.search(masked.text, counts[-1].until, high):
            return
        number = len(listed.names)
        fit = next((count for count in counts if count.value == number), None)
        if fit is not None:
            yield self._claim(masked, fit, listed)
        elif self._promised(masked, cue, counts[0], listed) and not self._goes_on(masked, listed):
            yield self._claim(masked, counts[0], listed)

    def _promised(self, masked: Masked, cue: tuple[int, int], count: Figure, listed: _List) -> bool:
        """Whether a count is of what is listed, and the list is plain and closed."""
        following = masked.figures[count.index + 1]
        between = masked.text[count.until : cue[0]]
        ahead = masked.before(count.index).rpartition("\f")[2].split()[-4:]
        near = following.at > cue[1] and len(between.split()) <= 4 and not set(between) & {"\f", "¶"}
        plain = near and count.record.hedge is None and len(count.record.text.split()) > 1
        return (
            plain
            and not self._relative.intersection(ahead)
            and listed.closed
            and listed.ends
            and len(listed.names) >= 3
            and all(_NAME.fullmatch(name) for name in listed.names)
            and len(set(listed.names)) == len(listed.names)
        )

    def _goes_on(self, masked: Masked, listed: _List) -> bool:
        """Whether the sentence behind a list goes on with it ("Kemudian ...")."""
        return self._going_on.match(masked.source, listed.figures[-1].record.end) is not None

    def _collective(self, masked: Masked) -> Iterator[Claim]:
        """ "Ketiga calon itu adalah A, B dan C" behind "tiga calon": only to confirm."""
        for match in self._takes_up.finditer(masked.source):
            value, noun = self._values[match["all"].lower()], match["noun"].lower()
            before = [
                f for f in masked.figures
                if f.kind == "C" and f.value == value and match.start() - 600 <= f.record.start < match.start()
                and (f.record.unit or "").lower().split()[:1] == [noun]
            ]  # fmt: skip
            stop = _STOP.search(masked.source, match.end(), match.end() + 600)
            if not before or stop is None:
                continue
            text = masked.source[match.end() : stop.start()]
            text = _GLUED.sub(r"\1 ", _BRACKET.sub("", text))
            names = [name.strip() for chunk in text.split(",") for name in _AND.split(f" {chunk} ") if name.strip()]
            if _AND.search(text) and len(names) == value and not self._some.search(text):
                yield self._claim(masked, before[-1], _List(names, [], match.end(), True, True))

    def _claim(self, masked: Masked, count: Figure, listed: _List) -> Claim:
        number = len(listed.names)
        value = Fraction(number)
        reading = Reading("count_vs_list", f"{number} butir", value, point(value), point(value), {})
        return Claim(
            kind="count_vs_list",
            rule=self._rule,
            role="count",
            claim=count,
            operands=(),
            readings=(reading,),
            additive=True,
            says=self._says,
            named=_places(masked.source, listed),
        )


def _listed(masked: Masked, text: str) -> _List | None:
    """The items of a list that carry one figure each; None where another thing is listed, or the list stays open."""
    names: list[str] = []
    figures: list[Figure] = []
    pieces = _SPLIT.split(text)
    chunks = list(zip(["", *pieces[1::2]], pieces[0::2], strict=True))
    closed = ends = False
    for number, (sign, chunk) in enumerate(chunks):
        if not chunk.strip(" \t") and not names:
            continue  # the comma behind "rinciannya"
        match = _ITEM.match(chunk)
        closes = sign.strip("\f ").lower() in ("dan", "serta")
        last = number == len(chunks) - 1
        if match is None or (len(match["tail"].split()) > 3 and not closes and not last):
            return None
        names.append(match["name"].strip())
        figures.append(masked.figures[int(match["index"])])
        if closes:
            closed, ends = True, last and not match["tail"].strip("\t ")
            break
        ends = last
    if (
        len(names) < 2
        or not (closed or (ends and len(names) >= 3))
        or len({f.kind for f in figures if not f.unread}) > 1
    ):
        return None
    start = max(0, figures[0].record.start - 90)
    return _List(names, figures, start, closed, ends)


def _places(text: str, listed: _List) -> tuple[tuple[int, int], ...]:
    """Where the names stand in the article, as far as they stand there word for word."""
    found: list[tuple[int, int]] = []
    at = listed.start
    ends = [figure.record.start for figure in listed.figures] or [listed.start + 700] * len(listed.names)
    for called, end in zip(listed.names, ends, strict=True):
        name = called if called.islower() else _TRAIL.sub("", called)  # "Sugeng sebesar Rp2,8 miliar"
        start = text.rfind(name, at, end) if listed.figures else text.find(name, at, end)
        if start >= 0:
            at = start + len(name)
            found.append((start, at))
    return tuple(found)
