"""Statistics: what a quantity counts, where, when, by whom, and whether it happened."""

from dataclasses import dataclass

from k3extract.assemble import attribution, bases, carrying, completing, counting, gate, periods, repeats, roles
from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item, ItemReader
from k3extract.mentions.cues import Cue
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.words import Words
from k3extract.records import Event, Official, Statement, Statistic, record_id
from k3extract.rulebook import Rulebook
from k3extract.rulebook.kinds.cues import CueRule

_SOURCES = frozenset({"records", "according"})  # words that can name where a figure comes from


@dataclass(frozen=True, slots=True)
class Known:
    """The records a statistic may point to."""

    officials: list[Official]
    statements: list[Statement]
    events: list[Event]


class StatisticAssembler:
    """Turns quantities into statistics: one draft a quantity, filled field by field, then written as a record."""

    def __init__(self, rulebook: Rulebook, items: ItemReader | None = None) -> None:
        self._items = items or ItemReader(Words(rulebook))
        self._words = self._items.words
        rules = [rule for _, rule in rulebook.of(CueRule) if rule.label is not None]
        self._said = frozenset(
            word for rule in rules if not rule.cue.startswith("ev_") for word in (*rule.words, rule.label or "")
        )
        self._labels = {rule.cue: rule.label for rule in reversed(rules)}
        self._labels |= {entry.id: rule.label for entry, rule in rulebook.of(CueRule) if rule.label is not None}

    def assemble(self, marked: MarkedText, known: Known) -> list[Statistic]:
        """Statistics in text order."""
        if not marked.quantities:
            return []
        drafts = self._drafts(marked)
        attribution.events(drafts, known.events)
        attribution.opens(drafts, attribution.Spoken(known.statements))
        counting.name_all(self._words, drafts, self._labels.get("ev_attended") or "")
        completing.complete(self._words, drafts, marked.text)
        for draft in drafts:
            draft.id = record_id(marked.article.id, "statistic", draft.start, draft.end)
            roles.read(draft)
        roles.relate(drafts)
        bases.assign(drafts, marked.text)
        for draft in drafts:
            own = draft.rule if draft.role == "change" else ""
            first = (draft.counted or "").split()[:1]
            named = draft.role == "share" and first and "attribute" in self._words.classes(first[0].lower())
            draft.label = None if named else self._labels.get(own) or self._labels.get(_filed(draft))
        carrying.file_under(drafts, self._said)
        attribution.speakers(marked, drafts, known.statements)
        attribution.told_back(marked, drafts, known.officials)
        repeats.link(drafts)
        periods.assign(drafts, {event.id: event.date for event in known.events}, marked)
        return [_record(marked.text, draft) for draft in drafts]

    def _drafts(self, marked: MarkedText) -> list[Draft]:
        drafts: list[Draft] = []
        sentence, items, cues, places = -1, list[Item](), dict[int, Cue](), dict[int, int]()
        sources, persons = list[int](), list[tuple[int, int]]()
        for quantity in marked.quantities:
            if not gate.may_mean_something(quantity):
                continue
            index = marked.sentence_at(quantity.start)
            if index != sentence:
                start, end = marked.sentence(index) if marked.article.sentences else (0, len(marked.text))
                items = self._items.read(marked, start, end)
                places = {item.start: at for at, item in enumerate(items) if item.quantity is not None}
                sources = [at for at, item in enumerate(items) if not _SOURCES.isdisjoint(item.classes)]
                cues = {cue.start: cue for cue in marked.within(marked.cues, start, end)}
                persons = [(name.start, name.end) for name in marked.within(marked.names, start, end)]
                persons += [(office.start, office.end) for office in marked.within(marked.offices, start, end)]
                sentence = index
            at = places.get(quantity.start)
            if at is None or items[at].quantity is not quantity:
                continue
            before = next((cues[i.start].kind for i in items[max(0, at - 3) : at] if i.start in cues), None)
            if gate.means_something(items, at, before):
                drafts.append(Draft(quantity, index, items, at, cues, sources, persons))
        return drafts


def _filed(draft: Draft) -> str:
    """The class of cue whose label goes before what is counted."""
    if draft.aged:
        return "age"
    if draft.lasting:
        return "length"
    if draft.role == "change" and draft.direction is not None:
        return f"change_{draft.direction}"
    if draft.role == "share":
        return "base"
    if draft.average:
        return "average"
    return draft.realis


def _record(text: str, draft: Draft) -> Statistic:
    quantity = draft.quantity
    return Statistic(
        id=draft.id,
        start=draft.start,
        end=draft.end,
        text=text[draft.start : draft.end],
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        dimension=quantity.dimension,
        unit=draft.unit,
        unit_code=quantity.unit_code,
        counted=draft.counted,
        hedge=quantity.hedge,
        realis=draft.realis,
        role=draft.role,
        direction=draft.direction,
        period=draft.period,
        scope=draft.scope,
        base=draft.base,
        speaker=draft.speaker,
        event=draft.event,
        same_as=draft.same_as,
        rule=draft.rule,
    )
