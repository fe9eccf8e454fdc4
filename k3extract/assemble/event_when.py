"""The date of an event, and whether it was held, is to come, goes on or was cancelled."""

from collections.abc import Sequence

from k3extract.assemble import event_dates
from k3extract.assemble.event_groups import SURE, Group
from k3extract.assemble.event_mentions import EventMention
from k3extract.assemble.items import Item
from k3extract.mentions.marked import MarkedText
from k3extract.records import EventStatus, Time

_CLOSE = 4  # items between an event and the verb that tells its status
_RELATIVE = 8  # items of a relative clause
_BEGINNING = 3  # sentences
_YEAR = 4  # characters
_PAPER = 4  # items between the number of a paper and its day
_BEFORE_VERB = 3  # items in which *akan* stands before the verb
_BY_VERB = 4  # items between a day and the verb behind it: "BPBD, Senin (3/3), menggelar"

When = tuple[Time | None, str | None, str | None]


def date_of(marked: MarkedText, group: Group, groups: Sequence[Group]) -> When:
    """The time that dates the event, its EDTF and how it is known."""
    others = [mention for other in groups if other is not group for mention in other.mentions if mention.licence]
    best = _best(group, others, shared=False) or (_best(group, others, shared=True) if others else None)
    if best is not None:
        return best[0], _stretched(*best), best[0].basis
    if planned(group) or not _of_this_article(marked, group):
        return None, None, None
    day = event_dates.likely_day(marked)
    return (day, event_dates.day_edtf(day), "inferred") if day is not None else (None, None, None)


def _of_this_article(marked: MarkedText, group: Group) -> bool:
    """Whether an event without a day may have that of the article: it is told at the beginning, or no
    other day is named; and no other year."""
    told = [mention for mention in group.mentions if mention.licence]
    late = min(mention.sentence for mention in told or group.mentions) > _BEGINNING
    if late and len({event_dates.day_edtf(time) for time in marked.times if event_dates.says_when(time)}) > 1:
        return False  # more than one day is told of
    published = marked.article.reference_date
    if any(event_dates.that_year(one.items, at) for one in told for at in range(one.end, len(one.items))):
        return False
    times = [item.time for mention in told for item in mention.items if item.time is not None]
    years = {edtf[:_YEAR] for time in times if (edtf := event_dates.day_edtf(time)) is not None}
    return published is None or not years or published[:_YEAR] in years


def _best(group: Group, others: Sequence[EventMention], *, shared: bool) -> tuple[Time, EventMention] | None:
    """The first time beside a mention, and that mention; a day goes before a month, and the day of a paper last.

    ``shared`` allows a day before it that belongs to another event of the sentence as well.
    """
    order = sorted(group.mentions, key=lambda m: (m.licence not in SURE | {"deed"}, m.start))
    best: tuple[tuple[bool, bool], Time, EventMention] | None = None
    sure = [(m, behind) for m in order for behind in _sides(m)]
    for mention, behind in [*sure, *((m, False) for m in order)]:
        low, high = _own(mention, others)
        low = 0 if shared else low
        start = mention.end if behind else mention.first
        time = event_dates.beside(mention.items[: high if behind else None], max(start, low), behind=behind)
        if (
            time is None
            or event_dates.until(mention.items, time)
            or (not behind and time.start < mention.items[low].start)
        ):
            continue
        rank = (not event_dates.is_day(time), not event_dates.says_when(time) or _of_a_paper(mention.items, time))
        if best is None or rank < best[0]:
            best = (rank, time, mention)
    return best[1:] if best is not None else None


def _stretched(time: Time, mention: EventMention) -> str | None:
    return event_dates.stretched(mention.items, time, opens=mention.licence in ("ev_open", "ev_opened"))


def _of_a_paper(items: Sequence[Item], time: Time) -> bool:
    """``Surat Nomor 15/2017 tanggal 5 September 2017``: the day is that of a paper."""
    at = next((index for index, item in enumerate(items) if item.time is time), 0)
    before = items[max(0, at - _PAPER) : at]
    return any(item.kind == "reference" or item.low in ("nomor", "no") for item in before)


def _sides(mention: EventMention) -> tuple[bool, ...]:
    """Where its day stands, most likely side first: behind (True) or before the name."""
    last = mention.items[mention.first - 1] if mention.first else None
    if last is not None and last.time is not None and event_dates.is_day(last.time):
        return False, True  # Hari ini apel dan pengecekan
    return (True, False) if _by_the_verb(mention) else (True,)


def _by_the_verb(mention: EventMention) -> bool:
    """``BPSDM, Selasa (9/3), membuka pelatihan``: the day stands right before the verb, as good as behind the name."""
    if mention.verb < 0 or mention.verb > mention.first:
        return False
    before = mention.items[max(0, mention.verb - _BY_VERB) : mention.verb]
    return any(item.time is not None and event_dates.is_day(item.time) for item in before)


def _own(mention: EventMention, others: Sequence[EventMention]) -> tuple[int, int]:
    """The items of the sentence in which a day can be the mention's own: up to the next event that somebody holds."""
    low, high = 0, len(mention.items)
    for other in others:
        if other.sentence != mention.sentence:
            continue
        if other.end <= mention.first:
            low = max(low, other.end)
        elif other.first >= mention.end and other.licence in SURE | {"deed"}:
            high = min(high, other.verb if mention.end <= other.verb < other.first else other.first)
    return low, high


def planned(group: Group) -> bool:
    """Whether its verb says that it is still to come: ``akan digelar``."""
    head = next((m for m in group.mentions if m.licence in SURE), group.head)
    if head.licence == "ev_plan":
        return True
    if head.verb < 0:
        return False
    return any(item.has("future") for item in head.items[max(0, head.verb - _BEFORE_VERB) : head.verb])


def status_of(marked: MarkedText, group: Group, time: Time | None) -> EventStatus:
    """Cancelled and ongoing by their verbs; else planned or held by the verb and by the day of publication."""
    for mention in group.mentions:
        kind = _verb_beside(marked, mention)
        if mention.licence and _put_off(marked, mention):
            return "cancelled"
        if "ev_cancelled" in (kind, mention.licence) or (mention.licence and _called_off(mention)):
            return "cancelled"
        if "ev_ongoing" in (kind, mention.licence):
            return "ongoing"
    published = marked.article.reference_date
    date = event_dates.day_edtf(time) if time is not None else None
    if date and published and len(date) >= 10 and date[:10].isascii() and date[:10] > published:
        return "planned"
    past = date is not None and published is not None and len(date) >= 10 and date[:10] < published
    return "planned" if planned(group) and not past else "held"


def _verb_beside(marked: MarkedText, mention: EventMention) -> str | None:
    """The class of the first verb of holding right behind the name: ``Lomba itu ditunda``."""
    behind = mention.items[mention.end : mention.end + _CLOSE]
    if not behind:
        return None
    cues = (cue.kind for cue in marked.within(marked.cues, behind[0].start, behind[-1].end))
    return next((kind for kind in cues if kind.startswith("ev_")), None)


def _put_off(marked: MarkedText, mention: EventMention) -> bool:
    """``Karnaval yang sedianya digelar Sabtu ditunda``."""
    items = mention.items
    if mention.verb < mention.end or not any(item.has("rel") for item in items[mention.end : mention.verb]):
        return False
    behind = items[mention.verb_end : mention.verb_end + _RELATIVE]
    end = next((item.start for item in behind if item.low in ",;." or item.has("conj")), items[-1].end)
    if not behind:
        return False
    cues = marked.within(marked.cues, behind[0].start, min(end, behind[-1].end))
    return any(cue.kind == "ev_cancelled" for cue in cues)


def _called_off(mention: EventMention) -> bool:
    """``batal menggelar``"""
    return any(item.has("off") for item in mention.items[max(0, mention.verb - 2) : max(0, mention.verb)])
