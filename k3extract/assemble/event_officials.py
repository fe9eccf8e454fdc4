"""What officials do at an event: who opens it, leads it, attends it, speaks at it, is represented."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from k3extract.assemble.event_groups import Group
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue
from k3extract.mentions.marked import MarkedText
from k3extract.records import EventPart, Official, Part

_LEFT = 60  # items between the verb and the first of those who do it: offices and names are long
_RIGHT = 120  # items of a list of those who came
_OBJECT = 8  # items between the verb and the event
_BEHIND = 14  # items between the event and its passive verb
_LEAD = 14  # items before the first who came: Hadir dalam acara itu, ...
_WINDOW = 4  # sentences after which ``turut hadir`` says nothing of an event
_TOLD: frozenset[EventPart] = frozenset({"attended", "spoke"})  # what a sentence without the event may say of it
_FREE: frozenset[EventPart] = frozenset({"attended", "spoke", "represented"})  # verbs that need no event as object
_ACCOUNTS = ":()/"


class _Person(NamedTuple):
    """The items ``first:end`` of a mention, and the official it is (None: somebody of no record)."""

    first: int
    end: int
    official: str | None


class _Sentence(NamedTuple):
    items: Sequence[Item]
    people: dict[int, _Person]  # by every item they take
    cues: dict[int, Cue]  # cues with a part, by the item they begin with

    def past(self, at: int, cue: Cue) -> int:
        """The item behind the cue that begins at item ``at``."""
        while at < len(self.items) and self.items[at].start < cue.end:
            at += 1
        return at


def parts_of(
    marked: MarkedText,
    groups: Sequence[Group],
    officials: Sequence[Official],
    read: Callable[[int], Sequence[Item]],
) -> list[tuple[Part, ...]]:
    """The parts of every group's officials, in text order; ``read`` gives the items of a sentence."""
    found: list[list[Part]] = [[] for _ in groups]
    cues = [cue for cue in marked.cues if cue.part is not None]
    if not (cues and groups and officials):
        return [()] * len(groups)
    spoken: dict[int, list[int]] = {}
    for index, group in enumerate(groups):
        for mention in group.mentions:
            spoken.setdefault(mention.sentence, []).append(index)
    mentions = sorted((m.start, m.end, one.id) for one in officials for m in one.mentions)
    by_sentence: dict[int, list[Cue]] = {}
    for cue in cues:
        by_sentence.setdefault(marked.sentence_at(cue.start), []).append(cue)
    for index, own in by_sentence.items():
        if not any(at in spoken for at in range(index - _WINDOW, index + 1)):
            continue
        sentence = _sentence(marked, read(index), own, mentions)
        for at, cue in sentence.cues.items():
            event = _event_of(sentence, at, groups, spoken, index)
            if event is None or _denied(sentence.items, at):
                continue
            for official, part in _doers(sentence, at, cue):
                words = marked.text[cue.start : cue.end]
                found[event].append(Part(start=cue.start, end=cue.end, text=words, official=official, part=part))
    return [tuple(_once(parts)) for parts in found]


def _once(parts: Sequence[Part]) -> Iterator[Part]:
    """Each part of an official once, where it is first told; nobody is at once absent and there."""
    absent = {part.official for part in parts if part.part == "represented"}
    there = {part.official for part in parts if part.part not in ("represented", "attended")}
    seen = set()
    for part in sorted(parts, key=lambda part: part.start):
        key = (part.official, part.part)
        contradicted = part.official in absent and (part.official in there or part.part != "represented")
        if key not in seen and not contradicted:
            seen.add(key)
            yield part


def _sentence(
    marked: MarkedText, items: Sequence[Item], cues: Sequence[Cue], mentions: Sequence[tuple[int, int, str]]
) -> _Sentence:
    people: dict[int, _Person] = {}
    if items:
        low, high = items[0].start, items[-1].end
        spans: list[tuple[int, int, str | None]] = [m for m in mentions if low <= m[0] < high]
        spans += [(office.start, office.end, None) for office in marked.within(marked.offices, low, high)]
        spans += [(name.start, name.end, None) for name in marked.within(marked.names, low, high)]
        for start, end, official in spans:
            taken = [at for at, item in enumerate(items) if start <= item.start < end]
            if taken and not any(at in people for at in taken):
                person = _Person(taken[0], taken[-1] + 1, official)
                people.update(dict.fromkeys(taken, person))
    places = {item.start: at for at, item in enumerate(items)}
    return _Sentence(items, people, {places[cue.start]: cue for cue in cues if cue.start in places})


def _event_of(
    sentence: _Sentence, at: int, groups: Sequence[Group], spoken: dict[int, list[int]], index: int
) -> int | None:
    """The group that the cue at item ``at`` speaks of: the one it licenses, or the only one it can mean."""
    items, cue = sentence.items, sentence.cues[at]
    here = spoken.get(index, [])
    for group in here:
        for mention in groups[group].mentions:
            verb = mention.items[mention.verb] if mention.sentence == index and mention.licence else None
            if verb is not None and verb.start == cue.start:
                return group
    if not here:
        near = {group for before in range(index - _WINDOW, index) for group in spoken.get(before, [])}
        opens = at <= 1 or cue.part == "spoke"
        told = cue.part in _TOLD and cue.actor == "both" and opens
        return near.pop() if told and len(near) == 1 else None
    if len(set(here)) > 1:
        return None
    mentions = [m for m in groups[here[0]].mentions if m.sentence == index and m.licence]
    if not mentions:
        return None
    if cue.part in _FREE or any(_reaches(sentence, at, m.start, m.stop) for m in mentions):
        return here[0]
    return here[0] if _chained(items, sentence, at) else None


def _reaches(sentence: _Sentence, at: int, start: int, stop: int) -> bool:
    """Whether the event is what the verb is done to: right behind an active verb, before a passive one."""
    items, cue = sentence.items, sentence.cues[at]
    if cue.actor == "behind":
        between = [item for item in items[max(0, at - _BEHIND) : at] if item.start >= stop]
        near = stop <= cue.start and at - len(between) >= 1 and items[at - len(between) - 1].start < stop
        return near and not any(item.verb for item in between)
    end = sentence.past(at, cue)
    between = [item for item in items[end : end + _OBJECT] if item.start < start]
    reached = end + len(between) < len(items) and items[end + len(between)].start == start
    return reached and not any(item.verb or item.kind == "mark" or item.has("at") for item in between)


def _chained(items: Sequence[Item], sentence: _Sentence, at: int) -> bool:
    """``membuka sekaligus memimpin rapat``: another verb of the kind follows, which has the event."""
    end = sentence.past(at, sentence.cues[at])
    while end < len(items) and items[end].has("join", "conj", "adv", "agent") and end not in sentence.cues:
        end += 1
    following = sentence.cues.get(end)
    return following is not None and following.actor == sentence.cues[at].actor


def _denied(items: Sequence[Item], at: int) -> bool:
    """``tidak hadir``, ``batal membuka``, ``diminta menghadiri``, ``bisa menghadiri``."""
    before = at - 1
    while before >= 0 and items[before].has("adv", "future") and not items[before].has("neg", "modal"):
        before -= 1
    return before >= 0 and items[before].has("neg", "modal", "causes", "aux")


def _doers(sentence: _Sentence, at: int, cue: Cue) -> Iterator[tuple[str, EventPart]]:
    """Who has which part by the cue at item ``at``, in text order on each side."""
    end = sentence.past(at, cue)
    if cue.actor == "both" and end < len(sentence.items) and sentence.items[end].low == ",":
        end += 1  # Dalam sambutannya, Bupati ...
    before = _before(sentence, at) if cue.actor != "behind" or cue.partner is not None else ()
    behind = cue.actor == "behind" or (cue.actor == "both" and (at <= 1 or not before))
    after = _behind(sentence, end, listed=cue.part == "attended") if behind or cue.partner is not None else ()
    doers, others = (after, before) if behind else (before, after)
    if cue.part is not None:
        yield from ((official, cue.part) for official in doers)
    if cue.partner is not None and end in sentence.people:  # mewakili warga is no standing in
        yield from ((official, cue.partner) for official in others)


def _before(sentence: _Sentence, verb: int) -> tuple[str, ...]:
    """The officials who are the subject of the verb at item ``verb``."""
    items, people, cues = sentence.items, sentence.people, sentence.cues
    starts = {sentence.past(at, cue): at for at, cue in cues.items()}
    found: list[_Person] = []
    linked = True  # whether a further person to the left belongs to the subject
    comma = False
    at = verb
    while at > 0 and verb - at < _LEFT:
        if at in starts and starts[at] < at:
            cue = cues[starts[at]]
            if not found and cue.actor == "before" and cue.partner is None:
                at = starts[at]  # menghadiri sekaligus membuka
                continue
            if found and cue.actor == "behind":
                kept = found[:1] if comma else []  # Didampingi Sekda, Bupati membuka; but Bupati didampingi Sekda
                return _before(sentence, starts[at]) or tuple(one.official for one in kept if one.official)
            break
        person = people.get(at - 1)
        if person is not None:
            if not linked:
                break
            found.append(person)
            at, linked = person.first, False
            continue
        item = items[at - 1]
        if found:
            if item.has("join", "with") or item.low == ",":
                linked = True
                comma = comma or item.low == ","
            elif not (item.kind == "time" or item.low in _ACCOUNTS or item.has("adv") or item.low.isdigit()):
                break
        elif not _between(item):
            return ()
        at -= 1
    if found and at and items[at - 1].has("causes", "neg"):
        return ()  # meminta Bupati menghadiri rapat
    if found and at and at not in starts and _object(items[at - 1]):
        return ()
    return tuple(one.official for one in reversed(_joined(items, found)) if one.official)


def _object(item: Item) -> bool:
    """Whether what follows is no subject: it hangs on a preposition (``bersama`` and ``dan`` do not get here)."""
    return item.kind == "word" and not item.capital and item.has("prep", "at", "agent")


def _joined(items: Sequence[Item], found: Sequence[_Person]) -> Sequence[_Person]:
    """``found`` from right to left; with a comma alone between the last two only the last is the subject."""
    if len(found) < 2:
        return found
    between = items[found[1].end : found[0].first]
    return found if any(item.has("join", "with") for item in between) else found[:1]


def _between(item: Item) -> bool:
    """What may stand between the subject and its verb: ``yang``, ``saat``, ``langsung``, a day set off by commas."""
    if item.kind in ("time", "mark"):
        return item.low not in '.;!?"“”'
    return item.has("adv", "rel", "future", "at", "agent", "conj", "join")


def _behind(sentence: _Sentence, begin: int, listed: bool) -> tuple[str, ...]:
    """The officials behind a passive verb; ``listed``: those of a list, in which others may stand."""
    items, people = sentence.items, sentence.people
    at = begin
    found: list[_Person] = []
    linked, joined = True, False
    last = min(len(items), begin + _RIGHT)
    while at < last:
        person = people.get(at)
        if person is not None:
            if not linked:
                break
            found.append(person)
            at, linked = max(at + 1, person.end), False
            continue
        item = items[at]
        if item.has("join", "with") or item.low == ",":
            linked, joined = bool(found) or listed, joined or item.has("join")
        else:
            stops = at in sentence.cues or (item.content and not listed)
            if stops or not _goes_on(item, bool(found), listed and at - begin < _LEAD):
                break
        at += 1
    if listed and len(found) > 1 and at < len(items) and items[at].verb and not items[at].capital:
        gap = items[found[-2].end : found[-1].first]  # dihadiri camat, Bupati mengatakan
        found = found if any(item.has("join") for item in gap) else found[:-1]
    if not listed and not joined:
        found = found[:1]
    return tuple(one.official for one in found if one.official is not None)


def _goes_on(item: Item, found: bool, lead: bool) -> bool:
    if item.kind == "mark":
        return item.low in _ACCOUNTS or item.low in "\"“”'’-."
    if item.kind in ("quantity", "reference"):
        return found or lead
    if item.kind == "time":
        return not found and lead
    if item.verb and not item.capital:
        return False
    if item.has("agent", "adv", "among"):
        return True
    if item.has("prep", "at", "det", "rel"):
        return not found and lead and not item.has("rel")
    return item.content or item.capital
