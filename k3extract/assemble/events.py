"""Events: one record per organised happening, however often it is mentioned."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble import event_dates, event_series, organisers
from k3extract.assemble.event_batches import add_batches
from k3extract.assemble.event_mentions import EventMention, MentionReader
from k3extract.assemble.event_places import Site, find_site
from k3extract.assemble.items import Item, ItemReader
from k3extract.mentions.events import EventNoun
from k3extract.mentions.marked import MarkedText
from k3extract.mentions.words import Words
from k3extract.records import Event, EventStatus, Mode, Official, Span, Time, record_id
from k3extract.rulebook import Rulebook

_SURE = frozenset({"ev_hold", "ev_held", "ev_open", "ev_opened", "ev_cancelled", "ev_ongoing"})
_TAKES_PART = frozenset({"ev_attend", "ev_attended"})
_QUOTES = "\"“”‘’'"
_LEAD = 2  # sentences in which a deed (meresmikan X) is what the article is about
_MENTIONS = 20  # of one event; more say nothing new
_TWO = 2  # words with which a name says more than its noun
_NEAR = 6  # sentences over which a bare noun takes its name from a fuller one
_MODES: dict[str, Mode] = {"mode_hybrid": "hybrid", "mode_online": "online", "mode_offline": "offline"}


@dataclass(slots=True)
class _Group:
    """The mentions of one event; ``mentions[0]`` is the one that names it."""

    mentions: list[EventMention]

    @property
    def head(self) -> EventMention:
        return self.mentions[0]


class EventAssembler:
    """Builds events from event nouns and what stands around them."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._items = ItemReader(Words(rulebook))
        self._mentions = MentionReader()
        self._site = self._items.words.of("site")

    def assemble(self, marked: MarkedText, officials: list[Official]) -> list[Event]:
        """Events in text order; their ``statistics`` are filled when statistics are known."""
        if not marked.event_nouns and not any(cue.kind == "ev_hold" for cue in marked.cues):
            return []
        groups = _groups(self._read(marked))
        for group in groups:
            self._add_short_forms(marked, group, [m for other in groups for m in other.mentions])
        events = [_record(marked, group, officials) for group in groups]
        return add_batches(marked, sorted(events, key=lambda event: (event.start, event.end)), self._items)

    def _read(self, marked: MarkedText) -> list[EventMention]:
        by_sentence: dict[int, list[EventNoun]] = {}
        for noun in marked.event_nouns:
            by_sentence.setdefault(marked.sentence_at(noun.start), []).append(noun)
        for cue in marked.cues:
            if cue.kind == "ev_hold":
                by_sentence.setdefault(marked.sentence_at(cue.start), [])
        found: list[EventMention] = []
        for index, nouns in sorted(by_sentence.items()):
            start, end = _stretch(marked, index, self._site)
            if not _may_speak(marked, nouns, start, end):
                continue
            items = self._items.read(marked, start, end)
            found += self._mentions.read(index, items, nouns, marked.within(marked.cues, start, end))
        return found

    def _add_short_forms(self, marked: MarkedText, group: _Group, known: Sequence[EventMention]) -> None:
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
                group.mentions += self._mentions.read(index, items, [noun], ())
            at = marked.text.find(word, end)


def _whole(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is no part of a longer word or name in brackets."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum() or before in ("(", "-") or after == "-")


def _may_speak(marked: MarkedText, nouns: Sequence[EventNoun], start: int, end: int) -> bool:
    """Whether the sentence can say anything of an event: a verb of holding, a day, or a deed stands in it."""
    if any(noun.deed is not None for noun in nouns) or marked.within(marked.times, start, end):
        return True
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


def _groups(mentions: Sequence[EventMention]) -> list[_Group]:
    """Mentions that stand on their own become events; those that mean one of them join it."""
    groups: list[_Group] = []
    waiting: list[EventMention] = []
    for mention in mentions:
        group = _same(groups, mention)
        if group is not None:
            group.mentions.append(mention)
        elif _stands(mention):
            groups.append(_Group([mention]))
            if not mention.named:
                _name_from(groups[-1], waiting)
        else:
            waiting.append(mention)
    for mention in waiting:  # mentioned before it is introduced
        group = _same(groups, mention) if mention.named else None
        if group is not None:
            group.mentions.append(mention)
    for group in groups:
        group.mentions.sort(key=_rank)
    return groups


def _rank(mention: EventMention) -> tuple[bool, bool, bool, bool, int, int]:
    """The mention that names the event best comes first: a noun of its own, capitals, a sure verb, more words."""
    bare = not mention.named and mention.noun.strength == "generic"
    plain = len(mention.tokens) < _TWO
    sure = mention.licence in _SURE | {"deed"}
    return (bare, not mention.proper, plain, not sure, -len(mention.tokens), mention.start)


def _name_from(group: _Group, waiting: list[EventMention]) -> None:
    """``rapat terbatas ... Rapat digelar``: the fuller noun before names the event that a bare one introduces."""
    head = group.head
    for earlier in reversed(waiting):
        if earlier.noun.type == head.noun.type and earlier.licence and head.sentence - earlier.sentence <= _NEAR:
            group.mentions.append(earlier)
            waiting.remove(earlier)
            return


def _stands(mention: EventMention) -> bool:
    """Whether the mention introduces an event by itself: a verb says that somebody holds, opens or attends it."""
    if mention.back or not mention.licence:
        return False
    strength, licence = mention.noun.strength, mention.licence
    dated = any(item.time is not None and event_dates.is_day(item.time) for item in mention.items)
    if licence == "deed":
        return mention.named and (dated or (mention.sentence <= _LEAD and mention.proper))
    if strength == "generic":
        if licence == "ev_at":
            return dated and len(mention.tokens) >= 2
        known = mention.proper or mention.sentence <= _LEAD
        return licence in _SURE | _TAKES_PART and mention.named and len(mention.tokens) >= 2 and known
    if strength == "weak":
        if licence == "ev_at":
            return _introduced(mention) and mention.proper and dated
        if licence == "ev_attended":
            return dated and mention.first == 0  # Penyaluran dihadiri camat, Selasa (14/1)
        return (licence in _SURE and (mention.proper or dated)) or (licence == "ev_do" and mention.proper)
    lead = mention.sentence <= _LEAD
    if licence in _SURE:
        return mention.named or dated or lead
    if licence == "ev_do":
        return mention.named and dated and (lead or mention.proper)
    if licence in _TAKES_PART:
        return mention.proper or dated or (lead and mention.named)
    spoken_of = mention.named or mention.noun.type == "meeting" or _introduced(mention)
    return dated and licence == "ev_at" and spoken_of


def _introduced(mention: EventMention) -> bool:
    """``dalam acara sosialisasi``: the word before says that it is an event."""
    return mention.first > 0 and mention.items[mention.first - 1].has("vague")


def _same(groups: Sequence[_Group], mention: EventMention) -> _Group | None:
    """The event that the mention means: by its name, or by ``ini/tersebut`` or nothing behind its noun."""
    for group in reversed(groups):
        for known in group.mentions:
            if _one_name(known, mention):
                return group
    if mention.named and not mention.back:
        return None
    for group in reversed(groups):
        noun = group.head.noun
        if mention.noun.strength == "generic" or (noun.type == mention.noun.type and mention.noun.deed is None):
            return group
    return None


def _one_name(known: EventMention, mention: EventMention) -> bool:
    if not (known.named and mention.named) or not known.tokens or not mention.tokens:
        return False
    if known.noun.deed is not None and known.noun.deed == mention.noun.deed and not mention.proper:
        return True  # melantik saudari: the inauguration told before
    if known.head == mention.head and known.noun.deed != mention.noun.deed:
        return bool((known.tokens & mention.tokens) - {known.head})
    if (known.noun.deed is None) != (mention.noun.deed is None):
        return False
    if "press_conference" in {known.noun.type, mention.noun.type} and known.noun.type != mention.noun.type:
        return False
    if event_series.number_in(known) != event_series.number_in(mention):
        return False
    if known.short is not None and known.short in mention.tokens:
        return True
    if known.noun.type == mention.noun.type and known.acronyms & mention.acronyms:
        return True
    common = len(known.tokens & mention.tokens)
    return common >= 2 and common * 10 >= 6 * min(len(known.tokens), len(mention.tokens))


def _record(marked: MarkedText, group: _Group, officials: list[Official]) -> Event:
    head = group.head
    time, date, basis = _date(marked, group)
    site = _site(marked, group)
    status = _status(marked, group, time)
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
    begin = head.noun_end if head.noun.strength == "generic" else head.first
    while begin < head.end - 1 and (items[begin].has("titled") or items[begin].low in "\"“‘'"):
        begin += 1
    name = marked.text[items[begin].start : head.stop].strip()
    return name.strip(_QUOTES) if name[0] in _QUOTES else name


def _date(marked: MarkedText, group: _Group) -> tuple[Time | None, str | None, str | None]:
    """The time that dates the event, its EDTF and how it is known."""
    order = sorted(group.mentions, key=lambda m: (m.licence not in _SURE | {"deed"}, m.start))
    best: tuple[Time, EventMention] | None = None
    for mention, behind in [(m, True) for m in order] + [(m, False) for m in order]:
        time = event_dates.beside(mention.items, mention.end, behind=behind)
        if time is not None and (best is None or (event_dates.is_day(time) and not event_dates.is_day(best[0]))):
            best = (time, mention)
    if best is not None:
        return best[0], event_dates.stretched(best[1].items, best[0]), best[0].basis
    if _planned(group):
        return None, None, None
    time = event_dates.likely_day(marked)
    return (time, event_dates.day_edtf(time), "inferred") if time is not None else (None, None, None)


def _planned(group: _Group) -> bool:
    """Whether its verb says that it is still to come: ``akan digelar``."""
    head = next((m for m in group.mentions if m.licence in _SURE), group.head)
    if head.verb < 0:
        return False
    return any(item.has("future") for item in head.items[max(0, head.verb - 3) : head.verb])


def _status(marked: MarkedText, group: _Group, time: Time | None) -> EventStatus:
    for mention in group.mentions:
        start, end = mention.items[0].start, mention.items[-1].end
        kinds = {cue.kind for cue in marked.within(marked.cues, start, end)}
        if "ev_cancelled" in kinds and mention.licence:
            return "cancelled"
        if "ev_ongoing" in kinds and mention.licence:
            return "ongoing"
    published = marked.article.reference_date
    date = event_dates.day_edtf(time) if time is not None else None
    if date and published and len(date) >= 10 and date[:10].isascii() and date[:10] > published:
        return "planned"
    past = date is not None and published is not None and len(date) >= 10 and date[:10] < published
    return "planned" if _planned(group) and not past else "held"


def _site(marked: MarkedText, group: _Group) -> Site | None:
    people = frozenset(office.start for office in marked.offices) | frozenset(name.start for name in marked.names)
    for mention in sorted(group.mentions, key=lambda m: (m.licence not in _SURE, m.start)):
        site = find_site(mention.items, mention.end, marked.text, people)
        if site is not None:
            return site
    return None


def _mode(marked: MarkedText, group: _Group) -> Mode | None:
    for mention in group.mentions:
        for cue in marked.within(marked.cues, mention.items[0].start, mention.items[-1].end):
            if cue.kind in _MODES:
                return _MODES[cue.kind]
    return None


def _organisers(marked: MarkedText, group: _Group, officials: Sequence[Official]) -> tuple[str, ...]:
    people = [(m.start, m.end) for official in officials for m in official.mentions]
    people += [(office.start, office.end) for office in marked.offices]
    for mention in group.mentions:
        items, span = mention.items, None
        if mention.licence in ("ev_hold", "ev_invite", "deed") and not mention.undergoer[1]:
            span = organisers.subject(items, mention.verb)
        elif mention.licence == "ev_held":
            span = organisers.agent(items, mention.verb_end)
        if span is None:
            span = _held_by(marked, mention)
        if span is None:
            continue
        start, end = items[span[0]].start, items[span[1] - 1].end
        if not any(low < end and start < high for low, high in people):
            return organisers.split(items, span, marked.text)
    return ()


def _held_by(marked: MarkedText, mention: EventMention) -> tuple[int, int] | None:
    """The agent of ``yang digelar/diselenggarakan (oleh) X`` behind the name."""
    items: Sequence[Item] = mention.items
    start, end = items[mention.end - 1].end, items[-1].end
    for cue in marked.within(marked.cues, start, end):
        if cue.kind == "ev_held":
            at = next((i for i in range(mention.end, len(items)) if items[i].start >= cue.end), None)
            return organisers.agent(items, at) if at is not None else None
    return None


def _officials(marked: MarkedText, group: _Group, officials: Sequence[Official]) -> tuple[str, ...]:
    """Officials named in a sentence in which the event is opened, attended, led or held."""
    stretches = [(m.items[0].start, m.items[-1].end) for m in group.mentions if m.licence]
    return tuple(
        official.id
        for official in officials
        if any(low <= m.start < high for m in official.mentions for low, high in stretches)
    )
