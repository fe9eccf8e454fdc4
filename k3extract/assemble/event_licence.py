"""The verb that says somebody holds, opens or attends an event: before its noun, or behind its name."""

from collections.abc import Sequence

from k3extract.assemble.event_mentions import EventMention
from k3extract.assemble.items import Item
from k3extract.mentions.cues import Cue

STAGE = frozenset({"ev_stage", "ev_staged"})
STAGED = STAGE | {"ev_attend"}  # what stands beside them may be an event that no list names
HOLD = frozenset({"ev_stage", "ev_hold"})  # menggelar (events only), melaksanakan (also duties and programmes)
HELD = frozenset({"ev_staged", "ev_held"})
ACTIVE = HOLD | {"ev_open", "ev_attend", "ev_invite", "ev_do", "ev_plan"}
PASSIVE = HELD | {"ev_opened", "ev_attended", "ev_cancelled", "ev_ongoing", "ev_do"}
_BEFORE = ACTIVE | HELD
_LEFT = 6  # items between the verb and its object
_RIGHT = 9  # items between the name and its passive verb
_NAMED = 20  # items between the verb and the name behind *yakni*
_FEW = 4  # items of an occasion that look like verbs: memperingati hari jadi
_OCCASION = 20  # items of the name of what it is held for


def license_mention(mention: EventMention, verbs: dict[int, Cue], used: frozenset[int]) -> None:
    """Set the licence of a mention; ``used`` are the items of verbs that license mentions before it."""
    items = mention.items
    if mention.noun.deed is not None:
        mention.licence, mention.verb, mention.verb_end = "deed", mention.first, mention.noun_end
        return
    occasion = _read_before(mention, verbs)
    if mention.licence in ACTIVE or mention.licence in HELD:
        return
    relative = mention.end < len(items) and items[mention.end].has("rel")
    if not occasion or relative:
        _read_behind(mention, verbs)
    if occasion and mention.verb in used:  # Karnaval dalam rangka HUT kota yang digelar: the carnival is
        mention.licence, mention.verb, mention.verb_end = "", -1, -1


def _read_before(mention: EventMention, verbs: dict[int, Cue]) -> bool:
    """The active verb or the preposition before the noun; True where the event is only an occasion for another."""
    items = mention.items
    for at in range(mention.first - 1, max(-1, mention.first - 1 - _LEFT), -1):
        item = items[at]
        cue = verbs.get(item.start)
        if item.has("occasion"):
            return True
        if cue is not None and cue.kind in _BEFORE:
            if cue.kind in HELD and at and items[at - 1].has("rel"):
                return False  # yang digelar Forum Guru: who holds it
            mention.licence, mention.verb, mention.verb_end = cue.kind, at, behind(items, at, cue.end)
            return False
        if item.has("at") or ((item.has("by") or item.low == "di") and _vague_next(items, at)):
            mention.licence, mention.verb, mention.verb_end = "ev_at", at, at + 1
            return False
        if item.has("list") and at == mention.first - 1:
            _read_list(mention, at, verbs)
            return False
        if (item.kind == "mark" and item.low not in "\"“‘'(") or item.kind == "time":
            return False
        far = item.capital and not item.has("venue") and at < mention.first - 1
        if item.verb or far or item.has("rel", "conj", "pron"):
            return False
    return False


def _vague_next(items: Sequence[Item], at: int) -> bool:
    """``di acara X``, ``di tengah acara X``."""
    return any(item.has("vague") for item in items[at + 1 : at + 3])


def _read_list(mention: EventMention, colon: int, verbs: dict[int, Cue]) -> None:
    """``akan digelar dua acara besar, yakni Pekan Seni``: the verb that holds what *yakni* names."""
    items = mention.items
    for at in range(colon - 1, max(-1, colon - _NAMED), -1):
        cue = verbs.get(items[at].start)
        if cue is not None and cue.kind in HOLD | HELD and any(item.has("vague") for item in items[at:colon]):
            mention.licence, mention.verb, mention.verb_end = cue.kind, at, behind(items, at, cue.end)
            return


def _read_behind(mention: EventMention, verbs: dict[int, Cue]) -> None:
    """The passive verb behind the name; an occasion may stand between (Lomba X memperingati Hari Y digelar)."""
    items = mention.items
    last = min(len(items), mention.end + _RIGHT)
    at, near = mention.end, -1
    inside = False  # another phrase: penghargaan dalam ajang X yang digelar Y
    while at < last:
        item = items[at]
        cue = verbs.get(item.start)
        inside = inside or (
            item.has("at")
            and at + 1 < len(items)
            and items[at + 1].kind == "word"
            and not items[at + 1].has("occasion")
        )
        if cue is not None and cue.kind in PASSIVE:
            if inside and items[at - 1].has("rel"):
                return
            mention.licence, mention.verb, mention.verb_end = cue.kind, at, behind(items, at, cue.end)
            return
        if item.kind == "mark" and item.low not in "\"”’'(),":
            return
        if item.low == "," and mention.licence:
            return
        if item.has("occasion"):
            last = min(len(items), at + _OCCASION)
            near = at + _FEW
        elif (
            item.verb
            and at > near
            and not item.capital
            and not item.has("aux")
            and not (at and items[at - 1].has("rel"))
        ):
            return
        at += 1


def behind(items: Sequence[Item], at: int, end: int) -> int:
    while at < len(items) and items[at].start < end:
        at += 1
    return at
