"""Which time a figure belongs to: the time of its clause or sentence, or of the figure it repeats or continues."""

import re
from collections.abc import Mapping, Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.event_dates import day_edtf
from k3extract.assemble.items import Item
from k3extract.mentions.marked import MarkedText

_LINES = 24  # lines of a list below its head
_BULLET = re.compile(r"[•●▪◦*–-]\s|\d{1,2}[.)]\s|[a-z][.)]\s")
_TWO = 2  # words of the shortest name with a year
_NEAR_DAY = 6  # items between *hari ini* and the figure it dates


def assign(drafts: Sequence[Draft], event_dates: Mapping[str, str | None], marked: MarkedText) -> None:
    """Fill the periods: the own sentence, then the figure it repeats, its base, the list it goes on with.

    ``event_dates`` gives the date of each event: the day of the event itself is no period of its figures.
    """
    known: dict[str, Draft] = {draft.id: draft for draft in drafts}
    previous: Draft | None = None
    account: Draft | None = None
    market: Draft | None = None  # whose day is that of the whole report on prices
    for draft in drafts:
        day = event_dates.get(draft.event) if draft.event is not None else None
        if day is not None and len(day.split("/")[0]) < len("2024-11-26"):
            day = None  # a month or a year is a period all the same
        if draft.aged or _now(draft):
            previous = draft
            continue
        draft.period = _own(draft, day) or _linked(draft, known) or _of_head(draft, marked)
        if draft.period is None and previous is not None and _goes_on(previous, draft):
            draft.period = previous.period
        if draft.period is None and account is not None and _same_account(account, draft):
            draft.period = account.period
        if draft.period is not None and not _day(draft.period) and draft.realis == "actual":
            account = draft
        if draft.period is None and market is not None and _of_the_report(market, draft):
            draft.period = market.period
        elif market is None and _opens_a_report(draft):
            market = draft
        previous = draft


def _opens_a_report(draft: Draft) -> bool:
    """``Harga emas merosot ke Rp977 ribu per gram pada Rabu (6/7)``: a price of a day that opens the article."""
    if draft.sentence > _TWO or draft.quantity.dimension not in _RATES or not _day(draft.period or ""):
        return False
    days = [at for at, item in enumerate(draft.items) if item.time is not None and item.time.weekday is not None]
    return any(_of_the_market(draft, at) for at in days)


def _of_the_report(market: Draft, draft: Draft) -> bool:
    """Whether a price or a change without a day of its own is one of the report that ``market`` opens."""
    if draft.at and draft.items[draft.at - 1].has("arrow") and draft.items[draft.at - 1].has("according"):
        return False  # dari Rp989 ribu: the price of the day before
    one, other = market.quantity.unit_code or "", draft.quantity.unit_code or ""
    if draft.quantity.dimension in ("money", "rate") and one[:3] != other[:3]:
        return False
    priced = draft.quantity.dimension in ("rate", "money", "index") or draft.role == "change"
    return priced and draft.realis == "actual" and draft.role != "base" and not _dated(draft)


def _now(draft: Draft) -> bool:
    """``Saat ini capaiannya 71 persen``: the words say now, and nothing nearer says when."""
    for item in reversed(draft.items[: draft.at]):
        if item.time is not None:
            return item.time.timex == "PRESENT_REF"
        if item.kind == "quantity" or item.low in ".;":
            return False
    return False


def _of_head(draft: Draft, marked: MarkedText) -> str | None:
    """The day or month of the line that ends in a colon, for the lines of the list below it."""
    for index in range(draft.sentence, max(-1, draft.sentence - _LINES), -1):
        start, end = marked.sentence(index)
        if _BULLET.match(marked.text, start, end) is None:
            if index == draft.sentence or not marked.text[start:end].rstrip().endswith(":"):
                return None
            dates = [day_edtf(time) for time in marked.within(marked.times, start, end) if time.type == "DATE"]
            return next((edtf for edtf in reversed(dates) if edtf is not None), None)
    return None


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


_AHEAD = frozenset({"target", "plan", "estimate"})  # by the end of a year is in that year
_RATES = frozenset({"money", "rate", "index"})
_POINTS = frozenset({"anaphor", "parts", "parts_named", "parts_some", "remainder", "total"})


def _own(draft: Draft, event_day: str | None) -> str | None:
    """The time that says when: the nearest one of the clause, then of the sentence."""
    best: tuple[int, int, str] | None = None  # distance, index, date
    ordinal = draft.quantity.dimension == "ordinal"  # the batch itself, not what was reached by then
    dates = [
        index
        for index, item in enumerate(draft.items)
        if item.time is not None and (item.time.type == "DATE" or (item.time.weekday and _of_the_market(draft, index)))
    ]
    dates.sort(key=lambda index: abs(index - draft.at))
    for index in dates:
        if best is not None and abs(index - draft.at) > best[0]:
            break  # no other one is nearer
        item = draft.items[index]
        edtf = day_edtf(item.time) if item.time is not None else None
        if edtf is None or edtf == event_day or _in_a_name(draft.items, index) or _in_a_product(draft.items, index):
            continue
        if _of_the_telling(draft.items, index) and not _of_the_market(draft, index):
            continue
        if index > draft.at and (
            _compared(draft.items[draft.at + 1 : index + 1], index - draft.at - 1) or _aim(draft, index)
        ):
            continue
        if _of_another(draft, index):
            continue
        distance = abs(index - draft.at) + 4 * _marks(draft.items, index, draft.at)
        told = _of_the_telling(draft.items, index)  # it is the day of a market, since it was not left out above
        if _anchored_day(item, edtf) and not told and not 0 < draft.at - index <= _NEAR_DAY:
            continue
        if best is None or (distance, index) < best[:2]:
            until = edtf if ordinal or draft.realis in _AHEAD else _until(draft.items, index, edtf)
            best = (distance, index, until)
    return best[2] if best is not None else None


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


def _of_the_market(draft: Draft, index: int) -> bool:
    """``merosot ke Rp977 ribu per gram pada Rabu (6/7)``: a day right behind a price or a rate is its own."""
    quantity = draft.quantity.dimension in _RATES or draft.role == "change"
    if not quantity or index < draft.at + 2 or index > draft.at + _NEAR_DAY or draft.items[index - 1].low != "pada":
        return False
    return all(item.content or item.has("prep") for item in draft.items[draft.at + 1 : index - 1])


def _aim(draft: Draft, index: int) -> bool:
    """``sebanyak 4 juta tabung untuk menghadapi Natal``: the time of what it is for."""
    between = draft.items[draft.at + 1 : index]
    return any(item.has("goal") and between[at + 1 :] for at, item in enumerate(between))


def _compared(items: Sequence[Item], index: int) -> bool:
    """``dibandingkan tahun 2019``: the time of the other figure."""
    return any(item.has("compare") for item in items[max(0, index - 4) : index])


def _of_another(draft: Draft, index: int) -> bool:
    """``naik 18 persen dari 349 juta pada April``, ``dari 980 pada 2023 menjadi 1.250``: the time of the other end."""
    items = draft.items
    if draft.share and draft.role != "change":
        return False
    following = items[index + 1] if index + 1 < draft.at else None
    if following is not None and (following.has("rel") or (following.has("measure") and not following.has("arrow"))):
        return False  # dibandingkan Mei yang tercatat 360
    if draft.role == "change" and any(item.has("compare", "arrow") for item in items[draft.at + 1 : index]):
        return True  # naik 12 persen dari tahun lalu
    before = index - 1 if items[index - 1].kind == "quantity" else index - 2
    if before < 0 or before == draft.at or items[before].kind != "quantity" or items[index - 1].kind == "mark":
        return False
    low, high = sorted((before, draft.at))
    return any(item.has("arrow", "compare") or item.low == "dari" for item in items[max(0, low) : high + 1])


def _in_a_name(items: Sequence[Item], index: int) -> bool:
    """``Slamet Trail Run 2025``, ``Pelatihan Kader Tahun 2025``: the year ends a name; not ``APBD 2025``."""
    if index < _TWO:
        return False
    before, text = items[index - 1], items[index].text
    year = text.isdigit() or (text[0].isupper() and text[-4:].isdigit() and " " in text)
    return year and before.capital and items[index - 2].capital and not before.has("yearly")


def _in_a_product(items: Sequence[Item], index: int) -> bool:
    """``7330 x 2100 x 3180 mm``: a factor is no year."""
    beside = (*items[max(0, index - 1) : index], *items[index + 1 : index + 2])
    return any(item.low in ("x", "×") for item in beside)


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
