"""Who organises: the subject of *menggelar*, or the agent behind *digelar (oleh)*."""

from collections.abc import Sequence

from k3extract.assemble.items import Item

_MOST = 30


def subject(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The items ``(first, end)`` of the subject of the active verb ``items[verb]``, None where it is no name."""
    end = verb
    while end > 0 and not items[end - 1].capital and (items[end - 1].has("adv", "rel", "future", "aux") or items[end - 1].verb):
        end -= 1
    end = _without_aside(items, end)
    first = end
    while first > 0 and end - first < _MOST and _belongs(items, first - 1):
        first -= 1
    while first < end and (items[first].low in (")", "&") or items[first].has("conj", "prep", "adv")):
        first += 1
    if first == end or not (items[first].capital or (items[first].has("org_head") and end > first + 1)):
        return None
    return first, end


def _without_aside(items: Sequence[Item], end: int) -> int:
    """Before a time or a bracket set off by commas: ``BPBD, Senin (3/3), menggelar``."""
    if end >= 3 and items[end - 1].low == "," and items[end - 2].kind == "time" and items[end - 3].low == ",":
        return end - 3
    if end >= 2 and items[end - 1].kind == "time":
        return end - 2 if items[end - 2].low in ("pada", ",") else end - 1
    return end


def _belongs(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if item.kind == "mark":
        return item.low in ("(", ")", "&", "/") or (item.low == "-" and at > 0 and items[at - 1].end == item.start)
    if item.kind in ("time", "quantity"):
        return False
    if item.kind == "reference" or item.has("join", "with") or item.low in ("melalui", "dari"):
        return True
    if item.verb or item.has("rel", "pron", "conj", "det", "prep", "adv"):
        named = item.capital and not item.classes and at + 1 < len(items) and items[at + 1].verb
        return named or (item.capital and at > 0 and items[at - 1].capital)  # Disparbud only looks like a verb
    return True


def agent(items: Sequence[Item], verb_end: int) -> tuple[int, int] | None:
    """The items ``(first, end)`` of the agent behind a passive verb that ends before item ``verb_end``."""
    first = verb_end
    while first < len(items) and items[first].has("agent"):
        first += 1
    if first >= len(items) or not (items[first].capital or items[first].has("org_head")):
        return None
    if items[first].verb or items[first].has("pron", "prep", "adv", "time") or items[first].kind != "word":
        return None
    end = first
    while end < len(items) and end - first < _MOST:
        item = items[end]
        if item.kind == "mark" and item.low == "," and _lists_on(items, end):
            end += 1
            continue
        following = items[end + 1] if end + 1 < len(items) else None
        if (item.has("join") or item.low == "dari") and following is not None:
            if not (following.capital or following.has("org_head")):
                break
        elif item.kind == "word" and not item.capital and not item.has("org_head"):
            if item.verb or item.classes - {"noun"} or end > first + 2:
                break
        elif not _belongs(items, end) and not item.capital:
            break
        end += 1
    while end > first and (items[end - 1].low in (",", "(") or items[end - 1].has("prep", "join")):
        end -= 1
    return (first, end) if end > first else None


def _lists_on(items: Sequence[Item], comma: int) -> bool:
    """Whether a list of organisers goes on behind the comma and is closed by *dan* or *serta*."""
    for index in range(comma + 1, min(comma + 12, len(items))):
        item = items[index]
        if item.has("join") and index + 1 < len(items):
            return items[index + 1].capital
        if (item.kind == "mark" and item.low != ",") or item.kind in ("time", "quantity"):
            return False
        if item.kind == "word" and not item.capital:
            return False
    return False


def split(items: Sequence[Item], span: tuple[int, int], text: str) -> tuple[str, ...]:
    """The organisers of a subject or agent, one text each: cut at *bekerja sama dengan*, *bersama*, and at *dan*
    before another organisation."""
    first, end = span
    parts: list[tuple[int, int]] = []
    begin = first
    for at in range(first, end):
        item = items[at]
        following = items[at + 1] if at + 1 < end else None
        joins = (item.has("join") or item.low == ",") and following is not None and following.has("org_head")
        if joins or (item.has("with") and not item.capital):
            if at > begin:
                parts.append((begin, at))
            begin = at + 1
    if end > begin:
        parts.append((begin, end))
    named = [(a, b) for a, b in parts if items[a].capital or items[a].has("org_head") or items[a].low == "tim"]
    return tuple(text[items[a].start : items[b - 1].end] for a, b in named)
