"""Which quantities are statistics: not ordinals of a name, not articles (*sebuah*), not numbers that only number."""

from collections.abc import Sequence

from k3extract.assemble.items import Item
from k3extract.records import Quantity


def may_mean_something(quantity: Quantity) -> bool:
    """Whether the words of the quantity alone allow a statistic: no *puluhan*, no *sebuah*, no *ketiga posko*."""
    if quantity.hedge == "vague":
        return False
    first = quantity.text[0]
    if first.isdigit() or quantity.dimension == "ordinal":
        return True
    low = quantity.text.lower()
    if low.startswith("ke") and not any(char.isdigit() for char in low):
        return False
    return not (low.startswith("se") and quantity.value == 1 and not low.startswith("setengah"))


def means_something(items: Sequence[Item], at: int, cue_before: str | None) -> bool:
    """Whether the quantity ``items[at]`` says how many or how much. ``cue_before`` is the class of the cue right
    before it (``rank`` makes an ordinal a statistic)."""
    quantity = items[at].quantity
    if quantity is None:
        return False
    text = quantity.text
    low = text.lower()
    if at and items[at - 1].has("sized") and quantity.unit_code is not None:
        return False  # elpiji 3 kg: the name of a product
    if quantity.dimension == "ordinal":
        return _ordinal(items, at, cue_before)
    if _year(quantity) and at + 1 < len(items) and items[at + 1].quantity is not None:
        return items[at + 1].text[:2].lower() != "ke"  # 2021 pekan ke-20
    if at > 1 and items[at - 1].low == "-" and items[at - 2].low == "ke":
        return False  # hari jadi ke- 71
    if low.startswith("satu ") and quantity.dimension == "count" and _trivial(items, at):
        return False
    if quantity.unit is None and quantity.dimension == "count":
        return _bare(items, at) or (_listed(items, at) if cue_before not in _COUNTING else _free(items, at))
    return True


def _year(quantity: Quantity) -> bool:
    value = quantity.value
    plain = quantity.text[:4].isdigit() and not quantity.text[4:5].isdigit()
    return quantity.dimension == "duration" and plain and value is not None and _FIRST <= value <= _LAST


_FIRST, _LAST = 1900, 2100  # years a number before *pekan ke-20* can be
_COUNTING = frozenset({"increment", "change_up", "change_down", "remainder", "total"})
_LIST = 16  # items over which one figure of a list carries another


def _listed(items: Sequence[Item], at: int) -> bool:
    """``338 orang sudah sembuh, 156 masih dirawat``: a figure without a noun goes on with a list of counts."""
    if not _free(items, at):
        return False
    if any(item.has("among") for item in items[at + 1 : at + 3]):
        return True  # 9 di antaranya rusak
    if not _predicated(items, at):
        return False
    for item in items[max(0, at - _LIST) : at]:
        quantity = item.quantity
        if item.has("list") or (quantity is not None and quantity.dimension == "count"):
            return True
    return False


def _free(items: Sequence[Item], at: int) -> bool:
    """Written in digits, and no noun before it that it would only number."""
    return items[at].text[0].isdigit() and not _names(items[at - 1] if at else None)


def _predicated(items: Sequence[Item], at: int) -> bool:
    """Whether something is said of the number: a verb, an adverb, *untuk*, or a verb right before it."""
    after = items[at + 1] if at + 1 < len(items) else None
    before = items[at - 1] if at else None
    if after is not None and (after.verb or after.has("adv", "prep")) and not after.has("time"):
        return before is None or before.low in (",", ":", ";") or before.has("join", "conj", "list") or before.verb
    return before is not None and before.verb and (after is None or after.low in (",", ".", ";") or after.has("join"))


def _trivial(items: Sequence[Item], at: int) -> bool:
    """``salah satu program``, ``satu pintu``: *satu* as an article, unless a word of measure or a hedge is with it."""
    quantity = items[at].quantity
    before = items[at - 1] if at else None
    hedged = quantity is not None and quantity.hedge is not None
    beside = [*items[max(0, at - _LIST // 2) : at], *items[at + 1 : at + _LIST // 2]]
    if before is not None and (before.low == "," or before.has("join")) and any(_count(item) for item in beside):
        return False  # 42 mahasiswa, satu sopir, dan empat penumpang
    return not hedged and not (before is not None and before.has("measure") and not before.has("prep", "adv"))


def _count(item: Item) -> bool:
    return item.quantity is not None and item.quantity.dimension == "count"


def _ordinal(items: Sequence[Item], at: int, cue_before: str | None) -> bool:
    if cue_before == "rank":
        return any(char.isdigit() for char in items[at].text)
    quantity, before = items[at].quantity, items[at - 1] if at else None
    if quantity is None or quantity.value is None or quantity.value > 999:
        return False
    if before is None or before.kind != "word":
        return False
    if before.has("rel"):
        return items[at].end - items[at].start < 6 and _closes(items, at + 1)
    return before.has("batch")


def _closes(items: Sequence[Item], at: int) -> bool:
    return at >= len(items) or items[at].low in (".", ",", ";", '"', "”", "tahun", "kalinya")


def _bare(items: Sequence[Item], at: int) -> bool:
    """A number without a unit counts when a noun follows it or a word of measure stands before it."""
    quantity = items[at].quantity
    assert quantity is not None
    text = quantity.text if quantity.hedge != "range" else quantity.text.split()[0]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    spelled = not any(char.isdigit() for char in text)
    if spelled and text.lower() == "satu":
        return False
    if after is not None and after.kind in ("word", "reference") and not after.verb:
        if after.kind == "reference" or after.content:
            return not _names(before) or _long(text)
        if after.has("rel", "det") and not (before is not None and before.has("measure")):
            return not _names(before) and (after.has("rel") or _long(text))
    if spelled:
        return False
    if _names(before) and not _long(text):
        return False
    if before is not None and before.has("measure"):
        return True
    if after is not None and after.low == "(" and at + 2 < len(items) and items[at + 2].quantity is not None:
        return True
    return _long(text)


def _long(text: str) -> bool:
    """Written with separators or a scale word: it counts something even where its noun is far."""
    return any(char in text for char in ".,") or " " in text.strip() or "\xa0" in text


def _names(before: Item | None) -> bool:
    """Whether the word before makes the number a name: ``Kotak 9``, ``klaster 1``."""
    return before is not None and before.kind == "word" and not before.verb and not before.classes - {"noun"}
