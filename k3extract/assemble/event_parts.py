"""Which event is part of which: ``lomba dalam rangka Festival X``, ``rangkaian X``, ``di sela Rakornas Y``."""

from collections.abc import Sequence

from k3extract.assemble.event_groups import Group
from k3extract.assemble.event_mentions import EventMention

_NEAR = 3  # items between the words of belonging and the whole
_SAME = 14  # items between part and whole


def whole_of(groups: Sequence[Group]) -> dict[int, int]:
    """By index of a group the index of the group it is part of; never a circle."""
    found: dict[int, int] = {}
    for part, group in enumerate(groups):
        for whole, other in enumerate(groups):
            if whole == part or _root(found, whole) == part or part in found:
                continue
            if any(_belongs(one, two) for one in group.mentions for two in other.mentions):
                found[part] = whole
    return found


def _root(found: dict[int, int], index: int) -> int:
    while index in found:
        index = found[index]
    return index


def _belongs(part: EventMention, whole: EventMention) -> bool:
    if part.sentence != whole.sentence or not part.licence:
        return False
    before = whole.items[max(0, whole.first - _NEAR) : whole.first]
    if whole.first >= part.end:
        return whole.first - part.end <= _SAME and any(item.has("occasion", "series_of", "whole") for item in before)
    return whole.end <= part.first and any(item.has("aside", "series_of", "occasion") for item in before)
