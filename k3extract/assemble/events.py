"""Events: one record per organised happening, however often it is mentioned."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from k3extract.assemble import event_parts, event_series, event_when, organisers
from k3extract.assemble.event_batches import add_batches
from k3extract.assemble.event_dates import is_day
from k3extract.assemble.event_groups import SURE, Group, groups_of
from k3extract.assemble.event_licence import HELD, HOLD, STAGED
from k3extract.assemble.event_mentions import EventMention
from k3extract.assemble.event_officials import parts_of
from k3extract.assemble.event_places import Site, find_site
from k3extract.assemble.event_reader import Around, MentionReader
from k3extract.assemble.items import Item, ItemReader
from k3extract.mentions.events import EventNoun
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.words import Words
from k3extract.records import Event, Mode, Official, Span, record_id
from k3extract.rulebook import Rulebook

_QUOTES = "\"“”‘’'"
_LEAD = 3  # sentences in which an event without verb and day can be introduced
_MENTIONS = 20  # of one event; more say nothing new
_MODES: dict[str, Mode] = {"mode_hybrid": "hybrid", "mode_online": "online", "mode_offline": "offline"}


class EventAssembler:
    """Builds events from event nouns and what stands around them."""

    def __init__(self, rulebook: Rulebook, items: ItemReader | None = None) -> None:
        self._items = items or ItemReader(Words(rulebook))
        self._mentions = MentionReader()
        self._site = self._items.words.of("site")
        self._batch = self._items.words.of("batch")

    def assemble(self, marked: MarkedText, officials: list[Official]) -> list[Event]:
        """Events in text order; their ``statistics`` are filled when statistics are known."""
        if not marked.event_nouns and not any(cue.kind in STAGED for cue in marked.cues):
            return []
        groups = groups_of(self._read(marked))
        for group in groups:
            self._add_short_forms(marked, group, [m for other in groups for m in other.mentions])
        events = [_record(marked, group, groups, officials) for group in groups]
        if marked.article.sentences:
            told = parts_of(marked, groups, officials, lambda at: self._items.read(marked, *marked.sentence(at)))
            events = [replace(event, parts=parts) for event, parts in zip(events, told, strict=True)]
        for part, whole in event_parts.whole_of(groups).items():
            events[part] = replace(events[part], part_of=events[whole].id)
        return add_batches(marked, sorted(events, key=lambda event: (event.start, event.end)), self._items, self._batch)

    def _read(self, marked: MarkedText) -> list[EventMention]:
        by_sentence: dict[int, list[EventNoun]] = {}
        for noun in marked.event_nouns:
            by_sentence.setdefault(marked.sentence_at(noun.start), []).append(noun)
        for cue in marked.cues:
            if cue.kind in STAGED:
                by_sentence.setdefault(marked.sentence_at(cue.start), [])
        found: list[EventMention] = []
        for index, nouns in sorted(by_sentence.items()):
            start, end = _stretch(marked, index, self._site)
            if not _may_speak(marked, nouns, start, end):
                continue
            items = self._items.read(marked, start, end)
            found += self._mentions.read(
                items, nouns, marked.within(marked.cues, start, end), _around(marked, index, start, end)
            )
        return found

    def _add_short_forms(self, marked: MarkedText, group: Group, known: Sequence[EventMention]) -> None:
        """Where the article goes on with the short form alone (``PKBN diikuti 50 ASN``)."""
        short = next((mention.short for mention in group.mentions if mention.short is not None), None)
        if short is None:
            return
        head, word = group.head, short.upper()
        at = marked.text.find(word, head.stop)
        while at >= 0 and len(group.mentions) < _MENTIONS:
            end = at + len(word)
            taken = any(mention.start < end and at < mention.stop for mention in known)
            if not taken and _whole(marked.text, at, end):
                index = marked.sentence_at(at)
                noun = EventNoun(at, end, head.noun.type, head.noun.rule, "weak")
                items = self._items.read(marked, *_stretch(marked, index, self._site))
                group.mentions += self._mentions.read(items, [noun], (), Around(index, ()))
            at = marked.text.find(word, end)


def _around(marked: MarkedText, index: int, start: int, end: int) -> Around:
    offices = ((office.start, office.end) for office in marked.within(marked.offices, start, end))
    names = ((name.start, name.end) for name in marked.within(marked.names, start, end))
    return Around(index, (*offices, *names))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is no part of a longer word or name in brackets."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before in ("(", "-") or after == "-")


def _may_speak(marked: MarkedText, nouns: Sequence[EventNoun], start: int, end: int) -> bool:
    """Whether the sentence can say anything of an event: a verb of holding, a day, or a deed stands in it."""
    if all(noun.strength == "never" for noun in nouns):
        return any(is_day(time) for time in marked.within(marked.times, start, end))
    if any(noun.deed is not None for noun in nouns) or marked.within(marked.times, start, end):
        return True
    lead = marked.sentence_at(start) <= _LEAD
    if lead and any(one.strength == "generic" and two.start - one.end == 1 for one, two in pairwise(nouns)):
        return True  # dalam acara Peringatan Hari Koperasi
    return any(cue.kind.startswith("ev_") for cue in marked.within(marked.cues, start, end))


def _stretch(marked: MarkedText, index: int, site: frozenset[str]) -> tuple[int, int]:
    """The sentence, with the one behind it where that only says where it was (``Bertempat di ..., Kamis (2/3).``);
    ``site`` are the words such a sentence begins with."""
    sentences = marked.article.sentences
    if not sentences:
        return 0, len(marked.text)
    start, end = sentences[index]
    if index + 1 < len(sentences):
        low, high = sentences[index + 1]
        if marked.text[low:high].partition(" ")[0].lower() in site:
            end = high
    return start, end


def _record(marked: MarkedText, group: Group, groups: Sequence[Group], officials: list[Official]) -> Event:
    head = group.head
    time, date, basis = event_when.date_of(marked, group, groups)
    site = _site(marked, group)
    status = event_when.status_of(marked, group, time)
    return Event(
        id=record_id(marked.article.id, "event", head.start, head.stop),
        start=head.start,
        end=head.stop,
        text=marked.text[head.start : head.stop],
        name=" ".join((_name(marked, head) or "").split()) or None,
        type=head.noun.type,
        date=date,
        date_basis=basis,
        place=site.place if site else None,
        venue=site.venue if site else None,
        mode=_mode(marked, group),
        organisers=_organisers(marked, group, officials),
        officials=_officials(marked, group, officials),
        series=event_series.series(group.mentions),
        status=status,
        mentions=tuple(
            Span(start=m.start, end=m.stop, text=marked.text[m.start : m.stop])
            for m in sorted(group.mentions, key=lambda m: m.start)
        ),
        rule=head.noun.rule,
    )


def _name(marked: MarkedText, head: EventMention) -> str | None:
    if not head.named:
        return marked.text[head.start : head.stop]
    items = head.items
    low, high = head.undergoer
    if head.noun.deed is not None and high:
        return f"{head.noun.deed} {marked.text[items[low].start : items[high - 1].end]}"
    if head.noun.deed is not None and head.end == head.noun_end:
        return head.noun.deed
    if head.noun.deed is not None:
        begin = items[head.noun_end].start
        person = next((name for name in marked.names if name.start == begin), None)
        if person is not None:
            return f"{head.noun.deed} {marked.text[person.name_start : person.name_end]}"
        return f"{head.noun.deed} {marked.text[items[head.noun_end].start : head.stop]}"
    titled = [at for at in range(head.noun_end, head.end - 1) if items[at].has("titled")]
    if head.noun.strength == "generic" and titled:
        return marked.text[items[titled[0] + 1].start : head.stop].strip().strip(_QUOTES)
    begin = head.noun_end if head.noun.strength == "generic" and items[head.first].has("vague") else head.first
    while begin < head.end - 1 and (items[begin].has("titled", "epithet") or items[begin].low in "\"“‘'"):
        begin += 1
    name = marked.text[items[begin].start : head.stop].strip()
    lone = sum(char in _QUOTES for char in name) == 1
    return name.strip(_QUOTES) if lone or name[0] in _QUOTES else name


def _site(marked: MarkedText, group: Group) -> Site | None:
    people = frozenset(office.start for office in marked.offices) | frozenset(name.start for name in marked.names)
    mentions = sorted(group.mentions, key=lambda m: (m.licence not in SURE, m.start))
    opened = [m for m in mentions if m.licence and m.items[0].has("site")]  # Bertempat di Pendopo, Polres menggelar ...
    for mention, start in [*((m, m.end) for m in mentions), *((m, 0) for m in opened)]:
        site = find_site(mention.items if start else mention.items[: mention.first], start, marked.text, people)
        if site is not None:
            return site
    return None


def _mode(marked: MarkedText, group: Group) -> Mode | None:
    for mention in group.mentions:
        for cue in marked.within(marked.cues, mention.items[0].start, mention.items[-1].end):
            if cue.kind in _MODES:
                return _MODES[cue.kind]
    return None


def _organisers(marked: MarkedText, group: Group, officials: Sequence[Official]) -> tuple[str, ...]:
    people = [(m.start, m.end) for official in officials for m in official.mentions]
    people += [(office.start, office.end) for office in marked.offices]
    for opened in (False, True):
        for mention in group.mentions:
            items, span = mention.items, _opener(mention) if opened else _holder(marked, mention)
            if span is None or (span[1] - span[0] == 1 and span[0] and items[span[0] - 1].low in _QUOTES):
                continue  # "Senang dapat mengadakan pertemuan
            start, end = items[span[0]].start, items[span[1] - 1].end
            if not any(low < end and start < high for low, high in people):
                return organisers.split(items, span, marked.text)
    return ()


def _holder(marked: MarkedText, mention: EventMention) -> tuple[int, int] | None:
    span = None
    if mention.licence in HOLD | {"ev_invite", "deed"} and not mention.undergoer[1]:
        span = organisers.subject(mention.items, mention.verb)
    elif mention.licence in HELD and mention.verb > mention.first:
        span = organisers.agent(mention.items, mention.verb_end)
    span = span or _held_by(marked, mention)
    return None if span is not None and _is_event(marked, mention.items, span) else span


def _is_event(marked: MarkedText, items: Sequence[Item], span: tuple[int, int]) -> bool:
    """``hari ini digelar Upacara Bendera``: what stands behind the verb is held, and holds nothing."""
    start, end = items[span[0]].start, items[span[1] - 1].end
    nouns = marked.within(marked.event_nouns, start, end)
    return any((noun.start == start and noun.strength == "strong") or noun.tail for noun in nouns)


def _opener(mention: EventMention) -> tuple[int, int] | None:
    """A body that opens what nobody is said to hold: ``Balai Pelatihan Serang membuka kursus las``."""
    span = organisers.subject(mention.items, mention.verb) if mention.licence == "ev_open" else None
    return span if span is not None and mention.items[span[0]].has("org_head") else None


def _held_by(marked: MarkedText, mention: EventMention) -> tuple[int, int] | None:
    """The agent of ``yang digelar/diselenggarakan (oleh) X`` behind the name."""
    items: Sequence[Item] = mention.items
    start, end = items[mention.end - 1].end, items[-1].end
    for cue in marked.within(marked.cues, start, end):
        if cue.kind in HELD:
            at = next((i for i in range(mention.end, len(items)) if items[i].start >= cue.end), None)
            return organisers.agent(items, at) if at is not None else None
    return None


def _officials(marked: MarkedText, group: Group, officials: Sequence[Official]) -> tuple[str, ...]:
    """Officials named in a sentence in which the event is opened, attended, led or held."""
    stretches = [(m.items[0].start, m.items[-1].end) for m in group.mentions if m.licence]
    return tuple(
        official.id
        for official in officials
        if any(low <= m.start < high for m in official.mentions for low, high in stretches)
    )
