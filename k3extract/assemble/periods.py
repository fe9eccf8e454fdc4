"""Which time a figure belongs to: the time of its clause or sentence, or of the figure it repeats or continues."""

from collections.abc import Mapping, Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.event_dates import day_edtf
from k3extract.assemble.items import Item

_NEAR_DAY = 6  # items between *hari ini* and the figure it dates


def assign(drafts: Sequence[Draft], event_dates: Mapping[str, str | None]) -> None:
    """Fill the periods: the own sentence, then the figure it repeats, its base, the list it goes on with.

    ``event_dates`` gives the date of each event: the day of the event itself is no period of its figures.
    """
    known: dict[str, Draft] = {draft.id: draft for draft in drafts}
    previous: Draft | None = None
    account: Draft | None = None
    for draft in drafts:
        day = event_dates.get(draft.event) if draft.event is not None else None
        if day is not None and len(day.split("/")[0]) < len("2024-11-26"):
            day = None  # a month or a year is a period all the same
        draft.period = _own(draft, day) or _linked(draft, known)
        if draft.period is None and previous is not None and _goes_on(previous, draft):
            draft.period = previous.period
        if draft.period is None and account is not None and _same_account(account, draft):
            draft.period = account.period
        if draft.period is not None and not _day(draft.period) and draft.realis == "actual":
            account = draft
        previous = draft


def _linked(draft: Draft, known: Mapping[str, Draft]) -> str | None:
    """The period of the figure it repeats, or of what it is a share of."""
    ids = ((draft.same_as,) if draft.same_as else ()) + (draft.base.ids if draft.base is not None else ())
    periods = [known[place].period for place in ids if place in known]
    return next((period for period in periods if period is not None), None)


def _goes_on(previous: Draft, draft: Draft) -> bool:
    """Whether the sentence continues the one before: a list goes on, a share of it, words that point back."""
    if draft.sentence == previous.sentence:
        return previous.period is not None and not _day(previous.period)
    if draft.sentence - previous.sentence > 1 or _dated(draft):
        return False
    first = draft.items[0]
    points = len(draft.items) > 1 and draft.items[1].has("det") and draft.role == "change"
    opens = (
        points or first.has("list", "rel") or (first.start in draft.cues and draft.cues[first.start].kind in _POINTS)
    )
    quoted = first.low in '"“' and len(draft.items) > 1 and draft.items[1].low == "dari"
    return opens or first.low == "dari" or quoted


def _same_account(before: Draft, draft: Draft) -> bool:
    """One speaker goes on, sentence by sentence, telling what happened in a range of days or a year."""
    return (
        draft.speaker is not None
        and draft.speaker == before.speaker
        and draft.sentence - before.sentence <= 1
        and draft.realis == "actual"
        and not _dated(draft)
    )


def _day(edtf: str) -> bool:
    return "/" not in edtf and len(edtf) == len("2024-11-26")


_POINTS = frozenset({"anaphor", "parts", "parts_named", "parts_some", "remainder", "total"})


def _own(draft: Draft, event_day: str | None) -> str | None:
    """The time that says when: the nearest one of the clause, then of the sentence."""
    best: tuple[int, str] | None = None
    ordinal = draft.quantity.dimension == "ordinal"  # the batch itself, not what was reached by then
    for index, item in enumerate(draft.items):
        if item.time is None or item.time.type != "DATE":
            continue
        edtf = day_edtf(item.time)
        if edtf is None or edtf == event_day or _of_the_telling(draft.items, index) or _in_a_name(draft.items, index):
            continue
        if (index > draft.at and _compared(draft.items, index)) or _of_another(draft, index):
            continue
        distance = abs(index - draft.at) + 4 * _marks(draft.items, index, draft.at)
        if _anchored_day(item, edtf) and not 0 < draft.at - index <= _NEAR_DAY:
            continue
        if best is None or distance < best[0]:
            best = (distance, edtf if ordinal else _until(draft.items, index, edtf))
    return best[1] if best is not None else None


def _anchored_day(item: Item, edtf: str) -> bool:
    return item.time is not None and item.time.basis == "anchored" and len(edtf) == 10


def _marks(items: Sequence[Item], a: int, b: int) -> int:
    low, high = min(a, b), max(a, b)
    return sum(item.kind == "quantity" or item.low in (",", ";") for item in items[low + 1 : high])


def _until(items: Sequence[Item], index: int, edtf: str) -> str:
    """``hingga Oktober``, and ``hingga batch keenam yang selesai pada Oktober``: an interval open before."""
    if "/" in edtf:
        return edtf
    for item in reversed(items[max(0, index - 8) : index]):
        if item.has("until"):
            return f"../{edtf}"
        if item.kind in ("mark", "time") or (item.quantity is not None and item.quantity.dimension != "ordinal"):
            break
    return edtf


def _of_the_telling(items: Sequence[Item], index: int) -> bool:
    """A bracketed day, or a weekday set off by a comma, dates the statement or the event, not the figure."""
    time = items[index].time
    return time is not None and (time.weekday is not None or "(" in time.text)


def _compared(items: Sequence[Item], index: int) -> bool:
    """``dibandingkan tahun 2019``: the time of the other figure."""
    return any(item.has("compare") for item in items[max(0, index - 4) : index])


def _of_another(draft: Draft, index: int) -> bool:
    """``naik 18 persen dari 349 juta pada April``, ``dari 980 pada 2023 menjadi 1.250``: the time of the other end."""
    items = draft.items
    if draft.share and draft.role != "change":
        return False
    before = index - 1 if items[index - 1].kind == "quantity" else index - 2
    if before < 0 or before == draft.at or items[before].kind != "quantity" or items[index - 1].kind == "mark":
        return False
    low, high = sorted((before, draft.at))
    return any(item.has("arrow", "compare") or item.low == "dari" for item in items[max(0, low) : high + 1])


def _in_a_name(items: Sequence[Item], index: int) -> bool:
    """``Slamet Trail Run 2025``: the bare year ends a name."""
    before = items[index - 1] if index else None
    bare = items[index].text.isdigit()
    return bare and before is not None and before.capital and index > 1 and items[index - 2].capital


def _dated(draft: Draft) -> bool:
    """Whether the sentence has a time of its own, other than *hari ini* and the day it was said."""
    return any(
        item.time is not None
        and item.time.type == "DATE"
        and item.time.weekday is None
        and not _compared(draft.items, index)
        and not _anchored_day(item, day_edtf(item.time) or "")
        for index, item in enumerate(draft.items)
    )
