"""Which time a figure belongs to: the time of its clause, its sentence, or the list it continues."""

from collections.abc import Sequence

from k3extract.assemble.drafts import Draft
from k3extract.assemble.event_dates import day_edtf
from k3extract.assemble.items import Item
from k3extract.records import Time

_CARRY = 3  # sentences over which a period is carried on


def assign(drafts: Sequence[Draft]) -> None:
    """Fill the periods: own sentence first, then carried on from the figures just before."""
    carried: tuple[int, str] | None = None
    for draft in drafts:
        own = _own(draft)
        if own is not None:
            draft.period = own
            if not _single_day(own):
                carried = (draft.sentence, own)
        elif carried is not None and draft.sentence - carried[0] <= _CARRY and not _dated(draft):
            draft.period = carried[1]
            carried = (draft.sentence, carried[1])


def _own(draft: Draft) -> str | None:
    """The time that says when: the nearest one of the clause, then of the sentence."""
    best: tuple[int, str] | None = None
    for index, item in enumerate(draft.items):
        if item.time is None or item.time.type != "DATE":
            continue
        edtf = day_edtf(item.time)
        if edtf is None or _of_the_telling(draft.items, index):
            continue
        if _until(draft.items, index):
            edtf = edtf if "/" in edtf else f"../{edtf}"
        distance = abs(index - draft.at) + 4 * _marks(draft.items, index, draft.at)
        if best is None or distance < best[0]:
            best = (distance, edtf)
    return best[1] if best is not None else None


def _marks(items: Sequence[Item], a: int, b: int) -> int:
    low, high = min(a, b), max(a, b)
    return sum(item.kind == "quantity" or item.low in (",", ";") for item in items[low + 1 : high])


def _until(items: Sequence[Item], index: int) -> bool:
    """``hingga Oktober``, and ``hingga batch keenam yang selesai pada Oktober``."""
    before = items[max(0, index - 8) : index]
    for item in reversed(before):
        if item.low in ("hingga", "sampai"):
            return True
        if item.kind in ("mark", "time"):
            return False
    return False


def _of_the_telling(items: Sequence[Item], index: int) -> bool:
    """A bracketed day, or a weekday set off by a comma, dates the statement or the event, not the figure."""
    time = items[index].time
    return time is not None and (time.weekday is not None or "(" in time.text)


def _dated(draft: Draft) -> bool:
    return any(item.time is not None and item.time.type == "DATE" and _is_other(item.time) for item in draft.items)


def _is_other(time: Time) -> bool:
    return time.weekday is None


def _single_day(edtf: str) -> bool:
    return "/" not in edtf and len(edtf) == 10
