"""The batches of a programme: ``batch ketujuh yang berlangsung pada November 2024`` is an event and part of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from k3extract.assemble.event_dates import day_edtf
from k3extract.assemble.event_licence import HELD
from k3extract.assemble.items import Item, ItemReader
from k3extract.mentions.marked import MarkedText
from k3extract.records import Event, Mode, Quantity, Series, Span, Time, record_id

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RUNS = 99
_NEAR = 8  # items between the batch and the verb that says it took place
_MODES: dict[str, Mode] = {"mode_hybrid": "hybrid", "mode_online": "online", "mode_offline": "offline"}
_TOOK_PLACE = HELD | {"ev_attended", "ev_opened"}


def add_batches(marked: MarkedText, events: list[Event], reader: ItemReader, series: frozenset[str]) -> list[Event]:
    """``events`` and the numbered batches of the one they belong to; that one learns how many there are.

    ``series`` are the words for one of them (batch, angkatan).
    """
    if len(events) != 1:
        return events
    whole, batches, total = events[0], list[Event](), 0
    split = _this_run(marked, whole, reader)
    if split is not None:
        return sorted(split, key=lambda event: (event.start, event.end))
    for quantity in marked.quantities:
        if quantity.value is None or quantity.dimension not in ("ordinal", "count") or quantity.value > 999:
            continue
        start, end = marked.sentence(marked.sentence_at(quantity.start)) if marked.article.sentences else (0, 0)
        before = marked.text[start : quantity.start].split()[-1:]
        unit = quantity.unit or (before[0].lower() if before else "")
        if unit not in series or any(m.start <= quantity.start < m.end for m in whole.mentions):
            continue
        if quantity.dimension == "count":
            total = max(total, int(quantity.value))
            continue
        items = reader.read(marked, start, end)
        at = next((i for i, item in enumerate(items) if item.quantity is quantity), None)
        event = _batch(marked, whole, items, at) if at is not None else None
        if event is not None and all(event.series != other.series for other in batches):
            batches.append(event)
    if total and batches and whole.series is None:
        whole = replace(whole, series=Series(unit=batches[0].series.unit if batches[0].series else "", total=total))
    return sorted([whole, *batches], key=lambda event: (event.start, event.end))


def _this_run(marked: MarkedText, whole: Event, reader: ItemReader) -> list[Event] | None:
    """``X Tahun 2023 dilaksanakan dalam 6 angkatan, dan kegiatan ini merupakan kegiatan yang ke 6``: the programme,
    and the run of it that the rest of the article tells of. None where nothing is said of the kind."""
    for quantity in marked.quantities:
        if quantity.dimension != "ordinal" or quantity.value is None or quantity.value > _RUNS:
            continue
        index = marked.sentence_at(quantity.start)
        start, end = marked.sentence(index) if marked.article.sentences else (0, len(marked.text))
        items = reader.read(marked, start, end)
        at = next((i for i, item in enumerate(items) if item.quantity is quantity), 0)
        count = _run_of(items, at)
        if count is None or count.value is None or count.value < quantity.value:
            continue
        said = [mention for mention in whole.mentions if start <= mention.start < count.start]
        rest = tuple(mention for mention in whole.mentions if mention not in said)
        if said and rest:
            return _split(marked, whole, (said, rest), (count, quantity))
    return None


def _run_of(items: Sequence[Item], at: int) -> Quantity | None:
    """The count of runs before ``kegiatan ini merupakan (kegiatan) yang ke 6``; None for other ordinals."""
    back = items[max(0, at - 4) : at]
    copula = next((place for place, item in enumerate(back) if item.has("copula")), None)
    if copula is None or any(item.kind != "word" for item in back[copula:]):
        return None
    place = at - len(back) + copula
    if not any(item.has("det") for item in items[max(0, place - 2) : place]):
        return None
    counts = (item.quantity for item in reversed(items[:place]) if item.quantity is not None)
    before = next((q for q in counts if q.dimension == "count"), None)
    unit = next((item for item in reversed(back[copula:]) if item.has("series")), None)
    return before if before is not None and (unit is not None or before.unit is not None) else None


def _split(
    marked: MarkedText, whole: Event, mentions: tuple[Sequence[Span], tuple[Span, ...]], runs: tuple[Quantity, Quantity]
) -> list[Event]:
    (said, rest), (count, number) = mentions, runs
    head, first = max(said, key=lambda m: m.end - m.start), max(rest, key=lambda m: (m.end - m.start, -m.start))
    year = next((match.group() for match in _YEAR.finditer(head.text)), None)
    programme = replace(
        whole,
        id=record_id(marked.article.id, "event", head.start, head.end),
        start=head.start,
        end=head.end,
        text=head.text,
        name=head.text,
        date=year,
        date_basis="stated" if year else None,
        place=None,
        venue=None,
        mode=None,
        officials=(),
        series=Series(
            unit=count.unit or "ke", total=int(count.value or 0), year=int(year) if year is not None else None
        ),
        mentions=tuple(said),
    )
    run = replace(
        whole,
        id=record_id(marked.article.id, "event", first.start, first.end),
        start=first.start,
        end=first.end,
        text=first.text,
        name=first.text,
        series=Series(unit=count.unit or "ke", number=int(number.value or 0)),
        part_of=programme.id,
        mentions=rest,
    )
    return [programme, run]


def _batch(marked: MarkedText, whole: Event, items: Sequence[Item], at: int) -> Event | None:
    quantity = items[at].quantity
    first = at - 1 if at and items[at - 1].has("batch") else at
    cues = {cue.start: cue for cue in marked.within(marked.cues, items[0].start, items[-1].end)}
    verb = next(
        (
            index
            for index in range(at + 1, min(len(items), at + 1 + _NEAR))
            if (items[index].start in cues and cues[items[index].start].kind in _TOOK_PLACE)
            or items[index].low == "selesai"
        ),
        None,
    )
    if verb is None or quantity is None or quantity.value is None:
        return None
    time = _time(items, verb)
    start, end = items[first].start, items[at].end
    mode = next((_MODES[cue.kind] for cue in cues.values() if cue.kind in _MODES), None)
    text = marked.text[start:end]
    return Event(
        id=record_id(marked.article.id, "event", start, end),
        start=start,
        end=end,
        text=text,
        name=f"{whole.name} {text}" if whole.name else text,
        type=whole.type,
        date=day_edtf(time) if time is not None else None,
        date_basis=time.basis if time is not None else None,
        mode=mode,
        series=Series(unit=items[first].low if first < at else (quantity.unit or ""), number=int(quantity.value)),
        part_of=whole.id,
        mentions=(Span(start=start, end=end, text=text),),
        rule=whole.rule,
    )


def _time(items: Sequence[Item], verb: int) -> Time | None:
    for item in items[verb : verb + 6]:
        if item.time is not None and item.time.type == "DATE":
            return item.time
    return None
