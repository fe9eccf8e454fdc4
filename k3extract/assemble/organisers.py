"""Who organises: the subject of *menggelar*, or the agent behind *digelar (oleh)*."""

from collections.abc import Sequence

from k3extract.assemble.items import Item

_MOST = 30
_PARTS = 4  # of a name with commas


def subject(items: Sequence[Item], verb: int) -> tuple[int, int] | None:
    """The items ``(first, end)`` of the subject of the active verb ``items[verb]``, None where it is no name."""
    end = verb
    while end > 0 and not items[end - 1].capital and _between(items[end - 1]):
        end -= 1
    end = _without_aside(items, end)
    if end and items[end - 1].low == "dengan":
        return _of_clause(items, end - 1)
    if end and items[end - 1].has("prep") and not items[end - 1].capital:
        return None  # memperingati Hari Air dengan menggelar lomba
    first = _segment_start(items, end)
    while first < end and (items[first].low in (")", "&") or items[first].has("conj", "prep", "adv")):
        if items[first].has("join") or items[first].low == "&":
            break
        first += 1
    first = _over_commas(items, first, end)
    if first < end and first > 1 and items[first - 1].low == "di":
        first = _over_place(items, first)
    if first == end or items[end - 1].has("copula", "future") or (first > 0 and items[first - 1].has("prep")):
        return None  # Caranya adalah menggelar ...; aplikasi pertama di Indonesia menggelar ...
    if not (items[first].capital or (items[first].has("org_head") and end > first + 1)):
        return None
    return first, end


def _of_clause(items: Sequence[Item], end: int) -> tuple[int, int] | None:
    """``Pemuda Desa Bulak memperingati Hari Pahlawan dengan menggelar ...``: the subject of the clause's first verb."""
    first = None
    for at in range(end - 1, max(-1, end - _MOST), -1):
        if items[at].kind in ("mark", "time") or items[at].has("rel", "causes", "neg"):
            break
        first = at if items[at].verb and not items[at].capital else first
    if first is None or items[first].low.startswith("di"):
        return None
    span = subject(items, first)
    named = span is not None and any(item.capital for item in items[span[0] + 1 : span[1]])
    return span if named else None  # Pemuda desa is written large as the first word


def _over_place(items: Sequence[Item], first: int) -> int:
    """Further left over the place of people or of a body: *Para pemuda di Kecamatan Bulak*."""
    left = _segment_start(items, first - 1)
    opens = left == 0 or items[left - 1].kind in ("mark", "time")
    return left if left < first - 1 and opens and items[left].has("crowd", "org_head") else first


def _between(item: Item) -> bool:
    return item.verb or item.has("adv", "rel", "future", "aux")


def _segment_start(items: Sequence[Item], end: int) -> int:
    first = end
    while first > 0 and end - first < _MOST and _belongs(items, first - 1):
        first -= 1
    return first


def _over_commas(items: Sequence[Item], first: int, end: int) -> int:
    """Further left where a comma stands inside the subject: *Kementerian Sosial, Riset, dan Budaya*, *Warga Desa A,
    Kecamatan B*."""
    while first < end and first > 1 and (items[first].has("join", "place") or items[first].low == "&"):
        if items[first - 1].low != "," or not items[first - 2].capital:
            break
        before = _segment_start(items, first - 1)
        while before < first - 1 and items[before].has("conj", "adv"):
            before += 1
        opens = before == 0 or items[before - 1].kind in ("mark", "time")
        if before == first - 1 or not opens or not items[before].capital or items[before].has("prep"):
            break
        listed = items[first].has("join") and before > 0 and items[before - 1].low == "," and items[before - 2].capital
        first = before
        if listed and not items[first].has("org_head"):
            first = _next_left(items, first)
    while first < end and items[first].has("join"):
        first += 1
    return first


def _next_left(items: Sequence[Item], first: int) -> int:
    """The start of a list *Kementerian A, B, dan C*: back over its commas to the word that begins the body's name."""
    at = first
    for _ in range(_PARTS):
        if at < 2 or items[at - 1].low != "," or not items[at - 2].capital:
            return at
        at = _segment_start(items, at - 1)
        if items[at].has("org_head"):
            return at
    return first


def _without_aside(items: Sequence[Item], end: int) -> int:
    """Before a time or a bracket set off by commas: ``BPBD, Senin (3/3), menggelar``."""
    if end >= 3 and items[end - 1].low == "," and items[end - 2].kind == "time" and items[end - 3].low == ",":
        return end - 3
    if end >= 2 and items[end - 1].kind == "time" and any(char.isdigit() for char in items[end - 1].text):
        return end - 2 if items[end - 2].low in ("pada", ",") else end - 1
    return end


def _belongs(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    if item.kind == "mark":
        return item.low in ("(", ")", "&", "/") or (item.low == "-" and _glued(items, at))
    if item.kind in ("time", "quantity"):
        return False
    if item.kind == "reference" or item.has("join", "with") or item.low in ("melalui", "dari"):
        return True
    if item.verb or item.has("rel", "pron", "conj", "det", "prep", "adv"):
        named = item.capital and not item.classes and at + 1 < len(items) and items[at + 1].verb
        return named or (item.capital and at > 0 and items[at - 1].capital)  # Disparbud only looks like a verb
    return True


def _glued(items: Sequence[Item], at: int) -> bool:
    """Whether nothing stands round the mark: *Ngawi-Magetan*, but not *JAKARTA- Bulog*."""
    if at == 0 or at + 1 >= len(items):
        return False
    return items[at - 1].end == items[at].start and items[at].end == items[at + 1].start


def agent(items: Sequence[Item], verb_end: int) -> tuple[int, int] | None:
    """The items ``(first, end)`` of the agent behind a passive verb that ends before item ``verb_end``."""
    first = verb_end
    while first < len(items) and items[first].has("agent"):
        first += 1
    if first >= len(items) or not (items[first].capital or items[first].has("org_head", "crowd")):
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
        if (item.has("join", "with") or item.low == "dari") and following is not None:
            if not (_names(following) or following.has("org_head")):
                break
        elif item.kind == "word" and not item.capital and not item.has("org_head"):
            if item.verb or item.classes - {"noun", "crowd"} or end > first + 2:
                break
        elif not _belongs(items, end) and not item.capital:
            break
        end += 1
    while end > first and (items[end - 1].low in (",", "(") or items[end - 1].has("prep", "join")):
        end -= 1
    if items[first].has("crowd") and not any(item.capital or item.has("org_head") for item in items[first + 1 : end]):
        return None  # digelar warga setempat
    return (first, end) if end > first else None


def _names(item: Item) -> bool:
    """Whether a name can begin with the item: a capital word, or a body with its number (Kodim 0808)."""
    return item.capital or (item.kind == "reference" and item.text[0].isupper())


def _begins_body(item: Item) -> bool:
    return item.has("org_head") or (item.kind == "reference" and item.text[0].isupper())


def _lists_on(items: Sequence[Item], comma: int) -> bool:
    """Whether a list of organisers goes on behind the comma and is closed by *dan* or *serta*."""
    for index in range(comma + 1, min(comma + 12, len(items))):
        item = items[index]
        if item.has("join") and index + 1 < len(items):
            return _names(items[index + 1])
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
        joins = (item.has("join") or item.low == ",") and following is not None and _begins_body(following)
        joins = joins and not (item.low == "," and following is not None and following.has("place"))
        if joins or (item.has("with") and not item.capital):
            last = at - 1 if at > begin and items[at - 1].low == "," else at
            if last > begin:
                parts.append((begin, last))
            begin = at + 1
    if end > begin:
        parts.append((begin, end))
    named = [(a, b) for a, b in parts if _names(items[a]) or items[a].has("org_head", "crowd") or items[a].low == "tim"]
    return tuple(text[items[a].start : items[b - 1].end] for a, b in named)
