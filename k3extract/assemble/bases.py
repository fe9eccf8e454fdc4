"""What a share is a share of: the figure behind *dari*, or all that *jumlah tersebut* can mean."""

from collections.abc import Sequence

from k3extract.assemble.drafts import Draft
from k3extract.records import Base


def assign(drafts: Sequence[Draft], text: str) -> None:
    """Fill the bases of shares; every antecedent the words allow is kept."""
    for index, draft in enumerate(drafts):
        if not draft.share or draft.role == "change":
            continue
        draft.base = _anaphor(drafts, index) or _behind(drafts, index, text) or _ahead(drafts, index)
        draft.base = draft.base or _among(drafts, index)
        if draft.base is not None and draft.role == "level":
            draft.role = "share"


def _anaphor(drafts: Sequence[Draft], index: int) -> Base | None:
    """``Dari jumlah tersebut, 75 persen``: the figures of the sentence before, and of this one before the words."""
    draft = drafts[index]
    cue = next((c for c in draft.cues.values() if c.kind == "anaphor"), None)
    if cue is None:
        return None
    before = [d for d in drafts[:index] if d.quantity.end <= cue.start]
    if not before:
        return None
    last = before[-1].sentence
    ids = tuple(d.id for d in before if d.sentence == last and d.quantity.dimension != "ordinal")
    words = " ".join(item.text for item in draft.items if cue.start <= item.start < cue.end)
    return Base(ids=ids, cue=words) if ids else None


def _among(drafts: Sequence[Draft], index: int) -> Base | None:
    """``148.300 eksemplar, dan 62,5 persen di antaranya``: a share of the figure before."""
    draft = drafts[index]
    words = draft.items[draft.at + 1 : draft.at + 3]
    cue = next((place for place, item in enumerate(words) if item.has("among")), None)
    whole = next((other for other in reversed(drafts[:index]) if not other.share), None)
    if cue is None or whole is None or draft.sentence - whole.sentence > 1:
        return None
    if whole.role == "level":
        whole.role = "base"
    return Base(ids=(whole.id,), cue=" ".join(item.text for item in words[: cue + 1]))


def _behind(drafts: Sequence[Draft], index: int, text: str) -> Base | None:
    """``50 persen dari total 32.650 orang``."""
    draft = drafts[index]
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if following is None or following.sentence != draft.sentence or following.share:
        return None
    between = draft.items[draft.at + 1 : following.at]
    if not between or between[0].low != "dari" or any(item.kind != "word" or item.verb for item in between):
        return None
    cue = text[between[0].start : between[-1].end]
    if following.role == "level":
        following.role = "base"
    return Base(ids=(following.id,), cue=cue)


def _ahead(drafts: Sequence[Draft], index: int) -> Base | None:
    """``Dari 86 kasus, 57 (66 persen)``: the figure behind a *dari* that opens the clause."""
    draft = drafts[index]
    for before in reversed(drafts[:index]):
        if before.sentence != draft.sentence:
            return None
        opener = before.items[before.at - 1] if before.at else None
        if opener is not None and opener.low == "dari" and not before.share:
            bracketed = draft.at > 0 and draft.items[draft.at - 1].low == "("
            if bracketed or draft.role == "share":
                return Base(ids=(before.id,), cue=opener.text)
            return None
    return None
