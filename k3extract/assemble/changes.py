"""What rises or falls: the subject of ``naik (dari A) (menjadi B)``, the nouns behind ``penurunan``, or what the
figure before it counts."""

from collections.abc import Sequence

from k3extract.assemble.clauses import subject_of
from k3extract.assemble.counted import subject
from k3extract.assemble.drafts import Draft
from k3extract.assemble.items import Item
from k3extract.assemble.phrases import Phrase, amount_off, transitive, words_of

_REACH = 24  # items between a word of change and its figures
_NOUNS = 5  # words behind a noun of change
_CUES = ("change_up", "change_down")
_PASSED = (
    "measure",
    "arrow",
    "adv",
    "join",
    "det",
    "by",
    "at",
    "rel",
    "level",
    "time",
)  # words between a word of change and its figures


def moved(drafts: Sequence[Draft], index: int) -> str:
    """What the figure is a change of, or the end of a change of; "" where it is neither."""
    draft = drafts[index]
    at = _change(draft)
    if at is None:
        return ""
    items, end = draft.items, _is_end(draft, at)
    nouns = _behind(items, at, draft.at)
    noun = "" if end or items[at].verb else items[at].text
    if nouns:
        return " ".join([noun, *nouns]).strip()
    above = _above(items, at)
    words = [item.text for item in items[above.first : above.end] if item.kind != "mark"]
    if words:
        return " ".join([noun, *words]).strip()
    before = drafts[index - 1] if index else None
    if before is None or draft.sentence - before.sentence > 1 or draft.quantity.dimension == "count":
        return ""
    return before.counted or ""


def _change(draft: Draft) -> int | None:
    """The word of change before the figure, with nothing but its other figures, times and nouns between."""
    items = draft.items
    nouns = 0
    for at in range(draft.at - 1, max(-1, draft.at - 1 - _REACH), -1):
        item = items[at]
        cue = draft.cues.get(item.start)
        if cue is not None and cue.kind in _CUES:
            return None if nested(draft, at) or aside(draft, at) else at
        if item.kind == "quantity" and nouns:
            return None  # naik 4 persen dan cabai rawit 6 persen
        if item.kind in ("quantity", "time") or item.low in (",", "(", ")") or item.has(*_PASSED):
            continue
        nouns += 1
        if not (item.content or item.has("prep")) or nouns > _NOUNS:
            return None
    return None


def nested(draft: Draft, at: int) -> bool:
    """``dampak kenaikan harga BBM sebesar ...``: the noun of change at ``at`` is part of another phrase."""
    items = draft.items
    before = items[at - 1] if at else None
    if before is None or items[at].verb or draft.cue_at(at - 1) is not None:
        return False
    if not any(item.content for item in items[at + 1 : draft.at]):
        return False
    return before.content or before.has("join") or (before.has("prep") and not before.has("by"))


def aside(draft: Draft, at: int) -> bool:
    """``diturunkan sebagai starter dalam 35 laga``: the number stands in a phrase of place behind other words."""
    before = draft.items[draft.at - 1]
    if before.has("by") and draft.quantity.dimension == "count" and not draft.generic:
        return True  # ditutup melemah dengan 182 saham di zona hijau
    placed = before.has("prep") and not before.has("measure", "arrow", "until", "by")
    return placed and draft.quantity.dimension == "count" and any(i.content for i in draft.items[at + 1 : draft.at])


def _is_end(draft: Draft, at: int) -> bool:
    """Whether the figure is what the change leads from or to (``dari A``, ``menjadi B``), not how large it is."""
    before = draft.items[at + 1 : draft.at]
    return any(item.has("arrow") for item in before[-2:])


def _behind(items: Sequence[Item], at: int, stop: int) -> list[str]:
    """The nouns right behind a noun of change (``penurunan ekuitas hingga 17 persen``) or a verb with an object."""
    if items[at].verb and not transitive(items[at]):
        return []
    end = at + 1
    while end < stop and (items[end].content or (items[end].has("prep", "join") and end > at + 1)):
        if items[end].has("measure", "until", "by", "when", "arrow"):
            break
        end += 1
    while end > at + 1 and items[end - 1].has("prep", "join", "measure"):
        end -= 1
    return words_of(items, Phrase(at + 1, end))


def _above(items: Sequence[Item], at: int) -> Phrase:
    """What the word of change is said of; a noun of change has a verb before it (``mengalami kenaikan``)."""
    phrase = amount_off(items, subject(items, at, 0).phrase)
    if not phrase and not items[at].verb and at and items[at - 1].verb:
        phrase = amount_off(items, subject_of(items, at - 1, 0))
    words = [item for item in items[phrase.first : phrase.end] if item.kind != "mark"]
    said = any(not word.has("det", "pron", "amount", "measure") for word in words)
    return phrase if said else Phrase(0, 0)
