"""Which mentions mean one event, and which of them make it a record."""

from collections.abc import Sequence
from dataclasses import dataclass

from k3extract.assemble import event_dates, event_series
from k3extract.assemble.event_licence import STAGE
from k3extract.assemble.event_mentions import EventMention

SURE = frozenset({"ev_stage", "ev_staged", "ev_hold", "ev_held", "ev_open", "ev_opened", "ev_cancelled", "ev_ongoing"})
_TAKES_PART = frozenset({"ev_attend", "ev_attended"})
_LEAD = 2  # sentences in which a deed (meresmikan X) is what the article is about
_TWO = 2  # words with which a name says more than its noun
_LOOKED = 40  # events, and mentions of one, that are compared: more than an article has
_AROUND = 6  # items round a mention in which a habit shows
_SUBJECT = 12  # items between *meminta* and what somebody is asked to do
_NEAR = 6  # sentences over which a bare noun takes its name from a fuller one


@dataclass(slots=True)
class Group:
    """The mentions of one event; ``mentions[0]`` is the one that names it."""

    mentions: list[EventMention]

    @property
    def head(self) -> EventMention:
        return self.mentions[0]


def groups_of(mentions: Sequence[EventMention]) -> list[Group]:
    """Mentions that stand on their own become events; those that mean one of them join it."""
    groups: list[Group] = []
    waiting: list[EventMention] = []
    for mention in mentions:
        group = _same(groups, mention)
        if group is not None:
            group.mentions.append(mention)
        elif stands(mention):
            groups.append(Group([mention]))
            if not mention.named:
                _name_from(groups[-1], waiting)
        else:
            waiting.append(mention)
    for mention in waiting:  # mentioned before it is introduced
        group = (_same(groups, mention) or _noun_of(groups, mention)) if mention.named else None
        if group is not None:
            group.mentions.append(mention)
    for group in groups:
        group.mentions.sort(key=_rank)
    return [group for group in groups if not _only_told(group)]


def _noun_of(groups: Sequence[Group], deed: EventMention) -> Group | None:
    """``menyalurkan bantuan kepada 40 keluarga ... Penyaluran dihadiri camat``: the deed names what the noun means."""
    if deed.noun.deed is None:
        return None
    alone = (group for group in groups if not group.head.named and deed.sentence <= group.head.sentence)
    return next((group for group in alone if deed.head.split()[0] == group.head.head), None)


def _only_told(group: Group) -> bool:
    """``Pabrik itu meluncurkan X`` without a day, and never again: a product came out, nobody says that people met."""
    head = group.head
    if len(group.mentions) > 1 or head.licence != "deed" or head.noun.type != "launch":
        return False
    return not any(event_dates.says_when(item.time) for item in head.items)


def _rank(mention: EventMention) -> tuple[bool, bool, bool, bool, int, int]:
    """The mention that names the event best comes first: a noun of its own, capitals, a sure verb, more words."""
    bare = not mention.named and mention.noun.strength == "generic"
    plain = len(mention.tokens) < _TWO
    sure = mention.licence in SURE | {"deed"} and not _habitual(mention)
    return (bare, not mention.proper, plain, not sure, -len(mention.tokens), mention.start)


def _name_from(group: Group, waiting: list[EventMention]) -> None:
    """``rapat terbatas ... Rapat digelar``: the fuller noun before names the event that a bare one introduces."""
    head = group.head
    for earlier in reversed(waiting):
        if earlier.noun.type == head.noun.type and earlier.licence and head.sentence - earlier.sentence <= _NEAR:
            group.mentions.append(earlier)
            waiting.remove(earlier)
            return


def stands(mention: EventMention) -> bool:
    """Whether the mention introduces an event by itself: a verb says that somebody holds, opens or attends it."""
    if mention.back or not mention.licence:
        return False
    strength, licence = mention.noun.strength, mention.licence
    dated = any(event_dates.says_when(item.time) for item in mention.items)
    if _several(mention) and (strength == "generic" or not mention.proper):
        return False
    if _possible(mention) and not (dated and mention.proper):
        return False
    if not dated and (_habitual(mention) or _of_another(mention) or _everywhere(mention)):
        return False
    lead = mention.sentence <= _LEAD
    if licence == "ev_at" and (mention.items[mention.verb].has("compare") or _phase(mention)):
        return False  # sebelum kepulangan jemaah, dalam tahap sosialisasi
    if licence == "ev_do" and not any(event_dates.says_when(item.time) for item in mention.items[mention.end :]):
        dated = False  # dalam jumpa pers, Kamis (5/6), ia mengatakan telah melakukan edukasi
    if licence == "deed" and not dated and _background(mention):
        return False
    if licence == "ev_at" and strength in ("generic", "open", "tail") and not _right_before(mention):
        return False
    if licence == "deed" and strength == "weak":
        return mention.named and dated and lead
    if licence == "deed":
        return mention.named and (dated or (lead and mention.proper))
    if strength in ("weak", "generic", "open", "tail"):
        return _RARE[strength](mention, dated, lead)
    if licence in SURE:
        sure = licence in STAGE or mention.named
        timed = any(item.time is not None and item.time.type == "DATE" for item in mention.items[mention.end :])
        return dated or (lead and sure) or (mention.named and (timed or not _to_come(mention)))
    if licence in ("ev_do", "ev_plan"):
        return dated and (lead or (mention.named and mention.proper))
    if licence in _TAKES_PART:
        return mention.proper or dated or (lead and mention.named)
    if licence != "ev_at":
        return False
    if not dated:  # dalam acara Peringatan Hari Koperasi
        past = mention.items[mention.verb].has("after", "by")  # usai acara X; melalui program sosialisasi Y
        fuller = mention.proper and _right_before(mention) and not past
        return fuller and (_introduced(mention) or (lead and len(mention.tokens) > _TWO))
    return mention.named or mention.noun.type == "meeting" or _introduced(mention) or _placed(mention)


def _generic(mention: EventMention, dated: bool, lead: bool) -> bool:
    if len(mention.tokens) < _TWO:
        return False
    if mention.licence == "ev_at":
        fuller = mention.proper and len(mention.tokens) > _TWO and mention.items[mention.verb].low != "di"
        return dated or (lead and fuller)
    return mention.licence in SURE | _TAKES_PART and mention.named and (mention.proper or lead)


def _weak(mention: EventMention, dated: bool, lead: bool) -> bool:
    if mention.licence == "ev_at":
        return _introduced(mention) and dated and (mention.proper or (lead and _placed(mention)))
    if mention.licence == "ev_attended":
        return mention.first == 0 and (dated or mention.verb == mention.end)  # Penyaluran dihadiri camat
    if mention.licence in ("ev_do", "ev_plan"):
        return (mention.proper and (dated or mention.licence == "ev_do")) or (dated and lead and mention.named)
    return mention.licence in SURE and (mention.proper or dated)


def _open(mention: EventMention, dated: bool, lead: bool) -> bool:
    if mention.licence in _TAKES_PART:
        return dated and mention.proper and lead
    return dated and (mention.proper or lead)


_RARE = {"weak": _weak, "generic": _generic, "open": _open, "tail": _open}


def _to_come(mention: EventMention) -> bool:
    return any(item.has("future") for item in mention.items[max(0, mention.verb - 3) : max(0, mention.verb)])


def _possible(mention: EventMention) -> bool:
    """``diizinkan untuk menggelar rapat``, ``tidak harus digelar``: nobody says that it is held."""
    at = mention.verb
    while at > 0 and mention.items[at - 1].has("adv") and not mention.items[at - 1].has("modal"):
        at -= 1
    if at > 0 and mention.items[at - 1].has("modal"):
        return True
    for item in reversed(mention.items[max(0, at - _SUBJECT) : max(0, at)]):
        if item.has("causes"):
            return True  # mengizinkan pemda menggelar rapat
        if item.verb or item.kind == "mark" or item.has("conj"):
            return False
    return False


def _habitual(mention: EventMention) -> bool:
    """``digelar setiap tanggal 17``, ``rutin menggelar``."""
    around = mention.items[max(0, mention.first - _AROUND) : mention.end + _AROUND]
    return any(item.has("habit") or (item.time is not None and item.time.type == "SET") for item in around)


def _everywhere(mention: EventMention) -> bool:
    """``yang digelar di berbagai daerah``: a kind of event."""
    behind = mention.items[mention.verb_end : mention.verb_end + 2] if mention.verb >= mention.end else ()
    return len(behind) == 2 and behind[0].low == "di" and behind[1].has("many")


def _background(mention: EventMention) -> bool:
    """``setelah Sekda dilantik``: told as the reason or the time of something else."""
    first = mention.undergoer[0] if mention.undergoer[1] else mention.first
    return first > 0 and mention.items[first - 1].has("at", "when")


def _of_another(mention: EventMention) -> bool:
    """``suasana kompetisi berlangsung``: a bare noun that belongs to the noun before it."""
    if mention.named or mention.first == 0 or mention.verb < mention.first:
        return False
    last = mention.items[mention.first - 1]
    return last.kind == "word" and last.content and not last.capital and not last.has("vague", "occasion")


def _phase(mention: EventMention) -> bool:
    return mention.first > 0 and mention.items[mention.first - 1].has("series")


def _right_before(mention: EventMention) -> bool:
    """Whether the preposition stands right before the name (``dalam acara X``), not words before."""
    return mention.first - mention.verb_end <= 1


def _placed(mention: EventMention) -> bool:
    """``saat konferensi pers di Mapolres``: a place or a day right behind it."""
    following = mention.items[mention.end] if mention.end < len(mention.items) else None
    if following is None:
        return False
    return following.low == "di" or (following.time is not None and following.time.weekday is not None)


def _introduced(mention: EventMention) -> bool:
    """``dalam acara sosialisasi``: the word before says that it is an event."""
    return mention.first > 0 and mention.items[mention.first - 1].has("vague")


def _same(groups: Sequence[Group], mention: EventMention) -> Group | None:
    """The event that the mention means: by its name, or by ``ini/tersebut`` or nothing behind its noun."""
    groups = groups[-_LOOKED:]
    for group in reversed(groups):
        if _grown(group, mention) or any(_one_name(known, mention) for known in group.mentions[:_LOOKED]):
            return group
    if (mention.named and not mention.back) or _several(mention):
        return None
    new = mention.licence == "ev_stage" and any(event_dates.says_when(item.time) for item in mention.items)
    for group in reversed(groups):
        if new and not mention.back and mention.head not in group.head.head:
            continue  # setelah rapat itu menggelar technical meeting pada Senin
        noun = group.head.noun
        if mention.noun.strength == "generic" or (noun.type == mention.noun.type and mention.noun.deed is None):
            return group
    return None


def _grown(group: Group, mention: EventMention) -> bool:
    """``menggelar roadshow ... roadshow Sungai Bersih``: the bare noun told before, now with its name; no other day."""
    if not mention.named or mention.back or mention.noun.deed is not None or any(m.named for m in group.mentions):
        return False
    days = [
        {
            event_dates.day_edtf(item.time)
            for item in m.items
            if item.time is not None and event_dates.says_when(item.time)
        }
        for m in (group.head, mention)
    ]
    return mention.head == group.head.head and (not days[0] or not days[1] or bool(days[0] & days[1]))


def _several(mention: EventMention) -> bool:
    """``berbagai kegiatan``: not the one told before."""
    last = mention.items[mention.first - 1] if mention.first and mention.noun.deed is None else None
    return last is not None and (last.kind == "quantity" or last.has("many"))


def _called(mention: EventMention) -> bool:
    """``disebut Pawai Perdamaian``: the name of what was told before."""
    return mention.first > 0 and mention.items[mention.first - 1].has("called")


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
    numbers = {event_series.number_in(known), event_series.number_in(mention)}
    if len(numbers) > 1 and None not in numbers:
        return False
    if known.short is not None and known.short in mention.tokens:
        return True
    if known.head == mention.head and (_called(mention) or known.acronyms & mention.acronyms):
        return True
    common = len(known.tokens & mention.tokens)
    return common >= 2 and common * 10 >= 6 * min(len(known.tokens), len(mention.tokens))
