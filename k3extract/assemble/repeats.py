"""The same figure printed twice: the later one points to the first."""

from collections.abc import Sequence

from k3extract.assemble.drafts import Draft

_SMALL = 10  # below it two equal counts need the same words


def link(drafts: Sequence[Draft]) -> None:
    """Fill ``same_as`` with the id of the first draft of equal value, unit and sufficiently equal words."""
    first: dict[object, list[Draft]] = {}
    for draft in drafts:
        quantity = draft.quantity
        if quantity.value is None or quantity.dimension == "ordinal":
            continue
        known = first.setdefault((quantity.value, quantity.dimension, quantity.unit_code), [])
        for earlier in known:
            if _alike(earlier, draft):
                draft.same_as = earlier.same_as or earlier.id
                _taken_up(earlier, draft)
                break
        known.append(draft)


def _taken_up(earlier: Draft, draft: Draft) -> None:
    """``24 peserta pelatihan ... 24 peserta itu``: the bare noun of a repeated figure means what was said first."""
    bare = (draft.counted or "").lower()
    behind = next((item for item in draft.items[draft.at + 1 :] if item.start >= draft.end), None)
    pointed = behind is not None and behind.has("det")
    words = (earlier.counted or "").split()
    if pointed and len(words) > 1 and words[0].lower() == bare and draft.quantity.dimension == "count":
        draft.counted = earlier.counted


def _alike(a: Draft, b: Draft) -> bool:
    left, right = _words(a.counted), _words(b.counted)
    if not left or not right:
        return False
    share = len(left & right) / min(len(left), len(right))
    value = b.quantity.value
    small = value is not None and value < _SMALL
    return share >= (1.0 if small else 0.5)


def _words(text: str | None) -> frozenset[str]:
    return frozenset((text or "").lower().split())
