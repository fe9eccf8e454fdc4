"""Runs the sentences that rules carry: each must find what it marks and leave alone what it says it leaves alone.

A probe tells what one kind of rule found in a sentence: ``(start, end, rule id)``; the id is empty where a value
is read by many entries together (number words, units), and then the place alone decides.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from k3extract.article import Article
from k3extract.errors import RuleError
from k3extract.extract import Extractor
from k3extract.mentions.places import PlaceScanner
from k3extract.reading.glue import Unglue
from k3extract.rulebook.examples import parse_example
from k3extract.rulebook.kinds import FlatList, MentionRule, RelationRule
from k3extract.rulebook.load import Entry
from k3extract.text import RuleSegmenter

Found = tuple[int, int, str]
Probe = Callable[[Extractor, str], Iterable[Found]]


def _references(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(found.start, found.end, found.rule) for found in extractor.references.scan(text)]


def _cues(extractor: Extractor, text: str) -> Iterable[Found]:
    cues = [(found.start, found.end, found.rule) for found in extractor.cues.scan(text)]
    return cues + extractor.cues.words.scan(text)


def _events(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(found.start, found.end, found.rule) for found in extractor.event_nouns.scan(text)]


def _speech(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(found.start, found.end, found.rule) for found in extractor(Article(text=text)).statements]


def _sentences(extractor: Extractor, text: str) -> Iterable[Found]:
    segmenter = extractor.segmenter
    rules = segmenter if isinstance(segmenter, RuleSegmenter) else RuleSegmenter(extractor.rulebook)
    return [(judged.start, judged.end, judged.rule) for judged in rules.explain(text)]


def _quantities(extractor: Extractor, text: str) -> Iterable[Found]:
    blocked = [(found.start, found.end) for found in extractor.references.scan(text)]
    return [(found.start, found.end, "") for found in extractor.quantities.scan(text, blocked)]


def _boilerplate(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(found.start, found.end, "") for found in extractor.boilerplate.mark(text)]


def _repairs(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(*found, "") for found in Unglue(extractor.rulebook).glued(text)]


def _offices(extractor: Extractor, text: str) -> Iterable[Found]:
    for found in extractor.offices.scan(text):
        yield from ((found.start, found.end, rule) for rule in (found.rule, *found.markers))


def _organisations(extractor: Extractor, text: str) -> Iterable[Found]:
    for found in extractor.offices.scan(text):
        if not found.bare:
            start = found.head_end + len(text[found.head_end :]) - len(text[found.head_end :].lstrip())
            yield start, found.end, ""


def _names(extractor: Extractor, text: str) -> Iterable[Found]:
    yield from ((found.start, found.end, "") for found in extractor.names.scan(text))
    for official in extractor(Article(text=text)).officials:
        yield from ((said.start, said.end, "") for said in official.mentions if said.kind != "pronoun")


def _places(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(found.start, found.end, "") for found in PlaceScanner(extractor.rulebook).scan(text)]


def _dates(extractor: Extractor, text: str) -> Iterable[Found]:
    return [(time.start, time.end, "") for time in extractor.times.scan(Article(text=text))]


PROBES: dict[str, Probe] = {
    "boilerplate": _boilerplate,
    "repairs": _repairs,
    "money": _quantities,
    "numbers": _quantities,
    "units": _quantities,
    "cues": _cues,
    "dates": _dates,
    "events": _events,
    "names": _names,
    "offices": _offices,
    "organisations": _organisations,
    "places": _places,
    "references": _references,
    "sentences": _sentences,
    "speech": _speech,
}


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence that does not come out as its rule says."""

    place: str
    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule.rpartition(':')[2]} {self.reason}"


def run_examples(extractor: Extractor) -> Iterator[Failed]:
    """Every failing sentence of every rule and list, in the order of the rules."""
    for entry in extractor.rulebook.entries.values():
        yield from check_entry(extractor, entry)
    for flat in extractor.rulebook.lists.values():
        yield from check_list(extractor, flat)


def check_entry(extractor: Extractor, entry: Entry) -> Iterator[Failed]:
    """The failing sentences of one entry."""
    rule = entry.rule
    if isinstance(rule, RelationRule):
        yield from _check_relation(extractor, entry, rule)
    elif isinstance(rule, MentionRule):
        probe = _probe(entry.kind, entry.place)
        for marked in rule.finds:
            yield from _finds(probe(extractor, parse_example(marked, entry.place).text), marked, entry)
        for marked in rule.ignores:
            yield from _ignores(probe(extractor, parse_example(marked, entry.place).text), marked, entry)


def _probe(kind: str, place: str) -> Probe:
    if kind not in PROBES:
        raise RuleError(place, f"no probe is known for rules of kind {kind!r}")
    return PROBES[kind]


def _finds(found: Iterable[Found], marked: str, entry: Entry) -> Iterator[Failed]:
    places = {(start, end) for start, end, rule in found if rule in ("", entry.id)}
    example = parse_example(marked, entry.place)
    for start, end in example.spans:
        if (start, end) not in places:
            seen = ", ".join(repr(example.text[a:b]) for a, b in sorted(places)) or "nothing"
            yield Failed(entry.place, entry.id, f"does not find {marked!r}; it finds {seen}")


def _ignores(found: Iterable[Found], marked: str, entry: Entry) -> Iterator[Failed]:
    example = parse_example(marked, entry.place)
    for start, end, rule in found:
        touched = not example.spans or any(start < high and low < end for low, high in example.spans)
        if rule in ("", entry.id) and touched:
            yield Failed(entry.place, entry.id, f"should ignore {marked!r}; it finds {example.text[start:end]!r}")


def _check_relation(extractor: Extractor, entry: Entry, rule: RelationRule) -> Iterator[Failed]:
    wanted = (
        ("right", rule.right, {"consistent", "approximate"}),
        ("wrong", rule.wrong, {"inconsistent"}),
        ("silent", rule.silent, set[str]()),
    )
    for name, sentences, verdicts in wanted:
        for sentence in sentences:
            checks = [check for check in extractor(Article(text=sentence)).checks if check.rule == entry.id]
            spoken = {check.verdict for check in checks} - {"not_checkable"}
            if spoken != verdicts and not (verdicts and spoken and spoken <= verdicts):
                said = ", ".join(sorted(spoken)) or "nothing"
                yield Failed(entry.place, entry.id, f"{name}: says {said} of {sentence!r}")


def check_list(extractor: Extractor, flat: FlatList) -> Iterator[Failed]:
    """The failing sentences of a list."""
    probe = _probe(flat.id.split("/")[0], flat.id)
    shown = Entry(flat.id, flat.id, flat.id.split("/")[0], flat.id, MentionRule(finds=flat.finds, ignores=flat.ignores))
    for marked in flat.finds:
        found = [(start, end, "") for start, end, _ in probe(extractor, parse_example(marked, flat.id).text)]
        yield from _finds(found, marked, shown)
    for marked in flat.ignores:
        found = [(start, end, "") for start, end, _ in probe(extractor, parse_example(marked, flat.id).text)]
        yield from _ignores(found, marked, shown)
