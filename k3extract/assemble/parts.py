"""Wholes and their parts: which figure of a breakdown is the total, which are parts of it, which is the rest.

Words decide (``terdiri dari``, ``dari 86 kasus itu``, ``di antaranya``, ``lainnya``); where they do not, figures that
stand in one list and add up exactly to a figure close by are its parts.
"""

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item

_FAR = 2  # sentences between a total and its parts
_NEXT = 1  # sentences after which a total may follow its parts, or two parts their total
_LONG = 8  # figures of one list that are tried for a sum
_SMALL = 10  # sums below it come about by chance
_OPENER = 4  # items between *dari* and the whole it opens
_PAIR = 2
_ADDABLE = frozenset({"count", "money", "mass", "volume", "area", "length", "energy"})
_FREE = frozenset({"level", "part", "remainder"})


def divide(drafts: Sequence[Draft]) -> None:
    """Give the roles total, part, remainder and base to the figures of breakdowns."""
    sentences = [list(group) for _, group in itertools.groupby(drafts, key=lambda draft: draft.sentence)]
    for group in sentences:
        for draft in group:
            _said_behind(draft)
        for at, draft in enumerate(group):
            _out_of(group, at, draft)
        if len(group) > 1:
            _listed(group)
            _totalled(group)
    _sums(sentences)


def alike(a: Draft, b: Draft) -> bool:
    """Whether two figures can be added up."""
    one, other = a.quantity, b.quantity
    return one.dimension == other.dimension and one.dimension in _ADDABLE and one.unit_code == other.unit_code


def _said_behind(draft: Draft) -> None:
    """``31 di antaranya``, ``62,5 persen di antaranya`` are part of the figure before; ``dua lainnya`` is the rest."""
    behind = draft.items[draft.at + 1 : draft.at + 4]
    if draft.role not in ("level", "increment") or draft.quantity.dimension == "ordinal":
        return
    for item in behind:
        if item.kind != "word" or item.has("rel") or (item.verb and not item.has("prep")):
            return
        if item.has("among"):
            if not _opens_list(draft, item):
                draft.role = "share" if draft.share else "part"
            return
    if any(item.has("rest") for item in behind[:2]) or draft.items[draft.at].text.endswith(" lainnya"):
        earlier = any(item.quantity is not None for item in draft.items[: draft.at])
        if earlier and not draft.share:
            draft.role = "remainder"


def _opens_list(draft: Draft, among: Item) -> bool:
    """``12 kota, di antaranya 3 ...``: the words open a list; behind the number they say that it is a part."""
    place = next(at for at, item in enumerate(draft.items) if item is among)
    return any(item.low == "," for item in draft.items[draft.at + 1 : place])


def _out_of(group: Sequence[Draft], at: int, draft: Draft) -> None:
    """``Dari 86 kasus itu, 57 dirawat dan 29 sembuh``; ``31 dari 40 anggota``."""
    opener = _from(draft)
    if opener is None or draft.share:
        return
    before = group[at - 1] if at else None
    if before is not None and before.at == opener - 1:
        same = before.quantity.unit in (None, draft.quantity.unit)
        if before.role == "level" and draft.role in ("level", "base") and same and alike(before, draft):
            before.role, draft.role = "part", "base"
        return
    bare = draft.items[opener - 1] if opener else None
    if before is None and bare is not None and bare.quantity is not None and draft.role == "level":
        draft.role = "base"  # empat dari delapan fraksi
    if not _opens_clause(draft, opener):
        return
    rest = group[at + 1 :]
    between = draft.items[draft.at + 1 : rest[0].at] if rest else []
    apart = any(item.low == "," for item in between) or _there_are(between)
    if not rest or not apart or any(item.has("arrow") for item in between):
        return
    own = itertools.takewhile(lambda other: _from(other) is None, _until_clause(draft, rest))
    parts = [other for other in own if alike(draft, other) and other.role in _FREE]
    for part in parts:
        if part.role == "level":
            part.role = "part"
    if not parts and not rest[0].share:
        return
    if draft.role in ("level", "base"):
        shared = any(other.share for other in rest[:_PAIR])
        said = any(item.has("among") for part in parts for item in part.items[part.at + 1 : part.at + 3])
        draft.role = "total" if (len(parts) >= _PAIR and not shared) or said else "base"


def _there_are(between: Sequence[Item]) -> bool:
    """``dari 91 kota ada 2 kota yang``: only words of being lie between."""
    return any(item.verb for item in between) and all(item.has("measure", "adv") for item in between)


def _from(draft: Draft) -> int | None:
    """The item *dari* that leads to the figure with nothing but words of measure between."""
    for index in range(draft.at - 1, max(-1, draft.at - 1 - _OPENER), -1):
        item = draft.items[index]
        if item.low == "dari":
            return index
        if not item.has("measure", "amount", "adv"):
            return None
    return None


def _opens_clause(draft: Draft, opener: int) -> bool:
    """Whether *dari* begins a clause, or the noun behind the figure has *itu* or *tersebut*."""
    before = draft.items[opener - 1] if opener else None
    if before is None or before.kind == "mark" or before.has("conj"):
        return True
    if before.has("arrow") or draft.role == "change":
        return False
    after = draft.items[draft.at + 1 : draft.at + 5]
    comma = next((at for at, item in enumerate(after) if item.low == ","), len(after))
    return any(item.has("det") for item in after[:comma])


def _until_clause(first: Draft, rest: Sequence[Draft]) -> Iterator[Draft]:
    """The figures of a list, up to a new clause (*sedangkan*, *karena*) or the end of a quotation."""
    before = first
    for draft in rest:
        if before is not first and _new_clause(before.items[before.at + 1 : draft.at]):
            return
        yield draft
        before = draft


def _new_clause(between: Sequence[Item]) -> bool:
    return any(item.low in ('"', "“", "”") or (item.has("conj") and not item.has("join", "list")) for item in between)


def _listed(group: Sequence[Draft]) -> None:
    """A list behind ``terdiri dari`` (sure) or ``yakni`` (when a figure of its kind stands before)."""
    items = group[0].items
    for index, item in enumerate(items):
        cue = group[0].cues.get(item.start)
        if cue is None or cue.kind not in ("parts", "parts_some", "parts_named"):
            continue
        behind = [draft for draft in group if draft.at > index]
        if not behind or any(other.kind == "mark" for other in items[index + 1 : behind[0].at] if other.low in ".;"):
            continue
        first = behind[0]
        listed = [d for d in (first, *_until_clause(first, behind[1:])) if alike(first, d) and d.role in _FREE]
        whole = _whole([draft for draft in group if draft.at < index], listed)
        named = cue.kind == "parts_named"
        if named and (len(listed) < _PAIR or (whole is None and not _counted_off(group, index, len(listed)))):
            continue
        if (cue.kind == "parts_some" and whole is None) or (whole is None and len(listed) < _PAIR):
            continue
        for draft in listed:
            if draft.role == "level":
                draft.role = "part"
        exact = whole is not None and whole.quantity.value == _added(listed)
        if whole is not None and (whole.role == "level" or (exact and whole.role == "part")):
            whole.role = "total" if cue.kind != "parts_some" or exact else whole.role


def _counted_off(group: Sequence[Draft], index: int, number: int) -> bool:
    """``tiga desa, yaitu A 40 paket, B 25 paket, C 15 paket``: as many figures follow as were announced."""
    return any(draft.at < index and draft.quantity.value == number for draft in group)


def _whole(before: Sequence[Draft], listed: Sequence[Draft]) -> Draft | None:
    """The figure before the list that its parts add up to, else the nearest one that can be their whole."""
    if not listed:
        return None
    added = _added(listed)
    able = [draft for draft in reversed(before) if alike(draft, listed[0])]
    exact = next((draft for draft in able if draft.quantity.value == added), None)
    if exact is not None:
        return exact
    first = listed[0].quantity
    least = first.value or Decimal(0)
    for draft in able[:1] if len(able) == 1 else sorted(able, key=lambda d: d.unit != listed[0].unit):
        if (draft.quantity.value or Decimal(0)) >= least:
            return draft
    return None


def _added(drafts: Sequence[Draft]) -> Decimal | None:
    values = [draft.quantity.value for draft in drafts]
    return None if any(value is None for value in values) else sum((v for v in values if v is not None), Decimal(0))


def _totalled(group: Sequence[Draft]) -> None:
    """``18 emas, 11 perak, dan 21 perunggu sehingga total 50 medali``; ``30 dari kota dan sisanya 12``."""
    for at in range(1, len(group)):
        draft = group[at]
        if draft.role not in ("total", "remainder"):
            continue
        unit = draft.unit if draft.role == "remainder" and draft.quantity.dimension == "count" else None
        before = [other for other in group[:at] if alike(other, draft) and unit in (None, other.unit)]
        if draft.role == "total" and (len(before) < _PAIR or any(d.role != "level" for d in before)):
            continue
        if draft.role == "total" and (draft.quantity.value or 0) < max(d.quantity.value or 0 for d in before):
            continue
        for other in before[1:] if _heads(before, draft) else before:
            if other.role == "level":
                other.role = "part"


def _heads(before: Sequence[Draft], rest: Draft) -> bool:
    """Whether the first figure of a list with a remainder is the whole: it is larger than all that follow."""
    if rest.role != "remainder" or len(before) < _PAIR:
        return False
    first = before[0].quantity.value
    if first is None:
        return False
    whole = all((draft.quantity.value or Decimal(0)) < first for draft in (*before[1:], rest))
    if whole and before[0].role == "level" and _added([*before[1:], rest]) == first:
        before[0].role = "total"
    return whole


def _sums(sentences: Sequence[Sequence[Draft]]) -> None:
    """Lists whose figures add up exactly to a figure close by."""
    for place, group in enumerate(sentences):
        for run in _runs(group):
            near = [d for other in sentences[max(0, place - 3) : place + 2] for d in other if alike(d, run[0])]
            if len(near) > _PAIR:
                _sum(run, near)


def _runs(group: Sequence[Draft]) -> Iterator[list[Draft]]:
    """Figures of one kind that follow each other in a sentence (shares and durations between them are passed over)."""
    run: list[Draft] = []
    for draft in group:
        if draft.share or draft.quantity.dimension == "duration":
            continue
        fits = draft.role in _FREE and draft.quantity.value is not None and draft.quantity.dimension in _ADDABLE
        if run and not (fits and alike(run[0], draft)):
            if len(run) >= _PAIR:
                yield run
            run = []
        if fits:
            run.append(draft)
    if len(run) >= _PAIR:
        yield run


def _sum(run: Sequence[Draft], near: Sequence[Draft]) -> None:
    """The longest list of the run that adds up; further lists only to the same total (by sex, then by age)."""
    run = run[:_LONG]
    known: Draft | None = None
    taken: set[int] = set()
    for length in range(len(run), 1, -1):
        for start in range(len(run) - length + 1):
            if not taken.isdisjoint(range(start, start + length)):
                continue
            parts = run[start : start + length]
            total = _total_of(parts, near)
            if total is None or (known is not None and total is not known):
                continue
            known = total
            taken.update(range(start, start + length))
            for draft in parts:
                if draft.role == "level":
                    draft.role = "part"
            if total.role == "level":
                total.role = "total"


def _total_of(parts: Sequence[Draft], near: Sequence[Draft]) -> Draft | None:
    added = _added(parts)
    if added is None or added < _SMALL or any(not draft.quantity.value for draft in parts):
        return None
    if len(parts) == _PAIR and parts[0].unit != parts[1].unit and not all(part.trait for part in parts):
        return None  # 10 daerah and 3 provinsi are no 13 of anything
    last = parts[0].sentence
    back = _FAR if len(parts) > _PAIR else _NEXT
    for draft in sorted(near, key=lambda d: abs(d.sentence - last)):
        inside = draft.sentence - _NEXT <= last <= draft.sentence + back
        if draft.quantity.value == added and inside and all(draft is not part for part in parts):
            return draft
    return None
