"""How a figure is meant: planned, estimated or real (realis), and its part in the arithmetic (role, direction)."""

import itertools
from collections.abc import Sequence

from k3extract.assemble import parts
from k3extract.assemble.changes import aside, nested
from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import transitive
from k3extract.mentions.cues import Cue
from k3extract.records import Direction, Quantity, Realis, Role

_REALIS: dict[str, Realis] = {
    "target": "target", "plan": "plan", "estimate": "estimate", "requirement": "requirement", "actual": "actual",
}  # fmt: skip
_REACH = 14  # items over which a cue of plan colours a number
_PLACED = 3  # the same for a number in a phrase of place (di 24 kecamatan)
_BEHIND = 6  # items behind the number in which its own predicate begins
_REST = 3  # items between *sisanya* and its number
_NEAR = 4  # items between a cue of role and its number
_STOPS = frozenset('.;:!?"“”')


def read(draft: Draft) -> None:
    """Fill realis, role and direction of a draft from the cues of its sentence."""
    draft.realis, rule = _realis(draft)
    draft.role, draft.direction, cue_rule = _role(draft)
    draft.rule = cue_rule or rule or draft.quantity.rule


def _realis(draft: Draft) -> tuple[Realis, str | None]:
    items, at = draft.items, draft.at
    base = _base(draft)
    if base is not None:
        return base, None
    placed = at > 0 and items[at - 1].has("prep") and not items[at - 1].has("measure", "agent", "when")
    for index in range(at - 1, max(-1, at - 1 - (_PLACED if placed else _REACH)), -1):
        item = items[index]
        if item.kind == "mark" and item.low in _STOPS:
            break
        cue = draft.cue_at(index)
        if cue is not None and cue.kind in _REALIS and (cue.within is None or at - index <= cue.within + 1):
            if cue.kind == "requirement" and cue.within is not None and index and transitive(items[index - 1]):
                continue  # menyiapkan paling sedikit
            cue = _stronger(draft, index, cue)
            if _denied(draft, index):
                return "actual", cue.rule
            return _REALIS[cue.kind], cue.rule
        if item.has("conj") and not item.has("join", "prep"):
            break
        if item.has("rel") and index < at - 1 and items[index + 1].verb:
            return "actual", None
    return _realis_behind(draft)


def _denied(draft: Draft, index: int) -> bool:
    """``tidak menargetkan``: the cue is said not to hold."""
    before = draft.cue_at(index - 1) if index else None
    return before is not None and before.kind == "negation"


def _stronger(draft: Draft, index: int, cue: Cue) -> Cue:
    """``diproyeksikan akan naik``: *akan* only repeats what the cue before it says, and so does the budget
    line in ``realisasi belanja daerah``."""
    if cue.kind != "plan":
        return cue
    for back in range(index - 1, max(-1, index - 4), -1):
        earlier = draft.cue_at(back)
        if earlier is not None and earlier.kind in ("estimate", "target", "actual"):
            return earlier
        if draft.items[back].kind == "mark":
            break
    return cue


def _realis_behind(draft: Draft) -> tuple[Realis, str | None]:
    """``Sebanyak 300 petugas bakal diturunkan``: the predicate of the counted noun decides."""
    items = draft.items
    if draft.inside:
        return "actual", None
    for index in range(draft.at + 1, min(len(items), draft.at + 1 + _BEHIND)):
        item = items[index]
        if item.kind in ("mark", "quantity") or item.has("rel", "conj"):
            break
        cue = draft.cue_at(index)
        if cue is not None and cue.kind in ("target", "plan", "estimate") and not cue.key.startswith("rencana"):
            return _REALIS[cue.kind], cue.rule
        if item.verb:
            break
    return "actual", None


def _base(draft: Draft) -> Realis | None:
    """What a share is taken of is real, unless it is taken of a target; None where it is no base."""
    for index in range(draft.at - 1, max(-1, draft.at - 5), -1):
        cue = draft.cue_at(index)
        if cue is not None and cue.kind == "base":
            return "target" if "target" in draft.items[index + 1].low else "actual"
        if draft.items[index].kind != "word":
            return None
    return None


def _role(draft: Draft) -> tuple[Role, Direction | None, str | None]:
    """The nearest cue of role before the number, not beyond another number."""
    items, at = draft.items, draft.at
    direction: Direction | None = draft.quantity.direction
    if draft.quantity.dimension == "ordinal":
        rank = any((cue := draft.cue_at(i)) is not None and cue.kind == "rank" for i in range(max(0, at - 3), at))
        return ("rank" if rank else "level"), None, None
    steps = 0
    for index in range(at - 1, max(-1, at - 10), -1):
        item = items[index]
        named = item.kind == "quantity" and index > 0 and items[index - 1].has("sized")  # elpiji 3 kg
        if (item.kind == "quantity" and not named) or (item.kind == "mark" and item.low in _STOPS):
            break
        steps += item.kind == "word"
        cue = draft.cue_at(index)
        if cue is None:
            continue
        draft.average = draft.average or (cue.kind == "average" and steps <= _NEAR)
        near = steps <= _NEAR + len(cue.key.split())
        found = _by_cue(draft, cue.kind, index, near=near)
        if found is not None:
            return found[0], found[1] or direction, cue.rule
    if direction is not None and draft.share:
        return "change", direction, None
    return "level", direction, None


def _by_cue(draft: Draft, kind: str, index: int, *, near: bool) -> tuple[Role, Direction | None] | None:
    items, at = draft.items, draft.at
    if kind in ("change_up", "change_down") and near and (nested(draft, index) or aside(draft, index)):
        return None
    if kind in ("change_up", "change_down") and near and draft.quantity.dimension != "duration":
        if any(items[i].has("arrow") and not items[i - 1].has("measure") for i in range(index + 1, at)):
            return "level", None
        compared = any(item.has("compare") for item in items[index + 1 : at])
        if compared and any(item.has("rel") for item in items[index + 1 : at]):
            return "level", None  # naik dibandingkan pekan lalu yang masih 38
        return "change", ("up" if kind == "change_up" else "down")
    if kind == "increment" and any(item.low == "menjadi" for item in items[index + 1 : at]):
        return "level", ("up" if items[index].low.startswith("ber") else None)
    if kind == "increment" and _differs(draft):
        return "change", "up"
    if kind == "increment" and (near or items[index].low == "ditambah" or _object(items, index + 1, at)):
        return "increment", ("up" if items[index].low.startswith("ber") else None)
    if kind == "base" and near:
        return "base", None
    if kind == "remainder" and at - index <= _REST:
        return "remainder", None
    if kind == "total" and (near or _only(items, index + 1, at)):
        return "total", None
    if kind == "share" and near and draft.share:
        return "share", None
    if kind == "difference" and near and draft.quantity.dimension != "duration":
        return "change", None
    if kind == "cumulative" and draft.quantity.dimension in ("count", "money", "mass", "volume"):
        return "cumulative", None
    return None


def _only(items: Sequence[Item], start: int, end: int) -> bool:
    """Whether only one noun phrase, without a clause of its own, lies between."""
    return not any(item.kind == "mark" or item.has("conj") for item in items[start:end])


def _object(items: Sequence[Item], start: int, end: int) -> bool:
    """``menambah pasokan elpiji sebanyak N``: only the object of the verb lies between, closed by a measure word."""
    between = items[start:end]
    return bool(between) and between[-1].has("measure") and not any(i.verb or i.kind != "word" for i in between[:-1])


def _differs(draft: Draft) -> bool:
    """``dari 980 menjadi 1.250 atau bertambah 270``: the difference of the two figures before."""
    unit = draft.quantity.unit
    figures = [i.quantity for i in draft.items[: draft.at] if i.quantity is not None and i.quantity.unit == unit][-2:]
    if len(figures) < 2 or draft.quantity.value is None:
        return False
    old, new = figures[0].value, figures[1].value
    return old is not None and new is not None and new - old == draft.quantity.value


def relate(drafts: Sequence[Draft]) -> None:
    """Roles that need two figures: share and its count, total and its parts, a running total and its increments."""
    for before, draft in itertools.pairwise(drafts):
        if before.sentence != draft.sentence:
            continue
        between = draft.items[before.at + 1 : draft.at]
        _apposition(before, draft, between)
        _likewise(before, draft, between)
    for draft in drafts:
        if draft.share and draft.role in ("level", "increment") and _followed_by_base(draft):
            draft.role = "share"
    _series(drafts)
    _running(drafts)
    parts.divide(drafts)


def _followed_by_base(draft: Draft) -> bool:
    items, after = draft.items, draft.at + 1
    if after >= len(items) or items[after].low != "dari" or (draft.at and items[draft.at - 1].has("arrow")):
        return False
    following = items[after + 1] if after + 1 < len(items) else None
    other = following.quantity if following is not None else None
    return following is not None and following.kind != "time" and (other is None or other.dimension != "percent")


def _likewise(before: Draft, draft: Draft, between: Sequence[Item]) -> None:
    """``yuan turun 0,3 persen, baht 0,1 persen, dan yen 0,2 persen``: the same change, said once."""
    if before.role != "change" or before.direction is None or draft.role != "level" or not draft.share:
        return
    labels = between[1:]
    listed = len(labels) > 0 and (between[0].low == "," or between[0].has("join")) and before.share
    if listed and all(item.content or item.has("join") for item in labels):
        draft.role, draft.direction, draft.rule = "change", before.direction, before.rule


def _apposition(before: Draft, draft: Draft, between: Sequence[Item]) -> None:
    """``N (P persen)``, ``P persen atau setara dengan N``: the same thing twice, as a number and as a share."""
    words = [item.low for item in between if item.kind == "word"]
    bracket = len(between) == 1 and between[0].low == "("
    alternative = ("atau" in words[:2] and len(words) <= 4) or "atau" in words[-3:]
    if not (bracket or alternative) or before.share == draft.share:
        return
    share, count = (draft, before) if draft.share else (before, draft)
    if count.role == "change" and share is draft:
        share.role, share.direction = "change", count.direction
    if share.role in ("level", "increment"):
        share.role = "share"
    whole = share.at + 1 < len(share.items) and (cue := share.cue_at(share.at + 1)) is not None and cue.kind == "base"
    if count.role == "level" and share.role == "share" and (bracket or share is before or whole):
        count.role = "part"
    draft.realis = before.realis


def _series(drafts: Sequence[Draft]) -> None:
    """Of several counts of batches the largest is the total of the series, the others are parts of it."""
    by_unit: dict[str, list[Draft]] = {}
    for draft in drafts:
        unit = draft.quantity.unit
        if unit is not None and draft.quantity.dimension == "count" and draft.of_series:
            by_unit.setdefault(unit, []).append(draft)
    for found in by_unit.values():
        values = [draft.quantity.value for draft in found if draft.quantity.value is not None]
        for draft in found:
            if draft.role == "level" and values:
                draft.role = "total" if draft.quantity.value == max(values) else "part"


def _running(drafts: Sequence[Draft]) -> None:
    """``Hingga batch keenam ... telah N``: a running total; the figure of the next batch is an increment to it."""
    series_seen = False
    for index, draft in enumerate(drafts):
        if draft.quantity.dimension != "count" or draft.role not in ("level", "part"):
            continue
        until = _until(draft)
        if until and draft.realis == "actual" and _has_cue(draft, "actual") and draft.role == "level":
            draft.role = "cumulative"
            series_seen = series_seen or until == "series"
        elif series_seen and draft.role == "level" and _has_ordinal(draft):
            draft.role = "increment"
        elif draft.role == "level" and _added_to(drafts, index):
            draft.role = "cumulative"
            _specific_part(drafts, index)


def _until(draft: Draft) -> str | None:
    """``hingga`` or ``sampai`` before a time or a numbered batch, with no other such figure up to this one."""
    for index, item in enumerate(draft.items[: draft.at]):
        if item.has("until") and index + 1 < draft.at:
            if any(
                other.quantity is not None and _same(other.quantity, draft) for other in draft.items[index : draft.at]
            ):
                return None
            ahead = draft.items[index + 1 : index + 4]
            if any(i.quantity is not None and i.quantity.dimension == "ordinal" for i in ahead):
                return "series"
            if draft.items[index + 1].kind == "time":
                return "time"
    return None


def _same(quantity: Quantity, draft: Draft) -> bool:
    return quantity.dimension == draft.quantity.dimension and quantity.unit in (None, draft.quantity.unit)


def _has_cue(draft: Draft, kind: str) -> bool:
    return any(cue.kind == kind for cue in draft.cues.values())


def _has_ordinal(draft: Draft) -> bool:
    return any(i.quantity is not None and i.quantity.dimension == "ordinal" for i in draft.items[: draft.at])


def _added_to(drafts: Sequence[Draft], index: int) -> bool:
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    return (
        following is not None
        and following.sentence == drafts[index].sentence
        and following.role == "increment"
        and following.quantity.unit == drafts[index].quantity.unit
    )


def _specific_part(drafts: Sequence[Draft], index: int) -> None:
    """A smaller count of the same unit just before a running total, in its sentence, is a part of it."""
    if index == 0:
        return
    before, total = drafts[index - 1].quantity, drafts[index].quantity
    if drafts[index - 1].sentence != drafts[index].sentence or before.unit != total.unit:
        return
    if drafts[index - 1].role == "level" and before.value and total.value and before.value < total.value:
        drafts[index - 1].role = "part"
